"""What a copied table holds: words that stay words, figures that stay figures, and nothing that a program would run."""

from __future__ import annotations

import datetime as dt

from briefing_app.desk.clipboard import rows_as_html, rows_as_text
from briefing_app.domain.specs import Caption, Cell, Column, Row, TableSpec

COLUMNS = (
    Column(key="name", label="Name & kind"),
    Column(key="value", label="Value", kind="number"),
    Column(key="state", label="State", kind="word"),
)


def table(*cells: Cell) -> TableSpec:
    return TableSpec(caption=Caption(key="t", title="T"), columns=COLUMNS, rows=(Row(cells=cells),))


ONE = table(Cell(text="Aktau\n <port>"), Cell(text="7.1", value=7.1), Cell(text="● operating"))


def test_rows_are_words_with_tabs_under_their_headings() -> None:
    assert rows_as_text(ONE, ONE.rows).splitlines() == ["Name & kind\tValue\tState", "Aktau <port>\t7.1\toperating"]
    assert rows_as_text(ONE, ()) == "Name & kind\tValue\tState"


def test_words_that_a_spreadsheet_would_compute_stay_words() -> None:
    spec = table(Cell(text="=1+1"), Cell(text="1"), Cell(text="@now"))
    name, _value, state = rows_as_text(spec, spec.rows).splitlines()[1].split("\t")
    assert not name.startswith(("=", "+", "-", "@"))
    assert not state.startswith("@")


def test_a_figure_is_a_figure_in_any_language_and_words_are_escaped() -> None:
    made = rows_as_html(ONE, ONE.rows)
    assert "<th>Name &amp; kind</th>" in made
    assert "Aktau &lt;port&gt;" in made
    assert 'sdval="7.1" sdnum="1033;1033;General" x:num="7.1">7.1</td>' in made
    assert made.count("x:num") == 1
    assert ">operating</td>" in made


def test_what_is_no_single_figure_stays_words_at_the_side_of_figures() -> None:
    for cell in (
        Cell(text="2 to 3", value=2.0, high=3.0),
        Cell(text="5 May", value=dt.date(2024, 5, 5)),
        Cell(text="–"),
    ):
        spec = table(Cell(text="x"), cell, Cell(text="y"))
        made = rows_as_html(spec, spec.rows)
        assert "x:num" not in made
        assert '<td align="right" style=' in made
