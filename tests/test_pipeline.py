"""Stages are stale by what they are made from, and by nothing else."""

import shutil
from dataclasses import replace

import pytest
from conftest import PAGES, SETTINGS, write_study

from analysis.hashes import hash_file
from analysis.pipeline import COMPARED, STAGES, VARIED, prepare_tables, read_tables
from analysis.study import StudyError, read_study

ALL = ["ingest", "copies", "annotate", "measure", "compare", "vary"]


def prepare(root, **parameters):
    """Prepare the tables of `shore`; return what was built."""
    study = read_study("shore", root, **parameters)
    return prepare_tables(study, root / "data" / "processed" / "shore", say=lambda _: None)


def hashes(root):
    """Hash all tables of `shore`."""
    return {path.name: hash_file(path) for path in (root / "data" / "processed" / "shore").glob("*.parquet")}


def test_nothing_is_built_twice(shore):
    """What has not changed is not built again."""
    assert prepare(shore) == ALL
    assert prepare(shore) == []


def test_only_what_depends_on_a_change_is_built(shore):
    """A parameter of the comparison leaves the stages before it alone."""
    prepare(shore)
    assert prepare(shore, draws=60) == ["compare", "vary"]
    assert prepare(shore, headline=False, draws=60) == ["measure", "compare", "vary"]
    assert prepare(shore, headline=False, copies=True) == ["compare", "vary"]


def test_a_changed_article_is_noticed_by_its_bytes(shore):
    """A changed article makes the line run; a touched one does not."""
    prepare(shore)
    page = shore / "data/raw/shore/pages/gull-eel-1.txt"
    page.touch()
    assert prepare(shore) == []
    write_study(shore, PAGES | {"gull-eel-1": PAGES["gull-eel-1"].replace("hundreds", "dozens")})
    assert prepare(shore)[:3] == ["ingest", "copies", "annotate"]


def test_a_table_that_was_changed_or_removed_is_built_again(shore):
    """A table that is gone or not what its stage made is built again, the same to the byte."""
    prepare(shore)
    before = hashes(shore)
    folder = shore / "data/processed/shore"
    (folder / "hedges.parquet").unlink()
    (folder / "measures.parquet").write_bytes(b"")
    assert prepare(shore) == ["annotate", "measure"]
    assert hashes(shore) == before


def test_another_folder_gives_the_same_bytes(shore, tmp_path_factory):
    """Tables hold no trace of the folder they were made in."""
    other = tmp_path_factory.mktemp("elsewhere") / "project"
    shutil.copytree(shore, other)
    prepare(shore)
    prepare(other)
    assert hashes(shore) == hashes(other)


def test_derived_tables_give_the_same_numbers_as_the_articles(shore):
    """Without the article files every table but the running texts comes out the same."""
    prepare(shore)
    before = hashes(shore)
    folder = shore / "data/processed/shore"
    running = ("texts", "blocks")
    for name in (*running, "measures", *COMPARED, *VARIED):
        (folder / f"{name}.parquet").unlink()
    shutil.rmtree(shore / "data/raw/shore/pages")
    assert prepare(shore) == ["measure", "compare", "vary"]
    running_text = {name: before.pop(f"{name}.parquet") for name in running}
    assert running_text
    assert hashes(shore) == before
    assert "texts" not in read_tables(folder)


def test_derived_tables_stand_in_for_files_that_are_partly_there(shore):
    """With only some of the article files in place, the derived tables still serve: nothing is lost."""
    prepare(shore)
    (shore / "data/raw/shore/pages/gull-eel-1.txt").unlink()
    assert prepare(shore) == []


def test_a_study_without_files_and_tables_says_what_to_do(shore):
    """A study with neither article files nor derived tables stops with the command that helps."""
    shutil.rmtree(shore / "data/raw/shore/pages")
    with pytest.raises(StudyError, match="parallax place shore FOLDER"):
        prepare(shore)


def test_derived_tables_of_another_manifest_are_refused(shore):
    """Derived tables made for other articles are not taken for those of the manifest."""
    prepare(shore)
    write_study(shore, {name: page for name, page in PAGES.items() if name != "gull-pier-2"})
    shutil.rmtree(shore / "data/raw/shore/pages")
    with pytest.raises(StudyError, match="no article files"):
        prepare(shore)


def test_a_bad_article_is_an_issue_and_the_rest_goes_on(shore):
    """A file that is gone, changed, empty or not UTF-8 becomes an issue; the other articles are read."""
    pages = shore / "data/raw/shore/pages"
    (pages / "gull-pier-1.txt").unlink()
    (pages / "gull-pier-2.txt").write_text("changed", encoding="utf-8")
    prepare(shore)
    tables = read_tables(shore / "data/processed/shore")
    assert set(tables["issues"]["article_id"].dropna()) >= {"gull-pier-1", "gull-pier-2"}
    assert sorted(tables["articles"]["article_id"]) == ["gull-eel-1", "tern-eel-1", "tern-pier-1"]


def test_settings_that_no_stage_uses_make_nothing_stale(shore):
    """A study's title is not an input of any table."""
    prepare(shore)
    write_study(shore, PAGES, SETTINGS.replace("The shore", "The coast"))
    assert prepare(shore) == []


def test_a_killed_run_goes_on_where_it_stopped(shore):
    """A run killed inside a stage loses that stage only, and what it had half written is written anew."""
    study, folder = read_study("shore", shore), shore / "data/processed/shore"

    def die(*_):
        (folder / "estimates.parquet").write_bytes(b"half")
        raise KeyboardInterrupt

    killed = [replace(stage, run=die) if stage.name == "compare" else stage for stage in STAGES]
    with pytest.raises(KeyboardInterrupt):
        prepare_tables(study, folder, killed, say=lambda _: None)
    assert prepare(shore) == ["compare", "vary"]
    assert not read_tables(folder)["estimates"].empty
