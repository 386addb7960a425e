"""What a timeline shows and where: a view on events in lanes, laid out in the unit of whoever draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Caption, Lane, TimelineSpec
from briefing_app.domain.timeline import ItemSet, LaneBox, Metrics, Picture, PlainSet, View, boxes, lay, whole
from briefing_app.pictures.letters import LINE, text_width
from briefing_app.pictures.pen import Box
from briefing_app.translation import runs_right_to_left

SMALL, BODY = 8.0, 8.94
"""Sizes of letters in points: ticks and counts, labels and names of lanes."""
RADII = (3.2, 3.8, 4.5)
"""Radius of a mark of weight 1, 2 and 3 in points: the smallest dot is nine pixels wide at 100 % text size."""
STRIP = 40.0
"""Height of one series under the lanes in points."""
NAMES, LONG_NAMES = 92.0, 115.0
"""Least room for the names of lanes in points, and the room for long ones where a share of the width is no more."""
SHARE, MOST_NAMES = 0.2, 0.28
"""Share of the width for long names; those that are longer stand in two lines. Narrow pictures give them more."""
BEFORE, BEHIND, AT_EDGE = 12.5, 6.0, 2.0
"""Points before and behind the name of a lane, and before it where no sign to fold by stands there."""
_LANE_ROWS = 3.2
"""Rows of labels that a lane has on average where nothing else says how tall the picture may be."""
_MOST_ROWS = 6


@lru_cache(maxsize=16)
def metrics_of(unit: float, spare: float = 1.0) -> Metrics:
    """Returns the sizes of marks, rows and labels.

    Args:
        unit: How many of the drawer's units make one point.
        spare: By how much words are measured wider, for another font may show them.
    """
    wide = unit * spare
    return Metrics(
        row=(BODY * LINE + 2.1) * unit,
        base=(SMALL * LINE + 2.1) * unit,
        pad=2.8 * unit,
        radii=(RADII[0] * unit, RADII[1] * unit, RADII[2] * unit),
        gap=6.4 * unit,
        label_widths=(254 * unit, 141 * unit, 85 * unit),
        column=6.4 * unit,
        letters=lambda text: (text_width(text, SMALL) * spare + 4.2) * unit if text else 0.0,
        measure=lambda text: text_width(text, BODY) * wide,
        measure_small=lambda text: text_width(text, SMALL) * wide,
    )


def names_width(lanes: Sequence[Lane], width: float, unit: float, *, spare: float = 1.0, still: bool = False) -> float:
    """Returns the room for the names of lanes: as much as the longest needs, if the picture has it.

    Args:
        lanes: The lanes.
        width: Width of the whole picture.
        unit: How many of the drawer's units make one point.
        spare: By how much bold words are measured wider.
        still: True for a picture that leaves: it has no signs to fold by, and its names stay in one line if they can.
    """
    longest = max((text_width(lane.label, BODY, bold=True) for lane in lanes), default=0.0) * spare
    wanted = max(NAMES, longest + (AT_EDGE if still else BEFORE) + BEHIND + 1) * unit
    if still:
        return min(wanted, width * MOST_NAMES)
    return min(wanted, max(LONG_NAMES * unit, width * SHARE), width * MOST_NAMES)


def axis_height(unit: float) -> float:
    """Returns the height of the axis above the lanes."""
    return (3 * SMALL * LINE + 7) * unit


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """What is seen of a timeline when it leaves: these events, this stretch of time, these lanes.

    Attributes:
        caption: The words around it.
        spec: Moments and strips.
        items: The events.
        view: The stretch of time.
        order: Lanes from top to bottom.
        folded: Lanes drawn as one row of small marks.
        pinned: Lanes that stand first.
        whole_names: True if a name that has no room in full is left away and not cut, as on paper.
    """

    caption: Caption
    spec: TimelineSpec
    items: ItemSet
    view: View
    order: tuple[int, ...]
    folded: frozenset[int] = frozenset()
    pinned: frozenset[int] = frozenset()
    whole_names: bool = False


def seen_whole(spec: TimelineSpec, *, whole_names: bool = False) -> TimelineView:
    """Returns everything, quiet years at a smaller scale; lanes without events are left out.

    Args:
        spec: The timeline.
        whole_names: True if a name that has no room in full is left away and not cut.
    """
    items = PlainSet(spec)
    order = tuple(n for n, index in enumerate(items.indexes) if len(index))
    return TimelineView(
        caption=spec.caption,
        spec=spec,
        items=items,
        view=whole(spec.span, spec.busy),
        order=order,
        whole_names=whole_names,
    )


@dataclass(slots=True, kw_only=True)
class Scene:
    """What is drawn, and where: the names of the lanes from ``edge`` to ``left``, the axis from ``head`` to ``top``.

    In a language that runs from right to left the names stand from ``width`` to ``far``; time runs as ever.

    Attributes:
        unit: How many of the drawer's units make one point.
        width: Right end of the axis; of everything where the names stand before it.
        far: Right end of the names that stand behind the axis; nought where they stand before it.
        height: Lower end of everything.
        bottom: Where the lanes end and the strips begin.
        picture: Where marks and labels stand.
        scroll: By how much the lanes that are not pinned are scrolled.
        selected: The entry that is selected, and ``selected_number`` its number.
        hovered: The entry under the pointer.
        lane: The lane that keys walk, and ``focus`` tells whether they do.
        noted: Entries with notes.
        still: True for a picture that leaves: nothing in it can be folded.
    """

    unit: float
    spec: TimelineSpec
    items: ItemSet
    picture: Picture
    view: View
    metrics: Metrics
    width: float
    height: float
    left: float
    top: float
    bottom: float
    edge: float = 0.0
    far: float = 0.0
    head: float = 0.0
    scroll: float = 0.0
    selected: Ref | None = None
    selected_number: int = -1
    hovered: Ref | None = None
    lane: int = -1
    focus: bool = False
    noted: frozenset[Ref] = field(default_factory=frozenset)
    still: bool = False

    @property
    def plot(self) -> float:
        """Width of the axis."""
        return max(1.0, self.width - self.left)

    @property
    def end(self) -> float:
        """Right end of everything."""
        return max(self.width, self.far)

    @property
    def names(self) -> tuple[float, float]:
        """Left and right end of the names of the lanes."""
        return (self.width, self.far) if self.far else (self.edge, self.left)

    def among_names(self, x: float) -> bool:
        """Tells whether something stands where the names of the lanes do."""
        return x >= self.width if self.far else x < self.left

    def x(self, day: float) -> float:
        """Where a day stands on the picture."""
        return self.left + self.view.x(day, self.plot)

    def lane_top(self, box: LaneBox) -> float:
        """Where a lane begins on the picture."""
        return self.top + box.top - (0.0 if box.pinned else self.scroll)

    @property
    def pinned_height(self) -> float:
        """Height of the lanes that stay on top."""
        return sum(box.height for box in self.picture.boxes if box.pinned)

    @property
    def strip(self) -> float:
        """Height of one series under the lanes."""
        return STRIP * self.unit


def _rows(seen: TimelineView, lane: int) -> float:
    """Returns how many rows of labels a lane wants: where names stay whole, one for each of a few events."""
    return min(len(seen.items.indexes[lane]), _MOST_ROWS) if seen.whole_names else _LANE_ROWS


def laid(seen: TimelineView, room: Box, *, spare: float = 1.0, spare_bold: float = 1.0) -> Scene:
    """Returns the scene of a picture that leaves, in points.

    Args:
        seen: What is seen.
        spare: By how much words are measured wider.
        spare_bold: By how much bold words are.
        room: Where; as tall as its lanes want to be if its height is nought.
    """
    metrics, top = metrics_of(1.0, spare), room.top + axis_height(1.0)
    strips = STRIP * len(seen.spec.strips)
    row = 2 * metrics.pad + metrics.base
    if seen.whole_names:
        metrics = replace(metrics, label_widths=(room.width,))
    rows = sum(_rows(seen, n) for n in seen.order if n not in seen.folded)
    wanted = row * len(seen.order) + rows * metrics.row
    tall = max(1.0, room.bottom - strips - top) if room.height else wanted
    stand = boxes(
        seen.items,
        metrics,
        height=tall,
        order=seen.order,
        folded=seen.folded,
        pinned=seen.pinned,
        abreast=1 if seen.whole_names else 3,
    )
    lanes = [seen.items.lanes[n] for n in seen.order]
    names = names_width(lanes, room.width, 1.0, spare=spare_bold, still=True)
    behind = runs_right_to_left()
    left, right = (room.left, room.right - names) if behind else (room.left + names, room.right)
    bottom = top + (tall if room.height else sum(box.height for box in stand))
    return Scene(
        unit=1.0,
        spec=seen.spec,
        items=seen.items,
        picture=lay(seen.items, stand, seen.view, max(1.0, right - left), metrics),
        view=seen.view,
        metrics=metrics,
        width=right,
        far=room.right if behind else 0.0,
        height=bottom + strips,
        left=left,
        top=top,
        bottom=bottom,
        edge=room.left,
        head=room.top,
        still=True,
    )
