"""The administrator's policy: one machine-wide file with defaults and enforced values, read with care, never written.

What cannot be used is told in ``findings`` and has no effect; the program starts whatever the file holds.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from briefing_app import paths
from briefing_app.errors import ExpectedError
from briefing_app.files import read_small
from briefing_app.settings.schema import BOTH, Part, Unfit, keys
from briefing_app.translation import tr, trn

FORMAT = 1
LARGEST = 1_000_000
"""Bytes; a larger policy file is none."""
MOST_FINDINGS = 50
PREFERENCES = ("marking", "author", "office", "likelihood_scale", "paper", "theme", "text_size")
"""Keys that are preferences of the person as well."""
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What an organisation has set.

    Attributes:
        path: The file it was read from; None if there is none.
        organisation: Who set it, as the file says; may be empty.
        defaults: Values until the person chooses.
        enforced: Values whatever the person chooses.
        findings: What is wrong with the file, a sentence each.
        unusable: True if nothing of the file could be read.
    """

    path: Path | None = None
    organisation: str = ""
    defaults: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    enforced: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    findings: tuple[str, ...] = ()
    unusable: bool = False

    def allows(self, name: str) -> bool:
        """Tells whether something that can be switched off is allowed."""
        return self.enforced.get(name) is not False

    def locked(self, name: str) -> bool:
        """Tells whether a preference is set by the organisation, so that the person cannot change it."""
        return name in self.imposed() or (name == "marking" and len(self.markings or ()) == 1)

    def set_by(self) -> str:
        """Returns the words beside what is locked."""
        return tr("set by your organisation") + (f" ({self.organisation})" if self.organisation else "")

    def preferred(self) -> Mapping[str, Any]:
        """Returns the preferences that hold until the person chooses."""
        return _preferences_in(self.defaults)

    def imposed(self) -> Mapping[str, Any]:
        """Returns the preferences that hold whatever the person chooses."""
        return _preferences_in(self.enforced)

    @property
    def markings(self) -> tuple[str, ...] | None:
        """The only markings that may be chosen; None for any."""
        return cast("tuple[str, ...] | None", self.enforced.get("markings"))

    def fitting(self, marking: str) -> str:
        """Returns a marking as the organisation writes it, or the usual one in place of one that is not allowed."""
        try:
            return self.check_marking(marking)
        except ExpectedError:
            usual = self.enforced.get("marking", self.defaults.get("marking"))
            allowed = self.markings or ("",)
            return usual if isinstance(usual, str) and usual in allowed else allowed[0]

    def check_marking(self, marking: str) -> str:
        """Returns a marking as the organisation writes it.

        Raises:
            ExpectedError: It is not one that may be used.
        """
        forced = self.enforced.get("marking")
        allowed = (forced,) if isinstance(forced, str) else self.markings
        if allowed is None:
            return marking
        same = [one for one in allowed if _plain(one) == _plain(marking)]
        if same:
            return same[0]
        named = ", ".join(one or tr("none") for one in allowed)
        raise ExpectedError(
            tr("The marking {marking} is not one that your organisation allows.", marking=marking or tr("none")),
            hint=tr("Choose from: {named}.", named=named),
        )

    def allows_marking(self, marking: str) -> bool:
        """Tells whether a marking may be used."""
        try:
            self.check_marking(marking)
        except ExpectedError:
            return False
        return True

    def check_export(self, path: Path) -> Path:
        """Returns a path to which a file may be written.

        Raises:
            ExpectedError: The organisation has set another folder.
        """
        folder = self.enforced.get("export_folder")
        if folder is None or Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
            return path
        raise ExpectedError(
            tr("Your organisation has set that files are written to {folder} alone.", folder=folder),
            hint=tr("Choose a place there."),
        )

    def export_folder(self) -> Path | None:
        """Returns the folder that is offered for files; None for the usual one."""
        return self.enforced.get("export_folder") or self.defaults.get("export_folder")

    def summary(self) -> str:
        """Returns the faults of the file in one sentence; empty if there is none."""
        if not self.findings:
            return ""
        if self.unusable:
            return self.findings[0]
        told = trn(
            "{n} line of your organisation's policy has no effect.",
            "{n} lines of your organisation's policy have no effect.",
            len(self.findings),
        )
        return told + " " + tr("Tell your administrator; self-test lists them.")


