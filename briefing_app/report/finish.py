"""The last step on a PDF: what the typesetter cannot say yet, and the same document in far fewer bytes.

The typesetter writes every element of the structure as an object of its own. Here those without a stream are packed
into object streams (ISO 32000-1, 7.5.7), which PDF/A-3 allows; the first cell of each row becomes its heading, links
inside the document say what they lead to, and the outline opens by itself. The same input gives the same bytes.

The input is what this version of the typesetter writes: a classic table of references, one object after the other.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from briefing_app.report.lighter import lighten, packed, unpacked

_PACKED = 4_000
"""Objects in one stream: many share their words and shrink well, and a reader unpacks one in no time."""
_STREAM = re.compile(rb">>\s*stream\r?\n")
_ROW = re.compile(rb"/S/TR/P \d+ 0 R(?:/A\[[^\]]*\])?/K\[(\d+) 0 R")
_CELLS = re.compile(rb"/K\[([^\]]*)\]")
_PAGES = b"<</Type/Pages/Count "
_PAGE = re.compile(rb"/Contents\((?:\w+, )?page \d+\)")
_DEST, _PARENT = re.compile(rb"/Dest (\d+) 0 R"), re.compile(rb"/StructParent (\d+)")
_EXACT = re.compile(rb"\.\d+")
_PLACES = (b"<</Type/Annot", b"<</Type/StructElem", b"<</S/", b"[")
"""Beginnings of objects whose numbers are places on a page: no pointer tells a point from the next."""
_SMALL = 1_000_000
"""Bytes; a document with fewer is done in the time that making it smaller would take."""
_LEVEL, _HIGHEST = 6, 9
"""Of packing, for a small document and for a large one."""
_PREDICTED = 12
"""PNG's "up" predictor: each row of the table of references is told by its difference from the one above."""

Objects = dict[int, bytes]


class NotOurs(ValueError):
    """The PDF is not written the way this step knows."""


def finish(pdf: bytes, *, links: Sequence[str] = ()) -> bytes:
    """Returns the finished PDF.

    Args:
        pdf: What the typesetter wrote.
        links: What the places that links lead to are called, in the order in which they are first linked to.

    Raises:
        NotOurs: It is written in another way.
    """
    objects, trailer = _read(pdf)
    _without_ties(objects)
    _name_rows(objects)
    _describe_links(objects, links)
    root = _number(trailer, rb"/Root (\d+) 0 R")
    objects[root] = objects[root][:2] + b"/PageMode/UseOutlines" + objects[root][2:]
    head = pdf[: pdf.index(b"\n\n")]
    if len(pdf) < _SMALL:
        return _written(head, objects, trailer, contents={}, level=_LEVEL)
    return _written(head, objects, trailer, contents=lighten(objects), level=_HIGHEST)


def pages_in(pdf: bytes) -> int:
    """Returns how many pages a finished PDF has."""
    counts = re.findall(_PAGES + rb"(\d+)", pdf)
    return max(map(int, counts), default=0)


# Reading


def _read(pdf: bytes) -> tuple[Objects, bytes]:
    """Returns all objects by number, and the trailer."""
    start = pdf.rfind(b"startxref")
    told = re.match(rb"startxref\s+(\d+)", pdf[start : start + 40]) if start >= 0 else None
    at = int(told[1]) if told else -1
    head = re.match(rb"xref\n0 (\d+)\n", pdf[at : at + 40]) if at >= 0 else None
    if head is None:
        raise NotOurs("no classic table of references")
    rows = pdf[at + head.end() :]
    places = sorted(
        (int(rows[20 * n : 20 * n + 10]), n) for n in range(int(head[1])) if rows[20 * n + 17 : 20 * n + 18] == b"n"
    )
    objects: Objects = {}
    for (place, number), (following, _next) in pairwise([*places, (at, 0)]):
        whole = pdf[place:following]
        opening = b"%d 0 obj\n" % number
        end = whole.rfind(b"\nendobj")
        if not whole.startswith(opening) or end < 0:
            raise NotOurs(f"object {number} does not lie where the table says")
        objects[number] = whole[len(opening) : end]
    trailer = pdf[pdf.rfind(b"trailer") : start]
    return objects, trailer


def _number(trailer: bytes, pattern: bytes) -> int:
    found = re.search(pattern, trailer)
    if found is None:
        raise NotOurs("the trailer names no catalogue")
    return int(found[1])


# What is added


def _name_rows(objects: Objects) -> None:
    """Makes the first cell of each row of a table its heading."""
    for body in list(objects.values()):
        row = _ROW.search(body) if body.startswith(b"<</Type/StructElem/S/TR") else None
        first = int(row[1]) if row else 0
        cell = objects.get(first, b"")
        if not cell.startswith(b"<</Type/StructElem/S/TD"):
            continue
        cell = cell.replace(b"/S/TD", b"/S/TH", 1)
        if b"/O/Table" in cell:
            cell = cell.replace(b"/O/Table", b"/O/Table/Scope/Row", 1)
        else:
            cell = cell.replace(b"/K[", b"/A[<</O/Table/Scope/Row>>]/K[", 1)
        objects[first] = cell


