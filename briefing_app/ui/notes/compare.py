"""Two versions of a note side by side, with what differs marked in both."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QLabel,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from briefing_app.domain.control_signs import visible
from briefing_app.domain.model import Note
from briefing_app.domain.notes import difference
from briefing_app.translation import tr
from briefing_app.ui.notes.facts import author_words, moment_words, tag_words
from briefing_app.ui.notes.history import difference_field, show_pieces, spoken
from briefing_app.ui.plain_text import breakable, label
from briefing_app.ui.theme import Theme


def one_line(text: str, length: int = 160) -> str:
    """Returns the beginning of a text as one line."""
    line = " ".join(visible(text[: length * 3]).split())
    return line if len(line) <= length else line[: length - 1] + "…"


class LineDelegate(QStyledItemDelegate):
    """Lines of one height that end in an ellipsis where the room ends."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        parent.setUniformItemSizes(True)
        parent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(80), self._theme.px(30))


class Comparison(QWidget):
    """Left and right; one that is missing says so."""

    def __init__(self, theme: Theme, left: str, right: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.heading = label(role="strong", wrap=True)
        narrow = theme.text_size > 150
        columns = QBoxLayout(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(theme.px(10))
        self.left, self._left_facts = self._side(columns, left)
        self.right, self._right_facts = self._side(columns, right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.heading)
        layout.addLayout(columns, 1)
        self._legend = label(
            tr("Struck through: only on the left. Underlined: only on the right."), role="small", wrap=True
        )
        layout.addWidget(self._legend)
        self.setMinimumHeight(theme.px(350 if narrow else 190))

    def _side(self, columns: QBoxLayout, name: str) -> tuple[QTextEdit, QLabel]:
        facts = label(role="small", wrap=True)
        field = difference_field(name)
        field.setMinimumHeight(self._theme.px(64))
        column = QVBoxLayout()
        column.addWidget(label(name, role="small"))
        column.addWidget(field, 1)
        column.addWidget(facts)
        columns.addLayout(column, 1)
        return field, facts

    def show_pair(self, left: Note | None, right: Note | None, *, heading: str) -> None:
        """Shows two versions; None where there is no such note."""
        self.heading.setText(breakable(heading))
        pieces = difference(left.body if left else "", right.body if right else "")
        both = left is not None and right is not None
        for field, facts, note, fate in (
            (self.left, self._left_facts, left, "gone"),
            (self.right, self._right_facts, right, "new"),
        ):
            if note is None:
                field.setPlainText(tr("no such note"))
                facts.setText("")
                continue
            shown = tuple((text, what if both else "same") for text, what in pieces if what in ("same", fate))
            show_pieces(field, shown, self._theme)
            field.setAccessibleDescription(spoken(shown))
            facts.setText(breakable(_facts(note)))
        self._legend.setVisible(both)


def _facts(note: Note) -> str:
    state = tr("in the bin") if note.removed else ""
    parts = (author_words(note), moment_words(note.modified), note.kind, note.handling, tag_words(note), state)
    return " · ".join(part for part in parts if part)
