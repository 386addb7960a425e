"""Whatever is handed to an export, the pages show it as it is, or one sentence says why there are none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from briefing_app.domain.filters import Filter
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError
from briefing_app.report.options import BriefingOptions
from briefing_app.report.snapshot import plan, snapshot_of
from tests.domain.scopes import scope_of
from tests.report.conftest import DAY, export, note

ROOT = Path(__file__).resolve().parents[2]
LARGE = 600_000_000
MARKUP = {
    "typst": '#read("/etc/passwd") #set page(fill: red) *bold* _aside_ @label <label> $x^2$ = Heading // gone',
    "latex": r"\input{/etc/passwd} \textbf{bold} $\frac{1}{2}$ \begin{document}",
    "html": "<script>alert(1)</script> <b>bold</b> <img src=x onerror=y> &amp; &#60;",
}


def words_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def letters(text: str) -> str:
    """Words without the places at which lines break."""
    return "".join(c for c in text if not c.isspace() and c not in "\u200b\ufffe\x02")


@pytest.mark.slow
@pytest.mark.parametrize("kind", MARKUP)
def test_markup_in_titles_names_and_notes_is_printed_letter_by_letter(
    dataset: Dataset, kind: str, tmp_path: Path
) -> None:
    options = BriefingOptions(
        date=DAY, sections=("notes",), title=MARKUP[kind], prepared_for=MARKUP[kind], marking=MARKUP[kind][:60]
    )
    nothing_else = scope_of(dataset, Filter(text="zzzzqqq"))
    tagged = note("A body.", ident="n-1")
    (tmp_path / "out").mkdir()
    pdf = export(plan(nothing_else, options, (tagged,), version="9"), tmp_path / "out" / "b.pdf")
    assert letters(words_of(pdf)).count(letters(MARKUP[kind])) >= 2
    assert "root:" not in words_of(pdf)


@pytest.mark.slow
@pytest.mark.parametrize("body", ["x" * 100_000, "\x00\u202e\u2066gnp.exe\u2069\x1b[31m", "👍🏽 汉字 " * 50, ""])
def test_notes_of_odd_signs_are_printed(dataset: Dataset, body: str, tmp_path: Path) -> None:
    nothing_else = scope_of(dataset, Filter(text="zzzzqqq"))
    (tmp_path / "out").mkdir()
    made = plan(nothing_else, BriefingOptions(date=DAY, sections=("notes",)), (note(body),), version="9")
    pdf = export(made, tmp_path / "out" / "b.pdf")
    assert snapshot_of(pdf)["notes"][0]["body"] == body
    if body.startswith("x"):
        assert words_of(pdf).count("x") >= 100_000
    if "exe" in body:
        assert "gnp.exe" in letters(words_of(pdf))


@pytest.mark.slow
def test_ten_thousand_notes_are_printed_within_minutes(dataset: Dataset, tmp_path: Path) -> None:
    refs = [str(event.ref) for event in dataset.events]
    many = [note(f"Words {n}.", ident=f"n-{n}", target=refs[n % len(refs)]) for n in range(10_000)]
    (tmp_path / "out").mkdir()
    options = BriefingOptions(date=DAY, sections=("notes",))
    begun = time.monotonic()
    pdf = export(plan(scope_of(dataset), options, many, version="9"), tmp_path / "out" / "b.pdf")
    assert time.monotonic() - begun < 240
    assert len(snapshot_of(pdf)["notes"]) == 10_000
    words = words_of(pdf)
    assert all(f"Words {n}." in words for n in range(0, 10_000, 97))


@pytest.mark.parametrize("beginning", [b"%PDF-1.7\n", b"\x00", b"PK\x03\x04"])
def test_an_older_briefing_of_600_megabytes_is_refused_at_once(beginning: bytes, tmp_path: Path) -> None:
    with (tmp_path / "older.pdf").open("wb") as file:
        file.write(beginning)
        file.truncate(LARGE)  # takes no room on the disk
    begun = time.monotonic()
    with pytest.raises(ExpectedError) as caught:
        snapshot_of(tmp_path / "older.pdf")
    assert caught.value.hint
    assert time.monotonic() - begun < 5


# Disks and folders


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of hardly any room, where one may be mounted."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("no disk can be mounted here")
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def exported(out: Path, profile: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "briefing_app",
        "export",
        str(out),
        "--form",
        "one-page",
        "--profile",
        str(profile),
        *more,
    ]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, encoding="utf-8")


@pytest.mark.slow
def test_a_profile_that_is_read_only_exports_to_another_place(tmp_path: Path, small_disk: Path) -> None:
    assert exported(tmp_path / "first.pdf", small_disk / "profile").returncode == 0
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    done = exported(tmp_path / "b.pdf", small_disk / "profile")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF-")
    refused = exported(small_disk / "b.pdf", small_disk / "profile")
    assert refused.returncode == 1
    assert "read only" in refused.stderr and refused.stderr.count("\n") == 1


@pytest.mark.slow
def test_a_disk_without_room_gets_no_half_a_briefing(tmp_path: Path, small_disk: Path) -> None:
    (small_disk / "stone").write_bytes(b"x" * 2_070_000)
    done = exported(small_disk / "b.pdf", tmp_path / "profile")
    assert done.returncode == 1
    assert "full" in done.stderr and "Traceback" not in done.stderr
    assert [path.name for path in small_disk.iterdir()] == ["stone"]


@pytest.mark.slow
def test_a_briefing_that_lies_there_read_only_stays_as_it_is(tmp_path: Path) -> None:
    kept = tmp_path / "b.pdf"
    kept.write_bytes(b"signed")
    kept.chmod(0o400)
    done = exported(kept, tmp_path / "profile", "--force")
    assert done.returncode == 1 and "read only" in done.stderr and "Traceback" not in done.stderr
    assert kept.read_bytes() == b"signed"


@pytest.mark.slow
def test_a_folder_and_a_pipe_are_no_place_for_a_briefing(tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    said = {"folder.pdf": "it is a folder"}
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.pdf")
        said["pipe.pdf"] = "a device or a pipe"
    for name, why in said.items():
        done = exported(tmp_path / name, tmp_path / "profile", "--force")
        assert done.returncode == 1
        assert why in done.stderr and "Choose another" in done.stderr and done.stderr.count("\n") == 1
    assert (tmp_path / "folder.pdf").is_dir()
    assert not any((tmp_path / "folder.pdf").iterdir())


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    """A briefing that nobody may replace, not even whoever may do all else, as where another program holds it."""
    kept = tmp_path / "held.pdf"
    kept.write_bytes(b"read by somebody")
    if shutil.which("chattr") is None or subprocess.run(["chattr", "+i", str(kept)], check=False).returncode:
        pytest.skip("no file can be held here")
    try:
        yield kept
    finally:
        subprocess.run(["chattr", "-i", str(kept)], check=True)


@pytest.mark.slow
def test_a_briefing_that_cannot_be_replaced_is_said_and_stays(tmp_path: Path, held: Path) -> None:
    done = exported(held, tmp_path / "profile", "--force")
    assert done.returncode == 1
    assert "could not be written" in done.stderr and done.stderr.count("\n") == 1
    assert held.read_bytes() == b"read by somebody"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["held.pdf", "profile"]


@pytest.mark.slow
def test_what_comes_to_lie_there_while_pages_are_set_stays(dataset: Dataset, tmp_path: Path) -> None:
    made = plan(scope_of(dataset), BriefingOptions(date=DAY, form="one-page"), version="9")
    out = tmp_path / "out" / "b.pdf"
    out.parent.mkdir()

    def somebody_is_faster(_pdf: bytes) -> None:
        out.write_bytes(b"somebody else's")

    with pytest.raises(ExpectedError) as caught:
        export(made, out, replace=False, told=somebody_is_faster)
    assert "already exists" in caught.value.words
    assert out.read_bytes() == b"somebody else's"
    assert [path.name for path in out.parent.iterdir()] == ["b.pdf"]


@pytest.mark.slow
def test_a_briefing_replaced_while_pages_are_set_is_replaced_whole(dataset: Dataset, tmp_path: Path) -> None:
    made = plan(scope_of(dataset), BriefingOptions(date=DAY, form="one-page"), version="9")
    out = tmp_path / "out" / "b.pdf"
    out.parent.mkdir()
    out.write_bytes(b"of last week")
    export(made, out, told=lambda _pdf: out.write_bytes(b"of yesterday"))
    assert snapshot_of(out)["form"] == "one-page"
    assert [path.name for path in out.parent.iterdir()] == ["b.pdf"]
