"""The small sheets that open below a chip of the filter: each holds one condition and applies it at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain import filters, since
from briefing_app.domain.days import Side
from briefing_app.domain.wording import day_words, plain_word
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.choice_fields import tick_list, ticked
from briefing_app.ui.dayfield import DayEdit
from briefing_app.ui.plain_text import caption, label
from briefing_app.ui.screens import free_part
from briefing_app.ui.speech import say
from briefing_app.ui.theme import Theme

INITIATOR = "filterbar"
TYPED_MS = 180
"""Milliseconds after the last letter until words are applied."""


class Popover(QFrame):
    """One condition. What is chosen acts at once; Escape or a click beside it closes it."""

    def __init__(self, desk: Desk, theme: Theme, *, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("popover")
        self.setAccessibleName(name)
        self.desk, self.theme = desk, theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*(theme.px(12),) * 4)
        self.column.setSpacing(theme.px(4))
        self.column.addWidget(label(name, role="strong"))
        self.said = label(role="strong", wrap=True)
        self.said.hide()
        self.setMinimumWidth(min(theme.px(260), 420))

    def apply(self, **values: Any) -> bool:
        """Changes the filter, or says on the sheet why not and leaves it as it was."""
        try:
            self.desk.set_filter(replace(self.desk.filter, **values), initiator=INITIATOR)
        except ExpectedError as error:
            self.said.setText("⚠ " + error.sentence())
            self.said.show()
            say(error.sentence(), urgent=True)
            self.adjustSize()
            return False
        self.said.hide()
        self.adjustSize()
        return True

    def offer(self, words: str, on: bool, action: Callable[[], bool]) -> QPushButton:
        """Adds a choice that applies itself and closes the sheet."""
        made = QPushButton(caption(words))
        made.setProperty("role", "choice")
        made.setCheckable(True)
        made.setChecked(on)

        def choose() -> None:
            if action():
                self.close()
            else:
                made.setChecked(False)

        made.clicked.connect(lambda _checked=False: choose())
        self.column.addWidget(made)
        return made

    def open_below(self, chip: QWidget) -> None:
        """Shows the sheet below a chip, wholly on the screen."""
        self.adjustSize()
        screen = free_part(chip)
        where = chip.mapToGlobal(QPoint(0, chip.height() + self.theme.px(2)))
        x = max(screen.left(), min(where.x(), screen.right() - self.width()))
        y = max(screen.top(), min(where.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()


class PeriodPopover(Popover):
    """Periods that the data suggest, and two days of one's own."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(desk, theme, name=tr("Period"), parent=parent)
        chosen = desk.filter
        for offer in since.offered(desk.dataset):
            on = (chosen.start, chosen.end) == (offer.start, offer.end)
            self.offer(offer.words, on, partial(self.apply, start=offer.start, end=offer.end))
        self.start = DayEdit(chosen.start, name=tr("From"), side="first", empty=tr("any day"))
        self.end = DayEdit(chosen.end, name=tr("To"), side="last", empty=tr("any day"))
        for field, words in ((self.start, tr("From")), (self.end, tr("To"))):
            self.column.addWidget(label(words, role="small"))
            self.column.addWidget(field)
            field.changed.connect(self._take)
        self.column.addWidget(self.said)
        self.setFocusProxy(self.start)

    def _take(self) -> None:
        self.apply(start=self.start.understood, end=self.end.understood)


class DayPopover(Popover):
    """One day: days that the data suggest, and one of one's own."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget, *, field: str, name: str, side: Side) -> None:
        super().__init__(desk, theme, name=name, parent=parent)
        self._field = field
        now: dt.date | None = getattr(desk.filter, field)
        if field == "since":
            words = tr("Only what happened, came to light or reads differently since then.")
            self.column.addWidget(label(words, role="small", wrap=True))
        else:
            words = tr("Only what had been published by then.")
            self.column.addWidget(label(words, role="small", wrap=True))
            self.offer(tr("today"), now is None, lambda: self.apply(as_known_on=None))
        for day in since.days_offered(desk.dataset, field):
            self.offer(day_words(day), now == day, partial(self.apply, **{field: day}))
        self.column.addWidget(label(tr("Another day"), role="small"))
        self.day = DayEdit(now, name=name, side=side, empty=tr("today") if field == "as_known_on" else tr("any day"))
        self.day.changed.connect(lambda: self.apply(**{field: self.day.understood}))
        self.column.addWidget(self.day)
        self.column.addWidget(self.said)
        self.setFocusProxy(self.day)


class AmbitionPopover(Popover):
    """All ambitions, or one of them."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(desk, theme, name=tr("Ambition"), parent=parent)
        first = self.offer(tr("all"), not desk.filter.ambition, lambda: self.apply(ambition=""))
        for each in desk.dataset.briefing.ambitions:
            words = tr("{letter}: {name}", letter=each.letter, name=each.name or each.key)
            self.offer(words, desk.filter.ambition == each.key, partial(self.apply, ambition=each.key))
        self.column.addWidget(self.said)
        self.setFocusProxy(first)


