"""Dismissing a suggestion through the API."""

from .world import Data, Person

DISMISS = """
mutation Dismiss($input: DismissRecommendationInput!) { dismissRecommendation(input: $input) {
  __typename ... on UserError { code message path }
  ... on DismissRecommendationPayload { dismissedFreelancerId viewer { id } } } }"""


async def dismisses(who: Person, other: Person | str, **more: str) -> Data:
    """Has somebody not want to see somebody suggested, and returns what came of it."""
    given = {"freelancerId": other if isinstance(other, str) else other.id, **more}
    told: Data = (await who.asks(DISMISS, input=given)).data["dismissRecommendation"]
    return told
