"""A whole chart: legend, axes and marks, standing, lying or as several small ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing_app.domain.specs import ChartSeries, ChartSpec
from briefing_app.pictures import frame, shapes
from briefing_app.pictures.chart.direct import told_at_marks
from briefing_app.pictures.chart.marks import draw_marks
from briefing_app.pictures.chart.plot import Plot, forms_of, has_marks, is_bar, letter_of, plot_of
from briefing_app.pictures.pen import Box, Drawn, Pen, Place, State
from briefing_app.translation import runs_right_to_left, tr

_TALL, _ROW = 175.0, 21.0
"""Height of a standing plot and of one lying bar in points where nothing else says how tall they may be."""
_LOW = 100.0
_NAMES = 0.36
"""Share of the width for the names of lying bars."""
_RIGHT = 36.0
"""Points right of lying bars for the words of the longest."""
_ABREAST, _GAP = 3, 14.0
_LEAST_ABREAST = 150.0


def draw(pen: Pen, spec: ChartSpec, room: Box, *, state: State | None = None, explained: bool = True) -> Drawn:
    """Draws a chart.

    Args:
        pen: The pen.
        spec: The chart.
        room: Where; as tall as the chart needs if its height is nought.
        state: What a person noted.
        explained: False to leave out legend and unit, where they are told elsewhere.
    """
    state = state or State()
    if spec.caption.empty or not any(has_marks(series) for pane in spec.panes for series in pane.series):
        return frame.empty(pen, spec.caption.empty, room)
    if room.height:
        pen.clip(room)
    top = legend(pen, spec, left=room.left, top=room.top, width=room.width) if explained else room.top
    rest = Box(room.left, top, room.width, max(1.0, room.bottom - top) if room.height else 0.0)
    # A low picture has no line to spare for the unit, which its subtitle tells as well.
    unit = explained and (not room.height or room.height > _LOW)
    told = told_at_marks(pen, spec, room.width) if explained else frozenset()
    drawn = (
        _panels(pen, spec, rest, state) if spec.panels else _single(pen, spec, rest, state, explained=unit, told=told)
    )
    if room.height:
        pen.close()
    return drawn


def _single(
    pen: Pen,
    spec: ChartSpec,
    room: Box,
    state: State,
    *,
    explained: bool,
    tall: float = _TALL,
    small: bool = False,
    told: frozenset[str] = frozenset(),
) -> Drawn:
    if spec.form == "bars":
        return _lying(pen, spec, room, state, explained=explained, small=small)
    return _standing(pen, spec, room, state, explained=explained, tall=tall, small=small, told=told)


def _panels(pen: Pen, spec: ChartSpec, room: Box, state: State) -> Drawn:
    """Draws small charts in rows; each names itself."""
    abreast = max(1, min(_ABREAST, len(spec.panels), int((room.width + _GAP) / (_LEAST_ABREAST * 0.9 + _GAP))))
    small = abreast == _ABREAST
    width = max(1.0, (room.width - _GAP * (abreast - 1)) / abreast)
    rows = -(-len(spec.panels) // abreast)
    share = (room.height - 10 * (rows - 1)) / rows if room.height else 0.0
    top = bottom = room.top
    places: list[Place] = []
    first = 0
    for i, panel in enumerate(spec.panels):
        column = i % abreast
        if column == 0:
            top = bottom + (10 if i else 0)
        left, y = room.left + column * (width + _GAP), top
        for line in pen.wrap(panel.caption.title, 8, width, most=2, bold=True):
            y += 10
            pen.text((left, y), line, bold=True)
        below = Box(left, top + 24, width, max(1.0, share - 24) if share else 0.0)
        done = _single(pen, panel, below, state, explained=False, tall=90 if small else 130, small=small)
        places += [replace(p, walk=(p.walk[0] + first, p.walk[1])) if p.walk else p for p in done.places]
        first += len(panel.series)
        bottom = max(bottom, done.bottom)
    return Drawn(bottom, tuple(places))


# The legend


def _named(spec: ChartSpec) -> list[tuple[int, ChartSeries, ChartSpec]]:
    """Returns the series that a legend has to name, each name once, with their number and their pane."""
    found: dict[str, tuple[int, ChartSeries, ChartSpec]] = {}
    for pane in spec.panes:
        if len(pane.series) > 1:
            for number, series in enumerate(pane.series):
                found.setdefault(series.label, (number, series, pane))
    return list(found.values())


def legend(pen: Pen, spec: ChartSpec, *, left: float, top: float, width: float) -> float:
    """Draws what shapes and series stand for; returns where the plot can begin."""
    present = forms_of(spec.panes)
    told = told_at_marks(pen, spec, width)
    named = [one for one in _named(spec) if one[1].key not in told]
    barred = all(
        is_bar(pane, mark)
        for pane in spec.panes
        for series in pane.series
        for mark in series.marks[:50]
        if mark.form in ("preferred", "part")
    )
    if (named or told) and barred:  # the bars beside the names of the series show what a preferred figure looks like
        present.discard("preferred")
    if spec.form == "stacked":  # segments bear no signs of how they were gained
        present -= {"preferred", "derived", "estimate"}
    forms = [form for form in shapes.FORMS if form in present] if present - {"preferred"} else []
    words = [*map(shapes.form_words, forms), *(series.label for _n, series, _p in named)]
    if not words:
        return top
    found = frame.legend(pen, words, left=left, top=top, width=width)
    for (x, y), form in zip(found, forms, strict=False):
        if barred and form in ("preferred", "part"):
            shapes.bar(pen, x + 2, y - 4, 14, 8, tone="ink", open_=form == "part")
        else:
            shapes.mark(pen, (x + 10, y), form, tone="ink")
    for (x, y), (number, series, pane) in zip(found[len(forms) :], named, strict=True):
        letter = letter_of(pane, number)
        if letter:
            pen.text((x + 10, y + 2.8), letter, tone=series.tone, anchor="middle", bold=True)
        elif pane.form == "line":
            dash = shapes.DASHES[number % len(shapes.DASHES)]
            pen.line((x, y), (x + 19, y), tone=series.tone, width=1.4, dash=dash)
        elif barred:
            shapes.bar(pen, x + 2, y - 4, 14, 8, tone=series.tone, pattern=number)
        else:
            shapes.mark(pen, (x + 10, y), "preferred", tone=series.tone)
    return found[-1][1] + 8


def explain(pen: Pen, spec: ChartSpec, *, left: float, top: float, width: float) -> float:
    """Draws legend and unit of a chart whose axes somebody else draws; returns where its plot can begin."""
    y = legend(pen, spec, left=left, top=top, width=width)
    unit = spec.y.label
    if unit and spec.x.kind == "number" and spec.x.label:
        unit = tr("{up} (up), {across} (across)", up=unit, across=spec.x.label)
    if unit and not spec.panels:
        y += 11
        pen.text((left, y), pen.cut(unit, 8, width), tone="muted")
        y += 4
    return y


# Standing


def _standing(
    pen: Pen,
    spec: ChartSpec,
    room: Box,
    state: State,
    *,
    explained: bool,
    tall: float,
    small: bool,
    told: frozenset[str],
) -> Drawn:
    y = room.top + 8
    mirrored = runs_right_to_left()
    if spec.y.label and explained:
        words = pen.cut(spec.y.label, 8, room.width)
        start = room.right if mirrored else room.left
        pen.text((start, y + 2), words, tone="muted", anchor="end" if mirrored else "start")
        y += 13
    beside = max((pen.measure(words) for _v, words in spec.y.ticks), default=0.0) + 6
    left = room.left + (8 if mirrored else beside)
    wide = max(1.0, room.width - beside - 8)
    names = _names_below(pen, spec, left, wide)
    named = bool(spec.x.label) and spec.x.kind == "number" and explained
    below = (24.0 if named else 3.0 + 10 * max((len(lines) for _x, lines in names), default=0)) if tall else 0.0
    height = max(1.0, room.bottom - y - below) if room.height else tall
    plot = plot_of(spec, Box(left, y, wide, height))
    _level_lines(pen, spec, plot)
    for x, lines in names:
        for number, line in enumerate(lines):
            pen.text((x, plot.box.bottom + 11 + 10 * number), line, tone="muted", anchor="middle")
    if named:
        words = pen.cut(spec.x.label, 8, wide)
        pen.text((plot.box.right, plot.box.bottom + 22), words, tone="muted", anchor="end")
    words_room = Box(left, y - 8, wide + (4 if mirrored else 8), height + 7)
    places = draw_marks(pen, spec, plot, room=words_room, state=state, small=small, told=told)
    return Drawn(plot.box.bottom + below + 4, places)


def _level_lines(pen: Pen, spec: ChartSpec, plot: Plot) -> None:
    done = 1e9
    for value, words in spec.y.ticks:
        y = plot.up(value)
        if not plot.up.knows(value) or not plot.box.top - 1 <= y <= plot.box.bottom + 1:
            continue
        pen.line((plot.box.left, y), (plot.box.right, y), tone="grid", width=0.6)
        if abs(done - y) >= 8:
            if runs_right_to_left():
                pen.text((plot.box.right + 5, y + 2.8), words, tone="muted")
            else:
                pen.text((plot.box.left - 5, y + 2.8), words, tone="muted", anchor="end")
            done = y
    floor = plot.up(plot.floor) if any(is_bar(spec, m) for s in spec.series for m in s.marks[:50]) else plot.box.bottom
    pen.line((plot.box.left, floor), (plot.box.right, floor), tone="muted", width=0.7)
    if spec.y.low < 0 < spec.y.high and not spec.y.log:
        nought = plot.up(0.0)
        pen.line((plot.box.left, nought), (plot.box.right, nought), tone="ink", width=0.9)


def _names_below(pen: Pen, spec: ChartSpec, left: float, wide: float) -> list[tuple[float, list[str]]]:
    """Returns what stands below a plot: where, and in which lines; what would run into the one before is left out.

    A name at the edge of the picture keeps inside it.
    """
    plot = plot_of(spec, Box(left, 0, wide, 1))
    each = wide / max(1, len(spec.x.ticks)) - 4
    found: list[tuple[float, list[str]]] = []
    done = -1e9
    for value, words in spec.x.ticks:
        lines = pen.wrap(words, 8, max(each, 34.0), most=4) if spec.x.kind == "category" else words.split("\n")
        at, half = plot.along(value), max((pen.measure(line) for line in lines), default=0.0) / 2
        if plot.along.knows(value) and at - half >= done + 3:
            at = max(min(at, left + wide - half), done + 3 + half)
            done = at + half
            found.append((at, lines))
    return found


# Lying


def _lying(pen: Pen, spec: ChartSpec, room: Box, state: State, *, explained: bool, small: bool) -> Drawn:
    count = max(1, len(spec.x.ticks))
    top = room.top + 4
    named = bool(spec.y.label) and explained
    below = 24.0 if named else 14.0
    height = max(1.0, room.bottom - top - below) if room.height else _ROW * count
    most = 2 if height / count >= 19 else 1
    names = [pen.wrap(words, 8, room.width * _NAMES, most=most) for _v, words in spec.x.ticks]
    wide = max((pen.measure(line) for lines in names for line in lines), default=0.0)
    left = room.left + wide + 8
    plot = plot_of(spec, Box(left, top, max(1.0, room.right - left - _RIGHT), height))
    _upright_lines(pen, spec, plot)
    if named:
        words = pen.cut(spec.y.label, 8, room.width)
        pen.text((room.right, plot.box.bottom + 20), words, tone="muted", anchor="end")
    _names_beside(pen, spec, plot, names)
    words_room = Box(left, top - 4, room.right - left, height + 6)
    places = draw_marks(pen, spec, plot, room=words_room, state=state, small=small)
    return Drawn(plot.box.bottom + below, places)


def _upright_lines(pen: Pen, spec: ChartSpec, plot: Plot) -> None:
    done = -1e9
    for value, words in spec.y.ticks:
        x = plot.up(value)
        if not plot.up.knows(value):
            continue
        pen.line((x, plot.box.top), (x, plot.box.bottom), tone="grid", width=0.6)
        half = pen.measure(words) / 2
        if x - half >= done + 3:
            pen.text((x, plot.box.bottom + 10), words, tone="muted", anchor="middle")
            done = x + half
    base = plot.up(plot.floor)
    pen.line((base, plot.box.top), (base, plot.box.bottom), tone="muted", width=0.7)


def _names_beside(pen: Pen, spec: ChartSpec, plot: Plot, names: Sequence[Sequence[str]]) -> None:
    each = plot.box.height / max(1, len(spec.x.ticks))
    if each < 7:  # names would lie on one another: every so many are told
        names = [lines if n % (int(8 / max(each, 0.01)) + 1) == 0 else () for n, lines in enumerate(names)]
    for (value, _words), lines in zip(spec.x.ticks, names, strict=True):
        y = plot.along(value) + 2.8 - (len(lines) - 1) * 4.6
        for line in lines:
            pen.text((plot.box.left - 6, y), line, anchor="end")
            y += 9.2
