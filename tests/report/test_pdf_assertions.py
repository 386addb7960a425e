"""The assertions on archival PDFs go red at each deliberate damage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from briefing_app.domain.filters import Filter
from briefing_app.domain.tables import Dataset
from briefing_app.report.options import BriefingOptions
from briefing_app.report.snapshot import plan
from tests.domain.scopes import scope_of
from tests.report.conftest import DAY, export
from tests.report.pdf_assertions import _elements, assert_archival


@pytest.fixture(scope="module")
def sound(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A briefing with headings, a picture, tables and links."""
    options = BriefingOptions(date=DAY, sections=("timeline", "sources", "about"), title="Sound")
    chosen = Filter(start=DAY.replace(year=2023), end=DAY.replace(year=2024))
    made = plan(scope_of(dataset, chosen), options, (), version="9.9.9")
    return export(made, tmp_path_factory.mktemp("sound") / "sound.pdf")


def first(pdf: pikepdf.Pdf, kind: str) -> Any:
    """Returns the first structure element of a kind."""
    return next(e for e in _elements(pdf.Root.StructTreeRoot) if str(e.S) == kind)


def link(pdf: pikepdf.Pdf) -> Any:
    """Returns the first link to the web."""
    return next(a for p in pdf.pages for a in p.get("/Annots", []) if "/A" in a and a.A.S == Name.URI)


def untag(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(b"0 0 10 10 re f\n" + page.Contents.read_bytes())


def no_fonts(pdf: pikepdf.Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == Name.FontDescriptor:
            for key in ("/FontFile2", "/FontFile3"):
                if key in thing:
                    del thing[key]
            return


def skip_level(pdf: pikepdf.Pdf) -> None:
    first(pdf, "/H1").S = Name.H3


def no_part(pdf: pikepdf.Pdf) -> None:
    data = pdf.Root.Metadata.read_bytes().replace(b"<pdfaid:part>3<", b"<pdfaid:part>2<")
    pdf.Root.Metadata = pdf.make_stream(data, Type=Name.Metadata, Subtype=Name.XML)


def no_accessibility(pdf: pikepdf.Pdf) -> None:
    data = pdf.Root.Metadata.read_bytes().replace(b"pdfuaid:part", b"pdfuaid:port")
    pdf.Root.Metadata = pdf.make_stream(data, Type=Name.Metadata, Subtype=Name.XML)


def without(key: str) -> Callable[[pikepdf.Pdf], None]:
    def damage(pdf: pikepdf.Pdf) -> None:
        del pdf.Root[key]

    return damage


def headless(pdf: pikepdf.Pdf) -> None:
    for element in _elements(first(pdf, "/Table")):
        if element.S == Name.TH:
            element.S = Name.TD


def scopeless(pdf: pikepdf.Pdf) -> None:
    del first(pdf, "/TH")["/A"]


DAMAGES: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "not marked": without("/MarkInfo"),
    "language": lambda pdf: setattr(pdf.Root, "Lang", String("xx")),
    "title is not displayed": without("/ViewerPreferences"),
    "no structure": without("/StructTreeRoot"),
    "PDF/A part": no_part,
    "PDF/UA part": no_accessibility,
    "title": lambda pdf: pdf.docinfo.__setitem__("/Title", "Other"),
    "output intent": without("/OutputIntents"),
    "OpenAction": lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))),
    "AcroForm": lambda pdf: setattr(pdf.Root, "AcroForm", Dictionary(Fields=Array())),
    "action": lambda pdf: setattr(link(pdf).A, "S", Name.Launch),
    "javascript:": lambda pdf: setattr(link(pdf).A, "URI", String("javascript:alert(1)")),
    "link without description": lambda pdf: link(pdf).__delitem__("/Contents"),
    "outside the structure$": lambda pdf: link(pdf).__delitem__("/StructParent"),
    "not printed": lambda pdf: setattr(link(pdf), "F", 0),
    "not embedded": no_fonts,
    "figure without description": lambda pdf: first(pdf, "/Figure").__delitem__("/Alt"),
    "heading level": skip_level,
    "without headings": headless,
    "without scope": scopeless,
    "f .*outside the structure": untag,
    "associated file": without("/AF"),
}


def test_a_sound_briefing_passes(sound: Path) -> None:
    assert_archival(sound, title="Sound", lang="en")


@pytest.mark.parametrize("words", DAMAGES)
def test_a_damage_is_found(sound: Path, tmp_path: Path, words: str) -> None:
    damaged = tmp_path / "damaged.pdf"
    with pikepdf.open(sound) as pdf:
        DAMAGES[words](pdf)
        pdf.save(damaged, deterministic_id=True)
    with pytest.raises(AssertionError, match=words):
        assert_archival(damaged, title="Sound", lang="en")
