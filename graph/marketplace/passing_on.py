"""Referrals of the demo: who passes a job on, to whom, and what the other says (R40)."""

from typing import Final

from confrere.graph.model.transitions import EventKind

from .chronicle import Referral
from .courses import REFERS, later
from .scene import Scene

ACCEPTED, DECLINED = 0.6, 0.2
"""Of the candidates; the others have not answered."""
OFFERS: Final = 0.75
"""Of those who accept."""

NOTES: Final = (
    "Better than I am at this, and free at the moment.",
    "We worked together on something similar.",
    "I have no time, but this is for you.",
)


def refer(scene: Scene, giver: int, at: int) -> tuple[int, int] | None:
    """Has somebody who declined pass the job on, sometimes.

    Args:
        scene: The job.
        giver: Who declined.
        at: When.

    Returns:
        Who will offer, and since when they think of it; None where nobody does.
    """
    luck = scene.luck
    if scene.posting.is_private or luck() > REFERS:
        return None
    candidate = _candidate(scene, giver, at)
    if candidate is None:
        return None
    scene.taken.add(candidate)
    at = later(at, 0.3, scene.limit, luck)
    note = int(luck() * 2 * len(NOTES))
    referral = Referral(giver, candidate, scene.job, at, note if note < len(NOTES) else None)
    scene.chronicle.referrals.append(referral)
    scene.tell(EventKind.REFERRAL_SENT, at, giver, candidate)
    word = luck()
    if word >= ACCEPTED + DECLINED:
        return None
    at = later(at, 1.5, scene.limit, luck)
    if word >= ACCEPTED:
        referral.declined = at
        scene.tell(EventKind.REFERRAL_DECLINED, at, candidate, giver)
        return None
    referral.accepted = at
    scene.tell(EventKind.REFERRAL_ACCEPTED, at, candidate, giver)
    return (candidate, at) if luck() < OFFERS else None


def _candidate(scene: Scene, giver: int, at: int) -> int | None:
    """Finds whom to name: rather somebody one knows, else anybody whom search finds."""
    talent, main = scene.talent, scene.posting.lines[0]
    for person in talent.known(giver, at):
        if talent.holds(person, main) and person not in scene.taken:
            return person
    others = talent.found(main, 10, scene.luck)
    return next((each for each in others if talent.joined[each] < at and each not in scene.taken), None)
