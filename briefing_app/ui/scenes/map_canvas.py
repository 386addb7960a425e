"""The map on the screen: moved by hand, wheel and keys, every line and place an entry."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import MapSpec
from briefing_app.ui.keymap import act
from briefing_app.ui.plain import set_tip
from briefing_app.ui.scenes.camera import Camera
from briefing_app.ui.scenes.map_layers import UNITS, MapLayers, Route, Spot
from briefing_app.ui.scenes.map_paint import MapScene, legend_box, on_screen, paint_base, paint_over, policy_box
from briefing_app.ui.speech import announce
from briefing_app.ui.theme import Theme
from briefing_app.words import tr, trn

REACH = 8
"""Pixels within which the mouse finds a line or a place."""
STEP = 1.3


class MapCanvas(QWidget):
    """One map. Arrows move it, + and − zoom, F fits, Page Down and Page Up walk the corridors, Enter follows."""

    selected = Signal(object)
    activated = Signal(object)

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layers = MapLayers()
        self._spec: MapSpec | None = None
        self.camera = Camera(QRectF(0, 0, UNITS, UNITS), closest=8.0)
        self.highlight: Ref | None = None
        self._selected: Ref | None = None
        self._noted: frozenset[Ref] = frozenset()
        self._base: tuple[object, QPixmap] | None = None
        self._down: QPointF | None = None
        self._moved = self._looked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 100)
        self._buttons = self._make_buttons()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(760), self._theme.px(560))

    def _make_buttons(self) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for text, words, action in (
            ("+", tr("Closer (+)"), lambda: self.zoom(STEP)),
            ("−", tr("Farther (−)"), lambda: self.zoom(1 / STEP)),
            (tr("Fit"), tr("Fit the selection, or the whole region (F)"), self.fit),
        ):
            button = QToolButton()
            button.setText(text)
            set_tip(button, words)
            button.setAccessibleName(words)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys + − F do the same
            button.setStyleSheet(f"QToolButton {{ background: {self._theme.hex('paper')}; }}")
            button.clicked.connect(lambda _checked=False, action=action: action())
            row.addWidget(button)
        return bar

    # What is shown

    def set_spec(self, spec: MapSpec, *, noted: frozenset[Ref] = frozenset()) -> None:
        """Shows a map; the view stays where it is."""
        self._spec, self._noted = spec, noted
        self._layers.take(spec)
        self.camera.bounds = self._layers.bounds
        self._base = None
        self._fit_first()
        self.update()

    def set_noted(self, noted: frozenset[Ref]) -> None:
        """Marks what has notes; the base map stays."""
        self._noted = noted
        self.update()

    def _fit_first(self) -> None:
        """Until the person moves the view, it shows the whole region at any size."""
        self.camera.resize(self.width(), self.height())
        if not self._looked and self._spec is not None:
            self._fit_box(self._layers.view)

    def _fit_box(self, box: QRectF, *, margin: float = 0.0) -> None:
        """Fits a box into the room that the words at the lower edge leave free."""
        scene = self.scene()
        legend = legend_box(scene)
        covered = self.height() - policy_box(scene).top()
        if legend.width() > self.width() / 2:  # a low map: the legend lies along the edge as well
            covered += legend.height()
        self.camera.fit(box, margin=margin, below=covered)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self._base = None
        for button in self._buttons.findChildren(QToolButton):
            button.setStyleSheet(f"QToolButton {{ background: {theme.hex('paper')}; }}")
        self._place_buttons()
        self.update()

    def select_ref(self, ref: Ref | None) -> bool:
        """Marks an entry without telling anybody; returns False if it is not drawn."""
        route = next((r for r in self._layers.routes if ref in (r.line.ref, r.line.corridor)), None)
        spot = next((s for s in self._layers.spots if s.place.ref == ref), None)
        self.highlight = route.line.corridor if route else None
        self._selected = ref if route is not None or spot is not None else None
        self.update()
        return self._selected is not None

    def show_ref(self, ref: Ref) -> bool:
        """Marks an entry and moves so that it is seen; returns False if it is not drawn."""
        if not self.select_ref(ref):
            return False
        box = self._layers.box_of(ref)
        if box is not None and not self.camera.seen.contains(box):
            self._fit_box(box.adjusted(-15, -15, 15, 15), margin=self._theme.px(30))
            self._moved_view()
        return True

    # Moving

    def zoom(self, factor: float, *, at: QPointF | None = None) -> None:
        """Comes closer or goes back."""
        self.camera.zoom(factor, at=at)
        self._moved_view()

    def fit(self) -> None:
        """Shows the highlighted corridor whole, or the whole region."""
        box = self._layers.box_of(self.highlight) if self.highlight else None
        self._fit_box(box or self._layers.view, margin=self._theme.px(30) if box else 0)
        self._moved_view()

    def _moved_view(self) -> None:
        self._looked = True
        self._base = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_first()
        self._place_buttons()
        self._base = None

    def _place_buttons(self) -> None:
        size = self._buttons.sizeHint()
        edge = self._theme.px(8)
        self._buttons.setGeometry(self.width() - size.width() - edge, edge, size.width(), size.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP ** (event.angleDelta().y() / 120), at=event.position())
        event.accept()

    # Painting

    def scene(self, *, theme: Theme | None = None) -> MapScene:
        """Returns what is to be painted now."""
        assert self._spec is not None
        return MapScene(
            theme=theme or self._theme, spec=self._spec, layers=self._layers, camera=self.camera,
            highlight=self.highlight, selected=self._selected, noted=self._noted,
        )  # fmt: skip

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._spec is None:
            return
        scene = self.scene()
        painter.drawPixmap(0, 0, self._base_map(scene))
        paint_over(painter, scene)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _base_map(self, scene: MapScene) -> QPixmap:
        """The base map is painted once for each view, so that selecting costs only what changes."""
        if self._base is None or self._base[0] is not scene.spec.outlines:
            ratio = self.devicePixelRatioF()
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            painter = QPainter(pixmap)
            paint_base(painter, scene)
            painter.end()
            self._base = (scene.spec.outlines, pixmap)
        return self._base[1]

    # Finding

    def _spot_near(self, pixel: QPointF) -> Spot | None:
        reach = self._theme.px(REACH)
        found = [
            ((self.camera.to_screen(s.at) - pixel).manhattanLength(), s.place.rank, i)
            for i, s in enumerate(self._layers.spots)
        ]
        near = [item for item in found if item[0] <= reach]
        return self._layers.spots[min(near)[2]] if near else None

    def _routes_near(self, pixel: QPointF) -> list[Route]:
        """Returns the routes within reach, the nearest first."""
        reach = self._theme.px(REACH)
        found = [(distance_to(pixel, on_screen(r, self.camera)), i) for i, r in enumerate(self._layers.routes)]
        return [self._layers.routes[i] for distance, i in sorted(found) if distance <= reach]

    def ref_at(self, pixel: QPointF) -> Ref | None:
        """Returns the entry that a press at a pixel selects.

        A place comes before lines. Where several corridors run, pressing again goes on to the next one; where one
        runs alone, pressing again selects the piece.
        """
        spot = self._spot_near(pixel)
        if spot is not None:
            return spot.place.ref
        routes = self._routes_near(pixel)
        if not routes:
            return None
        corridors = list(dict.fromkeys(route.line.corridor for route in routes))
        if self.highlight not in corridors:
            return corridors[0]
        if len(corridors) == 1:
            return routes[0].line.ref
        return corridors[(corridors.index(self.highlight) + 1) % len(corridors)]

    def _spoken_at(self, pixel: QPointF) -> str:
        spot = self._spot_near(pixel)
        if spot is not None:
            return f"{spot.place.name}, {spot.place.kind.replace('-', ' ')}"
        return "\n".join(dict.fromkeys(route.line.spoken for route in self._routes_near(pixel)[:5]))

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._down, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._down is None:
            words = self._spoken_at(event.position())
            set_tip(self, words)
            self.setCursor(Qt.CursorShape.PointingHandCursor if words else Qt.CursorShape.OpenHandCursor)
            return
        way = event.position() - self._down
        if self._moved or way.manhattanLength() > 5:
            self._moved = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.camera.pan(way.x(), way.y())
            self._down = event.position()
            self._moved_view()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._down is not None and not self._moved:
            ref = self.ref_at(event.position())
            if ref is not None:
                self._choose(ref)
        self._down = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.zoom(STEP * STEP, at=event.position())

    def _choose(self, ref: Ref) -> None:
        self.select_ref(ref)
        announce(self, self._words_for(ref))
        self.selected.emit(ref)

    def _words_for(self, ref: Ref) -> str:
        lines = [r.line for r in self._layers.routes if ref in (r.line.ref, r.line.corridor)]
        if lines and lines[0].ref == ref:
            return lines[0].spoken
        if lines and self._spec is not None:
            names = [row.cells[0].text for row in self._spec.table.rows if row.cells[0].ref == ref] \
                if self._spec.table else []  # fmt: skip
            refs = self._corridors()
            count = tr("{n} of {all}", n=refs.index(ref) + 1, all=len(refs))
            return f"{names[0] if names else ref.id}, {trn('{n} piece', '{n} pieces', len(lines))}, {count}"
        spot = next((s for s in self._layers.spots if s.place.ref == ref), None)
        return f"{spot.place.name}, {spot.place.kind}" if spot else ""

    def _corridors(self) -> list[Ref]:
        return sorted(dict.fromkeys(route.line.corridor for route in self._layers.routes))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self._theme.px(60)
        verbs: dict[str, Callable[[], object]] = {
            "left": lambda: self._move(step, 0),
            "right": lambda: self._move(-step, 0),
            "up": lambda: self._move(0, step),
            "down": lambda: self._move(0, -step),
            "closer": lambda: self.zoom(STEP),
            "farther": lambda: self.zoom(1 / STEP),
            "fit": self.fit,
            "next": lambda: self._walk(1),
            "previous": lambda: self._walk(-1),
        }
        if self._selected is not None:
            verbs["open"] = lambda: self.activated.emit(self._selected)
        if not act(event, "map", verbs):
            super().keyPressEvent(event)

    def _move(self, x: float, y: float) -> None:
        self.camera.pan(x, y)
        self._moved_view()

    def _walk(self, step: int) -> None:
        refs = self._corridors()
        if not refs:
            return
        at = refs.index(self.highlight) + step if self.highlight in refs else (0 if step > 0 else -1)
        ref = refs[at % len(refs)]
        self.show_ref(ref)
        self._choose(ref)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._spec is not None:
            announce(self, f"{self._spec.caption.title}. {self._spec.caption.summary}")
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place_buttons()


def distance_to(pixel: QPointF, points: QPolygonF) -> float:
    """Returns the distance in pixels from a point to a line of several pieces."""
    best = float("inf")
    corners = [(points.at(i).x(), points.at(i).y()) for i in range(points.count())]
    x, y = pixel.x(), pixel.y()
    for (ax, ay), (bx, by) in pairwise(corners):
        dx, dy = bx - ax, by - ay
        long = dx * dx + dy * dy
        part = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / long)) if long else 0.0
        away: float = ((ax + part * dx - x) ** 2 + (ay + part * dy - y) ** 2) ** 0.5
        best = min(best, away)
    return best
