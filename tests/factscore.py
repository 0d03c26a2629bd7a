"""Scores the facts of a document against what a careful reader wrote of it (`tests/news/README.md`).

`python tests/factscore.py [STEM…]` prints the scores over the annotated news, and what is missing, wrong and too much.
"""

from __future__ import annotations

import difflib
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from jimo_cli import Document, Extractor
from jimo_cli.wire import plain_record

NEWS = Path(__file__).parent / "news"
STEMS = [path.stem for path in sorted(NEWS.glob("*.yaml")) if path.stem[:2] >= "13"]

TOLD = ("said", "event")
# Slots whose share of right values is counted over the matched facts that have one.
SLOTS = ("status", "basis", "source", "qualifier", "per", "place")
_CURRENCY_OPEN = (None, "CNY")

Record = dict[str, Any]


def plain(text: str | None) -> str:
    """A wording without what does not count: marks, blanks, 的, and full-width forms."""
    return re.sub(r"[^\w%]|[的了等_]", "", unicodedata.normalize("NFKC", text or "")).lower()


def alternatives(value: Any) -> list[Any]:
    """The values that are all right."""
    return value if isinstance(value, list) else [value]


def holds(one: str | None, other: str | None) -> bool:
    """Whether one wording holds the other, which is at least half as long."""
    short, long = sorted((plain(one), plain(other)), key=len)
    return short == long != "" or (len(short) >= 2 and 2 * len(short) >= len(long) and short in long)


def shared(one: str, other: str) -> int:
    """How many characters two wordings share in one piece."""
    one, other = plain(one), plain(other)
    return difflib.SequenceMatcher(None, one, other, False).find_longest_match(0, len(one), 0, len(other)).size


class Names:
    """What the entities of an annotated text are called."""

    def __init__(self, entities: Iterable[Record]) -> None:
        self._forms: dict[str, set[str]] = {}
        for entity in entities:
            forms = {entity["name"], *entity["surfaces"]}
            for form in forms:
                self._forms.setdefault(form, set()).update(forms)

    def of(self, wording: str | None) -> set[str | None]:
        """A wording, and the other names of what it names."""
        return {wording, *self._forms.get(wording or "", ())}

    def all_of(self, value: Any) -> set[str | None]:
        """All that a slot may hold."""
        return {name for wording in alternatives(value) for name in self.of(wording)}


def wordings(party: Record | None) -> set[str | None]:
    """The wordings of a subject, object, place or source that was found."""
    return {None} if party is None else {name for name in (party["name"], party["text"]) if name} or {None}


def agree(wanted: set[str | None], got: set[str | None]) -> int:
    """2 for equal, 1 for one holding the other, else 0."""
    if None in wanted and None in got:
        return 2
    if {plain(name) for name in wanted if name} & {plain(name) for name in got if name}:
        return 2
    return int(any(holds(one, other) for one in wanted if one for other in got if other))


def number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def same_value(wanted: Record, got: Record) -> bool:
    """Whether the figures are the same, in the same unit, going the same way."""
    if "ratio" in wanted:
        above, below = (Decimal(part) for part in wanted["ratio"].split("/"))
        value = number(got["value"])
        if value is None or abs(value - above / below) > Decimal("0.001"):
            return False
    elif any(number(wanted.get(key)) != number(got[key]) for key in ("value", "low", "high")):
        return False
    if wanted["kind"] != "rank" and wanted.get("unit") != got["unit"] and "ratio" not in wanted:
        if not (wanted.get("unit") is None and got["unit"] in _CURRENCY_OPEN):
            return False
    if "whole_value" in wanted and number(wanted["whole_value"]) != number(got["whole_value"]):
        return False
    return wanted.get("direction") == got["direction"] if wanted["kind"] == "change" else True


def same_time(wanted: Any, got: Record | None) -> bool | None:
    """Whether the time is one of those that are right; None where any is."""
    if wanted is None:
        return None
    value = got["value"] if got else None
    return value in alternatives(wanted) or (value is None and "PRESENT_REF" in alternatives(wanted))


