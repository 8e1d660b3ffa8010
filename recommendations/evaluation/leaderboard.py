"""The leaderboard: a table in Markdown, and a page with accuracy against latency and against coverage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..arrays import Real
from .comparing import Interval, difference, interval
from .measuring import ACCURACY, Measured


@dataclass(frozen=True, eq=False)
class Line:
    """One method over all seeds: sources of all seeds stand one after the other."""

    method: str
    accuracy: Mapping[str, Interval]
    raw: Mapping[str, Real]
    coverage: float
    gini: float
    novelty: float
    newcomers: float
    p50: float
    p99: float
    fit_seconds: float
    candidates: tuple[float, float]

    @classmethod
    def of(cls, method: str, seeds: Sequence[Measured]) -> "Line":
        """Puts the measurements of several seeds together."""
        raw = {name: np.concatenate([each.accuracy[name] for each in seeds]) for name in ACCURACY}
        new = [each.newcomers for each in seeds if not np.isnan(each.newcomers)]
        return cls(
            method=method,
            accuracy={name: interval(values) for name, values in raw.items()},
            raw=raw,
            coverage=_mean([each.coverage for each in seeds]),
            gini=_mean([each.gini for each in seeds]),
            novelty=_mean([each.novelty for each in seeds]),
            newcomers=_mean(new) if new else float("nan"),
            p50=_mean([each.milliseconds[0] for each in seeds]),
            p99=_mean([each.milliseconds[1] for each in seeds]),
            fit_seconds=_mean([each.fit_seconds for each in seeds]),
            candidates=(_mean([each.candidates[0] for each in seeds]), _mean([each.candidates[1] for each in seeds])),
        )


def best_first(lines: Sequence[Line]) -> list[Line]:
    """Orders lines by mean NDCG@10, then by name."""
    return sorted(lines, key=lambda each: (-each.accuracy["ndcg@10"].mean, each.method))


def markdown(title: str, told: str, command: str, lines: Sequence[Line]) -> str:
    """Writes the table.

    Args:
        title: heading.
        told: a sentence on data, split, sources and seeds.
        command: what rebuilds it.
        lines: measured methods.
    """
    ordered = best_first(lines)
    best = ordered[0]
    rows = [
        f"## {title}",
        "",
        told,
        "",
        f"```sh\n{command}\n```",
        "",
        "| method | R@10 | R@20 | NDCG@10 | MRR | NDCG@10 behind the first | coverage@10 | Gini@10 | novelty, bits "
        "| newcomers R@10 | found within 500 / 3,000 | p50 / p99 ms | fit s |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for each in ordered:
        cells = [_with_interval(each.accuracy[name]) for name in ACCURACY]
        behind = "–" if each is best else _with_interval(difference(each.raw["ndcg@10"], best.raw["ndcg@10"]))
        rows.append(
            f"| `{each.method}` | {' | '.join(cells)} | {behind} | {each.coverage:.3f} | {each.gini:.3f} "
            f"| {each.novelty:.1f} | {_or_dash(each.newcomers)} "
            f"| {each.candidates[0]:.3f} / {each.candidates[1]:.3f} | {each.p50:.2f} / {each.p99:.2f} "
            f"| {each.fit_seconds:.1f} |"
        )
    if len(ordered) > 1:
        rows += ["", *_paired(best, ordered[1:])]
    return "\n".join(rows) + "\n"


def _paired(best: Line, others: Sequence[Line]) -> list[str]:
    """Tells how far the first is ahead of each other; beyond chance where the interval leaves zero out."""
    rows = [
        f"Paired over the same sources, `{best.method}` is ahead by:",
        "",
        "| | R@10 | R@20 | NDCG@10 | MRR |",
        "|---|---|---|---|---|",
    ]
    for each in others:
        cells = [_with_interval(difference(best.raw[name], each.raw[name])) for name in ACCURACY]
        rows.append(f"| of `{each.method}` | {' | '.join(cells)} |")
    return rows


def page(title: str, lines: Sequence[Line]) -> str:
    """Makes one page of the two pictures that needs no network."""
    return str(drawn(title, lines).to_html(inline=True))


def drawn(title: str, lines: Sequence[Line]) -> Any:
    """Draws accuracy against latency and against coverage, as one chart of Altair."""
    import altair as alt

    values = [
        {
            "method": each.method,
            "NDCG@10": each.accuracy["ndcg@10"].mean,
            "low": each.accuracy["ndcg@10"].low,
            "high": each.accuracy["ndcg@10"].high,
            "milliseconds (p50)": max(each.p50, 1e-3),
            "coverage@10": each.coverage,
            "recall@10": each.accuracy["recall@10"].mean,
            "Gini@10": each.gini,
        }
        for each in best_first(lines)
    ]
    data = alt.Chart(alt.Data(values=values))  # type: ignore[no-untyped-call]  # altair types its data loosely

    def picture(x: Any) -> Any:
        shared = data.encode(x=x, color=alt.Color("method:N", legend=None))
        tooltip = ["method:N", "NDCG@10:Q", "recall@10:Q", "coverage@10:Q", "Gini@10:Q", "milliseconds (p50):Q"]
        points = shared.mark_point(filled=True, size=90).encode(y="NDCG@10:Q", tooltip=tooltip)
        bars = shared.mark_rule().encode(y=alt.Y("low:Q", title="NDCG@10"), y2="high:Q")
        names = shared.mark_text(align="left", dx=8).encode(y="NDCG@10:Q", text="method:N")
        return (bars + points + names).properties(width=460, height=420)

    latency = picture(alt.X("milliseconds (p50):Q", scale=alt.Scale(type="log")))
    coverage = picture(alt.X("coverage@10:Q"))
    return (latency | coverage).properties(title=title)


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))


def _with_interval(each: Interval) -> str:
    return f"{each.mean:.3f} [{each.low:.3f}, {each.high:.3f}]"


def _or_dash(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.3f}"
