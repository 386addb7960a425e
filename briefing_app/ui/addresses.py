"""An address in the web is opened, or copied, after asking: nothing else in the program leaves this machine."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from briefing_app.domain.markdown import safe_link
from briefing_app.translation import tr
from briefing_app.ui.dialogs import show
from briefing_app.ui.plain_text import question
from briefing_app.ui.policy import policy_at


def ask_about(widget: QWidget, address: str) -> None:
    """Asks whether an address is to be opened or copied; one that is no safe address is left alone.

    Args:
        widget: Where it was asked for.
        address: The address as it stands in the data or in a note.
    """
    text = safe_link(address)
    if not text:
        return
    allowed = policy_at(widget).allows("links")
    box = question(
        widget.window(),
        title=tr("Open an address") if allowed else tr("An address"),
        words=tr("Open this address in your web browser or mail program?")
        if allowed
        else tr("Your organisation has switched off opening addresses."),
        more=text + "\n\n" + tr("It leaves this program, which itself uses no network.") if allowed else text,
    )
    copy = box.addButton(tr("Copy the address"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    if allowed:
        opening = box.addButton(QMessageBox.StandardButton.Open)
        opening.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(text)))
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    else:
        box.addButton(QMessageBox.StandardButton.Close)
    show(box)
