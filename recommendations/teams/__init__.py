"""Teams that can be proven best: the problem, the solver, and what it can say of its answer."""
