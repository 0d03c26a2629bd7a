"""The classes of words that units are asked for at every turn, each as one bit.

A rule file puts a word in a class (`class: partner`); the code asks whether a unit is a word of it. A bit is tested
several times as fast as a name is looked up. A machine integer has 63 of them, so a class that few units are asked
for has none: see `Unit.is_listed`.
"""

from __future__ import annotations

from typing import Final

ACT: Final = 1 << 0
ACTOR: Final = 1 << 1
AMONG: Final = 1 << 2
ANAPHOR: Final = 1 << 3
AND: Final = 1 << 4
ASPECT: Final = 1 << 5
AT_WORD: Final = 1 << 6
BARREN: Final = 1 << 7
BASIS: Final = 1 << 8
CASUALTY: Final = 1 << 9
COMPARED: Final = 1 << 10
DECLARE: Final = 1 << 11
DEED_MATTER: Final = 1 << 12
DEED_NOUN: Final = 1 << 13
DO: Final = 1 << 14
ETC: Final = 1 << 15
EVEN: Final = 1 << 16
EVENT: Final = 1 << 17
FORMER: Final = 1 << 18
HAPPENS: Final = 1 << 19
HEAD_WORD: Final = 1 << 20
HONORIFIC: Final = 1 << 21
JOINT: Final = 1 << 22
LEARNED: Final = 1 << 23
LEVEL: Final = 1 << 24
LIES: Final = 1 << 25
LIGHT: Final = 1 << 26
LOCALIZER: Final = 1 << 27
MANNER: Final = 1 << 28
NOUN: Final = 1 << 29
OF: Final = 1 << 30
OFFICE_JOINT: Final = 1 << 31
ONTO: Final = 1 << 32
ORG_LOCAL: Final = 1 << 33
ORG_TRADE: Final = 1 << 34
PARTNER: Final = 1 << 35
PASSIVE: Final = 1 << 36
PERSON_WORD: Final = 1 << 37
PREPOSITION: Final = 1 << 38
RANK_AT: Final = 1 << 39
ROLE_VERB: Final = 1 << 40
SAY: Final = 1 << 41
SAY_WEAK: Final = 1 << 42
SERIAL: Final = 1 << 43
SHARE_OF: Final = 1 << 44
SHARE_RATE: Final = 1 << 45
SHOWN: Final = 1 << 46
SKIP: Final = 1 << 47
STATUS: Final = 1 << 48
SUBJECT_WORD: Final = 1 << 49
TAKER: Final = 1 << 50
TITLE: Final = 1 << 51
TURN: Final = 1 << 52
UNREAL: Final = 1 << 53
UNTIL: Final = 1 << 54

BITS: Final[dict[str, int]] = {
    "act": ACT,
    "actor": ACTOR,
    "among": AMONG,
    "anaphor": ANAPHOR,
    "and": AND,
    "aspect": ASPECT,
    "at_word": AT_WORD,
    "barren": BARREN,
    "basis": BASIS,
    "casualty": CASUALTY,
    "compared": COMPARED,
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
    "status": STATUS,
    "subject_word": SUBJECT_WORD,
    "taker": TAKER,
    "title": TITLE,
    "turn": TURN,
    "unreal": UNREAL,
    "until": UNTIL,
}
