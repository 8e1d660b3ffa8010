"""What clients write above and about their jobs."""

from collections.abc import Sequence
from typing import Final

from .courses import Luck

WHY: Final = (
    "We are launching a new product and need help before the first customers arrive.",
    "Our team is growing faster than we can hire, so we look for freelancers.",
    "An earlier version exists and must be brought up to date.",
    "This is the second stage of a project that went well.",
    "We start from nothing and would like to be advised as well.",
    "A colleague is on leave and the work cannot wait.",
    "Our customers have asked for this for a long time.",
)
HOW: Final = (
    "We meet once a week by video; everything else is written down.",
    "You plan your own hours and report on Fridays.",
    "Please send two examples of similar work.",
    "It can become a longer engagement.",
    "We decide within two weeks.",
    "Tell us what you would do first.",
)


def titled(trades: Sequence[str], skills: Sequence[str], luck: Luck) -> str:
    """Writes the title of a job for some occupations."""
    first, *others = trades
    if others:
        return listed([first, *map(lowered, others)])
    form = int(luck() * 3)
    if form == 0 or len(skills) == 1:
        return f"{first} for {skills[0]}"
    return f"{first} with {skills[0]} and {skills[1]}" if form == 1 else f"{first} ({', '.join(skills[:3])})"


def described(trades: Sequence[str], skills: Sequence[str], weeks: int, luck: Luck) -> str:
    """Writes what a job is about."""
    who, what = listed([_one(each) for each in trades]), listed(skills)
    why, how = WHY[int(luck() * len(WHY))], HOW[int(luck() * len(HOW))]
    return (
        f"{why} We look for {who}. You know {what}. We plan with {'a week' if weeks == 1 else f'{weeks} weeks'}. {how}"
    )


def listed(words: Sequence[str]) -> str:
    """Writes words one after the other, with "and" before the last."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def lowered(title: str) -> str:
    """Writes a title inside a sentence: abbreviations stay as they are."""
    return title[0].lower() + title[1:] if title[1:2].islower() else title


def _one(title: str) -> str:
    """Writes a title with its article."""
    word = lowered(title)
    return f"{'an' if word[0] in 'aeioAEIS' else 'a'} {word}"
