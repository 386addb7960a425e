"""A mark without a letter tells its ambition by strokes beside it, in picture and key, not by colour alone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from itertools import combinations

from briefing_app.domain.briefing import TONES
from briefing_app.domain.model import Ref
from briefing_app.domain.specs import Caption, Lane, TimelineItem, TimelineSpec
from briefing_app.pictures import shapes, timeline
from briefing_app.pictures.pen import XY, Blank, Box

FIRST = dt.date(2024, 1, 1).toordinal()
TOLD = ("A", "B", "both", "none")
MOST = 3 * (shapes.R + shapes.STROKE)


class Watching(Blank):
    """A pen that remembers short lines: where they lie from their mark, by tone."""

    def __init__(self) -> None:
        super().__init__()
        self.strokes: list[tuple[str, str]] = []

    def stamp(self, key, at, reach, draw) -> None:
        draw(self, at)

    def line(self, start: XY, end: XY, *, tone: str = "ink", **how: object) -> None:
        if start[0] == end[0] and abs(start[1] - end[1]) < MOST and tone in (*TONES, "both"):
            self.strokes.append((tone, "above" if end[1] < start[1] else "below"))


def crowded(tones: tuple[str, ...]) -> TimelineSpec:
    """A timeline on which most marks find no room for a label."""
    items = tuple(
        TimelineItem(
            ref=Ref("event", f"e{n}"),
            start=FIRST + 24 * n,
            end=FIRST + 24 * n,
            exact=True,
            lanes=(0,),
            title="A title that is much too long to stand beside another one",
            status="occurred",
            weight=1,
            ambition=tone,
            tone=tone,
        )
        for n, tone in enumerate(tones * 12)
    )
    span = items[0].start, items[-1].end
    return TimelineSpec(
        caption=Caption(key="t", title="T"),
        lanes=(Lane(key="x", label="X", count=len(items)),),
        items=items,
        span=span,
        busy=span,
        colours=tuple((tone, f"{tone}: name") for tone in tones),
    )


def strokes(spec: TimelineSpec) -> Counter[tuple[str, str]]:
    pen = Watching()
    timeline.draw(pen, spec, Box(0, 0, 900, 0))
    return Counter(pen.strokes)


def test_no_two_ambitions_have_the_same_strokes() -> None:
    assert set(TONES) < set(shapes.STROKES)
    for one, other in combinations(shapes.STROKES, 2):
        assert shapes.STROKES[one] != shapes.STROKES[other]
    assert all(shapes.STROKES.values())


def test_marks_without_a_letter_and_their_key_have_strokes() -> None:
    found = strokes(crowded(TOLD))
    assert set(found) == {("A", "above"), ("B", "below"), ("both", "above"), ("both", "below")}
    assert all(count > 2 for count in found.values())  # one of each is in the key


def test_where_all_marks_have_one_colour_there_are_no_strokes() -> None:
    assert not strokes(crowded(("A",)))


def test_the_key_explains_the_one_colour_that_is_in_view_among_several() -> None:
    several = crowded(TOLD)
    only = replace(several, items=tuple(item for item in several.items if item.tone == "B"))
    pen = Watching()
    timeline.explain(pen, only, only.items, left=0, top=0, width=900)
    assert pen.strokes == [("B", "below")]
