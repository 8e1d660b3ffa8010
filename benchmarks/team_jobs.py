"""Jobs drawn for a leader from what the network around offers, with every kind of limit that a team must keep to."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from confrere.graph.ego import EgoNetwork
from confrere.recommendations.teams.around import people_of, ties_of
from confrere.recommendations.teams.problem import Limits, Need, Objective, Person, Problem, Wish
from confrere.recommendations.teams.windows import shared_minutes

from .marketplace import MOMENT

WISHES, OUT, BLOCKS = 2, 2, 8
"""Optional skills, people who must be out, and pairs that block each other, in every job."""

OBJECTIVES = (Objective.TRUST, Objective.TRUST, Objective.COST, Objective.SKILL)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a job asks for, as whoever posts it would say."""

    needs: tuple[Need, ...]
    wishes: tuple[Wish, ...]
    limits: Limits
    objective: Objective


def drawn_terms(around: EgoNetwork, skills: int, chance: random.Random) -> Terms | None:
    """Draws a job with every kind of limit; None where the people around hold too few skills.

    Half of the jobs are drawn around a team that exists, with what it costs, how many it is and the hours that it
    shares for limits, or little more; in a third of these one of its members must be in. The other half ask for what
    is held around, each skill as often as it is held, with limits that have nothing to do with each other.

    Args:
        around: The leader and everybody within reach, with all their skills.
        skills: How many skills are required.
        chance: The source of chance.
    """
    people = people_of(around.people, MOMENT.date())
    overlap = chance.choice([30, 60, 120, 240])
    fitting = [
        person
        for person in people[1:]
        if person.rate and person.hours and shared_minutes(person.window, people[0].window) >= overlap
    ]
    if chance.random() < 0.5:
        return _around_a_team(people, fitting, skills, overlap, chance)
    return _free(people, fitting, skills, overlap, chance)


def _around_a_team(
    people: Sequence[Person], fitting: list[Person], skills: int, overlap: int, chance: random.Random
) -> Terms | None:
    """Gathers people who can be together, asks for what they hold, and for little more than they cost."""
    team: list[Person] = []
    levels: dict[str, int] = {}
    for person in chance.sample(fitting, len(fitting)):
        new = [skill for skill in sorted(person.skills) if skill not in levels]
        if new and all(shared_minutes(person.window, other.window) >= overlap for other in team):
            team.append(person)
            for skill in chance.sample(new, min(len(new), skills - len(levels), chance.choice([1, 1, 2]))):
                levels[skill] = min(person.skills[skill], chance.choice([1, 2, 3]))
        if len(levels) == skills:
            break
    else:
        return None
    needs: list[Need] = []
    left = {person.id: float(person.hours or 0) for person in team}
    cost = Decimal(0)
    for skill, level in levels.items():
        able = sorted((p for p in team if p.skills.get(skill, 0) >= level), key=lambda p: -left[p.id])
        seats = 2 if len(able) > 1 and left[able[1].id] >= 1 and chance.random() < 0.25 else 1
        hours = max(1, min(chance.randint(4, 12), int(left[able[seats - 1].id] / 2)))
        needs.append(Need(skill, level, seats, Decimal(hours)))
        for holder in able[:seats]:
            left[holder.id] -= hours
            cost += (holder.rate or Decimal(0)) * hours
    if min(left.values()) < 0:
        return None
    names = {person.id for person in team}
    include = chance.sample(sorted(names), 1) if chance.random() < 1 / 3 else []
    limits = Limits(
        budget=(cost * Decimal(str(round(chance.uniform(1, 1.3), 2)))).quantize(Decimal("0.01")),
        size=len(team) + 1 + chance.choice([0, 0, 1]),
        overlap=overlap,
        include=frozenset(include),
        exclude=_out(people, names, chance),
    )
    return Terms(tuple(needs), _wishes(people, levels, chance), limits, chance.choice(OBJECTIVES))


def _free(
    people: Sequence[Person], fitting: list[Person], skills: int, overlap: int, chance: random.Random
) -> Terms | None:
    """Asks for what is held, two seats of one skill in four, and draws every limit by itself."""
    held = [(skill, level) for person in people for skill, level in sorted(person.skills.items())]
    levels: dict[str, int] = {}
    for skill, level in chance.sample(held, len(held)):
        levels.setdefault(skill, min(level, chance.choice([1, 2, 3])))
        if len(levels) == skills:
            break
    if len(levels) < skills or not fitting:
        return None
    needs = tuple(
        Need(skill, level, chance.choice([1, 1, 1, 2]), Decimal(chance.randint(4, 12)))
        for skill, level in levels.items()
    )
    rates = sorted(person.rate or Decimal(0) for person in fitting)
    rate = rates[int(len(rates) * chance.uniform(0.4, 0.8))]
    seats = sum(need.seats for need in needs)
    include: set[str] = {chance.choice(fitting).id} if chance.random() < 1 / 3 else set()
    limits = Limits(
        budget=sum((need.seats * need.hours * rate for need in needs), Decimal(0)).quantize(Decimal("0.01")),
        size=1 + chance.randint((seats + 1) // 2, seats),
        overlap=overlap,
        include=frozenset(include),
        exclude=_out(people, include, chance),
    )
    return Terms(needs, _wishes(people, levels, chance), limits, chance.choice(OBJECTIVES))


def _out(people: Sequence[Person], team: set[str], chance: random.Random) -> frozenset[str]:
    others = [person.id for person in people[1:] if person.id not in team]
    return frozenset(chance.sample(others, min(OUT, len(others))))


def _wishes(people: Sequence[Person], asked: dict[str, int], chance: random.Random) -> tuple[Wish, ...]:
    others = sorted({skill for person in people for skill in person.skills} - asked.keys())
    return tuple(Wish(each, Decimal(chance.randint(1, 3))) for each in chance.sample(others, min(WISHES, len(others))))


def problem_of(around: EgoNetwork, terms: Terms, chance: random.Random) -> Problem:
    """Puts a job and the network around its leader together, with some pairs who block each other."""
    blocking = chance.sample([person.id for person in around.people[1:]], min(2 * BLOCKS, len(around.people) - 1))
    return Problem(
        leader=around.people[0].id,
        people=people_of(around.people, MOMENT.date()),
        ties=ties_of(around, MOMENT),
        needs=terms.needs,
        blocks=frozenset(pairwise(blocking)),
        wishes=terms.wishes,
        limits=terms.limits,
        objective=terms.objective,
    )


def plain(problem: Problem) -> Problem:
    """Returns the same job as papers know it: one seat a skill, no hours and no limits; the closest team is wanted."""
    return replace(
        problem,
        needs=tuple(replace(need, seats=1, hours=Decimal(0)) for need in problem.needs),
        blocks=frozenset(),
        wishes=(),
        limits=Limits(),
        objective=Objective.TRUST,
    )
