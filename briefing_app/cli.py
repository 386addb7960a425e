"""The command line: arguments only; the chosen command is imported after they are good."""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import logging
import sys
import traceback
from pathlib import Path
from typing import NoReturn

from briefing_app import __version__
from briefing_app.errors import ExpectedError, UsageError

log = logging.getLogger(__name__)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one sentence with a next step."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}.", hint=f"Try {self.prog} --help.")


def _parser() -> _Parser:
    shared = _Parser(add_help=False)
    shared.add_argument("--profile", type=Path, default=argparse.SUPPRESS, help="a throwaway or portable profile")
    shared.add_argument("--data", type=Path, default=argparse.SUPPRESS, help="another data package: folder or .zip")
    parser = _Parser(prog="briefing-app", parents=[shared], description="An offline briefing desk.")
    parser.add_argument("--version", action="version", version=f"briefing-app {__version__}")
    parser.add_argument("--goto", metavar="REF", help="the entry to show first, such as event/e-2023-astana-forum")
    parser.add_argument("--quit-after-first-paint", action="store_true", help="end once page one is painted")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    check = commands.add_parser("check", parents=[shared], help="check a data package")
    check.add_argument("path", nargs="?", type=Path, help="folder or .zip; the bundled package if left out")
    check.add_argument("--json", action="store_true", help="the problems as JSON")
    notes = commands.add_parser("notes", parents=[shared], help="add or list notes")
    verbs = notes.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=_Parser)
    add = verbs.add_parser("add", parents=[shared], help="add a note to an entry")
    add.add_argument("ref", metavar="REF")
    add.add_argument("--text", required=True)
    add.add_argument("--tag", action="append", default=[])
    listed = verbs.add_parser("list", parents=[shared], help="list the notes")
    listed.add_argument("--json", action="store_true")
    listed.add_argument("--ref", metavar="REF")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Runs one command.

    Args:
        arguments: The words after the program's name; None for those of this process.

    Returns:
        0 for success, 1 for a failure, 2 for wrong use.
    """
    try:
        return _run(_parser().parse_args(arguments))
    except UsageError as error:
        _complain(error.sentence())
        return 2
    except ExpectedError as error:
        log.info("%s", error.detail)
        _complain(error.sentence())
        return 1
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the last stop: a fault of our own gets a note on disk
        where = _crash_note(error)
        _complain(f"The program failed unexpectedly. Please send the note {where}." if where else repr(error))
        return 1


def _complain(sentence: str) -> None:
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            encoding = sys.stderr.encoding or "utf-8"
            sys.stderr.write(sentence.encode(encoding, "replace").decode(encoding) + "\n")


def _say(text: str) -> None:
    if sys.stdout is not None:
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")


def _crash_note(error: BaseException) -> Path | None:
    from briefing_app import paths

    try:
        folder = paths.default_profile() / "log"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        note = folder / "crash.txt"
        note.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return None
    return note


def _run(chosen: argparse.Namespace) -> int:
    if chosen.command == "check":
        return _check(chosen)
    if chosen.command == "notes":
        return _notes(chosen)
    return _window(chosen)


def _window(chosen: argparse.Namespace) -> int:
    from briefing_app.desk import Desk
    from briefing_app.domain.model import Ref

    try:
        goto = Ref.parse(chosen.goto) if chosen.goto else None
    except ValueError:
        raise UsageError(
            f"{chosen.goto!r} is not a reference.", hint="Write table/id, such as event/e-2023-astana-forum."
        ) from None
    from briefing_app.ui.app import run

    return run(
        lambda: Desk.open(profile=getattr(chosen, "profile", None), data=getattr(chosen, "data", None)),
        goto=goto,
        quit_after_first_paint=chosen.quit_after_first_paint,
        crash_note=_crash_note,
    )


def _check(chosen: argparse.Namespace) -> int:
    from briefing_app import paths
    from briefing_app.dataset.loader import load

    path = chosen.path or getattr(chosen, "data", None) or paths.bundled_data()
    problems = load(path).problems
    if chosen.json:
        _say(json.dumps([dataclasses.asdict(problem) for problem in problems], ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            _say(f"{problem.severity}: {problem.sentence()}")
        _say(f"{len(problems)} problem{'' if len(problems) == 1 else 's'} in {path}")
    return 1 if problems else 0


def _notes(chosen: argparse.Namespace) -> int:
    from briefing_app.desk import Desk
    from briefing_app.domain.model import Ref

    try:
        ref = Ref.parse(chosen.ref) if chosen.ref else None
    except ValueError:
        raise UsageError(
            f"{chosen.ref!r} is not a reference.", hint="Write table/id, such as event/e-2023-astana-forum."
        ) from None
    desk = Desk.open(profile=getattr(chosen, "profile", None), data=getattr(chosen, "data", None))
    try:
        if chosen.verb == "add":
            assert ref is not None
            _say(desk.write_note(ref, chosen.text, tags=chosen.tag, initiator="cli"))
            return 0
        notes = desk.notes_for(ref) if ref is not None else desk.all_notes()
        if chosen.json:
            _say(json.dumps([dataclasses.asdict(n) | {"target": str(n.target)} for n in notes], ensure_ascii=False))
        else:
            for note in notes:
                first = note.body.splitlines()[0]
                _say(f"{note.modified[:16]}  {note.target}  {first}")
        return 0
    finally:
        desk.close()
