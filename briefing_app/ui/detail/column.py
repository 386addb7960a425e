"""The reading column of a record: what it says, how sure, why and rival versions, what it touches, who says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayoutItem, QPushButton, QToolButton, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.entries import Difference, EntryCard, Link, SourceItem, Version
from briefing_app.domain.entries.citations import without_codes
from briefing_app.domain.model import Judgement, Ref
from briefing_app.translation import tr, trn
from briefing_app.ui.addresses import ask_about
from briefing_app.ui.links import LinkButton
from briefing_app.ui.plain_text import breakable, caption, label, set_tip
from briefing_app.ui.theme import Theme

SOURCES, LINKS = 4, 4
"""How many of each are shown before the rest is folded away."""
NAMED = 3
"""Sources that are named at once beside how sure the entry is."""
CLOCKS = ("date", "reported", "period", "published")
"""Fields that belong to what an entry says; the other facts come last."""

T = TypeVar("T")


def _take_keyboard(item: QLayoutItem | None) -> None:
    """Gives the keyboard to what stands at a place of a layout, or first in the row there."""
    row = item.layout() if item is not None else None
    item = row.itemAt(0) if row is not None else item
    here = item.widget() if item is not None else None
    if here is not None:
        here.setFocus()


class Column(QWidget):
    """The card of one entry for reading, in the same order for every kind."""

    def __init__(self, desk: Desk, theme: Theme, found: EntryCard) -> None:
        """Makes the column.

        Args:
            desk: The desk, whose entries links lead to.
            theme: Colours and fonts.
            found: The card.
        """
        super().__init__()
        self._desk, self._theme = desk, theme
        self.first_source: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._at = self._column
        px = theme.px
        self._column.setContentsMargins(px(16), px(2), px(16), px(12))
        self._column.setSpacing(px(5))
        self._what(found)
        self._how_sure(found)
        self._why(found)
        self._touches(found)
        self._sources(found)
        self._rest(found)
        self._column.addStretch(1)

    # The parts

    def _what(self, found: EntryCard) -> None:
        self._text(found.title, role="heading", field=found.title_field)
        self._text(found.caution, role="strong")
        self._text(found.lead, field=found.lead_field)
        self._in_other_words(found.ref)
        when = [f"{fact.label}: {fact.value}" for fact in found.facts if fact.field in CLOCKS and fact.value]
        self._text(" · ".join(when), role="small")

    def _in_other_words(self, ref: Ref) -> None:
        """Says a judgement in the scale that was chosen, below the words in which it was made."""
        key = self._desk.preferences.likelihood_scale
        record = self._desk.dataset.get(ref)
        if key == "PHIA" or not isinstance(record, Judgement) or not record.likelihood:
            return
        from briefing_app.domain import likelihood

        scale = likelihood.scale(self._desk.dataset, key)
        said = likelihood.plain(likelihood.sentence_with_range(record.statement, dataset=self._desk.dataset, key=key))
        self._text(tr("In the words of {scale}: {sentence}", scale=scale.short_name, sentence=said))

    def _how_sure(self, found: EntryCard) -> None:
        """Verdict, status and grade in words, and on whom the entry rests."""
        rests = self._rests_on(found.sources)
        if not found.badges and not rests:
            return
        self._heading(tr("How sure"))
        self._text(" · ".join(f"{badge.sign} {badge.word}".strip() for badge in found.badges), role="strong")
        self._text(" ".join(badge.meaning for badge in found.badges if badge.meaning), role="small")
        self._text(rests)

    @staticmethod
    def _rests_on(sources: tuple[SourceItem, ...]) -> str:
        if not sources:
            return ""
        named = "; ".join(f"{item.publisher}, {item.date}" for item in sources[:NAMED])
        more = len(sources) - NAMED
        if more > 0:
            return trn("Rests on {named}; and {n} more.", "Rests on {named}; and {n} more.", more, named=named)
        return tr("Rests on {named}.", named=named)

    def _why(self, found: EntryCard) -> None:
        for block in found.texts:
            self._heading(block.heading)
            self._text(block.text, field=block.field)
        for difference in found.differences:
            self._difference(difference)

    def _difference(self, difference: Difference) -> None:
        versions = difference.versions
        several = len(versions) > 1 and difference.heading[:4].isdigit()
        self._heading(
            tr("Versions of the {period} figure", period=difference.heading) if several else difference.heading
        )
        for version in versions:  # what others say against a figure is never folded away
            self._version(version)
        self._text(without_codes(self._desk.dataset, difference.reason), role="small")

    def _version(self, version: Version) -> None:
        sign = "●" if version.preferred else "○"
        who = ", ".join(part for part in (version.who, version.when) if part)
        grade = tr("not graded") if version.grade == "–" else version.grade
        words = f"{sign} " + " · ".join(part for part in (version.words, who, version.basis, grade) if part)
        note = without_codes(self._desk.dataset, version.note)
        if version.ref is not None and not version.here:
            self._button(words, version.ref, note)
        else:
            self._text(words, role="strong" if version.preferred else "body")
        self._text(note, role="small")

    def _touches(self, found: EntryCard) -> None:
        for group in found.related:
            self._heading(group.heading)
            self._folded(group.links, LINKS, self._link)

    def _link(self, link: Link) -> None:
        self._button(" ".join(w for w in (link.sign, link.title) if w), link.ref, link.detail)
        self._text(link.detail, role="small")

    def _sources(self, found: EntryCard) -> None:
        self._heading(tr("Sources"))
        self._text(found.no_source, role="body-muted")
        self._folded(found.sources, SOURCES, self._source)

    def _source(self, item: SourceItem) -> None:
        """One citation: publisher, date and grade as a word; the address opens or is copied after asking."""
        grade = tr("not graded") if item.grade == "–" else item.grade_meaning.rstrip(".")
        link = self._made(f"{item.publisher}, {item.date} · {grade}", item.ref, f"{item.title}\n{item.grade_meaning}")
        if self.first_source is None:
            self.first_source = link
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(4))
        row.addWidget(link, 1)
        if item.url:
            web = QToolButton()
            web.setText(tr("web"))
            web.setProperty("role", "quiet")
            web.setAccessibleName(tr("Open or copy the address of {publisher}", publisher=item.publisher))
            set_tip(web, item.url)
            web.clicked.connect(lambda _checked=False: ask_about(self, item.url))
            row.addWidget(web, 0, Qt.AlignmentFlag.AlignTop)
        self._at.addLayout(row)
        self._text(" · ".join(words for words in (item.role, item.says) if words), role="small")

    def _rest(self, found: EntryCard) -> None:
        """The other labelled values; the reference itself is behind "Copy reference"."""
        told = [f for f in found.facts if f.field not in CLOCKS and f.value != str(found.ref)]
        if not told:
            return
        self._heading(tr("The record"))
        for fact in told:
            self._text(f"{fact.label}: {fact.value}", role="body")

    # The pieces

    def _folded(self, every: Sequence[T], most: int, show: Callable[[T], object]) -> None:
        """Shows the first of many; the rest comes, in its own place, when it is asked for."""
        shown = every if len(every) <= most + 1 else every[:most]
        for each in shown:
            show(each)
        rest = every[len(shown) :]
        if not rest:
            return
        room = QVBoxLayout()
        room.setSpacing(self._theme.px(5))
        more = QPushButton(caption(trn("show {n} more", "show {n} more", len(rest))))
        more.setProperty("role", "quiet")
        more.setAccessibleName(more.text())
        room.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._at.addLayout(room)

        def unfold() -> None:
            had_focus = more.hasFocus()
            room.removeWidget(more)
            more.hide()
            more.deleteLater()
            before, self._at = self._at, room
            first = room.count()
            for each in rest:
                show(each)
            self._at = before
            if had_focus:
                _take_keyboard(room.itemAt(first))

        more.clicked.connect(lambda _checked=False: unfold())

    def _heading(self, words: str) -> None:
        rule = QFrame()
        rule.setProperty("role", "rule")
        self._at.addSpacing(self._theme.px(6))
        self._at.addWidget(rule)
        self._text(words, role="strong")

    def _text(self, words: str, *, role: str = "body", field: str = "") -> None:
        if words:
            shown = label(breakable(words), role=role, wrap=True)
            shown.setProperty("field", field)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._at.addWidget(shown)

    def _button(self, words: str, ref: Ref, hint: str) -> None:
        self._at.addWidget(self._made(words, ref, hint))

    def _made(self, words: str, ref: Ref, hint: str) -> LinkButton:
        button = LinkButton(words, self._theme)
        button.setAccessibleDescription(hint)
        set_tip(button, hint)
        button.clicked.connect(lambda _checked=False: self._desk.follow(ref, initiator="detail"))
        return button
