"""Gathers every word of the interface and the paper for translation, and compiles what was translated.

Usage, from the top of the checkout::

    ./run words            writes resources/languages/xx.po and xx.mo anew
    ./run words --check    writes nothing; says what is not as it would be written

A message is what stands as a text in a call of ``tr``, ``trc``, ``trn`` or ``trl``, or a word of data packages in
``package-words.txt``. What was translated before stays;
what is no longer said goes. Into the compiled catalogue go, besides, the names of months and days and the signs of
numbers from the Unicode tables of languages, so that the program needs no tables of its own. The same words give the
same bytes.
"""

from __future__ import annotations

import argparse
import ast
import io
import itertools
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from babel import Locale
from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ROOT / "resources" / "languages"
PACKAGE_WORDS = LANGUAGES / "package-words.txt"
CODES = ("ru", "kk")
OF_CALENDAR = "calendar"


class Message(NamedTuple):
    """One message as the code says it.

    Attributes:
        one: The text, or the text for one thing.
        many: The text for several things; empty where nothing is counted.
        context: What tells it from the same English said of something else.
        file: Where it stands.
    """

    one: str
    many: str
    context: str
    file: str


def gather(folder: Path = ROOT / "briefing_app") -> list[Message]:
    """Returns every message of the program in the order of its files."""
    found: list[Message] = []
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder.parent).as_posix()
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                found += _said_in(call, name)
    return found


def of_packages() -> list[Message]:
    """Returns the closed words and column titles of data packages, which are shown in each language too."""
    lines = PACKAGE_WORDS.read_text(encoding="utf-8").splitlines()
    return [Message(line, "", "", "data") for line in lines if line.strip() and not line.startswith("#")]


def _said_in(call: ast.Call, file: str) -> Iterator[Message]:
    kind = call.func.id if isinstance(call.func, ast.Name) else ""
    texts = [list(_texts(argument)) for argument in call.args]
    if kind in ("tr", "trl") and texts:
        yield from (Message(text, "", "", file) for text in texts[0] if text)
    elif kind == "trc" and len(texts) > 1:
        yield from (Message(text, "", context, file) for context in texts[0] for text in texts[1])
    elif kind == "trn" and len(texts) > 1:
        yield from (Message(one, many, "", file) for one, many in zip(texts[0], texts[1], strict=True))


def _texts(argument: ast.expr) -> Iterator[str]:
    """Yields the text of an argument, or both if it chooses between two."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _texts(argument.body)
        yield from _texts(argument.orelse)


def template(messages: list[Message]) -> Catalog:
    """Returns the messages as a catalogue without translations."""
    found = Catalog(charset="utf-8", fuzzy=False)
    counted = {message.one for message in messages if message.many}
    for message in messages:
        if message.one in counted and not message.many and not message.context:
            continue  # the forms of the counted message hold this one
        key = (message.one, message.many) if message.many else message.one
        found.add(key, locations=[(message.file, 0)], context=message.context or None)
    return found


def renewed(code: str, messages: list[Message]) -> Catalog:
    """Returns the catalogue of a language with today's messages and the translations it holds of them."""
    path = LANGUAGES / f"{code}.po"
    old: Catalog = Catalog(locale=code)
    if path.exists():
        with path.open("rb") as file:
            old = read_po(file, locale=code)
    made = Catalog(locale=code, project="Briefing App", charset="utf-8", fuzzy=False)
    made.header_comment = _head_of(path) or (
        f"# The words of the interface and the paper: {Locale.parse(code).english_name}."
    )
    for message in template(messages):
        if not message.id:
            continue
        before = old.get(message.id, message.context)
        said = before.string if before is not None else ""
        several = isinstance(message.id, tuple)
        if isinstance(said, tuple) != several:
            said = ""
        made.add(message.id, said, message.locations, context=message.context)
    return made


