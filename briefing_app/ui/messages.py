"""What the strip has said, as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.translation import tr, trn


def table(said: Iterable[tuple[dt.datetime, str]]) -> TableSpec:
    """Returns the messages of this window, the newest first.

    Args:
        said: When each was shown, and its words.
    """
    rows = tuple(
        Row(cells=(Cell(text=f"{when:%H:%M:%S}", sort=when.timestamp()), Cell(text=words, sort=words)))
        for when, words in reversed(list(said))
    )
    return TableSpec(
        caption=Caption(
            key="messages",
            title=tr("Messages"),
            subtitle=tr("Messages since this window was opened."),
            summary=trn("{n} message", "{n} messages", len(rows)),
            empty="" if rows else tr("There have been no messages yet."),
        ),
        columns=(Column(key="when", label=tr("When"), weight=2), Column(key="said", label=tr("Message"), weight=14)),
        rows=rows,
    )
