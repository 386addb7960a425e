"""The sheet on which a person rates one cell of the matrix, the bundled rating shown when it is asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.ambitions.own.heads import RATINGS
from briefing_app.domain.wording import sign_of
from briefing_app.translation import tr
from briefing_app.ui.plain_text import label
from briefing_app.ui.tabs.ambitions.asking import AskingSheet, pick
from briefing_app.ui.theme import Theme


def rating_sheet(
    desk: Desk, theme: Theme, item: str, explanation: str, *, initiator: str, parent: QWidget
) -> AskingSheet:
    """Returns the sheet for one cell.

    Args:
        desk: The desk.
        theme: Colours and fonts.
        item: Id of the evidence.
        explanation: Id of the explanation.
        initiator: Who asks.
        parent: The parent widget.
    """
    data = desk.dataset
    evidence, about = data.find("evidence", item), data.find("hypotheses", explanation)
    mine = next(
        (r for r in desk.analysis.own.ratings if r.own and (r.item, r.explanation) == (item, explanation)), None
    )
    meanings = {term.term: term.definition for term in data.scales if term.scale == "rating"}
    pairs = [(word, f"{word} – {meanings.get(word) or sign_of('rating', word).word}") for word in RATINGS]
    if mine is not None:
        pairs.append(("", tr("no rating of mine: move it to the bin")))
    box = pick(pairs, mine.rating if mine else "N").keep_to(30)

    def keep(reason: str) -> None:
        word = str(box.currentData())
        if word:
            desk.analysis.rate(item, explanation, word, reason=reason, initiator=initiator)
        else:
            desk.analysis.unrate(item, explanation, initiator=initiator)

    bundled = data.find("ratings", f"{item}:{explanation}")
    shown = QPushButton(tr("Show the bundled rating"))
    shown.setProperty("role", "quiet")
    words = label(role="body-muted", wrap=True)
    words.hide()
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(shown, 0, Qt.AlignmentFlag.AlignLeft)
    column.addWidget(words)
    sheet = AskingSheet(
        theme,
        title=tr("Your rating"),
        about=(
            tr("Evidence: {words}", words=evidence.statement if evidence else item),
            tr(
                "If this were the explanation, would you expect to see it? {label}: {words}",
                label=about.label if about else explanation,
                words=about.statement if about else "",
            ),
        ),
        rows=((tr("Rating"), box), (tr("Bundled"), holder)),
        keep=keep,
        reasons=mine.text if mine else "",
        parent=parent,
    )

    def reveal() -> None:
        said = tr("Nobody has rated this cell.")
        if bundled is not None:
            said = f"{bundled.rating}{'*' if bundled.contested else ''}: {bundled.rationale}"
        words.setText(said)
        words.show()
        shown.hide()
        box.setFocus()

    shown.clicked.connect(reveal)
    return sheet
