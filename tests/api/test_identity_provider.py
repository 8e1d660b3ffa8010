"""Tokens of an identity provider: its keys by one address, and sixty hostile tokens of which none is accepted."""

import asyncio
import base64
import hashlib
import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
import jwt
import orjson
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    SECP384R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as generate_rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from confrere.api.identity_provider import (
    BETWEEN_FETCHES,
    KEPT_FOR,
    REFRESHED_AFTER,
    IdentityProvider,
    Keys,
    KeysUnavailable,
    keys_of,
)
from confrere.api.tokens import BadToken

from ..serving import listening
from ..world import START, Moving, World

ADA = "FL_0123456789abcdef"
ISSUER = "https://sign-in.example/"
AUDIENCE = "confrere-api"
RSA = generate_rsa(public_exponent=65537, key_size=2048)
OTHER_RSA = generate_rsa(public_exponent=65537, key_size=2048)
SHORT_RSA = generate_rsa(public_exponent=65537, key_size=1024)  # noqa: S505  which is what is refused
EC = generate_private_key(SECP256R1())
Private = RSAPrivateKey | EllipticCurvePrivateKey


def listed(key: Private, key_id: str, **more: Any) -> dict[str, Any]:
    """A key as a provider publishes it."""
    public = key.public_key()
    text = RSAAlgorithm.to_jwk(public) if isinstance(key, RSAPrivateKey) else ECAlgorithm.to_jwk(public)  # type: ignore[arg-type]  # one of two kinds
    algorithm = "RS256" if isinstance(key, RSAPrivateKey) else "ES256"
    return {**orjson.loads(text), "kid": key_id, "use": "sig", "alg": algorithm, **more}


@dataclass
class Provider:
    """An identity provider on a socket: publishes keys, counts who asks, and can fail."""

    keys: list[dict[str, Any]] = field(default_factory=lambda: [listed(RSA, "rsa-1"), listed(EC, "ec-1")])
    fails: bool = False
    fetches: int = 0

    async def publish(self, _request: Request) -> Response:
        """Answers with the keys, or with nothing of use."""
        self.fetches += 1
        return Response("down", 500) if self.fails else Response(orjson.dumps({"keys": self.keys}))

    async def redirect(self, _request: Request) -> Response:
        """Sends elsewhere."""
        return RedirectResponse("/keys")

    @asynccontextmanager
    async def verifier(self, clock: Moving, path: str = "/keys") -> AsyncIterator[IdentityProvider]:
        """What trusts this provider."""
        app = Starlette(routes=[Route("/keys", self.publish), Route("/moved", self.redirect)])
        async with listening(app) as address:
            yield IdentityProvider(Keys(address + path, clock=clock), issuer=ISSUER, audience=AUDIENCE)


