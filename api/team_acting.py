"""What can be done with teams; what the rules make of it stands in ``graph.model.team_acts``."""

from collections.abc import Callable
from typing import Annotated, Any

import strawberry
from strawberry import Info

from confrere.graph.model.ids import IdKind
from confrere.graph.model.team_acts import TeamWish
from confrere.graph.model.team_table import TeamAct
from confrere.graph.team_acts import TeamRequest, act_on_team

from .context import Context
from .inputs import WHAT, usable_key
from .nodes import require_id
from .refusals import or_refusal
from .team_acts import (
    AnswerTeamInput,
    AnswerTeamPayload,
    AnswerTeamResult,
    ChangeTeamInput,
    ChangeTeamPayload,
    ChangeTeamResult,
    FormTeamInput,
    FormTeamPayload,
    FormTeamResult,
    LeaveTeamInput,
    LeaveTeamPayload,
    LeaveTeamResult,
    OnTeam,
    SetTeamTermsInput,
    SetTeamTermsPayload,
    SetTeamTermsResult,
    member_terms,
    seats_of_lead,
    usable_members,
)


@strawberry.type
class TeamActing:
    """What the root of acting has of teams."""

    @strawberry.mutation(description="Forms a team with the viewer as lead and asks the members for consent.")
    async def form_team(
        self, info: Info[Context, None], input: Annotated[FormTeamInput, WHAT]
    ) -> FormTeamResult | None:
        """Asks people to work together."""

        def what() -> TeamRequest:
            wish = TeamWish(
                TeamAct.FORM_TEAM,
                form=input.form,
                members=usable_members(input.members),
                terms=member_terms(input.terms, ("input", "terms")),
                skills=seats_of_lead(input.lead_skill_ids),
            )
            job = require_id(input.job_id, IdKind.JOB)
            return TeamRequest(wish, info.context.me, job=job, key=usable_key(input.idempotency_key))

        return await _answer(info, what, lambda team: FormTeamPayload(changed=team))

    @strawberry.mutation(
        description="Changes members and offered terms of a team the viewer leads, which asks for consent again; while "
        "the team works, only those who left are replaced."
    )
    async def change_team(
        self, info: Info[Context, None], input: Annotated[ChangeTeamInput, WHAT]
    ) -> ChangeTeamResult | None:
        """Asks other people, or asks again."""

        def wish() -> TeamWish:
            return TeamWish(
                TeamAct.CHANGE_TEAM,
                members=usable_members(input.members),
                skills=seats_of_lead(input.lead_skill_ids),
            )

        return await _on_team(info, input, wish, lambda team: ChangeTeamPayload(changed=team))

    @strawberry.mutation(description="Sets the viewer's own terms in a team, which asks everyone for consent again.")
    async def set_team_terms(
        self, info: Info[Context, None], input: Annotated[SetTeamTermsInput, WHAT]
    ) -> SetTeamTermsResult | None:
        """Says what one gives and gets."""

        def wish() -> TeamWish:
            return TeamWish(TeamAct.SET_TEAM_TERMS, terms=member_terms(input.terms, ("input", "terms")))

        return await _on_team(info, input, wish, lambda team: SetTeamTermsPayload(changed=team))

    @strawberry.mutation(
        description="Accepts the current terms of a team, or declines them without anyone but the lead being told."
    )
    async def answer_team(
        self, info: Info[Context, None], input: Annotated[AnswerTeamInput, WHAT]
    ) -> AnswerTeamResult | None:
        """Says yes or no."""

        def wish() -> TeamWish:
            return TeamWish(TeamAct.ANSWER_TEAM, answer=input.answer, version=input.terms_version)

        return await _on_team(info, input, wish, lambda _: AnswerTeamPayload(answered_team_id=input.team_id))

    @strawberry.mutation(description="Takes the viewer out of a team, which ends it when the viewer leads.")
    async def leave_team(
        self, info: Info[Context, None], input: Annotated[LeaveTeamInput, WHAT]
    ) -> LeaveTeamResult | None:
        """Goes."""
        return await _on_team(
            info,
            input,
            lambda: TeamWish(TeamAct.LEAVE_TEAM),
            lambda _: LeaveTeamPayload(left_team_id=input.team_id),
        )


async def _on_team(
    info: Info[Context, None], given: OnTeam, wish: Callable[[], TeamWish], shape: Callable[[str], object]
) -> Any:
    """Performs an act on a team that is named."""

    def what() -> TeamRequest:
        team = require_id(given.team_id, IdKind.TEAM)
        return TeamRequest(wish(), info.context.me, team=team, key=usable_key(given.idempotency_key))

    return await _answer(info, what, shape)


async def _answer(info: Info[Context, None], what: Callable[[], TeamRequest], shape: Callable[[str], object]) -> Any:
    """Performs an act on a team and shapes what came of it."""
    context = info.context

    async def act() -> str:
        return await act_on_team(context.store, what(), now=context.now, chance=context.chance, rules=context.rules)

    return await or_refusal(context, act, shape)
