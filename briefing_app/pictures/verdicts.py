"""How many claims got which verdict: a strip of parts as long as their numbers, named in them or in a key below."""

from __future__ import annotations

from collections.abc import Sequence

from briefing_app.domain.claims import VerdictCount
from briefing_app.pictures import frame
from briefing_app.pictures.letters import ASCENT, LINE
from briefing_app.pictures.pen import Box, Drawn, Pen, Place
from briefing_app.translation import runs_right_to_left, trn

_SIZE = 8.0
_PAD = 3.6
HEIGHT = _SIZE * LINE + 2 * _PAD
"""How tall the strip is, in points."""
_GAP = 0.7
_AIR = 1.6
"""Room beside sign and number in the narrowest part."""
_EDGE = 1.6
"""How thick the edge of a pressed part is."""


def draw(pen: Pen, counts: Sequence[VerdictCount], room: Box, *, at: int = -1, pressed: int = -1) -> Drawn:
    """Draws the strip: each part holds at least its sign and number; a word that does not fit stands in the key below.

    Args:
        pen: The pen.
        counts: The verdicts in their order.
        room: Where; as tall as the strip and its key need.
        at: Index of the part that the keyboard is on; -1 for none.
        pressed: Index of the part whose claims alone are shown; -1 for none.
    """
    if not any(count.count for count in counts):
        return frame.empty(pen, "", room)
    places: list[Place] = []
    wordless: list[VerdictCount] = []
    left = room.left
    for number, (count, wide) in enumerate(zip(counts, _widths(pen, counts, room.width), strict=True)):
        first = room.left + room.right - left - wide if runs_right_to_left() else left
        box = Box(first, room.top, max(_GAP, wide - _GAP), HEIGHT)
        left += wide
        held = number == pressed
        pen.box(box.left, box.top, box.width, box.height, fill="paper" if held else count.tone)
        if held:
            edge = _EDGE / 2
            pen.box(
                box.left + edge, box.top + edge, box.width - _EDGE, box.height - _EDGE, tone=count.tone, width=_EDGE
            )
        words = _fitting(pen, count, box.width - 2 * _GAP)
        if count.count and not words.endswith(count.word):
            wordless.append(count)
        base = box.top + _PAD + _SIZE * ASCENT
        tone = count.tone if held else "inverse"
        pen.text((box.left + box.width / 2, base), words, size=_SIZE, tone=tone, anchor="middle", bold=True)
        if number == at:
            _ring(pen, box)
        places.append(Place(box=box, spoken=spoken(count)))
    return Drawn(_key(pen, wordless, room), tuple(places))


def _key(pen: Pen, counts: Sequence[VerdictCount], room: Box) -> float:
    """Names the parts that have no room for their word; returns the lower end of all."""
    bottom = room.top + HEIGHT
    if not counts:
        return bottom
    words = [f"{count.count} {count.word}" for count in counts]
    found = frame.legend(pen, words, left=room.left, top=bottom + 2, width=room.width)
    for (x, y), count in zip(found, counts, strict=True):
        pen.box(x + 3, y - 5, 15, 10, fill=count.tone)
        pen.text((x + 10.5, y + 2.8), count.sign, size=_SIZE, tone="inverse", anchor="middle", bold=True)
    return found[-1][1] + 6


def _widths(pen: Pen, counts: Sequence[VerdictCount], room: float) -> list[float]:
    """Returns the width of each part: that of its number of claims, but never less than sign and number need.

    What the narrow ones take is given by the others, each by its share; where there is no room for all, the numbers
    of claims alone decide.
    """
    total = sum(count.count for count in counts)
    least = [pen.measure(f"{c.sign} {c.count}", _SIZE, bold=True) + 2 * _GAP + _AIR for c in counts]
    if sum(least) > room:
        return [room * count.count / total for count in counts]
    narrow: set[int] = set()
    while True:
        left = room - sum(least[n] for n in narrow)
        rest = sum(c.count for n, c in enumerate(counts) if n not in narrow)
        widths = [least[n] if n in narrow else left * c.count / rest for n, c in enumerate(counts)]
        short = {n for n, wide in enumerate(widths) if wide < least[n]}
        if not short:
            return widths
        narrow |= short


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
