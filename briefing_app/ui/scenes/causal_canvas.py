"""A picture of cause and effect on the screen: every mark and line an entry, walked by keys."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import CausalEdge, CausalNode, CausalSpec, GraphEdge, GraphNode, GraphSpec
from briefing_app.pictures import causal, graph
from briefing_app.pictures.pen import XY, Blank, Box, Pen, Place, State, nearest
from briefing_app.translation import tr
from briefing_app.ui.keymap import act
from briefing_app.ui.painter_pen import Kept, PainterPen, unit_of
from briefing_app.ui.plain_text import set_tip
from briefing_app.ui.speech import announce
from briefing_app.ui.theme import Theme

Graph = GraphSpec | CausalSpec
REACH = 7
"""Pixels within which the mouse finds a line or an actor."""


def _needed(spec: Graph, width: float) -> float:
    return causal.needed(Blank(), spec, width) if isinstance(spec, CausalSpec) else graph.needed(Blank(), spec, width)


class CausalCanvas(QWidget):
    """One graph. Up and Down walk the relations, Left and Right the actors, Enter goes to the other actor.

    In a picture of cause and effect Enter opens what is chosen.
    """

    selected = Signal(object)
    activated = Signal(object)

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kept = Kept(theme.name)
        self._spec: Graph | None = None
        self._places: tuple[Place, ...] | None = None
        self._selected: Ref | None = None
        self._noted: frozenset[Ref] = frozenset()
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
        self._spec, self._noted = spec, noted
        self._ask_for_room()
        self.select_ref(self._selected)

    def _ask_for_room(self) -> None:
        """Where the window is lower than the names need, the view around the graph scrolls."""
        if self._spec is not None:
            unit = unit_of(self._theme)
            self.setMinimumHeight(math.ceil(_needed(self._spec, self.width() / unit) * unit))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._places = None
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
        unit = unit_of(self._theme)
        room = Box(0.0, 0.0, self.width() / unit, self.height() / unit)
        state = State(selected=self._selected, noted=self._noted)
        if isinstance(self._spec, CausalSpec):
            return causal.draw(pen, self._spec, room, state=state).places
        return graph.draw(pen, self._spec, room, state=state).places

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = PainterPen(painter, self._kept, unit=unit_of(self._theme))
        self._places = self._draw(pen)
        pen.end()
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

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

    def _words_for(self, ref: Ref) -> str:
        """Returns what is said of an entry; of an actor the words of its name are the fuller ones."""
        return max((place.spoken for place in self.places() if place.ref == ref), key=len, default="")

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        ref = self.ref_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and ref is not None:
            self._choose(ref)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        ref = self.ref_at(event.position())
        if ref is not None:
            self.activated.emit(ref)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        ref = self.ref_at(event.position())
        set_tip(self, self._words_for(ref) if ref else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if ref else Qt.CursorShape.ArrowCursor)

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._spec is not None:
            announce(self, f"{self._spec.caption.title}. {self._spec.caption.summary}")
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class CausalView(QScrollArea):
    """A graph with a scroll bar for where its names need more height than there is."""

    def __init__(self, canvas: CausalCanvas, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(canvas)
        self.setFocusProxy(canvas)
