"""Who the freelancers are."""

import unicodedata
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from confrere.graph.marketplace import PEOPLE as DEFAULT
from confrere.graph.marketplace import TOP_RATED
from confrere.graph.marketplace.people import MINOR, RATES, SEGMENTS
from confrere.graph.names import search_name, shown_name

from .conftest import MIDNIGHT, PEOPLE, Files, when


def is_top_rated(person: dict[str, str]) -> bool:
    """R2's default."""
    score = person["jobSuccessScore"]
    return bool(score) and int(score) >= 90 and int(person["topRatedWeeks"]) >= 13


@pytest.mark.requirement("R9")
def test_the_share_of_top_rated_is_exact(files: Files) -> None:
    """By R2's default, as many are Top Rated as in the marketplace of 43,543, in proportion."""
    assert sum(map(is_top_rated, files.people)) == round(PEOPLE * TOP_RATED / DEFAULT)


@pytest.mark.requirement("R2")
def test_some_top_rated_are_eligible_and_some_are_not(files: Files) -> None:
    """Between half and three quarters of the Top Rated have ten invites and a thousand dollars in twelve months."""
    start = MIDNIGHT - timedelta(days=365)
    able = []
    for person, record in zip(files.people, files.rows("records"), strict=True):
        invites = [text for text in record["jobInvitedAt"].split(";") if text and when(text) > start]
        times = record["earnedAt"].split(";")
        minor = record["earnedMinor"].split(";")
        assert len(times) == len(minor)
        assert all(one <= other for one, other in pairwise(times))
        code = record["currency"]
        dollars = sum(
            int(amount) / MINOR[code] / RATES[code]
            for at, amount in zip(times, minor, strict=True)
            if at and when(at) > start
        )
        able.append(is_top_rated(person) and len(invites) >= 10 and dollars >= 1_000)
    top = sum(map(is_top_rated, files.people))
    assert 0.5 < sum(able) / top < 0.75


@pytest.mark.requirement("R26")
def test_names_are_shown_and_searched_by_the_pure_functions(files: Files) -> None:
    """What is written column by column is what the functions say of each person."""
    for person in files.people:
        assert person["name"] == shown_name(person["firstName"], person["lastName"])
        assert person["searchName"] == search_name(person["firstName"], person["lastName"])


def test_names_come_from_many_scripts(files: Files) -> None:
    """At least ten scripts, names without a last name, of one letter, compound and with accents."""
    scripts = {unicodedata.name(person["firstName"][0]).split()[0] for person in files.people}
    assert len(scripts) >= 10
    assert any(not person["lastName"] for person in files.people)
    assert any(len(person["lastName"]) == 1 for person in files.people)
    assert any(" " in person["lastName"] for person in files.people)
    assert any(unicodedata.normalize("NFD", person["lastName"]) != person["lastName"] for person in files.people)


def test_handles_and_addresses_are_unique_and_safe(files: Files) -> None:
    """Handles are of a-z, 0-9 and hyphens; mail goes to example domains only."""
    assert len({person["handle"] for person in files.people}) == PEOPLE
    mails = [person["email"] for person in files.people if person["email"]]
    assert len({mail.casefold() for mail in mails}) == len(mails)
    assert {mail.partition("@")[2].casefold() for mail in mails} == {"example.com", "example.org", "example.net"}
    assert all(person["emailKey"] == person["email"].casefold() for person in files.people)
    assert all(set(person["handle"]) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for person in files.people)


@pytest.mark.requirement("R8")
def test_every_segment_has_members(files: Files) -> None:
    """Each of the five segments has more than one person in a hundred."""
    members = Counter(name for person in files.people for name in person["segments"].split(";") if name)
    assert members.keys() == set(SEGMENTS)
    assert min(members.values()) > PEOPLE / 100


def test_skills_are_of_the_occupation_and_not_repeated(files: Files) -> None:
    """Nobody has more than twelve skills, a skill twice, or a level outside 1 to 5."""
    has = files.rows("has_skill")
    pairs = {(row[":START_ID(Freelancer)"], row[":END_ID(Skill)"]) for row in has}
    assert len(pairs) == len(has)
    counts = Counter(row[":START_ID(Freelancer)"] for row in has)
    assert len(counts) == PEOPLE
    assert min(counts.values()) >= 2
    assert 9 <= max(counts.values()) <= 12
    assert {row["level"] for row in has} == set("12345")


def test_homes_agree_with_time_zones(files: Files) -> None:
    """A person's time zone is their city's."""
    zones = [city["timeZone"] for city in files.rows("cities")]
    for person, home in zip(files.people, files.rows("lives_in"), strict=True):
        assert person["timeZone"] == zones[int(home[":END_ID(City)"])]


def test_some_are_private_and_some_deactivated(files: Files) -> None:
    """A few per cent of each."""
    share = Counter((person["visibility"], person["status"]) for person in files.people)
    assert 0.9 < share["PUBLIC", "ACTIVE"] / PEOPLE < 0.98
    assert share["PRIVATE", "ACTIVE"] > PEOPLE / 100
    assert share["PUBLIC", "DEACTIVATED"] > PEOPLE / 300
