"""What is kept of addresses without being readable: a key that is replaced goes on opening and recognising."""

from pathlib import Path

import pytest

from confrere.api.composition import sealing
from confrere.api.settings import Settings
from confrere.graph.errands import letter_of
from confrere.graph.model.addresses import address_of
from confrere.graph.sealing import KeyMissing, Sealing

from ..world import START

OLD, NEW = Sealing(b"old"), Sealing(b"new")
BOTH = Sealing(b"new", b"old")


@pytest.mark.requirement("R32")
def test_a_replaced_key_opens_and_recognises() -> None:
    """And everything new is written under the new one; without the old key nothing of it can be read."""
    sealed, hashed = OLD.sealed("zoe@example.com", now=START), OLD.hashed("zoe@example.com")
    assert BOTH.opened(sealed) == "zoe@example.com"
    assert hashed in BOTH.hashes("zoe@example.com")
    assert BOTH.hashed("zoe@example.com") == NEW.hashed("zoe@example.com")
    with pytest.raises(KeyMissing):
        NEW.opened(sealed)


@pytest.mark.requirement("R32")
def test_a_link_stays_the_same_when_the_key_is_replaced() -> None:
    """So that opting out by an old letter goes on working, and a reminder has the same link."""
    (token,) = OLD.tokens("EI_0000000000000000")
    invitation = {
        "id": "EI_0000000000000000",
        "token": OLD.hashed(token),
        "name": "Ada T.",
        "note": None,
        "expiresAt": START,
    }
    errand = {"id": "ED_0000000000000000", "kind": "REMIND"}
    assert letter_of(BOTH, errand, invitation, address_of("zoe@example.com")).token == token


@pytest.mark.attack(68)
@pytest.mark.requirement("R32")
def test_secrets_of_links_are_long_and_unlike() -> None:
    """160 bits each, and no hash or seal of the same text tells them."""
    tokens = {OLD.tokens(f"EI_{number:016}")[0] for number in range(500)}
    assert len(tokens) == 500
    assert {len(token) for token in tokens} == {32}
    assert not tokens & {OLD.hashed(f"EI_{number:016}")[:32] for number in range(500)}


def test_what_any_replaced_key_hashed_is_recognised(tmp_path: Path) -> None:
    """Whoever opted out stays so, however often the key is replaced: each file that is kept still knows."""
    settings = Settings(home=tmp_path)
    keys = settings.folder / "keys"
    hashed = []
    for name in ("mail.previous.secret", "mail.previous.2.secret", "mail.previous.3.secret"):
        hashed.append(sealing(settings).hashed("bob@example.com"))
        (keys / "mail.secret").rename(keys / name)
    known = sealing(settings).hashes("bob@example.com")
    assert len(set(known)) == 4
    assert set(hashed) < set(known)
