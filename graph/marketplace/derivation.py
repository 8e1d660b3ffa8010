"""Derives the shipped table of trades from the public files of O*NET and ESCO.

Run once by hand when a source changes; the product reads only the result, `data/trades.csv.gz`::

    python -m confrere.graph.marketplace.derivation TECHNOLOGY_SKILLS ESCO_SKILLS

with O*NET's "Technology Skills" (tab separated, gzip) and ESCO's English skills (csv, gzip).
"""

import csv
import gzip
import io
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from confrere.graph.names import folded

from .reading import DATA, rows

MOST_TECHNOLOGIES: Final = 26
"""Technologies kept for an occupation: beyond that O*NET lists rare products."""

SPOKEN: Final = {
    "Adobe Creative Cloud software": "Adobe Creative Cloud",
    "AJAX": "Ajax",
    "Amazon Elastic Compute Cloud EC2": "Amazon EC2",
    "Amazon Simple Storage Service S3": "Amazon S3",
    "Amazon Web Services AWS CloudFormation": "AWS CloudFormation",
    "Amazon Web Services AWS software": "Amazon Web Services",
    "Ansible software": "Ansible",
    "Apache Subversion SVN": "Subversion",
    "Apple iOS": "iOS",
    "Apple macOS": "macOS",
    "Atlassian Confluence": "Confluence",
    "Atlassian JIRA": "Jira",
    "Cascading style sheets CSS": "CSS",
    "Dassault Systemes SolidWorks": "SolidWorks",
    "ESRI ArcGIS software": "ArcGIS",
    "Extensible markup language XML": "XML",
    "Google Android": "Android",
    "Google Angular": "Angular",
    "Google Workspace software": "Google Workspace",
    "HubSpot software": "HubSpot",
    "Hypertext markup language HTML": "HTML",
    "IBM Terraform": "Terraform",
    "Intuit QuickBooks": "QuickBooks",
    "JavaScript Object Notation JSON": "JSON",
    "Jenkins CI": "Jenkins",
    "Marketo Marketing Automation": "Marketo",
    "Microsoft .NET Framework": ".NET",
    "Microsoft Active Server Pages ASP": "Classic ASP",
    "Microsoft ASP.NET": "ASP.NET",
    "Microsoft Azure software": "Microsoft Azure",
    "Microsoft Office software": "Microsoft Office",
    "Microsoft PowerShell": "PowerShell",
    "Microsoft Power BI": "Power BI",
    "Microsoft SQL Server Integration Services SSIS": "SSIS",
    "Microsoft SQL Server Reporting Services SSRS": "SSRS",
    "Microsoft Visual Basic for Applications VBA": "VBA",
    "Objective C": "Objective-C",
    "Oracle Java": "Java",
    "Oracle Java 2 Platform Enterprise Edition J2EE": "Java EE",
    "Oracle JavaServer Pages JSP": "JavaServer Pages",
    "Oracle PL/SQL": "PL/SQL",
    "Oracle Primavera Enterprise Project Portfolio Management": "Primavera",
    "Salesforce software": "Salesforce",
    "SAP software": "SAP",
    "Structured query language SQL": "SQL",
    "The MathWorks MATLAB": "MATLAB",
    "Trimble SketchUp Pro": "SketchUp",
    "UNIX": "Unix",
    "Workday software": "Workday",
    "Yardi software": "Yardi",
    "Bentley MicroStation": "MicroStation",
    "Autodesk AutoCAD": "AutoCAD",
    "Autodesk Revit": "Revit",
    "Autodesk AutoCAD Civil 3D": "Civil 3D",
}
"""What people call the technologies that O*NET spells out."""

SYNONYMS: Final = {
    "JavaScript": "JS, ECMAScript",
    "TypeScript": "TS",
    "React": "React.js, ReactJS",
    "Vue.js": "Vue, VueJS",
    "Node.js": "Node, NodeJS",
    "Next.js": "NextJS",
    "Angular": "AngularJS",
    "PostgreSQL": "Postgres, psql",
    "MongoDB": "Mongo",
    "Kubernetes": "K8s",
    "Amazon Web Services": "AWS",
    "Google Cloud": "GCP, Google Cloud Platform",
    "Microsoft Azure": "Azure",
    "Go": "Golang",
    "Python": "Python 3, py",
    "C#": "C sharp, csharp",
    "C++": "CPP",
    ".NET": "dotnet, .NET Core",
    "SQL": "Structured Query Language",
    "HTML": "HTML5",
    "CSS": "CSS3, stylesheets",
    "Microsoft Excel": "Excel, spreadsheets",
    "Microsoft Word": "Word, MS Word",
    "Microsoft PowerPoint": "PowerPoint, slides",
    "Adobe Photoshop": "Photoshop",
    "Adobe Illustrator": "Illustrator (software)",
    "Adobe InDesign": "InDesign",
    "Adobe After Effects": "After Effects, AE",
    "Search engine optimisation": "SEO, search engine optimization",
    "User research": "UXR",
    "Voice-over": "voiceover, VO",
    "Localisation": "l10n, localization",
    "Machine learning": "ML",
    "Natural language processing": "NLP",
    "Query optimisation": "query tuning",
    "Virtualisation": "virtualization",
    "Colour grading": "color grading",
    "CI/CD": "continuous integration, continuous delivery",
    "Test automation": "automated testing",
    "Bookkeeping": "book-keeping",
    "Translation": "translating",
    "Copywriting": "copy writing",
    "Logo design": "logos",
    "Customer service": "customer care",
    "Data visualisation": "data visualization, dataviz",
    "WordPress": "WP",
    "QuickBooks": "QBO",
    "Visual Basic": "VB",
    "Penetration testing": "pentesting, pen testing",
    "Apache Airflow": "Airflow",
    "Git": "version control",
    "AutoCAD": "Auto CAD",
    "Recruiting": "recruitment, talent acquisition",
}
"""What people type for a skill, written by hand."""


