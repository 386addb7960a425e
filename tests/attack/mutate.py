"""Changes to bytes, JSON, tables and archives, drawn from a seeded chance."""

from __future__ import annotations

import csv
import io
import json
import random
import struct
import zipfile
from collections.abc import Mapping
from typing import Any

ODD_WORDS = (
    "",
    " ",
    "\x00",
    "\u202e",
    "\ufeff",
    "nan",
    "NA",
    "null",
    "-",
    "0",
    "-1",
    "1e999",
    "9" * 400,
    "2023-02-30",
    "31.12.2024",
    "1,5",
    "1.234,5",
    "TRUE",
    "ИСТИНА",
    "../x",
    "/etc/passwd",
    "https://x.org/",
    "<b>x</b>",
    "=1+1",
    "\r\n",
    '"',
    "'",
    ";",
    "a" * 5000,
    "é",
    "ә",
    "\U0001f600",
    "%s",
    "{n}",
    "{}",
    "[",
    "event/x",
    "kz",
)
ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    10**400,
    1e308,
    0.5,
    "",
    [],
    {},
    [[]],
    [None],
    {"": None},
    {"a": {"b": []}},
    "\x00",
)
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1251", "cp1252", "koi8-r", "shift_jis", "latin-1")


def some_bytes(chance: random.Random, content: bytes) -> bytes:
    """Returns bytes with a few changes: flipped, cut, doubled, moved, or strange ones put in."""
    found = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(found) + 1)
        kind = chance.randrange(7)
        if kind == 0 and found:
            found[at % len(found)] = chance.randrange(256)
        elif kind == 1:
            del found[at:]
        elif kind == 2:
            found[at:at] = found[at : at + chance.randrange(1, 400)] * chance.randrange(1, 5)
        elif kind == 3:
            found[at:at] = chance.choice(ODD_WORDS).encode("utf-8", "replace")
        elif kind == 4:
            del found[at : at + chance.randrange(1, 200)]
        elif kind == 5:
            found[at:at] = chance.randbytes(chance.randrange(1, 60))
        elif found:
            found[at % len(found)] ^= 1 << chance.randrange(8)
    return bytes(found)


def value(chance: random.Random, found: Any, depth: int = 0) -> Any:
    """Returns a JSON value in which one place is changed."""
    if (
        depth > 12
        or chance.random() < (0.02, 0.02, 0.06)[min(depth, 2)] + 0.03 * depth
        or not isinstance(found, dict | list)
        or not found
    ):
        return _instead(chance, found)
    if isinstance(found, dict):
        changed = dict(found)
        key = chance.choice(list(found))
        kind = chance.randrange(12)
        if kind == 0:
            del changed[key]
        elif kind == 1:
            changed[chance.choice(ODD_WORDS)] = changed.pop(key)
        elif kind == 2:
            changed[chance.choice(ODD_WORDS)] = chance.choice(ODD_VALUES)
        else:
            changed[key] = value(chance, found[key], depth + 1)
        return changed
    items = list(found)
    at = chance.randrange(len(items))
    kind = chance.randrange(10)
    if kind == 0:
        del items[at]
    elif kind == 1:
        items.insert(at, items[at])
    elif kind == 2:
        items.insert(at, chance.choice(ODD_VALUES))
    else:
        items[at] = value(chance, items[at], depth + 1)
    return items


def _instead(chance: random.Random, found: Any) -> Any:
    kind = chance.randrange(6)
    if kind == 0:
        return chance.choice(ODD_VALUES)
    if kind == 1:
        return chance.choice(ODD_WORDS)
    if kind == 2:
        return [found]
    if kind == 3:
        return {chance.choice(ODD_WORDS): found}
    if kind == 4 and isinstance(found, str):
        at = chance.randrange(len(found) + 1)
        return found[:at] + chance.choice(ODD_WORDS) + found[at:]
    return str(found)


