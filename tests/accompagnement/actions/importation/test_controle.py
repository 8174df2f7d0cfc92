"""Every bad input is told with its line, its column and its reason, and nothing is written."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accompagnement.actions.importation.controle import Controle
from accompagnement.actions.importation.deroulement import importer
from accompagnement.models import Parcours, Participant
from plie.comptes.models import Agent, Structure
from tests.usines import ParcoursFactory, ParticipantFactory

DEMAIN = f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d}"
ENTREE, SORTIE = {"date_entree": "2025-01-15"}, {"date_sortie": "2025-06-30"}


@pytest.mark.parametrize(
    ("ligne", "colonne", "phrase"),
    [
        ({"nom": ""}, "nom", "obligatoire"),
        ({"identifiant_externe": "   "}, "identifiant_externe", "obligatoire"),
        ({"nom": "x" * 10_000}, "nom", "10000 caractères, 100 au plus"),
        ({"prenom": "Jean\u200bne"}, "prenom", "caractère invisible"),
        ({"date_naissance": DEMAIN}, "date_naissance", "dans le futur"),
        ({"date_naissance": "1880-01-01"}, "date_naissance", "1900"),
        ({"sexe": "H"}, "sexe", "écrivez M"),
        ({"email": "eloise(at)exemple"}, "email", "n'est pas une adresse"),
        (
            {"email": f"eloise@{'.'.join(['x' * 60] * 4)}.example"},
            "email",
            "plus de 254 caractères",
        ),
        ({"adresse": "x" * 251}, "adresse", "250 au plus"),
        ({"code_insee": "59220"}, "code_insee", "59172 pour Denain"),
        ({"criteres": "rsa,rmi"}, "criteres", "rmi"),
        ({"niveau_formation": "bac"}, "niveau_formation", "niveau de formation"),
        ({"date_entree": "1979-01-01"}, "date_entree", "précède la naissance"),
        ({"date_prescription": "1979-01-01"}, "date_prescription", "précède la naissance"),
        (
            ENTREE | {"date_prescription": "2025-02-01"},
            "date_entree",
            "précède la prescription (01/02/2025)",
        ),
        ({"date_entree": DEMAIN}, "date_entree", "dans le futur"),
        (
            ENTREE | {"date_sortie": "2025-01-01", "motif_sortie": "cdi"},
            "date_sortie",
            "précède l'entrée",
        ),
        (ENTREE | SORTIE, "motif_sortie", "demande un motif"),
        (SORTIE | {"motif_sortie": "cdi"}, "date_sortie", "demande une date d'entrée"),
        (ENTREE | {"motif_sortie": "cdi"}, "date_sortie", "n'a pas de date"),
        (ENTREE | SORTIE | {"motif_sortie": "chance"}, "motif_sortie", "motif inconnu"),
        (
            {"date_entree": "2003-01-01", "date_sortie": "2003-06-01", "motif_sortie": "cdi"},
            "date_sortie",
            "aucune règle de sortie",
        ),
        ({"referent": "Sophie"}, "referent", "n'est pas une adresse"),
    ],
)
def test_a_faulty_cell_is_told_and_nothing_is_written(fautes, ligne, colonne, phrase):
    relevees = fautes({"identifiant_externe": "B1", "structure": "Neuve"}, ligne)
    assert [(numero, nom) for numero, nom, _ in relevees] == [(3, colonne)]
    assert phrase in relevees[0][2]
    assert (Participant.objects.count(), Parcours.objects.count()) == (0, 0)
    assert (Structure.objects.count(), Agent.objects.count()) == (0, 0)


def test_a_damaged_accent_is_a_doubt_told_once_with_its_rows(importer_lignes):
    rapport = importer_lignes({"nom": "DuprÃ©"}, {"identifiant_externe": "B1", "nom": "BenaÃ¯ssa"})
    assert rapport.est_accepte
    (avis,) = rapport.avis
    assert "2" in avis and "nom" in avis


def test_how_far_it_is_comes_every_two_thousand_rows(db):
    lignes = [(numero, ["A"]) for numero in range(2, 4502)]
    fichier = SimpleNamespace(
        colonnes=["identifiant_externe"], lignes=lambda: lignes, nombre_lignes=4002
    )
    suivies = []
    assert len(list(Controle().lignes(fichier, suivies.append))) == 4500
    assert suivies == [2001 / 4002, 4001 / 4002]


def test_all_faults_of_all_rows_are_collected(fautes):
    relevees = fautes({"nom": "", "sexe": "?"}, {"date_entree": DEMAIN, "motif_sortie": "chance"})
    assert [(ligne, colonne) for ligne, colonne, _ in relevees] == [
        (2, "nom"),
        (2, "sexe"),
        (3, "date_entree"),
        (3, "motif_sortie"),
    ]


def test_a_row_with_a_semicolon_too_many_is_told(references, tmp_path):
    chemin = tmp_path / "x.csv"
    entete = "identifiant_externe;nom;prenom;date_naissance;sexe"
    chemin.write_text(f"{entete}\nA;Dupont;Zoé;1980-01-01;F;reste\nB;Durand;Léa;1980-01-01;F;;\n")
    (faute,) = importer(chemin).fautes
    assert (faute.ligne, "point-virgule" in faute.motif) == (2, True)


@pytest.mark.parametrize(
    ("autre", "ligne", "colonne", "phrase"),
    [
        ({"nom": "Durand"}, 3, "nom", "diffère de la ligne 2"),
        ({"date_naissance": "1981-02-03"}, 3, "date_naissance", "diffère de la ligne 2"),
        ({}, 3, "date_entree", "la ligne 2 donne déjà ce parcours"),
        ({"date_entree": "2025-03-01"}, 3, "date_entree", "chevauche celui de la ligne 2"),
        (
            {"date_entree": "", "date_prescription": "2026-01-10"},
            3,
            "date_entree",
            "second parcours ouvert (le premier est à la ligne 2)",
        ),
        (
            {"identifiant_externe": "B1", "numero_france_travail": "12345678901"},
            3,
            "numero_france_travail",
            "aussi celui de la ligne 2",
        ),
    ],
)
def test_rows_that_contradict_one_another_are_told(fautes, autre, ligne, colonne, phrase):
    premiere = ENTREE | {"numero_france_travail": "12345678901"}
    seconde = premiere | {"numero_france_travail": ""} | autre
    relevees = fautes(premiere, seconde)
    assert (ligne, colonne) in [faute[:2] for faute in relevees]
    assert any(phrase in faute[2] for faute in relevees)


def test_a_number_held_by_somebody_in_the_base_is_told(fautes):
    connu = ParticipantFactory(numero_france_travail="12345678901")
    (faute,) = fautes({"numero_france_travail": "12345678901"})
    assert faute == (
        2,
        "numero_france_travail",
        f"ce numéro est déjà celui d'une autre personne (dossier {connu.pk})",
    )


@pytest.mark.parametrize(
    ("ligne", "phrase"),
    [
        (
            {"date_entree": "2025-03-01"},
            "chevauche un parcours déjà enregistré, entré le 15/01/2025",
        ),
        (
            {"date_entree": "2024-01-01", "date_sortie": "2025-02-01", "motif_sortie": "cdi"},
            "chevauche un parcours déjà enregistré, entré le 15/01/2025",
        ),
        ({"date_prescription": "2026-01-10"}, "second parcours ouvert (le premier est déjà"),
    ],
)
def test_a_row_that_contradicts_the_base_is_told(fautes, ligne, phrase):
    ParcoursFactory(actif=True, participant__identifiant_externe="A1")
    relevees = fautes(ligne)
    assert all(faute[:2] == (2, "date_entree") for faute in relevees)
    assert phrase in relevees[0][2]


def test_a_birth_after_a_known_entry_is_told(fautes):
    ParcoursFactory(sorti=True, participant__identifiant_externe="A1")
    (faute,) = fautes({"date_naissance": "2025-01-20"})
    assert faute[1:] == (
        "date_naissance",
        "un parcours enregistré commence le 15/01/2025, avant cette date",
    )


def test_a_file_with_only_a_header_is_refused(references, ecrire):
    assert "aucune ligne" in importer(ecrire()).texte()
