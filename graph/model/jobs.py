"""The rules of jobs: who may do what with one, when, and what is written (R40).

A job concerns its client and the freelancers it was brought to; for everybody else it does not exist. ``decide`` looks
at the scene that was read under the locks and returns what to write, or raises the refusal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .. import errors
from .rollout import Feature, is_open
from .rules import Rules
from .transitions import EventKind


class JobState(StrEnum):
    """Where a job stands."""

    OPEN = "OPEN"
    FILLED = "FILLED"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"


class JobConcern(StrEnum):
    """How a job concerns somebody."""

    POSTED = "POSTED"
    INVITED = "INVITED"
    DECLINED = "DECLINED"
    PROPOSED = "PROPOSED"
    REFERRED = "REFERRED"
    HIRED = "HIRED"
    TEAM = "TEAM"


class ProposalState(StrEnum):
    """Where a proposal stands."""

    SENT = "SENT"
    WITHDRAWN = "WITHDRAWN"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"


class ReferralState(StrEnum):
    """What the candidate of a referral said."""

    PENDING = "PENDING"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"


class Answer(StrEnum):
    """Yes or no."""

    ACCEPT = "ACCEPT"
    DECLINE = "DECLINE"


class JobAct(StrEnum):
    """What is done with a job, each named as its mutation."""

    POST_JOB = "postJob"
    INVITE_TO_JOB = "inviteToJob"
    DECLINE_JOB_INVITE = "declineJobInvite"
    SEND_PROPOSAL = "sendProposal"
    WITHDRAW_PROPOSAL = "withdrawProposal"
    OPEN_PROPOSAL = "openProposal"
    ANSWER_PROPOSAL = "answerProposal"
    REFER_FREELANCER = "referFreelancer"
    ANSWER_REFERRAL = "answerReferral"
    COMPLETE_JOB = "completeJob"
    CANCEL_JOB = "cancelJob"


@dataclass(frozen=True, slots=True)
class Scene:
    """What the rules read of an act on one job; ``other`` is the freelancer it is about."""

    job: str = ""
    state: JobState = JobState.OPEN
    is_private: bool = False
    concerns: frozenset[JobConcern] = frozenset()
    """The actor's; none where the job does not exist for them."""
    is_visible: bool = False
    """Whether the actor may see the other."""
    is_active: bool = False
    """Whether the other's account is."""
    is_invited: bool = False
    has_proposed: bool = False
    is_referred: bool = False
    """What the other has to do with the job already."""
    has_referred: bool = False
    """Whether the actor referred somebody for it."""
    referral: ReferralState | None = None
    """The referral that is answered."""
    proposal: ProposalState | None = None
    """The other's proposal."""
    is_opened: bool = False
    """Whether the client has read the other's proposal."""
    mine: ProposalState | None = None
    """The actor's own."""
    is_about_me: bool = False
    """Whether the proposal that is named is the actor's own."""
    hours: Decimal | None = None
    """Hours a week the actor offers; None for no limit."""
    booked: Decimal = Decimal(0)
    """Hours promised in other open proposals and jobs."""
    offered_today: int = 0
    """Jobs that the actor posted and people they invited to jobs within a day."""


@dataclass(frozen=True, slots=True)
class JobWish:
    """What is to be done, with the value that it needs."""

    act: JobAct
    answer: Answer = Answer.ACCEPT
    hours: Decimal = Decimal(0)
    """Hours a week that a proposal promises."""


Change = tuple[str, EventKind]
"""The flag of ``cypher/jobs/change.cypher`` and the event; None where everything is so already."""


def may_refer(
    *, state: JobState, is_private: bool, concerns: frozenset[JobConcern], has_referred: bool, rules: Rules
) -> bool:
    """Tells whether nothing about the job or the viewer forbids a referral."""
    is_offered = is_open(Feature.REFERRALS, rules.phase) and state is JobState.OPEN and not is_private
    return is_offered and not has_referred and JobConcern.DECLINED in concerns


