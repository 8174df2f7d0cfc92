from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accompagnement.models import Opposition, Passage
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    EmploiFactory,
    EntretienFactory,
    EtapeFactory,
    MiseEnRelationFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
    SeanceFactory,
    SuiviEmploiFactory,
)

pytestmark = pytest.mark.django_db
A_BOUTON = ("participation_retirer", "opposition_lever")


def _passage():
    return Passage.objects.create(
        commission=CommissionFactory(), parcours=ParcoursFactory(actif=True)
    )


def _participation():
    return SeanceFactory().participations.create(parcours=ParcoursFactory(actif=True))


def _opposition():
    return Opposition.objects.create(
        participant=ParcoursFactory(actif=True).participant, recueillie_par=AgentFactory()
    )


@pytest.mark.parametrize(
    ("nom", "creer"),
    [
        ("emploi_modifier", EmploiFactory),
        ("suivi_emploi_faire", SuiviEmploiFactory),
        ("etape_modifier", EtapeFactory),
        ("entretien_modifier", EntretienFactory),
        ("mise_en_relation_fiche", MiseEnRelationFactory),
        ("passage_decider", _passage),
        ("participation_retirer", _participation),
        ("opposition_lever", _opposition),
    ],
)
def test_a_row_out_of_scope_is_not_even_read(client, nom, creer):
    pk = creer().pk
    client.force_login(AgentFactory())
    envoyer = client.post if nom in A_BOUTON else client.get
    questions = []
    for cle in (pk, pk + 1):
        with CaptureQueriesContext(connection) as capture:
            assert envoyer(reverse(f"accompagnement:{nom}", args=[cle])).status_code == 404
        questions.append(len(capture))
    assert questions[0] == questions[1]


@pytest.mark.parametrize(
    ("acte", "saisie", "champ"),
    [
        ("etape_creer", {"date_fin_prevue": "2025-02-01"}, "date_fin_prevue"),
        ("etape_creer", {"date_fin": "2025-02-01", "resultat": "realisee"}, "date_fin"),
        ("etape_creer", {"date_fin": "2025-04-01"}, "resultat"),
        ("parcours_suspendre", {"date_fin_prevue": "2025-02-01"}, "date_fin_prevue"),
        ("parcours_suspendre", {"date_debut": "2025-01-20"}, "date_debut"),
        ("parcours_signer_emploi", {"date_fin_prevue": "2025-02-01"}, "date_fin_prevue"),
        ("parcours_signer_emploi", {"heures_hebdo": "60"}, "heures_hebdo"),
    ],
)
def test_a_refusal_of_the_base_stands_beside_its_field(client, parcours, acte, saisie, champ):
    coordination = AgentFactory(role="coordination")
    passee = {"date_debut": date(2025, 1, 16), "date_fin": date(2025, 1, 31)}
    parcours.suspensions.create(motif=MotifSuspensionFactory(), decidee_par=coordination, **passee)
    complete = {
        "axe": "formation",
        "libelle": "Permis",
        "financement": "droit_commun",
        "motif": "autre",
        "type_contrat": "cdi",
        "date_debut": "2025-03-01",
        **saisie,
    }
    reponse = client.post(reverse(f"accompagnement:{acte}", args=[parcours.pk]), complete)
    erreurs = reponse.context["formulaire"].errors
    assert (reponse.status_code, list(erreurs)) == (422, [champ])
