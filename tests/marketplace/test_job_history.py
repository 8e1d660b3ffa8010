"""The history of jobs, judged event by event by the rules that decide live acts."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

import pytest

from confrere.graph.model.jobs import (
    Answer,
    JobAct,
    JobConcern,
    JobState,
    JobWish,
    ProposalState,
    ReferralState,
    Scene,
)
from confrere.graph.model.jobs import decide as decide_job
from confrere.graph.model.rules import Phase, Rules
from confrere.graph.model.team_acts import Asked, Plan, TeamWish, may_offer
from confrere.graph.model.team_acts import decide as decide_team
from confrere.graph.model.team_table import TeamAct
from confrere.graph.model.teams import MemberTerms, Seen, Team, TeamForm, TeamScene
from confrere.graph.model.transitions import EventKind

from .conftest import MIDNIGHT, Files, when

RULES = Rules(phase=Phase.TEAMS)
Event = dict[str, str]


@dataclass
class Job:
    """A job as its events so far leave it."""

    id: str
    client: str
    is_private: bool
    state: JobState = JobState.OPEN
    invited: dict[str, bool] = field(default_factory=dict)
    """Who was, and whether they declined."""
    proposals: dict[str, ProposalState] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    referrals: dict[tuple[str, str], ReferralState] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    ending: list[str] = field(default_factory=list)
    """Teams that an act of the client said to end, which their own events follow."""

    def concerns(self, who: str) -> frozenset[JobConcern]:
        """How it concerns somebody."""
        found = {
            JobConcern.POSTED: who == self.client,
            JobConcern.INVITED: self.invited.get(who) is False,
            JobConcern.DECLINED: self.invited.get(who) is True,
            JobConcern.PROPOSED: who in self.proposals,
            JobConcern.HIRED: self.proposals.get(who) is ProposalState.ACCEPTED,
            JobConcern.REFERRED: any(
                candidate == who and state is not ReferralState.DECLINED
                for (_, candidate), state in self.referrals.items()
            ),
            JobConcern.TEAM: any(who in {each.person for each in team.present()} for team in self.teams.values()),
        }
        return frozenset(concern for concern, holds in found.items() if holds)


WISHES: dict[EventKind, JobWish] = {
    EventKind.JOB_INVITE_SENT: JobWish(JobAct.INVITE_TO_JOB),
    EventKind.JOB_INVITE_DECLINED: JobWish(JobAct.DECLINE_JOB_INVITE),
    EventKind.PROPOSAL_SENT: JobWish(JobAct.SEND_PROPOSAL),
    EventKind.PROPOSAL_WITHDRAWN: JobWish(JobAct.WITHDRAW_PROPOSAL),
    EventKind.PROPOSAL_OPENED: JobWish(JobAct.OPEN_PROPOSAL),
    EventKind.PROPOSAL_ACCEPTED: JobWish(JobAct.ANSWER_PROPOSAL, Answer.ACCEPT),
    EventKind.PROPOSAL_DECLINED: JobWish(JobAct.ANSWER_PROPOSAL, Answer.DECLINE),
    EventKind.REFERRAL_SENT: JobWish(JobAct.REFER_FREELANCER),
    EventKind.REFERRAL_ACCEPTED: JobWish(JobAct.ANSWER_REFERRAL, Answer.ACCEPT),
    EventKind.REFERRAL_DECLINED: JobWish(JobAct.ANSWER_REFERRAL, Answer.DECLINE),
    EventKind.JOB_COMPLETED: JobWish(JobAct.COMPLETE_JOB),
    EventKind.JOB_CANCELLED: JobWish(JobAct.CANCEL_JOB),
}

STATES = {
    EventKind.PROPOSAL_ACCEPTED: JobState.FILLED,
    EventKind.JOB_COMPLETED: JobState.COMPLETED,
    EventKind.JOB_CANCELLED: JobState.CANCELLED,
}
PROPOSALS = {
    EventKind.PROPOSAL_SENT: ProposalState.SENT,
    EventKind.PROPOSAL_WITHDRAWN: ProposalState.WITHDRAWN,
    EventKind.PROPOSAL_ACCEPTED: ProposalState.ACCEPTED,
    EventKind.PROPOSAL_DECLINED: ProposalState.DECLINED,
}
REFERRALS = {
    EventKind.REFERRAL_SENT: ReferralState.PENDING,
    EventKind.REFERRAL_ACCEPTED: ReferralState.ACCEPTED,
    EventKind.REFERRAL_DECLINED: ReferralState.DECLINED,
}
INVITES = {EventKind.JOB_INVITE_SENT: False, EventKind.JOB_INVITE_DECLINED: True}
OF_TEAMS = {
    EventKind.TEAM_FORMED,
    EventKind.TEAM_MEMBER_ASKED,
    EventKind.TEAM_TERMS_SET,
    EventKind.TEAM_TERMS_ACCEPTED,
    EventKind.TEAM_TERMS_DECLINED,
    EventKind.TEAM_ENDED,
}
OWN = {
    EventKind.PROPOSAL_SENT,
    EventKind.PROPOSAL_WITHDRAWN,
    EventKind.REFERRAL_SENT,
    EventKind.JOB_INVITE_DECLINED,
}
"""Acts by whose proposal, referral or invite it is."""


class Replay:
    """Everything that happened with jobs, each event decided again."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.jobs: dict[str, Job] = {}
        self.told = 0
        self.people = {person["id"]: person for person in files.people}
        self.row = {person["id"]: number for number, person in enumerate(files.people)}
        self.events = files.rows("job_events")
        self.asked: dict[str, list[str]] = defaultdict(list)
        for event in self.events:
            if event["kind"] == EventKind.TEAM_MEMBER_ASKED:
                self.asked[event["team"]].append(event["b"])

    @cached_property
    def of_team(self) -> dict[tuple[str, str], str]:
        """Which proposals are a team's: its id by person and job."""
        jobs = self.files.rows("jobs")
        return {
            (self.files.people[int(row[":START_ID(Freelancer)"])]["id"], jobs[int(row[":END_ID(Job)"])]["id"]): row[
                "team"
            ]
            for row in self.files.rows("proposed_for")
        }

    def knows(self, one: str, other: str) -> bool:
        """Whether two are connected."""
        return self.row[other] in self.files.friends[self.row[one]]

    def run(self) -> "Replay":
        """Replays all."""
        facts = {row["id"]: row for row in self.files.rows("jobs")}
        for event in self.events:
            kind = EventKind(event["kind"])
            if kind is EventKind.JOB_POSTED:
                assert event["job"] not in self.jobs
                is_private = facts[event["job"]]["isPrivate"] == "true"
                self.jobs[event["job"]] = Job(event["job"], event["a"], is_private)
            elif kind in WISHES:
                self.of_job(kind, event, self.jobs[event["job"]])
            else:
                self.with_team(kind, event, self.jobs[event["job"]])
            self.told += 1
        return self

    def of_job(self, kind: EventKind, event: Event, job: Job) -> None:
        """An act on a job is allowed, and is what it says."""
        me, other = event["a"], event["b"] or event["a"]
        person = self.people.get(other)
        is_public = person is not None and person["visibility"] == "PUBLIC"
        refers = (other, me) if kind in {EventKind.REFERRAL_ACCEPTED, EventKind.REFERRAL_DECLINED} else (me, other)
        scene = Scene(
            job=job.id,
            state=job.state,
            is_private=job.is_private,
            concerns=job.concerns(me),
            is_visible=is_public or (me in self.people and other in self.people and self.knows(me, other)),
            is_active=person is not None and person["status"] == "ACTIVE",
            is_invited=other in job.invited,
            has_proposed=other in job.proposals,
            is_referred=any(candidate == other for _, candidate in job.referrals),
            has_referred=any(giver == me for giver, _ in job.referrals),
            referral=job.referrals.get(refers),
            proposal=job.proposals.get(other),
            is_opened=other in job.opened,
            mine=job.proposals.get(me),
            is_about_me=other == me,
        )
        decided = decide_job(WISHES[kind], scene, RULES)
        assert decided is not None
        assert decided[1] is kind
        team = self.of_team.get((me, job.id)) if kind is EventKind.PROPOSAL_SENT else None
        if team:
            may_offer(job.teams.get(team), me)
        self.write(kind, me, other, job, team or None)
        ends = [each for each in event["teams"].split(";") if each]
        assert job.teams.keys() >= {*ends}
        job.ending += ends

    def write(self, kind: EventKind, me: str, other: str, job: Job, team: str | None) -> None:
        """What the act left."""
        job.state = STATES.get(kind, job.state)
        if kind in PROPOSALS:
            job.proposals[me if kind in OWN else other] = PROPOSALS[kind]
        if kind in REFERRALS:
            job.referrals[(me, other) if kind in OWN else (other, me)] = REFERRALS[kind]
        if kind in INVITES:
            job.invited[me if kind in OWN else other] = INVITES[kind]
        if kind is EventKind.PROPOSAL_OPENED:
            job.opened.add(other)
        if team:
            offering = job.teams[team]
            job.teams[team] = replace(offering, offer=ProposalState.SENT, offered_version=offering.version)

    def with_team(self, kind: EventKind, event: Event, job: Job) -> None:
        """An act on a team is allowed, and is what it says; what follows from another act is only followed."""
        team, me, form = event["team"], event["a"], TeamForm(event["form"])
        if kind is EventKind.TEAM_MEMBER_ASKED:
            assert event["b"] in {each.person for each in job.teams[team].members}
            return
        if kind is EventKind.TEAM_ENDED and event["b"]:
            assert team not in job.teams
            return
        if kind is EventKind.TEAM_ENDED and me == job.client:
            job.ending.remove(team)
            del job.teams[team]
            return
        wish, apply = self.wished(kind, event, job.teams.get(team))
        plan = decide_team(wish, self.scene(event, job), RULES)
        assert plan.happenings[0].kind is kind
        assert (plan.happenings[0].a, plan.happenings[0].b or "") == (me, event["b"])
        if plan.ends:
            del job.teams[team]
        else:
            before = job.teams.get(team) or Team(team, form, 1, plan.size, ())
            job.teams[team] = apply(before, plan)

    def wished(self, kind: EventKind, event: Event, team: Team | None) -> tuple[TeamWish, Callable[[Team, Plan], Team]]:
        """The act behind an event; terms are made up where the demo keeps none."""
        form = TeamForm(event["form"])
        price = (None, None) if form is TeamForm.COLLABORATION else (100, "USD")
        terms = MemberTerms(Decimal(1), "", *price)
        if kind is EventKind.TEAM_FORMED:
            members = tuple(Asked(each, (), terms) for each in self.asked[event["team"]])
            return TeamWish(TeamAct.FORM_TEAM, form=form, members=members, terms=terms), written
        assert team is not None
        if kind is EventKind.TEAM_TERMS_SET:
            changed = replace(terms, hours=Decimal(2))
            return TeamWish(TeamAct.SET_TEAM_TERMS, terms=changed), written
        if kind is EventKind.TEAM_TERMS_ACCEPTED:
            return TeamWish(TeamAct.ANSWER_TEAM, Answer.ACCEPT, team.version), written
        if kind is EventKind.TEAM_TERMS_DECLINED:
            return TeamWish(TeamAct.ANSWER_TEAM, Answer.DECLINE, team.version), declined
        assert kind is EventKind.TEAM_ENDED
        return TeamWish(TeamAct.LEAVE_TEAM), written

    def scene(self, event: Event, job: Job) -> TeamScene:
        """What the rules read."""
        team, me = job.teams.get(event["team"]), event["a"]
        lead = team.lead_id() if team else me
        people = {me, *self.asked[event["team"]]}
        return TeamScene(
            me=me,
            job=job.id,
            state=job.state,
            concerns=job.concerns(me),
            mine=job.proposals.get(me),
            lead_is_hired=job.proposals.get(lead) is ProposalState.ACCEPTED,
            leads_one=any(each.lead_id() == me for each in job.teams.values()),
            team=team,
            people={
                each: Seen(
                    is_active=self.people[each]["status"] == "ACTIVE",
                    is_connected=each == lead or self.knows(lead, each),
                )
                for each in people
            },
        )


