"""What a ranker sees of a candidate: what the methods say, what both people are, and when they last met somebody."""

import numpy as np
import numpy.typing as npt

from .arrays import Index, Real
from .links import Links
from .pool import Candidates, Pool
from .view import NetworkView

Features = npt.NDArray[np.float32]
"""One row for each candidate, one column for each feature."""

RECENT_DAYS = (366, 3 * 366)
"""Who met somebody within these spans is told apart."""


class Describer:
    """Describes the candidates of one pool; serves one thread at a time."""

    def __init__(self, pool: Pool) -> None:
        view = pool.view
        self.pool, self.view = pool, view
        self.marks = np.zeros(max(len(view), len(view.skill_ids), len(view.category_ids), 1))
        self.ones = np.ones(len(self.marks))
        self.log_degree = np.log1p(view.degrees)
        sums = np.zeros(len(view))
        np.add.at(sums, view.connections.rows, self.log_degree[view.connections.others])
        self.around = sums / np.maximum(view.degrees, 1)
        self.times = Times(view) if view.since is not None and len(view.since) else None

    @property
    def names(self) -> list[str]:
        """Names of the features, in the order of their columns."""
        methods = [name for name, _ in self.pool.parts]
        return [
            *(f"{name} score" for name in methods),
            *(f"{name} relative score" for name in methods),
            *(f"{name} place" for name in methods),
            "added places",
            "degree",
            "degree of the candidate",
            "degrees around",
            "degrees around the candidate",
            "shared connections",
            "jaccard of connections",
            "share of connections that are shared",
            "share of the candidate's connections that are shared",
            "skills",
            "skills of the candidate",
            "shared skills",
            "same city",
            "same country",
            "same category",
            *(TIMES if self.times else ()),
        ]

    def described(self, row: int, found: Candidates) -> Features:
        """Returns the features of the first candidates."""
        view, rows = self.view, found.first
        top = found.scores.max(axis=0, initial=0.0)
        shared = self._overlap(view.connections, row, rows)
        union = view.degrees[row] + view.degrees[rows] - shared
        near = (view.city[rows] == view.city[row]) & (view.city[row] >= 0)
        land = (view.country[rows] == view.country[row]) & (view.country[row] >= 0)
        columns = [
            found.scores,
            found.scores / np.where(top > 0, top, 1),
            np.minimum(found.ranks, 2 * self.pool.depth),
            found.fused[: len(rows)],
            np.full(len(rows), view.degrees[row]),
            view.degrees[rows],
            np.full(len(rows), self.around[row]),
            self.around[rows],
            shared,
            shared / np.maximum(union, 1),
            shared / max(view.degrees[row], 1),
            shared / np.maximum(view.degrees[rows], 1),
            np.full(len(rows), view.skills.counts[row]),
            view.skills.counts[rows],
            self._overlap(view.skills, row, rows),
            near,
            land,
            self._overlap(view.categories, row, rows) > 0,
        ]
        if self.times:
            columns.append(self.times.described(row, rows))
        return np.column_stack([np.asarray(each, np.float32) for each in columns])

    def _overlap(self, links: Links, row: int, rows: Index) -> Real:
        """Counts what each candidate has in common with one person."""
        from . import walks  # numba takes a second to import, which commands that rank nobody need not wait for

        counted = np.zeros(len(rows))
        if len(links.others):
            walks.overlap(links.starts, links.others, links[row], self.ones, self.marks, rows, counted)
        return counted


TIMES = (
    "days since the first connection",
    "days since the candidate's first connection",
    "days since the last connection",
    "days since the candidate's last connection",
    *(f"connections of {days} days" for days in RECENT_DAYS),
    *(f"connections of the candidate of {days} days" for days in RECENT_DAYS),
    "days since both had met somebody they share",
    "days since the candidate met somebody shared",
)


class Times:
    """What is known of when people connected; days are counted back from the latest connection of all."""

    def __init__(self, view: NetworkView) -> None:
        links, since = view.connections, np.asarray(view.since, np.float64)
        self.links = links
        self.age = since.max() - since
        self.never = float(self.age.max()) + 366
        self.first, self.last = np.full(len(view), -1.0), np.full(len(view), self.never)
        np.maximum.at(self.first, links.rows, self.age)
        np.minimum.at(self.last, links.rows, self.age)
        self.recent = [
            np.bincount(links.rows[self.age < days], minlength=len(view)).astype(float) for days in RECENT_DAYS
        ]
        self.met = np.full(len(view), np.inf)

    def described(self, row: int, rows: Index) -> Real:
        """Returns the features of each candidate that have to do with time."""
        from . import walks

        links, count = self.links, len(rows)
        part = slice(links.starts[row], links.starts[row + 1])
        friends, ages = links.others[part], self.age[part]
        both, theirs = np.full(count, self.never), np.full(count, self.never)
        walks.latest_shared(links.starts, links.others, self.age, friends, ages, rows, self.met, both, theirs)
        return np.column_stack(
            [
                np.full(count, self.first[row]),
                self.first[rows],
                np.full(count, self.last[row]),
                self.last[rows],
                *(np.full(count, each[row]) for each in self.recent),
                *(each[rows] for each in self.recent),
                both,
                theirs,
            ]
        )
