"""The tables of the tab that take a person's own words, readings, estimates and assumptions, and their sheets."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from briefing_app.desk import Desk
from briefing_app.domain.ambitions.board import reading_history
from briefing_app.domain.ambitions.own.estimates_table import calibration_table, estimates_over_time, question_of
from briefing_app.domain.model import BRIEFING, Indicator, Ref
from briefing_app.domain.scale_words import scale_difference
from briefing_app.domain.specs import TableSpec
from briefing_app.translation import tr
from briefing_app.ui.dialogs import show
from briefing_app.ui.speech import made_as_one
from briefing_app.ui.table_sheet import TableSheet as ReadingSheet
from briefing_app.ui.tabs.ambitions.assumption_sheet import assumption_sheet
from briefing_app.ui.tabs.ambitions.estimate_sheet import estimate_sheet, outcome_sheet
from briefing_app.ui.tabs.ambitions.reading_sheet import reading_sheet
from briefing_app.ui.tabs.ambitions.sheet import Action, TableSheet
from briefing_app.ui.theme import Theme


class OwnTables:
    """Four tables with the verbs above them; each verb opens a sheet over the tab."""

    def __init__(self, desk: Desk, theme: Theme, *, initiator: str, parent: QWidget) -> None:
        self._desk, self._theme, self._who, self._parent = desk, theme, initiator, parent
        self.indicators = self._table(
            (tr("Record a reading…"), self.record_reading), (tr("History of the readings…"), self.show_history)
        )
        self.estimates = self._table(
            (tr("Note my estimate…"), self.note_estimate),
            (tr("Record an outcome…"), self.record_outcome),
            (tr("Estimates over time…"), self.show_estimates),
            (tr("Calibration…"), self.show_calibration),
        )
        self.assumptions = self._table((tr("Add an assumption…"), self.add_assumption))
        self.words = self._table((tr("How the two scales differ…"), self.show_difference))

    def _table(self, *actions: Action) -> TableSheet:
        return TableSheet(self._theme, export=self._desk.export_table, actions=actions)

    def apply_theme(self, theme: Theme) -> None:
        """Sheets opened from now on take a new theme or text size."""
        self._theme = theme

    # Own readings

    def _chosen_indicator(self) -> Indicator | None:
        """Returns the indicator of the current row, or the first of the table."""
        ref, spec = self.indicators.table.current_ref(), self.indicators.table.spec
        if (ref is None or ref.noun != "indicator") and spec is not None and spec.rows:
            ref = spec.rows[0].ref
        return self._desk.dataset.find("indicators", ref.id) if ref is not None else None

    @made_as_one
    def record_reading(self) -> None:
        """Asks for a new reading of the chosen indicator; it is kept beside the bundled one."""
        indicator = self._chosen_indicator()
        if indicator is not None:
            show(reading_sheet(self._desk, self._theme, indicator, initiator=self._who, parent=self._parent))

    def show_history(self) -> None:
        """Shows every reading of the chosen indicator."""
        indicator = self._chosen_indicator()
        if indicator is not None:
            self._show_table(reading_history(self._desk.scope, self._desk.analysis.own, indicator.ref))

    # Own estimates and assumptions

    def _asked(self) -> Ref:
        """Returns the judgement or explanation of the current row, or that of the first row."""
        ref, spec = self.estimates.table.current_ref(), self.estimates.table.spec
        if ref is None and spec is not None and spec.rows:
            ref = spec.rows[0].ref
        return ref or BRIEFING

    @made_as_one
    def note_estimate(self) -> None:
        """Asks for one's own probability on the question chosen."""
        question = question_of(self._desk.scope, self._asked())
        if question is not None:
            show(estimate_sheet(self._desk, self._theme, question, initiator=self._who, parent=self._parent))

    @made_as_one
    def record_outcome(self) -> None:
        """Asks what became of the question chosen."""
        question = question_of(self._desk.scope, self._asked())
        if question is not None:
            show(outcome_sheet(self._desk, self._theme, question, initiator=self._who, parent=self._parent))

    @made_as_one
    def add_assumption(self) -> None:
        """Asks for an assumption of one's own."""
        show(assumption_sheet(self._desk, self._theme, initiator=self._who, parent=self._parent))

    def show_estimates(self) -> None:
        """Shows every probability noted on the question chosen."""
        self._show_table(estimates_over_time(self._desk.scope, self._desk.analysis.own, self._asked()))

    def show_calibration(self) -> None:
        """Shows how one's own probabilities bore out."""
        self._show_table(calibration_table(self._desk.scope, self._desk.analysis.own))

    def show_difference(self) -> None:
        """Shows how the two scales of likelihood differ."""
        self._show_table(scale_difference(self._desk.scope))

    @made_as_one
    def _show_table(self, spec: TableSpec) -> None:
        show(ReadingSheet(spec, self._theme, export=self._desk.export_table, parent=self._parent))
