"""The picture as SVG: painted by the same functions as on the screen, on white paper, with message and sources."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtSvg import QSvgGenerator

from briefing_app.domain.specs import Caption
from briefing_app.ui.pictures import foot_words
from briefing_app.ui.tabs.timeline.paint import paint
from briefing_app.ui.tabs.timeline.surface import Surface
from briefing_app.ui.theme import Theme


def svg(surface: Surface, caption: Caption) -> str:
    """Returns what is shown as SVG, light whatever the theme."""
    theme = Theme("light", surface.theme.text_size)
    scene = surface.scene(theme=theme, focus=False)
    scene.joined = True
    margin, wide = theme.px(16), float(surface.width())
    texts = ((caption.title, "title"), (caption.subtitle, "body"))
    heights = [_height(theme, words, role, wide) for words, role in texts]
    foot = foot_words(caption)
    top = margin + sum(heights) + theme.px(6)
    bottom = _height(theme, foot, "small", wide)
    size = QSize(int(wide + 2 * margin), int(top + surface.height() + bottom + 2 * margin))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setResolution(surface.logicalDpiX())
    generator.setTitle(caption.title)
    generator.setDescription(caption.summary)
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), theme.colour("paper"))
    y = float(margin)
    for (words, role), tall in zip(texts, heights, strict=True):
        _write(painter, theme, words, role, QRectF(margin, y, wide, tall), "ink" if role == "title" else "muted")
        y += tall
    painter.save()
    painter.translate(margin, top)
    paint(painter, scene)
    painter.restore()
    under = QRectF(margin, top + surface.height() + theme.px(6), wide, bottom)
    _write(painter, theme, foot, "small", under, "muted")
    painter.end()
    return bytes(buffer.data().data()).decode("utf-8")


_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def _height(theme: Theme, words: str, role: str, wide: float) -> float:
    metrics = QFontMetricsF(theme.font(role))  # type: ignore[arg-type]  # one of the four roles
    return metrics.boundingRect(QRectF(0, 0, wide, 10_000), _FLAGS, words).height() if words else 0.0


def _write(painter: QPainter, theme: Theme, words: str, role: str, box: QRectF, tone: str) -> None:
    painter.setFont(theme.font(role))  # type: ignore[arg-type]  # one of the four roles
    painter.setPen(theme.colour(tone))
    painter.drawText(box, _FLAGS, words)
