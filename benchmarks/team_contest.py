"""T4: published methods beside the solver, in a table and a picture: how far from the best, which limits break."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from confrere.graph.ego import EgoNetwork
from confrere.recommendations.teams.baselines import (
    Answer,
    Breach,
    Experts,
    breaches,
    closest_to_leader,
    enhanced_steiner,
    kargar_an,
    measures,
    rarest_first,
)
from confrere.recommendations.teams.patience import Patience
from confrere.recommendations.teams.pool import pool_of
from confrere.recommendations.teams.problem import Problem
from confrere.recommendations.teams.solving import Outcome, solve

from .team_jobs import drawn_terms, plain, problem_of

METHODS: dict[str, tuple[Callable[[Experts], Answer], bool]] = {
    "RarestFirst": (rarest_first, False),
    "EnhancedSteiner": (enhanced_steiner, False),
    "Kargar–An": (kargar_an, False),
    "EnhancedSteiner, led": (enhanced_steiner, True),
    "Kargar–An, led": (kargar_an, True),
    "closest to the leader": (closest_to_leader, False),
}
"""Each as published, with the leader joining what it forms; then with the leader asked for like one more skill.
RarestFirst with the leader asked for is the last of them, for the leader is the rarest skill."""

OURS = "Confrere"


@dataclass
class Stand:
    """How one method stands on the jobs of one number of skills.

    Attributes:
        ratios: Sum of distances of each team, the leader included, beside the best.
        diameters: The same of the greatest distance.
        broken: In how many jobs each limit was broken.
        kept: In how many none was.
        judged: In how many a team exists that keeps them all.
    """

    ratios: list[float] = field(default_factory=list)
    diameters: list[float] = field(default_factory=list)
    broken: Counter[Breach] = field(default_factory=Counter)
    kept: int = 0
    judged: int = 0

    @property
    def share(self) -> float:
        """Share of jobs whose team keeps every limit."""
        return self.kept / self.judged if self.judged else 0.0


Standing = dict[str, Stand]


def contest(
    leaders: Iterable[EgoNetwork], skills: int, chance: random.Random, patience: Callable[[], Patience]
) -> tuple[Standing, int]:
    """Has every method form a team for one job of each leader; also says how many jobs were left out as unproven.

    Args:
        leaders: The network around each.
        skills: How many skills a job requires.
        chance: The source of chance.
        patience: How long the solver may take for each.
    """
    standing: Standing = {name: Stand() for name in (OURS, *METHODS)}
    left_out = 0
    for around in leaders:
        terms = drawn_terms(around, skills, chance)
        if terms is None:
            continue
        given = problem_of(around, terms, chance)
        simple = plain(given)
        best, limited = solve(simple, patience=patience()), solve(given, patience=patience())
        if best.is_proven and limited.is_proven:
            _compare(standing, simple, best)
            _judge(standing, given, limited)
        else:
            left_out += 1
    return standing, left_out


def _compare(standing: Standing, simple: Problem, best: Outcome) -> None:
    """Measures every team at the question that all methods answer: one holder of each skill, and no limits."""
    if not best.teams or not best.teams[0].distance:
        return  # the leader needs nobody
    ours = measures(best.pool, best.teams[0].members)
    assert ours.distance == best.teams[0].distance
    standing[OURS].ratios.append(1.0)
    standing[OURS].diameters.append(1.0)
    for name, (form, is_led) in METHODS.items():
        experts = Experts.of(simple, best.pool, is_led=is_led)
        assert experts is not None
        theirs = measures(best.pool, form(experts).members)
        assert theirs.distance >= ours.distance, "a proof is wrong"
        standing[name].ratios.append(theirs.distance / ours.distance)
        standing[name].diameters.append(theirs.diameter / ours.diameter)


def _judge(standing: Standing, given: Problem, limited: Outcome) -> None:
    """Counts which limits every team breaks in the job as it is, where there is a team that keeps them."""
    if not limited.teams:
        return
    pool = pool_of(given)
    teams = {OURS: (limited.teams[0].members, limited.teams[0].seats)}
    for name, (form, is_led) in METHODS.items():
        experts = Experts.of(given, pool, is_led=is_led)
        assert experts is not None
        answer = form(experts)
        teams[name] = (answer.members, answer.seats)
    for name, (members, seats) in teams.items():
        broken = breaches(given, pool, members, seats)
        standing[name].judged += 1
        standing[name].kept += not broken
        standing[name].broken.update(broken)


def lines(standings: dict[int, Standing]) -> list[str]:
    """Returns the table."""
    kinds = list(Breach)
    told = [
        "| skills | method | jobs | distance ÷ best: median | mean | most | diameter ÷ ours: median "
        f"| jobs | within all limits | breaks {' | breaks '.join(kind.lower().replace('_', ' ') for kind in kinds)} |",
        "|" + "---|" * (9 + len(kinds)),
    ]
    for skills, standing in standings.items():
        for name, each in standing.items():
            ratios = np.array(each.ratios or [np.nan])
            share = "–" if not each.judged else f"{each.share:.0%}"
            parts = [f"{each.broken[kind] / each.judged:.0%}" if each.judged else "–" for kind in kinds]
            told.append(
                f"| {skills} | {name} | {len(each.ratios)} | {np.median(ratios):.3f} | {ratios.mean():.3f} "
                f"| {ratios.max():.2f} | {np.median(each.diameters or [np.nan]):.2f} | {each.judged} | {share} "
                f"| {' | '.join(parts)} |"
            )
    return told


def draw(standings: dict[int, Standing], title: str, picture: Path) -> None:
    """Draws distance beside the best, and the share of jobs within all limits, by number of skills."""
    import altair as alt

    values = [
        {
            "method": name,
            "skills": skills,
            "low": float(np.quantile(each.ratios, 0.1)),
            "median": float(np.median(each.ratios)),
            "high": float(np.quantile(each.ratios, 0.9)),
            "share": each.share,
        }
        for skills, standing in standings.items()
        for name, each in standing.items()
        if each.ratios
    ]
    order = [OURS, *METHODS]
    data: Any = alt.Chart(alt.Data(values=values))  # type: ignore[no-untyped-call]  # altair types its data loosely
    shared = data.encode(
        x=alt.X("skills:O", title="required skills"),
        color=alt.Color("method:N", sort=order, scale=alt.Scale(scheme="tableau10")),
        xOffset=alt.XOffset("method:N", sort=order),
    )
    points = shared.mark_point(filled=True, size=60).encode(
        y=alt.Y("median:Q", title="distance ÷ the best (median, 10 % to 90 %)", scale=alt.Scale(zero=False))
    )
    bars = shared.mark_rule().encode(y="low:Q", y2="high:Q")
    shares = shared.mark_bar().encode(y=alt.Y("share:Q", title="jobs within all limits", axis=alt.Axis(format="%")))
    whole = (bars + points).properties(width=420, height=300) | shares.properties(width=420, height=300)
    whole.properties(title=title).save(str(picture))
