"""Letters are kept as they were printed; those of a lot are all written, or none is."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accompagnement.actions.courrier import LettresIncompletes, ecrire_courrier, ecrire_courriers
from accompagnement.actions.retrait import retirer
from accompagnement.enums import TexteCode
from accompagnement.lecture.courrier import SANS_ADRESSE, SUIVIE_PAR_UN_AUTRE
from accompagnement.lecture.parcours import Lecture
from accompagnement.models import Courrier, TexteImprime
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    CourrierFactory,
    ParcoursFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db
RELANCE = TexteCode.COURRIER_RELANCE
CHAMPS = {
    "modele": RELANCE,
    "expediteur": "",
    "destinataire": "Madame Léa Martin\n12 rue des Mines\n59220 DENAIN",
    "objet": "Des nouvelles",
    "texte": "Madame,",
}


def habitant(referent, **champs):
    champs.setdefault("participant__adresse", "12 rue des Mines")
    champs.setdefault("actif", True)
    return ParcoursFactory(referent=referent, structure=referent.structure, **champs)


@pytest.fixture
def referent():
    return AgentFactory()


@pytest.mark.parametrize(
    ("champ", "valeur", "phrase"),
    [
        ("texte", "Le {date du rendez-vous}", "aucun rendez-vous à venir"),
        ("objet", "{inconnu}", "Champ inconnu"),
        ("texte", "  ", "vide"),
        ("destinataire", "Madame Léa Martin", "code postal"),
        ("destinataire", "59220 DENAIN\n" * 7, "6 lignes au plus"),
    ],
)
def test_a_letter_that_cannot_leave_is_refused_beside_its_cause(referent, champ, valeur, phrase):
    parcours = habitant(referent)
    with pytest.raises(ValidationError, match=phrase) as refus:
        ecrire_courrier(parcours, par=referent, **{**CHAMPS, champ: valeur})
    assert champ in refus.value.error_dict and not Courrier.objects.exists()


def test_whoever_followed_the_person_last_tells_them_that_it_ended(referent):
    sorti = habitant(referent, sorti=True, actif=False)
    ecrire_courrier(sorti, par=referent, **CHAMPS)
    for autre in (AgentFactory(structure=referent.structure), AgentFactory(role=Role.DIRECTION)):
        with pytest.raises(PermissionDenied):
            ecrire_courrier(sorti, par=autre, **CHAMPS)


def test_who_followed_a_person_last_writes_no_more_once_another_parcours_is_open(referent):
    clos = habitant(referent, sorti=True, actif=False)
    suivant = habitant(AgentFactory(), participant=clos.participant, date_entree="2025-09-01")
    with pytest.raises(PermissionDenied):
        ecrire_courrier(clos, par=referent, **CHAMPS)
    with pytest.raises(LettresIncompletes) as refus:
        ecrire_courriers([clos.pk], par=referent, modele=RELANCE)
    assert SUIVIE_PAR_UN_AUTRE in refus.value.lettres[0].manques
    for lecteur, ecrit in ((referent, False), (suivant.referent, True)):
        assert Lecture.pour(suivant, lecteur).peut_ecrire_un_courrier is ecrit
        assert Lecture.pour(clos, lecteur).peut_ecrire_un_courrier is False


def test_of_a_person_who_died_only_who_prescribed_is_written_to(referent):
    parcours = habitant(referent, sorti=True, motif="deces", actif=False)
    with pytest.raises(ValidationError, match="Cette personne est décédée"):
        ecrire_courrier(parcours, par=referent, **CHAMPS)
    ecrire_courrier(parcours, par=referent, **CHAMPS | {"modele": TexteCode.COURRIER_ORIENTEUR})
    assert ecrire_courrier(habitant(referent), par=referent, **CHAMPS)


@pytest.mark.parametrize(
    ("adresse", "manque"),
    [
        ("1 place Verte", "écrivez l'adresse jusqu'au code postal et à la ville"),
        ("ligne\n" * 6 + "59300 VALENCIENNES", "montre 6 lignes au plus"),
    ],
)
def test_no_letter_of_a_lot_leaves_with_an_address_refused_alone(referent, adresse, manque):
    prescripteur = StructureFactory(adresse=adresse)
    parcours = habitant(referent, prescripteur=prescripteur)
    TexteImprime.objects.create(
        code=TexteCode.COURRIER_ORIENTEUR, version=2, titre="Réponse", contenu="Non."
    )
    with pytest.raises(LettresIncompletes) as refus:
        ecrire_courriers([parcours.pk], par=referent, modele=TexteCode.COURRIER_ORIENTEUR)
    (lettre,) = refus.value.lettres
    assert len(lettre.manques) == 1 and manque in lettre.manques[0]
    assert lettre.ou == reverse("accompagnement:structure_modifier", args=[prescripteur.pk])


def test_what_lacks_is_written_by_who_may_write_it(referent):
    parcours = habitant(referent, participant__adresse="")
    collegue = AgentFactory(structure=referent.structure)
    dossier, modifier = (
        reverse(f"accompagnement:{nom}", args=[parcours.participant_id])
        for nom in ("dossier", "dossier_modifier")
    )
    for par, ou in ((referent, modifier), (collegue, dossier)):
        with pytest.raises(LettresIncompletes) as refus:
            ecrire_courriers([parcours.pk], par=par, modele=TexteCode.COURRIER_RELANCE)
        assert refus.value.lettres[0].ou == ou


def test_what_was_printed_is_never_rewritten_and_is_withdrawn_by_its_author(referent):
    courrier = ecrire_courrier(habitant(referent), par=referent, **CHAMPS)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Courrier.objects.update(texte="Autre chose")
    with pytest.raises(PermissionDenied):
        retirer(
            CourrierFactory(parcours=courrier.parcours, auteur=CoordinationFactory()),
            par=referent,
            motif="Erreur",
        )
    retirer(courrier, par=referent, motif="Erreur")
    assert not Courrier.objects.filter(pk=courrier.pk).exists()


def test_one_address_that_lacks_and_no_letter_is_written(referent):
    complets = [habitant(referent) for _ in range(2)]
    sans = habitant(referent, participant__adresse="")
    ailleurs = habitant(AgentFactory())
    cles = [p.pk for p in (*complets, sans, ailleurs)]
    with pytest.raises(LettresIncompletes) as refus:
        ecrire_courriers(cles, par=referent, modele=RELANCE)
    assert {lettre.parcours.pk: lettre.manques for lettre in refus.value.lettres} == {
        sans.pk: [SANS_ADRESSE],
        ailleurs.pk: [SUIVIE_PAR_UN_AUTRE],
    }
    assert not Courrier.objects.exists()
    lot = ecrire_courriers(cles, par=referent, modele=RELANCE, sauf=[sans.pk, ailleurs.pk])
    ecrits = Courrier.objects.filter(lot=lot, auteur=referent)
    assert {c.parcours_id for c in ecrits} == {p.pk for p in complets}


def test_a_person_with_two_parcours_receives_one_letter(referent):
    ancien = habitant(referent, sorti=True, actif=False)
    actuel = habitant(referent, participant=ancien.participant, date_entree="2025-09-01")
    lot = ecrire_courriers([ancien.pk, actuel.pk], par=referent, modele=RELANCE)
    assert Courrier.objects.get(lot=lot).parcours == actuel


def test_a_lot_of_nobody_is_refused(referent):
    parcours = habitant(referent)
    with pytest.raises(ValidationError, match="Il ne reste personne"):
        ecrire_courriers([parcours.pk], par=referent, modele=RELANCE, sauf=[parcours.pk])


def test_ten_letters_cost_as_many_statements_as_two(referent):
    def compter(nombre):
        cles = [habitant(referent).pk for _ in range(nombre)]
        with CaptureQueriesContext(connection) as requetes:
            ecrire_courriers(cles, par=referent, modele=RELANCE)
        return len(requetes)

    compter(1)
    assert compter(2) == compter(10) <= 12
