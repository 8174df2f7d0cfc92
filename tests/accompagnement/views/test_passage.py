import html
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.commission import inscrire
from accompagnement.actions.passage import decider
from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.actions.sortie import proposer_sortie
from accompagnement.enums import Decision, Statut, TypeCommission
from accompagnement.models import MotifSortie
from tests.accompagnement.commissions import dossier_inscrit
from tests.usines import AgentFactory, CommissionFactory, ParcoursFactory, PieceFactory

pytestmark = pytest.mark.django_db


def _adresse(nom, pk):
    return reverse(f"accompagnement:{nom}", args=[pk])


def test_the_screen_of_a_follow_up_says_when_the_parcours_ends(client, coordination):
    suivi = CommissionFactory(type=TypeCommission.SUIVI, date=timezone.localdate())
    fin = timezone.localdate() + timedelta(days=40)
    parcours = ParcoursFactory(actif=True, date_fin_prevue=fin)
    inscrire(parcours, par=coordination, commission=suivi)
    page = client.get(_adresse("commission_tenir", suivi.pk), follow=True).content.decode()
    assert "Fin prévue" in page and f"{fin:%d/%m/%Y}" in page


def test_the_screen_of_the_room_says_nothing_of_health(client, coordination, commission):
    passage = dossier_inscrit(coordination, commission)
    page = client.get(_adresse("passage_decider", passage.pk)).text
    assert "Bénéficiaire du RSA" in page
    assert "RQTH" not in page


def _ecran(client, passage):
    texte = client.get(_adresse("passage_decider", passage.pk)).text
    return html.unescape(" ".join(texte.split()))


def test_the_room_reads_what_lacks_and_not_that_a_reserved_proof_does(
    client, coordination, commission
):
    passage = dossier_inscrit(coordination, commission, referent=AgentFactory())
    parcours = passage.parcours
    assert "Dossier incomplet : critère sans pièce justificative." in _ecran(client, passage)
    piece = PieceFactory(participant=parcours.participant, parcours=parcours)
    piece.criteres.add(parcours.criteres.get(code="rsa"))
    # Coordination knows that the RQTH has no proof; the room is not told.
    assert "Critère sans pièce" in client.get(_adresse("commission", commission.pk)).text
    assert "Dossier incomplet" not in _ecran(client, passage)


@pytest.mark.parametrize("criteres", [[], ["detention"]])
def test_without_a_criterion_to_show_the_room_is_told_and_a_reason_asked(
    client, coordination, commission, criteres
):
    champs = {"statut": Statut.PRESENTE, "niveau": "infra3", "referent": AgentFactory()}
    parcours = ParcoursFactory(criteres=criteres, **champs)
    passage = inscrire(parcours, par=coordination, commission=commission)
    ecran = _ecran(client, passage)
    assert "Dossier incomplet : aucun critère d'éligibilité." in ecran
    assert "et pour intégrer sans critère" in ecran
    # The same answer to both: what is not asked would tell the room of the reserved one.
    refus = client.post(_adresse("passage_decider", passage.pk), {"decision": "integre"})
    assert refus.status_code == 422
    assert "Aucun critère d'éligibilité n'est présenté" in html.unescape(refus.text)
    decider(passage, par=coordination, decision=Decision.INTEGRE, motif="Dérogation")
    assert "Dossier incomplet" not in _ecran(client, passage)


def test_a_refusal_without_reason_keeps_the_case_on_the_screen(client, coordination, commission):
    passage = dossier_inscrit(coordination, commission)
    reponse = client.post(_adresse("passage_decider", passage.pk), {"decision": "refuse"})
    assert reponse.status_code == 422
    assert "Indiquez le motif" in reponse.text
    passage.refresh_from_db()
    assert passage.decision == ""


def test_a_decided_case_is_shown_and_not_decided_again(client, coordination, commission):
    passage = dossier_inscrit(coordination, commission)
    decider(passage, par=coordination, decision=Decision.INTEGRE)
    assert "<strong>Intégré</strong>" in client.get(_adresse("passage_decider", passage.pk)).text
    reponse = client.post(
        _adresse("passage_decider", passage.pk), {"decision": "ajourne", "motif": "x"}, follow=True
    )
    assert "déjà décidé" in reponse.text


def test_a_case_is_moved_up_and_taken_off(client, coordination, commission):
    premier, second = (dossier_inscrit(coordination, commission) for _ in range(2))
    client.post(_adresse("passage_deplacer", second.pk), {"rang": "1"})
    assert list(commission.passages.all()) == [second, premier]
    client.post(_adresse("passage_deplacer", second.pk), {"rang": "x"})
    client.post(_adresse("passage_retirer", second.pk))
    assert list(commission.passages.all()) == [premier]


@pytest.mark.parametrize(("motif", "projete"), [("abandon", True), ("sante", False)])
def test_the_comment_of_an_exit_for_health_is_never_projected(client, coordination, motif, projete):
    charger_regles()
    sortie = proposer_sortie(
        ParcoursFactory(actif=True),
        par=coordination,
        motif=MotifSortie.objects.get(code=motif),
        date_effet=timezone.localdate(),
        commission=CommissionFactory(type=TypeCommission.SORTIE),
        commentaire="Ce que le référent en dit",
    )
    page = client.get(_adresse("passage_decider", sortie.parcours.passages.get().pk)).text
    assert ("Ce que le référent en dit" in page) == projete


def test_a_prolongation_without_its_day_says_so_beside_it(client, coordination):
    suivi = CommissionFactory(type=TypeCommission.SUIVI, date=timezone.localdate())
    passage = inscrire(ParcoursFactory(actif=True), par=coordination, commission=suivi)
    reponse = client.post(_adresse("passage_decider", passage.pk), {"decision": "prolonge"})
    assert reponse.status_code == 422
    assert 'id="id_prolonge_jusqu_au_error"' in reponse.text
    assert "Indiquez jusqu'à quand." in html.unescape(reponse.text)
