"""What a person sees of a window in words: labels, buttons, fields, lists, tables, hints, and what is painted."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)

from briefing_app import paths
from briefing_app.domain.tables import Dataset
from tests.words.pseudo import LONGER, LOWER

MOST_ROWS = 40
_MADE_UP = re.compile(f"[{LOWER}{LOWER.upper()}{LONGER}]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z’']+")
_OF_MACHINE = re.compile(r"\b[0-9a-f]{16,}\b|(?<!\w)(?:/[\w.-]+){2,}|\b[\w-]+ \d+(?:\.\d+){1,3}\b")
"""Fingerprints, paths, and components with their versions."""
_FILLED = re.compile(r"\b(?:[A-Z][a-z]{2}[–-])?[A-Z][a-z]{2} \d{4}\b|\d thousand tonnes\b")
"""English periods and amounts within sentences of the data, which are filled in their language."""
_TAG = re.compile(r"<[^<>]{1,300}>")
# Keys, forms of files, scales and units of measure, the names of English and of the program, and Qt's own words.
NAMES = frozenset((
    "Ctrl", "Shift", "Alt", "Enter", "Return", "Esc", "Del", "Delete", "Space", "Tab", "Home", "End",
    "Page", "Up", "Down", "Left", "Right", "Ins", "Backspace", "Menu", "Briefing", "App", "PHIA",
    "ICD", "PDF", "CSV", "XLSX", "SVG", "PNG", "JSON", "ZIP", "README", "MIT", "OFL", "CC", "BY",
    "LGPL", "GPL", "UTC", "OK", "USD", "EUR", "KZT", "AFN", "TEU", "English", "Cancel", "Close",
    "Open", "Save", "Yes", "No", "Apply", "Help",
))  # fmt: skip


class OfData:
    """Knows what is written in the data, which no catalogue translates."""

    def __init__(self, dataset: Dataset) -> None:
        told = [str(v) for table in dataset.tables.values() for row in table.rows for v in _values(row)]
        descriptor = json.loads((paths.bundled_data() / "datapackage.json").read_text(encoding="utf-8"))
        told += _texts({k: v for k, v in descriptor.items() if k != "resources"})
        told += [r["name"] + " " + str(r.get("path", "")) for r in descriptor["resources"]]
        outlines = paths.bundled_data() / "map"
        told += [file.read_text(encoding="utf-8", errors="ignore") for file in outlines.rglob("*.geojson")]
        told += [file.name for file in outlines.rglob("*")]
        self._all = " ".join(" ".join(told).split()).casefold()
        self._words = frozenset(word.casefold() for word in _WORD.findall(self._all))

    def unknown(self, text: str) -> list[str]:
        """Returns the parts of a text that are neither in the made-up language nor from the data."""
        parts = (" ".join(part.split()) for part in _MADE_UP.split(_without(text.replace("\u200b", ""))))
        return [part for part in parts if not self._knows(part)]

    def _knows(self, part: str) -> bool:
        bare = re.sub(r"^[^A-Za-z]+|[^A-Za-z]+$", "", part)
        if len(bare) < 2 or (bare.casefold() in self._all and " " in bare):
            return True
        pieces = re.split(r"[,;:·–—()|+/“”\n…]| - ", bare)
        return all(self._piece(piece) for piece in pieces)

    def _piece(self, piece: str) -> bool:
        piece = " ".join(piece.split())
        if " " in piece and piece.casefold() in self._all:
            return True
        words = [word for word in _WORD.findall(piece) if word not in NAMES]
        return all(word.casefold() in self._words for word in words)


def _without(text: str) -> str:
    """Returns a text without markup, what the machine names, and what fills a sentence of the data."""
    for pattern in (_TAG, _OF_MACHINE, _FILLED):
        text = pattern.sub(" ", text)
    return text


def _values(row: object) -> Iterator[object]:
    for field in dataclasses.fields(row):  # type: ignore[arg-type]  # every record is a dataclass
        value = getattr(row, field.name)
        yield from value if isinstance(value, tuple) else (value,)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in [str(key), *_texts(item)]]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [str(value)]


def words_of(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yields every text of what is shown in a window, each with the place where it stands."""
    for widget in (window, *window.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        name = f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for text in (*_own(widget), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()):
            if text:
                yield name, text


def _own(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QDialog):
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield from (widget.placeholderText(), widget.displayText())
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(min(widget.count(), MOST_ROWS)))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(tab) for tab in range(widget.count()))
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView) and widget.model() is not None:
        yield from _of_model(widget)


def _of_model(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    root = QModelIndex()
    for column in range(model.columnCount(root) if isinstance(model, QAbstractTableModel) else 1):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(root), MOST_ROWS)):
            yield str(model.index(row, column).data() or "")


def clipped(window: QWidget) -> list[str]:
    """Returns the labels and buttons of a window whose words do not fit into them."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if (isinstance(widget, QLabel) and widget.text() and _is_cut(widget)) or (
            isinstance(widget, QAbstractButton) and widget.text() and _is_narrow(widget)
        ):
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}: {widget.text()[:80]}")
    return found


def _is_narrow(button: QAbstractButton) -> bool:
    return button.width() + 1 < button.minimumSizeHint().width()


def _is_cut(label: QLabel) -> bool:
    room = label.contentsRect()
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 2
    if label.textFormat() == Qt.TextFormat.RichText or "<" in label.text():
        return False
    lines = label.text().split("\n")
    return max(label.fontMetrics().horizontalAdvance(line) for line in lines) > room.width() + 2
