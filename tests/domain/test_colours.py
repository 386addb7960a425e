"""The colours: every tone of words and marks stands out from what it is drawn on, in every theme."""

from __future__ import annotations

import pytest

from briefing_app.domain.colours import THEMES, ThemeName, contrast

WORDS = ("ink", "muted", "link", "A", "B", "C", "D", "E", "both", "none", "good", "warn", "bad")
MARKS = ("later", "note", "focus", "s1", "s2", "s3", "s4", "s5", "s6")
NO_WORDS_NO_MARKS = {
    "paper", "ground", "pane", "select", "note-ground", "banner", "inverse",  # what others are drawn on
    "rule", "grid", "water", "land", "land-edge", "river",  # quiet lines and ground that say nothing alone
}  # fmt: skip
themes = pytest.mark.parametrize("theme", THEMES)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#FFFFFF", 21), ("#FFFFFF", "#000000", 21), ("#777777", "#FFFFFF", 4.48), ("#0000FF", "#FFFFFF", 8.59),
     ("#FF0000", "#FFFFFF", 4.0), ("#00FF00", "#FFFFFF", 1.37), ("#0A0A0A", "#000000", 1.06),
     ("#123456", "#123456", 1)],
)  # fmt: skip
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@themes
def test_every_tone_is_measured_or_known_to_carry_nothing(theme: ThemeName) -> None:
    assert set(THEMES[theme]) == {*WORDS, *MARKS} | NO_WORDS_NO_MARKS


@themes
@pytest.mark.parametrize("ground", ["paper", "ground", "pane"])
@pytest.mark.parametrize("tone", WORDS)
def test_words_stand_out_four_and_a_half_times(theme: ThemeName, ground: str, tone: str) -> None:
    assert contrast(THEMES[theme][tone], THEMES[theme][ground]) >= 4.5


@themes
@pytest.mark.parametrize("tone", MARKS)
def test_marks_stand_out_three_times(theme: ThemeName, tone: str) -> None:
    assert contrast(THEMES[theme][tone], THEMES[theme]["paper"]) >= 3


@themes
def test_words_can_be_read_where_the_ground_is_another(theme: ThemeName) -> None:
    tones = THEMES[theme]
    assert contrast(tones["ink"], tones["select"]) >= 4.5
    assert contrast(tones["muted"], tones["select"]) >= 4.5
    assert contrast(tones["ink"], tones["note-ground"]) >= 4.5
    assert contrast(tones["inverse"], tones["ink"]) >= 4.5  # the main button
    assert contrast(tones["inverse"], tones["A"]) >= 4.5  # words that are marked
    assert all(contrast(tones["inverse"], tones[tone]) >= 4.5 for tone in "BCDE")  # letters on their colour
    assert contrast("#FFFFFF", tones["banner"]) >= 4.5  # the handling marking


@themes
def test_marks_of_what_became_known_later_are_quieter_than_others(theme: ThemeName) -> None:
    tones = THEMES[theme]
    assert contrast(tones["later"], tones["paper"]) < contrast(tones["muted"], tones["paper"])


def test_all_themes_name_the_same_tones() -> None:
    assert len({frozenset(tones) for tones in THEMES.values()}) == 1
