"""Signs that steer are shown, never obeyed; everything that people write with stays as it is."""

from __future__ import annotations

import pytest

from briefing_app.domain.control_signs import visible


@pytest.mark.parametrize("point", [0x202A, 0x202E, 0x2066, 0x2069, 0x1B, 0x07, 0x7F, 0x9B, 0xE0041, 0xD800])
def test_a_steering_sign_is_shown_by_its_number(point: int) -> None:
    assert visible(f"a{chr(point)}b") == f"a[U+{point:04X}]b"


@pytest.mark.parametrize("text", ["plain", "two\nlines\tand a tab", "Қазақстан", "می\u200cخواهم", "✎ → 10 °", ""])
def test_what_people_write_stays(text: str) -> None:
    assert visible(text) is text or visible(text) == text
