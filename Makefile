# make demo: try the platform; nothing is needed but Python 3.11 and Debian's python3-venv.

PYTHON ?= python3
PORT ?= 8000
CHROMIUM ?= /usr/bin/chromium
PY := .venv/bin/python
# Any server will do where the database is not asked: these addresses lead nowhere.
SANS_SERVEUR := DATABASE_URL=postgresql:///plie?host=/nulle/part REDIS_URL=redis://127.0.0.1:1/0 \
	EMAIL_URL=smtp://nulle.part:25 PLIE_FICHIERS=/nulle/part

.PHONY: demo stop venv test lint format bench mutants captures chromium curl calc

demo: venv ## Web, worker and beat on invented data: http://localhost:$(PORT)
	@exec $(PY) -m plie.demonstration --port "$(PORT)"

stop: ## End the demonstration and its servers
	@if [ -x $(PY) ]; then exec $(PY) -m plie.demonstration --arreter; fi

venv: ## Only install, from the locked requirements
	@voulue=$$(sha256sum < requirements/dev.txt); \
	if [ -x $(PY) ] && [ "$$voulue" = "$$(cat .venv/installe 2>/dev/null)" ]; then exit 0; fi; \
	command -v "$(PYTHON)" > /dev/null || \
		{ echo "Python manque : installez le paquet python3 (3.11 ou plus récent)." >&2; exit 1; }; \
	"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 ou plus récent est nécessaire, celui-ci est $$("$(PYTHON)" -V) : indiquez-en un autre par PYTHON=." >&2; exit 1; }; \
	"$(PYTHON)" -c 'import ensurepip, venv' 2> /dev/null || \
		{ echo "Le module venv de Python manque : installez le paquet python3-venv." >&2; exit 1; }; \
	echo "Installation des bibliothèques…"; \
	if ! $(PY) -m pip --version > /dev/null 2>&1; then "$(PYTHON)" -m venv --clear .venv || exit 1; fi; \
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes \
		--requirement requirements/dev.txt || exit 1; \
	echo "$$voulue" > .venv/installe

chromium:
	@if [ -x "$(CHROMIUM)" ]; then exit 0; fi; \
	if [ "$$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then \
		echo "Les tests du navigateur demandent Chromium : installez le paquet chromium, ou indiquez le vôtre par CHROMIUM=." >&2; exit 1; fi; \
	echo "Installation de Chromium…"; \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
		--no-install-recommends chromium fonts-dejavu-core > /dev/null

curl:
	@if command -v curl > /dev/null; then exit 0; fi; \
	if [ "$$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then \
		echo "Les exemples de l'API demandent curl : installez le paquet curl." >&2; exit 1; fi; \
	echo "Installation de curl…"; \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
		--no-install-recommends curl > /dev/null

calc:
	@if command -v soffice > /dev/null; then exit 0; fi; \
	if [ "$$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then \
		echo "Les tests du classeur demandent LibreOffice Calc : installez le paquet libreoffice-calc-nogui." >&2; exit 1; fi; \
	echo "Installation de LibreOffice Calc…"; \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
		--no-install-recommends libreoffice-calc-nogui > /dev/null

# Three processes on two processors: one of them often waits for a browser or a worker.
test: venv chromium curl calc ## The whole suite, browser included
	@CHROMIUM="$(CHROMIUM)" exec $(PY) -m pytest -n 3 --dist worksteal -q

lint: venv ## What is checked without running the platform
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@.venv/bin/djangofmt --check templates
	@$(PY) -m check_jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	@$(SANS_SERVEUR) SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
		$(PY) manage.py check --deploy --fail-level WARNING
	@$(SANS_SERVEUR) SECRET_KEY=sans-objet $(PY) -W ignore manage.py makemigrations --check --dry-run

format: venv
	@$(PY) -m ruff check --fix . && $(PY) -m ruff format . && .venv/bin/djangofmt templates

mutants: venv ## Bugs put in one at a time, a night of them; TIRAGE=200 draws that many
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes \
		--requirement requirements/mutants.txt
	@exec $(PY) -m tests.mutants $(if $(TIRAGE),--tirage $(TIRAGE)) $(MUTANTS)

captures: venv chromium ## Screenshots of the running demonstration, in .captures
	@SECRET_KEY=sans-objet $(SANS_SERVEUR) exec $(PY) -m tests.captures --adresse "http://localhost:$(PORT)"

bench: venv ## Ratios measured in one run
	@exec $(PY) -m tests.mesures
