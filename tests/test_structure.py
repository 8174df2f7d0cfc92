"""The shape of the code base: a reader may rely on it, so it is tested."""

import ast
import re
from functools import cache
from pathlib import Path

from django.apps import apps

RACINE = Path(__file__).resolve().parent.parent

# From top to bottom: a package may import those below it, never those above or beside it.
ETAGES = [
    ["plie.demonstration"],
    ["conventions"],
    ["accompagnement"],
    ["offres"],
    ["plie.administration", "plie.partenaires"],
    ["plie.interface", "plie.journal"],
    ["plie.socle"],
    ["plie.referentiels"],
    ["plie.comptes"],
    ["plie.taches"],
]
# What stands around the floors and may import any of them; only the demonstration uses it.
ASSEMBLAGE = {
    "api_v1",
    "apps",
    "bases",
    "celery",
    "courtier",
    "embarque",
    "environnement",
    "journaux",
    "management",
    "sante",
    "sauvegarde",
    "settings",
    "surveillance",
    "tasks",
    "urls",
    "verifications",
    "wsgi",
}
# The queue is made in the assembly; the watch checks the servers that the assembly names.
VERS_L_ASSEMBLAGE = {"plie.taches": {"celery", "verifications"}}
# Inside an app: a module may import those of the lines above it, never those beside it.
COUCHES_METIER = [
    ["enums", "mois_arretes", "portefeuille"],
    ["models"],
    ["permissions"],
    # What is known: one noun each.
    ["alertes", "france_travail", "indicateurs", "limite_de_lecture", "rapprochement"]
    + ["sorties", "territoire"],
    # How it is read: by one agent, or as a list.
    ["lecture", "listes"],
    # What is printed of it.
    ["documents", "rapports"],
    ["actions"],
    ["forms"],
    ["admin", "aide", "api", "convertisseurs", "management", "tasks", "templatetags", "views"],
    ["apps", "urls"],
]
COUCHES = {
    "conventions": COUCHES_METIER,
    "accompagnement": COUCHES_METIER,
    "offres": COUCHES_METIER,
    "plie.demonstration": [
        ["france_travail", "offres", "personnes", "sms"],
        ["promesses", "rapports", "stocks"],
    ]
    + [["lancement"], ["__main__"]],
    "plie.interface": [
        ["typographie"],
        ["accueil", "aide", "formulaires", "listes", "menu", "middleware"]
        + ["notifications", "recherche", "templatetags"],
        ["actes", "blocs", "contexte", "metiers", "phrases"],
        ["views"],
        ["apps", "urls"],
    ],
    "plie.partenaires": [
        ["adresse", "bibliotheques", "enums"],
        ["models"],
        ["oauth", "permissions", "usage"],
        ["courriels"],
        ["actions"],
        ["api", "forms"],
        ["aide", "management", "tasks", "views"],
        ["apps", "urls"],
    ],
    "plie.administration": [
        ["enums"],
        ["courriels", "listes", "visite"],
        ["actions"],
        ["forms"],
        ["aide", "tasks", "views"],
        ["apps", "urls"],
    ],
    "plie.journal": [["acte", "middleware", "models"], ["actions"], ["apps"]],
    "plie.socle": [
        [
            "arrondi",
            "avis_de_non_remise",
            "cache",
            "cadence",
            "caracteres",
            "compositeur",
            "copy_postgresql",
            "dates",
        ]
        + ["depot", "erreurs", "etats", "graphique", "initiale", "jours_ouvres"]
        + ["maildir", "models", "noms", "postgresql", "replique", "sms", "sql", "stockage"]
        + ["unite", "verrous"],
        ["instantane"],
        ["balayage", "ecriture", "export", "logo", "pdf", "sortie", "soumission"],
        ["apps", "tasks"],
    ],
    "plie.referentiels": [["enums"], ["models"], ["actions", "admin"], ["management"], ["apps"]],
    "plie.comptes": [
        ["chiffrement", "droits", "enums", "session_expiree", "siret", "tri"],
        ["adaptateurs", "demonstration", "middleware", "models", "permissions"],
        ["admin", "courriels"],
        ["code"],
        ["apps", "tasks"],
    ],
    "plie.taches": [
        ["enums", "insistance", "registre"],
        ["models"],
        ["actions"],
        ["apps", "tasks"],
    ],
}
LIGNES_DE_SQL = 5
DEBUT_DE_SQL = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH|MERGE|CREATE|EXISTS|IF)\b")
CORPS = "body of a trigger: pgtrigger wants it beside the model it guards"
SQL_EN_PYTHON = {
    ("accompagnement.models.parcours", "IF"): CORPS,
    ("accompagnement.models.participant", "IF"): CORPS,
    ("accompagnement.models.critere", "IF"): CORPS,
    ("accompagnement.models.garde", "IF"): CORPS,
    ("conventions.models.releve", "IF"): CORPS,
    ("conventions.models.rapport", "IF"): CORPS,
    ("plie.taches.models", "EXISTS"): "part of a WHERE, below the floor that reads .sql files",
}
# The apps whose modules bear the name of a model, or of a module of `models` or `enums`: theirs, or
# those of an app below. These others are none, each with its reason.
METIER = ("conventions", "accompagnement", "offres")
COUCHES_DE_NOMS = ("actions", "forms", "views")
SANS_MODELE = {
    "accueil": "the blocks of home, one for each of several nouns",
    "acte": "the door of every verb",
    "actes": "what the pages of every noun share",
    "champs": "the fields that several forms share",
    "controle": "exits read again against what proves them: never stored",
    "courriel": "a mail to the person: sent, never stored",
    "document": "what is printed of a parcours",
    "dossier": "the person and all that is written of them, tab by tab",
    "ecriture": "what a synchronisation writes, a page at a time",
    "essai": "a rule tried on a period: never written",
    "fiche": "the page of one indicator",
    "fiche_offre": "the sheet of a mise en relation, printed or sent",
    "indicateur": "a figure: declared and computed, never a row",
    "limite_de_lecture": "how many offers are read in a minute",
    "liste": "the list, as a page and as a file",
    "partenaire": "the pages of conseillers, outside the house",
    "rendez_vous": "an entretien to come",
    "selection": "what is ticked in the list of dossiers",
    "trajectoire": "what becomes of people, counted from several nouns",
}
# Tests that bear the name of no module of the folder that they mirror, each with its reason.
SANS_MODULE = {
    "accompagnement/actions/importation/test_passation.py": "a référent changed by a file",
    "accompagnement/views/test_ancienne_structure.py": "what a former structure reads, on any page",
    "accompagnement/views/test_lecture.py": "what is withheld and logged, on any page",
}
MODULES = [
    fichier
    for paquet in ("plie", "accompagnement", "conventions", "offres")
    for fichier in sorted((RACINE / paquet).rglob("*.py"))
    if "migrations" not in fichier.parts
]


