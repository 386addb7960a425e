"""What all readers of foreign notes share: addresses, single lines, and how a broken rule is told."""

from __future__ import annotations

import re
import uuid
from typing import Any
from urllib.parse import quote

from briefing_app.translation import tr

FORBIDDEN = frozenset(' <>"')
UNWISE = frozenset("{}|\\^`")


class BrokenRule(ValueError):
    """An annotation breaks a rule of the recommendation; the words say how, and which."""

    def __init__(self, words: str, rule: str) -> None:
        super().__init__(tr("{words} (Web Annotation Data Model {rule})", words=words, rule=rule))


def is_iri(value: Any) -> bool:
    """Tells whether a value can be an address; whether anything is there is not asked."""
    return isinstance(value, str) and bool(value) and value.isprintable() and FORBIDDEN.isdisjoint(value)


def has_scheme(address: str) -> bool:
    """Tells whether an address stands for itself and not in relation to another."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*:.", address) is not None


def as_iri(text: str, *, also: str = "") -> str:
    """Returns a text as an address: what no address can hold is written as its number.

    Args:
        text: Any text.
        also: Further signs that are written as their number.
    """
    numbered = UNWISE | frozenset(also)
    if is_iri(text) and numbered.isdisjoint(text):
        return text
    readable = text.encode("utf-8", "replace").decode()
    return "".join(quote(c, safe="") if not is_iri(c) or c in numbered else c for c in readable)


def shown(value: Any) -> str:
    """Returns the beginning of a value for a sentence."""
    if isinstance(value, list | dict):
        return tr("(a list)") if isinstance(value, list) else tr("(an object)")
    return f"“{line(str(value), 40)}”"


def line(value: Any, limit: int) -> str:
    """Returns a text in one line without signs that command; empty if it is none."""
    text = value if isinstance(value, str) else ""
    if text.isprintable():
        return text.strip()[:limit].rstrip()
    return "".join(c if c.isprintable() else " " for c in text[: limit * 4]).strip()[:limit].rstrip()


def clean(text: str) -> str:
    """Returns a text without what no file can hold: halves of characters and NUL."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "").replace("\r\n", "\n")


def is_uuid(text: str) -> bool:
    """Tells whether an id is a UUID, in any of its forms."""
    try:
        uuid.UUID(text.removeprefix("urn:uuid:"))
    except ValueError:
        return False
    return True


def ident_of(value: Any) -> str:
    """Keeps a UUID; any other id gets one that is the same every time, so that nothing comes in twice.

    Raises:
        ValueError: There is none.
    """
    text = str(value or "").removeprefix("urn:uuid:")
    if not text:
        raise ValueError(tr("it has no id"))
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, text.encode("utf-8", "replace").decode()))
