"""What is painted and what is written as a file are the same picture: on the screen, as PNG and in another renderer."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from briefing_app import paths
from briefing_app.dataset.loader import load
from briefing_app.domain import timeline
from briefing_app.domain.actors import relation_graph
from briefing_app.domain.ambitions import Way, matrix
from briefing_app.domain.claims import VerdictCount
from briefing_app.domain.colours import THEMES
from briefing_app.domain.corridors import map_spec
from briefing_app.domain.tables import Dataset
from briefing_app.domain.trade import chart
from briefing_app.pictures import Spec, chain, compose, draw, svg, verdicts
from briefing_app.pictures.pen import Box, Measures
from briefing_app.ui.painter_pen import EM, Kept, PainterPen
from briefing_app.ui.png_export import image_of
from tests.domain.bundled import CHART_KEYS
from tests.domain.scopes import scope_of
from tests.pictures.likeness import LIKE, apart, rendered
from tests.pictures.specs import BAD, FEW, GOOD, ROOMS, VERDICTS, WAYS

KINDS = ("map", "graph", "timeline", "matrix", *CHART_KEYS)
TONES = dict(THEMES["print"])
_kept: dict[str, Spec] = {}


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return load(paths.bundled_data())


def spec_of(kind: str, dataset: Dataset) -> Spec:
    """Returns a picture of the bundled data."""
    asked = scope_of(dataset)
    if kind not in _kept:
        if kind == "map":
            _kept[kind] = map_spec(asked)
        elif kind == "graph":
            _kept[kind] = relation_graph(asked, dataset.actors[0])
        elif kind == "timeline":
            _kept[kind] = timeline.spec(asked)
        elif kind == "matrix":
            _kept[kind] = matrix(asked)
        else:
            _kept[kind] = chart(kind, asked)
    return _kept[kind]


class Listening(PainterPen):
    """A painter's pen that remembers the words it was given."""

    def __init__(self, painter: QPainter) -> None:
        super().__init__(painter, Kept("print"), spare=True)
        self.said: list[str] = []

    def text(self, at, words: str, **how) -> None:  # type: ignore[no-untyped-def]
        self.said.append(words)
        super().text(at, words, **how)

    def stamp(self, key, at, reach, draw) -> None:  # type: ignore[no-untyped-def]
        draw(self, at)


def painted(spec: Spec, width: float, height: float) -> tuple[QImage, list[str]]:
    """Paints a picture alone into a room; returns it with the words on it."""
    image = QImage(max(1, int(min(width, 2_000))), max(1, int(min(height, 2_000))), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    pen = Listening(painter)
    draw(pen, spec, Box(0, 0, width, height))
    pen.end()
    painter.end()
    return image, pen.said


def colours(image: QImage, step: int = 3) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(0, image.width(), step)
        for y in range(0, image.height(), step)
    }


