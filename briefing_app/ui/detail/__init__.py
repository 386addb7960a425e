"""The detail pane: the full record of the selection, who says so, where sources differ, and what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.changes import Change
from briefing_app.domain.model import BRIEFING, Judgement, Passage, Ref
from briefing_app.translation import tr
from briefing_app.ui.links import LinkButton
from briefing_app.ui.notes.panel import NotesPanel
from briefing_app.ui.plain_text import breakable, label, set_tip
from briefing_app.ui.theme import Theme

if TYPE_CHECKING:
    from briefing_app.domain.entries import Difference, EntryCard, Link, SourceItem


class DetailPane(QWidget):
    """One card at a time; text of others is always plain, links lead to entries."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._ref: Ref | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(tr("The record of the selection"))
        self.notes = NotesPanel(desk, theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.notes)
        self.notes.watch(self)
        self._show(desk.selection)

    @property
    def record(self) -> QWidget:
        """The part above the notes."""
        return self._scroll

    def refresh(self, change: Change) -> None:
        """Shows the selection anew when it, the data or the filter changed; notes have a panel of their own."""
        if change.has("selection", "data", "filter", "preferences"):
            self._show(self._desk.selection)
        self.notes.refresh(change)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self.notes.apply_theme(theme)
        self._show(self._ref)

    def enter(self) -> None:
        """Puts the keyboard on the first source, so that who says so is read at once."""
        sheet = self._scroll.widget()
        first = sheet.findChild(QPushButton) if sheet is not None else None
        (first or self._scroll).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write(self, begun: str = "") -> None:
        """Puts the keyboard into the field for a new note: on the words selected in a text, or on the entry.

        Args:
            begun: What was typed already.
        """
        self.notes.write(self._selected_passage(), begun=begun)

    def begin_or_end(self) -> None:
        """Begins a note; while one is written, ends it."""
        if not self.notes.end_writing():
            self.write()

    def flush(self) -> bool:
        """Makes durable what is being written; False if it cannot be saved now."""
        return self.notes.save_now()

    def _selected_passage(self) -> Passage | None:
        sheet = self._scroll.widget()
        record = self._desk.dataset.get(self._ref) if self._ref is not None else None
        for shown in sheet.findChildren(QLabel) if sheet is not None and record is not None else ():
            field = shown.property("field")
            if field and shown.hasSelectedText():
                from briefing_app.domain.placement import passage_at

                before = shown.text()[: shown.selectionStart()].replace("\u200b", "")
                quote = shown.selectedText().replace("\u200b", "").replace("\u2029", "\n")
                return passage_at(str(getattr(record, field, "")), field=field, quote=quote, near=len(before))
        return None

    def _show(self, ref: Ref | None) -> None:
        self._ref = ref
        self.notes.show_for(ref or BRIEFING)
        if not self._desk.whole:
            return
        from briefing_app.domain.entries import card

        found = card(self._desk.scope, ref or BRIEFING)
        sheet = QWidget()
        self._column = QVBoxLayout(sheet)
        px = self._theme.px
        self._column.setContentsMargins(px(16), px(12), px(16), px(12))
        self._column.setSpacing(px(5))
        self._head(found)
        self._sources(found)
        for difference in found.differences:
            self._difference(difference)
        self._record(found)
        for group in found.related:
            self._heading(group.heading)
            for link in group.links[:40]:
                self._link(link)
        self._column.addStretch(1)
        self._scroll.setWidget(sheet)

    def _head(self, found: EntryCard) -> None:
        self._text(found.kicker, role="small")
        self._text(found.title, role="heading", field=found.title_field)
        badges = " · ".join(f"{b.sign} {b.word}".strip() for b in found.badges)
        for words, role in ((badges, "strong"), (found.caution, "strong")):
            self._text(words, role=role)
        self._text(found.lead, field=found.lead_field)
        self._in_other_words(found.ref)

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

    def _record(self, found: EntryCard) -> None:
        self._heading(tr("The record"))
        for fact in found.facts:
            self._text(f"{fact.label}: {fact.value}", role="body")
        for block in found.texts:
            self._heading(block.heading)
            self._text(block.text, field=block.field)

    def _sources(self, found: EntryCard) -> None:
        self._heading(tr("Who says so"))
        self._text(found.no_source, role="body-muted")
        for item in found.sources:
            self._source(item)

    def _source(self, item: SourceItem) -> None:
        self._button(f"{item.grade}  {item.publisher}, {item.date}", item.ref, item.grade_meaning)
        self._text(" · ".join(w for w in (item.title, item.says, item.role, item.grade_meaning) if w), role="small")

    def _difference(self, difference: Difference) -> None:
        self._heading(difference.heading)
        for version in difference.versions:
            sign = "●" if version.preferred else "○"
            who = ", ".join(part for part in (version.who, version.when) if part)
            words = f"{sign} " + " · ".join(part for part in (version.words, who, version.basis, version.grade) if part)
            if version.ref is not None and not version.here:
                self._button(words, version.ref, version.note)
            else:
                self._text(words, role="strong" if version.preferred else "body")
            self._text(version.note, role="small")
        self._text(difference.reason, role="small")

    def _link(self, link: Link) -> None:
        self._button(" ".join(w for w in (link.sign, link.title) if w), link.ref, link.detail)
        self._text(link.detail, role="small")

    def _heading(self, words: str) -> None:
        rule = QFrame()
        rule.setProperty("role", "rule")
        self._column.addSpacing(self._theme.px(6))
        self._column.addWidget(rule)
        self._text(words, role="strong")

    def _text(self, words: str, *, role: str = "body", field: str = "") -> None:
        if words:
            shown = label(breakable(words), role=role, wrap=True)
            shown.setProperty("field", field)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(shown)

    def _button(self, words: str, ref: Ref, hint: str) -> None:
        button = LinkButton(words, self._theme)
        button.setAccessibleDescription(hint)
        set_tip(button, hint)
        button.clicked.connect(lambda _checked=False: self._desk.follow(ref, initiator="detail"))
        self._column.addWidget(button)