class TicksPopover(Popover):
    """Several of many: what is ticked acts at once; a field finds them by name."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget, *, field: str, name: str, find: str) -> None:
        super().__init__(desk, theme, name=name, parent=parent)
        self._field = field
        pairs = _topics(desk) if field == "topics" else _actors(desk)
        self.finder = QLineEdit()
        self.finder.setPlaceholderText(find)
        self.finder.setAccessibleName(find)
        self.finder.textChanged.connect(self._narrow)
        self.items: QListWidget = tick_list(pairs, getattr(desk.filter, field), name=name, theme=theme)
        self.items.setMinimumHeight(min(theme.px(200), 320))
        self.items.itemChanged.connect(lambda _item: self.apply(**{field: frozenset(ticked(self.items))}))
        self.column.addWidget(self.finder)
        self.column.addWidget(self.items)
        self.column.addWidget(self.said)
        self.setMinimumWidth(min(theme.px(320), 520))
        self.setFocusProxy(self.finder)

    def _narrow(self, text: str) -> None:
        words = filters.fold(text).split()
        for number in range(self.items.count()):
            item = self.items.item(number)
            checked = item.checkState() == Qt.CheckState.Checked
            item.setHidden(not checked and not all(w in filters.fold(item.text()) for w in words))


class WordsPopover(Popover):
    """Words that must all occur; they act while they are typed."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(desk, theme, name=tr("Words"), parent=parent)
        self.words = QLineEdit(desk.filter.text)
        self.words.setPlaceholderText(tr("Words that must all occur"))
        self.words.setAccessibleName(tr("Words that must all occur"))
        self.words.setClearButtonEnabled(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TYPED_MS)
        self._timer.timeout.connect(self._take)
        self.words.textChanged.connect(lambda _text: self._timer.start())
        self.words.returnPressed.connect(self._end)
        self.column.addWidget(self.words)
        self.column.addWidget(self.said)
        self.setFocusProxy(self.words)

    def _take(self) -> None:
        self._timer.stop()
        self.apply(text=self.words.text().strip())

    def _end(self) -> None:
        self._take()
        self.close()

    def hideEvent(self, event: Any) -> None:
        """What was typed just before the sheet was closed counts as well."""
        if self._timer.isActive():
            self._take()
        super().hideEvent(event)


def popover(field: str, desk: Desk, theme: Theme, parent: QWidget) -> Popover:
    """Returns the sheet of a condition, named as in ``domain.filters``; "only_with_notes" has none: it is on or off."""
    if field == "period":
        return PeriodPopover(desk, theme, parent)
    if field == "since":
        return DayPopover(desk, theme, parent, field=field, name=tr("Changed since"), side="first")
    if field == "as_known_on":
        return DayPopover(desk, theme, parent, field=field, name=tr("As known on"), side="last")
    if field == "ambition":
        return AmbitionPopover(desk, theme, parent)
    if field == "topics":
        return TicksPopover(desk, theme, parent, field=field, name=tr("Topics"), find=tr("Find a topic"))
    if field == "actors":
        return TicksPopover(desk, theme, parent, field=field, name=tr("Actors"), find=tr("Find an actor"))
    return WordsPopover(desk, theme, parent)


def _topics(desk: Desk) -> list[tuple[str, str]]:
    found = {e.category for e in desk.dataset.events} | {s.topic for s in desk.dataset.series}
    found |= {c.topic for c in desk.dataset.claims}
    return [(plain_word(topic), topic) for topic in sorted(found)]


def _actors(desk: Desk) -> list[tuple[str, str]]:
    return sorted(((a.name, a.actor_id) for a in desk.dataset.actors), key=lambda pair: filters.fold(pair[0]))
