"""A briefing holds the notes that are printed and no others, and none above its marking enters unasked."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefing_app.desk import Desk
from briefing_app.domain.filters import Filter
from briefing_app.domain.model import BRIEFING, Note, Passage, Ref
from briefing_app.domain.within import Within
from briefing_app.errors import ExpectedError
from briefing_app.report.sections import KEYS
from briefing_app.report.snapshot import BriefingPlan
from tests.domain.scopes import scope_of

YEAR = {"start": dt.date(2024, 1, 1), "end": dt.date(2024, 12, 31)}
LONG_AGO = {"start": dt.date(1900, 1, 1), "end": dt.date(1900, 12, 31)}
B_IN_2024 = Filter(ambition="B", start=YEAR["start"], end=YEAR["end"])
_UNSEEN = re.compile("[\u200b\u2060-\u206f\ufffe\x02\u00ad]")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with a small part of the bundled data and notes on entries of every kind."""
    desk = Desk.open(profile=tmp_path / "profile")
    small = Within(scope_of(desk.dataset, Filter(start=dt.date(2023, 11, 1), end=dt.date(2024, 6, 30)))).dataset
    desk.accept_data(small, initiator="test")
    desk.introduce(author="zqauthor", office="zqoffice", initiator="test")
    for number, ref in enumerate(_targets(desk)):
        _write(desk, ref, number)
    answered = desk.notes.all()[0]
    _write(desk, small.claims[0].ref, 90, reply_to=answered.note_id)
    yield desk
    desk.close()


def _targets(desk: Desk) -> list[Ref]:
    data = desk.dataset
    return [
        next(e.ref for e in data.events if e.ambition == "B" and e.date.year == 2024),
        next(e.ref for e in data.events if e.ambition == "A" and e.date.year == 2023),
        next(e.ref for e in data.evidence if e.ambition == "A"),
        data.claims[0].ref,
        data.actors[0].ref,
        data.judgements[0].ref,
        data.observations[0].ref,
        data.sources[0].ref,
        data.terms[0].ref,
        data.paragraphs[0].ref,
        BRIEFING,
    ]


def _write(desk: Desk, ref: Ref, number: int, *, handling: str = "", reply_to: str = "") -> str:
    passage = Passage(
        field="summary", quote=f"zqquote{number:03d}", prefix=f"zqpre{number:03d}", suffix=f"zqsuf{number:03d}"
    )
    return desk.notes.write(
        ref,
        f"zqbody{number:03d}",
        tags=[f"zqtag{number:03d}"],
        handling=handling,
        passage=passage,
        reply_to=reply_to,
        initiator="test",
    )


def _marks(note: Note) -> list[str]:
    """All by which a note could be known where it is not printed."""
    passage = [note.passage.quote, note.passage.prefix, note.passage.suffix] if note.passage else []
    return [note.body, *note.tags, note.note_id, note.revision, *passage]


def _assert_only_printed(desk: Desk, made: BriefingPlan, held: str) -> None:
    printed = {values["note_id"] for values in made.snapshot["notes"]}
    for note in desk.notes.all():
        if note.note_id not in printed:
            assert not [mark for mark in _marks(note) if mark in held], (note.target, made.options)
        else:
            assert note.body in held
    if not printed:
        assert "zqauthor" not in held.replace("zqauthor, zqoffice", "")  # the document's own author


def _words_of(made: BriefingPlan) -> str:
    """Returns all that goes into the file: what is printed, as pictures too, and what is attached."""
    snapshot = json.dumps(made.snapshot, ensure_ascii=False)
    return "\n".join([made.title, made.options.prepared_by, repr(made.lines), repr(made.sections), snapshot])


SECTIONS = [(), *((key,) for key in KEYS), ("overview", "notes"), ("timeline", "claims", "notes", "sources")]


@pytest.mark.slow
@pytest.mark.parametrize("sections", SECTIONS, ids="+".join)
def test_the_file_holds_no_note_that_is_not_printed_whatever_is_chosen(desk: Desk, sections: tuple[str, ...]) -> None:
    some = frozenset(note.note_id for note in desk.notes.all()[::3])
    for ambition, period, known, which in itertools.product(
        ("", "A", "B"),
        ({}, YEAR, LONG_AGO),
        (None, dt.date(2024, 1, 10)),
        ("none", "shown", "chosen", "all"),
    ):
        desk.set_filter(Filter(ambition=ambition, as_known_on=known, **period), initiator="test")
        options = desk.briefings.options(sections=sections, notes=which, note_ids=some)
        made = desk.briefings.plan(options)
        printed = {values["note_id"] for values in made.snapshot["notes"]}
        if (sections and "notes" not in sections) or which == "none":
            assert not printed
        elif which == "chosen":
            assert printed == some
        elif which == "all":
            assert len(printed) == desk.notes.count
        assert made.notes == len(printed)
        _assert_only_printed(desk, made, _words_of(made))


def test_notes_on_what_is_shown_are_on_entries_that_pass_the_filter(desk: Desk) -> None:
    desk.set_filter(B_IN_2024, initiator="test")
    within = Within(scope_of(desk.dataset, B_IN_2024))
    made = desk.briefings.plan(desk.briefings.options(notes="shown"))
    targets = [Ref.parse(values["target"]) for values in made.snapshot["notes"]]
    assert targets
    assert all(within.passes(target) for target in targets)
    assert BRIEFING not in targets
    desk.set_filter(Filter(), initiator="test")
    assert desk.briefings.plan(desk.briefings.options(notes="shown")).notes == desk.notes.count


