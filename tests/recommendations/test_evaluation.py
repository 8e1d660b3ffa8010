"""The measuring: metrics that two libraries agree on, splits that are what they say, tables and pages."""

import csv
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from confrere.recommendations import NetworkView, Recommender, make
from confrere.recommendations.arrays import Index
from confrere.recommendations.evaluation import (
    BadData,
    Dataset,
    Ranking,
    Split,
    contest,
    leaderboard,
    random_split,
    rank_all,
    read_dataset,
    temporal_split,
)
from confrere.recommendations.evaluation.comparing import difference, interval
from confrere.recommendations.evaluation.keeping import Kept
from confrere.recommendations.evaluation.measuring import ACCURACY, by_ir_measures, by_ranx, gini, measured

pytestmark = pytest.mark.filterwarnings("ignore:unsafe cast from uint64")
"""Said by numba while it compiles what ranx is made of."""

KARATE = Path(__file__).parents[2] / "examples/networks"


@pytest.fixture(scope="module")
def karate() -> Dataset:
    """The real network of the examples."""
    return read_dataset("folder", KARATE)


def write(folder: Path, people: list[dict[str, str]], connections: list[dict[str, str]]) -> Path:
    """Writes the two files."""
    for name, rows in (("people.csv", people), ("connections.csv", connections)):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(rows[0]))
            table.writeheader()
            table.writerows(rows)
    return folder


def test_a_folder_is_read_whole(karate: Dataset) -> None:
    """34 people and 78 pairs, no date among them."""
    assert len(karate.people) == 34
    assert len(karate.pairs) == 78
    assert karate.days is None
    view = karate.view()
    assert view.degrees[view.row("34") or 0] == 17


def test_all_that_people_tell_is_read(tmp_path: Path) -> None:
    """Skills with or without levels, places, category, dates."""
    person = {"id": "a", "skills": "Rust:3; Go", "city": "Oslo", "country": "NO", "category": "Web"}
    people = [person | {"joined_at": "2026-01-02"}, dict.fromkeys(person, "") | {"id": "b", "joined_at": ""}]
    found = read_dataset("folder", write(tmp_path, people, [{"a": "b", "b": "a", "since": "1970-01-11"}]))
    view = found.view()
    assert view.skill_ids == ("Go", "Rust")
    assert (view.city_ids, view.country_ids, view.category_ids) == (("Oslo",), ("NO",), ("Web",))
    assert view.since is not None
    assert view.since.tolist() == [10, 10]
    assert view.joined.tolist() == [(date(2026, 1, 2) - date(1970, 1, 1)).days, 0]


@pytest.mark.parametrize(
    ("people", "connections", "told"),
    [
        ("name\na", "a,b\na,a", r"people\.csv, line 1: there is no column id; it has name\."),
        ("id\na\na", "a,b\na,a", r"people\.csv, line 3: the id 'a' stands on people\.csv, line 2 already"),
        ("id,city\na", "a,b\na,a", r"people\.csv, line 2: the header names 2 columns, and here are 1\."),
        ("id,city\n,Oslo", "a,b", r"people\.csv, line 2: id is empty"),
        ("id,joined_at\na,1066-10-14", "a,b", r"line 2: joined_at '1066-10-14' is not between 1970"),
        ("id\na", "a,b\na,zz", r"connections\.csv, line 2: b 'zz' is not the id of anybody in people\.csv"),
        ("id\na\nb", "a,b,since\na,b,yesterday", r"line 2: since 'yesterday' is no date; write it as 2026-03-01"),
        ("id\n\xe9", "a,b", r"people\.csv is not written in UTF-8"),
        ("", "a,b", r"people\.csv, line 1: there is no column id; it is empty"),
    ],
)
def test_what_cannot_be_read_is_told_by_file_line_and_column(
    tmp_path: Path, people: str, connections: str, told: str
) -> None:
    """With what is expected there."""
    (tmp_path / "people.csv").write_text(people, "latin-1")
    (tmp_path / "connections.csv").write_text(connections, "latin-1")
    with pytest.raises(BadData, match=told):
        read_dataset("folder", tmp_path)


