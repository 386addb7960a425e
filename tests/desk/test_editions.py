"""What changed in the data since one last looked is found, listed as ``compare`` lists it, and never lost."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from briefing_app import paths
from briefing_app.dataset.compare import compare
from briefing_app.dataset.loader import load
from briefing_app.desk import Desk
from briefing_app.desk.editions import FILE, Editions
from briefing_app.domain import editions
from briefing_app.domain.model import Ref


@pytest.fixture
def next_edition(tmp_path: Path) -> Path:
    """A copy of the bundled package with one event taken out, one added and one claim reworded."""
    package = Path(shutil.copytree(paths.bundled_data(), tmp_path / "next"))
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    descriptor |= {"version": "9.0.0", "created": "2030-01-31"}
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    rows = _read(package / "events.csv")
    key = rows[0].index("event_id")
    follows = rows[0].index("follows")
    linked = {ident for row in rows[1:] for ident in row[follows].split(";")}
    gone = next(row for row in rows[1:] if row[key] not in linked and not row[follows])
    new = [*gone]
    new[key] = "e-2030-new"
    _write(package / "events.csv", [*(row for row in rows if row is not gone), new])
    claims = _read(package / "claims.csv")
    claims[1][claims[0].index("finding")] += " Looked up once more."
    _write(package / "claims.csv", claims)
    return package


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def test_what_changed_since_is_what_compare_lists(next_edition: Path) -> None:
    old, new = load(paths.bundled_data()), load(next_edition)
    listed = {(d.ref, d.kind) for d in compare(old, new)}
    assert {kind for _ref, kind in listed} == {"added", "removed", "changed"}
    assert {(d.ref, d.kind) for d in editions.since(editions.marks(old), editions.marks(new))} == listed


def test_a_first_look_has_nothing_to_compare_with_and_is_noted(tmp_path: Path) -> None:
    dataset = load(paths.bundled_data())
    memory = Editions(tmp_path)
    assert memory.look_back(dataset) is None
    memory.note(dataset)
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    assert Editions(tmp_path).look_back(dataset) is None


def test_a_newer_edition_says_what_changed_until_it_was_looked_at_and_keeps_the_list(
    tmp_path: Path, next_edition: Path
) -> None:
    old, new = load(paths.bundled_data()), load(next_edition)
    memory = Editions(tmp_path)
    memory.note(old)
    back = memory.look_back(new)
    assert back is not None
    assert back.fresh
    assert back.since == old.edition.words
    assert back.now == new.edition.words
    assert {(d.ref, d.kind) for d in back.differences} == {(d.ref, d.kind) for d in compare(old, new)}
    memory.note(new)
    later = memory.look_back(new)
    assert later is not None
    assert not later.fresh
    assert later.differences == back.differences


def test_going_back_to_the_older_edition_tells_of_the_way_back(tmp_path: Path, next_edition: Path) -> None:
    old, new = load(paths.bundled_data()), load(next_edition)
    memory = Editions(tmp_path)
    memory.note(new)
    back = memory.look_back(old)
    assert back is not None
    assert (Ref("event", "e-2030-new"), "removed") in {(d.ref, d.kind) for d in back.differences}


def test_another_package_is_not_taken_for_a_newer_edition(tmp_path: Path, next_edition: Path) -> None:
    descriptor = next_edition / "datapackage.json"
    content = json.loads(descriptor.read_text(encoding="utf-8")) | {"name": "another-subject"}
    descriptor.write_text(json.dumps(content), encoding="utf-8")
    memory = Editions(tmp_path)
    memory.note(load(paths.bundled_data()))
    assert memory.look_back(load(next_edition)) is None


def test_a_used_profile_without_memory_is_told_what_the_edition_itself_says(tmp_path: Path) -> None:
    desk = Desk.open(profile=tmp_path)
    desk.prefer(initiator="test", text_size=125)
    desk.close()
    dataset = load(paths.bundled_data())
    back = Editions(tmp_path).look_back(dataset)
    named = {change.entry for change in dataset.changes if change.version == dataset.edition.version and change.entry}
    assert back is not None
    assert back.since == ""
    assert {d.ref.id for d in back.differences} == named


def test_a_table_that_cannot_be_read_is_not_called_removed(tmp_path: Path, next_edition: Path) -> None:
    (next_edition / "sources.csv").unlink()
    memory = Editions(tmp_path)
    memory.note(load(paths.bundled_data()))
    back = memory.look_back(load(next_edition))
    assert back is not None
    assert "source" not in {d.ref.noun for d in back.differences}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"format": 1, "packages": 3}',
        '{"format": 99}',
        "[" * 100_000,
        '{"format": 1, "packages": {"x": {"last": {"fingerprint": 1}}}}',
    ],
)
def test_a_damaged_memory_counts_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    dataset = load(paths.bundled_data())
    memory = Editions(tmp_path)
    assert memory.look_back(dataset) is None
    memory.note(dataset)
    assert not memory.is_new(dataset)


def test_numbers_of_changed_entries_read_as_people_say_them(next_edition: Path) -> None:
    words = editions.counted(compare(load(paths.bundled_data()), load(next_edition)))
    assert words == "1 claim changed; 1 event added, 1 removed"
    shortened = editions.counted(compare(load(paths.bundled_data()), load(next_edition)), most=1)
    assert shortened == "1 claim changed; 2 other entries"
