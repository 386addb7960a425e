"""Blocks become JSON in which every language is named, every link leads somewhere, and long words can break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing_app import paths
from briefing_app.report.blocks import Grid, Head, Heading, Line, Paragraph, Run, Section, plain
from briefing_app.report.breaks import breakable
from briefing_app.report.printable import cover_of
from briefing_app.report.template_data import Pages

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


def runs_of(text: str, *, lang: str = "en") -> list[dict[str, object]]:
    section = Section(key="k", title="T", blocks=(Paragraph(runs=plain(text, lang=lang)),))
    found = Pages([section], cover=COVER).values()[0]["blocks"][0]["runs"]
    assert isinstance(found, list)
    return found


def test_words_against_the_direction_around_them_are_runs_of_their_own() -> None:
    assert runs_of("see (دافغانستان بانک), 3") == [
        {"text": "see ("},
        {"text": "دافغانستان بانک", "rtl": True, "lang": "fa-AF"},
        {"text": "), 3"},
    ]


def test_a_language_that_is_known_is_not_guessed_and_one_that_cannot_be_is_left_out() -> None:
    assert runs_of("کابل", lang="ps") == [{"text": "کابل", "rtl": True, "lang": "ps"}]
    assert runs_of("Kabul", lang="x;") == [{"text": "Kabul"}]


def test_a_paragraph_that_runs_from_right_to_left_says_so_with_its_language() -> None:
    text = "رئیس جمهور قزاقستان گفت https://example.org/a/long/address/that/is/longer/than/all/words/before/it"
    section = Section(key="k", title="T", blocks=(Paragraph(runs=plain(text)),))
    made = Pages([section], cover=COVER).values()[0]["blocks"][0]
    assert (made["rtl"], made["lang"]) == (True, "fa-AF")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("China-Kyrgyzstan-Uzbekistan", ["China-", "Kyrgyzstan-", "Uzbekistan"]),
        ("https://example.org/a-b/c_d?e=f", ["https://", "example.", "org/", "a", "-b/", "c_", "d?", "e=", "f"]),
        ("x" * 30, ["x" * 30]),
    ],
)
def test_a_word_that_may_be_too_long_comes_in_the_parts_between_which_it_may_break(word: str, parts: list[str]) -> None:
    assert breakable(f"see {word} there", abreast=10) == ["see ", {"fit": parts}, " there"]


def test_a_name_with_hyphens_stays_whole_where_it_surely_fits() -> None:
    assert breakable("in Mazar-i-Sharif, there", abreast=100) == ["in ", {"keep": "Mazar-i-Sharif,"}, " there"]


@pytest.mark.parametrize("text", ["two ways", "哈萨克斯坦" * 60, "ภาษาไทย" * 60, "2023 – 2024", ""])
def test_text_that_breaks_by_itself_is_left_alone(text: str) -> None:
    assert breakable(text, abreast=100) == text


@given(st.text(max_size=80), st.sampled_from([8, 30, 110]))
def test_marking_words_changes_no_letter(text: str, abreast: int) -> None:
    made = breakable(text, abreast=abreast)
    said = [made] if isinstance(made, str) else [p if isinstance(p, str) else next(iter(p.values())) for p in made]
    assert "".join(piece if isinstance(piece, str) else "".join(piece) for piece in said) == text


def test_a_long_title_is_shortened_between_words_where_it_stands_on_every_page() -> None:
    made = Pages([], cover=COVER).title("word " * 40)
    assert made["title"] == ("word " * 40).strip()
    running = made["running"]
    assert isinstance(running, str)
    assert running.endswith("word…") and len(running) <= 86


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
