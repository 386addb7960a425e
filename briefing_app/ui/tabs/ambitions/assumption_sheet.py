"""The sheet on which a person adds an assumption of their own, its standing, and what would break it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.ambitions.own.heads import STANDINGS
from briefing_app.domain.wording import sign_of
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.tabs.ambitions.asking import AskingSheet, pick
from briefing_app.ui.theme import Theme


def assumption_sheet(desk: Desk, theme: Theme, *, initiator: str, parent: QWidget) -> AskingSheet:
    """Returns the sheet.

    Args:
        desk: The desk.
        theme: Colours and fonts.
        initiator: Who asks.
        parent: The parent widget.
    """
    said, breaks = QLineEdit(), QLineEdit()
    standing = pick(((word, str(sign_of("standing", word))) for word in STANDINGS), "unsupported")

    def keep(reasons: str) -> None:
        if not said.text().strip():
            raise ExpectedError(tr("The assumption has no words."), hint=tr("Write what is taken for granted."))
        desk.analysis.assume(
            said.text(), str(standing.currentData()), breaks=breaks.text(), text=reasons, initiator=initiator
        )

    return AskingSheet(
        theme,
        title=tr("An assumption"),
        about=(
            tr("What the reasoning takes for granted; it is kept as your note beside the assumptions in the data."),
        ),
        rows=((tr("Assumption"), said), (tr("Standing"), standing), (tr("What would break it"), breaks)),
        keep=keep,
        parent=parent,
    )
