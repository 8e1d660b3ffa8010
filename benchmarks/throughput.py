"""How many pages a second: sixteen clients that ask again as soon as they are answered."""

import threading
import time
from collections.abc import Sequence

from .wire import Wire

CLIENTS = 16


def throughput(port: int, requests: Sequence[bytes], seconds: float) -> float:
    """Returns answers a second over this time, after a quarter of it that is not counted."""
    answered = [0] * CLIENTS
    failed: list[bytes] = []
    begins = time.monotonic() + seconds / 4
    ends = begins + seconds

    def client(number: int) -> None:
        with Wire(port) as wire:
            turn = number
            while (now := time.monotonic()) < ends and not failed:
                reply = wire.ask(requests[turn % len(requests)])
                turn += 1
                if reply.status != 200 or b'"errors"' in reply.body:
                    failed.append(reply.body)
                elif now >= begins:
                    answered[number] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(f"an answer under load was an error: {failed[0][:500]!r}")
    return sum(answered) / seconds
