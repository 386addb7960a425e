"""What a file holds before it is read: its annotations as they stand there, and what makes each one of W3C's model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a file holds.

    Attributes:
        items: Its annotations, as they stand there.
        convert: Makes an annotation of W3C's model of one.
        absent: Why there may be none, as a part of a sentence.
        refused: What is left out already, one sentence each.
        remarks: What else the person should know.
    """

    items: Sequence[Any]
    convert: Callable[[dict[str, Any]], dict[str, Any]]
    absent: str = ""
    refused: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