class Judge:
    """Whether a fact that was found is one that is wanted: 0 no, 1 in other words, 2 exactly."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def __call__(self, wanted: Record, got: Record) -> int:
        if wanted["kind"] != got["kind"]:
            return 0
        subject = agree(self._names.all_of(wanted["subject"]), wordings(got["subject"]))
        if wanted["kind"] == "said":
            return min(subject, self._words(wanted, got))
        if wanted["kind"] == "event":
            return min(subject, self._verb(wanted, got), self._object(wanted, got))
        if wanted["kind"] == "role":
            return min(2 * (subject == 2), self._attribute(wanted, got), self._body(wanted, got))
        return self._figure(wanted, got, subject)

    def _figure(self, wanted: Record, got: Record, subject: int) -> int:
        if not same_value(wanted, got):
            return 0
        attribute = self._attribute(wanted, got)
        if subject and attribute:
            return min(subject, attribute)
        # The cut between subject and attribute may fall elsewhere.
        said = plain("".join(name or "" for name in (next(iter(wordings(got["subject"]))), got["attribute"])))
        for name in self._names.all_of(wanted["subject"]):
            for other in self._attributes(wanted):
                if said and plain((name or "") + (other or "")) == said:
                    return 1
        return 0

    def _attributes(self, wanted: Record) -> list[str | None]:
        return [*alternatives(wanted["attribute"]), *alternatives(wanted.get("attribute_alt") or [])]

    def _attribute(self, wanted: Record, got: Record) -> int:
        return agree(set(self._attributes(wanted)), {got["attribute"]})

    def _body(self, wanted: Record, got: Record) -> int:
        wanted_names = self._names.all_of(wanted.get("object"))
        return 2 if wanted.get("object") is None else agree(wanted_names, wordings(got["object"]))

    def _verb(self, wanted: Record, got: Record) -> int:
        verbs = [plain(verb) for verb in self._attributes(wanted)]
        verb = plain(got["attribute"])
        return 2 if verb in verbs else int(any(verb in other or other in verb for other in verbs if other and verb))

    def _object(self, wanted: Record, got: Record) -> int:
        objects = self._names.all_of(wanted.get("object"))
        if None in objects:
            return 2
        agreed = agree(objects, wordings(got["object"]))
        parts = ((one, other) for one in objects if one for other in wordings(got["object"]) if other)
        return agreed or int(any(2 * shared(one, other) >= max(len(plain(one)), 6) for one, other in parts))

    def _words(self, wanted: Record, got: Record) -> int:
        words = "".join(name or "" for name in wordings(got["object"]))
        parts = [part for part in alternatives(wanted["object"]) if part]
        if not any(2 * shared(part, words) >= len(plain(part)) for part in parts):
            return 0
        return 2 if any(plain(part) == plain(words) for part in parts) else 1


@dataclass
class Tally:
    """What was right, too much and missing, by kind; and the slots of the facts that were right."""

    right: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)
    too_much: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    timed: Counter[bool] = field(default_factory=Counter)
    slots: dict[str, Counter[bool]] = field(default_factory=lambda: {slot: Counter() for slot in SLOTS})
    told: list[str] = field(default_factory=list)

    def precision(self, *kinds: str) -> float:
        right, wrong = (sum(counts[kind] for kind in kinds) for counts in (self.right, self.too_much))
        return right / max(1, right + wrong)

    def recall(self, *kinds: str) -> float:
        right, missing = (sum(counts[kind] for kind in kinds) for counts in (self.right, self.missing))
        return right / max(1, right + missing)

    def f1(self, *kinds: str) -> float:
        precision, recall = self.precision(*kinds), self.recall(*kinds)
        return 2 * precision * recall / max(1e-9, precision + recall)


def is_free(fact: Record, text: str, wanted: Record) -> bool:
    """Whether an act or words lie in a stretch that is left free, or an act in what somebody says."""
    if fact["kind"] not in TOLD:
        return False
    spans = list(wanted.get("free") or [])
    if fact["kind"] == "event":
        spans += [
            words for other in wanted["facts"] if other["kind"] == "said" for words in alternatives(other["object"])
        ]
    for span in spans:
        at = text.find(span)
        while at >= 0:
            if at < fact["end"] and fact["start"] < at + len(span) and overlap(fact, at, at + len(span)) >= 0.5:
                return True
            at = text.find(span, at + 1)
    return False


def overlap(fact: Record, start: int, end: int) -> float:
    """The share of the evidence that lies in a stretch."""
    return (min(fact["end"], end) - max(fact["start"], start)) / max(1, fact["end"] - fact["start"])


def pairs(judge: Judge, wanted: list[Record], got: list[Record]) -> Iterator[tuple[int, int, int]]:
    """The best matches: (quality, index of the wanted, index of the found), each of them once."""
    scored = []
    for w, one in enumerate(wanted):
        for g, other in enumerate(got):
            quality = judge(one, other)
            if quality:
                timed = same_time(one.get("time"), other["time"]) is not False
                scored.append((not one.get("unsure"), quality, timed, -abs(w - g), w, g))
    used_wanted: set[int] = set()
    used_got: set[int] = set()
    for _, quality, _, _, w, g in sorted(scored, reverse=True):
        if w not in used_wanted and g not in used_got:
            used_wanted.add(w)
            used_got.add(g)
            yield quality, w, g


def score(document: Document, wanted: Record, tally: Tally) -> None:
    """Count the facts of one document."""
    names = Names(wanted["entities"])
    judge = Judge(names)
    text = document.doc.text or ""
    got = [plain_record(fact) for fact in document.facts]
    found = list(pairs(judge, wanted["facts"], got))
    for quality, w, g in found:
        one, other = wanted["facts"][w], got[g]
        if one.get("unsure"):
            continue
        tally.right[one["kind"]] += 1
        tally.exact[one["kind"]] += quality == 2
        timed = same_time(one.get("time"), other["time"])
        if timed is not None and one["kind"] != "role":
            tally.timed[timed] += 1
            if not timed:
                tally.told.append(f"TIME     {brief(one)}: {other['time'] and other['time']['value']}")
        count_slots(one, other, names, tally)
    met_wanted, met_got = {w for _, w, _ in found}, {g for _, _, g in found}
    for w, one in enumerate(wanted["facts"]):
        if w not in met_wanted and not one.get("unsure"):
            tally.missing[one["kind"]] += 1
            tally.told.append(f"MISSING  {brief(one)}")
    for g, other in enumerate(got):
        if (
            g in met_got
            or is_free(other, text, wanted)
            or any(judge(one, other) for one in wanted["facts"] if one["kind"] in TOLD)
        ):
            continue
        tally.too_much[other["kind"]] += 1
        tally.told.append(f"TOO MUCH {brief(other)}   [{other['rule']}] {other['text'][:50]}")


def count_slots(one: Record, other: Record, names: Names, tally: Tally) -> None:
    """Count the slots that the one or the other has."""
    for slot in SLOTS:
        if slot in ("source", "place"):
            wanted, got = names.all_of(one.get(slot)), wordings(other[slot])
            right = bool(agree(wanted, got))
        else:
            wanted, got = set(alternatives(one.get(slot))), {other[slot]}
            right = bool(wanted & got) or (slot in ("qualifier", "per") and bool(agree(wanted, got)))
        if wanted != {None} or got != {None}:
            tally.slots[slot][right] += 1
            if not right:
                tally.told.append(f"{slot.upper():8} {brief(one)}: {one.get(slot)} / {other[slot]}")


def brief(fact: Record) -> str:
    """A fact on one line."""

    def name(party: Any) -> str:
        return str(party["name"] or party["text"]) if isinstance(party, dict) else str(alternatives(party)[0])

    time = fact.get("time")
    time = time["value"] if isinstance(time, dict) else time
    value = fact.get("value") if fact.get("value") is not None else (fact.get("low"), fact.get("high"))
    return (
        f"{fact['kind']} {name(fact.get('subject'))} | {fact.get('attribute')} | {name(fact.get('object'))[:40]} | {value} {fact.get('unit')}"
        f" {fact.get('direction') or ''} | {time}"
    )


def tally_of(stems: Iterable[str]) -> Tally:
    """The tally over some annotated texts."""
    extractor, tally = Extractor(), Tally()
    for stem in stems:
        wanted = yaml.safe_load((NEWS / f"{stem}.yaml").read_text(encoding="utf-8"))
        tally.told.append(f"== {stem}")
        score(extractor.extract((NEWS / f"{stem}.txt").read_text(encoding="utf-8")), wanted, tally)
    return tally


FIGURES = ("measure", "change", "share", "rank")
KINDS = (*FIGURES, "role", *TOLD)


def main(stems: list[str]) -> None:
    tally = tally_of(stems or STEMS)
    print("\n".join(tally.told))
    for kind in (*KINDS, (*FIGURES, "role"), TOLD):
        kinds = kind if isinstance(kind, tuple) else (kind,)
        exact = sum(tally.exact[each] for each in kinds)
        right, missing = sum(tally.right[each] for each in kinds), sum(tally.missing[each] for each in kinds)
        figures = f"P {tally.precision(*kinds):.3f}  R {tally.recall(*kinds):.3f}  F1 {tally.f1(*kinds):.3f}  exact {exact}/{right}"
        print(f"{'+'.join(kinds):38} n={right + missing:4}  {figures}")
    for name, counts in (("time", tally.timed), *tally.slots.items()):
        print(f"{name:10} {counts[True]}/{counts.total()} = {counts[True] / max(1, counts.total()):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
