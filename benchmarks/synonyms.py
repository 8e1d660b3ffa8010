"""How well a word that no table holds finds its skill: F1 over labels of ESCO that were held out.

    python -m benchmarks.synonyms ESCO_SKILLS [--seed 20260101]

with ESCO's English skills (csv, gzip), as ``confrere.graph.marketplace.derivation`` takes them. Of the other labels
that belong to a skill three fifths are a table, one fifth is for choosing, and the last is told of. Four ways are
compared: labels folded, as the product does; their stems in any order; those with one stem swapped for another, where
labels of some skill in the table differ by the same two; and the nearest labels by what they are made of, where the
nearest skill is sure enough. How sure, and how fast nearness counts less, is chosen on the fifth for it.
"""

import argparse
import csv
import gzip
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
from scipy import sparse

from confrere.graph.marketplace.derivation import aligned
from confrere.graph.names import skill_key

from .machine import described

KNOWN, CHOOSING = 0.6, 0.8
"""Shares of labels up to which they are the table, and up to which they are for choosing."""
EMPTY_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to"}
)
SPELLINGS = (("isation", "ization"), ("ising", "izing"), ("ise", "ize"), ("yse", "yze"), ("our", "or"))
ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ers", "er", "ies", "es", "ed", "s", "e", "y")
SHORTEST_STEM = 3
WORD, PAIR, PART = 1.0, 1.0, 0.3
"""How much a stem, two stems in a row, and a part of a word weigh before their rarity."""
PARTS = (3, 4)
AT_ONCE = 500
POWERS = (4, 8, 16)
SURE = (0.0, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9)

Pair = tuple[str, str]
"""A folded label and its skill."""


@dataclass(frozen=True, slots=True)
class Found:
    """How often a way was right, wrong, and how many labels there were."""

    right: int
    wrong: int
    asked: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.right + self.wrong + self.asked)

    def line(self, what: str) -> str:
        """A row of the table."""
        precision = self.right / max(self.right + self.wrong, 1)
        return f"| {what} | {precision:.3f} | {self.right / self.asked:.3f} | {self.f1:.3f} |"


def labels(path: Path) -> tuple[list[str], list[Pair]]:
    """Reads the skills, and their other labels without repeats."""
    table = list(csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode())))
    others = [[word.strip() for word in row["altLabels"].split("\n") if word.strip()] for row in table]
    skills = list(dict.fromkeys(row["preferredLabel"] for row in table))
    pairs: dict[Pair, None] = {}
    for skill, words in aligned([row["preferredLabel"] for row in table], others):
        pairs.update(dict.fromkeys((skill_key(word), skill) for word in words if skill_key(word) != skill_key(skill)))
    return skills, list(pairs)


def stem(word: str) -> str:
    """Returns a word without British spelling and without its ending."""
    for british, american in SPELLINGS:
        if word.endswith(british):
            word = word.removesuffix(british) + american
            break
    fitting = (end for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= SHORTEST_STEM)
    return word.removesuffix(next(fitting, ""))


def stems(text: str) -> list[str]:
    """Returns the stems of a label, in order."""
    return [stem(word) for word in text.split() if word not in EMPTY_WORDS]


def by_key(table: Sequence[Pair], key: Callable[[str], str], asked: Sequence[Pair]) -> Found:
    """Looks each label up by a key that it may share with a label of the table."""
    known = defaultdict[str, set[str]](set)
    for word, skill in table:
        known[key(word)].add(skill)
    found = [(known.get(key(word), set()), skill) for word, skill in asked]
    right = sum(skill in each for each, skill in found)
    return Found(right, sum(map(len, (each for each, _ in found))) - right, len(asked))


Key = tuple[str, ...]
"""The stems of a label, in the order of the alphabet."""


def unordered(text: str) -> Key:
    """Returns the stems of a label, whatever their order."""
    return tuple(sorted(set(stems(text))))


class Swapped:
    """The skill that has a label of the same stems, or else of the same but one, swapped as labels of the table are."""

    def __init__(self, table: Sequence[Pair]) -> None:
        self._known, own = defaultdict[Key, set[str]](set), defaultdict[str, set[Key]](set)
        for word, skill in table:
            self._known[unordered(word)].add(skill)
            own[skill].add(unordered(word))
        self._holders = Counter(each for key in self._known for each in key)
        self._swaps = defaultdict[str, Counter[str]](Counter)
        for keys in own.values():
            for one, other in {pair for two in combinations(sorted(keys), 2) for pair in self._differing(*two)}:
                self._swaps[one][other] += 1

    @staticmethod
    def _differing(one: Key, other: Key) -> list[tuple[str, str]]:
        """Returns the two stems by which keys differ, either way round, where it is one of each."""
        mine, theirs = set(one) - set(other), set(other) - set(one)
        if len(mine) != 1 or len(theirs) != 1:
            return []
        (left,), (right,) = mine, theirs
        return [(left, right), (right, left)]

    def found(self, text: str) -> set[str]:
        """Returns the skills of a label: those that have it, or the one that most swaps speak for."""
        key = unordered(text)
        if key in self._known:
            return self._known[key]
        votes = defaultdict[str, float](float)
        for place, each in enumerate(key):
            for other, count in self._swaps[each].items() if each in self._swaps else ():
                like = tuple(sorted({*key[:place], *key[place + 1 :], other}))
                for skill in self._known.get(like, ()):
                    votes[skill] += count / (self._holders[each] + self._holders[other])
        most = max(votes.values(), default=0.0)
        best = {skill for skill, count in votes.items() if count == most}
        return best if len(best) == 1 else set()

    def told(self, asked: Sequence[Pair]) -> Found:
        """Counts how often it is right."""
        found = [(self.found(word), skill) for word, skill in asked]
        right = sum(skill in each for each, skill in found)
        return Found(right, sum(len(each) for each, _ in found) - right, len(asked))


