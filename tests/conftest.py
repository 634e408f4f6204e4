"""Studies for the tests: a small one of two invented outlets, and the demo."""

import hashlib
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from analysis.pipeline import prepare_tables, read_tables
from analysis.runner import run_study
from analysis.study import read_study

settings.register_profile("parallax", deadline=None, derandomize=True)  # the same examples on every machine
settings.load_profile("parallax")

PROJECT = Path(__file__).parents[1]
SETTINGS = """
title = "The shore"
question = "How do two papers tell two small events?"
[outlets]
gull = "The Gull"
tern = "The Tern"
[events]
pier = "The pier is closed"
eel = "The eel returns"
[labels.place]
"Sandwick" = ["Sandwick"]
"Sandvik" = ["Sandvik"]
[parameters]
draws = 40
"""
PAGES = {
    "gull-pier-1": """Pier closed after storm
3 May, 2031 10:15

The pier of Sandwick was closed on Friday. Harbour master Ilse Brandt said that the planks were loose.

"Nobody should walk there," she added. The repair may take a month, and it is perhaps too late for summer.
""",
    "gull-pier-2": """Pier may stay closed
5 May, 2031 09:00

Officials told The Gull that the pier could stay closed. The council reportedly lacks money.

According to Mayor Olav Renn, "the money will be found." Brandt denied that anyone was hurt.
""",
    "tern-pier-1": """Sandvik loses its pier
4 May, 2031 08:30

The pier of Sandvik is certainly lost. Brandt claimed that the planks were loose, but everyone knows better.

"Nobody should walk there," the harbour master insisted. Clearly the council has failed.
""",
    "gull-eel-1": """Eels seen in the river again
9 May, 2031 07:45

Eels have apparently returned to the river at Sandwick. Biologist Nora Feld said there might be hundreds.

"I think they came in the night," Feld said. It is unclear where they came from.
""",
    "tern-eel-1": """The eel is back
10 May, 2031 12:00

The eel is back in Sandvik, and that is a fact. A study by the college found two hundred of them.

Fishermen welcomed the news. "We never gave up," one of them told reporters.
""",
}


def write_study(root: Path, pages: dict[str, str], settings: str = SETTINGS) -> Path:
    """Lay a study out as a user would; return its folder."""
    folder = root / "data" / "raw" / "shore"
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    (folder / "study.toml").write_text(settings, encoding="utf-8")
    rows = ["article_id,file,outlet,event,published,title,author,url,sha256"]
    for article_id, page in pages.items():
        outlet, event, _ = article_id.split("-")
        (folder / "pages" / f"{article_id}.txt").write_text(page, encoding="utf-8")
        sha256 = hashlib.sha256(page.encode()).hexdigest()
        rows.append(f"{article_id},pages/{article_id}.txt,{outlet},{event},,,,,{sha256}")
    (folder / "articles.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def shore(tmp_path: Path) -> Path:
    """Lay out a project with the study `shore`; give its root."""
    write_study(tmp_path, PAGES)
    return tmp_path


@pytest.fixture(scope="session")
def demo_root(tmp_path_factory) -> Path:
    """Lay out a project with the demo study and the notebooks, away from what is built; give its root."""
    root = tmp_path_factory.mktemp("demo")
    shutil.copytree(PROJECT / "data" / "raw" / "demo", root / "data" / "raw" / "demo")
    shutil.copytree(PROJECT / "notebooks", root / "notebooks")
    return root


@pytest.fixture(scope="session")
def demo_tables(demo_root: Path) -> dict[str, pd.DataFrame]:
    """Build the tables of the demo study."""
    folder = demo_root / "data" / "processed" / "demo"
    prepare_tables(read_study("demo", demo_root), folder, say=lambda _: None)
    return read_tables(folder)


@pytest.fixture(scope="session")
def demo_reports(demo_root: Path) -> Path:
    """Run the demo study; give the folder of its report."""
    return run_study("demo", demo_root, {}).parent
