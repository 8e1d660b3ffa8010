"""Only a token that this installation signed, whole, for this audience and for now, speaks for anybody."""

import base64
import hashlib
import hmac
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import orjson
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import ECAlgorithm

from confrere.api.keys import SECRET_BYTES, secret, signing_key
from confrere.api.tokens import LEEWAY, BadToken, Claims, Tokens, key_id

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADA = "FL_0123456789abcdef"
KEY = generate_private_key(SECP256R1())
KEY_ID = key_id(KEY)
TOKENS = Tokens(KEY, issuer="confrere-development", audience="confrere")


def claims(**changed: Any) -> dict[str, Any]:
    """The claims of a good token, some of them changed; ``...`` leaves one out."""
    good = {
        "sub": ADA,
        "iss": "confrere-development",
        "aud": "confrere",
        "iat": int(NOW.timestamp()),
        "exp": int((NOW + timedelta(hours=1)).timestamp()),
        "roles": ["analyst"],
    }
    return {name: value for name, value in {**good, **changed}.items() if value is not ...}


def part(value: Any) -> str:
    """One part of a token; numbers may be what only a careless parser reads."""
    text = value if isinstance(value, bytes) else orjson.dumps(value)
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def signed(
    payload: dict[str, Any] | bytes, key: EllipticCurvePrivateKey = KEY, header: dict[str, Any] | None = None
) -> str:
    """A token signed by hand, as no library would let us."""
    algorithm = jwt.get_algorithm_by_name("ES256")
    head = part({"alg": "ES256", "typ": "JWT", "kid": KEY_ID, **(header or {})})
    body = f"{head}.{part(payload)}"
    return f"{body}.{base64.urlsafe_b64encode(algorithm.sign(body.encode(), key)).decode().rstrip('=')}"


def refused(token: str) -> str:
    """What the refusal says."""
    with pytest.raises(BadToken) as told:
        TOKENS.verify(token, NOW)
    assert str(told.value).count(".") >= 1
    return str(told.value)


def test_an_issued_token_speaks_for_its_subject() -> None:
    """Subject, roles and end come back as they were given."""
    token = TOKENS.issue(ADA, now=NOW, good_for=timedelta(hours=1), roles=frozenset({"analyst"}))
    read = TOKENS.verify(token, NOW)
    assert read == Claims(ADA, frozenset({"analyst"}), NOW + timedelta(hours=1))


def test_a_token_made_by_hand_is_good() -> None:
    """The builder of these tests makes good tokens, so each refusal below has the reason it names."""
    assert TOKENS.verify(signed(claims()), NOW).subject == ADA


def test_an_unsigned_token_is_refused() -> None:
    """``alg: none`` signs nothing."""
    refused(f"{part({'alg': 'none', 'typ': 'JWT', 'kid': KEY_ID})}.{part(claims())}.")


def test_the_public_key_is_no_shared_secret() -> None:
    """A token signed by HS256 with the public key as its secret is refused."""
    public = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    body = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': KEY_ID})}.{part(claims())}"
    mac = base64.urlsafe_b64encode(hmac.digest(public, body.encode(), hashlib.sha256)).decode().rstrip("=")
    refused(f"{body}.{mac}")


def test_another_key_is_refused() -> None:
    """Whoever signed it, it was not us."""
    refused(signed(claims(), key=generate_private_key(SECP256R1())))


