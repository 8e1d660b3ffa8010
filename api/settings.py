"""Every knob, in one frozen class read from the environment; each is described, bounded and printed in a page."""

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from confrere.graph.errands import Allowance
from confrere.graph.model.rules import Audience, Phase, Rules
from confrere.graph.model.teams import TeamForm

from .guard.bounds import BOUNDS, Bounds
from .http.statuses import HttpProfile
from .mail.letters import Stationery
from .mail.smtp import SmtpTls

PREFIX = "CONFRERE_"
RESERVED = "CONFRERE_TEST_"
"""Variables of the test suite, which the product leaves alone."""


class BadSettings(Exception):
    """A variable is unknown or its value is not usable; the message names it and says what to do."""


class Settings(BaseSettings):
    """What an operator may set."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", populate_by_name=True)

    home: Path = Field(
        default=Path("~/.confrere"), description="Folder of keys and of the local Neo4j, made on first use."
    )
    neo4j_uri: Annotated[str, Field(pattern=r"^(bolt|neo4j)(\+s|\+ssc)?://\S+$")] | None = Field(
        default=None,
        alias="NEO4J_URI",
        description="Address of a Neo4j of yours (`bolt://`, `neo4j://`, `neo4j+s://`); without it the local server.",
    )
    neo4j_username: str = Field(default="neo4j", alias="NEO4J_USERNAME", description="User at that Neo4j.")
    neo4j_password: SecretStr | None = Field(
        default=None,
        alias="NEO4J_PASSWORD",
        description="Password at that Neo4j; without it no authentication is tried.",
    )
    neo4j_database: str = Field(default="neo4j", alias="NEO4J_DATABASE", description="Database at that Neo4j.")
    host: str = Field(default="127.0.0.1", description="Address the API listens on.")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=8000, description="Port the API listens on; 0 takes a free one."
    )
    bolt_port: Annotated[int, Field(ge=1024, le=65535)] = Field(
        default=7687, description="Port of the local Neo4j where it is free; another free one is taken otherwise."
    )
    browser_port: Annotated[int, Field(ge=1024, le=65535)] | None = Field(
        default=None, description="Port of Neo4j Browser on the local server; off when unset."
    )
    heap: Annotated[str, Field(pattern=r"^[1-9]\d*[mg]$")] = Field(
        default="1g", description="Memory of the local Neo4j's heap, such as `512m` or `2g`."
    )
    page_cache: Annotated[str, Field(pattern=r"^[1-9]\d*[mg]$")] = Field(
        default="512m", description="Memory of the local Neo4j's page cache."
    )
    gds: bool = Field(
        default=True,
        description="Whether the local Neo4j has the Graph Data Science library for analysts; off it starts sooner.",
    )
    development: bool = Field(
        default=True,
        description="Whether the landing page with personas and their tokens is shown, under loopback names, "
        "`CONFRERE_HOST` and the host of `CONFRERE_PUBLIC_URL` alone; off in public.",
    )
    people: Annotated[int, Field(ge=100, le=10_000_000)] | None = Field(
        default=None, description="Freelancers of the demo marketplace; without it 43,543 Top Rated ones and others."
    )
    seed: Annotated[int, Field(ge=0, lt=2**63)] = Field(
        default=20261124, description="Seed of the demo marketplace: the same seed makes the same graph."
    )
    audience: Audience = Field(
        default=Audience.TOP_RATED,
        description="Who may send invitations: `TEST_GROUP`, `TOP_RATED` or `EVERYONE` (R7).",
    )
    phase: Phase = Field(
        default=Phase.NETWORK_PLUS,
        description="What the product offers: `BETA`, `NETWORK_PLUS` or `TEAMS` (R7). Unless it is set, "
        "`confrere demo` offers `TEAMS`.",
    )
    min_invites: Annotated[int, Field(ge=0, le=1_000)] = Field(  # of more invites no record is kept
        default=10, description="Job invites of the last 12 months needed to invite (R2)."
    )
    min_earnings_minor: Annotated[int, Field(ge=0)] = Field(
        default=100_000, description="Earnings of the last 12 months needed to invite, in US cents (R2)."
    )
    min_job_success_score: Annotated[int, Field(ge=0, le=100)] = Field(
        default=90, description="Job Success Score of a Top Rated freelancer, in per cent (R2)."
    )
    min_top_rated_weeks: Annotated[int, Field(ge=0, le=16)] = Field(
        default=13, description="Weeks of the last 16 at or above that score (R2)."
    )
    max_connections: Annotated[int, Field(ge=1)] = Field(default=30_000, description="Largest network (R9).")
    invitation_days: Annotated[int, Field(ge=1, le=365)] = Field(
        default=30, description="Days after which an invitation runs out (R15)."
    )
    cool_down_days: Annotated[int, Field(ge=0, le=365)] = Field(
        default=7, description="Days between withdrawing an invitation and sending the next to the same person (R17)."
    )
    invitations_per_day: Annotated[int, Field(ge=1)] = Field(
        default=50, description="Invitations one person may send in any 24 hours (R22)."
    )
    invitations_outstanding: Annotated[int, Field(ge=1)] = Field(
        default=300, description="Invitations of one person that may be pending at once (R22)."
    )
    email_invitations_per_day: Annotated[int, Field(ge=1)] = Field(
        default=20, description="Invitations by e-mail one person may send in any 24 hours (R32)."
    )
    mails_to_one_mailbox: Annotated[int, Field(ge=1)] = Field(
        default=3, description="Mails that one mailbox is sent in any 24 hours, whoever invites; others wait."
    )
    mails_per_hour: Annotated[int, Field(ge=1)] = Field(
        default=1_000, description="Mails that are sent in any hour; others wait."
    )
    smtp_host: str | None = Field(
        default=None, description="Mail server; without one mail is kept, and `confrere mail` shows it."
    )
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = Field(default=587, description="Port of the mail server.")
    smtp_tls: SmtpTls = Field(
        default=SmtpTls.STARTTLS,
        description="How the way to the mail server is kept secret: `starttls`, `tls` from the first byte, or `none`.",
    )
    smtp_username: str | None = Field(default=None, description="User at the mail server; none signs in as nobody.")
    smtp_password: SecretStr | None = Field(default=None, description="Password at the mail server.")
    mail_from: Annotated[str, Field(pattern=r"^[^<>\r\n]*<?[^<>@\s]+@[^<>@\s]+>?$")] = Field(
        default="Confrere <invitations@localhost>", description="Who mail is from."
    )
    public_url: Annotated[str, Field(pattern=r"^https?://[^\s/]+\S*$")] | None = Field(
        default=None,
        description="Address at which people reach this installation, which links in mail begin with; "
        "`http://` with host and port when unset.",
    )
    join_url: Annotated[str, Field(pattern=r"^https?://[^\s/]+\S*$")] | None = Field(
        default=None, description="Where the marketplace takes in new people, for the page that mail leads to."
    )
    dismissal_days: Annotated[int, Field(ge=1, le=3650)] = Field(
        default=180, description="Days for which somebody dismissed, or declined, is not suggested again (R31)."
    )
    subcontracts: bool = Field(default=True, description="Whether teams of a prime and subs may be formed (R38).")
    joint_proposals: bool = Field(default=True, description="Whether teams for a joint proposal may be formed (R38).")
    collaborations: bool = Field(default=True, description="Whether teams that split no money may be formed (R38).")
    snapshot: bool = Field(
        default=True,
        description="Whether suggestions are ranked in this process's memory, kept in step with the ledger; "
        "without it, and while it is behind, the database ranks.",
    )
    messages_per_minute: Annotated[int, Field(ge=1)] = Field(
        default=60, description="Messages one person may send in any minute (R34)."
    )
    team_changes_per_day: Annotated[int, Field(ge=1)] = Field(
        default=50,
        description="How often one person may form a team, change one or set terms in any 24 hours, each of which asks "
        "others (R36).",
    )
    job_offers_per_day: Annotated[int, Field(ge=1)] = Field(
        default=500,
        description="How many jobs one client may post and people invite to them, together, in any 24 hours.",
    )
    message_minutes: Annotated[int, Field(ge=0, le=60 * 24 * 365)] = Field(
        default=15, description="Minutes for which one's own message can be edited or deleted (R34)."
    )
    token_issuer: str = Field(default="confrere-development", description="Issuer that tokens must name.")
    token_audience: str = Field(default="confrere", description="Audience that tokens must name.")
    token_hours: Annotated[int, Field(ge=1, le=24 * 365)] = Field(
        default=24 * 7, description="Hours for which a development token is good."
    )
    token_keys_url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = Field(
        default=None,
        description="Address of the identity provider's keys (JWKS); with it only that provider's tokens are good, "
        "without it only those of this installation's own issuer.",
    )
    token_id_claim: str = Field(
        default="sub", description="Claim of the provider's tokens that holds the id of the person here."
    )
    token_roles_claim: str = Field(default="roles", description="Claim of the provider's tokens that lists roles.")
    account_seconds: Annotated[int, Field(ge=0, le=60)] = Field(
        default=5,
        description="Seconds for which an account that was open is taken to be open for reading; 0 asks every time. "
        "Acts always ask.",
    )
    http_profile: HttpProfile = Field(
        default=HttpProfile.AUDIT,
        description="Whose status codes are used: `audit` for those of the graphql-http audits, `draft-2026-08` for "
        "those of the specification's draft.",
    )
    get: bool | None = Field(
        default=None, description="Whether queries may be sent by GET; as `CONFRERE_DEVELOPMENT` when unset."
    )
    introspection: bool | None = Field(
        default=None,
        description="Whether everybody who is signed in may ask for the schema; as `CONFRERE_DEVELOPMENT` when unset.",
    )
    introspection_role: str = Field(default="developer", description="Role that may always ask for the schema.")
    metrics: bool = Field(default=True, description="Whether `/metrics` answers; keep it behind your proxy.")
    log_level: Annotated[str, Field(pattern=r"^(DEBUG|INFO|WARNING|ERROR|CRITICAL)$")] = Field(
        default="WARNING", description="What is written to the standard error; `INFO` has a line for each operation."
    )
    redis_url: Annotated[str, Field(pattern=r"^rediss?://\S+$")] | None = Field(
        default=None,
        alias="REDIS_URL",
        description="Redis in which all processes count together what is asked; "
        "without it, and while it is away, each counts for itself.",
    )
    stream_seconds: Annotated[float, Field(gt=0, le=60)] = Field(
        default=1.0,
        description="Seconds between two looks for news that another process wrote and nobody told of.",
    )
    stream_backlog: Annotated[int, Field(ge=100)] = Field(
        default=10_000, description="Entries that a slow reader of a stream may be behind before the rest is skipped."
    )
    origins: str = Field(
        default="",
        description="Origins of pages that may open a WebSocket beside those of this host, separated by blanks, such "
        "as `https://app.example.org`.",
    )
    points_per_minute: Annotated[int, Field(ge=1)] = Field(
        default=100_000, description="Points that one person's operations may cost in a minute."
    )
    requests_per_minute: Annotated[int, Field(ge=1)] = Field(
        default=6_000, description="Requests that one address may send in a minute."
    )
    max_cost: Annotated[int, Field(ge=1)] = Field(default=5_000, description="Points that one operation may cost.")
    max_body_bytes: Annotated[int, Field(ge=1024, le=10_000_000)] = Field(
        default=1_310_720, description="Longest request body, in bytes."
    )
    max_header_bytes: Annotated[int, Field(ge=1024, le=1_000_000)] = Field(
        default=32_768, description="Longest request headers, all together, in bytes."
    )
    header_seconds: Annotated[float, Field(gt=0, le=600)] = Field(
        default=10, description="Seconds in which the headers of a request must have arrived."
    )
    body_seconds: Annotated[float, Field(gt=0, le=600)] = Field(
        default=10, description="Seconds in which a request body must have arrived."
    )
    max_connections_open: Annotated[int, Field(ge=1)] = Field(
        default=1_000, description="Connections that are served at once; others are answered 503."
    )
    max_document_characters: Annotated[int, Field(ge=100)] = Field(
        default=16_384, description="Characters of a document."
    )
    max_tokens: Annotated[int, Field(ge=10)] = Field(default=1_000, description="Tokens of a document.")
    max_arguments: Annotated[int, Field(ge=0)] = Field(
        default=400, description="Tokens of a document that stand in brackets of arguments and variables."
    )
    max_depth: Annotated[int, Field(ge=1, le=40)] = Field(default=16, description="Levels of a document.")
    max_operations: Annotated[int, Field(ge=1)] = Field(default=10, description="Operations in a document.")
    max_fragments: Annotated[int, Field(ge=0)] = Field(default=30, description="Fragments in a document.")
    max_selections: Annotated[int, Field(ge=1)] = Field(
        default=500, description="Fields of a document, fragments counted wherever they are spread."
    )
    max_aliases: Annotated[int, Field(ge=0)] = Field(default=30, description="Aliases of an operation.")
    max_directives: Annotated[int, Field(ge=0)] = Field(default=30, description="Directives of an operation.")
    max_root_fields: Annotated[int, Field(ge=1)] = Field(default=20, description="Fields at the root of an operation.")
    max_repeats: Annotated[int, Field(ge=0)] = Field(
        default=300, description="Pairs of fields of one name in one place, which validation compares."
    )
    max_mutations: Annotated[int, Field(ge=1)] = Field(default=5, description="Mutations in a document.")
    document_cache_bytes: Annotated[int, Field(ge=0)] = Field(
        default=32_000_000, description="Memory for documents that were validated, estimated, in bytes."
    )

    @field_validator("home", mode="before")
    @classmethod
    def _named(cls, home: Any) -> Any:
        if home == "":  # which pathlib reads as the current folder
            raise ValueError("it names no folder")
        return home

    @property
    def team_forms(self) -> frozenset[str]:
        """The forms of working together that are switched on."""
        switches = {
            TeamForm.SUBCONTRACT: self.subcontracts,
            TeamForm.JOINT_PROPOSAL: self.joint_proposals,
            TeamForm.COLLABORATION: self.collaborations,
        }
        return frozenset(form for form, is_on in switches.items() if is_on)

    @property
    def rules(self) -> Rules:
        """The settings that decisions of the domain read."""
        names = Rules.__dataclass_fields__
        return Rules(**{name: getattr(self, name) for name in names})

    @property
    def bounds(self) -> Bounds:
        """The settings that bound a document."""
        setting = {name: f"max_{name}" for name in BOUNDS} | {"characters": "max_document_characters"}
        return Bounds(**{name: getattr(self, setting[name]) for name in BOUNDS})

    @property
    def allowance(self) -> Allowance:
        """How much mail may go out."""
        return Allowance(self.mails_to_one_mailbox, self.mails_per_hour)

    @property
    def stationery(self) -> Stationery:
        """What every letter has in common."""
        return Stationery((self.public_url or f"http://{self.host}:{self.port}").rstrip("/"), self.mail_from)

    @property
    def takes_get(self) -> bool:
        """Whether queries may be sent by GET."""
        return self.development if self.get is None else self.get

    @property
    def shows_schema(self) -> bool:
        """Whether everybody who is signed in may ask for the schema."""
        return self.development if self.introspection is None else self.introspection

    @property
    def folder(self) -> Path:
        """``home`` as an absolute path."""
        return self.home.expanduser().absolute()


def load_settings(otherwise: Mapping[str, Any] | None = None, /, **overrides: Any) -> Settings:
    """Reads the settings from the environment.

    Args:
        otherwise: what goes before the defaults, and not before the environment.
        overrides: what goes before both.

    Raises:
        BadSettings: a variable is not known, or its value is not usable.
    """
    # Whoever puts the prefix before NEO4J_URI is told of NEO4J_URI.
    known = {PREFIX + (_alias(name) or name.upper()): _variable(name) for name in Settings.model_fields}
    for variable in sorted(os.environ):
        name = variable.upper()
        if name.startswith(PREFIX) and not name.startswith(RESERVED) and known.get(variable) != variable:
            nearest = known[difflib.get_close_matches(name, known, n=1, cutoff=0)[0]]
            raise BadSettings(f"There is no setting {variable}. Did you mean {nearest}? Correct or unset it.")
    try:
        ours = {name: value for name, value in (otherwise or {}).items() if _variable(name) not in os.environ}
        return Settings(**(ours | overrides))
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = str(first["loc"][0]).lower()
        meaning = Settings.model_fields[name].description
        raise BadSettings(f"{_variable(name)} is not usable: {first['msg']}. It means: {meaning}") from wrong


def described() -> str:
    """Returns ``docs/settings.md``, made from the class above."""
    lines = [
        "# Settings",
        "",
        "Every knob is an environment variable; an unknown `CONFRERE_` variable is refused. This page is generated by",
        "`confrere settings --markdown`.",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = "" if default is None else f"`{getattr(default, 'value', default)}`"
        lines.append(f"| `{_variable(name)}` | {shown} | {field.description} |")
    return "\n".join(lines) + "\n"


def _variable(name: str) -> str:
    return _alias(name) or PREFIX + name.upper()


def _alias(name: str) -> str | None:
    return Settings.model_fields[name].alias
