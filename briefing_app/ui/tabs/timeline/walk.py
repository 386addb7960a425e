"""Walking from event to event and from lane to lane: selection, speech, clusters."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF

from briefing_app.domain.model import Ref
from briefing_app.domain.timeline import Cluster, View
from briefing_app.pictures.timeline import Scene
from briefing_app.translation import tr
from briefing_app.ui.speech import announce
from briefing_app.ui.tabs.timeline.hits import Hit, members
from briefing_app.ui.tabs.timeline.surface import Surface

_NEAR = 40
"""A cluster so many pixels beside an event is opened with it."""


class Walk:
    """Walks over a surface; the verbs are those of the keys."""

    def __init__(self, surface: Surface) -> None:
        self._on = surface
        self._figure: Ref | None = None

    def choose(self, number: int) -> None:
        """Selects an item by mouse or key: it is brought into view, told to the desk, and spoken."""
        item = self._on.items.item(number)
        if self._on.lane not in item.lanes:
            self._on.lane = item.lanes[0] if item.lanes else -1
        self.show_ref(item.ref)
        self.speak(number)
        self._on.selected.emit(item.ref)

    def show_ref(self, ref: Ref | None) -> bool:
        """Marks an entry and brings it into view; returns False if it is not shown here."""
        self._on.current = ref
        number = self._on.items.number(ref)
        self._on.stale()
        if number < 0:
            return False
        item = self._on.items.item(number)
        margin = self._on.view.span * 0.04
        if item.end + 1 < self._on.view.start + margin or item.start > self._on.view.end - margin:
            middle = (item.start + item.end + 1) / 2
            self._on.look(self._on.view.panned(middle - sum(self._on.view) / 2, within=self._on.full))
        if item.lanes and self._on.lane not in item.lanes:
            self._on.lane = item.lanes[0]
        self._reveal_lane()
        return True

    def _reveal_lane(self) -> None:
        self._on.lay_boxes()
        box = next((b for b in self._on.boxes if b.lane == self._on.lane and not b.pinned), None)
        if box is None:
            return
        pinned = sum(b.height for b in self._on.boxes if b.pinned)
        room = self._on.bottom - self._on.top
        if box.top - self._on.scrolled < pinned:
            self._on.scroll_to(box.top - pinned)
        elif box.top + box.height - self._on.scrolled > room:
            self._on.scroll_to(box.top + box.height - room)

    def choose_ref(self, ref: Ref) -> None:
        """Selects an entry of the picture."""
        number = self._on.items.number(ref)
        if number >= 0:
            self.choose(number)

    def speak(self, number: int) -> None:
        """Tells assistive technology lane, place in the lane, date, title and status."""
        announce(self._on, self.words(number))

    def words(self, number: int) -> str:
        """Returns lane, place in the lane, date, title and status of an item."""
        item = self._on.items.item(number)
        said = item.spoken
        if 0 <= self._on.lane < len(self._on.items.lanes):
            index = self._on.items.indexes[self._on.lane]
            said = tr(
                "{lane}, {n} of {total}, {said}",
                lane=self._on.items.lanes[self._on.lane].label,
                n=index.position(number) + 1,
                total=len(index),
                said=said,
            )
        if item.ref in self._on.noted:
            return tr("{name}, has a note", name=said)
        return said

    def step(self, by: int, *, in_lane: bool = False) -> None:
        """Selects the next or previous event, of all lanes or of the current one."""
        index = self._on.items.indexes[self._on.lane] if in_lane and self._on.lane >= 0 else self._on.items.whole
        if not len(index):
            return
        number = self._on.items.number(self._on.current)
        if number < 0 or index.position(number) < 0:
            near = index.within(self._on.view, 1) or [index.at(0)]
            self.choose(near[0])
            return
        place = index.position(number) + by
        if 0 <= place < len(index):
            self.choose(index.at(place))
        else:
            announce(self._on, tr("No earlier event.") if by < 0 else tr("No later event."))

    def step_lane(self, by: int) -> None:
        """Goes to the lane above or below and selects its event nearest in time to the selected one."""
        self._on.lay_boxes()
        if not self._on.boxes:
            return
        order = [box.lane for box in self._on.boxes]
        at = order.index(self._on.lane) + by if self._on.lane in order else 0
        if not 0 <= at < len(order):
            return
        self._on.lane = order[at]
        self._reveal_lane()
        number = self._on.items.number(self._on.current)
        day = self._on.items.item(number).start if number >= 0 else int(sum(self._on.view) / 2)
        index = self._on.items.indexes[self._on.lane]
        near = index.within(View(day, day + 1), 50) or index.within(self._on.view, 5000)
        if near:
            self.choose(min(near, key=lambda n: abs(self._on.items.item(n).start - day)))
        else:
            announce(self._on, tr("{lane}, nothing in view", lane=self._on.items.lanes[self._on.lane].label))
            self._on.update()

    def go_to_end(self, *, last: bool) -> None:
        """Selects the first or last event of all."""
        whole = self._on.items.whole
        if len(whole):
            self.choose(whole.at(len(whole) - 1 if last else 0))

    def step_figure(self, by: int) -> None:
        """Selects the next or previous figure of the strips below the lanes and brings it into view."""
        values = [value for strip in self._on.spec.strips for value in strip.values]
        if not values:
            return
        at = next((n for n, value in enumerate(values) if value.ref == self._figure), -1 if by > 0 else 0)
        value = values[(at + by) % len(values)]
        self._figure = value.ref
        middle = (value.start + value.end + 1) / 2
        if not self._on.view.start <= middle <= self._on.view.end:
            self._on.look(self._on.view.panned(middle - sum(self._on.view) / 2, within=self._on.full))
        announce(self._on, value.spoken)
        self._on.selected.emit(value.ref)

    def open_list(self) -> None:
        """Lists what stands close to the selected event in its lane; an event that stands alone is fitted."""
        number = self._on.items.number(self._on.current)
        if number < 0:
            return
        scene, item = self._on.scene(), self._on.items.item(number)
        x = self._on.view.x((item.start + item.end + 1) / 2, self._on.plot)
        found = self._close_to(scene, x) | {number}
        if len(found) > 1:
            self._on.listed.emit(tuple(sorted(found)), self._on.mapToGlobal(self.place_of(number).toPoint()))
        else:
            self._on.fit_item(number)

    def _close_to(self, scene: Scene, x: float) -> set[int]:
        """Returns the items of the cluster near a place in the current lane, or of the column of density there."""
        near = [
            c
            for c in scene.picture.clusters
            if c.lane == self._on.lane and self._apart(c, x) <= self._on.theme.px(_NEAR)
        ]
        if near:
            return set(min(near, key=lambda c: self._apart(c, x)).members)
        dense = next((d for d in scene.picture.densities if d.lane == self._on.lane), None)
        column = int(x // dense.step) if dense is not None else -1
        if dense is None or not 0 <= column < len(dense.amounts):
            return set()
        days = [scene.view.day(edge * dense.step, scene.plot) for edge in (column, column + 1)]
        return set(members(scene, Hit(lane=self._on.lane, stretch=(days[0], days[1]))))

    def place_of(self, number: int) -> QPointF:
        """Returns where an item stands on the widget: its mark, the cluster that holds it, or the middle."""
        box = self.box_of(number)
        if box is None:
            return QPointF(self._on.width() / 2, self._on.height() / 2)
        return QRectF(box).center()

    def box_of(self, number: int) -> QRect | None:
        """Returns the mark of an item on the widget, or the cluster that holds it; None where neither is drawn."""
        scene = self._on.scene()
        lanes = {box.lane: box for box in scene.picture.boxes}
        half = self._on.metrics.row / 2
        for lane, y, ends in (
            *((p.lane, p.y, (p.x0, p.x1)) for p in scene.picture.placed if p.number == number),
            *((c.lane, c.y, (c.x0, c.x1)) for c in scene.picture.clusters if number in c.members),
        ):
            left, right = (min(max(x, 0.0), scene.plot) for x in ends)
            middle = scene.lane_top(lanes[lane]) + y
            return QRectF(scene.left + left, middle - half, right - left, 2 * half).toAlignedRect()
        return None

    @staticmethod
    def _apart(cluster: Cluster, x: float) -> float:
        return max(cluster.x0 - x, x - cluster.x1, 0.0)

    # Lanes

    def fold(self, lane: int) -> None:
        """Folds or unfolds a lane."""
        self._on.states.fold(self._on.items.lanes[lane].key)
        self._on.relane()

    def pin(self, lane: int) -> None:
        """Pins a lane to the top, or lets it go."""
        self._on.states.pin(self._on.items.lanes[lane].key)
        self._on.relane()

    def move_lane(self, lane: int, by: int) -> None:
        """Moves a lane up or down."""
        self._on.lay_boxes()
        order = [box.lane for box in self._on.boxes]
        at = order.index(lane) + by
        if 0 <= at < len(order):
            self.put_lane(lane, order[at])
            announce(self._on, tr("{lane} moved", lane=self._on.items.lanes[lane].label))

    def put_lane(self, lane: int, other: int) -> None:
        """Moves a lane to the place of another one."""
        self._on.states.put(self._on.items.lanes[lane].key, self._on.items.lanes[other].key)
        self._on.lane = lane
        self._on.relane()
        self._reveal_lane()

    def fold_others(self, lane: int) -> None:
        """Folds all lanes but one."""
        self._on.states.folded = {other.key for n, other in enumerate(self._on.items.lanes) if n != lane}
        self._on.relane()

    def reset_lanes(self) -> None:
        """Unfolds all lanes, lets all pins go, and brings back the order of the start."""
        self._on.states.reset([lane.key for lane in self._on.items.lanes])
        self._on.relane()
