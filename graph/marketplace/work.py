"""Jobs and their history: what clients posted in two years, who was asked, who worked with whom."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from .arrays import Index
from .chronicle import Chronicle
from .courses import Luck, Part, stream
from .hiring import tell
from .network import Pairs
from .people import People
from .personas import FREELANCERS
from .postings import Line, Posting, for_guest, post
from .scene import Scene
from .society import Society
from .talent import Talent
from .trades import Skilled, Trades

GUESTS: Final = (
    ("nia-newcomer", Part.WAITS),
    ("carla-connector", Part.WAITS),
    ("carla-connector", Part.OFFERS),
    ("hugo-hub", Part.WAITS),
    ("hugo-hub", Part.LEADS),
    ("lena-lead", Part.WAITS),
    ("lena-lead", Part.LEADS),
    ("lena-lead", Part.LEADS),
    ("mateo-mentor", Part.WAITS),
    ("mateo-mentor", Part.LEADS),
    ("ines-ineligible", Part.WAITS),
    ("dora-declined", Part.OFFERS),
    ("bo-blank", Part.WAITS),
)
"""Jobs of the client to sign in as that concern people to sign in as, and what these do."""

HOUR: Final = 3_600

NEEDED_BESIDE: Final = 2
"""Skills of a job for a lead that the lead lacks."""


@dataclass(frozen=True, slots=True)
class Work:
    """All jobs, and everything that happened with them."""

    postings: list[Posting]
    chronicle: Chronicle

    def invites(self) -> tuple[Index, Index]:
        """Returns whom clients invited, as rows, and when, in seconds from the day of generation."""
        invites = self.chronicle.invites
        return np.array([each.person for each in invites], np.int64), np.array([each.at for each in invites], np.int64)

    def together(self, pairs: Pairs, since: Index, people: int) -> tuple[Index, Index]:
        """Counts the jobs that people who are connected completed together, and finds the last.

        Args:
            pairs: Who is connected.
            since: Since when, shape (pairs,).
            people: How many people there are.

        Returns:
            How many jobs, and when the last was completed, each of shape (pairs,).
        """
        count, last = np.zeros(len(pairs), np.int32), np.full(len(pairs), np.iinfo(np.int32).min, np.int64)
        low, high, at = np.array(self.chronicle.together, np.int64).reshape(-1, 3).T
        known = pairs.low.astype(np.int64) * people + pairs.high
        key = low * people + high
        place = np.minimum(np.searchsorted(known, key), len(known) - 1)
        counts = (known[place] == key) & (since[place] < at)
        np.add.at(count, place[counts], 1)
        np.maximum.at(last, place[counts], at[counts])
        return count, last


def employ(
    people: People,
    trades: Trades,
    skilled: Skilled,
    society: Society,
    clients: Sequence[int],
    zones: Sequence[str],
    chance: np.random.Generator,
) -> Work:
    """Draws jobs and tells the story of each.

    Args:
        people: Everybody.
        trades: Occupations and their skills.
        skilled: Who has which skill.
        society: Who is connected, and since when.
        clients: Rows of the clients who post, the one to sign in as first.
        zones: Time zones in which clients work, the frequent ones first.
        chance: The source of randomness.

    Returns:
        The jobs and what happened.
    """
    talent = Talent(people, skilled, society.pairs, society.since, chance)
    luck = stream(chance)
    postings = post(len(people), trades, clients, zones, chance)
    guests = list(_for_guests(people, trades, talent, clients[0], zones, luck))
    postings[: len(guests)] = guests
    chronicle = Chronicle()
    for job, posting in enumerate(postings):
        tell(Scene(job, posting, len(people) + posting.client, talent, chronicle, luck))
    return Work(postings, chronicle)


def _for_guests(
    people: People, trades: Trades, talent: Talent, client: int, zones: Sequence[str], luck: Luck
) -> Iterator[Posting]:
    """Makes jobs for the people to sign in as, of what they can do and, for a lead, what people they know can do."""
    row = {each.handle: int(np.flatnonzero(people.persona == at)[0]) for at, each in enumerate(FREELANCERS)}
    for handle, part in GUESTS:
        guest = row[handle]
        joined = talent.joined[guest]
        if joined > -HOUR:
            continue  # too new for anything to have happened
        skill, level = max(talent.levels[guest].items(), key=lambda each: (each[1], -each[0]))
        lines = [Line(skill, max(1, level - 1), 1, 4.0)]
        if part is Part.LEADS:
            around = Counter(
                skill for other in talent.known(guest, 0) for skill, level in talent.levels[other].items() if level > 2
            )
            beside = [skill for skill, _ in around.most_common() if skill not in talent.levels[guest]]
            lines += [Line(skill, 2, 1, 4.0) for skill in beside[:NEEDED_BESIDE]]
        trade = int(people.occupation[guest])
        yield for_guest(
            guest,
            part,
            lines,
            joined=joined,
            client=client,
            trades=trades,
            trade=trade,
            zone=zones[0],
            luck=luck,
        )
