"""What this program is and stands on: versions, licences, accessibility, no network, and what an organisation set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing_app import __version__, paths
from briefing_app.desk import Desk
from briefing_app.translation import tr
from briefing_app.ui import diagnostics
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.plain_text import label
from briefing_app.ui.screens import make_room
from briefing_app.ui.theme import Theme

LARGEST = 1_000_000
MOST_TEXTS = 500
"""Files that are listed as licences."""


def _subject(desk: Desk) -> tuple[tuple[str, str], ...]:
    briefing = desk.dataset.briefing
    return (tr("Question"), briefing.question), (tr("Starting document"), briefing.document.words)


def _licences_in_short(desk: Desk) -> str:
    origin = desk.dataset.briefing.outlines_origin
    outlines = [tr("map outlines {origin}", origin=origin)] if origin else []
    return "; ".join((tr("Program MIT; data and texts CC BY 4.0; fonts OFL 1.1; Qt for Python LGPL 3.0"), *outlines))


class AboutDialog(QDialog):
    """Facts an administrator or a careful reader asks for; every line can be copied."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self.setWindowTitle(tr("About"))
        self._pages = QStackedWidget()
        self._group = QButtonGroup(self)
        tabs = QWidget()
        flow = FlowLayout(tabs, gap=0)
        for title, make in (
            (tr("This briefing"), self._facts),
            (tr("Licences"), self._licences),
            (
                tr("Accessibility"),
                lambda: self._text(_flowing(_read(paths.accessibility())), tr("Accessibility statement")),
            ),
            (tr("No network"), lambda: self._words(_no_network())),
            (tr("Policy"), lambda: self._words(self._policy())),
        ):
            self._add(flow, title, make)
        self._group.buttons()[0].setChecked(True)
        copy = QPushButton(tr("Copy diagnostics"))
        copy.clicked.connect(lambda: self._copy(copy))
        close = QPushButton(tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.setSpacing(theme.px(10))
        layout.addWidget(label(tr("About this briefing"), role="title"))
        layout.addWidget(tabs)
        layout.addWidget(self._pages, 1)
        layout.addLayout(buttons)
        make_room(self, theme.px(720), theme.px(560))

    def _add(self, flow: FlowLayout, title: str, make: Callable[[], QWidget]) -> None:
        """Adds a page, which is made when it is first shown."""
        page = QWidget()
        room = QVBoxLayout(page)
        room.setContentsMargins(0, 0, 0, 0)
        number = self._pages.addWidget(page)
        button = QPushButton()
        button.setProperty("role", "tab")  # before its words, of which assistive technology hears at once
        button.setCheckable(True)
        button.setText(title)
        bold = QFontMetrics(self._theme.font("body", bold=True))  # so that nothing is cut or moves
        button.setMinimumWidth(bold.horizontalAdvance(title) + self._theme.px(28))

        def show() -> None:
            if not room.count():
                room.addWidget(make())
            self._pages.setCurrentIndex(number)

        button.toggled.connect(lambda on: show() if on else None)
        self._group.addButton(button)
        flow.addWidget(button)

    def _copy(self, button: QPushButton) -> None:
        QGuiApplication.clipboard().setText(diagnostics.text(self._desk, self._theme))
        button.setText(tr("Copied: no notes, no names, no folders"))

    # Pages

    def _facts(self) -> QWidget:
        desk = self._desk
        edition = desk.dataset.edition
        form = QFormLayout()
        form.setHorizontalSpacing(self._theme.px(20))
        form.setContentsMargins(0, 0, self._theme.px(10), 0)
        for name, value in (
            (tr("Program"), f"Briefing App {__version__}"),
            (tr("Data"), edition.title),
            (tr("Edition"), desk.dataset.edition.words),
            *((name, words) for name, words in _subject(desk) if words),
            (tr("Fingerprint"), edition.fingerprint),
            (tr("Problems in the data"), str(len(desk.dataset.problems))),
            (tr("Profile folder"), str(desk.profile)),
            (tr("Network"), tr("none: the program opens no connection")),
            (tr("Components"), ", ".join(f"{name} {version}" for name, version in diagnostics.versions())),
            (tr("Licences"), _licences_in_short(desk)),
        ):
            form.addRow(label(name, role="small"), self._readable(value))
        sheet = QWidget()
        sheet.setLayout(form)
        return self._scrolled(sheet)

    def _licences(self) -> QWidget:
        found = _texts_in(paths.licences())
        if not found:
            return self._words(
                tr(
                    "The texts of the licences are part of the packaged program. This copy runs from its source and "
                    "has none beside it: the file LICENSE lies in the source, and each package in the environment "
                    "carries its own."
                )
            )
        which = PickBox()
        which.setAccessibleName(tr("Component"))
        text = self._text("", tr("Text of the licence"))
        which.currentIndexChanged.connect(lambda _at: text.setPlainText(_read(which.currentData())))
        for name, path in found:
            which.addItem(name, path)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        if not paths.frozen():
            words = tr(
                "This copy runs from its source and has only the texts that several components share. The "
                "packaged program has those of every component."
            )
            column.addWidget(label(words, role="small", wrap=True))
        column.addWidget(which)
        column.addWidget(text, 1)
        return both

    def _policy(self) -> str:
        policy = self._desk.policy
        if policy.path is None:
            return tr(
                "No policy is set on this machine. An administrator may set one in {path}.", path=paths.policy_file()
            )
        told = [tr("Set in {path}.", path=policy.path)]
        if policy.organisation:
            told.append(tr("By {name}.", name=policy.organisation))
        for title, values in ((tr("Enforced"), policy.enforced), (tr("Defaults"), policy.defaults)):
            told += ["", title, *(f"• {name}: {_shown(value)}" for name, value in sorted(values.items()))]
            if not values:
                told.append(tr("• nothing"))
        if policy.findings:
            told += ["", tr("Without effect"), *(f"⚠ {sentence}" for sentence in policy.findings)]
        return "\n".join(told)

    # Parts

    def _readable(self, text: str) -> QWidget:
        shown = label(text, wrap=True)
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return shown

    def _words(self, text: str) -> QWidget:
        return self._text(text, tr("Text"))

    @staticmethod
    def _text(text: str, name: str) -> QPlainTextEdit:
        made = QPlainTextEdit(text)
        made.setReadOnly(True)
        made.setTabChangesFocus(True)
        made.setAccessibleName(name)
        return made

    @staticmethod
    def _scrolled(sheet: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setAccessibleName(tr("What this page says"))
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(tr("About the program"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area


def _no_network() -> str:
    return tr(
        "The program opens no connection. It looks for no updates, counts nothing, fetches no maps, fonts or pages, "
        "and sends nothing, notes about faults included. An address in a note is handed to your browser only after a "
        "question. Newer data come as a file that you choose.\n\n"
        "How to check it\n\n"
        "Linux: start the program without any network, and everything works:\n"
        "    unshare --user --net briefing-app self-test\n"
        "or have all its sockets listed; those of the kind AF_UNIX reach the screen and the session of this machine:\n"
        "    strace -f -e trace=socket,connect briefing-app self-test\n\n"
        "Windows: Resource Monitor, Network, lists the processes with network activity. Or bar the program in Windows "
        "Defender Firewall, outbound: everything works.\n\n"
        "macOS: lsof -i -a -p and the number of the process lists nothing.\n\n"
        "If your disk is copied to a network by the system (OneDrive, a network drive), files that lie there are "
        "copied by it, not by this program; the window says so where notes lie in such a folder."
    )


def _texts_in(folder: Path) -> list[tuple[str, Path]]:
    """Returns the texts of a folder and those below it, each with its name."""
    found: list[tuple[str, Path]] = []
    if folder.is_dir():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and len(found) < MOST_TEXTS:
                found.append((path.relative_to(folder).with_suffix("").as_posix(), path))
    return found


def _read(path: Path) -> str:
    try:
        return path.read_bytes()[:LARGEST].decode("utf-8", "replace")
    except OSError as error:
        return tr("{name} cannot be read: {why}.", name=path.name, why=error.strerror or error)


def _flowing(text: str) -> str:
    """Returns a text in which lines of one paragraph are one line, so that they break where the window ends."""
    parts = []
    for block in text.strip().split("\n\n"):
        lines: list[str] = []
        for line in block.splitlines():
            if lines and not line.startswith(("- ", "#")):
                lines[-1] += " " + line.strip()
            else:
                lines.append(line.lstrip("#").strip().replace("- ", "• ", 1) if line[:1] in "#-" else line)
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return tr("true") if value else tr("false")
    if isinstance(value, tuple):
        return ", ".join(str(one) or tr("none") for one in value)
    return ", ".join(sorted(value)) if isinstance(value, dict) else str(value)
