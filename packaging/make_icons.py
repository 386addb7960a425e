"""Draws the program's icon in every size from ``resources/icons/briefing-app.svg``: ``python packaging/make_icons.py``.

The drawing says what the program does: lanes of a timeline, a filled mark for what is preferred, a hollow one for its
rival. The tick of boxes is drawn as well, in a light and a dark tone. All are committed, so that the
program needs no reader of SVG.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources/icons"
TICK_FOLDER = FOLDER.parent / "ticks"
TICKS = {"light": "#FFFFFF", "dark": "#16191D"}
"""The tick on the filled box of a theme: light on a dark fill, dark on a light one."""
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def main() -> int:
    """Writes one PNG a size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication([])
    drawing = QSvgRenderer(str(FOLDER / "briefing-app.svg"))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        image.save(str(FOLDER / f"briefing-app-{size}.png"))
    for name, tone in TICKS.items():
        image = QImage(96, 96, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tone), 14, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline([QPoint(20, 50), QPoint(40, 70), QPoint(76, 26)])
        painter.end()
        TICK_FOLDER.mkdir(exist_ok=True)
        image.save(str(TICK_FOLDER / f"{name}.png"))
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
