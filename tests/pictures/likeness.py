"""How much two pictures look alike: letters may be smoothed differently, words, marks and colours may not differ."""

from __future__ import annotations

import typst
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

LIKE = 18.0
"""Two renderers smooth letters differently; a word, a mark or a colour too many differs by more."""
_WIDE, _PATCH = 200, (12, 4)


def rendered(text: str, fonts: str) -> QImage:
    """Renders SVG with the typesetter's renderer, which shares no line with Qt, and with no font but those given."""
    source = '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    made = typst.compile(
        source.encode(),
        format="png",
        ppi=144,
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"svg": text},
    )
    image = QImage.fromData(bytes(made))
    assert not image.isNull()
    return image


def apart(one: QImage, other: QImage) -> float:
    """Returns the largest difference in lightness of any small patch between two pictures of one shape."""
    size = QSize(_WIDE, max(_PATCH[1] + 1, _WIDE * other.height() // other.width()))
    smooth = Qt.TransformationMode.SmoothTransformation
    left, right = (image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth) for image in (one, other))
    differ = [
        [left.pixelColor(x, y).lightness() - right.pixelColor(x, y).lightness() for x in range(_WIDE)]
        for y in range(size.height())
    ]
    return max(
        abs(sum(sum(row[x : x + _PATCH[0]]) for row in differ[y : y + _PATCH[1]])) / (_PATCH[0] * _PATCH[1])
        for y in range(0, size.height() - _PATCH[1], 2)
        for x in range(0, _WIDE - _PATCH[0], 4)
    )
