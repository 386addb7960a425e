"""Where a painted plane is looked at from: centre and scale, moved by wheel, hand and keys, never lost."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF


class Camera:
    """A view on a plane.

    Args:
        bounds: The plane; the centre of the view never leaves it.
        closest: Largest scale in pixels per unit of the plane.
    """

    def __init__(self, bounds: QRectF, *, closest: float) -> None:
        self.bounds, self.closest = bounds, closest
        self.centre = bounds.center()
        self.scale = 1.0
        self.size = QSizeF(1, 1)

    def resize(self, width: float, height: float) -> None:
        """Takes over the size of the widget in pixels."""
        self.size = QSizeF(max(1.0, width), max(1.0, height))
        self._hold()

    def fit(self, box: QRectF, *, margin: float = 0.0) -> None:
        """Shows a box whole.

        Args:
            box: What to show, in units of the plane.
            margin: Room on each side in pixels.
        """
        wide = max(1.0, self.size.width() - 2 * margin)
        tall = max(1.0, self.size.height() - 2 * margin)
        self.scale = min(wide / max(box.width(), 1e-6), tall / max(box.height(), 1e-6))
        self._hold()
        self.centre = box.center()
        self._hold()

    def zoom(self, factor: float, *, at: QPointF | None = None) -> None:
        """Comes closer or goes back; the place under ``at`` (pixels) stays where it is."""
        fixed = at or QPointF(self.size.width() / 2, self.size.height() / 2)
        before = self.to_plane(fixed)
        self.scale *= factor
        self._hold()
        self.centre = self.centre + before - self.to_plane(fixed)
        self._hold()

    def pan(self, dx: float, dy: float) -> None:
        """Moves what is seen by so many pixels."""
        self.centre = self.centre - QPointF(dx / self.scale, dy / self.scale)
        self._hold()

    def _hold(self) -> None:
        """Keeps the plane in sight: never farther than all of it, never past its edge."""
        least = max(self.size.width() / self.bounds.width(), self.size.height() / self.bounds.height())
        self.scale = min(max(self.scale, least), max(self.closest, least))
        half_x, half_y = self.size.width() / 2 / self.scale, self.size.height() / 2 / self.scale
        box = self.bounds
        self.centre = QPointF(
            min(max(self.centre.x(), box.left() + half_x), box.right() - half_x),
            min(max(self.centre.y(), box.top() + half_y), box.bottom() - half_y),
        )

    def to_screen(self, point: QPointF) -> QPointF:
        """Returns where a point of the plane is seen."""
        return QPointF(
            (point.x() - self.centre.x()) * self.scale + self.size.width() / 2,
            (point.y() - self.centre.y()) * self.scale + self.size.height() / 2,
        )

    def to_plane(self, pixel: QPointF) -> QPointF:
        """Returns which point of the plane is seen at a pixel."""
        return QPointF(
            (pixel.x() - self.size.width() / 2) / self.scale + self.centre.x(),
            (pixel.y() - self.size.height() / 2) / self.scale + self.centre.y(),
        )

    @property
    def seen(self) -> QRectF:
        """The part of the plane that is seen."""
        wide, tall = self.size.width() / self.scale, self.size.height() / self.scale
        return QRectF(self.centre.x() - wide / 2, self.centre.y() - tall / 2, wide, tall)
