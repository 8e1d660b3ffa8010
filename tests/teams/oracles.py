"""Two solvers of general programs, asked the same question in their own words: HiGHS and CP-SAT."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

import numpy as np
from ortools.sat.python import cp_model
from scipy.optimize import Bounds, LinearConstraint, milp

from .readings import CRITERIA, Reading

SCALE = 1000
"""Costs and weights have at most three decimals."""

Row = tuple[dict[int, int], int, int]
"""Coefficients by variable, the least and the most that their sum may be."""

ANY = 10**15


@dataclass
class Program:
    """A problem as variables of 0 and 1 with linear rows, which both solvers read."""

    reading: Reading
    with_blocks: bool = True
    rows: list[Row] = field(default_factory=list)
    size: int = 0

    def __post_init__(self) -> None:
        self.people = self.reading.candidates()
        self.is_in = {each: self._new() for each in self.people}
        self.seats: dict[tuple[str, int], int] = {}
        self.pairs: dict[tuple[str, str], int] = {}
        self.criteria: dict[str, dict[int, int]] = {"distance": {}, "loss": {}, "cost": {}, "size": {}}
        self._seats()
        self._limits()
        self._distances()
        self._wishes()
        self.criteria["size"] = dict.fromkeys(self.is_in.values(), 1)

    def _new(self) -> int:
        self.size += 1
        return self.size - 1

    def _seats(self) -> None:
        problem = self.reading.problem
        for row, need in enumerate(problem.needs):
            holders = {}
            for each in self.people:
                if self.reading.can_fill(each, row):
                    seat = self.seats[each, row] = self._new()
                    holders[seat] = 1
                    self.rows.append(({seat: 1, self.is_in[each]: -1}, -1, 0))
                    rate = self.reading.all[each].rate or Decimal(0)
                    self.criteria["cost"][seat] = int(rate * need.hours * SCALE)
            self.rows.append((holders, need.seats, need.seats))
        for each in self.people:
            mine = {seat: row for (who, row), seat in self.seats.items() if who == each}
            hours = {seat: int(problem.needs[row].hours * SCALE) for seat, row in mine.items()}
            self.rows.append((hours, 0, int((self.reading.all[each].hours or Decimal(0)) * SCALE)))
            if each != problem.leader and each not in problem.limits.include:
                self.rows.append(({self.is_in[each]: 1, **dict.fromkeys(mine, -1)}, -ANY, 0))

    def _limits(self) -> None:
        limits = self.reading.problem.limits
        for each in {self.reading.leader} | limits.include:
            # Somebody outside the pool can be in no team.
            self.rows.append(({self.is_in[each]: 1}, 1, 1) if each in self.is_in else ({}, 1, 1))
        if limits.budget is not None:
            self.rows.append((self.criteria["cost"], 0, int(limits.budget * SCALE)))
        if limits.size is not None:
            self.rows.append((dict.fromkeys(self.is_in.values(), 1), 0, limits.size))
        for one, other in self.reading.strangers(self.people, with_blocks=self.with_blocks):
            self.rows.append(({self.is_in[one]: 1, self.is_in[other]: 1}, 0, 1))

    def _distances(self) -> None:
        for at, one in enumerate(self.people):
            away = self.reading.distances_from(one)
            for other in self.people[at + 1 :]:
                both = self._new()
                self.rows.append(({self.is_in[one]: 1, self.is_in[other]: 1, both: -1}, -ANY, 1))
                self.criteria["distance"][both] = away[other]

    def _wishes(self) -> None:
        for row, wish in enumerate(self.reading.problem.wishes):
            lost = self._new()
            holders = {self.is_in[each]: 1 for each in self.people if self.reading.meets(each, row)}
            self.rows.append(({lost: 1, **holders}, 1, ANY))
            self.criteria["loss"][lost] = int(wish.weight * SCALE)

    def forbid(self, members: tuple[str, ...]) -> None:
        """Asks for another team than this."""
        signs = {self.is_in[each]: 1 if each in members else -1 for each in self.people}
        self.rows.append((signs, -ANY, len(members) - 1))

    def must_have(self, members: list[str]) -> list[Row]:
        """Rows that ask for these people."""
        return [({self.is_in[each]: 1}, 1, 1) for each in members]


class Solver(Protocol):
    """Something that minimises."""

    def __call__(self, program: Program, goal: dict[int, int], more: list[Row]) -> int | None:
        """Returns the least value of the goal, or None where nothing meets all rows."""
        ...


def highs(program: Program, goal: dict[int, int], more: list[Row]) -> int | None:
    """Asks HiGHS by way of SciPy."""
    rows = program.rows + more
    matrix = np.zeros((len(rows), program.size))
    for at, (coefficients, _, _) in enumerate(rows):
        matrix[at, list(coefficients)] = list(coefficients.values())
    low, high = (np.array([row[side] for row in rows], float) for side in (1, 2))
    aim = np.zeros(program.size)
    aim[list(goal)] = list(goal.values())
    found = milp(
        aim,
        integrality=np.ones(program.size),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(
            matrix,
            np.where(low <= -ANY, -np.inf, low),  # pyright: ignore[reportArgumentType]  # arrays, says SciPy's page
            np.where(high >= ANY, np.inf, high),  # pyright: ignore[reportArgumentType]  # arrays, says SciPy's page
        ),
        options={"mip_rel_gap": 0.0},
    )
    if found.status == 2:
        return None
    assert found.status == 0, found.message
    return sum(int(found.x[at] > 0.5) * weight for at, weight in goal.items())


def cp_sat(program: Program, goal: dict[int, int], more: list[Row]) -> int | None:
    """Asks CP-SAT by way of OR-Tools."""
    model = cp_model.CpModel()
    variables = [model.new_bool_var(str(at)) for at in range(program.size)]
    for coefficients, low, high in program.rows + more:
        total = cp_model.LinearExpr.weighted_sum([variables[at] for at in coefficients], list(coefficients.values()))
        if coefficients:
            model.add_linear_constraint(total, low, high)
        elif not low <= 0 <= high:
            return None
    aim = cp_model.LinearExpr.weighted_sum([variables[at] for at in goal], list(goal.values()))
    if goal:
        model.minimize(aim)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None
    assert status == cp_model.OPTIMAL, solver.status_name()
    return sum(solver.value(variables[at]) * weight for at, weight in goal.items())


def is_possible(program: Program, solver: Solver) -> bool:
    """Whether there is any team."""
    return solver(program, {}, []) is not None


def best(program: Program, solver: Solver, *, by_ids: bool) -> tuple[dict[str, Decimal], tuple[str, ...]] | None:
    """Returns the criteria of the best team, each made as small as possible after those before it.

    Args:
        program: The question.
        solver: Who answers.
        by_ids: Whether to go on to the members that come first by id; else none are returned.
    """
    fixed: list[Row] = []
    values: dict[str, Decimal] = {}
    for name in CRITERIA[program.reading.problem.objective]:
        goal = program.criteria[name]
        value = solver(program, goal, fixed)
        if value is None:
            return None
        fixed.append((goal, value, value))
        values[name] = Decimal(value) / (SCALE if name in ("loss", "cost") else 1)
    members: list[str] = []
    for each in program.people if by_ids else []:
        if solver(program, {}, fixed + program.must_have([*members, each])) is not None:
            members.append(each)
    return values, tuple(members)
