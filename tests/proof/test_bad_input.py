"""Bad input to browsing, suggestions and the words of filters: refused in our words, or answered without the hidden."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from ..world import Data
from .results import record
from .sizes import size
from .strangers import Crowd, Graph, draw
from .worlds import ProofWorld

ASKED = size(300, 10_000)
SOME = 25
"""Graphs among whose people is asked."""

BROWSE = (
    "query B($filter: FreelancerFilter, $orderBy: [FreelancerOrder!], $first: Int, $after: String, $limit: Int!) { "
    "browseFreelancers(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { totalCount "
    "pageInfo { endCursor } facets(kind: SKILL, limit: $limit) { count } nodes { handle } } }"
)
SUGGEST = (
    "query R($surface: Surface!, $first: Int, $after: String) { viewer { recommendations(surface: $surface, "
    "first: $first, after: $after) { totalCount pageInfo { endCursor } nodes { handle } } } }"
)
WORDS = (
    "query W($word: String!, $first: Int, $country: CountryCode) { skills(query: $word, first: $first) { totalCount } "
    "cities(query: $word, country: $country, first: $first) { totalCount } }"
)
DISMISS = (
    "mutation D($input: DismissRecommendationInput!) { dismissRecommendation(input: $input) { __typename "
    "... on UserError { code } } }"
)
REFUSED = {
    *("BAD_ID", "BAD_PAGE", "BAD_VALUE", "BAD_VARIABLES", "CURSOR_MISMATCH", "TOO_LONG", "TOO_SHORT", "BAD_JSON"),
}
"""What a request may be refused with."""

TEXTS = ["", " ", "\x00", "a\x00b", "\ud800", "x" * 40, "x" * 41, "x" * 10_000, "a\u0301" * 20, "a" + "\u0301" * 400]
TEXTS += ["*:*", "' OR 1=1 //", "}) RETURN 1 //", "$me", "\u202ejs", "🙂" * 40, "null", "4:abc:12", "-1"]
NUMBERS: list[Any] = [-(2**31), -1, -0.5, 0, 1, 5, 6, 50, 51, 100, 101, 168, 169, 1000, 1000.5, 2**31, 1e308, "5", None]
NOTHING: list[Any] = [None, [], {}, "", True]


class Asking:
    """Draws questions in which, mostly, something is wrong."""

    def __init__(self, graph: Graph, cursors: list[str], chance: random.Random) -> None:
        self.graph = graph
        self.cursors = cursors
        self.chance = chance

    def one(self, *good: Any, bad: list[Any]) -> Any:
        """Something good, more often than something bad."""
        return self.chance.choice([*good, *good, self.chance.choice(bad + NOTHING)])

    def text(self) -> Any:
        """A word of a filter."""
        return self.one(self.graph.word, bad=TEXTS)

    def id(self, kind: str) -> Any:
        """An id, or what is none, or none of this kind."""
        return self.one(self.graph.id(kind), f"{kind}_0000000000000000", bad=[*TEXTS, self.graph.id("ZZ"), 12])

    def page(self) -> Data:
        """A size, and now and then a cursor of another list."""
        after = self.one(None, None, bad=[*TEXTS, *self.cursors])
        return {"first": self.one(3, bad=NUMBERS), "after": after}

    def filter(self) -> Any:
        """Some conditions."""
        number = self.chance.choice(NUMBERS)
        parts: Data = {
            "place": self.one(
                {"near": {"cityId": self.id("CI"), "km": number or 0}},
                {"country": self.one("PT", bad=TEXTS)},
                bad=[{"country": "PT", "near": {"cityId": self.id("CI")}}, {"country": None}],
            ),
            "skills": {
                self.chance.choice(["any", "all"]): [self.text()] * self.chance.choice([1, 1, 2, 21]),
                "minLevel": number,
            }
            if self.chance.random() < 0.9
            else {"none": [self.text()]},
            "categoryIds": [self.id("CA")],
            "hourlyRate": {"currency": self.one("USD", bad=TEXTS), "min": self.one("1.00", bad=[*TEXTS, "NaN", "1e9"])},
            "minWeeklyHours": self.chance.choice(NUMBERS),
        }
        return {name: parts[name] for name in self.chance.sample(sorted(parts), self.chance.randint(0, 2))}

    def question(self) -> tuple[str, Data]:
        """A document and its variables."""
        kinds: list[Callable[[], tuple[str, Data]]] = [self.browse, self.browse, self.suggest, self.words, self.dismiss]
        return self.chance.choice(kinds)()

    def browse(self) -> tuple[str, Data]:
        """People by what they offer."""
        order = self.one([], [{"field": "HOURLY_RATE"}], [{"field": "NAME", "direction": "DESC"}], bad=[[{}], ["NAME"]])
        limit = self.one(5, bad=NUMBERS)
        return BROWSE, {"filter": self.filter(), "orderBy": order, "limit": limit} | self.page()

    def suggest(self) -> tuple[str, Data]:
        """People suggested, on a surface that there may not be."""
        return SUGGEST, {"surface": self.one("ALL", "SKILLS", bad=[*TEXTS, "all", "POPULAR"])} | self.page()

    def words(self) -> tuple[str, Data]:
        """Words completed."""
        first, country = self.one(3, bad=NUMBERS), self.one("PT", None, bad=TEXTS)
        return WORDS, {"word": self.text(), "first": first, "country": country}

    def dismiss(self) -> tuple[str, Data]:
        """Somebody who is not there, or no person at all."""
        return DISMISS, {"input": {"freelancerId": self.id("FL"), "idempotencyKey": self.text()}}


@pytest.mark.requirement("R24")
@pytest.mark.requirement("R29")
async def test_bad_input_is_refused_in_words_or_answered_without_the_hidden(proof: ProofWorld) -> None:
    """Unknown surfaces, cities and skills, numbers beyond their range, other lists' cursors, any text at all."""
    graphs = [draw(number, random.Random(number)) for number in range(SOME)]
    crowd = await Crowd.gather(proof, graphs)
    await crowd.hide()
    chance, cursors = random.Random(20261126), ["", "AAAA"]
    refused, answered = 0, 0
    for number in range(ASKED):
        graph = graphs[number % SOME]
        text, variables = Asking(graph, cursors, chance).question()
        answer = await crowd.people[graph.stranger].asks(text, **variables)
        assert set(answer.codes) <= REFUSED, (text, variables, answer.body)
        assert answer.status in {200, 400}, (text, variables, answer.body)
        refused, answered = refused + bool(answer.codes), answered + (not answer.codes)
        told = str(answer.body)
        assert not any(f"'{name}'" in told for name in graph.hidden), (text, variables, answer.body)
        cursors += [each for each in _cursors(answer.body) if len(cursors) < 50]
    assert min(refused, answered) > ASKED // 5
    assert len(cursors) > 10
    record("Hidden people", "requests with bad input", tried=ASKED, whole=10_000, came="0 failures")


def _cursors(told: Any) -> list[str]:
    """Cursors in an answer."""
    if isinstance(told, dict):
        own = [told["endCursor"]] if isinstance(told.get("endCursor"), str) else []
        return own + [each for part in told.values() for each in _cursors(part)]
    return []
