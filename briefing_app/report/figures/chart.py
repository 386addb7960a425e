"""A ChartSpec as SVG text."""

from __future__ import annotations

import math
from collections.abc import Mapping

from briefing_app.domain.specs import Axis, ChartSeries, ChartSpec, Mark
from briefing_app.report.figures import frame, shapes
from briefing_app.report.figures.labels import Labels
from briefing_app.report.figures.pen import Pen, shortened, text_width, wrapped

_HEIGHT = 175.0
_ROW = 21.0
_NAMES = 0.36
_BARS = frozenset({"columns", "bars", "stacked", "paired"})
_ABOUT_FUTURE = frozenset({"target", "plan", "forecast"})
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PANELS_ABREAST = 3
_COLUMNS = 400
"""Columns of the band that stands for very many marks."""


def svg(spec: ChartSpec, *, tones: Mapping[str, str], alone: bool = False) -> str:
    """Returns a chart as SVG text.

    Args:
        spec: The chart.
        tones: Colours by name.
        alone: True to add title, subtitle, sources and edition, for a picture that leaves without a page around it.
    """
    pen = Pen(tones, alone=alone)
    room = frame.head(pen, spec.caption, alone=alone)
    if spec.caption.empty or not (spec.series or spec.panels):
        bottom = frame.empty(pen, spec.caption, room)
    elif spec.form == "multiples":
        bottom = _panels(pen, spec, room)
    elif spec.form == "bars":
        bottom = _Lying(pen, spec, room).draw()
    else:
        bottom = _Standing(pen, spec, room, _HEIGHT).draw()
    height = frame.foot(pen, spec.caption, alone=alone, bottom=bottom)
    return pen.finish(frame.WIDTH, height, title=spec.caption.title, summary=spec.caption.summary)


def _panels(pen: Pen, spec: ChartSpec, room: frame.Room) -> float:
    """Draws small charts in rows."""
    gap = 14.0
    abreast = min(_PANELS_ABREAST, len(spec.panels))
    small = abreast == _PANELS_ABREAST
    width = (room.width - gap * (abreast - 1)) / abreast
    top = bottom = room.top
    for i, panel in enumerate(spec.panels):
        column = i % abreast
        if column == 0:
            top = bottom + (10 if i else 0)
        left = room.left + column * (width + gap)
        y = top
        for line in wrapped(panel.caption.title, 8, width, most=2, bold=True):
            y += 10
            pen.text((left, y), line, bold=True)
        below = frame.Room(left, top + 24, width)
        done = _Standing(pen, panel, below, 90 if small else 130, small=small, alone=False).draw()
        bottom = max(bottom, done)
    return bottom


def _share(axis: Axis, value: float) -> float:
    """Returns where a value lies between the ends of an axis, 0 to 1."""
    low, high = axis.low, axis.high
    if axis.log:
        low, high, value = (math.log10(max(v, 1e-12)) for v in (low, high, value))
    if high <= low or not math.isfinite(value):
        return 0.0
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _middle(mark: Mark) -> float:
    return mark.x if mark.x_end is None else (mark.x + mark.x_end) / 2


def _distinct(series: ChartSeries, *, bars: bool) -> list[Mark]:
    """Returns the marks without those that would lie on another of the same kind.

    Preferred ones come last, on top; among bars they come first, so that rivals are seen before them.
    """
    first: dict[tuple[object, ...], Mark] = {}
    for mark in series.marks:
        key = (mark.x, mark.x_end, mark.y, mark.y_high, mark.base, mark.form)
        if key not in first or (mark.label and not first[key].label):
            first[key] = mark
    return sorted(first.values(), key=lambda m: (m.form in ("rival", *_ABOUT_FUTURE)) == bars)


def _forms(spec: ChartSpec) -> list[str]:
    present = dict.fromkeys(m.form for s in spec.series for m in s.marks)
    order = ("preferred", "rival", "part", "estimate", "derived", "target", "plan", "forecast", "claim")
    return [form for form in order if form in present]