@pytest.mark.parametrize("until", [None, date(2030, 1, 1)])
def test_a_network_with_nothing_to_find_again_is_told(tmp_path: Path, until: date | None) -> None:
    """Two people and one connection are too few to hold out a tenth, or anything after a day."""
    write(tmp_path, [{"id": "a"}, {"id": "b"}], [{"a": "a", "b": "b", "since": "2026-01-01"}])
    terms = contest.Terms(("adamic_adar",), (1,), None, until)
    with pytest.raises(BadData, match=r"has 1 connections, which leaves none .* Bring ten or more"):
        contest.splits_of(read_dataset("folder", tmp_path), terms)


def test_a_network_without_times_is_not_split_by_them(karate: Dataset) -> None:
    """It is told in a sentence."""
    with pytest.raises(BadData, match="has no time for each connection"):
        contest.splits_of(karate, contest.Terms(("adamic_adar",), (1,), None, date(2026, 1, 1)))


def test_nobody_is_asked_twice_of_one_split_by_time(tmp_path: Path) -> None:
    """Seeds draw other people then, and one for which nobody is left is passed over: intervals are of people."""
    people = [{"id": str(number)} for number in range(12)]
    edges = [{"a": "0", "b": str(number), "since": "2026-01-01"} for number in range(1, 12)]
    edges += [{"a": str(number), "b": str(number + 1), "since": "2026-06-01"} for number in range(1, 11)]
    data = read_dataset("folder", write(tmp_path, people, edges))
    for count, each in ((4, [4, 4, 3]), (None, [11])):
        asked = contest.splits_of(data, contest.Terms(("popular",), (1, 2, 3), count, date(2026, 3, 1)))
        assert [len(sources) for _, sources in asked] == each
        everybody = np.concatenate([sources for _, sources in asked])
        assert sorted(everybody) == list(range(1, 12))


def test_whoever_cannot_be_found_is_not_looked_for() -> None:
    """No method may suggest them, so that missing them tells nothing."""
    pairs = np.array(list(combinations(range(8), 2)))
    people = NetworkView.of([f"p{number}" for number in range(8)], hidden=["p3"])
    split = random_split(Dataset("demo", people, pairs, None), seed=1, share=0.9)
    assert 3 not in split.sources
    assert 3 not in split.truth.others
    assert len(split.truth.others) > 0


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """And the page with the format."""
    with pytest.raises(BadData, match=r"There is no people\.csv .*docs/recommenders\.md"):
        read_dataset("folder", tmp_path)


def test_a_random_split_holds_out_the_first_tenth_of_the_permutation(karate: Dataset) -> None:
    """Exactly those pairs, in both directions, and nothing else."""
    split = random_split(karate, seed=20260101)
    held = np.random.default_rng(20260101).permutation(78)[:7]
    for low, high in karate.pairs[held].tolist():
        assert high in split.truth[low]
        assert low in split.truth[high]
        assert high not in split.train.connections[low]
    assert split.truth.counts.sum() == 14
    assert split.train.degrees.sum() == 2 * (78 - 7)


def test_a_temporal_split_learns_from_the_past_and_tests_on_people_known_then(karate: Dataset) -> None:
    """No pair after the day is learned from, and nobody is asked for who had no connection by then."""
    start = date(2020, 1, 1)
    days = np.array([(start - date(1970, 1, 1)).days + number for number in range(78)], np.uint16)
    dated = Dataset("dated", karate.people, karate.pairs, days)
    until = start + timedelta(days=59)
    split = temporal_split(dated, until=until)
    assert split.train.since is not None
    assert split.train.since.max() == (until - date(1970, 1, 1)).days
    assert (split.train.degrees[split.sources] > 0).all()
    assert len(split.newcomers) == 0
    with pytest.raises(ValueError, match="no times"):
        temporal_split(karate, until=until)


def test_both_libraries_measure_the_same(karate: Dataset) -> None:
    """Ranx and ir-measures agree on every metric, empty rankings included."""
    split = random_split(karate, seed=3)
    ranking = rank_all(make("adamic_adar"), split, split.sources)
    ranking.rows[0] = -1
    ours = {name: float(values.mean()) for name, values in by_ranx(ranking, split).items()}
    assert ours == pytest.approx(by_ir_measures(ranking, split), abs=1e-9)
    assert 0 < ours["recall@20"] <= 1


