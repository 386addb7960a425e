"""What changed since a day, on page one: a sentence for each ambition, and behind the filter the entries themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain import overview
from briefing_app.domain.movements import Movement, movements
from briefing_app.domain.wording import date_words, day_words
from briefing_app.translation import tr
from briefing_app.ui.entry_line import End, Line, Run
from briefing_app.ui.plain_text import caption
from briefing_app.ui.theme import Theme

MOST = 7
"""Events, and indicators, that are listed for an ambition; the others stand in their own tabs."""

Add = Callable[[QVBoxLayout, Line], None]


def since_day(desk: Desk) -> dt.date | None:
    """Returns the day that page one tells of: the filter's, else that of the starting document."""
    return desk.filter.since or desk.dataset.briefing.document.day


def fill(desk: Desk, theme: Theme, column: QVBoxLayout, add: Add, heading: Callable[[str], QWidget]) -> bool:
    """Puts the block into a column.

    Args:
        desk: The desk.
        theme: Colours and fonts.
        column: Where it goes.
        add: Adds a line that is walked with the others.
        heading: Returns the heading of the lines that follow.

    Returns:
        False if there is nothing to tell.
    """
    day = since_day(desk)
    found = movements(desk.scope, day) if day is not None else ()
    if day is None or not found:
        return False
    only = desk.filter.since is not None
    when = day_words(day) if only else overview.since_words(desk.dataset.briefing)
    column.addWidget(heading(tr("Changed since {when}", when=when)))
    for movement in found:
        text = (Run(tr("{name}: ", name=movement.name), strong=True), Run(movement.words))
        lead = Run(movement.letter, tone=movement.tone)
        add(column, Line(theme, text, ref=movement.ref, lead=lead, spoken=movement.spoken()))
        if only:
            _list(theme, column, movement, add)
    _way_on(desk, column, day, only=only)
    return True


def _list(theme: Theme, column: QVBoxLayout, movement: Movement, add: Add) -> None:
    blank = Run(" ", tone="muted")
    for indicator in movement.indicators[:MOST]:
        turned = " › ".join(s.word for s in (indicator.before, indicator.now) if s.word)
        ends = (End(Run(turned, tone="muted"), 150),)
        add(column, Line(theme, (Run(indicator.question),), ref=indicator.ref, lead=blank, ends=ends, most=2))
    for event in movement.events[:MOST]:
        ends = (End(Run(date_words(event.date, short=True), tone="muted"), 84),)
        add(column, Line(theme, (Run(event.title),), ref=event.ref, lead=blank, ends=ends, most=2))


def _way_on(desk: Desk, column: QVBoxLayout, day: dt.date, *, only: bool) -> None:
    def go() -> None:
        if only:
            desk.visit("timeline")
        else:
            desk.set_filter(replace(desk.filter, since=day), initiator="overview")

    words = (
        tr("Show all of it on the timeline") if only else tr("Show only what changed since {day}", day=day_words(day))
    )
    button = QPushButton(caption(words))
    button.setProperty("role", "link")
    button.clicked.connect(lambda _checked=False: go())
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
