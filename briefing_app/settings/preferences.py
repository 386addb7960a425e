"""What a person has chosen, as one frozen record: read with care, checked, saved whole."""

from __future__ import annotations

import contextlib
import json
import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from briefing_app.errors import ExpectedError
from briefing_app.files import NotWritten, make_private, read_small, write_whole
from briefing_app.settings.checks import CHECKS, LIMITS, usable_views
from briefing_app.settings.policy import Policy
from briefing_app.translation import grouped, tr

log = logging.getLogger(__name__)
FILE = "preferences.json"
FORMAT = 1
LARGEST = 1_000_000
"""Bytes; a larger preferences file is not one of ours."""
LOCK = ".preferences.lock"
PATIENCE, STALE = 2.0, 10.0
"""Seconds that a window waits for another one that is saving, and after which a lock was left by one that is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Everything a person can choose. A wrong value is refused when the record is made.

    Attributes:
        theme: "system", "light", "dark", "contrast" or "contrast-dark".
        text_size: Per cent of the normal size, 100 to 200.
        likelihood_scale: "PHIA" or "ICD203".
        marking: Handling marking above and below everything; empty for none.
        author: Name on new notes; optional.
        office: Office on new notes; optional.
        language: ISO 639-1 code of the interface and the paper, or "system".
        calendar: "gregorian", or "solar-hijri" for both calendars side by side.
        paper: "a4" or "letter".
        geometry: Place of the window in Qt's own form, base64.
        views: What each tab wants to find again, by its key.
        author_asked: True once name and office have been asked for.
        tour_offered: True once the tour of the window has been offered.
        come_back: True to begin where the last window was left: tab, selection and filter.
    """

    theme: str = "system"
    text_size: int = 100
    likelihood_scale: str = "PHIA"
    marking: str = ""
    author: str = ""
    office: str = ""
    language: str = "en"
    calendar: str = "gregorian"
    paper: str = "a4"
    geometry: str = ""
    views: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    author_asked: bool = False
    tour_offered: bool = False
    come_back: bool = True

    def __post_init__(self) -> None:
        for name, check in CHECKS.items():
            value = getattr(self, name)
            if isinstance(value, str) and len(value) > (most := LIMITS.get(name, len(value))):
                raise ExpectedError(
                    tr(
                        "The {name} has {n} letters; at most {most} are kept.",
                        name=name,
                        n=grouped(len(value)),
                        most=most,
                    ),
                    hint=tr("Shorten it."),
                )
            if not check(value):
                raise ExpectedError(
                    tr("{value} cannot be used as {name}.", value=repr(value)[:60], name=name),
                    hint=tr("Choose another value."),
                )

    def save(self, profile: Path) -> None:
        """Writes all of them, whatever stands in the file; see ``change`` for what a window chose.

        Raises:
            ExpectedError: They cannot be written.
        """
        _write(profile, asdict(self))


def change(profile: Path, old: Preferences, new: Preferences, *, policy: Policy | None = None) -> Preferences:
    """Saves what one window chose and nothing else: what others on the same profile chose meanwhile stays.

    What nobody chose is not written, so that a default of the organisation can change later.

    Args:
        profile: The profile folder.
        old: The preferences as this window knew them.
        new: The preferences as this window wants them.
        policy: What the organisation has set.

    Returns:
        The preferences as they are for all windows now.

    Raises:
        ExpectedError: They cannot be written, the file was written by a newer program meanwhile, or the organisation
            has set one of them.
    """
    names = [f.name for f in fields(Preferences)]
    chosen = {name: getattr(new, name) for name in names if getattr(new, name) != getattr(old, name)}
    _refuse_what_is_set(chosen, policy or Policy())
    with _alone(profile):
        there = load(profile)
        views = chosen.get("views")
        if views is not None:
            mine = {key: view for key, view in views.items() if view != old.views.get(key)}
            chosen["views"] = {**there.views, **mine}
        stored = _read(profile / FILE) or {}
        merged = asdict(replace(there, **chosen))
        unknown = {k: v for k, v in stored.items() if k not in {*names, "format"}}
        _write(profile, unknown | {name: merged[name] for name in names if name in stored or name in chosen})
    return load(profile, policy=policy)


