"""Typed ids: a kind and sixteen characters, opaque to callers and never the database's own."""

import re
from enum import StrEnum
from typing import NewType

PersonId = NewType("PersonId", str)
InvitationId = NewType("InvitationId", str)
PairKey = NewType("PairKey", str)

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 in lower case: nothing that reads like another character."""
LENGTH = 16


class IdKind(StrEnum):
    """What an id names, told by its first two letters."""

    FREELANCER = "FL"
    INVITATION = "IN"
    CLIENT = "CL"
    AGENCY = "AG"
    VIEWER = "VI"
    SKILL = "SK"
    CATEGORY = "CA"
    CITY = "CI"
    EVENT = "EV"
    REQUEST = "RQ"
    ERASED = "ER"
    RECEIPT = "RC"
    NOTIFICATION = "NT"
    SLATE = "SL"
    JOB = "JO"
    PROPOSAL = "PR"
    REFERRAL = "RF"
    CONVERSATION = "CV"
    MESSAGE = "MS"
    INTERFACE_EVENT = "IE"
    EMAIL_INVITATION = "EI"
    ERRAND = "ED"
    TEAM = "TM"


_SHAPE = re.compile(rf"([A-Z]{{2}})_[{ALPHABET}]{{{LENGTH}}}", re.ASCII)
_KINDS = {kind.value: kind for kind in IdKind}


def kind_of(text: str) -> IdKind | None:
    """Returns what ``text`` names, or None where it is no id of ours."""
    match = _SHAPE.fullmatch(text)
    return _KINDS.get(match.group(1)) if match else None


def pair_key(one: str, other: str) -> PairKey:
    """Returns the key both people of a pair share: the lower id, a bar, the higher."""
    low, high = sorted((one, other))
    return PairKey(f"{low}|{high}")


def other_of(pair: str, me: str) -> str | None:
    """Returns the other of a pair, or None where it is no longer of two people."""
    low, bar, high = pair.partition("|")
    return (high if low == me else low) if bar else None


def talk_of(team: str) -> str:
    """Returns the id of a team's one conversation, which is known before anybody has said anything.

    >>> talk_of("TM_0123456789abcdef")
    'CV_0123456789abcdef'
    """
    return IdKind.CONVERSATION + team[2:]


def team_of_talk(conversation: str) -> str:
    """Returns the id of the team that a conversation would be of, were it of one."""
    return IdKind.TEAM + conversation[2:]


def packed(text: str) -> bytes:
    """Returns the ten bytes that an id stands for, without its kind.

    >>> unpacked(packed("FL_0123456789abcdef"), IdKind.FREELANCER)
    'FL_0123456789abcdef'
    """
    number = 0
    for sign in text[3:]:
        number = number * len(ALPHABET) + ALPHABET.index(sign)
    return number.to_bytes(10)


def unpacked(raw: bytes, kind: IdKind) -> str:
    """Returns the id of this kind that ten bytes stand for."""
    number = int.from_bytes(raw)
    return f"{kind}_" + "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -5, -5))
