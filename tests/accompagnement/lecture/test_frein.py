"""What is read of the freins of a person, and by whom."""

from datetime import date

import pytest
from django.urls import reverse

from accompagnement.lecture.frein import evolution
from accompagnement.lecture.parcours import Lecture
from plie.comptes.enums import Role
from plie.referentiels.models import SituationFrein, TypeFrein, TypeObjectif
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    CoordinationFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db


LEVE, LEVE_FORT, EN_COURS = ("moyen", "leve"), ("fort", "leve"), ("fort", "en_cours")
FORT, MOYEN, INCONNU = ("fort", "ouvert"), ("moyen", "ouvert"), ("non_renseigne", "ouvert")


@pytest.mark.parametrize(
    ("avant", "apres", "verdict"),
    [
        (None, FORT, "Apparu"),
        (None, LEVE, "Apparu, déjà levé"),
        (FORT, LEVE, "Levé"),
        (EN_COURS, LEVE, "Levé"),
        (LEVE, LEVE_FORT, "Toujours levé"),
        (LEVE, FORT, "Réapparu"),
        (FORT, MOYEN, "Allégé"),
        (MOYEN, FORT, "Aggravé"),
        (FORT, FORT, "Inchangé"),
        (FORT, EN_COURS, "Mis à jour"),
        (EN_COURS, FORT, "Mis à jour"),
        (INCONNU, FORT, "Mis à jour"),
        (FORT, INCONNU, "Mis à jour"),
    ],
)
def test_how_a_frein_moved_between_two_days_is_said_in_a_word(avant, apres, verdict):
    type_ = TypeFrein.objects.create(slug="mobilite", libelle="Mobilité", est_sensible=False)
    parcours = ParcoursFactory(actif=True)
    frein = parcours.freins.create(type=type_, constate_le=date(2025, 3, 1))
    jours = date(2025, 3, 1), date(2025, 9, 1)
    for le, etat in zip(jours, (avant, apres), strict=True):
        if etat:
            impact, statut = etat
            frein.evaluations.create(
                le=le, impact=impact, statut=statut, est_prioritaire=False, par=AgentFactory()
            )
    freins = Lecture.pour(parcours, CoordinationFactory()).freins
    assert [mouvement.verdict for mouvement in evolution(freins, *jours)] == [verdict]


def _ajouter(client, modele, **saisi):
    """A row as somebody types it in the administration: the boxes as the page shows them."""
    adresse = reverse(f"admin:referentiels_{modele._meta.model_name}_add")
    formulaire = client.get(adresse).context["adminform"].form
    montres = {nom: formulaire[nom].value() for nom in formulaire.fields}
    # A box that is not ticked is not sent.
    envoyes = {
        n: valeur for n, valeur in montres.items() if valeur is not None and valeur is not False
    }
    assert client.post(adresse, envoyes | saisi).status_code == 302
    return modele.objects.get(slug=saisi["slug"])


@pytest.fixture
def ajouter(client):
    client.force_login(AgentFactory(role=Role.ADMINISTRATION))
    return lambda modele, **saisi: _ajouter(client, modele, **saisi)


def _lus(client, parcours, agent):
    client.force_login(agent)
    adresse = reverse("accompagnement:dossier_freins", args=[parcours.participant_id])
    return client.get(adresse).content.decode()


def test_a_row_added_in_administration_is_withheld_until_somebody_says_otherwise(client, ajouter):
    nouveau = ajouter(TypeFrein, slug="addiction", libelle="Addiction")
    mobilite = TypeFrein.objects.create(slug="mobilite", libelle="Mobilité", est_sensible=False)
    details = {"type": mobilite.pk, "slug": "fauteuil"}
    situation = ajouter(SituationFrein, **details, libelle="Se déplace en fauteuil")
    objectif = ajouter(TypeObjectif, **details, libelle="Aménager le véhicule")
    affectation = AffectationFactory()
    parcours = affectation.parcours
    parcours.freins.create(type=nouveau, constate_le=date(2025, 3, 1))
    frein = parcours.freins.create(type=mobilite, constate_le=date(2025, 3, 1))
    frein.situations.add(situation)
    frein.objectifs.create(type=objectif, modifie_le=date(2025, 3, 1))

    reserves = ("Addiction", "Se déplace en fauteuil", "Aménager le véhicule")
    collegue = AgentFactory(role=Role.REFERENT, structure=parcours.structure)
    lu = _lus(client, parcours, collegue)
    assert "Mobilité" in lu
    assert [libelle for libelle in reserves if libelle in lu] == []
    assert [nom for nom in reserves if nom not in _lus(client, parcours, affectation.agent)] == []

    for ligne in (nouveau, situation, objectif):
        type(ligne).objects.filter(pk=ligne.pk).update(est_sensible=False)
    assert [nom for nom in reserves if nom not in _lus(client, parcours, collegue)] == []
