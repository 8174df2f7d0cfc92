"""What a letter says of a person, and to which address."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import Presence, TexteCode
from accompagnement.lecture.courrier import (
    EST_DECEDEE,
    OBJET_MAX,
    SANS_ADRESSE,
    adresse_de_la_personne,
    preparer_lettres,
)
from accompagnement.lecture.parcours import Lecture
from accompagnement.models import Parcours, TexteImprime
from accompagnement.models.texte_imprime import livre
from tests.usines import (
    PARIS,
    AffectationFactory,
    AgentFactory,
    CommuneFactory,
    CoordinationFactory,
    CourrierFactory,
    EntretienFactory,
    ParcoursFactory,
    ParticipantFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db
TROP_LONG = "objet trop long"


def preparer(parcours, contenu, code=TexteCode.COURRIER_RELANCE, par=None, **options):
    texte = TexteImprime(code=code, titre="Objet", contenu=contenu)
    requete = Parcours.objects.filter(pk=parcours.pk)
    (lettre,) = preparer_lettres(requete, texte, par=par or CoordinationFactory(), **options)
    return lettre


@pytest.mark.parametrize(
    ("adresse", "attendue", "est_complete"),
    [
        ("12 rue des Mines", "12 rue des Mines\n59220 DENAIN", True),
        ("12, rue des Mines, 59300 Valenciennes", "12, rue des Mines\n59300 VALENCIENNES", True),
        ("12 rue des Mines, 59220", "12 rue des Mines\n59220 DENAIN", True),
        ("", "59220 DENAIN", False),
        ("59220 Denain", "59220 DENAIN", False),
    ],
)
def test_an_address_ends_with_its_postcode_and_town(adresse, attendue, est_complete):
    personne = ParticipantFactory.build(
        prenom="Léa", nom="Martin", adresse=adresse, commune=CommuneFactory.build()
    )
    lue = adresse_de_la_personne(personne)
    assert (lue.texte, lue.est_complete) == (f"Madame Léa Martin\n{attendue}", est_complete)


@pytest.mark.parametrize(
    ("adresse", "ville", "est_complete"),
    [("2 rue Haute", "LILLE", False), ("2 rue Haute, 59800", "59800 LILLE", True)],
)
def test_of_several_postcodes_the_one_typed_is_the_only_sure_one(adresse, ville, est_complete):
    lille = CommuneFactory.build(nom="Lille", codes_postaux=["59000", "59160", "59800"])
    lue = adresse_de_la_personne(ParticipantFactory.build(adresse=adresse, commune=lille))
    assert (lue.texte.splitlines()[1:], lue.est_complete) == (["2 rue Haute", ville], est_complete)


def test_a_street_without_any_town_is_no_address():
    personne = ParticipantFactory.build(adresse="12 rue des Mines", commune=None)
    assert not adresse_de_la_personne(personne).est_complete


def test_a_convocation_names_the_appointment_asked_for_else_the_next_one():
    parcours = ParcoursFactory(actif=True)
    jour = timezone.localtime().replace(hour=9, minute=0) + timedelta(days=3)
    _, second = (
        EntretienFactory(
            parcours=parcours, presence=Presence.PREVU, debut=debut, lieu="Mairie", mode="presence"
        )
        for debut in (jour, jour + timedelta(hours=2))
    )
    champs = "{heure du rendez-vous} {lieu du rendez-vous}"
    assert preparer(parcours, champs).texte == "9 h 00 Mairie"
    assert preparer(parcours, champs, entretien=second).texte == "11 h 00 Mairie"


def test_what_the_dossier_does_not_know_stays_a_field_and_is_told():
    parcours = ParcoursFactory(actif=True, participant__adresse="12 rue des Mines")
    EntretienFactory(
        parcours=parcours,
        presence=Presence.ABSENT,
        debut=datetime(2025, 3, 4, 9, tzinfo=PARIS),
    )
    # Told beforehand, it is no absence yet.
    bientot = timezone.now() + timedelta(days=3)
    EntretienFactory(parcours=parcours, presence=Presence.EXCUSE, debut=bientot)
    lettre = preparer(parcours, "{date de l’Absence}, {date du rendez-vous}")
    assert lettre.texte == "mardi 4 mars 2025, {date du rendez-vous}"
    assert lettre.manques == ["aucun rendez-vous à venir"]


def test_an_appointment_in_premises_that_nobody_knows_says_no_place():
    parcours = ParcoursFactory(actif=True, structure=None, participant__adresse="12 rue des Mines")
    demain = timezone.now() + timedelta(days=1)
    EntretienFactory(parcours=parcours, presence=Presence.PREVU, debut=demain, mode="presence")
    lettre = preparer(parcours, "Au {lieu du rendez-vous}")
    assert lettre.texte == "Au {lieu du rendez-vous}" and len(lettre.manques) == 1


@pytest.mark.parametrize(("longueur", "manques"), [(OBJET_MAX, []), (OBJET_MAX + 1, [TROP_LONG])])
def test_a_subject_that_a_field_makes_too_long_is_told(longueur, manques):
    parcours = ParcoursFactory(
        actif=True,
        participant__nom="x" * 100,
        participant__adresse="12 rue des Mines",
        referent=AgentFactory(),
    )
    titre = "{nom}" + "x" * (longueur - 100)
    texte = TexteImprime(code=TexteCode.COURRIER_RELANCE, titre=titre, contenu="Bonjour")
    requete = Parcours.objects.filter(pk=parcours.pk)
    (lettre,) = preparer_lettres(requete, texte, par=CoordinationFactory())
    assert (len(lettre.objet), lettre.manques) == (longueur, manques)


def test_the_answer_to_a_prescriber_goes_to_their_address():
    parcours = ParcoursFactory(prescripteur=StructureFactory())
    sans = preparer(parcours, "Bonjour", code=TexteCode.COURRIER_ORIENTEUR)
    assert sans.manques == [SANS_ADRESSE]
    assert sans.ou == reverse("accompagnement:structure_modifier", args=[parcours.prescripteur_id])
    parcours.prescripteur.adresse = "1 place Verte\n59300 VALENCIENNES"
    parcours.prescripteur.save()
    lettre = preparer(parcours, "Bonjour", code=TexteCode.COURRIER_ORIENTEUR)
    assert lettre.destinataire.startswith(f"{parcours.prescripteur}\n")
    assert lettre.destinataire.endswith("59300 VALENCIENNES") and lettre.manques == []


def test_the_answer_to_nobody_leads_to_the_dossier_that_names_no_prescriber():
    parcours = ParcoursFactory(prescripteur=None)
    lettre = preparer(parcours, "Bonjour", code=TexteCode.COURRIER_ORIENTEUR)
    assert lettre.manques == [SANS_ADRESSE]
    assert lettre.ou == reverse("accompagnement:dossier", args=[parcours.participant_id])


def test_only_who_follows_an_open_parcours_today_signs():
    parcours = ParcoursFactory(actif=True)
    AffectationFactory(parcours=parcours, date_fin="2025-06-01")
    sans = preparer(parcours, "{référent}")
    assert sans.manques == [SANS_ADRESSE, "personne ne suit ce parcours"]
    assert "Votre contact" not in sans.expediteur
    actuelle = AffectationFactory(parcours=parcours, date_debut="2025-06-01")
    assert preparer(parcours, "{référent}").texte == str(actuelle.agent)


@pytest.mark.parametrize("est_actif", [True, False])
def test_the_last_referent_signs_the_end_while_they_work_here(est_actif):
    dernier = AgentFactory(is_active=est_actif)
    parcours = ParcoursFactory(sorti=True, referent=dernier)
    lettre = preparer(parcours, "{référent}", par=CoordinationFactory())
    assert (str(dernier) == lettre.texte, str(dernier) in lettre.expediteur) == (
        est_actif,
        est_actif,
    )


def test_a_letter_says_how_to_telephone_when_the_structure_has_a_number():
    structure = StructureFactory(contact_telephone="03 27 00 00 00")
    parcours = ParcoursFactory(actif=True, structure=structure, referent=AgentFactory())
    for code in (TexteCode.COURRIER_CONVOCATION, TexteCode.COURRIER_RELANCE):
        lettre = preparer(parcours, livre(code).contenu, code=code)
        assert f"03 27 00 00 00 ou {parcours.referent.email}" in lettre.texte
        assert "03 27 00 00 00" in lettre.expediteur.splitlines()
    structure.contact_telephone = ""
    structure.save()
    seul = preparer(parcours, "{contact du référent}")
    assert seul.texte == parcours.referent.email and "\n\n" not in seul.expediteur


def test_nobody_writes_to_a_person_who_died():
    parcours = ParcoursFactory(sorti=True, motif="deces", participant__adresse="12 rue des Mines")
    assert preparer(parcours, "Bonjour").manques == [EST_DECEDEE]


def test_the_words_of_a_letter_are_for_who_follows_the_person_and_its_author():
    parcours = ParcoursFactory(actif=True, referent=AgentFactory())
    courrier = CourrierFactory(parcours=parcours, auteur=AgentFactory())
    for lecteur, lu in (
        (parcours.referent, courrier.texte),
        (courrier.auteur, courrier.texte),
        (None, ""),
    ):
        (vu,) = Lecture.pour(parcours, lecteur).courriers
        assert vu.texte == lu
    assert Lecture.publique(parcours).courrier(courrier.pk) is None
