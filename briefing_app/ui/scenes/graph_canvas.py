"""A graph on the screen, of relations or of cause and effect: every mark and line an entry, walked by keys."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import CausalEdge, CausalNode, CausalSpec, GraphEdge, GraphNode, GraphSpec
from briefing_app.pictures import causal, graph
from briefing_app.pictures.pen import XY, Blank, Box, Pen, Place, State, nearest
from briefing_app.translation import tr
from briefing_app.ui.keymap import act
from briefing_app.ui.painter_pen import Kept, PainterPen, unit_of
from briefing_app.ui.parts import RowParts, pixels
from briefing_app.ui.plain_text import set_tip
from briefing_app.ui.scenes.aside import Aside, PlaneView
from briefing_app.ui.speech import announce, arrive
from briefing_app.ui.theme import Theme

HEAVY = 1_500
"""Relations from which on a picture is painted beside the window's thread."""
Graph = GraphSpec | CausalSpec
REACH = 7
"""Pixels within which the mouse finds a line or an actor."""


def _needed(spec: Graph, width: float) -> float:
    return causal.needed(Blank(), spec, width) if isinstance(spec, CausalSpec) else graph.needed(Blank(), spec, width)


class GraphCanvas(QWidget):
    """One graph. Up and Down walk the relations, Left and Right the actors, Enter goes to the other actor.

    Actors that stand freely are looked at from near and far; any actor can be moved by hand. A picture of very many
    relations is painted beside the window's thread, and moved as a whole meanwhile.
    In a picture of cause and effect Enter opens what is chosen.
    """

    selected = Signal(object)
    activated = Signal(object)
    moved = Signal(str, float, float)
    """An actor, by its id, was put at another place, both numbers between 0 and 1."""
    jumped = Signal(object, object)
    """The entry whose surroundings are asked for, and the global point for a menu."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kept = Kept(theme.name)
        self._spec: Graph | None = None
        self._places: tuple[Place, ...] | None = None
        self._selected: Ref | None = None
        self._noted: frozenset[Ref] = frozenset()
        self.view = PlaneView()
        self._hand: tuple[Ref | None, QPointF, bool] | None = None
        """What the mouse holds, an actor or the plane; where it was taken last, and whether it has moved."""
        self._held: Ref | None = None
        """The entry on which the mouse was pressed."""
        self._aside = Aside(self, self._draw_aside)
        self.parts = RowParts(
            table=lambda: self._spec.table if self._spec is not None else None,
            place=self._place_of,
            reached=lambda: self._selected,
            choose=self._choose,
            follow=lambda ref: self.activated.emit(self._target(ref)),
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(200, 100)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(640), self._theme.px(330))

    def set_noted(self, noted: frozenset[Ref]) -> None:
        """Marks the actors that have notes."""
        self._noted = noted
        self.update()

    @property
    def spec(self) -> Graph | None:
        """What is drawn."""
        return self._spec

    def set_spec(self, spec: Graph, *, noted: frozenset[Ref] = frozenset()) -> None:
        """Shows a graph; what was selected stays selected if it is still there."""
        if self._spec is None or {n.ref for n in self._spec.nodes} != {n.ref for n in spec.nodes}:
            self.view.fit()
        self._spec, self._noted = spec, noted
        self._ask_for_room()
        self.select_ref(self._selected)

    def _ask_for_room(self) -> None:
        """Where the window is lower than the names need, the view around the graph scrolls."""
        if self._free is not None:
            self.setMinimumHeight(100)
        elif self._spec is not None:
            unit = unit_of(self._theme)
            self.setMinimumHeight(math.ceil(_needed(self._spec, self.width() / unit) * unit))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._places = None
        self._aside.forget()
        if event.size().width() != event.oldSize().width():
            self._ask_for_room()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self._kept = Kept(theme.name)
        self._ask_for_room()
        self._changed()

    def _changed(self) -> None:
        """Draws anew; what was drawn where is asked for again."""
        self._places = None
        self._aside.forget()
        self.update()

    def select_ref(self, ref: Ref | None) -> bool:
        """Marks an actor or a relation without telling anybody; returns False if it is not drawn."""
        drawn = {n.ref for n in self._spec.nodes} | {e.ref for e in self._spec.edges} if self._spec else set()
        self._selected = ref if ref in drawn else None
        self._changed()
        return self._selected is not None

    def places(self) -> tuple[Place, ...]:
        """Returns what is drawn, with its places in points: marks and names first, then lines."""
        if self._places is None:
            self._places = self._draw(Blank())
        return self._places

    def _draw(self, pen: Pen) -> tuple[Place, ...]:
        if self._spec is None:
            return ()
        room, free = self._room(), self._free
        state = State(selected=self._selected, noted=self._noted)
        if isinstance(self._spec, CausalSpec):
            return causal.draw(pen, self._spec, room, state=state).places
        plane = self.view.seen(graph.plane_of(Blank(), free, room)) if free is not None else None
        return graph.draw(pen, self._spec, room, state=state, plane=plane).places

    def _room(self) -> Box:
        unit = unit_of(self._theme)
        return Box(0.0, 0.0, self.width() / unit, self.height() / unit)

    @property
    def _free(self) -> GraphSpec | None:
        """The graph if its actors stand freely; None of any other."""
        return self._spec if isinstance(self._spec, GraphSpec) and self._spec.free else None

    @property
    def is_heavy(self) -> bool:
        """True if so many relations are drawn that painting them would hold up the window."""
        return self._free is not None and len(self._free.edges) > HEAVY

    def _draw_aside(self) -> Callable[[QImage], tuple[Place, ...]]:
        """Returns what paints the picture as it is now, without this widget."""
        spec, room, theme = self._free, self._room(), self._theme
        assert spec is not None
        plane = self.view.seen(graph.plane_of(Blank(), spec, room))
        state = State(selected=self._selected, noted=self._noted)

        def paint(image: QImage) -> tuple[Place, ...]:
            painter = QPainter(image)
            pen = PainterPen(painter, Kept(theme.name), unit=unit_of(theme))
            places = graph.draw(pen, spec, room, state=state, plane=plane).places
            pen.end()
            painter.end()
            return places

        return paint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.is_heavy:
            self._aside.paint(painter)
            self._places = self._aside.places
            return
        pen = PainterPen(painter, self._kept, unit=unit_of(self._theme))
        self._places = self._draw(pen)
        pen.end()

    # Finding

    def _near(self, pixel: QPointF) -> Place | None:
        """Returns the actor at a pixel, by mark or name, or the relation; an actor comes first."""
        unit, reach = unit_of(self._theme), self._theme.px(REACH)
        at: XY = (pixel.x() / unit, pixel.y() / unit)
        actors = [place for place in self.places() if not place.points]
        lines = [place for place in self.places() if place.points]
        return nearest(actors, at, reach=reach / unit) or nearest(lines, at, reach=reach / unit)

    def ref_at(self, pixel: QPointF) -> Ref | None:
        """Returns the entry at a pixel."""
        place = self._near(pixel)
        return place.ref if place else None

    def _place_of(self, ref: Ref) -> tuple[QRect | None, str]:
        """Returns where an actor, a factor or a line is drawn, and its words."""
        found = next((place for place in self.places() if place.ref == ref), None)
        return (pixels(found.box, unit_of(self._theme)) if found is not None else None), self._words_for(ref)

    def _words_for(self, ref: Ref) -> str:
        """Returns what is said of an entry; of an actor the words of its name are the fuller ones."""
        return max((place.spoken for place in self.places() if place.ref == ref), key=len, default="")

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        ref = self.ref_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton:
            held = ref if ref is not None and ref.noun == "actor" and not self.is_heavy else None
            self._hand, self._held = (held, event.position(), False), ref

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Chooses what lies under the mouse; its menu is opened by whoever stands around."""
        ref = self.ref_at(QPointF(event.pos())) if event.reason() == QContextMenuEvent.Reason.Mouse else None
        if ref is not None and ref != self._selected:
            self._choose(ref)
        super().contextMenuEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        ref = self.ref_at(event.position())
        if ref is not None:
            self.activated.emit(ref)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._hand is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event.position())
            return
        ref = self.ref_at(event.position())
        set_tip(self, self._words_for(ref) if ref else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if ref else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """An entry is chosen when the mouse lets go where it was pressed, and an actor where it was put."""
        hand, self._hand = self._hand, None
        held, self._held = self._held, None
        moved = hand is not None and hand[2]
        if held is not None and (moved and hand is not None and hand[0] is not None):
            self._tell_place(held)
            self._choose(held)
        elif held is not None and not moved and self.ref_at(event.position()) == held:
            self._choose(held)

    def _drag(self, at: QPointF) -> None:
        """Moves the actor that is held, or the plane where actors stand freely."""
        assert self._hand is not None
        held, before, begun = self._hand
        by = at - before
        if not begun and by.manhattanLength() < self._theme.px(4):
            return
        self._hand = (held, at, True)
        if held is not None:
            self._shift(held, by.x(), by.y())
        elif self._free is not None:
            self.pan(by.x(), by.y())

    def pan(self, dx: float, dy: float) -> None:
        """Moves what is seen by so many pixels."""
        unit = unit_of(self._theme)
        self.view.pan(dx / unit, dy / unit)
        self._places = None
        self._aside.shift(dx, dy)
        self.update()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Comes closer or goes back; the place under a pixel stays where it is."""
        free = self._free
        if free is None:
            return
        unit = unit_of(self._theme)
        fixed = at or QPointF(self.width() / 2, self.height() / 2)
        whole = graph.plane_of(Blank(), free, self._room())
        self.view.zoom(factor, (fixed.x() / unit, fixed.y() / unit), whole)
        self._changed()

    def _fit(self) -> None:
        self.view.fit()
        self._changed()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._free is not None:
            self.zoom(1.0015 ** event.angleDelta().y(), event.position())
            event.accept()
        else:
            event.ignore()  # the view around the picture scrolls

    def _shift(self, ref: Ref, dx: float, dy: float) -> None:
        """Moves an actor by so many pixels; from then on all stand where they are put."""
        spec, unit = self._spec, unit_of(self._theme)
        if not isinstance(spec, GraphSpec):
            return
        if not spec.free:
            spec = self._freed(spec)
        plane = self.view.seen(graph.plane_of(Blank(), spec, self._room()))
        wide, tall = dx / unit / max(plane.width, 1.0), dy / unit / max(plane.height, 1.0)
        nodes = tuple(
            replace(n, x=min(1.0, max(0.0, n.x + wide)), y=min(1.0, max(0.0, n.y + tall))) if n.ref == ref else n
            for n in spec.nodes
        )
        self._spec = replace(spec, nodes=nodes, free=True)
        self._changed()

    def _freed(self, spec: GraphSpec) -> GraphSpec:
        """Each actor stays where it is seen, and needs no line of its own any more."""
        plane = graph.plane_of(Blank(), spec, self._room())
        marks: dict[Ref | None, XY] = {}
        for place in self.places():
            if not place.points:
                marks.setdefault(place.ref, place.middle)
        return replace(
            spec,
            free=True,
            nodes=tuple(
                replace(
                    node,
                    x=min(1.0, max(0.0, (marks[node.ref][0] - plane.left) / plane.width)),
                    y=min(1.0, max(0.0, (marks[node.ref][1] - plane.top) / plane.height)),
                )
                for node in spec.nodes
            ),
        )

    def _tell_place(self, ref: Ref) -> None:
        for node in self._spec.nodes if isinstance(self._spec, GraphSpec) else ():
            if node.ref == ref:
                self.moved.emit(ref.id, node.x, node.y)

    def _move_by_key(self, ref: Ref, across: int, down: int) -> None:
        step = self._theme.px(12)
        self._shift(ref, across * step, down * step)
        self._tell_place(ref)
        announce(self, tr("moved"))

    def _choose(self, ref: Ref, *, count: str = "") -> None:
        self._selected = ref
        announce(self, ", ".join(part for part in (self._words_for(ref), count) if part))
        self._changed()
        self.selected.emit(ref)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._spec is None or not act(event, "relations", self._verbs(self._spec)):
            super().keyPressEvent(event)

    def _verbs(self, spec: Graph) -> dict[str, Callable[[], object]]:
        verbs: dict[str, Callable[[], object]] = {
            "relation-after": lambda: self._walk([edge.ref for edge in self._in_order()], 1),
            "relation-before": lambda: self._walk([edge.ref for edge in self._in_order()], -1),
            "actor-after": lambda: self._walk([node.ref for node in spec.nodes], 1),
            "actor-before": lambda: self._walk([node.ref for node in spec.nodes], -1),
        }
        selected = self._selected
        if self._free is not None:
            verbs |= {"closer": lambda: self.zoom(1.25), "farther": lambda: self.zoom(0.8), "fit": self._fit}
        if selected is not None and selected.noun == "actor" and not self.is_heavy:
            for verb, across, down in (("left", -1, 0), ("right", 1, 0), ("up", 0, -1), ("down", 0, 1)):
                verbs[f"move-{verb}"] = partial(self._move_by_key, selected, across, down)
        if selected is not None and isinstance(spec, GraphSpec):
            verbs["jump"] = lambda: self.jumped.emit(selected, self.mapToGlobal(self.rect().center()))
        if selected is not None:
            verbs["open"] = lambda: self.activated.emit(self._target(selected))
        return verbs

    def _in_order(self) -> list[GraphEdge | CausalEdge]:
        """Relations in the order in which their actors stand around the middle."""
        assert self._spec is not None
        nodes: list[GraphNode | CausalNode] = []
        nodes.extend(self._spec.nodes)
        places = {node.ref: number for number, node in enumerate(nodes)}
        edges: list[GraphEdge | CausalEdge] = []
        edges.extend(self._spec.edges)
        return sorted(edges, key=lambda e: (max(places[e.start], places[e.end]), e.ref))

    def _walk(self, refs: list[Ref], step: int) -> None:
        if not refs:
            return
        at = refs.index(self._selected) + step if self._selected in refs else (0 if step > 0 else -1)
        at %= len(refs)
        self._choose(refs[at], count=tr("{n} of {all}", n=at + 1, all=len(refs)))

    def _target(self, ref: Ref) -> Ref:
        """Enter on a relation goes to the other actor, on an actor to itself."""
        if not isinstance(self._spec, GraphSpec):
            return ref
        middle = self._centre()
        for edge in self._spec.edges:
            if edge.ref == ref:
                return edge.end if middle is None or edge.start == middle.ref else edge.start
        return ref

    def _centre(self) -> GraphNode | None:
        nodes = self._spec.nodes if isinstance(self._spec, GraphSpec) else ()
        return next((node for node in nodes if node.centre), None)

    def close_tasks(self) -> None:
        """Waits for what is being painted."""
        self._aside.close()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._spec is not None:
            arrive(self, self._spec.caption.summary)


class GraphView(QScrollArea):
    """A graph with a scroll bar for where its names need more height than there is."""

    def __init__(self, canvas: GraphCanvas, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(canvas)
        self.setFocusProxy(canvas)
