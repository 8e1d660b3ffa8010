"""Two years between people: who invited whom, and what became of it."""

from dataclasses import dataclass

import numpy as np

from .acts import ACCEPTED, COMMON, DECLINED, IMPORT, IMPORTED, REMOVED, SENT, WITHDRAWN, Story, Waiting
from .arrays import Index, Mask, Real
from .moments import DAY, TERM, YEAR
from .network import Pairs
from .people import People
from .plots import SLOT, Outcome, Plot

PART = 1_000_000
"""Pairs told at a time, which bounds memory."""

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Roles:
    """The two of each pair by who invited, and since when both were there, each of shape (pairs,)."""

    sender: Index
    recipient: Index
    start: Index

    def __getitem__(self, which: Mask | Index) -> "Roles":
        return Roles(self.sender[which], self.recipient[which], self.start[which])


def cast(people: People, pairs: Pairs, chance: np.random.Generator) -> Roles:
    """Decides who of each pair invited the other: rather who is eligible, else who is Top Rated, else either.

    Args:
        people: Everybody.
        pairs: The pairs.
        chance: The source of randomness.

    Returns:
        Who invited whom.
    """
    standing = (people.eligible * 4 + people.top_rated * 2).astype(np.int8)
    lead = standing[pairs.low] - standing[pairs.high]
    swap = np.where(lead == 0, chance.random(len(pairs), dtype=np.float32) < 0.5, lead < 0)
    start = np.maximum(np.maximum(people.joined[pairs.low], people.joined[pairs.high]), -2 * YEAR)
    return Roles(np.where(swap, pairs.high, pairs.low), np.where(swap, pairs.low, pairs.high), start.astype(np.int32))


def plots_for(roles: Roles, plots: tuple[Plot, ...], chance: np.random.Generator) -> Index:
    """Draws a plot for each pair; one that needs more time than the pair had becomes -1.

    Returns:
        Rows in `plots`, shape (pairs,).
    """
    edges = np.cumsum([plot.share for plot in plots])
    drawn = np.searchsorted(edges / edges[-1], chance.random(len(roles.start), dtype=np.float32), side="right")
    needs = np.array([plot.needs for plot in plots])[drawn]
    return np.where(-roles.start >= needs, drawn, -1).astype(np.int8)


def tell(
    story: Story, roles: Roles, plot: Plot, chance: np.random.Generator, *, recorded: bool = True
) -> tuple[Index, Index]:
    """Tells one plot for all its pairs: writes the acts and what waits now.

    Args:
        story: Where to write.
        roles: The pairs, each with enough time for the plot.
        plot: What happens.
        chance: The source of randomness.
        recorded: Whether the acts go to the ledger.

    Returns:
        When each pair was connected (0 where it is not) and the first invitation's entry point of that connection.
    """
    count = len(roles.start)
    since: Index = np.zeros(count, np.int32)
    via: Index = np.full(count, IMPORT, np.int8)
    stop = _stop(plot, count)
    slot = (stop - roles.start) / len(plot.outcomes)
    for turn, outcome in enumerate(plot.outcomes):
        begin, end = roles.start + slot * turn, roles.start + slot * (turn + 1)
        if outcome is Outcome.IMPORTED:
            since = _whole(begin + (end - begin) * 0.97 * chance.random(count))
            low, high = np.minimum(roles.sender, roles.recipient), np.maximum(roles.sender, roles.recipient)
            if recorded:
                story.add(IMPORTED, since, low, high, invitation=None, entry=via, steps=None)
            continue
        entry, steps = _ways(count, chance)
        at, done = _times(plot, outcome, begin, end, chance)
        if outcome in {Outcome.ACCEPTED, Outcome.REMOVED}:
            since, via = done, entry
        if not recorded:
            continue
        number = story.number(count)
        story.add(SENT, at, roles.sender, roles.recipient, invitation=number, entry=entry, steps=steps)
        _end(story, roles, outcome, number, at, done, end, entry, steps, chance)
    return since, via