def test_metrics_of_a_ranking_worked_out_by_hand(karate: Dataset) -> None:
    """The first of two is found in place two, the other not at all."""
    split = random_split(karate, seed=3)
    source = int(split.sources[np.argmax(split.truth.counts[split.sources])])
    wanted = split.truth[source]
    stranger = next(row for row in range(34) if row not in wanted)
    ranking = Ranking("by hand", np.array([source], np.int32), np.array([[stranger, wanted[0], -1]]), np.ones(1), 0.0)
    found = measured(ranking, split)
    assert found.accuracy["recall@10"][0] == pytest.approx(1 / len(wanted))
    assert found.accuracy["mrr"][0] == pytest.approx(0.5)
    ideal = (1 / np.log2(np.arange(2, 2 + len(wanted)))).sum()
    assert found.accuracy["ndcg@10"][0] == pytest.approx((1 / np.log2(3)) / ideal)
    assert found.coverage == pytest.approx(2 / 34)


def test_gini_is_nothing_for_all_alike_and_nearly_one_for_one_alone() -> None:
    """And half the relative mean difference between."""
    assert gini(np.array([3, 3, 3])) == pytest.approx(0)
    assert gini(np.array([0] * 99 + [5])) == pytest.approx(0.99)
    assert gini(np.array([1, 3])) == pytest.approx(0.25)
    assert gini(np.zeros(3)) == 0


def test_an_interval_holds_the_mean_and_a_clear_difference_leaves_zero_out() -> None:
    """By the bootstrap, with the same answer every time."""
    values = np.random.default_rng(1).random(200)
    found = interval(values)
    assert found.low < found.mean < found.high
    assert found == interval(values)
    assert difference(values + 0.5, values).low == pytest.approx(0.5)
    assert difference(values, np.random.default_rng(2).random(200)).low < 0


def test_a_contest_ends_in_a_table_and_a_page(karate: Dataset) -> None:
    """Every method has a line, the best one first; the page needs no network."""
    terms = contest.Terms(("popular", "adamic_adar"), (1, 2), None)
    told: list[str] = []
    lines = contest.hold(karate, terms, lambda doing, _share: told.append(doing))
    assert len(told) == 5
    assert {line.method for line in lines} == {"popular", "adamic_adar"}
    table = leaderboard.markdown("karate", "told", "confrere evaluate", lines)
    first = leaderboard.best_first(lines)[0]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    assert rows[0].startswith(f"| `{first.method}` | {first.accuracy['recall@10'].mean:.3f} [")
    assert len(rows) == 2
    other = leaderboard.best_first(lines)[1]
    ahead = difference(first.raw["mrr"], other.raw["mrr"])
    (paired,) = [line for line in table.splitlines() if line.startswith(f"| of `{other.method}` |")]
    assert paired.endswith(f"| {ahead.mean:.3f} [{ahead.low:.3f}, {ahead.high:.3f}] |")
    page = leaderboard.page("karate", lines)
    assert "adamic_adar" in page
    assert 'src="http' not in page
    assert set(ACCURACY) == set(first.accuracy)


def test_candidates_are_counted_far_beyond_the_table(karate: Dataset) -> None:
    """Among 34 people both depths hold all that a method names, so both are the share it names at all."""
    split = random_split(karate, seed=3)
    ranking = rank_all(make("adamic_adar"), split, split.sources)
    shares = [np.isin(split.truth[row], ranking.rows[place]).mean() for place, row in enumerate(split.sources.tolist())]
    assert ranking.candidates == pytest.approx((np.mean(shares), np.mean(shares)))
    assert 0 < ranking.candidates[0] < 1


def test_what_is_kept_is_not_measured_again(karate: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run only measures what is new: another seed is, and another method; the lines are the same."""
    measured_now: list[str] = []

    def noted(recommender: Recommender, split: Split, sources: Index) -> Ranking:
        measured_now.append(f"{recommender.name} {split.name}")
        return rank_all(recommender, split, sources)

    monkeypatch.setattr(contest, "rank_all", noted)
    kept = Kept(tmp_path / "kept")

    def lines(methods: tuple[str, ...], seeds: tuple[int, ...]) -> list[str]:
        found = contest.hold(karate, contest.Terms(methods, seeds, None), lambda _doing, _share: None, kept)
        return leaderboard.markdown("karate", "told", "confrere evaluate", found).splitlines()

    first = lines(("popular",), (1,))
    assert lines(("popular",), (1,)) == first
    assert measured_now == ["popular random 10%, seed 1"]
    lines(("popular", "adamic_adar"), (1, 2))
    assert measured_now[1:] == [
        "adamic_adar random 10%, seed 1",
        "popular random 10%, seed 2",
        "adamic_adar random 10%, seed 2",
    ]
