"""What arithmetic finds, as a list one can walk: a sign, the sentence, the sum."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.plausibility import Finding
from briefing_app.translation import tr
from briefing_app.ui.plain_text import label, set_tip
from briefing_app.ui.theme import Theme

REF = Qt.ItemDataRole.UserRole


class FindingsList(QWidget):
    """One line a finding; choosing it selects the doubtful entry."""

    def __init__(self, desk: Desk, theme: Theme, *, initiator: str) -> None:
        super().__init__()
        self._desk, self._initiator, self._theme = desk, initiator, theme
        self._most = 0
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setAccessibleName(tr("What arithmetic finds"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(tr("What arithmetic finds"), role="heading"))
        layout.addWidget(self._list)
        words = tr("The checks find nothing wrong with the figures for this question.")
        self._none = label(words, role="body-muted", wrap=True)
        layout.addWidget(self._none)
        layout.addStretch(0)
        self._list.currentItemChanged.connect(self._on_current)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Shows findings, what cannot be first."""
        self._list.blockSignals(True)
        self._list.clear()
        for finding in findings:
            sign = "✕" if finding.severe else "≠"
            item = QListWidgetItem(f"{sign}  {finding.words}", self._list)
            set_tip(item, finding.sum)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{finding.words} {finding.sum}")
            item.setData(REF, finding.refs[0])
            item.setForeground(self._theme.colour("bad" if finding.severe else "warn"))
        self._list.blockSignals(False)
        self._list.setVisible(bool(findings))
        self._none.setVisible(not findings)
        self.give_room(self._most)

    def give_room(self, most: int) -> None:
        """Takes as much room as the findings need, up to so many pixels; two of them are seen without scrolling."""
        self._most = most
        rows = [self._list.visualItemRect(self._list.item(row)).height() for row in range(self._list.count())]
        heading, air = self._theme.px(34), self._theme.px(8)
        if rows:
            least = heading + sum(rows[:2]) + air
            self.setFixedHeight(min(max(most, least), heading + sum(rows) + air))
        else:
            self.setFixedHeight(heading + self._theme.px(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower lines are higher ones."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._list.doItemsLayout()
            self.give_room(self._most)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over the colours of a new theme."""
        self._theme = theme
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setForeground(theme.colour("bad" if item.text().startswith("✕") else "warn"))

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._desk.select(item.data(REF), initiator=self._initiator)
