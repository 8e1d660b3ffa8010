"""The story of one job, from the first invite to its end, by the rules that live acts keep (R36, R38, R40)."""

from dataclasses import dataclass
from typing import Final

from confrere.graph.model.jobs import JobState, ProposalState
from confrere.graph.model.teams import TeamForm
from confrere.graph.model.transitions import EventKind

from .chronicle import Crew, Invite, Proposal
from .courses import (
    DECLINES,
    HIRED_FOR_A_PART,
    KEEPS_SILENT,
    OFFERS_WITH_A_TEAM,
    Part,
    later,
)
from .crews import end, gather, staffed
from .passing_on import refer
from .scene import Scene
from .talent import FOREVER

LOOKED_AT: Final = 24
"""People with the main skill whom a client looks at to find whom to invite."""
INVITED: Final = 6
"""People whom a client invites at most."""

SOUGHT: Final = 0.8
"""Of those invited by a client who wants to hire, while nobody has offered the whole: so many surely offer."""
WORTH_A_SKILL: Final = 25
"""So many connections count as much as a skill of the job."""

OPENED, TURNED_DOWN, TAKEN_BACK = 0.75, 0.4, 0.15
"""Of proposals that are not accepted: those the client reads, of these those that are declined, and of the others those
that are withdrawn."""

SAID: Final = (
    "I have done this for several clients; two examples are in my portfolio.",
    "This is what I do every week. I could start on Monday.",
    "I would begin with a short call and a plan for the first two weeks.",
    "Happy to help, also beyond the hours you name if it has to be.",
    "I know the field well and have questions about the scope.",
)
"""What people write in a proposal."""


@dataclass(slots=True)
class Bid:
    """A proposal and the team behind it, which does the whole job or a part of it."""

    proposal: Proposal
    crew: Crew | None
    is_whole: bool
    over: int = FOREVER
    """When the hours in it are free again."""


def tell(scene: Scene) -> None:
    """Tells everything that happened with a job, and books the hours that are promised."""
    posting, luck = scene.posting, scene.luck
    first_crew, bids = len(scene.chronicle.crews), list[Bid | None]()
    scene.tell(EventKind.JOB_POSTED, posting.posted, scene.client)
    for person in _sought(scene):
        at = later(posting.posted, 1.0, scene.limit, luck)
        invite = Invite(person, scene.job, at)
        scene.chronicle.invites.append(invite)
        scene.talent.invite(person, at)
        scene.tell(EventKind.JOB_INVITE_SENT, at, scene.client, person)
        part = posting.part if person == posting.guest else Part.AS_IT_COMES
        at, word = later(at, 2.0, scene.limit, luck), luck()
        is_sought = posting.course.hires and luck() < SOUGHT and not any(bid and bid.is_whole for bid in bids)
        surely = part is not Part.AS_IT_COMES or is_sought
        if part is Part.WAITS or (not surely and word < KEEPS_SILENT):
            continue
        if surely or word >= KEEPS_SILENT + DECLINES:
            bids.append(_offer(scene, person, at, surely=surely, leads=part is Part.LEADS))
            continue
        invite.declined = at
        scene.tell(EventKind.JOB_INVITE_DECLINED, at, person)
        passed = refer(scene, person, at)
        if passed:
            bids.append(_offer(scene, *passed))
    made = [bid for bid in bids if bid]
    crews = scene.chronicle.crews[first_crew:]
    winner = _winner(scene, made)
    _read(scene, made, winner)
    _close(scene, winner, crews)
    _book(scene, made, crews)


def _sought(scene: Scene) -> list[int]:
    """Returns whom the client invites: who can do most of it and knows most people, of those who were looked at."""
    posting, talent, luck = scene.posting, scene.talent, scene.luck
    wanted = 1 + int(luck() * INVITED)
    fit = sorted(
        (-_promising(scene, person), person)
        for person in talent.found(posting.lines[0], LOOKED_AT, luck)
        if person != posting.guest and talent.may_be_invited(person, posting.posted)
    )
    guests = [posting.guest] if posting.guest >= 0 else []
    sought = [*guests, *(person for _, person in fit)][:wanted]
    scene.taken.update(sought)
    return sought


def _promising(scene: Scene, person: int) -> float:
    """Tells how much a client expects of somebody: of their skills for the job and, beside these, of their network."""
    covered = sum(scene.talent.holds(person, line) for line in scene.posting.lines)
    return covered + min(scene.talent.degree(person), 4 * WORTH_A_SKILL) / WORTH_A_SKILL


def _offer(scene: Scene, person: int, at: int, *, surely: bool = False, leads: bool = False) -> Bid | None:
    """Has somebody offer what they can: all of the job alone, else with a team, else a part; None where nothing."""
    posting, talent, luck = scene.posting, scene.talent, scene.luck
    free, hours = talent.free(person, at, scene.until), sum(line.hours for line in posting.lines)
    can = [line for line in posting.lines if talent.holds(person, line)]
    is_whole = len(can) == len(posting.lines) and hours <= free and all(line.seats == 1 for line in posting.lines)
    if leads or (not is_whole and (surely or luck() < OFFERS_WITH_A_TEAM)):
        seats = staffed(scene, person, at)
        if seats:
            crew = gather(scene, seats, at, surely=surely)
            return None if crew.agreed is None else _offer_together(scene, crew, crew.agreed)
    if not is_whole:
        hours = 0.0
        for line in can:
            hours += line.hours if hours + line.hours <= free else 0.0
    if not hours:
        return None
    said, price = SAID[int(luck() * len(SAID))], scene.price(person, hours)
    sent = later(at, 0.5, scene.limit, luck)
    return _sent(scene, Proposal(person, scene.job, sent, hours, said, price), None, is_whole=is_whole)


