"""Notes as files: take some in, give some out, look into the backups. One road for tab, menu and Ctrl+K."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from briefing_app.desk import Desk
from briefing_app.translation import tr, trn
from briefing_app.ui import notices
from briefing_app.ui.dialogs import show
from briefing_app.ui.theme import Theme

if TYPE_CHECKING:
    from briefing_app.domain.model import Note


def take_in(desk: Desk, theme: Theme, parent: QWidget) -> None:
    """Asks for a file and shows what taking it in would do."""
    from briefing_app.ui.notes.importing import READABLE, ImportDialog

    if _is_switched_off(desk, parent):
        return
    chosen, _kind = QFileDialog.getOpenFileName(
        parent,
        tr("Import notes"),
        str(desk.usual_folder()),
        f"{tr('Notes and briefings')} ({READABLE});;{tr('All files')} (*)",
    )
    if chosen:
        show(ImportDialog(desk, theme, Path(chosen), parent=parent.window()))


def take_in_from(path: Path, desk: Desk, theme: Theme, parent: QWidget) -> None:
    """Shows what taking in a file that was opened with this program would do."""
    from briefing_app.ui.notes.importing import ImportDialog

    if not _is_switched_off(desk, parent):
        show(ImportDialog(desk, theme, path, parent=parent.window()))


def _is_switched_off(desk: Desk, parent: QWidget) -> bool:
    """Says so where the organisation has switched the taking in of notes off."""
    off = not desk.policy.allows("import_notes")
    if off:
        notices.tell(parent, tr("Your organisation has switched off importing notes from files."))
    return off


def give_out(desk: Desk, parent: QWidget, notes: Iterable[Note] | None = None) -> None:
    """Asks where to, and writes notes as JSON-LD, workbook, CSV or Markdown, as the name says.

    Args:
        desk: Whose notes.
        parent: Where the person asked.
        notes: Which notes; None for all on this briefing.
    """
    kinds = {
        tr("Annotations for this and other programs (JSON-LD)"): ".jsonld",
        tr("Workbook for spreadsheets (XLSX)"): ".xlsx",
        tr("Table for spreadsheets (CSV)"): ".csv",
        tr("Text for reading (Markdown)"): ".md",
    }
    chosen, kind = QFileDialog.getSaveFileName(
        parent,
        tr("Export notes"),
        str(desk.usual_folder() / "notes.jsonld"),
        ";;".join(f"{words} (*{ending})" for words, ending in kinds.items()),
    )
    if not chosen:
        return
    path = Path(chosen)
    wanted = next((ending for words, ending in kinds.items() if kind.startswith(words)), ".jsonld")
    if path.suffix.casefold() not in (*kinds.values(), ".json", ".markdown"):
        path = path.with_name(path.name + wanted)
    elif kind and path.name == "notes.jsonld":
        path = path.with_suffix(wanted)
    if path != Path(chosen) and path.exists():  # the system's dialog asked about another name
        notices.tell(parent, tr("{path} already exists. Choose it by its full name to replace it.", path=path))
        return
    listed = tuple(notes) if notes is not None else desk.notes.all()[::-1]
    count = trn("{n} note", "{n} notes", len(listed))
    elsewhere = desk.notes.elsewhere_words() if notes is None else ""
    done = tr("{count} written to {path}", count=count, path="{path}")
    if elsewhere:  # the sentence is filled once more, with the path
        done += ". " + tr("Left out: {notes}", notes=elsewhere.replace("{", "{{").replace("}", "}}"))
    notices.attempt(
        parent,
        lambda: desk.notes.export(path, listed),
        done=done,
        path=path,
    )


def backups(desk: Desk, theme: Theme, parent: QWidget) -> None:
    """Shows the backups."""
    from briefing_app.ui.notes.backups import BackupsDialog

    show(BackupsDialog(desk, theme, parent=parent.window()))
