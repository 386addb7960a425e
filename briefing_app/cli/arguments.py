"""What may be said on the command line, and one sentence for everything else."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from briefing_app import __version__
from briefing_app.errors import ExpectedError, UsageError
from briefing_app.translation import grouped, tr, trl, trn

if TYPE_CHECKING:
    from briefing_app.domain.days import Side


OWN_WORDS = (
    trl("usage: "),
    trl("positional arguments"),
    trl("options"),
    trl("show this help message and exit"),
    trl("argument %(argument_name)s: %(message)s"),
    trl("the following arguments are required: %s"),
    trl("unrecognized arguments: %s"),
    trl("invalid choice: %(value)r (choose from %(choices)s)"),
    trl("ambiguous option: %(option)s could match %(matches)s"),
    trl("ignored explicit argument %r"),
    trl("not allowed with argument %s"),
    trl("expected one argument"),
    trl("expected at most one argument"),
    trl("expected at least one argument"),
    trl("unknown parser %(parser_name)r (choices: %(choices)s)"),
)
"""What argparse itself says; it asks for these words under the name that gettext gives them."""


def _counted(one: str, many: str, n: int) -> str:
    if (one, many) == ("expected %s argument", "expected %s arguments"):
        return trn("expected %s argument", "expected %s arguments", n)
    return one if n == 1 else many


vars(argparse).update({"_": lambda words: tr(words) if words in OWN_WORDS else words, "ngettext": _counted})


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one sentence with a next step.

    Attributes:
        fill: Adds what may be said, when this parser is asked for the first time; None if all is there.
    """

    fill: Callable[[Parser], object] | None = None

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Reads what is known; see ``argparse``."""
        fill, self.fill = self.fill, None
        if fill is not None:
            fill(self)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Raises the complaint instead of printing the usage."""
        raise UsageError(f"{message[:1].upper()}{message[1:]}.", hint=tr("Try {command} --help.", command=self.prog))


def day(side: Side) -> Callable[[str], dt.date]:
    """Returns a reader of days for the command line.

    Args:
        side: What a month or a year alone means.
    """

    def read(text: str) -> dt.date:
        from briefing_app.domain.days import read_day

        try:
            return read_day(text, side=side)
        except ExpectedError as error:
            raise argparse.ArgumentTypeError(error.sentence().rstrip(".")) from None

    return read


def place(text: str) -> Path:
    """Reads a path that must be said: nothing at all, as from a variable that is not set, would mean the folder here.

    Raises:
        argparse.ArgumentTypeError: It is empty.
    """
    if not text.strip():
        raise argparse.ArgumentTypeError(tr("it is empty"))
    return Path(text)


def written(text: str) -> str:
    """Reads words of a person; what a machine without a language handed over as bytes is read as UTF-8.

    Raises:
        argparse.ArgumentTypeError: They are no text, and would be lost in part if they were kept.
    """
    if text.isascii():
        return text
    try:
        return os.fsencode(text).decode("utf-8") if any("\ud800" <= c <= "\udfff" for c in text) else text
    except UnicodeError:
        raise argparse.ArgumentTypeError(tr("it is not written in UTF-8")) from None


def said(text: str) -> str:
    """Reads words of a person that have to say something: nothing at all may come from a variable that is not set.

    Raises:
        argparse.ArgumentTypeError: They are empty, or no text.
    """
    if not text.strip():
        raise argparse.ArgumentTypeError(tr("it is empty"))
    return written(text)


def tag(text: str) -> str:
    """Reads a tag.

    Raises:
        argparse.ArgumentTypeError: It is no text, or longer than a tag may be.
    """
    from briefing_app.notes.exchange.vocabulary import LONGEST_TAG

    words = written(text)
    if len(words) > LONGEST_TAG:
        raise argparse.ArgumentTypeError(
            tr("a tag has at most {most} letters, and this one has {n}", most=LONGEST_TAG, n=grouped(len(words)))
        )
    return words


