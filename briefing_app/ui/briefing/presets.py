"""Choices kept under a name: taken over, kept, forgotten, handed to colleagues as one file and taken in from one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr, trn
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.dialogs import show
from briefing_app.ui.plain_text import caption, label
from briefing_app.ui.speech import made_as_one
from briefing_app.ui.theme import Theme

if TYPE_CHECKING:
    from briefing_app.report.presets import Preset, ReadPresets


class PresetBar(QWidget):
    """One row: the names, and a menu of what can be done with them.

    Signals:
        chosen: The preset that was taken.
        said: What happened, and whether it is trouble.
    """

    chosen = Signal(object)
    said = Signal(str, bool)

    def __init__(self, desk: Desk, theme: Theme, current: Callable[[str], Preset]) -> None:
        """Makes the row.

        Args:
            desk: The desk.
            theme: Measures.
            current: Returns the choices as they are now as a preset of a name.
        """
        super().__init__()
        self._desk, self._theme, self._current = desk, theme, current
        self._presets: dict[str, Preset] = {}
        self.box = PickBox()
        self.box.setAccessibleName(tr("Kept choices"))
        self.box.keep_to(18)
        self.box.activated.connect(self._take)
        self.keep = QPushButton(tr("Keep as…"))
        self.keep.clicked.connect(self.ask_name)
        self.more = QPushButton(tr("More…"))
        self.more.setAccessibleName(tr("More with kept choices"))
        self.more.clicked.connect(self._menu)
        for button in (self.keep, self.more):
            button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self.box, 1)
        row.addWidget(self.keep)
        row.addWidget(self.more)
        self.remarks = self._show(desk.briefings.presets())

    def _show(self, found: ReadPresets, *, current: str = "") -> tuple[str, ...]:
        self._presets = {preset.name: preset for preset in found.presets}
        self.box.clear()
        self.box.addItem(tr("usual choices") if self._presets else tr("no choices kept yet"), "")
        for name in self._presets:
            self.box.addItem(name, name)
        self.box.setCurrentIndex(max(0, self.box.findData(current)))
        self.box.setEnabled(bool(self._presets))
        return found.remarks

    def _take(self) -> None:
        preset = self._presets.get(str(self.box.currentData()))
        if preset is None:
            preset = self._current("").__class__(
                name="usual",
                marking=self._desk.briefings.options().marking,
                prepared_by=self._desk.briefings.options().prepared_by,
            )
        self.chosen.emit(preset)

    @made_as_one
    def ask_name(self) -> None:
        """Asks for a name and keeps the choices under it."""
        sheet = NameSheet(self._theme, str(self.box.currentData() or ""), taken=set(self._presets), parent=self)
        sheet.named.connect(self.keep_as)
        show(sheet)

    def keep_as(self, name: str) -> None:
        """Keeps the choices as they are now under a name."""
        self._attempt(lambda: self._kept(name))

    def _kept(self, name: str) -> str:
        made = self._current(name)
        self._show(self._desk.briefings.keep_presets([made]), current=made.name)
        return tr("Kept as “{name}”.", name=made.name)

    def _menu(self) -> None:
        menu = QMenu(self)
        name = str(self.box.currentData() or "")
        for words, action, on in (
            (tr("Forget “{name}”", name=name) if name else tr("Forget"), lambda: self.forget(name), bool(name)),
            (tr("Write all to a file for colleagues…"), self._give_out, bool(self._presets)),
            (tr("Import a colleague's file…"), self._take_in, True),
        ):
            made = menu.addAction(caption(words))
            made.setEnabled(on)
            made.triggered.connect(lambda _checked=False, action=action: action())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def forget(self, name: str) -> None:
        """Takes a preset out."""

        def verb() -> str:
            self._show(self._desk.briefings.forget_preset(name))
            return tr("“{name}” is no longer kept.", name=name)

        self._attempt(verb)

    def _give_out(self) -> None:
        usual = str(self._desk.usual_folder() / "briefing-presets.json")
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Kept choices for colleagues"), usual, "*.json")
        if chosen:
            self._attempt(
                lambda: tr("Written: {path}", path=self._desk.briefings.export_presets(Path(chosen), replace=True))
            )

    def _take_in(self) -> None:
        folder = str(self._desk.usual_folder())
        chosen, _kind = QFileDialog.getOpenFileName(self, tr("A colleague's kept choices"), folder, "*.json")
        if chosen:
            self.take_in(Path(chosen))

    def take_in(self, path: Path) -> None:
        """Takes in a colleague's file; what it names that is gone is said, and one's own of the same name stay."""

        def verb() -> str:
            found = self._desk.briefings.read_presets(path)
            mine = [preset for preset in found.presets if preset.name in self._presets]
            fresh = [preset for preset in found.presets if preset.name not in self._presets]
            if fresh:
                self._show(self._desk.briefings.keep_presets(fresh))
            told = [trn("{n} set of choices imported.", "{n} sets of choices imported.", len(fresh))]
            if mine:
                names = ", ".join(f"“{preset.name}”" for preset in mine)
                told.append(tr("Yours are kept where the names are the same: {names}.", names=names))
            return " ".join((*told, *found.remarks))

        self._attempt(verb)

    def _attempt(self, verb: Callable[[], str]) -> None:
        try:
            self.said.emit(verb(), False)
        except ExpectedError as error:
            self.said.emit(error.sentence(), True)


class NameSheet(QDialog):
    """Asks for a name.

    Signals:
        named: The name.
    """

    named = Signal(str)

    def __init__(self, theme: Theme, name: str, *, taken: set[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._taken = taken
        self.setWindowTitle(tr("Keep these choices"))
        self.line = QLineEdit(name)
        self.line.setMaxLength(80)
        self.line.setAccessibleName(tr("Name"))
        self.line.textChanged.connect(self._look)
        self._said = label(role="small", wrap=True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(18),) * 4)
        column.setSpacing(theme.px(8))
        column.addWidget(label(tr("Keep these choices under the name"), role="strong"))
        column.addWidget(self.line)
        column.addWidget(self._said)
        column.addWidget(
            label(tr("Title, date, copy number and what it is compared with are not kept."), role="small", wrap=True)
        )
        column.addWidget(self._buttons)
        self.setMinimumWidth(theme.px(380))
        self._look()

    def _name(self) -> str:
        return " ".join(self.line.text().split())

    def _look(self) -> None:
        name = self._name()
        self._said.setText(tr("Choices already kept under this name will be replaced.") if name in self._taken else "")
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(bool(name) and name.isprintable())

    def accept(self) -> None:
        self.named.emit(self._name())
        super().accept()
