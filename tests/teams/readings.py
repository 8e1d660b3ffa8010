"""The definition of a problem read a second time, in the plainest way: who is in the pool, how far apart, what fits.

Nothing here is shared with the solver but the words of a problem, so that both can be held against each other.
"""

import heapq
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from confrere.recommendations.teams.problem import Objective, Person, Problem

CRITERIA = {
    Objective.TRUST: ("distance", "loss", "cost", "size"),
    Objective.SKILL: ("loss", "distance", "cost", "size"),
    Objective.COST: ("cost", "distance", "loss", "size"),
}


def minutes(person: Person) -> set[int]:
    """Every minute of the day that somebody works."""
    window = person.window
    return {(window.start + each) % 1440 for each in range(window.minutes)} if window else set()


@dataclass
class Reading:
    """A problem in plain collections; everything by id."""

    problem: Problem

    def __post_init__(self) -> None:
        self.all = {person.id: person for person in self.problem.people}
        self.leader = self.problem.leader
        self.ties: dict[str, dict[str, int]] = {each: {} for each in self.all}
        people = self.problem.people
        columns = (self.problem.ties.one, self.problem.ties.other, self.problem.ties.length)
        for one, other, length in zip(*(column.tolist() for column in columns), strict=True):
            for a, b in ((one, other), (other, one)):
                known = self.ties[people[a].id]
                known[people[b].id] = min(length, known.get(people[b].id, 1000))
        self.enemies = {frozenset(pair) for pair in self.problem.blocks}
        self.works = {each: minutes(person) for each, person in self.all.items()}
        self.pool = self._pool()
        self.is_lacking = not self.problem.limits.include <= self.pool

    def shares_enough(self, one: str, other: str) -> bool:
        """Whether two people work together long enough."""
        return len(self.works[one] & self.works[other]) >= self.problem.limits.overlap

    def _passes(self, each: str) -> bool:
        person = self.all[each]
        return (
            person.is_active
            and person.hours is not None
            and person.hours > 0
            and each not in self.problem.limits.exclude
            and self.shares_enough(each, self.leader)
            and frozenset((each, self.leader)) not in self.enemies
        )

    def _pool(self) -> set[str]:
        near = {each for each in self.ties[self.leader] if self._passes(each)}
        found = {self.leader} | near
        if self.problem.limits.radius == 2:
            for middle in near:
                if not self.all[middle].is_private:
                    found |= {
                        each for each in self.ties[middle] if self._passes(each) and not self.all[each].is_private
                    }
        return found

    def distances_from(self, source: str) -> dict[str, int]:
        """Shortest paths inside the pool that pass nobody private but the leader."""
        reached: dict[str, int] = {}
        waiting = [(0, source)]
        while waiting:
            length, each = heapq.heappop(waiting)
            if each in reached:
                continue
            reached[each] = length
            if each in (source, self.leader) or not self.all[each].is_private:
                for other, tie in self.ties[each].items():
                    if other in self.pool and other not in reached:
                        heapq.heappush(waiting, (length + tie, other))
        return reached

    def can_fill(self, each: str, need: int) -> bool:
        """Whether somebody may hold a seat at all."""
        wanted, person = self.problem.needs[need], self.all[each]
        return (
            person.rate is not None
            and person.skills.get(wanted.skill, 0) >= wanted.level
            and (person.hours or Decimal(0)) >= wanted.hours
        )

    def candidates(self) -> list[str]:
        """Who may be in a team, in the order of ids."""
        needs = range(len(self.problem.needs))
        wanted = {self.leader} | (self.problem.limits.include & self.pool)
        return sorted(wanted | {each for each in self.pool if any(self.can_fill(each, need) for need in needs)})

    def strangers(self, people: list[str], *, with_blocks: bool = True) -> list[tuple[str, str]]:
        """Pairs that can never be together."""
        return [
            (one, other)
            for one, other in combinations(people, 2)
            if not self.shares_enough(one, other) or (with_blocks and frozenset((one, other)) in self.enemies)
        ]

    def meets(self, each: str, wish: int) -> bool:
        """Whether somebody holds an optional skill."""
        wanted = self.problem.wishes[wish]
        return self.all[each].skills.get(wanted.skill, 0) >= wanted.level


def measured(reading: Reading, members: tuple[str, ...], seats: tuple[tuple[str, str], ...]) -> dict[str, Decimal]:
    """Checks a team against every limit, one after the other, and measures it."""
    problem, limits = reading.problem, reading.problem.limits
    assert set(members) <= reading.pool
    assert problem.leader in members
    assert limits.include <= set(members)
    assert len(members) <= (limits.size or 1000)
    assert reading.strangers(list(members)) == []
    spent, worked = Decimal(0), {each: Decimal(0) for each in members}
    for row, need in enumerate(problem.needs):
        holders = [who for skill, who in seats if skill == need.skill]
        assert len(holders) == len(set(holders)) == need.seats
        for who in holders:
            assert reading.can_fill(who, row)
            worked[who] += need.hours
            spent += (reading.all[who].rate or Decimal(0)) * need.hours
    for who, hours in worked.items():
        assert hours <= (reading.all[who].hours or Decimal(0))
    assert limits.budget is None or spent <= limits.budget
    idle = set(members) - {who for _, who in seats} - {problem.leader} - limits.include
    assert idle == set()
    loss = sum(
        wish.weight for row, wish in enumerate(problem.wishes) if not any(reading.meets(each, row) for each in members)
    )
    distance = sum(reading.distances_from(one)[other] for one, other in combinations(members, 2))
    return {"distance": Decimal(distance), "loss": Decimal(loss), "cost": spent, "size": Decimal(len(members))}
