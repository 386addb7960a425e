"""All conditions of the filter on one sheet, opened when asked for."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain import filters
from briefing_app.domain.filters import DOCUMENT_DAY, Filter
from briefing_app.ui.pick import PickBox
from briefing_app.ui.plain import label
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
        document.setToolTip(tr("The day on which the starting document was published"))
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
        self._topics = self._list(tr("Topics"), _topics(desk), chosen.topics, height=theme.px(120))
        actors = sorted(((a.name, a.actor_id) for a in desk.dataset.actors), key=lambda pair: filters.fold(pair[0]))
        self._actors = self._list(tr("Actors"), actors, chosen.actors, height=theme.px(150))
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
    def _day_row(name: str, day: dt.date | None, otherwise: dt.date) -> tuple[tuple[QCheckBox, QDateEdit], QHBoxLayout]:
        on, edit = QCheckBox(), QDateEdit()
        on.setAccessibleName(tr("{name}: use a date", name=name))
        edit.setAccessibleName(name)
        edit.setDisplayFormat("d MMMM yyyy")
        edit.setCalendarPopup(True)
        edit.setMinimumDate(QDate(1900, 1, 1))
        shown = day or otherwise
        edit.setDate(QDate(shown.year, shown.month, shown.day))
        on.setChecked(day is not None)
        edit.setEnabled(day is not None)
        on.toggled.connect(edit.setEnabled)
        row = QHBoxLayout()
        row.addWidget(on)
        row.addWidget(edit, 1)
        return (on, edit), row

    @staticmethod
    def _list(name: str, pairs: list[tuple[str, str]], chosen: frozenset[str], *, height: int) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(name)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for text, value in pairs:
            item = QListWidgetItem(text, made)
            item.setData(Qt.ItemDataRole.UserRole, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
        made.setMaximumHeight(height)
        return made

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
            actors=_ticked(self._actors),
            topics=_ticked(self._topics),
            text=self._text.text().strip(),
            only_with_notes=self._noted.isChecked(),
        )


def _topics(desk: Desk) -> list[tuple[str, str]]:
    found = {e.category for e in desk.dataset.events} | {s.topic for s in desk.dataset.series}
    found |= {c.topic for c in desk.dataset.claims}
    return [(topic, topic) for topic in sorted(found)]


def _day_of(row: tuple[QCheckBox, QDateEdit]) -> dt.date | None:
    on, edit = row
    shown = edit.date()
    return dt.date(shown.year(), shown.month(), shown.day()) if on.isChecked() else None


def _ticked(items: QListWidget) -> frozenset[str]:
    rows = (items.item(i) for i in range(items.count()))
    return frozenset(
        str(item.data(Qt.ItemDataRole.UserRole)) for item in rows if item.checkState() == Qt.CheckState.Checked
    )
