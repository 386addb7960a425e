"""No page ends with a heading, no row of a table stands alone, no page is nearly empty: measured on the pages."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from briefing_app.domain.tables import Dataset
from briefing_app.report.blocks import Grid, Head, Heading, Line, Paragraph, Section, plain
from briefing_app.report.options import BriefingOptions
from briefing_app.report.planned import BriefingPlan
from briefing_app.report.snapshot import plan
from tests.domain.scopes import scope_of
from tests.report.conftest import DAY, export, note
from tests.report.page_layout import begun_with_sections, fills, lone_rows, parts, stranded_headings

LEAST = 0.25
"""Share of a page that is filled at least, but where a section ends."""


def assert_laid_out(path: Path) -> None:
    """Asserts that the pages of a document hold together."""
    with pikepdf.open(path) as pdf:
        whole = parts(pdf)
        assert stranded_headings(whole) == []
        assert lone_rows(whole) == []
    ended = {page - 1 for page in begun_with_sections(whole)}
    shares = enumerate(fills(path)[:-1], start=1)
    assert [n for n, share in shares if share < LEAST and n not in ended] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["standard-a4", "standard-letter"])
def test_the_standard_form_holds_together(forms: dict[str, Path], name: str) -> None:
    assert_laid_out(forms[name])


@pytest.mark.slow
def test_lists_in_columns_settle_whatever_stands_before_them(dataset: Dataset, tmp_path: Path) -> None:
    """Where each begins depends on how those before it are set: the typesetter gives up after five attempts."""
    options = BriefingOptions(date=DAY, sections=("trade", "actors", "notes", "sources"), notes="all")
    targets = [str(event.ref) for event in dataset.events[:30]]
    notes = tuple(note("Ask again. " * 30, ident=f"n-{n}", target=target) for n, target in enumerate(targets))
    (tmp_path / "out").mkdir()
    made = plan(scope_of(dataset), options, notes, version="9")
    assert_laid_out(export(made, tmp_path / "out" / "lists.pdf"))


@pytest.mark.slow
def test_the_full_form_holds_together(full_pdf: Path) -> None:
    assert_laid_out(full_pdf)


def table(rows: int) -> Grid:
    columns = (Head(label="Name", weight=2), Head(label="Words", weight=3))
    lines = tuple(Line(cells=(plain(f"Row {n}"), plain("word " * 30))) for n in range(rows))
    return Grid(columns=columns, lines=lines, title="A table", dense=True)


@pytest.mark.slow
def test_wherever_a_table_begins_no_row_and_no_heading_of_it_stands_alone(tmp_path: Path) -> None:
    """Tables of many lengths begin at every height of a page."""
    sections = tuple(
        Section(
            key=f"s{n}",
            title=f"Section {n}",
            blocks=(*(Paragraph(runs=plain("Words.")) for _ in range(n)), Heading(text="Under it", level=2), table(n)),
        )
        for n in range(2, 44)
    )
    made = BriefingPlan(
        title="Tables", options=BriefingOptions(date=DAY), sections=sections, lines=(), snapshot={}, edition="1"
    )
    (tmp_path / "out").mkdir()
    with pikepdf.open(export(made, tmp_path / "out" / "tables.pdf")) as pdf:
        whole = parts(pdf)
    assert stranded_headings(whole) == []
    assert lone_rows(whole) == []
