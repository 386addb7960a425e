"""All conditions of the filter on one sheet, opened when asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain import filters
from briefing_app.domain.filters import Filter, check_period
from briefing_app.domain.wording import day_words
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.choice_fields import PickBox, tick_list, ticked
from briefing_app.ui.dayfield import DayEdit
from briefing_app.ui.plain_text import label, set_tip
from briefing_app.ui.theme import Theme


class FilterDialog(QDialog):
    """All conditions on one sheet."""

    def __init__(self, desk: Desk, theme: Theme, *, first: str = "", parent: QWidget | None = None) -> None:
        """Makes the sheet.

        Args:
            desk: The desk.
            theme: Colours and fonts.
            first: The condition that has the keyboard first, as in ``domain.filters``; empty for the period.
            parent: The parent widget.
        """
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(tr("What is shown"))
        chosen = self._taken = desk.filter
        self._start = DayEdit(chosen.start, name=tr("From"), side="first", empty=tr("any day"))
        self._end = DayEdit(chosen.end, name=tr("To"), side="last", empty=tr("any day"))
        self._known = DayEdit(chosen.as_known_on, name=tr("As known on"), side="last", empty=tr("today"))
        known_row = QHBoxLayout()
        known_row.addWidget(self._known, 1)
        day = desk.dataset.briefing.document.day
        if day is not None:
            document = QPushButton(day_words(day))
            set_tip(document, tr("The day on which the starting document was published"))
            document.clicked.connect(lambda _checked=False: self._known.set_day(day))
            known_row.addWidget(document, 0, Qt.AlignmentFlag.AlignTop)
        self._ambition = PickBox()
        self._ambition.setAccessibleName(tr("Ambition"))
        both = desk.dataset.briefing.letters("both", between=tr(" and "))
        self._ambition.addItem(both if len(desk.dataset.briefing.ambitions) == 2 else tr("all"), "")
        for each in desk.dataset.briefing.ambitions:
            self._ambition.addItem(tr("{letter}: {name}", letter=each.letter, name=each.name), each.key)
        self._ambition.setCurrentIndex(max(0, self._ambition.findData(chosen.ambition)))
        self._topics = tick_list(_topics(desk), chosen.topics, name=tr("Topics"), theme=theme)
        self._topics.setMaximumHeight(theme.px(116))
        actors = sorted(((a.name, a.actor_id) for a in desk.dataset.actors), key=lambda pair: filters.fold(pair[0]))
        self._actors = tick_list(actors, chosen.actors, name=tr("Actors"), theme=theme)
        self._actors.setMaximumHeight(theme.px(146))
        self._find = QLineEdit()
        self._find.setPlaceholderText(tr("Find an actor"))
        self._find.setAccessibleName(tr("Find an actor"))
        self._find.textChanged.connect(self._narrow)
        self._text = QLineEdit(chosen.text)
        self._text.setPlaceholderText(tr("Words that must all occur"))
        self._noted = QCheckBox(tr("Only entries with my notes"))
        self._noted.setChecked(chosen.only_with_notes)
        actor_box = QVBoxLayout()
        actor_box.addWidget(self._find)
        actor_box.addWidget(self._actors)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("From"), self._start)
        form.addRow(tr("To"), self._end)
        form.addRow(tr("As known on"), known_row)
        form.addRow(tr("Ambition"), self._ambition)
        form.addRow(tr("Topics"), self._topics)
        form.addRow(tr("Actors"), actor_box)
        form.addRow(tr("Words"), self._text)
        form.addRow("", self._noted)
        self._said = label(role="strong", wrap=True)
        self._said.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Show"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.addWidget(label(tr("What is shown"), role="heading"))
        layout.addLayout(form, 1)
        layout.addWidget(self._said)
        layout.addWidget(buttons)
        self.setMinimumWidth(theme.px(460))
        {"ambition": self._ambition, "as_known_on": self._known}.get(first, self._start).setFocus()

    def _narrow(self, text: str) -> None:
        words = filters.fold(text).split()
        for number in range(self._actors.count()):
            item = self._actors.item(number)
            checked = item.checkState() == Qt.CheckState.Checked
            item.setHidden(not checked and not all(w in filters.fold(item.text()) for w in words))

    def accept(self) -> None:
        """Closes the sheet if every field is understood; else it stays, with all that was chosen, and says why."""
        try:
            self._taken = self.chosen()
            check_period(self._taken)
        except ExpectedError as error:
            self._said.setText("⚠ " + error.sentence())
            self._said.show()
            return
        super().accept()

    @property
    def taken(self) -> Filter:
        """The filter as it stood when the sheet was closed with "Show"."""
        return self._taken

    def chosen(self) -> Filter:
        """Returns the filter as it stands on the sheet.

        Raises:
            ExpectedError: A day is not understood.
        """
        return Filter(
            start=self._start.day_or_none(),
            end=self._end.day_or_none(),
            as_known_on=self._known.day_or_none(),
            ambition=str(self._ambition.currentData()),
            actors=frozenset(ticked(self._actors)),
            topics=frozenset(ticked(self._topics)),
            text=self._text.text().strip(),
            only_with_notes=self._noted.isChecked(),
        )


def _topics(desk: Desk) -> list[tuple[str, str]]:
    found = {e.category for e in desk.dataset.events} | {s.topic for s in desk.dataset.series}
    found |= {c.topic for c in desk.dataset.claims}
    return [(topic, topic) for topic in sorted(found)]
