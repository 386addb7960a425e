"""The pages look as they did: small pictures of a document of every kind of block, and of the standard form of the
bundled data and of another package, are kept beside the tests.

The bundled data change with each edition, the other package only with these tests. After a wanted change of the look:
``python -m tests.report.test_page_images`` writes the pictures anew; look at them then.
"""

from __future__ import annotations

import json
import struct
import sys
import tempfile
import zlib
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.report.blocks import (
    Abreast,
    Block,
    Bullets,
    Columns,
    Deciding,
    Entry,
    Grid,
    Group,
    Head,
    Heading,
    Line,
    Numbered,
    PageOne,
    Paragraph,
    Picture,
    Run,
    Section,
    Standing,
    plain,
)
from briefing_app.report.options import BriefingOptions
from briefing_app.report.planned import BriefingPlan
from briefing_app.report.snapshot import plan
from tests.domain.scopes import scope_of
from tests.packs import PACIFIC
from tests.report.conftest import DAY, export

KEPT = Path(__file__).parent / "pages"
PACKAGES = {"bundled": paths.bundled_data(), "pacific": PACIFIC}
SCALE = 0.5
"""Pixels of a kept picture for each point of the page."""
TOLERANCE = 0.012
"""Share of the blackness of a page that may differ: the edges of letters, from one version of a renderer to another."""
WORDS = "Words of about this length stand in every paragraph of the document, so that lines break as they do. "
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="30mm" viewBox="0 0 60 30">'
    '<rect x="5" y="5" width="50" height="20" fill="#0B6FA4"/></svg>'
)


def picture(name: str) -> Picture:
    return Picture(
        name=name, svg=SVG, alt="A box of 50 by 20.", title="A box", subtitle="50 by 20", foot=(plain("Foot."),)
    )


def grid(rows: int, *, title: str = "", dense: bool = False) -> Grid:
    columns = (
        Head(label="Name", weight=3),
        Head(label="Figure", weight=2, figures=True),
        Head(label="Words", weight=6),
    )
    lines = tuple(Line(cells=(plain(f"Row {n}", strong=True), plain(f"{n * 7}"), plain(WORDS))) for n in range(rows))
    return Grid(columns=columns, lines=lines, title=title, dense=dense)


def sample(paper: str) -> BriefingPlan:
    """Returns a document with every kind of block."""
    standings = tuple(
        Standing(
            letter=x,
            heading=plain(f"Ambition {x}", strong=True),
            judged=plain(WORDS),
            sure=plain("Confidence is high."),
        )
        for x in ("A", "B")
    )
    one = PageOne(
        lead=plain(WORDS),
        more=plain(WORDS * 2),
        standings=standings,
        changes=(plain("Something changed."),),
        figures=(
            Deciding(
                message=plain("It rose", strong=True),
                figure="USD 5 million",
                said=plain("Somebody"),
                rivals=plain("Rivals: 6"),
            ),
        ),
        picture=picture("small.svg"),
        watch=(plain(WORDS), plain(WORDS)),
        headings=("How each ambition stands", "What changed", "Figures that decide", "What to watch"),
    )
    body: tuple[Block, ...] = (
        Paragraph(runs=plain("Small words that lead."), style="small"),
        Group(
            blocks=(
                Heading(text="A judgement", level=2, anchor="judgement/j"),
                Paragraph(runs=plain(WORDS * 2)),
                Bullets(items=(plain(WORDS), plain(WORDS))),
            )
        ),
        picture("large.svg"),
        grid(4, title="A table"),
        Abreast(blocks=(grid(3, dense=True), grid(3, dense=True))),
        Paragraph(runs=(Run(text="بانک دافغانستان", lang="fa-AF"),)),
        grid(30, title="A long table", dense=True),
    )
    cards = Columns(
        blocks=tuple(
            b for n in range(8) for b in (Heading(text=f"Card {n}", level=2), Paragraph(runs=plain(WORDS * 4)))
        )
    )
    sources = Numbered(
        entries=tuple(
            Entry(
                runs=(
                    *plain(f"Publisher {n}, 2025. "),
                    Run(text=f"https://example.org/a/page/{n}", url="https://example.org/"),
                )
            )
            for n in range(24)
        )
    )
    sections = (
        Section(key="page-one", title="At a glance", blocks=(one,)),
        Section(key="body", title="The body", blocks=body),
        Section(key="cards", title="Cards", blocks=(cards,)),
        Section(key="sources", title="Sources", blocks=(sources,)),
        Section(key="check", title="How to check", blocks=(Bullets(items=(plain(WORDS),) * 3, start=1),)),
    )
    options = BriefingOptions(date=DAY, paper=paper, marking="OFFICIAL")  # type: ignore[arg-type]
    return BriefingPlan(
        title="A document of every kind of block",
        options=options,
        sections=sections,
        lines=(plain("23 November 2026 · an edition"),),
        snapshot={"format": 1},
        edition="1.0.0",
        fingerprint="0123456789abcdef" * 4,
    )


