"""The frame around every picture: message above, sources below, its equal table one key away, and export."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain.specs import Caption, TableSpec
from briefing_app.errors import ExpectedError
from briefing_app.ui import notices, saving
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.plain import label, set_tip
from briefing_app.ui.tables import TableView
from briefing_app.ui.theme import Theme
from briefing_app.words import tr

SvgOf = Callable[[], str]


class PictureFrame(QWidget):
    """Title, subtitle, picture or equal table, foot, and the slim row of verbs.

    The picture keeps its own keys; F2 is taken by the window and reaches ``toggle_table`` through the tab.
    """

    table_shown = Signal(bool)

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._picture: QWidget | None = None
        self._svg: SvgOf | None = None
        self.caption = Caption(key="", title="")
        self.title = label(role="title", wrap=True)
        self.subtitle = label(role="body-muted", wrap=True)
        self.foot = label(role="small", wrap=True)
        self.foot.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.empty = label(role="body-muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table = TableView(theme)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        self.stack.setMinimumHeight(240)
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tool_row = QWidget()
        self.tools = FlowLayout(self._tool_row, gap=theme.px(2))
        self._table_button = self._tool(tr("Table  F2"), tr("Show the equal table"), self.toggle_table)
        self._table_button.setCheckable(True)
        for name, tip, ending in saving.verbs():
            self._tool(name, tip, partial(self._save_rows, ending))
        self._svg_button = self._tool(tr("SVG"), tr("Save the picture as SVG"), self._save_svg)
        self._png_button = self._tool(tr("PNG"), tr("Save the picture as PNG"), self._save_png)
        self._copy_button = self._tool(tr("Copy picture"), tr("Put the picture on the clipboard"), self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        for widget in (self.title, self.subtitle):
            layout.addWidget(widget)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.foot)
        layout.addWidget(self._tool_row)
        copy = QShortcut(QKeySequence("Ctrl+Shift+C"), self, self._copy)
        copy.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _tool(self, text: str, tip: str, action: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        set_tip(button, tip)
        button.setAccessibleName(tip)
        button.setProperty("role", "quiet")
        button.clicked.connect(lambda _checked=False: action())
        self.tools.addWidget(button)
        return button

    def set_picture(
        self, widget: QWidget, caption: Caption, table: TableSpec | None, *, svg: SvgOf | None = None
    ) -> None:
        """Shows a picture with its words and its table.

        Args:
            widget: The picture; the frame takes it over. The same widget may come again with a new caption.
            caption: The words around it.
            table: The equal table, or None if the picture has none.
            svg: Makes the exported picture; without it the SVG verb is switched off.
        """
        if widget is not self._picture:
            if self._picture is not None:
                self.stack.removeWidget(self._picture)
                self._picture.deleteLater()
            self._picture = widget
            self.stack.addWidget(widget)
        self.caption, self._svg = caption, svg
        self.title.setText(caption.title)
        self.subtitle.setText(caption.subtitle)
        self.subtitle.setVisible(bool(caption.subtitle))
        self.foot.setText(foot_words(caption))
        self.foot.setVisible(bool(self.foot.text()))
        self.empty.setText(caption.empty)
        widget.setAccessibleName(caption.title)
        if not widget.accessibleDescription():
            widget.setAccessibleDescription(caption.summary)
        if table is not None:
            self.table.set_spec(table, noted=self._desk.noted)
        self._table_button.setEnabled(table is not None)
        drawn = not caption.empty
        self._svg_button.setEnabled(drawn and svg is not None)
        self._png_button.setEnabled(drawn)
        self._copy_button.setEnabled(drawn)
        self._show(table=self.showing_table and table is not None)

    @property
    def showing_table(self) -> bool:
        """True while the equal table is shown."""
        return self.stack.currentWidget() is self.table

    def toggle_table(self) -> None:
        """Changes between picture and table and keeps the keyboard in the one shown."""
        if self._table_button.isEnabled():
            self._show(table=not self.showing_table)
            (self.table if self.showing_table or self._picture is None else self._picture).setFocus()
        self._table_button.setChecked(self.showing_table)

    def _show(self, *, table: bool) -> None:
        picture = self.empty if self.caption.empty else self._picture
        self.stack.setCurrentWidget(self.table if table or picture is None else picture)
        self._table_button.setChecked(self.showing_table)
        self.table_shown.emit(self.showing_table)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self.table.apply_theme(theme)

    def refresh_notes(self) -> None:
        """Renews the marks of entries with notes in the table."""
        self.table.set_noted(self._desk.noted)

    # Export

    def _ask(self, ending: str, words: str) -> Path | None:
        name = f"{self.caption.key or 'picture'}.{ending}"
        chosen, _ = QFileDialog.getSaveFileName(self, words, name, f"*.{ending}")
        return Path(chosen) if chosen else None

    def _save_rows(self, ending: str) -> None:
        if self.table.spec:
            saving.save_rows(self, self.table.spec, self._desk.export_table, ending)

    def _save_svg(self) -> None:
        path = self._ask("svg", tr("Save picture")) if self._svg else None
        if self._svg and path:
            svg = self._svg
            notices.attempt(
                self, lambda: self._desk.write_file(path, svg().encode()), done=tr("Saved {path}"), path=path
            )

    def _save_png(self) -> None:
        path = self._ask("png", tr("Save picture"))
        if path:
            notices.attempt(self, lambda: self._write_png(path), done=tr("Saved {path}"), path=path)

    def _write_png(self, path: Path) -> None:
        from PySide6.QtCore import QBuffer, QIODevice

        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if not self.image().save(buffer, "PNG"):
            raise ExpectedError(tr("The picture could not be written as PNG."), hint=tr("Try SVG instead."))
        self._desk.write_file(path, bytes(buffer.data().data()))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setImage(self.image())
        notices.tell(self, tr("Picture copied."))

    def image(self):  # type: ignore[no-untyped-def]  # QImage; kept out of the imports at start
        """Returns the picture with title, sources and edition at twice the screen's resolution."""
        from briefing_app.ui.pngs import picture_image

        return picture_image(self.caption, self._theme, svg=self._svg() if self._svg else None, widget=self._picture)


def foot_words(caption: Caption) -> str:
    """Returns sources, notes and edition as they stand under a picture."""
    parts = []
    if caption.sources:
        lines = [f"{line.text} ({line.grade})" if line.grade else line.text for line in caption.sources]
        more = len(lines) - 6
        shown = "; ".join(lines[:6]) + (tr("; and {n} more in the table", n=more) if more > 0 else "")
        parts.append(tr("Sources: {sources}.", sources=shown))
    parts.extend(tr("Note: {note}", note=note) for note in caption.notes[:3])
    if caption.edition:
        parts.append(tr("Edition {edition}.", edition=caption.edition))
    return "\n".join([" ".join(parts[:1]), *parts[1:]]).strip()
