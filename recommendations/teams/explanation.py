"""What can be said of a proposed team: who fills which seat and why they, what it comes to, and how good it is.

Everything rests on the pool alone, so that nobody outside it shows, not even in a count.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from math import comb, prod

import numpy as np

from .distances import Ints, distances, path
from .pool import Pool
from .problem import Problem
from .solving import Outcome, Team
from .swaps import Swap, best_swaps, changes
from .windows import Window, common


@dataclass(frozen=True, slots=True)
class Row:
    """One skill of the seat table.

    Attributes:
        skill: Which.
        level: Least level.
        holders: Who fills a seat of it; for a wish, who of the team has it.
        levels: Their levels.
        alternatives: How many others in the pool could.
        missing: Seats that are empty, for wishes only.
        swap: The best exchange for a seat of it, where there is one and it was looked for.
    """

    skill: str
    level: int
    holders: tuple[str, ...]
    levels: tuple[int, ...]
    alternatives: int
    missing: int
    swap: Swap | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody is in the team.

    Attributes:
        person: Who.
        path: People from the leader to them, both included.
        strength: Strength of the weakest tie on the way; 1 for the leader.
        skills: Seats they fill.
        hours: Hours a week they need.
    """

    person: str
    path: tuple[str, ...]
    strength: float
    skills: tuple[str, ...]
    hours: Decimal

    @property
    def must_connect_first(self) -> bool:
        """Whether the leader is not connected with them."""
        return len(self.path) > 2


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything about one team.

    Attributes:
        team: Which.
        rows: The seat table, needs before wishes.
        reasons: For each member, the leader first.
        leader_distance: Sum of distances to the leader.
        diameter: Largest distance of a pair.
        density: Share of pairs that are connected.
        windows: Parts of the day that all work.
        possible: In how many ways people of the pool could fill the seats.
        gap: How far from the best possible at most, as a fraction; 0 when proven best.
        proof: The proof in one sentence.
        changes: What differs from the team ranked before it.
    """

    team: Team
    rows: tuple[Row, ...]
    reasons: tuple[Reason, ...]
    leader_distance: int
    diameter: int
    density: float
    windows: tuple[Window, ...]
    possible: int
    gap: float
    proof: str
    changes: tuple[Swap, ...]


def explain(problem: Problem, outcome: Outcome, place: int, *, with_swaps: bool = True) -> Explanation:
    """Explains the team at this place of an outcome, with the best exchange for each seat where wanted."""
    team, pool = outcome.teams[place], outcome.pool
    node = {person.id: at for at, person in enumerate(pool.people)}
    away = {each: distances_of(pool, node[each]) for each in team.members}
    swaps = best_swaps(problem, pool, team, away) if with_swaps else {}
    reasons = [_reason(problem, pool, team, node, away[problem.leader], each) for each in team.members]
    pairs = [int(away[one][node[other]]) for one, other in combinations(team.members, 2)]
    gap = outcome.gap(problem.objective)
    possible = ways(problem, pool)
    return Explanation(
        team=team,
        rows=_rows(problem, pool, team, swaps),
        reasons=tuple(sorted(reasons, key=lambda each: (each.person != problem.leader, each.person))),
        leader_distance=sum(int(away[problem.leader][node[each]]) for each in team.members),
        diameter=max(pairs, default=0),
        density=_density(pool, [node[each] for each in team.members]),
        windows=tuple(common(pool.people[node[each]].window for each in team.members)),
        possible=possible,
        gap=gap,
        proof=_proof(outcome, place, possible, gap),
        changes=changes(outcome.teams[place - 1], team) if place else (),
    )


def distances_of(pool: Pool, node: int) -> Ints:
    """Returns everybody's distance from one person of the pool."""
    everybody = np.ones(len(pool.people), np.bool_)
    return distances(pool.graph, np.array([node], np.int32), everybody)


def ways(problem: Problem, pool: Pool) -> int:
    """Returns in how many ways people of the pool could fill the seats, whatever the other limits say."""
    counts = pool.holds.sum(axis=0).tolist()
    return prod(comb(count, need.seats) for count, need in zip(counts, problem.needs, strict=True))


def _proof(outcome: Outcome, place: int, possible: int, gap: float) -> str:
    ordinal = "Best" if place == 0 else f"Number {place + 1}"
    if outcome.is_proven:
        return f"{ordinal} of all {possible:,} possible ways to fill the seats, proven."
    if gap >= 1:
        return f"{ordinal} found in the time given; how much better the best possible is remains open."
    if gap > 0:
        return f"{ordinal} found in the time given; the best possible is at most {gap:.1%} better."
    return f"{ordinal} found in the time given; none is better in what comes first."


def _rows(problem: Problem, pool: Pool, team: Team, swaps: dict[str, Swap]) -> tuple[Row, ...]:
    by_id = {person.id: person for person in pool.people}
    ids = [pool.people[node].id for node in pool.candidates.tolist()]
    rows: list[Row] = []
    for at, need in enumerate(problem.needs):
        holders = tuple(who for skill, who in team.seats if skill == need.skill)
        others = [who for who, holds in zip(ids, pool.holds[:, at].tolist(), strict=True) if holds]
        rows.append(
            Row(
                skill=need.skill,
                level=need.level,
                holders=holders,
                levels=tuple(by_id[who].skills[need.skill] for who in holders),
                alternatives=len(set(others) - set(team.members)),
                missing=0,
                swap=swaps.get(need.skill),
            )
        )
    for wish in problem.wishes:
        able = [person for person in pool.people if person.skills.get(wish.skill, 0) >= wish.level]
        holders = tuple(person.id for person in able if person.id in team.members)
        rows.append(
            Row(
                skill=wish.skill,
                level=wish.level,
                holders=holders,
                levels=tuple(by_id[who].skills[wish.skill] for who in holders),
                alternatives=len(able) - len(holders),
                missing=0 if holders else 1,
                swap=None,
            )
        )
    return tuple(rows)


def _reason(problem: Problem, pool: Pool, team: Team, node: dict[str, int], away: Ints, person: str) -> Reason:
    way = path(pool.graph, away, node[person])
    lengths = [int(away[after] - away[before]) for before, after in pairwise(way)]
    skills = tuple(skill for skill, who in team.seats if who == person)
    hours = {need.skill: need.hours for need in problem.needs}
    return Reason(
        person=person,
        path=tuple(pool.people[each].id for each in way),
        strength=1 - (max(lengths) - 1) / 99 if lengths else 1.0,
        skills=skills,
        hours=sum((hours[skill] for skill in skills), Decimal(0)),
    )


def _density(pool: Pool, members: list[int]) -> float:
    connected = {
        (one, other)
        for one in members
        for other in pool.graph.target[pool.graph.start[one] : pool.graph.start[one + 1]].tolist()
        if other in members and one < other
    }
    pairs = comb(len(members), 2)
    return len(connected) / pairs if pairs else 1.0
