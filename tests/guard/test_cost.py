"""What operations cost: GitHub's published examples, and the rules of this schema's own points."""

import re
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLSchema, OperationDefinitionNode, build_schema, parse, validate

from confrere.api.guard.cost import Estimate, actual, estimate, priced
from confrere.api.guard.weights import ASSUMED_SIZE, INTROSPECTION, WEIGHTS
from confrere.api.schema import schema

PAGE = (Path(__file__).parents[2] / "docs/api.md").read_text("utf-8")

GITHUB = build_schema(
    """
    type Query { viewer: User! }
    type User { repositories(first: Int): Repositories! followers(first: Int): Users! }
    type Users { edges: [UserEdge] }
    type UserEdge { node: User login: String }
    type Repositories { edges: [RepositoryEdge] }
    type RepositoryEdge { node: Repository }
    type Repository { name: String pullRequests(first: Int): PullRequests! issues(first: Int): Issues! }
    type PullRequests { edges: [PullRequestEdge] }
    type PullRequestEdge { node: PullRequest }
    type PullRequest { title: String comments(first: Int): Comments! }
    type Issues { totalCount: Int edges: [IssueEdge] }
    type IssueEdge { node: Issue }
    type Issue { title: String bodyHTML: String comments(first: Int): Comments! }
    type Comments { edges: [CommentEdge] }
    type CommentEdge { node: Comment }
    type Comment { bodyHTML: String }
    """
)
SIMPLE = """
query { viewer { repositories(first: 50) { edges { repository: node { name
  issues(first: 10) { totalCount edges { node { title bodyHTML } } } } } } } }
"""
COMPLEX = """
query { viewer {
  repositories(first: 50) { edges { repository: node { name
    pullRequests(first: 20) { edges { pullRequest: node { title
      comments(first: 10) { edges { comment: node { bodyHTML } } } } } }
    issues(first: 20) { totalCount edges { issue: node { title bodyHTML
      comments(first: 10) { edges { comment: node { bodyHTML } } } } } } } } }
  followers(first: 10) { edges { follower: node { repositories(first: 0) { edges { node { name } } } } } } } }
"""


def estimated(text: str, variables: dict[str, Any] | None = None, on: GraphQLSchema = schema._schema) -> Estimate:
    """Prices the only operation of a valid document."""
    document = parse(text)
    assert validate(on, document) == []
    (operation,) = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    return estimate(priced(on, document, operation), variables or {})


def test_github_s_simple_example_has_550_nodes() -> None:
    """50 + 50 x 10."""
    assert estimated(SIMPLE, on=GITHUB).nodes == 550


def test_github_s_complex_example_has_22_060_nodes() -> None:
    """50 + 50 x 20 + 50 x 20 x 10 + 50 x 20 + 50 x 20 x 10 + 10."""
    assert estimated(COMPLEX, on=GITHUB).nodes == 22_060


def page(size: str, extra: str = "", declared: str = "") -> str:
    """A page of the viewer's network."""
    return f"query Q{declared} {{ viewer {{ network({size}) {{ {extra} edges {{ node {{ id name }} }} }} }} }}"


@pytest.mark.parametrize(
    ("text", "variables", "cost", "nodes"),
    [
        ("{ __typename }", {}, 1, 0),
        ("{ viewer { id } }", {}, 1, 0),
        (page("first: 10"), {}, 1 + 1 + 10 + 10, 10),
        (page("last: 10"), {}, 22, 10),
        (page("first: 10", "nodes { id }"), {}, 32, 10),
        (page("first: 10", "totalCount"), {}, 27, 10),
        (page("first: 0"), {}, 2, 0),
        (page("first: -5"), {}, 2, 0),
        (page("first: 999999"), {}, 202, 100),
        (page("first: $n", declared="($n: Int)"), {"n": 3}, 8, 3),
        (page("first: $n", declared="($n: Int)"), {}, 202, 100),
        (page("first: $n", declared="($n: Int = 4)"), {}, 10, 4),
        (page("first: $n", declared="($n: Int)"), {"n": "many"}, 202, 100),
        (page("first: $n", declared="($n: Int)"), {"n": True}, 202, 100),
        (page("first: $n", declared="($n: Int)"), {"n": 2**31}, 202, 100),
        ("{ viewer { network { edges { node { id } } } } }", {}, 202, 100),
        ('{ nodes(ids: ["a", "b", "c"]) { id } }', {}, 3, 3),
        ("query N($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ["a"] * 7}, 7, 7),
        ("{ rateLimit { cost } }", {}, 1, 0),
        ("{ __schema { types { name } } }", {}, 200, 0),
    ],
)
def test_an_operation_costs_what_it_may_return(text: str, variables: dict[str, Any], cost: int, nodes: int) -> None:
    """Objects are one point, scalars none, and lists multiply; what is no size counts as the largest."""
    assert estimated(text, variables) == Estimate(cost, nodes)


def test_fragments_cost_where_they_are_spread() -> None:
    """Twice is twice, by name or inline."""
    spread = "{ viewer { ...A ...A } } fragment A on Viewer { network(first: 10) { nodes { id } } }"
    page = "network(first: 10) { nodes { id } }"
    inline = f"{{ viewer {{ ... {{ {page} }} ... on Viewer {{ {page} }} }} }}"
    assert estimated(spread).cost == estimated(inline).cost == 1 + 2 * 11


def test_an_act_costs_ten_points() -> None:
    """And what is read after it, its own."""
    read = "... on RemoveFromNetworkPayload { freelancer { id } }"
    text = f'mutation {{ removeFromNetwork(input: {{freelancerId: "x"}}) {{ {read} }} }}'
    assert estimated(text).cost == 11


def test_what_was_returned_is_what_is_kept() -> None:
    """Objects in the answer are counted, not promises; null costs nothing."""
    document = parse(page("first: 100"))
    (operation,) = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    fields = priced(schema._schema, document, operation)
    edge = {"node": {"id": "a", "name": "A"}}
    assert actual(fields, {"viewer": {"network": {"edges": [edge, edge]}}}) == 1 + 1 + 2 + 2
    assert actual(fields, {"viewer": {"network": {"edges": [{"node": None}]}}}) == 3
    assert actual(fields, {"viewer": None}) == actual(fields, None) == 1


def test_the_page_for_clients_names_every_price() -> None:
    """The table of docs/api.md has all that is dearer than the rule, and the lengths that no argument bounds."""
    told = PAGE.split("## What it costs")[1].split("\n## ")[0]
    prices = {
        field: int(points)
        for fields, points in re.findall(r"^\| (`.+) \| (\d+) \|$", told, re.MULTILINE)
        for field in re.findall(r"`([\w.]+)`", fields)
    }
    assert prices == {name.removeprefix("*."): points for name, points in (WEIGHTS | INTROSPECTION).items()}
    lengths = {field: int(length) for field, length in re.findall(r"`(\w+\.\w+)`\s(\d+)", told)}
    assert lengths == {field: length for field, length in ASSUMED_SIZE.items() if field != "*"}
