"""The measured requests, each in four tongues: parameters of our Cypher, a plain route, our GraphQL, the peer's."""

from dataclasses import dataclass
from typing import Any

from confrere.api.cursors import FIRST, LAST, Position
from confrere.graph.model.ids import pair_key

from .marketplace import MOMENT, Couple

PAGE_SIZE = 20

LOOKUP = """query Lookup($handle: String!) { freelancer(by: {handle: $handle}) {
  id handle name profile { headline jobSuccessScore } } }"""
PAGE = """query Page($first: Int!, $after: String) { viewer { network(first: $first, after: $after) {
  edges { cursor node { id handle name profile { headline timeZone weeklyHours jobSuccessScore } } }
  pageInfo { endCursor hasNextPage } } } }"""
MUTUAL = """query Mutual($id: ID!, $first: Int!) { freelancer(by: {id: $id}) { viewerRelation {
  mutualConnections(first: $first) { nodes { id handle name } } } } }"""
SEND = """mutation Send($input: SendInvitationInput!) { sendInvitation(input: $input) { __typename
  ... on SendInvitationPayload { freelancer { id viewerRelation { state invitation { id } } } } } }"""
ACCEPT = """mutation Accept($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename
  ... on AcceptInvitationPayload { freelancer { id viewerRelation { state } } } } }"""

PEER_LOOKUP = """query Lookup($handle: String!) { freelancers(where: {handle: {eq: $handle}}) {
  id handle name headline jobSuccessScore } }"""
PEER_PAGE = """query Page($me: String!, $first: Int!, $after: String) { freelancers(where: {id: {eq: $me}}) {
  connectionsConnection(first: $first, after: $after, sort: [{edge: {since: DESC}}]) {
    edges { cursor node { id handle name headline timeZone weeklyHours jobSuccessScore } }
    pageInfo { endCursor hasNextPage } } } }"""
PEER_MUTUAL = """query Mutual($me: String!, $id: String!, $first: Int!) { freelancers(where: {id: {eq: $id}}) {
  connectionsConnection(first: $first, where: {node: {connections: {some: {id: {eq: $me}}}}}) {
    edges { node { id handle name } } } } }"""
PEER_SEND = """mutation Send($me: String!, $other: String!, $edge: InvitedCreateInput!) {
  updateFreelancers(where: {id: {eq: $me}},
    update: {invitationsSent: [{connect: [{where: {node: {id: {eq: $other}}}, edge: $edge}]}]}) {
    freelancers { id } } }"""
PEER_ACCEPT = """mutation Accept($me: String!, $other: String!, $edge: ConnectedToCreateInput!) {
  updateFreelancers(where: {id: {eq: $me}}, update: {
    invitationsReceived: [{disconnect: [{where: {node: {id: {eq: $other}}}}]}],
    connections: [{connect: [{where: {node: {id: {eq: $other}}}, edge: $edge}]}]}) {
    freelancers { id } } }"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One GraphQL request: its document and variables."""

    query: str
    variables: dict[str, Any]

    @property
    def body(self) -> dict[str, Any]:
        """The body of the request."""
        return {"query": self.query, "variables": self.variables}


def lookup_parameters(couple: Couple) -> dict[str, Any]:
    """Returns the parameters of ``people/shown`` for a look-up by handle, with the profile."""
    return {
        "me": couple.me,
        "ids": [],
        "handles": [couple.handle],
        "now": MOMENT,
        "profile": ["headline"],
        "withSent": False,
    }


def page_parameters(owner: str, after: Position = FIRST) -> dict[str, Any]:
    """Returns the parameters of ``network/page`` for a page of one's own network, with profiles."""
    return {
        "me": owner,
        "owners": [owner],
        "afterTime": after.at,
        "afterId": after.key,
        "beforeTime": LAST.at,
        "beforeId": LAST.key,
        "forward": True,
        "limit": PAGE_SIZE + 1,
        "profile": ["headline"],
        "withTotal": False,
    }


def mutual_parameters(couple: Couple) -> dict[str, Any]:
    """Returns the parameters of ``network/mutual``."""
    return {
        "me": couple.me,
        "others": [couple.other],
        "afterId": FIRST.key,
        "beforeId": LAST.key,
        "forward": True,
        "limit": PAGE_SIZE + 1,
        "profile": [],
        "withTotal": False,
    }


def sending(couple: Couple) -> Asked:
    """Returns our ``sendInvitation``."""
    return Asked(SEND, {"input": {"freelancerId": couple.other, "entryPoint": "NETWORK_PAGE", "steps": 2}})


def accepting(invitation: str) -> Asked:
    """Returns our ``acceptInvitation``."""
    return Asked(ACCEPT, {"input": {"invitationId": invitation}})


def peer_sending(couple: Couple, number: int) -> Asked:
    """Returns the peer's invitation: nothing is checked, one relationship is written."""
    edge = {
        "id": f"IN_peer{number:012}",
        "pair": pair_key(couple.me, couple.other),
        "sentAt": "2026-03-01T12:00:00Z",
        "expiresAt": "2026-03-31T12:00:00Z",
        "entryPoint": "NETWORK_PAGE",
        "steps": 2,
        "recipientName": couple.handle,
    }
    return Asked(PEER_SEND, {"me": couple.me, "other": couple.other, "edge": edge})


def peer_accepting(couple: Couple) -> Asked:
    """Returns the peer's acceptance: the invitation goes, the connection comes."""
    edge = {"pair": pair_key(couple.me, couple.other), "since": "2026-03-01T12:00:00Z", "entryPoint": "NETWORK_PAGE"}
    return Asked(PEER_ACCEPT, {"me": couple.other, "other": couple.me, "edge": edge})
