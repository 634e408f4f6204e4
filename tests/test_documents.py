"""Documents say what is."""

import importlib.util
import re
import subprocess
import tomllib

import pytest
from conftest import PROJECT

GENERATOR = importlib.util.spec_from_file_location("generate", PROJECT / "docs" / "generate.py")
GENERATE = importlib.util.module_from_spec(GENERATOR)
GENERATOR.loader.exec_module(GENERATE)


@pytest.mark.parametrize("name", GENERATE.DOCUMENTS)
def test_a_generated_document_is_current(name):
    """A generated document is what would be generated now; `make docs` writes it."""
    assert (PROJECT / "docs" / name).read_text(encoding="utf-8") == GENERATE.DOCUMENTS[name]()


def test_every_link_of_the_readme_leads_somewhere():
    """Every relative link of README.md names a file or folder."""
    links = re.findall(r"\]\(([^)#:]+)\)", (PROJECT / "README.md").read_text(encoding="utf-8"))
    assert links
    assert not [link for link in links if not (PROJECT / link).exists()]


def test_every_dependency_has_its_reason():
    """Each declared dependency stands in docs/dependencies.md, and in the lock."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    reasons = (PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    assert not [name for name in declared if name not in reasons or f"\n{name}==" not in lock]


def test_the_lock_names_no_host():
    """The lock holds hashes and no address."""
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    assert "--hash=sha256:" in lock
    assert "://" not in lock


def test_every_make_target_of_the_readme_is_there():
    """Every make command of README.md and CONTRIBUTING.md can be run."""
    pages = [(PROJECT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")]
    for target in set(re.findall(r"\bmake (\w+)", " ".join(pages))) - {"are", "it"}:
        done = subprocess.run(["make", "-n", target], cwd=PROJECT, capture_output=True)
        assert done.returncode == 0, target


def test_no_running_text_is_committed():
    """Of a study whose articles are not ours, git keeps no article file and no table of running text."""
    kept = subprocess.run(
        ["git", "ls-files", "data"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert not [name for name in kept if re.search(r"kremlin-nato/(pages/|texts\.|blocks\.)", name)]
