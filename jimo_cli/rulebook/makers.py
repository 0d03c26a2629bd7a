"""The ways of finding names and facts that Python knows, which rule files give their numbers and examples.

A way is more than a pattern can say: what a Chinese name is made of, where an organisation begins,
who holds an office. Each is an object of the rule files all the same, with an `id` that mentions and facts
carry as their rule, a note, settings and examples; switched off by its id, it finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..model import FACT_KINDS, NAME_TYPES
from ..spelling import suggest
from .source import Located, Problem


@dataclass(frozen=True)
class Way:
    """One way: what it does, the ids that go with it, what it makes, and the meaning of its settings.

    An id that ends in a dot goes with every id that begins so; the rest of it is the kind of thing that
    is made, which a word list knows (`names.org.company`).
    """

    doc: str
    ids: tuple[str, ...]
    makes: tuple[str, ...]
    settings: Mapping[str, str] = field(default_factory=dict)

    def goes_by(self, identity: str) -> bool:
        """Whether an object of this way may have an id."""
        return any(identity == known or (known.endswith(".") and identity.startswith(known)) for known in self.ids)


_COST: Final = "How unlikely a word of the text is to be one at all, in tenths of a nat."
_DANGER: Final = "Added for each degree in which a surname is also a common word."

WAYS: Final[Mapping[str, Way]] = {
    "chinese_person": Way(
        "A surname and one or two characters, each with its cost in that place.",
        ("people.chinese",),
        ("PERSON",),
        {
            "cost": _COST,
            "danger": _DANGER,
            "alone": "Added where the given name has one character, which says less.",
            "wordy": "Added where the given name is an ordinary word.",
        },
    ),
    "addressed_person": Way(
        "A surname alone, with what people are addressed by behind it.",
        ("people.addressed",),
        ("PERSON",),
        {"cost": _COST, "danger": _DANGER},
    ),
    "byline_person": Way(
        "A name in the line of who wrote the text, whatever it looks like.", ("people.byline",), ("PERSON",)
    ),
    "japanese_person": Way(
        "A Japanese surname, and up to three characters.",
        ("people.japanese",),
        ("PERSON",),
        {"cost": _COST, "unsure": "Added for a surname that is also something else."},
    ),
    "transliterated_person": Way(
        "A run of characters that transliterate, with or without a dot in it.",
        ("people.transliterated",),
        ("PERSON",),
        {"cost": _COST, "dotted": "The same for a name with a dot, which is all but proof."},
    ),
    "recurring_name": Way(
        "A name that the document has made certain elsewhere, or a short form of it.",
        ("names.recurring",),
        NAME_TYPES,
        {
            "cost": _COST,
            "evidence": "Points that what stands beside the name of a person must give for it to be certain.",
            "names": "How many names of one document are looked for again.",
            "common": "A word that costs less than this is too common to be the short form of a firm.",
        },
    ),
    "place_suffix": Way(
        "A name, or characters that say nothing, before what places end in.",
        ("names.place.suffix",),
        ("GPE", "LOC", "FAC"),
    ),
    "organisation": Way(
        "The head of an organisation, and what before it can stand in its name.",
        ("names.org.",),
        ("ORG",),
    ),
    "facility": Way("The head of a facility, and its name before it.", ("names.facility",), ("FAC",)),
    "event": Way("The head of an event, and its name or number before it.", ("names.event",), ("EVENT",)),
    "law_title": Way("What stands in book title marks and ends as laws do.", ("names.title.law",), ("LAW",)),
    "media_title": Way("What stands in book title marks and ends as papers do.", ("names.title.media",), ("ORG",)),
    "work_title": Way("Anything else in book title marks.", ("names.title.work",), ("WORK_OF_ART",)),
    "team": Way(
        "A place that plays, in a sentence of sport.",
        ("names.team",),
        ("ORG",),
        {"words": "How many words of sport make a sentence one of sport."},
    ),
    "tagged_name": Way(
        "A word that the vocabulary tags as a name, and that ends or begins as such names do.",
        ("vocabulary.ns", "vocabulary.nt"),
        ("GPE", "LOC", "FAC", "ORG"),
    ),
    "anaphor": Way(
        "A word that stands for the last name of its kind.",
        ("anaphor",),
        NAME_TYPES,
    ),
    "office_beside": Way("A title beside the name of who holds it.", ("role.title",), ("role",)),
    "office_given": Way("An office that a verb gives or takes.", ("role.verb",), ("role",)),
    "speech": Way("A speaker, a verb of speech, and the words.", ("said.verb",), ("said",)),
    "act": Way("An agent, a verb that news lives on, and its object.", ("event.verb",), ("event",)),
}


def check(item: Located) -> Iterator[Problem]:
    """Everything that is wrong with one object that names a way."""
    fields = item.value
    make, identity = fields["make"], fields.get("id")
    way = WAYS.get(str(make.value))
    if way is None:
        yield make.mark.problem(f"unknown way {make.value!r} of finding things{suggest(str(make.value), WAYS)}")
        return
    if identity is not None and not way.goes_by(str(identity.value)):
        told = ", ".join(f"{known}…" if known.endswith(".") else known for known in way.ids)
        yield identity.mark.problem(f"what {make.value!r} finds goes by the id {told}")
    for name, known in (("type", NAME_TYPES), ("kind", FACT_KINDS)):
        given = fields.get(name)
        if given is not None and given.value not in way.makes:
            told = f"{make.value!r} makes {', '.join(way.makes)}"
            yield given.mark.problem(f"{told}, and no {name} {given.value!r}{suggest(str(given.value), known)}")
    settings = fields.get("set")
    given_settings = settings.value if settings is not None and isinstance(settings.value, dict) else {}
    for name, value in given_settings.items():
        if name not in way.settings:
            yield value.mark.problem(f"{make.value!r} has no setting {name!r}{suggest(name, way.settings)}")
        elif not isinstance(value.value, int) or isinstance(value.value, bool):
            yield value.mark.problem(f"the setting {name!r} must be a whole number")
    for name in way.settings:
        if name not in given_settings:
            yield item.mark.problem(f"{make.value!r} needs the setting {name!r}: {way.settings[name]}")
