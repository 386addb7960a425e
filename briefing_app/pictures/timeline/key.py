"""The key of a timeline: what the shapes, sizes, lines and colours of the marks that occur stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing_app.domain.specs import TimelineItem, TimelineSpec
from briefing_app.domain.timeline import ItemSet, has_gap
from briefing_app.domain.wording import sign_of
from briefing_app.pictures import frame, shapes
from briefing_app.pictures.letters import ASCENT, DESCENT
from briefing_app.pictures.pen import XY, Pen
from briefing_app.pictures.timeline.scene import RADII, SMALL
from briefing_app.translation import tr

_R = RADII[0]
_LOOKED_AT = 600
"""Events of a very large set whose marks are looked at, spread over all of it."""
_CROWDED = 12
"""From so many events on some may stand so close that they are counted."""


def explain(
    pen: Pen, spec: TimelineSpec, items: Sequence[TimelineItem], *, left: float, top: float, width: float
) -> float:
    """Draws the key; returns its lower end, which is ``top`` if nothing needs one.

    Args:
        pen: The pen.
        spec: Says what the colours stand for.
        items: The events whose marks are explained.
        left: Left end.
        top: Upper end.
        width: Width.
    """
    samples = [*_shapes(items), *_colours(spec, items)]
    if not samples:
        return top
    found = frame.legend(pen, [words for words, _key in samples], left=left, top=top, width=width)
    for (x, y), (_words, key) in zip(found, samples, strict=True):
        _sample(pen, (x + 10, y), key)
    return found[-1][1] + 8


def looked_at(items: ItemSet) -> list[TimelineItem]:
    """Returns the events whose marks a key explains: all, or of very many some from everywhere."""
    total = len(items.whole)
    places = range(total) if total <= _LOOKED_AT else (n * total // _LOOKED_AT for n in range(_LOOKED_AT))
    return [items.item(items.whole.at(place)) for place in places]


def _shapes(items: Sequence[TimelineItem]) -> Iterable[tuple[str, str]]:
    """Yields words and samples of what is told by shape, line and size."""
    present = {item.status for item in items}
    for key in shapes.STATUSES:
        if key in present:
            yield sign_of("event-status", key).word, key
    if len({item.weight for item in items}) > 1:
        yield tr("larger: weightier"), "sizes"
    if any(not item.exact for item in items):
        yield tr("day not known"), "inexact"
    if any(map(has_gap, items)):
        yield tr("until it became known"), "gap"
    if any(item.others for item in items):
        yield tr("other date given"), "other"
    if any(item.later for item in items):
        yield tr("became known later"), "later"
    if len(items) >= _CROWDED:
        yield tr("several, close together"), "several"


def _colours(spec: TimelineSpec, items: Sequence[TimelineItem]) -> Iterable[tuple[str, str]]:
    """Yields words and samples of what is told by colour and strokes; one colour alone tells nothing."""
    present = {item.tone for item in items}
    used = [(words, tone) for tone, words in spec.colours if tone in present]
    yield from used if len(spec.colours) > 1 else ()


def _sample(pen: Pen, at: XY, key: str) -> None:
    x, y = at
    if key in shapes.STATUSES or key == "other":
        shapes.status(pen, at, key, tone="ink", r=_R)
    elif key == "sizes":
        shapes.status(pen, (x - 5, y), "occurred", tone="ink", r=RADII[0])
        shapes.status(pen, (x + 4, y), "occurred", tone="ink", r=RADII[2])
    elif key == "inexact":
        pen.box(x - 8, y - 3, 17, 6, tone="ink", width=0.9, dash=shapes.PART)
    elif key == "gap":
        pen.line((x - 8, y), (x + 8, y), tone="muted", width=0.8, dash=shapes.OTHER)
    elif key == "several":
        pen.box(x - 5, y - 4.5, 10, 9, tone="muted", fill="ground", width=0.7, corner=3)
        pen.text((x, y + SMALL * (ASCENT - DESCENT) / 2), "3", size=SMALL, anchor="middle")
    else:
        shapes.status(pen, at, "occurred", tone=key, r=_R)
        shapes.ambition(pen, at, key, r=_R)
