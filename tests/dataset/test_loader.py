"""Any data package: good rows, and every fault with its place."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.dataset import reader
from briefing_app.dataset.loader import load
from briefing_app.domain.model import RECORDS, PartialDate, Ref
from briefing_app.errors import ExpectedError


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the bundled package that may be damaged."""
    return Path(shutil.copytree(paths.bundled_data(), tmp_path / "package"))


def edit(package: Path, name: str, change: Callable[[str], str]) -> None:
    path = package / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def sentences(package: Path) -> list[str]:
    return [problem.sentence() for problem in load(package).problems]


def test_the_bundled_package_has_no_problem_and_every_table_has_rows() -> None:
    dataset = load(paths.bundled_data())
    assert dataset.problems == ()
    assert all(dataset.tables[kind.TABLE].rows for kind in RECORDS)
    assert set(dataset.outlines) == {"countries", "lakes", "rivers"}
    event = dataset.get(Ref("event", "e-2023-forum-astana"))
    assert event is not None
    assert event.date == PartialDate(2023, 8, 3)  # type: ignore[attr-defined]  # it is an event


def test_the_same_package_as_archive_has_the_same_fingerprint(package: Path, tmp_path: Path) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path, "package"))
    assert load(archive).edition.fingerprint == load(package).edition.fingerprint


def test_a_wrong_value_names_file_line_column_and_what_was_expected(package: Path) -> None:
    edit(package, "nodes.csv", lambda t: t.replace("n-", "N_", 1))
    found = [s for s in sentences(package) if s.startswith("nodes.csv, line 2, node_id")]
    assert found
    assert "expected text of the form" in found[0]


def test_a_row_with_too_few_cells_is_left_out_and_the_rest_works(package: Path) -> None:
    before = len(load(package).terms)
    edit(package, "glossary.csv", lambda t: t + "g-x,lonely\n")
    dataset = load(package)
    assert len(dataset.terms) == before
    assert any("2 cells instead of 5" in p.message for p in dataset.problems)


def test_a_missing_table_is_a_placeholder_with_its_reason(package: Path) -> None:
    (package / "claims.csv").unlink()
    dataset = load(package)
    assert dataset.tables["claims"].missing == "claims.csv is missing."
    assert dataset.events


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "is empty"), (b"\x00\x01" * 50, "not a text file"), (b"a\xff", "UTF-8")]
)
def test_an_unreadable_table_is_a_placeholder_with_its_reason(package: Path, content: bytes, words: str) -> None:
    (package / "events.csv").write_bytes(content)
    assert words in load(package).tables["events"].missing


def test_a_dangling_item_of_a_list_is_named_and_dropped(package: Path) -> None:
    edit(package, "events.csv", lambda t: t.replace(",kz;", ",kz;nobody-at-all;", 1))
    dataset = load(package)
    assert any("'nobody-at-all' is not to be found in actors" in p.message for p in dataset.problems)
    assert not any("nobody-at-all" in event.actors for event in dataset.events)


def test_an_id_that_stands_twice_is_refused_with_both_lines(package: Path) -> None:
    edit(package, "hypotheses.csv", lambda t: t + t.splitlines()[1] + "\n")
    assert any("is already in line 2" in s for s in sentences(package))


def test_an_unknown_column_is_said_and_left_out(package: Path) -> None:
    edit(package, "changes.csv", lambda t: "\n".join(line + ",x" for line in t.splitlines()) + "\n")
    assert any("the schema knows no such column" in s for s in sentences(package))
    assert load(package).changes


@pytest.mark.parametrize("name", ["../x", "/x", "a\\b", "C:x", "a//b", "./a", "", "a/../b"])
def test_names_that_lead_outside_are_refused(name: str) -> None:
    with pytest.raises(ExpectedError):
        reader.safe_name(name)


def test_an_archive_that_climbs_out_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w") as archive:
        archive.writestr("../datapackage.json", "{}")
    with pytest.raises(ExpectedError, match="outside itself"):
        load(bad)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", " " * 60_000_000)
    with pytest.raises(ExpectedError, match="larger than"):
        load(bomb)


@pytest.mark.parametrize("content", [b"", b"noise", b"[]", b'{"resources": 3}', b"[" * 100_000])
def test_a_descriptor_that_is_none_is_said_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "datapackage.json").write_bytes(content)
    with pytest.raises(ExpectedError, match=r"datapackage\.json"):
        load(tmp_path)


def test_a_path_without_anything_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError, match="no data package"):
        load(tmp_path / "nothing")
