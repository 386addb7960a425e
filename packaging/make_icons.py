"""Draws the program's icon in every size from ``resources/icons/briefing-app.svg``: ``python packaging/make_icons.py``.

The drawing says what the program does: lanes of a timeline, a filled mark for what is preferred, a hollow one for its
rival. The sizes are committed, so that the program needs no reader of SVG.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources/icons"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def main() -> int:
    """Writes one PNG a size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
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
    del app
    return 0


if __name__ == "__main__":
    sys.exit(main())