def _end(
    story: Story,
    roles: Roles,
    outcome: Outcome,
    number: Index,
    at: Index,
    done: Index,
    end: Real,
    entry: Index,
    steps: Index,
    chance: np.random.Generator,
) -> None:
    """Writes how the invitations of one turn ended."""
    sender, recipient = roles.sender, roles.recipient
    if outcome in {Outcome.ACCEPTED, Outcome.REMOVED}:
        story.add(ACCEPTED, done, recipient, sender, invitation=number, entry=entry, steps=None)
    if outcome is Outcome.REMOVED:
        gone = _whole(done + MINUTE + (end - done - DAY) * chance.random(len(at)))
        by_sender = chance.random(len(at)) < 0.5
        one, other = np.where(by_sender, sender, recipient), np.where(by_sender, recipient, sender)
        story.add(REMOVED, gone, one, other, invitation=None, entry=None, steps=None)
    if outcome in {Outcome.DECLINED, Outcome.DECLINED_IN_SILENCE}:
        story.add(DECLINED, done, recipient, sender, invitation=number, entry=None, steps=None)
    if outcome is Outcome.WITHDRAWN:
        story.add(WITHDRAWN, done, sender, recipient, invitation=number, entry=None, steps=None)
    if outcome in {Outcome.PENDING, Outcome.DECLINED_IN_SILENCE}:
        silent = np.full(len(at), outcome is Outcome.DECLINED_IN_SILENCE)
        story.waiting.append(Waiting(sender, recipient, number, at, entry, steps, silent))


def _stop(plot: Plot, count: int) -> Real:
    """Returns until when the turns of a plot are spread: what ran out ran out before now."""
    last = plot.outcomes[-1]
    if last in {Outcome.ACCEPTED, Outcome.IMPORTED}:
        return np.zeros(count)
    if last in {Outcome.PENDING, Outcome.DECLINED_IN_SILENCE}:
        return np.full(count, float(SLOT - TERM if len(plot.outcomes) > 1 else 0))
    return np.full(count, float(-TERM - DAY))


def _times(plot: Plot, outcome: Outcome, begin: Real, end: Real, chance: np.random.Generator) -> tuple[Index, Index]:
    """Draws when the invitations of a turn were sent and answered.

    Two turns are more than the term apart: within a plot of several, all is sent early enough in its slot.

    Returns:
        Seconds from the day of generation: sent, and answered within the term and before now.
    """
    count = len(begin)
    delay = np.minimum(chance.exponential(2.2 * DAY, count), 29.5 * DAY)
    if outcome in {Outcome.PENDING, Outcome.DECLINED_IN_SILENCE}:
        earliest = np.maximum(begin, -TERM + 1.5 * DAY)
        at = earliest * (0.03 + 0.97 * chance.random(count))
        return _whole(at), _whole(at + np.minimum(delay, -at * 0.8) + MINUTE)
    if len(plot.outcomes) == 1 and outcome is Outcome.ACCEPTED:
        at = begin + (end - begin) * 0.97 * chance.random(count) ** 0.8
        return _whole(at), _whole(at + np.minimum(delay, -at * 0.9) + MINUTE)
    at = begin + (end - begin - TERM - 2 * DAY) * chance.random(count)
    return _whole(at), _whole(at + delay + MINUTE)


def _ways(count: int, chance: np.random.Generator) -> tuple[Index, Index]:
    """Draws entry points and the steps they took."""
    edges = np.cumsum(COMMON)
    entry = np.searchsorted(edges / edges[-1], chance.random(count, dtype=np.float32), side="right").astype(np.int8)
    return entry, (1 + chance.binomial(4, 0.25, count)).astype(np.int8)


def _whole(seconds: Real) -> Index:
    """Rounds times down to whole seconds."""
    return np.floor(seconds).astype(np.int32)
