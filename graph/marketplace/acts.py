"""The ledger being written: columns of acts, and what they leave in the graph."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from .arrays import Index, Mask

KINDS: Final = (
    "INVITATION_SENT",
    "INVITATION_ACCEPTED",
    "INVITATION_DECLINED",
    "INVITATION_WITHDRAWN",
    "CONNECTION_REMOVED",
    "CONNECTION_IMPORTED",
)
"""Kinds of events, by the number in `Acts.kind`."""

SENT, ACCEPTED, DECLINED, WITHDRAWN, REMOVED, IMPORTED = range(len(KINDS))

ENTRY_POINTS: Final = (
    "UFS_TILE",
    "PROFILE_DRAWER",
    "NETWORK_PAGE",
    "LOCATION_RECOMMENDATION",
    "SKILL_RECOMMENDATION",
    "NETWORK_RECOMMENDATION",
    "NAME_SEARCH",
    "EMAIL_SEARCH",
    "EMAIL_INVITE",
    "REFERRAL",
    "IMPORT",
)
"""R49, by the number in `Acts.entry`."""

COMMON: Final = (0.24, 0.20, 0.09, 0.07, 0.09, 0.13, 0.10, 0.04, 0.02, 0.02)
"""How frequent each entry point of an invitation is; an import is none."""

IMPORT: Final = len(ENTRY_POINTS) - 1

NONE: Final = -1
"""No invitation, entry point or steps."""


@dataclass(frozen=True, slots=True)
class Acts:
    """Acts as columns of shape (acts,); `a` acts, times are seconds from the day of generation."""

    kind: Index
    at: Index
    a: Index
    b: Index
    invitation: Index
    entry: Index
    steps: Index

    def __len__(self) -> int:
        return len(self.at)

    @classmethod
    def joined(cls, parts: Sequence["Acts"]) -> "Acts":
        """Puts acts together in order of time."""
        columns = [np.concatenate([getattr(part, name) for part in parts]) for name in cls.__slots__]
        order = np.argsort(columns[1], kind="stable")
        return cls(*(column[order] for column in columns))


@dataclass(frozen=True, slots=True)
class Waiting:
    """Invitations that show as pending to their sender, each of shape (invitations,).

    Attributes:
        sender: Row of who sent it.
        recipient: Row of who got it.
        invitation: Its number.
        at: When it was sent, in seconds from the day of generation.
        entry: Entry point.
        steps: Steps.
        silent: Whether it was declined.
    """

    sender: Index
    recipient: Index
    invitation: Index
    at: Index
    entry: Index
    steps: Index
    silent: Mask

    @classmethod
    def joined(cls, parts: Sequence["Waiting"]) -> "Waiting":
        """Puts invitations together."""
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in cls.__slots__))


@dataclass(slots=True)
class Story:
    """Everything that happened so far.

    Attributes:
        acts: The ledger, in parts.
        waiting: Pending invitations, in parts.
        invitations: How many were numbered.
    """

    acts: list[Acts] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    invitations: int = 0

    def number(self, count: int) -> Index:
        """Numbers new invitations, shape (count,)."""
        first, self.invitations = self.invitations, self.invitations + count
        return np.arange(first, self.invitations, dtype=np.int32)

    def add(
        self,
        kind: int,
        at: Index,
        a: Index,
        b: Index,
        *,
        invitation: Index | None,
        entry: Index | None,
        steps: Index | None,
    ) -> None:
        """Writes acts of one kind.

        Args:
            kind: Row in `KINDS`.
            at: When, shape (n,).
            a: Who acted, shape (n,).
            b: The other, shape (n,).
            invitation: Numbers of the invitations, where the kind has one.
            entry: Rows in `ENTRY_POINTS`, where it has one.
            steps: Steps, where it has them.
        """
        absent = np.full(len(at), NONE, np.int32)
        self.acts.append(
            Acts(
                kind=np.full(len(at), kind, np.int8),
                at=at.astype(np.int32),
                a=a.astype(np.int32),
                b=b.astype(np.int32),
                invitation=absent if invitation is None else invitation,
                entry=(absent if entry is None else entry).astype(np.int8),
                steps=(absent if steps is None else steps).astype(np.int8),
            )
        )
