"""The frame around every picture: message and one toolbar above, sources below, its equal table one key away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain.specs import Caption, TableSpec
from briefing_app.pictures import Spec
from briefing_app.translation import tr
from briefing_app.ui import picture_export, table_export
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.pages import Pages
from briefing_app.ui.plain_text import label, name_seen, set_tip
from briefing_app.ui.tables import TableView
from briefing_app.ui.theme import Theme

VERBS = "verbs"
"""Property of what holds the verbs for a picture; the Tab key reaches them after the picture."""
LEAST = 240
"""Pixels at 100 % text size that a picture or its table has at least."""
SpecOf = Callable[[], Spec]
"""Returns what a saved or copied picture draws, asked for when it leaves."""


class PictureFrame(QWidget):
    """Title, subtitle, one row of verbs, picture or equal table, and foot.

    The picture keeps its own keys; F2 is taken by the window and reaches ``toggle_table`` through the tab.
    """

    table_shown = Signal(bool)

    def __init__(self, desk: Desk, theme: Theme, *, picture_words: str = "", parent: QWidget | None = None) -> None:
        """Makes the frame.

        Args:
            desk: The desk, which writes what leaves.
            theme: Colours and measures.
            picture_words: What the picture is called beside its table; "Picture" if empty.
            parent: The widget around it.
        """
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._picture: QWidget | None = None
        self._leaving: SpecOf | None = None
        self.caption = Caption(key="", title="")
        self.title = label(role="title", wrap=True)
        self.subtitle = label(role="body-muted", wrap=True)
        self.foot = label(role="small", wrap=True)
        self.foot.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.empty = label(role="body-muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table = TableView(theme)
        self.stack = Pages()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.table)
        self.ask_for(LEAST)
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._tool_row = QWidget()
        self._tool_row.setProperty(VERBS, True)
        self.tools = FlowLayout(self._tool_row, gap=theme.px(2))
        self._picture_button = self._tool(
            picture_words or tr("Picture"), tr("Show the picture"), partial(self._turn_to, table=False)
        )
        self._table_button = self._tool(tr("Table  F2"), tr("Show the equal table"), partial(self._turn_to, table=True))
        for button in (self._picture_button, self._table_button):
            button.setCheckable(True)
        self.export = QToolButton()
        self.export.setProperty(VERBS, True)
        self.export.setText(tr("Export…"))
        self.export.setAccessibleName(tr("Export the picture or its rows"))
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.export)
        self.export.setMenu(menu)
        for name, tip, ending in table_export.verbs():
            self._entry(menu, "rows", name, tip, partial(self._save_rows, ending))
        menu.addSeparator()
        self._entry(menu, "svg", tr("SVG"), tr("Save the picture as SVG"), self._save_svg)
        self._entry(menu, "png", tr("PNG"), tr("Save the picture as PNG"), self._save_png)
        self._entry(
            menu, "copy", tr("Copy picture"), tr("Copy the picture to the clipboard"), self._copy, "Ctrl+Shift+C"
        )
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self._tool_row, 1)
        bar.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        for widget in (self.title, self.subtitle):
            layout.addWidget(widget)
        layout.addLayout(bar)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.foot)
        copy = QShortcut(QKeySequence("Ctrl+Shift+C"), self, self._copy)
        copy.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _tool(self, text: str, tip: str, action: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        set_tip(button, tip)
        button.setAccessibleName(name_seen(text, tip))
        button.clicked.connect(lambda _checked=False: action())
        self.tools.addWidget(button)
        return button

    @staticmethod
    def _entry(menu: QMenu, what: str, text: str, tip: str, action: Callable[[], None], keys: str = "") -> None:
        made = menu.addAction(f"{text}\t{keys}" if keys else text)
        made.setObjectName(what)
        set_tip(made, tip)
        made.triggered.connect(lambda _checked=False: action())

    def _enable_entries(self, **able: bool) -> None:
        """Tells the menu what can leave now.

        The entries are asked of the menu each time: Qt for Python declares kept wrappers of them void after a while.
        """
        for entry in self.export.menu().actions():
            if entry.objectName():
                entry.setEnabled(able[entry.objectName()])

    def set_picture(
        self, widget: QWidget, caption: Caption, table: TableSpec | None, *, drawn: SpecOf | None = None
    ) -> None:
        """Shows a picture with its words and its table.

        Args:
            widget: The picture; the frame takes it over. The same widget may come again with a new caption.
            caption: The words around it.
            table: The equal table, or None if the picture has none.
            drawn: Returns what a saved or copied picture draws; without it only pixels leave, as they are seen.
        """
        if widget is not self._picture:
            if self._picture is not None:
                self.stack.removeWidget(self._picture)
                self._picture.deleteLater()
            self._picture = widget
            self.stack.addWidget(widget)
        self.caption, self._leaving = caption, drawn
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
            self.table.set_spec(table, noted=self._desk.notes.noted)
        self._table_button.setEnabled(table is not None)
        shown = not caption.empty
        self._enable_entries(rows=table is not None, svg=shown and drawn is not None, png=shown, copy=shown)
        self._show(table=self.showing_table and table is not None)

    def retitle(self, title: str) -> None:
        """Changes the message alone, when what is in view says something else."""
        if title != self.caption.title:
            self.caption = replace(self.caption, title=title)
            self.title.setText(title)
            if self._picture is not None:
                self._picture.setAccessibleName(title)

    def drawn(self) -> Spec | None:
        """Returns what the picture draws, or None where there is nothing to draw."""
        return self._leaving() if self._leaving is not None and not self.caption.empty else None

    @property
    def showing_table(self) -> bool:
        """True while the equal table is shown."""
        return self.stack.currentWidget() is self.table

    def toggle_table(self) -> None:
        """Changes between picture and table and keeps the keyboard in the one shown."""
        if self._table_button.isEnabled():
            self._turn_to(table=not self.showing_table)

    def _turn_to(self, *, table: bool) -> None:
        self._show(table=table)
        chosen = self._desk.selection
        if self.showing_table and chosen is not None:
            self.table.select_ref(chosen)
        (self.table if self.showing_table or self._picture is None else self._picture).setFocus()

    def _show(self, *, table: bool) -> None:
        picture = self.empty if self.caption.empty else self._picture
        self.stack.setCurrentWidget(self.table if table or picture is None else picture)
        self._table_button.setChecked(self.showing_table)
        self._picture_button.setChecked(not self.showing_table)
        self.table_shown.emit(self.showing_table)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self.ask_for(self._least)
        self.table.apply_theme(theme)

    def ask_for(self, least: int) -> None:
        """Asks for a height of picture or table, in pixels at 100 % text size; below it the tab scrolls."""
        self._least = least
        self.stack.setMinimumHeight(self._theme.px(least))

    def refresh_notes(self) -> None:
        """Renews the marks of entries with notes in the table."""
        self.table.set_noted(self._desk.notes.noted)

    # Export

    def _save_rows(self, ending: str) -> None:
        if self.table.spec:
            table_export.save_rows(self, self.table.spec, self._desk.export_table, ending)

    def svg(self) -> str:
        """Returns the picture with title, sources and edition as SVG; empty where it has none."""
        return picture_export.svg_of(self._leaving()) if self._leaving else ""

    def _save_svg(self) -> None:
        if self._leaving is not None:
            picture_export.save(self, self.caption.key, "svg", lambda: self.svg().encode(), self._desk.write_file)

    def _save_png(self) -> None:
        picture_export.save(
            self, self.caption.key, "png", lambda: picture_export.png_of(self.image()), self._desk.write_file
        )

    def _copy(self) -> None:
        picture_export.copy(self, self.image())

    def image(self) -> QImage:
        """Returns the picture with title, sources and edition, or as it is seen where nothing else draws it."""
        from briefing_app.ui.png_export import image_of

        if self._leaving is not None:
            return image_of(self._leaving())
        return (self._picture or self).grab().toImage()


def foot_words(caption: Caption) -> str:
    """Returns sources, notes and edition as they stand under a picture."""
    parts = []
    if caption.sources:
        lines = [f"{line.text} ({line.grade})" if line.grade else line.text for line in caption.sources]
        more = len(lines) - 6
        shown = "; ".join(lines[:6])
        if more > 0:
            shown = tr("{named}; and {n} more in the table", named=shown, n=more)
        parts.append(tr("Sources: {sources}.", sources=shown))
    parts.extend(tr("Note: {note}", note=note) for note in caption.notes[:3])
    if caption.edition:
        parts.append(tr("Edition {edition}.", edition=caption.edition))
    return "\n".join([" ".join(parts[:1]), *parts[1:]]).strip()
