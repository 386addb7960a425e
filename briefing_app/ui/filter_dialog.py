"""All conditions of the filter on one sheet, opened when asked for."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain import filters
from briefing_app.domain.filters import DOCUMENT_DAY, Filter
from briefing_app.ui.pick import DayEdit, PickBox, tick_list, ticked
from briefing_app.ui.plain import label, set_tip
from briefing_app.ui.theme import Theme
from briefing_app.words import tr


class FilterDialog(QDialog):
    """All conditions on one sheet."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(tr("What is shown"))
        chosen = desk.filter
        self._start, start_row = self._day_row(tr("From"), chosen.start, dt.date(2021, 8, 15))
        self._end, end_row = self._day_row(tr("To"), chosen.end, dt.date(2026, 5, 31))
        self._known, known_row = self._day_row(tr("As known on"), chosen.as_known_on, DOCUMENT_DAY)
        document = QPushButton(tr("10 January 2024"))
        set_tip(document, tr("The day on which the starting document was published"))
        document.clicked.connect(self._choose_document_day)
        known_row.addWidget(document)
        known_row.addStretch(1)
        self._ambition = PickBox()
        for text, value in (
            (tr("A and B"), ""),
            (tr("A: trade corridor control"), "A"),
            (tr("B: security monitoring"), "B"),
        ):
            self._ambition.addItem(text, value)
        self._ambition.setCurrentIndex(max(0, self._ambition.findData(chosen.ambition)))
        self._topics = tick_list(_topics(desk), chosen.topics, name=tr("Topics"), theme=theme)
        self._topics.setMaximumHeight(theme.px(116))
        actors = sorted(((a.name, a.actor_id) for a in desk.dataset.actors), key=lambda pair: filters.fold(pair[0]))
        self._actors = tick_list(actors, chosen.actors, name=tr("Actors"), theme=theme)
        self._actors.setMaximumHeight(theme.px(146))
        self._find = QLineEdit()
        self._find.setPlaceholderText(tr("Find an actor"))
        self._find.setAccessibleName(tr("Find an actor"))
        self._find.textChanged.connect(self._narrow)
        self._text = QLineEdit(chosen.text)
        self._text.setPlaceholderText(tr("Words that must all occur"))
        self._noted = QCheckBox(tr("Only entries with my notes"))
        self._noted.setChecked(chosen.only_with_notes)
        actor_box = QVBoxLayout()
        actor_box.addWidget(self._find)
        actor_box.addWidget(self._actors)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("From"), start_row)
        form.addRow(tr("To"), end_row)
        form.addRow(tr("As known on"), known_row)
        form.addRow(tr("Ambition"), self._ambition)
        form.addRow(tr("Topics"), self._topics)
        form.addRow(tr("Actors"), actor_box)
        form.addRow(tr("Words"), self._text)
        form.addRow("", self._noted)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Show"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.addWidget(label(tr("What is shown"), role="heading"))
        layout.addLayout(form, 1)
        layout.addWidget(buttons)
        self.setMinimumWidth(theme.px(460))

    @staticmethod
    def _day_row(name: str, day: dt.date | None, otherwise: dt.date) -> tuple[tuple[QCheckBox, DayEdit], QHBoxLayout]:
        on, edit = QCheckBox(), DayEdit(day or otherwise, name=name)
        on.setAccessibleName(tr("{name}: use a date", name=name))
        on.setChecked(day is not None)
        edit.setEnabled(day is not None)
        on.toggled.connect(edit.setEnabled)
        row = QHBoxLayout()
        row.addWidget(on)
        row.addWidget(edit, 1)
        return (on, edit), row

    def _narrow(self, text: str) -> None:
        words = filters.fold(text).split()
        for number in range(self._actors.count()):
            item = self._actors.item(number)
            checked = item.checkState() == Qt.CheckState.Checked
            item.setHidden(not checked and not all(w in filters.fold(item.text()) for w in words))

    def _choose_document_day(self) -> None:
        self._known[0].setChecked(True)
        self._known[1].setDate(QDate(DOCUMENT_DAY.year, DOCUMENT_DAY.month, DOCUMENT_DAY.day))

    def chosen(self) -> Filter:
        """Returns the filter as it stands on the sheet."""
        return Filter(
            start=_day_of(self._start),
            end=_day_of(self._end),
            as_known_on=_day_of(self._known),
            ambition=str(self._ambition.currentData()),
            actors=frozenset(ticked(self._actors)),
            topics=frozenset(ticked(self._topics)),
            text=self._text.text().strip(),
            only_with_notes=self._noted.isChecked(),
        )


def _topics(desk: Desk) -> list[tuple[str, str]]:
    found = {e.category for e in desk.dataset.events} | {s.topic for s in desk.dataset.series}
    found |= {c.topic for c in desk.dataset.claims}
    return [(topic, topic) for topic in sorted(found)]


def _day_of(row: tuple[QCheckBox, DayEdit]) -> dt.date | None:
    on, edit = row
    return edit.day() if on.isChecked() else None
