"""Writes, types on, backs up, repairs, merges and erases; says on standard output what was called done."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from briefing_app.domain.model import Ref
from briefing_app.errors import ExpectedError
from briefing_app.notes import backups, repair
from briefing_app.notes.notebook import Notebook, utc_now
from briefing_app.notes.purge import purge

REF = Ref("event", "e-1")


def say(what: str, ident: str, body: str = "") -> None:
    """Reports what was called done, past everything that could hold it back."""
    os.write(1, f"{what}\t{ident}\t{body}\n".encode())


def main(profile: Path, verbs: str) -> int:
    """Does the verbs in turn; whatever the disk refuses is the world's fault and has to come as such."""
    with contextlib.suppress(ExpectedError):
        book = Notebook.open(profile)
        for number in range(6):
            with contextlib.suppress(ExpectedError):
                note = book.add(REF, f"note {number} " + "words " * 300).notes[0]
                say("saved", note.note_id, note.body)
                longer = book.edit(note.note_id, body=f"{note.body} and on", continuing=True).notes[0]
                say("saved", note.note_id, longer.body)
            if "b" in verbs and number == 3:
                with contextlib.suppress(ExpectedError):
                    backups.make(profile, now=utc_now())
        if "p" in verbs and (notes := book.stored.all()):
            gone = notes[-1].note_id
            say("erasing", gone)
            with contextlib.suppress(ExpectedError):
                if not purge(book.store, [gone], now=utc_now()).left:
                    say("erased", gone)
        book.close()
    if "r" in verbs:
        with contextlib.suppress(ExpectedError):
            repair.repair(profile, now=utc_now())
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
