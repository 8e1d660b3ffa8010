"""The rule book of teams as a table: what each act does for each way of standing in one (R36, R38)."""

from enum import StrEnum

from .jobs import Answer
from .teams import Standing


class TeamAct(StrEnum):
    """What is done with a team, each named as its mutation."""

    FORM_TEAM = "formTeam"
    CHANGE_TEAM = "changeTeam"
    SET_TEAM_TERMS = "setTeamTerms"
    ANSWER_TEAM = "answerTeam"
    LEAVE_TEAM = "leaveTeam"


class Step(StrEnum):
    """What comes of an act."""

    NOTHING = "nothing"
    AGREE = "agree"
    DECLINE = "decline"
    LEAVE = "leave"
    END = "end"
    SET_TERMS = "set terms"
    CHANGE = "change"
    NOT_FOUND = "refuse: not found"
    NOT_ALLOWED = "refuse: not allowed"


Said = tuple[TeamAct, Answer | None]
YES: Said = (TeamAct.ANSWER_TEAM, Answer.ACCEPT)
NO: Said = (TeamAct.ANSWER_TEAM, Answer.DECLINE)
TERMS: Said = (TeamAct.SET_TEAM_TERMS, None)
LEAVING: Said = (TeamAct.LEAVE_TEAM, None)
CHANGE: Said = (TeamAct.CHANGE_TEAM, None)
ACTS = (YES, NO, TERMS, LEAVING, CHANGE)

_LEADS = {TERMS: Step.SET_TERMS, LEAVING: Step.END, CHANGE: Step.CHANGE, NO: Step.NOTHING}
_NONE = dict.fromkeys(ACTS, Step.NOT_FOUND)

TABLE: dict[bool, dict[Standing, dict[Said, Step]]] = {
    True: {
        Standing.ASKED: {**_LEADS, YES: Step.AGREE},
        Standing.AGREED: {**_LEADS, YES: Step.NOTHING},
        Standing.DECLINED: _NONE,
        Standing.GONE: _NONE,
        Standing.NOBODY: _NONE,
    },
    False: {
        Standing.ASKED: {
            YES: Step.AGREE,
            NO: Step.DECLINE,
            TERMS: Step.SET_TERMS,
            LEAVING: Step.DECLINE,
            CHANGE: Step.NOT_ALLOWED,
        },
        Standing.AGREED: {
            YES: Step.NOTHING,
            NO: Step.LEAVE,
            TERMS: Step.SET_TERMS,
            LEAVING: Step.LEAVE,
            CHANGE: Step.NOT_ALLOWED,
        },
        Standing.DECLINED: {**_NONE, NO: Step.NOTHING, LEAVING: Step.NOTHING},
        Standing.GONE: {**_NONE, NO: Step.NOTHING, LEAVING: Step.NOTHING},
        Standing.NOBODY: _NONE,
    },
}
"""What each act does: for the lead or a member, by standing. A lead's no leaves terms as they are, unagreed."""
