"""The compiled inner loops: spreading over links, pushing rank, strolling at random, and choosing the best.

Compiled by numba when first called, for one set of types each, and kept beside the module: only the first start of all
takes some seconds longer. Scratch arrays come from the caller, are zero when a loop begins and zero again when it ends.
"""

import numpy as np

from .arrays import Index, Mask, Real, Starts
from .compiled import compiled


@compiled
def spread(starts: Starts, others: Index, weights: Real, rows: Index, values: Real, total: Real, touched: Index) -> int:
    """Adds each row's value to everything linked with it: one step of a sparse matrix times a sparse vector.

    Args:
        starts: of the links.
        others: of the links.
        weights: of each link, above zero; empty where all weigh the same.
        rows: from where; their order is the order of summation.
        values: how much each hands to every one of its links, times the weight of the link; above zero.
        total: scratch that takes the sums.
        touched: scratch that takes which sums are not zero.

    Returns:
        How many were touched.
    """
    is_weighted = len(weights) > 0
    count = 0
    for place in range(len(rows)):
        value = values[place]
        for entry in range(starts[rows[place]], starts[rows[place] + 1]):
            other = others[entry]
            if total[other] == 0.0:
                touched[count] = other
                count += 1
            total[other] += value * weights[entry] if is_weighted else value
    return count


@compiled
def push(
    starts: Starts,
    others: Index,
    weights: Real,
    sums: Real,
    row: int,
    restart: float,
    tolerance: float,
    rank: Real,
    residue: Real,
    touched: Index,
) -> int:
    """Personalised PageRank by forward push; ``rank`` takes the result, ``touched`` where anything arrived.

    People are pushed until less than ``tolerance`` of rank per connection is left in each. Large residues go first, in
    passes with a limit that falls tenfold, because whatever is pushed early is pushed again and again.

    Args:
        starts: of the connections.
        others: of the connections.
        weights: of each connection; empty where all weigh the same.
        sums: weight of all connections of each row.
        row: whose rank.
        restart: chance to return to ``row`` at each step.
        tolerance: where to stop.
        rank: scratch.
        residue: scratch, left at zero.
        touched: scratch.

    Returns:
        How many were touched.
    """
    is_weighted = len(weights) > 0
    residue[row] = 1.0
    touched[0] = row
    count = 1
    limit = max(tolerance, 1e-3)
    while True:
        is_settled = False
        while not is_settled:
            is_settled = True
            place = 0
            while place < count:
                here = touched[place]
                place += 1
                amount = residue[here]
                if amount <= limit * sums[here]:
                    continue
                is_settled = False
                residue[here] = 0.0
                rank[here] += restart * amount
                if sums[here] == 0.0:
                    continue
                share = (1.0 - restart) * amount / sums[here]
                for entry in range(starts[here], starts[here + 1]):
                    other = others[entry]
                    if residue[other] == 0.0 and rank[other] == 0.0:
                        touched[count] = other
                        count += 1
                    residue[other] += share * weights[entry] if is_weighted else share
        if limit <= tolerance:
            break
        limit = max(limit * 0.1, tolerance)
    for place in range(count):
        residue[touched[place]] = 0.0
    return count


@compiled
def stroll(
    starts: Starts, others: Index, row: int, steps: int, restart: float, seed: np.uint64, visits: Real, touched: Index
) -> int:
    """Walks at random from ``row`` with restarts and counts visits; splitmix64, so the same seed walks the same way.

    Returns:
        How many were visited.
    """
    state = np.uint64(seed)
    count = 0
    here = row
    threshold = np.uint64(restart * 2.0**32)
    for _ in range(steps):
        state += np.uint64(0x9E3779B97F4A7C15)
        mixed = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
        degree = starts[here + 1] - starts[here]
        if degree == 0 or (mixed >> np.uint64(32)) < threshold:
            here = row
            degree = starts[here + 1] - starts[here]
            if degree == 0:
                return count
        here = others[starts[here] + np.int64(((mixed & np.uint64(0xFFFFFFFF)) * np.uint64(degree)) >> np.uint64(32))]
        if visits[here] == 0.0:
            touched[count] = here
            count += 1
        visits[here] += 1.0
    return count


@compiled
def gather(total: Real, touched: Index, count: int, rows: Index, values: Real) -> None:
    """Copies what was touched out of the scratch and leaves the scratch at zero."""
    for place in range(count):
        rows[place] = touched[place]
        values[place] = total[touched[place]]
        total[touched[place]] = 0.0


@compiled
def overlap(starts: Starts, others: Index, mine: Index, weights: Real, marks: Real, rows: Index, values: Real) -> None:
    """Adds to each candidate's value the weights of the entries that are also mine.

    Args:
        starts: of the candidates' links.
        others: of the candidates' links.
        mine: own entries.
        weights: of all entries.
        marks: scratch, left at zero.
        rows: candidates.
        values: their scores.
    """
    for each in mine:
        marks[each] = weights[each]
    for place in range(len(rows)):
        for entry in range(starts[rows[place]], starts[rows[place] + 1]):
            values[place] += marks[others[entry]]
    for each in mine:
        marks[each] = 0.0


@compiled
def latest_shared(
    starts: Starts,
    others: Index,
    ages: Real,
    friends: Index,
    known: Real,
    rows: Index,
    met: Real,
    both: Real,
    theirs: Real,
) -> None:
    """Finds how long ago each candidate met somebody shared, and how long ago both of the two had met the same one.

    Args:
        starts: of the connections.
        others: of the connections.
        ages: of the connections.
        friends: one's own connections.
        known: their ages.
        rows: candidates.
        met: scratch, endless everywhere, left so.
        both: takes the least age at which both knew somebody; what stands there is the most.
        theirs: takes the least age of a candidate's connection with somebody shared, likewise.
    """
    for place in range(len(friends)):
        met[friends[place]] = known[place]
    for place in range(len(rows)):
        for entry in range(starts[rows[place]], starts[rows[place] + 1]):
            mine = met[others[entry]]
            if mine != np.inf:
                theirs[place] = min(theirs[place], ages[entry])
                both[place] = min(both[place], max(mine, ages[entry]))
    for each in friends:
        met[each] = np.inf


@compiled
def best(rows: Index, values: Real, is_findable: Mask, barred: Index, marks: Mask, chosen: Index, top: Real) -> int:
    """Chooses the highest values above zero of people who can be found and are not barred; the lower row wins a tie.

    Args:
        rows: candidates.
        values: their scores.
        is_findable: of all rows.
        barred: rows to leave out.
        marks: scratch.
        chosen: takes the rows, best first; its length is how many are wanted.
        top: takes their values.

    Returns:
        How many were chosen.
    """
    for row in barred:
        marks[row] = True
    count, wanted = 0, len(chosen)
    for place in range(len(rows)):
        row, value = rows[place], values[place]
        if value <= 0.0 or marks[row] or not is_findable[row]:
            continue
        if count == wanted and (value < top[count - 1] or (value == top[count - 1] and row > chosen[count - 1])):
            continue
        if count < wanted:
            count += 1
        slot = count - 1
        while slot > 0 and (value > top[slot - 1] or (value == top[slot - 1] and row < chosen[slot - 1])):
            chosen[slot], top[slot] = chosen[slot - 1], top[slot - 1]
            slot -= 1
        chosen[slot], top[slot] = row, value
    for row in barred:
        marks[row] = False
    return count
