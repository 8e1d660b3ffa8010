"""What the rules ask of the people and the terms of a team, before anything is written (R36, R37, R38)."""

from collections.abc import Sequence
from decimal import Decimal

from .. import errors
from .quotas import require, team_changes
from .rules import DECLINES_OF_A_TEAM, Rules
from .teams import MemberTerms, Seen, TeamForm, TeamScene


def may_be_in(named: Sequence[str], scene: TeamScene) -> None:
    """Checks that the actor may lead these people.

    Raises:
        InvalidInput: the actor is among them.
        NotInNetwork: somebody is not in the actor's network, whatever the reason.
        Unavailable: a block parts two of them (R37).
    """
    if scene.me in named:
        raise errors.InvalidInput("You lead the team. Name the others only.", path=("input", "members"))
    seen = {each: scene.people.get(each, Seen()) for each in named}
    outside = [who for who, each in seen.items() if not (each.is_active and each.is_connected and not each.is_blocked)]
    if outside:
        raise errors.NotInNetwork(outside)
    if any(pair <= {*named} for pair in scene.blocks):
        raise errors.Unavailable(path=("input", "members"))


def may_ask(asked: Sequence[str], scene: TeamScene) -> None:
    """Checks that nobody is asked who said no often enough; the lead was told of each no.

    Raises:
        InvalidInput: somebody is.
    """
    if any(scene.people[each].refusals >= DECLINES_OF_A_TEAM for each in asked):
        raise errors.InvalidInput(
            f"Somebody here said no to you for this job, or left, {DECLINES_OF_A_TEAM} times. Leave them out.",
            path=("input", "members"),
            limit=DECLINES_OF_A_TEAM,
        )


def may_change(scene: TeamScene, rules: Rules) -> None:
    """Checks that the actor may ask the people of a team once more today.

    Raises:
        QuotaReached: they asked as often as they may.
    """
    require(team_changes(scene.changed_today, rules))


def fills(person: str, skills: Sequence[str], scene: TeamScene, path: tuple[str, ...]) -> None:
    """Checks that a person can fill the seats of these skills; of none, they are in the team without a seat.

    Raises:
        InvalidInput: the job does not ask for a skill, or the person does not list it at the level it asks for.
    """
    if any(each not in scene.asks_for for each in skills):
        raise errors.InvalidInput("The job does not ask for this skill. Choose among those it does.", path=path)
    held = scene.people[person].skills
    if any(held.get(each, 0) < scene.asks_for[each] for each in skills):
        raise errors.InvalidInput("The person does not list this skill at the level that the job asks for.", path=path)


def fits_form(form: TeamForm, terms: MemberTerms | None, path: tuple[str, ...], *, is_own: bool) -> None:
    """Checks that terms are those of a form; ``is_own`` where the person sets them, rather than is offered them.

    Raises:
        InvalidInput: they are not.
    """
    has_price = terms is not None and terms.price_minor is not None
    if form is TeamForm.COLLABORATION and has_price:
        raise errors.InvalidInput("A collaboration splits no money: leave the price out.", path=(*path, "price"))
    if form is TeamForm.COLLABORATION and terms is None and not is_own:
        raise errors.InvalidInput("Say how many hours a week.", path=path)
    if form is TeamForm.SUBCONTRACT and not is_own and not has_price:
        raise errors.InvalidInput("Offer a fixed price.", path=(*path, "price"))
    if form is TeamForm.JOINT_PROPOSAL and terms is not None and not has_price:
        raise errors.InvalidInput("Name a price.", path=(*path, "price"))


def must_set(form: TeamForm, terms: MemberTerms | None) -> bool:
    """Tells whether the person has to set terms of their own before they can agree."""
    return form is TeamForm.JOINT_PROPOSAL and terms is None


def has_hours(person: Seen, terms: MemberTerms | None, path: tuple[str, ...]) -> None:
    """Checks that somebody would not be booked beyond their hours.

    Raises:
        HoursExceeded: they would.
    """
    wanted = terms.hours if terms else Decimal(0)
    if person.hours is not None and person.booked + wanted > person.hours:
        raise errors.HoursExceeded(max(Decimal(0), person.hours - person.booked), path=path)
