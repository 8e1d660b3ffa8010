"""Methods beside their formulas, worked out the long way on random networks."""

import math

import numpy as np
import pytest

from confrere.recommendations import NetworkView, Scored, make
from confrere.recommendations.methods.factors import inverted

from .planted import DAY, drawn, planted


def scored(name: str, view: NetworkView) -> Scored:
    """Fits a method that is one scoring function."""
    method = make(name)
    assert isinstance(method, Scored)
    return method.fit(view)


def test_resource_allocation_fades_with_the_age_of_both_connections() -> None:
    """Each shared connection counts the product of what is left of the two, over its degree."""
    view = NetworkView.of(**drawn(1))
    method = scored("resource_allocation_time_decay", view)
    assert view.since is not None
    left: dict[tuple[int, int], float] = {}
    latest = max(day for row, day in zip(view.connections.rows, view.since, strict=True) if view.is_findable[row])
    links = view.connections
    for row, other, day in zip(links.rows.tolist(), links.others.tolist(), view.since.tolist(), strict=True):
        left[row, other] = 2.0 ** (-(float(latest) - day) / 730.0)
    for row in range(0, len(view), 5):
        rows, values = method.scores(row)
        for other, value in zip(rows.tolist(), values.tolist(), strict=True):
            between = [z for z in view.connections[row].tolist() if (z, other) in left]
            assert value == pytest.approx(sum(left[row, z] * left[z, other] / view.degrees[z] for z in between))


def test_without_times_nothing_fades() -> None:
    """Then it is resource allocation."""
    view = planted(since=None)
    faded, plain = scored("resource_allocation_time_decay", view), scored("resource_allocation", view)
    assert faded.recommend("ada", 5) == plain.recommend("ada", 5)


def test_a_profile_of_skills_is_naive_bayes() -> None:
    """Against the formula, up to what all of one person's candidates have alike."""
    view = NetworkView.of(**drawn(2))
    method = scored("skill_profile", view)
    share = view.holders.counts / view.holders.counts.sum()
    for row in range(0, len(view), 5):
        rows, values = method.scores(row)
        if not len(rows):
            continue
        seen = np.zeros(len(view.skill_ids))
        for friend in view.connections[row].tolist():
            seen[view.skills[friend]] += 1
        lift = np.log((seen + 200 * share) / (seen.sum() + 200) / share)
        told = np.array([math.log1p(view.degrees[v]) + lift[view.skills[v]].sum() for v in rows.tolist()])
        assert values - values.min() == pytest.approx(told - told.min(), abs=1e-5)


def test_half_the_work_inverts_the_whole_matrix() -> None:
    """By Cholesky, both halves of it."""
    drawn_points = np.random.default_rng(4).standard_normal((30, 30), dtype=np.float32)
    gram = drawn_points @ drawn_points.T + 5 * np.eye(30, dtype=np.float32)
    assert inverted(gram.copy()) @ gram == pytest.approx(np.eye(30), abs=1e-4)
    assert inverted(np.empty((0, 0), np.float32)).shape == (0, 0)


def test_a_linear_model_predicts_each_from_all_others() -> None:
    """Its weights are those of ridge regression on everything but the column itself; from the other side too."""
    view = NetworkView.of(**drawn(3))
    method, reverse = scored("ease_skills", view), scored("ease_skills_reverse", view)
    people, kinds = len(view), len(view.skill_ids)
    known = np.flatnonzero(view.degrees > 0)
    table = np.zeros((people, people + kinds))
    for row in range(people):
        table[row, view.connections[row]] = 1
        table[row, people + view.skills[row]] = 1
    table = np.delete(table, [row for row in range(people) if row not in known], axis=1)
    for column, person in enumerate(known.tolist()):
        rest = np.delete(table, column, axis=1)
        ridge = np.linalg.solve(rest.T @ rest + 100 * np.eye(rest.shape[1]), rest.T @ table[:, column])
        expected = rest @ ridge
        for row in range(0, people, 9):
            rows, values = method.scores(row)
            assert values[rows.tolist().index(person)] == pytest.approx(expected[row], abs=1e-4)
        _, seen = reverse.scores(person)
        assert seen == pytest.approx(expected, abs=1e-4)


def test_somebody_without_a_connection_is_suggested_people_by_skill() -> None:
    """Whom the holders of one's skills know comes first."""
    circle = [(f"a{one}", f"a{other}") for one in range(6) for other in range(one)]
    others = [(f"b{one}", f"b{other}") for one in range(6) for other in range(one)]
    skills = [(f"a{number}", "Rust") for number in range(1, 6)] + [(f"b{number}", "Go") for number in range(6)]
    view = NetworkView.of(
        ["new", *(f"{kind}{number}" for kind in "ab" for number in range(6))],
        circle + others,
        skills=[*skills, ("new", "Rust")],
        day=DAY,
    )
    for name in ("ease_skills", "skill_affinity"):
        assert make(name).fit(view).recommend("new", 1)[0].person == "a0"
