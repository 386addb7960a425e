"""The picker of series: search, topic and unit narrow the list; one or several are ticked and drawn together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.domain.model import Series
from briefing_app.domain.wording import title_words, unit_words
from briefing_app.translation import tr, trn
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.plain_text import label, set_tip
from briefing_app.ui.screens import make_room
from briefing_app.ui.theme import Theme

_KEY = Qt.ItemDataRole.UserRole


class SeriesPicker(QDialog):
    """All series of the briefing with a box each. What is ticked stays ticked while the list is narrowed."""

    chosen = Signal(tuple)
    """Ids of the series to draw, in the order of the list."""

    def __init__(self, every: Sequence[Series], ticked: Sequence[str], theme: Theme, *, parent: QWidget) -> None:
        """Makes the picker.

        Args:
            every: All series.
            ticked: Ids of those that are drawn now.
            theme: Measures.
            parent: The tab.
        """
        super().__init__(parent)
        self.setWindowTitle(tr("Choose series"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Words in the name, in any order"))
        self.search.setAccessibleName(tr("Search the series"))
        self.search.setClearButtonEnabled(True)
        self.topic, self.unit = PickBox(), PickBox()
        self.topic.offer((series.topic for series in every), title_words)
        self.unit.offer((series.unit for series in every), unit_words)
        self.topic.setAccessibleName(tr("Topic"))
        self.unit.setAccessibleName(tr("Unit"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Series; tick those to draw together"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._units = {series.id: series.unit for series in every}
        high = QFontMetrics(theme.font("body")).lineSpacing() + theme.px(10)
        for series in sorted(every, key=lambda s: (s.topic, s.label)):
            item = QListWidgetItem(tr("{label}, {unit}", label=series.label, unit=unit_words(series.unit)), self.list)
            item.setData(_KEY, series)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if series.id in ticked else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(theme.px(60), high))
            set_tip(item, title_words(series.topic))
        self.told = label(role="small", wrap=True)
        self.show_button, cancel = QPushButton(tr("Show")), QPushButton(tr("Cancel"))
        self.show_button.setProperty("role", "main")
        self.show_button.setDefault(True)
        self._lay_out(theme, cancel)
        self.search.textChanged.connect(lambda _words: self._narrow())
        self.topic.activated.connect(lambda _row: self._narrow())
        self.unit.activated.connect(lambda _row: self._narrow())
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.list.itemActivated.connect(self._on_activated)
        self.show_button.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self._narrow()

    def _lay_out(self, theme: Theme, cancel: QPushButton) -> None:
        px = theme.px
        narrowing = QHBoxLayout()
        for words, box in ((tr("Topic"), self.topic), (tr("Unit"), self.unit)):
            narrowing.addWidget(label(words, role="small"))
            narrowing.addWidget(box, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.told, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.show_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(px(16),) * 4)
        layout.setSpacing(px(8))
        layout.addWidget(self.search)
        layout.addLayout(narrowing)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        make_room(self, px(640), px(520))
        self.search.setFocus()

    @property
    def ticked(self) -> tuple[str, ...]:
        """Ids of the ticked series, those that the list hides now included."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(_KEY).id for item in items if item.checkState() == Qt.CheckState.Checked)

    def _narrow(self) -> None:
        """Shows the series whose names hold every word that was typed, of the chosen topic and unit."""
        words = self.search.text().casefold().split()
        topic, unit = self.topic.currentData(), self.unit.currentData()
        for row in range(self.list.count()):
            item = self.list.item(row)
            series: Series = item.data(_KEY)
            name = f"{series.label} {title_words(series.topic)} {unit_words(series.unit)}".casefold()
            fits = all(word in name for word in words) and topic in (None, series.topic) and unit in (None, series.unit)
            item.setHidden(not fits)
        self._tell()

    def _tell(self) -> None:
        """Says how many are ticked, and how those of different units are drawn."""
        ticked = self.ticked
        said = [trn("{n} series chosen.", "{n} series chosen.", len(ticked))]
        if len({self._units[ident] for ident in ticked}) > 1:
            said.append(tr("Their units differ, so each has its own axis; Change and Index put them on one."))
        if all(self.list.item(row).isHidden() for row in range(self.list.count())):
            said.append(tr("No series matches; remove a word or a choice."))
        self.told.setText(" ".join(said))
        self.show_button.setEnabled(bool(ticked))

    def _on_activated(self, item: QListWidgetItem) -> None:
        """Enter on a series shows it alone where nothing is ticked."""
        if not self.ticked:
            item.setCheckState(Qt.CheckState.Checked)
        self.accept()

    def accept(self) -> None:
        """Draws what is ticked."""
        if self.ticked:
            self.chosen.emit(self.ticked)
            super().accept()
