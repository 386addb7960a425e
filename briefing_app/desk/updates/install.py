"""The verbs of the desk that change editions. What they need is imported when the first package is looked at."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_app import files, paths
from briefing_app.desk.ground import Ground
from briefing_app.desk.updates.admission import accept, admit, signer_of
from briefing_app.desk.updates.installed import (
    FOLDER,
    Installed,
    InstalledEditions,
    installed_editions,
    keep_installed,
    place_of,
)
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr

if TYPE_CHECKING:
    from briefing_app.desk.updates.candidate import Candidate

log = logging.getLogger(__name__)


class Updates:
    """The part of the desk that changes editions."""

    def __init__(self, desk: Ground) -> None:
        self._desk = desk

    def barred(self) -> str:
        """Returns why no edition can be installed here, in a sentence; empty if one can."""
        if self._desk.policy.enforced.get("data") is not None:
            return tr("Your organisation decides which data are opened.")
        return "" if self._desk.whole else tr("The data are still being read. Try again in a moment.")

    def look_at(self, path: Path) -> Candidate:
        """Checks a package and compares it with the data on the desk; it may run on another thread.

        Raises:
            ExpectedError: It is no package, damaged, forged, forbidden, of another briefing, or the one in use.
        """
        from briefing_app.dataset import loader
        from briefing_app.dataset.compare import compare
        from briefing_app.dataset.signed import seal_of
        from briefing_app.desk.updates.candidate import Candidate, relation

        if not path.is_file() or path.suffix.casefold() != ".zip":
            raise ExpectedError(
                tr("{path} is not a .zip.", path=path), hint=tr("Choose the .zip of a data package of this briefing.")
            )
        digest, seal, now = _digest(path), seal_of(path), self._desk.dataset
        admit(self._desk.policy, path)
        found = loader.load(path)
        if found.edition.name != now.edition.name:
            raise ExpectedError(
                tr("This is another briefing ({title}), not an edition of this one.", title=found.edition.title[:120]),
                hint=tr("Open it on its own with --data."),
            )
        if found.edition.fingerprint == now.edition.fingerprint:
            raise ExpectedError(
                tr("This is the edition in use, {words}.", words=now.edition.words), hint=tr("There is nothing to do.")
            )
        current = installed_editions(self._desk.profile).current
        known = current is not None and current.key
        return Candidate(
            path=path,
            digest=digest,
            dataset=found,
            sums=seal.sums,
            key=seal.key,
            signer=signer_of(seal.key, profile=self._desk.profile, policy=self._desk.policy),
            relation=relation(found.edition, now.edition),
            differences=compare(now, found),
            in_use_signed=bool(known),
        )

    def install(self, chosen: Candidate, *, accept_key: bool = False) -> Path:
        """Copies a package into the profile and makes it the one that is opened; the one in use stays beside it.

        Args:
            chosen: The package as it was looked at.
            accept_key: True to trust its key from now on.

        Returns:
            Where it lies; ``shelf.read`` reads it.

        Raises:
            ExpectedError: It cannot be copied, or was changed meanwhile; then everything is as it was.
        """
        import base64
        import re

        folder, before = self._desk.profile / FOLDER, installed_editions(self._desk.profile)
        edition = chosen.dataset.edition
        name = re.sub(r"[^A-Za-z0-9.-]+", "-", f"{edition.name[:60]}-{edition.version[:20]}").strip("-.") or "edition"
        kept = Installed(
            file=f"{name}-{chosen.digest[:12]}.zip",
            words=edition.words[:300],
            version=edition.version[:300],
            created=edition.created[:300],
            key=base64.b64encode(chosen.key).decode() if chosen.signer or accept_key else "",
        )
        target = folder / kept.file
        there = target.exists()
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            files.copy_whole(chosen.path, target)
            if _digest(target) != chosen.digest:
                raise ExpectedError(tr("The package changed while it was being checked."), hint=tr("Choose it again."))
            if accept_key and chosen.key and not chosen.signer:
                accept(folder, chosen.key)
            keep_installed(folder, InstalledEditions(current=kept, before=before.current))
        except OSError as error:
            _take_away(target, unless=there)
            raise _not_installed(files.why(error), repr(error)) from error
        except files.NotWritten as error:
            _take_away(target, unless=there)
            raise _not_installed(error.why, error.detail) from error
        except ExpectedError:
            _take_away(target, unless=there)
            raise
        _tidy(folder, {kept.file, before.current.file if before.current else ""})
        return target

    def before(self) -> str:
        """Returns the edition that one can go back to, in words; empty if nothing was installed."""
        found = installed_editions(self._desk.profile)
        if not found.changed or (found.current is None and found.before is None):
            return ""
        return found.before.words if found.before is not None else tr("the one that came with the program")

    def go_back(self) -> Path:
        """Makes the edition before the one that is opened; the one in use can be gone back to in the same way.

        Returns:
            Where it lies; ``shelf.read`` reads it.

        Raises:
            ExpectedError: It is gone, or the choice cannot be kept.
        """
        found = installed_editions(self._desk.profile)
        place = place_of(self._desk.profile, found.before)
        if not place.exists():
            raise ExpectedError(
                tr("The edition {words} is no longer in the profile.", words=self.before()),
                hint=tr("Install it again from its file."),
            )
        return self._turn_to(found.before, found.current)

    def use_bundled(self) -> Path:
        """Makes the edition that came with the program the one that is opened.

        Raises:
            ExpectedError: The choice cannot be kept.
        """
        return self._turn_to(None, installed_editions(self._desk.profile).current)

    def _turn_to(self, wanted: Installed | None, before: Installed | None) -> Path:
        try:
            keep_installed(self._desk.profile / FOLDER, InstalledEditions(current=wanted, before=before))
        except files.NotWritten as error:
            raise _not_installed(error.why, error.detail) from error
        return place_of(self._desk.profile, wanted)

    def newer_bundled(self) -> str:
        """Returns the edition that came with the program, in words, if it is newer than the installed one in use."""
        import json

        from briefing_app.desk.updates.candidate import relation
        from briefing_app.domain.tables import Edition

        current = installed_editions(self._desk.profile).current
        if current is None or self._desk.source != place_of(self._desk.profile, current):
            return ""
        try:
            stored = json.loads((paths.bundled_data() / "datapackage.json").read_text(encoding="utf-8"))
            mine = Edition(name="", title="", version=str(stored["version"]), created=str(stored["created"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.info("the bundled edition could not be looked at: %r", error)
            return ""
        theirs = Edition(name="", title="", version=current.version, created=current.created)
        return mine.words if relation(mine, theirs) == "newer" else ""


def _digest(path: Path) -> str:
    import hashlib

    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError as error:
        raise ExpectedError(
            tr("{path} cannot be read: {why}.", path=path, why=error.strerror or error),
            hint=tr("Copy it to this machine and choose it there."),
        ) from error
    return digest.hexdigest()


def _take_away(path: Path, *, unless: bool) -> None:
    if not unless:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            log.info("%s could not be removed: %s", path.name, error)


def _tidy(folder: Path, keep: set[str]) -> None:
    """Removes editions that can no longer be gone back to."""
    for path in folder.glob("*.zip"):
        if path.name not in keep:
            _take_away(path, unless=False)


def _not_installed(reason: str, detail: str) -> ExpectedError:
    return ExpectedError(
        tr("The edition could not be installed: {why}. The data in use stay as they are.", why=reason),
        hint=tr("Free some space or make the profile folder writable, then try again."),
        detail=detail,
    )
