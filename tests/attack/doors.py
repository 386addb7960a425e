"""The doors that are attacked: each makes a hostile input in a folder and returns what the program is asked to do."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.attack import mutate

Deed = Callable[[], int]


@dataclass(frozen=True, kw_only=True)
class Seeds:
    """Sound inputs from which hostile ones are made.

    Attributes:
        folder: The small sound package.
        package: Its files by name.
        notes: Sound files of notes by name.
        pdf: A sound briefing.
        store: A sound notes file.
        preferences: Sound preferences.
        events: A sound table of events.
    """

    folder: Path
    package: Mapping[str, bytes]
    notes: Mapping[str, bytes]
    pdf: bytes
    store: bytes
    preferences: bytes
    events: bytes


def command(*words: str) -> Deed:
    """Returns the deed of one command line."""

    def run() -> int:
        from briefing_app.cli import main

        return main(list(words))

    return run


def packages(chance: random.Random, seeds: Seeds, folder: Path) -> Deed:
    """A data package: checked, compared, or planned as a briefing with every section."""
    files = mutate.package(chance, seeds.package)
    data = folder / "in" / chance.choice(("package", "package.zip"))
    if data.suffix:
        data.write_bytes(mutate.archive(chance, files))
    else:
        for name, content in files.items():
            path = data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        data.mkdir(exist_ok=True)
    profile = ("--profile", str(folder / "profile"))
    kind = chance.randrange(4)
    if kind == 0:
        return command("check", str(data), *(["--json"] if chance.random() < 0.3 else []))
    if kind == 1:
        return command("compare", *chance.sample([str(seeds.folder), str(data)], 2))
    if kind == 2:
        return command("notes", "list", "--data", str(data), *profile)
    return lambda: _plan(data, folder / "profile")


def _plan(data: Path, profile: Path) -> int:
    from briefing_app.desk import Desk
    from briefing_app.errors import ExpectedError

    try:
        desk = Desk.open(profile=profile, data=data)
    except ExpectedError:
        return 1
    try:
        keys = tuple(key for key, _title, _default in desk.briefings.sections())
        desk.briefings.plan(desk.briefings.options(sections=keys))
        desk.search.as_typed("kazakhstan")
    finally:
        desk.close()
    return 0


def tables(chance: random.Random, seeds: Seeds, folder: Path) -> Deed:
    """A table of events from outside."""
    path = folder / "in" / "events.csv"
    path.write_bytes(mutate.table_bytes(chance, seeds.events))

    def run() -> int:
        from briefing_app.domain.timeline.event_table import read_events
        from briefing_app.errors import ExpectedError

        try:
            found = read_events(path)
        except ExpectedError:
            return 1
        found.spec(name="x")
        for number in range(min(len(found), 5)):
            found.item(number)
        return 0

    return run


def imports(chance: random.Random, seeds: Seeds, folder: Path) -> Deed:
    """A file of notes from outside."""
    name = chance.choice(sorted(seeds.notes))
    content = seeds.notes[name]
    try:
        made = mutate.json_bytes(chance, json.loads(content))
    except ValueError:
        made = mutate.some_bytes(chance, content)
    path = folder / "in" / f"notes{Path(name).suffix}"
    path.write_bytes(made)
    asked = ["--dry-run"] if chance.random() < 0.3 else []
    profile = ("--profile", str(folder / "profile"), "--data", str(seeds.folder))

    def run() -> int:
        status = command("notes", "import", str(path), *asked, *profile)()
        return max(status, command("notes", "list", *profile)()) if status in (0, 3) else status

    return run


def pdfs(chance: random.Random, seeds: Seeds, folder: Path) -> Deed:
    """An exported briefing that was damaged."""
    path = folder / "in" / "briefing.pdf"
    path.write_bytes(mutate.some_bytes(chance, seeds.pdf))
    if chance.random() < 0.3:
        return command("notes", "import", str(path), "--profile", str(folder / "profile"), "--data", str(seeds.folder))
    return command("snapshot", "show", str(path), *(["--json"] if chance.random() < 0.5 else []))


def preferences(chance: random.Random, seeds: Seeds, folder: Path) -> Deed:
    """The file of preferences."""
    profile = folder / "profile"
    profile.mkdir()
    (profile / "preferences.json").write_bytes(mutate.json_bytes(chance, json.loads(seeds.preferences)))
    return command("notes", "list", "--profile", str(profile), "--data", str(seeds.folder))


def stores(chance: random.Random, seeds: Seeds, folder: Path) -> Deed:
    """The notes file: bytes that rot, or rows that no program wrote."""
    profile = folder / "profile"
    profile.mkdir()
    path = profile / "notes.sqlite3"
    path.write_bytes(seeds.store if chance.random() < 0.6 else mutate.some_bytes(chance, seeds.store))
    if path.read_bytes() == seeds.store:
        _change_a_row(chance, path)
    asked = ("--profile", str(profile), "--data", str(seeds.folder))
    out = folder / "out" / chance.choice(("notes.jsonld", "notes.csv", "notes.md"))
    verb = chance.choice((("list",), ("list", "--json"), ("check",), ("repair",), ("export", str(out)), ("backup",),
                          ("add", "claim/c-trade-06", "--text", "x")))  # fmt: skip
    return command("notes", *verb, *asked)


def _change_a_row(chance: random.Random, path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        table = chance.choice([name for name in tables if not name.startswith("sqlite_")] or ["sqlite_master"])
        columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        kind = chance.randrange(6)
        try:
            if kind == 0:
                connection.execute(f'DROP TABLE "{table}"')
            elif kind == 1:
                connection.execute(f'DELETE FROM "{table}"')
            elif kind == 2:
                connection.execute(f"PRAGMA user_version = {chance.choice((0, 1, 999, -1))}")
            else:
                odd = chance.choice((*mutate.ODD_WORDS, None, -1, 10**15, b"\x00\xff", 0.5))
                connection.execute(f'UPDATE "{table}" SET "{chance.choice(columns)}" = ?', (odd,))
        except sqlite3.Error:
            pass  # a rule of the table itself forbids this change
    connection.close()


KNOWN = (
    "check", "notes", "list", "add", "export", "import", "backup", "repair", "snapshot", "show", "compare",
    "--json", "--text", "--tag", "--ref", "--dry-run", "--sections", "--from", "--to", "--as-known-on", "--date",
    "event/x", "claim/c-trade-06", "2024-01-01", "about", "--help", "--version", "--paper", "a4", "--marking",
    "--title", "--", "-x", "--no-notes",
)  # fmt: skip


def arguments(chance: random.Random, seeds: Seeds, folder: Path) -> Deed:
    """Words on the command line; the folder named is always one of the case."""
    os.mkfifo(folder / "in" / "pipe")
    paths = (str(folder / "in" / "pipe"), "/dev/null", "/dev/zero", str(folder / "in"), str(folder / "in" / "none"))
    path = chance.choice(paths)
    verbs = (("snapshot", "show", path), ("notes", "import", path), ("compare", path, str(seeds.folder)),
             ("check", path), ("notes", "list", "--ref", chance.choice(mutate.ODD_WORDS)),
             ("notes", "add", "claim/c-trade-06", "--text", chance.choice(mutate.ODD_WORDS)))  # fmt: skip
    words = list(chance.choice(verbs)) if chance.random() < 0.5 else []
    for _ in range(chance.randrange(0 if words else 1, 2 if words else 7)):
        pool = chance.choice((KNOWN, KNOWN, KNOWN, paths, mutate.ODD_WORDS))
        words.append(chance.choice(pool).replace("/etc/passwd", paths[-1]))
    if not words or words[0].startswith("-") or words[0] in ("export",):
        words.insert(0, "check")  # a window or a whole export is none of this attack
    asked = ("--profile", str(folder / "profile"), "--data", str(seeds.folder))
    at = len(words) if "--" not in words else words.index("--")
    return command(*words[:at], *asked, *words[at:])


DOORS: Mapping[str, Callable[[random.Random, Seeds, Path], Deed]] = {
    "packages": packages,
    "tables": tables,
    "imports": imports,
    "pdfs": pdfs,
    "preferences": preferences,
    "stores": stores,
    "arguments": arguments,
}


def clear(folder: Path) -> None:
    """Makes the folders of a case anew."""
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("in", "out"):
        (folder / part).mkdir(parents=True)
