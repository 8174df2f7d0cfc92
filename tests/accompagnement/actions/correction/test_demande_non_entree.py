"""A prescription closed by mistake, seen long after: reopened with a reason, and by a second person
once its month is frozen."""

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accompagnement.actions.correction.demande import confirmer_correction, rouvrir_prescription
from accompagnement.actions.non_entree import (
    charger_motifs_non_entree,
    clore_sans_entree,
    envoyer_reponse,
    envoyer_reprise,
)
from accompagnement.actions.parcours import prescrire
from accompagnement.actions.partage import partager
from accompagnement.enums import (
    STATUTS_EN_ATTENTE_D_ENTREE,
    MoyenReponse,
    NatureCorrection,
    Statut,
    StatutOrientation,
)
from accompagnement.models import Correction, MotifNonEntree, NonEntree, Parcours
from accompagnement.models.non_entree import REPRISE
from plie.comptes.enums import Role
from plie.partenaires.models import Evenement
from plie.taches.models import Demande
from tests.accompagnement.corrections import lu, photo
from tests.usines import AgentFactory, OrientationFactory, ParcoursFactory, StructureFactory

pytestmark = pytest.mark.django_db
MARS = date(2025, 3, 10)


@pytest.fixture(autouse=True)
def _motifs():
    charger_motifs_non_entree()


def clos(par, moyen=MoyenReponse.AUCUN, le=MARS, **champs):
    """A parcours closed without entry, as at the end of its transaction."""
    parcours = ParcoursFactory(**{"referent": AgentFactory()} | champs)
    clore(parcours, par, moyen, le)
    return parcours


def clore(parcours, par, moyen=MoyenReponse.AUCUN, le=MARS):
    motif = MotifNonEntree.objects.get(code="injoignable")
    close = clore_sans_entree(parcours, par=par, motif=motif, date=le, moyen=moyen)
    connection.check_constraints()
    return close


@pytest.mark.parametrize("statut", STATUTS_EN_ATTENTE_D_ENTREE)
def test_the_prescription_goes_on_where_it_was_with_whom_followed_it(coordination, statut):
    parcours = ParcoursFactory(statut=statut, referent=AgentFactory())
    avant = photo(parcours)
    clore(parcours, AgentFactory(role=Role.COORDINATION))
    correction = rouvrir_prescription(parcours, par=coordination, motif="Elle a rappelé")
    assert photo(parcours) == avant
    assert correction.faite_le and correction.nature == NatureCorrection.NON_ENTREE
    assert correction.lignes == [
        f"statut : non entré → {Statut(statut).label.lower()}",
        "non-entrée : 10/03/2025 → aucune",
    ]
    assert not NonEntree.objects.exists()


def test_the_database_lets_it_go_by_its_correction_alone(coordination):
    close = clos(coordination).non_entree
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        close.delete()


def test_it_is_closed_and_reopened_as_often_as_it_takes(coordination):
    parcours = clos(coordination)
    for _ in range(2):
        rouvrir_prescription(parcours, par=coordination, motif="Elle a rappelé")
        clore(lu(parcours), coordination)
    assert lu(parcours).statut == Statut.NON_ENTRE
    assert parcours.corrections.faites().count() == 2


def test_one_closed_before_the_history_was_kept_is_prescribed(coordination):
    parcours = clos(coordination, statut=Statut.EN_DIAGNOSTIC)
    parcours.events.all().delete()
    rouvrir_prescription(parcours, par=coordination, motif="Erreur")
    assert lu(parcours).statut == Statut.PRESCRIT


@pytest.mark.parametrize("motif", ["", "  \n "])
def test_it_says_why(coordination, motif):
    parcours = clos(coordination)
    with pytest.raises(ValidationError) as refus:
        rouvrir_prescription(parcours, par=coordination, motif=motif)
    assert "motif" in refus.value.message_dict
    assert lu(parcours).statut == Statut.NON_ENTRE


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATION])
def test_only_coordination_reopens(coordination, role):
    with pytest.raises(PermissionDenied):
        rouvrir_prescription(clos(coordination), par=AgentFactory(role=role), motif="Erreur")


@pytest.mark.parametrize("statut", [Statut.PRESCRIT, Statut.REFUSE])
def test_what_was_not_closed_so_is_not_reopened_so(coordination, statut):
    with pytest.raises(ValidationError, match="pas de non-entrée à annuler"):
        rouvrir_prescription(ParcoursFactory(statut=statut), par=coordination, motif="Erreur")


