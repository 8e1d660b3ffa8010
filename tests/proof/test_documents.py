"""Documents and variables drawn from the schema, many as nobody would write them: every answer is one of ours."""

import asyncio
import json
import re
from collections import Counter

import pytest
from graphql import build_schema

from confrere.api.schema import printed

from .grammar import Grammar
from .results import record
from .sizes import numbered, size
from .worlds import ProofWorld

DOCUMENTS = size(2_000, 100_000)
NAMES = ("ada", "bob", "eve", "jan", "kim", "max")
GUESSES = ("IN_0000000000000000", "CL_0000000000000000", "FL_", "", "4:abc:1", "RmxfMQ==")
MARKS = re.compile(rb'"(?:[A-Z]{2}_[0-9a-z]{16}|[\w-]{40,400}={0,2})"')
"""Ids and cursors in an answer."""
REMEMBERED = 60
ROLES = frozenset({"administrator", "analyst", "operator"})


@pytest.mark.attack(8, 9, 16, 17, 20, 21, 23, 28, 33)
async def test_no_document_of_the_schema_makes_an_error_without_a_name(proof: ProofWorld) -> None:
    """Each is answered, or refused with a code that says why; none fails inside, and none breaks the service."""
    schema = build_schema(printed())
    people = await proof.crowd(NAMES)
    operator, stranger, *rest = people  # whom no document can name, so that none closes their accounts
    known = [*(each.id for each in rest), *GUESSES]
    asking = [(operator, ROLES), (stranger, frozenset[str]()), (rest[0], frozenset[str]())]
    codes: Counter[str] = Counter()
    answered = 0
    for number in range(DOCUMENTS):
        chance = numbered(number)
        who, roles = chance.choice(asking)
        text, variables = Grammar(schema, chance, known).document()
        proof.clock.tick(minutes=chance.choice((0, 1, 60)))
        token = proof.token(who.id, roles=roles)
        reply = await proof.call(text, variables, {"Authorization": f"Bearer {token}"})
        answer = json.loads(reply.body)
        found = [error["extensions"]["code"] for error in answer.get("errors", [])]
        assert "INTERNAL" not in found, (number, text, variables, answer)
        assert reply.status < 500, (number, reply.status, text, variables, answer)
        codes.update(set(found))
        answered += not found
        seen = [mark.decode().strip('"') for mark in MARKS.findall(reply.body)]
        hidden = {operator.id, stranger.id}
        known += [mark for mark in dict.fromkeys(seen) if mark not in hidden and mark not in known]
        del known[len(GUESSES) + len(rest) : -REMEMBERED]
    # A refusal of one field leaves the reads of the others running; they end before the loop does.
    async with asyncio.timeout(60):
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}), return_exceptions=True)
    assert answered > DOCUMENTS // 5, codes
    told = ", ".join(f"{code} {times}" for code, times in codes.most_common(4))
    record(
        "Documents",
        "of the schema itself",
        tried=DOCUMENTS,
        whole=100_000,
        came=f"0 unhandled errors; answered {answered}, {told}",
        adds=True,
    )
