"""The switches above the matrix: which items, whose ratings and which cells count, and in what order items stand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.ambitions import Conditions, feasibility_cells
from briefing_app.domain.ambitions.matrix import Order
from briefing_app.domain.ambitions.own.raters import BUNDLED, overlay, raters
from briefing_app.translation import tr, trn
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.plain_text import set_tip
from briefing_app.ui.tabs.ambitions.asking import pick
from briefing_app.ui.theme import Theme

_ALONE = "alone:"


class WhatCounts(QWidget):
    """All switches in one flowing line."""

    changed = Signal()

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.flow = FlowLayout(self, gap=theme.px(6))
        self.whose = PickBox().keep_to(20)
        self.whose.setAccessibleName(tr("Whose ratings count"))
        self.order = pick(
            (("separates", tr("most telling first")), ("date", tr("latest first")), ("grade", tr("best grade first"))),
            name=tr("Order of the evidence"),
        )
        self.core = self._check(tr("Short list only"), checked=True)
        self.sound = self._check(tr("Grades A or B, 1 or 2 only"))
        self.neutral = self._check(tr("Contested cells as neutral"))
        self.separating = self._check(tr("Only items that tell explanations apart"))
        self.mixed = self._check(tr("Mix in feasibility"))
        set_tip(
            self.mixed,
            tr(
                "Motive and feasibility are separate questions. Mixed in, an item that undercuts an ambition "
                "counts as I, not N, against the explanation that names it: see how the order changes."
            ),
        )
        self.unrated = self._check(tr("Include unrated items"))
        for field in (self.whose, self.order, self.core, self.sound, self.neutral, self.separating, self.mixed,
                      self.unrated):  # fmt: skip
            self.flow.addWidget(field)
        self.offer()
        for box in (self.whose, self.order):
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())

    def _check(self, words: str, *, checked: bool = False) -> QCheckBox:
        made = QCheckBox(words)
        made.setChecked(checked)
        made.toggled.connect(lambda _on: self.changed.emit())
        return made

    def offer(self) -> None:
        """Offers whose ratings there are now, and keeps the choice where it can."""
        chosen = self.whose.currentData() or BUNDLED
        was = self.whose.blockSignals(True)
        self.whose.clear()
        self.whose.addItem(tr("Bundled ratings"), BUNDLED)
        for each in raters(self._desk.analysis.own):
            cells = trn("{n} cell", "{n} cells", each.cells)
            self.whose.addItem(tr("{who} over bundled ({cells})", who=each.label, cells=cells), each.key)
            self.whose.addItem(tr("{who} alone ({cells})", who=each.label, cells=cells), _ALONE + each.key)
        self.whose.setCurrentIndex(max(0, self.whose.findData(chosen)))
        self.whose.blockSignals(was)

    def show_rater(self, key: str) -> None:
        """Counts a person's ratings over the bundled ones."""
        self.offer()
        at = self.whose.findData(key)
        if at >= 0 and self.whose.currentData() not in (key, _ALONE + key):
            self.whose.setCurrentIndex(at)

    def show_for(self, *, matrix: bool, counted: bool) -> None:
        """Shows the switches that act on what is shown.

        Args:
            matrix: The matrix itself is shown, so that order and choice of its rows act.
            counted: Something is counted under these conditions.
        """
        self.setVisible(counted)
        for field in (self.order, self.separating, self.unrated):
            field.setVisible(matrix)

    def show_all(self) -> None:
        """Takes back what hides items, without telling anybody."""
        for check in (self.core, self.sound, self.separating):
            was = check.blockSignals(True)
            check.setChecked(False)
            check.blockSignals(was)

    @property
    def conditions(self) -> Conditions:
        """The conditions as they are switched."""
        whose = str(self.whose.currentData() or BUNDLED)
        desk = self._desk
        return Conditions(
            core=self.core.isChecked(),
            sound_only=self.sound.isChecked(),
            contested_neutral=self.neutral.isChecked(),
            counted_against=feasibility_cells(desk.dataset) if self.mixed.isChecked() else frozenset(),
            own=overlay(desk.analysis.own, whose.removeprefix(_ALONE)) if whose else frozenset(),
            own_alone=whose.startswith(_ALONE),
        )

    @property
    def ordered_by(self) -> Order:
        """The order of the items."""
        order: Order = self.order.currentData()
        return order
