"""How series under the lanes are drawn: one column for each period, parts of a year dashed."""

from __future__ import annotations

from briefing_app.pictures import shapes
from briefing_app.pictures.letters import ASCENT, LINE
from briefing_app.pictures.pen import Anchor, Box, Pen
from briefing_app.pictures.timeline.scene import BODY, SMALL, Scene


def draw_strips(pen: Pen, scene: Scene) -> None:
    """Draws the strips with their names."""
    u = scene.unit
    for number, strip in enumerate(scene.spec.strips):
        top = scene.bottom + number * scene.strip
        pen.line((scene.edge, top + 0.5 * u), (scene.end, top + 0.5 * u), tone="rule", width=0.7 * u)
        start, end = scene.names
        room = max(1.0, end - start - 10.2 * u)
        anchor: Anchor = "end" if scene.far else "start"
        at = end - 4.2 * u if scene.far else start + 4.2 * u
        y = top + 2.8 * u + BODY * ASCENT * u
        for line in pen.wrap(strip.label, BODY * u, room, most=2, bold=True):
            pen.text((at, y), line, size=BODY * u, bold=True, anchor=anchor)
            y += BODY * LINE * u
        pen.text((at, y - 1.4 * u), pen.cut(strip.unit, SMALL * u, room), size=SMALL * u, tone="muted", anchor=anchor)
        pen.clip(Box(scene.left, top, scene.plot, scene.strip))
        _values(pen, scene, number, top + 5.6 * u, scene.strip - 7 * u)
        pen.close()


def _values(pen: Pen, scene: Scene, number: int, top: float, tall: float) -> None:
    u, strip = scene.unit, scene.spec.strips[number]
    reach = (strip.highest - strip.lowest) or 1.0
    zero = top + tall * strip.highest / reach
    taken: list[Box] = []
    for value in strip.values:
        x0, x1 = scene.x(value.start), scene.x(value.end + 1)
        if x1 < scene.left or x0 > scene.width:
            continue
        x0, x1 = max(x0 + u, scene.left - 4 * u), min(max(x1 - u, x0 + 1.5 * u), scene.width + 4 * u)
        y = zero - tall * value.value / reach
        box = Box(x0, min(y, zero), x1 - x0, max(u, abs(zero - y)))
        if not value.part:
            pen.box(box.left, box.top, box.width, box.height, fill=strip.tone, fade=0.2)
        dash = tuple(length * u for length in shapes.PART) if value.part or value.hollow else ()
        width = (1.6 if value.ref == scene.selected else 0.7) * u
        pen.box(box.left, box.top, box.width, box.height, tone=strip.tone, width=width, dash=dash)
        words = Box(
            max(x0, scene.left) + 2.8 * u,
            box.bottom - SMALL * LINE * u,
            pen.measure(value.text, SMALL * u),
            SMALL * LINE * u,
        )
        if words.right <= x1 and not any(words.meets(other) for other in taken):
            pen.text((words.left, words.bottom - 2.2 * u), value.text, size=SMALL * u)
            taken.append(words)
