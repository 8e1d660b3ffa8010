"""What a published method answers: who, for which skill, by way of whom, and how good by its own measure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .experts import Experts


@dataclass(frozen=True, slots=True)
class Answer:
    """A team of one holder for each skill.

    Attributes:
        members: Ids of those who fill seats and of the leader, in order.
        between: Ids of those who are only passed on the way from one to another, in order.
        seats: Who fills the seat of which skill, as pairs of skill and id, in order; for one person several.
        value: What the method makes small, in units of length; its docstring says what that is.
    """

    members: tuple[str, ...]
    between: tuple[str, ...]
    seats: tuple[tuple[str, str], ...]
    value: int

    @classmethod
    def of(cls, experts: Experts, chosen: Sequence[int], value: int, passed: Iterable[int] = ()) -> "Answer":
        """Names people.

        Args:
            experts: The network.
            chosen: Node of the holder of each skill, in the order of ``experts.holders``.
            value: The method's own measure.
            passed: Nodes on the ways between them.
        """
        members = {experts.leader, *chosen}
        seats = zip(experts.skills, chosen[: len(experts.skills)], strict=True)
        return cls(
            members=tuple(experts.people[each] for each in sorted(members)),
            between=tuple(experts.people[each] for each in sorted(set(passed) - members)),
            seats=tuple(sorted((skill, experts.people[each]) for skill, each in seats)),
            value=value,
        )
