"""Networks to form teams in: the demo marketplace as it is drawn, or any network given as files.

Files tell who is connected and which skills people have. What a team needs beside that and files lack is drawn from a
seed and said so: rates, hours, time zones, levels, days of connections, one person in twenty private, and skills for
people of a network without any.
"""

import csv
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from confrere.graph.ego import Around, EgoLinks, EgoNetwork
from confrere.graph.marketplace import PEOPLE, generate
from confrere.recommendations.evaluation.data import Dataset, read_dataset
from confrere.recommendations.links import Links

from .marketplace import MOMENT

ZONES = ("Asia/Kolkata", "Asia/Manila", "Europe/Kyiv", "Europe/Lisbon", "America/New_York", "America/Sao_Paulo")
SKILLS = 300
"""Skills drawn for a network without any."""

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class TeamNetwork:
    """Everybody, in the order of ids, as columns.

    Attributes:
        name: What it is called in tables.
        ids: Everybody.
        rate: Minor units an hour, -1 where none.
        currency: Of the rate.
        hours: Hours a week.
        zone: Where the working day lies.
        is_private: Whether the profile is private.
        is_active: Whether the account is.
        skills: What each holds, and beside it ``levels``.
        levels: One for each entry of ``skills``.
        ties: Whom each is connected with, and beside it ``since``.
        since: Seconds since 1970, one for each entry of ``ties``.
    """

    name: str
    ids: Sequence[str]
    rate: Numbers
    currency: Sequence[str]
    hours: npt.NDArray[np.float64]
    zone: Sequence[str]
    is_private: npt.NDArray[np.bool_]
    is_active: npt.NDArray[np.bool_]
    skills: Links
    levels: Numbers
    ties: Links
    since: Numbers

    @property
    def degrees(self) -> Numbers:
        """How many connections each has."""
        return np.diff(self.ties.starts)

    def around(self, leader: int) -> EgoNetwork:
        """Returns whom the leader sees within two connections, the leader first, as the database would tell it."""
        is_shown = self.is_active & ~self.is_private
        near = [each for each in self.ties[leader].tolist() if self.is_active[each]]
        inside = np.zeros(len(self.ids), np.bool_)
        inside[near] = True
        for middle in near:
            if is_shown[middle]:
                others = self.ties[middle]
                inside[others[is_shown[others]]] = True
        inside[leader] = False
        pool = np.concatenate([[leader], np.flatnonzero(inside)])
        return EgoNetwork([self._one(each) for each in pool.tolist()], self._among(pool))

    def _one(self, who: int) -> Around:
        skills = slice(self.skills.starts[who], self.skills.starts[who + 1])
        held = zip(self.skills.others[skills].tolist(), self.levels[skills].tolist(), strict=True)
        return Around(
            id=self.ids[who],
            rate_minor=int(self.rate[who]) if self.rate[who] >= 0 else None,
            currency=self.currency[who],
            hours=float(self.hours[who]) or None,
            time_zone=self.zone[who],
            is_private=bool(self.is_private[who]),
            levels={f"SK_{skill}": level for skill, level in held},
        )

    def _among(self, pool: Numbers) -> EgoLinks:
        """Returns the connections among these people, each from the lower of its two."""
        place = np.full(len(self.ids), -1)
        place[pool] = np.arange(len(pool))
        starts, ends = self.ties.starts[pool], self.ties.starts[pool + 1]
        entries = np.concatenate([np.arange(start, end) for start, end in zip(starts, ends, strict=True)])
        one, other = np.repeat(pool, ends - starts), self.ties.others[entries]
        kept = (other > one) & (place[other] >= 0)
        since = self.since[entries[kept]].tolist()
        return EgoLinks(
            place[one[kept]].tolist(), place[other[kept]].tolist(), since, jobs=[0] * len(since), last=[-1] * len(since)
        )


