"""Words of the domain as GraphQL enums, each value described for whoever reads the schema."""

from enum import Enum
from typing import TypeVar

import strawberry

from confrere.graph.model.eligibility import Requirement
from confrere.graph.model.funnel import FunnelDimension, FunnelStage, InterfaceEventKind
from confrere.graph.model.jobs import Answer, JobConcern, JobState, ProposalState
from confrere.graph.model.notifications import NotificationChannel, NotificationKind
from confrere.graph.model.pair import RelationState
from confrere.graph.model.people import EntryPoint, Segment, Tooltip, Visibility
from confrere.graph.model.people_order import FacetKind, OrderField
from confrere.graph.model.quotas import QuotaKind
from confrere.graph.model.rules import Audience, Phase
from confrere.graph.model.teams import TeamForm, TeamStage
from confrere.graph.model.transitions import Act
from confrere.recommendations.contract import ReasonKind
from confrere.recommendations.snapshot import Surface
from confrere.recommendations.teams.conflicts import LimitKind
from confrere.recommendations.teams.problem import Objective

E = TypeVar("E", bound=type[Enum])


def _described(enum: E, description: str, values: dict[str, str], *, name: str | None = None) -> E:
    strawberry.enum(enum, name=name, description=description)
    definition = enum.__strawberry_definition__  # type: ignore[attr-defined]  # set by Strawberry on the line above
    definition.values = [value for value in definition.values if value.name in values]
    for value in definition.values:
        value.description = values[value.name]
    return enum


