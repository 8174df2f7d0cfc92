"""What else leaves the house, joined to all the reports: objectives as programs, files and the
command read them, the other models of report, and the rules that are tried."""

from datetime import date
from itertools import combinations

import pytest

from accompagnement.enums import CRITERES_SENSIBLES, Categorie
from accompagnement.models import RegleSortie
from conventions.enums import INCONNU, ModeleRapport
from conventions.indicateurs.calcul import Mesure, Resultat
from conventions.indicateurs.declarations import PUBLIES
from conventions.indicateurs.essai import Essai, SortieEssayee
from conventions.indicateurs.jauges import Jauge
from conventions.indicateurs.objectifs import Avancement
from conventions.indicateurs.seuils import PARTS, est_petit
from conventions.models import Convention, Objectif
from conventions.rapports import extrait, publication
from conventions.rapports.masque import masquer
from conventions.rapports.modeles import imprimer
from conventions.rapports.publication import publier_objectifs
from plie.comptes.enums import Role
from tests.conventions.rapports import plie_invente as plie
from tests.conventions.rapports.attaque import INFINI, Table, somme
from tests.usines import AgentFactory

pytestmark = [pytest.mark.long, pytest.mark.django_db]
COMPTES = ("personnes_accompagnees", "file_active_fin", "entrees", "sorties", "sorties_positives")
GENRES = {
    "commune": "communes",
    "critere": "criteres",
    "structure": "structures",
    "motif_sortie": "motifs",
}


def _avancements(personnes, mois):
    """[(breakdown, modality, indicator, Avancement)] of the objectives that somebody could write
    down of a year, each within a scope of one value."""
    convention = Convention(date_debut=date(plie.ANNEE, 1, 1), date_fin=date(plie.ANNEE, 12, 31))
    fin = date.fromisoformat(plie.rapport([], mois)["periodes"]["annee"]["fin"])
    for dimension, genre in GENRES.items():
        for code in sorted({c for p in personnes for c in p.modalites(dimension)} - {INCONNU}):
            siens = plie.compter(plie.porteurs(personnes, dimension, code), 1, mois)
            for indicateur in COMPTES:
                objectif = Objectif(convention=convention, indicateur=indicateur)
                setattr(objectif, genre, [int(code) if genre == "structures" else code])
                compte = siens[indicateur]
                mesure = Mesure(compte, None, compte)
                lu = Avancement(
                    objectif, fin, convention.date_debut, convention.date_fin, 5, mesure
                )
                yield dimension, code, indicateur, lu


def _lire_les_objectifs(tables, personnes):
    """What every objective says at the end of every month; how many say something."""
    dits = 0
    for mois in plie.MOIS:
        donnees = plie.rapport(personnes, mois)
        *cles, avancements = zip(*_avancements(personnes, mois), strict=True)
        for dimension, code, indicateur, dit in zip(
            *cles, publier_objectifs(avancements, donnees), strict=True
        ):
            if not dit["est_masque"]:
                compte, table = dit["numerateur"], tables[dimension]
                # Of positive exits the program only knows the year.
                au_plus = INFINI if indicateur == "sorties_positives" and mois < 12 else compte
                expression = _expression(table, code, indicateur, mois)
                table.programme.entre(expression, compte, au_plus)
                dits += 1
    return dits


def _expression(table, code, indicateur, mois):
    """The unknowns that a count of the year to date adds up."""
    ne = table.programme.inconnue
    sorties = [ne("s", code, m) for m in range(1, mois + 1)]
    moins = [{cle: -n for cle, n in s.items()} for s in sorties]
    return {
        "personnes_accompagnees": lambda: table.effectif(code, 1, mois),
        "file_active_fin": lambda: somme(table.effectif(code, 1, mois), *moins),
        "entrees": lambda: somme(*(ne("e", code, m) for m in range(1, mois + 1))),
        "sorties": lambda: somme(*sorties),
        "sorties_positives": lambda: ne("p", code),
    }[indicateur]()


def _tables(personnes):
    rapports = [masquer(plie.rapport(personnes, mois)) for mois in plie.MOIS]
    return {
        dimension: Table(personnes, rapports, dimension, direction=True) for dimension in GENRES
    }


@pytest.mark.parametrize("graine", [1, 17])
def test_objectives_within_scopes_give_back_no_masked_cell(graine):
    personnes = plie.inventer(graine)
    tables = _tables(personnes)
    assert _lire_les_objectifs(tables, personnes) > 50
    for dimension, table in tables.items():
        assert table.retrouver() == set(), dimension


def test_objectives_said_as_they_are_would(monkeypatch):
    def en_clair(lu, masquees):
        return publication._dire(lu.realise, lu.mesure.numerateur, None)

    monkeypatch.setattr(publication, "_chiffre", en_clair)
    monkeypatch.setitem(globals(), "GENRES", {"structure": "structures"})
    personnes = plie.inventer(1)
    tables = _tables(personnes)
    _lire_les_objectifs(tables, personnes)
    # One is enough: each is an integer program that leaves little to look at.
    table = tables["structure"]
    table.cibles = dict(list(table.cibles.items())[:1])
    assert table.retrouver()


