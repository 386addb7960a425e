"""The map on the screen: moved by hand, wheel and keys, every line and place an entry."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import MapLine, MapSpec
from briefing_app.pictures import map as drawing
from briefing_app.pictures.map import UNITS, Plane
from briefing_app.pictures.pen import XY, Blank, Box, Pen, Place, Placing, State
from briefing_app.translation import tr, trn
from briefing_app.ui.keymap import act
from briefing_app.ui.painter_pen import Kept, PainterPen, unit_of
from briefing_app.ui.parts import RowParts, pixels
from briefing_app.ui.plain_text import set_tip
from briefing_app.ui.scenes import map_reach
from briefing_app.ui.scenes.camera import Camera
from briefing_app.ui.scenes.map_reach import WithinReach
from briefing_app.ui.speech import announce, arrive
from briefing_app.ui.theme import Theme

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
        self._kept = Kept(theme.name)
        self._spec: MapSpec | None = None
        self._plane: Plane | None = None
        self._lines: dict[Ref, MapLine] = {}
        self._places: tuple[Place, ...] | None = None
        self.camera = Camera(QRectF(0, 0, UNITS, UNITS), closest=8.0)
        self.highlight: Ref | None = None
        self._selected: Ref | None = None
        self._noted: frozenset[Ref] = frozenset()
        self._base: tuple[object, QPixmap] | None = None
        self._picture: QPixmap | None = None
        """All that is drawn but the pencils on lines, kept until something of it changes."""
        self._down: QPointF | None = None
        self._moved = self._looked = False
        self.parts = RowParts(
            table=lambda: self._spec.table if self._spec is not None else None,
            place=self._place_of,
            reached=lambda: self._selected,
            choose=self._choose,
            follow=self.activated.emit,
        )
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
            ("+", tr("Zoom in (+, or Ctrl and wheel)"), lambda: self.zoom(STEP)),
            ("−", tr("Zoom out (−, or Ctrl and wheel)"), lambda: self.zoom(1 / STEP)),
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
        self._spec = spec
        self._plane = Plane(spec)
        self._lines = {line.ref: line for line in spec.lines}
        self._noted = noted & self._drawn()
        left, top = self._plane.bounds.left, self._plane.bounds.top
        self.camera.bounds = QRectF(left, top, self._plane.bounds.width, self._plane.bounds.height)
        self._base = None
        self._fit_first()
        self._changed()

    def set_noted(self, noted: frozenset[Ref]) -> None:
        """Marks what has notes; a note on what is not drawn here changes nothing."""
        noted &= self._drawn()
        if noted == self._noted:
            return
        before, self._noted = self._noted_places(), noted
        if self._noted_places() != before:  # the pencil is part of the place's name
            self._picture = None
        self.update()

    def _noted_places(self) -> frozenset[Ref]:
        places = self._spec.places if self._spec is not None else ()
        return self._noted.intersection(place.ref for place in places)

    def _drawn(self) -> frozenset[Ref]:
        """Returns the entries that can bear a mark."""
        places = self._spec.places if self._spec is not None else ()
        lines = self._lines.values()
        return frozenset({*self._lines, *(line.corridor for line in lines), *(place.ref for place in places)})

    def _fit_first(self) -> None:
        """Until the person moves the view, it shows the whole region at any size; legend and policy lie below it."""
        if self._spec is None or self._plane is None:
            return
        chart = drawing.parts(Blank(), self._spec, self._room)[0]
        unit = unit_of(self._theme)
        self.camera.resize(self.width(), chart.height * unit)
        if not self._looked:
            self.camera.fit(_rect(self._plane.view))

    @property
    def _room(self) -> Box:
        """The whole picture in points."""
        unit = unit_of(self._theme)
        return Box(0.0, 0.0, self.width() / unit, self.height() / unit)

    @property
    def placing(self) -> Placing:
        """Where the plane lies on the picture, in points."""
        camera, unit = self.camera, unit_of(self._theme)
        dx = camera.size.width() / 2 - camera.centre.x() * camera.scale
        dy = camera.size.height() / 2 - camera.centre.y() * camera.scale
        return Placing(camera.scale / unit, dx / unit, dy / unit)

    def _changed(self) -> None:
        """Draws anew; what was drawn where is asked for again."""
        self._places = self._picture = None
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self._kept = Kept(theme.name)
        self._base = None
        self._fit_first()
        for button in self._buttons.findChildren(QToolButton):
            button.setStyleSheet(f"QToolButton {{ background: {theme.hex('paper')}; }}")
        self._place_buttons()
        self._changed()

    def select_ref(self, ref: Ref | None) -> bool:
        """Marks an entry without telling anybody; returns False if it is not drawn."""
        line = next((line for line in self._lines.values() if ref in (line.ref, line.corridor)), None)
        spot = self._spec is not None and any(place.ref == ref for place in self._spec.places)
        self.highlight = line.corridor if line else None
        self._selected = ref if line is not None or spot else None
        self._changed()
        return self._selected is not None

    def show_ref(self, ref: Ref) -> bool:
        """Marks an entry and moves so that it is seen; returns False if it is not drawn."""
        if not self.select_ref(ref):
            return False
        box = self.box_of(ref)
        if box is not None and not self.camera.seen.contains(box):
            self._bring_in(box)
        return True

    def _bring_in(self, box: QRectF) -> None:
        self.camera.fit(box.adjusted(-15, -15, 15, 15), margin=self._theme.px(30))
        self._moved_view()

    def box_of(self, ref: Ref) -> QRectF | None:
        """Returns the part of the plane that an entry covers, or None if it is not drawn."""
        box = self._plane.box_of(ref) if self._plane is not None else None
        return _rect(box) if box is not None else None

    # Moving

    def zoom(self, factor: float, *, at: QPointF | None = None) -> None:
        """Comes closer or goes back."""
        self.camera.zoom(factor, at=at)
        self._moved_view()

    def fit(self) -> None:
        """Shows the highlighted corridor whole, or the whole region."""
        box = self.box_of(self.highlight) if self.highlight else None
        if self._plane is not None:
            self.camera.fit(box or _rect(self._plane.view), margin=self._theme.px(30) if box else 0)
            self._moved_view()

    def _moved_view(self) -> None:
        self._looked = True
        self._base = None
        self._changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is chosen and was seen whole is so still: its record may have taken room away."""
        super().resizeEvent(event)
        box = self.box_of(self._selected) if self._selected is not None else None
        whole = box is not None and self.camera.seen.contains(box)
        self._fit_first()
        if box is not None and whole and not self.camera.seen.contains(box):
            self._bring_in(box)
        self._place_buttons()
        self._base = self._picture = None
        self._places = None

    def _place_buttons(self) -> None:
        size = self._buttons.sizeHint()
        edge = self._theme.px(8)
        self._buttons.setGeometry(self.width() - size.width() - edge, edge, size.width(), size.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The plain wheel is left to the page around the map; with Ctrl it zooms about the pointer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP ** (event.angleDelta().y() / 120), at=event.position())
            event.accept()
        else:
            event.ignore()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._spec is None or self._plane is None:
            return
        if self._picture is None or self._picture.devicePixelRatio() != self.devicePixelRatioF():
            self._picture = self._painted()
        painter.drawPixmap(0, 0, self._picture)
        pen = PainterPen(painter, self._kept, unit=unit_of(self._theme))
        drawing.draw_pencils(pen, self._spec, self._plane, self._room, self.placing, noted=self._noted)
        pen.end()

    def _painted(self) -> QPixmap:
        """Returns the whole picture; what is drawn where is noted on the way."""
        pixmap = self._base_map().copy()
        painter = QPainter(pixmap)
        pen = PainterPen(painter, self._kept, unit=unit_of(self._theme))
        self._places = self._draw_over(pen)
        pen.end()
        painter.end()
        return pixmap

    def _draw_over(self, pen: Pen) -> tuple[Place, ...]:
        assert self._spec is not None and self._plane is not None
        state = State(
            selected=self._selected, highlight=self.highlight, noted=self._noted_places(), covered=self._below_buttons()
        )
        return drawing.draw_over(pen, self._spec, self._plane, self._room, self.placing, state=state)

    def _below_buttons(self) -> Box:
        """Returns where the buttons lie, in points."""
        unit, lies = unit_of(self._theme), self._buttons.geometry()
        return Box(lies.left() / unit, lies.top() / unit, lies.width() / unit, lies.height() / unit)

    def _base_map(self) -> QPixmap:
        """The base map is painted once for each view, so that selecting costs only what changes."""
        assert self._spec is not None and self._plane is not None
        ratio = self.devicePixelRatioF()
        if self._base is None or self._base[0] != (id(self._spec.outlines), ratio):
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(self._theme.colour("paper"))
            painter = QPainter(pixmap)
            pen = PainterPen(painter, self._kept, unit=unit_of(self._theme))
            chart = drawing.parts(pen, self._spec, self._room)[0]
            drawing.draw_base(pen, self._plane, chart, self.placing)
            pen.end()
            painter.end()
            self._base = ((id(self._spec.outlines), ratio), pixmap)
        return self._base[1]

    # Finding

    def places(self) -> tuple[Place, ...]:
        """Returns what is drawn, with its places in points."""
        if self._places is None and self._spec is not None:
            self._places = self._draw_over(Blank())
        return self._places or ()

    def _place_of(self, ref: Ref) -> tuple[QRect | None, str]:
        """Returns where an entry is drawn, and its words."""
        found = next((place for place in self.places() if place.ref == ref), None)
        line = self._lines.get(ref)
        words = line.spoken if line is not None else found.spoken if found is not None else ""
        return (pixels(found.box, unit_of(self._theme)) if found is not None else None), words

    def within_reach(self, pixel: QPointF) -> WithinReach:
        """Returns what the mouse reaches at a pixel."""
        unit = unit_of(self._theme)
        at: XY = (pixel.x() / unit, pixel.y() / unit)
        return map_reach.find(self.places(), self._lines, at, self._theme.px(REACH) / unit)

    def ref_at(self, pixel: QPointF) -> Ref | None:
        """Returns the entry that a press at a pixel selects; pressing again goes on to the next one there."""
        return self.within_reach(pixel).pressed(self.highlight)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._down, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._down is None:
            words = self.within_reach(event.position()).words
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Chooses what lies under the mouse, unless that is chosen; its menu is opened by whoever stands around."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            here = self.within_reach(QPointF(event.pos())).refs
            if here and self._selected not in here:
                self._choose(here[0])
        super().contextMenuEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.zoom(STEP * STEP, at=event.position())

    def _choose(self, ref: Ref) -> None:
        self.select_ref(ref)
        announce(self, self._words_for(ref))
        self.selected.emit(ref)

    def _words_for(self, ref: Ref) -> str:
        lines = [line for line in self._lines.values() if ref in (line.ref, line.corridor)]
        if lines and lines[0].ref == ref:
            return lines[0].spoken
        if lines and self._spec is not None:
            refs = self._corridors()
            pieces = trn("{n} piece", "{n} pieces", len(lines))
            count = tr("{n} of {all}", n=refs.index(ref) + 1, all=len(refs))
            return f"{dict(self._spec.spoken).get(ref, ref.id)}, {pieces}, {count}"
        return next((place.spoken for place in self.places() if place.ref == ref), "")

    def _corridors(self) -> list[Ref]:
        return sorted(dict.fromkeys(line.corridor for line in self._lines.values()))

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
            "next": lambda: self._step(self._corridors(), 1, at=self.highlight),
            "previous": lambda: self._step(self._corridors(), -1, at=self.highlight),
            "next-piece": lambda: self._step(self._pieces(), 1),
            "previous-piece": lambda: self._step(self._pieces(), -1),
            "next-place": lambda: self._step(self._spots(), 1),
            "previous-place": lambda: self._step(self._spots(), -1),
        }
        if self._selected is not None:
            verbs["open"] = lambda: self.activated.emit(self._selected)
        if not act(event, "map", verbs):
            super().keyPressEvent(event)

    def _move(self, x: float, y: float) -> None:
        self.camera.pan(x, y)
        self._moved_view()

    def _pieces(self) -> list[Ref]:
        """The lines of the chosen corridor, or of all where none is chosen."""
        return [line.ref for line in self._lines.values() if self.highlight in (None, line.corridor)]

    def _spots(self) -> list[Ref]:
        return [place.ref for place in self._spec.places] if self._spec is not None else []

    def _step(self, refs: list[Ref], step: int, *, at: Ref | None = None) -> None:
        """Chooses the next of some entries, from the selected one or another on, and brings it into view."""
        if refs:
            here = at or self._selected
            n = refs.index(here) + step if here in refs else (0 if step > 0 else -1)
            ref = refs[n % len(refs)]
            self.show_ref(ref)
            self._choose(ref)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._spec is not None:
            arrive(self, self._spec.caption.summary)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place_buttons()


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)
