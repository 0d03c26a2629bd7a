"""The classes of words that units are asked for, each as one bit.

A rule file puts a word in a class (`class: partner`); the code asks whether a unit is a word of it. It asks that of
every unit many times over, and a bit is tested several times as fast as a name is looked up. Classes that only
patterns name need no bit. A machine integer has 63 of them: a class that is seldom asked for is better looked up in
`Entry.classes`.
"""

from __future__ import annotations

from typing import Final

ACCORDING: Final = 1 << 0
ACT: Final = 1 << 1
ACTOR: Final = 1 << 2
AMONG: Final = 1 << 3
ANAPHOR: Final = 1 << 4
AND: Final = 1 << 5
ASPECT: Final = 1 << 6
AT_WORD: Final = 1 << 7
ATTRIBUTIVE: Final = 1 << 8
BARREN: Final = 1 << 9
BASIS: Final = 1 << 10
CASUALTY: Final = 1 << 11
COMPARED: Final = 1 << 12
COUNTED: Final = 1 << 13
DECLARE: Final = 1 << 14
DEED_MATTER: Final = 1 << 15
DEED_NOUN: Final = 1 << 16
DO: Final = 1 << 17
ETC: Final = 1 << 18
EVEN: Final = 1 << 19
EVENT: Final = 1 << 20
FORMER: Final = 1 << 21
HAPPENS: Final = 1 << 22
HEAD_WORD: Final = 1 << 23
HONORIFIC: Final = 1 << 24
JOINT: Final = 1 << 25
LEARNED: Final = 1 << 26
LEVEL: Final = 1 << 27
LIES: Final = 1 << 28
LIGHT: Final = 1 << 29
LOCALIZER: Final = 1 << 30
MANNER: Final = 1 << 31
NOUN: Final = 1 << 32
OF: Final = 1 << 33
OFFICE_JOINT: Final = 1 << 34
ONTO: Final = 1 << 35
ORG_LOCAL: Final = 1 << 36
ORG_TRADE: Final = 1 << 37
PARTNER: Final = 1 << 38
PASSIVE: Final = 1 << 39
PERSON_WORD: Final = 1 << 40
PREPOSITION: Final = 1 << 41
RANK_AT: Final = 1 << 42
ROLE_VERB: Final = 1 << 43
SAY: Final = 1 << 44
SAY_WEAK: Final = 1 << 45
SERIAL: Final = 1 << 46
SHARE_OF: Final = 1 << 47
SHARE_RATE: Final = 1 << 48
SHOWN: Final = 1 << 49
SKIP: Final = 1 << 50
SPAN_NOUN: Final = 1 << 51
STATUS: Final = 1 << 52
SUBJECT_WORD: Final = 1 << 53
TAKER: Final = 1 << 54
TITLE: Final = 1 << 55
TOTAL: Final = 1 << 56
TURN: Final = 1 << 57
UNREAL: Final = 1 << 58
UNTIL: Final = 1 << 59
WHICH: Final = 1 << 60

BITS: Final[dict[str, int]] = {
    "according": ACCORDING,
    "act": ACT,
    "actor": ACTOR,
    "among": AMONG,
    "anaphor": ANAPHOR,
    "and": AND,
    "aspect": ASPECT,
    "at_word": AT_WORD,
    "attributive": ATTRIBUTIVE,
    "barren": BARREN,
    "basis": BASIS,
    "casualty": CASUALTY,
    "compared": COMPARED,
    "counted": COUNTED,
    "declare": DECLARE,
    "deed_matter": DEED_MATTER,
    "deed_noun": DEED_NOUN,
    "do": DO,
    "etc": ETC,
    "even": EVEN,
    "event": EVENT,
    "former": FORMER,
    "happens": HAPPENS,
    "head_word": HEAD_WORD,
    "honorific": HONORIFIC,
    "joint": JOINT,
    "learned": LEARNED,
    "level": LEVEL,
    "lies": LIES,
    "light": LIGHT,
    "localizer": LOCALIZER,
    "manner": MANNER,
    "noun": NOUN,
    "of": OF,
    "office_joint": OFFICE_JOINT,
    "onto": ONTO,
    "org_local": ORG_LOCAL,
    "org_trade": ORG_TRADE,
    "partner": PARTNER,
    "passive": PASSIVE,
    "person_word": PERSON_WORD,
    "preposition": PREPOSITION,
    "rank_at": RANK_AT,
    "role_verb": ROLE_VERB,
    "say": SAY,
    "say_weak": SAY_WEAK,
    "serial": SERIAL,
    "share_of": SHARE_OF,
    "share_rate": SHARE_RATE,
    "shown": SHOWN,
    "skip": SKIP,
    "span_noun": SPAN_NOUN,
    "status": STATUS,
    "subject_word": SUBJECT_WORD,
    "taker": TAKER,
    "title": TITLE,
    "total": TOTAL,
    "turn": TURN,
    "unreal": UNREAL,
    "until": UNTIL,
    "which": WHICH,
}
