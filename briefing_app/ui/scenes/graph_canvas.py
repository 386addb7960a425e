"""The graph of relations on the screen: every actor and every line an entry, walked by keys, spoken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import GraphEdge, GraphNode, GraphSpec
from briefing_app.ui.keymap import act
from briefing_app.ui.plain import set_tip
from briefing_app.ui.scenes.graph_paint import GraphScene, name_box, paint, relation_words
from briefing_app.ui.speech import announce
from briefing_app.ui.theme import Theme
from briefing_app.words import tr

REACH = 7
"""Pixels within which the mouse finds a line or an actor."""


class GraphCanvas(QWidget):
    """One graph. Up and Down walk the relations, Left and Right the actors, Enter goes to the other actor."""

    selected = Signal(object)
    activated = Signal(object)

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._spec: GraphSpec | None = None
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

    def set_spec(self, spec: GraphSpec, *, noted: frozenset[Ref] = frozenset()) -> None:
        """Shows a graph; what was selected stays selected if it is still there."""
        self._spec, self._noted = spec, noted
        self._ask_for_room()
        self.select_ref(self._selected)

    def _ask_for_room(self) -> None:
        """Where the window is lower than the names need, the view around the graph scrolls."""
        if self._spec is not None:
            self.setMinimumHeight(round(self.scene().needed))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._ask_for_room()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self._ask_for_room()
        self.update()

    def select_ref(self, ref: Ref | None) -> bool:
        """Marks an actor or a relation without telling anybody; returns False if it is not drawn."""
        drawn = {n.ref for n in self._spec.nodes} | {e.ref for e in self._spec.edges} if self._spec else set()
        self._selected = ref if ref in drawn else None
        self.update()
        return self._selected is not None

    def scene(self, *, theme: Theme | None = None) -> GraphScene:
        """Returns what is to be painted now."""
        assert self._spec is not None
        return GraphScene(
            theme=theme or self._theme, spec=self._spec, width=float(self.width()), height=float(self.height()),
            selected=self._selected, noted=self._noted,
        )  # fmt: skip

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._spec is None:
            return
        paint(painter, self.scene())
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    # Finding

    def ref_at(self, pixel: QPointF) -> Ref | None:
        """Returns the actor at a pixel, by mark or name, or the relation; an actor comes first."""
        if self._spec is None:
            return None
        scene, reach = self.scene(), self._theme.px(REACH)
        for node in self._spec.nodes:
            if (scene.at(node) - pixel).manhattanLength() <= 2 * reach or name_box(scene, node).contains(pixel):
                return node.ref
        found = [(_distance(line, pixel), n) for n, (_edge, line) in enumerate(scene.lines())]
        near = min(found, default=(float("inf"), 0))
        return self._spec.edges[near[1]].ref if near[0] <= reach else None

    def _words_for(self, ref: Ref) -> str:
        if self._spec is None:
            return ""
        for edge in self._spec.edges:
            if edge.ref == ref:
                return edge.spoken
        for node in self._spec.nodes:
            if node.ref == ref:
                return ": ".join(part for part in (node.label, relation_words(self._spec, node)) if part)
        return ""

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
        self.update()
        self.selected.emit(ref)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._spec is None or not act(event, "relations", self._verbs(self._spec)):
            super().keyPressEvent(event)

    def _verbs(self, spec: GraphSpec) -> dict[str, Callable[[], object]]:
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

    def _in_order(self) -> list[GraphEdge]:
        """Relations in the order in which their actors stand around the middle."""
        assert self._spec is not None
        places = {node.ref: number for number, node in enumerate(self._spec.nodes)}
        return sorted(self._spec.edges, key=lambda e: (max(places[e.start], places[e.end]), e.ref))

    def _walk(self, refs: list[Ref], step: int) -> None:
        if not refs:
            return
        at = refs.index(self._selected) + step if self._selected in refs else (0 if step > 0 else -1)
        at %= len(refs)
        self._choose(refs[at], count=tr("{n} of {all}", n=at + 1, all=len(refs)))

    def _target(self, ref: Ref) -> Ref:
        """Enter on a relation goes to the other actor, on an actor to itself."""
        middle = self._centre()
        for edge in self._spec.edges if self._spec else ():
            if edge.ref == ref:
                return edge.end if middle is None or edge.start == middle.ref else edge.start
        return ref

    def _centre(self) -> GraphNode | None:
        return next((node for node in self._spec.nodes if node.centre), None) if self._spec else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._spec is not None:
            announce(self, f"{self._spec.caption.title}. {self._spec.caption.summary}")
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class GraphView(QScrollArea):
    """A graph with a scroll bar for where its names need more height than there is."""

    def __init__(self, canvas: GraphCanvas, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(canvas)
        self.setFocusProxy(canvas)


def _distance(line: QLineF, pixel: QPointF) -> float:
    """Returns the distance in pixels from a point to a line between its ends."""
    dx, dy = line.dx(), line.dy()
    long = dx * dx + dy * dy
    way = pixel - line.p1()
    part = max(0.0, min(1.0, (way.x() * dx + way.y() * dy) / long)) if long else 0.0
    return QLineF(line.pointAt(part), pixel).length()
