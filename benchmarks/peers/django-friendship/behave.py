"""What django-friendship does in the edge cases of the network; prints a JSON object, a sentence a case.

usage: python behave.py TRIALS   (PEER_DATABASE names the socket folder of a PostgreSQL; without it SQLite)

It is used as its documentation shows: the manager's methods, each query committed on its own, the default cache.
"""

import json
import os
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import django
from django.conf import settings

FOLDER = os.environ.get("PEER_DATABASE")
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(tempfile.mkdtemp(), "friends.sqlite3")}
POSTGRES = {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": "postgres", "HOST": FOLDER}
settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "friendship"],
    DATABASES={"default": POSTGRES if FOLDER else SQLITE},
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402  Django wants its settings first
from django.core.cache import cache  # noqa: E402  as above
from django.core.management import call_command  # noqa: E402  as above
from django.db import connection  # noqa: E402  as above
from django.utils import timezone  # noqa: E402  as above
from friendship.models import Block, Friend, FriendshipRequest  # noqa: E402  as above

call_command("migrate", verbosity=0)
TRIALS = int(sys.argv[1])
numbers = iter(range(10**9))


def people(count: int) -> list[Any]:
    """Returns new users."""
    return [User.objects.create(username=f"person{next(numbers)}") for _ in range(count)]


