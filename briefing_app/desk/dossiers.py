"""Chosen actors as a file: a PDF to hand over, or entities and relations that other tools read."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_app import files
from briefing_app.domain.model import Actor
from briefing_app.errors import UsageError
from briefing_app.translation import tr

if TYPE_CHECKING:
    from briefing_app.desk.briefings import Briefings
    from briefing_app.desk.ground import Ground

FORMS = ("pdf", "ftm.json", "ftm.csv")
SECTIONS = ("dossier", "sources", "about")


class Dossiers:
    """The dossiers that the desk can write.

    Args:
        desk: The desk.
        briefings: Sets the PDF.
    """

    def __init__(self, desk: Ground, briefings: Briefings) -> None:
        self._desk, self._briefings = desk, briefings

    def write(self, path: Path, actors: Sequence[Actor], form: str) -> Path:
        """Writes a dossier; the person was asked whether an existing file may be replaced.

        Args:
            path: Where to.
            actors: The actors chosen.
            form: One of ``FORMS``.

        Raises:
            ExpectedError: It cannot be written there, nobody is chosen, or there is no such form.
        """
        if not actors or form not in FORMS:
            raise UsageError(tr("A dossier needs an actor and a form."), hint=tr("Choose one of each."))
        self._desk.policy.check_export(path)
        if form == "pdf":
            return files.write_whole(path, self.pdf(actors))
        from briefing_app.domain.actors.ftm import as_csv, as_json_lines, entities

        found = entities(self._desk.scope, actors)
        return files.write_whole(path, as_csv(found) if form == "ftm.csv" else as_json_lines(found))

    def pdf(self, actors: Sequence[Actor]) -> bytes:
        """Returns the PDF of chosen actors behind the filter; notes stay out of it.

        Raises:
            ExpectedError: It cannot be set.
        """
        from briefing_app.domain.actors.names import shown_name

        chosen_ids = frozenset(actor.actor_id for actor in actors)
        found = [actor for actor in self._desk.scope.dataset.actors if actor.actor_id in chosen_ids]
        title = tr("Dossier: {names}", names=", ".join(shown_name(actor)[:60] for actor in found[:4]))
        options = self._briefings.options(sections=SECTIONS, title=title[:190], notes="none")
        gathered = self._briefings.gather(options)
        chosen = dataclasses.replace(gathered.scope.filter, actors=chosen_ids)
        planned = self._briefings.planned(gathered._replace(scope=gathered.scope.asking(chosen)))
        return self._briefings.typeset(planned).pdf
