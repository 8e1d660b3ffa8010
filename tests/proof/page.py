"""The page ``docs/proof.md``: what runs of ``scripts/proof`` tried, when, on which machine, and what came of it."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..house.sources import ROOT
from .results import VARIABLE

HEAD = """\
# Proof

What is claimed under attack, tried: what, how often, how often in the full size, what came of it, and on which day.
`scripts/proof` writes this page from `docs/proof.jsonl`, to which each of its runs adds; runs that drew other
histories, graphs or documents count together. Every run of the tests tries reduced amounts of the same (see
[decision 0012](decisions/0012-proof-in-two-sizes.md)). Each race stands beside a naive control that loses it.
"""
PARTS = {
    "Model": "Random histories of five people on the real thing and on a plain model, everything shown compared.",
    "Races": "Acts at the same time, sixteen in flight, on a store that tries nothing twice.",
    "Silence": "Pairs of worlds that differ in one hidden act, compared byte for byte from the other person's side.",
    "Hidden people": "Whatever is asked, nothing tells of whoever hides; in random graphs compared with their absence.",
    "Recommendations": "Each method that Cypher can express and its twin: the same people and scores; reasons.",
    "Timing": "How well the duration of an answer tells two cases apart that must look alike; 0.5 is a coin.",
    "Faults": "Processes killed and a full disk under load, and the histories of each pair checked to be linearizable.",
    "Streams": "Clients cut off and workers ended and started again while messages arrive.",
    "Documents": "Documents and variables generated from the schema.",
}


def page(lines: Sequence[dict[str, Any]], *, passed: bool) -> str:
    """Returns the whole page."""
    tried = counted(lines)
    whole = sum(line["tried"] >= line["whole"] for line in tried.values())
    text = [HEAD, f"{whole} of {len(tried)} lines were tried in full size.", ""]
    if not passed:
        text += ["**Something failed in the last run**; of what did not finish, lines of earlier runs stand below.", ""]
    for part, meaning in PARTS.items():
        own = [line for (heading, _), line in tried.items() if heading == part]
        text += [f"## {part}", "", meaning, ""]
        if not own:
            text += ["Not tried yet.", ""]
            continue
        text += ["| what | tried | full size | came | on |", "|---|---:|---:|---|---|"]
        text += [
            f"| {each['what']} | {each['tried']:,} | {each['whole']:,} | {each['came']} | {each['day']} |"
            for each in own
        ]
        text.append("")
    machines = dict.fromkeys(line["ran_on"] for line in tried.values())
    text += ["## Machines", "", *(f"- {each}" for each in machines)]
    return "\n".join(text).rstrip() + "\n"


def counted(lines: Sequence[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """Returns one line for each thing tried: runs with other seeds together, else the largest, of equals the latest."""
    runs = dict[tuple[str, str], dict[int | None, dict[str, Any]]]()
    for line in lines:
        own, seed = runs.setdefault((line["part"], line["what"]), {}), line.get("seed")
        if seed not in own or line["tried"] >= own[seed]["tried"]:
            own[seed] = line
    return {key: _together(list(own.values())) for key, own in runs.items()}


def _together(runs: list[dict[str, Any]]) -> dict[str, Any]:
    runs.sort(key=lambda line: str(line["day"]))
    if len(runs) == 1:
        return runs[0]
    first, last = runs[0]["day"], runs[-1]["day"]
    days = f"{last}, {len(runs)} runs" if first == last else f"{first} to {last}, {len(runs)} runs"
    return runs[-1] | {"tried": sum(line["tried"] for line in runs), "day": days}


def main(status: str) -> None:
    """Writes the page from the lines that the tests noted."""
    noted = Path(os.environ[VARIABLE]).read_text("utf-8").splitlines()
    text = page([json.loads(line) for line in noted], passed=status == "0")
    (ROOT / "docs/proof.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