def outcome(act: Callable[[], object]) -> str:
    """Runs an act and names what came of it."""
    try:
        act()
    except Exception as error:  # noqa: BLE001  whatever a caller would be told is what is asked here
        return type(error).__name__
    return "done"


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Runs acts in threads that begin together; returns their outcomes in order."""
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        connection.ensure_connection()
        barrier.wait()
        try:
            return outcome(act)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def rows(one: Any, other: Any) -> int:
    """Returns how many of the two rows of a friendship there are."""
    return Friend.objects.filter(from_user__in=[one, other], to_user__in=[one, other]).count()


def pending(one: Any, other: Any) -> int:
    """Returns the requests between two people that nobody rejected."""
    return FriendshipRequest.objects.filter(
        from_user__in=[one, other], to_user__in=[one, other], rejected__isnull=True
    ).count()


def pages(made: Any, count: int) -> list[Any]:
    """Returns a request as this many open pages hold it."""
    return [FriendshipRequest.objects.get(pk=made.pk) for _ in range(count)]


def trials(play: Callable[[], str]) -> str:
    """Plays a race again and again and says how often each end came about."""
    ends = Counter(play() for _ in range(TRIALS))
    return "; ".join(f"{number} × {what}" for what, number in ends.most_common())


def invite_invite() -> str:
    """Two people invite each other at once."""
    a, b = people(2)
    at_once(lambda: Friend.objects.add_friend(a, b), lambda: Friend.objects.add_friend(b, a))
    return f"{rows(a, b) // 2} connections and {pending(a, b)} pending"


def invite_four() -> str:
    """The same invitation four times at once."""
    a, b = people(2)
    said = at_once(*[lambda: Friend.objects.add_friend(a, b)] * 4)
    return f"{pending(a, b)} pending, {4 - said.count('done')} of 4 told an error"


def accept_accept() -> str:
    """The same acceptance four times at once."""
    a, b = people(2)
    said = at_once(*[page.accept for page in pages(Friend.objects.add_friend(a, b), 4)])
    return f"{rows(a, b)} of 2 rows, {pending(a, b)} pending, {4 - said.count('done')} of 4 told an error"


def accept_withdraw() -> str:
    """Accepted and withdrawn at once."""
    a, b = people(2)
    one, other = pages(Friend.objects.add_friend(a, b), 2)
    accepted, withdrawn = at_once(one.accept, other.cancel)
    return f"accept {accepted}, withdraw {withdrawn}, {rows(a, b)} of 2 rows"


def accept_decline() -> str:
    """Accepted and declined at once."""
    a, b = people(2)
    one, other = pages(Friend.objects.add_friend(a, b), 2)
    accepted, declined = at_once(one.accept, other.reject)
    left = FriendshipRequest.objects.filter(from_user=a, to_user=b).count()
    return f"accept {accepted}, decline {declined}, {rows(a, b)} of 2 rows, {left} requests left"


def limit() -> str:
    """Eight invitations accepted at once where three connections fit."""
    settings.FRIENDSHIP_MAX_FRIENDS = 3
    a, *guests = people(9)
    made = [Friend.objects.add_friend(guest, a) for guest in guests]
    at_once(*[pages(each, 1)[0].accept for each in made])
    del settings.FRIENDSHIP_MAX_FRIENDS
    return f"{Friend.objects.filter(to_user=a).count()} connections"


def block_invite() -> str:
    """Blocked and invited at once."""
    a, b = people(2)
    at_once(lambda: Block.objects.add_block(b, a), lambda: Friend.objects.add_friend(a, b))
    return f"{pending(a, b)} invitations wait for the blocker"


def declined_seen() -> str:
    """What the sender reads of a declined invitation."""
    a, b = people(2)
    Friend.objects.add_friend(a, b).reject()
    seen = Friend.objects.sent_requests(a)[0]
    return f"the sender's list has it with rejected = {'the time of the decline' if seen.rejected else 'nothing'}"


def declined_again() -> str:
    """Sending once more after a decline, beside sending once more after silence."""
    a, b, c = people(3)
    Friend.objects.add_friend(a, b).reject()
    Friend.objects.add_friend(a, c)
    declined, ignored = (outcome(lambda other=other: Friend.objects.add_friend(a, other)) for other in (b, c))
    return f"after a decline: {declined}; after silence: {ignored}"


def five_declines() -> str:
    """How often one may be asked after declining."""
    a, b = people(2)
    said = []
    for _ in range(6):
        said.append(outcome(lambda: Friend.objects.add_friend(a, b)))
        FriendshipRequest.objects.get(from_user=a, to_user=b).reject()
    return f"{said.count('done')} of 6 invitations reach the person, each after the decline of the one before"


def accept_declined() -> str:
    """Accepting what was declined before."""
    a, b = people(2)
    made = Friend.objects.add_friend(a, b)
    made.reject()
    return f"{outcome(pages(made, 1)[0].accept)}, {rows(a, b) // 2} connections"


def decline_accepted() -> str:
    """Declining, from a page opened before, what was accepted meanwhile."""
    a, b = people(2)
    made = Friend.objects.add_friend(a, b)
    (page,) = pages(made, 1)
    made.accept()
    said = outcome(page.reject)
    left = FriendshipRequest.objects.filter(from_user=a, to_user=b).count()
    return f"{said}, {rows(a, b) // 2} connections and {left} declined requests beside"


def accept_repeated() -> str:
    """Accepting again, as after an answer that was lost."""
    a, b = people(2)
    made = Friend.objects.add_friend(a, b)
    (page,) = pages(made, 1)
    made.accept()
    return outcome(page.accept)


def invite_repeated() -> str:
    """Sending again, as after an answer that was lost."""
    a, b = people(2)
    Friend.objects.add_friend(a, b)
    return outcome(lambda: Friend.objects.add_friend(a, b))


def invite_back() -> str:
    """Inviting somebody whose invitation waits."""
    a, b = people(2)
    Friend.objects.add_friend(a, b)
    return f"{outcome(lambda: Friend.objects.add_friend(b, a))}, {rows(a, b) // 2} connections"


def withdraw_again() -> str:
    """Inviting again right after a withdrawal."""
    a, b = people(2)
    Friend.objects.add_friend(a, b).cancel()
    return outcome(lambda: Friend.objects.add_friend(a, b))


def blocked_invites() -> str:
    """A blocked person invites the blocker."""
    a, b = people(2)
    Block.objects.add_block(b, a)
    said = outcome(lambda: Friend.objects.add_friend(a, b))
    return f"{said}, {len(Friend.objects.requests(b))} in the blocker's list"


def blocker_connected() -> str:
    """Blocking somebody one is connected with."""
    a, b = people(2)
    Friend.objects.add_friend(a, b).accept()
    Block.objects.add_block(b, a)
    return f"{rows(a, b) // 2} connections left"


def deactivated() -> str:
    """A deactivated person in the network of another."""
    a, b = people(2)
    Friend.objects.add_friend(a, b).accept()
    b.is_active = False
    b.save()
    cache.clear()
    return f"{len(Friend.objects.friends(a))} shown"


def oneself() -> str:
    """Inviting oneself."""
    (a,) = people(1)
    return outcome(lambda: Friend.objects.add_friend(a, a))


def connected() -> str:
    """Inviting somebody one is connected with."""
    a, b = people(2)
    Friend.objects.add_friend(a, b).accept()
    return outcome(lambda: Friend.objects.add_friend(a, b))


def removed_twice() -> str:
    """Removing twice."""
    a, b = people(2)
    Friend.objects.add_friend(a, b).accept()
    Friend.objects.remove_friend(a, b)
    return f"{outcome(lambda: Friend.objects.remove_friend(a, b))}, {rows(a, b) // 2} connections"


def stranger_accepts() -> str:
    """A third person accepts an invitation that is not for them."""
    a, b = people(2)
    (page,) = pages(Friend.objects.add_friend(a, b), 1)
    return f"{outcome(page.accept)}, {rows(a, b) // 2} connections: accept() is not told who asks"


def expired() -> str:
    """An invitation of last year."""
    a, b = people(2)
    made = Friend.objects.add_friend(a, b)
    FriendshipRequest.objects.filter(pk=made.pk).update(created=timezone.now() - timedelta(days=365))
    cache.clear()
    return f"{len(Friend.objects.requests(b))} still waiting"


def flood() -> str:
    """Sixty invitations of one person in a day."""
    a, *others = people(61)
    said = [outcome(lambda other=other: Friend.objects.add_friend(a, other)) for other in others]
    return f"{said.count('done')} sent"


RACES = (invite_invite, invite_four, accept_accept, accept_withdraw, accept_decline, limit, block_invite)
CASES = (
    declined_seen,
    declined_again,
    five_declines,
    accept_declined,
    decline_accepted,
    accept_repeated,
    invite_repeated,
    invite_back,
    withdraw_again,
    blocked_invites,
    blocker_connected,
    deactivated,
    oneself,
    connected,
    removed_twice,
    stranger_accepts,
    flood,
    expired,
)

if __name__ == "__main__":
    found = {race.__name__: trials(race) for race in RACES} | {case.__name__: case() for case in CASES}
    print(json.dumps({"database": connection.vendor} | found))
