"""Whatever a picture is made of, it is drawn sensibly or says that there is nothing to draw, and never fails."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from briefing_app.domain.colours import THEMES
from briefing_app.pictures import chain, draw, svg, verdicts
from briefing_app.pictures.pen import Blank, Box
from briefing_app.pictures.svg_pen import SvgPen
from tests.pictures.specs import BAD, FEW, GOOD, ROOMS, VERDICTS, WAYS

MOST = 4_000_000
"""Letters of the largest file: nobody opens a picture of more."""


@pytest.mark.parametrize("kind", BAD)
def test_bad_pictures_become_files_that_can_be_read(kind: str) -> None:
    for spec in BAD[kind]():
        for alone in (True, False):
            text = svg(spec, tones=THEMES["print"], alone=alone)
            assert len(text) < MOST
            root = ET.fromstring(text)
            for element in root.iter():
                for name in ("x", "y", "width", "height", "x1", "y1", "x2", "y2", "cx", "cy", "r"):
                    value = element.get(name, "0").removesuffix("mm")
                    assert abs(float(value)) <= 100_000  # a number, and none that any reader stumbles over


@pytest.mark.parametrize("spec", BAD["nothing"](), ids=lambda spec: type(spec).__name__)
def test_a_picture_of_nothing_says_so(spec) -> None:  # type: ignore[no-untyped-def]
    assert "Nothing to draw." in svg(spec, tones=THEMES["print"])


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_any_room_will_do(room: tuple[float, float]) -> None:
    for make in GOOD:
        spec = make()
        for pen in (SvgPen(THEMES["print"]), Blank()):
            draw(pen, spec, Box(0, 0, *room))


def test_words_lie_inside_the_picture_in_every_room() -> None:
    for make in GOOD:
        pen = SvgPen(THEMES["print"])
        drawn = draw(pen, make(), Box(0, 0, 470, 0))
        assert 0 < drawn.bottom < 2_000
        assert all(place.box.width >= 0 and place.box.height >= 0 for place in drawn.places)


@pytest.mark.parametrize("room", ROOMS, ids=str)
@pytest.mark.parametrize("kind", FEW)
def test_bad_pictures_are_drawn_in_any_room(kind: str, room: tuple[float, float]) -> None:
    for spec in BAD[kind]():
        pen = SvgPen(THEMES["print"])
        draw(pen, spec, Box(0, 0, *room))
        ET.fromstring(pen.finish(*room, title="T", summary="S"))


@pytest.mark.parametrize("room", [(470.0, 0.0), *ROOMS], ids=str)
@pytest.mark.parametrize("kind", WAYS)
def test_chains_of_any_length_are_drawn_in_any_room(kind: str, room: tuple[float, float]) -> None:
    pen = SvgPen(THEMES["print"])
    drawn = chain.draw(pen, WAYS[kind], Box(0, 0, *room))
    text = pen.finish(*room, title="T", summary="S")
    ET.fromstring(text)
    assert len(drawn.places) == len(WAYS[kind].steps)
    if room[0] > 400:  # in less room the words are broken
        assert ("Nothing to draw." in text) is (kind == "nothing")


@pytest.mark.parametrize("room", [(470.0, 0.0), *ROOMS], ids=str)
@pytest.mark.parametrize("kind", VERDICTS)
def test_verdicts_of_any_number_are_drawn_in_any_room(kind: str, room: tuple[float, float]) -> None:
    pen = SvgPen(THEMES["print"])
    verdicts.draw(pen, VERDICTS[kind], Box(0, 0, *room), at=0)
    text = pen.finish(*room, title="T", summary="S")
    ET.fromstring(text)
    if room[0] > 400:
        assert ("Nothing to draw." in text) is (kind in ("nothing", "none of any"))
