"""Each form holds what it promises: its length, page one first, and a structure that can be heard and walked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain.filters import Filter
from briefing_app.domain.tables import Dataset
from briefing_app.errors import ExpectedError, UsageError
from briefing_app.report.blocks import Grid, PageOne, Picture, said, within
from briefing_app.report.forms import FORM_KINDS, PAGE_ONE, section_keys
from briefing_app.report.options import BriefingOptions, View
from briefing_app.report.snapshot import plan
from tests.domain.scopes import scope_of
from tests.packs import PACIFIC
from tests.report.conftest import DAY, export, note
from tests.report.pdf_assertions import assert_archival, assert_can_be_heard

ROOT = Path(__file__).resolve().parents[2]
WORDS_A_MINUTE = 150
"""Words that somebody reads aloud at an easy pace."""


def pages_of(pdf: Path) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def words_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(document[n].get_textpage().get_text_range().split()) for n in range(len(document)))
    finally:
        document.close()


@pytest.mark.slow
def test_each_form_is_as_long_as_it_promises(forms: dict[str, Path], full_pdf: Path) -> None:
    lengths = {name: pages_of(pdf) for name, pdf in forms.items()}
    assert lengths["one-page-a4"] == lengths["one-page-letter"] == 1
    assert 8 <= lengths["standard-a4"] <= 12, lengths
    assert 8 <= lengths["standard-letter"] <= 12, lengths
    assert pages_of(full_pdf) <= 90  # with two notes, of which one is long


@pytest.mark.slow
@pytest.mark.parametrize("name", ["one-page-a4", "standard-letter"])
def test_each_form_is_archivable_and_can_be_heard(forms: dict[str, Path], dataset: Dataset, name: str) -> None:
    assert_archival(forms[name], title=dataset.edition.title, lang="en")
    assert_can_be_heard(forms[name])


@pytest.mark.slow
def test_the_full_form_can_be_heard_and_is_small(full_pdf: Path) -> None:
    assert_can_be_heard(full_pdf)
    assert full_pdf.stat().st_size <= 2 * 1024 * 1024


@pytest.mark.slow
def test_page_one_answers_what_how_sure_what_changed_and_what_to_watch(forms: dict[str, Path]) -> None:
    words = words_of(forms["one-page-a4"])
    for asked in ("How each ambition stands", "%)", "Confidence is", "Outlook for A since", "What to watch", "Rivals"):
        assert asked in words, asked


@pytest.mark.parametrize("folder", [paths.bundled_data(), PACIFIC], ids=["bundled", "pacific"])
def test_page_one_is_read_aloud_in_under_a_minute(folder: Path) -> None:
    made = plan(scope_of(load(folder)), BriefingOptions(date=DAY, form="one-page"), version="9")
    (page,) = made.sections[0].blocks
    assert isinstance(page, PageOne)
    what = [page.lead, *(s.judged for s in page.standings)]
    how_sure = [s.sure for s in page.standings]
    assert all(map(said, (*what, *how_sure)))
    assert page.watch
    aloud = [*what, *how_sure, *(s.heading for s in page.standings), *page.changes, page.watch[0]]
    assert sum(len(said(runs).split()) for runs in aloud) < WORDS_A_MINUTE


@pytest.mark.slow
def test_a_long_title_a_marking_and_names_still_leave_one_page(dataset: Dataset, tmp_path: Path) -> None:
    options = BriefingOptions(
        date=DAY,
        form="one-page",
        paper="letter",
        title="On the dealings of Astana with the Taliban authorities " * 3,
        marking="Для служебного пользования",
        scheme="kz",
        copy="3",
        prepared_for="The Minister " * 8,
        prepared_by="The Department " * 12,
    )
    (tmp_path / "out").mkdir()
    pdf = export(plan(scope_of(dataset), options, (), version="9"), tmp_path / "out" / "one.pdf")
    assert pages_of(pdf) == 1
    assert "Экз. № 3" in words_of(pdf)


@pytest.mark.slow
def test_no_word_of_the_screen_stands_on_paper(forms: dict[str, Path], full_pdf: Path) -> None:
    for pdf in (forms["standard-a4"], full_pdf):
        words = words_of(pdf).lower()
        for screen in ("press a", "click", "trade tab", "more in the record", "take a chip away"):
            assert screen not in words, screen


@pytest.mark.slow
def test_addresses_are_copied_whole(forms: dict[str, Path]) -> None:
    with pikepdf.open(forms["standard-a4"]) as pdf:
        actions = [a.get("/A") for page in pdf.pages for a in page.get("/Annots", [])]
        addresses = {str(a.URI) for a in actions if a is not None and "/URI" in a}
    assert len(addresses) > 30
    words = re.sub(r"[\s\u200b\ufffe\x02]", "", words_of(forms["standard-a4"]))
    assert [address for address in addresses if address not in words] == []


@pytest.mark.slow
@pytest.mark.parametrize("form", ["one-page", "standard", "full"])
def test_the_same_choices_give_the_same_bytes_in_any_process_language_and_zone(form: str, tmp_path: Path) -> None:
    made = []
    for name, zone, language in (("one", "Asia/Almaty", "C.UTF-8"), ("two", "America/New_York", "C")):
        out = tmp_path / f"{name}.pdf"
        command = [sys.executable, "-m", "briefing_app", "export", str(out), "--form", form]
        variables = os.environ | {"TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": "1" if name == "one" else "2"}
        subprocess.run(
            [*command, "--profile", str(tmp_path / name)], cwd=ROOT, env=variables, check=True, capture_output=True
        )
        made.append(out.read_bytes())
    assert made[0] == made[1]


def test_page_one_is_page_one_of_every_form() -> None:
    for form in FORM_KINDS:
        options = BriefingOptions(date=DAY, form=form, sections=("claims", "overview") if form == "own" else ())
        assert section_keys(options)[0] == PAGE_ONE


def test_sections_of_ones_own_stand_in_ones_own_order(dataset: Dataset) -> None:
    made = plan(scope_of(dataset), BriefingOptions(date=DAY, sections=("sources", "claims", "overview")), version="9")
    assert [s.key for s in made.sections] == ["page-one", "sources", "claims", "overview"]
    assert made.options.form == "own"


def test_own_choice_without_a_section_says_what_to_do(dataset: Dataset) -> None:
    with pytest.raises(ExpectedError) as caught:
        plan(scope_of(dataset), BriefingOptions(date=DAY, form="own"), version="9")
    assert caught.value.hint


def test_this_view_prints_its_picture_with_its_table(dataset: Dataset) -> None:
    from briefing_app.domain.trade.questions import chart, families

    scope = scope_of(dataset)
    seen = chart(families(dataset)[0].first.id, scope)
    assert seen.table is not None
    view = View(title=families(dataset)[0].first.question, pictures=(seen,), tables=(seen.table,))
    made = plan(scope, BriefingOptions(date=DAY, form="view", view=view), version="9")
    kinds = [type(block).__name__ for s in made.sections if s.key == "view" for block in s.blocks]
    assert kinds == ["Heading", "Picture", "Grid"]
    assert made.snapshot["records"]["observations"]


def test_the_numbers_of_the_list_of_corridors_stand_on_its_maps(dataset: Dataset) -> None:
    made = plan(scope_of(dataset), BriefingOptions(date=DAY, sections=("map",)), version="9")
    blocks = [b for s in made.sections if s.key == "map" for b in within(s.blocks)]
    maps = [b.svg for b in blocks if isinstance(b, Picture)]
    drawn = {int(n) for svg in maps for n in re.findall(r">(\d+)</text>", svg)}
    listed = [said(line.cells[0]).split()[0] for b in blocks if isinstance(b, Grid) for line in b.lines]
    assert drawn == {int(number) for number in listed if number != "–"}
    assert len(listed) == len(dataset.corridors)
    names = " ".join(maps)
    for place in ("Torghundi", "Hairatan", "Mazar-i-Sharif", "AFGHANISTAN"):
        assert f">{place}<" in names, place


def test_no_number_of_a_corridor_lies_on_another(dataset: Dataset) -> None:
    made = plan(scope_of(dataset), BriefingOptions(date=DAY, sections=("map",)), version="9")
    maps = [b.svg for s in made.sections if s.key == "map" for b in within(s.blocks) if isinstance(b, Picture)]
    for svg in maps:
        found = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>(\d+)</text>', svg)
        spots = [(float(x), float(y), 4.5 * len(words)) for x, y, words in found]
        assert len(spots) > 5
        for n, (x, y, wide) in enumerate(spots):
            for other_x, other_y, other_wide in spots[:n]:
                assert abs(y - other_y) > 6 or x >= other_x + other_wide - 1 or other_x >= x + wide - 1


def test_an_entry_with_a_printed_note_shows_it_and_leads_to_it(dataset: Dataset) -> None:
    said = note("Ask again.", target="claim/c-trade-06")
    made = plan(scope_of(dataset), BriefingOptions(date=DAY, sections=("claims", "notes")), (said,), version="9")
    (claims,) = (s for s in made.sections if s.key == "claims")
    lines = [line for block in claims.blocks if hasattr(block, "lines") for line in block.lines]
    (line,) = (one for one in lines if one.anchor == "claim/c-trade-06")
    assert line.cells[0][-1].to == f"note/{said.note_id}"


@pytest.mark.parametrize(
    "values",
    [
        {"scheme": "uk", "marking": "RESTREINT UE"},
        {"scheme": "kz", "marking": "Для служебного пользования"},
        {"copy": "1" * 30},
        {"prepared_for": "x" * 500},
    ],
)
def test_a_choice_that_cannot_be_printed_is_refused_with_a_next_step(dataset: Dataset, values: dict[str, str]) -> None:
    with pytest.raises(UsageError) as caught:
        plan(scope_of(dataset), BriefingOptions(date=DAY, **values), version="9")  # type: ignore[arg-type]
    assert caught.value.hint


def test_a_filter_that_lets_nothing_through_still_makes_a_page(dataset: Dataset) -> None:
    scope = scope_of(dataset, Filter(text="zzzzqqq"))
    made = plan(scope, BriefingOptions(date=DAY, form="one-page"), version="9")
    assert made.sections
