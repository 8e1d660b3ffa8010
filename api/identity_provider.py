"""Bearer tokens of an identity provider: RS256 or ES256 by the keys at one configured address, and nobody else's."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from confrere.graph.clock import Clock

from .faults import Fault
from .observing.lines import logger
from .tokens import MAX_LENGTH, BadToken, Claims, read_claims

log = logger("confrere.sign_in")

REFRESHED_AFTER = timedelta(minutes=10)
"""Age of keys at which they are asked for again."""
KEPT_FOR = timedelta(hours=24)
"""Age up to which keys are good while the provider does not answer."""
BETWEEN_FETCHES = timedelta(seconds=10)
"""Shortest time from one fetch to the next, so that tokens with made-up key ids make no storm of them."""
SECONDS = 3.0
MAX_BYTES = 262_144
MAX_KEYS = 32
SHORTEST_RSA = 2048
TYPES = {None, "JWT", "jwt", "at+jwt", "application/at+jwt"}
"""Types of access tokens, in the headers of common providers."""
INSTRUCTIONS = {"crit", "jku", "jwk", "x5c", "x5u", "zip", "b64"}
"""Header fields that would have the verifier look elsewhere for a key or read the token in another way."""
OF_AN_ID_TOKEN = {"at_hash", "c_hash", "nonce"}
"""Claims of tokens that tell an application who signed in, which are no permission to ask an API."""


class KeysUnavailable(Fault):
    """No key is known, and the provider does not answer."""

    code = "KEYS_UNAVAILABLE"


@dataclass(frozen=True, slots=True)
class Key:
    """One public key and the algorithm that it is good for."""

    public: RSAPublicKey | EllipticCurvePublicKey
    algorithm: str


class Keys:
    """The provider's public keys by their ids, fetched when they are needed and never more often than is sensible."""

    def __init__(self, address: str, *, clock: Clock, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._address = address
        self._clock = clock
        self._transport = transport
        self._known: dict[str, Key] = {}
        self._fetched_at: datetime | None = None
        self._tried_at: datetime | None = None
        self._one_at_a_time = asyncio.Lock()
        self.outcomes = {"ok": 0, "failed": 0}
        """How fetches went, for whoever watches."""

    async def key(self, key_id: str) -> Key | None:
        """Returns the key of that id, None where the provider has none.

        Raises:
            KeysUnavailable: no keys are known, or only ones that are too old.
        """
        if key_id not in self._known or self._age() > REFRESHED_AFTER:
            await self._refresh(key_id)
        if self._age() > KEPT_FOR:
            raise KeysUnavailable("Signing in is not possible at the moment. Try again in a few seconds.")
        return self._known.get(key_id)

    def _age(self) -> timedelta:
        return self._clock() - self._fetched_at if self._fetched_at else timedelta.max

    async def _refresh(self, key_id: str) -> None:
        async with self._one_at_a_time:
            if key_id in self._known and self._age() <= REFRESHED_AFTER:
                return  # somebody else fetched it while this one waited
            now = self._clock()
            if self._tried_at is not None and timedelta() <= now - self._tried_at < BETWEEN_FETCHES:
                return
            self._tried_at = now
            try:
                self._known = await self._fetch()
            except (httpx.HTTPError, ValueError, TimeoutError) as lost:
                self.outcomes["failed"] += 1  # the old keys stay for a while
                log.warning("keys not fetched", cause=type(lost).__name__)
                return
            self.outcomes["ok"] += 1
            self._fetched_at = now

    async def _fetch(self) -> dict[str, Key]:
        async with (
            httpx.AsyncClient(timeout=SECONDS, transport=self._transport, trust_env=False) as http,
            asyncio.timeout(2 * SECONDS),
            http.stream("GET", self._address, headers={"Accept": "application/json"}) as answer,
        ):
            if answer.status_code != httpx.codes.OK:  # a redirection is not followed: the address is configuration
                raise ValueError(f"the keys' address answers {answer.status_code}")
            text = b""
            async for piece in answer.aiter_bytes():
                text += piece
                if len(text) > MAX_BYTES:
                    raise ValueError("the keys are too long")
        return keys_of(text)


def keys_of(text: bytes) -> dict[str, Key]:
    """Reads a JWK set; keys that are not for signatures, too short or of other algorithms are passed over.

    Raises:
        ValueError: it is none, or holds no usable key.
    """
    try:
        listed = jwt.PyJWKSet.from_json(text.decode()).keys[:MAX_KEYS]
    except (jwt.PyJWTError, AttributeError, KeyError, TypeError, ValueError) as wrong:
        raise ValueError("no usable keys") from wrong
    found = {each.key_id: key for each in listed if isinstance(each.key_id, str) and (key := _usable(each))}
    if not found:
        raise ValueError("no usable keys")
    return found


def _usable(listed: jwt.PyJWK) -> Key | None:
    public = listed.key
    if listed.public_key_use not in {None, "sig"}:
        return None
    if isinstance(public, RSAPublicKey) and public.key_size >= SHORTEST_RSA and listed.algorithm_name == "RS256":
        return Key(public, "RS256")
    if isinstance(public, EllipticCurvePublicKey) and isinstance(public.curve, SECP256R1):
        return Key(public, "ES256")
    return None


class IdentityProvider:
    """Verifies tokens of one issuer for one audience."""

    def __init__(self, keys: Keys, *, issuer: str, audience: str, id_claim: str = "sub", roles_claim: str = "roles"):
        self.keys = keys
        self._issuer = issuer
        self._audience = audience
        self._id_claim = id_claim
        self._roles_claim = roles_claim

    async def claims(self, token: str, now: datetime) -> Claims:
        """Returns who a token speaks for.

        Raises:
            BadToken: it is not good here and now.
            KeysUnavailable: nobody can tell.
        """
        if len(token) > MAX_LENGTH:
            raise BadToken("This token is too long. Sign in again.")
        try:
            header: dict[str, Any] = jwt.get_unverified_header(token)
        except (jwt.InvalidTokenError, ValueError) as wrong:
            raise BadToken("This token is not valid here. Sign in again.") from wrong
        if INSTRUCTIONS & header.keys():
            raise BadToken("This token has a header that is not followed here. Sign in again.")
        kind, key_id = header.get("typ"), header.get("kid")
        if not (kind is None or isinstance(kind, str)) or kind not in TYPES or not isinstance(key_id, str):
            raise BadToken("This is a token of another kind. Sign in again.")
        key = await self.keys.key(key_id)
        if key is None or header.get("alg") != key.algorithm:
            raise BadToken("This token was signed by a key that is not known here. Sign in again.")
        claims = read_claims(token, key.public, key.algorithm, issuer=self._issuer, audience=self._audience, now=now)
        if OF_AN_ID_TOKEN & claims.keys():
            raise BadToken("This is a token of another kind. Sign in again.")
        return Claims.of(claims, id_claim=self._id_claim, roles_claim=self._roles_claim)