def _without_ties(objects: Objects) -> None:
    """Takes away the cells behind the last column, which hold nothing and only tie rows together on the page."""
    across = 0
    for number, body in list(objects.items()):
        cells = _CELLS.search(body) if body.startswith(b"<</Type/StructElem/S/TR/") else None
        if cells is None:
            continue
        listed = [int(n) for n in cells[1].split(b" 0 R") if n.strip()]
        last = listed[-1]
        if objects[last].startswith(b"<</Type/StructElem/S/TH/"):
            across = len(listed)
            objects[last] = objects[last].replace(b"/ColSpan 2", b"", 1)
        elif len(listed) > across:
            del objects[last]
            kept = b" ".join(b"%d 0 R" % n for n in listed[:-1])
            objects[number] = body[: cells.start(1)] + kept + body[cells.end(1) :]


def _describe_links(objects: Objects, links: Sequence[str]) -> None:
    """Says of each link inside the document what it leads to, where places and words are as many."""
    found = []
    for number, body in objects.items():
        if body.startswith(b"<</Type/Annot/Subtype/Link") and _PAGE.search(body):
            leads, parent = _DEST.search(body), _PARENT.search(body)
            if leads is None or parent is None:
                return
            found.append((int(parent[1]), number, int(leads[1])))
    found.sort()
    places = list(dict.fromkeys(place for _parent, _number, place in found))
    if len(places) != len(links):
        return
    words: Mapping[int, str] = dict(zip(places, links, strict=True))
    for _parent, number, place in found:
        before, after = _PAGE.split(objects[number], maxsplit=1)
        objects[number] = before + b"/Contents" + _text(words[place]) + after


def _text(words: str) -> bytes:
    """Returns words as a string of a PDF."""
    if words.isascii():
        return b"(" + re.sub(rb"([\\()])", rb"\\\1", words.encode()) + b")"
    return b"<" + (b"\xfe\xff" + words.encode("utf-16-be")).hex().upper().encode() + b">"


# Writing


def _written(head: bytes, objects: Objects, trailer: bytes, *, contents: Mapping[int, bytes], level: int) -> bytes:
    """Returns the document.

    Args:
        head: Its first lines.
        objects: The objects.
        trailer: The trailer.
        contents: What streams hold instead of what is packed in them, by number.
        level: How tightly is packed.
    """
    out = bytearray(head + b"\n\n")
    last = max(objects)
    table: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    # The root of the pages lies open, so that they can be counted without a reader.
    loose = [n for n in sorted(objects) if not _STREAM.search(objects[n]) and not objects[n].startswith(_PAGES)]
    streams = sorted(set(objects) - set(loose))
    shares = [loose[at : at + _PACKED] for at in range(0, len(loose), _PACKED)]
    with ThreadPoolExecutor() as pool:  # packing leaves the interpreter free
        told = [
            pool.submit(_object_stream, last + place, share, objects, level)
            for place, share in enumerate(shares, start=1)
        ]
        tight = pool.map(lambda n: _packed(objects[n], contents.get(n), level), streams)
        for number, body in zip(streams, tight, strict=True):
            table[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        for packed, stream in zip(shares, told, strict=True):
            last += 1
            table[last] = (1, len(out), 0)
            table |= {number: (2, last, place) for place, number in enumerate(packed)}
            out += stream.result()
    last += 1
    start = len(out)
    table[last] = (1, start, 0)
    kept = b"".join(re.findall(rb"/(?:Root|Info) \d+ 0 R|/ID\[.*?\)\]", trailer, re.DOTALL))
    out += _references(last, table, kept, level)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _packed(body: bytes, content: bytes | None, level: int) -> bytes:
    """Returns an object with what its stream shall hold; in a large document any stream is packed anew."""
    if content is None and level == _HIGHEST:
        content = unpacked(body)
    return body if content is None else packed(body, content, level)


def _object_stream(number: int, packed: Sequence[int], objects: Objects, level: int) -> bytes:
    places, body = [], bytearray()
    for one in packed:
        places.append(b"%d %d" % (one, len(body)))
        body += _rounded(objects[one]) + b"\n"
    index = b" ".join(places) + b"\n"
    content = zlib.compress(index + bytes(body), level)
    head = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (len(packed), len(index), len(content))
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, head, content)


def _rounded(body: bytes) -> bytes:
    """Tells places on the page to the point below; addresses and words stay as they are."""
    if (
        b"." not in body
        or not body.startswith(_PLACES)
        or (b"(" in body and not body.startswith(_PLACES[0]))
        or b"/Alt" in body
    ):
        return body
    ends = body.find(b"/URI(")
    ends = min(at for at in (ends, body.find(b"/Contents"), len(body)) if at >= 0)
    return _EXACT.sub(b"", body[:ends]) + body[ends:]


def _references(number: int, table: Mapping[int, tuple[int, int, int]], kept: bytes, level: int) -> bytes:
    free = (0, 0, 65535)
    rows = b"".join(
        b"%b%b%b" % (kind.to_bytes(1), one.to_bytes(4), other.to_bytes(2))
        for kind, one, other in (table.get(n, free) for n in range(number + 1))
    )
    above = bytes(7) + rows
    predicted = bytearray()
    for at in range(0, len(rows), 7):
        predicted += b"\x02" + bytes(
            [(a - b) & 0xFF for a, b in zip(rows[at : at + 7], above[at : at + 7], strict=True)]
        )
    content = zlib.compress(bytes(predicted), level)
    head = b"<</Type/XRef/Size %d/W[1 4 2]/Filter/FlateDecode/DecodeParms<</Predictor %d/Columns 7>>%b/Length %d>>" % (
        number + 1,
        _PREDICTED,
        kept,
        len(content),
    )
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, head, content)