def test_what_a_printed_note_answers_is_not_told_if_it_is_not_printed(desk: Desk) -> None:
    answer = next(note for note in desk.notes.all() if note.reply_to)
    options = desk.briefings.options(notes="chosen", note_ids=frozenset({answer.note_id}))
    (values,) = desk.briefings.plan(options).snapshot["notes"]
    assert values["reply_to"] == ""
    both = desk.briefings.options(notes="chosen", note_ids=frozenset({answer.note_id, answer.reply_to}))
    notes = {v["note_id"]: v["reply_to"] for v in desk.briefings.plan(both).snapshot["notes"]}
    assert notes[answer.note_id] == answer.reply_to


def _everything_in(pdf: Path) -> str:
    """Returns all that a PDF holds: words of its pages, decoded streams, strings, metadata, attachments."""
    parts: list[str] = []
    document = pypdfium2.PdfDocument(pdf)
    parts += [_UNSEEN.sub("", page.get_textpage().get_text_range()) for page in document]
    document.close()
    with pikepdf.open(pdf) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Stream):
                parts.append(thing.read_bytes().decode("utf-8", "replace"))
            parts += _strings(thing)
        parts += [file.get_file().read_bytes().decode() for file in opened.attachments.values()]
        assert list(opened.attachments) == ["snapshot.json"]
    return "\n".join(parts)


def _strings(thing: object, depth: int = 0) -> Iterator[str]:
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array) and depth < 4:
        for item in thing:  # type: ignore[attr-defined]  # an array can be walked
            yield from _strings(item, depth + 1)
    elif isinstance(thing, pikepdf.Dictionary) and depth < 4:
        for item in thing.values():
            yield from _strings(item, depth + 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sections", "chosen", "which"),
    [
        (("overview",), Filter(), "all"),
        ((), B_IN_2024, "shown"),
        ((), B_IN_2024, "chosen"),
        (("notes",), Filter(ambition="A"), "shown"),
        (("timeline", "about"), Filter(as_known_on=dt.date(2024, 1, 10)), "all"),
        (("timeline", "claims"), Filter(), "none"),
    ],
)
def test_a_written_pdf_holds_nothing_of_other_notes_anywhere(
    desk: Desk, tmp_path: Path, sections: tuple[str, ...], chosen: Filter, which: str
) -> None:
    desk.set_filter(chosen, initiator="test")
    some = frozenset(note.note_id for note in desk.notes.all()[:2])
    made = desk.briefings.plan(desk.briefings.options(sections=sections, notes=which, note_ids=some))
    said: list[str] = []
    pdf = desk.briefings.write(made, tmp_path / "x.pdf", before_writing=lambda done: said.append(done.words()))
    held = _everything_in(pdf)
    _assert_only_printed(desk, made, held)
    assert len(made.snapshot["notes"]) == made.notes
    with pikepdf.open(pdf) as opened:
        pages = len(opened.pages)
    assert said[0].startswith(f"{pages} page")


# Handling


@pytest.fixture
def marked(desk: Desk) -> Desk:
    """The same desk with one secret note and one marked in free words."""
    _write(desk, desk.dataset.events[0].ref, 70, handling="SECRET")
    _write(desk, desk.dataset.events[1].ref, 71, handling="for Anna only")
    return desk


def test_notes_above_the_document_are_refused_by_name(marked: Desk) -> None:
    with pytest.raises(ExpectedError) as refused:
        marked.briefings.plan(marked.briefings.options(marking="OFFICIAL", notes="all"))
    assert "SECRET" in refused.value.words
    assert marked.dataset.events[0].title in refused.value.words
    assert "for Anna only" in refused.value.words
    assert refused.value.hint


def test_notes_above_the_document_can_be_left_out_without_a_trace(marked: Desk) -> None:
    options = marked.briefings.options(marking="OFFICIAL", notes="all", handling="leave-out")
    made = marked.briefings.plan(options)
    assert made.notes == marked.notes.count - 2
    assert made.options.marking == "OFFICIAL"
    held = _words_of(made)
    _assert_only_printed(marked, made, held)
    assert "SECRET" not in held


def test_the_documents_marking_can_be_raised(desk: Desk) -> None:
    _write(desk, desk.dataset.events[0].ref, 70, handling="SECRET")
    options = desk.briefings.options(marking="OFFICIAL", notes="all", handling="raise")
    made = desk.briefings.plan(options)
    assert made.options.marking == made.snapshot["marking"] == "SECRET"
    assert made.notes == desk.notes.count


def test_a_marking_in_free_words_cannot_be_risen_to(marked: Desk) -> None:
    with pytest.raises(ExpectedError, match="for Anna only"):
        marked.briefings.plan(marked.briefings.options(marking="OFFICIAL", notes="all", handling="raise"))


def test_a_document_that_covers_its_notes_is_asked_nothing(desk: Desk) -> None:
    _write(desk, desk.dataset.events[0].ref, 70, handling="OFFICIAL")
    made = desk.briefings.plan(desk.briefings.options(marking="OFFICIAL-SENSITIVE", notes="all"))
    assert made.notes == desk.notes.count


def test_marked_notes_that_are_not_printed_do_not_matter(marked: Desk) -> None:
    for values in ({"notes": "none"}, {"notes": "all", "sections": ("overview",)}):
        assert marked.briefings.plan(marked.briefings.options(**values)).notes == 0


def test_the_same_choices_give_the_same_snapshot(desk: Desk) -> None:
    options = desk.briefings.options(notes="all")
    one, two = (json.dumps(desk.briefings.plan(options).snapshot, sort_keys=True) for _ in range(2))
    assert one == two
