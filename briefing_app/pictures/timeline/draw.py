"""The timeline in one piece: the whole range, key events named, all others as small marks, statuses told by shape."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from briefing_app.domain.specs import TimelineItem, TimelineSpec
from briefing_app.domain.timeline import has_gap
from briefing_app.domain.wording import sign_of
from briefing_app.pictures import frame, shapes
from briefing_app.pictures.pen import XY, Box, Drawn, Pen, Place
from briefing_app.pictures.timeline.scale import Scale, scale_of
from briefing_app.words import tr, trn

_NAMES = 74.0
_ROW = 12.0
_ROWS = 4
_LABELS = (112.0, 72.0)
_KEY = 3
_SMALL = 1.8
_STEP = 4.4
"""Distance of two small marks in a column."""
_TONES = {"A": "A", "B": "B", "both": "both"}
_LETTERS = {"A": "A", "B": "B", "both": "A B"}


class _Label(NamedTuple):
    """A key event with its row, its words and where they begin."""

    item: TimelineItem
    row: int
    words: str
    at: float


def draw(pen: Pen, spec: TimelineSpec, room: Box) -> Drawn:
    """Draws a timeline: all of its range, quiet years before and after the busy ones at a smaller scale.

    Args:
        pen: The pen.
        spec: The timeline.
        room: Where; always as tall as the lanes need.
    """
    if not spec.items:
        return frame.empty(pen, spec.caption.empty, room)
    return _Picture(pen, spec, room).draw()


class _Picture:
    def __init__(self, pen: Pen, spec: TimelineSpec, room: Box) -> None:
        self.pen, self.spec, self.room = pen, spec, room
        self.places: list[Place] = []
        self.left, self.right = room.left + _NAMES, room.left + room.width - 4
        self.scale: Scale = scale_of(spec.span, spec.busy, left=self.left, right=self.right)

    def x(self, day: float) -> float:
        return self.scale.x(day)

    def draw(self) -> Drawn:
        """Draws everything."""
        pen = self.pen
        top = self._legend() + 12
        lanes_top = top + 6
        self.pen = pen.blank()  # finds out how tall the lanes are, for what runs through all of them lies below
        y = self._lanes(lanes_top)
        self.pen, self.places = pen, []
        self._uprights(top, lanes_top, y)
        self._lanes(lanes_top)
        return Drawn(y + 12, tuple(self.places))

    def _lanes(self, y: float) -> float:
        for index, lane in enumerate(self.spec.lanes):
            mine = [item for item in self.spec.items if index in item.lanes]
            if mine:
                y = self._lane(lane.label, mine, y)
        return y

    def _uprights(self, top: float, lanes_top: float, bottom: float) -> None:
        pen = self.pen
        self._years(top, lanes_top, bottom)
        for day, words in self.spec.moments:
            if self.scale.start <= day <= self.scale.end:
                pen.line((self.x(day), top - 2), (self.x(day), bottom), tone="bad", width=0.9, dash=(3, 2))
                wide = self.pen.measure(words, 7)
                at = min(self.x(day) + 3, self.right - wide)
                pen.text((at, bottom + 8), words, size=7, tone="bad")
        for x in self.scale.breaks:
            for shift in (-1.2, 1.2):
                pen.line((x + shift, lanes_top - 4), (x + shift, bottom), tone="muted", width=0.5)
            pen.text((x, bottom + 8), tr("the scale changes here"), size=7, tone="muted", anchor="middle")

    def _legend(self) -> float:
        items = self.spec.items
        present = {item.status for item in items}
        found = [s for s in shapes.STATUSES if s in present]
        samples = [(sign_of("event-status", s).word, s) for s in found]
        samples += [(tr("day not known"), "-")] if any(not item.exact for item in items) else []
        samples += [(tr("until it became known"), ".")] if any(map(has_gap, items)) else []
        samples += [(tr("other date given"), "other")] if any(item.others for item in items) else []
        words = [word for word, _ in samples]
        places = frame.legend(self.pen, words, left=self.room.left, top=self.room.top, width=self.room.width)
        for (x, y), (_, sample) in zip(places, samples, strict=True):
            if sample == "-":
                self.pen.line((x + 2, y), (x + 18, y), tone="ink", dash=shapes.PART)
            elif sample == ".":
                self.pen.line((x + 2, y), (x + 18, y), tone="muted", width=0.8, dash=shapes.OTHER)
            else:
                self._status((x + 10, y), sample, tone="ink", r=3.0)
        return places[-1][1] + 6

    def _years(self, top: float, lanes_top: float, bottom: float) -> None:
        taken: list[tuple[float, float]] = []
        days = {year: dt.date(year, 1, 1).toordinal() for year in self.scale.years()}
        for year in sorted(days, key=lambda year: not self.scale.is_main(days[year])):
            x = self.x(days[year])
            self.pen.line((x, lanes_top - 4), (x, bottom), tone="grid", width=0.5)
            wide = self.pen.measure(str(year))
            # At the right edge the year stands before its line instead of behind it.
            start = x if x + 2 + wide <= self.right + 4 else x - wide - 4
            if all(start + wide + 6 <= a or start >= b for a, b in taken):
                self.pen.text((start + 2, top), str(year), tone="muted")
                taken.append((start, start + wide + 6))

    def _lane(self, name: str, items: list[TimelineItem], top: float) -> float:
        pen = self.pen
        rows: list[list[tuple[float, float]]] = []
        named = [label for label in (self._label(item, rows) for item in items) if label is not None]
        with_name = {label.item.ref for label in named}
        placed, tall = self._heaped([item for item in items if item.ref not in with_name])
        height = max(len(rows) * _ROW + tall, 22.0) + 6
        for label in named:
            self._named(label, top + 8 + label.row * _ROW)
        base = top + height - 6
        for item, level in placed:
            self._minor(item, base - level * _STEP)
        pen.text((self.room.left, top + 10), pen.cut(name, 8, _NAMES - 6, bold=True), bold=True)
        counted = trn("{n} event", "{n} events", len(items))
        pen.text((self.room.left, top + 19), counted, size=7, tone="muted")
        pen.line((self.room.left, top + height), (self.right, top + height), tone="rule", width=0.5)
        return top + height

    def _heaped(self, items: list[TimelineItem]) -> tuple[list[tuple[TimelineItem, int]], float]:
        """Heaps small marks so that none lies over another; returns the level of each and how tall the heap is."""
        ends: list[float] = []
        placed = []
        for item in sorted(items, key=self._reach):
            start, end = self._reach(item)
            level = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
            if level == len(ends):
                ends.append(end)
            ends[level] = end
            placed.append((item, level))
        return placed, len(ends) * _STEP + (4 if ends else 0)

    def _reach(self, item: TimelineItem) -> tuple[float, float]:
        """Returns the ends of a small mark, its span included."""
        middle, air = self._middle(item), _SMALL + 0.4
        if item.end == item.start:
            return middle - air, middle + air
        return min(self.x(item.start), middle - air), max(self.x(item.end + 1), middle + air) + 0.4

    def _minor(self, item: TimelineItem, y: float) -> None:
        if item.end > item.start and self.x(item.end + 1) - self.x(item.start) > 2 * _SMALL + 1:
            dash = () if item.exact else shapes.PART
            ends = ((self.x(item.start), y), (self.x(item.end + 1), y))
            self.pen.line(*ends, tone=self._tone(item), width=0.8, dash=dash)
        self._status((self._middle(item), y), item.status, tone=self._tone(item), r=_SMALL)
        self._keep(item, (self._middle(item), y), _SMALL)

    def _label(self, item: TimelineItem, rows: list[list[tuple[float, float]]]) -> _Label | None:
        """Finds room for the name of a key event, behind its mark or before it; a new row is the last resort."""
        if item.weight < _KEY or not self.scale.is_main(item.start):
            return None
        letter = _LETTERS.get(item.ambition, "")
        for widest in _LABELS:
            words = self.pen.cut(item.title, 7.5, widest) + (f" · {letter}" if letter else "")
            sides = self._sides(item, self.pen.measure(words, 7.5))
            for number in range(min(len(rows) + 1, _ROWS)):
                if number == len(rows):
                    rows.append([])
                for start, end, at in sides:
                    if all(end + 4 <= a or start - 4 >= b for a, b in rows[number]):
                        rows[number].append((start, end))
                        return _Label(item, number, words, at)
        return None

    def _sides(self, item: TimelineItem, wide: float) -> list[tuple[float, float, float]]:
        """Returns start and end of all that an event takes, and where its words begin: behind it, or before it."""
        dates = [self._stretch(item), *((self.x(o.start) - 2, self.x(o.end + 1) + 2) for o in item.others)]
        first, last = min(a for a, _ in dates), max(b for _, b in dates)
        sides = [(first, last + 3 + wide, last + 3), (first - 3 - wide, last, first - 3 - wide)]
        return [side for side in sides if side[0] >= self.scale.main_left and side[1] <= self.right + 4]

    def _stretch(self, item: TimelineItem) -> tuple[float, float]:
        middle = self._middle(item)
        return min(middle - 4, self.x(item.start)), max(middle + 4, self.x(item.end + 1))

    def _named(self, label: _Label, y: float) -> None:
        item, pen = label.item, self.pen
        tone = self._tone(item)
        if item.others:
            days = [self._middle(item), *((self.x(o.start) + self.x(o.end + 1)) / 2 for o in item.others)]
            pen.line((min(days), y), (max(days), y), tone=tone, width=0.5, dash=shapes.OTHER)
        if item.end > item.start:
            dash = () if item.exact else shapes.PART
            pen.line((self.x(item.start), y), (self.x(item.end + 1), y), tone=tone, width=1.2, dash=dash)
        for other in item.others:
            self._status(((self.x(other.start) + self.x(other.end + 1)) / 2, y), "other", tone=tone, r=2.4)
        self._status((self._middle(item), y), item.status, tone=tone, r=3.2)
        self._keep(item, (self._middle(item), y), 3.2)
        if has_gap(item):
            under, until = y + 4.6, min(self.x(item.known), self.right)
            pen.line((self._middle(item), under), (until, under), tone="muted", width=0.7, dash=shapes.OTHER)
            pen.line((until, under - 1.6), (until, under + 0.4), tone="muted", width=0.7)
        pen.text((label.at, y + 2.7), label.words, size=7.5, tone="muted" if item.later else "ink", halo="paper")

    def _middle(self, item: TimelineItem) -> float:
        return self.x((item.start + item.end + 1) / 2)

    @staticmethod
    def _tone(item: TimelineItem) -> str:
        return "muted" if item.later else _TONES.get(item.ambition, "ink")

    def _status(self, at: XY, status: str, *, tone: str, r: float) -> None:
        shapes.status(self.pen, at, status, tone=tone, r=r)

    def _keep(self, item: TimelineItem, at: XY, r: float) -> None:
        box = Box(at[0] - r, at[1] - r, 2 * r, 2 * r)
        self.places.append(Place(box=box, ref=item.ref, spoken=item.spoken or item.title))
