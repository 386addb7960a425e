"""Whatever script a note is written in, it stands on the page, says its language, and can be found and copied."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefing_app.domain.filters import Filter
from briefing_app.domain.tables import Dataset
from briefing_app.report.options import BriefingOptions
from briefing_app.report.snapshot import plan
from tests.domain.scopes import scope_of
from tests.report.conftest import DAY, export, note
from tests.report.pdf_assertions import assert_archival

ADDRESS = f"https://example.org/{'a-long-path/' * 15}index.html?x=1&y=%D8%A7"
NOTE = f"""# What the minister said

He was in **Mazar-i-Sharif** and *Torghundi*, on the China-Kyrgyzstan-Uzbekistan line: {ADDRESS}

- first point
- second point
  - a point below
3. third

> quoted words

رئیس جمهور قزاقستان گفت که تجارت با افغانستان (Kazakhstan) افزایش یافته است.

د قزاقستان ولسمشر وویل چې له افغانستان سره سوداګرۍ زیاتوالی موندلی دی.

Қазақстан Республикасының Президенті Қасым-Жомарт Тоқаев айтты.

Президент Казахстана заявил о росте товарооборота.

Тоҷикистон ва Афғонистон ҳамсоя мебошанд.

哈萨克斯坦 哈薩克 カザフスタン 카자흐스탄 ქართული Հայերեն ภาษาไทย हिन्दी עברית 👍

{"ب" * 300} and {"دافغانستانبانک" * 20}

{"W" * 300} {"Ж" * 300} see {"ا" * 3}{"ب" * 200} end
"""


@pytest.fixture(scope="module")
def pdf(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document with one note that holds every script."""
    options = BriefingOptions(date=DAY, sections=("notes",), marking="W" * 80, title="W" * 200)
    nothing_else = scope_of(dataset, Filter(text="zzzzqqq"))
    made = plan(nothing_else, options, (note(NOTE),), version="9")
    return export(made, tmp_path_factory.mktemp("scripts") / "notes.pdf")


@pytest.fixture(scope="module")
def words(pdf: Path) -> str:
    """What a reader finds in it, as written: the lines of a page stay apart."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range().replace("\r", "") for page in document)
    finally:
        document.close()


def languages(pdf: Path) -> Iterator[str]:
    """Yields the language of each element of the structure and each piece of marked content that names one."""
    with pikepdf.open(pdf) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/Lang" in thing:
                yield str(thing.Lang)
        for page in document.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary):
                    yield str(operands[1].get("/Lang", "en"))


def test_it_is_archivable_and_accessible(pdf: Path) -> None:
    assert_archival(pdf, title="W" * 200, lang="en")


def test_no_sign_is_in_the_text_that_nobody_wrote(words: str) -> None:
    # The reader itself names a hyphen at the end of a line by a sign that is no character.
    hidden = {c for c in words if unicodedata.category(c) in ("Cf", "Zl", "Zp", "Co")}
    assert hidden == set()


def test_names_are_found_whole_and_an_address_too_once_its_lines_are_put_together(words: str) -> None:
    for name in ("Mazar-i-Sharif", "Torghundi", "China-Kyrgyzstan-Uzbekistan", "Қасым-Жомарт Тоқаев"):
        assert name in words, name
    assert ADDRESS in words.replace("\n", "")


@pytest.mark.parametrize(
    "part", ["哈萨克斯坦 哈薩克 カザフスタン 카자흐스탄", "ქართული Հայերեն", "ภาษาไทย", "ҳамсоя мебошанд"]
)
def test_every_script_stands_as_written(words: str, part: str) -> None:
    assert part in words
    assert "U+" not in words


def test_every_language_is_told(pdf: Path) -> None:
    told = set(languages(pdf))
    assert {"fa-AF", "ps", "kk", "ru", "tg", "ja", "ka", "hy", "th", "hi", "he"} <= told
    assert not {lang for lang in told if not re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", lang)}


def test_a_paragraph_from_right_to_left_begins_at_the_right(pdf: Path) -> None:
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        text = page.get_textpage()
        ends = [text.get_charbox(i)[2] for i in range(text.count_chars()) if text.get_text_range(i, 1) == "ئ"]
        assert ends
        assert max(ends) > page.get_width() * 0.8
    finally:
        document.close()


def test_nothing_runs_off_the_page(pdf: Path) -> None:
    document = pypdfium2.PdfDocument(pdf)
    margin = 20 * 72 / 25.4
    try:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_charbox(i) for i in range(text.count_chars())]
            seen = [(left, right) for left, _, right, _ in boxes if right > left]
            assert min(left for left, _ in seen) > margin - 2
            assert max(right for _, right in seen) < page.get_width() - margin + 2
    finally:
        document.close()


def test_the_marks_of_light_markdown_are_looks_and_lists_are_lists(pdf: Path, words: str) -> None:
    for mark in ("# What", "**", "*Torghundi*", "> quoted", "- first", "event event"):
        assert mark not in words, mark
    with pikepdf.open(pdf) as document:
        kinds = [str(thing.S) for thing in document.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing]
    assert kinds.count("/LI") == 4
    assert "/Strong" in kinds and "/Em" in kinds


@pytest.mark.slow
@pytest.mark.parametrize("text", ["ب" * 20_000, "ا a " * 4_000, "x" * 20_000, "a-b " * 4_000])
def test_a_note_without_end_or_full_of_turns_is_typeset(dataset: Dataset, tmp_path: Path, text: str) -> None:
    options = BriefingOptions(date=DAY, sections=("notes",))
    made = plan(scope_of(dataset), options, (note(text),), version="9")
    assert export(made, tmp_path / "notes.pdf").read_bytes().startswith(b"%PDF")
