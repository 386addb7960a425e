"""The text of a note for reading: light Markdown as formatted text, nothing fetched, links opened only after asking."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from briefing_app.domain.control_signs import visible
from briefing_app.domain.markdown import Block, Span, parse
from briefing_app.translation import tr
from briefing_app.ui.addresses import ask_about
from briefing_app.ui.theme import Theme


class NoteBody(QTextBrowser):
    """A note as wide as its room and as high as its text."""

    def __init__(self, text: str, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("note-body")
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setStyleSheet("QTextBrowser#note-body { background: transparent; border: none; padding: 0; }")
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._ask)
        self.set_text(text)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Fetches nothing, whatever a text asks for."""
        return None

    def set_text(self, text: str) -> None:
        """Shows a text."""
        self.clear()
        cursor = QTextCursor(self.document())
        for number, block in enumerate(parse(text)):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(self._block_format(block, first=number == 0))
            self._write(cursor, block)
        self.setAccessibleName(tr("Text of the note"))
        self.setAccessibleDescription(self.toPlainText())
        self._fit()

    def _write(self, cursor: QTextCursor, block: Block) -> None:
        if block.kind == "rule":
            cursor.insertText("———", self._char_format(Span("")))
        if block.marker:
            cursor.insertText(f"{block.marker} ", self._char_format(Span("")))
        for span in block.spans:
            look = self._char_format(span, heading=block.kind == "heading")
            if block.kind == "quote" and not span.link:
                look.setForeground(self._theme.colour("muted"))
                look.setFontItalic(True)
            cursor.insertText(visible(span.text).replace("\n", "\u2028"), look)

    def _block_format(self, block: Block, *, first: bool) -> QTextBlockFormat:
        theme, made = self._theme, QTextBlockFormat()
        tight = first or block.kind == "item"
        made.setTopMargin(0 if first else theme.px(1 if tight else 5))
        made.setLeftMargin(theme.px(14) * block.depth)
        if block.kind == "item":
            made.setLeftMargin(theme.px(14) * (block.depth + 1))
            made.setTextIndent(-theme.px(12) if block.marker else 0)
        return made

    def _char_format(self, span: Span, *, heading: bool = False) -> QTextCharFormat:
        theme, made = self._theme, QTextCharFormat()
        made.setFont(theme.font("body", bold=span.strong or heading, italic=span.emphasis))
        made.setForeground(theme.colour("ink"))
        made.setFontStrikeOut(span.struck)
        if span.code:
            made.setBackground(theme.colour("ground"))
        if span.link:
            made.setAnchor(True)
            made.setAnchorHref(span.link)
            made.setForeground(theme.colour("link"))
            made.setFontUnderline(True)
            made.setToolTip("")
        return made

    def _ask(self, address: QUrl) -> None:
        ask_about(self, address.toString())

    def _fit(self) -> None:
        self.document().setTextWidth(max(1, self.width()))
        self.setFixedHeight(int(self.document().size().height()) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(220), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self._theme.px(14))
