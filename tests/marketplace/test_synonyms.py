"""Words for skills: ESCO's other labels lead to its skill, and to no other."""

import csv
from pathlib import Path

import pytest

from confrere.graph.marketplace.derivation import aligned
from confrere.graph.marketplace.reference import skill_words
from confrere.graph.marketplace.trades import read_trades
from confrere.graph.names import skill_key

LABELS = Path(__file__).with_name("esco_labels.csv")
"""Every label of the skills that ESCO and the marketplace share, and 400 labels of other skills, without a name."""


def named() -> dict[str, set[str]]:
    """Which skills each word names."""
    trades = read_trades()
    found: dict[str, set[str]] = {}
    for word, row in skill_words(trades.skills, trades.synonyms):
        found.setdefault(word, set()).add(trades.skills[row])
    return found


@pytest.mark.requirement("R29")
def test_labels_of_esco_lead_to_their_skill_and_to_no_other() -> None:
    """F1 of at least .95 over labels, those of skills nobody here has among them."""
    words, right, wrong, missed = named(), 0, 0, 0
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = words.get(skill_key(row["label"].upper()), set())
            expected = {row["skill"]} if row["skill"] else set()
            right += len(found & expected)
            wrong += len(found - expected)
            missed += len(expected - found)
    assert right > 40
    assert 2 * right / (2 * right + wrong + missed) >= 0.95


@pytest.mark.parametrize(
    ("word", "skill"),
    [("JS", "JavaScript"), ("PICTURE TAKING", "Photography"), ("maths", "Mathematics")],
)
def test_a_synonym_finds_its_skill(word: str, skill: str) -> None:
    """In any case."""
    assert named()[skill_key(word)] == {skill}


def test_lists_that_slid_up_are_given_back_to_their_labels() -> None:
    """By the lists that repeat their own label; what lies between two that disagree is left out."""
    labels = ["art", "ballet", "cooking", "dance", "economics"]
    others = [["art", "fine art"], ["cookery"], ["dance", "dancing"], ["economics"], []]
    assert aligned(labels, others) == [
        ("art", ["art", "fine art"]),
        ("dance", ["dance", "dancing"]),
        ("economics", ["economics"]),
    ]
    assert aligned(labels, [["a"], ["b"], [], [], []]) == [("art", ["a"]), ("ballet", ["b"])]
