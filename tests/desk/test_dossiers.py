"""A dossier of chosen actors: what the PDF holds and leaves out, and the forms for other tools."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from briefing_app.desk import Desk
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import Actor, Ref
from briefing_app.errors import ExpectedError


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk.open(profile=tmp_path / "profile")
    yield desk
    desk.close()


def actors(desk: Desk, *idents: str) -> list[Actor]:
    return [found for ident in idents if (found := desk.dataset.find("actors", ident)) is not None]


def words_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def test_the_pdf_holds_profiles_comparison_and_sources_and_no_notes(desk: Desk, tmp_path: Path) -> None:
    desk.notes.write(Ref("actor", "tj"), "Zqnote of my own", initiator="test")
    said = words_of(desk.briefings.dossiers.write(tmp_path / "d.pdf", actors(desk, "tj", "am"), "pdf"))
    assert "Compared: " in said
    for actor in actors(desk, "tj", "am"):
        assert actor.name in said
        assert actor.leverage[:25] in said
    assert "Sources of the profile as a whole" in said
    assert "Zqnote" not in said
    assert "My notes" not in said


def test_the_filter_of_the_program_stays_as_it_was(desk: Desk, tmp_path: Path) -> None:
    desk.briefings.dossiers.write(tmp_path / "d.pdf", actors(desk, "am"), "pdf")
    assert desk.filter == Filter()


def test_both_forms_for_other_tools_hold_the_actors_and_their_relations(desk: Desk, tmp_path: Path) -> None:
    chosen = actors(desk, "uz")
    lines = desk.briefings.dossiers.write(tmp_path / "d.json", chosen, "ftm.json").read_text("utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    assert any("Uzbekistan" in entity["properties"].get("name", ()) for entity in found)
    rows = csv.DictReader(
        io.StringIO(desk.briefings.dossiers.write(tmp_path / "d.csv", chosen, "ftm.csv").read_text("utf-8-sig"))
    )
    assert {row["id"] for row in rows} == {entity["id"] for entity in found}


@pytest.mark.parametrize(("idents", "form"), [((), "pdf"), (("uz",), "docx")])
def test_nobody_chosen_or_an_unknown_form_is_refused_in_words(
    desk: Desk, tmp_path: Path, idents: tuple[str, ...], form: str
) -> None:
    with pytest.raises(ExpectedError) as caught:
        desk.briefings.dossiers.write(tmp_path / "d.pdf", actors(desk, *idents), form)
    assert caught.value.hint
    assert not (tmp_path / "d.pdf").exists()
