"""In a language that runs from right to left names stand on the right and parts begin there; time runs as ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from briefing_app.domain.specs import Mark
from briefing_app.pictures import chain, chart, frame, timeline, verdicts
from briefing_app.pictures.pen import XY, Blank, Box
from tests.pictures.specs import chain_of, days, verdicts_of
from tests.pictures.specs import chart as chart_of
from tests.words.pseudo import spoken

ROOM = Box(20.0, 10.0, 600.0, 0.0)


class Noting(Blank):
    """A pen that keeps every text: its left end, its right end and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[float, float, str]] = []

    def text(self, at: XY, words: str, **how: Any) -> None:
        wide = self.measure(words, how.get("size", 8.0), bold=how.get("bold", False))
        left = at[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[how.get("anchor", "start")]
        self.told.append((left, left + wide, words))

    def stamp(self, key: object, at: XY, reach: XY, draw: Any) -> None:
        draw(self, at)


@pytest.fixture(autouse=True)
def mirrored() -> Iterator[None]:
    with spoken("ar"):
        yield


def test_names_of_lanes_stand_behind_the_axis_and_time_runs_to_the_right() -> None:
    pen, spec = Noting(), days(6)
    drawn = timeline.draw(pen, replace(spec, lanes=(replace(spec.lanes[0], label="Lane of six"),)), ROOM)
    names = [left for left, _right, words in pen.told if words.startswith("Lane of")]
    marks = [place.box for place in drawn.places]
    assert names
    assert min(names) > max(box.left for box in marks)
    assert all(right <= ROOM.right + 1 for _left, right, _words in pen.told)
    starts = [place.box.left for place in drawn.places]
    assert starts[0] < starts[-1]


def test_a_key_begins_at_the_right_and_each_sample_stands_right_of_its_words() -> None:
    pen = Noting()
    samples = frame.legend(pen, ["one", "two"], left=ROOM.left, top=0.0, width=ROOM.width)
    assert [words for _left, _right, words in pen.told] == ["one", "two"]
    assert samples[0][0] > samples[1][0]
    for (x, _y), (left, right, _words) in zip(samples, pen.told, strict=True):
        assert ROOM.left <= left < right < x < x + 19 <= ROOM.right


def test_verdicts_and_steps_begin_at_the_right_and_fill_their_room() -> None:
    for drawn in (
        verdicts.draw(Noting(), verdicts_of(4), ROOM),
        chain.draw(Noting(), chain_of(4), ROOM),
    ):
        lefts = [place.box.left for place in drawn.places]
        assert lefts == sorted(lefts, reverse=True)
        assert drawn.places[0].box.right == pytest.approx(ROOM.right, abs=1)
        assert drawn.places[-1].box.left == pytest.approx(ROOM.left, abs=1)


def test_amounts_stand_right_of_a_chart_and_its_years_run_to_the_right() -> None:
    pen, marks = Noting(), tuple(Mark(x=n / 4, y=float(n)) for n in range(4))
    spec = chart_of("dots", marks, words="2021")
    spec = replace(spec, y=replace(spec.y, ticks=((0.0, "no tonnes"), (5.0, "five tonnes"))))
    drawn = chart.draw(pen, spec, Box(0.0, 0.0, 300.0, 200.0))
    amounts = [left for left, _right, words in pen.told if words.endswith(" tonnes")]
    places = [place.box.left for place in drawn.places]
    assert places == sorted(places)
    assert len(amounts) == 2
    assert min(amounts) > max(place.box.right for place in drawn.places)
