"""The chain of steps of an ambition: each in a frame with its name, how its evidence leans, and the counts of that."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.domain.ambitions import Step, Way
from briefing_app.pictures import frame
from briefing_app.pictures.letters import ASCENT, LINE
from briefing_app.pictures.pen import Box, Drawn, Pen, Place
from briefing_app.translation import runs_right_to_left, tr

_SIZE = 8.0
_PAD_X, _PAD_Y = 3.6, 4.2
_ARROW = 8.5
"""Room for the arrow between two steps."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Where the hands of a person are on a chain; indexes of steps, -1 for none.

    Attributes:
        pressed: The step whose evidence alone is shown.
        under: The step under the mouse.
        at: The step that the keyboard is on.
    """

    pressed: int = -1
    under: int = -1
    at: int = -1


def draw(pen: Pen, way: Way, room: Box, *, hand: Hand | None = None) -> Drawn:
    """Draws the steps side by side, joined by arrows.

    Args:
        pen: The pen.
        way: The ambition.
        room: Where; as tall as the words need if its height is nought.
        hand: Where the hands are.
    """
    if not way.steps:
        return frame.empty(pen, "", room)
    hand, mirrored = hand or Hand(), runs_right_to_left()
    wide = max(1.0, (room.width - _ARROW * (len(way.steps) - 1)) / len(way.steps))
    written = [_lines(pen, step, max(1.0, wide - 2 * _PAD_X)) for step in way.steps]
    tall = max(room.height, max(map(len, written)) * _SIZE * LINE + 2 * _PAD_Y)
    places: list[Place] = []
    for number, (step, lines) in enumerate(zip(way.steps, written, strict=True)):
        at = number * (wide + _ARROW)
        box = Box(room.right - at - wide if mirrored else room.left + at, room.top, wide, tall)
        if number:
            between = box.right + _ARROW / 2 if mirrored else box.left - _ARROW / 2
            middle = (between, box.top + _PAD_Y + _SIZE * ASCENT)
            pen.text(middle, "‹" if mirrored else "›", size=_SIZE, tone="muted", anchor="middle")
        _frame(pen, box, way.tone, number, hand)
        y = box.top + _PAD_Y + _SIZE * ASCENT
        for words, tone, bold in lines:
            first = box.right - _PAD_X if mirrored else box.left + _PAD_X
            pen.text((first, y), words, size=_SIZE, tone=tone, bold=bold, anchor="end" if mirrored else "start")
            y += _SIZE * LINE
        places.append(Place(box=box, spoken=spoken(way, number, step)))
    return Drawn(room.top + tall, tuple(places))


def spoken(way: Way, number: int, step: Step) -> str:
    """Returns what a screen reader says of one step."""
    plus, both, minus = step.counts
    return tr(
        "Step {n} of {all}, {label}: {lean}; {plus} for, {both} both ways, {minus} against. Enter shows its evidence",
        n=number + 1,
        all=len(way.steps),
        label=step.label,
        lean=step.lean.word,
        plus=plus,
        both=both,
        minus=minus,
    )


def _frame(pen: Pen, box: Box, tone: str, number: int, hand: Hand) -> None:
    fill = "select" if number == hand.pressed else "ground" if number == hand.under else ""
    pen.box(box.left, box.top, box.width, box.height, tone=tone, fill=fill, width=0.7)
    if number == hand.at:
        pen.box(box.left + 0.7, box.top + 0.7, box.width - 1.4, box.height - 1.4, tone="focus", width=1.5)


def _lines(pen: Pen, step: Step, room: float) -> list[tuple[str, str, bool]]:
    """Returns the words of a step in lines, each with its tone and weight."""
    plus, both, minus = step.counts
    parts = (
        (step.label, "ink", True),
        (str(step.lean), step.lean.tone, False),
        (f"{plus}\u00a0+ {both}\u00a0± {minus}\u00a0−", "muted", False),
    )
    return [
        (line, tone, bold) for words, tone, bold in parts for line in pen.wrap(words, _SIZE, room, most=4, bold=bold)
    ]
