"""What an administrator's policy may say: every key with where it stands, what it holds and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from briefing_app.settings.checks import CHECKS, LIMITS
from briefing_app.translation import tr

Part = Literal["defaults", "enforced"]
BOTH: tuple[Part, ...] = ("defaults", "enforced")
MOST_MARKINGS, MOST_KEYS, KEY_BYTES = 50, 50, 32


class Unfit(ValueError):
    """A value that a key cannot hold, with what it holds in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of the policy.

    Attributes:
        name: As it is written.
        parts: Where it may stand.
        holds: What it holds, in words.
        words: What it does.
        read: Returns the value as the program uses it; raises ValueError for any other.
    """

    name: str
    parts: tuple[Part, ...]
    holds: str
    words: str
    read: Callable[[Any], Any]


def _as_preference(name: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if isinstance(value, list | dict) or not CHECKS[name](value):
            raise Unfit
        return value

    return read


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Unfit
    return value


def _place(value: Any) -> Path:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise Unfit
    try:
        path = Path(value).expanduser()
    except RuntimeError as error:  # no home is known
        raise Unfit from error
    if not path.is_absolute():
        raise Unfit
    return path


def _markings(value: Any) -> tuple[str, ...]:
    fit = isinstance(value, list) and 0 < len(value) <= MOST_MARKINGS
    if not fit or not all(CHECKS["marking"](one) for one in value):
        raise Unfit
    return tuple(dict.fromkeys(one.strip() for one in value))


def read_key(text: Any) -> bytes:
    """Returns a public key from its base64 form.

    Raises:
        ValueError: It is none.
    """
    import base64
    import binascii

    if not isinstance(text, str):
        raise Unfit
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unfit from error
    if len(key) != KEY_BYTES:
        raise Unfit
    return key


def _keys(value: Any) -> Mapping[str, bytes]:
    if not isinstance(value, dict) or len(value) > MOST_KEYS:
        raise Unfit
    if not all(isinstance(name, str) and CHECKS["author"](name) and name.strip() for name in value):
        raise Unfit
    return {name.strip(): read_key(text) for name, text in value.items()}


def keys() -> tuple[Key, ...]:
    """Returns every key, in the order in which they are listed."""
    text, switch, folder = tr("text, at most {n} letters"), tr("true or false"), tr("a whole path; ~ is the home")
    return (
        Key(name="marking", parts=BOTH, holds=text.format(n=LIMITS["marking"]), read=_as_preference("marking"),
            words=tr("The handling marking above and below everything, and on briefings.")),
        Key(name="markings", parts=("enforced",), read=_markings,
            holds=tr("a list of texts, at most {n}; an empty text means no marking", n=MOST_MARKINGS),
            words=tr("The only markings that may be chosen for the window and for briefings, in the order offered.")),
        Key(name="author", parts=BOTH, holds=text.format(n=LIMITS["author"]), read=_as_preference("author"),
            words=tr("The name on new notes.")),
        Key(name="author_from_system", parts=BOTH, holds=switch, read=_switch,
            words=tr("true: new notes carry the name of the system's account. It takes precedence over author.")),
        Key(name="office", parts=BOTH, holds=text.format(n=LIMITS["office"]), read=_as_preference("office"),
            words=tr("The office on new notes.")),
        Key(name="likelihood_scale", parts=BOTH, holds="PHIA, ICD203", read=_as_preference("likelihood_scale"),
            words=tr("The words of likelihood.")),
        Key(name="paper", parts=BOTH, holds="a4, letter", read=_as_preference("paper"),
            words=tr("The paper of briefings.")),
        Key(name="theme", parts=("defaults",), holds="system, light, dark, contrast, contrast-dark",
            read=_as_preference("theme"), words=tr("The look. Never enforced: some people can read only one of them.")),
        Key(name="text_size", parts=("defaults",), holds=tr("a whole number from 100 to 200"),
            read=_as_preference("text_size"), words=tr("Text size in per cent. Never enforced, for the same reason.")),
        Key(name="data", parts=BOTH, holds=folder, read=_place,
            words=tr("The data package to open: a folder or a .zip. If enforced, no other can be opened and no "
                     "edition installed.")),
        Key(name="export_folder", parts=BOTH, holds=folder, read=_place,
            words=tr("The folder offered for files. If enforced, briefings, rows, pictures and notes are written "
                     "there or in a folder inside it, and nowhere else.")),
        Key(name="import_notes", parts=("enforced",), holds=switch, read=_switch,
            words=tr("false: no notes are imported from files.")),
        Key(name="portable", parts=("enforced",), holds=switch, read=_switch,
            words=tr("false: notes and preferences lie with the person's account alone; a file named portable beside "
                     "the program and --profile are not followed.")),
        Key(name="links", parts=("enforced",), holds=switch, read=_switch,
            words=tr("false: addresses in notes are shown and can be copied; no browser is opened.")),
        Key(name="unsigned_packages", parts=("enforced",), holds=switch, read=_switch,
            words=tr("false: apart from the bundled data, the program opens and installs only packages that are signed "
                     "by a key under trusted_keys; keys that the person accepted do not count.")),
        Key(name="trusted_keys", parts=("enforced",), read=_keys,
            holds=tr("names with public Ed25519 keys in base64, at most {n}", n=MOST_KEYS),
            words=tr("Who may sign data packages. packaging/make_package.py shows the public key of a new pair.")),
    )  # fmt: skip
