"""How the cells of tables are broken into lines: whole lines, no sign parted from its word, nothing cut in silence."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefing_app.domain.languages import right_to_left

MOST_LINES = 4
PAD = 22
"""Pixels at 100 % text size that a cell keeps free of text, left and right together: no less than Qt keeps free."""
SLACK = 3
"""Pixels less that the table reckons with, so that rounding never makes a line more than the row has."""
_NO_BREAK = "\N{NO-BREAK SPACE}"
_NEXT_LINE = "\N{LINE SEPARATOR}"


def unbroken(text: str) -> str:
    """Returns a text whose leading sign stays on the line of the word that it stands for."""
    parted = len(text) > 2 and text[1] == " " and not text[0].isalnum()
    return text[0] + _NO_BREAK + text[2:] if parted else text


def height(text: str, metrics: QFontMetrics, width: int) -> int:
    """Returns the height of wrapped text in pixels; one line is told without laying it out."""
    if "\n" not in text and metrics.horizontalAdvance(text) <= width:
        return metrics.lineSpacing()
    return metrics.boundingRect(QRect(0, 0, width, 100_000), Qt.TextFlag.TextWordWrap, unbroken(text)).height()


def lines(text: str, font: QFont, width: int, *, most: int = MOST_LINES) -> list[str]:
    """Breaks a text into at most so many lines; the last one ends in an ellipsis if something is left out.

    Args:
        text: The text.
        font: Its font.
        width: Room in pixels.
        most: Largest number of lines.
    """
    text = unbroken(text).replace("\n", _NEXT_LINE)
    metrics = QFontMetrics(font)
    if _NEXT_LINE not in text and metrics.horizontalAdvance(text) <= width:
        return [text]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = line.textStart()
        if len(found) == most:
            last = text[len("".join(found[:-1])) :].split(_NEXT_LINE)[0] if most > 1 else text
            found[-1] = metrics.elidedText(last.rstrip() + "…", Qt.TextElideMode.ElideRight, width)
            break
        found.append(text[start : start + line.textLength()])
    layout.endLayout()
    return [line.strip(f" {_NEXT_LINE}") for line in found]


def _read_as_written(option: QStyleOptionViewItem) -> None:
    """Gives a cell the direction of its own words; it stays on the side where the table has it."""
    runs = right_to_left(option.text)
    wanted = Qt.LayoutDirection.RightToLeft if runs else Qt.LayoutDirection.LeftToRight
    if wanted != option.direction:
        side = QStyle.visualAlignment(option.direction, option.displayAlignment)
        option.displayAlignment = side | Qt.AlignmentFlag.AlignAbsolute
        option.direction = wanted


class CellDelegate(QStyledItemDelegate):
    """Draws the lines that ``lines`` finds, in the room that the table reckons with."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pad = PAD

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        room = max(1, option.rect.width() - self.pad)
        whole = max(1, option.rect.height() // QFontMetrics(option.font).lineSpacing())
        option.text = _NEXT_LINE.join(lines(option.text, option.font, room, most=min(MOST_LINES, whole)))
        option.textElideMode = Qt.TextElideMode.ElideNone
        _read_as_written(option)
