"""What is wrong with the data that were read, in words and as a table."""

from __future__ import annotations

from collections.abc import Mapping

from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec
from briefing_app.domain.table_cells import number_cell
from briefing_app.domain.tables import Dataset
from briefing_app.translation import tr, trn


def summary(dataset: Dataset) -> str:
    """Returns one sentence on what was left out while reading; empty if nothing was."""
    errors = [problem for problem in dataset.problems if problem.severity == "error"]
    if not errors:
        return ""
    files = list(dict.fromkeys(problem.file for problem in errors))
    named = ", ".join(files[:4])
    if len(files) > 4:
        named = tr("{names} and {n} more", names=named, n=len(files) - 4)
    return trn(
        "{n} fault was found in {files}; the faulty part is left out, the rest is shown.",
        "{n} faults were found in {files}; the faulty parts are left out, the rest is shown.",
        len(errors),
        files=named,
    )


def _none_words() -> Mapping[str, str]:
    return {
        "judgements": tr("This briefing has no judgements yet."),
        "claims": tr("This briefing has no claims to check."),
        "indicators": tr("This briefing has no indicators to look at."),
        "evidence": tr("This briefing has no evidence."),
        "hypotheses": tr("This briefing has no competing explanations."),
        "corridors": tr("This briefing has no corridors."),
        "actors": tr("This briefing has no actors."),
        "relations": tr("This briefing has no relations between actors."),
        "sources": tr("This briefing has no sources."),
        "events": tr("This briefing has no events."),
        "series": tr("This briefing has no figures."),
    }


def why_empty(dataset: Dataset, table: str, *, otherwise: str) -> str:
    """Returns why a view shows nothing: its file could not be used, it holds no row, or else the words given.

    Args:
        dataset: The data.
        table: Name of the table that the view shows.
        otherwise: The words if the data are there and the filter hides them.
    """
    file = f"{table}.csv"
    found = dataset.tables.get(table)
    missing = found.missing if found else ""
    faults = [problem for problem in dataset.problems if problem.file == file and problem.severity == "error"]
    if getattr(dataset, table) or (found is None and not faults):
        return otherwise
    if not (faults or missing):
        return _none_words().get(table) or tr("This briefing has no row in {file}.", file=file)
    words = tr("Nothing of {file} could be used: {message}", file=file, message=missing or faults[0].message)
    more = len(faults) - 1
    if more < 1:
        return words
    return trn(
        "{words} ({n} more fault; the menu lists it under “Problems in the data”.)",
        "{words} ({n} more faults; the menu lists them under “Problems in the data”.)",
        more,
        words=words,
    )


def table(scope: Scope) -> TableSpec:
    """Returns every fault of the data as a row: what it did, file, line, column, and what was expected."""
    dataset = scope.dataset
    words = {"error": ("✕ " + tr("left out"), "bad"), "warning": ("! " + tr("warning"), "warn")}
    rows = tuple(
        Row(
            cells=(
                Cell(text=words[problem.severity][0], sort=problem.severity, tone=words[problem.severity][1]),
                Cell(text=problem.file, sort=problem.file),
                number_cell(problem.row, text="" if problem.row is None else None),
                Cell(text=problem.column, sort=problem.column),
                Cell(text=problem.message, sort=problem.message),
            )
        )
        for problem in dataset.problems
    )
    columns = (
        Column(key="severity", label=tr("Effect"), kind="word", weight=2),
        Column(key="file", label=tr("File"), kind="word", weight=2),
        Column(key="row", label=tr("Line"), kind="number", weight=1),
        Column(key="column", label=tr("Column"), weight=2),
        Column(key="message", label=tr("What is wrong, and what was expected"), weight=8),
    )
    caption = Caption(
        key="problems",
        title=tr("Problems in the data"),
        subtitle=summary(dataset) or tr("Nothing was left out."),
        summary=summary(dataset),
        edition=scope.edition,
        empty="" if rows else tr("No problem was found."),
    )
    return TableSpec(caption=caption, columns=columns, rows=rows, row_header=1)
