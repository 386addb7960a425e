"""Every test with a window runs under the guards of ``tests/qt_guards.py`` and in the program's own type."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from briefing_app import paths
from briefing_app.dataset import loader
from briefing_app.ui import theme
from briefing_app.ui.window.later import warm_up
from tests.qt_guards import no_dialog_blocks, nothing_of_qt_left

__all__ = ["no_dialog_blocks", "nothing_of_qt_left", "own_type", "settled", "undressed"]


@pytest.fixture(scope="session", autouse=True)
def own_type(qapp: QApplication) -> None:
    """Loads the bundled fonts, so that widths and heights are the same on every machine."""
    theme.load_first_fonts(paths.fonts())
    theme.load_more_fonts(paths.fonts())
    qapp.setFont(theme.Theme().font("body"))


@pytest.fixture(scope="session", autouse=True)
def settled(own_type: None) -> None:
    """Reads what every window will need and lays it aside: the guards look for garbage three times a test."""
    del own_type
    loader.load(paths.bundled_data())
    warm_up()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def undressed(qapp: QApplication) -> Iterator[None]:
    """Takes away what a test dressed the application in, so that no later test is measured at its text size."""
    yield
    if qapp.styleSheet():
        qapp.setStyleSheet("")
        qapp.setPalette(qapp.style().standardPalette())
        qapp.setFont(theme.Theme().font("body"))
