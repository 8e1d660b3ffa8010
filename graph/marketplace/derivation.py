"""Derives the shipped table of trades from the public files of O*NET and ESCO.

Run once by hand when a source changes; the product reads only the result, `data/trades.csv.gz`::

    python -m confrere.graph.marketplace.derivation TECHNOLOGY_SKILLS ESCO_SKILLS

with O*NET's "Technology Skills" (tab separated, gzip) and ESCO's English skills (csv, gzip).
"""

import csv
import gzip
import io
import sys
from collections import defaultdict
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
    for row in csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode())):
        label = row["preferredLabel"].split(" (computer programming)")[0]
        others = [word.strip() for word in row["altLabels"].split("\n") if word.strip()]
        name = ours.get(folded(label))
        if name:  # by the preferred label only: "CSS" is also another word for orthopaedic supplies
            found.setdefault(name, []).extend(word for word in others if ";" not in word)
    return {
        name: list({folded(word): word for word in reversed(words) if folded(word) != folded(name)}.values())[::-1]
        for name, words in found.items()
    }


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
