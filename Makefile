# Weerklank: everything from nothing. `make run` serves, `make test` proves.
PORT ?= 8000
PY = .venv/bin/python
.PHONY: help run test check fmt bench docs lock kills

help:
	@echo "make run    alles van niets af, en dan open op http://127.0.0.1:$(PORT)   (PORT=8123 make run)"
	@echo "make test   alles wat een verandering moet doorstaan"
	@echo "make check  stijl, typen, richting van de imports, migraties"
	@echo "make bench  de cijfers in de README"
	@echo "make docs   de gedrukte verwijzingen opnieuw maken"
	@echo "make fmt    opmaak"

run:
	@tools/environment run
	@exec $(PY) -m weerklank run --port "$(PORT)"

test:
	@tools/environment test
	@$(PY) tools/test.py

check:
	@tools/environment test
	@$(PY) tools/test.py --only check

kills:
	@tools/environment test
	@PYTHONWARNINGS=ignore $(PY) tests/reliability/kill.py --kills $(or $(KILLS),200)
	@PYTHONWARNINGS=ignore $(PY) tests/reliability/kill.py --order 200
	@PYTHONWARNINGS=ignore $(PY) tests/reliability/kill.py --order 200 --synchronous NORMAL; test $$? -eq 1

fmt:
	@tools/environment test
	@$(PY) -m ruff check --fix --quiet src tests benchmarks tools || true
	@$(PY) -m ruff format src tests benchmarks tools

bench:
	@tools/environment test
	@for script in benchmarks/*.py; do echo "== $$script"; $(PY) "$$script" || exit 1; done

docs:
	@tools/environment test
	@$(PY) -m weerklank docs

# Newer versions of what we stand on: resolves pyproject.toml again and pins every hash.
lock:
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --no-emit-index-url pyproject.toml -o requirements/run.txt
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate --no-emit-index-url --extra test pyproject.toml -o requirements/test.txt
