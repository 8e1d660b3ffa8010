"""Whatever one person writes and another reads turns nothing around that stands beside it, by one normaliser."""

import re
from pathlib import Path

import pytest

from ..hiring import client, declined, invited, offers, refers
from ..hiring import does as does_for_job
from ..mailing import emailed, emails
from ..teaming import asked, does, forms, hours
from ..world import Data, Person, World
from .talking import EDIT, says

SCHEMA = (Path(__file__).parents[2] / "schema.graphql").read_text("utf-8")
WRITTEN = "\u202apay \u202etxt.exe\u202c \u2067now \u2069\u2069\u2066here"
KEPT = "pay txt.exe \u2067now \u2069\u2066here\u2069"
SHOWN = {
    "EditMessageInput.text",
    "InviteByEmailInput.note",
    "PostJobInput.description",
    "PostJobInput.title",
    "ReferFreelancerInput.note",
    "SendInvitationInput.note",
    "SendMessageInput.text",
    "TermsInput.description",
}
NEVER_SHOWN = {
    "FreelancerBy.handle": "looked up",
    "RedeemEmailInvitationInput.token": "looked up",
    "SkillFilter.all": "looked up",
    "SkillFilter.any": "looked up",
}
TURNED = {**hours(price=False), "description": WRITTEN}


def test_every_text_that_is_taken_is_among_those_looked_at() -> None:
    """A new one is either shown to others, and tested below, or is not."""
    found = {
        f"{kind}.{name}"
        for kind, fields in re.findall(r"^input (\w+).*?\{(.*?)^\}", SCHEMA, re.MULTILINE | re.DOTALL)
        for name in re.findall(r"^  (\w+): \[?String\b", fields, re.MULTILINE)
        if name != "idempotencyKey"
    }
    assert found == SHOWN | {*NEVER_SHOWN}


@pytest.mark.requirement("R11")
@pytest.mark.attack(18)
async def test_no_text_turns_around_what_stands_beside_it(teaming: World) -> None:
    """Notes, messages, jobs, referrals and terms: overrides are dropped, isolates end with their line."""
    ada, bob, eve = await teaming.people("ada", "bob", "eve")
    await teaming.connect((ada, bob))
    shop = await client(teaming, "apex")
    await eve.invites(ada, note=WRITTEN)
    (received,) = await ada.received()
    await emails(ada, "kim@example.com", note=WRITTEN)
    (mailed,) = await emailed(ada)
    sent = (await says(ada, bob, WRITTEN))["conversationMessage"]
    edited = (await ada.asks(EDIT, input={"messageId": sent["id"], "text": WRITTEN})).data["editMessage"]
    job = await declined(shop, ada, title=WRITTEN, description=WRITTEN)
    referral = (await refers(ada, job, bob, note=WRITTEN))["referral"]
    seen: Data = {
        "an invitation": received["note"],
        "an invitation by e-mail": mailed["note"],
        "a message": sent["text"],
        "an edited message": edited["conversationMessage"]["text"],
        "a referral": referral["note"],
        **await of_job(shop, job),
        **await of_terms(shop, ada, bob),
    }
    assert seen == dict.fromkeys(seen, KEPT)


async def of_job(shop: Person, job: str) -> Data:
    """What a job says."""
    found = (await shop.asks("query($id: ID!) { job(id: $id) { title description } }", id=job)).data["job"]
    return {"a title": found["title"], "a job": found["description"]}


async def of_terms(shop: Person, ada: Person, bob: Person) -> Data:
    """What terms say: of a proposal, and of a team when it is formed, changed and answered with others."""
    single = await offers(ada, await invited(shop, ada), description=WRITTEN)
    job = await invited(shop, ada)
    team = (await forms(ada, job, "COLLABORATION", asked(bob, TURNED), terms=TURNED))["team"]
    both = await written(ada, team["id"])
    await does(bob, "setTeamTerms", teamId=team["id"], terms={**TURNED, "weeklyHours": 3})
    (_, own) = await written(ada, team["id"])
    await does(ada, "changeTeam", teamId=team["id"], members=[asked(bob, TURNED)])
    (_, offered) = await written(ada, team["id"])
    return {
        "a proposal": single["proposal"]["terms"]["description"],
        "the lead's terms": both[0],
        "a member's": both[1],
        "a member's own": own,
        "changed terms": offered,
    }


async def written(lead: Person, team: str) -> list[str]:
    """What the terms of a team's people say."""
    text = "query($id: ID!) { node(id: $id) { ... on Team { members { terms { description } } } } }"
    members = (await lead.asks(text, id=team)).data["node"]["members"]
    return [each["terms"]["description"] for each in members]


async def test_a_text_of_nothing_but_signs_is_no_text(world: World) -> None:
    """A title has to be written, and what says nothing says nothing."""
    shop = await client(world, "apex")
    requirements = [{"skillId": f"SK_{1:016}", "weeklyHours": 10}]
    given = {"title": "\u202e \u202c", "description": "A shop", "timeZone": "UTC", "requirements": requirements}
    refused = await does_for_job(shop, "postJob", **given)
    assert (refused["__typename"], refused["code"], refused["path"]) == (
        "InvalidInput",
        "TOO_SHORT",
        ["input", "title"],
    )
