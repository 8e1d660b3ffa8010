"""Rankers that learn: what they learn from, what they see, and that they find more than what they are made of."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from confrere.recommendations import NetworkView, Scored, make
from confrere.recommendations.describing import Describer, Features
from confrere.recommendations.evaluation.network_files import EPOCH
from confrere.recommendations.holdout import folds, hold_out
from confrere.recommendations.methods.auto import Auto, gained
from confrere.recommendations.methods.learned import BoostedTrees, LambdaRank, Learned, Linear
from confrere.recommendations.pool import CONSTANT, Pool

from .planted import DAY, drawn

LEARNED = ("linear", "lambdarank", "boosted_trees")
CIRCLES, SIZE = 11, 12


@pytest.fixture(autouse=True)
def few_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as a hundred people need."""
    for ranker in (LambdaRank, BoostedTrees):
        monkeypatch.setattr(ranker, "trees", 30)


def circles(*, dated: bool = False) -> NetworkView:
    """Circles whose people are mostly connected with each other; a few connections lead elsewhere."""
    chance = np.random.default_rng(11)
    people = [f"{circle:02d}-{number:02d}" for circle in range(CIRCLES) for number in range(SIZE)]
    pairs = [
        (people[one], people[other])
        for one in range(len(people))
        for other in range(one)
        if chance.random() < (0.6 if one // SIZE == other // SIZE else 0.004)
    ]
    skills = [(person, f"skill {int(person[:2]) % 7}") for person in people]
    since = [DAY - int(age) for age in chance.integers(0, 2000, len(pairs))] if dated else None
    return NetworkView.of(people, pairs, skills=skills, since=since, day=DAY)


def learned(name: str, view: NetworkView) -> Learned:
    """Fits a ranker that learns."""
    method = make(name)
    assert isinstance(method, Learned)
    return method.fit(view)


def within(method: Scored, people: Sequence[int], truth: Sequence[np.ndarray]) -> float:
    """Mean share of what is to be found among the first ten."""
    found = [np.isin(wanted, method.ranked(row, 10).rows).mean() for row, wanted in zip(people, truth, strict=True)]
    return float(np.mean(found))


@pytest.mark.parametrize("name", LEARNED)
@pytest.mark.parametrize("dated", [False, True], ids=["undated", "dated"])
def test_a_learned_ranker_finds_what_was_held_out(name: str, dated: bool) -> None:
    """It has learned, it says the same twice, and it finds far more than popularity does."""
    held = hold_out(circles(dated=dated), seed=5)
    method = learned(name, held.view)
    assert method.is_learned
    people = held.sources.tolist()
    truth = [held.truth[row] for row in people]
    popular = make("popular")
    assert isinstance(popular, Scored)
    assert within(method, people, truth) > 0.5 > 3 * within(popular.fit(held.view), people, truth)
    again = learned(name, held.view)
    for row in people[:5]:
        assert np.array_equal(method.ranked(row, 30).rows, again.ranked(row, 30).rows)


def test_what_is_to_be_found_is_not_seen_while_learning(monkeypatch: pytest.MonkeyPatch) -> None:
    """No example's features come from a network that holds the connection in question."""
    view, seen = circles(), []

    def noted(self: Describer, row: int, found: object) -> np.ndarray:
        seen.append((self.view, row))
        return described(self, row, found)  # type: ignore[arg-type]  # candidates, handed on

    described = Describer.described
    monkeypatch.setattr(Describer, "described", noted)
    method = learned("boosted_trees", view)
    held = {fold.view.connections.others.tobytes(): fold for fold in folds(view, seed=method.seed, count=method.folds)}
    assert len(seen) > 100
    for known, row in seen:
        fold = held[known.connections.others.tobytes()]
        assert len(fold.truth[row])
        assert not np.isin(fold.truth[row], known.connections[row]).any()


def test_whoever_is_not_considered_stands_below_those_who_are() -> None:
    """In the order of the added places."""
    method = learned("linear", circles())
    method.considered = 20
    rows, values = method.scores(3)
    assert len(rows) > 20
    assert values[:20].min() >= 1 > values[20:].max()
    assert (np.diff(values[20:]) <= 0).all()


def test_days_are_held_out_whole() -> None:
    """The latest tenth and all of the day on which it begins, unless that is far more; later folds go back in time."""
    people = [f"p{number:02d}" for number in range(15)]
    pairs = [(one, other) for place, one in enumerate(people) for other in people[:place]]
    year = [(date(2000 + number // 15, 7, 1) - EPOCH).days for number in range(len(pairs))]
    view = NetworkView.of(people, pairs, since=year)
    latest, before = folds(view, seed=1, count=2)
    assert latest.view.since is not None
    assert before.view.since is not None
    assert latest.view.since.max() == max(day for day in year if day < max(year))
    assert before.view.since.max() < latest.view.since.max()
    whole = NetworkView.of(people, pairs, since=[year[0]] * 50 + [year[-1]] * 55)
    assert len(hold_out(whole, seed=1).view.connections.others) == 100


def test_places_are_added_up() -> None:
    """Each method hands out its weight over the constant and the place; at no weight it names nobody."""
    view = NetworkView.of(**drawn(1))
    pool = Pool([("adamic_adar", 1.0), ("popular", 0.5), ("skill_idf", 0.0)], depth=10).fit(view)
    lists = [method.ranked(7, 10).rows.tolist() for method in pool.methods]
    for _ in range(2):
        found = pool.candidates(7, 12)
        total: dict[int, float] = {}
        for rows, weight in zip(lists[:2], (1.0, 0.5), strict=True):
            for place, row in enumerate(rows, start=1):
                total[row] = total.get(row, 0.0) + weight / (CONSTANT + place)
        assert dict(zip(found.rows.tolist(), found.fused.tolist(), strict=True)) == pytest.approx(total)
        assert found.rows.tolist() == sorted(total, key=lambda row: (-total[row], row))
        for row, ranks in zip(found.first.tolist(), found.ranks.tolist(), strict=True):
            assert ranks == [rows.index(row) + 1 if row in rows else float("inf") for rows in lists]


def test_every_feature_has_a_name_and_times_are_what_they_say() -> None:
    """One column each; the days since two people met somebody they share are those of the calendar."""
    view = NetworkView.of(**drawn(4))
    pool = Pool([("adamic_adar", 1.0), ("popular", 1.0)]).fit(view)
    describer = Describer(pool)
    assert view.since is not None
    latest = int(view.since.max())
    days = {
        (int(row), int(other)): latest - int(day)
        for row, other, day in zip(view.connections.rows, view.connections.others, view.since, strict=True)
    }
    for row in range(0, len(view), 7):
        found = pool.candidates(row, 30)
        table = dict(zip(describer.names, describer.described(row, found).T.tolist(), strict=True))
        mine = view.connections[row].tolist()
        for place, other in enumerate(found.first.tolist()):
            shared = [z for z in view.connections[other].tolist() if z in mine]
            assert table["shared connections"][place] == len(shared)
            if shared:
                both = min(max(days[row, z], days[other, z]) for z in shared)
                assert table["days since both had met somebody they share"][place] == both
                theirs = min(days[other, z] for z in shared)
                assert table["days since the candidate met somebody shared"][place] == theirs
            own = [days[other, z] for z in view.connections[other].tolist()]
            assert table["days since the candidate's last connection"][place] == min(own)
            assert table["shared skills"][place] == len(set(view.skills[row]) & set(view.skills[other]))


def test_the_choice_is_the_best_of_those_tried() -> None:
    """On connections held out of the network itself; what needs times is not tried without them."""
    auto = make("auto")
    assert isinstance(auto, Auto)
    auto.fit(circles())
    assert auto.tried[auto.best] == max(auto.tried.values())
    assert auto.chosen.name in {auto.best, "lambdarank"}
    assert {"common_neighbors", "rp3beta", "added places", "lambdarank"} <= set(auto.tried)
    assert "ppr_time_decay" not in auto.tried
    assert "ppr_time_decay" in Auto().fit(circles(dated=True)).tried


def test_where_nothing_is_to_be_learned_places_are_added_up() -> None:
    """A network without connections has nothing to try."""
    auto = Auto().fit(NetworkView.of(["ada", "bob"], skills=[("ada", "Rust"), ("bob", "Rust")]))
    assert auto.best == "added places"
    assert set(auto.tried.values()) == {0.0}


def test_gain_is_that_of_the_places() -> None:
    """The second of two places, one of the two people found; and nobody asked gains nothing."""
    rows, truth = np.array([4, 7], np.int32), np.array([7, 9], np.int32)
    assert gained([rows], [truth]) == pytest.approx((1 / np.log2(3)) / (1 + 1 / np.log2(3)))
    assert gained([], []) == 0


class Counting(Linear):
    """Says from how many people it learned."""

    def learn(self, features: Features, hits: np.ndarray, sizes: list[int]) -> None:
        """Counts, then learns."""
        self.learned_from = len(sizes)
        super().learn(features, hits, sizes)


def test_spared_people_are_not_learned_from() -> None:
    """One in five is kept to be tried on, and all others are learned from."""
    everybody, most = Counting(), Counting()
    most.spare = 5
    everybody.fit(circles())
    most.fit(circles())
    assert everybody.spared == []
    assert len(most.spared) == -(-everybody.learned_from // 5)
    assert most.learned_from + len(most.spared) == everybody.learned_from
