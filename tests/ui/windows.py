"""A real window on the bundled data, opened at one tab."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from briefing_app.desk import Desk
from briefing_app.ui.theme import Theme
from briefing_app.ui.window import MainWindow


@contextmanager
def window_at(tab: str, qtbot: QtBot, profile: Path) -> Iterator[MainWindow]:
    """Opens a window of 1440 by 900 at a tab and closes it with its desk."""
    desk = Desk.open(profile=profile)
    window = MainWindow(desk, Theme())
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.start()
    desk.visit(tab)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    desk.close()