@pytest.mark.parametrize("name", ["exp", "iat", "aud", "iss", "sub"])
def test_a_claim_that_is_missing_is_refused(name: str) -> None:
    """No claim has a default: without an end a token would be good for ever."""
    refused(signed(claims(**{name: ...})))


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "another"},
        {"aud": ["another"]},
        {"aud": 7},
        {"iss": "another"},
        {"iss": ["confrere-development"]},
        {"iss": None},
        {"sub": None},
        {"sub": 7},
        {"sub": [ADA]},
        {"sub": {"id": ADA}},
        {"sub": ""},
        {"sub": "ada"},
        {"sub": "IN_0123456789abcdef"},
        {"sub": "AG_0123456789abcdef"},
        {"sub": "../../etc/passwd"},
        {"roles": "analyst"},
        {"roles": {"analyst": True}},
        {"roles": [1]},
        {"roles": None},
        {"exp": "tomorrow"},
        {"exp": None},
        {"exp": [1]},
        {"exp": {}},
        {"exp": 2**63},
        {"exp": 1e300},
        {"exp": -(2**62)},
        {"iat": "yesterday"},
        {"iat": 2**63},
        {"nbf": "today"},
        {"nbf": 2**63},
    ],
    ids=str,
)
def test_a_claim_that_is_wrong_is_refused(changed: dict[str, Any]) -> None:
    """Whatever stands where a claim belongs, it is refused and never an error of ours."""
    refused(signed(claims(**changed)))


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"1e999", b"9" * 5000])
@pytest.mark.parametrize("name", ["exp", "iat", "nbf"])
def test_a_time_that_is_no_number_is_refused(name: str, number: bytes) -> None:
    """JSON of other makers knows numbers that are none."""
    refused(signed(orjson.dumps(claims(**{name: 12345})).replace(b"12345", number)))


@pytest.mark.parametrize("payload", [b"", b"[]", b'"text"', b"null", b"{", b"\xff\xfe", b"[" * 3000], ids=repr)
def test_a_payload_that_is_no_object_is_refused(payload: bytes) -> None:
    """A good signature over nonsense is still nonsense."""
    refused(signed(payload))


def test_an_expired_token_is_refused() -> None:
    """From the second of its end on it is not good any more, without leeway."""
    token = TOKENS.issue(ADA, now=NOW, good_for=timedelta(minutes=5))
    assert TOKENS.verify(token, NOW + timedelta(minutes=4, seconds=59)).subject == ADA
    with pytest.raises(BadToken, match="expired"):
        TOKENS.verify(token, NOW + timedelta(minutes=5))


@pytest.mark.parametrize("name", ["nbf", "iat"])
def test_a_token_of_the_future_is_refused(name: str) -> None:
    """Clocks may differ by half a minute and no more."""
    soon, later = NOW + LEEWAY, NOW + LEEWAY + timedelta(seconds=1)
    assert TOKENS.verify(signed(claims(**{name: int(soon.timestamp())})), NOW).subject == ADA
    assert "not good yet" in refused(signed(claims(**{name: int(later.timestamp())})))


@pytest.mark.parametrize(
    "kid",
    [
        "../../keys/tokens.pem",
        "/dev/null",
        "",
        None,
        7,
        pytest.param({}, id="a map"),
        pytest.param(KEY_ID + "0", id="longer"),
        pytest.param(KEY_ID.upper(), id="in capitals"),
        pytest.param([KEY_ID], id="in a list"),
    ],
)
def test_a_key_id_that_is_not_ours_is_refused(kid: object) -> None:
    """A key id is compared and never looked up in a file."""
    refused(signed(claims(), header={"kid": kid}))


@pytest.mark.parametrize("kind", ["at+jwt", "logout+jwt", "id_token", "", None, 7, ["JWT"]], ids=repr)
def test_a_token_of_another_kind_is_refused(kind: object) -> None:
    """A token made for another purpose does not sign anybody in."""
    refused(signed(claims(), header={"typ": kind}))


def test_a_token_of_the_previous_key_stays_good() -> None:
    """While a key is being replaced nobody is signed out, and new tokens are of the new key."""
    old = generate_private_key(SECP256R1())
    both = Tokens(KEY, issuer="confrere-development", audience="confrere", previous=old)
    earlier = signed(claims(), key=old, header={"kid": key_id(old)})
    assert both.verify(earlier, NOW).subject == ADA
    assert jwt.get_unverified_header(both.issue(ADA, now=NOW, good_for=timedelta(hours=1)))["kid"] == KEY_ID
    refused(earlier)


