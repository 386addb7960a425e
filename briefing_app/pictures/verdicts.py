"""How many claims got which verdict: a strip of labelled parts, each as long as its number."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.domain.claims import VerdictCount
from briefing_app.pictures import frame
from briefing_app.pictures.letters import ASCENT, LINE
from briefing_app.pictures.pen import Box, Drawn, Pen, Place
from briefing_app.translation import trn

_SIZE = 8.0
_PAD = 3.6
HEIGHT = _SIZE * LINE + 2 * _PAD
"""How tall the strip is, in points."""
_GAP = 0.7


def draw(pen: Pen, counts: Sequence[VerdictCount], room: Box, *, at: int = -1) -> Drawn:
    """Draws the strip; what does not fit its part is left out: the word first, then the number, then the sign.

    Args:
        pen: The pen.
        counts: The verdicts in their order.
        room: Where; always as tall as one line of words needs.
        at: Index of the part that the keyboard is on; -1 for none.
    """
    total = sum(count.count for count in counts)
    if not total:
        return frame.empty(pen, "", room)
    places: list[Place] = []
    left = room.left
    for number, count in enumerate(counts):
        wide = room.width * count.count / total
        box = Box(left, room.top, max(_GAP, wide - _GAP), HEIGHT)
        left += wide
        pen.box(box.left, box.top, box.width, box.height, fill=count.tone)
        words = _fitting(pen, count, box.width - 2 * _GAP)
        base = box.top + _PAD + _SIZE * ASCENT
        pen.text((box.left + box.width / 2, base), words, size=_SIZE, tone="inverse", anchor="middle", bold=True)
        if number == at:
            _ring(pen, box)
        places.append(Place(box=box, spoken=spoken(count)))
    return Drawn(room.top + HEIGHT, tuple(places))


def _ring(pen: Pen, box: Box) -> None:
    """Marks a part in two tones: one alone would not stand out from every colour of a verdict."""
    for inset, tone in ((0.7, "focus"), (2.0, "inverse")):
        pen.box(box.left + inset, box.top + inset, box.width - 2 * inset, box.height - 2 * inset, tone=tone, width=1.4)


def spoken(count: VerdictCount) -> str:
    """Returns what a screen reader says of one part."""
    return trn("{n} claim {word}", "{n} claims {word}", count.count, word=count.word)


def _fitting(pen: Pen, count: VerdictCount, room: float) -> str:
    shorter = (f"{count.sign} {count.count} {count.word}", f"{count.sign} {count.count}", count.sign)
    return next((words for words in shorter if pen.measure(words, _SIZE, bold=True) <= room), "")
