"""Every sentence that rows earn by contradicting one another or the base, word for word."""

from datetime import date

import pytest

from accompagnement.actions.importation.croisements import FAUTES, PHRASES
from conventions.models import MoisArrete
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    AppartenanceFactory,
    CohorteFactory,
    ParcoursFactory,
    ParticipantFactory,
)

ENTREE = {"date_entree": "2025-01-15"}
NUMERO = {"numero_france_travail": "12345678901"}
AUTRE = {"identifiant_externe": "B1"}


def entre():
    ParcoursFactory(actif=True, participant__identifiant_externe="A1")


def sorti():
    ParcoursFactory(sorti=True, participant__identifiant_externe="A1")


def sorti_d_un_mois_arrete():
    sorti()
    MoisArrete.objects.create(mois=date(2025, 6, 1))


def sortie_le(jour):
    return {"date_sortie": jour, "motif_sortie": "cdi"}


# Code, what the base holds, the lines of the file, where it is told and what is said.
CAS = [
    (
        "identite_contradictoire",
        None,
        [ENTREE | sortie_le("2025-02-01"), {"nom": "Durand"}],
        (3, "nom", "diffère de la ligne 2 pour le même identifiant externe"),
    ),
    (
        "parcours_donne_deux_fois",
        None,
        [ENTREE, ENTREE],
        (3, "date_entree", "la ligne 2 donne déjà ce parcours de cette personne"),
    ),
    (
        "numero_de_deux_lignes",
        None,
        [NUMERO, NUMERO | AUTRE],
        (
            3,
            "numero_france_travail",
            "ce numéro est aussi celui de la ligne 2, une autre personne",
        ),
    ),
    (
        "numero_d_une_autre_personne",
        lambda: ParticipantFactory(pk=4321, **NUMERO),
        [NUMERO],
        (
            2,
            "numero_france_travail",
            "ce numéro est déjà celui d'une autre personne (dossier 4321)",
        ),
    ),
    (
        "naissance_apres_un_parcours",
        sorti,
        [{"date_naissance": "2025-01-20"}],
        (
            2,
            "date_naissance",
            "un parcours enregistré commence le 15/01/2025, avant cette date",
        ),
    ),
    (
        "chevauche_une_ligne",
        None,
        [
            ENTREE | sortie_le("2025-03-01"),
            {"date_entree": "2025-02-01"} | sortie_le("2025-04-01"),
        ],
        (3, "date_entree", "ce parcours chevauche celui de la ligne 2"),
    ),
    (
        "chevauche_une_ligne_ouverte",
        None,
        [ENTREE, {"date_entree": "2025-02-01"} | sortie_le("2025-04-01")],
        (3, "date_entree", "ce parcours chevauche celui de la ligne 2 et encore ouvert"),
    ),
    (
        "chevauche_un_enregistre",
        sorti,
        [{"date_entree": "2025-02-01"} | sortie_le("2025-03-01")],
        (
            2,
            "date_entree",
            "ce parcours chevauche un parcours déjà enregistré, entré le 15/01/2025",
        ),
    ),
    (
        "chevauche_un_enregistre_ouvert",
        entre,
        [{"date_entree": "2025-02-01"} | sortie_le("2025-03-01")],
        (
            2,
            "date_entree",
            "ce parcours chevauche un parcours déjà enregistré, entré le 15/01/2025 et encore "
            "ouvert",
        ),
    ),
    (
        "second_ouvert_au_fichier",
        None,
        [ENTREE, {"date_prescription": "2026-01-10"}],
        (
            3,
            "date_entree",
            "cette personne aurait un second parcours ouvert (le premier est à la ligne 2)",
        ),
    ),
    (
        "second_ouvert_en_base",
        entre,
        [{"date_prescription": "2026-01-10"}],
        (
            2,
            "date_entree",
            "cette personne aurait un second parcours ouvert (le premier est déjà enregistré)",
        ),
    ),
    (
        "pas_un_referent",
        lambda: AgentFactory(email="direction@exemple.fr", role=Role.DIRECTION),
        [ENTREE | {"referent": "direction@exemple.fr"}],
        (2, "referent", "cette adresse n'est pas celle d'un référent en activité"),
    ),
    (
        "cohorte_sans_entree",
        lambda: CohorteFactory(code="cent"),
        [{"cohortes": "cent"}],
        (2, "cohortes", "une cohorte demande une date d'entrée"),
    ),
    (
        "cohorte_complete",
        lambda: AppartenanceFactory(cohorte__code="cent", cohorte__capacite=1),
        [ENTREE | {"cohortes": "cent"}],
        (2, "cohortes", "cette cohorte n'a plus de place (capacité : 1)"),
    ),
    (
        "sortie_d_un_mois_arrete",
        sorti_d_un_mois_arrete,
        [ENTREE | sortie_le("2025-08-31")],
        (
            2,
            "date_sortie",
            "la sortie enregistrée (CDI, le 30/06/2025) ne change plus par un import : le mois "
            "06/2025 est arrêté ; rouvrez-la depuis le dossier, la direction "
            "confirmera, puis importez de nouveau",
        ),
    ),
]


@pytest.mark.parametrize(
    ("base", "lignes", "faute"), [cas[1:] for cas in CAS], ids=[cas[0] for cas in CAS]
)
def test_a_contradiction_is_told_word_for_word(fautes, base, lignes, faute):
    if base:
        base()
    assert faute in fautes(*lignes)


def test_every_sentence_is_earned_here_and_none_is_composed_in_sql():
    assert {cas[0] for cas in CAS} == set(PHRASES)
    assert [requete for requete in FAUTES if "||" in requete] == []