class _Plot:
    """What standing and lying charts share: the legend and the letters of series."""

    def __init__(self, pen: Pen, spec: ChartSpec, room: frame.Room) -> None:
        self.pen, self.spec, self.room = pen, spec, room
        self.several = len(spec.series) > 1

    def letter(self, index: int) -> str:
        """Returns the letter of a series where only marks, not lines or patterns, could tell it from others."""
        dotted = self.spec.form in ("dots", "scatter", "columns")
        return _LETTERS[index % len(_LETTERS)] if self.several and dotted else ""

    def legend(self) -> float:
        """Draws the legend and returns where the plot can begin."""
        spec, pen = self.spec, self.pen
        forms = _forms(spec)
        patterned = self.several and spec.form in ("stacked", "paired")
        lettered = [i for i in range(len(spec.series)) if self.letter(i)]
        words: list[str] = []
        if forms != ["preferred"]:
            words += [shapes.form_words(form) for form in forms]  # type: ignore[arg-type]  # keys of MarkForm
        told = len(words)
        if patterned or lettered:
            words += [series.label for series in spec.series]
        if not words:
            return self.room.top + 4
        words = [shortened(w, 8, self.room.width - 24) for w in words]
        places = frame.legend(pen, words, left=self.room.left, top=self.room.top, width=self.room.width)
        for (x, y), form in zip(places[:told], forms, strict=False):
            if spec.form in _BARS and form in ("preferred", "part"):
                shapes.bar(pen, x + 2, y - 4, 14, 8, tone="ink", open_=form == "part")
            else:
                shapes.mark(pen, (x + 10, y), form, tone="ink")  # type: ignore[arg-type]  # keys of MarkForm
        for (x, y), (i, series) in zip(places[told:], enumerate(spec.series), strict=False):
            if patterned:
                shapes.bar(pen, x + 2, y - 4, 14, 8, tone=series.tone, pattern=i)
            else:
                pen.text((x + 10, y + 2.8), self.letter(i), tone=series.tone, anchor="middle", bold=True)
        return places[-1][1] + 12


