"""Handling schemes on paper: which levels a scheme has, how a marking stands on the page, and what it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefing_app.domain.handling import SCHEMES as LEVELS
from briefing_app.domain.handling import level_of
from briefing_app.errors import UsageError
from briefing_app.report.options import BriefingOptions, Scheme
from briefing_app.translation import tr, trl


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeRules:
    """The rules of one scheme.

    Attributes:
        words: Its name.
        known_as: Its name in the list of levels; empty for free text.
        capitals: True if the marking stands in capitals.
        corner: True if it stands in the corner at the right of page one, with the copy number, and not in the middle
            of every page.
        copies: The lowest rank of its levels whose copies are numbered; None if none are.
    """

    words: str
    known_as: str = ""
    capitals: bool = False
    corner: bool = False
    copies: int | None = None

    def heading(self) -> str:
        """Returns the name in the language of the interface."""
        return tr(self.words)

    def levels(self) -> tuple[str, ...]:
        """Returns the markings of the scheme, from the lowest level to the highest."""
        return tuple(spellings[0] for spellings in LEVELS.get(self.known_as, ()))


RULES: Mapping[Scheme, SchemeRules] = MappingProxyType(
    {
        "free": SchemeRules(words=trl("Free text")),
        # Cabinet Office, Government Security Classifications: in capitals at top and bottom of each page.
        "uk": SchemeRules(words=trl("United Kingdom"), known_as="United Kingdom", capitals=True),
        # 32 CFR 2001.24: the highest level on top and bottom of each page.
        "us": SchemeRules(words=trl("United States"), known_as="United States", capitals=True),
        # Council decision 2013/488/EU, annex III.
        "eu": SchemeRules(words=trl("European Union"), known_as="European Union", capitals=True),
        # Government decree 429 of 24 June 2022: in the upper right corner, with the number of the copy.
        "kz": SchemeRules(words=trl("Kazakhstan"), known_as="Kazakhstan", corner=True, copies=1),
    }
)


def require_scheme(options: BriefingOptions) -> None:
    """Makes sure that the marking is one of its scheme, and that its copy is numbered where that is asked for.

    Raises:
        UsageError: It is not.
    """
    rules, marking = RULES[options.scheme], options.marking.strip()
    if not rules.known_as or not marking:
        return
    rank = level_of(marking, scheme=rules.known_as)
    if rank is None:
        raise UsageError(
            tr("{marking!r} is not a marking of the scheme {scheme}.", marking=marking, scheme=rules.heading()),
            hint=tr("Its levels are {levels}; or choose free text.", levels=", ".join(rules.levels())),
        )
    if rules.copies is not None and rank >= rules.copies and not options.copy.strip():
        raise UsageError(
            tr("{marking} asks for the number of the copy.", marking=marking), hint=tr("Give the copy a number.")
        )


def marking_words(options: BriefingOptions) -> str:
    """Returns the marking as it stands on the page; empty for none."""
    marking = " ".join(options.marking.split())
    return marking.upper() if RULES[options.scheme].capitals else marking


def copy_words(options: BriefingOptions) -> str:
    """Returns the copy number in the words of its scheme; empty for none."""
    number = " ".join(options.copy.split())
    if not number:
        return ""
    return f"Экз. № {number}" if options.scheme == "kz" else tr("Copy {n}", n=number)
