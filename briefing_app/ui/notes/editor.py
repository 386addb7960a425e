"""The field for writing: saves within half a second of the last key, and keeps the words where saving fails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain.model import BRIEFING, Note, NoteKind, Passage, Ref
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.notes.facts import KINDS, author_words, moment_words
from briefing_app.ui.plain_text import breakable, label, set_tip
from briefing_app.ui.theme import Theme

PAUSE_MS = 300
LONGEST_WAIT_MS = 4_000
"""Somebody who types without a pause is saved all the same."""
INITIATOR = "notes-panel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is being written, and about what.

    Attributes:
        ref: The entry.
        note: The note as it was last saved from here or when editing began; None while nothing is saved.
        begun: True once it was saved from here: typing on belongs to the same sitting.
        fresh: True if the note was begun here, so that emptying it puts it into the bin.
    """

    ref: Ref
    text: str = ""
    kind: NoteKind = "comment"
    tags: tuple[str, ...] = ()
    handling: str = ""
    note: Note | None = None
    begun: bool = False
    fresh: bool = True
    reply_to: Note | None = None
    passage: Passage | None = None

    @property
    def saved(self) -> bool:
        """True if everything in it is durable."""
        if self.note is None:
            return not self.text.strip()
        stored = (self.note.body, self.note.kind, self.note.tags, self.note.handling)
        return stored == (self.text.rstrip(), self.kind, self.tags, self.handling)


def tags_of(text: str) -> tuple[str, ...]:
    """Returns the tags in a line: what stands between commas, and every word behind a "#" by itself."""
    found: list[str] = []
    for part in text.split(","):
        words = part.split()
        first = next((n for n, word in enumerate(words) if word.startswith("#")), len(words))
        found.append(" ".join(words[:first]))
        if sum(word.startswith("#") for word in words[first:]) == 1:  # one tag of several words, as it always was
            found.append(" ".join(words[first:]).lstrip("#").strip())
        else:
            found += [word.lstrip("#") for word in words[first:]]
    return tuple(dict.fromkeys(tag for tag in found if tag))


def store(desk: Desk, draft: Draft) -> Draft:
    """Makes a draft durable and returns it as it stands then.

    A note that was changed in another window meanwhile is not written over: the words become a note of their own.

    Raises:
        ExpectedError: It cannot be saved now.
    """
    if not draft.text.strip() or draft.saved:
        return draft
    note, there = draft.note, desk.notes.get(draft.note.note_id) if draft.note else None
    if note is not None and (there is None or (there.revision, there.body) != (note.revision, note.body)):
        draft = replace(draft, note=None, fresh=True, begun=False, reply_to=note)
        note = None
    ident = desk.notes.write(
        draft.ref,
        draft.text,
        note_id=note.note_id if note else "",
        kind=draft.kind,
        tags=draft.tags,
        handling=draft.handling,
        passage=draft.passage,
        reply_to=draft.reply_to.note_id if draft.reply_to else "",
        continuing=draft.begun,
        initiator=INITIATOR,
    )
    return replace(draft, note=desk.notes.get(ident), begun=True)


@dataclass
class _Parts:
    """The widgets of the editor's second line."""

    kind: PickBox = field(default_factory=PickBox)
    tags: QLineEdit = field(default_factory=QLineEdit)
    handling: PickBox = field(default_factory=PickBox)


