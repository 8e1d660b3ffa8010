"""Inviting by e-mail in tests: the acts, the list, and an office whose postman keeps what it is handed."""

import random
from dataclasses import dataclass, field

from confrere.graph.errands import Allowance, Letter, Office, Outcome

from .world import Data, Person, World

INVITE = """mutation Invite($input: InviteByEmailInput!) { inviteByEmail(input: $input) {
  __typename ... on UserError { code message path } ... on CoolDown { retryAt }
  ... on QuotaReached { quota { limit remaining resetAt } } ... on NotEligible { eligibility { missing } }
  ... on InviteByEmailPayload { viewer { quota(kind: EMAIL_INVITATIONS_PER_DAY) { remaining resetAt } } } } }"""
WITHDRAW = """mutation Withdraw($input: WithdrawEmailInvitationInput!) { withdrawEmailInvitation(input: $input) {
  __typename ... on UserError { code message path }
  ... on WithdrawEmailInvitationPayload {
    withdrawnInvitationId viewer { emailInvitationsSent(first: 9) { totalCount } } }
} }"""
LIST = """query List($first: Int = 100, $after: String) { viewer {
  emailInvitationsSent(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    edges { cursor node { id address note sentAt expiresAt steps } } }
  quota(kind: EMAIL_INVITATIONS_PER_DAY) { limit remaining resetAt } } }"""


async def emails(who: Person, address: str, **more: object) -> Data:
    """Invites whoever has an address and returns what came of it."""
    answer = await who.asks(INVITE, input={"address": address, "steps": 2, **more})
    result: Data = answer.data["inviteByEmail"]
    return result


async def withdraws(who: Person, invitation: str, **more: object) -> Data:
    """Takes one back and returns what came of it."""
    answer = await who.asks(WITHDRAW, input={"invitationId": invitation, **more})
    result: Data = answer.data["withdrawEmailInvitation"]
    return result


async def emailed(who: Person) -> list[Data]:
    """The sender's list."""
    answer = await who.asks(LIST)
    return [edge["node"] for edge in answer.data["viewer"]["emailInvitationsSent"]["edges"]]


@dataclass
class Pigeonholes:
    """A postman who keeps every letter, or raises what it is told to."""

    letters: list[Letter] = field(default_factory=list)
    refusals: list[Exception] = field(default_factory=list)

    async def deliver(self, letter: Letter) -> None:
        """Takes a letter."""
        if self.refusals:
            raise self.refusals.pop(0)
        self.letters.append(letter)


@dataclass
class Mailroom:
    """The office of a world, run by hand."""

    world: World
    postman: Pigeonholes = field(default_factory=Pigeonholes)
    allowance: Allowance = field(default_factory=lambda: Allowance(to_one_mailbox_a_day=3, overall_an_hour=1_000))
    has_server: bool = True
    chance: random.Random = field(default_factory=lambda: random.Random(23))
    """Of its own, so that what it draws moves no id of an act."""

    async def runs(self) -> list[Outcome]:
        """Runs all that is due."""
        postman = self.postman if self.has_server else None
        world = self.world
        office = Office(world.store, world.sealing, self.allowance, postman, self.chance, world.settings.rules)
        return await office.run_once(world.clock())


async def written_once(world: World, sender: Person) -> None:
    """One stranger and one member are invited by e-mail, one more and taken back, and all errands have run."""
    una = await world.person("una", email="una@example.com")
    for address in ("stranger@example.com", "una@example.com", "nobody@example.com"):
        assert (await emails(sender, address))["__typename"] == "InviteByEmailPayload"
        world.clock.tick()
    await withdraws(sender, (await emailed(sender))[0]["id"])
    room = Mailroom(world)
    await room.runs()
    assert len(room.postman.letters) == 1
    assert len(await una.received()) == 1
