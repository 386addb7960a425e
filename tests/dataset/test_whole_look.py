"""A whole package is kept from one time to the next, and never used once its files are others."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.dataset import loader, whole_look
from briefing_app.dataset.whole_look import FILE, keep, recall
from briefing_app.desk import Desk


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(paths.bundled_data(), tmp_path / "package"))


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "profile"
    folder.mkdir()
    return folder


def test_what_was_kept_is_what_reading_gives_to_the_last_field(package: Path, profile: Path) -> None:
    read = loader.load(package)
    assert recall(profile, package) is None
    assert keep(profile, package, read)
    recalled = recall(profile, package)
    assert recalled is not None
    assert recalled == read
    assert recalled.files == read.files
    assert list(map(repr, recalled.records())) == list(map(repr, read.records()))
    assert [hash(record.ref) for record in recalled.records()] == [hash(record.ref) for record in read.records()]


@pytest.mark.parametrize("name", ["datapackage.json", "sources.csv", "map/rivers.geojson"])
def test_one_changed_letter_and_it_is_read_anew(package: Path, profile: Path, name: str) -> None:
    keep(profile, package, loader.load(package))
    content = (package / name).read_bytes()
    at = len(content) // 2
    (package / name).write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    assert recall(profile, package) is None
    (package / name).write_bytes(content + b"\n")
    assert recall(profile, package) is None
    (package / name).unlink()
    assert recall(profile, package) is None
    (package / name).write_bytes(content)
    assert recall(profile, package) is not None


def test_another_program_and_another_package_are_read_anew(
    package: Path, profile: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keep(profile, package, loader.load(package))
    assert recall(profile, tmp_path / "nowhere") is None
    monkeypatch.setattr(whole_look, "__version__", "0.0.0")
    assert recall(profile, package) is None


@pytest.mark.parametrize("place", [0, 1, 20, 60, 200, 5_000, -70_000, -1])
def test_a_damaged_memory_is_of_no_use_and_does_no_harm(profile: Path, place: int) -> None:
    package = paths.bundled_data()
    keep(profile, package, loader.load(package))
    kept = bytearray((profile / FILE).read_bytes())
    kept[place] ^= 1
    (profile / FILE).write_bytes(bytes(kept))
    assert recall(profile, package) is None
    (profile / FILE).write_bytes(bytes(kept[: len(kept) // 2]))
    assert recall(profile, package) is None


@pytest.mark.parametrize("said", [b"", b"\n", b"[]\n", b'{"of": []}\n', b"[" * 100_000])
def test_a_foreign_file_in_its_place_is_of_no_use_and_is_replaced(profile: Path, said: bytes) -> None:
    package = paths.bundled_data()
    (profile / FILE).write_bytes(said)
    assert recall(profile, package) is None
    assert keep(profile, package, loader.load(package))
    assert recall(profile, package) is not None


def test_a_memory_of_records_with_other_fields_is_of_no_use(profile: Path) -> None:
    import zlib

    package = paths.bundled_data()
    keep(profile, package, loader.load(package))
    head, _line, text = (profile / FILE).read_bytes().partition(b"\n")
    told = json.loads(text)
    told["tables"]["claims"] = told["tables"]["claims"][1:]
    other = json.dumps(told).encode()
    (profile / FILE).write_bytes(json.dumps(json.loads(head) | {"check": zlib.crc32(other)}).encode() + b"\n" + other)
    assert recall(profile, package) is None


def test_a_package_with_a_fault_is_not_kept_so_that_it_is_told_each_time(package: Path, profile: Path) -> None:
    (package / "steps.csv").unlink()
    read = loader.load(package)
    assert read.problems
    assert not keep(profile, package, read)
    assert not (profile / FILE).exists()


def test_a_package_whose_table_has_its_schema_in_a_file_of_its_own_is_not_kept(package: Path, profile: Path) -> None:
    descriptor = json.loads((package / "datapackage.json").read_bytes())
    resource = next(each for each in descriptor["resources"] if each["name"] == "steps")
    (package / "steps.schema.json").write_text(json.dumps(resource["schema"]), encoding="utf-8")
    resource["schema"] = "steps.schema.json"
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    read = loader.load(package)
    assert read.steps
    assert not read.problems
    assert not keep(profile, package, read)


def test_an_archive_is_read_every_time(package: Path, profile: Path, tmp_path: Path) -> None:
    archive = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", package))
    assert not keep(profile, archive, loader.load(archive))
    assert recall(profile, archive) is None


def test_a_profile_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("a file, no folder")
    assert not keep(tmp_path / "profile", paths.bundled_data(), loader.load(paths.bundled_data()))


def test_the_desk_takes_the_package_that_it_kept(profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk.open(profile=profile)
    assert desk.keep_package()
    read = desk.dataset
    desk.close()

    def never(*_words: object, **_named: object) -> None:
        raise AssertionError("it was read anew")

    monkeypatch.setattr(loader, "load", never)
    again = Desk.open(profile=profile)
    assert again.dataset == read
    assert again.load_whole() == read
    again.close()
