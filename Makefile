# `make report` and `make test` set up what they need; nothing is installed outside .venv.
PYTHON ?= python3
BIN := .venv/bin
STUDIES ?= demo kremlin-nato
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1

.PHONY: report test lab check docs notebooks lock accuracy speed calibration clean

report: .venv/.ready            ## build the reports of the studies, where stale
	@$(BIN)/parallax run $(STUDIES)

test: check                     ## linter, type checker, tests
	@$(BIN)/pytest -n 2 --dist loadfile

check: .venv/.ready
	@$(BIN)/ruff check .
	@$(BIN)/mypy

lab: .venv/.ready               ## JupyterLab on the notebooks
	@$(BIN)/jupyter lab --notebook-dir=notebooks

docs: .venv/.ready              ## write the documents that are generated
	@$(BIN)/python docs/generate.py

notebooks: .venv/.ready         ## strip stored output from the notebooks
	@$(BIN)/jupyter nbconvert --clear-output --inplace --log-level=ERROR notebooks/*.ipynb

lock: .venv/.ready              ## resolve the dependencies of pyproject.toml anew
	@$(BIN)/uv pip compile -q --upgrade --universal --generate-hashes --python-version 3.11 --all-extras \
		--no-emit-package parallax-framing pyproject.toml -o requirements.lock

accuracy speed calibration: .venv/.ready  ## measure on gold corpora: make accuracy GOLD=FOLDER
	@$(BIN)/python -m benchmarks.$@ "$(GOLD)"
	@$(BIN)/python docs/generate.py

clean:                          ## remove everything that is built
	@rm -rf .venv reports/*/ reports/index.html data/processed/demo

.venv/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Parallax needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Python's venv is missing (Debian: apt install python3-venv)"; exit 1; }
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv==0.13.9
	@$(BIN)/uv pip sync -q --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@
