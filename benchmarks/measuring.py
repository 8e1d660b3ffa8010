"""How a cost is measured: warmed until it is flat, contenders taking turns, medians and CPU per request."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

import psutil

FLAT = 0.1
"""Warm means that the CPU of a block differs from the mean of the three before by no more than this share."""


class Spending(Protocol):
    """Whoever spends CPU."""

    def seconds(self) -> float:
        """Returns user and system time used so far."""
        ...


class Ourselves:
    """This process, without the servers that it started."""

    def seconds(self) -> float:
        """Returns user and system time used so far."""
        return time.process_time()


class Processes:
    """Other processes, whose CPU is summed with that of all their children."""

    def __init__(self, *pids: int) -> None:
        self._pids = pids

    def seconds(self) -> float:
        """Returns user and system time used so far, finished threads included."""
        total = 0.0
        for pid in self._pids:
            process = psutil.Process(pid)
            for each in (process, *process.children(recursive=True)):
                times = each.cpu_times()
                total += times.user + times.system
        return total

    def resident(self) -> int:
        """Returns the bytes of memory that they hold now."""
        found = [psutil.Process(pid) for pid in self._pids]
        return sum(each.memory_info().rss for one in found for each in (one, *one.children(recursive=True)))


@dataclass
class Contender:
    """Somebody who does the work: ``work(n)`` does the n-th request; CPU is theirs, and the database's beside."""

    name: str
    work: Callable[[int], None]
    served_by: Spending
    latencies: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    database_cpu: list[float] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    def block(self, requests: int, database: Spending, *, is_kept: bool = True) -> float:
        """Does a block of requests one after the other and returns CPU seconds a request, the database's included."""
        latencies: list[float] = []
        own, theirs = self.served_by.seconds(), database.seconds()
        for _ in range(requests):
            number = next(self._numbers)
            began = time.perf_counter()
            self.work(number)
            latencies.append(time.perf_counter() - began)
        cpu = (self.served_by.seconds() - own) / requests
        database_cpu = (database.seconds() - theirs) / requests
        if is_kept:
            self.latencies += latencies
            self.cpu.append(cpu)
            self.database_cpu.append(database_cpu)
        return cpu + database_cpu

    @property
    def median(self) -> float:
        """Median latency in milliseconds."""
        return statistics.median(self.latencies) * 1000

    @property
    def p99(self) -> float:
        """The latency in milliseconds that one request in a hundred exceeds."""
        return statistics.quantiles(self.latencies, n=100)[98] * 1000 if len(self.latencies) > 1 else self.median

    @property
    def cpu_ms(self) -> float:
        """CPU of the contender a request in milliseconds, the median of its blocks."""
        return statistics.median(self.cpu) * 1000

    @property
    def database_ms(self) -> float:
        """CPU of the database a request in milliseconds, the median of its blocks."""
        return statistics.median(self.database_cpu) * 1000


def warm(contender: Contender, database: Spending, *, requests: int, most: int) -> int:
    """Runs blocks that are not kept until their CPU is flat; returns how many it took."""
    spent: list[float] = []
    for number in range(1, most + 1):
        spent.append(contender.block(requests, database, is_kept=False))
        if len(spent) > 3 and abs(spent[-1] / (statistics.mean(spent[-4:-1]) or 1) - 1) <= FLAT:
            return number
    return most


def interleave(
    contenders: Sequence[Contender], database: Spending, *, requests: int, rounds: int, most_warming: int
) -> None:
    """Warms everybody, then lets them take turns, so that whatever else the machine does hits all alike."""
    for contender in contenders:
        warm(contender, database, requests=requests, most=most_warming)
    for turn in range(rounds):
        for place in range(len(contenders)):
            contenders[(turn + place) % len(contenders)].block(requests, database)