def _nom(fichier):
    return ".".join(fichier.relative_to(RACINE).with_suffix("").parts)


@cache
def _arbre(fichier):
    return ast.parse(fichier.read_text())


@cache
def _imports(fichier):
    return list(_importes(fichier))


def _importes(fichier):
    for noeud in ast.walk(_arbre(fichier)):
        if isinstance(noeud, ast.Import):
            yield from (alias.name for alias in noeud.names)
        elif isinstance(noeud, ast.ImportFrom):
            assert noeud.level == 0, f"relative import in {fichier}"
            yield noeud.module
            yield from (f"{noeud.module}.{alias.name}" for alias in noeud.names)


def _etage(nom):
    for rang, paquets in enumerate(ETAGES):
        if any(nom == paquet or nom.startswith(f"{paquet}.") for paquet in paquets):
            return rang
    return None


def _app(nom):
    paquets = [paquet for etage in ETAGES for paquet in etage]
    return next((p for p in paquets if nom == p or nom.startswith(f"{p}.")), None)


def _module(nom, app):
    return nom[len(app) + 1 :].split(".")[0]


def _couche(nom, app):
    module = _module(nom, app)
    return next((rang for rang, noms in enumerate(COUCHES[app]) if module in noms), None)


def _aretes():
    """(module, what it imports) of the whole code base."""
    return [(_nom(fichier), importe) for fichier in MODULES for importe in _imports(fichier)]


def test_imports_point_down():
    remontent = []
    for nom, importe in _aretes():
        etage, cible = _etage(nom), _etage(importe)
        ailleurs = None not in (etage, cible) and _app(importe) != _app(nom)
        if ailleurs and cible <= etage:
            remontent.append(f"{nom} imports {importe}, which is above or beside it")
    assert remontent == []


def test_every_module_belongs_to_a_named_layer():
    perdus = []
    for nom in map(_nom, MODULES):
        app = _app(nom)
        if app is None and nom.split(".")[1] not in ASSEMBLAGE | {"__init__"}:
            perdus.append(f"{nom} has no floor")
        elif app and _module(nom, app) != "__init__" and _couche(nom, app) is None:
            perdus.append(f"{nom}: name its layer in COUCHES")
    assert perdus == []


def test_layers_inside_an_app_point_up_the_table():
    remontent = []
    for nom, importe in _aretes():
        app = _app(nom)
        if app is None or _app(importe) != app or importe == app:
            continue
        if _module(importe, app) == _module(nom, app):
            continue
        cible = _couche(importe, app)
        if cible is not None and cible >= _couche(nom, app):
            remontent.append(f"{nom} imports {importe}")
    assert remontent == []


def test_no_floor_imports_the_assembly():
    grimpent = []
    for nom, importe in _aretes():
        app = _app(nom)
        if app in (None, "plie.demonstration") or not importe.startswith("plie."):
            continue
        if importe.split(".")[1] in ASSEMBLAGE - VERS_L_ASSEMBLAGE.get(app, set()):
            grimpent.append(f"{nom} imports {importe}")
    assert grimpent == []


