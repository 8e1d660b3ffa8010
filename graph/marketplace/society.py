"""Network and story together: connections, pending invitations and the ledger."""

from dataclasses import dataclass

import numpy as np

from .acts import Acts, Story, Waiting
from .arrays import Index, Real
from .moments import DAY, TERM
from .network import Pairs, connect, distinct, mingle
from .people import People
from .personas import FREELANCERS
from .plots import CONNECTED, STRANGERS, WAITING, Outcome, Plot
from .story import PART, Roles, cast, plots_for, tell

STRANGE: float = 0.19
"""Pairs with a story that are not connected, for each connection, before those that had no time for theirs."""

SENT_BY_PERSONAS = (
    ("pia-private", "lena-lead", Outcome.PENDING),
    ("dora-declined", "mateo-mentor", Outcome.DECLINED_IN_SILENCE),
    ("", "ines-ineligible", Outcome.PENDING),
    *(("", "carla-connector", Outcome.PENDING),) * 6,
    *(("carla-connector", "", Outcome.PENDING),) * 5,
)
"""Invitations of the personas; an empty handle is anybody."""


@dataclass(frozen=True, slots=True)
class Society:
    """How the people stand to each other.

    Attributes:
        pairs: Who is connected.
        since: Since when, in seconds from the day of generation, shape (pairs,).
        entry: Through which entry point, shape (pairs,).
        waiting: Invitations that show as pending to their sender.
        acts: The ledger, in order of time.
        invitations: How many invitations there ever were.
    """

    pairs: Pairs
    since: Index
    entry: Index
    waiting: Waiting
    acts: Acts
    invitations: int


def live(people: People, categories: Index, chance: np.random.Generator, *, history: bool) -> Society:
    """Connects people and tells how it came.

    Args:
        people: Everybody.
        categories: Row of each person's category, shape (people,).
        chance: The source of randomness.
        history: Whether to record it. Without, connections have no events, and the ledger holds only the
            invitations that wait now.

    Returns:
        The society.
    """
    pairs, degree = connect(people, categories, chance)
    story = Story()
    since, entry = np.zeros(len(pairs), np.int32), np.zeros(len(pairs), np.int8)
    for first in range(0, len(pairs), PART):
        part = slice(first, first + PART)
        roles = cast(people, Pairs(pairs.low[part], pairs.high[part]), chance)
        chosen = plots_for(roles, CONNECTED, chance)
        chosen[chosen < 0] = 0
        for row, plot in enumerate(CONNECTED if history else CONNECTED[:1]):
            here = np.flatnonzero(chosen == row) if history else np.arange(len(chosen))
            told = tell(story, roles[here], plot, chance, recorded=history)
            since[first + here], entry[first + here] = told
    _strangers(story, people, categories, degree, pairs, chance, history=history)
    _personas(story, people, pairs, chance)
    return Society(pairs, since, entry, Waiting.joined(story.waiting), Acts.joined(story.acts), story.invitations)


def _strangers(
    story: Story,
    people: People,
    categories: Index,
    degree: Real,
    pairs: Pairs,
    chance: np.random.Generator,
    *,
    history: bool,
) -> None:
    """Tells what happened between people who are not connected now."""
    share = STRANGE if history else STRANGE / 8
    wanted = np.where(people.persona < 0, degree * share, 0)
    met = mingle(people, categories, wanted, chance)
    met = distinct(met.low, met.high, len(people))
    key = met.low.astype(np.int64) * len(people) + met.high
    known = pairs.low.astype(np.int64) * len(people) + pairs.high
    place = np.minimum(np.searchsorted(known, key), len(known) - 1)
    new = known[place] != key
    roles = cast(people, Pairs(met.low[new], met.high[new]), chance)
    plots = STRANGERS if history else WAITING
    chosen = plots_for(roles, plots, chance)
    open_to_all = ~people.private & ~people.deactivated
    may_wait = people.eligible[roles.sender] & open_to_all[roles.sender] & open_to_all[roles.recipient]
    for row, plot in enumerate(plots):
        waits = plot.outcomes[-1] in {Outcome.PENDING, Outcome.DECLINED_IN_SILENCE}
        here = (chosen == row) & (may_wait if waits else True)
        tell(story, roles[here], plot, chance)


def _personas(story: Story, people: People, pairs: Pairs, chance: np.random.Generator) -> None:
    """Tells the personas' pending invitations."""
    at = {each.handle: int(np.flatnonzero(people.persona == row)[0]) for row, each in enumerate(FREELANCERS)}
    able = people.eligible & ~people.private & ~people.deactivated & (people.persona < 0)
    able &= people.joined < -TERM - DAY
    taken = {row: set[int]() for row in at.values()}
    for row in taken:
        taken[row] |= set(pairs.high[pairs.low == row].tolist()) | set(pairs.low[pairs.high == row].tolist())
    for sender, recipient, outcome in SENT_BY_PERSONAS:
        known = taken[at[sender or recipient]]
        stranger = next(row for row in chance.permutation(np.flatnonzero(able)).tolist() if row not in known)
        known.add(stranger)
        one, other = at.get(sender, stranger), at.get(recipient, stranger)
        start = max(int(people.joined[one]), int(people.joined[other]))
        roles = Roles(*(np.array([value], np.int32) for value in (one, other, start)))
        tell(story, roles, Plot((outcome,), 1.0), chance)