def decide(wish: JobWish, scene: Scene, rules: Rules) -> Change | None:
    """Returns what to write, None where it is so already.

    Raises:
        RolloutClosed: referrals are not offered in this phase.
        NotFound: the job does not concern the actor, or nothing of theirs is there to act on.
        NotAllowed: it is somebody else's to do, or was done often enough today.
        JobClosed: the job no longer takes this.
        Unavailable: the other is hidden from the actor.
        ReferralRefused, HoursExceeded: see R40 and R38.
    """
    if wish.act in {JobAct.REFER_FREELANCER, JobAct.ANSWER_REFERRAL} and not is_open(Feature.REFERRALS, rules.phase):
        raise errors.RolloutClosed(rules.audience, rules.phase)
    change = _DECIDE[wish.act](wish, scene)
    if change and wish.act is JobAct.INVITE_TO_JOB:
        may_offer_more(scene.offered_today, rules)
    return change


def may_offer_more(offered_today: int, rules: Rules) -> None:
    """Checks that a client has not posted and invited without end: all of it stands in front of somebody.

    Raises:
        NotAllowed: enough for one day.
    """
    if offered_today >= rules.job_offers_per_day:
        raise errors.NotAllowed(
            f"You posted jobs and invited people to them {rules.job_offers_per_day:,} times within a day, which is as "
            "often as may be. Go on as these grow a day old."
        )


def _invite(_wish: JobWish, scene: Scene) -> Change | None:
    _for_the_client(scene)
    _open(scene)
    if not scene.is_visible:
        raise errors.Unavailable(path=("input", "freelancerId"))
    return None if scene.is_invited else ("invite", EventKind.JOB_INVITE_SENT)


def _decline_invite(_wish: JobWish, scene: Scene) -> Change | None:
    if JobConcern.DECLINED in scene.concerns:
        return None
    if JobConcern.INVITED not in scene.concerns or scene.mine in {ProposalState.SENT, ProposalState.ACCEPTED}:
        raise _not_found("jobId")
    _open(scene)
    return "declineInvite", EventKind.JOB_INVITE_DECLINED


def _propose(wish: JobWish, scene: Scene) -> Change | None:
    if not scene.concerns - {JobConcern.TEAM}:  # whoever is in a team for it offers with that team
        raise errors.NotFound(path=("input", "content", "single", "jobId"))
    if JobConcern.POSTED in scene.concerns:
        raise errors.NotAllowed
    _open(scene)
    if scene.mine is ProposalState.DECLINED:  # the client has said no
        raise errors.JobClosed(scene.job)
    if scene.hours is not None and scene.booked + wish.hours > scene.hours:
        raise errors.HoursExceeded(max(Decimal(0), scene.hours - scene.booked))
    return "propose", EventKind.PROPOSAL_SENT


def _withdraw(_wish: JobWish, scene: Scene) -> Change | None:
    if JobConcern.POSTED in scene.concerns and scene.is_active:
        raise errors.NotAllowed
    if not scene.is_about_me:
        raise _not_found("proposalId")
    if scene.mine is ProposalState.WITHDRAWN:
        return None
    if scene.mine is not ProposalState.SENT:
        raise errors.NotAllowed
    return "withdrawProposal", EventKind.PROPOSAL_WITHDRAWN


def _open_proposal(_wish: JobWish, scene: Scene) -> Change | None:
    is_there = JobConcern.POSTED in scene.concerns and scene.is_active
    if not is_there or scene.proposal in {None, ProposalState.WITHDRAWN}:
        raise _not_found("proposalId")
    return None if scene.is_opened else ("openProposal", EventKind.PROPOSAL_OPENED)


