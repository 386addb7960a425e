"""The row above the picture: what makes a lane, which series lie under them, the second clock, zoom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.timeline import LANES_BY, LanesBy, Later, offered
from briefing_app.domain.wording import day_words
from briefing_app.translation import tr
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.plain_text import label, set_tip
from briefing_app.ui.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the person chose above the picture."""

    lanes_by: LanesBy = "topic"
    later: Later = "grey"
    series_ids: tuple[str, ...] = ()


class Controls(QWidget):
    """The row above the picture."""

    changed = Signal()

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self.chosen = Chosen()
        self.lanes = self._box(tr("Lanes by"), letters=16)
        for key, text in zip(LANES_BY, (tr("topic"), tr("actor"), tr("ambition"), tr("place")), strict=True):
            self.lanes.addItem(tr("Lanes by {what}", what=text), key)
        self.first = self._box(tr("Series under the lanes"), letters=22)
        self.second = self._box(tr("Second series"), letters=22)
        self.then = QPushButton("")
        self.then.setCheckable(True)
        set_tip(self.then, tr("Shows what was known on the day the starting document was published"))
        self.hide_later = QPushButton(tr("Hide what became known later"))
        self.hide_later.setCheckable(True)
        keys = tr("+ − Ctrl+wheel zoom · F all · , . previous, next · Ctrl+J related · F2 table")
        self.keys = label(keys, role="small")
        self.keys.setMinimumHeight(self.lanes.sizeHint().height())
        self.keys.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._flow = FlowLayout(self, gap=theme.px(8))
        for widget in (self.lanes, self.first, self.second, self.then, self.hide_later, self.keys):
            self._flow.addWidget(widget)
        for combo in (self.first, self.second):
            combo.currentTextChanged.connect(lambda text, combo=combo: set_tip(combo, text))
        for combo in (self.lanes, self.first, self.second):
            combo.activated.connect(lambda _index: self._take())
        self.then.clicked.connect(self._ask_then)
        self.hide_later.clicked.connect(lambda _checked=False: self._take())
        self._room_for_keys()
        self.offer()
        self.refresh()

    @staticmethod
    def _box(name: str, *, letters: int) -> PickBox:
        made = PickBox().keep_to(letters)
        made.setAccessibleName(name)
        return made

    def offer(self) -> None:
        """Offers the series of the data."""
        for number, combo in enumerate((self.first, self.second)):
            combo.clear()
            combo.addItem(tr("No strip below the lanes") if number == 0 else tr("No second series"), "")
            for series_id, text in offered(self._desk.dataset):
                combo.addItem(text, series_id)
        self._show()

    def refresh(self) -> None:
        """Shows the second clock of the filter."""
        day = self._desk.filter.as_known_on
        document = self._desk.dataset.briefing.document.day
        self.then.setVisible(document is not None)
        if document is not None:
            self.then.setText(tr("As known on {day}", day=day_words(document)))
        self.then.setChecked(day is not None and day == document)
        self.hide_later.setVisible(day is not None)
        self._room_for_keys()

    def _ask_then(self, checked: bool) -> None:
        day = self._desk.dataset.briefing.document.day if checked else None
        self._desk.set_filter(replace(self._desk.filter, as_known_on=day), initiator="timeline")

    def _take(self) -> None:
        ids = tuple(dict.fromkeys(i for i in (self.first.currentData(), self.second.currentData()) if i))
        self.chosen = Chosen(
            lanes_by=cast("LanesBy", self.lanes.currentData()),
            later="hide" if self.hide_later.isChecked() else "grey",
            series_ids=ids,
        )
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.lanes.setCurrentIndex(max(0, self.lanes.findData(self.chosen.lanes_by)))
        self.hide_later.setChecked(self.chosen.later == "hide")
        for number, combo in enumerate((self.first, self.second)):
            wanted = self.chosen.series_ids[number] if number < len(self.chosen.series_ids) else ""
            combo.setCurrentIndex(max(0, combo.findData(wanted)))
        self.second.setVisible(bool(self.chosen.series_ids))
        self._room_for_keys()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self._flow.set_measures(margin=0, side=0, gap=theme.px(8))
        self._room_for_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._room_for_keys()

    def _room_for_keys(self) -> None:
        """The keys stand on the sheet of F1 too; here they are told where the line has room for them."""
        gap = self._theme.px(8)
        shown = [w for w in (self.lanes, self.first, self.second, self.then, self.hide_later) if not w.isHidden()]
        taken = sum(widget.sizeHint().width() + gap for widget in shown)
        self.keys.setVisible(taken + self.keys.sizeHint().width() <= self.width())

    def save(self) -> dict[str, Any]:
        """Returns JSON types."""
        return {
            "lanes_by": self.chosen.lanes_by,
            "later": self.chosen.later,
            "series_ids": list(self.chosen.series_ids),
        }

    def restore(self, saved: object) -> None:
        """Takes back what ``save`` returned; ignores what it does not know."""
        if not isinstance(saved, dict):
            return
        able = {series_id for series_id, _ in offered(self._desk.dataset)}
        ids = saved.get("series_ids")
        lanes_by = saved.get("lanes_by")
        self.chosen = Chosen(
            lanes_by=lanes_by if lanes_by in LANES_BY else "topic",
            later="hide" if saved.get("later") == "hide" else "grey",
            series_ids=tuple(i for i in ids if i in able)[:2] if isinstance(ids, list) else (),
        )
        self._show()
