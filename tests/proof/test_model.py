"""Random histories on the plain model and on the real thing: whatever anybody is told or shown must be the same."""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, ClassVar

import neo4j
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as chosen
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from confrere.api.tokens import Tokens

from ..neo4j_under_test import Neo4jUnderTest
from .playing import API_SETTINGS, Play
from .results import record
from .sizes import seed, size
from .strict import strict
from .worlds import ProofWorld

STEPS = 50
ACTS = size(3_000, 100_000)
HISTORIES = ACTS // 43
"""Some end early: they have some 45 acts each."""
WHO = st.integers(0, 4)
WHICH = st.integers(0, 5)
JUMPS = [timedelta(0), timedelta(hours=6), timedelta(days=1), timedelta(days=7), timedelta(days=23), timedelta(days=30)]


class Stage:
    """A loop of its own, for hypothesis is not asynchronous, and one world for all histories."""

    def __init__(self, runner: asyncio.Runner, world: ProofWorld) -> None:
        self.runner = runner
        self.world = world
        self.histories = 0
        self.steps = 0

    def begin(self) -> Play:
        """Starts a history with people nobody knows."""
        self.histories += 1
        return self.runner.run(Play.begin(self.world, self.histories))


@contextmanager
def stage(server: Neo4jUnderTest, tokens: Tokens) -> Iterator[Stage]:
    """Opens the world of the histories."""
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        store = strict(server.uri, server.auth)
        driver = neo4j.AsyncGraphDatabase.driver(server.uri, auth=server.auth, notifications_min_severity="OFF")
        world = ProofWorld(store, driver, tokens, API_SETTINGS)
        runner.run(world.wipe())
        yield Stage(runner, world)
        runner.run(driver.close())
        runner.run(store.close())


class Histories(RuleBasedStateMachine):
    """Five people who do whatever they like."""

    on: ClassVar[Stage]

    def __init__(self) -> None:
        super().__init__()
        self.play = self.on.begin()

    def do(self, act: Coroutine[Any, Any, None], tick: int) -> None:
        """Plays one step, a moment after the one before or in the same."""
        self.on.world.clock.now += timedelta(seconds=tick)
        self.on.runner.run(act)
        self.on.steps += 1

    @rule(who=WHO, whom=WHO, note=st.sampled_from([None, "Hello"]), tick=st.integers(0, 1))
    def send(self, who: int, whom: int, note: str | None, tick: int) -> None:
        """Invites."""
        self.do(self.play.on_person("sendInvitation", who, whom, note), tick)

    @rule(who=WHO, whom=WHO, tick=st.integers(0, 1))
    def send_plainly(self, who: int, whom: int, tick: int) -> None:
        """Invites without a word: twice as often as anything else."""
        self.do(self.play.on_person("sendInvitation", who, whom), tick)

    @rule(who=WHO, which=WHICH, tick=st.integers(0, 1))
    def withdraw(self, who: int, which: int, tick: int) -> None:
        """Takes back."""
        self.do(self.play.on_invitation("withdrawInvitation", who, which), tick)

    @rule(who=WHO, which=WHICH, tick=st.integers(0, 1))
    def accept(self, who: int, which: int, tick: int) -> None:
        """Says yes."""
        self.do(self.play.on_invitation("acceptInvitation", who, which), tick)

    @rule(who=WHO, which=WHICH, tick=st.integers(0, 1))
    def decline(self, who: int, which: int, tick: int) -> None:
        """Says no."""
        self.do(self.play.on_invitation("declineInvitation", who, which), tick)

    @rule(who=WHO, whom=WHO, tick=st.integers(0, 1))
    def remove(self, who: int, whom: int, tick: int) -> None:
        """Removes from the network."""
        self.do(self.play.on_person("removeFromNetwork", who, whom), tick)

    @rule(who=WHO, whom=WHO, tick=st.integers(0, 1))
    def block(self, who: int, whom: int, tick: int) -> None:
        """Blocks."""
        self.do(self.play.on_person("blockFreelancer", who, whom), tick)

    @rule(who=WHO, whom=WHO, tick=st.integers(0, 1))
    def unblock(self, who: int, whom: int, tick: int) -> None:
        """Unblocks."""
        self.do(self.play.on_person("unblockFreelancer", who, whom), tick)

    @rule(who=WHO, is_private=st.booleans(), tick=st.integers(0, 1))
    def hide(self, who: int, tick: int, *, is_private: bool) -> None:
        """Makes a profile private or public."""
        self.do(self.play.hide(who, is_private=is_private), tick)

    @rule(who=WHO, tick=st.integers(0, 1))
    def deactivate(self, who: int, tick: int) -> None:
        """Closes an account."""
        self.do(self.play.change_account("deactivateFreelancer", who), tick)

    @rule(who=WHO, tick=st.integers(0, 1))
    def reactivate(self, who: int, tick: int) -> None:
        """Opens it again."""
        self.do(self.play.change_account("reactivateFreelancer", who), tick)

    @rule(which=WHICH)
    def repeat(self, which: int) -> None:
        """Sends a request once more."""
        self.do(self.play.repeat(which), 0)

    @rule(by=st.sampled_from(JUMPS))
    def jump(self, by: timedelta) -> None:
        """Lets time pass."""
        self.do(self.play.jump(by), 0)


@pytest.mark.requirement("R10")
@pytest.mark.requirement("R17")
def test_the_real_thing_does_what_the_plain_model_does(small: Neo4jUnderTest, tokens: Tokens) -> None:
    """Every answer, state, menu, list, count and limit, for both who act and for bystanders."""
    with stage(small, tokens) as Histories.on:
        run_state_machine_as_test(
            chosen(seed())(Histories) if seed() else Histories,
            settings=settings(
                max_examples=HISTORIES,
                stateful_step_count=STEPS,
                derandomize=not seed(),
                database=None,
                deadline=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
            ),
        )
        steps = Histories.on.steps
    assert steps >= ACTS
    record("Model", "acts compared", tried=steps, whole=100_000, came="0 differences", adds=True)
