"""A TimelineSpec as SVG text: lanes with key events named, the others as small marks, statuses told apart by shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from briefing_app.domain.specs import TimelineItem, TimelineSpec
from briefing_app.domain.wording import sign_of
from briefing_app.report.figures import frame
from briefing_app.report.figures.pen import XY, Pen, shortened, text_width
from briefing_app.words import tr, trn

_NAMES = 74.0
_ROW = 12.0
_ROWS = 5
_LABEL = 122.0
_KEY = 3
_STATUSES = ("occurred", "announced", "signed", "delivered", "missed", "ongoing")
_TONES = {"A": "A", "B": "B", "both": "both"}
_LETTERS = {"A": "A", "B": "B", "both": "A B"}


def svg(spec: TimelineSpec, *, tones: Mapping[str, str], alone: bool = False) -> str:
    """Returns a timeline as SVG text.

    Args:
        spec: The timeline. Its busy stretch is drawn; what lies before or after is counted at the edge.
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
        self.start, self.end = spec.busy if spec.busy[1] > spec.busy[0] else spec.span
        self.end = max(self.end, self.start + 1)
        self.left, self.right = room.left + _NAMES, room.left + room.width - 4

    def x(self, day: float) -> float:
        share = (day - self.start) / (self.end - self.start)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def draw(self) -> float:
        """Draws everything and returns the lower end."""
        pen = self.pen
        top = self._legend() + 12
        lanes_top = top + 6
        # Lanes first, to know how tall they are; grid lines would cross their words, so they are laid under each.
        y = lanes_top
        for index, lane in enumerate(self.spec.lanes):
            mine = [item for item in self.spec.items if index in item.lanes]
            if mine:
                y = self._lane(lane.label, mine, y)
        self._years(top, lanes_top, y)
        for day, words in self.spec.moments:
            if self.start <= day <= self.end:
                pen.line((self.x(day), top - 2), (self.x(day), y), tone="bad", width=0.9, dash="3 2")
                wide = text_width(words, 7)
                at = min(self.x(day) + 3, self.right - wide)
                pen.text((at, y + 8), words, size=7, tone="bad")
        return y + 12

    def _legend(self) -> float:
        present = {item.status for item in self.spec.items}
        found = [s for s in _STATUSES if s in present]
        words = [sign_of("event-status", s).word for s in found]
        inexact = any(not item.exact for item in self.spec.items)
        if inexact:
            words.append(tr("day not known"))
        places = frame.legend(self.pen, words, left=self.room.left, top=self.room.top, width=self.room.width)
        for place, status in zip(places, found, strict=False):
            self._shape((place[0] + 10, place[1]), status, tone="ink", r=3.0)
        if inexact:
            x, y = places[-1]
            self.pen.line((x + 2, y), (x + 18, y), tone="ink", dash="2 1.5")
        return places[-1][1] + 6

    def _years(self, top: float, lanes_top: float, bottom: float) -> None:
        first, last = dt.date.fromordinal(int(self.start)).year, dt.date.fromordinal(int(self.end)).year
        step = next(s for s in (1, 2, 5, 10, 25, 50, 100, 1000) if (last - first) / s <= 12)
        for year in range(first, last + 1):
            day = dt.date(year, 1, 1).toordinal()
            if year % step or not self.start <= day <= self.end:
                continue
            self.pen.line((self.x(day), lanes_top - 4), (self.x(day), bottom), tone="grid", width=0.5)
            self.pen.text((self.x(day) + 2, top), str(year), tone="muted")

    def _lane(self, name: str, items: list[TimelineItem], top: float) -> float:
        pen = self.pen
        within = [i for i in items if i.end >= self.start and i.start <= self.end]
        before, after = (sum(i.end < self.start for i in items), sum(i.start > self.end for i in items))
        ends: list[float] = []
        named: list[tuple[TimelineItem, int, str]] = []
        small: list[TimelineItem] = []
        for item in within:
            row, words = self._row(item, ends)
            if row is None:
                small.append(item)
            else:
                named.append((item, row, words))
        height = max(len(ends) * _ROW + (9 if small else 0), 22.0) + 6
        for item, row, words in named:
            self._named(item, words, top + 8 + row * _ROW)
        base = top + height - 8
        for item in small:
            self._shape((self._middle(item), base), item.status, tone=self._tone(item), r=1.8)
        pen.text((self.room.left, top + 10), shortened(name, 8, _NAMES - 6, bold=True), bold=True)
        counted = trn("{n} event", "{n} events", len(items))
        pen.text((self.room.left, top + 19), counted, size=7, tone="muted")
        apart = [tr("{n} before", n=before)] if before else []
        apart += [tr("{n} after", n=after)] if after else []
        if apart:
            pen.text((self.room.left, top + 27), ", ".join(apart), size=7, tone="muted")
            height = max(height, 32.0)
        pen.line((self.room.left, top + height), (self.right, top + height), tone="rule", width=0.5)
        return top + height

    def _row(self, item: TimelineItem, ends: list[float]) -> tuple[int | None, str]:
        """Finds the first row in which the name of a key event has room."""
        if item.weight < _KEY:
            return None, ""
        letter = _LETTERS.get(item.ambition, "")
        words = shortened(item.title, 7.5, _LABEL) + (f" · {letter}" if letter else "")
        start = self.x(item.start) - 4
        end = self._named_from(item) + text_width(words, 7.5) + 4
        if end > self.right + 4:
            start, end = self._middle(item) - text_width(words, 7.5) - 10, self.x(item.end) + 5
        for row, taken in enumerate(ends):
            if taken <= start:
                ends[row] = end
                return row, words
        if len(ends) < _ROWS and start >= self.left - 4:
            ends.append(end)
            return len(ends) - 1, words
        return None, ""

    def _named(self, item: TimelineItem, words: str, y: float) -> None:
        tone = self._tone(item)
        if item.end > item.start:
            dash = "" if item.exact else "2 1.5"
            self.pen.line((self.x(item.start), y), (self.x(item.end), y), tone=tone, width=1.2, dash=dash)
        self._shape((self._middle(item), y), item.status, tone=tone, r=3.2)
        wide = text_width(words, 7.5)
        at = self._named_from(item)
        if at + wide > self.right + 4:
            at = self._middle(item) - wide - 6
        self.pen.text((at, y + 2.7), words, size=7.5, tone="muted" if item.later else "ink")

    def _named_from(self, item: TimelineItem) -> float:
        return max(self._middle(item) + 6, self.x(item.end) + 4)

    def _middle(self, item: TimelineItem) -> float:
        return self.x((item.start + item.end) / 2)

    @staticmethod
    def _tone(item: TimelineItem) -> str:
        return "muted" if item.later else _TONES.get(item.ambition, "ink")

    def _shape(self, at: XY, status: str, *, tone: str, r: float) -> None:
        pen, (x, y) = self.pen, at
        if status == "announced":
            pen.circle(at, r, tone=tone, width=1.1)
        elif status == "signed":
            ring = [(x, y - r * 1.25), (x + r * 1.25, y), (x, y + r * 1.25), (x - r * 1.25, y)]
            pen.path([ring], tone=tone, fill="paper", width=1.1, closed=True)
        elif status == "delivered":
            pen.box(x - r * 0.9, y - r * 0.9, 1.8 * r, 1.8 * r, tone=tone, fill=tone, width=0.6)
        elif status == "missed":
            pen.line((x - r, y - r), (x + r, y + r), tone=tone, width=1.4)
            pen.line((x - r, y + r), (x + r, y - r), tone=tone, width=1.4)
        elif status == "ongoing":
            ring = [(x - r, y - r * 1.1), (x + r * 1.2, y), (x - r, y + r * 1.1)]
            pen.path([ring], tone=tone, fill=tone, width=0.6, closed=True)
        else:
            pen.circle(at, r, tone=tone, fill=tone, width=0.6)
