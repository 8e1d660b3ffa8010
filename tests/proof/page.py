"""The page ``docs/proof.md``: what a run of ``scripts/proof`` tried, on which machine, and what came of it."""

import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import psutil

from confrere.graph.clock import utc_now
from confrere.graph.local.releases import LTS

from ..house.sources import ROOT
from .results import VARIABLE

HEAD = """\
# Proof

What is claimed under attack, tried: what, how often in this run, how often in the full size, and what came of it.
`scripts/proof` writes this page; every run of the tests tries reduced amounts of the same (see
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


def machine() -> str:
    """What it ran on."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    memory = round(psutil.virtual_memory().total / 2**30)
    load = os.getloadavg()[2]
    return (
        f"{os.cpu_count()} cores ({model}), {memory} GB of memory, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, Neo4j {LTS.version}; load average {load:.1f} at the end"
    )


def page(lines: Sequence[dict[str, Any]], *, day: date, ran_on: str, passed: bool) -> str:
    """Returns the whole page; of what was tried in several pieces, the latest counts."""
    tried = {(line["part"], line["what"]): line for line in lines}
    is_whole = bool(tried) and all(line["tried"] >= line["whole"] for line in tried.values())
    what = "in full size" if is_whole else "not in full size: each line tells what was tried, and what is in full"
    text = [HEAD, f"Run on {day.isoformat()}, {what}. {ran_on}.", ""]
    if not passed:
        text += ["**Something failed in this run**; what did not finish has no line below.", ""]
    for part, meaning in PARTS.items():
        own = [line for line in tried.values() if line["part"] == part]
        text += [f"## {part}", "", meaning, ""]
        if not own:
            text += ["Not part of this run.", ""]
            continue
        text += ["| what | tried | full size | came |", "|---|---:|---:|---|"]
        text += [f"| {each['what']} | {each['tried']:,} | {each['whole']:,} | {each['came']} |" for each in own]
        text.append("")
    return "\n".join(text).rstrip() + "\n"


def main(status: str) -> None:
    """Writes the page from the lines that the tests noted."""
    noted = Path(os.environ[VARIABLE]).read_text("utf-8").splitlines()
    lines = [json.loads(line) for line in noted]
    text = page(lines, day=utc_now().date(), ran_on=machine(), passed=status == "0")
    (ROOT / "docs/proof.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
