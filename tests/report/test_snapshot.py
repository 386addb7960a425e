"""A briefing says what was chosen, is the same next year, and carries its own data."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from briefing_app import paths
from briefing_app.domain.filters import Filter
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError, UsageError
from briefing_app.report.forms import FORM_KINDS
from briefing_app.report.options import BriefingOptions
from briefing_app.report.sections import KEYS
from briefing_app.report.snapshot import BriefingPlan, job_for, plan, snapshot_of
from tests.domain.scopes import scope_of
from tests.report.conftest import DAY, HOSTILE, export, note
from tests.report.pdf_assertions import assert_archival, attachment_of

SHORT = ("overview", "claims", "notes", "about")
_UNSEEN = re.compile("[\u200b\u2060-\u206f\ufffe\x02\u00ad]")


def text_of(pdf: Path, page: int | None = None) -> str:
    """Returns the words of a PDF as a reader extracts them, line ends and unseen characters aside."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        numbers = range(len(document)) if page is None else [page]
        return " ".join(" ".join(_UNSEEN.sub("", document[n].get_textpage().get_text_range()).split()) for n in numbers)
    finally:
        document.close()


def small(
    dataset: Dataset, *, chosen: Filter | None = None, sections: tuple[str, ...] = SHORT, **values: object
) -> BriefingPlan:
    """Returns a plan of a few sections."""
    options = BriefingOptions(date=DAY, sections=sections, **values)  # type: ignore[arg-type]  # fields of the record
    return plan(scope_of(dataset, chosen or Filter()), options, (note("A note."),), version="9.9.9")


@pytest.mark.slow
def test_the_whole_briefing_is_archivable_and_accessible(full_pdf: Path, full_plan: BriefingPlan) -> None:
    assert_archival(full_pdf, title=full_plan.title, lang="en")


@pytest.mark.slow
def test_the_marking_stands_on_every_page_twice_and_as_text_on_page_one(full_pdf: Path) -> None:
    document = pypdfium2.PdfDocument(full_pdf)
    pages = len(document)
    document.close()
    assert text_of(full_pdf, 0).count("OFFICIAL-SENSITIVE") >= 3
    for number in (1, pages // 2, pages - 1):
        assert text_of(full_pdf, number).count("OFFICIAL-SENSITIVE") >= 2
        assert f"page {number + 1} of {pages}" in text_of(full_pdf, number)


@pytest.mark.slow
def test_hostile_words_come_out_as_typed(full_pdf: Path) -> None:
    words = text_of(full_pdf)
    for part in (
        '#read("/etc/passwd")',
        "@preview/x:1.0.0",
        "$x^2$",
        "b c = H // --",
        "{{k}}",
        "gnp.exe",
        "[U+10900]",
        "汉字",
    ):
        assert part in words, part
    assert "root:" not in words


@pytest.mark.slow
def test_every_script_is_there(full_pdf: Path, dataset: Dataset) -> None:
    words = text_of(full_pdf)
    assert "Қазақстан" in words
    assert dataset.find("actors", "kz").name_ru in words
    assert any("\u0600" <= c <= "\u06ff" or "\ufe70" <= c <= "\ufefc" for c in words)


@pytest.mark.slow
def test_every_section_has_its_heading(full_pdf: Path, full_plan: BriefingPlan) -> None:
    words = text_of(full_pdf)
    assert [s.key for s in full_plan.sections] == list(FORM_KINDS["full"].sections)
    for section in full_plan.sections:
        assert section.title in words


@pytest.mark.slow
def test_the_attached_snapshot_holds_the_choices_and_the_records(
    full_pdf: Path, full_plan: BriefingPlan, dataset: Dataset
) -> None:
    found = snapshot_of(full_pdf)
    assert found == json.loads(attachment_of(full_pdf, "snapshot.json"))
    assert found == json.loads(json.dumps(full_plan.snapshot))
    assert found["edition"]["fingerprint"]
    assert found["marking"] == "OFFICIAL-SENSITIVE"
    assert found["sections"] == list(FORM_KINDS["full"].sections)
    assert found["form"] == "full"
    assert found["date"] == "2026-11-23"
    assert found["program_version"] == "9.9.9"
    assert HOSTILE in {n["body"] for n in found["notes"]}
    assert len(found["records"]["events"]) == len(dataset.events)
    assert "source/" + found["records"]["sources"][0]["source_id"] in found["source_numbers"]


def test_the_same_inputs_give_the_same_bytes(dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = export(small(dataset), tmp_path / "one.pdf").read_bytes()
    monkeypatch.setenv("TZ", "Asia/Almaty")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    assert export(small(dataset), tmp_path / "two.pdf").read_bytes() == first
    other = dataclasses.replace(small(dataset), title="Another")
    assert export(other, tmp_path / "three.pdf").read_bytes() != first


def test_a_short_briefing_without_marking_and_on_letter_paper_is_archivable_too(
    dataset: Dataset, tmp_path: Path
) -> None:
    made = small(dataset, paper="letter", title="A <title> & #more")
    pdf = export(made, tmp_path / "letter.pdf")
    assert_archival(pdf, title="A <title> & #more", lang="en")
    document = pypdfium2.PdfDocument(pdf)
    assert [round(n) for n in document[0].get_size()] == [612, 792]
    document.close()


@pytest.mark.parametrize("key", KEYS)
def test_each_section_alone_is_a_whole_document(dataset: Dataset, tmp_path: Path, key: str) -> None:
    chosen = Filter(start=dt.date(2023, 6, 1), end=dt.date(2023, 8, 31), actors=frozenset({"kz"}))
    made = small(dataset, sections=(key,), chosen=chosen)
    assert_archival(export(made, tmp_path / "one.pdf"), title=made.title, lang="en")


@pytest.mark.parametrize("key", KEYS)
def test_a_section_of_an_empty_package_says_so_in_words(tmp_path: Path, key: str) -> None:
    made = plan(scope_of(Dataset()), BriefingOptions(date=DAY, sections=(key,)), (), version="9.9.9")
    pdf = export(made, tmp_path / "empty.pdf")
    assert_archival(pdf, title="Briefing", lang="en")


def test_the_second_clock_hides_what_came_later(dataset: Dataset) -> None:
    made = small(dataset, sections=("timeline", "sources"), chosen=Filter(as_known_on=dt.date(2024, 1, 10)))
    rows = made.snapshot["records"]
    assert rows["events"]
    assert all(row["reported"] <= "2024-01-10" for row in rows["events"])
    assert all(row["published"] <= "2024-01-10" for row in rows["sources"])


def test_notes_are_left_out_when_asked(dataset: Dataset) -> None:
    made = small(dataset, notes="none")
    assert "notes" not in [section.key for section in made.sections]
    assert made.snapshot["notes"] == []


def test_likelihood_words_speak_in_the_scale_chosen(dataset: Dataset) -> None:
    words = str(small(dataset, sections=("overview",), scale="ICD203").sections)
    assert "ICD 203" in words


def test_every_link_inside_leads_somewhere(full_plan: BriefingPlan) -> None:
    content = json.loads(
        job_for(full_plan, fonts=paths.fonts(), templates=paths.templates(), scratch=Path()).files["content.json"]
    )
    anchors: list[str] = []
    targets: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            if value.get("anchor"):
                anchors.append(value["anchor"])
            if value.get("to"):
                targets.add(value["to"])
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(content)
    assert len(anchors) == len(set(anchors))
    assert targets <= set(anchors)
    assert len(targets) > 500


def test_a_section_that_does_not_exist_is_said_in_words(dataset: Dataset) -> None:
    with pytest.raises(ExpectedError, match="no section 'weather'"):
        small(dataset, sections=("weather",))


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"title": "word " * 2000}, "The title has 9,999 letters; at most 200 can be printed."),
        ({"marking": "M" * 81}, "The marking has 81 letters; at most 80 can be printed."),
    ],
)
def test_a_title_or_marking_without_end_is_refused_with_the_limit(
    dataset: Dataset, choice: dict[str, str], words: str
) -> None:
    with pytest.raises(UsageError) as caught:
        small(dataset, **choice)
    assert caught.value.words == words
    assert caught.value.hint


