import csv
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accompagnement.actions.partage import (
    consulter_en_lot,
    noter_opposition,
    partager,
    rapprocher_liste,
)
from accompagnement.lecture.liste_partagee import LIGNES_MAX, completer, lire_liste
from accompagnement.models import Partage
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from tests.usines import AgentFactory, CoordinationFactory, ParcoursFactory, StructureFactory

pytestmark = pytest.mark.django_db
SUIVIE, PARTIE, REFUSE, INCONNUE = (f"{n}" * 11 for n in "1234")


@pytest.fixture
def partenaire():
    structure = StructureFactory(nom="France Travail Denain", accompagne=False)
    referent = AgentFactory(nom="Delcourt", prenom="Sophie", email="s.delcourt@exemple.fr")
    ParcoursFactory(actif=True, referent=referent, participant__numero_france_travail=SUIVIE)
    ParcoursFactory(sorti=True, participant__numero_france_travail=PARTIE)
    refuse = ParcoursFactory(actif=True, participant__numero_france_travail=REFUSE)
    noter_opposition(refuse.participant, par=CoordinationFactory(), structure=structure)
    return structure


def test_the_same_file_comes_back_with_its_answers(partenaire, tmp_path):
    fichier = tmp_path / "liste.csv"
    fichier.write_text(
        f"nom;numero_france_travail\n=A1;{SUIVIE}\nB;{PARTIE}\nC;{REFUSE}\nD;{INCONNUE}\nE;12\nF\n"
    )
    call_command(
        "rapprocher_liste",
        fichier,
        structure="france travail denain",
        par=CoordinationFactory().email,
        stdout=io.StringIO(),
    )
    rendu = (tmp_path / "liste.reponse.csv").read_text(encoding="utf-8-sig")
    lignes = list(csv.reader(io.StringIO(rendu), delimiter=";"))
    assert lignes[0][2:] == ["accompagne", "depuis", "referent", "contact"]
    assert lignes[1] == [
        "'=A1",
        SUIVIE,
        "oui",
        "2025-01-15",
        "Sophie Delcourt",
        "s.delcourt@exemple.fr",
    ]
    assert [ligne[2] for ligne in lignes[2:]] == ["non"] * 3 + ["numéro illisible"] * 2


def test_a_quote_left_open_would_swallow_the_rest_of_the_list():
    with pytest.raises(ValidationError, match="guillemet"):
        lire_liste(f'numero_france_travail;nom\n{SUIVIE};"Martin\n{PARTIE};Petit\n'.encode())


def test_an_opposition_is_noted_once(partenaire):
    coordination, participant = CoordinationFactory(), ParcoursFactory().participant
    noter_opposition(participant, par=coordination)
    with pytest.raises(ValidationError, match="Cette opposition est déjà enregistrée."):
        noter_opposition(participant, par=coordination)


def test_who_was_told_is_known_and_each_is_logged(partenaire):
    rapprocher_liste(partenaire, [SUIVIE, PARTIE, REFUSE, INCONNUE], par=CoordinationFactory())
    numeros = Partage.objects.values_list("participant__numero_france_travail", flat=True)
    assert set(numeros) == {SUIVIE, PARTIE}
    assert set(Consultation.objects.values_list("objet", flat=True)) == {
        "Liste pour France Travail Denain"
    }
    assert Consultation.objects.count() == 2


def test_a_partner_asks_for_its_own_structure_only(partenaire):
    autre = AgentFactory(role=Role.PARTENAIRE)
    with pytest.raises(PermissionDenied):
        rapprocher_liste(partenaire, [SUIVIE], par=autre)
    sien = AgentFactory(role=Role.PARTENAIRE, structure=partenaire)
    with pytest.raises(PermissionDenied):
        rapprocher_liste(autre.structure, [SUIVIE], par=sien)
    assert rapprocher_liste(partenaire, [SUIVIE], par=sien)[SUIVIE]["est_accompagne"]


def test_of_many_a_partner_reads_those_it_knows_and_who_do_not_refuse(partenaire):
    par = AgentFactory(structure=partenaire, role=Role.PARTENAIRE)
    connue, refuse, d_un_autre = ParcoursFactory.create_batch(3, actif=True)
    for parcours in (connue, refuse):
        partager(parcours.participant_id, partenaire.pk)
    partager(d_un_autre.participant_id, StructureFactory().pk)
    noter_opposition(refuse.participant, par=CoordinationFactory())
    cles = [parcours.participant_id for parcours in (connue, refuse, d_un_autre)]

    assert set(consulter_en_lot(cles, par=par, declarant="Essai")) == {connue.participant_id}

    traces = Consultation.objects.filter(participant_id__in=cles)
    assert [trace.participant_id for trace in traces] == [connue.participant_id]


def test_a_thousand_numbers_take_as_many_questions_as_one(partenaire):
    comptes = []
    for numeros in ([SUIVIE], [SUIVIE, PARTIE, *(f"{n:011}" for n in range(1000))]):
        with CaptureQueriesContext(connection) as capture:
            rapprocher_liste(partenaire, numeros, par=CoordinationFactory())
        comptes.append(len(capture))
    assert comptes[0] == comptes[1]


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        (b"", "première ligne"),
        (b"nom;prenom\na;b", "numero_france_travail"),
        (b"numero_france_travail\n\0", "pas un CSV"),
        (b"numero_france_travail\n" + b"1\n" * (LIGNES_MAX + 1), "découpez"),
        (b"x" * (2 * 1024**2 + 1), "2 Mo"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_french(contenu, phrase):
    with pytest.raises(ValidationError, match=phrase):
        lire_liste(contenu)


@pytest.mark.parametrize("separateur", [";", ",", "\t"])
def test_commas_tabulations_and_windows_are_read(separateur):
    texte = f"prénom{separateur}numero_france_travail\nZoé{separateur}123 4567-8901\n"
    for encodage in ("utf-8", "utf-8-sig", "cp1252"):
        liste = lire_liste(texte.encode(encodage))
        assert liste.numeros == ["12345678901"]
        assert next(completer(liste, {}))[0] == "Zoé"


def test_the_command_says_what_is_wrong(partenaire, tmp_path):
    with pytest.raises(CommandError, match="n'existe pas"):
        call_command("rapprocher_liste", tmp_path / "a", structure="Inconnue", par="x@exemple.fr")
    with pytest.raises(CommandError, match="illisible"):
        call_command(
            "rapprocher_liste",
            tmp_path / "absent.csv",
            structure=partenaire.nom,
            par=CoordinationFactory().email,
        )
    fichier = tmp_path / "l.csv"
    fichier.write_text(f"numero_france_travail\n{SUIVIE}\n")
    with pytest.raises(CommandError, match="droit"):
        call_command(
            "rapprocher_liste", fichier, structure=partenaire.nom, par=AgentFactory().email
        )
