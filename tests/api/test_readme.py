"""The README is true: what it shows can be pasted."""

import re
from pathlib import Path

from ..world import World

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """Code blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


async def test_every_graphql_block_answers_without_an_error(world: World) -> None:
    """For somebody with a connection and an invitation."""
    ada, bob, eve = await world.people("ada", "bob", "eve")
    await world.connect((ada, bob))
    await eve.invites(ada, note="Hello")
    found = [await ada.asks(block) for block in blocks("graphql")]
    assert found
    viewer = found[0].data["viewer"]
    assert viewer["network"]["totalCount"] == 1
    assert viewer["invitationsReceived"]["nodes"][0]["note"] == "Hello"


def test_every_command_shown_is_there() -> None:
    """Scripts can be run, files lie where they are named."""
    shown = [line for block in blocks("sh") for line in block.splitlines()]
    assert shown
    for line in shown:
        for word in line.split():
            if word.startswith(("./scripts/", "examples/")):
                file = ROOT / word
                assert file.is_file(), word
                assert not word.startswith("./") or file.stat().st_mode & 0o111, word
