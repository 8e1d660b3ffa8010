"""A small marketplace to test in: people by first name, and what they do through the API, as a client would."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import httpx
import neo4j
from fastapi import FastAPI

from confrere.api.app import create_app, documents_within
from confrere.api.cursors import Cursors
from confrere.api.settings import Settings
from confrere.api.tokens import Tokens
from confrere.graph.chance import new_id
from confrere.graph.model.ids import IdKind, pair_key
from confrere.graph.sealing import Sealing
from confrere.graph.store import Store, traced

from .facts import facts_of

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
Data = dict[str, Any]

WIPE = "MATCH (n) WHERE NOT n:__Neo4jMigration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 50 ROWS"
RELATION = """
query Relation($id: ID!) { freelancer(by: {id: $id}) {
  id handle name profile { headline }
  viewerRelation { state connectedAt invitation { id note sentAt expiresAt } actions { name isAllowed reason retryAt } }
} }"""
LISTS = """
query Lists { viewer {
  network(first: 100) { totalCount edges { cursor connectedAt node { id handle name viewerRelation { state } } } }
  invitationsReceived(first: 100) { totalCount edges { cursor node { id note sentAt expiresAt entryPoint steps
    sender { handle name profile { headline } } recipient { handle } } } }
  invitationsSent(first: 100) { totalCount edges { cursor node { id note sentAt expiresAt entryPoint steps
    sender { handle } recipient { handle name profile { headline } viewerRelation { state } } } } }
  eligibility { isEligible } quota(kind: INVITATIONS_PER_DAY) { remaining resetAt }
} }"""
_REFUSED = "__typename ... on UserError { code message path }"
SEND = (
    "mutation Send($input: SendInvitationInput!) { sendInvitation(input: $input) { "
    + _REFUSED
    + " ... on CoolDown { retryAt } ... on QuotaReached { quota { limit remaining resetAt } }"
    + " ... on NotEligible { eligibility { missing } }"
    + " ... on SendInvitationPayload { freelancer { handle viewerRelation { state invitation { id } } } } } }"
)
ON_INVITATION = {
    "withdrawInvitation": "WithdrawInvitation",
    "acceptInvitation": "AcceptInvitation",
    "declineInvitation": "DeclineInvitation",
}
REMOVE = (
    "mutation Remove($input: RemoveFromNetworkInput!) { removeFromNetwork(input: $input) { "
    + _REFUSED
    + " ... on RemoveFromNetworkPayload { removedFreelancerId freelancer { viewerRelation { state } } } } }"
)

ON_PERSON = {"blockFreelancer": "BlockFreelancer", "unblockFreelancer": "UnblockFreelancer"}
FOR_ADMINISTRATORS = {"deactivateFreelancer": "DeactivateFreelancer", "reactivateFreelancer": "ReactivateFreelancer"}
SET_VISIBILITY = (
    "mutation Set($input: SetProfileVisibilityInput!) { setProfileVisibility(input: $input) { "
    + _REFUSED
    + " ... on SetProfileVisibilityPayload { viewer { profileVisibility } } } }"
)
BLOCKED = (
    "query Blocked { viewer { blocked(first: 100) { totalCount edges { cursor node { id handle name "
    "profile { headline } viewerRelation { state actions { name isAllowed reason } } } } } } }"
)

HEARD = (
    "query Heard { viewer { unreadNotificationCount notifications(first: 100) { totalCount edges { cursor node { "
    "id sequence at kind isRead subject { __typename ... on Invitation { id note sender { handle name } } "
    "... on Freelancer { handle name profile { headline } } ... on Message { id text writer: sender { handle } } } "
    "} } } } }"
)
STREAM = (
    "MATCH (n {to: $id}) WHERE n:Notification OR n:Retraction RETURN properties(n) AS entry ORDER BY n.sequence "
    "UNION ALL MATCH (f:Freelancer {id: $id}) RETURN {last: f.lastSequence, read: f.readSequence} AS entry"
)


@cache
def usual() -> Settings:
    """The settings of a world that has no others."""
    return Settings(account_seconds=0)


shared_documents = cache(documents_within)
"""The documents of all worlds with the same bounds, each of which is validated once."""


class Moving:
    """A clock that stands still until it is told to move."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def tick(self, **by: float) -> datetime:
        """Moves on, a second unless told."""
        self.now += timedelta(**(by or {"seconds": 1}))
        return self.now


@dataclass
class Answer:
    """What the API said, whole."""

    status: int
    body: Data
    trips: list[str]
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Data:
        """The data of an answer without errors."""
        assert "errors" not in self.body, self.body
        found: Data = self.body["data"]
        return found

    @property
    def codes(self) -> list[str]:
        """Codes of the top-level errors."""
        return [error["extensions"]["code"] for error in self.body.get("errors", [])]