def _answer_proposal(wish: JobWish, scene: Scene) -> Change | None:
    if scene.is_about_me:
        raise errors.NotAllowed
    is_there = JobConcern.POSTED in scene.concerns and scene.is_active
    if not is_there or scene.proposal in {None, ProposalState.WITHDRAWN}:
        raise _not_found("proposalId")
    if scene.proposal is (ProposalState.ACCEPTED if wish.answer is Answer.ACCEPT else ProposalState.DECLINED):
        return None
    _open(scene)
    if wish.answer is Answer.ACCEPT:
        return "acceptProposal", EventKind.PROPOSAL_ACCEPTED
    return "declineProposal", EventKind.PROPOSAL_DECLINED


def _refer(_wish: JobWish, scene: Scene) -> Change | None:
    if JobConcern.DECLINED not in scene.concerns:
        raise _not_found("jobId")
    _open(scene)
    if scene.is_private:
        raise errors.ReferralRefused(
            "JOB_PRIVATE", "This job is private, so nobody can be referred for it.", path=("input", "jobId")
        )
    if scene.has_referred:
        raise errors.ReferralRefused(
            "ALREADY_REFERRED", "You have referred somebody for this job already.", path=("input", "jobId")
        )
    if not scene.is_visible or scene.is_invited or scene.has_proposed or scene.is_referred:
        raise errors.ReferralRefused(
            "NOT_REFERABLE",
            "This person cannot be referred for this job. Choose somebody else.",
            path=("input", "freelancerId"),
        )
    return "refer", EventKind.REFERRAL_SENT


def _answer_referral(wish: JobWish, scene: Scene) -> Change | None:
    if scene.referral is ReferralState.DECLINED and wish.answer is Answer.DECLINE:
        return None
    if JobConcern.REFERRED not in scene.concerns or scene.referral is None:
        raise _not_found("referralId")
    if scene.referral is ReferralState.ACCEPTED:
        if wish.answer is Answer.ACCEPT:
            return None
        raise _not_found("referralId")
    _open(scene)
    if wish.answer is Answer.ACCEPT:
        return "acceptReferral", EventKind.REFERRAL_ACCEPTED
    return "declineReferral", EventKind.REFERRAL_DECLINED


def _complete(_wish: JobWish, scene: Scene) -> Change | None:
    _for_the_client(scene)
    if scene.state is JobState.COMPLETED:
        return None
    if scene.state is JobState.OPEN:
        raise errors.JobClosed(
            scene.job, "Nobody is hired for this job yet. Accept a proposal first, or cancel the job."
        )
    if scene.state is not JobState.FILLED:
        raise errors.JobClosed(scene.job)
    return "complete", EventKind.JOB_COMPLETED


def _cancel(_wish: JobWish, scene: Scene) -> Change | None:
    _for_the_client(scene)
    if scene.state is JobState.CANCELLED:
        return None
    if scene.state is JobState.COMPLETED:
        raise errors.JobClosed(scene.job)
    return "cancel", EventKind.JOB_CANCELLED


def _for_the_client(scene: Scene) -> None:
    if not scene.concerns:
        raise _not_found("jobId")
    if JobConcern.POSTED not in scene.concerns:
        raise errors.NotAllowed


def _open(scene: Scene) -> None:
    if scene.state is not JobState.OPEN:
        raise errors.JobClosed(scene.job)


def _not_found(field: str) -> errors.NotFound:
    return errors.NotFound(path=("input", field))


_DECIDE: dict[JobAct, Callable[[JobWish, Scene], Change | None]] = {
    JobAct.INVITE_TO_JOB: _invite,
    JobAct.DECLINE_JOB_INVITE: _decline_invite,
    JobAct.SEND_PROPOSAL: _propose,
    JobAct.WITHDRAW_PROPOSAL: _withdraw,
    JobAct.OPEN_PROPOSAL: _open_proposal,
    JobAct.ANSWER_PROPOSAL: _answer_proposal,
    JobAct.REFER_FREELANCER: _refer,
    JobAct.ANSWER_REFERRAL: _answer_referral,
    JobAct.COMPLETE_JOB: _complete,
    JobAct.CANCEL_JOB: _cancel,
}
