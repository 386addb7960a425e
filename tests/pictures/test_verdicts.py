"""The strip of verdicts holds sign and number in every part, and shows which part is pressed."""

from __future__ import annotations

from briefing_app.domain.claims import VerdictCount
from briefing_app.domain.colours import THEMES
from briefing_app.pictures import verdicts
from briefing_app.pictures.pen import Blank, Box
from briefing_app.pictures.svg_pen import SvgPen

COUNTS = tuple(
    VerdictCount(verdict=word, sign=sign, word=word, tone=tone, count=count)
    for word, sign, tone, count in (
        ("corroborated", "✓", "good", 140),
        ("partly", "◐", "warn", 40),
        ("superseded", "↻", "muted", 1),
        ("disputed", "≠", "s4", 2),
    )
)


def test_a_part_of_one_claim_in_many_still_has_room_for_its_number() -> None:
    drawn = verdicts.draw(SvgPen(THEMES["light"]), COUNTS, Box(0.0, 0.0, 300.0, 0.0))
    widths = [place.box.width for place in drawn.places]
    assert min(widths) > 12
    assert sum(widths) <= 300
    assert widths[0] > widths[1] > max(widths[2:])


def test_where_there_is_no_room_for_all_the_numbers_of_claims_decide() -> None:
    drawn = verdicts.draw(Blank(), COUNTS, Box(0.0, 0.0, 40.0, 0.0))
    widths = [place.box.width for place in drawn.places]
    assert sum(widths) <= 40
    assert widths[0] / 140 > 0.9 * 40 / 183


def test_a_pressed_part_is_drawn_otherwise_and_the_words_stay() -> None:
    def drawn(pressed: int) -> str:
        pen = SvgPen(THEMES["light"])
        verdicts.draw(pen, COUNTS, Box(0.0, 0.0, 300.0, 0.0), pressed=pressed)
        return pen.finish(300, 20, title="verdicts", summary="verdicts")

    assert drawn(0) != drawn(-1)
    assert "140" in drawn(0)
