"""A package that may become the edition in use: who made it, how it stands to the one in use, what it changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefing_app.translation import tr, trn

if TYPE_CHECKING:
    from briefing_app.domain.editions import Difference
    from briefing_app.domain.tables import Dataset, Edition

Relation = Literal["newer", "older", "same number"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A package that was looked at and can be installed.

    Attributes:
        path: Where it lies.
        digest: SHA-256 of the whole file.
        dataset: What it holds.
        sums: True if every file in it has a checksum that fits.
        key: The public key that signed it; empty if none did.
        signer: Who that is, if the key is trusted; empty if it is not.
        relation: How it stands to the edition in use.
        differences: What it changes.
        in_use_signed: True if the edition in use is a signed one.
    """

    path: Path
    digest: str
    dataset: Dataset
    sums: bool
    key: bytes
    signer: str
    relation: Relation
    differences: tuple[Difference, ...]
    in_use_signed: bool = False

    def origin(self) -> str:
        """Returns who signed it, in a sentence."""
        if self.signer:
            return tr("Signed by {who}; the signature is valid.", who=self.signer)
        if self.key:
            return tr("Signed with a key that is not known here: {print}.", print=fingerprint(self.key))
        if self.sums:
            return tr("Not signed. The files are as they were packed, but anyone could have packed them.")
        return tr("Not signed and without checksums: nothing shows who made it, or that it is whole.")

    def doubts(self) -> tuple[str, ...]:
        """Returns what a person should know before it is installed, a sentence each."""
        told = []
        if self.relation == "older":
            told.append(tr("It is older than the edition in use."))
        elif self.relation == "same number":
            told.append(tr("It has the number and date of the edition in use, but its contents differ."))
        if not self.signer:
            told.append(self.origin())
            if self.in_use_signed:
                told.append(tr("The edition in use is signed with a key known here."))
        errors = sum(problem.severity == "error" for problem in self.dataset.problems)
        if errors:
            told.append(
                trn(
                    "{n} error in its data; what is wrong is left out.",
                    "{n} errors in its data; what is wrong is left out.",
                    errors,
                )
            )
        return tuple(told)


def fingerprint(key: bytes) -> str:
    """Returns a short form of a public key that two people can read to each other."""
    import hashlib

    digest = hashlib.sha256(key).hexdigest()[:32]
    return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


def relation(new: Edition, old: Edition) -> Relation:
    """Returns how one edition stands to another: by their versions, and by their days where those do not tell."""
    one, other = _numbers(new.version), _numbers(old.version)
    if not one or not other or one == other:
        one, other = _numbers(new.created), _numbers(old.created)
    return "newer" if one > other else "older" if one < other else "same number"


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d{1,9}", text))