def written(team: Team, plan: Plan) -> Team:
    """The team with the memberships that were put."""
    members = {each.person: each for each in (*team.members, *plan.put)}
    return replace(team, version=plan.version, members=tuple(members.values()))


def declined(team: Team, plan: Plan) -> Team:
    """The team after a no."""
    members = (replace(each, has_declined=each.has_declined or each.person == plan.declined) for each in team.members)
    return replace(team, members=tuple(members))


@pytest.fixture(scope="module")
def replayed(files: Files) -> Replay:
    """The history of all jobs, decided again."""
    return Replay(files).run()


@pytest.mark.requirement("R36")
@pytest.mark.requirement("R40")
@pytest.mark.requirement("R52")
def test_every_event_is_what_the_rules_allow(replayed: Replay) -> None:
    """From the first invite to the end of the last team, and no team that an act ended is left."""
    assert replayed.told == len(replayed.events) > 3_000
    assert not any(job.ending for job in replayed.jobs.values())
    assert len({event["id"] for event in replayed.events}) == len(replayed.events)


@pytest.mark.requirement("R52")
def test_the_events_lead_to_what_is_stored(files: Files, replayed: Replay) -> None:
    """States, invites, proposals, referrals and teams, no more and no fewer."""
    jobs, people = files.rows("jobs"), files.people
    assert {row["id"]: row["state"] for row in jobs} == {id: job.state for id, job in replayed.jobs.items()}

    def at(row: dict[str, str]) -> tuple[str, str]:
        return jobs[int(row[":END_ID(Job)"])]["id"], people[int(row[":START_ID(Freelancer)"])]["id"]

    every = replayed.jobs.items()
    invited = {at(row): bool(row["declinedAt"]) for row in files.rows("invited_to")}
    assert invited == {(id, who): no for id, job in every for who, no in job.invited.items()}
    proposals = {at(row): row["state"] for row in files.rows("proposed_for")}
    assert proposals == {(id, who): state for id, job in every for who, state in job.proposals.items()}
    opened = {at(row) for row in files.rows("proposed_for") if row["openedAt"]}
    assert opened == {(id, who) for id, job in every for who in job.opened}
    answered = {
        (row["job"], people[int(row[":START_ID(Freelancer)"])]["id"]): bool(row["acceptedAt"])
        for row in files.rows("referred")
    }
    given = ((id, giver, state) for id, job in every for (giver, _), state in job.referrals.items())
    assert answered == {(id, giver): state is ReferralState.ACCEPTED for id, giver, state in given}
    teams = {row["id"]: row for row in files.rows("teams")}
    standing = {team.id: team for job in replayed.jobs.values() for team in job.teams.values()}
    assert {id: int(row["version"]) for id, row in teams.items()} == {id: t.version for id, t in standing.items()}
    number = {row[":ID(Team)"]: id for id, row in teams.items()}
    for row in files.rows("member_of"):
        member = standing[number[row[":END_ID(Team)"]]].of(people[int(row[":START_ID(Freelancer)"])]["id"])
        assert member is not None
        assert (member.agreed_to, member.has_declined) == (
            int(row["agreedTo"]) if row["agreedTo"] else None,
            bool(row["declinedAt"]),
        )


def test_every_kind_of_story_occurs_with_jobs(replayed: Replay) -> None:
    """Each kind of event, teams of each form that were hired, and freelancers alone."""
    kinds = Counter(event["kind"] for event in replayed.events)
    assert kinds.keys() == {*WISHES, EventKind.JOB_POSTED, *OF_TEAMS}
    forms = Counter(event["form"] for event in replayed.events if event["kind"] == EventKind.TEAM_FORMED)
    assert min(forms[form] for form in TeamForm) > 10
    assert all(when(event["at"]) < MIDNIGHT for event in replayed.events)


def test_the_ledger_of_jobs_is_in_order(replayed: Replay) -> None:
    """Times never run back, and nobody acts before they joined."""
    times = [event["at"] for event in replayed.events]
    assert times == sorted(times)
    joined = {id: person["joinedAt"] for id, person in replayed.people.items()}
    for event in replayed.events:
        assert event["at"] >= max(joined.get(event["a"], ""), joined.get(event["b"], ""))
        assert event["a"] != event["b"]
