"""What real workers do: mails asked for on a page, an import killed in the middle, the night's
alerts."""

from datetime import timedelta
from email import message_from_bytes

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.importation.demande import demander_import
from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.actions.rendez_vous import planifier
from accompagnement.enums import StatutImport
from accompagnement.models import (
    Alerte,
    Entretien,
    ImportDossiers,
    MiseEnRelation,
    Participant,
)
from plie.comptes.enums import Role
from plie.taches.models import Demande
from tests.attente import attendre_que
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    MiseEnRelationFactory,
    ParcoursFactory,
)
from tests.veille import veiller_jusqu_a

LIGNES = 8000


def _est_prise():
    """Whether a worker holds the demand, that is, is in the middle of it."""
    with transaction.atomic():
        libres = ImportDossiers.objects.select_for_update(skip_locked=True)
        return not list(libres)


@pytest.mark.django_db(transaction=True)
def test_an_invitation_asked_for_on_a_page_leaves_by_the_worker(lancer_worker, tmp_path):
    lancer_worker(EMAIL_URL=f"filemail:///{tmp_path}")
    parcours = AffectationFactory(parcours__participant__email="fatima@exemple.fr").parcours
    referent = parcours.affectations.get().agent
    demain = timezone.now() + timedelta(days=1)
    entretien = planifier(parcours, par=referent, debut=demain, inviter=True)
    attendre_que(
        lambda: Entretien.objects.get(pk=entretien.pk).invitation_envoyee_le,
        "the invitation is marked as sent",
    )
    (courriel,) = tmp_path.iterdir()
    assert "To: fatima@exemple.fr" in courriel.read_text()


@pytest.mark.django_db(transaction=True)
def test_the_sheet_of_an_offer_asked_for_on_a_page_leaves_by_the_worker(
    client, lancer_worker, tmp_path
):
    lancer_worker(EMAIL_URL=f"filemail:///{tmp_path}")
    referent = AgentFactory()
    mise = MiseEnRelationFactory(
        parcours__referent=referent,
        parcours__structure=referent.structure,
        parcours__participant__email="fatima@exemple.fr",
    )
    client.force_login(referent)
    client.post(reverse("accompagnement:mise_en_relation_envoyer", args=[mise.pk]))
    attendre_que(
        lambda: MiseEnRelation.objects.get(pk=mise.pk).fiche_envoyee_le,
        "the sheet is marked as sent",
    )
    (courriel,) = tmp_path.iterdir()
    message = message_from_bytes(courriel.read_bytes())
    assert message["To"] == "fatima@exemple.fr"
    pieces = [partie for partie in message.walk() if partie.get_filename()]
    assert [piece.get_payload(decode=True)[:5] for piece in pieces] == [b"%PDF-"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_next_imports_once(lancer_worker):
    charger_regles()
    lignes = "".join(f"A{rang};Dupont;Zoé;1980-01-01;F\n" for rang in range(LIGNES))
    fichier = ContentFile(
        f"identifiant_externe;nom;prenom;date_naissance;sexe\n{lignes}".encode(), "x.csv"
    )
    premier = lancer_worker()
    demande = demander_import(fichier, par=AgentFactory(role=Role.COORDINATION), simulation=False)
    attendre_que(_est_prise, "a worker takes the import")
    premier.tuer()
    assert not Participant.objects.exists()
    assert ImportDossiers.objects.get().statut == StatutImport.EN_ATTENTE

    lancer_worker()
    veiller_jusqu_a(
        lambda: ImportDossiers.objects.get().statut != StatutImport.EN_ATTENTE,
        "the second worker ends the import",
    )

    demande.refresh_from_db()
    assert (demande.statut, demande.bilan["personnes_creees"]) == (StatutImport.TERMINE, LIGNES)
    assert Participant.objects.count() == LIGNES
    contextes = Participant.pgh_event_model.objects.values_list("pgh_context__metadata", flat=True)
    assert {contexte["agent"] for contexte in contextes.distinct()} == {demande.cree_par_id}


@pytest.mark.django_db(transaction=True)
def test_the_alerts_of_the_night_delivered_twice_are_written_once(worker):
    ParcoursFactory(date_prescription=timezone.localdate() - timedelta(days=90))
    tache = "accompagnement.tasks.calculer_alertes"
    for _ in range(2):
        Demande.objects.create(tache=tache, cle=tache)
    # The second one, met by the lock of the first, is sent again.
    veiller_jusqu_a(lambda: not Demande.objects.a_faire().exists(), "the two computations end")
    bilans = Demande.objects.filter(tache=tache, prevue_le=None).values_list("resultat", flat=True)
    assert sorted(bilan["ecrites"] for bilan in bilans) == [0, 1]
    assert [bilan["alertes"] for bilan in bilans] == [1, 1]
    assert Alerte.objects.get().code == "orientation"
