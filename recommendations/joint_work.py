"""What people did together: how many jobs two who are connected completed in one team."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from .arrays import Index, Mask
from .links import Links

Counts = npt.NDArray[np.uint16]
MOST = int(np.iinfo(np.uint16).max)


@dataclass(frozen=True, eq=False)
class JointWork:
    """Who worked with whom, among people who are connected.

    Few of the connected did, so it is kept beside the connections and not as a number for each of them.

    Attributes:
        links: of each person with whom they worked; of these connections, so only people who can be found.
        jobs: how many jobs, one number for each entry of ``links``.
    """

    links: Links
    jobs: Counts

    @classmethod
    def of(cls, rows: npt.ArrayLike, others: npt.ArrayLike, jobs: npt.ArrayLike, connections: Links) -> Self:
        """Makes it of pairs, both directions of each; of a pair that is named again the most jobs count.

        Args:
            rows: of whom.
            others: with whom, of the same length.
            jobs: how many, of the same length.
            connections: pairs that are not among these are left out.
        """
        first, second = np.asarray(rows, np.int64), np.asarray(others, np.int64)
        many = np.minimum(np.asarray(jobs, np.int64), MOST)
        keep = (many > 0) & connections.has(first, second)
        first, second, many = first[keep], second[keep], many[keep]
        order = np.lexsort((-many, second, first))
        first, second, many = first[order], second[order], many[order]
        is_new = np.ones(len(first), np.bool_)
        is_new[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
        links = Links.of(first[is_new], second[is_new], len(connections))
        return cls(links, many[is_new].astype(np.uint16))

    @classmethod
    def none(cls, count: int) -> Self:
        """Makes it of nobody, among so many people."""
        return cls(Links.none(count), np.empty(0, np.uint16))

    def among(self, connections: Links) -> "JointWork":
        """Returns what is left of it where only these are connected."""
        if not len(self.jobs):
            return JointWork.none(len(connections))
        keep = connections.has(self.links.rows, self.links.others)
        return self if keep.all() else JointWork(self.links.kept(keep), self.jobs[keep])

    def renumbered(self, rows: Index, count: int) -> "JointWork":
        """Returns it among ``count`` people, where row ``i`` has become ``rows[i]``, ascending."""
        return JointWork(self.links.renumbered(rows, count, rows), self.jobs)

    def told_anew(self, is_told: Mask, told: Iterable[tuple[int, int, int]], connections: Links) -> "JointWork":
        """Returns it where some people's work is what they tell now.

        Args:
            is_told: of all people, who tells.
            told: a person who tells, with whom they worked, and how many jobs.
            connections: as they are now.
        """
        now = np.array(list(told), np.int64).reshape(-1, 3)
        is_kept = ~(is_told[self.links.rows] | is_told[self.links.others])
        if not len(now) and is_kept.all():
            return self
        return JointWork.of(
            np.concatenate([self.links.rows[is_kept], now[:, 0], now[:, 1]]),
            np.concatenate([self.links.others[is_kept], now[:, 1], now[:, 0]]),
            np.concatenate([self.jobs[is_kept], now[:, 2], now[:, 2]]),
            connections,
        )
