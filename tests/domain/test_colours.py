"""Colours of pictures stand out from the paper of every theme."""

from __future__ import annotations

import pytest

from briefing_app.domain.colours import THEMES, contrast


@pytest.mark.parametrize("name", THEMES)
def test_marks_of_what_became_known_later_still_stand_out_from_the_paper(name: str) -> None:
    tones = THEMES[name]  # type: ignore[index]  # a key of it
    assert contrast(tones["later"], tones["paper"]) >= 3
    assert contrast(tones["later"], tones["paper"]) < contrast(tones["muted"], tones["paper"])


def test_all_themes_name_the_same_tones() -> None:
    assert len({frozenset(tones) for tones in THEMES.values()}) == 1
