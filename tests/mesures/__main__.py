"""`make bench`: ratios measured in one run, on 1x, 10x and 100x data, with peak memory.

Each size has a database of its own, filled by `manage.py peupler`, on servers of its own. Only
ratios are worth reading: both sides of each are measured in turn, on the same machine, the same
minute.
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
TAILLES = (1_000, 10_000, 100_000)
BORNES = {
    "indicateurs / SQL": 2.5,
    "rejeu d'un mois arrêté (s)": 3,
    "masquage d'un rapport (s)": 2,
    "rapport mensuel, tous ses fichiers (s)": 3,
    "rapport annuel, tous ses fichiers (s)": 10,
    "alertes de la nuit / SQL": 5,
    "accueil / vue nue": 2.7,
    "accueil (référent) / vue nue": 2.7,
    "accueil (direction) / vue nue": 2.7,
    "liste / vue nue": 2.7,
    "recherche / vue nue": 3,
    "recherche approchée / vue nue": 3,
    "dossier / vue nue": 2.7,
    "entretien / vue nue": 2.7,
    "agenda / vue nue": 2.7,
    "commission / vue nue": 3,
    "indicateurs (page) / vue nue": 3,
    "saisie d'un brouillon : p95 (ms)": 30,
    "API, recherche : durée / vue nue": 2,
    "API, recherche : p95 à 20 (ms)": 50,
    "API, lecture : durée / vue nue": 2,
    "API, lecture : p95 à 20 (ms)": 50,
    "404, numéro inconnu ou refus (% d'écart)": 5,
    "404, identifiant inconnu ou d'un autre (% d'écart)": 5,
    "lot de 100 orientations / 100 appels": 0.1,
    "annonces : mémoire prise par 10 000 (Mo)": 10,
    "500 courriers, du choix au fichier (s)": 10,
    "import / COPY": 5,
    "offres : liste / vue nue": 3,
    "offres : recherche / vue nue": 2.7,
    "offres : écriture de 1 853 / COPY": 10,
    "rapprochement de 461 x 1 853 / SQL": 3,
    "une personne, 500 000 offres / vue nue": 5,
    "offres : mémoire prise par 500 000 (Mo)": 20,
    "processus web (Mo)": 250,
}
# Of a country: what a statement costs whatever the size, to be planned, weighs nothing there.
UN_MILLION = 1_000_000
BORNES_A_UN_MILLION = {
    "indicateurs / SQL": 1.5,
    "mois recompté après 100 dossiers / de zéro": 0.1,
}
REQUETES = " : requêtes"
REQUETES_MAX = 15


def main():
    analyse = argparse.ArgumentParser(prog="make bench", description=__doc__)
    analyse.add_argument("tailles", nargs="*", type=int, default=TAILLES)
    analyse.add_argument(
        "--seulement", nargs="+", default=[], metavar="MESURE", help="parmi toutes"
    )
    choix = analyse.parse_args()
    os.environ.setdefault("PLIE_DONNEES", str(RACINE / ".plie" / "mesures"))
    os.environ |= {"PLIE_HTTPS": "false", "PLIE_EMPREINTES": "false", "DEMONSTRATION": "true"}
    from plie import embarque  # noqa: PLC0415 - reads the environment set above

    # A quarter of the memory, as PostgreSQL's manual has it for a machine of its own.
    memoire = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    embarque.postgresql.REGLAGES["shared_buffers"] = f"{memoire // 4 // 2**20}MB"
    embarque.demarrer(durable=False)
    try:
        resultats = [_mesurer(taille, choix.seulement) for taille in choix.tailles or TAILLES]
    finally:
        embarque.arreter()
    _afficher(resultats)
    sys.exit("\n".join(depassements(resultats, choix.seulement)) or None)


def borne_de(nom, taille):
    """The most a measure may reach at that size; None when nothing is asked of it."""
    bornes = BORNES | (BORNES_A_UN_MILLION if taille >= UN_MILLION else {})
    return bornes.get(nom, REQUETES_MAX if nom.endswith(REQUETES) else None)


def depassements(resultats, seulement=()):
    """A sentence for each measure above its bound, and for each bound that nothing measured, unless
    only some were asked for."""
    trop = [
        f"{nom}, {resultat['participants']} participants : {_texte(valeur)}, au plus {borne}"
        for resultat in resultats
        for nom, valeur in resultat.items()
        if (borne := borne_de(nom, resultat["participants"])) is not None and valeur > borne
    ]
    trop += [
        f"indicateurs, de {petit} à {grand} : temps x {temps:.1f}, au plus {facteur:.0f}"
        for petit, grand, temps, facteur in _croissances(resultats)
        if temps > facteur
    ]
    oublies = [] if seulement else _oublies(resultats)
    return trop + [f"{nom} : rien ne l'a mesuré" for nom in oublies]


def _oublies(resultats):
    """Some measures belong to one size: only a run of all of them has forgotten any."""
    if not {resultat["participants"] for resultat in resultats}.issuperset(TAILLES):
        return []
    return [nom for nom in BORNES if nom not in set().union(*resultats)]


def _mesurer(taille, seulement):
    print(f"{taille} participants…", file=sys.stderr, flush=True)  # noqa: T201 - a command
    sortie = subprocess.run(
        [sys.executable, "-m", "tests.mesures.taille", str(taille), *seulement],
        cwd=RACINE,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return json.loads(sortie.stdout.splitlines()[-1])


def _afficher(resultats):
    noms = list(dict.fromkeys(nom for resultat in resultats for nom in resultat))
    for nom in noms:
        valeurs = "".join(f"{_texte(resultat.get(nom)):>14}" for resultat in resultats)
        bornes = {borne_de(nom, resultat["participants"]) for resultat in resultats} - {None}
        borne = f"   (au plus {' ; '.join(map(str, bornes))})" if bornes else ""
        print(f"{nom:<44}{valeurs}{borne}")  # noqa: T201 - a command
    _afficher_croissance(resultats)


def _afficher_croissance(resultats):
    """How many times longer the figures take on ten times the data: at most ten is linear."""
    for petit, grand, temps, facteur in _croissances(resultats):
        print(  # noqa: T201 - a command
            f"indicateurs, de {petit} à {grand} : temps x {temps:.1f}   (au plus {facteur:.0f})"
        )


def _croissances(resultats):
    """(people before, people after, times longer, times bigger) of each size and the next."""
    comptes = (resultat for resultat in resultats if "indicateurs (s)" in resultat)
    for petit, grand in itertools.pairwise(comptes):
        avant, apres = petit["participants"], grand["participants"]
        temps = grand["indicateurs (s)"] / petit["indicateurs (s)"]
        yield avant, apres, temps, apres / avant


def _texte(valeur):
    if valeur is None:
        return "—"
    return f"{valeur:.2f}" if isinstance(valeur, float) else str(valeur)


if __name__ == "__main__":
    main()
