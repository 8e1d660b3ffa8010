"""The jobs of the demo: as many as declared, each of skills that exist, given to people who can and may."""

from collections import Counter, defaultdict
from datetime import date, datetime
from pathlib import Path

import pytest

from confrere.graph.marketplace import generate
from confrere.graph.marketplace.courses import COURSES
from confrere.graph.marketplace.personas import FREELANCERS

from .conftest import MIDNIGHT, NOW, PEOPLE, Files, when

PERSON, JOB = ":START_ID(Freelancer)", ":END_ID(Job)"
JOBS = PEOPLE // 3 + 1
LIVES = {"OPEN", "FILLED"}


def test_there_is_a_job_for_three_people(files: Files) -> None:
    """Each of one client, who is active, some of many and some of few."""
    jobs, posted = files.rows("jobs"), files.rows("posted")
    assert len(jobs) == files.summary.jobs == JOBS
    assert [row[JOB] for row in posted] == [row[":ID(Job)"] for row in jobs]
    clients = files.rows("clients")
    assert {clients[int(row[":START_ID(Client)"])]["status"] for row in posted} == {"ACTIVE"}
    counts = Counter(row[":START_ID(Client)"] for row in posted)
    assert max(counts.values()) > 3 * JOBS / len(counts)
    assert counts["0"] >= 20


def test_jobs_stand_where_the_declared_shares_say(files: Files) -> None:
    """As many are open; of those to be given away most are, and the others were called off."""
    share: dict[str, float] = defaultdict(float)
    for course in COURSES:
        share[course.state] += course.share
    found = {state: count / JOBS for state, count in Counter(row["state"] for row in files.rows("jobs")).items()}
    assert found.keys() == share.keys()
    assert abs(found["OPEN"] - share["OPEN"]) < 0.03
    for state in ("FILLED", "COMPLETED"):
        assert 0.6 * share[state] < found[state] < share[state] + 0.03, state
    assert found["CANCELLED"] > share["CANCELLED"]


def test_without_history_there_are_no_jobs(tmp_path: Path) -> None:
    """What became of a job is known from its events alone."""
    summary = generate(tmp_path, people=300, now=NOW, history=False)
    assert summary.jobs == 0
    assert not (tmp_path / "jobs.csv").exists()


def test_a_job_asks_for_skills_that_exist_in_bounds(files: Files) -> None:
    """At least one required, none twice, at levels, seats and hours that a client could post."""
    skills = {row[":ID(Skill)"] for row in files.rows("skills")}
    lines: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in files.rows("requires"):
        lines[row[":START_ID(Job)"]].append(row)
    assert lines.keys() == {row[":ID(Job)"] for row in files.rows("jobs")}
    for rows in lines.values():
        assert any(not row["weight"] for row in rows)
        assert len({row[":END_ID(Skill)"] for row in rows}) == len(rows) <= 13
        for row in rows:
            assert row[":END_ID(Skill)"] in skills
            assert 1 <= int(row["level"]) <= 5
            assert 1 <= int(row["seats"]) <= 3
            assert 4 <= float(row["weeklyHours"]) <= 30
    assert {len(rows) for rows in lines.values()} >= {1, 2, 3, 4, 5, 6}
    assert sum(bool(row["weight"]) for rows in lines.values() for row in rows) > JOBS / 10


def test_the_days_of_a_job_follow_each_other(files: Files) -> None:
    """Posted before today and before the first day, which is not after the last; some have none, some no budget."""
    jobs = files.rows("jobs")
    for job in jobs:
        posted = when(job["postedAt"])
        assert posted < MIDNIGHT
        starts, ends = (date.fromisoformat(job[name]) if job[name] else None for name in ("startsOn", "endsOn"))
        assert starts is None or starts >= posted.date()
        assert ends is None or (starts is not None and ends >= starts)
        assert bool(job["budgetMinor"]) == bool(job["currency"])
        assert 1 <= len(job["title"]) <= 200
        assert 50 < len(job["description"]) <= 1_000
        assert job["timeZone"]
    for name in ("startsOn", "endsOn", "budgetMinor"):
        assert 0.4 < sum(bool(job[name]) for job in jobs) / JOBS < 0.98
    assert 0.05 < sum(job["isPrivate"] == "true" for job in jobs) / JOBS < 0.2


@pytest.mark.requirement("R20")
def test_a_job_is_brought_to_people_who_can_be_found(files: Files) -> None:
    """Clients invite public, active people who were there, and each invite stands in that person's record."""
    records = [{*row["jobInvitedAt"].split(";")} for row in files.rows("records")]
    invites = files.rows("invited_to")
    assert len(invites) > 2 * JOBS
    for row in invites:
        person = files.people[int(row[PERSON])]
        assert (person["visibility"], person["status"]) == ("PUBLIC", "ACTIVE")
        assert when(row["at"]) > when(person["joinedAt"])
        assert row["at"] in records[int(row[PERSON])]