def features(text: str) -> Iterator[tuple[str, float]]:
    """What a label is made of: stems, pairs of them, and parts of words."""
    row = stems(text)
    yield from ((f"word {each}", WORD) for each in row)
    yield from ((f"pair {one} {other}", PAIR) for one, other in pairwise(row))
    for word in (f"_{each}_" for each in text.split() if each not in EMPTY_WORDS):
        yield from ((word[at : at + size], PART) for size in PARTS for at in range(len(word) - size + 1))


class Nearest:
    """The skill whose labels are the nearest, each label counting by a power of its cosine."""

    def __init__(self, skills: Sequence[str], table: Sequence[Pair]) -> None:
        self._number: Mapping[str, int] = {skill: number for number, skill in enumerate(skills)}
        self._owner = np.array([self._number[skill] for _, skill in table])
        self._place: dict[str, int] = {}
        for word, _ in table:
            for name, _weight in features(word):
                self._place.setdefault(name, len(self._place))
        raw = self._raw([word for word, _ in table])
        holders = np.bincount(raw.tocsr().indices, minlength=len(self._place))
        self._rarity = 1 + np.log((1 + len(table)) / (1 + holders))
        self._labels = self._weighed(raw).T.tocsr()

    def _raw(self, words: Sequence[str]) -> sparse.csr_array:
        found = [
            (row, self._place[name], weight)
            for row, word in enumerate(words)
            for name, weight in features(word)
            if name in self._place
        ]
        rows, places, weights = zip(*found, strict=True)
        return sparse.csr_array((weights, (rows, places)), shape=(len(words), len(self._place)))

    def _weighed(self, raw: sparse.csr_array) -> sparse.csr_array:
        weighed = sparse.csr_array(raw @ sparse.diags_array(self._rarity))
        length = np.sqrt(weighed.multiply(weighed).sum(axis=1))
        return sparse.csr_array(sparse.diags_array(1 / np.maximum(length, 1e-9)) @ weighed)

    def guesses(self, asked: Sequence[Pair], power: int) -> tuple[np.ndarray, np.ndarray]:
        """Returns for each label whether the nearest skill is its own, and how sure that is."""
        words = self._weighed(self._raw([word for word, _ in asked]))
        is_right, sure = np.zeros(len(asked), bool), np.zeros(len(asked))
        for first in range(0, len(asked), AT_ONCE):
            near = sparse.csr_array(words[first : first + AT_ONCE] @ self._labels)
            for row in range(len(near.indptr) - 1):
                part = slice(near.indptr[row], near.indptr[row + 1])
                total = np.bincount(self._owner[near.indices[part]], near.data[part] ** power, len(self._number))
                best = int(total.argmax())
                second = np.partition(total, -2)[-2]
                is_right[first + row] = best == self._number[asked[first + row][1]]
                sure[first + row] = total[best] / max(total[best] + second, 1e-300)
        return is_right, sure


def nearest(skills: Sequence[str], table: Sequence[Pair], choosing: Sequence[Pair], asked: Sequence[Pair]) -> list[str]:
    """Chooses power and sureness on one fifth and tells of the other."""
    way = Nearest(skills, table)
    tried: list[tuple[float, int, float]] = []
    for power in POWERS:
        is_right, sure = way.guesses(choosing, power)
        tried += [(_found(is_right, sure, least).f1, power, least) for least in SURE]
    chosen, power, least = max(tried)
    is_right, sure = way.guesses(asked, power)
    what = f"nearest, power {power}, sure from {least:.2f} (F1 where it was chosen {chosen:.3f})"
    return [_found(is_right, sure, least).line(what), _found(is_right, sure, 0.9).line("nearest, sure from 0.90")]


def _found(is_right: np.ndarray, sure: np.ndarray, least: float) -> Found:
    given = sure >= least
    right = int((is_right & given).sum())
    return Found(right, int(given.sum()) - right, len(given))


def measure(path: Path, seed: int) -> list[str]:
    """Measures and returns what is printed."""
    skills, pairs = labels(path)
    draw = np.random.default_rng(seed).random(len(pairs))
    own = [(skill_key(skill), skill) for skill in skills]
    table = own + [pair for pair, each in zip(pairs, draw, strict=True) if each < KNOWN]
    choosing = [pair for pair, each in zip(pairs, draw, strict=True) if KNOWN <= each < CHOOSING]
    asked = [pair for pair, each in zip(pairs, draw, strict=True) if each >= CHOOSING]
    return [
        *described(),
        "",
        f"{len(skills):,} skills, {len(pairs):,} other labels, {len(asked):,} of them held out, seed {seed}",
        "",
        "| way | precision | recall | F1 |",
        "|---|---:|---:|---:|",
        by_key(own + pairs, str, asked).line("folded, all labels in the table, as they are in the product"),
        by_key(table, str, asked).line("folded, held out"),
        by_key(table, lambda text: " ".join(sorted(set(stems(text)))), asked).line("stems in any order, held out"),
        Swapped(table).told(asked).line("one stem swapped as in the table, held out"),
        *nearest(skills, table, choosing, asked),
    ]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser("benchmarks.synonyms", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("esco", type=Path, help="ESCO's English skills, csv, gzip")
    parser.add_argument("--seed", type=int, default=20260101)
    given = parser.parse_args()
    print("\n".join(measure(given.esco, given.seed)))


if __name__ == "__main__":
    main()
