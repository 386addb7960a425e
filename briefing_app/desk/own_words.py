"""What the person says in the analysis: ratings, readings, estimates, outcomes and assumptions, each kept as a note."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefing_app.domain.model import BRIEFING, Ref

if TYPE_CHECKING:
    from briefing_app.desk.ground import Ground
    from briefing_app.desk.notebook import HeldNotebook
    from briefing_app.desk.notes import Notes
    from briefing_app.domain.ambitions.own import OwnWords
    from briefing_app.domain.tables import Dataset


class Analysis:
    """Every verb of the person in the analysis. Each is durable when it returns, and can be undone like any note."""

    def __init__(self, desk: Ground, notes: Notes, notebook: HeldNotebook) -> None:
        self._desk, self._notes, self._held = desk, notes, notebook
        self._kept: tuple[int, Dataset, OwnWords] | None = None

    @property
    def own(self) -> OwnWords:
        """What the person and colleagues have said, read once for each state of the notes and the data."""
        from briefing_app.domain.ambitions.own.heads import read

        kept, turn, dataset = self._kept, self._held.turn, self._desk.dataset
        if kept is None or kept[0] != turn or kept[1] is not dataset:
            kept = self._kept = (turn, dataset, read(self._notes.all(), dataset))
        return kept[2]

    def rate(self, item: str, explanation: str, rating: str, *, reason: str = "", initiator: str) -> str:
        """Rates an item for an explanation beside the bundled rating; a second time is a new revision of the first.

        Raises:
            ExpectedError: There is no such item, or it cannot be written.
        """
        from briefing_app.domain.ambitions.own.heads import body, cell_ref

        ref = cell_ref(self._desk.dataset, item, explanation)
        named = explanation if ref.noun == "evidence" else ""
        text = body(("Rating", rating), ("Explanation", named), text=reason)
        before = next(
            (r.note_id for r in self.own.ratings if r.own and (r.item, r.explanation) == (item, explanation)), ""
        )
        return self._write(ref, text, "rating", initiator=initiator, note_id=before)

    def unrate(self, item: str, explanation: str, *, initiator: str) -> None:
        """Takes an own rating back: the note goes to the bin."""
        mine = [r.note_id for r in self.own.ratings if r.own and (r.item, r.explanation) == (item, explanation)]
        if mine:
            self._notes.remove(mine, initiator=initiator)

    def record_reading(
        self, indicator: Ref, status: str, *, on: dt.date, source: str, text: str = "", initiator: str
    ) -> str:
        """Records what was read of an indicator on a day, beside the bundled reading; every reading is kept."""
        from briefing_app.domain.ambitions.own.heads import body

        said = body(("Reading", status), ("On", on.isoformat()), ("Source", source), text=text)
        return self._write(indicator, said, "reading", initiator=initiator)

    def estimate(
        self, question: Ref, shares: Mapping[str, float], *, on: dt.date, text: str = "", initiator: str
    ) -> str:
        """Notes the person's probabilities; each time is kept with its day.

        Raises:
            ExpectedError: They do not sum to one, or cannot be written.
        """
        from briefing_app.domain.ambitions.own.heads import MAIN_REASON, body, require_sum

        day = ("On", on.isoformat())
        if question == BRIEFING:
            require_sum(shares)
            lines = [(name, f"{share:g} %") for name, share in shares.items()]
            said = body(("Estimate", MAIN_REASON), day, *lines, text=text)
        else:
            said = body(("Estimate", f"{shares['yes']:g} %"), day, text=text)
        return self._write(question, said, "estimate", initiator=initiator)

    def record_outcome(
        self, question: Ref, came: str, *, on: dt.date, source: str, text: str = "", initiator: str
    ) -> str:
        """Records what became of a question, so that estimates of it are scored."""
        from briefing_app.domain.ambitions.own.heads import body

        said = body(("Outcome", came), ("On", on.isoformat()), ("Source", source), text=text)
        return self._write(question, said, "outcome", initiator=initiator)

    def assume(self, assumption: str, standing: str, *, breaks: str, text: str = "", initiator: str) -> str:
        """Adds an assumption of the person's to the list."""
        from briefing_app.domain.ambitions.own.heads import body

        said = body(("Assumption", assumption), ("Standing", standing), ("Would break it", breaks), text=text)
        return self._write(BRIEFING, said, "assumption", initiator=initiator)

    def _write(self, ref: Ref, text: str, tag: str, *, initiator: str, note_id: str = "") -> str:
        return self._notes.write(ref, text, tags=(tag,), note_id=note_id, initiator=initiator)
