"""What the list of notes shows: one frozen choice, and the row of fields in which it is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.domain.control_signs import visible
from briefing_app.domain.days import Side
from briefing_app.domain.model import NoteKind
from briefing_app.domain.notes import NoteCounts
from briefing_app.domain.wording import noun_words
from briefing_app.translation import grouped, tr, trn
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.dayfield import DayEdit
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.notes.facts import KINDS
from briefing_app.ui.plain_text import label, set_tip
from briefing_app.ui.tabs.notes.rows import Group
from briefing_app.ui.theme import Theme

Shown = Literal["all", "look", "bin"]
Sort = Literal["newest", "oldest", "entry", "author"]
PAUSE_MS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which notes are listed, and how.

    Attributes:
        shown: All notes, those whose place needs a look, or those in the bin.
        text: Words that must all occur.
        kind: One kind; empty for all.
        tag: One tag; empty for all.
        author: One author's name; empty for all. ``own`` asks for the person's own whatever their name.
        own: True for the person's own notes only.
        handling: One handling marking; empty for all.
        noun: Notes on entries of one kind; empty for all.
        start: First day of the last change; None for no beginning.
        end: Last day of the last change; None for no end.
        sort: The order.
        group: What they are put together by.
    """

    shown: Shown = "all"
    text: str = ""
    kind: NoteKind | Literal[""] = ""
    tag: str = ""
    author: str = ""
    own: bool = False
    handling: str = ""
    noun: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    sort: Sort = "newest"
    group: Group = "none"

    @property
    def narrows(self) -> bool:
        """True if some notes may be left out."""
        return self != Choice(shown=self.shown, sort=self.sort, group=self.group)


