"""What a rule file may hold: one table of fields, and the checks and the JSON Schema made of it.

A rule file is a list of objects. Each has an `id` and is one of these things:

- a *rule* (`pattern`, or `shape` for machine-made text such as URLs), which finds something,
- a *fact* (`kind`), a pattern over the pieces of a clause that states something,
- a *maker* (`make`), one of the ways of finding names and facts that Python knows (`makers.py`),
- a *lexicon* (`words`), which puts words into a class that patterns name,
- a *gazetteer* (`type` with `words` or a `file`, or a class of words `for: names`), which lists
  names, or the words that names are told by,
- a *switch* (`disable: true`), which turns the built-in object of that id off.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ..header import parse_moment
from ..model import FACT_KINDS, MENTION_TYPES, NAME_TYPES
from ..spelling import suggest
from . import makers
from .backtrack import MOST, ways
from .bundle import NONE
from .source import Located, Problem

CONTEXTS: Final = ("start", "end", "latin", "digit", "han")


@dataclass(frozen=True)
class FieldSpec:
    """One field of a rule object: its name, the shapes it may take, and what it means."""

    name: str
    kinds: tuple[str, ...]
    doc: str
    of: str = "any"  # any, rule, fact, maker, lexicon, gazetteer

    def belongs(self, kind: str) -> bool:
        """Whether an object of that kind may have it."""
        return self.of in ("any", kind) or (kind, self.of) in _ALSO or (kind, self.name) in _ALSO


# Fields of one kind that another kind has as well.
_ALSO: Final = {
    ("gazetteer", "lexicon"), ("gazetteer", "type"), ("gazetteer", "examples"), ("maker", "type"), ("maker", "kind"),
    ("maker", "examples"), ("fact", "pattern"), ("fact", "weight"), ("fact", "examples"),
}  # fmt: skip


FIELDS: Final = (
    FieldSpec("id", ("text",), "The name of the object, unique: lower-case words joined by dots."),
    FieldSpec("note", ("text",), "Why it is as it is; the counter-example that decided it."),
    FieldSpec("source", ("text",), "Where a list comes from."),
    FieldSpec("disable", ("flag",), "true turns the built-in object of this id off."),
    FieldSpec("class", ("text", "texts"), "The class, or classes, that patterns call it by."),
    FieldSpec("set", ("mapping",), "Attributes given to every word, or to the value of the rule; settings of a maker."),
    FieldSpec("words", ("texts", "mapping"), "The words, or word: attributes; name: [other forms].", "lexicon"),
    FieldSpec("file", ("text",), "A list of words or names beside the rule file, .txt or .tsv.", "lexicon"),
    FieldSpec("for", ("text",), "`names`: words that names are told by.", "gazetteer"),
    FieldSpec("make", ("text",), "The way by which it finds names or facts.", "maker"),
    FieldSpec(
        "fields", ("text", "texts"), "Which attributes the bare values, or the columns of a file, are.", "lexicon"
    ),
    FieldSpec("type", ("text",), "The type of mention it finds; NONE for what is no number.", "rule"),
    FieldSpec("kind", ("text",), "The kind of fact that it states; its pattern is over the pieces of a clause.", "fact"),
    FieldSpec("pattern", ("text",), "Token classes in order: `approx? number unit`.", "rule"),
    FieldSpec("shape", ("text",), "A regular expression over characters, for URLs and the like.", "rule"),
    FieldSpec("needs", ("text", "texts"), "Characters without one of which a shape is not looked for.", "rule"),
    FieldSpec("value", ("text",), "The value function that computes the value.", "rule"),
    FieldSpec("weight", ("number",), "Added to the score where rules compete; 16 is one character.", "rule"),
    FieldSpec("before", ("text", "texts"), "What must stand just before: classes, 'words', start, latin …", "rule"),
    FieldSpec("after", ("text", "texts"), "What must stand just after.", "rule"),
    FieldSpec("not_before", ("text", "texts"), "What must not stand just before.", "rule"),
    FieldSpec("not_after", ("text", "texts"), "What must not stand just after.", "rule"),
    FieldSpec("examples", ("mapping",), "`match`: texts with what must be found; `skip`: texts without.", "rule"),
)  # fmt: skip
_BY_NAME: Final = {spec.name: spec for spec in FIELDS}

EXAMPLE_GIVEN: Final = ("text", "ref", "published", "span")  # what is read, and where something must be found
MENTION_KEYS: Final = (
    "type", "value", "low", "high", "unit", "per", "ratio", "mod", "si", "timex", "from", "to", "name", "adcode",
)  # fmt: skip
FACT_KEYS: Final = (
    "kind", "subject", "attribute", "object", "value", "low", "high", "unit", "per", "mod", "whole_value",
    "direction", "basis", "basis_time", "basis_object", "qualifier", "time", "place", "source", "status",
)  # fmt: skip

_ID: Final = re.compile(r"[a-z0-9_]+(?:[.-][a-z0-9_]+)*")
_CLASS: Final = re.compile(r"[a-z_][a-z_0-9]*")


def objects(document: Located) -> tuple[list[Located], list[Problem]]:
    """The objects of a file, and what is wrong with the frame around them."""
    if not isinstance(document.value, list):
        return [], [document.mark.problem("a rule file is a list of objects, each with an 'id'")]
    problems = []
    found = []
    for item in document.value:
        if isinstance(item.value, dict):
            found.append(item)
        else:
            problems.append(item.mark.problem("each item is an object with an 'id'"))
    return found, problems


def kind_of(item: Located) -> str:
    """rule, fact, maker, lexicon, gazetteer or switch."""
    keys = item.value
    if "disable" in keys and not ({"words", "file", "pattern", "shape", "make", "kind"} & keys.keys()):
        return "switch"
    if "make" in keys:
        return "maker"
    if "kind" in keys:
        return "fact"
    if not {"words", "file"} & keys.keys():
        return "rule"
    return "gazetteer" if {"for", "type"} & keys.keys() else "lexicon"


def check_object(item: Located) -> Iterator[Problem]:
    """Everything that is wrong with one object taken by itself."""
    fields = item.value
    kind = kind_of(item)
    for name, value in fields.items():
        spec = _BY_NAME.get(name)
        if spec is None:
            yield value.mark.problem(f"unknown field {name!r}{suggest(name, _BY_NAME)}")
        elif not spec.belongs(kind):
            yield value.mark.problem(f"{name!r} does not belong in a {kind}")
        elif not any(_is(kind_name, value) for kind_name in spec.kinds):
            yield value.mark.problem(f"{name!r} must be {_says(spec.kinds)}")
    identity = fields.get("id")
    if identity is None:
        yield item.mark.problem("this object has no 'id'")
    elif isinstance(identity.value, str) and not _ID.fullmatch(identity.value):
        yield identity.mark.problem("an id is lower-case words joined by dots: money.amount")
    if kind == "lexicon" and "class" not in fields:
        yield item.mark.problem("a lexicon needs a 'class' that patterns can name")
    if kind in ("lexicon", "gazetteer") and ("words" in fields) == ("file" in fields):
        yield item.mark.problem("a list has either 'words' or a 'file'")
    if kind == "gazetteer":
        yield from _check_gazetteer(item)
    if kind == "rule":
        yield from _check_rule(item)
    if kind == "maker":
        yield from makers.check(item)
        yield from _check_examples(fields, FACT_KEYS if "kind" in fields else MENTION_KEYS)
    if kind == "fact":
        if "pattern" not in fields:
            yield item.mark.problem("a fact has a 'pattern'")
        if fields["kind"].value not in FACT_KINDS:
            told = suggest(str(fields["kind"].value), FACT_KINDS)
            yield fields["kind"].mark.problem(f"unknown kind of fact {fields['kind'].value!r}{told}")
        yield from _check_examples(fields, FACT_KEYS)
    for name in _names(fields.get("class")):
        if not _CLASS.fullmatch(name.value):
            yield name.mark.problem(f"{name.value!r} is no class name: lower-case letters and _")


def _check_gazetteer(item: Located) -> Iterator[Problem]:
    fields = item.value
    if ("type" in fields) == ("class" in fields):
        yield item.mark.problem("a gazetteer has a 'type', if it lists names, or else a 'class'")
    kind = fields.get("type")
    if kind is not None and kind.value not in NAME_TYPES:
        yield kind.mark.problem(f"{kind.value!r} is no type of name{suggest(str(kind.value), NAME_TYPES)}")
    if "for" in fields and fields["for"].value != "names":
        yield fields["for"].mark.problem("'for' can only be 'names'")
    if "class" in fields and "examples" in fields:
        yield fields["examples"].mark.problem("words of a class find nothing by themselves: no 'examples'")
    yield from _check_examples(fields, MENTION_KEYS)


def _check_rule(item: Located) -> Iterator[Problem]:
    fields = item.value
    if ("pattern" in fields) == ("shape" in fields):
        yield item.mark.problem("a rule has either a 'pattern' or a 'shape' (a lexicon has 'words')")
    if "type" not in fields and "class" not in fields:
        yield item.mark.problem("a rule needs a 'type' of mention to find, or a 'class' to be named by")
    kind = fields.get("type")
    if kind is not None and kind.value not in (*MENTION_TYPES, NONE):
        known = (*MENTION_TYPES, NONE)
        yield kind.mark.problem(f"unknown type {kind.value!r}{suggest(str(kind.value), known)}")
    if kind is not None and kind.value != NONE and "value" not in fields:
        yield item.mark.problem("a rule that finds mentions names its 'value' function")
    if "shape" in fields and isinstance(fields["shape"].value, str):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # [[ may come to mean something else one day
                compiled = re.compile(fields["shape"].value)
            if compiled.match(""):
                yield fields["shape"].mark.problem("the shape matches nothing at all; require something")
            elif ways(fields["shape"].value) > MOST:
                yield fields["shape"].mark.problem(
                    "the shape could hang: a repetition must end before what may follow it ([^x]*x, not .*x), "
                    "or have an upper end ({1,80}), and hold no other"
                )
        except (re.error, RecursionError, OverflowError) as error:
            yield fields["shape"].mark.problem(f"not a regular expression: {error}")
    yield from _check_examples(fields, () if kind is not None and kind.value == NONE else MENTION_KEYS)


def _check_examples(fields: dict[str, Located], keys: tuple[str, ...]) -> Iterator[Problem]:
    examples = fields.get("examples")
    if examples is None or not isinstance(examples.value, dict):
        return
    for name, listed in examples.value.items():
        if name not in ("match", "skip"):
            yield listed.mark.problem(f"examples are under 'match' and 'skip', not {name!r}")
        elif not isinstance(listed.value, list):
            yield listed.mark.problem(f"{name!r} is a list")
        elif name == "skip":
            yield from (x.mark.problem("a text") for x in listed.value if not isinstance(x.value, str))
        else:
            for example in listed.value:
                yield from _check_match(example, (*EXAMPLE_GIVEN, *keys))


def _check_match(example: Located, keys: tuple[str, ...]) -> Iterator[Problem]:
    if not isinstance(example.value, dict) or "text" not in example.value:
        yield example.mark.problem("an example is {text: …, and what must be found}")
        return
    for key, value in example.value.items():
        if key not in keys:
            yield value.mark.problem(f"unknown key {key!r} of an example{suggest(key, keys)}")
        elif key in ("ref", "published") and parse_moment(str(value.value)) is None:
            yield value.mark.problem(f"{key} {value.value!r} is no date; write it as 2019-10-30 or 2019-10-30T08:27")
    text, span = example.value["text"], example.value.get("span")
    if span is not None and str(span.value) not in str(text.value):
        yield span.mark.problem("the span does not stand in the text")


def _names(value: Located | None) -> list[Located]:
    """The texts of a field that holds one or several."""
    if value is None:
        return []
    items = value.value if isinstance(value.value, list) else [value]
    return [item for item in items if isinstance(item.value, str)]


def _is(kind: str, value: Located) -> bool:
    content = value.value
    match kind:
        case "text":
            return isinstance(content, str) and content.strip() != ""
        case "texts":
            return isinstance(content, list) and all(isinstance(x.value, str) for x in content)
        case "flag":
            return isinstance(content, bool)
        case "number":
            return isinstance(content, int) and not isinstance(content, bool)
        case _:
            return isinstance(content, dict)


def _says(kinds: tuple[str, ...]) -> str:
    words = {
        "text": "a text",
        "texts": "a list of texts",
        "flag": "true or false",
        "number": "a whole number",
        "mapping": "a mapping",
    }
    return " or ".join(words[kind] for kind in kinds)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a rule file, for editors."""
    shapes: dict[str, dict[str, Any]] = {
        "text": {"type": "string"},
        "texts": {"type": "array", "items": {"type": "string"}},
        "flag": {"type": "boolean"},
        "number": {"type": "integer"},
        "mapping": {"type": "object"},
    }
    properties: dict[str, Any] = {}
    for spec in FIELDS:
        options = [shapes[kind] for kind in spec.kinds]
        shape = options[0] if len(options) == 1 else {"anyOf": options}
        properties[spec.name] = {"description": spec.doc, **shape}
    properties["type"]["enum"] = [*MENTION_TYPES, NONE]
    properties["kind"]["enum"] = list(FACT_KINDS)
    properties["make"]["enum"] = list(makers.WAYS)
    properties["for"]["enum"] = ["names"]
    properties["examples"] |= _examples_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "jimo rule file",
        "type": "array",
        "items": {
            "type": "object",
            "required": ["id"],
            "additionalProperties": False,
            "properties": properties,
            "allOf": [_settings_schema(name, way) for name, way in makers.WAYS.items()],
        },
    }


def _examples_schema() -> dict[str, Any]:
    """What stands under `examples`."""
    keys = dict.fromkeys((*EXAMPLE_GIVEN, *MENTION_KEYS, *FACT_KEYS))
    example = {
        "type": "object",
        "required": ["text"],
        "additionalProperties": False,
        "properties": {key: {} for key in keys} | {"text": {"type": "string"}, "span": {"type": "string"}},
    }
    return {
        "additionalProperties": False,
        "properties": {
            "match": {"type": "array", "items": example},
            "skip": {"type": "array", "items": {"type": "string"}},
        },
    }


def _settings_schema(name: str, way: makers.Way) -> dict[str, Any]:
    """What stands under `set` where an object makes something by one way."""
    settings = {
        "type": "object",
        "required": list(way.settings),
        "additionalProperties": False,
        "properties": {key: {"description": doc, "type": "integer"} for key, doc in way.settings.items()},
    }
    return {
        "if": {"required": ["make"], "properties": {"make": {"const": name}}},
        "then": {"description": way.doc, "properties": {"set": settings}},
    }
