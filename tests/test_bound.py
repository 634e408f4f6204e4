"""No sentence survives the numbers it was said of."""

from dataclasses import replace

import pytest
from conftest import PROJECT

from analysis.pipeline import prepare_tables, read_tables
from analysis.publish import list_notebooks
from analysis.report.bound import SAYINGS, check_findings, say
from analysis.report.findings import read_findings
from analysis.report.prose import DESCRIPTIVE
from analysis.study import StudyError, read_study


@pytest.fixture(scope="module")
def findings(demo_root, demo_reports):
    """Read the findings of the demo."""
    folder = demo_root / "data" / "processed" / "demo" / "findings"
    return [found for path in list_notebooks(demo_root) for found in read_findings(folder / path.stem)]


@pytest.fixture(scope="module")
def swapped(demo_root, tmp_path_factory):
    """Build the tables of the demo with two outlets' labels swapped."""
    root = tmp_path_factory.mktemp("swapped")
    raw = root / "data" / "raw" / "demo"
    raw.parent.mkdir(parents=True)
    raw.symlink_to(PROJECT / "data" / "raw" / "demo", target_is_directory=True)
    study = read_study("demo", root)
    other = {"ledger": "meridian", "meridian": "ledger"}
    study = replace(study, articles=study.articles.replace({"outlet": other}))
    prepare_tables(study, root / "data" / "processed" / "demo", say=lambda _: None)
    return read_tables(root / "data" / "processed" / "demo")


def test_every_finding_that_concludes_is_bound(findings):
    """A finding whose verdict says more than "descriptive only" keeps how its sentence is said."""
    assert {found.binding["saying"] for found in findings if found.binding} == set(SAYINGS)
    assert not [found.id for found in findings if found.verdict != DESCRIPTIVE and not found.binding]


def test_on_its_own_tables_every_sentence_stands(findings, demo_root, demo_tables):
    """Said again of the same tables, each sentence and verdict comes out the same."""
    check_findings(findings, read_study("demo", demo_root), demo_tables)


def test_no_sentence_about_a_swapped_outlet_survives(findings, demo_root, swapped):
    """With the labels of two outlets swapped, every conclusion that names one of them fails the build."""
    study = read_study("demo", demo_root)
    concluding = [found for found in findings if found.verdict != DESCRIPTIVE and found.binding]
    swapped_names = [study.outlets[outlet] for outlet in ("ledger", "meridian")]
    named = [found for found in concluding if any(name in found.sentence for name in swapped_names)]
    assert len(named) > 5
    for found in named:
        with pytest.raises(StudyError, match="do not support"):
            check_findings([found], study, swapped)


def test_a_conclusion_about_swapped_outlets_follows_the_label(findings, demo_root, demo_tables, swapped):
    """Said of swapped tables, who leads is the other one."""
    study = read_study("demo", demo_root)
    binding = {"saying": "highest", "measure": "boosters", "voice": "outlet"}
    assert say(study, demo_tables, binding)[0].startswith("Meridian One has the most")
    assert say(study, swapped, binding)[0].startswith("The Harbour Ledger has the most")


def test_a_sentence_that_somebody_wrote_over_is_refused(findings, demo_root, demo_tables):
    """A sentence or a verdict that was changed by hand publishes nothing."""
    study = read_study("demo", demo_root)
    first = next(found for found in findings if found.verdict == "robust")
    for changed in (replace(first, sentence=first.sentence + " Surely."), replace(first, verdict="fragile")):
        with pytest.raises(StudyError, match=f"finding {first.id}"):
            check_findings([changed], study, demo_tables)
