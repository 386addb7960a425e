"""The last step changes no word of the document and refuses what it does not know."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from briefing_app import paths
from briefing_app.domain.tables import Dataset
from briefing_app.report.finish import NotOurs, finish
from briefing_app.report.options import BriefingOptions
from briefing_app.report.snapshot import job_for, plan
from tests.domain.scopes import scope_of
from tests.report.conftest import DAY


@pytest.fixture(scope="module")
def bare(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the typesetter itself writes."""
    import typst

    room = tmp_path_factory.mktemp("bare")
    made = plan(scope_of(dataset), BriefingOptions(date=DAY, form="one-page"), version="9")
    job = job_for(made, fonts=paths.fonts(), templates=paths.templates(), scratch=room)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(paths.fonts())])
    files = dict(job.files)
    found = typst.compile(files, root=str(room), font_paths=fonts, pdf_standards=["a-3a", "ua-1"], timestamp=job.moment)  # type: ignore[call-overload]
    assert isinstance(found, bytes)
    return found


def assert_drawn_alike(before: bytes, after: bytes) -> None:
    """Same words and strokes; places to a tenth of a point, colours and all else to a hundredth."""
    number = re.compile(rb"-?\d+\.\d+|-?\d+")
    assert number.sub(b"0", before) == number.sub(b"0", after)
    place = re.compile(rb"-?[\d.]+ -?[\d.]+ (?:cm(?=[/\n])|[ml](?=\n| -?\d))")
    for parted, least in ((place.sub, 0.01), (lambda _by, text: b" ".join(place.findall(text)), 0.1)):
        pairs = zip(number.findall(parted(b"", before)), number.findall(parted(b"", after)), strict=True)
        assert all(abs(float(then) - float(now)) < least for then, now in pairs)
    assert place.search(before)


def test_every_page_says_what_it_said_and_the_file_is_smaller(bare: bytes, tmp_path: Path) -> None:
    done = finish(bare)
    assert len(done) < len(bare)
    (tmp_path / "bare.pdf").write_bytes(bare)
    (tmp_path / "done.pdf").write_bytes(done)
    with pikepdf.open(tmp_path / "bare.pdf") as one, pikepdf.open(tmp_path / "done.pdf") as other:
        for before, after in zip(one.pages, other.pages, strict=True):
            assert_drawn_alike(before.Contents.read_bytes(), after.Contents.read_bytes())
        assert one.attachments["snapshot.json"].get_file().read_bytes() == (
            other.attachments["snapshot.json"].get_file().read_bytes()
        )
        assert not other.check_pdf_syntax() if hasattr(other, "check_pdf_syntax") else not other.check()


def test_the_same_input_gives_the_same_bytes(bare: bytes) -> None:
    assert finish(bare) == finish(bare)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n\n", b"%PDF-1.7\n\nstartxref\n99999\n%%EOF", b"startxref\nx"])
def test_what_is_written_another_way_is_refused(pdf: bytes) -> None:
    with pytest.raises(NotOurs):
        finish(pdf)


def test_links_are_told_only_where_words_and_places_are_as_many(bare: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(finish(bare, links=("one word too few",) * 999))
    with pikepdf.open(tmp_path / "x.pdf") as pdf:
        assert not any("too few" in str(a.Contents) for p in pdf.pages for a in p.get("/Annots", []))
