"""What is attached to a PDF is held against its schema: a damaged or foreign one is said in one sentence."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest

from briefing_app.desk import Desk
from briefing_app.domain.filters import Filter
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError
from briefing_app.report.attached import read, snapshot_of
from briefing_app.report.options import BriefingOptions
from briefing_app.report.schema import SCHEMA
from briefing_app.report.snapshot import plan
from tests.domain.scopes import scope_of
from tests.report.conftest import DAY, note


@pytest.fixture(scope="module")
def right(dataset: Dataset) -> dict[str, Any]:
    """The values of a right snapshot, as they are read back, with few records so that it is read in no time."""
    options = BriefingOptions(date=DAY, sections=("actors", "notes", "sources"))
    made = plan(scope_of(dataset, Filter(start=DAY)), options, (note("A note."),), version="9")
    values: dict[str, Any] = json.loads(json.dumps(made.snapshot))
    values["records"] = {table: values["records"][table][:1] for table in ("relations", "sources")}
    values["source_numbers"] = dict(list(values["source_numbers"].items())[:2])
    return values


def carrier(path: Path, content: bytes, *, times: int = 1, **saved: Any) -> Path:
    """Returns a PDF of one page with an attachment."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for number in range(times):
            name = "snapshot.json"
            pdf.attachments[f"{name}{number or ''}"] = pikepdf.AttachedFileSpec(pdf, content, filename=name)
        if times > 1:
            names = pdf.Root.Names.EmbeddedFiles
            while "/Names" not in names:
                names = names.Kids[0]
            for at in range(0, len(names.Names), 2):
                names.Names[at] = pikepdf.String("snapshot.json")
        pdf.save(path, **saved)
    return path


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(dict(SCHEMA))


def test_a_right_snapshot_is_read_back(right: dict[str, Any], tmp_path: Path) -> None:
    assert right["notes"]
    assert snapshot_of(carrier(tmp_path / "x.pdf", json.dumps(right).encode())) == right


def test_every_key_that_is_written_stands_in_the_schema(right: dict[str, Any]) -> None:
    assert set(right) == set(SCHEMA["properties"])
    for name in ("edition", "filter"):
        assert set(right[name]) == set(SCHEMA["properties"][name]["properties"])
    assert set(right["notes"][0]) == set(SCHEMA["properties"]["notes"]["items"]["properties"])


def test_a_snapshot_of_an_earlier_version_is_read_too(right: dict[str, Any], tmp_path: Path) -> None:
    earlier = {key: value for key, value in right.items() if key != "left_out"}
    assert snapshot_of(carrier(tmp_path / "x.pdf", json.dumps(earlier).encode())) == earlier


WRONG = [None, 5, 1.5, True, "x", [], [1], {}, {"a": 1}, [None], 10**400, "\ud800"]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_type_anywhere_is_damage_or_allowed_there(right: dict[str, Any], wrong: Any) -> None:
    damaged = 0
    for way in _ways(right):
        value = copy.deepcopy(right)
        _set(value, way, wrong)
        try:
            assert read(json.dumps(value).encode(), pdf=Path("x.pdf")) == value, way
        except ExpectedError as error:
            assert "snapshot is damaged" in error.words or way == ("format",), way
            assert error.hint
            damaged += 1
    assert damaged > 10


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("key", ["edition", "filter", "notes", "records", "sections", "source_numbers", "title"])
def test_another_kind_of_thing_in_a_place_of_its_own_is_damage(right: dict[str, Any], key: str, wrong: Any) -> None:
    if type(wrong) is type(right[key]):
        return  # what stands inside is another test's matter
    with pytest.raises(ExpectedError, match="snapshot is damaged"):
        read(json.dumps(right | {key: wrong}).encode(), pdf=Path("x.pdf"))


