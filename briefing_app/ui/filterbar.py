"""The one filter that all tabs share, as chips that can be taken away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QPushButton,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain import filters
from briefing_app.domain.changes import Change
from briefing_app.domain.filters import FIELDS, Filter
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui import notices
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.plain_text import caption, set_tip
from briefing_app.ui.theme import Theme

INITIATOR = "filterbar"


class FilterBar(QWidget):
    """Chips for the conditions in force, one to add more, one to reset."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._acting, self._tab = FIELDS, ""
        self.setObjectName("filterbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._flow = FlowLayout(self, margin=theme.px(6), side=theme.px(16), gap=theme.px(8))
        self.refresh()

    def on_change(self, change: Change) -> None:
        """Renews the chips when filter, data or notes changed."""
        if change.has("filter", "data"):
            self.refresh()

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self._flow.set_measures(margin=theme.px(6), side=theme.px(16), gap=theme.px(8))
        self.refresh()

    def tell_acting(self, fields: frozenset[str], tab: str) -> None:
        """Shows which conditions act on the tab that is shown.

        Args:
            fields: Their names, as in ``domain.filters``.
            tab: What the tab is called.
        """
        if (fields, tab) != (self._acting, self._tab):
            self._acting, self._tab = fields, tab
            self.refresh()

    def refresh(self) -> None:
        """Makes the chips anew."""
        had_focus = self.hasFocusInside()
        self._flow.clear()
        chosen = self._desk.filter
        in_force = {field: (name, value) for field, name, value in filters.parts(chosen, dataset=self._desk.dataset)}
        for field, name, value in self._standing():
            text = in_force.pop(field, None)
            if text is None and field not in self._acting and self._theme.text_size > 150:
                continue  # there is room for what acts, or is in force, alone
            if text is None:
                chip = self._add_chip(f"{name} {value}", tr("Change: {what}", what=name), partial(self.edit, field))
                self._say_idle(chip, field)
            else:
                self._add_removable(field, *text)
        for field, text in in_force.items():
            self._add_removable(field, *text)
        self._add_chip(tr("+ filter"), tr("Choose what is shown"), self.edit, quiet=True)
        if not chosen.is_empty():
            self._add_chip(tr("reset"), tr("Show everything again"), self._reset, quiet=True)
        chips = [made for n in range(self._flow.count()) if (made := self._flow.itemAt(n).widget()) is not None]
        for made in chips:
            made.show()  # the layout would do so later; a key that is pressed at once finds its stop
        if had_focus and chips:
            chips[0].setFocus()

    def hasFocusInside(self) -> bool:
        """Tells whether one of the chips has the keyboard."""
        focus: QWidget | None = self.window().focusWidget()
        return self.isAncestorOf(focus) if focus is not None else False

    def _standing(self) -> tuple[tuple[str, str, str], ...]:
        """The conditions that always stand in the bar, with the words for "not set"."""
        briefing = self._desk.dataset.briefing
        every = briefing.letters("both", between=tr(" and ")) if len(briefing.ambitions) == 2 else tr("all")
        found = [("period", tr("Period"), tr("all")), ("as_known_on", tr("As known"), tr("today"))]
        if briefing.ambitions:
            found.insert(1, ("ambition", tr("Ambition"), every))
        return tuple(found)

    def _add_removable(self, field: str, name: str, value: str) -> None:
        shown = value if len(value) <= 40 else value[:39] + "…"
        here = "" if field in self._acting else tr(" · not here")
        chip = self._add_chip(
            f"{name} {shown}{here}  ×",
            tr("Remove filter: {name} {value}", name=name, value=value),
            lambda: self._remove(field),
        )
        chip.setProperty("on", True)
        self._say_idle(chip, field)

    def _say_idle(self, chip: QPushButton, field: str) -> None:
        """Marks a condition that does not act on the tab that is shown, for the eye and in words."""
        if field in self._acting:
            return
        words = tr("{what}. It changes nothing on the tab {tab}.", what=chip.accessibleName(), tab=self._tab)
        chip.setProperty("idle", True)
        chip.setAccessibleName(words)
        set_tip(chip, words)

    def _add_chip(self, text: str, spoken: str, action, *, quiet: bool = False) -> QPushButton:  # type: ignore[no-untyped-def]  # any callable without arguments
        chip = QPushButton(caption(text))
        chip.setProperty("role", "quiet" if quiet else "chip")
        chip.setAccessibleName(spoken)
        set_tip(chip, spoken)
        chip.clicked.connect(lambda _checked=False: action())
        self._flow.addWidget(chip)
        return chip

    def _remove(self, field: str) -> None:
        self._set(filters.without(self._desk.filter, field))

    def _reset(self) -> None:
        self._set(Filter())

    def _set(self, chosen: Filter) -> None:
        try:
            self._desk.set_filter(chosen, initiator=INITIATOR)
        except ExpectedError as error:
            notices.warn(self, error)

    def edit(self, first: str = "") -> None:
        """Opens the choice of conditions, with the keyboard in one of them."""
        from briefing_app.ui.filter_dialog import FilterDialog

        dialog = FilterDialog(self._desk, self._theme, first=first, parent=self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._set(dialog.taken))
        dialog.open()