def claims(**changed: Any) -> dict[str, Any]:
    """Claims of a good access token, some of them changed; ``...`` leaves one out."""
    now = int(START.timestamp())
    good = {"sub": ADA, "iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + 3600, "roles": ["analyst"]}
    return {name: value for name, value in {**good, **changed}.items() if value is not ...}


def part(value: Any) -> str:
    """One part of a token."""
    return base64.urlsafe_b64encode(value if isinstance(value, bytes) else orjson.dumps(value)).decode().rstrip("=")


def signed(payload: Any = None, key: Private = RSA, header: dict[str, Any] | None = None) -> str:
    """A token signed by hand; header fields that are ``...`` are left out."""
    algorithm = "RS256" if isinstance(key, RSAPrivateKey) else "ES256"
    head = {"alg": algorithm, "typ": "at+jwt", "kid": "rsa-1" if algorithm == "RS256" else "ec-1", **(header or {})}
    body = f"{part({name: value for name, value in head.items() if value is not ...})}.{part(payload or claims())}"
    signature = jwt.get_algorithm_by_name(algorithm).sign(body.encode(), key)
    return f"{body}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def shared_secret(algorithm: str, digest: Callable[..., Any]) -> str:
    """A token signed with the public key as if it were a shared secret."""
    public = RSA.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    body = f"{part({'alg': algorithm, 'typ': 'JWT', 'kid': 'rsa-1'})}.{part(claims())}"
    return f"{body}.{base64.urlsafe_b64encode(hmac.digest(public, body.encode(), digest)).decode().rstrip('=')}"


def unsigned(algorithm: object) -> str:
    """A token without a signature."""
    return f"{part({'alg': algorithm, 'typ': 'JWT', 'kid': 'rsa-1'})}.{part(claims())}."


def tampered() -> str:
    """A good token with another subject put in."""
    head, _, signature = signed().split(".")
    return f"{head}.{part(claims(sub='FL_zzzzzzzzzzzzzzzz'))}.{signature}"


NOW = int(START.timestamp())
HOSTILE: dict[str, str] = {
    "none": unsigned("none"),
    "None": unsigned("None"),
    "nOnE": unsigned("nOnE"),
    "no algorithm": unsigned(None),
    "an algorithm of numbers": unsigned(256),
    "HS256 with the public key": shared_secret("HS256", hashlib.sha256),
    "HS384 with the public key": shared_secret("HS384", hashlib.sha384),
    "HS512 with the public key": shared_secret("HS512", hashlib.sha512),
    "another key": signed(key=OTHER_RSA),
    "another key under a name of its own": signed(key=OTHER_RSA, header={"kid": "theirs"}),
    "one key under the other's name": signed(key=EC, header={"kid": "rsa-1"}),
    "another algorithm than the key's": signed(header={"alg": "PS256"}),
    "RS512": signed(header={"alg": "RS512"}),
    "its own key inside": signed(key=OTHER_RSA, header={"jwk": listed(OTHER_RSA, "rsa-1")}),
    "the address of its keys": signed(key=OTHER_RSA, header={"jku": "https://evil.example/keys"}),
    "the address of its keys, well signed": signed(header={"jku": "https://evil.example/keys"}),
    "the address of a certificate": signed(header={"x5u": "https://evil.example/cert"}),
    "a certificate inside": signed(header={"x5c": ["MIIB"]}),
    "an extension that must be understood": signed(header={"crit": ["exp"], "exp": NOW}),
    "an unencoded payload": signed(header={"b64": False, "crit": ["b64"]}),
    "a packed payload": signed(header={"zip": "DEF"}),
    "a key id that is a path": signed(header={"kid": "../../keys/tokens.pem"}),
    "a key id that is a query": signed(header={"kid": "x' OR 1=1 --"}),
    "a key id that is a list": signed(header={"kid": ["rsa-1"]}),
    "a key id that is a number": signed(header={"kid": 1}),
    "no key id": signed(header={"kid": ...}),
    "a very long key id": signed(header={"kid": "x" * 7_000}),
    "another type": signed(header={"typ": "logout+jwt"}),
    "a type that is a list": signed(header={"typ": ["JWT"]}),
    "an id token by its type": signed(header={"typ": "id_token"}),
    "an id token by its nonce": signed(claims(nonce="n")),
    "an id token by its hash": signed(claims(at_hash="h")),
    "an id token by its audience": signed(claims(aud="the-web-application")),
    "expired": signed(claims(exp=NOW - 1)),
    "expired this very second": signed(claims(exp=NOW)),
    "no end": signed(claims(exp=...)),
    "an end that is a word": signed(claims(exp="never")),
    "an end that is null": signed(claims(exp=None)),
    "an end beyond all time": signed(claims(exp=2**63)),
    "not yet": signed(claims(nbf=NOW + 3600)),
    "from the future": signed(claims(iat=NOW + 3600)),
    "no beginning": signed(claims(iat=...)),
    "no subject": signed(claims(sub=...)),
    "an empty subject": signed(claims(sub="")),
    "a subject that is a number": signed(claims(sub=7)),
    "a subject that is a list": signed(claims(sub=[ADA])),
    "a subject of another place": signed(claims(sub="auth0|5f7c8ec7c33c6c004bbafe82")),
    "an agency": signed(claims(sub="AG_0123456789abcdef")),
    "no audience": signed(claims(aud=...)),
    "another audience": signed(claims(aud="another-api")),
    "other audiences": signed(claims(aud=["another-api", "confrere"])),
    "no issuer": signed(claims(iss=...)),
    "another issuer": signed(claims(iss="https://evil.example/")),
    "the issuer in a list": signed(claims(iss=[ISSUER])),
    "the issuer without its slash": signed(claims(iss=ISSUER[:-1])),
    "roles that are a word": signed(claims(roles="administrator")),
    "roles that are a map": signed(claims(roles={"administrator": True})),
    "another subject under the old signature": tampered(),
    "no signature": signed().rpartition(".")[0] + ".",
    "half a signature": signed()[:-100],
    "a part too many": signed() + ".x",
    "too long": signed(claims(more="x" * 9_000)),
    "nonsense": "nonsense",
    "dots": "...",
    "nothing": "",
    "a payload that is a list": signed(orjson.dumps([claims()])),
    "a payload that is cut off": signed(b'{"sub":'),
}


@pytest.fixture
def clock() -> Moving:
    """The clock of verifier and provider."""
    return Moving()


@pytest.mark.attack(55, 56)
async def test_of_sixty_hostile_tokens_none_is_accepted(clock: Moving) -> None:
    """Each is refused with a sentence and never an error of ours, and a good one is accepted after all of them."""
    assert len(HOSTILE) >= 60
    async with Provider().verifier(clock) as verifier:
        for name, token in HOSTILE.items():
            with pytest.raises(BadToken) as told:
                await verifier.claims(token, clock())
            assert str(told.value).endswith("."), name
        read = await verifier.claims(signed(), clock())
        assert (read.subject, read.roles) == (ADA, frozenset({"analyst"}))


@pytest.mark.parametrize("key", [RSA, EC], ids=["RS256", "ES256"])
@pytest.mark.parametrize("kind", ["JWT", "at+jwt", ...], ids=str)
async def test_access_tokens_of_both_algorithms_are_good(clock: Moving, key: Private, kind: object) -> None:
    """Whatever a provider calls their type, and for one audience among several."""
    async with Provider().verifier(clock) as verifier:
        token = signed(claims(aud=["another", AUDIENCE]), key, {"typ": kind})
        assert (await verifier.claims(token, clock())).subject == ADA


async def test_the_claim_that_holds_the_person_is_a_setting(clock: Moving) -> None:
    """A provider's subject may be anything, as long as another claim holds the id here."""
    async with Provider().verifier(clock) as trusted:
        verifier = IdentityProvider(
            trusted.keys, issuer=ISSUER, audience=AUDIENCE, id_claim="person", roles_claim="may"
        )
        token = signed(claims(sub="auth0|1", person=ADA, may=["operator"]))
        read = await verifier.claims(token, clock())
        assert (read.subject, read.roles) == (ADA, frozenset({"operator"}))
        for wrong in (..., None, 7, "auth0|1"):
            with pytest.raises(BadToken):
                await verifier.claims(signed(claims(person=wrong)), clock())


async def test_keys_are_fetched_once(clock: Moving) -> None:
    """For the first tokens, however many come at once, and then not again."""
    provider = Provider()
    async with provider.verifier(clock) as verifier:
        await asyncio.gather(*(verifier.claims(signed(), clock()) for _ in range(20)))
        await verifier.claims(signed(key=EC), clock())
    assert provider.fetches == 1


@pytest.mark.attack(57)
async def test_a_new_key_is_good_at_once(clock: Moving) -> None:
    """Rotation in traffic: an unknown key id is looked for, and the old key is good as long as it is listed."""
    provider = Provider()
    async with provider.verifier(clock) as verifier:
        await verifier.claims(signed(), clock())
        provider.keys.append(listed(OTHER_RSA, "rsa-2"))
        clock.tick(seconds=BETWEEN_FETCHES.total_seconds())
        await verifier.claims(signed(key=OTHER_RSA, header={"kid": "rsa-2"}), clock())
        await verifier.claims(signed(), clock())
        assert provider.fetches == 2
        del provider.keys[0]
        clock.tick(seconds=REFRESHED_AFTER.total_seconds() + 1)
        with pytest.raises(BadToken, match="not known"):
            await verifier.claims(signed(), clock())
    assert provider.fetches == 3


@pytest.mark.attack(57)
async def test_made_up_key_ids_make_no_storm(clock: Moving) -> None:
    """A thousand of them in one window are one fetch."""
    provider = Provider()
    async with provider.verifier(clock) as verifier:
        await verifier.claims(signed(), clock())
        clock.tick(seconds=BETWEEN_FETCHES.total_seconds())
        for number in range(1_000):
            with pytest.raises(BadToken):
                await verifier.claims(f"{part({'alg': 'RS256', 'kid': str(number)})}.{part(claims())}.eA", clock())
    assert provider.fetches == 2


@pytest.mark.attack(57)
async def test_old_keys_are_good_while_the_provider_is_away(clock: Moving) -> None:
    """For a day; then nobody can tell, which is no fault of the token's."""
    provider = Provider()
    async with provider.verifier(clock) as verifier:
        await verifier.claims(signed(), clock())
        provider.fails = True
        clock.tick(hours=2)
        later = int(clock().timestamp()) + 60
        await verifier.claims(signed(claims(exp=later)), clock())
        clock.tick(seconds=KEPT_FOR.total_seconds())
        with pytest.raises(KeysUnavailable):
            await verifier.claims(signed(), clock())
        provider.fails = False
        clock.tick(seconds=BETWEEN_FETCHES.total_seconds())
        later = int(clock().timestamp()) + 60
        assert (await verifier.claims(signed(claims(exp=later)), clock())).subject == ADA


@pytest.mark.attack(57)
async def test_without_any_key_nobody_is_signed_in(clock: Moving) -> None:
    """It is told apart from a bad token, and the provider is asked at most every ten seconds."""
    provider = Provider(fails=True)
    async with provider.verifier(clock) as verifier:
        for _ in range(5):
            with pytest.raises(KeysUnavailable):
                await verifier.claims(signed(), clock())
    assert provider.fetches == 1
    assert verifier.keys.outcomes == {"ok": 0, "failed": 1}


async def test_a_redirection_is_not_followed(clock: Moving) -> None:
    """The address is configuration, and no answer changes it."""
    async with Provider().verifier(clock, "/moved") as verifier:
        with pytest.raises(KeysUnavailable):
            await verifier.claims(signed(), clock())


@pytest.mark.parametrize(
    "text",
    [b"", b"[]", b"{}", b'{"keys": []}', b'{"keys": "x"}', b'{"keys": [{}]}', b'{"keys": [null]}', b"\xff", b"null"],
    ids=repr,
)
def test_what_is_no_set_of_keys_is_none(text: bytes) -> None:
    """Whatever stands at the address."""
    with pytest.raises(ValueError, match="no usable keys"):
        keys_of(text)


def test_only_keys_to_verify_with_are_taken() -> None:
    """Not for encryption, not too short, not of another curve or algorithm, not without an id, not a shared secret."""
    good = listed(RSA, "good")
    others = [
        listed(RSA, "encrypts", use="enc"),
        listed(SHORT_RSA, "short"),
        listed(RSA, "other", alg="RS512"),
        {**orjson.loads(ECAlgorithm.to_jwk(generate_private_key(SECP384R1()).public_key())), "kid": "curve"},
        {"kty": "oct", "k": "c2VjcmV0", "kid": "secret", "alg": "HS256"},
        {name: value for name, value in listed(RSA, "x").items() if name != "kid"},
    ]
    assert keys_of(orjson.dumps({"keys": [*others, good]})).keys() == {"good"}


async def served(world: World, verifier: IdentityProvider, token: str) -> httpx.Response:
    """Asks the application that trusts a provider."""
    world.tokens, before = verifier, world.tokens  # type: ignore[assignment]  # the world issues with its own
    world.__post_init__()
    world.tokens = before
    async with httpx.AsyncClient(transport=httpx.ASGITransport(world.app), base_url="http://test") as http:
        return await http.post(
            "/graphql", json={"query": "{ viewer { id } }"}, headers={"Authorization": f"Bearer {token}"}
        )


async def test_the_application_takes_the_provider_s_tokens_and_no_others(world: World) -> None:
    """A development token is refused where a provider is trusted, and an outage is a typed 503."""
    (ada,) = await world.people("ada")
    provider = Provider()
    async with provider.verifier(world.clock) as verifier:
        assert (await served(world, verifier, signed(claims(sub=ada.id)))).status_code == 200
        refused = await served(world, verifier, world.token(ada.id))
        assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, "Bearer")
    provider.fails = True
    async with provider.verifier(world.clock) as verifier:
        down = await served(world, verifier, signed(claims(sub=ada.id)))
    assert (down.status_code, down.json()["errors"][0]["extensions"]["code"]) == (503, "KEYS_UNAVAILABLE")
    assert down.headers["Retry-After"]


@pytest.mark.attack(59)
async def test_two_authorization_headers_are_none(world: World) -> None:
    """Whichever a proxy looks at, it is not the other; and a token in the address signs nobody in."""
    (ada,) = await world.people("ada")
    token = world.token(ada.id)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(world.app), base_url="http://test") as http:
        twice = await http.post(
            "/graphql",
            json={"query": "{ viewer { id } }"},
            headers=[("Authorization", f"Bearer {token}"), ("Authorization", f"Bearer {token}")],
        )
        address = await http.post(f"/graphql?access_token={token}", json={"query": "{ viewer { id } }"})
    assert (twice.status_code, address.status_code) == (401, 401)


def test_moments_of_these_tests_follow_each_other() -> None:
    """Keys grow old before they are too old."""
    assert timedelta() < BETWEEN_FETCHES < REFRESHED_AFTER < KEPT_FOR
    assert isinstance(START, datetime)
