"""A picture as pixels: the exported SVG drawn by Qt, so that PNG, clipboard and SVG say the same."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from briefing_app.domain.specs import Caption
from briefing_app.ui.theme import Theme

WIDTH = 2400
"""Pixels across; at 160 mm on paper that is 381 dots an inch."""


def picture_image(caption: Caption, theme: Theme, *, svg: str | None, widget: QWidget | None) -> QImage:
    """Returns a picture as an image.

    Args:
        caption: Its words, put into the image's text fields.
        theme: For the paper's colour.
        svg: The exported picture; preferred where there is one.
        widget: The picture on the screen, grabbed where there is no SVG.
    """
    if svg is not None:
        image = _from_svg(svg)
    elif widget is not None:
        image = widget.grab().toImage()
    else:
        image = QImage(1, 1, QImage.Format.Format_RGB32)
        image.fill(theme.colour("paper"))
    image.setText("Title", caption.title)
    image.setText("Description", caption.summary)
    return image


def _from_svg(svg: str) -> QImage:
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(svg.encode()))
    box = renderer.viewBoxF()
    height = round(WIDTH * box.height() / box.width()) if box.width() > 0 else WIDTH
    image = QImage(QSize(WIDTH, max(1, height)), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    return image