def load_policy(path: Path | None = None) -> Policy:
    """Reads the policy of this machine.

    Args:
        path: The file; None for the one place where it lies.

    Returns:
        The policy, whatever the file holds; an empty one if there is none.
    """
    place = path or paths.policy_file()
    try:
        text = read_small(place, most=LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    except UnicodeDecodeError:
        return _unusable(place, tr("it is not written in UTF-8"))
    except ValueError as error:
        return _unusable(place, str(error))
    except OSError as error:
        from briefing_app.files import why

        reasons = {"EISDIR": tr("it is a folder"), "EACCES": tr("this account may not read it")}
        import errno

        return _unusable(place, reasons.get(errno.errorcode.get(error.errno or 0, ""), why(error)))
    try:
        stored = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_Pairs)
    except (ValueError, RecursionError) as error:
        line = f", {tr('line {n}', n=error.lineno)}" if isinstance(error, json.JSONDecodeError) else ""
        return _unusable(place, tr("it is no JSON{line}", line=line))
    if not isinstance(stored, _Pairs):
        return _unusable(place, tr("it is no JSON object"))
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
                tr("What is known is applied."),
            )
        organisation = stored.get("organisation", "")
        if not isinstance(organisation, str) or len(organisation) > 120 or not f"{organisation} ".isprintable():
            self._note(tr("organisation is not a text of at most {n} letters.", n=120), tr("Correct it."))
            organisation = ""
        parts = {part: self._part(stored, part) for part in BOTH}
        self._check_together(parts["defaults"], parts["enforced"])
        if os.name == "posix" and _is_open_to_others(self._path):
            self._note(tr("the file can be changed by others than its owner."), tr("Take that right away."))
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
            self._note(tr("{part} is no JSON object.", part=part), tr("Write names with values in braces."))
            return {}
        if isinstance(written, _Pairs):
            self._tell_twice(written, f"{part}.")
        known = {key.name: key for key in keys()}
        found: dict[str, Any] = {}
        for name, value in written.items():
            key = known.get(name)
            if key is None:
                self._note(
                    tr("{part}.{name} is not a key that this program knows.", part=part, name=_shown(name)),
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
                    tr("{part}.marking is {value}, which is not among enforced.markings.", part=part,
                       value=_shown(marking)),
                    tr("Add it there, or choose another."),
                )  # fmt: skip

    def _tell_twice(self, pairs: _Pairs, part: str) -> None:
        for name in pairs.twice:
            self._note(tr("{name} stands there twice.", name=_shown(part + name)), tr("The last one counts."))

    def _note(self, words: str, hint: str) -> None:
        if len(self._findings) < MOST_FINDINGS:
            self._findings.append(f"{self._path}: {words} {hint}")

    @staticmethod
    def _names(known: set[str]) -> str:
        return tr("It has: {names}.", names=", ".join(sorted(known)))


def _preferences_in(values: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: values[name] for name in PREFERENCES if name in values}
    if values.get("author_from_system"):
        from briefing_app.settings.account import account_name

        found["author"] = account_name()
    return found


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


def _plain(marking: str) -> str:
    return " ".join(marking.casefold().split())


def _unusable(path: Path, reason: str) -> Policy:
    words = tr(
        "The policy of your organisation in {path} cannot be used: {why}. The program works without it; "
        "tell your administrator.",
        path=path,
        why=reason,
    )
    return Policy(path=path, findings=(words,), unusable=True)
