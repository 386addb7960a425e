"""The command line: the arguments are read, then the chosen command is imported, and its end becomes an exit status."""

from __future__ import annotations

import argparse
import contextlib
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_app.errors import ExpectedError, UsageError
from briefing_app.translation import tr

if TYPE_CHECKING:
    from briefing_app.domain.model import Ref

log = logging.getLogger(__name__)
MAY_HOLD_NOTES = frozenset({".pdf", ".jsonld", ".json", ".csv", ".md", ".markdown"})
"""Endings of files that ``open`` offers to take notes in from."""
SETS_PAGES = "typeset"
"""The child process of an export."""
WITHOUT_DESK = frozenset({"check", "compare", "convert", "new", "snapshot"})
"""Commands that open no desk."""


def main(arguments: list[str] | None = None) -> int:
    """Runs one command.

    Args:
        arguments: The words after the program's name; None for those of this process.

    Returns:
        0 for success, 1 for a failure, 2 for wrong use.
    """
    profile: Path | None = None
    # What libraries have to say is for a log, never for the person's terminal.
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        chosen = _read(sys.argv[1:] if arguments is None else arguments)
        profile = getattr(chosen, "profile", None)
        status = _run(chosen)
        if sys.stdout is not None:
            with telling():
                sys.stdout.flush()  # what cannot be written is noticed here, not when nobody listens any more
        return status
    except UsageError as error:
        complain(error.sentence())
        return 2
    except ExpectedError as error:
        log.info("%s", error.detail)
        complain(error.sentence())
        return 1
    except BrokenPipeError:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.close()
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the last stop: a fault of our own gets a note on disk
        where = crash_note(error, profile=profile)
        told = tr("Details are kept in {path}.", path=where) if where else tr("No details could be written.")
        complain(tr("The program failed unexpectedly. {told}", told=told))
        return 1


@contextlib.contextmanager
def telling() -> Iterator[None]:
    """Whatever is told on standard output is told inside; a reader that went away is another matter.

    Raises:
        ExpectedError: Standard output cannot be written, because the disk it goes to is full for instance.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.close()  # what waits there would fail once more at the end
        raise ExpectedError(
            tr("It was done, but standard output cannot be written to ({why}).", why=error.strerror),
            hint=tr("Send it somewhere else."),
            detail=repr(error),
        ) from error


def _read(arguments: list[str]) -> argparse.Namespace:
    """Reads the arguments. The window's own few are read here: a parser costs as much as a tenth of its start.

    So is the one word that an export starts its child with.
    """
    if arguments == ["typeset"]:
        return argparse.Namespace(command="typeset", folder=None)
    chosen = argparse.Namespace(command=None, goto=None, quit_after_first_paint=False)
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word == "--quit-after-first-paint":
            chosen.quit_after_first_paint = True
        elif word in ("--profile", "--data", "--goto") and left and left[0].strip() and not left[0].startswith("-"):
            value = left.pop(0)
            setattr(chosen, word[2:], value if word == "--goto" else Path(value))
        else:
            return _parsed(arguments)
    return chosen


def _parsed(arguments: list[str]) -> argparse.Namespace:
    """Reads any other arguments, in the person's language where the parser has something to say."""
    if arguments[:1] == [SETS_PAGES]:  # nobody reads what it says
        told = ""
    else:
        from briefing_app.cli.language import speak

        told = speak(arguments)
    from briefing_app.cli.arguments import parser

    chosen = parser().parse_args(arguments)
    if told and chosen.command in WITHOUT_DESK:  # a desk says it by itself
        complain(told)
    return chosen


def _run(chosen: argparse.Namespace) -> int:
    if chosen.command is None:
        return _window(chosen)
    if chosen.command == "open":
        return _window(chosen, take_in=_notes_of(chosen))
    if chosen.command == "self-test":
        from briefing_app.ui.selftest import run as self_test

        return self_test(profile=getattr(chosen, "profile", None), data=getattr(chosen, "data", None))
    from briefing_app.cli.commands import command

    return command(chosen.command)(chosen)


def _notes_of(chosen: argparse.Namespace) -> Path | None:
    """Returns the file that ``open`` names if notes may lie in it; any other is taken for a data package."""
    file: Path | None = chosen.file
    if file is None:
        return None
    if file.suffix.casefold() in MAY_HOLD_NOTES and file.name.casefold() != "datapackage.json":
        return file
    chosen.data, chosen.double_clicked = file.absolute(), True
    return None


def _window(chosen: argparse.Namespace, *, take_in: Path | None = None) -> int:
    import gc

    from briefing_app.cli.desk_for import open_desk

    gc.disable()  # nothing made at start is garbage; the window looks for it after the first paint
    goto = _reference(chosen) if chosen.goto else None
    from briefing_app.ui.app import run

    return run(
        lambda: open_desk(chosen, page_one=goto is None and take_in is None),
        goto=goto,
        take_in=take_in,
        quit_after_first_paint=chosen.quit_after_first_paint,
        crash_note=lambda error: crash_note(error, profile=getattr(chosen, "profile", None)),
    )


def _reference(chosen: argparse.Namespace) -> Ref:
    from briefing_app.cli.desk_for import reference

    try:
        return reference(chosen.goto)
    except UsageError:  # no desk is open that would have chosen the language: it is said once more, in the person's
        from briefing_app.cli.language import speak

        profile = getattr(chosen, "profile", None)
        speak(["--profile", str(profile)] if profile else [])
        return reference(chosen.goto)


def complain(sentence: str) -> None:
    """Writes a sentence on standard error."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            encoding = sys.stderr.encoding or "utf-8"
            sys.stderr.write(sentence.encode(encoding, "replace").decode(encoding) + "\n")


def crash_note(error: BaseException, *, profile: Path | None) -> Path | None:
    """Writes down a fault of our own.

    Args:
        error: The fault.
        profile: The profile in use; None for the person's own.

    Returns:
        Where the note lies, or None if it could not be written.
    """
    from briefing_app.desk import crashes

    return crashes.write(error, profile=profile)
