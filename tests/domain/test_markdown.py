"""Notes show light Markdown; nothing in them becomes HTML, a picture or a link that must not be followed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing_app.domain.markdown import Block, Span, parse, plain, safe_link


def test_emphasis_lists_quotations_and_code_are_told_apart() -> None:
    blocks = parse(
        "# Head\n\nsay **much** and *some* and ~~none~~\n\n- one\n  1. two\n\n> quoted\n\n```\nx = 1\n```\n\n---"
    )
    assert [(b.kind, b.depth, b.marker) for b in blocks] == [
        ("heading", 0, ""), ("paragraph", 0, ""), ("item", 0, "•"), ("item", 1, "1."), ("quote", 1, ""),
        ("code", 0, ""), ("rule", 0, "")]  # fmt: skip
    looks = {span.text: span for span in blocks[1].spans}
    assert (looks["much"].strong, looks["some"].emphasis, looks["none"].struck) == (True, True, True)


def test_html_stays_text() -> None:
    assert parse("<b>x</b> <img src=http://e.org/x.png>") == (
        Block("paragraph", (Span("<b>x</b> <img src=http://e.org/x.png>"),)),
    )


def test_a_picture_is_words_with_its_address_and_no_link() -> None:
    (block,) = parse("![spy](http://e.org/x.png)")
    assert block.spans == (Span("[picture: spy, http://e.org/x.png]"),)


@pytest.mark.parametrize("address", ["https://e.org/a?b=c", "http://e.org", "mailto:a@b.org"])
def test_addresses_of_the_web_and_of_mail_are_links(address: str) -> None:
    assert [s.link for b in parse(f"[words]({address})") for s in b.spans] == [address]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "//e.org/x",
        r"\\host\share",
        "relative",
        "ftp://e.org",
    ],
)
def test_other_addresses_are_no_links(address: str) -> None:
    assert safe_link(address) == ""
    assert all(not s.link for b in parse(f"[words](<{address}>)") for s in b.spans)


def test_signs_that_turn_the_direction_of_writing_make_no_link() -> None:
    assert safe_link("https://e.org/\u202egro.live") == ""
    assert [s.link for b in parse("[w](https://e.org/\u202egro.live)") for s in b.spans] == [
        "https://e.org/%E2%80%AEgro.live"
    ]


def test_a_definition_of_a_link_stays_in_sight() -> None:
    assert plain("[a]: https://e.org") == "[a]: https://e.org"


def test_marks_nested_without_end_and_texts_without_end_are_shown() -> None:
    assert plain(">" * 3000 + " deep")
    assert plain("[" * 3000)
    assert len(parse("word\n" * 20_000)) > 1000


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_shown_with_no_link_that_must_not_be_followed(text: str) -> None:
    for block in parse(text):
        for span in block.spans:
            assert span.link == safe_link(span.link)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c#d", True),
        ("HTTP://example.org", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://example.org/a b", False),
        ("https://example.org/\u202e", False),
        ("//example.org", False),
        ("", False),
    ],
)
def test_only_web_and_mail_addresses_are_followed(url: str, kept: bool) -> None:
    assert bool(safe_link(url)) is kept
