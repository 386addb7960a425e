"""Which data package is opened, which may be, and whose signature counts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from briefing_app import files, paths
from briefing_app.desk.updates.installed import FOLDER, FORMAT, Installed, installed_editions, place_of, stored_in
from briefing_app.errors import ExpectedError
from briefing_app.settings import Policy
from briefing_app.translation import tr

KEYS = "keys.json"
"""The keys that the person accepted, each with its day."""


def source_for(profile: Path, policy: Policy, data: Path | None) -> tuple[Path, tuple[str, ...]]:
    """Returns which data package is opened, and what is to be told about that choice.

    Args:
        profile: The profile folder.
        policy: What the organisation has set.
        data: The package asked for; None for the usual one.

    Raises:
        ExpectedError: The package asked for may not be opened.
    """
    forced, usual = policy.enforced.get("data"), policy.defaults.get("data")
    if forced is not None:
        if data is not None and not _same(data, forced):
            raise ExpectedError(
                tr("Your organisation decides which data are opened: {path}.", path=forced),
                hint=tr("Leave out --data."),
            )
        return _if_there(forced)
    if data is not None:
        admit(policy, data)
        return data, ()
    current = installed_editions(profile).current
    if current is not None:
        place = place_of(profile, current)
        try:
            if not place.is_file():
                raise ExpectedError(tr("it is no longer in the profile"))
            admit(policy, place)
        except ExpectedError as error:
            return paths.bundled_data(), (_not_used(current, error),)
        return place, ()
    return _if_there(usual) if usual is not None else (paths.bundled_data(), ())


def not_usable(profile: Path, source: Path, error: ExpectedError) -> str | None:
    """Returns the sentence that the installed edition cannot be used; None if the source is another package."""
    current = installed_editions(profile).current
    if current is None or place_of(profile, current) != source:
        return None
    return _not_used(current, error)


def admit(policy: Policy, path: Path) -> None:
    """Refuses a package that the organisation forbids.

    Raises:
        ExpectedError: Only signed packages may be used, and this one is not, or its signature does not fit.
    """
    if policy.allows("unsigned_packages") or _same(path, paths.bundled_data()):
        return
    from briefing_app.dataset.signed import seal_of

    if seal_of(path).key not in trusted(policy).values():
        raise ExpectedError(
            tr(
                "Your organisation allows only data packages signed by those it trusts; {path} is not.",
                path=path,
            ),
            hint=tr("Ask whoever made it for a signed copy, or ask your administrator."),
        )


def trusted(policy: Policy) -> Mapping[str, bytes]:
    """Returns the keys that the organisation trusts, by name."""
    found: Mapping[str, bytes] = policy.enforced.get("trusted_keys", {})
    return found


def signer_of(key: bytes, *, profile: Path, policy: Policy) -> str:
    """Returns whose key it is, in words; empty if it is not trusted."""
    for name, known in trusted(policy).items():
        if known == key:
            return name
    if not key or not policy.allows("unsigned_packages"):
        return ""
    import base64

    from briefing_app.desk.updates.candidate import fingerprint

    accepted = stored_in(profile / FOLDER / KEYS).get("keys")
    day = accepted.get(base64.b64encode(key).decode()) if isinstance(accepted, dict) else None
    if not isinstance(day, str):
        return ""
    return tr("a key that you accepted on {day} ({print})", day=day[:10], print=fingerprint(key))


def accept(folder: Path, key: bytes) -> None:
    """Keeps that the person trusts a key.

    Raises:
        NotWritten: It cannot be kept.
    """
    import base64
    import datetime as dt
    import json

    stored = stored_in(folder / KEYS).get("keys")
    known = dict(stored) if isinstance(stored, dict) else {}
    known[base64.b64encode(key).decode()] = dt.date.today().isoformat()
    files.write_whole(folder / KEYS, json.dumps({"format": FORMAT, "keys": known}, indent=1).encode())


def _if_there(path: Path) -> tuple[Path, tuple[str, ...]]:
    if path.exists():
        return path, ()
    words = tr("The data set by your organisation, {path}, are missing; the bundled data are shown.", path=path)
    return paths.bundled_data(), (words,)


def _not_used(edition: Installed, error: ExpectedError) -> str:
    return tr(
        "The installed edition {words} is not used: {why}. The data that came with the program are shown.",
        words=edition.words,
        why=error.words.rstrip("."),
    )


def _same(one: Path, other: Path) -> bool:
    # Path's own way fails where nobody knows the home that is meant.
    whole = {Path(os.path.expanduser(path)).resolve() for path in (one, other)}  # noqa: PTH111
    return len(whole) == 1
