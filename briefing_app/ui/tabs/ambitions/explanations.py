"""Competing explanations: the matrix in both layouts, what it counts, what would change it, and what bends it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.ambitions import (
    RECORD_OF_REASONING,
    Conditions,
    Layout,
    bias_notes,
    bootstrap,
    bootstrap_table,
    leave_one_out,
    matrix,
    scores_table,
    sensitivity_table,
)
from briefing_app.domain.ambitions.own.raters import MINE, disagreement_table
from briefing_app.domain.model import Ref
from briefing_app.domain.specs import TableSpec
from briefing_app.translation import tr
from briefing_app.ui.dialogs import show
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.picture_export import picture_button
from briefing_app.ui.plain_text import label
from briefing_app.ui.speech import made_as_one
from briefing_app.ui.table_export import save_button
from briefing_app.ui.tables import TableView
from briefing_app.ui.tabs.ambitions.matrix import MatrixView
from briefing_app.ui.tabs.ambitions.rating_sheet import rating_sheet
from briefing_app.ui.tabs.ambitions.what_counts import WhatCounts
from briefing_app.ui.tasks import Tasks
from briefing_app.ui.theme import Theme

PARTS = ("evidence", "explanations", "scores", "items", "sources", "draws", "raters")
_MATRICES = ("evidence", "explanations")


class ExplanationsView(QWidget):
    """One part at a time under the same conditions; the caveats stand below all of them."""

    selected = Signal(object)
    activated = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self.part = "evidence"
        self.title = label(role="title", wrap=True)
        self.subtitle = label(role="body-muted", wrap=True)
        self.statement = label(tr(RECORD_OF_REASONING), role="strong", wrap=True)
        self.caveats = label(role="small", wrap=True)
        self._tasks = Tasks(self)
        self.matrix, self.table, self.scores = MatrixView(theme), TableView(theme), TableView(theme)
        self._below = label(role="strong", wrap=True)
        self.empty = label(role="body-muted", wrap=True)
        self._stack = QStackedWidget()
        for shown in (self._matrix_page(), self.table, self.empty):
            self._stack.addWidget(shown)
        for view in (self.matrix, self.table, self.scores):
            view.selected.connect(self.selected)
            view.activated.connect(self.activated)
        self.matrix.to_rate.connect(self.rate)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(2), 0, 0)
        layout.setSpacing(theme.px(5))
        self.counts = WhatCounts(desk, theme)
        self.counts.changed.connect(self.refresh)
        for widget in (self.title, self.subtitle, self.statement, self._switches(), self.counts):
            layout.addWidget(widget)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.caveats)
        self.setFocusProxy(self.matrix)

    def _matrix_page(self) -> QWidget:
        """With explanations in rows the matrix is low: what it counts has room below it."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.matrix, 5)
        column.addWidget(self._below)
        column.addWidget(self.scores, 4)
        return page

    def _switches(self) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, gap=self._theme.px(6))
        self._group = QButtonGroup(self)
        words = (
            tr("Evidence in rows"),
            tr("Explanations in rows"),
            tr("Scores"),
            tr("Without one item"),
            tr("Without one source"),
            tr("Items redrawn"),
            tr("Who rated what"),
        )
        self._buttons: dict[str, QPushButton] = {}
        for part, text in zip(PARTS, words, strict=True):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setProperty("role", "chip")
            button.clicked.connect(lambda _checked=False, part=part: self.show_part(part))
            self._group.addButton(button)
            self._buttons[part] = button
            flow.addWidget(button)
        self._buttons[self.part].setChecked(True)
        self.rate_button = QPushButton(tr("Rate this cell… (R)"))
        self.rate_button.setProperty("role", "quiet")
        self.rate_button.clicked.connect(lambda _checked=False: self.matrix.rate())
        flow.addWidget(self.rate_button)
        flow.addWidget(save_button(self, lambda: self._specs()[self.part](), self._desk.export_table))
        self._picture_button = picture_button(self, self._matrix_spec, self._desk.write_file)
        flow.addWidget(self._picture_button)
        return box

    def _matrix_spec(self) -> TableSpec:
        """The picture always has the evidence in rows: there is no room for so many columns."""
        return self._specs()["evidence"]()

    @property
    def conditions(self) -> Conditions:
        """The conditions as they are switched."""
        return self.counts.conditions

    @made_as_one
    def rate(self, item: str, explanation: str) -> None:
        """Asks for the person's rating of a cell, and shows it over the bundled ones once it is kept."""
        sheet = rating_sheet(self._desk, self._theme, item, explanation, initiator="ambitions", parent=self)
        sheet.accepted.connect(lambda: self.counts.show_rater(MINE))
        sheet.accepted.connect(self.refresh)
        show(sheet)

    def show_part(self, part: str) -> None:
        """Shows one of ``PARTS``; anything else is ignored."""
        if part in PARTS:
            self.part = part
            self._buttons[part].setChecked(True)
            self.refresh()

    def refresh(self) -> None:
        """Counts and shows anew."""
        self.counts.offer()
        shown_matrix = self.part in _MATRICES
        self.counts.show_for(matrix=shown_matrix, counted=self.part != "raters")
        self.rate_button.setEnabled(shown_matrix)
        if self.part == "draws":
            self._draw()
        else:
            self._show(self._specs()[self.part]())

    def _draw(self) -> None:
        """Draws the items anew off the window's thread; what is shown stays until it is done."""
        desk, used = self._desk, self.conditions
        scope = desk.scope
        self._tasks.run(
            "draws",
            lambda: bootstrap_table(scope, bootstrap(scope, conditions=used)),
            accept=lambda spec: self._show(spec) if self.part == "draws" else None,
        )

    def _show(self, spec: TableSpec) -> None:
        desk = self._desk
        self.title.setText(spec.caption.title)
        self.subtitle.setText(spec.caption.subtitle)
        self.empty.setText(spec.caption.empty)
        self._picture_button.setEnabled(self.part in _MATRICES and not spec.caption.empty)
        notes = bias_notes(desk.scope, conditions=self.conditions)
        self.caveats.setText("  ·  ".join(notes))
        if spec.caption.empty:
            self._stack.setCurrentWidget(self.empty)
        elif self.part in _MATRICES:
            self.matrix.set_spec(spec, noted=desk.notes.noted, tips=self._tips())
            self._stack.setCurrentIndex(0)
            self._show_scores_below()
        else:
            self.table.set_spec(spec, noted=desk.notes.noted)
            self._stack.setCurrentWidget(self.table)
        self.setFocusProxy(self.table if self._stack.currentWidget() is self.table else self.matrix)

    def _show_scores_below(self) -> None:
        shown = self.part == "explanations"
        self._below.setVisible(shown)
        self.scores.setVisible(shown)
        if shown:
            spec = self._specs()["scores"]()
            self._below.setText(f"{spec.caption.title}. {spec.caption.subtitle}")
            self.scores.set_spec(spec, noted=self._desk.notes.noted)

    def _specs(self) -> dict[str, Callable[[], TableSpec]]:
        desk, used = self._desk, self.conditions

        def laid(layout: Layout) -> TableSpec:
            return matrix(
                desk.scope,
                layout=layout,
                conditions=used,
                separating_only=self.counts.separating.isChecked(),
                order=self.counts.ordered_by,
                unrated=self.counts.unrated.isChecked(),
            )

        def without(what: str) -> TableSpec:
            found = leave_one_out(desk.scope, conditions=used, what=what)  # type: ignore[arg-type]
            return sensitivity_table(desk.scope, found)

        return {
            "evidence": lambda: laid("evidence"),
            "explanations": lambda: laid("explanations"),
            "scores": lambda: scores_table(desk.scope, conditions=used),
            "items": lambda: without("items"),
            "sources": lambda: without("sources"),
            "draws": lambda: bootstrap_table(desk.scope, bootstrap(desk.scope, conditions=used)),
            "raters": lambda: disagreement_table(desk.scope, desk.analysis.own),
        }

    def _tips(self) -> dict[str, str]:
        data = self._desk.dataset
        return {e.evidence_id: e.statement for e in data.evidence} | {
            h.hypothesis_id: f"{h.label}: {h.statement}" for h in data.hypotheses
        }

    def reveal(self, ref: Ref) -> bool:
        """Shows an explanation, a rating or a rated item, taking conditions back that hide it."""
        if ref.noun == "hypothesis":
            self.show_part("scores")
            return self.table.select_ref(ref)
        if self.part not in _MATRICES:
            self.show_part("evidence")
        if self.matrix.select_ref(ref):
            return True
        self.counts.show_all()
        self.show_part("evidence")
        return self.matrix.select_ref(ref)

    def set_noted(self, noted: frozenset[Ref]) -> None:
        """Renews the marks of entries with notes."""
        for view in (self.matrix, self.table, self.scores):
            view.set_noted(noted)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        for view in (self.matrix, self.table, self.scores):
            view.apply_theme(theme)
