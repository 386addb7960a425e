"""Blocks become JSON in which nothing steers, every link leads somewhere, and long words can break."""

from __future__ import annotations

from briefing_app import paths
from briefing_app.report.blocks import Grid, Head, Heading, Line, Paragraph, Run, Section, plain
from briefing_app.report.clean import cover_of
from briefing_app.report.pages import Pages

COVER = cover_of(paths.fonts())


def run_of(run: Run, *, anchor: str = "") -> dict[str, object]:
    """Returns one run as JSON values, in a document with one place to link to."""
    section = Section(key="k", title="T", blocks=(Paragraph(runs=(run,), anchor=anchor),))
    return Pages([section], cover=COVER).values()[0]["blocks"][0]["runs"][0]


def test_a_link_to_an_entry_that_is_not_in_the_document_is_plain_text() -> None:
    assert "to" not in run_of(Run(text="x", to="event/e"))
    assert run_of(Run(text="x", to="event/e"), anchor="event/e")["to"] == "event/e"


def test_only_safe_addresses_become_links() -> None:
    assert run_of(Run(text="x", url="https://example.org/"))["url"] == "https://example.org/"
    assert "url" not in run_of(Run(text="x", url="javascript:alert(1)"))


def test_a_link_without_visible_words_is_no_link() -> None:
    assert "url" not in run_of(Run(text=" ", url="https://example.org/"))


def test_right_to_left_words_are_isolated_line_by_line() -> None:
    made = run_of(Run(text="بانک\nبانک (1)", lang="fa"))
    assert made["text"] == "\u2068بانک\u2069\n\u2068بانک (1)\u2069"
    assert made["rtl"] is True
    assert "rtl" not in run_of(Run(text="Қазақстан", lang="kk"))


def test_a_long_word_breaks_at_its_joints_first() -> None:
    said = run_of(Run(text="https://example.org/a-long-path/with_parts?and=more"))["text"]
    assert isinstance(said, str)
    assert said.replace("\u200b", "") == "https://example.org/a-long-path/with_parts?and=more"
    assert "example.\u200borg/\u200ba-\u200blong" in said
    assert "exa\u200bmple" not in said


def test_a_word_without_joints_breaks_anywhere_but_not_before_a_mark() -> None:
    said = run_of(Run(text="x" * 30 + "e\u0323" * 3))["text"]
    assert isinstance(said, str)
    assert said.count("\u200b") >= 25
    assert "\u200b\u0323" not in said


def test_a_short_word_is_left_alone() -> None:
    assert run_of(Run(text="two-way trade/transit"))["text"] == "two-way trade/transit"


def test_a_blank_heading_gets_words_and_a_place_is_named_once() -> None:
    blocks = (Heading(text="\u200b", level=2, anchor="a/b"), Heading(text="Second", level=2, anchor="a/b"))
    made = Pages([Section(key="k", title=" ", blocks=blocks)], cover=COVER).values()[0]
    assert made["title"] == made["blocks"][0]["text"] == "(no title)"
    assert [block.get("anchor") for block in made["blocks"]] == ["a/b", None]


def test_a_row_that_may_not_fit_on_a_page_can_break() -> None:
    columns = (Head(label="A", weight=1), Head(label="B", weight=9))
    short, long = Line(cells=(plain("x"), plain("y"))), Line(cells=(plain("word " * 400), plain("y")))
    section = Section(key="k", title="T", blocks=(Grid(columns=columns, lines=(short, long)),))
    lines = Pages([section], cover=COVER).values()[0]["blocks"][0]["lines"]
    assert lines[0].get("whole") is True
    assert "whole" not in lines[1]