def technologies(path: Path) -> dict[str, dict[str, float]]:
    """Weighs the technologies of each shipped occupation.

    A hot technology counts fourfold, one in demand threefold; the weight is divided by the root of the number of
    occupations that use it, or every trade would first of all be good at spreadsheets.

    Args:
        path: O*NET's "Technology Skills".

    Returns:
        Weight by technology by occupation code, heaviest first.
    """
    used: dict[str, set[str]] = defaultdict(set)
    weighed: dict[str, dict[str, float]] = defaultdict(dict)
    for row in csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode()), delimiter="\t"):
        name, code = SPOKEN.get(row["Example"], row["Example"]), row["O*NET-SOC Code"]
        used[name].add(code)
        hot = 4 if row["Hot Technology"] == "Y" else 1
        weighed[code][name] = hot * (3 if row["In Demand"] == "Y" else 1)
    for code, known in weighed.items():
        ranked = sorted(
            ((weight / len(used[name]) ** 0.5 * 10, name) for name, weight in known.items() if weight > 1),
            key=lambda pair: (-pair[0], pair[1]),
        )
        weighed[code] = {name: weight for weight, name in ranked[:MOST_TECHNOLOGIES]}
    return weighed


def synonyms(path: Path, names: set[str]) -> dict[str, list[str]]:
    """Collects other names of the skills: ESCO's where its label is ours, and the list above.

    Args:
        path: ESCO's English skills.
        names: The skills to name.

    Returns:
        Synonyms by skill, in order and without repeats.
    """
    ours = {folded(name): name for name in names}
    found: dict[str, list[str]] = {name: words.split(", ") for name, words in SYNONYMS.items() if name in names}
    table = list(csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode())))
    others = [[word.strip() for word in row["altLabels"].split("\n") if word.strip()] for row in table]
    for label, words in aligned([row["preferredLabel"] for row in table], others):
        name = ours.get(folded(label.split(" (computer programming)")[0]))
        if name:  # by the preferred label only: "CSS" is also another word for orthopaedic supplies
            found.setdefault(name, []).extend(word for word in words if ";" not in word)
    return {
        name: list({folded(word): word for word in reversed(words) if folded(word) != folded(name)}.values())[::-1]
        for name, words in found.items()
    }


def aligned(labels: Sequence[str], others: Sequence[list[str]]) -> list[tuple[str, list[str]]]:
    """Gives each list of other labels back to the label it belongs to.

    In the file at hand the empty lists were dropped and the rest moved up, so that a list stands ever further above its
    label. Many lists repeat their own label, which tells how far; the distance never shrinks. Lists between two that
    disagree are left out.

    >>> aligned(["a", "b", "c", "d"], [["a", "x"], ["c", "y"], ["d"], []])
    [('a', ['a', 'x']), ('c', ['c', 'y']), ('d', ['d'])]
    """
    row_of = {label.lower(): row for row, label in enumerate(labels)}
    named = ((at, row_of.get(word.lower())) for at, some in enumerate(others) for word in some)
    told = sorted({(at, row - at) for at, row in named if row is not None})
    sure = _never_shrinking(told)
    rows_told = [at for at, _ in sure]
    found = list[tuple[str, list[str]]]()
    for at, words in enumerate(others):
        next_one = bisect_right(rows_told, at)
        before = sure[next_one - 1] if next_one else (-1, 0)
        after = sure[next_one] if next_one < len(sure) else before
        if words and (before[0] == at or before[1] == after[1]):
            found.append((labels[at + before[1]], words))
    return found


def _never_shrinking(told: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns the longest run of pairs whose second number never shrinks, found by patience sorting."""
    ends, last, before = list[int](), list[int](), list[int]()
    for number, (_, distance) in enumerate(told):
        place = bisect_right(ends, distance)
        ends[place:] = [distance, *ends[place + 1 :]]
        last[place:] = [number, *last[place + 1 :]]
        before.append(last[place - 1] if place else -1)
    run, number = list[tuple[int, int]](), last[-1] if last else -1
    while number >= 0:
        run.append(told[number])
        number = before[number]
    return run[::-1]


def derive(technology: Path, esco: Path) -> None:
    """Writes `data/trades.csv.gz` with one line for each skill of each occupation."""
    weighed = technologies(technology)
    lines: list[tuple[str, str, float]] = []
    for trade in rows("occupations.csv"):
        own = dict(weighed.get(trade["code"], {}))
        heaviest = max(own.values(), default=1.0)
        for word in trade["also"].split("|"):
            name, _, weight = word.rpartition(":")
            own[name] = own.get(name, 0.0) + heaviest * int(weight) / 4
        total = sum(own.values())
        lines += [(trade["code"], name, round(weight / total * 1000, 2)) for name, weight in own.items()]
    other = synonyms(esco, {name for _, name, _ in lines})
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["code", "skill", "weight", "synonyms"])
    writer.writerows([code, name, weight, "|".join(other.get(name, []))] for code, name, weight in lines)
    (DATA / "trades.csv.gz").write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))


if __name__ == "__main__":
    derive(Path(sys.argv[1]), Path(sys.argv[2]))
