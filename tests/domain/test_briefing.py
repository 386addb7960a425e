"""What a package says that it is about: none, one, two or five ambitions, told by letters, names and colours."""

from __future__ import annotations

import pytest

from briefing_app.domain.briefing import Ambition, Briefing, bears_on, found_in
from briefing_app.domain.colours import THEMES
from briefing_app.domain.wording import Sign


def briefing(keys: str) -> Briefing:
    return Briefing(ambitions=tuple(Ambition(key=k, letter=k.lower(), name=f"name of {k}") for k in keys))


@pytest.mark.parametrize(
    ("keys", "word", "letters", "names"),
    [
        ("", "both", "", "no ambition"), ("", "none", "", "no ambition"), ("", "A", "A", "ambition A"),
        ("A", "A", "a", "name of A"), ("A", "both", "a", "name of A"), ("A", "none", "", "no ambition"),
        ("AB", "both", "a b", "both ambitions"), ("AB", "B", "b", "name of B"), ("AB", "none", "", "neither ambition"),
        ("AB", "A;B", "a b", "both ambitions"),
        ("ABCDE", "both", "a b c d e", "all ambitions"), ("ABCDE", "D", "d", "name of D"),
        ("ABCDE", "E;B", "b e", "name of B, name of E"), ("ABCDE", "", "", "no ambition"),
    ],
)  # fmt: skip
def test_a_word_of_the_column_is_told_by_letters_and_names(keys: str, word: str, letters: str, names: str) -> None:
    assert briefing(keys).letters(word) == letters
    assert briefing(keys).names(word) == names


@pytest.mark.parametrize(
    ("keys", "word", "meant"),
    [
        ("AB", "A;B", "both"),
        ("AB", "both", "both"),
        ("A", "both", "A"),
        ("ABC", "C;A", "A;C"),
        ("ABC", "B", "B"),
        ("ABC", "none", "none"),
        ("", "both", "none"),
        ("ABC", "", "none"),
    ],
)
def test_words_that_mean_the_same_are_one(keys: str, word: str, meant: str) -> None:
    assert briefing(keys).meant(word) == meant


def test_letters_stand_as_they_are_asked_for() -> None:
    assert briefing("AB").letters("both", between=" and ") == "a and b"
    assert briefing("AB").letters("none", none="–") == "–"


def test_each_of_five_has_a_colour_of_its_own_and_a_sixth_has_none() -> None:
    found = [briefing("ABCDEF").tone(key) for key in "ABCDEF"]
    assert found == ["A", "B", "C", "D", "E", "ink"]
    assert all(tone in tones for tones in THEMES.values() for tone in found)
    assert briefing("XY").tone("X") == "A"  # by place, whatever the key
    assert briefing("AB").tone("both") == "both"
    assert briefing("AB").tone("none", none="muted") == "muted"
    assert briefing("AB").tone("Z") == "ink"


def test_a_sign_holds_letters_names_and_colour() -> None:
    assert briefing("AB").sign("B") == Sign("b", "name of B", "B")
    assert briefing("").sign("none") == Sign("", "no ambition", "none")


def test_lists_are_in_the_order_of_the_ambitions_with_several_behind() -> None:
    words = ["none", "both", "C", "A", "B", "Z"]
    assert sorted(words, key=briefing("ABC").place) == ["A", "B", "C", "Z", "both", "none"]


def test_lanes_have_what_bears_on_several_between_the_first_and_the_rest() -> None:
    assert sorted(["none", "B", "both", "A"], key=briefing("AB").between) == ["A", "both", "B", "none"]


def test_an_ambition_without_a_name_is_called_by_its_letter() -> None:
    assert Briefing(ambitions=(Ambition(key="A", letter="A"),)).name_of("A") == "ambition A"


@pytest.mark.parametrize(
    ("word", "key", "answer"),
    [
        ("A", "A", True),
        ("both", "A", True),
        ("A;C", "C", True),
        ("A;C", "B", False),
        ("none", "A", False),
        ("", "A", False),
        ("AB", "A", False),
    ],
)
def test_an_entry_bears_on_the_ambitions_that_its_word_names(word: str, key: str, answer: bool) -> None:
    assert bears_on(word, key) is answer


def test_the_tables_tell_the_ambitions_of_a_package_that_names_none() -> None:
    assert [a.key for a in found_in(["B", "both", "none", "", "A;C", "A"])] == ["A", "B", "C"]


def test_the_letters_are_explained_in_one_line() -> None:
    assert briefing("AB").meaning() == "a: name of A; b: name of B; – for none"
    assert briefing("").meaning() == ""