def sections(text: str) -> str:
    """Reads keys of sections with commas between them.

    Raises:
        argparse.ArgumentTypeError: There is none.
    """
    if not text.replace(",", "").strip():
        raise argparse.ArgumentTypeError(tr("it names no section"))
    return written(text)


def notes_file(text: str) -> Path:
    """Reads the name of a file to write notes to, whose ending says in which form.

    Raises:
        argparse.ArgumentTypeError: It is empty, or notes are not written in that form.
    """
    path = place(text)
    if path.suffix.casefold() not in ("", ".jsonld", ".json", ".xlsx", ".csv", ".md", ".markdown"):
        raise argparse.ArgumentTypeError(
            tr(
                "notes are not written as {ending}; name a file ending in .jsonld, .xlsx, .csv or .md",
                ending=path.suffix,
            )
        )
    return path


def parser() -> Parser:
    """Returns the parser."""
    shared = Parser(add_help=False)
    shared.add_argument("--profile", type=place, default=argparse.SUPPRESS, help=tr("a throwaway or portable profile"))
    shared.add_argument("--data", type=place, default=argparse.SUPPRESS, help=tr("a data package: folder or .zip"))
    made = Parser(prog="briefing-app", parents=[shared], description=tr("An offline briefing desk."))
    made.add_argument(
        "--version",
        action="version",
        version=f"briefing-app {__version__}",
        help=tr("show program's version number and exit"),
    )
    made.add_argument(
        "--goto", type=said, metavar="REF", help=tr("the entry to show first, such as event/e-2023-forum")
    )
    made.add_argument("--quit-after-first-paint", action="store_true", help=tr("end once page one is painted"))
    known = made.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    opened = known.add_parser(
        "open", parents=[shared], help=tr("open the window with a data package, or with notes to take in")
    )
    opened.add_argument("file", nargs="?", type=place, help=tr("folder or .zip; or a briefing (.pdf) or file of notes"))
    known.add_parser("export", parents=[shared], help=tr("write the briefing as PDF")).fill = _export
    check = known.add_parser("check", parents=[shared], help=tr("check a data package"))
    check.add_argument("path", nargs="?", type=place, help=tr("folder or .zip; the bundled package if left out"))
    check.add_argument("--json", action="store_true", help=tr("the problems as JSON"))
    notes = known.add_parser(
        "notes", parents=[shared], help=tr("notes: add, list, export, import, backup, check, repair, purge")
    )
    notes.fill = lambda made: _notes(made, shared)
    snapshot = known.add_parser("snapshot", parents=[shared], help=tr("what an exported briefing holds inside"))
    verbs = snapshot.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=Parser)
    show = verbs.add_parser("show", parents=[shared])
    show.add_argument("file", type=place, metavar="FILE.pdf")
    show.add_argument("--json", action="store_true")
    compare = known.add_parser("compare", parents=[shared], help=tr("what changed between two data packages"))
    compare.add_argument("old", type=place, metavar="OLD")
    compare.add_argument("new", type=place, metavar="NEW")
    compare.add_argument("--json", action="store_true")
    convert = known.add_parser("convert", parents=[shared], help=tr("write a data package of an older schema anew"))
    convert.add_argument("old", type=place, metavar="OLD")
    convert.add_argument("out", type=place, metavar="OUT", help=tr("a new or an empty folder"))
    new = known.add_parser("new", parents=[shared], help=tr("begin a briefing of one's own in a new folder"))
    new.add_argument("folder", type=place, metavar="FOLDER")
    known.add_parser("self-test", parents=[shared], help=tr("try the whole program off screen"))
    typeset = known.add_parser("typeset")  # the child process of an export; not for people
    typeset.add_argument("folder", type=place, nargs="?")
    return made


