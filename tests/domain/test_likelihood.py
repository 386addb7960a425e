"""Words of likelihood: the band of a number, the range in the sentence, and never together with confidence."""

from __future__ import annotations

import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain import likelihood
from briefing_app.domain.model import Judgement
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError
from tests.domain.records import made


@pytest.fixture(scope="module")
def bundled() -> Dataset:
    return load(paths.bundled_data())


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("PHIA", "PHIA probability yardstick (United Kingdom)"),
        ("ICD203", "ICD 203 (United States)"),
        ("something", "PHIA probability yardstick (United Kingdom)"),
    ],
)
def test_a_scale_is_read_from_the_data_from_the_least_to_the_most(bundled: Dataset, key: str, name: str) -> None:
    found = likelihood.scale(bundled, key)
    assert found.name == name
    assert [band.low for band in found.bands] == sorted(band.low for band in found.bands)
    assert len(found.bands) == 7


def test_a_number_has_the_band_that_holds_it_and_a_gap_has_none(bundled: Dataset) -> None:
    phia = likelihood.scale(bundled, "PHIA")
    words = {low: band.term for low in (2, 15, 30, 60, 85, 97) if (band := likelihood.term_for(phia, low))}
    assert list(words.values()) == [
        "remote chance",
        "highly unlikely",
        "unlikely",
        "likely",
        "highly likely",
        "almost certain",
    ]
    assert likelihood.term_for(phia, 7) is None
    middle = likelihood.term_for(phia, 40, 50)
    assert middle is not None and middle.term == "realistic possibility"
    just_under = next(band for band in phia.bands if band.open_above)
    assert just_under.holds(just_under.high - 0.1)
    assert not just_under.holds(just_under.high)


@pytest.mark.parametrize(("low", "high"), [(50, 40), (-1, 5), (90, 101)])
def test_a_range_that_is_none_is_refused(bundled: Dataset, low: int, high: int) -> None:
    with pytest.raises(ValueError, match="not a range"):
        likelihood.term_for(likelihood.scale(bundled, "PHIA"), low, high)


@pytest.mark.parametrize(
    ("statement", "key", "said", "strong"),
    [
        ("It is unlikely (25-35%) that it comes.", "PHIA", "It is unlikely (25–35 %) that it comes.",
         ["unlikely (25–35 %)"]),
        ("It is unlikely (1-5%) that it comes.", "PHIA", "There is a remote chance (1–5 %) that it comes.",
         ["remote chance (1–5 %)"]),
        ("so there is a remote chance (55-75%) of it", "PHIA", "so it is likely (55–75 %) of it", ["likely (55–75 %)"]),
        ("a likely (1-5%) event", "PHIA", "a likely (1–5 %) event", ["likely (1–5 %)"]),
        ("a likely (80-90%) event", "PHIA", "a highly likely (80–90 %) event", ["highly likely (80–90 %)"]),
        ("It is likely (6-8%).", "PHIA", "It is likely (6–8 %).", ["likely (6–8 %)"]),  # in a gap the word stays
        ("It is likely (90-20%).", "PHIA", "It is likely (90–20 %).", ["likely (90–20 %)"]),
        ("likely (55-75%)", "PHIA", "likely (55–75 %)", ["likely (55–75 %)"]),
        ("It is likely (1-5%) to end.", "ICD203", "There is almost no chance (1–5 %) to end.",
         ["almost no chance (1–5 %)"]),
        ("Nothing is said.", "PHIA", "Nothing is said.", []),
    ],
)  # fmt: skip
def test_a_statement_speaks_in_the_words_of_the_scale_with_the_range_as_it_was(
    bundled: Dataset, statement: str, key: str, said: str, strong: list[str]
) -> None:
    pieces = likelihood.sentence_with_range(statement, dataset=bundled, key=key)
    assert likelihood.plain(pieces) == said
    assert [piece.text for piece in pieces if piece.strong] == strong
    assert all(piece.text for piece in pieces)


def test_without_scales_a_statement_stays_as_it_is() -> None:
    pieces = likelihood.sentence_with_range("It is likely (55-75%).", dataset=Dataset(), key="PHIA")
    assert [piece.text for piece in pieces] == ["It is likely (55-75%)."]


@pytest.mark.parametrize(
    "text",
    [
        "It is likely (55-75%), with high confidence.",
        "Calm. We are confident that it is unlikely.",
        "Confidence in it is low, for it is unlikely.",
    ],
)
def test_likelihood_and_confidence_in_one_sentence_are_refused(bundled: Dataset, text: str) -> None:
    with pytest.raises(ExpectedError, match="stand in one sentence") as refused:
        likelihood.require_apart(text, dataset=bundled)
    assert refused.value.hint


@pytest.mark.parametrize("text", ["It is likely (55-75%). Confidence is high.", "Confidence is low.", "It is likely."])
def test_apart_they_may_stand(bundled: Dataset, text: str) -> None:
    likelihood.require_apart(text, dataset=bundled)


def test_confidence_is_a_sentence_of_its_own_with_its_reason() -> None:
    def said(confidence: str, reason: str) -> str:
        return likelihood.confidence_sentence(made(Judgement, confidence=confidence, confidence_reason=reason))

    assert said("high", "Two sources agree") == "Confidence is high. Two sources agree."
    assert said("high", "Two sources agree.") == "Confidence is high. Two sources agree."
    assert said("high", "") == "Confidence is high."
    assert said("", "Two sources agree.") == ""


def test_a_judgement_has_its_range_as_stored_and_the_word_of_the_scale(bundled: Dataset) -> None:
    phia = likelihood.scale(bundled, "PHIA")
    found = likelihood.likelihood_of(made(Judgement, low=80, high=90), phia)
    assert found is not None
    assert (str(found), found.scale, found.ref is not None) == ("highly likely (80–90 %)", "PHIA", True)
    gap = likelihood.likelihood_of(made(Judgement, low=6, high=8), phia)
    assert str(gap) == "no term of this scale (6–8 %)"
    one = likelihood.likelihood_of(made(Judgement, low=30, high=30), phia)
    assert one is not None and one.range == "30 %"
    assert likelihood.likelihood_of(made(Judgement, low=None, high=90), phia) is None
