"""Words find room beside their marks: the capitals on the map first, and a part of a year beside full figures."""

from __future__ import annotations

from dataclasses import replace

from briefing_app.domain.model import Ref
from briefing_app.domain.specs import MapPlace
from briefing_app.pictures import svg
from briefing_app.pictures.labels import OVER, Labels
from briefing_app.pictures.pen import Blank, Box
from tests.pictures.test_svg import TONES, route, words_in


def test_a_capital_among_many_small_places_is_named() -> None:
    steps = [0.2 * step for step in range(-9, 10)]
    around = [(69.2 + x, 34.5 + y) for x in steps for y in steps if x or y]
    small = tuple(
        MapPlace(ref=Ref("node", f"small-{i}"), at=at, name=f"Halt {i}", kind="city", rank=3)
        for i, at in enumerate(around)
    )
    spec = route("operating")
    said = words_in(svg(replace(spec, places=(*spec.places, *small)), tones=TONES))
    assert "Kabul" in said
    assert "other place" in said


def test_words_above_a_bar_come_close_where_other_words_stand_just_over_them() -> None:
    labels = Labels(Blank(), Box(0, 0, 60, 60))
    labels.keep_off(Box(0, 0, 60, 29.5))
    labels.ask((30, 40), "335.9 Jan", sides=OVER)
    (box,) = labels.write()
    assert box.top >= 29.5 and box.bottom <= 40