def json_bytes(chance: random.Random, found: Any) -> bytes:
    """Returns JSON with up to four places changed, at times damaged as bytes or nested without end."""
    for _ in range(chance.randint(1, 4)):
        found = value(chance, found)
    content = json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")
    kind = chance.randrange(20)
    if kind == 0:
        return some_bytes(chance, content)
    if kind == 1:
        return content[:-1] + b"[" * chance.choice((10, 900, 50_000))
    if kind == 2:
        return content.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")
    return content


def table_bytes(chance: random.Random, content: bytes) -> bytes:
    """Returns a table with changed cells, rows, headings, separators or letters."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))
    for _ in range(chance.randint(1, 5)):
        row = chance.choice(rows)
        kind = chance.randrange(8)
        if kind <= 2 and row:
            row[chance.randrange(len(row))] = chance.choice(ODD_WORDS)
        elif kind == 3 and len(rows) > 1:
            rows.remove(row)
        elif kind == 4:
            rows.insert(chance.randrange(len(rows) + 1), list(row))
        elif kind == 5:
            row.insert(chance.randrange(len(row) + 1), chance.choice(ODD_WORDS))
        elif kind == 6 and row:
            del row[chance.randrange(len(row))]
        elif kind == 7:
            column = chance.randrange(max(1, len(rows[0])))
            word = chance.choice(ODD_WORDS)
            for one in rows[1:]:
                one[column:column] = [word]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=chance.choice(",,,,;\t|"), lineterminator=chance.choice(("\n", "\r\n", "\r"))).writerows(
        rows
    )
    made = chance.choice(("", "", "", "sep=;\n", "# x\n", "\ufeff")) + text.getvalue()
    encoding = chance.choice(ENCODINGS) if chance.random() < 0.2 else "utf-8"
    found = made.encode(encoding, "replace")
    return some_bytes(chance, found) if chance.random() < 0.25 else found


def package(chance: random.Random, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Returns the files of a package with a few of them changed."""
    found = dict(files)
    for _ in range(chance.randint(1, 4)):
        name = chance.choice(list(found) or [""])
        kind = chance.randrange(10)
        if kind <= 3 and "datapackage.json" in found:
            try:
                found["datapackage.json"] = json_bytes(chance, json.loads(found["datapackage.json"]))
            except (ValueError, RecursionError):
                continue
        elif kind <= 7 and name.endswith(".csv"):
            try:
                found[name] = table_bytes(chance, found[name])
            except (ValueError, IndexError, csv.Error):
                found[name] = some_bytes(chance, found[name])
        elif kind == 8:
            found.pop(name, None)
        elif name:
            found[chance.choice((name.upper(), f"sub/{name}", name.replace(".csv", ".xlsx")))] = found.pop(name)
    return found


def archive(chance: random.Random, files: Mapping[str, bytes]) -> bytes:
    """Returns an archive of the files, packed or damaged in some way."""
    made = io.BytesIO()
    method = chance.choice((zipfile.ZIP_DEFLATED,) * 6 + (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    top = chance.choice(("",) * 12 + ("folder/", "folder/", "a\\", "../", "/", "__MACOSX/"))
    with zipfile.ZipFile(made, "w", method) as found:
        for name, content in files.items():
            found.writestr(zipfile.ZipInfo((top + name).replace("\x00", "0") or "x"), content, method)
    content = bytearray(made.getvalue())
    if chance.random() < 0.3:
        mark, place = chance.choice(((b"PK\x01\x02", 8), (b"PK\x01\x02", 10), (b"PK\x01\x02", 20), (b"PK\x01\x02", 24),
                                     (b"PK\x01\x02", 42), (b"PK\x05\x06", 10), (b"PK\x05\x06", 12)))  # fmt: skip
        at = content.find(mark)
        if 0 <= at < len(content) - place - 4:
            struct.pack_into("<H", content, at + place, chance.randrange(1 << 16))
    return some_bytes(chance, bytes(content)) if chance.random() < 0.3 else bytes(content)
