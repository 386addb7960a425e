"""What a tab shows now, as the pictures and tables behind it, so that paper can draw the same."""

from __future__ import annotations

from typing import NamedTuple, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from briefing_app.domain.specs import TableSpec
from briefing_app.pictures import Spec
from briefing_app.ui.pictures import PictureFrame
from briefing_app.ui.scenes.graph_canvas import GraphCanvas
from briefing_app.ui.small_chart import MiniChart
from briefing_app.ui.tables import TableView


@runtime_checkable
class ShowsTable(Protocol):
    """A widget of a tab's own that shows a table."""

    def shown_table(self) -> TableSpec | None:
        """Returns the table that is shown now."""


class OnScreen(NamedTuple):
    """The name of the tab, its pictures, and the tables beside or behind them."""

    title: str
    pictures: tuple[Spec, ...]
    tables: tuple[TableSpec, ...]

    @property
    def empty(self) -> bool:
        """True if there is nothing to put on paper."""
        return not self.pictures and not self.tables


def on_screen(tab: QWidget, title: str) -> OnScreen:
    """Returns what a tab shows now; what is hidden or folded away is not shown.

    Args:
        tab: The tab.
        title: Its name.
    """
    pictures: list[Spec] = []
    tables: list[TableSpec] = []
    frames = [frame for frame in tab.findChildren(PictureFrame) if frame.isVisibleTo(tab)]
    for frame in frames:
        spec = frame.drawn()
        if spec is not None:
            pictures.append(spec)
        if frame.table.spec is not None:
            tables.append(frame.table.spec)
    canvases: list[GraphCanvas | MiniChart] = [*tab.findChildren(GraphCanvas), *tab.findChildren(MiniChart)]
    for canvas in canvases:
        inside = any(frame.isAncestorOf(canvas) for frame in tab.findChildren(PictureFrame))
        if canvas.spec is not None and canvas.isVisibleTo(tab) and not inside:
            pictures.append(canvas.spec)
    for view in tab.findChildren(TableView):
        inside = any(frame.isAncestorOf(view) for frame in tab.findChildren(PictureFrame))
        if view.spec is not None and view.isVisibleTo(tab) and not inside:
            tables.append(view.spec)
    for widget in tab.findChildren(QWidget):
        if isinstance(widget, ShowsTable) and widget.isVisibleTo(tab) and (shown := widget.shown_table()) is not None:
            tables.insert(0, shown)
    seen: dict[str, TableSpec] = {table.caption.key or table.caption.title: table for table in tables}
    return OnScreen(title=title, pictures=tuple(pictures), tables=tuple(seen.values()))
