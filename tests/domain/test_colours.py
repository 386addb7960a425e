"""The colours: every tone of words and marks stands out from what it is drawn on, in every theme."""

from __future__ import annotations

from itertools import combinations

import pytest

from briefing_app.domain.colours import THEMES, ThemeName, contrast
from briefing_app.domain.wording import SIGNS
from tests.domain.colour_vision import MACHADO, Triple, Vision, apart, ciede2000, lab

WORDS = ("ink", "muted", "link", "A", "B", "C", "D", "E", "both", "none", "good", "warn", "bad", "s4")
MARKS = ("later", "note", "focus", "edge", "s1", "s2", "s3", "s5", "s6")
GROUNDS = ("paper", "ground", "pane")
NO_WORDS_NO_MARKS = {
    *GROUNDS, "select", "note-ground", "banner", "inverse",  # what others are drawn on
    "rule", "grid", "water", "land", "land-edge", "river",  # quiet lines and ground that say nothing alone
}  # fmt: skip
SERIES = ("s1", "s2", "s3", "s4", "s5", "s6")
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
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("tone", WORDS)
def test_words_stand_out_four_and_a_half_times(theme: ThemeName, ground: str, tone: str) -> None:
    assert contrast(THEMES[theme][tone], THEMES[theme][ground]) >= 4.5


@themes
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("tone", MARKS)
def test_marks_and_edges_stand_out_three_times(theme: ThemeName, ground: str, tone: str) -> None:
    assert contrast(THEMES[theme][tone], THEMES[theme][ground]) >= 3


@themes
@pytest.mark.parametrize("ground", [*GROUNDS, "select", "note-ground", "water", "land"])
@pytest.mark.parametrize("tone", ["focus", "note", "edge"])
def test_focus_pencil_and_edges_stand_out_on_whatever_they_may_lie(theme: ThemeName, ground: str, tone: str) -> None:
    assert contrast(THEMES[theme][tone], THEMES[theme][ground]) >= 3


@pytest.mark.parametrize("theme", ["contrast", "contrast-dark"])
@pytest.mark.parametrize("tone", ["ink", "rule", "edge"])
def test_with_high_contrast_the_focus_stands_out_from_the_lines_as_well(theme: ThemeName, tone: str) -> None:
    assert contrast(THEMES[theme]["focus"], THEMES[theme][tone]) >= 3


@themes
def test_a_chosen_row_has_lines_that_stand_out_from_the_paper_and_from_the_row(theme: ThemeName) -> None:
    tones = THEMES[theme]
    assert contrast(tones["link"], tones["paper"]) >= 3
    assert contrast(tones["link"], tones["select"]) >= 3


@themes
@pytest.mark.parametrize("vision", MACHADO)
@pytest.mark.parametrize("pair", list(combinations(SERIES, 2)), ids="-".join)
def test_any_two_series_are_told_apart_by_every_eye(theme: ThemeName, vision: Vision, pair: tuple[str, str]) -> None:
    one, other = (THEMES[theme][tone] for tone in pair)
    assert apart(one, other, vision) >= 15


@themes
@pytest.mark.parametrize("vision", MACHADO)
@pytest.mark.parametrize("pair", [("A", "B"), ("A", "both"), ("B", "both")], ids="-".join)
def test_two_ambitions_and_what_serves_both_are_told_apart_by_every_eye(
    theme: ThemeName, vision: Vision, pair: tuple[str, str]
) -> None:
    one, other = (THEMES[theme][tone] for tone in pair)
    assert apart(one, other, vision) >= 15


@pytest.mark.parametrize("vocabulary", sorted(SIGNS))
def test_words_that_share_a_tone_or_not_have_signs_or_words_of_their_own(vocabulary: str) -> None:
    signs = [(sign.sign, sign.word) for sign in SIGNS[vocabulary].values()]
    assert len(set(signs)) == len(signs)
    assert all(word for _sign, word in signs)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [  # from table 1 of Sharma, Wu and Dalal (2005)
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
        ((50.0, -0.001, 2.49), (50.0, 0.0009, -2.49), 4.8045),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_is_that_of_the_published_pairs(one: Triple, other: Triple, distance: float) -> None:
    assert ciede2000(one, other) == pytest.approx(distance, abs=0.0001)
    assert ciede2000(other, one) == pytest.approx(distance, abs=0.0001)


@pytest.mark.parametrize("vision", MACHADO)
def test_greys_look_the_same_to_every_eye(vision: Vision) -> None:
    for grey in ("#000000", "#5A5A5A", "#FFFFFF"):
        assert apart(grey, grey, "full") == 0
        assert ciede2000(lab(grey, vision), lab(grey)) < 0.5


def test_red_and_green_look_alike_to_eyes_without_red_or_green_and_blue_and_green_without_blue() -> None:
    assert apart("#B04040", "#6B7A1F", "full") > 25
    assert apart("#B04040", "#6B7A1F", "deutan") < 15
    assert apart("#0072B2", "#00785A", "full") > 25
    assert apart("#0072B2", "#00785A", "tritan") < 10


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
