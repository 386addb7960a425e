"""Text of others reaches the page literally: nothing hidden, nothing missing, nothing steering."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app import paths
from briefing_app.report.printable import clean, cover_of, line

COVER = cover_of(paths.fonts())


def test_a_character_without_glyph_is_named_by_its_code() -> None:
    assert clean("a\U00010900b\ue000", cover=COVER) == "a[U+10900]b[U+E000]"


def test_controls_that_turn_text_around_vanish() -> None:
    assert clean("gnp\u202e.exe", cover=COVER) == "gnp.exe"


def test_places_to_break_that_somebody_wrote_vanish() -> None:
    assert clean("Kazakh\u00adstan\u200band\u2060more", cover=COVER) == "Kazakhstanandmore"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_a_line_feed(end: str) -> None:
    assert clean(f"a{end}b", cover=COVER) == "a\nb"


def test_a_tab_is_seen() -> None:
    assert clean("a\tb", cover=COVER) == "a    b"


def test_marks_stand_only_on_letters_of_their_script_and_do_not_pile_up() -> None:
    assert clean("\u0301x", cover=COVER) == "x"
    assert clean("a\u064e", cover=COVER) == "a"
    assert len(clean("x" + "\u0323" * 9, cover=COVER)) == 5


@pytest.mark.parametrize("text", ["Қазақстан", "Тоҷикистон", "می‌خواهم", "د افغانستان بانک", "Türkiye – “quoted” → ✓"])
def test_the_scripts_of_the_subject_stay_as_they_are(text: str) -> None:
    assert clean(text, cover=COVER) == text


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\u202e", "\n\n"])
def test_a_blank_title_gets_words(text: str) -> None:
    assert line(text, cover=COVER) == "(no title)"


@given(st.text(st.characters(exclude_categories=()), max_size=60))
@settings(max_examples=300, deadline=None)
def test_whatever_comes_in_only_known_characters_come_out_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text, cover=COVER)
    assert all(ord(c) in COVER or c in "\n\u200c\u200d" for c in once)
    assert clean(once, cover=COVER) == once