class NoteEditor(QWidget):
    """The field, its kind, tags and handling, and what it is about."""

    saved = Signal()
    failed = Signal(object)
    """The ExpectedError that stands in the way of saving."""
    finished = Signal()
    resized = Signal()

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._draft = Draft(ref=BRIEFING)
        self._quiet = False
        self._least = self._most = 0
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(tr("Write a note… it is saved as you type"))
        self.text.setAccessibleName(tr("Note"))
        self.text.setTabChangesFocus(True)
        self.text.installEventFilter(self)
        self._parts = _Parts()
        self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._about = label(role="small", wrap=True)
        self._drop = QToolButton()
        self._drop.setText("×")
        self._drop.setProperty("role", "quiet")
        self._drop.setAccessibleName(tr("Stop editing or replying"))
        self._drop.clicked.connect(self.finish)
        self._done = QPushButton()
        set_tip(self._done, tr("Ctrl+Enter"))
        self._done.clicked.connect(self.finish)
        self._pause, self._wait = self._timer(PAUSE_MS), self._timer(LONGEST_WAIT_MS)
        self._build()
        self.apply_theme(theme)
        self._tell()

    def _timer(self, interval: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(interval)
        made.timeout.connect(self.save_now)
        return made

    def _build(self) -> None:
        parts = self._parts
        for kind, sign in KINDS.items():
            parts.kind.addItem(f"{sign.sign} {tr(sign.word)}", kind)
        parts.kind.setAccessibleName(tr("Kind of note"))
        parts.tags.setPlaceholderText(tr("tags, separated by commas"))
        parts.tags.setAccessibleName(tr("Tags"))
        parts.tags.installEventFilter(self)
        parts.handling.setEditable(True)
        parts.handling.setAccessibleName(tr("Handling marking of this note"))
        if (line := parts.handling.lineEdit()) is not None:
            line.setPlaceholderText(tr("handling"))
            line.setMaxLength(80)
        parts.handling.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        parts.handling.setMinimumContentsLength(8)
        self.text.textChanged.connect(self._on_change)
        self.text.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        parts.kind.currentIndexChanged.connect(self._on_change)
        parts.tags.textEdited.connect(self._on_change)
        parts.handling.currentTextChanged.connect(self._on_change)
        about = QHBoxLayout()
        about.addWidget(self._about, 1)
        about.addWidget(self._drop, 0, Qt.AlignmentFlag.AlignTop)
        self._options = QWidget()
        rows = QVBoxLayout(self._options)
        rows.setContentsMargins(0, 0, 0, 0)
        first, second = self._first, QHBoxLayout()
        first.addWidget(parts.kind, 1)
        first.addWidget(parts.handling, 1)
        second.addWidget(parts.tags, 1)
        second.addWidget(self._done)
        rows.addLayout(first)
        rows.addLayout(second)
        self._rows = rows
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(about)
        self._column.addWidget(self.text)
        self._column.addWidget(self._options)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        large = theme.text_size > 125
        self._least, self._most = min(theme.px(66), 96), min(theme.px(220), 320)
        self._grow()
        self._first.setDirection(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)
        self._first.setSpacing(theme.px(5))
        self._done.setText(tr("Done") if large else tr("Done  Ctrl+Enter"))
        self._column.setSpacing(theme.px(5))
        self._rows.setSpacing(theme.px(5))

    def _grow(self) -> None:
        """The field is as high as its words, from three lines to about ten; then it scrolls."""
        document = self.text.document()
        lines = document.size().height()  # a plain text counts its height in lines
        around = 2 * (document.documentMargin() + self.text.frameWidth()) + self.text.fontMetrics().lineSpacing() / 2
        wanted = round(lines * self.text.fontMetrics().lineSpacing() + around)
        high = max(self._least, min(wanted, self._most))
        if high != self.text.height() or self.text.minimumHeight() != high:
            self.text.setFixedHeight(high)
            self.resized.emit()

    # What is being written

    @property
    def draft(self) -> Draft:
        """What stands in the field."""
        parts = self._parts
        return replace(
            self._draft,
            text=self.text.toPlainText(),
            kind=parts.kind.currentData(),
            tags=tags_of(parts.tags.text()),
            handling=parts.handling.currentText().strip(),
        )

    @property
    def writing(self) -> bool:
        """True while the field is in use: kind, tags and handling stand below it."""
        return self._options.isVisibleTo(self)

    def take(self, draft: Draft) -> None:
        """Puts a draft into the field; what stood there has been saved or set aside before."""
        self._draft, parts = draft, self._parts
        self._quiet = True
        if draft.text != self.text.toPlainText():
            self.text.setPlainText(draft.text)
            cursor = self.text.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.text.setTextCursor(cursor)
        parts.kind.setCurrentIndex(max(0, parts.kind.findData(draft.kind)))
        parts.tags.setText(", ".join(draft.tags))
        if draft.handling and parts.handling.findText(draft.handling) < 0:
            parts.handling.addItem(draft.handling)
        parts.handling.setCurrentText(draft.handling)
        self._quiet = False
        self._pause.stop()
        self._wait.stop()
        self._tell()

    def offer_handlings(self, markings: Iterable[str]) -> None:
        """Offers handling markings to choose from; any other can be typed."""
        box, now = self._parts.handling, self._parts.handling.currentText()
        self._quiet = True
        box.clear()
        for marking in dict.fromkeys(["", *markings]):
            box.addItem(marking)
        box.setCurrentText(now)
        self._quiet = False

    def begin(self, draft: Draft) -> None:
        """Saves what stands in the field, then begins to write another."""
        if self.finish():
            self.take(draft)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_edit(self, note: Note) -> None:
        """Puts an own note into the field."""
        self.begin(
            Draft(
                ref=note.target,
                text=note.body,
                kind=note.kind,
                tags=note.tags,
                handling=note.handling,
                note=note,
                fresh=False,
            )
        )

    # Saving

    def _on_change(self) -> None:
        if self._quiet:
            return
        self._pause.start()
        if not self._wait.isActive():
            self._wait.start()
        self._tell()

    def save_now(self) -> bool:
        """Makes the words in the field durable; on trouble they stay in the field and False comes back."""
        self._pause.stop()
        self._wait.stop()
        draft = self.draft
        try:
            stored = store(self._desk, draft)
        except ExpectedError as error:
            self.failed.emit(error)
            return False
        moved = stored.note is not None and draft.note is not None and stored.note.note_id != draft.note.note_id
        self._draft = stored
        if stored is not draft:
            self.saved.emit()
        if moved:
            self._tell()
        return True

    def finish(self) -> bool:
        """Closes the note; its words are durable, or they stay and False comes back."""
        draft = self.draft
        try:
            if draft.note is not None and draft.fresh and not draft.text.strip():
                self._desk.notes.remove([draft.note.note_id], initiator=INITIATOR)
        except ExpectedError as error:
            self.failed.emit(error)
            return False
        if not self.save_now():
            return False
        self.take(Draft(ref=draft.ref))
        self.finished.emit()
        return True

    # Showing

    def _tell(self) -> None:
        draft = self._draft
        words = ""
        if draft.reply_to is not None:
            words = tr("Reply to {author}", author=author_words(draft.reply_to))
        elif draft.note is not None and not draft.fresh:
            words = tr("Editing the note of {moment}", moment=moment_words(draft.note.created))
        elif draft.passage is not None:
            words = tr("On the words “{quote}”", quote=_short(draft.passage.quote))
        self._about.setText(breakable(words))
        self._about.setVisible(bool(words))
        self._drop.setVisible(bool(words))
        self._show_options()

    def _show_options(self) -> None:
        """Kind, tags and handling take room only while a note is being written."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        wanted = bool(self.text.toPlainText()) or inside
        if wanted != self._options.isVisibleTo(self):
            self._options.setVisible(wanted)
            self.resized.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._show_options()
            if watched is self._parts.tags:
                self._offer_tags()
        elif event.type() == QEvent.Type.FocusOut and watched is self.text:
            QTimer.singleShot(0, self, self._show_options)
        return super().eventFilter(watched, event)

    def _offer_tags(self) -> None:
        completer = QCompleter(list(self._desk.notes.tags()), self._parts.tags)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._parts.tags.setCompleter(completer)


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= 90 else line[:89] + "…"