class _Standing(_Plot):
    """Charts whose values grow upwards."""

    def __init__(
        self, pen: Pen, spec: ChartSpec, room: frame.Room, height: float, *, small: bool = False, alone: bool = True
    ) -> None:
        super().__init__(pen, spec, room)
        self.small = small
        self.alone = alone
        """False for one of several, whose legend and unit stand once for all."""
        self.height = height
        self.lines_below = 1
        wide = max((text_width(words, 8) for _v, words in spec.y.ticks), default=0.0)
        self.left = room.left + wide + 6
        self.ends = self.several and spec.form == "line" and not small
        own = max((text_width(s.label, 8) for s in spec.series), default=0.0) if self.ends else 0.0
        self.right = room.left + room.width - (min(own, 120.0) + 10 if self.ends else 6)
        self.top = room.top

    def x(self, value: float) -> float:
        return self.left + _share(self.spec.x, value) * (self.right - self.left)

    def y(self, value: float) -> float:
        return self.top + (1 - _share(self.spec.y, value)) * self.height

    def draw(self) -> float:
        """Draws the chart and returns its lower end."""
        spec, pen = self.spec, self.pen
        self.top = (self.legend() if self.alone else self.room.top) + 6
        if spec.y.label and self.alone:
            pen.text((self.room.left, self.top + 2), spec.y.label, tone="muted")
            self.top += 14
        labels = Labels(pen, left=self.room.left, right=self.room.left + self.room.width, top=self.top - 8,
                        bottom=self.top + self.height)  # fmt: skip
        self._axes()
        for x, low, high in spec.spans:
            pen.line((self.x(x), self.y(low)), (self.x(x), self.y(high)), tone="muted", width=0.8)
        for i, series in enumerate(spec.series):
            if series.many is not None:
                self._many(series)
            elif series.joined and spec.form == "line":
                self._joined(series, i)
        for i, series in enumerate(spec.series):
            for mark in _distinct(series, bars=spec.form in _BARS):
                self._mark(mark, series, i, labels)
        labels.write()
        if self.ends:
            self._end_labels()
        named = spec.x.label and spec.x.kind == "number"
        return self.top + self.height + (28 if named else 6 + 10 * self.lines_below)

    def _axes(self) -> None:
        spec, pen = self.spec, self.pen
        for value, words in spec.y.ticks:
            y = self.y(value)
            pen.line((self.left, y), (self.right, y), tone="grid", width=0.6)
            pen.text((self.left - 5, y + 2.8), words, tone="muted", anchor="end")
        floor = self.top + self.height
        pen.line((self.left, floor), (self.right, floor), tone="muted", width=0.7)
        room = (self.right - self.left) / max(1, len(spec.x.ticks)) - 4
        done = -1e9
        for value, words in spec.x.ticks:
            lines = wrapped(words, 8, max(room, 40.0), most=4) if spec.x.kind == "category" else [words]
            at, half = self.x(value), max((text_width(line, 8) for line in lines), default=0.0) / 2
            if at - half < done + 2:
                continue
            done = at + half
            self.lines_below = max(self.lines_below, len(lines))
            for number, line in enumerate(lines):
                pen.text((at, floor + 11 + 10 * number), line, tone="muted", anchor="middle")
        if spec.x.label and spec.x.kind == "number":
            pen.text((self.right, floor + 23), spec.x.label, tone="muted", anchor="end")

    def _joined(self, series: ChartSeries, index: int) -> None:
        runs: list[list[tuple[float, float]]] = [[]]
        for i, mark in enumerate(series.marks):
            if mark.form not in ("preferred", "estimate", "derived") or mark.x_end is not None:
                continue
            if i in series.breaks:
                runs.append([])
            runs[-1].append((self.x(mark.x), self.y(mark.y)))
        dash = shapes.DASHES[index % len(shapes.DASHES)]
        self.pen.path(runs, tone=series.tone, width=1.4, dash=dash)

    def _many(self, series: ChartSeries) -> None:
        """Draws very many marks as their band from lowest to highest."""
        if series.many is None:
            return
        places, lows, highs = series.many.band(self.spec.x.low, self.spec.x.high, _COLUMNS)
        found = [(x, low, high) for x, low, high in zip(places, lows, highs, strict=True) if math.isfinite(low + high)]
        there = [(self.x(x), self.y(high)) for x, _low, high in found]
        back = [(self.x(x), self.y(low)) for x, low, _high in reversed(found)]
        self.pen.path([[*there, *back]], tone=series.tone, width=0.8)

    def _mark(self, mark: Mark, series: ChartSeries, index: int, labels: Labels) -> None:
        x, y = self.x(_middle(mark)), self.y(mark.y)
        as_bar = self.spec.form in _BARS and mark.form not in ("rival", *_ABOUT_FUTURE) and not self._long(mark)
        if as_bar:
            self._bar(mark, series, index)
        elif mark.x_end is not None:
            self._span(mark, series)
            labels.keep_off(self.x(mark.x), y - 1.5, self.x(mark.x_end) - self.x(mark.x), 3)
        if mark.y_high is not None:
            self.pen.line((x, y), (x, self.y(mark.y_high)), tone=series.tone, width=2)
        span_of_part = mark.form == "part" and mark.x_end is not None and self.spec.form in ("dots", "scatter", "line")
        if not as_bar and not span_of_part:
            shapes.mark(self.pen, (x, y), mark.form, tone=series.tone, r=2.2 if self.small else 3.0)
            labels.keep_off(x - 3.5, y - 3.5, 7, 7)
        letter = self.letter(index)
        words = " ".join(part for part in (mark.label, letter) if part)
        if self.spec.form == "stacked":
            self._inside(mark, words, labels)
        elif mark.label and not self.small:
            tone = series.tone if mark.form in _ABOUT_FUTURE else "ink"
            labels.ask((x, y), words, tone=tone, above=as_bar or mark.x_end is not None)

    def _long(self, mark: Mark) -> bool:
        """Tells whether a figure covers more than a year or two: then it is a line over its span, not a column."""
        return mark.x_end is not None and self.spec.x.kind == "time" and mark.x_end - mark.x > 1.2

    def _bar(self, mark: Mark, series: ChartSeries, index: int) -> None:
        unit = (self.right - self.left) / max(1e-9, self.spec.x.high - self.spec.x.low)
        share = 0.8 / max(1, len(self.spec.series)) * 0.9 if self.spec.form == "paired" else 0.6
        wide = min(share * unit, 46.0) if mark.x_end is None else max(3.0, (mark.x_end - mark.x) * unit)
        x, y = self.x(_middle(mark)), self.y(mark.y)
        base = self.y(self.spec.y.low if self.spec.y.log else mark.base)
        pattern = (
            index if self.spec.form in ("stacked", "paired") else (4 if mark.form in ("estimate", "derived") else 0)
        )
        shapes.bar(
            self.pen, x - wide / 2, y, wide, base - y, tone=series.tone, pattern=pattern, open_=mark.form == "part"
        )
        if mark.form in ("estimate", "derived", "claim") and self.spec.form != "stacked":
            shapes.mark(self.pen, (x, y), mark.form, tone=series.tone)

    def _span(self, mark: Mark, series: ChartSeries) -> None:
        """Draws what a figure covers: a dashed box down to nought for a part, a line at its height for others."""
        start, end, y = self.x(mark.x), self.x(mark.x_end if mark.x_end is not None else mark.x), self.y(mark.y)
        if mark.form == "part":
            floor = self.top + self.height
            end = max(end, start + 3)
            self.pen.path([[(start, floor), (start, y), (end, y), (end, floor)]], tone=series.tone, width=1,
                          dash="2.2 1.6")  # fmt: skip
            return
        width = 2.4 if mark.form in _ABOUT_FUTURE else 1.2
        self.pen.line((start, y), (end, y), tone=series.tone, width=width)

    def _inside(self, mark: Mark, words: str, labels: Labels) -> None:
        tall = abs(self.y(mark.base) - self.y(mark.y))
        x, y = self.x(mark.x), (self.y(mark.base) + self.y(mark.y)) / 2
        unit = (self.right - self.left) / max(1e-9, self.spec.x.high - self.spec.x.low)
        # Beside the bar, where no pattern disturbs reading.
        if words and tall >= 4:
            labels.ask((x + min(0.6 * unit, 46.0) / 2, y), words, tone="ink")

    def _end_labels(self) -> None:
        """Writes the name of each line at its end, moved apart where ends lie close."""
        ends: list[tuple[float, float, ChartSeries]] = []
        for series in self.spec.series:
            marks = [m for m in series.marks if m.form in ("preferred", "estimate", "derived")] or list(series.marks)
            if marks:
                last = max(marks, key=_middle)
                ends.append((self.y(last.y), self.x(_middle(last)), series))
        y = -math.inf
        for at, x, series in sorted(ends, key=lambda end: end[0]):
            y = max(at, y + 10)
            self.pen.line((x + 4, at), (self.right + 4, y), tone="rule", width=0.6)
            self.pen.text((self.right + 6, y + 2.8), shortened(series.label, 8, 120), tone=series.tone)


