"""Turns the GitHub social network (MUSAE) into the two files of `confrere import`.

    python scripts/github_network.py SOURCE TARGET

SOURCE is a folder with `edges.csv.gz` (id_1,id_2: mutual follows) and `labels.csv.gz` (id,ml_target: every
developer), TARGET a folder for `people.csv` and `connections.csv`. The source holds no names and no dates, so people
have "Developer" and their number for a first name, and no last name; the headline says whether they are
machine learning or web developers. Nothing is left out and nothing invented: 37,700 people and 289,003 connections in,
as many out.

Source: Rozemberczki, Allen and Sarkar, "Multi-scale Attributed Node Embedding", Journal of Complex Networks, 2021.
The data are for evaluation and are not shipped.
"""

import csv
import gzip
import io
import sys
from pathlib import Path
from typing import Final

HEADLINES: Final = {"0": "Web developer", "1": "Machine learning developer"}


def read(path: Path) -> list[dict[str, str]]:
    """Reads a compressed table."""
    return list(csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode())))


def convert(source: Path, target: Path) -> tuple[int, int]:
    """Writes the two files.

    Args:
        source: Folder of the network.
        target: Folder to write to; made when it is missing.

    Returns:
        How many people and how many connections were written.
    """
    developers, follows = read(source / "labels.csv.gz"), read(source / "edges.csv.gz")
    target.mkdir(parents=True, exist_ok=True)
    with (target / "people.csv").open("w", encoding="utf-8", newline="") as file:
        people = csv.writer(file, lineterminator="\n")
        people.writerow(["id", "handle", "first_name", "headline"])
        people.writerows(
            [each["id"], f"developer-{each['id']}", f"Developer {each['id']}", HEADLINES[each["ml_target"]]]
            for each in developers
        )
    with (target / "connections.csv").open("w", encoding="utf-8", newline="") as file:
        connections = csv.writer(file, lineterminator="\n")
        connections.writerow(["a", "b"])
        connections.writerows([each["id_1"], each["id_2"]] for each in follows)
    return len(developers), len(follows)


def main() -> None:
    """Converts the folder named on the command line."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    people, connections = convert(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"{people:,} people and {connections:,} connections written to {sys.argv[2]}")


if __name__ == "__main__":
    main()
