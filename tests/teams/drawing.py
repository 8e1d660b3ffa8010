"""Small problems drawn at random, with every kind of limit."""

import random
from decimal import Decimal

from confrere.recommendations.teams.problem import Limits, Need, Objective, Person, Problem, Tie, Ties, Wish
from confrere.recommendations.teams.windows import Window

SKILLS = [f"SK_{each}" for each in "abcdefgh"]


def drawn(seed: int, *, tightness: float | None = None, most_people: int = 14, most_needs: int = 4) -> Problem:
    """Draws a problem of half as many people or more; the tighter, up to 1, the less likely a team."""
    chance = random.Random(seed)
    tight = chance.choice([0.05, 0.2, 0.4, 0.7]) if tightness is None else tightness
    people = tuple(_person(chance, at) for at in range(chance.randint(most_people // 2, most_people)))
    leader = people[0].id
    ids = [person.id for person in people]
    ties = [
        Tie(one, other, chance.choice([0, 0.5, 1, round(chance.random(), 3)]))
        for at, one in enumerate(ids)
        for other in ids[at + 1 :]
        if chance.random() < (0.7 if one == leader else 0.35)
    ]
    blocks = frozenset((one, other) for one in ids for other in ids if one != other and chance.random() < 0.015)
    asked = chance.sample(SKILLS, chance.randint(1, most_needs))
    needs = tuple(
        Need(
            skill,
            level=chance.choice([1, 1, 1, 2, 3]),
            seats=chance.choice([1, 1, 1, 2, 2, 3]),
            hours=Decimal(chance.choice(["0", "5", "7.5", "10", "12.5", "15"])),
        )
        for skill in asked
    )
    rest = [skill for skill in SKILLS if skill not in asked]
    wishes = tuple(
        Wish(skill, Decimal(chance.choice(["0.5", "1", "1", "2.25"])), level=chance.choice([1, 2]))
        for skill in chance.sample(rest, chance.randint(0, len(rest)))
    )

    def some(most: int) -> frozenset[str]:
        return frozenset(chance.sample(ids[1:], chance.randint(1, most))) if chance.random() < tight else frozenset()

    limits = Limits(
        budget=Decimal(chance.randint(300, 4000)) if chance.random() < tight else None,
        size=chance.randint(2, 6) if chance.random() < tight else None,
        overlap=chance.choice([60, 120, 240, 300]) if chance.random() < tight else 0,
        include=some(2),
        exclude=some(2),
        radius=chance.choice([1, 2, 2]),
    )
    return Problem(
        leader=leader,
        people=people,
        ties=Ties.between(people, ties),
        blocks=blocks,
        needs=needs,
        wishes=wishes,
        limits=limits,
        objective=chance.choice(list(Objective)),
    )


def _person(chance: random.Random, at: int) -> Person:
    window = Window(chance.choice([300, 480, 540, 840, 1200, 1380, 1439]), chance.choice([240, 480, 600, 720, 1440]))
    return Person(
        id=f"FL_{chance.randrange(10**6):06}{at:02}",
        skills={skill: chance.randint(1, 5) for skill in chance.sample(SKILLS, chance.randint(2, 6))},
        rate=Decimal(chance.choice(["10", "25", "25", "37.5", "60.25", "99.99"])) if chance.random() < 0.95 else None,
        hours=Decimal(chance.choice(["10", "20", "30", "37.5", "40"])) if chance.random() < 0.95 else None,
        window=window if chance.random() < 0.95 else None,
        is_private=chance.random() < 0.15,
        is_active=chance.random() < 0.96,
    )
