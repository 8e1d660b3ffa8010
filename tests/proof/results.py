"""What was tried and what came of it, a line for each; ``scripts/proof`` makes its table of them."""

import json
import os
from pathlib import Path

VARIABLE = "CONFRERE_TEST_PROOF_RESULTS"


def record(part: str, what: str, *, tried: int, whole: int, came: str) -> None:
    """Notes one line of the table where a file for it is named.

    Args:
        part: heading in the table.
        what: what was tried.
        tried: how often.
        whole: how often the full size tries it.
        came: what came of it, in words and numbers.
    """
    if file := os.environ.get(VARIABLE):
        line = {"part": part, "what": what, "tried": tried, "whole": whole, "came": came}
        with Path(file).open("a", encoding="utf-8") as results:
            results.write(json.dumps(line) + "\n")
