"""W3C's model: whatever is valid is taken in and comes out as it was; what is not is refused by its rule."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from briefing_app.desk.notes import targets_of
from briefing_app.domain.model import Note, Ref
from briefing_app.errors import ExpectedError
from briefing_app.notes import exchange
from briefing_app.notes.exchange.rules import check

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PAGE = "https://page.example/flour"


def one(**more: Any) -> dict[str, Any]:
    return {"@context": CONTEXT, "id": "https://notes.example/7", "type": "Annotation", "target": PAGE} | more


def read(item: Any) -> exchange.Reading:
    return exchange.read(json.dumps(item).encode())


def taken(**more: Any) -> Note:
    reading = read(one(**more))
    assert reading.refused == ()
    return reading.notes[0]


def selected(*selectors: Any, **more: Any) -> dict[str, Any]:
    return {"source": PAGE, "selector": list(selectors), **more}


QUOTE = {"type": "TextQuoteSelector", "exact": "flour", "prefix": "wheat and ", "suffix": " rose"}
VALID: dict[str, tuple[dict[str, Any], str]] = {
    "a text beside": ({"bodyValue": "Plain words"}, "Plain words"),
    "an embedded text": (
        {"body": {"type": "TextualBody", "value": "Ұн", "format": "text/plain", "language": "kk",
                  "textDirection": "ltr", "purpose": "commenting"}}, "Ұн"),
    "a text without type": ({"body": {"value": "Words"}}, "Words"),
    "hypertext": ({"body": {"type": "TextualBody", "value": "<p>A &amp; <i>B</i></p>", "format": "text/html"}},
     "A & B"),
    "several texts": ({"body": [{"value": "One"}, {"value": "Two"}]}, "One\n\nTwo"),
    "languages": ({"body": {"type": "TextualBody", "value": {"en": "flour", "ru": ["мука"]}}}, "en: flour\n\nru: мука"),
    "a choice": (
        {"body": {"type": "Choice", "items": [{"value": "Bread", "language": "en"}, {"id": "https://a.example/nan"}]}},
        "Bread\n\nhttps://a.example/nan"),
    "a set in a set": (
        {"body": {"type": "List", "items": [{"type": "Composite", "items": [{"value": "a"}, {"value": "b"}]}]}},
        "a\n\nb"),
    "an address": ({"body": "https://a.example/review"}, "https://a.example/review"),
    "something elsewhere": (
        {"body": {"id": "https://a.example/x.mp3", "type": "Sound", "format": "audio/mpeg", "language": ["fr", "de"],
                  "rights": "https://r.example/1", "accessibility": "captions"}}, "https://a.example/x.mp3"),
    "a part of something": (
        {"body": {"type": "SpecificResource", "purpose": "linking",
                  "source": {"id": "https://a.example/v", "type": "Video"},
                  "selector": {"type": "FragmentSelector", "value": "t=3,5"}}}, "https://a.example/v"),
    "no words on a quotation": ({"target": selected(QUOTE)}, "Highlighted, without words."),
    "no words on a page": ({}, "Marked, without words."),
    "a tag alone": ({"motivation": "tagging", "body": {"value": "important"}}, "Tagged, without words."),
    "who and when": (
        {"bodyValue": "x", "created": "2020-02-29T23:30:00-02:00", "modified": "2020-03-02T00:00:00Z",
         "generated": "2021-01-01T00:00:00Z", "generator": {"id": "https://p.example/", "type": "Software",
         "homepage": "https://p.example/home"}, "creator": [{"id": "https://u.example/1", "type": "Person",
          "name": "Dana",
         "nickname": "d", "email": "mailto:d@u.example", "email_sha1": "0a"}, "https://u.example/2"]}, "x"),
    "what for": (
        {"bodyValue": "x", "motivation": ["questioning", "moderating"], "audience": {"id": "https://s.example/t",
         "type": "schema:Audience"}, "rights": ["https://r.example/1"], "canonical": "urn:uuid:1", "stylesheet":
         {"type": "CssStylesheet", "value": ".a{}"}, "via": ["https://a.example/7", "https://b.example/7"]}, "x"),
    "a context of its own": (
        {"@context": [CONTEXT, {"s": "https://s.example/"}], "bodyValue": "x", "s:level": 3}, "x"),
    "several targets": ({"bodyValue": "x", "target": [PAGE, {"id": "https://b.example/", "type": "Text"}]}, "x"),
    "independent targets": ({"bodyValue": "x", "target": {"type": "Independents", "items": [PAGE, "urn:x:2"]}}, "x"),
    "every selector": (
        {"bodyValue": "x", "target": selected(
            "https://sel.example/1", QUOTE, {"type": "CssSelector", "value": "p > b"},
            {"type": "XPathSelector", "value": "/p[1]", "refinedBy": {"type": "TextPositionSelector", "start": 1,
             "end": 4}},
            {"type": "DataPositionSelector", "start": 4096, "end": 4104}, {"type": "SvgSelector", "value": "<svg/>"},
            {"type": "SvgSelector", "id": "https://s.example/1"},
            {"type": "RangeSelector", "startSelector": {"type": "XPathSelector", "value": "/a"},
             "endSelector": {"type": "XPathSelector", "value": "/b"}},
            {"type": "FragmentSelector", "value": "page=3", "conformsTo": "http://tools.ietf.org/rfc/rfc3778"},
            styleClass="red", scope="https://scope.example/", renderedVia={"id": "https://r.example/",
             "type": "Software"},
        )}, "x"),
    "states": (
        {"bodyValue": "x", "target": {"source": PAGE, "state": [
            {"type": "TimeState", "sourceDateStart": "2015-01-01T00:00:00Z", "sourceDateEnd": "2015-02-01T00:00:00Z",
             "cached": "https://archive.example/1"}, {"id": "https://state.example/1"},
            {"type": "HttpRequestState", "value": "Accept: text/plain", "refinedBy": {"type": "TimeState",
             "sourceDate": "2015-01-01T00:00:00Z"}}]}}, "x"),
}  # fmt: skip


@pytest.mark.parametrize("name", VALID)
def test_a_valid_annotation_gives_its_words_and_comes_out_valid_as_it_was(name: str) -> None:
    more, words = VALID[name]
    note = taken(**more)
    assert note.body == words
    out = exchange.to_json([note], label="x")
    back = json.loads(out)["first"]["items"][0]
    check(back)
    given = one(**more)
    for key in given.keys() - {"@context", "created", "modified"}:
        assert back[key] == given[key]
    assert ("body" in back, "bodyValue" in back) == ("body" in given, "bodyValue" in given)
    assert exchange.read(out).notes == (note,)
    edited = replace(note, body="my words now")
    changed = json.loads(exchange.to_json([edited], label="x"))["first"]["items"][0]
    check(changed)
    assert changed["target"] == given["target"]
    assert exchange.read(exchange.to_json([edited], label="x")).notes[0].body == "my words now"


def test_moments_creators_motivation_and_the_quotation_are_the_note_s() -> None:
    note = taken(**VALID["who and when"][0])
    assert (note.created, note.modified) == ("2020-03-01T01:30:00.000Z", "2020-03-02T00:00:00.000Z")
    assert note.author == "Dana, https://u.example/2"
    assert taken(**VALID["what for"][0]).kind == "question"
    quoted = taken(**VALID["every selector"][0]).passage
    assert quoted is not None
    assert (quoted.quote, quoted.prefix, quoted.suffix) == ("flour", "wheat and ", " rose")
    assert taken().created == ""


def test_an_edited_text_keeps_its_language() -> None:
    note = taken(body={"type": "TextualBody", "value": "<b>سلام</b>", "format": "text/html", "language": "fa",
                       "textDirection": "rtl"})  # fmt: skip
    body = exchange.to_annotation(replace(note, body="سلام!"))["body"][0]
    assert (body["value"], body["format"]) == ("سلام!", "text/markdown")
    assert (body["language"], body["textDirection"]) == ("fa", "rtl")


def test_several_targets_are_one_note_on_the_entry_of_this_program_and_the_others_are_kept() -> None:
    reading = read(one(bodyValue="x", target=[PAGE, "urn:briefing-app:actor/kz", "https://c.example/"]))
    (note,) = reading.notes
    assert note.target == Ref("actor", "kz")
    assert exchange.further_targets(exchange.to_annotation(note)) == (PAGE, "https://c.example/")
    assert "several things" in reading.remarks[0]


def test_a_further_target_that_names_nothing_is_kept_and_hinders_nobody() -> None:
    (note,) = read(one(bodyValue="x", target=["urn:briefing-app:actor/kz", "urn:briefing-app:nonsense"])).notes
    assert targets_of(note) == ("actor/kz", "urn:briefing-app:nonsense")
    assert targets_of(replace(note, extra="{broken")) == ("actor/kz",)


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "no context": ({"@context": None}, "3.1 @context"),
    "another context": ({"@context": ["https://other.example/c"]}, "3.1 @context"),
    "no id": ({"id": None}, "3.1 id"),
    "two ids": ({"id": ["urn:a:1", "urn:a:2"]}, "3.1 id"),
    "an id with spaces": ({"id": "my note"}, "3.1 id"),
    "another type": ({"type": "Note"}, "3.1 type"),
    "no target": ({"target": None}, "3.1 target"),
    "no target in a list": ({"target": []}, "3.1 target"),
    "a target that cannot be seen": ({"target": "\u202e\u2066 "}, "3.1 target"),
    "a target with spaces": ({"target": "that page"}, "3.2.1 IRI"),
    "a number for a target": ({"target": 9}, "3.1 target"),
    "a text for a target": ({"target": {"type": "TextualBody", "value": "x"}}, "3.2.4"),
    "a target that leads nowhere": ({"target": {"type": "Image"}}, "3.2.1 id"),
    "a part of nothing": ({"target": {"type": "SpecificResource", "selector": QUOTE}}, "4 source"),
    "a body with spaces": ({"body": "just words here"}, "3.2.1 IRI"),
    "a body with two ids": ({"body": {"id": ["urn:a:1", "urn:a:2"]}}, "3.2.1 id"),
    "two texts beside": ({"bodyValue": ["a", "b"]}, "3.2.5"),
    "a text beside a body": ({"bodyValue": "a", "body": {"value": "b"}}, "3.2.5"),
    "a text without words": ({"body": {"type": "TextualBody", "format": "text/plain"}}, "3.2.4 value"),
    "a text of two": ({"body": {"type": "TextualBody", "value": ["a", "b"]}}, "3.2.4 value"),
    "a media type that is none": ({"body": {"value": "x", "format": 6}}, "3.2.1 format"),
    "a language that is none": ({"body": {"value": "x", "language": 3}}, "3.2.1 language"),
    "two ways to read": ({"body": {"value": "x", "processingLanguage": ["en", "de"]}}, "3.2.1 processingLanguage"),
    "a direction that is none": ({"body": {"value": "x", "textDirection": "up"}}, "3.2.1 textDirection"),
    "two sets at once": ({"body": {"type": ["Choice", "List"], "items": ["urn:a:1"]}}, "3.2.7 type"),
    "items of no set": ({"body": {"items": ["urn:a:1"]}}, "3.2.7 items"),
    "an empty choice": ({"body": {"type": "Choice", "items": []}}, "3.2.7 Choice"),
    "a choice with a value": ({"body": {"type": "Choice", "items": ["urn:a:1"], "value": "x"}}, "3.2.7 Choice"),
    "a broken item": ({"body": {"type": "List", "items": [{"value": "x"}, {"type": "TextualBody"}]}}, "3.2.4 value"),
    "a purpose elsewhere": ({"body": {"id": "urn:a:1", "purpose": "tagging"}}, "3.3.5 purpose"),
    "a creator that is a number": ({"creator": 6}, "3.3.2 creator"),
    "a generator that is a number": ({"generator": [42]}, "3.3.2 generator"),
    "a date in words": ({"created": "yesterday"}, "3.3.1 created"),
    "a day that is none": ({"modified": "2023-02-30T10:00:00Z"}, "3.3.1 modified"),
    "two dates": ({"generated": ["2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z"]}, "3.3.1 generated"),
    "rights in words": ({"rights": "all rights reserved"}, "3.3.6 rights"),
    "two canonical ids": ({"canonical": ["urn:a:1", "urn:a:2"]}, "3.3.7 canonical"),
    "a way in words": ({"via": "a friend"}, "3.3.7 via"),
    "a fragment without value": ({"target": selected({"type": "FragmentSelector"})}, "4.2.1"),
    "a fragment of two": ({"target": selected({"type": "FragmentSelector", "value": ["a", "b"]})}, "4.2.1"),
    "a path without value": ({"target": selected({"type": "XPathSelector"})}, "4.2.3"),
    "a quotation without words": ({"target": selected({"type": "TextQuoteSelector", "prefix": "a"})}, "4.2.4"),
    "half a position": ({"target": selected({"type": "TextPositionSelector", "start": 4})}, "4.2.5"),
    "a position before the start": ({"target": selected({"type": "DataPositionSelector", "start": -1, "end": 2})},
     "4.2.6"),
    "a drawing of two": ({"target": selected({"type": "SvgSelector", "value": "<svg/>", "id": "urn:a:1"})}, "4.2.7"),
    "half a range": ({"target": selected({"type": "RangeSelector", "startSelector": QUOTE})}, "4.2.8"),
    "a broken refinement": ({"target": selected(QUOTE | {"refinedBy": {"type": "CssSelector"}})}, "4.2.2"),
    "a state with a date and a span": (
        {"target": {"source": PAGE, "state": {"type": "TimeState", "sourceDate": "2020-01-01T00:00:00Z",
                                              "sourceDateStart": "2020-01-01T00:00:00Z"}}}, "4.3.1"),
    "a state without value": ({"target": {"source": PAGE, "state": {"type": "HttpRequestState"}}}, "4.3.2"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_a_rule_is_refused_by_its_name(name: str) -> None:
    change, rule = BROKEN[name]
    item = {key: value for key, value in one(**change).items() if value is not None}
    try:
        told = read(item).refused
    except ExpectedError as error:
        told = (error.words,)
    assert len(told) == 1
    assert f"Web Annotation Data Model {rule}" in told[0]
    if name not in ("no context", "another context"):  # the others of the file are taken in
        page = {"@context": CONTEXT, "id": "urn:p:1", "type": "AnnotationPage", "items": [item, one(id="urn:a:9")]}
        reading = read(page)
        assert (len(reading.notes), len(reading.refused)) == (1, 1)


def test_equal_reasons_are_told_once_with_their_number() -> None:
    items = [one(id=f"urn:a:{n}", created="soon") for n in range(8)] + [one(id="urn:a:9")]
    reading = read({"@context": CONTEXT, "type": "AnnotationPage", "items": items})
    (told,) = reading.refused
    assert told.startswith("8 of 9 annotations were left out (1, 2, 3, 4, 5, …): “soon” is not a date")


def test_a_part_of_a_collection_says_what_is_not_in_the_file() -> None:
    page = {"type": "AnnotationPage", "id": "urn:p:1", "items": [one()], "next": "urn:p:2"}
    whole = {"@context": CONTEXT, "id": "urn:c:1", "type": "AnnotationCollection", "total": 250, "first": page}
    assert read(whole).remarks == ("249 of 250 annotations are not in the file.",)
    assert "one page of a collection" in read(page | {"@context": CONTEXT}).remarks[0]
    told = read(page | {"@context": CONTEXT, "partOf": {"id": "urn:c:1", "total": 4}})
    assert told.remarks == ("3 of 4 annotations are not in the file.",)
    assert read({**whole, "total": 1, "first": {**page, "next": None}}).remarks == ()
    with pytest.raises(ExpectedError, match="names 250 annotations but contains none"):
        read({**whole, "first": "urn:p:1"})
    with pytest.raises(ExpectedError, match=r"5\.1 total"):
        read({**whole, "total": -1})


def test_pages_that_lie_in_one_another_are_read_to_the_end() -> None:
    last = {"type": "AnnotationPage", "id": "urn:p:2", "items": [one(id="urn:a:2")]}
    page = {"type": "AnnotationPage", "id": "urn:p:1", "items": [one(id="urn:a:1")], "next": last}
    whole = {"@context": CONTEXT, "id": "urn:c:1", "type": "AnnotationCollection", "total": 2, "first": page}
    assert len(read(whole).notes) == 2


def test_an_annotation_on_an_annotation_answers_it() -> None:
    first = one(id="https://a.example/1", bodyValue="Why?", target="urn:briefing-app:actor/kz")
    answer = one(id="https://a.example/2", bodyValue="Because.", target="https://a.example/1", motivation="replying")
    again = one(id="https://a.example/3", bodyValue="I see.", target="https://a.example/2")
    page = {"@context": CONTEXT, "type": "AnnotationPage", "items": [again, answer, first]}
    notes = {note.body: note for note in read(page).notes}
    assert {note.target for note in notes.values()} == {Ref("actor", "kz")}
    assert notes["Because."].reply_to == notes["Why?"].note_id
    assert notes["I see."].reply_to == notes["Because."].note_id
    assert exchange.read(exchange.to_json(list(notes.values()), label="x")).notes == tuple(notes.values())
    ring = [one(id="urn:a:1", target="urn:a:2"), one(id="urn:a:2", target="urn:a:1")]
    assert len(read({"@context": CONTEXT, "type": "AnnotationPage", "items": ring}).notes) == 2


def test_a_page_of_the_web_keeps_its_address_and_what_earlier_versions_wrote_gets_it_back() -> None:
    note = taken(bodyValue="x", target="https://page.example/a%20b#c")
    plain = replace(note, extra="")
    assert exchange.to_annotation(plain)["target"] == {"source": "https://page.example/a%20b#c"}
    old = one(target={"source": "urn:briefing-app:web/https://page.example/a"}, body={"value": "x"})
    assert read(old).notes[0].target == Ref("web", "https://page.example/a")
    assert exchange.to_annotation(read(old).notes[0])["target"] == {"source": "https://page.example/a"}


def test_what_an_earlier_version_stored_is_never_exported_against_the_rules() -> None:
    note = Note(
        note_id="00000000-0000-4000-8000-000000000001",
        target=Ref("web", "an old page with spaces"),
        body="x",
        created="",
        modified="",
        revision="r",
        own=False,
        extra=json.dumps({"bodyValue": "beside", "rights": "not an address", "via": 3}),
    )
    made = exchange.to_annotation(note)
    check(made)
    assert "not an address" in json.dumps(made)
    assert "created" not in made


def test_a_day_without_a_time_stays_one() -> None:
    note = taken(bodyValue="x", created="2023-02-03")
    assert (note.created, note.modified) == ("2023-02-03", "2023-02-03")
    made = exchange.to_annotation(note)
    assert made["created"] == "2023-02-03T00:00:00Z"
    assert exchange.read(exchange.to_json([note], label="x")).notes == (note,)
