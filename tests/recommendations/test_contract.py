"""The contract suite: every recommender that is registered passes it, and a new one is tested by being registered."""

import random
from functools import cache
from typing import Any

import pytest

from confrere.recommendations import NetworkView, ReasonKind, Recommender, Scored, UnknownMethod, make, names, register

from .planted import drawn, planted, without

EVERY = pytest.mark.parametrize("name", names())
LOCAL = [name for name in names() if isinstance(each := make(name), Scored) and each.is_local]
SEEDS = range(6)


@cache
def drawn_view(seed: int) -> NetworkView:
    """A random network."""
    return NetworkView.of(**drawn(seed))


@EVERY
def test_a_recommender_speaks_the_contract(name: str) -> None:
    """It has a name and a version, fits, and recommends."""
    found = make(name)
    assert isinstance(found, Recommender)
    assert found.name == name
    assert found.version
    assert found.fit(planted()) is found


@EVERY
@pytest.mark.requirement("R31")
def test_the_planted_answer_is_found(name: str) -> None:
    """Ada is suggested bob before anybody else."""
    assert make(name).fit(planted()).recommend("ada", 3)[0].person == "bob"


@EVERY
@pytest.mark.requirement("R30")
def test_nobody_is_suggested_who_must_not_be(name: str) -> None:
    """Never oneself, nobody hidden, connected, excluded or blocked in either direction, nobody twice."""
    for seed in SEEDS:
        given = drawn(seed)
        fitted = make(name).fit(drawn_view(seed))
        for who in given["ids"][::4]:
            found = [each.person for each in fitted.recommend(who, 40)]
            known = {b if a == who else a for a, b in given["connections"] + given["blocked"] if who in (a, b)}
            known |= {b for a, b in given["excluded"] if a == who}
            assert not {who, *given["hidden"], *known}.intersection(found)
            assert len(found) == len(set(found))


@EVERY
@pytest.mark.requirement("R31")
def test_every_suggestion_has_a_reason_that_names_only_whom_the_viewer_may_see(name: str) -> None:
    """At least one, each with at most three witnesses; a person who is a witness is public and connected with both."""
    for seed in SEEDS:
        given = drawn(seed)
        fitted = make(name).fit(drawn_view(seed))
        pairs = {frozenset(pair) for pair in given["connections"]}
        walls = {frozenset(pair) for pair in given["blocked"]}
        for who in given["ids"][::4]:
            for each in fitted.recommend(who, 10):
                assert each.reasons
                for reason in each.reasons:
                    assert reason.count >= 1
                    assert len(reason.witnesses) <= min(3, reason.count)
                    if reason.kind is ReasonKind.SHARED_CONNECTIONS:
                        assert len(reason.witnesses) == min(3, reason.count)
                        for witness in reason.witnesses:
                            assert witness not in given["hidden"]
                            assert frozenset((who, witness)) not in walls
                            assert {frozenset((who, witness)), frozenset((each.person, witness))} <= pairs


@EVERY
def test_the_best_stand_first_and_the_lower_id_wins_a_tie(name: str) -> None:
    """In one order that every run repeats."""
    for who in ("p00", "p07", "p31"):
        found = make(name).fit(drawn_view(1)).recommend(who, 40)
        assert [(each.score, each.person) for each in found] == sorted(
            ((each.score, each.person) for each in found), key=lambda pair: (-pair[0], pair[1])
        )
        assert found == make(name).fit(drawn_view(1)).recommend(who, 40)


@EVERY
def test_fewer_are_the_first_of_more(name: str) -> None:
    """Asking for three gives the first three of ten."""
    fitted = make(name).fit(drawn_view(2))
    assert fitted.recommend("p05", 3) == fitted.recommend("p05", 10)[:3]


@EVERY
def test_the_order_in_which_a_network_is_told_changes_nothing(name: str) -> None:
    """A view of shuffled pairs gives the same suggestions."""
    given = drawn(3)
    shuffled: dict[str, Any] = dict(given)
    order = list(range(len(given["connections"])))
    random.Random(5).shuffle(order)
    for key in ("connections", "since"):
        shuffled[key] = [given[key][place] for place in order]
    for key in ("ids", "skills", "categories", "excluded", "blocked"):
        shuffled[key] = random.Random(6).sample(given[key], len(given[key]))
    one, other = make(name).fit(NetworkView.of(**given)), make(name).fit(NetworkView.of(**shuffled))
    for who in given["ids"]:
        assert one.recommend(who, 10) == other.recommend(who, 10)


@EVERY
def test_fitting_again_forgets_the_network_before(name: str) -> None:
    """A recommender is what it was fitted to last."""
    twice = make(name).fit(drawn_view(4)).fit(planted())
    assert twice.recommend("ada", 5) == make(name).fit(planted()).recommend("ada", 5)


@EVERY
def test_somebody_unknown_is_suggested_nobody(name: str) -> None:
    """And asking for none gives none."""
    fitted = make(name).fit(planted())
    assert list(fitted.recommend("nobody", 5)) == []
    assert list(fitted.recommend("ada", 0)) == []


@EVERY
def test_a_network_of_nobody_can_be_fitted(name: str) -> None:
    """And one without a single connection."""
    assert list(make(name).fit(NetworkView.of([])).recommend("ada", 5)) == []
    for each in make(name).fit(NetworkView.of(["ada", "bob"])).recommend("ada", 5):
        assert each.person == "bob"


@pytest.mark.parametrize("name", LOCAL)
@pytest.mark.requirement("R24")
@pytest.mark.requirement("R19")
def test_a_hidden_person_leaves_no_trace(name: str) -> None:
    """Suggestions are the same, to the last bit, as if the private or blocking person did not exist."""
    for seed in SEEDS:
        given = drawn(seed)
        who = given["ids"][0]
        gone = next(each for each in given["hidden"] if each != who)
        walls = [{a, b} - {who} for a, b in given["blocked"] if who in (a, b)]
        for absent in (gone, *(next(iter(each)) for each in walls)):
            one = make(name).fit(NetworkView.of(**given)).recommend(who, 40)
            other = make(name).fit(NetworkView.of(**without(given, absent))).recommend(who, 40)
            assert one == other


def test_an_unknown_name_is_told_with_the_known_ones() -> None:
    """Whoever mistypes sees what there is."""
    with pytest.raises(UnknownMethod, match=r"no recommender 'adamic'.*adamic_adar"):
        make("adamic")


def test_a_name_is_registered_once() -> None:
    """Two methods cannot share one."""
    with pytest.raises(ValueError, match="already"):
        register(type(make("popular")))