def _refuse_what_is_set(chosen: dict[str, Any], policy: Policy) -> None:
    for name in chosen:
        if name != "marking" and policy.locked(name):
            raise ExpectedError(
                tr("The {name} is {set_by}.", name=name, set_by=policy.set_by()),
                hint=tr("Leave it as it is, or ask your administrator."),
            )
    if "marking" in chosen:
        chosen["marking"] = policy.check_marking(chosen["marking"])


def _write(profile: Path, values: Mapping[str, Any]) -> None:
    text = json.dumps({"format": FORMAT, **values}, ensure_ascii=False, indent=1, sort_keys=True)
    try:
        write_whole(profile / FILE, text.encode("utf-8", "replace"))
    except NotWritten as error:
        raise ExpectedError(
            tr("Preferences could not be saved: {why}.", why=error.why),
            hint=tr("Free some space or make the profile folder writable."),
            detail=error.detail,
        ) from error


@contextlib.contextmanager
def _alone(profile: Path) -> Iterator[None]:
    """Keeps two windows from saving at the same moment; a lock that cannot be had in time is no reason to fail."""
    lock, until, mine = profile / LOCK, time.monotonic() + PATIENCE, False
    while not mine and time.monotonic() < until:
        try:
            make_private(lock, new=True)
            mine = True
        except FileExistsError:
            with contextlib.suppress(OSError):
                if time.time() - lock.stat().st_mtime > STALE:
                    lock.unlink()
            time.sleep(0.01)
        except OSError:
            break  # what stands in the way is said when the file is written
    try:
        yield
    finally:
        if mine:
            with contextlib.suppress(OSError):
                lock.unlink()


def stamp(profile: Path) -> tuple[int, int, int]:
    """Returns what changes whenever the file does; zeros if there is none."""
    try:
        found = (profile / FILE).stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def load(profile: Path, *, policy: Policy | None = None) -> Preferences:
    """Reads the preferences; a bad value is logged and replaced by a safe one.

    Args:
        profile: The profile folder.
        policy: What the organisation has set: its defaults stand below what the person chose, the rest above.

    Raises:
        ExpectedError: The file was written by a newer program; it is left untouched.
    """
    path = profile / FILE
    stored = _read(path)
    good = Preferences(**(policy.preferred() if policy is not None else {}))
    if stored is None:
        return _governed(good, policy)
    number = stored.get("format")
    if isinstance(number, int) and number > FORMAT:
        raise ExpectedError(
            tr("The preferences in {path} were written by a newer version of this program.", path=path),
            hint=tr("Use that version, or choose another profile with --profile."),
        )
    known = {f.name for f in fields(Preferences)}
    for name in sorted(known & set(stored)):
        try:
            value = usable_views(stored[name]) if name == "views" else stored[name]
            good = replace(good, **{name: value})
        except ExpectedError:
            log.info("preference %s had a value that cannot be used; the usual one is taken", name)
    return _governed(good, policy)


def chosen_language(profile: Path, *, policy: Policy) -> str:
    """Returns the language that the organisation has set or the person chose; empty if nobody said one.

    The file is read and left as it is, whatever is wrong with it.

    Args:
        profile: The profile folder.
        policy: What the organisation has set.
    """
    try:
        stored = json.loads(read_small(profile / FILE, most=LARGEST))
    except (OSError, ValueError, RecursionError):
        stored = None
    own = stored.get("language") if isinstance(stored, dict) else None
    said = policy.imposed().get("language") or own or policy.preferred().get("language")
    return said if isinstance(said, str) and CHECKS["language"](said) else ""


def _governed(found: Preferences, policy: Policy | None) -> Preferences:
    """Returns the preferences with what the organisation has set in the place of what the person chose."""
    if policy is None or not policy.enforced:
        return found
    found = replace(found, **policy.imposed())
    if policy.locked("author"):  # nobody is asked for a name that is set
        found = replace(found, author_asked=True)
    return replace(found, marking=policy.fitting(found.marking))


def _read(path: Path) -> dict[str, Any] | None:
    try:
        stored = json.loads(read_small(path, most=LARGEST))
        if not isinstance(stored, dict):
            raise ValueError("not an object")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        log.info("preferences could not be read and the usual ones are taken: %s", error)
        _set_aside(path)
        return None
    return stored


def _set_aside(path: Path) -> None:
    """Keeps a file that cannot be read, so that nothing the person chose is overwritten unseen."""
    try:
        path.replace(path.with_suffix(".unreadable.json"))
    except OSError as error:
        log.info("the unreadable preferences stay where they are: %s", error)
