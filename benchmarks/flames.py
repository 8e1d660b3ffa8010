"""Where the time goes, as a picture: stacks sampled by CPU time, drawn as a flame graph without any script in it."""

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from types import FrameType

SECONDS_BETWEEN = 0.001
WIDTH = 1600
LINE = 17
NARROWEST = 1.5
"""Pixels below which a frame is not drawn."""
COLOURS = {
    "confrere": "#f2994a",
    "strawberry": "#bb6bd9",
    "graphql": "#9b8afb",
    "neo4j": "#56ccf2",
    "fastapi": "#6fcf97",
    "starlette": "#6fcf97",
    "uvicorn": "#6fcf97",
    "jwt": "#f2c94c",
    "cryptography": "#f2c94c",
}
OTHER = "#d0d0d0"


@contextmanager
def sampling(file: Path) -> Iterator[None]:
    """Samples the main thread's stack every millisecond of CPU and writes what was seen, a line a stack."""
    seen: Counter[str] = Counter()

    def sample(_signal: int, frame: FrameType | None) -> None:
        stack: list[str] = []
        while frame is not None:
            stack.append(_name(frame))
            frame = frame.f_back
        seen[";".join(reversed(stack))] += 1

    signal.signal(signal.SIGPROF, sample)
    signal.setitimer(signal.ITIMER_PROF, SECONDS_BETWEEN, SECONDS_BETWEEN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        file.write_text("".join(f"{stack} {number}\n" for stack, number in sorted(seen.items())), "utf-8")


def _name(frame: FrameType) -> str:
    module = frame.f_globals.get("__name__", "?")
    return f"{module}:{frame.f_code.co_qualname}"


@dataclass
class Node:
    """A frame with what was seen in it."""

    name: str
    samples: int = 0
    below: dict[str, "Node"] = field(default_factory=dict)

    def add(self, stack: list[str], samples: int) -> None:
        """Counts a stack that begins here."""
        self.samples += samples
        if stack:
            self.below.setdefault(stack[0], Node(stack[0])).add(stack[1:], samples)

    def depth(self) -> int:
        """How many frames lie on top of each other."""
        return 1 + max((each.depth() for each in self.below.values()), default=0)


def tree(stacks: str, *, root: str) -> Node:
    """Reads sampled stacks; frames before ``root`` (the server's loop) are left out, and stacks without it too."""
    whole = Node("all")
    for line in stacks.splitlines():
        text, _, number = line.rpartition(" ")
        frames = text.split(";")
        start = next((place for place, name in enumerate(frames) if name.startswith(root)), None)
        if start is not None:
            whole.add(frames[start:], int(number))
    return whole


def drawn(whole: Node, title: str) -> str:
    """Returns the flame graph as SVG: width is time, what is above was called by what is below."""
    height = (whole.depth() + 2) * LINE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" '
        f'font-size="11"><rect width="{WIDTH}" height="{height}" fill="#fff"/>'
        f'<text x="6" y="13" font-size="13">{escape(title)}</text>'
    ]

    def draw(node: Node, x: float, level: int) -> None:
        width = node.samples / whole.samples * WIDTH
        if width < NARROWEST:
            return
        y = height - (level + 1) * LINE
        package = node.name.partition(":")[0].partition(".")[0]
        share = f"{node.samples / whole.samples:.1%}"
        label = escape(node.name.removeprefix("confrere."))[: int(width / 6)] if width > 24 else ""
        parts.append(
            f'<g><title>{escape(node.name)} {share}</title><rect x="{x:.1f}" y="{y}" width="{width:.1f}" '
            f'height="{LINE - 1}" fill="{COLOURS.get(package, OTHER)}"/>'
            + (f'<text x="{x + 3:.1f}" y="{y + 12}">{label}</text>' if label else "")
            + "</g>"
        )
        for each in sorted(node.below.values(), key=lambda each: each.name):
            draw(each, x, level + 1)
            x += each.samples / whole.samples * WIDTH

    draw(whole, 0, 0)
    return "\n".join([*parts, "</svg>\n"])


def draw_file(stacks: Path, picture: Path, title: str, *, root: str = "starlette.middleware.errors") -> str:
    """Draws sampled stacks into a file and says so."""
    whole = tree(stacks.read_text("utf-8"), root=root)
    picture.write_text(drawn(whole, title), "utf-8")
    return f"{picture}: {whole.samples:,} samples"
