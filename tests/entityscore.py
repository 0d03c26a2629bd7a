"""Scores the entities of a document against what a careful reader wrote of it (`tests/news/README.md`).

`python tests/entityscore.py [STEM…]` prints the scores over the annotated news, and what is missing, wrong and too much.

B³ is reckoned over mentions: the precision of a found mention is the share of the mentions of its entity that the reader
has with it, the recall of a wanted one the share of those that the reader has with it which were found with it. A span that only
one side has counts as nothing on that side; what the reader left open (`optional`) counts where it was found, and
anaphors that the reader does not list are left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from jimo_cli import Document, Extractor
from jimo_cli.model import Entity, NameMention, Role, get_args
from jimo_cli.model import NameType as _NameType

NEWS = Path(__file__).parent / "news"
NAME_TYPES = frozenset(get_args(_NameType))

Span = tuple[int, int]
Record = dict[str, Any]


def annotations() -> dict[str, Record]:
    """What is written of the texts whose entities are annotated, by stem."""
    read = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(NEWS.glob("*.yaml"))}
    return {stem: wanted for stem, wanted in read.items() if "entities" in wanted}


@dataclass
class Tally:
    """What was right, over any number of documents."""

    precision_sum: float = 0.0
    found: int = 0
    recall_sum: float = 0.0
    wanted: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def count(self, what: str, right: bool) -> None:
        self.counts[what] += 1
        self.counts[f"{what} right"] += right

    def share(self, what: str) -> float:
        """The share of right ones of: type, code wanted, code found, role wanted, role found."""
        return self.counts[f"{what} right"] / max(1, self.counts[what])

    @property
    def precision(self) -> float:
        return self.precision_sum / max(1, self.found)

    @property
    def recall(self) -> float:
        return self.recall_sum / max(1, self.wanted)

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


class Reading:
    """The entities of one text, as the reader has them and as they were found."""

    def __init__(self, document: Document, wanted: Record) -> None:
        self.text = document.doc.text or ""
        self.wanted: dict[Span, str] = {}
        self.optional: set[Span] = set()
        for case in wanted["mentions"]:
            if case["type"] in NAME_TYPES and "entity" in case:
                span = (case["start"], case["start"] + len(case["text"]))
                assert self.text[slice(*span)] == case["text"], case
                self.wanted[span] = case["entity"]
                if case.get("optional"):
                    self.optional.add(span)
        self.open = self.optional | {
            (case["start"], case["start"] + len(case["text"]))
            for case in wanted["mentions"]
            if case.get("optional") and "start" in case
        }
        self.found = {
            (mention.start, mention.end): mention.entity
            for mention in document.mentions
            if isinstance(mention, NameMention) and not self._is_left_out(mention)
        }
        for span in self.optional - self.found.keys():
            del self.wanted[span]

    def _is_left_out(self, mention: NameMention) -> bool:
        """Whether it is an anaphor that is not listed, or overlaps what is optional."""
        if (mention.start, mention.end) in self.wanted:
            return False
        if mention.rule == "anaphor":
            return True
        return any(start < mention.end and mention.start < end for start, end in self.open)

    def aligned(self) -> dict[str, str]:
        """For each wanted entity the found one that shares most mentions with it, each of them once."""
        shared = Counter(
            (entity, self.found[span]) for span, entity in self.wanted.items() if span in self.found
        ).most_common()
        to: dict[str, str] = {}
        for (one, other), _ in shared:
            if one not in to and other not in to.values():
                to[one] = other
        return to

    def add_b_cubed(self, tally: Tally) -> None:
        """Add the mentions of this text to a tally."""
        wanted, found = _clusters(self.wanted), _clusters(self.found)
        for span, entity in self.found.items():
            tally.found += 1
            if span in self.wanted:
                tally.precision_sum += len(found[entity] & wanted[self.wanted[span]]) / len(found[entity])
            else:
                tally.told.append(f"TOO MUCH {self.text[slice(*span)]} at {span[0]}")
        for span, entity in self.wanted.items():
            tally.wanted += 1
            if span in self.found:
                tally.recall_sum += len(wanted[entity] & found[self.found[span]]) / len(wanted[entity])
            else:
                tally.told.append(f"MISSING  {self.text[slice(*span)]} at {span[0]}")
        for (one, other), spans in sorted(self._joints().items()):
            if (
                len({entity for entity, _ in self._joints() if entity == one})
                < sum(entity == one for entity, _ in self._joints())
                or sum(entity == other for _, entity in self._joints()) > 1
            ):
                told = ", ".join(f"{self.text[slice(*span)]}@{span[0]}" for span in spans)
                tally.told.append(f"LINK     {one} / {other}: {told}")

    def _joints(self) -> dict[tuple[str, str], list[Span]]:
        joints: dict[tuple[str, str], list[Span]] = {}
        for span, entity in sorted(self.wanted.items()):
            if span in self.found:
                joints.setdefault((entity, self.found[span]), []).append(span)
        return joints


def _clusters(mentions: dict[Span, str]) -> dict[str, set[Span]]:
    clusters: dict[str, set[Span]] = {}
    for span, entity in mentions.items():
        clusters.setdefault(entity, set()).add(span)
    return clusters


def score(document: Document, wanted: Record, tally: Tally) -> None:
    """Count the entities of one document."""
    reading = Reading(document, wanted)
    reading.add_b_cubed(tally)
    to = reading.aligned()
    found = {entity.id: entity for entity in document.entities}
    of = {other: one for one, other in to.items()}
    records = {record["id"]: record for record in wanted["entities"]}
    for one, other in to.items():
        tally.count("type", records[one]["type"] == found[other].type)
        if records[one]["type"] != found[other].type:
            tally.told.append(f"TYPE     {records[one]['name']}: {found[other].type}")
    for one, record in records.items():
        code = record.get("adcode")
        got = found[to[one]].adcode if one in to else None
        if code and (one in to or any(entity == one for entity in reading.wanted.values())):
            tally.count("code wanted", got == code)
        if got:
            tally.count("code found", got == code)
        if (code or got) and got != code and one in to:
            tally.told.append(f"CODE     {record['name']}: {got}, not {code}")
    score_roles(reading, records, to, found, of, tally)


def score_roles(
    reading: Reading,
    records: dict[str, Record],
    to: dict[str, str],
    found: dict[str, Entity],
    of: dict[str, str],
    tally: Tally,
) -> None:
    """Count the roles of people: right are the person, the title and the organisation."""
    for entity in found.values():
        record = records.get(of.get(entity.id, ""))
        left = list(entity.roles)
        for role in (record or {}).get("roles", ()):
            right = next((got for got in left if same_role(role, got, records, of)), None)
            if right is not None:
                left.remove(right)
            if not role.get("optional"):
                tally.count("role wanted", right is not None)
                if right is not None:
                    tally.count("role found", True)
                else:
                    tally.told.append(f"ROLE -   {record['name'] if record else '?'}: {role}")
        spans = [span for span, other in reading.found.items() if other == entity.id]
        if record is None and not spans:
            continue
        for got in left:
            tally.count("role found", False)
            tally.told.append(f"ROLE +   {entity.name}: {got.title} {got.org_text} {got.org}")
    for one, record in records.items():
        for role in record.get("roles", ()):
            if one not in to and not role.get("optional"):
                tally.count("role wanted", False)
                tally.told.append(f"ROLE -   {record['name']}: {role} (no such person)")


def same_role(wanted: Record, got: Role, records: dict[str, Record], of: dict[str, str]) -> bool:
    """Whether a role is the wanted one: the title as written, the organisation by its entity or its words."""
    if wanted["title"] != got.title:
        return False
    if "org_text" not in wanted:
        return True
    texts = wanted["org_text"] if isinstance(wanted["org_text"], list) else [wanted["org_text"]]
    if got.org_text in texts:
        return True
    record = records.get(of.get(got.org or "", ""))
    return record is not None and bool({record["name"], *record["surfaces"]} & set(texts))


def tally_of(stems: Iterable[str] = (), extractor: Extractor | None = None) -> Tally:
    """The tally over some annotated texts, or all."""
    extractor, tally = extractor or Extractor(), Tally()
    texts = annotations()
    for stem in stems or texts:
        tally.told.append(f"== {stem}")
        score(extractor.extract((NEWS / f"{stem}.txt").read_text(encoding="utf-8")), texts[stem], tally)
    return tally


def main(stems: list[str]) -> None:
    tally = tally_of(stems)
    print("\n".join(tally.told))
    print(f"B3    P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}  ({tally.wanted} mentions)")
    for what in ("type", "code wanted", "code found", "role wanted", "role found"):
        print(f"{what:12} {tally.counts[f'{what} right']}/{tally.counts[what]} = {tally.share(what):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
