"""The marks of one plot with their lines, spans and words, and the places where they stand."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from briefing_app.domain.specs import ChartSeries, ChartSpec, Mark
from briefing_app.pictures import shapes
from briefing_app.pictures.chart.direct import named_bar
from briefing_app.pictures.chart.plot import BARS, Plot, is_bar, letter_of, logarithm, middle_of
from briefing_app.pictures.labels import BESIDE, OVER, Labels
from briefing_app.pictures.pen import XY, Box, Pen, Place, State

_MANY = 1_500
"""Marks on one plot from which on those that lie on one another are drawn once and none bears words."""
_COLUMN = 1.2
"""Points across of a column of the band that stands for very many figures."""
_AIR = 12.0
"""So far beyond the plot marks are still drawn, for they are wider than nothing."""
_NOTE = "✎"
_NAME_SHARE, _NAME_RANK = 0.4, 2.8
"""Width of the plot that the name of a line may take at most; words of figures choose their room before it."""
_SMALL_R, _BAR_SHARE, _MOST_BAR = 2.2, 0.62, 46.0


def draw_marks(
    pen: Pen,
    spec: ChartSpec,
    plot: Plot,
    *,
    room: Box | None = None,
    state: State | None = None,
    small: bool = False,
    told: frozenset[str] = frozenset(),
) -> tuple[Place, ...]:
    """Draws all figures of a plot with their words.

    Args:
        pen: The pen.
        spec: The chart.
        plot: Where its values lie.
        room: Where words may stand; the box of the plot if None.
        state: What a person noted.
        small: True for one of several small plots: smaller marks without words.
        told: Keys of the series that no key names: their names stand at their marks.
    """
    return _Marks(pen, spec, plot, room or plot.box, state or State(), small, told).draw()


class _Marks:
    def __init__(
        self, pen: Pen, spec: ChartSpec, plot: Plot, room: Box, state: State, small: bool, told: frozenset[str]
    ) -> None:
        self.pen, self.spec, self.plot, self.state, self.small, self.told = pen, spec, plot, state, small, told
        self.labels = Labels(pen, room)
        self.places: list[Place] = []
        self.seen = Box(
            plot.box.left - _AIR, plot.box.top - _AIR, plot.box.width + 2 * _AIR, plot.box.height + 2 * _AIR
        )
        self.many = sum(len(series.marks) for series in spec.series) > _MANY

    def draw(self) -> tuple[Place, ...]:
        """Draws joins, lines and marks, the preferred ones on top, then the words."""
        for x, low, high in self.spec.spans:
            if all(self.plot.up.knows(v) for v in (low, high)):
                self._join(self.plot.at(x, low), self.plot.at(x, high))
        for number, series in enumerate(self.spec.series):
            if series.many is not None:
                self._band(series)
            elif series.joined and self.spec.form == "line":
                self._line(series, number)
        for number, series in enumerate(self.spec.series):
            for index, mark in self._in_order(series):
                if self.plot.knows(mark):
                    self._mark(mark, series, (number, index))
            self._name(series)
        self.labels.write()
        return tuple(self.places)

    def _join(self, low: XY, high: XY) -> None:
        """Joins rival versions of one period."""
        self.pen.line(low, high, tone="muted", width=0.8)
        self.labels.keep_off_line(low, high)

    def _in_order(self, series: ChartSeries) -> Iterator[tuple[int, Mark]]:
        """Yields marks with their index, without those that would lie on another of the same kind.

        Preferred ones come last, on top; among bars they come first, so that rivals are seen before them.
        """
        first: dict[tuple[object, ...], int] = {}
        for index, mark in enumerate(series.marks):
            key: tuple[object, ...] = (mark.x, mark.x_end, mark.y, mark.y_high, mark.base, mark.form)
            if self.many:
                x, y = self.plot.at(mark.x, mark.y)
                key = (round(x), round(y), mark.form)
            if key not in first or (mark.label and not series.marks[first[key]].label):
                first[key] = index
        bars = self.spec.form in BARS
        order = sorted(first.values(), key=lambda i: (series.marks[i].form in ("rival", *shapes.AHEAD)) == bars)
        return ((index, series.marks[index]) for index in order)

    def _line(self, series: ChartSeries, number: int) -> None:
        runs: list[list[XY]] = [[]]
        for index, mark in enumerate(series.marks):
            if mark.form not in ("preferred", "estimate", "derived") or mark.x_end is not None:
                continue
            if index in series.breaks or not self.plot.knows(mark):
                runs.append([])
            if self.plot.knows(mark):
                runs[-1].append(self.plot.at(mark.x, mark.y))
        dash = shapes.DASHES[number % len(shapes.DASHES)]
        self.pen.path([run for run in runs if len(run) > 1], tone=series.tone, width=1.4, dash=dash)
        for run in runs:
            for start, end in pairwise(run):
                self.labels.keep_off_line(start, end)

    def _name(self, series: ChartSeries) -> None:
        """Writes the name of a line at its last point: where there is room, or in any case where no key names it."""
        ends = [m for m in series.marks if m.form not in ("rival", "part", *shapes.AHEAD) and self.plot.knows(m)]
        if self.spec.form != "line" or len(self.spec.series) < 2 or self.small or not ends:
            return
        at = self.plot.at(middle_of(ends[-1]), ends[-1].y)
        words = self.pen.cut(series.label, 8, self.plot.box.width * _NAME_SHARE)
        alone = series.key in self.told
        self.labels.ask(
            at,
            words,
            sides=("above-left", "right", "above", "below-left", "below")
            if alone
            else ("right", "above-left", "below-left", "above", "below"),
            tone=series.tone,
            bold=True,
            must=alone,
            struck=alone,
            rank=0.5 if alone else _NAME_RANK,
        )

    def _band(self, series: ChartSeries) -> None:
        """Draws very many figures as their band from lowest to highest, up and down in turn, in one stroke."""
        assert series.many is not None
        along, up = self.plot.along, self.plot.up
        columns = max(2, int(self.plot.box.width / _COLUMN))
        (across, left), (upwards, foot) = along.straight, up.straight
        run: list[XY] = []
        runs = [run]
        for n, (x, low, high) in enumerate(zip(*series.many.band(along.low, along.high, columns), strict=True)):
            if low - low or high - high or (up.log and low <= 0):  # no number, or one without a logarithm
                run = []
                runs.append(run)
                continue
            if up.log:
                low, high = logarithm(low), logarithm(high)
            at, one, other = x * across + left, low * upwards + foot, high * upwards + foot
            if low == high:
                run.append((at, one))
            elif n % 2:
                run += ((at, other), (at, one))
            else:
                run += ((at, one), (at, other))
        self.pen.path([run for run in runs if len(run) > 1], tone=series.tone, width=0.7)

    def _mark(self, mark: Mark, series: ChartSeries, walk: tuple[int, int]) -> None:
        x, y = self.plot.at(middle_of(mark), mark.y)
        bar = is_bar(self.spec, mark)
        spanning = not bar and mark.x_end is not None and math.isfinite(mark.x_end)
        end = self.plot.along(mark.x_end) if spanning and mark.x_end is not None else x
        if max(x, end) < self.seen.left or (min(x, self.plot.along(mark.x)) > self.seen.right and not self.plot.flat):
            return
        box = Box(x - 3.5, y - 3.5, 7, 7)
        if bar:
            box = self._bar(mark, series, walk[0])
        elif spanning:
            self._span(mark, series, end)
        told = (x, y)
        if mark.y_high is not None and self.plot.up.knows(mark.y_high):
            top = self.plot.at(middle_of(mark), mark.y_high)
            self.pen.line((x, y), top, tone=series.tone, width=2)
            self.labels.keep_off_line((x, y), top)
            told = (x, y) if self.plot.flat else top  # above the whole range
        if (not bar or self._gained(mark)) and not (spanning and mark.form == "part"):
            self._shape(mark, series, (x, y))
        self.places.append(Place(box=box, ref=mark.ref, spoken=mark.spoken, walk=walk))
        if mark.ref is not None and mark.ref in self.state.noted:
            self.labels.ask((x, y), _NOTE, sides=("above", "higher", "left", "right"), tone="note", rank=-1.0)
        self._words(mark, series, told, box, walk, as_bar=bar)

    def _gained(self, mark: Mark) -> bool:
        """A bar that was not reported but estimated, derived or claimed carries its sign; segments have no room."""
        return mark.form in ("estimate", "derived", "claim") and self.spec.form != "stacked"

    def _shape(self, mark: Mark, series: ChartSeries, at: XY) -> None:
        shapes.mark(self.pen, at, mark.form, tone=series.tone, r=_SMALL_R if self.small or self.many else shapes.R)
        if not self.many:
            self.labels.keep_off(Box(at[0] - 3.5, at[1] - 3.5, 7, 7))

    # Bars and spans

    def _bar(self, mark: Mark, series: ChartSeries, number: int) -> Box:
        spec, plot = self.spec, self.plot
        unit = abs(plot.along(1.0) - plot.along(0.0)) if plot.along.high > plot.along.low else 0.0
        share = 0.72 / max(1, len(spec.series)) if spec.form == "paired" else _BAR_SHARE
        wide = min(share * unit, 14.0 if plot.flat else _MOST_BAR)
        if mark.x_end is not None and math.isfinite(mark.x_end):
            wide = max(2.5, abs(mark.x_end - mark.x) * unit)
        base = mark.base if mark.base else plot.floor
        (x0, y0), (x1, y1) = plot.at(middle_of(mark), base), plot.at(middle_of(mark), mark.y)
        box = (
            Box(min(x0, x1), y1 - wide / 2, abs(x1 - x0), wide)
            if plot.flat
            else Box(x1 - wide / 2, min(y0, y1), wide, abs(y1 - y0))
        )
        several = spec.form in ("stacked", "paired")
        pattern = number if several else 4 if mark.form in ("estimate", "derived", "claim") else 0
        tone = "bad" if mark.form == "claim" else series.tone
        shapes.bar(
            self.pen, box.left, box.top, box.width, box.height, tone=tone, pattern=pattern, open_=mark.form == "part"
        )
        if not plot.flat:
            self.labels.keep_off(box)
        return box

    def _span(self, mark: Mark, series: ChartSeries, end: float) -> None:
        """Draws what a figure covers: a dashed box down to the floor for a part, a line at its height for others."""
        start, (_x, y) = self.plot.along(mark.x), self.plot.at(mark.x, mark.y)
        if mark.form == "part":
            floor, end = self.plot.up(self.plot.floor), max(end, start + 2.5)
            ring = ((start, floor), (start, y), (end, y), (end, floor))
            self.pen.path((ring,), tone=series.tone, dash=shapes.PART)
            self.labels.keep_off_line(*ring[:2])
            self.labels.keep_off_line(*ring[2:])
        else:
            dash = shapes.PART if mark.form in ("forecast", "plan", "estimate") else ()
            width = 2.2 if mark.form in shapes.AHEAD else 1.2
            self.pen.line((start, y), (end, y), tone=series.tone, width=width, dash=dash)
        self.labels.keep_off_line((start, y), (end, y))

    # Words

    def _words(self, mark: Mark, series: ChartSeries, at: XY, box: Box, walk: tuple[int, int], *, as_bar: bool) -> None:
        number = walk[0]
        if as_bar and series.key in self.told and not self.small and walk[1] == named_bar(series):
            sides = ("higher", "above") if mark.label else ("above", "higher")
            self.labels.ask(
                at, series.label, tone=series.tone, bold=True, sides=sides, must=True, struck=True, rank=1.1
            )
        if self.spec.form == "stacked" and as_bar:
            self._inside(mark, box, number)
            return
        if not mark.label or self.small or self.many or (mark.form == "rival" and self.spec.form != "scatter"):
            return
        letter = "" if series.key in self.told else letter_of(self.spec, number)
        words = " ".join(part for part in (mark.label, letter) if part)
        tone = series.tone if mark.form in shapes.AHEAD else "ink"
        if mark.form == "part" and not as_bar:
            tone = "muted"
        if self.plot.flat:
            at = (max(at[0], box.right if as_bar else at[0]), at[1])
            self.labels.ask(at, words, tone=tone, sides=("along",), struck=True, rank=_RANKS.get(mark.form, 1.0))
            return
        over = as_bar or mark.x_end is not None or mark.y_high is not None
        self.labels.ask(
            at, words, tone=tone, sides=OVER if over else (*BESIDE, "higher"), rank=_RANKS.get(mark.form, 1.0)
        )

    def _inside(self, mark: Mark, box: Box, number: int) -> None:
        """Writes into a segment what can be read there, its value with its name where all names fit; else beside it."""
        names = [series.label for series in self.spec.series]
        wide = max(self.pen.measure(f"{name} {mark.label}") for name in names) + 6 <= box.width
        told = (f"{names[number]} {mark.label}".strip(), mark.label) if wide else (mark.label,)
        fitting = [w for w in told if self.pen.measure(w) + 6 <= box.width]
        middle = box.top + box.height / 2
        if fitting and fitting[0] and box.height >= 9:
            plain = number % 5 == 0 and mark.form != "part"
            at = (box.left + box.width / 2, middle + 2.8)
            tone, halo = ("inverse", "") if plain else ("ink", "paper")
            self.pen.text(at, fitting[0], tone=tone, anchor="middle", halo=halo)
        elif mark.label and box.height >= 4:
            self.labels.ask((box.right - 3, middle), mark.label, sides=("right",))


_RANKS = {
    "claim": 0.0,
    "preferred": 1.0,
    "derived": 1.0,
    "estimate": 2.0,
    "rival": 2.0,
    "part": 2.5,
    **dict.fromkeys(shapes.AHEAD, 3.0),
}
"""Which figures choose their room first: those that the eye reads first."""
