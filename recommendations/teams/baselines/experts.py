"""The network as papers on team formation know it: ties with lengths, who holds which skill, and nothing else."""

from dataclasses import dataclass

import numpy as np

from ..distances import Graph, Ints, distances
from ..pool import Pool
from ..problem import Problem


@dataclass(frozen=True, eq=False)
class Experts:
    """Who holds what, and how far apart they are.

    Attributes:
        people: Ids by node, ascending.
        graph: Ties, 1 to 100 long.
        leader: The leader's node.
        skills: Skills asked for, each once.
        holders: For each of them the nodes of its holders, ascending; never none.
        is_led: Whether the team is to have the leader, which is then asked for like a skill that only they hold.
    """

    people: tuple[str, ...]
    graph: Graph
    leader: int
    skills: tuple[str, ...]
    holders: tuple[Ints, ...]
    is_led: bool

    @classmethod
    def of(cls, problem: Problem, pool: Pool, *, is_led: bool) -> "Experts | None":
        """Reads what the papers know of a job; None where a skill has no holder, so that there is no team.

        A holder is somebody who could fill one seat of the skill: in the pool, of the level, priced, with the hours.

        Args:
            problem: The job, of which skills, levels and the hours of a single seat count.
            pool: Its pool.
            is_led: Whether the leader is asked for too.

        Raises:
            ValueError: no skill is asked for, or one is asked for twice.
        """
        skills = tuple(need.skill for need in problem.needs)
        if not skills or len(set(skills)) < len(skills):
            raise ValueError("name at least one skill, and each once")
        leader = int(pool.candidates[pool.leader])
        holders = [pool.candidates[pool.holds[:, at]] for at in range(len(skills))]
        if any(len(each) == 0 for each in holders):
            return None
        if is_led:
            holders.append(np.array([leader], np.int32))
        people = tuple(person.id for person in pool.people)
        return cls(people, pool.graph, leader, skills, tuple(holders), is_led)

    def away(self, *sources: int) -> Ints:
        """Returns how far everybody is from the nearest of these nodes."""
        return distances(self.graph, np.array(sources, np.int32), np.ones(len(self.people), np.bool_))

    def nearest(self, away: Ints) -> list[int]:
        """Returns for each skill its nearest holder by these distances, of several the first."""
        return [int(each[np.argmin(away[each])]) for each in self.holders]