def _head_of(path: Path) -> str:
    """Returns what the translator wrote above the first message, such as a glossary; empty if there is nothing."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return "\n".join(itertools.takewhile(lambda line: line.startswith("#"), lines))


def portable(catalogue: Catalog) -> bytes:
    """Returns a catalogue as the translator's file, without days and names in its head."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=118, sort_output=True, omit_header=True, include_lineno=False)
    head = (
        f"{catalogue.header_comment}\n"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalogue.locale_identifier}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return head.encode() + buffer.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Returns a catalogue as the program reads it, with the words of the calendar and the signs of numbers."""
    entries = {"": f"Content-Type: text/plain; charset=utf-8\nPlural-Forms: {catalogue.plural_forms}\n"}
    for message in catalogue:
        ids, said = _several(message.id), _several(message.string)
        if message.id and all(said):
            context = f"{message.context}\4" if message.context else ""
            entries[context + "\0".join(ids)] = "\0".join(said)
    for name, word in _calendar(Locale.parse(str(catalogue.locale_identifier))):
        entries[f"{OF_CALENDAR}\4{name}"] = word
    return _packed({key.encode(): word.encode() for key, word in entries.items()})


def _several(texts: Any) -> tuple[str, ...]:
    """Returns the text of a message, or its texts if it counts something."""
    return tuple(str(text or "") for text in (texts if isinstance(texts, tuple) else (texts,)))


def _packed(entries: dict[bytes, bytes]) -> bytes:
    """Returns entries in gettext's compiled form: its head, the places of keys and words, the keys, the words."""
    keys = sorted(entries)
    parts = [*keys, *(entries[key] for key in keys)]
    at, places = 28 + 8 * len(parts), []
    for part in parts:
        places += [len(part), at]
        at += len(part) + 1
    head = (0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 28 + 8 * len(parts))
    return struct.pack(f"<{len(head) + len(places)}I", *head, *places) + b"".join(part + b"\0" for part in parts)


def _calendar(locale: Locale) -> Iterator[tuple[str, str]]:
    """Yields what the Unicode tables say of months, days and numbers, under the names the program asks for."""
    signs = locale.number_symbols.get("latn", {})
    yield "group", signs["group"]
    yield "decimal", signs["decimal"]
    for name, kind, width in (
        ("month.of_day", "format", "wide"),
        ("month.alone", "stand-alone", "wide"),
        ("month.short", "format", "abbreviated"),
        ("month.short_alone", "stand-alone", "abbreviated"),
    ):
        beside_a_day = locale.months["format"][width]
        for number, word in sorted(locale.months[kind][width].items()):  # some tables begin a list with capitals
            yield f"{name}.{number}", word.lower() if beside_a_day[number].islower() else word
    for number, word in sorted(locale.days["format"]["abbreviated"].items()):
        yield f"day.short.{number}", word


def fields(text: str) -> set[str]:
    """Returns the names of the fields of a message."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def faults(catalogue: Catalog) -> list[str]:
    """Returns what is wrong with a translation: fields that English does not have, or a plural form too few."""
    found = []
    for message in catalogue:
        ids, said = _several(message.id), _several(message.string)
        if not message.id or not any(said):
            continue
        if isinstance(message.id, tuple) and (len(said) != catalogue.num_plurals or not all(said)):
            found.append(f"{ids[0]!r} lacks a plural form")
        allowed = set().union(*(fields(text) for text in ids)) | ({"n"} if len(ids) > 1 else set())
        for text in said:
            try:
                if not fields(text) <= allowed:
                    found.append(f"{ids[0]!r}: {text!r} names fields that are not there")
                elif len(said) == 1 and fields(text) != fields(ids[0]):
                    found.append(f"{ids[0]!r}: {text!r} leaves fields out")
            except ValueError:
                found.append(f"{ids[0]!r}: {text!r} has a bracket too many")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Writes the catalogues, or says how they differ from what would be written."""
    reader = argparse.ArgumentParser(
        prog="run words", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    reader.add_argument("--check", action="store_true", help="write nothing")
    check = reader.parse_args(arguments).check
    messages, wrong = [*gather(), *of_packages()], []
    for code in CODES:
        catalogue = renewed(code, messages)
        wrong += [f"{code}: {fault}" for fault in faults(catalogue)]
        for path, made in (
            (LANGUAGES / f"{code}.po", portable(catalogue)),
            (LANGUAGES / f"{code}.mo", compiled(catalogue)),
        ):
            if check and (not path.exists() or path.read_bytes() != made):
                wrong.append(f"{path.name} is not of today's words: ./run words")
            elif not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(made)
        said = [m for m in catalogue if m.id]
        done = sum(all(_several(m.string)) for m in said)
        print(f"{code}: {done:,} of {len(said):,} messages are translated")
    print(*wrong, sep="\n", file=sys.stderr, end="\n" if wrong else "")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
