"""The one road to the person: a strip for what happened, a dialog for what must be known."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast, runtime_checkable

from PySide6.QtWidgets import QApplication, QWidget

from briefing_app.errors import ExpectedError

log = logging.getLogger(__name__)


@runtime_checkable
class Noticeboard(Protocol):
    """A window that can show a strip."""

    def notice(self, text: str, *, trouble: bool = False) -> None:
        """Shows one line above the tab until it is closed or replaced."""


def tell(widget: QWidget, text: str) -> None:
    """Shows a line on the strip of the widget's window."""
    _board(widget, text, trouble=False)


def warn(widget: QWidget, error: ExpectedError) -> None:
    """Shows the world's fault on the strip, with its next step."""
    log.info("%s %s", error.sentence(), error.detail)
    _board(widget, error.sentence(), trouble=True)


def attempt(widget: QWidget, verb: Callable[[], object], *, done: str = "", path: Path | None = None) -> bool:
    """Runs a verb of the person and says how it went.

    Args:
        widget: Where the person asked.
        verb: What to do.
        done: Words on success; ``{path}`` stands for the path.
        path: The file that was written.

    Returns:
        True on success.
    """
    try:
        verb()
    except ExpectedError as error:
        warn(widget, error)
        return False
    if done:
        tell(widget, done.format(path=path) if path is not None else done)
    return True


def _board(widget: QWidget, text: str, *, trouble: bool) -> None:
    window = widget.window()
    if not isinstance(window, Noticeboard):
        boards = [w for w in QApplication.topLevelWidgets() if isinstance(w, Noticeboard)]
        if not boards:
            log.info("no window to say: %s", text)
            return
        window = cast("QWidget", boards[0])
    cast("Noticeboard", window).notice(text, trouble=trouble)
