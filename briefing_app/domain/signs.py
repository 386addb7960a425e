"""The signs, words and tones of every closed vocabulary: never by colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from briefing_app.translation import trl


class Sign(NamedTuple):
    """How one word of a closed vocabulary is shown: never by colour alone.

    Attributes:
        sign: One glyph that the bundled fonts hold.
        word: The word for eye and ear.
        tone: Name of a tone of ``domain.colours``.
    """

    sign: str
    word: str
    tone: str

    def __str__(self) -> str:
        return f"{self.sign} {self.word}" if self.sign else self.word


def _table(**words: tuple[str, str, str]) -> Mapping[str, Sign]:
    return MappingProxyType({key.replace("_", "-"): Sign(*value) for key, value in words.items()})


# Every closed vocabulary that carries a sign, by the name of its field or scale, then by the word in the data.
SIGNS: Mapping[str, Mapping[str, Sign]] = MappingProxyType(
    {
        "verdict": _table(
            corroborated=("✓", trl("corroborated"), "good"),
            partly=("◐", trl("partly"), "warn"),
            disputed=("≠", trl("disputed"), "s4"),
            implausible=("✕", trl("implausible"), "bad"),
            superseded=("↻", trl("superseded"), "muted"),
            came_true=("✔", trl("came true"), "good"),
            did_not_happen=("✗", trl("did not happen"), "ink"),
            not_checkable=("?", trl("not checkable"), "muted"),
        ),
        "event-status": _table(
            occurred=("●", trl("occurred"), "ink"),
            announced=("○", trl("announced"), "muted"),
            signed=("◑", trl("signed"), "ink"),
            delivered=("✓", trl("delivered"), "good"),
            missed=("✕", trl("missed"), "bad"),
            ongoing=("→", trl("ongoing"), "ink"),
        ),
        "indicator-status": _table(
            not_yet=("○", trl("not yet"), "muted"),
            emerging=("◐", trl("emerging"), "warn"),
            observed=("●", trl("observed"), "good"),
            reversed=("↺", trl("reversed"), "bad"),
            unknown=("?", trl("unknown"), "muted"),
        ),
        "trend": _table(
            up=("↑", trl("rising"), "ink"),
            down=("↓", trl("falling"), "ink"),
            flat=("→", trl("level"), "ink"),
            mixed=("↔", trl("mixed"), "ink"),
        ),
        "direction": MappingProxyType(  # judgements: as seen from the ambition or aim named; words, for an arrow
            {  # beside "More violence" reads as its opposite
                "better": Sign("", trl("better"), "good"),
                "same": Sign("", trl("same"), "muted"),
                "worse": Sign("", trl("worse"), "bad"),
                "n/a": Sign("", trl("no direction"), "muted"),
            }
        ),
        "evidence-direction": _table(
            supports=("+", trl("supports"), "good"),
            mixed=("±", trl("mixed"), "warn"),
            undercuts=("−", trl("undercuts"), "bad"),
        ),
        "rating": _table(
            CC=("CC", trl("very consistent"), "good"),
            C=("C", trl("consistent"), "good"),
            N=("N", trl("neutral"), "muted"),
            I=("I", trl("inconsistent"), "bad"),
            II=("II", trl("very inconsistent"), "bad"),
            NA=("NA", trl("not applicable"), "muted"),
        ),
        "confidence": _table(
            high=("", trl("high confidence"), "muted"),
            moderate=("", trl("moderate confidence"), "muted"),
            low=("", trl("low confidence"), "muted"),
        ),
        "standing": _table(
            supported=("✓", trl("supported"), "good"),
            caveated=("◐", trl("caveated"), "warn"),
            unsupported=("?", trl("unsupported"), "muted"),
            broken=("✕", trl("broken"), "bad"),
        ),
        "influence": _table(
            raises=("+", trl("raises"), "ink"),
            lowers=("−", trl("lowers"), "ink"),
            open=("?", trl("effect open"), "muted"),
        ),
        "observation-status": _table(
            reported=("●", trl("reported"), "ink"),
            estimated=("≈", trl("estimated"), "ink"),
            preliminary=("◔", trl("preliminary"), "ink"),
            derived=("∼", trl("derived"), "ink"),
            target=("▷", trl("target"), "A"),
            plan=("▷", trl("plan"), "A"),
            forecast=("◇", trl("forecast"), "A"),
        ),
        "corridor-status": _table(
            operating=("●", trl("operating"), "good"),
            under_construction=("◐", trl("under construction"), "warn"),
            agreed=("◑", trl("agreed"), "ink"),
            proposed=("○", trl("proposed"), "muted"),
            suspended=("✕", trl("suspended"), "bad"),
        ),
        "relation-sign": MappingProxyType(
            {
                "1": Sign("+", trl("cooperative"), "good"),
                "0": Sign("±", trl("mixed"), "muted"),
                "-1": Sign("−", trl("adverse"), "bad"),
            }
        ),
        "claim-kind": _table(
            fact=("", trl("statement of fact"), "muted"),
            interpretation=("", trl("interpretation"), "muted"),
            forecast=("", trl("forecast"), "muted"),
        ),
    }
)
