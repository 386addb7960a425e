"""The reading of a policy file: what is known is taken, what is wrong is told, and nothing makes it fail."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

from briefing_app.files import read_small, why
from briefing_app.settings.policy import Policy
from briefing_app.settings.schema import BOTH, Part, Unfit, keys
from briefing_app.translation import tr

FORMAT = 1
LARGEST = 1_000_000
"""Bytes; a larger policy file is none."""
MOST_FINDINGS = 50


def read_policy(place: Path) -> Policy:
    """Reads a policy.

    Args:
        place: The file.

    Returns:
        The policy, whatever the file holds.
    """
    try:
        text = read_small(place, most=LARGEST)
    except FileNotFoundError:
        return _unusable(place, tr("it is a link that leads nowhere"))
    except UnicodeDecodeError:
        return _unusable(place, tr("it is not written in UTF-8"))
    except ValueError as error:
        return _unusable(place, str(error))
    except OSError as error:
        reasons = {"EISDIR": tr("it is a folder"), "EACCES": tr("this account is not allowed to read it")}
        return _unusable(place, reasons.get(errno.errorcode.get(error.errno or 0, ""), why(error)))
    try:
        stored = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_Pairs)
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError):
            return _unusable(place, tr("it is not JSON, line {n}", n=error.lineno))
        return _unusable(place, tr("it is not JSON"))
    if not isinstance(stored, _Pairs):
        return _unusable(place, tr("it is not a JSON object"))
    return _Reading(place).read(stored)


class _Pairs(dict[str, Any]):
    """An object that remembers which of its names were written twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        names = [name for name, _value in pairs]
        self.twice = sorted({name for name in names if names.count(name) > 1}) if len(names) < 1_000 else []


class _Reading:
    """One reading of one file; what is wrong is noted and left out."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._findings: list[str] = []

    def read(self, stored: _Pairs) -> Policy:
        known = {"format", "organisation", *BOTH}
        self._tell_twice(stored, "")
        for name in stored:
            if name not in known:
                self._note(tr("{name} is not a part of a policy.", name=_shown(name)), self._names(known))
        number = stored.get("format", FORMAT)
        if number != FORMAT or isinstance(number, bool):
            self._note(
                tr("its format is {n}, this program knows {known}.", n=_shown(number), known=FORMAT),
                tr("The rest is applied."),
            )
        organisation = stored.get("organisation", "")
        if not isinstance(organisation, str) or len(organisation) > 120 or not f"{organisation} ".isprintable():
            self._note(tr("organisation is not a text of at most {n} letters.", n=120), tr("Correct it."))
            organisation = ""
        parts = {part: self._part(stored, part) for part in BOTH}
        self._check_together(parts["defaults"], parts["enforced"])
        if os.name == "posix" and _is_open_to_others(self._path):
            self._note(tr("the file can be changed by others than its owner."), tr("Remove that permission."))
        return Policy(
            path=self._path,
            organisation=organisation.strip(),
            defaults=parts["defaults"],
            enforced=parts["enforced"],
            findings=tuple(self._findings[:MOST_FINDINGS]),
        )

    def _part(self, stored: _Pairs, part: Part) -> dict[str, Any]:
        written = stored.get(part, {})
        if not isinstance(written, dict):
            self._note(tr("{part} is not a JSON object.", part=part), tr("Write names with values in braces."))
            return {}
        if isinstance(written, _Pairs):
            self._tell_twice(written, f"{part}.")
        known = {key.name: key for key in keys()}
        found: dict[str, Any] = {}
        for name, value in written.items():
            key = known.get(name)
            if key is None:
                self._note(
                    tr("{name} is not a key that this program knows.", name=_shown(f"{part}.{name}")),
                    tr("Remove it."),
                )
            elif part not in key.parts:
                self._note(
                    tr("{name} cannot stand under {part}.", name=name, part=part),
                    tr("Write it under {other}.", other=key.parts[0]),
                )
            else:
                try:
                    found[name] = key.read(value)
                except (Unfit, TypeError, OverflowError):
                    self._note(
                        tr("{part}.{name} cannot be {value}.", part=part, name=name, value=_shown(value)),
                        tr("It holds: {holds}.", holds=key.holds),
                    )
        return found

    def _check_together(self, defaults: dict[str, Any], enforced: dict[str, Any]) -> None:
        """A marking that is not among the markings would bar every briefing."""
        allowed = enforced.get("markings")
        for part, values in (("defaults", defaults), ("enforced", enforced)):
            marking = values.get("marking")
            if allowed is not None and marking is not None and marking not in allowed:
                del values["marking"]
                self._note(
                    tr(
                        "{part}.marking is {value}, which is not among enforced.markings.",
                        part=part,
                        value=_shown(marking),
                    ),
                    tr("Add it there, or choose another."),
                )

    def _tell_twice(self, pairs: _Pairs, part: str) -> None:
        for name in pairs.twice:
            self._note(tr("{name} is there twice.", name=_shown(part + name)), tr("The last one counts."))

    def _note(self, words: str, hint: str) -> None:
        if len(self._findings) < MOST_FINDINGS:
            self._findings.append(f"{self._path}: {words} {hint}")

    @staticmethod
    def _names(known: set[str]) -> str:
        return tr("It has: {names}.", names=", ".join(sorted(known)))


def _is_open_to_others(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & 0o022)
    except OSError:
        return False


def _shown(value: object) -> str:
    """Returns a value of the file as one short line, whatever it holds."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    text = "".join(c if c.isprintable() else " " for c in text)
    text = text if len(text) <= 60 else text[:59] + "…"
    return f"“{text}”" if isinstance(value, str) else text


def _unusable(path: Path, reason: str) -> Policy:
    words = tr(
        "The policy of your organisation in {path} cannot be used: {why}. The program works without it; "
        "tell your administrator.",
        path=path,
        why=reason,
    )
    return Policy(path=path, findings=(words,), unusable=True)