def _ways(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Returns the way to every place, lists and objects with many alike entered once."""
    found = [way] if way else []
    if isinstance(value, dict):
        for key in list(value)[:20]:
            found += _ways(value[key], (*way, key))
    elif isinstance(value, list) and value:
        found += _ways(value[0], (*way, 0))
    return found


def _set(value: Any, way: tuple[Any, ...], wrong: Any) -> None:
    for step in way[:-1]:
        value = value[step]
    value[way[-1]] = wrong


@pytest.mark.parametrize("key", SCHEMA["required"])
def test_a_missing_key_is_damage(right: dict[str, Any], tmp_path: Path, key: str) -> None:
    value = {k: v for k, v in right.items() if k != key}
    with pytest.raises(ExpectedError, match="snapshot is damaged"):
        snapshot_of(carrier(tmp_path / "x.pdf", json.dumps(value).encode()))


def _twice(values: dict[str, Any]) -> bytes:
    return json.dumps(values).encode()[:-1] + b',"notes":[]}'


DAMAGE: dict[str, Callable[[dict[str, Any]], bytes]] = {
    "nothing": lambda _v: b"",
    "no JSON": lambda _v: b"snapshot",
    "cut": lambda v: json.dumps(v).encode()[:-40],
    "BOM": lambda v: b"\xef\xbb\xbf" + json.dumps(v).encode(),
    "UTF-16": lambda v: json.dumps(v).encode("utf-16"),
    "latin 1": lambda v: json.dumps(v | {"title": "?"}).encode().replace(b'"?"', b'"\xe9"'),
    "NaN": lambda v: json.dumps(v | {"more": float("nan")}).encode(),
    "infinity": lambda v: json.dumps(v | {"more": float("inf")}).encode(),
    "huge number": lambda v: json.dumps(v).replace('"format": 1', f'"format": {"9" * 5000}').encode(),
    "large number": lambda v: json.dumps(v | {"format": 10**30}).encode(),
    "format 0": lambda v: json.dumps(v | {"format": 0}).encode(),
    "format true": lambda v: json.dumps(v | {"format": True}).encode(),
    "a name twice": _twice,
    "deep": lambda _v: b'{"format":1,"x":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "deep objects": lambda _v: b'{"x":' * 10_000 + b"1" + b"}" * 10_000,
    "a list": lambda v: json.dumps([v]).encode(),
    "bytes": lambda _v: os.urandom(2000),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_snapshot_is_said_in_one_sentence(right: dict[str, Any], tmp_path: Path, kind: str) -> None:
    pdf = carrier(tmp_path / "x.pdf", DAMAGE[kind](right))
    with pytest.raises(ExpectedError, match="The snapshot is damaged") as said:
        snapshot_of(pdf)
    assert said.value.hint
    desk = Desk.open(profile=tmp_path / "profile")
    try:
        with pytest.raises(ExpectedError, match="The snapshot is damaged"):
            desk.notes.plan_import(pdf)
        assert desk.notes.count == 0
    finally:
        desk.close()


def test_two_attachments_of_the_same_name_are_damage(right: dict[str, Any], tmp_path: Path) -> None:
    pdf = carrier(tmp_path / "x.pdf", json.dumps(right).encode(), times=2)
    with pytest.raises(ExpectedError, match="The snapshot is damaged"):
        snapshot_of(pdf)


def test_a_newer_one_is_called_newer(right: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(ExpectedError, match="newer version"):
        snapshot_of(carrier(tmp_path / "x.pdf", json.dumps(right | {"format": 2}).encode()))


@pytest.mark.parametrize("words", ["", "open sesame"])
def test_a_locked_pdf_is_said_in_words(right: dict[str, Any], tmp_path: Path, words: str) -> None:
    locked = pikepdf.Encryption(owner="owner", user=words)
    pdf = carrier(tmp_path / "x.pdf", json.dumps(right).encode(), encryption=locked)
    with pytest.raises(ExpectedError, match="password"):
        snapshot_of(pdf)


def test_a_pdf_of_another_program_holds_no_snapshot(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["other.json"] = pikepdf.AttachedFileSpec(pdf, b"{}", filename="other.json")
        pdf.save(tmp_path / "x.pdf")
    with pytest.raises(ExpectedError, match="contains no snapshot"):
        snapshot_of(tmp_path / "x.pdf")


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    places = [tmp_path]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.pdf")
        places.append(tmp_path / "pipe.pdf")
    for place in places:
        with pytest.raises(ExpectedError, match="is not a file"):
            snapshot_of(place)


def test_a_pdf_with_any_byte_changed_is_read_or_refused(right: dict[str, Any], tmp_path: Path) -> None:
    content = carrier(tmp_path / "x.pdf", json.dumps(right | {"records": {}}).encode()).read_bytes()
    for at in range(0, len(content), max(1, len(content) // 120)):
        (tmp_path / "y.pdf").write_bytes(content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :])
        try:
            assert snapshot_of(tmp_path / "y.pdf")["format"] == 1
        except ExpectedError as error:
            assert error.hint
