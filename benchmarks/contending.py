"""Who does the measured work: raw Bolt, a plain route, Confrere and the peer, each as a ``Contender`` a scenario."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import neo4j

from confrere.graph import network
from confrere.graph.chance import system_chance
from confrere.graph.model.people import EntryPoint
from confrere.graph.model.transitions import Act
from confrere.graph.queries import query
from confrere.graph.store import Store

from . import asked
from .marketplace import MOMENT, Couple, Sample
from .measuring import Contender, Ourselves
from .served import PATIENCE_SECONDS, Served, issuer, settings
from .wire import Reply, Wire, post

BOLT, PLAIN, OURS, PEER = "raw Bolt", "plain JSON route", "Confrere", "@neo4j/graphql"
SCENARIOS = ("lookup", "page", "mutual", "act")


class WrongAnswer(Exception):
    """A contender did not do what was measured."""


@dataclass(frozen=True, slots=True)
class Field:
    """The field they meet on."""

    uri: str
    auth: tuple[str, str]
    driver: neo4j.Driver
    ours: Served
    peer: Served | None
    sample: Sample


def contenders(field: Field, scenario: str) -> list[Contender]:
    """Returns everybody who takes part in a scenario."""
    make = {"lookup": _lookups, "page": _pages, "mutual": _mutuals, "act": _acts}[scenario]
    return list(make(field))


def _lookups(field: Field) -> Iterator[Contender]:
    near = field.sample.near
    given = [asked.lookup_parameters(each) for each in near]
    graphql = [asked.Asked(asked.LOOKUP, {"handle": each.handle}) for each in near]
    peer = [asked.Asked(asked.PEER_LOOKUP, {"handle": each.handle}) for each in near]
    yield from _readers(field, "people/shown", "lookup", given, graphql, peer, near, b'"jobSuccessScore"')


def _pages(field: Field) -> Iterator[Contender]:
    near = field.sample.near
    given = [asked.page_parameters(each.me) for each in near]
    graphql = [asked.Asked(asked.PAGE, {"first": asked.PAGE_SIZE}) for each in near]
    peer = [asked.Asked(asked.PEER_PAGE, {"me": each.me, "first": asked.PAGE_SIZE}) for each in near]
    yield from _readers(field, "network/page", "page", given, graphql, peer, near, b'"hasNextPage"')


def _mutuals(field: Field) -> Iterator[Contender]:
    near = field.sample.near
    given = [asked.mutual_parameters(each) for each in near]
    graphql = [asked.Asked(asked.MUTUAL, {"id": each.other, "first": asked.PAGE_SIZE}) for each in near]
    peer = [
        asked.Asked(asked.PEER_MUTUAL, {"me": each.me, "id": each.other, "first": asked.PAGE_SIZE}) for each in near
    ]
    yield from _readers(field, "network/mutual", "mutual", given, graphql, peer, near, b'"handle"')


def _readers(
    field: Field,
    name: str,
    route: str,
    given: Sequence[dict[str, Any]],
    graphql: Sequence[asked.Asked],
    peer: Sequence[asked.Asked],
    viewers: Sequence[Couple],
    sign: bytes,
) -> Iterator[Contender]:
    text = query(name).text

    def bolt(number: int) -> None:
        with field.driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            rows = list(session.run(text, given[number % len(given)]))  # pyright: ignore[reportArgumentType]  # a file of ours
        if not rows:
            raise WrongAnswer(f"{name} gave no row")

    yield Contender(BOLT, bolt, Ourselves())
    plain = [post(f"/plain/{route}", each) for each in given]
    yield Contender(PLAIN, _asking(field.ours, plain, b'"handle"'), field.ours.by)
    signed = [
        post("/graphql", each.body, token=token(viewer.me)) for each, viewer in zip(graphql, viewers, strict=True)
    ]
    yield Contender(OURS, _asking(field.ours, signed, sign), field.ours.by)
    if field.peer:
        yield Contender(PEER, _asking(field.peer, [post("/graphql", each.body) for each in peer], sign), field.peer.by)


def _acts(field: Field) -> Iterator[Contender]:
    strangers = field.sample.strangers
    share = len(strangers) // 4
    yield Contender(BOLT, _bolt_acts(field, strangers[:share]), Ourselves())
    yield Contender(PLAIN, _plain_acts(field, strangers[share : 2 * share]), field.ours.by)
    yield Contender(OURS, _our_acts(field, strangers[2 * share : 3 * share]), field.ours.by)
    if field.peer:
        yield Contender(PEER, _peer_acts(field.peer, strangers[3 * share :]), field.peer.by)


def _bolt_acts(field: Field, couples: Sequence[Couple]) -> Callable[[int], None]:
    """Sends and accepts by the product's own function: what two acts cost without HTTP and GraphQL around them."""
    loop = asyncio.new_event_loop()
    store = Store.open(field.uri, auth=field.auth, patience=PATIENCE_SECONDS)
    rules, chance = settings().rules, system_chance()

    async def both(couple: Couple) -> None:
        send = network.Request(
            Act.SEND_INVITATION, couple.me, other=couple.other, entry_point=EntryPoint.NETWORK_PAGE, steps=2
        )
        await network.perform(store, send, now=MOMENT, chance=chance, rules=rules)
        pair, _ = (await network.relations(store, me=couple.me, others=[couple.other], now=MOMENT))[couple.other]
        if pair.invitation is None:
            raise WrongAnswer("nothing was sent")
        accept = network.Request(Act.ACCEPT_INVITATION, couple.other, invitation=pair.invitation.id)
        await network.perform(store, accept, now=MOMENT, chance=chance, rules=rules)

    return lambda number: loop.run_until_complete(both(couples[number]))


