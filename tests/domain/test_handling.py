"""A marking is held against that of the document: covered by it, above it, or in no order with it."""

from __future__ import annotations

import itertools

import pytest

from briefing_app.domain.handling import SCHEMES, compare, covering


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_goes_from_the_lowest_level_to_the_highest(scheme: str) -> None:
    levels = SCHEMES[scheme]
    for (low, lower), (high, higher) in itertools.combinations(enumerate(levels), 2):
        assert low < high
        for one, other in itertools.product(lower, higher):
            assert compare(one, other) == "within", (one, other)
            assert compare(other, one) == "above", (other, one)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_all_spellings_of_a_level_are_the_same(scheme: str) -> None:
    for spellings in SCHEMES[scheme]:
        for one, other in itertools.product(spellings, repeat=2):
            assert compare(one, other) == "within"


@pytest.mark.parametrize(
    ("note", "document", "standing"),
    [
        ("", "", "within"),
        ("", "SECRET", "within"),
        ("SECRET", "", "above"),
        ("UNCLASSIFIED", "", "within"),
        ("official sensitive", "OFFICIAL-SENSITIVE", "within"),
        ("Top  Secret", "SECRET", "above"),
        ("[SECRET]", "secret", "within"),
        ("CUI", "UNCLASSIFIED", "above"),
        ("RESTRICTED", "OFFICIAL", "unordered"),
        ("NATO SECRET", "SECRET", "unordered"),
        ("SECRET//NOFORN", "SECRET", "unordered"),
        ("SECRET", "SECRET//NOFORN", "within"),
        ("SECRET//NOFORN", "CONFIDENTIAL", "above"),
        ("for Anna only", "", "unordered"),
        ("for Anna only", "TOP SECRET", "unordered"),
        ("for Anna only", "For Anna only", "within"),
        ("★", "★", "within"),
        ("★", "☆", "unordered"),
        ("\u200b", "", "unordered"),
        ("ДСП", "", "above"),
        ("ДСП, экз. № 3", "Для служебного пользования", "within"),
        ("СЕКРЕТНО экз. № 1", "ДСП", "above"),
        ("Құпия", "Секретно", "within"),
        ("EU RESTRICTED", "RESTREINT UE/EU RESTRICTED", "within"),
        ("ЅECRET", "TOP SECRET", "unordered"),  # its first letter is Cyrillic
    ],
)
def test_a_note_stands_to_its_document(note: str, document: str, standing: str) -> None:
    assert compare(note, document) == standing


def test_what_covers_all_is_the_lowest_that_does() -> None:
    assert covering("", ["OFFICIAL", "SECRET", ""]) == "SECRET"
    assert covering("SECRET", ["OFFICIAL"]) == "SECRET"
    assert covering("OFFICIAL", []) == "OFFICIAL"
    assert covering("", ["for Anna only", "for Anna only"]) == "for Anna only"


def test_nothing_covers_what_stands_in_no_order() -> None:
    assert covering("OFFICIAL", ["for Anna only"]) == ""
    assert covering("", ["NATO SECRET", "TOP SECRET"]) == ""
    assert covering("", ["SECRET//NOFORN", "SECRET//UK EYES ONLY"]) == ""
