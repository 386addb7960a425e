"""The steps of an ambition keep their words within their frames, however narrow, and all say what they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing_app.domain.ambitions import Step, Way
from briefing_app.domain.model import Ref
from briefing_app.domain.wording import sign_of
from briefing_app.pictures import chain
from briefing_app.pictures.pen import Blank, Box, Drawn

STEP = Step(
    label="Regional arrangement",
    lean=sign_of("evidence-direction", "mixed"),
    counts=(2, 6, 2),
    refs=(Ref("evidence", "e"),),
)
WAY = Way(
    ambition="b",
    letter="B",
    tone="B",
    title="T",
    statement="",
    statement_ref=None,
    judgements=(),
    steps=(STEP,) * 5,
    speaks_for=(),
    speaks_against=(),
    mixed=0,
    indicators=(),
)


class Writing(Blank):
    """A pen that remembers where its words stand."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[tuple[float, float, str]] = []

    def text(self, at, words: str, *, size: float = 8.0, bold: bool = False, **how: object) -> None:  # type: ignore[no-untyped-def, override]
        wide = self.measure(words, size, bold=bold)
        left = at[0] - wide / 2 if how.get("anchor") == "middle" else at[0]
        self.words.append((left, left + wide, words))


def drawn(way: Way, width: float) -> tuple[Drawn, list[tuple[float, float, str]]]:
    pen = Writing()
    return chain.draw(pen, way, Box(0, 0, width, 0)), pen.words


@pytest.mark.parametrize("width", [220.0, 280.0, 470.0, 900.0])
def test_words_stay_in_their_frames(width: float) -> None:
    picture, words = drawn(WAY, width)
    frames = [place.box for place in picture.places]
    for left, right, text in words:
        if text != "›":
            assert any(frame.left <= left and right <= frame.right for frame in frames), text


def test_a_narrow_chain_is_taller_and_all_its_frames_end_on_one_line() -> None:
    narrow, wide = drawn(WAY, 220)[0], drawn(WAY, 900)[0]
    assert narrow.bottom > wide.bottom
    assert len({place.box.bottom for place in narrow.places}) == 1


def test_every_step_says_its_number_its_lean_and_its_counts() -> None:
    said = [place.spoken for place in drawn(WAY, 470)[0].places]
    assert said[2].startswith("Step 3 of 5, Regional arrangement: mixed; 2 for, 6 both ways, 2 against")
    assert len(set(said)) == 5


def test_a_chain_without_steps_says_that_there_is_nothing_to_draw() -> None:
    assert [text for _left, _right, text in drawn(replace(WAY, steps=()), 470)[1]] == ["Nothing to draw."]
