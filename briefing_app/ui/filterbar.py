"""The one filter that all tabs share: a chip for each condition, which opens it, and a × that takes it away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from briefing_app.desk import Desk
from briefing_app.domain import filters
from briefing_app.domain.changes import Change
from briefing_app.domain.filters import FIELDS, Filter
from briefing_app.domain.wording import day_words
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui import notices
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.plain_text import caption, label, name_seen, set_tip
from briefing_app.ui.speech import made_as_one
from briefing_app.ui.theme import Theme

INITIATOR = "filterbar"
SWITCHED = (2, 3)
"""Numbers of ambitions for which a switch stands in the bar; more are chosen from a list."""


def conditions() -> tuple[tuple[str, str], ...]:
    """Returns the conditions in the order of the bar: field, as in ``domain.filters``, and name."""
    return (
        ("period", tr("Period")),
        ("ambition", tr("Ambition")),
        ("since", tr("Changed since")),
        ("as_known_on", tr("As known on")),
        ("topics", tr("Topics")),
        ("actors", tr("Actors")),
        ("text", tr("Words")),
        ("only_with_notes", tr("Only with my notes")),
    )


class _Chip(QPushButton):
    """A condition. Delete or Backspace takes it away where it is in force."""

    def __init__(self, field: str, text: str, spoken: str, *, remove: Callable[[], object] | None = None) -> None:
        super().__init__(caption(text))
        self.setProperty("role", "chip")
        self.setProperty("field", field)
        self.setAccessibleName(name_seen(text, spoken))
        set_tip(self, spoken)
        self._remove = remove

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._remove is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Chips for the conditions, one to add more, one to reset."""

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

    # The chips

    def refresh(self) -> None:
        """Makes the chips anew; the keyboard stays on the condition where it was."""
        had = self._field_with_focus()
        self._flow.clear()
        chosen = self._desk.filter
        in_force = {field: (name, value) for field, name, value in filters.parts(chosen, dataset=self._desk.dataset)}
        for field, _name in conditions():
            if field == "ambition" and self._has_switch():
                self._add_switch()
            elif field in in_force:
                self._add_active(field, *in_force[field])
            elif field in self._standing() and (field in self._acting or self._theme.text_size <= 150):
                self._add_idle(field)  # else there is room for what acts, or is in force, alone
        self._add_quiet(tr("+ filter"), tr("Choose another condition"), self.edit)
        if not chosen.is_empty():
            self._add_quiet(tr("reset"), tr("Show everything again"), self.reset)
        made = self.chips()
        for widget in made:
            widget.show()  # the layout would do so later; a key that is pressed at once finds its stop
        if had is not None and made:
            self._chip_of(had).setFocus()

    def chips(self) -> list[QPushButton]:
        """Returns all buttons of the bar in their order."""
        found: list[QPushButton] = []
        for widget in self._flow.widgets():
            found += [widget] if isinstance(widget, QPushButton) else widget.findChildren(QPushButton)
        return found

    def _field_with_focus(self) -> str | None:
        focus: QWidget | None = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return None
        return str(focus.property("field") or "")

    def _chip_of(self, field: str) -> QPushButton:
        """Returns the first button of a condition; the one that adds more where none stands for it."""
        made = self.chips()
        on = [chip for chip in made if chip.property("field") == field and chip.isChecked()]
        rest = [chip for chip in made if chip.property("field") == field]
        adding = [chip for chip in made if not chip.property("field")]
        return next(iter((*on, *rest, *adding)))

    def _standing(self) -> tuple[str, ...]:
        """The conditions that always stand in the bar."""
        return ("period", *(["ambition"] if self._desk.dataset.briefing.ambitions else []), "since", "as_known_on")

    def _has_switch(self) -> bool:
        return len(self._desk.dataset.briefing.ambitions) in SWITCHED

    def _add_idle(self, field: str) -> None:
        """A condition that is not in force; "changed since" names the day of the starting document and acts at once."""
        day = self._desk.dataset.briefing.document.day
        name = dict(conditions())[field]
        if field == "since" and day is not None:
            words = tr("Changed since {day}", day=day_words(day))
            spoken = tr("{shown}, show only that", shown=words)
            chip = _Chip(field, words, spoken)
            chip.clicked.connect(lambda _checked=False: self._set(replace(self._desk.filter, since=day)))
        else:
            words = {
                "period": tr("Period: all"),
                "as_known_on": tr("As known today"),
                "since": tr("Changed since …"),
            }.get(field, tr("{name}: all", name=name))
            chip = _Chip(field, words, tr("{shown}, change", shown=words))
            chip.clicked.connect(lambda _checked=False: self.edit(field))
        self._say_idle(chip, field)
        self._flow.addWidget(chip)

    def _add_active(self, field: str, name: str, value: str) -> None:
        """A condition in force: its words edit it, the × removes it."""
        shown = value if len(value) <= 40 else value[:39] + "…"
        here = "" if field in self._acting else f" · {tr('not here')}"
        pair = QWidget()
        pair.setProperty("role", "pair")
        pair.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        remove = partial(self._remove, field)
        words, whole = f"{name} {shown}{here}", f"{name} {value}{here}"
        if field == "only_with_notes":
            words = whole = tr("Only with my notes") + here
        chip = _Chip(field, words, tr("{shown}, change", shown=whole), remove=remove)
        chip.setProperty("role", "chip-words")
        chip.clicked.connect(lambda _checked=False: remove() if field == "only_with_notes" else self.edit(field))
        self._say_idle(chip, field)
        away = _Chip(field, "×", tr("Remove filter: {name} {value}", name=name, value=value))
        away.setProperty("role", "chip-away")
        away.clicked.connect(lambda _checked=False: remove())
        row.addWidget(chip)
        row.addWidget(away)
        self._flow.addWidget(pair)

    def _add_switch(self) -> None:
        """One ambition, another, or all of them."""
        briefing, now = self._desk.dataset.briefing, self._desk.filter.ambition
        every = tr("both") if len(briefing.ambitions) == 2 else tr("all")
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(label(tr("Ambition"), role="small"))
        row.addSpacing(self._theme.px(7))
        for each in briefing.ambitions:
            spoken = tr("Ambition {letter}: {name}", letter=each.letter, name=briefing.name_of(each.key))
            self._add_part(row, each.letter, spoken, each.key, now == each.key)
        self._add_part(row, every, tr("All ambitions"), "", not now)
        if now and "ambition" not in self._acting:
            row.addWidget(label(f" · {tr('not here')}", role="small"))
        self._flow.addWidget(pair)

    def _add_part(self, row: QHBoxLayout, text: str, spoken: str, key: str, on: bool) -> None:
        part = _Chip("ambition", text, spoken, remove=(lambda: self._remove("ambition")) if on and key else None)
        part.setProperty("role", "part")
        part.setProperty("first", row.count() == 2)  # after the word "Ambition" and the gap
        part.setCheckable(True)
        part.setChecked(on)
        part.clicked.connect(lambda _checked=False: self._choose_ambition(key))
        self._say_idle(part, "ambition")
        row.addWidget(part)

    def _choose_ambition(self, key: str) -> None:
        if key == self._desk.filter.ambition:
            self.refresh()  # the part that is on stays pressed
        else:
            self._set(replace(self._desk.filter, ambition=key))

    def _add_quiet(self, text: str, spoken: str, action: Callable[[], object]) -> None:
        chip = _Chip("", text, spoken)
        chip.setProperty("role", "quiet")
        chip.clicked.connect(lambda _checked=False: action())
        self._flow.addWidget(chip)

    def _say_idle(self, chip: QPushButton, field: str) -> None:
        """Marks a condition that does not act on the tab that is shown, for the eye and in words."""
        if field in self._acting:
            return
        words = tr("{what}. It changes nothing on the tab {tab}.", what=chip.accessibleName(), tab=self._tab)
        chip.setProperty("idle", True)
        chip.setAccessibleName(words)
        set_tip(chip, words)

    # What the chips do

    def _remove(self, field: str) -> None:
        self._set(filters.without(self._desk.filter, field))

    def reset(self) -> None:
        """Shows everything again."""
        self._set(Filter())

    def _set(self, chosen: Filter) -> None:
        try:
            self._desk.set_filter(chosen, initiator=INITIATOR)
        except ExpectedError as error:
            notices.warn(self, error)

    @made_as_one
    def edit(self, field: str = "") -> None:
        """Opens a condition below its chip, or the list of conditions; the notes are on or off at once.

        Args:
            field: The condition, as in ``domain.filters``; empty for the list of them.
        """
        if not field:
            self._list_conditions()
        elif field == "only_with_notes":
            self._set(replace(self._desk.filter, only_with_notes=not self._desk.filter.only_with_notes))
        else:
            from briefing_app.ui.filter_popovers import popover

            made = popover(field, self._desk, self._theme, self)
            made.open_below(self._chip_of(field))
            made.setFocus(Qt.FocusReason.PopupFocusReason)

    def _list_conditions(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for field, name in conditions():
            if field == "ambition" and not self._desk.dataset.briefing.ambitions:
                continue
            made = menu.addAction(name if field == "only_with_notes" else tr("{name}…", name=name))
            made.setCheckable(field == "only_with_notes")
            made.setChecked(field == "only_with_notes" and self._desk.filter.only_with_notes)
            made.triggered.connect(lambda _checked=False, field=field: self.edit(field))
        chip = self._chip_of("")
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))
