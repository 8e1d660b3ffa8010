"""Teams of the demo: who fills which seat, who agrees to the terms, and how a team ends (R36, R38)."""

from typing import Final

from confrere.graph.model.teams import TeamForm
from confrere.graph.model.transitions import EventKind

from .chronicle import Crew, Member
from .courses import chosen, later
from .postings import Line
from .scene import Scene

MOST_MEMBERS: Final = 6
SEATS_EACH: Final = 2
"""Seats that one person fills at most: with more, nobody would need a team."""

FORMS: Final = (TeamForm.SUBCONTRACT, TeamForm.JOINT_PROPOSAL, TeamForm.COLLABORATION)
COMMON: Final = (0.34, 0.38, 0.28)
"""How frequent each form is."""

AGREES, DECLINES, KEEPS_SILENT = range(3)
WORDS: Final = (0.84, 0.08, 0.08)
"""How frequent each answer of a member is."""
SETS_TERMS: Final = 0.35
"""Joint proposals whose members set terms of their own, where the lead does not suggest them."""


def staffed(scene: Scene, lead: int, at: int) -> dict[int, list[Line]] | None:
    """Finds somebody in the lead's network for every seat that the lead leaves.

    Args:
        scene: The job.
        lead: Who would lead.
        at: When.

    Returns:
        Who would fill which seats, the lead first; None where a seat stays empty, or nobody is needed beside the lead.
    """
    talent, levels = scene.talent, scene.talent.levels
    known = [person for person in talent.known(lead, at) if person not in scene.taken]
    seats: dict[int, list[Line]] = {lead: []}
    free = {lead: talent.free(lead, at, scene.until)}
    for line in scene.posting.lines:
        empty = line.seats
        for person in (*seats, *known):
            if levels[person].get(line.skill, 0) < line.level:
                continue
            if not empty:
                break
            filled = seats.get(person, [])
            if len(filled) == SEATS_EACH or line in filled:
                continue
            left = free[person] if person in free else talent.free(person, at, scene.until)
            if left >= line.hours:
                free[person] = left - line.hours
                seats.setdefault(person, filled).append(line)
                empty -= 1
        if empty or len(seats) > MOST_MEMBERS:
            return None
    return seats if seats[lead] and len(seats) > 1 else None


def gather(scene: Scene, seats: dict[int, list[Line]], at: int, *, surely: bool) -> Crew:
    """Forms a team and asks everybody.

    Args:
        scene: The job.
        seats: Who is to fill which seats, the lead first.
        at: When.
        surely: Whether all agree.

    Returns:
        The team, agreed or not.
    """
    luck, lead = scene.luck, next(iter(seats))
    form = FORMS[chosen(COMMON, luck)]
    members = []
    for person, lines in seats.items():
        hours, is_lead = sum(line.hours for line in lines), person == lead
        is_paid = form is TeamForm.JOINT_PROPOSAL or (form is TeamForm.SUBCONTRACT and not is_lead)
        price = scene.price(person, hours) if is_paid else None
        members.append(Member(person, at, is_lead, tuple(line.skill for line in lines), hours, price))
    crew = Crew(len(scene.chronicle.crews), scene.job, form, at, members)
    scene.chronicle.crews.append(crew)
    scene.taken.update(seats)
    scene.tell(EventKind.TEAM_FORMED, at, lead, crew=crew)
    for turn, each in enumerate(members[1:], 1):
        scene.tell(EventKind.TEAM_MEMBER_ASKED, at + turn, lead, each.person, crew=crew)
    words = [AGREES if surely else chosen(WORDS, luck) for _ in members[1:]]
    if form is TeamForm.JOINT_PROPOSAL and not any(words) and luck() < SETS_TERMS:
        _set_terms(scene, crew, at + len(members))
    else:
        _answer(scene, crew, at + len(members), words)
    return crew


def _set_terms(scene: Scene, crew: Crew, at: int) -> None:
    """Has each member set terms, one after the other, and everybody agree to the last version."""
    for each in crew.members[1:]:
        at = later(at, 0.5, scene.limit, scene.luck)
        crew.version += 1
        scene.tell(EventKind.TEAM_TERMS_SET, at, each.person, crew.lead, crew=crew)
    for each in crew.members:
        at = later(at, 0.4, scene.limit, scene.luck)
        each.agreed = crew.version
        other = None if each.is_lead else crew.lead
        scene.tell(EventKind.TEAM_TERMS_ACCEPTED, at, each.person, other, crew=crew)
    crew.agreed = at


def _answer(scene: Scene, crew: Crew, asked: int, words: list[int]) -> None:
    """Has the members answer the lead's terms; forming a team is the lead's own yes."""
    crew.members[0].agreed = crew.version
    latest = asked
    for each, word in zip(crew.members[1:], words, strict=True):
        if word == KEEPS_SILENT:
            continue
        at = later(asked, 1.2, scene.limit, scene.luck)
        latest = max(latest, at)
        if word == AGREES:
            each.agreed = crew.version
            scene.tell(EventKind.TEAM_TERMS_ACCEPTED, at, each.person, crew.lead, crew=crew)
        else:
            each.declined = at
            scene.tell(EventKind.TEAM_TERMS_DECLINED, at, each.person, crew.lead, crew=crew)
    if all(word == AGREES for word in words):
        crew.agreed = latest
    elif DECLINES in words and scene.luck() < 0.5:
        end(scene, crew, later(latest, 2.0, scene.limit, scene.luck), crew.lead)


def end(scene: Scene, crew: Crew, at: int, actor: int) -> None:
    """Has a team cease to exist; whoever did not decline hears of it."""
    crew.ended = at
    scene.tell(EventKind.TEAM_ENDED, at, actor, crew=crew)
    others = [person for person in crew.present() if person != actor]
    for turn, person in enumerate(others, 1):
        scene.tell(EventKind.TEAM_ENDED, at + turn, actor, person, crew=crew)
