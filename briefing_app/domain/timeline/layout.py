"""Where marks, labels, clusters and columns of density stand: the picture as numbers, without a painter."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing_app.domain.specs import TimelineItem
from briefing_app.domain.timeline.index import ItemSet, LaneIndex
from briefing_app.domain.timeline.view import View
from briefing_app.translation import grouped

DENSE = 150
"""More items than this in one lane are drawn as columns of density."""
_BUDGET = 350
"""So many items in all lanes together are laid one by one; a lane then holds its share of them."""
_TRIES = 60
"""Items of one lane that may try for a label."""
_LEAST = 4.4
"""Gaps wide, at most, is the shortest label that a look for room reckons with."""
_MISSES = 15
"""After so many that found no room, the others of the lane do not try."""

Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """Sizes in pixels, grown with the text.

    Attributes:
        row: Height of a row with a label.
        base: Height of the row of small marks and clusters.
        pad: Air above and below the rows of a lane.
        radii: Radius of a mark of weight 1, 2 and 3.
        gap: Least distance between two things in a row.
        label_widths: Widths to which a label may be cut, widest first.
        column: Width of a column of density.
        letters: Returns the room kept behind a label for the letters of its ambitions.
        measure: Width of a label.
        measure_small: Width of a count.
    """

    row: float
    base: float
    pad: float
    radii: tuple[float, float, float]
    gap: float
    label_widths: tuple[float, ...]
    column: float
    letters: Callable[[str], float]
    measure: Measure
    measure_small: Measure

    def radius(self, weight: int) -> float:
        """Returns the radius of a mark."""
        return self.radii[weight - 1]


class LaneBox(NamedTuple):
    """Where a lane stands, measured from the top of all lanes."""

    lane: int
    top: float
    height: float
    rows: int
    folded: bool
    pinned: bool


class Placed(NamedTuple):
    """One item as drawn. ``y`` is the middle, measured from the top of its lane; without a label ``text`` is empty."""

    number: int
    lane: int
    x0: float
    x1: float
    y: float
    text: str
    text_x: float
    text_width: float
    inside: bool
    small: bool
    others: tuple[tuple[float, float], ...] = ()
    """Where the other dates stand that sources give, as far as they lie apart from the mark."""


class Cluster(NamedTuple):
    """Several items in one counted mark."""

    lane: int
    x0: float
    x1: float
    y: float
    members: tuple[int, ...]


class Density(NamedTuple):
    """A lane as columns of equal width: how many items start in each, and the most of them."""

    lane: int
    step: float
    amounts: Sequence[int]
    most: int


@dataclass(slots=True)
class Picture:
    """Everything to draw in the lanes."""

    boxes: list[LaneBox] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)
    densities: list[Density] = field(default_factory=list)


def boxes(
    items: ItemSet,
    metrics: Metrics,
    *,
    height: float,
    order: Sequence[int],
    folded: Collection[int] = (),
    pinned: Collection[int] = (),
    abreast: int = 3,
) -> list[LaneBox]:
    """Returns where the lanes stand: pinned ones first, room shared by what they hold, more than the height if need be.

    Args:
        items: The set.
        metrics: Sizes.
        height: Room for all lanes in pixels.
        order: Lanes from top to bottom.
        folded: Lanes drawn as one row of small marks.
        pinned: Lanes that stay on top.
        abreast: About how many labels stand in one row.
    """
    ordered = [lane for lane in order if lane in pinned] + [lane for lane in order if lane not in pinned]
    frame = 2 * metrics.pad + metrics.base
    rows = {lane: 0 if lane in folded else 1 for lane in ordered}
    left = height - sum(frame + rows[lane] * metrics.row for lane in ordered)
    # Each lane may have as many rows as its items can fill; the fullest are served first, one row at a time.
    wanted = {lane: min(12, max(1, round(len(items.indexes[lane]) / abreast))) for lane in ordered if rows[lane]}
    while left >= metrics.row:
        hungry = [lane for lane in wanted if rows[lane] < wanted[lane]]
        if not hungry:
            break
        lane = min(hungry, key=lambda n: rows[n] / wanted[n])
        rows[lane] += 1
        left -= metrics.row
    spare = max(0.0, left) / max(1, sum(1 for lane in ordered if rows[lane]))
    found, top = [], 0.0
    for lane in ordered:
        tall = frame + rows[lane] * metrics.row + (min(spare, metrics.row) if rows[lane] else 0.0)
        found.append(LaneBox(lane, top, tall, rows[lane], lane in folded, lane in pinned))
        top += tall
    return found


def lay(
    items: ItemSet,
    lanes: Sequence[LaneBox],
    view: View,
    width: float,
    metrics: Metrics,
    *,
    first: Collection[int] = (),
) -> Picture:
    """Returns the picture of some lanes.

    Args:
        items: The set.
        lanes: The lanes that can be seen.
        view: What is in view.
        width: Width of the lanes in pixels.
        metrics: Sizes.
        first: Numbers of items that get a label before all others, such as the selected one.
    """
    picture = Picture(boxes=list(lanes))
    held = sorted(items.indexes[box.lane].how_many(view) for box in lanes)
    most = DENSE
    while held and sum(n for n in held if n <= most) > _BUDGET:
        most = max(n for n in held if n <= most) - 1
    for box in lanes:
        index = items.indexes[box.lane]
        if index.how_many(view) > most:
            picture.densities.append(_density(box.lane, index, view, width, metrics))
            here = [n for n in first if index.position(n) >= 0 and _touches(items.item(n), view)]
            _Lane(picture, box, items, view, width, metrics).lay(here, first)
        else:
            _Lane(picture, box, items, view, width, metrics).lay(index.within(view, DENSE * 2), first)
    return picture


def _touches(item: TimelineItem, view: View) -> bool:
    return item.end + 1 > view.start and item.start < view.end


def _density(lane: int, index: LaneIndex, view: View, width: float, metrics: Metrics) -> Density:
    number = max(len(view.pieces), int(width / metrics.column))
    if len(view.pieces) == 1:
        amounts = index.counts(view, number)
        return Density(lane, width / number, amounts, max(amounts) or 1)
    columns = [max(1, round(number * share)) for _piece, share in view.pieces]
    counted = [n for (piece, _s), many in zip(view.pieces, columns, strict=True) for n in index.counts(piece, many)]
    return Density(lane, width / sum(columns), counted, max(counted) or 1)


class _Row:
    """What is taken in one row: stretches in order, none over another."""

    __slots__ = ("ends", "starts")

    def __init__(self) -> None:
        self.starts: list[float] = []
        self.ends: list[float] = []

    def free(self, x0: float, x1: float) -> bool:
        at = bisect_left(self.ends, x0)
        return at == len(self.starts) or self.starts[at] >= x1

    def take(self, x0: float, x1: float) -> None:
        at = bisect_left(self.starts, x0)
        self.starts.insert(at, x0)
        self.ends.insert(at, x1)


class _Lane:
    """Lays the items of one lane: labels by weight as long as there is room, the rest into the row at the bottom."""

    def __init__(
        self, picture: Picture, box: LaneBox, items: ItemSet, view: View, width: float, metrics: Metrics
    ) -> None:
        self.picture, self.box, self.items = picture, box, items
        self.view, self.width, self.m = view, width, metrics
        self.rows = [_Row() for _ in range(box.rows)]
        self.halves: dict[int, float] = {}

    def lay(self, numbers: Sequence[int], first: Collection[int]) -> None:
        item = self.items.item
        left: list[tuple[float, int]] = []
        tries, misses = _TRIES if self.rows else 0, 0
        for n in sorted(numbers, key=lambda n: (n not in first, -item(n).weight, n)):
            x0, x1 = self._stretch(item(n))
            if (tries > 0 and misses < _MISSES) or n in first:
                tries -= 1
                if self._with_label(n, x0, x1):
                    continue
                misses += 1
            left.append(((max(x0, 0.0) + min(x1, self.width)) / 2, n))
        left.sort()
        self._bottom(left)

    def _stretch(self, item: TimelineItem) -> tuple[float, float]:
        """Returns the ends of a mark: a dot about the middle of its day until the day is wider than the dot."""
        x0, x1 = self.view.x(item.start, self.width), self.view.x(item.end + 1, self.width)
        r = self.m.radius(item.weight)
        if x1 - x0 < 2 * r:
            middle = (x0 + x1) / 2
            return middle - r, middle + r
        return x0, x1

    def _with_label(self, number: int, x0: float, x1: float) -> bool:
        item = self.items.item(number)
        if not self._has_room(max(x0, 0.0), min(x1, self.width)):
            return False
        others = self._others(item, x0, x1) if item.others else ()
        # Where a row has no room from the first to the last of its dates, the event stands alone.
        return bool(others and self._stand(number, item, x0, x1, others)) or self._stand(number, item, x0, x1, ())

    def _stand(
        self, number: int, item: TimelineItem, x0: float, x1: float, others: tuple[tuple[float, float], ...]
    ) -> bool:
        """Takes the first free stretch for a mark with its label, which may be cut; tells whether there was one."""
        m = self.m
        seen0, seen1 = max(x0, 0.0), min(x1, self.width)
        dates = sorted(((seen0, seen1), *others))
        first, last = max(min(seen0, dates[0][0]), 0.0), min(max(b for _, b in dates), self.width)
        text_width = m.measure(item.title) + m.letters(item.letters)
        sign = 2 * m.radius(2) + m.gap / 2  # inside a bar the sign of the status stands before the label
        inner = seen1 - seen0 - 2 * m.gap - sign
        for widest in m.label_widths:
            cut = min(text_width, widest)
            inside = not others and inner >= cut and x1 - x0 > 4 * m.radius(3)
            text_x = seen0 + m.gap + sign if inside else self._beside(dates, cut)
            if text_x is None:
                continue
            line = self._free_line(min(first, text_x), max(last, text_x + cut))
            if line >= 0:
                y = m.pad + (line + 0.5) * m.row
                self.picture.placed.append(
                    Placed(
                        number, self.box.lane, x0, x1, y, item.title, text_x, cut, inside, small=False, others=others
                    )
                )
                return True
            if text_width <= widest:
                break  # a shorter label would be the same
        return False

    def _beside(self, dates: Sequence[tuple[float, float]], cut: float) -> float | None:
        """Returns where a label has room: behind one of the dates and clear of the next, or before the first."""
        air = self.m.gap / 2
        for end in sorted(b for _, b in dates):
            text_x = end + air
            if text_x + cut <= self.width and all(b <= text_x or a >= text_x + cut + air for a, b in dates):
                return text_x
        before = max(dates[0][0], 0.0) - air - cut
        return before if before >= 0 else None

    def _others(self, item: TimelineItem, x0: float, x1: float) -> tuple[tuple[float, float], ...]:
        """Returns where the other dates of an item stand; those that the mark itself would cover are left out."""
        r, found = self.m.radius(2), []
        for other in item.others:
            a, b = self.view.x(other.start, self.width), self.view.x(other.end + 1, self.width)
            if b - a < 2 * r:
                a, b = (a + b) / 2 - r, (a + b) / 2 + r
            if (b < x0 or a > x1) and b > 0 and a < self.width:
                found.append((a, b))
        return tuple(sorted(found))

    def _has_room(self, seen0: float, seen1: float) -> bool:
        """Tells whether any label might fit beside the mark: measuring a text costs more than looking."""
        air, least = self.m.gap, min(self.m.label_widths[-1] / 3, _LEAST * self.m.gap)
        return any(
            row.free(seen0 - air / 2, seen1 + least + air) or row.free(seen0 - least - air, seen1 + air / 2)
            for row in self.rows
        )

    def _free_line(self, a: float, b: float) -> int:
        """Takes the stretch in the first row where it is free; returns the row or -1."""
        air = self.m.gap / 2
        for line, row in enumerate(self.rows):
            if row.free(a - air, b + air):
                row.take(a - air, b + air)
                return line
        return -1

    def _bottom(self, left: Sequence[tuple[float, int]]) -> None:
        """Joins marks that would touch into counted clusters, until no two things touch."""
        m = self.m
        y = self.box.height - m.pad - m.base / 2
        r = m.radius(1)
        groups: list[tuple[float, float, list[int]]] = []  # middle, half width, members
        for x, n in left:
            middle, half, members = x, r, [n]
            while groups and groups[-1][0] + groups[-1][1] + 1 > middle - half:
                x_before, _, others = groups.pop()
                middle = (x_before * len(others) + middle * len(members)) / (len(others) + len(members))
                others += members
                members = others
                half = self._half(len(members))
                middle = min(max(middle, half), max(half, self.width - half))
            groups.append((middle, half, members))
        for middle, half, members in groups:
            if len(members) == 1:
                self._single(members[0], y)
            else:
                self.picture.clusters.append(Cluster(self.box.lane, middle - half, middle + half, y, tuple(members)))

    def _half(self, count: int) -> float:
        """Returns half the width of a counted mark; one of few different counts is asked for again and again."""
        found = self.halves.get(count)
        if found is None:
            found = self.halves[count] = (self.m.measure_small(grouped(count)) + self.m.gap) / 2
        return found

    def _single(self, number: int, y: float) -> None:
        x0, x1 = self._stretch(self.items.item(number))
        self.picture.placed.append(Placed(number, self.box.lane, x0, x1, y, "", 0, 0, inside=False, small=True))
