"""A table by nature with its message above and its caveats below."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import TableSpec
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.low_window import TableFirst
from briefing_app.ui.pictures import foot_words
from briefing_app.ui.plain_text import label
from briefing_app.ui.table_export import Export
from briefing_app.ui.tables import TableView
from briefing_app.ui.theme import Theme

Action = tuple[str, Callable[[], object]]


class TableSheet(QWidget):
    """Title, subtitle, what a person can do here, table, foot."""

    def __init__(
        self, theme: Theme, *, export: Export, actions: Iterable[Action] = (), parent: QWidget | None = None
    ) -> None:
        """Makes the sheet.

        Args:
            theme: Colours and fonts.
            export: Writes the table to a file.
            actions: Words and verb of each button above the table.
            parent: The parent widget.
        """
        super().__init__(parent)
        self.buttons = QWidget(self)
        flow = FlowLayout(self.buttons, gap=theme.px(6))
        for words, verb in actions:
            button = QPushButton(words)
            button.clicked.connect(lambda _checked=False, verb=verb: verb())
            flow.addWidget(button)
        self.buttons.setVisible(bool(flow.count()))
        self.title = label(role="title", wrap=True)
        self.subtitle = label(role="body-muted", wrap=True)
        self.table = TableView(theme, export=export)
        self.foot = label(role="small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(2), 0, 0)
        layout.setSpacing(theme.px(4))
        for widget in (self.title, self.subtitle):
            layout.addWidget(widget)
        if flow.count():
            layout.addWidget(self.buttons)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.foot)
        self._theme = theme
        self._order = TableFirst(
            layout, (self.subtitle, self.buttons) if flow.count() else (self.subtitle,), self.table
        )
        self.setFocusProxy(self.table)

    def show_spec(self, spec: TableSpec, *, noted: frozenset[Ref]) -> None:
        """Shows a table with its words; what is empty says so in the subtitle's place."""
        self.title.setText(spec.caption.title)
        self.subtitle.setText(spec.caption.empty or spec.caption.subtitle)
        self.subtitle.setVisible(bool(self.subtitle.text()))
        self.foot.setText(foot_words(spec.caption))
        self.table.set_spec(spec, noted=noted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._order.arrange(self.window(), self._theme)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self._order.arrange(self.window(), theme)
        self.table.apply_theme(theme)
