"""What the profile remembers of briefings: choices kept under a name, and what was exported where."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing_app.desk.briefings import Briefings
from briefing_app.domain import filters
from briefing_app.errors import ExpectedError
from briefing_app.files import read_small, write_whole
from briefing_app.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing_app.desk.briefings import SetBriefing
    from briefing_app.desk.dossiers import Dossiers
    from briefing_app.domain.filters import Filter
    from briefing_app.report.history import Exported
    from briefing_app.report.options import BriefingOptions
    from briefing_app.report.presets import Preset, ReadPresets
    from briefing_app.report.snapshot import BriefingPlan

log = logging.getLogger(__name__)
PRESETS, HISTORY = "briefing-presets.json", "briefings.json"


class BriefingMemory(Briefings):
    """The part of the desk that keeps choices of briefings and the list of what was exported."""

    @property
    def dossiers(self) -> Dossiers:
        """Chosen actors as PDF or for other tools."""
        from briefing_app.desk.dossiers import Dossiers

        return Dossiers(self._desk, self)

    # Presets

    def presets(self) -> ReadPresets:
        """Returns the presets of this profile, by name, and what of their file could not be used."""
        from briefing_app.report.presets import ReadPresets

        try:
            return self.read_presets(self._desk.profile / PRESETS)
        except ExpectedError as error:
            missing = not (self._desk.profile / PRESETS).exists()
            return ReadPresets(presets=(), remarks=() if missing else (error.sentence(),))

    def read_presets(self, path: Path) -> ReadPresets:
        """Returns the presets in a file, such as one that a colleague handed on; nothing is taken in.

        Raises:
            ExpectedError: It cannot be read, or is no file of presets.
        """
        from briefing_app.report import presets
        from briefing_app.report.sections import KEYS

        try:
            text = read_small(path, most=presets.LARGEST)
        except (OSError, ValueError) as error:
            raise ExpectedError(
                tr("The presets in {path} could not be read.", path=path),
                hint=tr("Choose a file of presets that this program wrote."),
                detail=repr(error),
            ) from error
        return presets.read(text, known=KEYS)

    def keep_presets(self, kept: Iterable[Preset]) -> ReadPresets:
        """Keeps presets in the profile; one of the same name is replaced.

        Returns:
            All presets of the profile.

        Raises:
            ExpectedError: They cannot be written.
        """
        by_name = {preset.name: preset for preset in (*self.presets().presets, *kept)}
        return self._write_presets(by_name.values())

    def forget_preset(self, name: str) -> ReadPresets:
        """Takes a preset out of the profile and returns those that are left.

        Raises:
            ExpectedError: They cannot be written.
        """
        return self._write_presets(p for p in self.presets().presets if p.name != name)

    def _write_presets(self, kept: Iterable[Preset]) -> ReadPresets:
        from briefing_app.report import presets

        write_whole(self._desk.profile / PRESETS, presets.written(sorted(kept, key=lambda p: p.name.casefold())))
        return self.presets()

    def export_presets(self, path: Path, *, replace: bool = False) -> Path:
        """Writes all presets as one file for colleagues.

        Raises:
            ExpectedError: It cannot be written.
        """
        from briefing_app.report import presets

        self._desk.policy.check_export(path)
        return write_whole(path, presets.written(self.presets().presets), replace=replace)

    # History

    def exported(self) -> tuple[Exported, ...]:
        """Returns what was exported from this profile, the newest first."""
        from briefing_app.report import history

        try:
            return history.read(read_small(self._desk.profile / HISTORY, most=history.LARGEST))
        except (OSError, ValueError) as error:
            log.info("no history of briefings could be read: %s", error)
            return ()

    def remember(self, made: BriefingPlan, done: SetBriefing, path: Path) -> None:
        """Notes that a briefing was written; a profile that cannot be written is left as it is."""
        import hashlib

        from briefing_app.report import history
        from briefing_app.report.presets import Preset

        edition = made.snapshot["edition"]
        exported = history.Exported(
            path=str(path.absolute()),
            moment=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            digest=hashlib.sha256(done.pdf).hexdigest(),
            pages=done.pages,
            notes=done.notes,
            title=made.title,
            date=made.snapshot["date"],
            edition=made.edition,
            fingerprint=edition["fingerprint"],
            filter_words=made.snapshot["filter_words"],
            filter=made.snapshot["filter"],
            preset=Preset.of(made.title, made.options),
        )
        try:
            write_whole(self._desk.profile / HISTORY, history.written((exported, *self.exported())))
        except ExpectedError as error:
            log.info("the export could not be noted: %s", error.sentence())

    def forget_exports(self) -> None:
        """Empties the list of exports; the files stay.

        Raises:
            ExpectedError: It cannot be written.
        """
        from briefing_app.report import history

        write_whole(self._desk.profile / HISTORY, history.written(()))

    def options_again(self, exported: Exported, **values: Any) -> BriefingOptions:
        """Returns the choices of an earlier export for one of today, with the given ones in their place."""
        return self.options(**(exported.preset.choices() | {"title": exported.title} | values))

    @staticmethod
    def filter_of(exported: Exported) -> Filter:
        """Returns the filter under which a briefing was exported."""
        return filters.from_plain(exported.filter)

    def last(self) -> Exported | None:
        """Returns the newest export of this data package that still lies where it was put, or None."""
        return next((one for one in self.exported() if one.file.is_file()), None)

    def compared_with(self, options: BriefingOptions, older: Path) -> BriefingOptions:
        """Returns the choices with an older briefing to compare with.

        Raises:
            ExpectedError: It is no briefing of this program, or one of another data package.
        """
        from briefing_app.report.snapshot import snapshot_of

        found = snapshot_of(older)
        name = found["edition"].get("name", "")
        if name and name != self._desk.dataset.edition.name:
            raise ExpectedError(
                tr(
                    "{path} was made from different data: {title}.",
                    path=older,
                    title=found["edition"].get("title", name),
                ),
                hint=tr("Choose a briefing that was made from this data package."),
            )
        return dataclasses.replace(options, since=found)
