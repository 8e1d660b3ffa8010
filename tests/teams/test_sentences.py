"""Sentences on proposed teams, as a person reads them: numbers and words agree, and every number has its unit."""

from decimal import Decimal

import pytest

from confrere.api.impossible_teams import TeamLimit
from confrere.api.profiles import Skill
from confrere.api.proposed_teams import Swap
from confrere.recommendations.teams.conflicts import Limit, LimitKind
from confrere.recommendations.teams.swaps import Swap as FoundSwap

SQL = Skill.of({"id": "SK_1", "name": "SQL", "synonyms": []})


@pytest.mark.requirement("R37")
@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        (LimitKind.RADIUS, "1", "People within 1 connection."),
        (LimitKind.RADIUS, "2", "People within 2 connections."),
        (LimitKind.SEATS, "0", "No seats of SQL."),
        (LimitKind.SEATS, "1", "1 seat of SQL."),
        (LimitKind.SEATS, "2", "2 seats of SQL."),
        (LimitKind.SIZE, "1", "At most 1 person."),
        (LimitKind.SIZE, "10", "At most 10 people."),
        (LimitKind.BUDGET, "410", "At most 410.00 USD a week."),
        (LimitKind.BUDGET, "251.75", "At most 251.75 USD a week."),
        (LimitKind.HOURS, "1", "1 hour a week for each seat of SQL."),
        (LimitKind.HOURS, "2.50", "2.5 hours a week for each seat of SQL."),
        (LimitKind.OVERLAP, "1", "1 working hour a day that every two share."),
        (LimitKind.OVERLAP, "0", "0 working hours a day that every two share."),
        (LimitKind.LEVEL, "3", "Level 3 or better in SQL."),
        (LimitKind.MUST_INCLUDE, None, "This person is in."),
    ],
)
def test_a_limit_is_a_sentence(kind: LimitKind, value: str | None, sentence: str) -> None:
    """Of one and of many."""
    limit = Limit(kind, skill="SK_1", value=None if value is None else Decimal(value))
    assert TeamLimit.of(limit, {"SK_1": SQL}).sentence == sentence


@pytest.mark.requirement("R37")
@pytest.mark.parametrize(
    ("distance", "cost", "sentence"),
    [
        (328, "-16", "The distances in the team add up to 328 more, and it is 16.00 USD a week cheaper."),
        (-5, "16", "The distances in the team add up to 5 less, and it is 16.00 USD a week dearer."),
        (0, "0", "The distances in the team add up to the same, and it costs the same."),
    ],
)
def test_a_swap_is_a_sentence(distance: int, cost: str, sentence: str) -> None:
    """What gets more, less or stays, and of what."""
    assert Swap.of(FoundSwap("one", "other", distance, Decimal(cost))).sentence == sentence