_described(
    RelationState,
    "How another person stands to the viewer, as far as the viewer may know.",
    {
        "CONNECTED": "In each other's network.",
        "NONE": "Not connected and nothing pending.",
        "PENDING_RECEIVED": "The other person's invitation waits for the viewer.",
        "PENDING_SENT": "The viewer's invitation waits, whatever the other person did with it.",
        "SELF": "The viewer.",
        "UNAVAILABLE": "No connection is possible, for a reason that is not told.",
    },
)
_described(
    Act,
    "An act on a person, each named as its mutation.",
    {
        "ACCEPT_INVITATION": "Say yes.",
        "BLOCK_FREELANCER": "Block.",
        "DECLINE_INVITATION": "Say no in silence.",
        "REMOVE_FROM_NETWORK": "Remove from network.",
        "SEND_INVITATION": "Add to your network.",
        "UNBLOCK_FREELANCER": "Unblock.",
        "WITHDRAW_INVITATION": "Take back one's own invitation.",
    },
    name="RelationActionName",
)
_described(
    EntryPoint,
    "Where an invitation started, fixed when it is sent.",
    {
        "EMAIL_INVITE": "An invitation by e-mail.",
        "EMAIL_SEARCH": "A search by e-mail address.",
        "LOCATION_RECOMMENDATION": "A recommendation by place.",
        "NAME_SEARCH": "A search by name.",
        "NETWORK_PAGE": "The network page.",
        "NETWORK_RECOMMENDATION": "A recommendation by network.",
        "PROFILE_DRAWER": "The profile overlay.",
        "REFERRAL": "A referral.",
        "SKILL_RECOMMENDATION": "A recommendation by skill.",
        "UFS_TILE": "A tile of the freelancer search.",
    },
)
_described(
    QuotaKind,
    "What is limited for the viewer.",
    {
        "EMAIL_INVITATIONS_PER_DAY": "Invitations by e-mail in a day.",
        "INVITATIONS_OUTSTANDING": "Own invitations pending at once.",
        "INVITATIONS_PER_DAY": "Invitations sent in a day.",
        "MESSAGES_PER_MINUTE": "Messages sent in a minute.",
        "NETWORK_SIZE": "Connections in the network.",
        "TEAM_CHANGES_PER_DAY": "Teams formed or changed, and terms set in them, in a day.",
    },
)
_described(
    Requirement,
    "A rule for inviting, shown to the person it concerns only.",
    {
        "EARNINGS": "Enough earned in 12 months.",
        "JOB_INVITES": "Enough job invites in 12 months.",
        "TOP_RATED": "To be Top Rated.",
    },
    name="EligibilityRule",
)
_described(
    NotificationKind,
    "What is told to the person concerned.",
    {
        "INVITATION_ACCEPTED": "Someone accepted the viewer's invitation.",
        "INVITATION_RECEIVED": "Someone invites the viewer.",
        "MESSAGE_RECEIVED": "A message.",
        "TEAM_AGREED": "Everyone agreed.",
        "TEAM_ENDED": "The team ceased to exist.",
        "TEAM_INVITED": "Terms wait for the viewer's consent.",
        "TEAM_MEMBER_LEFT": "Someone declined or left the viewer's team.",
    },
)
_described(
    Audience,
    "Who may act, visible to every signed-in caller.",
    {
        "EVERYONE": "All freelancers.",
        "TEST_GROUP": "The test group only.",
        "TOP_RATED": "Top Rated freelancers.",
    },
)
_described(
    Phase,
    "What the product offers, visible to every signed-in caller.",
    {
        "BETA": "Connecting, messaging, search by name and e-mail address, and browsing.",
        "NETWORK_PLUS": "Also recommendations, referrals, invitations by e-mail, and adding from tiles and overlay.",
        "TEAMS": "Also team work.",
    },
    name="RolloutPhase",
)
_described(
    Visibility,
    "Whether a profile can be found, visible to its owner only.",
    {
        "PRIVATE": "Only connected people see it.",
        "PUBLIC": "Anyone signed in can find it.",
    },
    name="ProfileVisibility",
)
_described(
    Segment,
    "A group a freelancer belongs to, visible to that person and, as counts, to analysts.",
    {
        "COMMUNITY_ENTHUSIAST": "Cares for the community.",
        "MENTEE": "Little record, seeking mentorship.",
        "MENTOR": "Mentor or business builder.",
        "NEW_WITH_SKILLS": "New here with industry skills.",
        "TOP_CONNECTIONS": "Seeks top connections.",
    },
)
_described(
    Tooltip,
    "A hint for people new to a feature, visible to the viewer only.",
    {"NETWORK_CTA": "What the network icon does."},
)
_described(
    Objective,
    "What a proposed team is best at before all else.",
    {
        "COST": "The lowest cost.",
        "SKILL": "The most optional skills.",
        "TRUST": "The closest ties.",
    },
    name="TeamObjective",
)
_described(
    LimitKind,
    "Limits on a team.",
    {
        "BUDGET": "Most cost.",
        "EXCLUDE": "Somebody who must be out.",
        "HOURS": "Hours a week.",
        "LEVEL": "Least level of a skill.",
        "MUST_INCLUDE": "Somebody who must be in.",
        "OVERLAP": "Shared working hours.",
        "RADIUS": "How far to look.",
        "SEATS": "Seats of a skill.",
        "SIZE": "Most people.",
    },
    name="TeamLimitKind",
)
_described(
    FacetKind,
    "What people can be counted by, for whoever sees the list.",
    {"CATEGORY": "Category.", "CITY": "City.", "SKILL": "Skill."},
)
_described(
    OrderField,
    "What people can be sorted by, never a score of their work.",
    {
        "CLOSENESS": "Connections in common and place, closest first when ascending.",
        "HOURLY_RATE": "Asking rate.",
        "NAME": "Name.",
    },
    name="FreelancerOrderField",
)
_described(
    Surface,
    "What suggestions rest on.",
    {
        "ALL": "A blend of everything.",
        "LOCATION": "Place.",
        "NETWORK": "Who knows whom.",
        "SKILLS": "What people can do.",
    },
)
_described(
    ReasonKind,
    "Kinds of reasons, for the person who gets the suggestion.",
    {
        "COMPLEMENTARY_SKILLS": "Skills that complete the viewer's.",
        "NEWCOMER": "New here.",
        "SAME_CATEGORY": "The same category of work.",
        "SAME_CITY": "The same city.",
        "SAME_COUNTRY": "The same country.",
        "SHARED_CONNECTIONS": "Connections in common.",
        "SHARED_SKILLS": "Skills in common.",
    },
)
_described(
    JobState,
    "Where a job stands, for those it concerns.",
    {
        "CANCELLED": "Called off.",
        "COMPLETED": "Done.",
        "FILLED": "Somebody works on it.",
        "OPEN": "Looking for people.",
    },
)
_described(
    JobConcern,
    "How a job concerns the viewer.",
    {
        "DECLINED": "The viewer declined the client's invite.",
        "HIRED": "The viewer works on it or did.",
        "INVITED": "The client invited the viewer.",
        "POSTED": "The viewer posted it.",
        "PROPOSED": "The viewer proposed for it.",
        "REFERRED": "Someone referred the viewer.",
        "TEAM": "The viewer belongs to, or is asked into, a live team for it.",
    },
)
_described(
    ProposalState,
    "Where a proposal stands, for the client and those who make it.",
    {
        "ACCEPTED": "The client hired.",
        "DECLINED": "The client said no.",
        "SENT": "The client has it.",
        "WITHDRAWN": "Taken back.",
    },
)
_described(
    TeamForm,
    "How a team works together, for everyone who sees the team.",
    {
        "COLLABORATION": "Shared work without a split of money.",
        "JOINT_PROPOSAL": "Each sets own terms and the client takes the whole or nothing.",
        "SUBCONTRACT": "A prime and subs at fixed prices, with the client informed.",
    },
)
_described(
    TeamStage,
    "Where a live team stands, for everyone who sees the team.",
    {
        "AGREED": "Everyone has agreed.",
        "FORMING": "Not everyone has agreed to the current terms.",
        "PROPOSED": "The client has the proposal.",
        "WORKING": "The client hired it.",
    },
)
_described(Answer, "Someone's own answer.", {"ACCEPT": "Yes.", "DECLINE": "No."})
_described(NotificationChannel, "A way to hear of something.", {"IN_APP": "In the list and the stream."})
_described(
    InterfaceEventKind,
    "What can happen on screen.",
    {
        "CTA": "It was clicked.",
        "POP_UP": "The pop-up opened.",
        "SEEN": "The call to action was on screen.",
    },
)
_described(
    FunnelStage,
    "Stages on the way to a first message.",
    {
        "ACCEPTED": "It was accepted.",
        "CTA": "It was clicked.",
        "FIRST_MESSAGE": "The first message was sent.",
        "POP_UP": "The pop-up opened.",
        "SEEN": "The call to action was on screen.",
        "SENT": "The invitation was sent.",
    },
)
_described(
    FunnelDimension,
    "What the funnel can be split by.",
    {
        "ENTRY_POINT": "Where the invitation started.",
        "MONTH": "Calendar month.",
        "SEGMENT": "Segment of the sender.",
    },
)