def _plain_acts(field: Field, couples: Sequence[Couple]) -> Callable[[int], None]:
    wire = Wire(field.ours.port)

    def work(number: int) -> None:
        couple = couples[number]
        sent = {"act": "SEND_INVITATION", "me": couple.me, "other": couple.other}
        invitation = _good(wire.ask(post("/plain/act", sent)), b"IN_").json
        accepted = {"act": "ACCEPT_INVITATION", "me": couple.other, "invitation": invitation}
        _good(wire.ask(post("/plain/act", accepted)), b"null")

    return work


def _our_acts(field: Field, couples: Sequence[Couple]) -> Callable[[int], None]:
    wire = Wire(field.ours.port)
    tokens = {each: token(each) for couple in couples for each in (couple.me, couple.other)}

    def work(number: int) -> None:
        couple = couples[number]
        request = post("/graphql", asked.sending(couple).body, token=tokens[couple.me])
        sent = _good(wire.ask(request), b"SendInvitationPayload").json
        invitation = sent["data"]["sendInvitation"]["freelancer"]["viewerRelation"]["invitation"]["id"]
        request = post("/graphql", asked.accepting(invitation).body, token=tokens[couple.other])
        _good(wire.ask(request), b'"CONNECTED"')

    return work


def _peer_acts(peer: Served, couples: Sequence[Couple]) -> Callable[[int], None]:
    wire = Wire(peer.port)

    def work(number: int) -> None:
        couple = couples[number]
        _good(wire.ask(post("/graphql", asked.peer_sending(couple, number).body)), b'"id"')
        _good(wire.ask(post("/graphql", asked.peer_accepting(couple).body)), b'"id"')

    return work


def token(subject: str) -> str:
    """Signs somebody in."""
    return issuer().issue(subject, now=MOMENT, good_for=timedelta(hours=1))


def _asking(served: Served, requests: Sequence[bytes], sign: bytes) -> Callable[[int], None]:
    wire = Wire(served.port)

    def work(number: int) -> None:
        _good(wire.ask(requests[number % len(requests)]), sign)

    return work


def _good(reply: Reply, sign: bytes) -> Reply:
    """Returns an answer that is one: a fast error is no speed."""
    if reply.status != 200 or sign not in reply.body or b'"errors"' in reply.body:
        raise WrongAnswer(f"{reply.status} {reply.body[:2000]!r}")
    return reply
