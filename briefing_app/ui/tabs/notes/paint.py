"""How a line of the list of notes is painted: the words, then what they are about, found words in bold."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from briefing_app.domain.model import Note, Placement
from briefing_app.domain.search import places
from briefing_app.domain.wording import Sign
from briefing_app.translation import tr, trl, trn
from briefing_app.ui.notes.facts import kind_sign, moment_words
from briefing_app.ui.tabs.notes.rows import HEADING, NOTE, Heading, NotesModel
from briefing_app.ui.theme import Role, Theme

Index = QModelIndex | QPersistentModelIndex
PLACES: dict[Placement, Sign] = {
    "changed": Sign("≠", trl("entry changed"), "warn"),
    "moved": Sign("→", trl("found elsewhere"), "warn"),
    "lost": Sign("!", trl("place lost"), "bad"),
}


class NoteDelegate(QStyledItemDelegate):
    """Two lines a note, all of one height, so that a hundred thousand cost no more than ten."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def height(self) -> int:
        """Returns the height of every line, in pixels."""
        body, small = (QFontMetrics(self.theme.font(role)).lineSpacing() for role in ("body", "small"))
        return body + small + self.theme.px(15)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self.theme.px(120), self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self.theme
        painter.save()
        chosen = bool(option.state & option.state.State_Selected)
        if chosen:
            painter.fillRect(option.rect, theme.colour("select"))
        painter.setPen(theme.colour("rule"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        px = theme.px
        box = option.rect.adjusted(px(10), px(6), -px(10), -px(6))
        heading: Heading | None = index.data(HEADING)
        note: Note | None = index.data(NOTE)
        if heading is not None:
            self._heading(painter, box, heading)
        elif note is not None:
            model = index.model()
            if isinstance(model, NotesModel):
                self._note(painter, box, note, model)
        if option.state & option.state.State_HasFocus:
            painter.setPen(theme.colour("focus"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _heading(self, painter: QPainter, box: QRect, heading: Heading) -> None:
        theme, font = self.theme, self.theme.font("body", bold=True)
        metrics = QFontMetrics(font)
        count = trn("{n} note", "{n} notes", heading.count)
        small = QFontMetrics(theme.font("small"))
        room = box.width() - small.horizontalAdvance(count) - theme.px(12)
        words = metrics.elidedText(heading.words, Qt.TextElideMode.ElideRight, room)
        base = box.bottom() - metrics.descent()
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        painter.drawText(box.left(), base, words)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(box.left() + metrics.horizontalAdvance(words) + theme.px(10), base, count)

    def _note(self, painter: QPainter, box: QRect, note: Note, model: NotesModel) -> None:
        theme, px = self.theme, self.theme.px
        kind = kind_sign(note.kind)
        body, small = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("small"))
        sign = px(18)
        when = moment_words(note.modified)
        across = small.horizontalAdvance(when)
        painter.setFont(theme.font("body", bold=True))
        painter.setPen(theme.colour(kind.tone))
        painter.drawText(QRect(box.left(), box.top(), sign, body.lineSpacing()), Qt.AlignmentFlag.AlignLeft, kind.sign)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("muted"))
        painter.drawText(box.right() - across, box.top() + body.ascent(), when)
        left = box.left() + sign
        room = box.right() - across - px(14) - left
        self._line(painter, left, box.top(), room, model.first_line(note), model.words, role="body", tone="ink")
        top = box.top() + body.lineSpacing() + px(2)
        end = self._state(painter, box, top, note, model)
        self._line(painter, left, top, end - left, model.about(note), model.words, role="small", tone="muted")

    def _state(self, painter: QPainter, box: QRect, top: int, note: Note, model: NotesModel) -> int:
        """Says at the end of the second line what became of the place; returns where the room before it ends."""
        placed = model.placed.get(note.note_id)
        sign = PLACES.get(placed.kind) if placed else None
        words = f"{sign.sign} {tr(sign.word)}" if sign else ""
        if sign is None:
            return box.right()
        metrics = QFontMetrics(self.theme.font("small", bold=True))
        across = metrics.horizontalAdvance(words)
        painter.setFont(self.theme.font("small", bold=True))
        painter.setPen(self.theme.colour(sign.tone))
        painter.drawText(box.right() - across, top + metrics.ascent(), words)
        return box.right() - across - self.theme.px(14)

    def _line(
        self,
        painter: QPainter,
        left: int,
        top: int,
        room: int,
        text: str,
        words: tuple[str, ...],
        *,
        role: Role,
        tone: str,
    ) -> None:
        """Writes one line in the direction of its own script, with the words that were found in bold."""
        if room <= 0:
            return
        theme, plain = self.theme, self.theme.font(role)
        text = _from_first(text, words)
        shown = QFontMetrics(plain).elidedText(text, Qt.TextElideMode.ElideRight, room)
        layout = QTextLayout(shown, plain)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        formats = []
        for start, end in places(shown, words):
            piece = QTextLayout.FormatRange()
            piece.start, piece.length = start, end - start
            look = QTextCharFormat()
            look.setFont(theme.font(role, bold=True))
            look.setForeground(theme.colour("ink"))
            look.setFontUnderline(True)
            piece.format = look
            formats.append(piece)
        layout.setFormats(formats)
        layout.beginLayout()
        line = layout.createLine()
        if line.isValid():
            line.setLineWidth(room)
        layout.endLayout()
        painter.save()
        painter.setClipRect(QRect(left, top - 4, room, int(layout.boundingRect().height()) + 8))
        painter.setPen(theme.colour(tone))
        base = QFontMetrics(plain).ascent()  # letters of another script may stand in a taller font
        layout.draw(painter, QPointF(left, top + base - (line.ascent() if line.isValid() else base)))
        painter.restore()


def _from_first(text: str, words: tuple[str, ...]) -> str:
    """Returns a text from shortly before the first word found, so that it is seen in a short line."""
    found = places(text, words)
    if not found or found[0][0] < 60:
        return text
    start = text.rfind(" ", 0, found[0][0] - 30) + 1
    return "…" + text[start:]