def rendered(paper: str, room: Path) -> list[np.ndarray]:
    """Returns the pages in grey, white being 255."""
    (room / "out").mkdir(exist_ok=True)
    document = pypdfium2.PdfDocument(export(sample(paper), room / "out" / f"{paper}.pdf"))
    try:
        return [page.render(scale=SCALE, grayscale=True).to_numpy().squeeze().copy() for page in document]
    finally:
        document.close()


def standard(name: str, room: Path) -> tuple[dict[str, object], list[np.ndarray]]:
    """Returns what the standard form of a package is made of, and its pages in grey; page one is one of them."""
    data = load(PACKAGES[name])
    made = plan(scope_of(data), BriefingOptions(date=DAY), version="9.9.9")
    (room / "out").mkdir(exist_ok=True)
    document = pypdfium2.PdfDocument(export(made, room / "out" / f"{name}.pdf"))
    try:
        pages = [page.render(scale=SCALE, grayscale=True).to_numpy().squeeze().copy() for page in document]
    finally:
        document.close()
    return {"fingerprint": made.fingerprint, "sections": [section.key for section in made.sections]}, pages


def png(picture: np.ndarray) -> bytes:
    """Returns a grey picture as PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\x00" + row.astype(np.uint8).tobytes() for row in picture)
    size = struct.pack(">IIBBBBB", picture.shape[1], picture.shape[0], 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def read_png(path: Path) -> np.ndarray:
    """Returns a picture that ``png`` wrote."""
    content = path.read_bytes()
    wide, tall = struct.unpack(">II", content[16:24])
    at = content.index(b"IDAT")
    length = struct.unpack(">I", content[at - 4 : at])[0]
    rows = np.frombuffer(zlib.decompress(content[at + 4 : at + 4 + length]), np.uint8).reshape(tall, wide + 1)
    return rows[:, 1:]


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """Returns how much of a page differs, after both are softened: letters may be a part of a pixel aside."""

    def soft(page: np.ndarray) -> np.ndarray:
        tall, wide = page.shape[0] // 4 * 4, page.shape[1] // 4 * 4
        return page[:tall, :wide].reshape(tall // 4, 4, wide // 4, 4).mean(axis=(1, 3))

    return float(np.abs(soft(one) - soft(other)).mean() / 255)


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_pages_look_as_they_did(paper: str, tmp_path: Path) -> None:
    pages = rendered(paper, tmp_path)
    kept = sorted(KEPT.glob(f"{paper}-*.png"))
    assert len(pages) == len(kept)
    for number, (page, path) in enumerate(zip(pages, kept, strict=True), start=1):
        found = read_png(path)
        assert page.shape == found.shape
        assert difference(page, found) < TOLERANCE, f"page {number} on {paper}"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bundled", "pacific"])
def test_the_pages_of_a_package_look_as_they_did(name: str, tmp_path: Path) -> None:
    made_of, pages = standard(name, tmp_path)
    if made_of != json.loads((KEPT / f"{name}.json").read_text(encoding="utf-8")):
        assert name == "bundled", "look at the new pages and keep them"
        pytest.skip("the kept pages are of another edition or of other sections: look at the new ones and keep them")
    kept = [KEPT / f"{name}-{number}.png" for number in range(1, len(pages) + 1)]
    assert len(list(KEPT.glob(f"{name}-*.png"))) == len(kept)
    for number, (page, path) in enumerate(zip(pages, kept, strict=True), start=1):
        assert difference(page, read_png(path)) < TOLERANCE, f"page {number}"


def test_a_page_that_lost_a_picture_would_be_seen() -> None:
    page = read_png(KEPT / "a4-1.png").astype(float)
    broken = page.copy()
    broken[150:300, :] = 255
    assert difference(page, broken) > TOLERANCE


def main() -> int:
    """Writes the kept pictures anew."""
    KEPT.mkdir(exist_ok=True)
    for old in KEPT.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as room:
        for paper in ("a4", "letter"):
            for number, page in enumerate(rendered(paper, Path(room)), start=1):
                (KEPT / f"{paper}-{number}.png").write_bytes(png(page))
        for name in PACKAGES:
            made_of, pages = standard(name, Path(room))
            (KEPT / f"{name}.json").write_text(json.dumps(made_of, indent=1) + "\n", encoding="utf-8")
            for number, page in enumerate(pages, start=1):
                (KEPT / f"{name}-{number}.png").write_bytes(png(page))
    return 0


if __name__ == "__main__":
    sys.exit(main())