class _Lying(_Plot):
    """Bars that lie, so that names are read without turning the head."""

    def draw(self) -> float:
        """Draws the chart and returns its lower end."""
        spec, pen, room = self.spec, self.pen, self.room
        top = self.legend() + 4
        names = [wrapped(words, 8, room.width * _NAMES, most=2) for _v, words in spec.x.ticks]
        wide = max((text_width(line, 8) for lines in names for line in lines), default=0.0)
        left, right = room.left + wide + 8, room.left + room.width - 44

        def x(value: float) -> float:
            return left + _share(spec.y, value) * (right - left)

        rows = {round(value): top + (i + 0.5) * _ROW for i, (value, _words) in enumerate(spec.x.ticks)}
        floor = top + len(spec.x.ticks) * _ROW
        for value, words in spec.y.ticks:
            pen.line((x(value), top), (x(value), floor), tone="grid", width=0.6)
            pen.text((x(value), floor + 10), words, tone="muted", anchor="middle")
        if spec.y.label:
            pen.text((room.left + room.width, floor + 21), spec.y.label, tone="muted", anchor="end")
        for (value, _words), lines in zip(spec.x.ticks, names, strict=True):
            y = rows[round(value)] + 2.8 - (len(lines) - 1) * 4.6
            for line in lines:
                pen.text((left - 6, y), line, anchor="end")
                y += 9.2
        base = left if spec.y.log else x(0.0)
        pen.line((base, top), (base, floor), tone="muted", width=0.7)
        labels = Labels(pen, left=left, right=room.left + room.width, top=top - 4)
        for series in spec.series:
            for mark in _distinct(series, bars=True):
                y = rows.get(round(mark.x), top)
                self._bar(mark, series, x(mark.y), y, x(mark.base) if mark.base else base)
                if mark.form in ("rival", *_ABOUT_FUTURE):
                    labels.keep_off(x(mark.y) - 3.5, y - 3.5, 7, 7)
        for series in spec.series:
            for mark in series.marks:
                if mark.label:
                    labels.ask((x(mark.y), rows.get(round(mark.x), top)), mark.label, tone="ink", only_right=True)
        labels.write()
        return floor + (26 if spec.y.label else 16)

    def _bar(self, mark: Mark, series: ChartSeries, end: float, y: float, base: float) -> None:
        if mark.form in ("rival", *_ABOUT_FUTURE):
            shapes.mark(self.pen, (end, y), mark.form, tone=series.tone)
            return
        open_ = mark.form == "part"
        pattern = 4 if mark.form in ("estimate", "derived", "claim") else 0
        tone = "bad" if mark.form == "claim" else series.tone
        shapes.bar(self.pen, base, y - 6, end - base, 12, tone=tone, pattern=pattern, open_=open_)
        if mark.form in ("estimate", "derived", "claim"):
            shapes.mark(self.pen, (end, y), mark.form, tone=series.tone)