def test_it_is_not_reopened_beside_another_parcours(coordination):
    parcours = clos(coordination)
    prescrire(parcours.participant, par=coordination, date_prescription=timezone.localdate())
    with pytest.raises(ValidationError, match="déjà un parcours ouvert"):
        rouvrir_prescription(parcours, par=coordination, motif="Erreur")
    assert NonEntree.objects.exists() and not Correction.objects.exists()


def test_the_partner_reads_on_the_orientation_that_it_goes_on(coordination):
    parcours = ParcoursFactory(referent=AgentFactory())
    orientation = OrientationFactory(
        statut=StatutOrientation.ACCEPTEE,
        parcours=parcours,
        reponse="Bienvenue.",
        reponse_le=timezone.now(),
        repondue_par=coordination,
    )
    partager(parcours.participant_id, orientation.structure_id)
    clore(parcours, coordination)
    orientation.refresh_from_db()
    assert orientation.statut == StatutOrientation.NON_ENTREE
    rouvrir_prescription(parcours, par=coordination, motif="Elle a rappelé")
    orientation.refresh_from_db()
    assert (orientation.statut, orientation.reponse) == (StatutOrientation.ACCEPTEE, "Bienvenue.")
    assert Evenement.objects.filter(
        structure=orientation.structure, type="orientation.acceptee"
    ).exists()


@pytest.fixture
def par_courriel(coordination):
    prescripteur = StructureFactory(contact_courriel="accueil@exemple.fr")
    return clos(
        coordination,
        MoyenReponse.COURRIEL,
        prescripteur=prescripteur,
        date_prescription=date(2025, 2, 3),
        participant__nom="Zélateur",
        participant__prenom="Claude",
    )


def test_the_prescriber_whom_a_mail_answered_is_told_by_mail_that_it_was_wrong(
    coordination, par_courriel
):
    envoyer_reponse(par_courriel.non_entree.pk)
    correction = rouvrir_prescription(par_courriel, par=coordination, motif="Elle a rappelé")
    assert Demande.objects.get(tache=REPRISE).arguments == [correction.pk]
    assert envoyer_reprise(correction.pk) == "envoyé"
    assert envoyer_reprise(correction.pk) == "envoyé"
    _, message, encore = mail.outbox
    assert message.extra_headers["Message-ID"] == encore.extra_headers["Message-ID"]
    assert (message.to, message.reply_to) == (["accueil@exemple.fr"], [coordination.email])
    assert "C. Z." in message.body and "était une erreur" in message.body
    assert "Zélateur" not in message.subject + message.body
    assert "rappelé" not in message.body


@pytest.mark.parametrize("prescripteur", [None, {"contact_courriel": ""}])
def test_a_prescriber_who_has_no_address_any_more_is_sent_nothing(
    coordination, par_courriel, prescripteur
):
    envoyer_reponse(par_courriel.non_entree.pk)
    correction = rouvrir_prescription(par_courriel, par=coordination, motif="Elle a rappelé")
    sans_adresse = StructureFactory(**prescripteur) if prescripteur else None
    Parcours.objects.filter(pk=par_courriel.pk).update(prescripteur=sans_adresse)
    assert envoyer_reprise(correction.pk) == "rien à envoyer"
    assert len(mail.outbox) == 1


def test_an_answer_that_had_not_left_leaves_no_more(coordination, par_courriel):
    cle = par_courriel.non_entree.pk
    rouvrir_prescription(par_courriel, par=coordination, motif="Erreur")
    assert envoyer_reponse(cle) == "rien à envoyer"
    assert not mail.outbox and not Demande.objects.filter(tache=REPRISE).exists()


def test_a_frozen_month_waits_for_a_second_person(coordination, direction, monkeypatch):
    """March alone is frozen, and a non-entrée counts on its day alone."""
    monkeypatch.setattr(
        "accompagnement.mois_arretes.est_arrete",
        lambda du, au: du <= date(2025, 3, 31) and au >= date(2025, 3, 1),
    )
    fevrier = rouvrir_prescription(
        clos(coordination, le=date(2025, 2, 10)), par=coordination, motif="Erreur"
    )
    assert fevrier.faite_le
    parcours = clos(coordination)
    correction = rouvrir_prescription(parcours, par=coordination, motif="Erreur")
    assert correction.est_en_attente and lu(parcours).statut == Statut.NON_ENTRE
    with pytest.raises(ValidationError, match="attend déjà la direction"):
        rouvrir_prescription(parcours, par=coordination, motif="Erreur")
    confirmer_correction(correction, par=direction)
    assert lu(parcours).statut == Statut.PRESCRIT
    assert not NonEntree.objects.filter(parcours=parcours).exists()
