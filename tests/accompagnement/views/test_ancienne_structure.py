"""What a structure still reads of whom it no longer follows: its own parcours, and that alone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.parcours import prescrire
from accompagnement.enums import Presence, Statut
from accompagnement.models import Entretien, Parcours, Piece
from accompagnement.views.employeur import embauches
from conventions.indicateurs.calcul import calculer
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    EmploiFactory,
    EntretienFactory,
    EtablissementFactory,
    EtapeFactory,
    MiseEnRelationFactory,
    ParcoursFactory,
    PieceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ancien(referent):
    """Left the structure of `referent`, who is signed in, in June 2025."""
    parcours = ParcoursFactory(
        sorti=True, structure=referent.structure, participant__nom="Partie", criteres=["rsa"]
    )
    AffectationFactory(parcours=parcours, agent=referent, date_fin=parcours.date_sortie)
    EntretienFactory(parcours=parcours, agent=referent, notes="Ce que nous avons fait")
    return parcours


@pytest.fixture
def nouveau(ancien):
    """Followed elsewhere since."""
    suivant = AgentFactory(prenom="Autre", nom="Structure")
    parcours = ParcoursFactory(
        participant=ancien.participant,
        structure=suivant.structure,
        statut=Statut.ACTIF,
        date_entree=date(2025, 9, 1),
        criteres=["deld"],
        referent=suivant,
    )
    EntretienFactory(parcours=parcours, agent=suivant, notes="Ailleurs depuis")
    EtapeFactory(parcours=parcours, libelle="Ailleurs depuis", date_debut=date(2025, 9, 2))
    return parcours


def _page(client, nom, *args):
    return client.get(reverse(f"accompagnement:{nom}", args=args))


@pytest.mark.parametrize(
    "onglet",
    ["", "_situation", "_freins", "_emploi", "_projet", "_offres", "_pieces", "_historique"],
)
def test_every_tab_is_that_of_the_former_parcours_alone(client, ancien, nouveau, onglet):
    PieceFactory(participant=ancien.participant, parcours=nouveau, nom="ailleurs-depuis.pdf")
    page = _page(client, f"dossier{onglet}", ancien.participant_id)
    lu = page.content.decode()
    assert page.context["parcours"] == ancien
    assert page.context["tous_les_parcours"] == [ancien]
    for ecrit in ("Ailleurs depuis", "ailleurs-depuis.pdf", "Autre Structure", "09/2025"):
        assert ecrit not in lu
    assert str(nouveau.structure) not in lu and "longue durée" not in lu


def test_the_history_keeps_what_was_written_here(client, ancien, nouveau):
    lu = _page(client, "dossier_historique", ancien.participant_id).content.decode()
    assert "Ce que nous avons fait" in lu
    assert "Création" in lu and "01/09/2025" not in lu


def test_what_belongs_to_the_next_parcours_does_not_exist(client, ancien, nouveau):
    piece = PieceFactory(participant=ancien.participant, parcours=nouveau)
    prevu = Entretien.objects.get(parcours=nouveau)
    etape = nouveau.etapes.get()
    assert _page(client, "parcours_fiche", nouveau.pk).status_code == 404
    assert _page(client, "entretien_modifier", prevu.pk).status_code == 404
    assert _page(client, "etape_modifier", etape.pk).status_code == 404
    assert _page(client, "piece", piece.pk).status_code == 404
    adresse = reverse("accompagnement:dossier", args=[ancien.participant_id])
    assert client.get(f"{adresse}?parcours={nouveau.pk}").status_code == 404
    assert client.get(f"{adresse}?parcours={ancien.pk}").status_code == 200


def test_lists_search_and_exports_say_the_former_statut(client, ancien, nouveau):
    adresse = reverse("accompagnement:dossiers")
    tous = {"portee": "structure", "statut": "tous"}
    assert [ligne.pk for ligne in client.get(adresse, tous).context["lignes"]] == [ancien.pk]
    export = reverse("accompagnement:dossiers_exporter", args=["csv"])
    contenu = b"".join(client.get(export, tous)).decode()
    assert "Sorti" in contenu and "Actif" not in contenu and "Autre Structure" not in contenu
    trouve = client.post(reverse("interface:recherche"), {"q": "Partie"}).content.decode()
    assert "Sorti" in trouve and "Actif" not in trouve
    doublons = client.post(
        reverse("accompagnement:dossier_doublons"),
        {"nom": "Partie", "prenom": "Dominique", "date_naissance": "1985-05-20"},
    )
    assert "Sorti" in doublons.content.decode() and "Actif" not in doublons.content.decode()


def test_the_calendar_and_the_figures_leave_the_next_parcours_out(referent, ancien, nouveau):
    demain = timezone.now() + timedelta(days=1)
    EntretienFactory(parcours=nouveau, debut=demain, presence=Presence.PREVU)
    assert not Entretien.objects.visibles_par(referent).filter(parcours=nouveau).exists()
    annee = calculer(date(2025, 1, 1), date(2025, 12, 31), agent=referent)
    assert annee.mesures["entrees"].valeur == 1
    assert annee.mesures["file_active_fin"].valeur == 0


def test_a_hire_made_elsewhere_since_is_only_counted(client, referent, ancien, nouveau):
    etablissement = EtablissementFactory(siret="73282932000074")
    EmploiFactory(parcours=nouveau, siret=etablissement.siret)
    assert embauches(referent, etablissement) == {"total": 1, "embauches": [], "autres": 1}
    mise = MiseEnRelationFactory(parcours=nouveau)
    page = client.get(reverse("offres:offre", args=[mise.offre_id]))
    assert "Partie" not in page.content.decode()


def test_who_follows_the_person_now_reads_what_was_done_before(ancien, nouveau):
    suivant = nouveau.affectations.get().agent
    PieceFactory(participant=ancien.participant, parcours=ancien)
    assert set(Parcours.objects.visibles_par(suivant)) == {ancien, nouveau}
    assert Piece.objects.visibles_par(suivant).count() == 1


def test_a_person_who_comes_back_is_read_whole_again(referent, ancien, nouveau):
    nouveau.affectations.update(date_fin=date(2025, 12, 1))
    Parcours.objects.filter(pk=nouveau.pk).update(statut=Statut.SORTIE_PROPOSEE)
    Parcours.objects.filter(pk=nouveau.pk).update(
        statut=Statut.SORTI, date_sortie=date(2025, 12, 1)
    )
    assert set(Parcours.objects.visibles_par(referent)) == {ancien}
    prescrire(
        ancien.participant,
        par=referent,
        date_prescription=timezone.localdate(),
        structure=referent.structure,
    )
    assert Parcours.objects.visibles_par(referent).count() == 3


def test_a_hand_over_to_another_structure_shuts_the_former_referent_out(client, referent):
    parcours = ParcoursFactory(actif=True, referent=AgentFactory())
    AffectationFactory(
        parcours=parcours,
        agent=referent,
        date_debut=parcours.date_entree - timedelta(days=9),
        date_fin=parcours.date_entree - timedelta(days=1),
    )
    assert _page(client, "dossier", parcours.participant_id).status_code == 404
    assert _page(client, "parcours_fiche", parcours.pk).status_code == 404


def test_coming_back_is_not_offered_while_the_person_is_followed_elsewhere(client, ancien, nouveau):
    page = _page(client, "dossier", ancien.participant_id)
    assert "Ouvrir un nouveau parcours" not in dict(page.context["autres_actes"])
