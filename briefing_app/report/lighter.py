"""What is drawn on the pages of a large PDF, said in fewer bytes: the same places, words and marks, told shorter.

Numbers are cut where no eye and no printer follows, strings hold their bytes instead of octal figures, and where a link
can be pressed is said line by line.
"""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb">>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)")
_LINK, _ELEMENT = b"<</Type/Annot/Subtype/Link", b"<</Type/StructElem"
_QUADS = re.compile(rb"/QuadPoints\[([-\d. ]+)\]")
_EXACT = re.compile(rb"\.\d+")
_DRAWN = re.compile(rb"(?<=\.\d\d)\d+(?=[ \n(\]])(?!(?: -?[\d.]+){2,5} cm)")
"""A number of what is drawn with more than its first two decimals: a hundredth of a point is finer than any printer.

Not one by which things grow or turn: a hundredth of that is some points at the far end of a picture.
"""
_SET = re.compile(rb"(?<=\.\d)\d+(?=(?: -?[\d.]+)? (?:cm[/\n]|Td|[ml](?:\n| -?\d)))")
"""More than the first decimal of where words are set or a line leads: the eye tells no tenth of a point."""
_TURNED = re.compile(
    rb"q 1 0 0 -1 (-?[\d.]+) (-?[\d.]+) cm(/c\d+ cs [\d. ]+ scn\nBT)(?: 0 Tr)?(/f\d+ [\d.]+ Tf)"
    rb" 1 0 0 -1 0 0 Tm(?=[^\n]*\nET\nQ\n)"
)
"""Words on a plane that is turned upside down and turned back for them; they stand at the same place without both."""
_ESCAPED = re.compile(rb"\\(?:([0-7]{3})|.)", re.DOTALL)
"""A sign of a string that is written with a backslash, such as a byte by its three octal figures."""
_FIRST_BYTES = tuple((b"\\%03o" % n, bytes([n])) for n in range(32) if n != ord("\r"))
_KEPT = {ord("\r"): b"\\r", ord("("): b"\\(", ord(")"): b"\\)", ord("\\"): b"\\\\"}
"""Bytes that mean something else in a string unless they are escaped."""


def lighten(objects: dict[int, bytes]) -> dict[int, bytes]:
    """Returns what is drawn by the number of its stream, unpacked.

    Args:
        objects: All objects by number; links and elements of the structure are said shorter in place.
    """
    for number, body in objects.items():
        if body.startswith(_LINK):
            objects[number] = _QUADS.sub(_in_lines, body)
        elif body.startswith(_ELEMENT):  # what it is is told by the tree that it hangs in
            objects[number] = b"<<" + body[len(_ELEMENT) :]
    contents = ((number, unpacked(body)) for number, body in objects.items())
    return {number: _shorter(content) for number, content in contents if content and b"BDC\n" in content[:200]}


def unpacked(body: bytes) -> bytes | None:
    """Returns the content of a stream that is packed in the one usual way, else None."""
    opening = _STREAM.search(body)
    if opening is None or b"/Filter/FlateDecode" not in body[: opening.start()]:
        return None
    length = _LENGTH.search(body[: opening.start()])
    if length is None or b"/DecodeParms" in body[: opening.start()]:
        return None
    return zlib.decompress(body[opening.end() : opening.end() + int(length[1])])


def packed(body: bytes, content: bytes, level: int) -> bytes:
    """Returns a stream with this content, or as it was where that takes fewer bytes."""
    opening = _STREAM.search(body)
    length = _LENGTH.search(body)
    smaller = zlib.compress(content, level)
    if opening is None or length is None or len(smaller) >= int(length[1]):
        return body
    head = _LENGTH.sub(b"/Length %d" % len(smaller), body[: opening.end()], count=1)
    return head + smaller + body[opening.end() + int(length[1]) :]


# Links


def _in_lines(found: re.Match[bytes]) -> bytes:
    """Says line by line where a link can be pressed, not word by word, to the point as all places are told."""
    numbers = list(map(int, _EXACT.sub(b"", found[1]).split()))
    lines: list[tuple[int, int, int, int]] = []
    for at in range(0, len(numbers), 8):
        left, low, right, _low, _right, top, *_corner = numbers[at : at + 8]
        if left == right:  # a space narrower than a point
            continue
        before = lines[-1] if lines else None
        if before and before[2] == left and before[1] < top and low < before[3]:  # the next word of the same line
            lines[-1] = (before[0], min(before[1], low), right, max(before[3], top))
        else:
            lines.append((left, low, right, top))
    if len(lines) < 2:  # the link's own rectangle says the same
        return b""
    corners = ((left, low, right, low, right, top, left, top) for left, low, right, top in lines)
    return b"/QuadPoints[%b]" % b" ".join(b"%d" % number for line in corners for number in line)


# What is drawn


def _shorter(content: bytes) -> bytes:
    """Tells places on a page to a tenth of a point and all else that is drawn to a hundredth, and words as bytes."""
    content = _DRAWN.sub(b"", _SET.sub(b"", _TURNED.sub(rb"q\3\4 \1 \2 Td", content)))
    # A backslash that is escaped itself makes no figures of what follows it.
    return b"\\\\".join(map(_in_bytes, content.split(b"\\\\")))


def _in_bytes(content: bytes) -> bytes:
    for figures, byte in _FIRST_BYTES:
        content = content.replace(figures, byte)
    return _ESCAPED.sub(_as_byte, content)


def _as_byte(found: re.Match[bytes]) -> bytes:
    if found[1] is None:
        return found[0]
    number = int(found[1], 8) & 0xFF
    return _KEPT.get(number, bytes([number]))
