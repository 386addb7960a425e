"""The verbs on exported briefings: export, open somebody's PDF, take the choices of an earlier one again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QDialog, QWidget

from briefing_app.translation import tr
from briefing_app.ui.speech import made_as_one
from briefing_app.ui.tabs import TABS

if TYPE_CHECKING:
    from briefing_app.desk import Desk
    from briefing_app.report.history import Exported
    from briefing_app.ui.detail import DetailPane
    from briefing_app.ui.on_screen import OnScreen
    from briefing_app.ui.tab import Tab
    from briefing_app.ui.theme import Theme


class Askable(Protocol):
    """What these verbs need of the window."""

    theme: Theme

    @property
    def detail(self) -> DetailPane:
        """The detail pane."""

    def chosen_notes(self) -> tuple[str, ...]:
        """Returns the ids of the notes that are chosen in the list of notes."""

    @property
    def current(self) -> Tab | None:
        """The tab that is shown."""


class BriefingVerbs:
    """The part of the verbs of a window that is about exported briefings."""

    _desk: Desk

    @property
    def _asked(self) -> Askable:
        raise NotImplementedError

    @property
    def _widget(self) -> QWidget:
        raise NotImplementedError

    @staticmethod
    def _open(dialog: QDialog) -> None:
        raise NotImplementedError

    def export(self) -> None:
        """Ctrl+E: choose what the briefing says and where it lies."""
        self.export_since(None)

    @made_as_one
    def export_since(self, since: Path | None) -> None:
        """The same, compared with an older briefing."""
        from briefing_app.ui.briefing.sheet import BriefingSheet

        window = self._asked
        window.detail.flush()
        sheet = BriefingSheet(
            self._desk,
            window.theme,
            chosen_notes=window.chosen_notes(),
            seen=self.on_screen(),
            since=since,
            parent=self._widget,
        )
        sheet.opened.connect(self.show_pdf)
        self._open(sheet)

    def on_screen(self) -> OnScreen | None:
        """Returns what the tab shows now; None before one is shown."""
        from briefing_app.ui.on_screen import on_screen

        tab = self._asked.current
        if tab is None:
            return None
        title = next(entry.title for entry in TABS if entry.key == tab.KEY)
        return on_screen(tab, tr(title))

    def open_pdf(self) -> None:
        """Ctrl+Shift+O: asks for a PDF that somebody exported, and shows what it holds."""
        folder = str(self._desk.usual_folder())
        from PySide6.QtWidgets import QFileDialog

        chosen, _kind = QFileDialog.getOpenFileName(self._widget, tr("Open an exported PDF"), folder, "PDF (*.pdf)")
        if chosen:
            self.show_pdf(Path(chosen))

    @made_as_one
    def show_pdf(self, path: Path) -> None:
        """Shows what an exported briefing holds."""
        from briefing_app.ui.briefing.opened import OpenedDialog

        dialog = OpenedDialog(self._desk, self._asked.theme, path, parent=self._widget)
        dialog.followed.connect(lambda ref: self._desk.follow(ref, initiator="opened-briefing"))
        dialog.compare_wanted.connect(self.export_since)
        dialog.notes_wanted.connect(self.take_in_notes)
        self._open(dialog)

    @made_as_one
    def earlier_briefings(self) -> None:
        """What was exported before; its choices are taken again in the sheet."""
        from briefing_app.ui.briefing.history import HistoryDialog

        dialog = HistoryDialog(self._desk, self._asked.theme, parent=self._widget)
        dialog.opened.connect(self.show_pdf)
        dialog.again.connect(self._again)
        self._open(dialog)

    def _again(self, exported: Exported, with_filter: bool) -> None:
        from briefing_app.ui.briefing.sheet import BriefingSheet

        self.export()
        for sheet in self._widget.findChildren(BriefingSheet):
            if sheet.isVisible():
                sheet.take_again(exported, with_filter)

    def take_in_notes(self, path: Path) -> None:
        """Shows what taking in the notes of a file would do."""
        from briefing_app.ui.notes import files

        self._asked.detail.flush()
        files.take_in_from(path, self._desk, self._asked.theme, self._widget)
