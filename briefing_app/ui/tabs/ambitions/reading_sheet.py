"""The sheet on which a person records what was read of an indicator, on which day and where."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QLineEdit, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.ambitions.own.heads import STATUSES
from briefing_app.domain.model import Indicator
from briefing_app.domain.wording import sign_of
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.dayfield import DayEdit
from briefing_app.ui.tabs.ambitions.asking import AskingSheet, pick
from briefing_app.ui.theme import Theme


def reading_sheet(desk: Desk, theme: Theme, indicator: Indicator, *, initiator: str, parent: QWidget) -> AskingSheet:
    """Returns the sheet for one indicator.

    Args:
        desk: The desk.
        theme: Colours and fonts.
        indicator: The indicator.
        initiator: Who asks.
        parent: The parent widget.
    """
    status = pick(((word, str(sign_of("indicator-status", word))) for word in STATUSES), indicator.status_latest)
    day = DayEdit(dt.datetime.now(dt.UTC).astimezone().date(), name=tr("Read on"))
    source = QLineEdit()
    source.setPlaceholderText(tr("Publisher and title, or an address"))

    def keep(reasons: str) -> None:
        if not source.text().strip():
            raise ExpectedError(tr("A reading needs its source."), hint=tr("Say who published what was read."))
        desk.analysis.record_reading(
            indicator.ref,
            str(status.currentData()),
            on=day.day(),
            source=source.text(),
            text=reasons,
            initiator=initiator,
        )

    return AskingSheet(
        theme,
        title=tr("A new reading"),
        about=(
            indicator.question,
            tr("What would count: {words}", words=indicator.threshold or tr("no threshold stated")),
        ),
        rows=((tr("Reading"), status), (tr("Read on"), day), (tr("Source"), source)),
        keep=keep,
        parent=parent,
    )
