"""What this program is, which data it shows, where things lie, and under which licences."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from briefing_app import __version__
from briefing_app.desk import Desk
from briefing_app.translation import tr
from briefing_app.ui.plain_text import label
from briefing_app.ui.theme import Theme


def _subject(desk: Desk) -> tuple[tuple[str, str], ...]:
    briefing = desk.dataset.briefing
    return (tr("Question"), briefing.question), (tr("Starting document"), briefing.document.words)


class AboutDialog(QDialog):
    """Facts an administrator or a careful reader asks for; every line can be copied."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About"))
        edition = desk.dataset.edition
        form = QFormLayout()
        form.setHorizontalSpacing(theme.px(20))
        for name, value in (
            (tr("Program"), f"Briefing App {__version__}"),
            (tr("Data"), edition.title),
            (tr("Edition"), desk.dataset.edition.words),
            *((name, words) for name, words in _subject(desk) if words),
            (tr("Fingerprint"), edition.fingerprint),
            (tr("Problems in the data"), str(len(desk.dataset.problems))),
            (tr("Profile folder"), str(desk.profile)),
            (tr("Network"), tr("none: the program opens no connection")),
            (tr("Built on"), f"Qt {qVersion()}, Python {platform.python_version()}"),
            (tr("Licences"), tr("Program MIT; data and texts CC BY 4.0; fonts OFL 1.1; Qt for Python LGPL 3.0; "
                                "map outlines Natural Earth, public domain")),
        ):  # fmt: skip
            shown = label(value, wrap=True)
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            form.addRow(label(name, role="small"), shown)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.addWidget(label(tr("About this briefing"), role="heading"))
        layout.addLayout(form, 1)
        layout.addWidget(buttons)
        self.resize(min(theme.px(560), 1100), theme.px(360))
