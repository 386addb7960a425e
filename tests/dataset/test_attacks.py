"""Damaged and hostile packages: one sentence each, at once, in little memory."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_app.dataset.loader import load
from briefing_app.errors import ExpectedError
from tests.dataset.packages import PackageCopy, errors

ROOT = Path(__file__).resolve().parents[2]


def patched(archive: Path, find: bytes, change: Callable[[bytearray, int], None]) -> None:
    """Changes every header of an archive that begins with a mark."""
    content = bytearray(archive.read_bytes())
    at = content.find(find)
    while at >= 0:
        change(content, at)
        at = content.find(find, at + 4)
    archive.write_bytes(content)


def method(number: int) -> Callable[[PackageCopy, Path], None]:
    """Archives whose entries claim a packing."""

    def make(copy: PackageCopy, to: Path) -> None:
        copy.zipped(to)
        patched(to, b"PK\x01\x02", lambda content, at: struct.pack_into("<H", content, at + 10, number))
        patched(to, b"PK\x03\x04", lambda content, at: struct.pack_into("<H", content, at + 8, number))

    return make


def locked(copy: PackageCopy, to: Path) -> None:
    copy.zipped(to)
    patched(to, b"PK\x01\x02", lambda content, at: struct.pack_into("<H", content, at + 8, 1))
    patched(to, b"PK\x03\x04", lambda content, at: struct.pack_into("<H", content, at + 6, 1))


def cut(copy: PackageCopy, to: Path) -> None:
    copy.zipped(to)
    to.write_bytes(to.read_bytes()[:-3000])


def overlapping(copy: PackageCopy, to: Path) -> None:
    copy.zipped(to)
    patched(to, b"PK\x01\x02", lambda content, at: struct.pack_into("<L", content, at + 42, 0))


def crowded(_copy: PackageCopy, to: Path) -> None:
    with zipfile.ZipFile(to, "w") as archive:
        for number in range(2500):
            archive.writestr(f"{number}.csv", b"")


def flooded(copy: PackageCopy, to: Path) -> None:
    copy.zipped(to)
    patched(to, b"PK\x05\x06", lambda content, at: struct.pack_into("<HHL", content, at + 8, 9, 9, 2**31))


def linked(copy: PackageCopy, to: Path) -> None:
    copy.zipped(to)
    with zipfile.ZipFile(to, "a") as archive:
        link = zipfile.ZipInfo("nodes-link.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")


def twice(copy: PackageCopy, to: Path) -> None:
    copy.zipped(to)
    with zipfile.ZipFile(to, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("nodes.csv", "x")


ARCHIVES: dict[str, tuple[Callable[[PackageCopy, Path], None], str]] = {
    "LZMA": (method(14), "method LZMA"),
    "bzip2": (method(12), "method BZIP2"),
    "deflate64": (method(9), "method Deflate64"),
    "a packing of nobody": (method(77), "method 77"),
    "locked": (locked, "locked with a password"),
    "cut short": (cut, "damaged or cut short"),
    "overlapping": (overlapping, "overlap"),
    "too many entries": (crowded, "2,500 entries"),
    "a list without end": (flooded, "entries, more than"),
    "a link": (linked, "a link instead of a file"),
    "an entry twice": (twice, "nodes.csv twice"),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_that_cannot_be_read_safely_is_one_sentence(copy: PackageCopy, tmp_path: Path, name: str) -> None:
    make, words = ARCHIVES[name]
    make(copy, tmp_path / "x.zip")
    with pytest.raises(ExpectedError, match=words) as refusal:
        load(tmp_path / "x.zip")
    assert refusal.value.hint


def test_bytes_that_rot_in_an_archive_cost_the_table_they_belong_to(copy: PackageCopy, tmp_path: Path) -> None:
    archive = copy.zipped(tmp_path / "x.zip")
    with zipfile.ZipFile(archive) as found:
        info = found.getinfo("events.csv")
    content = bytearray(archive.read_bytes())
    for at in range(info.header_offset + 600, info.header_offset + 700):
        content[at] ^= 0x55
    archive.write_bytes(content)
    found_data = load(archive)
    assert errors(found_data) == [
        "events.csv: events.csv in the archive is damaged. Ask for an undamaged copy of the package.",
        "event_dates.csv: event_dates.csv says nothing without events.csv.",
    ]
    assert found_data.claims


def bomb(copy: PackageCopy, to: Path) -> None:
    copy.zipped(to)
    with zipfile.ZipFile(to, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zz.csv", b"0" * 900_000_000)


def spaces(copy: PackageCopy, to: Path) -> None:
    copy.path("events.csv").unlink()
    copy.zipped(to)
    with zipfile.ZipFile(to, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("events.csv", b" " * 290_000_000)


def nested(copy: PackageCopy, to: Path) -> None:
    copy.path("datapackage.json").write_bytes(b'{"resources":' + b"[" * 2_000_000)
    copy.zipped(to)


def endless_row(copy: PackageCopy, to: Path) -> None:
    copy.path("events.csv").write_bytes(b"a," * 40_000_000)
    copy.zipped(to, compression=zipfile.ZIP_STORED)


def endless_headings(copy: PackageCopy, to: Path) -> None:
    copy.path("events.csv").write_bytes(b",".join(b"h%d" % n for n in range(300_000)) + b"\n")
    copy.zipped(to)


def endless_quote(copy: PackageCopy, to: Path) -> None:
    content = copy.path("events.csv").read_bytes()
    copy.path("events.csv").write_bytes(content + b'"' + b"x\n" * 40_000_000)
    copy.zipped(to, compression=zipfile.ZIP_STORED)


def noise(copy: PackageCopy, to: Path) -> None:
    letters = "".join(random.Random(5).choices("abc,\"'\n;é", k=1 << 18))
    copy.path("events.csv").write_text(letters * 100, encoding="utf-8")
    copy.zipped(to)


def never_ending_pattern(copy: PackageCopy, to: Path) -> None:
    copy.field("nodes", "name")["constraints"] = {"pattern": "^(([A-Za-z ]+)+)+$"}
    copy.change("nodes", "name", lambda _cell: "and cables " * 2000 + "!")
    copy.save()
    copy.zipped(to)


HEAVY = [bomb, spaces, nested, endless_row, endless_headings, endless_quote, noise, never_ending_pattern]


def limited(*words: str) -> tuple[subprocess.CompletedProcess[str], float]:
    """Runs the program with as much memory as a small machine grants; returns what came of it and its seconds."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (500_000_000, 500_000_000))

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "briefing_app", *words],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        preexec_fn=limit,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.skipif(sys.platform == "win32", reason="limits of memory are those of Unix")
@pytest.mark.parametrize("make", HEAVY)
def test_what_is_made_to_exhaust_ends_at_once_in_words(
    copy: PackageCopy, tmp_path: Path, make: Callable[[PackageCopy, Path], None]
) -> None:
    make(copy, tmp_path / "x.zip")
    done, seconds = limited("check", str(tmp_path / "x.zip"))
    assert "Traceback" not in done.stderr + done.stdout
    assert "unexpectedly" not in done.stderr
    assert done.returncode == (0 if make is bomb else 1)
    assert len((done.stdout + done.stderr).splitlines()) < 40
    assert seconds < 5


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are those of Unix")
def test_devices_and_pipes_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (Path("/dev/zero"), tmp_path / "pipe"):
        with pytest.raises(ExpectedError, match="device or a pipe"):
            load(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are those of Unix")
def test_a_pipe_or_a_link_out_of_the_folder_in_place_of_a_table_costs_that_table(copy: PackageCopy) -> None:
    copy.path("nodes.csv").unlink()
    os.mkfifo(copy.path("nodes.csv"))
    copy.path("actors.csv").unlink()
    copy.path("actors.csv").symlink_to("/dev/zero")
    found = copy.load()
    assert "not a file that can be read" in found.tables["nodes"].missing
    assert "outside itself" in found.tables["actors"].missing
    assert found.claims


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: d.update(resources=[*d["resources"], 3, None, {"name": 5}, {}]),
        lambda d: d.update(title={"a": 1}, version=[1], created=7, licenses=[3]),
        lambda d: d.update(title="x\u202e\x00" * 9999, licenses={}),
        lambda d: d["resources"][3].update(bytes="many", hash=9),
        lambda d: d["resources"].append(d["resources"][0]),
    ],
)
def test_a_descriptor_of_odd_values_leaves_the_rest_readable(copy: PackageCopy, damage: Callable[..., None]) -> None:
    damage(copy.descriptor)
    found = copy.load()
    assert found.events
    assert len(found.edition.title) <= 500
    assert found.edition.title.isprintable()


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity", "9" * 5000])
def test_numbers_beyond_all_measure_are_said(copy: PackageCopy, number: str) -> None:
    text = copy.path("datapackage.json").read_text(encoding="utf-8")
    copy.path("datapackage.json").write_text(text.replace('"minimum": 1', f'"minimum": {number}'), encoding="utf-8")
    assert number in copy.path("datapackage.json").read_text(encoding="utf-8")
    with contextlib.suppress(ExpectedError):
        assert errors(load(copy.folder))
    rows = copy.rows("nodes")
    rows[1][rows[0].index("lat")] = number
    copy.put("nodes", rows)
    assert any(s.startswith("nodes.csv, line 2, lat") for s in errors(copy.load()))
