"""At the start the window goes to where it was left, unless the person is already somewhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from briefing_app.desk import Desk
from briefing_app.domain import filters
from briefing_app.domain.filters import Filter
from briefing_app.translation import tr
from briefing_app.ui.tabs import TABS
from briefing_app.ui.window.strip import Strip


class Window(Protocol):
    """What is needed of the window."""

    desk: Desk
    strip: Strip

    def notice(
        self, text: str, *, trouble: bool = False, action: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        """Shows one line."""


def come_back(window: Window) -> None:
    """Goes to the tab, the entry and the filter of last time; that a filter came back is said."""
    desk = window.desk
    somewhere = desk.selection is not None or desk.tab != TABS[0].key or not desk.filter.is_empty()
    if somewhere or desk.come_back(initiator="window") is None or desk.filter.is_empty():
        return
    said = filters.words(desk.filter, dataset=desk.dataset)
    if window.strip.isHidden():
        window.notice(
            tr("Your last filter is still on: {words}.", words=said),
            action=(tr("Show everything"), lambda: _show_everything(window)),
        )


def _show_everything(window: Window) -> None:
    window.strip.hide()
    window.desk.set_filter(Filter(), initiator="window")