class ChoiceBar(QWidget):
    """Search field, conditions, order. Each change is told at once; typing after a short pause."""

    changed = Signal()
    left = Signal()
    """Down, Enter or Escape in the search field: the keyboard belongs to the list."""

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("Find in notes"))
        self.text.setAccessibleName(tr("Find in notes"))
        self.text.setClearButtonEnabled(True)
        self.text.returnPressed.connect(self.left)
        self.text.installEventFilter(self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(PAUSE_MS)
        self._typing.timeout.connect(self.changed)
        self.text.textChanged.connect(lambda _text: self._typing.start())
        self.shown = self._box(tr("Which notes"))
        for words, key in ((tr("All notes"), "all"), (tr("Needs attention"), "look"), (tr("Bin"), "bin")):
            self.shown.addItem(words, key)
        self.kind = self._box(tr("Kind of note"))
        self.kind.addItem(tr("any kind"), "")
        for kind, sign in KINDS.items():
            self.kind.addItem(f"{sign.sign} {tr(sign.word)}", kind)
        self.tag, self.author = self._box(tr("Tag")), self._box(tr("Author"))
        self.handling, self.noun = self._box(tr("Handling marking")), self._box(tr("On what"))
        for box, words in self._every():
            box.addItem(words, "")
        self.period = self._box(tr("Last changed"))
        for words, days in (
            (tr("any day"), -1),
            (tr("today"), 0),
            (tr("the last 7 days"), 6),
            (tr("the last 30 days"), 29),
            (tr("between…"), -2),
        ):
            self.period.addItem(words, days)
        self._start, self._end = self._day(tr("First day"), "first"), self._day(tr("Last day"), "last")
        self._between = QWidget()
        row = QHBoxLayout(self._between)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._start)
        row.addWidget(label(tr("to"), role="small"))
        row.addWidget(self._end)
        self._between.hide()
        self.period.currentIndexChanged.connect(lambda _row: self._between.setVisible(self.period.currentData() == -2))
        self.sort, self.group = self._box(tr("Order")), self._box(tr("Grouping"))
        for words, key in (
            (tr("newest first"), "newest"),
            (tr("oldest first"), "oldest"),
            (tr("by entry"), "entry"),
            (tr("by author"), "author"),
        ):
            self.sort.addItem(words, key)
        for words, key in (
            (tr("no groups"), "none"),
            (tr("grouped by entry"), "entry"),
            (tr("grouped by tag"), "tag"),
            (tr("grouped by day"), "day"),
        ):
            self.group.addItem(words, key)
        self._conditions = QWidget()
        self._more = QToolButton()
        self._more.setText(tr("Filter"))
        self._more.setCheckable(True)
        self._more.toggled.connect(self._conditions.setVisible)
        self._flow = FlowLayout(self._conditions)
        for widget in (self.kind, self.tag, self.author, self.handling, self.noun, self.period, self._between):
            self._flow.addWidget(widget)
        self._orders = QHBoxLayout()
        self._orders.addWidget(self.shown)
        self._orders.addWidget(self._more)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addWidget(self.text, 1)
        self._top.addLayout(self._orders)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._top)
        self._column.addWidget(self._conditions)
        self.apply_theme(theme)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new text size; where it is large the conditions open only when asked for."""
        large = theme.text_size > 150
        self._top.setDirection(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)
        self._more.setVisible(large)
        self._conditions.setVisible(not large or self._more.isChecked())
        for box in (self.sort, self.group):
            self._flow.removeWidget(box)
            self._orders.removeWidget(box)
            (self._flow if large else self._orders).addWidget(box)
        self._flow.set_measures(margin=0, side=0, gap=theme.px(6))
        self._column.setSpacing(theme.px(6))

    def _box(self, name: str) -> PickBox:
        made = PickBox()
        made.setAccessibleName(name)
        set_tip(made, name)
        made.setSizeAdjustPolicy(PickBox.SizeAdjustPolicy.AdjustToContents)
        made.currentIndexChanged.connect(lambda _row: self.changed.emit())
        return made

    def _day(self, name: str, side: Side) -> DayEdit:
        made = DayEdit(None, name=name, side=side, empty=tr("any day"))
        made.changed.connect(self._typing.start)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leaves the search field for the list; Escape empties it, and leaves it when it is empty."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self.text.text():
                self.text.clear()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def renew(self, counts: NoteCounts, *, look: int) -> None:
        """Renews what can be chosen; a choice that no note has any more stays, so that nothing jumps.

        Args:
            counts: How many notes there are of each sort.
            look: How many notes need a look.
        """
        self._fill(self.tag, tr("any tag"), [(f"#{tag} · {grouped(n)}", tag) for tag, n in counts.tags.items()])
        named = [(f"{author} · {grouped(n)}", author) for author, n in counts.authors.items() if author]
        self._fill(self.author, tr("any author"), [(tr("my own · {n}", n=grouped(counts.own)), True), *named])
        marked = [(f"{marking} · {grouped(n)}", marking) for marking, n in counts.handlings.items() if marking]
        self._fill(self.handling, tr("any handling"), marked)
        on = [(tr("on: {noun} · {n}", noun=noun_words(noun), n=grouped(n)), noun) for noun, n in counts.nouns.items()]
        self._fill(self.noun, tr("on anything"), on)
        self.shown.setItemText(1, tr("Needs attention · {n}", n=grouped(look)) if look else tr("Needs attention"))
        binned = counts.removed
        self.shown.setItemText(2, tr("Bin · {n}", n=grouped(binned)) if binned else tr("Bin"))

    def _every(self) -> tuple[tuple[PickBox, str], ...]:
        """Returns the boxes that are filled from the notes, with the words for no condition."""
        return (
            (self.tag, tr("any tag")),
            (self.author, tr("any author")),
            (self.handling, tr("any handling")),
            (self.noun, tr("on anything")),
        )

    @staticmethod
    def _fill(box: QComboBox, every: str, pairs: Sequence[tuple[str, object]]) -> None:
        text, now = box.currentText(), box.currentData()
        with QSignalBlocker(box):
            box.clear()
            box.addItem(every, "")
            for words, value in pairs:
                box.addItem(visible(words), value)
            at = box.findData(now) if now else 0
            if now and at < 0:
                box.addItem(text, now)
                at = box.count() - 1
            box.setCurrentIndex(at)

    def reset(self) -> None:
        """Shows all notes again; order and groups stay."""
        with QSignalBlocker(self):
            self.text.clear()
            for box in (self.kind, self.tag, self.author, self.handling, self.noun, self.period, self.shown):
                box.setCurrentIndex(0)
        self._typing.stop()
        self.changed.emit()

    def choice(self) -> Choice:
        """Returns what is chosen now."""
        days, today = int(self.period.currentData()), dt.date.today()
        start = today - dt.timedelta(days=days) if days >= 0 else None
        author = self.author.currentData()
        return Choice(
            shown=self.shown.currentData(),
            text=self.text.text().strip(),
            kind=self.kind.currentData(),
            tag=self.tag.currentData() or "",
            author=author if isinstance(author, str) else "",
            own=author is True,
            handling=self.handling.currentData() or "",
            noun=self.noun.currentData() or "",
            start=self._start.understood if days == -2 else start,
            end=self._end.understood if days == -2 else None,
            sort=self.sort.currentData(),
            group=self.group.currentData(),
        )


def counted(total: int, shown: int) -> str:
    """Returns how many notes are listed, in words."""
    if total == shown:
        return trn("{n} note", "{n} notes", total)
    return tr("{shown} of {total}", shown=grouped(shown), total=trn("{n} note", "{n} notes", total))
