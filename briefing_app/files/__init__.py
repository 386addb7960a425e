"""Everything the program writes: whole or not at all, readable by its owner only, nothing but plain files replaced."""

from __future__ import annotations

from briefing_app.files.scratch import SCRATCH, room, room_anywhere, sweep
from briefing_app.files.whole import (
    NotWritten,
    append,
    copy_whole,
    make_durable,
    make_private,
    put_in_place,
    read_small,
    require_writable,
    why,
    write_whole,
)

__all__ = [
    "SCRATCH",
    "NotWritten",
    "append",
    "copy_whole",
    "make_durable",
    "make_private",
    "put_in_place",
    "read_small",
    "require_writable",
    "room",
    "room_anywhere",
    "sweep",
    "why",
    "write_whole",
]