@pytest.mark.requirement("R38")
def test_nobody_has_promised_more_than_their_hours(files: Files) -> None:
    """Over all proposals of open jobs, all work that goes on and all teams that were agreed to."""
    state = [row["state"] for row in files.rows("jobs")]
    hours: dict[tuple[str, str], float] = {}
    for row in files.rows("proposed_for"):
        if (row["state"], state[int(row[JOB])]) in {("SENT", "OPEN"), ("ACCEPTED", "FILLED")} and not row["team"]:
            hours[row[PERSON], row[JOB]] = float(row["weeklyHours"])
    teams = {row[":ID(Team)"]: row for row in files.rows("teams")}
    job_of = {row[":START_ID(Team)"]: row[JOB] for row in files.rows("for")}
    for row in files.rows("member_of"):
        team = row[":END_ID(Team)"]
        if row["agreedTo"] == teams[team]["version"]:
            key = (row[PERSON], job_of[team])
            hours[key] = max(hours.get(key, 0.0), float(row["weeklyHours"]))
    promised: dict[str, float] = defaultdict(float)
    for (person, _), each in hours.items():
        promised[person] += each
    assert len(promised) > JOBS / 10
    for person, total in promised.items():
        assert total <= float(files.people[int(person)]["weeklyHours"])


@pytest.mark.requirement("R36")
def test_teams_stand_for_jobs_that_go_on(files: Files) -> None:
    """All forms, each team of its lead's network, all active; private people only beside a lead they know."""
    state = [row["state"] for row in files.rows("jobs")]
    assert {state[int(row[JOB])] for row in files.rows("for")} <= LIVES
    teams = {row[":ID(Team)"]: row for row in files.rows("teams")}
    assert {row["form"] for row in teams.values()} == {"SUBCONTRACT", "JOINT_PROPOSAL", "COLLABORATION"}
    members: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in files.rows("member_of"):
        members[row[":END_ID(Team)"]].append(row)
    for number, team in teams.items():
        crew = members[number]
        (lead,) = [row for row in crew if row["isLead"] == "true"]
        assert 2 <= len(crew) == int(team["size"]) <= 6
        for row in crew:
            assert files.people[int(row[PERSON])]["status"] == "ACTIVE"
            assert row is lead or int(row[PERSON]) in files.friends[int(lead[PERSON])]
            assert row["skills"]
            assert (team["form"] == "COLLABORATION") <= (not row["priceMinor"])
    agreed = [
        number
        for number, team in teams.items()
        if team["form"] == "SUBCONTRACT" and all(row["agreedTo"] == team["version"] for row in members[number])
    ]
    assert {number for number, team in teams.items() if team["informedAt"]} == {*agreed}
    assert agreed


@pytest.mark.requirement("R36")
def test_what_people_did_together_is_counted_on_their_connection(files: Files) -> None:
    """As many jobs as two who are connected completed in one team, and the last of them."""
    jobs = files.rows("jobs")
    worked: dict[str, list[tuple[int, datetime]]] = defaultdict(list)
    for row in files.rows("worked_on"):
        assert jobs[int(row[JOB])]["state"] == "COMPLETED"
        worked[row[JOB]].append((int(row[PERSON]), when(row["at"])))
    together: dict[tuple[int, int], list[datetime]] = defaultdict(list)
    for people in worked.values():
        for low, at in people:
            for high, _ in people:
                if low < high:
                    together[low, high].append(at)
    found = 0
    for row in files.rows("connected_to"):
        pair = (int(row[PERSON]), int(row[":END_ID(Freelancer)"]))
        times = [at for at in together.get(pair, []) if at > when(row["since"])]
        assert int(row["jobsTogether"] or 0) == len(times)
        assert row["lastJobAt"] == (max(times).strftime("%Y-%m-%dT%H:%M:%SZ") if times else "")
        found += bool(times)
    assert found > 20


@pytest.mark.requirement("R40")
def test_referrals_keep_the_rules(files: Files) -> None:
    """Of public jobs, by who declined, one of each giver and candidate, not to whom the client had brought it."""
    jobs, referrals = files.rows("jobs"), files.rows("referred")
    number = {job["id"]: job[":ID(Job)"] for job in jobs}
    invited = {(row[PERSON], row[JOB]): row["declinedAt"] for row in files.rows("invited_to")}
    assert len(referrals) > 10
    for row in referrals:
        job, giver, candidate = number[row["job"]], row[PERSON], row[":END_ID(Freelancer)"]
        assert jobs[int(job)]["isPrivate"] == "false"
        assert invited[giver, job] <= row["at"]
        assert (candidate, job) not in invited
        assert not (row["acceptedAt"] and row["declinedAt"])
        shown = files.people[int(candidate)]
        assert row["candidateName"] == shown["name"]
        assert shown["visibility"] == "PUBLIC" or int(candidate) in files.friends[int(giver)]
    for key in ("giverKey", "candidateKey"):
        assert len({row[key] for row in referrals}) == len(referrals)


def test_people_to_sign_in_as_have_jobs(files: Files) -> None:
    """Whoever is public and active has an open one, and the lead leads teams for some."""
    state = [row["state"] for row in files.rows("jobs")]
    row = {persona.handle: str(files.people.index(files.by_handle[persona.handle])) for persona in FREELANCERS}
    concerned = {each[PERSON] for each in files.rows("invited_to") if state[int(each[JOB])] == "OPEN"}
    for persona in FREELANCERS:
        assert (row[persona.handle] in concerned) or persona.private or not persona.active, persona.handle
    leads = Counter(each[PERSON] for each in files.rows("member_of") if each["isLead"] == "true")
    assert leads[row["lena-lead"]] >= 1
