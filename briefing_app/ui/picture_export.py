"""Pictures out of the program: as SVG, as PNG and onto the clipboard, each of them the same picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from briefing_app.domain.colours import THEMES
from briefing_app.errors import ExpectedError
from briefing_app.pictures import Spec, svg
from briefing_app.translation import tr
from briefing_app.ui import notices
from briefing_app.ui.menu_button import menu_button
from briefing_app.ui.policy import offered_place

Write = Callable[[Path, bytes], Path]
"""Writes a file whole or not at all."""


def svg_of(spec: Spec) -> str:
    """Returns a picture with title, sources and edition as SVG."""
    return svg(spec, tones=THEMES["print"], alone=True)


def png_of(image: QImage) -> bytes:
    """Returns an image as PNG.

    Raises:
        ExpectedError: It cannot be written so, for want of memory.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, b"PNG"):
        raise ExpectedError(tr("The picture could not be written as PNG."), hint=tr("Try SVG instead."))
    return bytes(buffer.data().data())


def save(widget: QWidget, key: str, ending: str, content: Callable[[], bytes], write: Write) -> None:
    """Asks where to, saves a picture there and says how it went.

    Args:
        widget: Where the person asked.
        key: Name of the picture.
        ending: "svg" or "png".
        content: Makes the file.
        write: Writes it.
    """
    name = offered_place(widget, f"{key or 'picture'}.{ending}")
    chosen, _ = QFileDialog.getSaveFileName(widget, tr("Save picture"), name, f"*.{ending}")
    if chosen:
        path = Path(chosen)
        notices.attempt(widget, lambda: write(path, content()), done=tr("Saved {path}"), path=path)


def copy(widget: QWidget, image: QImage) -> None:
    """Puts a picture on the clipboard."""
    QGuiApplication.clipboard().setImage(image)
    notices.tell(widget, tr("Picture copied."))


def picture_button(widget: QWidget, spec: Callable[[], Spec], write: Write) -> QToolButton:
    """Returns the button beside a table that can leave as a picture.

    Args:
        widget: The table.
        spec: What to draw, as it is now.
        write: Writes a file.
    """
    from briefing_app.ui.png_export import image_of

    button, menu = menu_button(tr("Picture…"), tr("Save or copy the table as a picture"))
    for words, act in (
        (tr("SVG"), lambda shown: save(widget, shown.caption.key, "svg", lambda: svg_of(shown).encode(), write)),
        (tr("PNG"), lambda shown: save(widget, shown.caption.key, "png", lambda: png_of(image_of(shown)), write)),
        (tr("Copy picture"), lambda shown: copy(widget, image_of(shown))),
    ):
        menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act(spec()))
    return button
