"""Jobs to form teams for, drawn around a leader with every limit on, so that some can be done and some cannot."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from confrere.recommendations.teams.problem import Limits, Need, Objective, Person, Problem, Wish

from .team_networks import Network

HOURS = (Decimal(5), Decimal("7.5"), Decimal(10), Decimal(15), Decimal(20))


def drawn_job(network: Network, leader: int, skills: int, chance: Random, radius: int = 2) -> Problem:
    """Draws a job of so many required skills for a leader.

    The skills are those around the leader, common ones more often; one job in four has several seats for a skill. The
    budget is around what middling people would cost. A tenth of the people look twice as expensive as they are worth.
    """
    rows = network.around(leader, radius)
    around = [network.people[each] for each in rows.tolist()]
    held: dict[str, list[Person]] = {}
    for person in around:
        for skill in person.skills:
            held.setdefault(skill, []).append(person)
    names = sorted(held)
    weights = [len(held[name]) ** 0.5 for name in names]
    chosen: list[str] = []
    while len(chosen) < min(skills + 3, len(names)):
        name = chance.choices(names, weights)[0]
        if name not in chosen:
            chosen.append(name)
    needs = tuple(
        Need(name, chance.choice([1, 1, 1, 2, 3]), chance.choices([1, 2, 3], [17, 2, 1])[0], chance.choice(HOURS))
        for name in chosen[:skills]
    )
    wishes = tuple(Wish(name, Decimal(chance.choice(["0.5", "1", "2"]))) for name in chosen[skills:])
    middle = sum(_middle(held[need.skill]) * need.hours * need.seats for need in needs)
    others = [person.id for person in around[1:]]
    near = [network.people[each].id for each in network.neighbours(leader).tolist()]
    included = chance.sample(near, 1) if chance.random() < 0.2 else []
    seats = sum(need.seats for need in needs)
    limits = Limits(
        budget=(middle * Decimal(chance.randint(80, 200)) / 100).quantize(Decimal(1)),
        size=max(2, seats + 1 - chance.randint(0, 2)),
        overlap=chance.choice([30, 60, 120]),
        include=frozenset(included),
        exclude=frozenset(chance.sample(others, min(2, len(others)))) - frozenset(included),
        radius=radius,
    )
    blocks = frozenset((chance.choice(others), chance.choice(others)) for _ in range(len(others) // 20))
    wanted = set(chosen)
    return Problem(
        leader=around[0].id,
        people=tuple(_only(person, wanted) for person in around),
        ties=network.ties(rows),
        blocks=frozenset(pair for pair in blocks if pair[0] != pair[1]),
        needs=needs,
        wishes=wishes,
        limits=limits,
        objective=chance.choice(list(Objective)),
    )


def _middle(people: list[Person]) -> Decimal:
    rates = sorted(person.rate or Decimal(0) for person in people)
    return rates[len(rates) // 2]


def _only(person: Person, wanted: set[str]) -> Person:
    return replace(person, skills={name: level for name, level in person.skills.items() if name in wanted})
