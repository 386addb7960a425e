"""The small pictures of the window look as they did when somebody last looked at them, through both pens."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6", reason="needs the window")

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from briefing_app import paths
from briefing_app.domain.colours import ThemeName
from briefing_app.pictures.pen import Blank
from briefing_app.ui import theme as themes
from tests.pictures import golden
from tests.pictures.likeness import LIKE, apart


@pytest.fixture(scope="module", autouse=True)
def own_type(qapp: QApplication) -> None:
    themes.load_first_fonts(paths.fonts())
    themes.load_more_fonts(paths.fonts())


@pytest.mark.parametrize("theme", golden.THEMED)
@pytest.mark.parametrize("name", golden.PICTURES)
def test_both_pens_draw_the_golden_image(name: str, theme: ThemeName) -> None:
    kept = QImage(str(golden.path_of(name, theme)))
    assert not kept.isNull()
    assert golden.painted(name, theme).size() == kept.size()
    assert apart(golden.painted(name, theme), kept) < LIKE / 2
    assert apart(golden.written(name, theme), kept) < LIKE


@pytest.mark.parametrize("name", golden.PICTURES)
def test_a_mark_that_is_missing_is_seen(name: str) -> None:
    kept = QImage(str(golden.path_of(name, "light")))
    image = golden.painted(name, "light")
    box = golden.PICTURES[name](Blank()).places[0].box
    painter = QPainter(image)
    left, top = box.left * golden.SCALE - 6, box.top * golden.SCALE - 6
    painter.fillRect(int(left), int(top), 60, 50, QColor("white"))
    painter.end()
    assert apart(image, kept) > LIKE


@pytest.mark.parametrize("name", golden.PICTURES)
def test_every_place_lies_on_the_picture_and_has_words(name: str) -> None:
    for place in golden.PICTURES[name](Blank()).places:
        assert place.box.left >= 0
        assert place.box.right <= golden.WIDTH
        assert place.box.bottom <= golden.height_of(name)
        assert place.spoken or place.walk is not None