def test_foreign_keys_point_down():
    for modele in apps.get_models():
        etage = _etage(modele.__module__)
        for champ in modele._meta.get_fields():
            if etage is None or not (champ.is_relation and champ.concrete):
                continue
            cible = _etage(champ.related_model.__module__)
            assert cible is None or cible >= etage, f"{modele} points to {champ.related_model}"


def test_no_module_is_a_drawer_of_odds_and_ends():
    interdits = {"utils", "helpers", "common", "misc", "tools"}
    assert [f for f in MODULES if f.stem in interdits or interdits & set(f.parts)] == []


def _nom_de_modele(modele):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", modele.__name__).lower()


def _noms_connus(app):
    """The nouns that a module of `app` may bear."""
    en_dessous = ETAGES[_etage(app) :]
    apps_connues = {paquet for etage in en_dessous for paquet in etage}
    modeles = (m for m in apps.get_models() if _app(m.__module__) in apps_connues)
    modules = (
        fichier.stem
        for fichier in MODULES
        if _app(_nom(fichier)) in apps_connues and fichier.parent.name in ("models", "enums")
    )
    return {_nom_de_modele(modele) for modele in modeles} | set(modules)


def _noms_portes():
    """(app, noun) of each module, or package, of the layers cut by noun."""
    for app in METIER:
        for couche in COUCHES_DE_NOMS:
            for chemin in (RACINE / app / couche).glob("*"):
                est_module = chemin.suffix == ".py" and chemin.stem != "__init__"
                if est_module or (chemin / "__init__.py").exists():
                    yield app, couche, chemin.stem


def test_a_module_bears_the_name_of_a_noun_the_same_in_each_layer():
    inconnus = [
        (app, couche, nom)
        for app, couche, nom in _noms_portes()
        if nom not in _noms_connus(app) | set(SANS_MODELE)
    ]
    assert inconnus == []
    assert set(SANS_MODELE) <= {nom for _, _, nom in _noms_portes()}, "an exception to forget"


def test_a_test_bears_the_name_of_the_module_that_it_mirrors():
    """Or begins with it. Those of a rule that many modules hold stand at the root of the app."""
    orphelins = set()
    for app in METIER:
        for fichier in (RACINE / "tests" / app).glob("*/**/test_*.py"):
            miroir = fichier.relative_to(RACINE / "tests")
            noms = {chemin.stem for chemin in (RACINE / miroir).parent.glob("*")}
            if not any(f"{fichier.stem}_".startswith(f"test_{nom}_") for nom in noms):
                orphelins.add(str(miroir))
    assert orphelins == set(SANS_MODULE)


def test_what_runs_today_is_asked_of_its_queryset():
    ailleurs = [fichier for fichier in MODULES if "models" not in fichier.parts]
    assert [f for f in ailleurs if "date_fin__isnull" in f.read_text()] == []


def _textes(fichier):
    """The strings of a module; an f-string is one, without what it inserts."""
    for noeud in ast.walk(_arbre(fichier)):
        if isinstance(noeud, ast.JoinedStr):
            yield "".join(p.value for p in noeud.values if isinstance(p, ast.Constant))
        elif isinstance(noeud, ast.Constant) and isinstance(noeud.value, str):
            yield noeud.value


def test_long_sql_stands_in_files_of_its_own():
    longs = {
        (_nom(fichier), DEBUT_DE_SQL.match(texte)[1])
        for fichier in MODULES
        for texte in _textes(fichier)
        if DEBUT_DE_SQL.match(texte) and len(texte.strip().splitlines()) > LIGNES_DE_SQL
    }
    assert longs == set(SQL_EN_PYTHON)


def test_the_settings_stay_readable():
    lignes = (RACINE / "plie" / "settings.py").read_text().splitlines()
    assert len(lignes) < 450


def test_the_table_of_floors_names_every_app():
    nos_apps = {
        config.name
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(RACINE) and ".venv" not in config.path
    }
    connus = {paquet for etage in ETAGES for paquet in etage} | {"plie"}
    assert nos_apps <= connus


def test_comments_stay_rare():
    """About one line in twenty over the whole; paraphrase is what pushes it up."""
    lignes = [ligne.strip() for fichier in MODULES for ligne in fichier.read_text().splitlines()]
    pleines = [ligne for ligne in lignes if ligne]
    commentaires = [ligne for ligne in pleines if ligne.startswith("#")]
    assert len(commentaires) / len(pleines) < 0.05


def test_what_follows_a_write_never_turns_it_into_an_error():
    """Django's hooks are robust only when told so, and only if they have a name to be logged by."""
    fautes = []
    for fichier in MODULES:
        for noeud in ast.walk(_arbre(fichier)):
            if isinstance(noeud, ast.Call) and getattr(noeud.func, "attr", "") == "on_commit":
                mots = {mot.arg: ast.unparse(mot.value) for mot in noeud.keywords}
                if mots.get("robust") != "True" or isinstance(noeud.args[0], ast.Call):
                    fautes.append(f"{_nom(fichier)}, line {noeud.lineno}")
    assert fautes == []
