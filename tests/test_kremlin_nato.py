"""The real study as it is shipped: derived tables without running text."""

import shutil

import pytest
from conftest import PROJECT

from analysis.hashes import hash_code
from analysis.pipeline import STAGES, prepare_tables, read_stamps, read_tables, touches_texts
from analysis.study import read_study
from analysis.tables import TABLES

SHIPPED = PROJECT / "data" / "processed" / "kremlin-nato"
REMEDY = "put the articles in place (parallax place kremlin-nato FOLDER), run, and commit what moved"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """Copy what git keeps of the study to a project of its own; prepare its tables."""
    root = tmp_path_factory.mktemp("kremlin-nato")
    raw = PROJECT / "data" / "raw" / "kremlin-nato"
    shutil.copytree(raw, root / "data" / "raw" / "kremlin-nato", ignore=shutil.ignore_patterns("pages"))
    folder = root / "data" / "processed" / "kremlin-nato"
    (folder / "stamps").mkdir(parents=True)
    for stage in filter(touches_texts, STAGES):
        shutil.copy(SHIPPED / "stamps" / f"{stage.name}.json", folder / "stamps")
        for name in stage.writes:
            if not TABLES[name].running_text:
                shutil.copy(SHIPPED / f"{name}.parquet", folder)
    built = prepare_tables(read_study("kremlin-nato", root), folder, say=lambda _: None)
    assert built == ["measure", "compare", "vary"]
    return read_tables(folder)


def test_the_derived_tables_are_made_by_this_code():
    """The shipped tables come from the code that ingests and annotates now."""
    stamps = read_stamps(SHIPPED)
    old = [s.name for s in filter(touches_texts, STAGES) if stamps[s.name]["code"] != hash_code(*s.rooms)]
    assert not old, f"derived tables of {', '.join(old)} are made by other code: {REMEDY}"


def test_the_pages_were_read_right(shipped):
    """Outlets, times with their zone and authors are as the five pages tell them."""
    articles = shipped["articles"].set_index("article_id")
    assert articles["published"].to_dict() == {
        "rt-2022": "2022-09-14T13:37",
        "rt-2024": "2024-01-26T14:31",
        "dagens-2024": "2024-01-26T14:14+01:00",
        "wptech-2024": "2024-01-26T03:39-05:00",
        "kyivindependent-2025": "2025-01-15",
    }
    assert articles["author"].dropna().to_dict() == {
        "dagens-2024": "Henrik Rothen",
        "kyivindependent-2025": "Kateryna Hodunova",
    }


def test_five_articles_test_nothing(shipped):
    """No contrast of so few articles comes without a flag, and none has an interval over events."""
    pooled = shipped["comparisons"].query("event == 'all'")
    assert len(pooled)
    assert (pooled["flags"] != "").all()
    assert pooled["difference_low"].isna().all()


def test_no_table_holds_running_text(shipped):
    """Derived tables hold names, lemmas, words and offsets: no cell of them is as long as a sentence."""
    for name in set(shipped) - {"articles", "issues"}:
        for column in shipped[name].select_dtypes("str"):
            longest = max(shipped[name][column].dropna().str.split().str.len(), default=0)
            assert longest < 12, f"{name}.{column}"