def test_direction_reads_no_objective_within_what_is_withheld():
    """Whoever writes objectives would have one for each day and each criterion."""
    direction = AgentFactory(role=Role.DIRECTION)
    for dimension, code, _, lu in _avancements(plie.inventer(1), 12):
        if dimension == "critere" and code in CRITERES_SENSIBLES:
            jauge = Jauge(lu, direction)
            assert jauge.est_reservee and jauge.valeur is None and jauge.parties == []


@pytest.mark.parametrize("modele", ModeleRapport)
def test_no_model_prints_what_the_monthly_report_of_its_month_withholds(modele):
    """A quarter adds its totals; yearly and FSE+ reports print less."""
    personnes = plie.inventer(1)
    for mois in (3, 6, 9, 12):
        est_trimestriel = modele == ModeleRapport.TRIMESTRIEL
        prises = plie.rapport(personnes, mois, est_trimestriel=est_trimestriel)
        prises |= _un_an_avant(prises) | {"modele": modele.value}
        mensuel = masquer(plie.rapport(personnes, mois))
        lus = {i["code"]: i["valeurs"] for i in mensuel["indicateurs"]}
        imprime = imprimer(masquer(prises))
        assert imprime["ventilations"] == mensuel["ventilations"]
        for indicateur in imprime["indicateurs"]:
            for nom, mesure in indicateur["valeurs"].items():
                if nom.startswith("trimestre") and indicateur["code"] in PARTS:
                    assert mesure["est_masque"]
                elif nom in ("mois", "annee"):
                    assert mesure == lus[indicateur["code"]][nom]


def _un_an_avant(donnees):
    """The columns of last year, when nobody was there."""
    rien = {"valeur": None, "numerateur": 0, "denominateur": 0}
    noms = list(donnees["periodes"])
    avant = {f"{nom}_avant": _reculer(donnees["periodes"][nom]) for nom in noms}
    return {
        "periodes": donnees["periodes"] | avant,
        "indicateurs": [
            {**i, "valeurs": i["valeurs"] | {f"{nom}_avant": rien for nom in noms}}
            for i in donnees["indicateurs"]
        ],
    }


def _reculer(periode):
    return {b: jour.replace(str(plie.ANNEE), str(plie.ANNEE - 1)) for b, jour in periode.items()}


# Rules that are tried


def _essais(personnes):
    """{motifs that a rule moves: its Essai of the year}."""
    fin = date(plie.ANNEE, 12, 31)
    zeros = {i.code: Mesure(0, None, 0) for i in PUBLIES}
    officiel = Resultat(date(plie.ANNEE, 1, 1), fin, zeros, {})
    positifs = [code for code, (_, c, _) in plie.MOTIFS.items() if c == Categorie.POSITIVE]
    for combien in (1, 2, 3):
        for motifs in combinations(positifs, combien):
            sorties = [
                SortieEssayee(
                    p.motif,
                    p.categorie,
                    Categorie.AUTRE if p.motif in motifs else p.categorie,
                    False,
                    True,
                    True,
                )
                for p in personnes
                if p.sortie <= 12
            ]
            yield motifs, Essai(RegleSortie(), officiel, tuple(sorties), 0, True)


def _apprendre_les_essais(personnes, monkeypatch):
    """The table of motifs with what the trials that leave tell of it, and how many do."""
    table = _tables(personnes)["motif_sortie"]
    for code in table.codes:
        if est_petit(len(plie.porteurs(personnes, "motif_sortie", code))):
            table.cibles[12, code, "membre"] = table.colonne(code, "sorties", 12)
    monkeypatch.setattr(
        extrait, "prendre_les_chiffres", lambda mois: plie.rapport(personnes, mois.month)
    )
    dits = 0
    for motifs, essai in _essais(personnes):
        if not extrait.masque_l_essai(essai):
            expressions = [table.colonne(c, "sorties", 12) for c in motifs if c in table.codes]
            table.programme.vaut(somme(*expressions), essai.deplacees)
            dits += 1
    return table, dits


@pytest.mark.parametrize("graine", [1, 17, 23])
def test_rules_tried_one_after_the_other_give_back_no_motif(graine, monkeypatch):
    table, dits = _apprendre_les_essais(plie.inventer(graine), monkeypatch)
    assert dits and table.retrouver() == set()


def test_rules_judged_by_how_many_exits_they_move_would(monkeypatch):
    """Two motifs together are many, one of them is, the other one is their difference."""
    monkeypatch.setattr(Essai, "trahit", lambda essai, imprimes: est_petit(essai.deplacees))
    trouvees = [
        _apprendre_les_essais(plie.inventer(graine), monkeypatch)[0].retrouver()
        for graine in range(1, 6)
    ]
    assert any(trouvees)