def test_a_key_is_asked_for_its_own_signature_only() -> None:
    """The previous key under the current one's name is refused."""
    old = generate_private_key(SECP256R1())
    both = Tokens(KEY, issuer="confrere-development", audience="confrere", previous=old)
    with pytest.raises(BadToken):
        both.verify(signed(claims(), key=old, header={"kid": KEY_ID}), NOW)


def test_a_key_inside_the_token_is_not_believed() -> None:
    """``jwk``, ``jku`` and ``x5u`` name a key of the attacker's, which is never used or fetched."""
    theirs = generate_private_key(SECP256R1())
    jwk = orjson.loads(ECAlgorithm.to_jwk(theirs.public_key()))
    for header in (
        {"jwk": {**jwk, "kid": KEY_ID}},
        {"jku": "http://127.0.0.1:9/keys"},
        {"x5u": "http://127.0.0.1:9/cert"},
    ):
        refused(signed(claims(), key=theirs, header=header))


def test_an_extension_that_must_be_understood_is_refused() -> None:
    """``crit`` names what nobody here understands."""
    refused(signed(claims(), header={"crit": ["x-new"], "x-new": 1}))


def test_a_long_token_is_refused_before_it_is_read() -> None:
    """Nine thousand characters cost no cryptography."""
    assert "too long" in refused(signed(claims(more="x" * 9000)))


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "é.é.é", "\ud800", "\x00", "eyJ" * 50, "null.null.null"])
def test_a_text_that_is_no_token_is_refused(token: str) -> None:
    """Any text may follow the word Bearer."""
    refused(token)


def test_keys_and_secrets_are_for_their_owner_alone(tmp_path: Path) -> None:
    """The folder of keys and each file in it are closed to others."""
    signing_key(tmp_path, "tokens")
    assert len(secret(tmp_path, "cursors")) == SECRET_BYTES
    folder = tmp_path / "keys"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    assert modes == {"tokens.pem": 0o600, "cursors.secret": 0o600}


def test_keys_outlive_a_restart(tmp_path: Path) -> None:
    """A token of yesterday's process is good in today's, and each use has its own secret."""
    before = Tokens.of_home(tmp_path, issuer="i", audience="a").issue(ADA, now=NOW, good_for=timedelta(hours=1))
    assert Tokens.of_home(tmp_path, issuer="i", audience="a").verify(before, NOW).subject == ADA
    assert secret(tmp_path, "cursors") == secret(tmp_path, "cursors") != secret(tmp_path, "other")


def test_a_key_is_replaced_by_renaming_its_file(tmp_path: Path) -> None:
    """A new one is made, and what the old one signed is good until its file is removed."""

    def read(token: str) -> Claims:
        return Tokens.of_home(tmp_path, issuer="i", audience="a").verify(token, NOW)

    before = Tokens.of_home(tmp_path, issuer="i", audience="a").issue(ADA, now=NOW, good_for=timedelta(hours=1))
    previous = tmp_path / "keys" / "tokens.previous.pem"
    (tmp_path / "keys" / "tokens.pem").rename(previous)
    assert read(before).subject == ADA
    previous.unlink()
    with pytest.raises(BadToken, match="not known"):
        read(before)


def test_a_key_of_another_kind_is_told(tmp_path: Path) -> None:
    """A file of somebody else's in the place of the key is not used."""
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "tokens.pem").write_bytes(
        Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    with pytest.raises(TypeError, match="remove it"):
        signing_key(tmp_path, "tokens")


def test_processes_that_start_at_once_agree_on_a_key(tmp_path: Path) -> None:
    """Whoever makes the key first wins and the others use it."""
    code = (
        "import sys, pathlib; from confrere.api.keys import secret; print(secret(pathlib.Path(sys.argv[1]), 'x').hex())"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = {process.communicate(timeout=120)[0].strip() for process in started}
    assert said == {secret(tmp_path, "x").hex()}
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["x.secret"]
