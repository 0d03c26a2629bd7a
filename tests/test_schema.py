"""The JSON Schema: it is one, it takes what jimo writes, and refuses what the contract does not have."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jimo_cli import Extractor, model
from jimo_cli.rulebook.schema import json_schema
from jimo_cli.schema import document_schema
from support import ROOT, TESTS

Validator = jsonschema.Draft202012Validator
VALID = Validator(document_schema())
TEXT = "2018年，全区完成地区生产总值1413.4亿元，面积3亩，上午9时有三分之一，每周五有30人。"


def test_both_are_schemas() -> None:
    Validator.check_schema(document_schema())
    Validator.check_schema(json_schema())


def test_every_field_has_a_meaning() -> None:
    schema = document_schema()
    records = [schema, *schema["$defs"].values()]
    fields = [field for record in records for field in record["properties"].values() if "const" not in field]
    assert len(fields) > 60
    assert all(field["description"] for field in fields)


def test_the_vocabularies_are_the_contracts() -> None:
    assert model.MENTION_TYPES == (
        "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "DATE", "TIME",
        "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE",
    )  # fmt: skip
    assert model.FACT_KINDS == ("measure", "change", "share", "rank", "role", "said", "event")


@pytest.mark.parametrize("path", sorted([*(TESTS / "news").glob("*.txt"), *(ROOT / "samples").glob("*.txt")]), ids=str)
def test_news_is_valid(path: Any, extractor: Extractor) -> None:
    text = path.read_text(encoding="utf-8")
    for keep_text in (True, False):
        VALID.validate(json.loads(extractor.extract(text, keep_text=keep_text).to_json()))


@settings(max_examples=60)
@given(text=st.text(max_size=60))
def test_any_text_is_valid(text: str, extractor: Extractor) -> None:
    VALID.validate(json.loads(extractor.extract(text).to_json()))


def broken(change: str, record: dict[str, Any]) -> dict[str, Any]:
    """A document with one thing wrong."""
    record = copy.deepcopy(record)
    mention = record["mentions"][0]
    match change:
        case "unknown key":
            record["extra"] = 1
        case "missing key":
            del record["doc"]["sha256"]
        case "key of another group":
            mention["ratio"] = None
        case "unknown key of a mention":
            mention["score"] = 0.9
        case "missing key of a mention":
            del mention["timex"]
        case "no type":
            mention["type"] = "NUMBER"
        case "number as text":
            record["mentions"][1]["value"] = "141340000000"
        case "another version":
            record["schema"] = "jimo/2"
    return record


@pytest.mark.parametrize(
    "change",
    [
        "unknown key", "missing key", "key of another group", "unknown key of a mention", "missing key of a mention",
        "no type", "number as text", "another version",
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused(change: str, extractor: Extractor) -> None:
    record = json.loads(extractor.extract(TEXT, types=["DATE", "MONEY"]).to_json())
    VALID.validate(record)
    assert record["mentions"][1]["type"] == "MONEY"
    with pytest.raises(jsonschema.ValidationError):
        VALID.validate(broken(change, record))
