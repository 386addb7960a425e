"""What is drawn of a chart: plain values, the change on the year before, an index, each on a plain or a log axis."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from briefing_app.domain.trade import ChartOptions
from briefing_app.translation import tr
from briefing_app.ui.plain_text import caption, name_seen, set_tip


class ChartTools(QWidget):
    """The choices of one chart as buttons for the row above it; the owner puts ``buttons`` there."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.year: int | None = None
        self.years: tuple[int, ...] = ()
        self.change = self._button(tr("Change"), tr("Draw the change on the year before in per cent"))
        self.index = self._button(tr("Index…"), tr("Draw every series relative to one year, which is 100"))
        self.log = self._button(tr("Log"), tr("Draw on a logarithmic axis, where equal steps are equal multiples"))
        self.index.setCheckable(False)
        self.index.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.index)
        self.index.setMenu(self._menu)
        self.buttons = (self.change, self.index, self.log)
        self.change.clicked.connect(self._on_change)
        self.log.clicked.connect(lambda _on: self.changed.emit())

    def _button(self, words: str, spoken: str) -> QToolButton:
        made = QToolButton()
        made.setText(words)
        made.setCheckable(True)
        made.setAccessibleName(name_seen(words, spoken))
        set_tip(made, spoken)
        return made

    @property
    def options(self) -> ChartOptions:
        """What is chosen."""
        return ChartOptions(index_year=self.year, change=self.change.isChecked(), log=self.log.isChecked())

    def offer(self, years: Sequence[int]) -> None:
        """Offers what makes sense for a chart; what is drawn now stays offered.

        Args:
            years: Years with a figure that can be 100.
        """
        self.years = tuple(sorted({*years, *([self.year] if self.year is not None else [])}))
        self.change.setEnabled(len(years) > 1 or self.change.isChecked())
        self.index.setEnabled(bool(self.years))
        self._tell()

    def draw_as(self, year: int | None = None, *, change: bool = False) -> None:
        """Draws an index on a year, the change, or, by default, plain values."""
        self.year = year
        self.change.setChecked(change and year is None)
        self._tell()
        self.changed.emit()

    def _on_change(self, on: bool) -> None:
        self.draw_as(change=on)

    def _tell(self) -> None:
        chosen = self.year is not None
        words = tr("{year} = 100…", year=self.year) if chosen else tr("Index…")
        self.index.setText(caption(words))
        self.index.setCheckable(chosen)
        self.index.setChecked(chosen)
        self._menu.clear()
        for year in self.years:
            entry = self._menu.addAction(caption(tr("{year} = 100", year=year)))
            entry.setCheckable(True)
            entry.setChecked(year == self.year)
            entry.triggered.connect(partial(self._on_year, year))
        if chosen:
            self._menu.addSeparator()
            self._menu.addAction(tr("No index")).triggered.connect(lambda _on=False: self.draw_as())

    def _on_year(self, year: int, _on: bool = False) -> None:
        self.draw_as(year)
