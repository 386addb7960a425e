"""The administrator's policy: one machine-wide file with defaults and enforced values, read with care, never written.

What cannot be used is told in ``findings`` and has no effect; the program starts whatever the file holds.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from briefing_app.errors import ExpectedError
from briefing_app.translation import tr

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
        if self.organisation:
            return tr("set by your organisation ({name})", name=self.organisation)
        return tr("set by your organisation")

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
            tr("Your organisation does not allow the marking {marking}.", marking=marking or tr("none")),
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
            tr("Your organisation allows files to be written only to {folder}.", folder=folder),
            hint=tr("Choose a place there."),
        )

    def export_folder(self) -> Path | None:
        """Returns the folder that is offered for files; None for the usual one."""
        return self.enforced.get("export_folder") or self.defaults.get("export_folder")

    def complaint(self) -> str:
        """Returns why nothing of the file could be used, in a sentence; lines without effect are not the person's."""
        return self.findings[0] if self.unusable else ""


def _preferences_in(values: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: values[name] for name in PREFERENCES if name in values}
    if values.get("author_from_system"):
        from briefing_app.settings.account import account_name

        found["author"] = account_name()
    return found


def _plain(marking: str) -> str:
    return " ".join(marking.casefold().split())