def _offer_together(scene: Scene, crew: Crew, at: int) -> Bid:
    """Has a lead send the team's proposal, or their own where the client was told of subs."""
    lead, sent = crew.members[0], later(at, 1.0, scene.limit, scene.luck)
    proposal = Proposal(lead.person, scene.job, sent, lead.hours, form=crew.form)
    if crew.form is TeamForm.SUBCONTRACT:
        proposal.description = SAID[int(scene.luck() * len(SAID))]
        proposal.price = scene.price(lead.person, sum(each.hours for each in crew.members))
    else:
        proposal.team, proposal.version = crew.number, crew.version
    return _sent(scene, proposal, crew, is_whole=True)


def _sent(scene: Scene, proposal: Proposal, crew: Crew | None, *, is_whole: bool) -> Bid:
    scene.chronicle.proposals.append(proposal)
    scene.tell(EventKind.PROPOSAL_SENT, proposal.sent, proposal.person)
    return Bid(proposal, crew, is_whole)


def _winner(scene: Scene, bids: list[Bid]) -> Bid | None:
    """Chooses whom the client hires: who offers the whole, or sometimes a part; nobody where none is sought."""
    if not scene.posting.course.hires or not bids:
        return None
    whole = [bid for bid in bids if bid.is_whole]
    if whole:
        return whole[int(scene.luck() * len(whole))]
    return bids[0] if scene.luck() < HIRED_FOR_A_PART else None


def _read(scene: Scene, bids: list[Bid], winner: Bid | None) -> None:
    """Has the client read proposals and turn some down, and freelancers take some back."""
    luck = scene.luck
    for bid in bids:
        proposal = bid.proposal
        bid.over = scene.posting.closes or FOREVER
        if luck() < (0.9 if bid is winner else OPENED):
            proposal.opened = later(proposal.sent, 1.5, scene.limit, luck)
            scene.tell(EventKind.PROPOSAL_OPENED, proposal.opened, scene.client, proposal.person)
        if bid is winner or proposal.person == scene.posting.guest:
            continue
        if proposal.opened is not None and luck() < TURNED_DOWN:
            at = later(proposal.opened, 2.0, scene.limit, luck)
            proposal.state, bid.over = ProposalState.DECLINED, at
            teams = [bid.crew.number] if bid.crew else []
            scene.tell(EventKind.PROPOSAL_DECLINED, at, scene.client, proposal.person, teams=teams)
            if bid.crew:
                end(scene, bid.crew, at + 1, scene.client)
        elif bid.crew is None and luck() < TAKEN_BACK:
            at = later(proposal.opened or proposal.sent, 3.0, scene.limit, luck)
            proposal.state, bid.over = ProposalState.WITHDRAWN, at
            scene.tell(EventKind.PROPOSAL_WITHDRAWN, at, proposal.person)


def _close(scene: Scene, winner: Bid | None, crews: list[Crew]) -> None:
    """Gives the job away and ends it, calls it off, or leaves it open."""
    posting, states = scene.posting, scene.chronicle.states
    if winner is None:
        is_over = posting.course.state is not JobState.OPEN
        states.append(JobState.CANCELLED if is_over else JobState.OPEN)
        if is_over:
            _end_all(scene, EventKind.JOB_CANCELLED, posting.closes, crews)
        return
    states.append(posting.course.state)
    winner.proposal.state, winner.over = ProposalState.ACCEPTED, scene.until
    others = [crew for crew in crews if crew is not winner.crew]
    _end_all(scene, EventKind.PROPOSAL_ACCEPTED, posting.closes, others, winner.proposal.person)
    if not posting.ends:
        return
    is_done = posting.course.state is JobState.COMPLETED
    if winner.crew and is_done:
        people = sorted(each.person for each in winner.crew.members)
        scene.chronicle.worked.extend((person, scene.job, posting.ends) for person in people)
        pairs = ((low, high) for low in people for high in people if low < high)
        scene.chronicle.together.extend((low, high, posting.ends) for low, high in pairs)
    kind = EventKind.JOB_COMPLETED if is_done else EventKind.JOB_CANCELLED
    _end_all(scene, kind, posting.ends, [winner.crew] if winner.crew else [])


def _end_all(scene: Scene, kind: EventKind, at: int, crews: list[Crew], other: int | None = None) -> None:
    """Writes an act of the client and the end of the teams that end with it."""
    live = [crew for crew in crews if crew.ended is None]
    scene.tell(kind, at, scene.client, other, teams=[crew.number for crew in live])
    for crew in live:
        at += 1
        end(scene, crew, at, scene.client)
        at += len(crew.members)


def _book(scene: Scene, bids: list[Bid], crews: list[Crew]) -> None:
    """Books what was promised: alone until the client decides or the work ends, in a team as long as it exists."""
    for bid in bids:
        if bid.crew is None:
            scene.talent.promise(bid.proposal.person, bid.proposal.sent, bid.over, bid.proposal.hours)
    for crew in crews:
        for each in crew.members:
            if each.agreed is not None:
                over = FOREVER if crew.ended is None else crew.ended
                scene.talent.promise(each.person, crew.formed, over, each.hours)