@dataclass
class Person:
    """Somebody who uses the API."""

    world: "World"
    id: str
    handle: str

    async def asks(self, text: str, **variables: Any) -> Answer:
        """Sends a document with this person's token."""
        return await self.world.post(text, variables, token=self.world.token(self.id))

    async def sees(self, other: "Person") -> Data | None:
        """Looks somebody up."""
        found: Data | None = (await self.asks(RELATION, id=other.id)).data["freelancer"]
        return found

    async def state(self, other: "Person") -> str:
        """How somebody stands to this person."""
        seen = await self.sees(other)
        assert seen is not None, f"{self.handle} does not see {other.handle}"
        return str(seen["viewerRelation"]["state"])

    async def lists(self) -> Data:
        """All three lists and the limits."""
        viewer: Data = (await self.asks(LISTS)).data["viewer"]
        return viewer

    async def network(self) -> list[str]:
        """Handles of one's network, newest first."""
        return [edge["node"]["handle"] for edge in (await self.lists())["network"]["edges"]]

    async def received(self) -> list[Data]:
        """Invitations that wait."""
        return [edge["node"] for edge in (await self.lists())["invitationsReceived"]["edges"]]

    async def sent(self) -> list[Data]:
        """Invitations that show pending."""
        return [edge["node"] for edge in (await self.lists())["invitationsSent"]["edges"]]

    async def invites(self, other: "Person | str", **more: Any) -> Data:
        """Sends an invitation and returns what came of it."""
        target = other if isinstance(other, str) else other.id
        given = {"freelancerId": target, "entryPoint": "NETWORK_PAGE", "steps": 2, **more}
        result: Data = (await self.asks(SEND, input=given)).data["sendInvitation"]
        return result

    async def invitation_to(self, other: "Person", **more: Any) -> str:
        """Sends an invitation and returns its id."""
        result = await self.invites(other, **more)
        assert result["__typename"] == "SendInvitationPayload", result
        return str(result["freelancer"]["viewerRelation"]["invitation"]["id"])

    async def answers(self, name: str, invitation: str, **more: Any) -> Data:
        """Accepts, declines or withdraws an invitation and returns what came of it."""
        text = (
            f"mutation Answer($input: {ON_INVITATION[name]}Input!) {{ {name}(input: $input) {{ {_REFUSED} "
            f"... on {ON_INVITATION[name]}Payload {{ freelancer {{ handle viewerRelation {{ state }} }} }} }} }}"
        )
        result: Data = (await self.asks(text, input={"invitationId": invitation, **more})).data[name]
        return result

    async def accepts(self, invitation: str, **more: Any) -> Data:
        """Says yes."""
        return await self.answers("acceptInvitation", invitation, **more)

    async def declines(self, invitation: str, **more: Any) -> Data:
        """Says no."""
        return await self.answers("declineInvitation", invitation, **more)

    async def withdraws(self, invitation: str, **more: Any) -> Data:
        """Takes back."""
        return await self.answers("withdrawInvitation", invitation, **more)

    async def removes(self, other: "Person", **more: Any) -> Data:
        """Removes somebody from the network."""
        given = {"freelancerId": other.id, **more}
        result: Data = (await self.asks(REMOVE, input=given)).data["removeFromNetwork"]
        return result

    async def on_person(self, name: str, other: "Person | str", **more: Any) -> Data:
        """Blocks or unblocks somebody and returns what came of it."""
        text = (
            f"mutation On($input: {ON_PERSON[name]}Input!) {{ {name}(input: $input) {{ {_REFUSED} "
            f"... on {ON_PERSON[name]}Payload {{ freelancer {{ handle name viewerRelation {{ state }} }} }} }} }}"
        )
        given = {"freelancerId": other if isinstance(other, str) else other.id, **more}
        result: Data = (await self.asks(text, input=given)).data[name]
        return result

    async def blocks(self, other: "Person | str", **more: Any) -> Data:
        """Blocks somebody."""
        return await self.on_person("blockFreelancer", other, **more)

    async def unblocks(self, other: "Person | str", **more: Any) -> Data:
        """Unblocks somebody."""
        return await self.on_person("unblockFreelancer", other, **more)

    async def blocked(self) -> list[Data]:
        """Whom this person blocked."""
        answer = await self.asks(BLOCKED)
        return [edge["node"] for edge in answer.data["viewer"]["blocked"]["edges"]]

    async def hears(self) -> Data:
        """Notifications and how many are new."""
        viewer: Data = (await self.asks(HEARD)).data["viewer"]
        return viewer

    async def heard(self) -> list[tuple[str, str | None]]:
        """What each notification tells, and of whom, newest first."""
        subjects = [
            (each["node"]["kind"], each["node"]["subject"]) for each in (await self.hears())["notifications"]["edges"]
        ]
        named = [
            (kind, of and ({"handle": None} | of | (of.get("sender") or of.get("writer") or {})))
            for kind, of in subjects
        ]
        return [(kind, of and of["handle"]) for kind, of in named]

    async def stream(self) -> list[Data]:
        """Everything that was ever put into this person's stream, from behind the API."""
        return await self.world.cypher(STREAM, id=self.id)

    async def goes(self, visibility: str, **more: Any) -> Data:
        """Makes the profile private or public."""
        answer = await self.asks(SET_VISIBILITY, input={"visibility": visibility, **more})
        result: Data = answer.data["setProfileVisibility"]
        return result

    async def actions(self, other: "Person") -> set[str]:
        """What the menu of somebody allows."""
        seen = await self.sees(other)
        assert seen is not None, f"{self.handle} does not see {other.handle}"
        return {each["name"] for each in seen["viewerRelation"]["actions"] if each["isAllowed"]}


