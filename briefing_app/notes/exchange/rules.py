"""What an annotation must be: the MUST rules of the W3C Web Annotation Data Model, each refused by its name.

https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from briefing_app.domain.moments import Moment
from briefing_app.notes.exchange.selectors import check_selectors, check_states
from briefing_app.notes.exchange.signs import BrokenRule, is_iri, shown
from briefing_app.notes.exchange.vocabulary import CONTEXTS, SETS, listed, types_of
from briefing_app.translation import tr

MEDIA_TYPE = re.compile(r"[A-Za-z]+/[^\s/]+.*")
DIRECTIONS = ("ltr", "rtl", "auto")


def check_context(item: Mapping[str, Any], *, needed: bool) -> None:
    """Checks the context of a file or an annotation.

    Args:
        item: An annotation, a page or a collection.
        needed: True if it stands for itself and must name its context.

    Raises:
        BrokenRule: It names none, or another.
    """
    found = item.get("@context")
    if found is None and not needed:
        return
    if not any(isinstance(one, str) and one in CONTEXTS for one in listed(found)):
        raise BrokenRule(tr("it does not name the context of web annotations"), "3.1 @context")


def check(item: Mapping[str, Any]) -> None:
    """Checks an annotation.

    Raises:
        BrokenRule: It breaks a rule; the words name it.
    """
    check_context(item, needed=False)
    if item.get("id") is None:
        raise BrokenRule(tr("it has no id"), "3.1 id")
    _addresses(item, "id", "3.1 id", most=1)
    if "Annotation" not in types_of(item):
        raise BrokenRule(tr("it is not called an Annotation"), "3.1 type")
    _check_bodies(item)
    targets = listed(item.get("target"))
    if not targets or all(isinstance(one, str) and not _printable(one) for one in targets):
        raise BrokenRule(tr("it has no target"), "3.1 target")
    for target in targets:
        check_resource(target, as_body=False)
    _texts(item, "motivation", "3.3.5 motivation")
    _check_styles(item)
    _check_common(item)


def _check_bodies(item: Mapping[str, Any]) -> None:
    value = item.get("bodyValue")
    if value is not None:
        if item.get("body") is not None:
            raise BrokenRule(tr("it has both body and bodyValue"), "3.2.5 bodyValue")
        if len(listed(value)) != 1 or not isinstance(listed(value)[0], str):
            raise BrokenRule(tr("its bodyValue is not one text"), "3.2.5 bodyValue")
    for body in listed(item.get("body")):
        check_resource(body, as_body=True)


def check_resource(value: Any, *, as_body: bool) -> None:
    """Checks one body or target, or one item of a list of them.

    Args:
        value: An address or an object.
        as_body: True for a body, False for a target.

    Raises:
        BrokenRule: It breaks a rule; the words name it.
    """
    name = tr("body") if as_body else tr("target")
    if isinstance(value, str):
        if not is_iri(value):
            raise BrokenRule(tr("its {name} {value} is not an address", name=name, value=shown(value)), "3.2.1 IRI")
        return
    if not isinstance(value, dict):
        raise BrokenRule(tr("its {name} is neither an address nor an object", name=name), f"3.1 {_role(as_body)}")
    types = types_of(value)
    if types & SETS or "items" in value:
        _check_set(value, types & SETS, as_body=as_body)
    elif "source" in value or "SpecificResource" in types:
        _check_specific(value, name)
    elif "value" in value or "TextualBody" in types:
        _check_text(value, as_body=as_body)
    else:
        _check_external(value, name)
    _check_common(value)


def _role(as_body: bool) -> str:
    return "body" if as_body else "target"


def _check_set(value: Mapping[str, Any], kinds: set[str], *, as_body: bool) -> None:
    rule = "3.2.7 Choice" if "Choice" in kinds else "3.2.8 sets"
    if not kinds:
        raise BrokenRule(tr("it lists items and is neither Choice, List, Composite nor Independents"), "3.2.7 items")
    if len(kinds) > 1:
        raise BrokenRule(tr("it is called {kinds} at once", kinds=", ".join(sorted(kinds))), "3.2.7 type")
    items = value.get("items")
    if not isinstance(items, list) or not items:
        raise BrokenRule(tr("its {kind} lists no items", kind=next(iter(kinds))), rule)
    if more := [key for key in ("value", "source", "purpose") if key in value]:
        raise BrokenRule(tr("its {kind} has a {key} of its own", kind=next(iter(kinds)), key=more[0]), rule)
    for one in items:
        check_resource(one, as_body=as_body)


def _check_specific(value: Mapping[str, Any], name: str) -> None:
    source = value.get("source")
    if source is None:
        raise BrokenRule(tr("its {name} is a SpecificResource without source", name=name), "4 source")
    if "value" in value:
        raise BrokenRule(tr("its {name} has a source and a value", name=name), "4 source")
    if len(listed(source)) != 1:
        raise BrokenRule(tr("its {name} has several sources", name=name), "4 source")
    one = listed(source)[0]
    if not is_iri(one):
        if not isinstance(one, dict) or not is_iri(one.get("id")):
            raise BrokenRule(tr("the source of its {name} is not an address", name=name), "4 source")
        _check_common(one)
    check_selectors(value.get("selector"))
    check_states(value.get("state"))
    _texts(value, "styleClass", "4.4 styleClass")
    _addresses(value, "scope", "4.6 scope")


def _check_text(value: Mapping[str, Any], *, as_body: bool) -> None:
    if not as_body:
        raise BrokenRule(tr("its target is text, not an address"), "3.2.4 TextualBody")
    text = value.get("value")
    if text is None:
        raise BrokenRule(tr("its TextualBody has no value"), "3.2.4 value")
    if not isinstance(text, str) and not is_language_map(text):
        raise BrokenRule(tr("the value of its TextualBody is not one text"), "3.2.4 value")
    if "id" in value:
        _addresses(value, "id", "3.2.4 id", most=1)


def is_language_map(value: Any) -> bool:
    """Tells whether a value gives a text in several languages: the language, then the text or a list of texts."""
    return isinstance(value, dict) and all(
        re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*|none|@none", key)
        and all(isinstance(text, str) for text in listed(texts))
        for key, texts in value.items()
    )


def _check_external(value: Mapping[str, Any], name: str) -> None:
    if value.get("id") is None:
        raise BrokenRule(tr("its {name} has neither id, source, value nor items", name=name), "3.2.1 id")
    _addresses(value, "id", "3.2.1 id", most=1)
    if "purpose" in value:
        raise BrokenRule(tr("its {name} has a purpose but is not a SpecificResource", name=name), "3.3.5 purpose")


def _check_common(value: Mapping[str, Any]) -> None:
    """What any of them may carry."""
    for key in value.keys() & COMMON.keys():
        COMMON[key](value, key)


def _check_format(value: Mapping[str, Any], key: str) -> None:
    for media in listed(value[key]):
        if not isinstance(media, str) or not MEDIA_TYPE.fullmatch(media):
            raise BrokenRule(tr("format {value} is not a media type", value=shown(media)), "3.2.1 format")


def _check_direction(value: Mapping[str, Any], key: str) -> None:
    directions = listed(value[key])
    if len(directions) > 1 or any(one not in DIRECTIONS for one in directions):
        raise BrokenRule(tr("its text direction is neither ltr, rtl nor auto"), "3.2.1 textDirection")


def _check_agents(value: Mapping[str, Any], key: str) -> None:
    for agent in listed(value[key]):
        _check_agent(agent, key)


def _check_audience(value: Mapping[str, Any], key: str) -> None:
    for audience in listed(value[key]):
        if not is_iri(audience) and not isinstance(audience, dict):
            raise BrokenRule(tr("its audience is neither an address nor an object"), "3.3.3 audience")


def _check_moment(value: Mapping[str, Any], key: str) -> None:
    found = listed(value.get(key))
    rule = f"3.3.1 {key}"
    if len(found) > 1:
        raise BrokenRule(tr("{key} is told more than once", key=key), rule)
    for moment in found:
        if not isinstance(moment, str) or not moment.strip():
            raise BrokenRule(tr("{value} is not a date", value=shown(moment)), rule)
        try:
            Moment.parse(moment)
        except ValueError as error:
            raise BrokenRule(str(error), rule) from None


def _check_agent(agent: Any, key: str) -> None:
    rule = f"3.3.2 {key}"
    if isinstance(agent, str) and agent.strip():
        return
    if not isinstance(agent, dict):
        raise BrokenRule(tr("its {key} is neither an address nor an object", key=key), rule)
    if "id" in agent:
        _addresses(agent, "id", rule, most=1)
    for name in ("type", "name", "nickname", "email_sha1"):
        _texts(agent, name, rule)
    for name in ("email", "homepage"):
        _addresses(agent, name, rule)


def _check_styles(item: Mapping[str, Any]) -> None:
    rule = "4.4 stylesheet"
    sheets = listed(item.get("stylesheet"))
    for sheet in sheets:
        if is_iri(sheet):
            continue
        if not isinstance(sheet, dict) or ("id" in sheet and "value" in sheet):
            raise BrokenRule(tr("its stylesheet is neither an address nor one text"), rule)
        _addresses(sheet, "id", rule, most=1)
        _texts(sheet, "value", rule, most=1)


def _addresses(value: Mapping[str, Any], key: str, rule: str, *, most: int = 0) -> None:
    _all(value, key, rule, is_iri, most)


def _texts(value: Mapping[str, Any], key: str, rule: str, *, most: int = 0) -> None:
    _all(value, key, rule, _is_text, most)


def _all(value: Mapping[str, Any], key: str, rule: str, passes: Callable[[Any], bool], most: int) -> None:
    found = listed(value.get(key))
    if most and len(found) > most:
        raise BrokenRule(tr("it has several values for {key}", key=key), rule)
    for one in found:
        if not passes(one):
            what = tr("no address") if passes is is_iri else tr("no text")
            raise BrokenRule(tr("{key} {value} is {what}", key=key, value=shown(one), what=what), rule)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _each_text(rule: str, most: int = 0) -> Callable[[Mapping[str, Any], str], None]:
    return lambda value, key: _texts(value, key, rule, most=most)


def _each_address(rule: str, most: int = 0) -> Callable[[Mapping[str, Any], str], None]:
    return lambda value, key: _addresses(value, key, rule, most=most)


COMMON: Mapping[str, Callable[[Mapping[str, Any], str], None]] = {
    "type": _each_text("3.2.2 type"),
    "format": _check_format,
    "language": _each_text("3.2.1 language"),
    "processingLanguage": _each_text("3.2.1 processingLanguage", 1),
    "textDirection": _check_direction,
    "purpose": _each_text("3.3.5 purpose"),
    "created": _check_moment,
    "modified": _check_moment,
    "generated": _check_moment,
    "creator": _check_agents,
    "generator": _check_agents,
    "audience": _check_audience,
    "rights": _each_address("3.3.6 rights"),
    "via": _each_address("3.3.7 via"),
    "canonical": _each_address("3.3.7 canonical", 1),
}
"""What an annotation, a body and a target alike may carry, and what it must be then."""


def _printable(text: str) -> bool:
    return any(c.isprintable() and not c.isspace() for c in text)


def check_page(item: Mapping[str, Any]) -> None:
    """Checks a page or a collection, without the annotations in it.

    Raises:
        BrokenRule: It breaks a rule; the words name it.
    """
    types = types_of(item)
    check_context(item, needed=False)
    for key, rule in (("total", "5.1 total"), ("startIndex", "5.2 startIndex")):
        found = listed(item.get(key))
        if len(found) > 1 or any(not isinstance(n, int) or isinstance(n, bool) or n < 0 for n in found):
            raise BrokenRule(tr("its {key} is not a number", key=key), rule)
    if "AnnotationPage" in types and not isinstance(item.get("items"), list):
        raise BrokenRule(tr("the page has no list of items"), "5.2 items")
    for key in ("first", "last", "next", "prev", "partOf"):
        for one in listed(item.get(key)):
            if not is_iri(one) and not isinstance(one, dict):
                raise BrokenRule(tr("its {key} is neither an address nor an object", key=key), f"5.1 {key}")
