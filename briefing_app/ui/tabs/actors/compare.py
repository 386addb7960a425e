"""Two to four actors in columns, field by field."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain.actors import MOST_COMPARED, comparison, shown_name
from briefing_app.domain.model import Actor
from briefing_app.translation import tr
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.plain_text import caption, label
from briefing_app.ui.reading_sheet import ReadingSheet
from briefing_app.ui.table_export import save_button
from briefing_app.ui.theme import Theme


class ComparePart(QWidget):
    """Who is compared above, the fields in columns below."""

    changed = Signal()
    """Others are compared now."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self.idents: list[str] = []
        self.sheet = ReadingSheet(theme)
        self.add = PickBox().keep_to(20)
        self.add.setAccessibleName(tr("Compare with"))
        self.add.activated.connect(self._on_added)
        self._bar = QWidget()
        self._flow = FlowLayout(self._bar, gap=theme.px(6))
        self._chips: list[QPushButton] = []
        self._said = label(role="body-muted", wrap=True)
        self._save = save_button(self, lambda: self.sheet.spec, desk.export_table)
        for widget in (self.add, self._save):
            self._flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._bar)
        column.addWidget(self._said)
        column.addWidget(self.sheet, 1)
        self.setFocusProxy(self.sheet)

    def actors(self) -> tuple[Actor, ...]:
        """Returns who is compared, in the order of the columns."""
        found = (self._desk.dataset.find("actors", ident) for ident in self.idents)
        return tuple(actor for actor in found if actor is not None)

    def take(self, ident: str) -> None:
        """Compares one more; of the fourth and following the last gives way."""
        if ident in self.idents:
            return
        self.idents = [*self.idents[: MOST_COMPARED - 1], ident]
        self.renew()

    def leave(self, ident: str) -> None:
        """Compares one less."""
        self.idents = [kept for kept in self.idents if kept != ident]
        self.renew()

    def _on_added(self, _index: int) -> None:
        ident = self.add.currentData()
        if ident:
            self.take(str(ident))

    def renew(self) -> None:
        """Shows what the data and the filter give now."""
        data = self._desk.dataset
        actors = self.actors()
        self.idents = [actor.actor_id for actor in actors]
        self._show_chips(actors)
        names = {actor.actor_id: shown_name(actor) for actor in data.actors}
        self.add.clear()
        self.add.addItem(tr("compare with …"), None)
        for ident in sorted(names.keys() - set(self.idents), key=lambda i: names[i].casefold()):
            self.add.addItem(names[ident][:60], ident)
        self.add.setEnabled(len(self.idents) < MOST_COMPARED)
        spec = comparison(self._desk.scope, actors)
        self._said.setText(
            "" if spec.caption.empty else tr("{said} Press S on a row to see who says so.", said=spec.caption.subtitle)
        )
        self._said.setVisible(bool(self._said.text()))
        self.sheet.set_spec(spec, noted=self._desk.notes.noted)
        self.changed.emit()

    def _show_chips(self, actors: tuple[Actor, ...]) -> None:
        while self._flow.count():
            self._flow.takeAt(0)
        for chip in self._chips:
            chip.deleteLater()
        self._chips = [self._chip(shown_name(a), partial(self.leave, a.actor_id)) for a in actors]
        for widget in (*self._chips, self.add, self._save):
            self._flow.addWidget(widget)

    @staticmethod
    def _chip(name: str, verb: Callable[[], None]) -> QPushButton:
        chip = QPushButton(caption(f"{name[:40]}  ×"))
        chip.setAccessibleName(tr("Stop comparing with {name}", name=name))
        chip.clicked.connect(lambda _checked=False: verb())
        return chip

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self.sheet.apply_theme(theme)
