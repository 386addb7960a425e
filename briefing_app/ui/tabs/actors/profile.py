"""The profile of one actor in fixed fields, with its names in three scripts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from briefing_app.domain.actors import OtherName, Profile
from briefing_app.translation import tr
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.plain_text import label
from briefing_app.ui.theme import Theme


class ProfileView(QScrollArea):
    """Name, names, kind, whom it belongs to, then every field; what the sources do not say is said to be missing."""

    followed = Signal(object)

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: Profile | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_profile(self, shown: Profile, *, noted: bool = False, as_written_today: bool = False) -> None:
        """Shows a profile from its top.

        Args:
            shown: The profile.
            noted: True if the actor has a note.
            as_written_today: True to say that the profile tells what is known today, whatever day is chosen.
        """
        self._shown, self._noted, self._today = shown, noted, as_written_today
        px = self._theme.px
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, px(10), px(6))
        column.setSpacing(px(4))
        self._title = label(role="title", wrap=True)
        self.note(noted=noted)
        column.addWidget(self._title)
        column.addWidget(self._names(shown))
        if as_written_today:
            words = tr(
                "The profile is written with what is known today; relations and events are as known on that day."
            )
            column.addWidget(label(words, role="strong", wrap=True))
        column.addWidget(self._fields(shown))
        column.addStretch(1)
        self.setWidget(sheet)
        self.setAccessibleName(tr("Profile of {name}", name=shown.name))

    def note(self, *, noted: bool) -> None:
        """Marks the actor as one with notes."""
        if self._shown is not None:
            self._noted, name = noted, self._shown.name
            self._title.setText(("✎ " if noted else "") + name)
            self._title.setAccessibleName(tr("{name}, has a note", name=name) if noted else name)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        if self._shown is not None:
            self.show_profile(self._shown, noted=self._noted, as_written_today=self._today)

    def _names(self, shown: Profile) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, gap=self._theme.px(10))
        for other in shown.names:
            flow.addWidget(self._name(other))
        flow.addWidget(label(shown.kind, role="body-muted"))
        if shown.belongs_to is not None:
            ref, words = shown.belongs_to
            link = QPushButton(tr("belongs to {name}", name=words))
            link.setProperty("role", "link")
            link.clicked.connect(lambda: self.followed.emit(ref))
            flow.addWidget(link)
        return box

    def _name(self, other: OtherName) -> QLabel:
        text = other.text or tr("no certain name")
        made = label(f"{other.label}: {text}", role="body" if other.text else "body-muted")
        made.setAccessibleName(f"{other.label}: {text}")
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return made

    def _fields(self, shown: Profile) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, self._theme.px(4), 0, 0)
        grid.setHorizontalSpacing(self._theme.px(12))
        grid.setVerticalSpacing(self._theme.px(5))
        grid.setColumnStretch(1, 1)
        for line, field in enumerate(shown.fields):
            head = label(field.label, role="body-muted", wrap=True)
            head.setFixedWidth(self._theme.px(126))
            text = label(
                field.text or tr("Nothing found in the sources."),
                wrap=True,
                role="body" if field.text else "body-muted",
            )
            text.setAlignment(Qt.AlignmentFlag.AlignTop)
            text.setAccessibleName(f"{field.label}: {text.text()}")
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(head, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, line, 1)
        return box
