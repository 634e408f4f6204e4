"""A study is read and checked together; every error names rule, place, value, remedy."""

from pathlib import Path

import pytest

from analysis.study import StudyError, find_root, list_studies, read_study

SETTINGS = """
title = "A study"
question = "Who says what?"
[outlets]
gull = "The Gull"
tern = "The Tern"
[events]
pier = "The pier"
"""
HEADER = "article_id,file,outlet,event,published,title,author,url,sha256"
ROW = "gull-1,pages/gull-1.txt,gull,pier,,,,,00"


def make_study(root: Path, settings: str = SETTINGS, manifest: str = f"{HEADER}\n{ROW}\n") -> Path:
    """Lay a study's folder under a project's root."""
    folder = root / "data" / "raw" / "shore"
    folder.mkdir(parents=True)
    (folder / "study.toml").write_text(settings, encoding="utf-8")
    (folder / "articles.csv").write_text(manifest, encoding="utf-8")
    return folder


def test_a_right_study_is_read_whole(tmp_path):
    """Every declared thing of a right study is in what is read."""
    make_study(tmp_path)
    study = read_study("shore", tmp_path)
    assert (study.title, study.outlets["tern"], study.language) == ("A study", "The Tern", "en")
    assert study.articles.loc[0, ["article_id", "line"]].tolist() == ["gull-1", 2]
    assert list_studies(tmp_path) == ["shore"]


def test_label_sets_are_taken_by_name(tmp_path):
    """A study has the sets it declares and those of its language that it names."""
    tide = '[labels.tide]\nebb = ["ebb"]\nflood = ["flood"]\n'
    make_study(tmp_path, f'label_sets = ["kyiv"]{SETTINGS}{tide}')
    labels = read_study("shore", tmp_path).labels
    assert list(labels) == ["tide", "kyiv"]
    assert labels["kyiv"]["Kiev"] == ["Kiev"]


@pytest.mark.parametrize(
    ("name", "more", "rule"),
    [
        ('"kiyv"', "", "unknown label set"),
        ("3", "", "unknown label set"),
        ('["kyiv"]', "", "unknown label set"),
        ('"kyiv"', '[labels.kyiv]\nebb = ["ebb"]\nflood = ["flood"]\n', "label set twice"),
    ],
)
def test_a_label_set_that_cannot_be_taken_stops_the_study(tmp_path, name, more, rule):
    """An unknown set, or one whose name the study itself uses, is refused, and the sets there are named."""
    make_study(tmp_path, f"label_sets = [{name}]{SETTINGS}{more}")
    with pytest.raises(StudyError, match=rule):
        read_study("shore", tmp_path)


@pytest.mark.parametrize(
    ("manifest", "rule", "where"),
    [
        (f"{HEADER}\n", "no articles", "articles.csv:1"),
        (f"{HEADER},mood\n{ROW},glad\n", "unknown or repeated column", "articles.csv:1"),
        (f"{HEADER.replace(',sha256', '')}\n{ROW[:-3]}\n", "missing column", "articles.csv:1"),
        (f"{HEADER}\n{ROW}\n{ROW}\n", "duplicate article_id", "articles.csv:3"),
        (f"{HEADER}\n{ROW}\n{ROW.replace('gull-1,', 'gull-2,')}\n", "duplicate file", "articles.csv:3"),
        (f"{HEADER}\n{ROW.replace(',pier', ',moon')}\n", "unknown event", "articles.csv:2"),
        (f"{HEADER}\n{ROW.replace(',gull,', ',heron,')}\n", "unknown outlet", "articles.csv:2"),
        (f"{HEADER}\n{ROW.replace('pages/', '../')}\n", "file outside the study", "articles.csv:2"),
        (f"{HEADER}\n{ROW.replace('pages/', '/etc/')}\n", "file outside the study", "articles.csv:2"),
        (f"{HEADER}\n{ROW.replace('gull-1,', 'Gull 1,')}\n", "not an identifier", "articles.csv:2"),
        (f"{HEADER}\n{ROW},more\n", "too many cells", "articles.csv:2"),
        (f"{HEADER}\n{ROW.replace(',gull,', ',,')}\n", "empty cell", "articles.csv:2"),
        (f'{HEADER}\n"gull-1"x,a\n', "not CSV", "articles.csv"),
    ],
)
def test_a_bad_manifest_stops_with_rule_and_line(tmp_path, manifest, rule, where):
    """A manifest that breaks a rule stops the study, and says which rule and in which line."""
    make_study(tmp_path, manifest=manifest)
    with pytest.raises(StudyError) as caught:
        read_study("shore", tmp_path)
    assert caught.value.rule == rule
    assert caught.value.where.startswith(where)
    assert caught.value.remedy.endswith(".")


@pytest.mark.parametrize(
    ("settings", "rule"),
    [
        ("title = ", "not TOML"),
        (SETTINGS + "[moods]\n", "unknown key"),
        (SETTINGS.replace('title = "A study"', "title = 3"), "wrong type"),
        (SETTINGS.replace('title = "A study"', ""), "missing key"),
        (SETTINGS.replace("gull =", "rest ="), "not an identifier"),
        (SETTINGS.replace("pier =", "'The pier' ="), "not an identifier"),
        (SETTINGS + '[labels.bird]\n"gull" = "gull"\n', "not a label set"),
        (SETTINGS + "[parameters]\ndrawz = 3\n", "unknown parameter"),
        (SETTINGS + "[parameters]\ndraws = 'many'\n", "wrong type"),
        (SETTINGS + "[parameters]\nheadline = 1\n", "wrong type"),
        (SETTINGS + "[parameters]\nconfidence = 1.5\n", "out of range"),
        (SETTINGS + "[parameters]\nseed = -1\n", "out of range"),
        (SETTINGS + "[parameters]\ndraws = 0\n", "out of range"),
    ],
)
def test_bad_settings_stop_with_a_rule(tmp_path, settings, rule):
    """Settings that break a rule stop the study, and the message names the rule."""
    make_study(tmp_path, settings=settings)
    with pytest.raises(StudyError) as caught:
        read_study("shore", tmp_path)
    assert caught.value.rule == rule


def test_an_unknown_study_names_those_that_are_there(tmp_path):
    """Asking for a study that is not there names those that are."""
    make_study(tmp_path)
    with pytest.raises(StudyError, match="Studies here: shore"):
        read_study("sea", tmp_path)
    with pytest.raises(StudyError, match="no such study"):
        read_study("../raw/shore", tmp_path)


def test_a_manifest_in_another_encoding_is_refused(tmp_path):
    """A manifest that is not UTF-8 is refused with a message, not read wrongly."""
    folder = make_study(tmp_path)
    (folder / "articles.csv").write_bytes(f"{HEADER}\n{ROW}\n".replace("gull-1,", "möwe,").encode("latin-1"))
    with pytest.raises(StudyError, match="not UTF-8"):
        read_study("shore", tmp_path)


def test_given_parameters_win_and_none_leaves_the_studys_own(tmp_path):
    """A parameter given wins over study.toml; None leaves what study.toml says."""
    make_study(tmp_path, settings=SETTINGS + "[parameters]\ndraws = 50\nseed = 7\n")
    parameters = read_study("shore", tmp_path, draws=None, seed=8).parameters
    assert (parameters.draws, parameters.seed) == (50, 8)


def test_the_root_is_found_from_inside_and_missed_outside(tmp_path):
    """The project is found from any folder inside it, and outside a message says so."""
    folder = make_study(tmp_path)
    assert find_root(folder) == tmp_path.resolve()
    with pytest.raises(StudyError, match="no project"):
        find_root(Path("/"))
