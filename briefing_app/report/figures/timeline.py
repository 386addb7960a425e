"""A TimelineSpec as SVG text: the whole range, key events named, all others as small marks, statuses told by shape."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import NamedTuple

from briefing_app.domain.specs import TimelineItem, TimelineSpec
from briefing_app.domain.timeline import has_gap
from briefing_app.domain.wording import sign_of
from briefing_app.report.figures import frame
from briefing_app.report.figures.pen import XY, Pen, shortened, text_width
from briefing_app.report.figures.scale import Scale, scale_of
from briefing_app.words import tr, trn

_NAMES = 74.0
_ROW = 12.0
_ROWS = 4
_LABELS = (112.0, 72.0)
_KEY = 3
_SMALL = 1.8
_STEP = 4.4
"""Distance of two small marks in a column."""
_STATUSES = ("occurred", "announced", "signed", "delivered", "missed", "ongoing")
_TONES = {"A": "A", "B": "B", "both": "both"}
_LETTERS = {"A": "A", "B": "B", "both": "A B"}


class _Label(NamedTuple):
    """A key event with its row, its words and where they begin."""

    item: TimelineItem
    row: int
    words: str
    at: float


def svg(spec: TimelineSpec, *, tones: Mapping[str, str], alone: bool = False) -> str:
    """Returns a timeline as SVG text.

    Args:
        spec: The timeline. All of its range is drawn; quiet years before and after are drawn at a smaller scale.
        tones: Colours by name.
        alone: True to add title, subtitle, sources and edition.
    """
    pen = Pen(tones, alone=alone)
    room = frame.head(pen, spec.caption, alone=alone)
    bottom = _Picture(pen, spec, room).draw() if spec.items else frame.empty(pen, spec.caption, room)
    height = frame.foot(pen, spec.caption, alone=alone, bottom=bottom)
    return pen.finish(frame.WIDTH, height, title=spec.caption.title, summary=spec.caption.summary)


class _Picture:
    def __init__(self, pen: Pen, spec: TimelineSpec, room: frame.Room) -> None:
        self.pen, self.spec, self.room = pen, spec, room
        self.left, self.right = room.left + _NAMES, room.left + room.width - 4
        self.scale: Scale = scale_of(spec.span, spec.busy, left=self.left, right=self.right)

    def x(self, day: float) -> float:
        return self.scale.x(day)

    def draw(self) -> float:
        """Draws everything and returns the lower end."""
        pen = self.pen
        top = self._legend() + 12
        lanes_top = top + 6
        since, y = pen.drawn, lanes_top
        for index, lane in enumerate(self.spec.lanes):
            mine = [item for item in self.spec.items if index in item.lanes]
            if mine:
                y = self._lane(lane.label, mine, y)
        # Only now it is known how tall the lanes are.
        pen.behind(since, lambda: self._uprights(top, lanes_top, y))
        return y + 12

    def _uprights(self, top: float, lanes_top: float, bottom: float) -> None:
        pen = self.pen
        self._years(top, lanes_top, bottom)
        for day, words in self.spec.moments:
            if self.scale.start <= day <= self.scale.end:
                pen.line((self.x(day), top - 2), (self.x(day), bottom), tone="bad", width=0.9, dash="3 2")
                wide = text_width(words, 7)
                at = min(self.x(day) + 3, self.right - wide)
                pen.text((at, bottom + 8), words, size=7, tone="bad")
        for x in self.scale.breaks:
            for shift in (-1.2, 1.2):
                pen.line((x + shift, lanes_top - 4), (x + shift, bottom), tone="muted", width=0.5)
            pen.text((x, bottom + 8), tr("the scale changes here"), size=7, tone="muted", anchor="middle")

    def _legend(self) -> float:
        items = self.spec.items
        present = {item.status for item in items}
        found = [s for s in _STATUSES if s in present]
        samples = [(sign_of("event-status", s).word, s) for s in found]
        samples += [(tr("day not known"), "-")] if any(not item.exact for item in items) else []
        samples += [(tr("until it became known"), ".")] if any(map(has_gap, items)) else []
        samples += [(tr("other date given"), "other")] if any(item.others for item in items) else []
        words = [word for word, _ in samples]
        places = frame.legend(self.pen, words, left=self.room.left, top=self.room.top, width=self.room.width)
        for (x, y), (_, sample) in zip(places, samples, strict=True):
            if sample == "-":
                self.pen.line((x + 2, y), (x + 18, y), tone="ink", dash="2 1.5")
            elif sample == ".":
                self.pen.line((x + 2, y), (x + 18, y), tone="muted", width=0.8, dash="0.8 1.4")
            else:
                self._shape((x + 10, y), sample, tone="ink", r=3.0)
        return places[-1][1] + 6

    def _years(self, top: float, lanes_top: float, bottom: float) -> None:
        taken: list[tuple[float, float]] = []
        days = {year: dt.date(year, 1, 1).toordinal() for year in self.scale.years()}
        for year in sorted(days, key=lambda year: not self.scale.is_main(days[year])):
            x = self.x(days[year])
            self.pen.line((x, lanes_top - 4), (x, bottom), tone="grid", width=0.5)
            wide = text_width(str(year), 8)
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
        pen.text((self.room.left, top + 10), shortened(name, 8, _NAMES - 6, bold=True), bold=True)
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
            dash = "" if item.exact else "1.6 1.2"
            ends = ((self.x(item.start), y), (self.x(item.end + 1), y))
            self.pen.line(*ends, tone=self._tone(item), width=0.8, dash=dash)
        self._shape((self._middle(item), y), item.status, tone=self._tone(item), r=_SMALL)

    def _label(self, item: TimelineItem, rows: list[list[tuple[float, float]]]) -> _Label | None:
        """Finds room for the name of a key event, behind its mark or before it; a new row is the last resort."""
        if item.weight < _KEY or not self.scale.is_main(item.start):
            return None
        letter = _LETTERS.get(item.ambition, "")
        for widest in _LABELS:
            words = shortened(item.title, 7.5, widest) + (f" · {letter}" if letter else "")
            sides = self._sides(item, text_width(words, 7.5))
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
            pen.line((min(days), y), (max(days), y), tone=tone, width=0.5, dash="0.8 1.4")
        if item.end > item.start:
            dash = "" if item.exact else "2 1.5"
            pen.line((self.x(item.start), y), (self.x(item.end + 1), y), tone=tone, width=1.2, dash=dash)
        for other in item.others:
            self._shape(((self.x(other.start) + self.x(other.end + 1)) / 2, y), "other", tone=tone, r=2.4)
        self._shape((self._middle(item), y), item.status, tone=tone, r=3.2)
        if has_gap(item):
            under, until = y + 4.6, min(self.x(item.known), self.right)
            pen.line((self._middle(item), under), (until, under), tone="muted", width=0.7, dash="0.8 1.4")
            pen.line((until, under - 1.6), (until, under + 0.4), tone="muted", width=0.7)
        pen.text((label.at, y + 2.7), label.words, size=7.5, tone="muted" if item.later else "ink", halo=True)

    def _middle(self, item: TimelineItem) -> float:
        return self.x((item.start + item.end + 1) / 2)

    @staticmethod
    def _tone(item: TimelineItem) -> str:
        return "muted" if item.later else _TONES.get(item.ambition, "ink")

    def _shape(self, at: XY, status: str, *, tone: str, r: float) -> None:
        """Draws the sign of a status in the shape it has beside its word."""
        pen, (x, y) = self.pen, at
        if status == "announced":
            pen.circle(at, r, tone=tone, width=min(1.1, r * 0.45))
        elif status == "signed":
            pen.circle(at, r, tone=tone, width=min(1.0, r * 0.4))
            half = [(x + r * math.sin(a * math.pi / 12), y - r * math.cos(a * math.pi / 12)) for a in range(13)]
            pen.path([half], fill=tone, closed=True)
        elif status == "delivered":
            pen.path(
                [[(x - r, y), (x - r * 0.3, y + r * 0.8), (x + r, y - r * 0.9)]], tone=tone, width=max(0.9, r * 0.4)
            )
        elif status == "missed":
            for down in (-r, r):
                pen.line((x - r, y - down), (x + r, y + down), tone=tone, width=max(0.9, r * 0.4))
        elif status == "ongoing":
            wide = max(0.8, r * 0.35)
            pen.line((x - r * 1.2, y), (x + r * 1.2, y), tone=tone, width=wide)
            pen.path(
                [[(x + r * 0.3, y - r * 0.8), (x + r * 1.2, y), (x + r * 0.3, y + r * 0.8)]], tone=tone, width=wide
            )
        elif status == "other":
            pen.path(
                [[(x, y - r), (x + r, y), (x, y + r), (x - r, y)]], tone=tone, fill="paper", width=0.9, closed=True
            )
        else:
            pen.circle(at, r, tone=tone, fill=tone, width=0.6)
