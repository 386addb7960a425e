"""Rows out of the program: as a workbook first, as CSV second, and onto the clipboard as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from briefing_app.domain.specs import Row, TableSpec
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui import notices
from briefing_app.ui.menu_button import menu_button
from briefing_app.ui.plain_text import for_clipboard, set_tip
from briefing_app.ui.policy import offered_place
from briefing_app.ui.tasks import Tasks

Export = Callable[[TableSpec, Path], Path]
MANY = 2_000
"""Rows from which on a file is written beside the window."""


def verbs() -> tuple[tuple[str, str, str], ...]:
    """Returns name, tooltip and ending of each form in which rows are saved, in the order of every menu."""
    return (
        (tr("XLSX"), tr("Save the rows as a workbook, with a sheet on fields and sources"), "xlsx"),
        (tr("CSV"), tr("Save the rows as CSV, with a README of fields and sources"), "zip"),
    )


def save_rows(widget: QWidget, spec: TableSpec, export: Export, ending: str) -> None:
    """Asks where to, saves the rows there and says how it went.

    Args:
        widget: Where the person asked.
        spec: The table.
        export: Writes it.
        ending: The form: "xlsx", or "zip" for CSV with its README.
    """
    kinds = {
        "xlsx": tr("Workbook (*.xlsx)"),
        "zip": tr("CSV with README (*.zip)"),
        "csv": tr("CSV alone (*.csv)"),
    }
    offered = [kinds[form] for form in (("xlsx",) if ending == "xlsx" else ("zip", "csv"))]
    name = f"{spec.caption.key or 'rows'}.{ending}"
    place = offered_place(widget, name)
    chosen, kind = QFileDialog.getSaveFileName(widget, tr("Save rows and README"), place, ";;".join(offered))
    if not chosen:
        return
    path = Path(chosen)
    if kind == kinds["csv"] and path.name == name:
        path = path.with_suffix(".csv")
    elif path.suffix.casefold() not in (".xlsx", ".zip", ".csv"):
        path = path.with_name(f"{path.name}.{ending}")
    if path != Path(chosen) and path.exists():  # the person was asked about the name as it was typed, not about this
        why = tr("{path} already exists and was not changed.", path=path)
        notices.warn(widget, ExpectedError(why, hint=tr("Choose it by its full name to replace it.")))
        return
    tasks = getattr(widget.window(), "tasks", None)
    if len(spec.rows) > MANY and isinstance(tasks, Tasks):
        _save_aside(widget.window(), tasks, lambda: export(spec, path), path)
    else:
        notices.attempt(widget, lambda: export(spec, path), done=tr("Saved {path}"), path=path)


def _save_aside(window: QWidget, tasks: Tasks, write: Callable[[], Path], path: Path) -> None:
    """Very many rows take seconds: they are written beside the window, which says when it is done."""

    def refuse(error: BaseException) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        notices.warn(window, error)

    notices.tell(window, tr("Saving {path} …", path=path))
    done = tr("Saved {path}", path=path)
    tasks.run(f"save {path}", write, accept=lambda _path: notices.tell(window, done), refuse=refuse)


def save_button(widget: QWidget, spec: Callable[[], TableSpec | None], export: Export) -> QToolButton:
    """Returns the button beside a list that offers its rows as a file.

    Args:
        widget: The list.
        spec: Its table as it is now.
        export: Writes it.
    """
    button, menu = menu_button(tr("Save…"), tr("Save the rows as a file"))

    def save(ending: str) -> None:
        shown = spec()
        if shown is not None:
            save_rows(widget, shown, export, ending)

    for name, tip, ending in verbs():
        entry = menu.addAction(name)
        set_tip(entry, tip)
        entry.triggered.connect(lambda _checked=False, ending=ending: save(ending))
    return button


def rows_for_clipboard(spec: TableSpec, rows: Sequence[Row]) -> QMimeData:
    """Returns rows as an HTML table and as words with tabs."""
    from briefing_app.desk import clipboard

    return for_clipboard(html=clipboard.rows_as_html(spec, rows), text=clipboard.rows_as_text(spec, rows))