def test_a_paper_that_does_not_exist_is_said_in_words(dataset: Dataset) -> None:
    with pytest.raises(ExpectedError, match="no paper"):
        small(dataset, paper="a3")


def test_a_place_that_cannot_be_written_is_said_in_words_before_the_work(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    for out in (tmp_path / "no" / "briefing.pdf", tmp_path / "folder.pdf"):
        with pytest.raises(ExpectedError, match="could not be written"):
            export(small(dataset), out, command=("no-such-program",))
    assert [p.name for p in tmp_path.iterdir()] == ["folder.pdf"]


def test_an_existing_briefing_stays_unless_the_person_said_so(dataset: Dataset, tmp_path: Path) -> None:
    out = tmp_path / "briefing.pdf"
    out.write_bytes(b"old")
    with pytest.raises(ExpectedError, match="already exists"):
        export(small(dataset), out, command=("no-such-program",), replace=False)
    assert out.read_bytes() == b"old"


def test_an_export_replaces_the_old_file_and_leaves_nothing_beside(dataset: Dataset, tmp_path: Path) -> None:
    out = tmp_path / "briefing.pdf"
    out.write_bytes(b"old")
    export(small(dataset, sections=("about",)), out)
    assert out.read_bytes().startswith(b"%PDF-")
    assert [p.name for p in tmp_path.iterdir()] == ["briefing.pdf"]


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + b"x" * 5000])
def test_a_file_that_is_no_briefing_is_said_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    with pytest.raises(ExpectedError):
        snapshot_of(path)


def test_a_missing_file_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError, match="could not be read"):
        snapshot_of(tmp_path / "none.pdf")


def test_the_templates_fetch_nothing_from_outside() -> None:
    for path in paths.templates().glob("*.typ"):
        words = path.read_text(encoding="utf-8")
        assert "@preview" not in words
        assert "eval(" not in words


def test_importing_the_report_brings_no_pandas_no_typesetter_and_no_reader() -> None:
    code = (
        "import sys, briefing_app.report.snapshot, briefing_app.pictures; "
        "print(sorted({'pandas', 'numpy', 'typst', 'pypdf', 'PySide6'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"


def test_no_judgement_that_rests_on_later_sources_is_told_as_known_before(dataset: Dataset) -> None:
    day = dt.date(2025, 6, 30)
    made = small(dataset, sections=("overview",), chosen=Filter(as_known_on=day))
    shown = made.snapshot["records"].get("judgements", [])
    for row in shown:
        dates = [dataset.find("sources", ident).published for ident in row["source_ids"]]
        assert all(date is None or date.last() <= day for date in dates), row["judgement_id"]
    assert len(shown) < len(dataset.judgements)
