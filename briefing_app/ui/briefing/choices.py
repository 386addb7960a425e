"""The choices of a briefing: form, sections, notes, who it is for, marking, paper, and what it is compared with."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain import filters
from briefing_app.translation import grouped, tr
from briefing_app.ui.briefing.handling import HandlingFields
from briefing_app.ui.briefing.sections import SectionList
from briefing_app.ui.briefing.since import SinceBox
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.dayfield import DayEdit
from briefing_app.ui.on_screen import OnScreen
from briefing_app.ui.plain_text import label
from briefing_app.ui.theme import Theme

if TYPE_CHECKING:
    from briefing_app.report.options import BriefingOptions
    from briefing_app.report.presets import Preset


class Choices(QWidget):
    """All fields. ``options`` gives the record that a briefing is made from.

    Signals:
        changed: Something else is chosen.
        said: Why a choice could not be taken, in a sentence.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(
        self, desk: Desk, theme: Theme, *, chosen_notes: Collection[str] = (), seen: OnScreen | None = None
    ) -> None:
        """Makes the fields.

        Args:
            desk: The desk.
            theme: Measures.
            chosen_notes: Ids of the notes that are chosen in the list of notes.
            seen: What is on screen; None where that is nothing.
        """
        super().__init__()
        self._desk, self._seen = desk, seen
        self._chosen_notes = frozenset(chosen_notes)
        self._forms = {key: sections for key, _title, sections in desk.briefings.forms()}
        self.form = self._form_box()
        self.sections = SectionList([(key, title) for key, title, _on in desk.briefings.sections()], theme)
        self.notes = self._notes_box()
        self.title = _line(desk.dataset.edition.title, tr("Title"))
        self.prepared_for = _line("", tr("Prepared for"), tr("nobody named"))
        self.prepared_by = _line(desk.briefings.options().prepared_by, tr("Prepared by"), tr("nobody named"))
        self.date = DayEdit(desk.dataset.edition.day, name=tr("Date"))
        self.copy = _line("", tr("Copy number"), tr("none"))
        self.paper = PickBox()
        self.paper.setAccessibleName(tr("Paper"))
        for text, value in (("A4", "a4"), (tr("Letter"), "letter")):
            self.paper.addItem(text, value)
        self.paper.setCurrentIndex(max(0, self.paper.findData(desk.preferences.paper)))
        self.grey = QCheckBox(tr("for a print without colour"))
        self.since = SinceBox(desk)
        self._shown = label(role="body-muted", wrap=True)
        self.show_filter()
        rows = self.rows = QFormLayout()
        rows.setVerticalSpacing(theme.px(7))
        rows.setHorizontalSpacing(theme.px(12))
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.addRow(tr("Form"), self.form)
        rows.addRow(tr("Sections"), self.sections)
        rows.addRow(tr("Notes"), self.notes)
        rows.addRow(tr("Changes since"), self.since)
        rows.addRow(tr("Filter in force"), self._shown)
        rows.addRow(tr("Title"), self.title)
        rows.addRow(tr("Prepared for"), self.prepared_for)
        rows.addRow(tr("Prepared by"), self.prepared_by)
        rows.addRow(tr("Date"), self.date)
        self.handling = HandlingFields(desk.briefings.schemes(), desk.policy, desk.preferences.marking, rows)
        rows.addRow(tr("Copy number"), self.copy)
        rows.addRow(tr("Paper"), self.paper)
        rows.addRow(tr("Grey"), self.grey)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.px(12), 0)
        column.addLayout(rows)
        column.addStretch(1)
        self._on_form()
        self._listen()

    def _form_box(self) -> PickBox:
        box = PickBox()
        box.setAccessibleName(tr("Form"))
        for key, title, _sections in self._desk.briefings.forms():
            if key != "view":
                box.addItem(title, key)
            elif self._seen is not None and not self._seen.empty:
                box.addItem(f"{title} ({self._seen.title})", key)
        box.setCurrentIndex(max(0, box.findData("standard")))
        box.keep_to(14)
        return box

    def _notes_box(self) -> PickBox:
        """The four choices, each with the number of its notes; notes that are chosen in the list come first."""
        desk, box = self._desk, PickBox()
        box.setAccessibleName(tr("Notes"))
        shown = desk.briefings.weigh(desk.briefings.options(notes="shown")).asked if desk.notes.count else 0
        counted = (
            ("none", tr("none"), None),
            ("shown", tr("on what is shown ({n})", n=grouped(shown)), shown),
            ("chosen", tr("chosen in Notes ({n})", n=grouped(len(self._chosen_notes))), len(self._chosen_notes)),
            ("all", tr("all ({n})", n=grouped(desk.notes.count)), desk.notes.count),
        )
        for value, words, count in counted:
            if count is None or count:
                box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData("chosen" if self._chosen_notes else "shown")))
        box.setEnabled(box.count() > 1)
        return box

    def _listen(self) -> None:
        self.form.currentIndexChanged.connect(self._on_form)
        self.sections.chosen.connect(self._on_section)
        for box in (self.notes, self.paper):
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        for line in (self.title, self.prepared_for, self.prepared_by, self.copy):
            line.textChanged.connect(lambda _text: self.changed.emit())
        self.grey.toggled.connect(lambda _on: self.changed.emit())
        for field in (self.date, self.handling, self.since):
            field.changed.connect(self.changed)
        self.since.refused.connect(self.said)

    def _on_form(self) -> None:
        """A form brings its sections; one's own choice begins with those that are ticked."""
        sections = self._forms.get(str(self.form.currentData()), ())
        if sections:
            self.sections.show_sections(sections)
        self.changed.emit()

    def _on_section(self) -> None:
        """Whoever ticks or moves a section chooses for themselves."""
        before = self.form.blockSignals(True)
        self.form.setCurrentIndex(self.form.findData("own"))
        self.form.blockSignals(before)
        self.changed.emit()

    def show_filter(self) -> None:
        """Says which filter is in force now."""
        self._shown.setText(filters.words(self._desk.filter, dataset=self._desk.dataset))

    @property
    def waiting(self) -> bool:
        """True while an older briefing is being read."""
        return self.since.reading

    def options(self, *, handling: str) -> BriefingOptions:
        """Returns what is chosen.

        Args:
            handling: What becomes of notes that the marking does not cover.

        Raises:
            ExpectedError: The day is none.
        """
        form, briefings = str(self.form.currentData()), self._desk.briefings
        seen = self._seen
        return briefings.options(
            form=form,
            sections=self.sections.keys() if form == "own" else (),
            title=self.title.text().strip(),
            marking=self.handling.marking(),
            scheme=self.handling.key(),
            copy=self.copy.text().strip(),
            prepared_for=self.prepared_for.text().strip(),
            prepared_by=self.prepared_by.text().strip(),
            date=self.date.day(),
            paper=self.paper.currentData(),
            notes=self.notes.currentData(),
            note_ids=self._chosen_notes,
            handling=handling,
            grey=self.grey.isChecked(),
            since=self.since.found,
            view=briefings.view(*seen) if seen is not None and form == "view" else None,
        )

    def take(self, preset: Preset, *, title: str = "") -> None:
        """Takes over kept choices; a choice that is not there now leaves the field as it is, and is said.

        Args:
            preset: The choices.
            title: A title to take over as well; empty to leave it.
        """
        blocked = self.blockSignals(True)
        missed = [
            words
            for box, value, words in (
                (self.form, preset.form, tr("the form “this view”, for nothing is on screen that could be printed")),
                (self.notes, preset.notes, tr("its choice of notes, for there are none")),
                (self.paper, preset.paper, tr("its paper")),
            )
            if not _choose(box, value)
        ]
        if preset.form == "own":
            self.sections.show_sections(preset.sections)
        self.handling.take(preset.scheme, preset.marking)
        if preset.marking and self.handling.marking() != preset.marking:
            missed.append(tr("its marking, which your organisation does not offer"))
        self.prepared_for.setText(preset.prepared_for)
        self.prepared_by.setText(preset.prepared_by)
        self.grey.setChecked(preset.grey)
        if title:
            self.title.setText(title)
        self.blockSignals(blocked)
        self.changed.emit()
        if missed:
            self.said.emit(tr("Not carried over: {what}.", what="; ".join(missed)))


def _choose(box: PickBox, value: str) -> bool:
    at = box.findData(value)
    if at >= 0:
        box.setCurrentIndex(at)
    return at >= 0


def _line(text: str, name: str, empty: str = "") -> QLineEdit:
    made = QLineEdit(text)
    made.setAccessibleName(name)
    made.setPlaceholderText(empty)
    made.setCursorPosition(0)
    return made
