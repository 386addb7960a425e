"""A picture too large for one frame: painted on another thread, moved as a whole while the next one is painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from briefing_app.pictures.pen import XY, Box, Place
from briefing_app.ui.tasks import Tasks

_REST = 120
"""Milliseconds without another move after which the picture is painted anew."""
_CLOSEST = 40.0

Painting = Callable[[QImage], tuple[Place, ...]]
"""Paints on an image and returns what is where."""


class PlaneView:
    """How near a plane is looked at, and how far it is shifted, in points."""

    def __init__(self) -> None:
        self.factor, self.dx, self.dy = 1.0, 0.0, 0.0

    def fit(self) -> None:
        """Shows all of it."""
        self.factor, self.dx, self.dy = 1.0, 0.0, 0.0

    def seen(self, whole: Box) -> Box:
        """Returns where the plane lies that fills a box when seen whole."""
        wide, tall = whole.width * self.factor, whole.height * self.factor
        return Box(whole.left + self.dx, whole.top + self.dy, wide, tall)

    def pan(self, dx: float, dy: float) -> None:
        """Shifts the plane."""
        self.dx, self.dy = self.dx + dx, self.dy + dy

    def zoom(self, factor: float, fixed: XY, whole: Box) -> None:
        """Comes closer or goes back about a point; never farther than half of the whole."""
        factor = min(max(self.factor * factor, 0.5), _CLOSEST) / self.factor
        seen = self.seen(whole)
        self.dx += (seen.left - fixed[0]) * (factor - 1)
        self.dy += (seen.top - fixed[1]) * (factor - 1)
        self.factor *= factor


class Aside:
    """The image of one widget.

    Args:
        widget: Whose picture; it is updated when a new image is there.
        painting: Returns what paints the picture as it is now, called on the window's thread.
    """

    def __init__(self, widget: QWidget, painting: Callable[[], Painting]) -> None:
        self._widget, self._painting = widget, painting
        self._tasks = Tasks(widget)
        self._image: QImage | None = None
        self._by = QPointF()
        self._stale = True
        self.places: tuple[Place, ...] = ()
        self._timer = QTimer(widget)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self._begin)

    def forget(self) -> None:
        """The picture is another one."""
        self._stale = True

    def shift(self, dx: float, dy: float) -> None:
        """Moves the image that is there until the picture is painted anew."""
        self._by += QPointF(dx, dy)
        self._timer.start()

    def paint(self, painter: QPainter) -> None:
        """Paints the image as it is, and begins a new one where that is wanted."""
        if self._image is not None:
            painter.drawImage(self._by, self._image)
        if self._stale:
            self._stale = False
            self._begin()

    def _begin(self) -> None:
        if not self._widget.isVisible():
            self._stale = True
            return
        paint, ratio, begun = self._painting(), self._widget.devicePixelRatioF(), QPointF(self._by)
        size = self._widget.size() * ratio

        def work() -> tuple[QImage, tuple[Place, ...]]:
            image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
            image.setDevicePixelRatio(ratio)
            image.fill(0)
            return image, paint(image)

        def accept(made: tuple[QImage, tuple[Place, ...]]) -> None:
            self._image, self.places = made
            self._by -= begun
            self._widget.update()

        self._tasks.run("picture", work, accept=accept)

    def close(self) -> None:
        """Waits for what is being painted."""
        self._tasks.close()
