"""The best teams found so far, in order; of the same people the best way to share the seats counts."""

from bisect import insort
from dataclasses import dataclass, field

import numpy as np

from .state import FILLED, FOUND, LAST_MEMBERS, LAST_SIZE, LEVEL, State, Task


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A complete team.

    Attributes:
        key: The criteria, the most important first.
        members: Candidates, ascending.
        seats: Who fills a seat of which need, as pairs of need and candidate.
    """

    key: tuple[int, ...]
    members: tuple[int, ...]
    seats: tuple[tuple[int, int], ...] = field(compare=False)


@dataclass(slots=True)
class Ranking:
    """As many as are wanted, the best first."""

    task: Task
    teams: list[Found] = field(default_factory=list[Found])

    def keep(self, state: State) -> None:
        """Puts the complete team in its place, and tells the search what to beat."""
        found = _found(self.task, state)
        same = next((each for each in self.teams if each.members == found.members), None)
        if same is not None and same <= found:
            return
        if same is not None:
            self.teams.remove(same)
        insort(self.teams, found)
        del self.teams[self.task.wanted :]
        state.at[FOUND] = len(self.teams)
        if len(self.teams) == self.task.wanted:
            last = self.teams[-1]
            state.last[: len(last.key)] = last.key
            state.last[LAST_SIZE] = len(last.members)
            state.last[LAST_MEMBERS : LAST_MEMBERS + len(last.members)] = last.members


def _found(task: Task, state: State) -> Found:
    members = sorted(state.team[: state.at[LEVEL]].tolist())
    holders, needs = np.nonzero(state.taken[members] == FILLED)
    seats = sorted((need, members[at]) for at, need in zip(holders.tolist(), needs.tolist(), strict=True))
    key = tuple(int(state.low[each]) for each in task.order.tolist())
    return Found(key, tuple(members), tuple(seats))
