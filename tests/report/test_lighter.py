"""A large document is said in fewer bytes: every word, place and link stays."""

from __future__ import annotations

import re
import zlib

import pytest

from briefing_app.report.lighter import lighten, packed, unpacked


def stream(content: bytes) -> bytes:
    """A stream as the typesetter writes it."""
    small = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (len(small), small)


def drawn(content: bytes) -> bytes:
    """What becomes of the content of a page."""
    opening = b"/Span<</MCID 0>>BDC\n"
    made = lighten({1: stream(opening + content)})[1]
    assert made.startswith(opening)
    return made[len(opening) :]


def bytes_of(string: bytes) -> bytes:
    """Reads a string of a PDF as a reader does (ISO 32000-1, 7.3.4.2)."""
    plain = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

    def one(found: re.Match[bytes]) -> bytes:
        said = found[1]
        return bytes([int(said, 8)]) if said[:1].isdigit() else plain.get(said, said)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, string, flags=re.DOTALL)


def test_words_stand_where_they_stood_without_being_turned_twice() -> None:
    said = (
        b"q 1 0 0 -1 56.6438 448.3177 cm/c0 cs 0.10 0.12 0.14 scn\n"
        b"BT 0 Tr/f0 11.52 Tf 1 0 0 -1 0 0 Tm[(ab)20(c)]TJ\nET\nQ\n"
    )
    assert drawn(said) == b"q/c0 cs 0.10 0.12 0.14 scn\nBT/f0 11.52 Tf 56.6 448.3 Td[(ab)20(c)]TJ\nET\nQ\n"


def test_what_is_drawn_on_a_turned_plane_besides_words_stays_turned() -> None:
    said = b"q 1 0 0 -1 5 4 cm/c0 cs 0 0 0 scn\nBT 0 Tr/f0 9 Tf 1 0 0 -1 0 0 Tm(a)Tj\nET\n0 0 m 5 5 l S\nQ\n"
    assert drawn(said) == said


def test_what_a_picture_grows_by_is_kept_to_the_last_digit() -> None:
    """Cut to hundredths, it would move the far end of a picture by points against what stands beside it."""
    made = drawn(b"1.0352942 0 0 -1.0352942 56.692913 71.555555 cm\n0.123456 0.5 0.5 rg\n")
    assert made == b"1.0352942 0 0 -1.0352942 56.6 71.5 cm\n0.12 0.5 0.5 rg\n"


@pytest.mark.parametrize("code", range(256))
def test_every_byte_of_a_string_is_the_same_byte_afterwards(code: int) -> None:
    for string in (b"\\%03o" % code, b"\\000\\%03o1" % code, b"\\\\\\%03o" % code, b"\\\\%03o" % code):
        said = b"BT(" + string + b")Tj\nET\n"
        made = drawn(said)
        assert made.startswith(b"BT(")
        assert made.endswith(b")Tj\nET\n")
        assert bytes_of(made[3:-7]) == bytes_of(string)
        assert b"\r" not in made
        assert not re.search(rb"(?<!\\)(?:\\\\)*[()]", made[3:-7])


def test_a_link_over_two_lines_is_pressed_on_two_lines_and_one_on_a_single_line_by_its_rectangle() -> None:
    word = b"56.5 305.2 80.1 305.2 80.1 314.4 56.5 314.4"
    following = b"80.1 306 116.6 306 116.6 313 80.1 313"
    below = b"56.5 291 70 291 70 300 56.5 300"
    link = b"<</Type/Annot/Subtype/Link/Rect[56.5 291 116.6 314.4]/QuadPoints[%b]/F 4/Contents(a. b)>>"
    objects = {1: link % b" ".join((word, following, below)), 2: link % b" ".join((word, following))}
    assert lighten(objects) == {}
    assert objects[1] == link % b"56 305 116 305 116 314 56 314 56 291 70 291 70 300 56 300"
    assert objects[2] == link.replace(b"/QuadPoints[%b]", b"")


def test_fonts_profiles_and_attachments_are_no_drawings() -> None:
    assert (
        lighten({1: stream(b"\\001 in a file 1.23456 "), 2: b"<</Type/Page>>", 3: b"<<>>\nstream\nx\nendstream"}) == {}
    )


def test_a_stream_is_packed_anew_only_where_that_is_smaller() -> None:
    body = stream(b"a" * 9_000 + bytes(range(256)))
    content = unpacked(body)
    assert content is not None
    tight = packed(body, content, 9)
    assert unpacked(tight) == content
    assert len(tight) <= len(body)
    assert packed(body, bytes(range(256)) * 40 + b"!", 0) == body


def test_what_is_packed_in_another_way_is_left() -> None:
    assert unpacked(b"<</Length 3>>\nstream\nabc\nendstream") is None
    assert unpacked(b"<</Length 3/Filter/FlateDecode/DecodeParms<</Predictor 12>>>>\nstream\nabc\nendstream") is None
