"""Walking from event to event and from lane to lane: selection, speech, clusters."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Signal

from briefing_app.domain.model import Ref
from briefing_app.domain.timeline import Cluster, View
from briefing_app.pictures.timeline import Scene
from briefing_app.translation import tr
from briefing_app.ui.speech import announce
from briefing_app.ui.tabs.timeline.hits import Hit, members
from briefing_app.ui.tabs.timeline.surface import Surface

_NEAR = 40
"""A cluster so many pixels beside an event is opened with it."""


class Walker(Surface):
    """A surface with a selected event; the verbs are those of the keys."""

    selected = Signal(object)
    """The Ref of an event or figure that was chosen here."""
    listed = Signal(object, object)
    """Numbers of the items of a cluster to be listed, and the global point where."""

    def choose(self, number: int) -> None:
        """Selects an item by mouse or key: it is brought into view, told to the desk, and spoken."""
        item = self.items.item(number)
        if self.lane not in item.lanes:
            self.lane = item.lanes[0] if item.lanes else -1
        self.show_ref(item.ref)
        self.speak(number)
        self.selected.emit(item.ref)

    def show_ref(self, ref: Ref | None) -> bool:
        """Marks an entry and brings it into view; returns False if it is not shown here."""
        self.current = ref
        number = self.items.number(ref)
        self.stale()
        if number < 0:
            return False
        item = self.items.item(number)
        margin = self.view.span * 0.04
        if item.end + 1 < self.view.start + margin or item.start > self.view.end - margin:
            middle = (item.start + item.end + 1) / 2
            self.look(self.view.panned(middle - sum(self.view) / 2, within=self.full))
        if item.lanes and self.lane not in item.lanes:
            self.lane = item.lanes[0]
        self._reveal_lane()
        return True

    def _reveal_lane(self) -> None:
        self.lay_boxes()
        box = next((b for b in self.boxes if b.lane == self.lane and not b.pinned), None)
        if box is None:
            return
        pinned = sum(b.height for b in self.boxes if b.pinned)
        room = self.bottom - self.top
        if box.top - self.scrolled < pinned:
            self.scroll_to(box.top - pinned)
        elif box.top + box.height - self.scrolled > room:
            self.scroll_to(box.top + box.height - room)

    def choose_ref(self, ref: Ref) -> None:
        """Selects an entry of the picture."""
        number = self.items.number(ref)
        if number >= 0:
            self.choose(number)

    def speak(self, number: int) -> None:
        """Tells assistive technology lane, place in the lane, date, title and status."""
        item = self.items.item(number)
        said = item.spoken
        if 0 <= self.lane < len(self.items.lanes):
            index = self.items.indexes[self.lane]
            said = tr(
                "{lane}, {n} of {total}, {said}",
                lane=self.items.lanes[self.lane].label,
                n=index.position(number) + 1, total=len(index), said=said,
            )  # fmt: skip
        if item.ref in self.noted:
            said += ", " + tr("has a note")
        announce(self, said)

    def step(self, by: int, *, in_lane: bool = False) -> None:
        """Selects the next or previous event, of all lanes or of the current one."""
        index = self.items.indexes[self.lane] if in_lane and self.lane >= 0 else self.items.whole
        if not len(index):
            return
        number = self.items.number(self.current)
        if number < 0 or index.position(number) < 0:
            near = index.within(self.view, 1) or [index.at(0)]
            self.choose(near[0])
            return
        place = index.position(number) + by
        if 0 <= place < len(index):
            self.choose(index.at(place))
        else:
            announce(self, tr("No earlier event.") if by < 0 else tr("No later event."))

    def step_lane(self, by: int) -> None:
        """Goes to the lane above or below and selects its event nearest in time to the selected one."""
        self.lay_boxes()
        if not self.boxes:
            return
        order = [box.lane for box in self.boxes]
        at = order.index(self.lane) + by if self.lane in order else 0
        if not 0 <= at < len(order):
            return
        self.lane = order[at]
        self._reveal_lane()
        number = self.items.number(self.current)
        day = self.items.item(number).start if number >= 0 else int(sum(self.view) / 2)
        index = self.items.indexes[self.lane]
        near = index.within(View(day, day + 1), 50) or index.within(self.view, 5000)
        if near:
            self.choose(min(near, key=lambda n: abs(self.items.item(n).start - day)))
        else:
            announce(self, tr("{lane}, nothing in view", lane=self.items.lanes[self.lane].label))
            self.update()

    def go_to_end(self, *, last: bool) -> None:
        """Selects the first or last event of all."""
        whole = self.items.whole
        if len(whole):
            self.choose(whole.at(len(whole) - 1 if last else 0))

    def open_list(self) -> None:
        """Lists what stands close to the selected event in its lane; an event that stands alone is fitted."""
        number = self.items.number(self.current)
        if number < 0:
            return
        scene, item = self.scene(), self.items.item(number)
        x = self.view.x((item.start + item.end + 1) / 2, self.plot)
        found = self._close_to(scene, x) | {number}
        if len(found) > 1:
            self.listed.emit(tuple(sorted(found)), self.mapToGlobal(self.place_of(number).toPoint()))
        else:
            self.fit_item(number)

    def _close_to(self, scene: Scene, x: float) -> set[int]:
        """Returns the items of the cluster near a place in the current lane, or of the column of density there."""
        near = [c for c in scene.picture.clusters if c.lane == self.lane and self._apart(c, x) <= self.theme.px(_NEAR)]
        if near:
            return set(min(near, key=lambda c: self._apart(c, x)).members)
        dense = next((d for d in scene.picture.densities if d.lane == self.lane), None)
        column = int(x // dense.step) if dense is not None else -1
        if dense is None or not 0 <= column < len(dense.amounts):
            return set()
        days = [scene.view.day(edge * dense.step, scene.plot) for edge in (column, column + 1)]
        return set(members(scene, Hit(lane=self.lane, stretch=(days[0], days[1]))))

    def place_of(self, number: int) -> QPointF:
        """Returns where an item stands on the widget: its mark, the cluster that holds it, or the middle."""
        scene = self.scene()
        boxes = {box.lane: box for box in scene.picture.boxes}
        for p in scene.picture.placed:
            if p.number == number:
                x = min(max((p.x0 + p.x1) / 2, 0.0), scene.plot)
                return QPointF(scene.left + x, scene.lane_top(boxes[p.lane]) + p.y)
        for c in scene.picture.clusters:
            if number in c.members:
                return QPointF(scene.left + (c.x0 + c.x1) / 2, scene.lane_top(boxes[c.lane]) + c.y)
        return QPointF(self.width() / 2, self.height() / 2)

    @staticmethod
    def _apart(cluster: Cluster, x: float) -> float:
        return max(cluster.x0 - x, x - cluster.x1, 0.0)

    # Lanes

    def pin(self, lane: int) -> None:
        """Pins a lane to the top, or lets it go."""
        self.states.pin(self.items.lanes[lane].key)
        self.relane()

    def move_lane(self, lane: int, by: int) -> None:
        """Moves a lane up or down."""
        self.lay_boxes()
        order = [box.lane for box in self.boxes]
        at = order.index(lane) + by
        if 0 <= at < len(order):
            self.put_lane(lane, order[at])
            announce(self, tr("{lane} moved", lane=self.items.lanes[lane].label))

    def put_lane(self, lane: int, other: int) -> None:
        """Moves a lane to the place of another one."""
        self.states.put(self.items.lanes[lane].key, self.items.lanes[other].key)
        self.lane = lane
        self.relane()
        self._reveal_lane()

    def fold_others(self, lane: int) -> None:
        """Folds all lanes but one."""
        self.states.folded = {other.key for n, other in enumerate(self.items.lanes) if n != lane}
        self.relane()

    def reset_lanes(self) -> None:
        """Unfolds all lanes, lets all pins go, and brings back the order of the start."""
        self.states.reset([lane.key for lane in self.items.lanes])
        self.relane()