def demo(people: int = PEOPLE) -> TeamNetwork:
    """Draws the demo marketplace and reads it from the files that Neo4j would import."""
    with tempfile.TemporaryDirectory(prefix="confrere-") as name:
        folder = Path(name)
        generate(folder, now=MOMENT, people=people, history=False)
        told = _table(folder / "freelancers.csv")
        has, ties = _table(folder / "has_skill.csv"), _table(folder / "connected_to.csv")
    count = len(told["id"])
    skills, levels = _beside(
        has[":START_ID(Freelancer)"], has[":END_ID(Skill)"], np.array(has["level:int"], int), count
    )
    since = np.array([int(datetime.fromisoformat(each).timestamp()) for each in ties["since:datetime"]], np.int64)
    links, when = _both_ways(*_ends(ties), since, count)
    return TeamNetwork(
        name=f"demo marketplace, {count:,} people",
        ids=told["id"],
        rate=np.array([int(each) if each else -1 for each in told["hourlyRate:int"]], np.int64),
        currency=told["currency"],
        hours=np.array([float(each or 0) for each in told["weeklyHours:float"]]),
        zone=told["timeZone"],
        is_private=np.array(told["visibility"]) == "PRIVATE",
        is_active=np.array(told["status"]) == "ACTIVE",
        skills=skills,
        levels=levels,
        ties=links,
        since=when,
    )


def from_files(kind: str, folder: Path, *, seed: int) -> TeamNetwork:
    """Reads a network as ``confrere evaluate`` does, and draws what it lacks.

    Args:
        kind: ``github``, ``dblp`` or ``folder``.
        folder: Where its files lie.
        seed: What is drawn comes from it.

    Raises:
        BadData: a file is missing or holds something else.
    """
    data: Dataset = read_dataset(kind, folder)
    chance = np.random.default_rng(seed)
    count = len(data.people)
    held = data.people.skills if len(data.people.skills.others) else _drawn_skills(count, chance)
    ties, _ = _both_ways(data.pairs[:, 0], data.pairs[:, 1], np.zeros(len(data.pairs), np.int64), count)
    ages = chance.integers(0, int(timedelta(days=5 * 365).total_seconds()), len(data.pairs))
    _, since = _both_ways(data.pairs[:, 0], data.pairs[:, 1], int(MOMENT.timestamp()) - ages, count)
    return TeamNetwork(
        name=f"{data.name}, {count:,} people",
        ids=[each.decode() for each in data.people.ids.tolist()],
        rate=(100 * np.clip(chance.lognormal(3.7, 0.5, count), 8, 200)).astype(np.int64),
        currency=["USD"] * count,
        hours=chance.choice([10.0, 20.0, 30.0, 40.0], count),
        zone=chance.choice(ZONES, count).tolist(),
        is_private=chance.random(count) < 0.05,
        is_active=np.ones(count, np.bool_),
        skills=held,
        levels=chance.integers(1, 6, len(held.others)),
        ties=ties,
        since=since,
    )


def _drawn_skills(count: int, chance: np.random.Generator) -> Links:
    """Draws six skills for everybody, the first of them the most usual."""
    usual = 1 / np.arange(1, SKILLS + 1)
    return Links.of(np.repeat(np.arange(count), 6), chance.choice(SKILLS, 6 * count, p=usual / usual.sum()), count)


def _table(path: Path) -> dict[str, list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.reader(file)
        header = next(table)
        columns = zip(*table, strict=True)
        return dict(zip(header, map(list, columns), strict=True))


def _ends(ties: dict[str, list[str]]) -> tuple[Numbers, Numbers]:
    names = (":START_ID(Freelancer)", ":END_ID(Freelancer)")
    one, other = (np.array(ties[name], np.int64) for name in names)
    return one, other


def _beside(rows: Sequence[str], others: Sequence[str], values: Numbers, count: int) -> tuple[Links, Numbers]:
    """Puts pairs and what stands beside them in order."""
    first, second = np.array(rows, np.int64), np.array(others, np.int64)
    order = np.lexsort([second, first])
    links = Links.of(first, second, count)
    assert len(links.others) == len(order), "a pair stands twice"
    return links, values[order]


def _both_ways(one: Numbers, other: Numbers, since: Numbers, count: int) -> tuple[Links, Numbers]:
    """Puts connections in order, each from both ends."""
    first, second = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.lexsort([second, first])
    return Links.of(first, second, count), np.concatenate([since, since])[order]
