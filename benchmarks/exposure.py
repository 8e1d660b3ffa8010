"""What it costs to suggest more people: recall lost beside coverage and inequality won, for each way and strength.

    python -m benchmarks.exposure github FOLDER [--method lambdarank] [--sources 1200] [--keep FOLDER] [--picture FILE]

A method ranks the same number of people of a validation fold and of the split itself, and its lists of 500 are ranked
again. Of each way the strength that covers most at no more than three per cent less recall is chosen on the fold, and
told of on the split beside all others. With ``--keep`` lists are kept, so that another way costs seconds.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from confrere.recommendations import NetworkView, Scored, make
from confrere.recommendations.arrays import Index, Real
from confrere.recommendations.evaluation import random_split, read_dataset
from confrere.recommendations.evaluation.comparing import difference
from confrere.recommendations.evaluation.measuring import gini
from confrere.recommendations.holdout import hold_out, some
from confrere.recommendations.links import Links
from confrere.recommendations.ranking import Scores
from confrere.recommendations.reranking import degree_debias, exposure_bonus, mmr

from .machine import described

DEPTH, SHOWN, VARIED = 500, 10, 50
LOSS = 0.03
"""At most so much of the recall may be lost."""
SEED = 20260101
STRENGTHS: Mapping[str, tuple[float, ...]] = {
    "exposure_bonus": (0.02, 0.03, 0.04, 0.05, 0.06, 0.065, 0.07, 0.075, 0.08, 0.1, 0.125),
    "degree_debias": (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6),
    "mmr": (0.1, 0.3, 0.5),
}


@dataclass(frozen=True, eq=False)
class Lists:
    """What a method puts first for each source, and whom each was connected with."""

    view: NetworkView
    truth: Links
    sources: Index
    lists: Sequence[Scores]


@dataclass(frozen=True, eq=False)
class Reached:
    """What the first ten of all lists are worth."""

    recall: Real
    coverage: float
    gini: float

    def beside(self, plain: "Reached") -> str:
        """Tells it beside the lists as they were."""
        lost = difference(self.recall, plain.recall)
        share = self.recall.mean() / plain.recall.mean() - 1
        return (
            f"{self.recall.mean():.3f} | {share:+.1%} | {lost.mean:+.4f} [{lost.low:+.4f}, {lost.high:+.4f}] "
            f"| {self.coverage:.3f} | {self.gini:.3f}"
        )


def ranked(name: str, view: NetworkView, truth: Links, sources: Index, kept: Path | None) -> Lists:
    """Fits a method and takes its lists, unless they are kept."""
    if kept is not None and kept.exists():
        with np.load(kept) as told:
            lists = [
                Scores(rows[rows >= 0], values[rows >= 0])
                for rows, values in zip(told["rows"], told["values"], strict=True)
            ]
        return Lists(view, truth, sources, lists)
    method = make(name)
    assert isinstance(method, Scored)
    method.fit(view)
    lists = [method.ranked(row, DEPTH) for row in sources.tolist()]
    if kept is not None:
        rows, values = np.full((len(lists), DEPTH), -1, np.int32), np.zeros((len(lists), DEPTH))
        for place, each in enumerate(lists):
            rows[place, : len(each.rows)], values[place, : len(each.rows)] = each
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(kept, rows=rows, values=values)
    return Lists(view, truth, sources, lists)


def ways() -> Mapping[str, Callable[[Lists, float], list[Index]]]:
    """Each way to rank again, by name: of all lists, whom their first ten show."""
    return {
        "exposure_bonus": by_exposure,
        "degree_debias": lambda of, gamma: [degree_debias(of.view, each, gamma=gamma).rows for each in of.lists],
        "mmr": lambda of, weight: [
            mmr(of.view, Scores(each.rows[:VARIED], each.values[:VARIED]), weight=weight, count=SHOWN).rows
            for each in of.lists
        ],
    }


def by_exposure(of: Lists, bonus: float) -> list[Index]:
    """Goes through the lists in an order drawn once; each marks whom it shows."""
    shown = np.zeros(len(of.view), np.bool_)
    found: list[Index] = [np.empty(0, np.int32)] * len(of.lists)
    for place in np.random.default_rng(SEED).permutation(len(of.lists)).tolist():
        found[place] = exposure_bonus(of.lists[place], shown, bonus=bonus).rows
        shown[found[place][:SHOWN]] = True
    return found


def reached(of: Lists, rows: Sequence[Index]) -> Reached:
    """Measures the first ten of each list."""
    tops = [each[:SHOWN] for each in rows]
    pairs = zip(of.sources.tolist(), tops, strict=True)
    recall = np.array([np.isin(of.truth[row], top).mean() for row, top in pairs])
    counts = np.bincount(np.concatenate(tops), minlength=len(of.view))
    return Reached(recall, float((counts > 0).mean()), gini(counts))


def drawn(points: list[dict[str, Any]], file: Path) -> None:
    """Draws recall against coverage, one line for each way."""
    import altair as alt

    data = alt.Chart(alt.Data(values=points))  # type: ignore[no-untyped-call]  # altair types its data loosely
    line = data.mark_line(point=True).encode(
        x=alt.X("coverage@10:Q"),
        y=alt.Y("recall@10:Q", scale=alt.Scale(zero=False)),
        color="way:N",
        order="strength:Q",
    )
    line.properties(width=560, height=360).save(str(file))


def main() -> None:
    """Measures and prints."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("data", choices=("github", "folder"))
    asked.add_argument("folder", type=Path)
    asked.add_argument("--method", default="lambdarank")
    asked.add_argument("--sources", type=int, default=1200)
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--picture", type=Path)
    given = asked.parse_args()
    split = random_split(read_dataset(given.data, given.folder), seed=SEED)
    fold = hold_out(split.train, seed=SEED + 1)
    both = []
    for part, view, truth, everybody in (
        ("fold", fold.view, fold.truth, fold.sources),
        ("split", split.train, split.truth, split.sources),
    ):
        sources = some(everybody, given.sources, seed=SEED)
        kept = given.keep / f"{given.method}-{part}-{len(sources)}.npz" if given.keep else None
        both.append(ranked(given.method, view, truth, sources, kept))
        print(f"{given.method} on the {part}: {len(sources):,} sources", flush=True)
    plain = [reached(each, [one.rows for one in each.lists]) for each in both]
    print("\n".join(described()))
    print(
        "\n| way | strength | on the fold | R@10 | | difference | coverage@10 | Gini@10 |\n"
        "|---|---|---|---|---|---|---|---|"
    )
    print(f"| as it is | | | {plain[1].beside(plain[1])} |")
    points = [{"way": way, "strength": 0.0} | _point(plain[1]) for way in STRENGTHS]
    for way, again in ways().items():
        chosen, most = None, 0.0
        told = []
        for strength in STRENGTHS[way]:
            tried, found = (reached(each, again(each, strength)) for each in both)
            kept_share = tried.recall.mean() / plain[0].recall.mean()
            told.append((strength, kept_share, found))
            points.append({"way": way, "strength": strength} | _point(found))
            if kept_share >= 1 - LOSS and tried.coverage > most:
                chosen, most = strength, tried.coverage
        for strength, kept_share, found in told:
            mark = "**" if strength == chosen else ""
            beside = found.beside(plain[1])
            print(f"| {mark}`{way}`{mark} | {mark}{strength}{mark} | {kept_share - 1:+.1%} | {beside} |", flush=True)
    if given.picture:
        drawn(points, given.picture)


def _point(found: Reached) -> dict[str, float]:
    return {"recall@10": float(found.recall.mean()), "coverage@10": found.coverage}


if __name__ == "__main__":
    main()