def _export(export: argparse.ArgumentParser) -> None:
    export.add_argument("out", type=place, metavar="OUT.pdf")
    export.add_argument(
        "--form",
        choices=("one-page", "standard", "full"),
        help=tr("one page, about ten pages (the usual choice), or everything"),
    )
    export.add_argument(
        "--sections", type=sections, metavar="KEYS", help=tr("keys with commas, in your own order, instead of a form")
    )
    export.add_argument("--marking", type=written, metavar="TEXT", help=tr("handling marking on every page"))
    export.add_argument(
        "--scheme", choices=("free", "uk", "us", "eu", "kz"), help=tr("whose rules the marking follows")
    )
    export.add_argument("--copy", type=written, metavar="N", help=tr("number of this copy"))
    export.add_argument("--for", dest="prepared_for", type=written, metavar="NAME", help=tr("whom it is prepared for"))
    export.add_argument("--by", dest="prepared_by", type=written, metavar="NAME", help=tr("who prepared it"))
    export.add_argument("--since", type=place, metavar="OLDER.pdf", help=tr("say what changed since an older briefing"))
    export.add_argument("--grey", action="store_true", help=tr("without colour, for a grey print"))
    export.add_argument("--preset", type=said, metavar="NAME", help=tr("choices kept under a name"))
    export.add_argument("--date", type=day("whole"), metavar="YYYY-MM-DD", help=tr("the day the document carries"))
    export.add_argument("--paper", choices=("a4", "letter"))
    export.add_argument("--from", dest="start", type=day("first"), metavar="DATE", help=tr("nothing that ended before"))
    export.add_argument("--to", dest="end", type=day("last"), metavar="DATE", help=tr("nothing that began after"))
    export.add_argument("--as-known-on", type=day("last"), metavar="DATE", help=tr("nothing that became known after"))
    export.add_argument("--ambition", type=said, metavar="KEY", help=tr("key of an ambition, such as A"))
    export.add_argument(
        "--notes",
        choices=("none", "shown", "all"),
        help=tr("none, those on what the filter shows (the usual choice), or all"),
    )
    export.add_argument("--no-notes", action="store_true", help=tr("the same as --notes none"))
    export.add_argument(
        "--handling",
        choices=("refuse", "leave-out", "raise"),
        help=tr(
            "notes marked above the document: write nothing (the usual choice), leave them out, or raise its marking"
        ),
    )
    export.add_argument("--title", type=written, metavar="TEXT")
    _force(export)


def _force(command: argparse.ArgumentParser) -> None:
    command.add_argument("--force", action="store_true", help=tr("replace a file that exists already"))


def _notes(notes: argparse.ArgumentParser, shared: Parser) -> None:
    verbs = notes.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=Parser)
    add = verbs.add_parser("add", parents=[shared], help=tr("add a note to an entry"))
    add.add_argument("ref", type=said, metavar="REF")
    add.add_argument("--text", type=written, required=True)
    add.add_argument("--tag", type=tag, action="append", default=[])
    listed = verbs.add_parser("list", parents=[shared], help=tr("list the notes"))
    listed.add_argument("--json", action="store_true")
    listed.add_argument("--ref", type=said, metavar="REF")
    listed.add_argument("--all", action="store_true", help=tr("those on other briefings too"))
    out = verbs.add_parser("export", parents=[shared], help=tr("write all notes: .jsonld, .xlsx, .csv or .md"))
    out.add_argument("file", type=notes_file)
    out.add_argument("--all", action="store_true", help=tr("those on other briefings too"))
    _force(out)
    into = verbs.add_parser("import", parents=[shared], help=tr("take in notes: annotations, .csv, .md or a briefing"))
    into.add_argument("file", type=place)
    into.add_argument("--dry-run", action="store_true", help=tr("only say what would happen"))
    verbs.add_parser("backup", parents=[shared], help=tr("copy the notes now"))
    verbs.add_parser("check", parents=[shared], help=tr("look whether the notes file is sound; changes nothing"))
    verbs.add_parser("repair", parents=[shared], help=tr("put all that can be read into a new file; keeps the old one"))
    purge = verbs.add_parser(
        "purge", parents=[shared], help=tr("erase notes and their history for good, from backups too")
    )
    purge.add_argument(
        "what", type=said, metavar="ID|REF", nargs="+", help=tr("a note by its id, or all notes on an entry")
    )
    purge.add_argument("--yes", action="store_true", help=tr("without being asked"))