@dataclass
class World:
    """An application on an emptied database, with a clock and chance of its own."""

    store: Store
    driver: neo4j.AsyncDriver
    tokens: Tokens
    settings: Settings = field(default_factory=usual)
    """Accounts are looked at every time, so that scenes set by Cypher count at once."""
    clock: Moving = field(default_factory=Moving)
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    sealing: Sealing = field(default_factory=lambda: Sealing(b"a secret of the tests"))

    def __post_init__(self) -> None:
        self.app: FastAPI = create_app(
            self.settings,
            store=self.store,
            tokens=self.tokens,
            cursors=Cursors(b"a secret of the tests"),
            sealing=self.sealing,
            clock=self.clock,
            chance=self.chance,
            documents=shared_documents(self.settings.bounds, self.settings.document_cache_bytes),
        )

    def token(self, subject: str, **more: Any) -> str:
        """Signs somebody in."""
        return self.tokens.issue(subject, now=self.clock(), good_for=timedelta(hours=1), **more)

    async def post(
        self, text: str, variables: Data | None = None, *, token: str | None = None, **headers: str
    ) -> Answer:
        """Sends a document over HTTP, in process."""
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        with traced() as trips:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self.app), base_url="http://test") as client:
                answer = await client.post(
                    "/graphql", json={"query": text, "variables": variables or {}}, headers=headers
                )
        # The look at the account goes beside the operation and is counted where it is tested.
        own = [name for name in trips if name != "people/account_status"]
        return Answer(answer.status_code, answer.json(), own, answer.headers)

    async def people(self, *names: str, **properties: Any) -> list[Person]:
        """Adds eligible freelancers by first name, with these properties on top."""
        return await self.crowd(names, **properties)

    async def person(self, name: str, **properties: Any) -> Person:
        """Adds one eligible freelancer; ids follow the alphabet of names, so tests know which is lower."""
        (added,) = await self.crowd([name], **properties)
        return added

    async def crowd(self, names: Iterable[str], **properties: Any) -> list[Person]:
        """Adds many eligible freelancers in one go, with these properties on top."""
        facts = [facts_of(name, properties, joined_at=START - timedelta(days=900)) for name in names]
        await self.cypher(
            "UNWIND $facts AS facts CREATE (f:Freelancer) SET f = facts "
            "CREATE (f)-[:HAS_RECORD]->(r:TrackRecord) SET r = $record",
            facts=facts,
            record={
                "jobInvitedAt": [START - timedelta(days=day) for day in range(1, 21)],
                "earnedAt": [START - timedelta(days=day) for day in range(5, 50, 5)],
                "earnedMinor": [50_000] * 9,
                "currency": "USD",
            },
        )
        return [Person(self, str(each["id"]), str(each["handle"])) for each in facts]

    async def marketplace(self, name: str, person: Person, **more: Any) -> Answer:
        """Deactivates or reactivates somebody as an administrator."""
        kind = FOR_ADMINISTRATORS[name]
        text = f"mutation Do($input: {kind}Input!) {{ {name}(input: $input) {{ {_REFUSED} }} }}"
        token = self.token("CL_0000000000000000", roles=frozenset({"administrator"}))
        return await self.post(text, {"input": {"freelancerId": person.id, **more}}, token=token)

    async def deactivates(self, person: Person) -> None:
        """Closes somebody's account."""
        assert (await self.marketplace("deactivateFreelancer", person)).data

    async def reactivates(self, person: Person) -> None:
        """Opens it again."""
        assert (await self.marketplace("reactivateFreelancer", person)).data

    async def connect(self, *pairs: tuple[Person, Person]) -> None:
        """Connects people as an import would, each pair a second after the one before."""
        for one, other in pairs:
            low, high = sorted((one.id, other.id))
            await self.cypher(
                "MATCH (a:Freelancer {id: $low}) WITH a MATCH (b:Freelancer {id: $high}) "
                "CREATE (a)-[:CONNECTED_TO {pair: $pair, since: $now, entryPoint: 'IMPORT'}]->(b) "
                "CREATE (:Event {id: $id, kind: 'CONNECTION_IMPORTED', a: $low, b: $high, pair: $pair, at: $now, "
                "recordedAt: $now, operation: $id})",
                low=low,
                high=high,
                pair=pair_key(low, high),
                now=self.clock.tick(),
                id=new_id(IdKind.EVENT, self.chance),
            )

    async def wipe(self) -> None:
        """Empties the database, in pieces, for messages may be long."""
        async with self.driver.session() as session:
            await (await session.run(WIPE)).consume()

    async def cypher(self, text: str, **parameters: Any) -> list[Data]:
        """Runs Cypher of a test: to set a scene, or to look behind the API."""
        records, _, _ = await self.driver.execute_query(text, parameters)  # pyright: ignore[reportCallIssue, reportArgumentType]  # tests write theirs
        return [record.data() for record in records]
