"""The sheets on which a person notes probabilities of their own, and what became of a question."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.ambitions.own.estimates import YES, Question
from briefing_app.domain.ambitions.own.heads import coherent, per_cent
from briefing_app.domain.wording import day_words, number
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.dayfield import DayEdit
from briefing_app.ui.plain_text import label
from briefing_app.ui.tabs.ambitions.asking import AskingSheet, pick
from briefing_app.ui.theme import Theme


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).astimezone().date()


class _Shares:
    """The fields of the probabilities, their sum, and the button that makes them fit."""

    def __init__(self, question: Question) -> None:
        self.fields = {key: QLineEdit() for key in question.statements}
        self._sum: QLabel | None = None
        for field in self.fields.values():
            field.setPlaceholderText(tr("per cent, 0 to 100"))
            field.textChanged.connect(lambda _text: self._tell())

    def read(self) -> dict[str, float]:
        """Returns what was written; an empty field of several is 0 %.

        Raises:
            ExpectedError: A field holds no probability.
        """
        if len(self.fields) > 1 and not any(field.text().strip() for field in self.fields.values()):
            raise ExpectedError(
                tr("No probability has been written."), hint=tr("Give at least one statement a probability.")
            )
        several = len(self.fields) > 1
        return {k: per_cent(f.text() if f.text().strip() or not several else "0") for k, f in self.fields.items()}

    def together(self) -> QWidget:
        """Returns the line that tells the sum and offers to make it fit."""
        self._sum = label(role="body-muted")
        fit = QPushButton(tr("Make them add up to 100 %"))
        fit.setAutoDefault(False)
        fit.clicked.connect(lambda _checked=False: self._make_fit())
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sum, 1)
        row.addWidget(fit)
        return foot

    def _say(self, words: str) -> None:
        if self._sum is not None:
            self._sum.setText(words)

    def _make_fit(self) -> None:
        try:
            made = coherent(self.read())
        except ExpectedError as error:
            self._say("⚠ " + error.sentence())
            return
        for key, share in made.items():
            self.fields[key].setText(f"{share:g}")

    def _tell(self) -> None:
        try:
            total = sum(self.read().values())
        except ExpectedError:
            self._say("")
            return
        self._say(tr("Sum: {total} %", total=number(total)))


def estimate_sheet(desk: Desk, theme: Theme, question: Question, *, initiator: str, parent: QWidget) -> AskingSheet:
    """Returns the sheet for one question; what the data say stands nowhere on it.

    Args:
        desk: The desk.
        theme: Colours and fonts.
        question: What is asked.
        initiator: Who asks.
        parent: The parent widget.
    """
    shares = _Shares(question)

    def keep(reasons: str) -> None:
        desk.analysis.estimate(question.ref, shares.read(), on=_today(), text=reasons, initiator=initiator)

    rows: list[tuple[str, QWidget]] = [
        (tr("Probability") if key == YES else words, shares.fields[key]) for key, words in question.statements.items()
    ]
    if question.several:
        rows.append((tr("Together"), shares.together()))
    about = [question.words]
    if question.several:
        about.append(tr("One of these statements is the main reason: the probabilities add up to 100 %."))
    return AskingSheet(theme, title=tr("My estimate"), about=about, rows=rows, keep=keep, parent=parent)


def _due_words(question: Question) -> tuple[str, ...]:
    return (tr("Due by {day}.", day=day_words(question.due.last())),) if question.due else ()


def outcome_sheet(desk: Desk, theme: Theme, question: Question, *, initiator: str, parent: QWidget) -> AskingSheet:
    """Returns the sheet on which the outcome of a question is recorded, with its day and source.

    Args:
        desk: The desk.
        theme: Colours and fonts.
        question: What was asked.
        initiator: Who asks.
        parent: The parent widget.
    """
    came = pick(question.statements.items() if question.several else ((YES, tr("yes")), ("no", tr("no"))))
    day = DayEdit(_today(), name=tr("Decided on"))
    source = QLineEdit()
    source.setPlaceholderText(tr("Publisher and title, or an address"))

    def keep(reasons: str) -> None:
        on = day.day()
        if on > _today():
            raise ExpectedError(
                tr("The outcome is in the future."), hint=tr("Record it when the question has been decided.")
            )
        if not source.text().strip():
            raise ExpectedError(tr("An outcome needs its source."), hint=tr("Say who published what happened."))
        if not question.several and came.currentData() != YES and question.due and on < question.due.last():
            raise ExpectedError(
                tr("This can still come true by {day}.", day=day_words(question.due.last())),
                hint=tr("Record a “no” after that day."),
            )
        desk.analysis.record_outcome(
            question.ref, str(came.currentData()), on=on, source=source.text(), text=reasons, initiator=initiator
        )

    return AskingSheet(
        theme,
        title=tr("What became of it"),
        about=(question.words, *_due_words(question)),
        rows=((tr("Outcome"), came), (tr("Decided on"), day), (tr("Source"), source)),
        keep=keep,
        parent=parent,
    )
