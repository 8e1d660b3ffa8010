"""The landing page of the development profile: what this is, whom to sign in as, and queries to run."""

from html import escape
from importlib.resources import files
from string import Template

import orjson

EXAMPLES = {
    "My network": "{\n  viewer {\n    freelancer { name handle profile { headline city { name } } }\n"
    "    network(first: 5) {\n      totalCount\n      edges { connectedAt node { name handle } }\n    }\n  }\n}",
    "What waits for me": "{\n  viewer {\n    invitationsReceived(first: 5) {\n      totalCount\n"
    "      nodes { id note sender { name handle } }\n    }\n    invitationsSent(first: 5) {\n"
    "      nodes { id expiresAt recipient { name } }\n    }\n  }\n}",
    "Somebody, and how we stand": '{\n  freelancer(by: { handle: "hugo-hub" }) {\n    id\n    name\n'
    "    profile { headline skills { level skill { name } } }\n    viewerRelation {\n      state\n"
    "      mutualConnections(first: 3) { totalCount nodes { name } }\n"
    "      actions { name isAllowed reason }\n    }\n  }\n}",
    "Suggestions, with why": "{\n  viewer {\n    recommendations(surface: ALL, first: 5) {\n"
    "      edges { node { name handle } reasons { sentence } }\n    }\n  }\n}",
    "Open jobs that concern me": "{\n  jobs(first: 5, state: OPEN) {\n    nodes { id title client { name } "
    "requirements { seats level skill { id name } } }\n  }\n}",
    "A team for a job": '{\n  viewer {\n    proposeTeams(for: { jobId: "an id from above" }, k: 2) {\n'
    "      __typename\n      ... on UserError { code message }\n      ... on ImpossibleTeam { conflict { sentence } }\n"
    "      ... on ProposedTeams { teams { distance members { sentence freelancer { name } skills { name } } } }\n"
    "    }\n  }\n}",
    "Invite by e-mail": "mutation {\n"
    '  inviteByEmail(input: { address: "somebody@example.org", note: "Join me here.", steps: 2 }) {\n'
    "    __typename\n    ... on UserError { code message }\n"
    "    ... on InviteByEmailPayload { viewer { emailInvitationsSent(first: 3) { nodes { address } } } }\n  }\n}",
    "Invite": "mutation {\n  sendInvitation(input: {\n"
    '    freelancerId: "an id from above", entryPoint: NETWORK_PAGE, steps: 2, note: "Shall we?"\n  }) {\n'
    "    __typename\n    ... on UserError { code message }\n"
    "    ... on SendInvitationPayload { freelancer { name viewerRelation { state } } }\n  }\n}",
}
"""Documents to try, by name."""


def landing_page(people: list[dict[str, str]]) -> str:
    """Returns the page; it loads nothing from anywhere else.

    Args:
        people: personas with handle, situation, sentence and token.
    """
    cards = "".join(
        f"<li><h3>{escape(each['handle'])} <i>{escape(each['situation'])}</i></h3><p>{escape(each['sentence'])}</p>"
        + (
            f"<button data-token='{escape(each['token'])}' aria-label='Copy the token of {escape(each['handle'])}'>"
            "Copy token</button>"
            if each["token"]
            else ""
        )
        + "</li>"
        for each in people
    )
    sign_in = [{"handle": each["handle"], "token": each["token"]} for each in people if each["token"]]
    text = (files("confrere") / "api" / "pages" / "landing.html").read_text("utf-8")
    return Template(text).substitute(
        cards=cards
        or "<li>No personas in this database. <code>confrere token --as HANDLE</code> signs anybody in.</li>",
        people=_script(sign_in),
        examples=_script(EXAMPLES),
    )


def _script(value: object) -> str:
    """Writes data into a script so that nothing in it can end the script."""
    return orjson.dumps(value).decode().replace("<", "\\u003c")
