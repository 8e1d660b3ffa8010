"""Reads the tables shipped beside this package."""

import csv
import gzip
import io
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """Reads a shipped table, compressed or not.

    Args:
        name: File name in `data/`.

    Returns:
        One mapping for each line, by column.
    """
    stored = (DATA / name).read_bytes()
    text = (gzip.decompress(stored) if name.endswith(".gz") else stored).decode()
    return list(csv.DictReader(io.StringIO(text)))