@pytest.mark.parametrize("kind", KINDS)
def test_png_and_svg_say_the_same_words(kind: str, dataset: Dataset) -> None:
    spec = spec_of(kind, dataset)
    image = QImage(470, 900, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    pen = Listening(painter)
    compose(pen, spec, alone=True)
    pen.end()
    painter.end()
    written = [e.text for e in ET.fromstring(svg(spec, tones=TONES, alone=True)).iter() if e.tag.endswith("text")]
    assert [words for words in pen.said if words.strip()] == written


@pytest.mark.parametrize("kind", KINDS)
def test_a_png_has_its_title_its_legend_its_foot_and_the_colours_of_its_marks(kind: str, dataset: Dataset) -> None:
    spec = spec_of(kind, dataset)
    image = image_of(spec)
    assert image.width() == 2400
    head = image.copy(0, 0, image.width(), 140)
    assert TONES["ink"] in colours(head, 1)  # the title
    foot = image.copy(0, image.height() - 90, image.width(), 90)
    assert TONES["muted"] in colours(foot, 1)  # sources and edition
    assert image.pixelColor(2, 2).name().upper() == TONES["paper"]
    assert "#000000" not in colours(image, 4)  # nothing is black that was not asked for
    assert image.text("Title") == spec.caption.title


def test_the_map_has_land_seas_frame_and_policy_in_png_and_in_another_renderer(dataset: Dataset) -> None:
    spec = spec_of("map", dataset)
    text = svg(spec, tones=TONES, alone=True)
    for image in (image_of(spec), rendered(text, str(paths.fonts()))):
        found = colours(image, 2)
        assert {TONES["land"], TONES["water"], TONES["good"], TONES["warn"]} <= found
        assert "#000000" not in found
    assert "state no position" in text
    frames = re.findall(rf'<rect [^>]*stroke="{TONES["rule"]}"', text)
    assert len(frames) == 1


def most_apart(spec: Spec, written: str) -> float:
    """Returns how far our picture and another renderer's lie apart where they differ most."""
    return apart(image_of(spec), rendered(written, str(paths.fonts())))


SHOWN = {"map": "operating", "graph": r"\+ cooperative", "timeline": "Diplomacy", "matrix": "E1 [^<]*",
         "q-turnover": "rival figure", "q-rail-ports": "Hairatan"}  # fmt: skip


@pytest.mark.parametrize("kind", SHOWN)
def test_another_renderer_shows_the_same_picture(kind: str, dataset: Dataset) -> None:
    spec = spec_of(kind, dataset)
    assert most_apart(spec, svg(spec, tones=TONES, alone=True)) < LIKE


@pytest.mark.parametrize("kind", SHOWN)
def test_a_missing_word_of_a_legend_is_seen(kind: str, dataset: Dataset) -> None:
    spec = spec_of(kind, dataset)
    written, found = re.subn(rf"<text [^>]*>{SHOWN[kind]}</text>", "", svg(spec, tones=TONES, alone=True))
    assert found == 1
    assert most_apart(spec, written) > LIKE


def test_a_black_sea_is_seen(dataset: Dataset) -> None:
    spec = spec_of("map", dataset)
    assert most_apart(spec, svg(spec, tones=TONES | {"water": "#000000"}, alone=True)) > LIKE


WITHOUT = [folder for folder in (Path("/usr/share/fonts/truetype/dejavu"),) if folder.is_dir()]


@pytest.mark.skipif(not WITHOUT, reason="no font but the program's own is installed here")
@pytest.mark.parametrize("kind", KINDS)
def test_without_the_programs_font_no_word_leaves_the_picture(kind: str, dataset: Dataset) -> None:
    """The edge of twelve points around a picture stays free, whatever font shows its words."""
    text = re.sub(
        r'font-family="[^"]*"', 'font-family="DejaVu Sans"', svg(spec_of(kind, dataset), tones=TONES, alone=True)
    )
    for readers_view in (text, re.sub(r' textLength="[^"]*" lengthAdjust="[^"]*"', "", text)):
        image = rendered(readers_view, str(WITHOUT[0]))
        edge = image.copy(image.width() - 16, 0, 16, image.height())
        assert colours(edge, 1) == {TONES["paper"]}


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "words",
    ["Turnover 1,000 − 2,5 %", "Қазақстан экспорты", "ٹرکمنستان افغانستان", "دافغانستان بانک", "Ünïcödé", "→ ● ◑ ✓"],
)
def test_measures_are_those_of_the_painted_letters(words: str, bold: bool, qapp: object) -> None:
    metrics = QFontMetricsF(Kept("print").font(bold=bold))
    assert Measures().measure(words, EM, bold=bold) == pytest.approx(metrics.horizontalAdvance(words), rel=0.03)


@pytest.mark.parametrize("size", [7.0, 8.0, 11.33, 12.66, 25.3])
def test_words_are_painted_as_wide_as_they_are_measured(size: float, qapp: object) -> None:
    """Qt rounds the sizes of fonts; what is laid out for one size must not be painted in another."""
    words = "Uzbekistan halts rail freight to Afghanistan"
    wide = Measures().measure(words, size)
    for kept in (Kept("print"), Kept("print", quick=True)):
        image = QImage(math.ceil(wide) + 40, 60, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        pen = PainterPen(painter, kept)
        pen.text((10, 40), words, size=size)
        pen.end()
        painter.end()
        inked = [x for x in range(image.width()) if any(image.pixelColor(x, y).value() < 200 for y in range(60))]
        assert inked[-1] - 10 == pytest.approx(wide, rel=0.015, abs=1.5)


@pytest.mark.parametrize("kind", BAD)
def test_bad_pictures_are_painted(kind: str, qapp: object) -> None:
    for spec in BAD[kind]():
        _image, said = painted(spec, 470.0, 0.0)
        if kind == "nothing":
            assert said == ["Nothing to draw."]


@pytest.mark.parametrize("room", ROOMS, ids=str)
def test_any_room_is_painted(room: tuple[float, float], qapp: object) -> None:
    for make in GOOD:
        painted(make(), *room)


@pytest.mark.parametrize("room", ROOMS, ids=str)
@pytest.mark.parametrize("kind", FEW)
def test_bad_pictures_are_painted_in_any_room(kind: str, room: tuple[float, float], qapp: object) -> None:
    for spec in BAD[kind]():
        painted(spec, *room)


@pytest.mark.parametrize("room", [(470.0, 40.0), *ROOMS], ids=str)
def test_chains_and_verdicts_of_all_kinds_are_painted_in_any_room(room: tuple[float, float], qapp: object) -> None:
    for kind, paint in [
        *((kind, partial(_chain, way)) for kind, way in WAYS.items()),
        *((kind, partial(_verdicts, counts)) for kind, counts in VERDICTS.items()),
    ]:
        image = QImage(470, 200, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        pen = Listening(painter)
        paint(pen, Box(0, 0, *room))
        pen.end()
        painter.end()
        if room[0] > 400:  # in less room the words are broken
            assert ("Nothing to draw." in pen.said) is (kind in ("nothing", "none of any"))


def _chain(way: Way, pen: PainterPen, room: Box) -> None:
    assert len(chain.draw(pen, way, room).places) == len(way.steps)


def _verdicts(counts: Sequence[VerdictCount], pen: PainterPen, room: Box) -> None:
    verdicts.draw(pen, counts, room, at=0)
