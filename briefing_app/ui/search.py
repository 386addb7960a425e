"""Ctrl+K: one field that finds every entry and note, or names a command."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain.control_signs import visible
from briefing_app.domain.filters import fold
from briefing_app.domain.model import BRIEFING
from briefing_app.domain.search import Hit
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr, trn
from briefing_app.ui.command import Command
from briefing_app.ui.plain_text import label
from briefing_app.ui.screens import make_room
from briefing_app.ui.speech import announce
from briefing_app.ui.tasks import Tasks
from briefing_app.ui.theme import Theme

HIT = Qt.ItemDataRole.UserRole
COMMAND = Qt.ItemDataRole.UserRole + 1
KEYS = Qt.ItemDataRole.UserRole + 2
BEST = 3
_NOWHERE: Mapping[str, int] = MappingProxyType({})
MOST_NOTES = 4
SAID_AFTER_MS = 400
"""What is found is said when so long nothing has been typed: not at every letter."""


class _HitDelegate(QStyledItemDelegate):
    """Two lines a hit: kind and title, then the piece of text with the words found in bold."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = 1 if index.data(COMMAND) else 2
        height = QFontMetrics(self._theme.font("body")).lineSpacing() * lines + self._theme.px(12)
        return QSize(self._theme.px(120), height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self._theme
        painter.save()
        current = bool(option.state & option.state.State_Selected)
        if current:
            painter.fillRect(option.rect, theme.colour("select"))
        box = option.rect.adjusted(theme.px(10), theme.px(5), -theme.px(10), -theme.px(5))
        hit: Hit | None = index.data(HIT)
        if hit is None:
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("ink"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, "›  " + str(index.data()))
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(index.data(KEYS)))
        else:
            self._paint_hit(painter, box, hit)
        if current:
            painter.setPen(theme.colour("focus"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paint_hit(self, painter: QPainter, box: QRect, hit: Hit) -> None:
        theme = self._theme
        bold, small = theme.font("body", bold=True), theme.font("small")
        metrics, line = QFontMetrics(bold), QFontMetrics(bold).lineSpacing()
        kind = f"{hit.ref.noun}{' · ' + tr('note') if hit.note else ''}"
        kind_width = QFontMetrics(small).horizontalAdvance(kind)
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        painter.drawText(
            QRect(box.right() - kind_width - 2, box.top(), kind_width + 2, line), Qt.AlignmentFlag.AlignRight, kind
        )
        painter.setFont(bold)
        painter.setPen(theme.colour("ink"))
        room = box.width() - kind_width - theme.px(14)
        painter.drawText(
            QRect(box.left(), box.top(), room, line),
            Qt.AlignmentFlag.AlignLeft,
            metrics.elidedText(visible(hit.title), Qt.TextElideMode.ElideRight, room),
        )
        x, y = box.left(), box.top() + line
        for text, found in ((visible(piece), found) for piece, found in hit.pieces):
            font = theme.font("small", bold=found)
            painter.setFont(font)
            painter.setPen(theme.colour("ink" if found else "muted"))
            left = box.right() - x
            if left <= 0:
                break
            width = QFontMetrics(font).horizontalAdvance(text)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, left)
            painter.drawText(QRect(x, y, left, line), Qt.AlignmentFlag.AlignLeft, shown)
            x += width


class SearchDialog(QDialog):
    """The field, what it finds, and Enter to go there."""

    followed = Signal()
    """An entry or a note was opened: the keyboard belongs there."""

    def __init__(self, desk: Desk, theme: Theme, *, commands: list[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._commands = desk, theme, commands
        self.setWindowTitle(tr("Search everything"))
        self._field = QLineEdit()
        self._field.setPlaceholderText(tr("Words of an entry or a note, or a command"))
        self._field.setAccessibleName(tr("Search everything"))
        self._field.setClearButtonEnabled(True)
        self._list = QListWidget()
        self._list.setItemDelegate(_HitDelegate(theme, self._list))
        self._list.setAccessibleName(tr("Found"))
        self._list.setUniformItemSizes(False)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._count = label(role="small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(14),) * 4)
        layout.addWidget(self._field)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._count)
        make_room(self, theme.px(720), theme.px(520))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(60)
        self._timer.timeout.connect(self._renew)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(SAID_AFTER_MS)
        self._rest.timeout.connect(lambda: self._speak(self._list.currentRow()))
        self._tasks = Tasks(self)
        self._asked, self._shown = "", ""
        self._go = False
        self._field.textChanged.connect(lambda _text: self._timer.start())
        self._field.installEventFilter(self)
        self._list.currentRowChanged.connect(self._speak)
        self._list.itemActivated.connect(self._open)
        self._list.itemClicked.connect(self._open)
        self._renew()

    def _renew(self) -> None:
        """Asks off the window's thread; only the newest answer is shown, and until it comes the last one stands."""
        desk, text = self._desk, self._field.text()
        self._timer.stop()
        self._asked = text
        if fold(text).split():
            answer = partial(self._take, text)
            if not self._shown:  # the first answer waits for the index
                self._count.setText(tr("Searching…"))
            self._tasks.run("search", lambda: _ask(desk, text), accept=answer, refuse=self._refuse)
        else:
            self._show(())

    def _take(self, text: str, answer: tuple[tuple[Hit, ...], str, Mapping[str, int]]) -> None:
        if text == self._asked:
            self._show(*answer)

    def _refuse(self, error: BaseException) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        self._count.setText(error.sentence())

    @property
    def waiting(self) -> bool:
        """True while the list does not show yet what stands in the field."""
        return self._timer.isActive() or self._asked != self._shown

    def _show(self, hits: tuple[Hit, ...], meant: str = "", elsewhere: Mapping[str, int] = _NOWHERE) -> None:
        self._shown = self._asked
        self._list.blockSignals(True)  # what is reached is said once, when all is there
        self._list.clear()
        words = fold(self._asked).split()
        commands = [c for c in self._commands if c.enabled and all(w in fold(c.words) for w in words)]
        for hit in in_sight(hits):
            item = QListWidgetItem(visible(hit.title), self._list)
            item.setData(HIT, hit)
            spoken = "".join(visible(piece) for piece, _found in hit.pieces)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.ref.noun}: {visible(hit.title)}. {spoken}")
        for command in commands:
            item = QListWidgetItem(command.words, self._list)
            item.setData(COMMAND, command.action)
            item.setData(KEYS, command.keys)
        self._list.setCurrentRow(0 if self._list.count() else -1)
        self._list.blockSignals(False)
        if words:
            told = tr(
                "Nothing contains “{asked}”. Showing results for “{meant}”.", asked=self._asked.strip(), meant=meant
            )
            self._count.setText(" ".join([told] * bool(meant) + [_found(hits), *_elsewhere_words(elsewhere)]))
        else:
            self._count.setText(tr("Up and down to choose, Enter to go there"))
        if words:
            self._rest.start()
        if self._go and self._list.currentItem() is not None:
            self._open(self._list.currentItem())
        self._go = False

    def _speak(self, row: int) -> None:
        """Says which of what was found is reached; the keyboard stays in the field."""
        self._rest.stop()
        if row < 0:
            announce(self._field, self._count.text())
            return
        item = self._list.item(row)
        hit: Hit | None = item.data(HIT)
        kind = tr("command") if hit is None else tr("note on {noun}", noun=hit.ref.noun) if hit.note else hit.ref.noun
        said = tr("{n} of {all}, {kind}, {title}", n=row + 1, all=self._list.count(), kind=kind, title=item.text())
        announce(self._field, said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                self._list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.waiting:
                    self._go = True  # Enter goes to the first of what was typed, not of what stands there still
                    self._renew()
                elif self._list.currentItem() is not None:
                    self._open(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _open(self, item: QListWidgetItem) -> None:
        hit, command = item.data(HIT), item.data(COMMAND)
        self.accept()
        if hit is not None:
            # The note on an entry that is gone from the data stands in the list of notes.
            gone = hit.note and hit.ref != BRIEFING and self._desk.dataset.get(hit.ref) is None
            self._desk.show_in("notes" if gone else "", hit.ref, initiator="search")
            self.followed.emit()
        elif command is not None:
            QTimer.singleShot(0, command)

    def done(self, result: int) -> None:
        """Waits for the last question before the dialog goes."""
        self._tasks.close()
        super().done(result)


def _ask(desk: Desk, text: str) -> tuple[tuple[Hit, ...], str, Mapping[str, int]]:
    """Returns what was found, the words put right for it, and what lies on other briefings; for another thread."""
    return desk.search.as_typed(text), desk.search.did_you_mean(text), desk.notes.found_elsewhere(text)


def _elsewhere_words(found: Mapping[str, int]) -> list[str]:
    """Says which other briefings have notes with these words."""
    return [
        trn("· {n} note on “{title}”", "· {n} notes on “{title}”", n, title=title) for title, n in sorted(found.items())
    ]


def in_sight(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Returns what was found, best first, but the person's notes no further down than can be seen at once."""
    notes = [hit for hit in hits[BEST:] if hit.note][:MOST_NOTES]
    return (*hits[:BEST], *notes, *(hit for hit in hits[BEST:] if hit not in notes))


def _found(hits: tuple[Hit, ...]) -> str:
    notes = sum(hit.note for hit in hits)
    entries = len(hits) - notes
    parts = [trn("{n} entry", "{n} entries", entries)] if entries else []
    parts += [trn("{n} note", "{n} notes", notes)] if notes else []
    return " · ".join(parts) or tr("nothing contains these words")
