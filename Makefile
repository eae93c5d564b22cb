# Everything is `uv run …`; .ci/uv is uv, brought along where the machine has none.
SHELL := /bin/bash
UV := .ci/uv
FITTED_TO := tests/data/eval/work.jsonl tests/data/fitting/plain.jsonl tests/data/fitting/briefings.jsonl
# The scorer learns these articles; of those in next/ only words are weighed.
LEARNT := tracker/extraction/scorer/training/articles
TRAIN := $(UV) run --with-requirements tracker/extraction/scorer/training/requirements.txt manage.py train_scorer $(LEARNT)/*.jsonl --words-of $(LEARNT)/next/*.jsonl
# Read and mended on, and of use where little is annotated: which kind of fact is meant.
MENDED := tests/data/fitting/everyday.jsonl
PLAIN := tests/data/plain_sentences
# Told with much art, so that it is hard to tell who is meant.
ARTFUL := $(LEARNT)/next/columns.jsonl $(LEARNT)/next/features.jsonl $(LEARNT)/next/notes.jsonl
# No rule is mended on these: they tell how often findings are right in texts that nobody has looked at.
UNMENDED := tests/data/fitting/daily.jsonl tests/data/fitting/quiet.jsonl
.DEFAULT_GOAL := help
.PHONY: help run test format screenshots bench bench-extract bench-read bench-pages bench-settle train train-words calibrate

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: ## Run the whole site on this machine (PORT=8000)
	@[ -d .venv ] || echo "reshuffle  | installing what Reshuffle needs into .venv"
	@$(UV) sync --locked --inexact --quiet
	@exec $(UV) run --no-sync manage.py up --follow $$PPID

test: ## Run every check and every test, on servers of their own
	@[ -d .venv ] || echo "installing what the checks need into .venv"
	@$(UV) sync --locked --group dev --quiet
	@exec $(UV) run --no-sync python -m tracker.stack.checks

format: ## Bring code and templates into shape
	@$(UV) sync --locked --group dev
	@$(UV) run --no-sync ruff check --fix --quiet .
	@$(UV) run --no-sync ruff format .
	@$(UV) run --no-sync djlint templates --reformat --quiet

train: ## Fit the scorer to its passages and articles again, and the probabilities of findings to it (three quarters of an hour on two cores)
	@$(TRAIN)
	@$(MAKE) --no-print-directory calibrate

train-words: ## Fit again which sentences may state a fact, which names are those of people and of parts and which quotations hold a view, and nothing else (six minutes)
	@$(TRAIN) --only-words

calibrate: ## Fit again which person, organization, day and kind of fact is meant and how likely findings are, after rules have changed much (nine minutes)
	@$(UV) run --no-sync manage.py fit_person_meant $(FITTED_TO) $(MENDED) $(ARTFUL)
	@$(UV) run --no-sync manage.py fit_company_meant $(FITTED_TO) --passages
	@$(UV) run --no-sync manage.py fit_day_meant $(FITTED_TO) --passages
	@$(UV) run --no-sync manage.py fit_kind_meant $(FITTED_TO) $(MENDED) --plain $(PLAIN)
	@$(UV) run --no-sync manage.py fit_confidence $(FITTED_TO) $(UNMENDED) --plain $(PLAIN)
	@exec $(UV) run --no-sync manage.py fit_confidence_in_article $(FITTED_TO) $(UNMENDED)

screenshots: ## Picture every page of the running site (SITE=http://127.0.0.1:8000; NAME and PASSWORD of an admin: the editors', too)
	@$(UV) sync --locked --group dev --quiet
	@exec $(UV) run --no-sync python -m tests.screenshots $(if $(SITE),--site $(SITE)) $(if $(NAME),--name $(NAME))

bench-extract: ## Tell how fast texts are read on one core, and where the time goes
	@$(UV) sync --locked --inexact --quiet
	@OMP_NUM_THREADS=1 exec $(UV) run --no-sync python -m bench.extract

bench-read: ## Tell how fast charts, flows, timelines, feeds and searches answer on many people
	@$(UV) sync --locked --inexact --quiet
	@exec $(UV) run --no-sync python -m bench.read

bench-pages: ## Tell how long pages take at a million moves with four clients, and how many queries they ask
	@$(UV) sync --locked --inexact --quiet
	@exec $(UV) run --no-sync python -m bench.pages

bench-settle: ## Tell how fast claims are settled on one core, and whether a full database slows it
	@$(UV) sync --locked --inexact --quiet
	@exec $(UV) run --no-sync python -m bench.settle

bench: bench-extract bench-settle bench-read bench-pages ## Run every benchmark
