from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.alerte import calculer_alertes
from accompagnement.actions.commission import inscrire
from accompagnement.actions.passage import decider
from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.actions.situation import enregistrer_diagnostic
from accompagnement.actions.sortie import proposer_sortie
from accompagnement.enums import Decision, Statut, TypeCommission
from accompagnement.models import Commission, MotifSortie, Parcours, Passage
from accompagnement.views.accueil import alertes
from plie.comptes.enums import Role
from tests.accompagnement.commissions import dossier_inscrit, dossier_pret
from tests.pdf import texte_du_pdf
from tests.usines import AgentFactory, CommissionFactory, ParcoursFactory, PieceFactory

pytestmark = pytest.mark.django_db


def _adresse(nom, pk):
    return reverse(f"accompagnement:{nom}", args=[pk])


def test_what_is_ready_is_proposed_and_put_on_the_agenda(client, coordination, commission):
    pret = dossier_pret(coordination, participant__nom="Pret")
    ParcoursFactory(participant__nom="Sansdiagnostic")
    page = client.get(_adresse("commission", commission.pk)).text
    assert "Pret" in page and "Sansdiagnostic" not in page
    reponse = client.post(
        _adresse("commission_proposer", commission.pk), {"parcours": [pret.pk]}, follow=True
    )
    assert "1 dossier ajouté" in reponse.text
    assert Passage.objects.get().parcours == pret
    assert "Prêts pour cette commission" not in reponse.text


def test_who_may_propose_nothing_is_not_told_to(client, commission):
    client.force_login(AgentFactory(role=Role.DIRECTION))
    page = client.get(_adresse("commission", commission.pk)).text
    assert "est vide" in page
    assert "ci-dessous" not in page


def test_a_case_not_among_the_ready_ones_is_not_put(client, coordination, commission):
    actif = ParcoursFactory(actif=True)
    reponse = client.post(
        _adresse("commission_proposer", commission.pk),
        {"parcours": [actif.pk, "x", "9" * 30]},
        follow=True,
    )
    assert "Aucun dossier" in reponse.text
    assert not Passage.objects.exists()


def test_a_referent_proposes_their_own_portfolio_only(client, coordination, commission):
    referent = AgentFactory()
    sien = dossier_pret(coordination, referent=referent, structure=referent.structure)
    collegue = dossier_pret(coordination, structure=referent.structure)
    client.force_login(referent)
    adresse = _adresse("commission_proposer", commission.pk)
    client.post(adresse, {"parcours": [sien.pk, collegue.pk]})
    assert Passage.objects.get().parcours == sien


def test_whoever_opens_some_cases_only_is_told_how_many_others_there_are(
    client, coordination, commission
):
    referent = AgentFactory()
    for _ in range(2):
        dossier_inscrit(coordination, commission)
    client.force_login(referent)
    page = " ".join(client.get(_adresse("commission", commission.pk)).text.split())
    assert "2 autres dossiers à l'ordre du jour, hors de votre structure." in page
    assert "Aucun de vos dossiers à l'ordre du jour" in page
    dossier_inscrit(coordination, commission, structure=referent.structure)
    page = " ".join(client.get(_adresse("commission", commission.pk)).text.split())
    assert "Aucun dossier décidé sur 1." in page and "2 autres dossiers" in page


def test_a_parcours_near_its_end_is_proposed_to_the_follow_up(client, coordination):
    suivi = CommissionFactory(type=TypeCommission.SUIVI, date=timezone.localdate())
    fin = timezone.localdate() + timedelta(days=30)
    ParcoursFactory(actif=True, participant__nom="Finissant", date_fin_prevue=fin)
    calculer_alertes()
    assert "Finissant" in client.get(_adresse("commission", suivi.pk)).text


def test_what_lacks_is_one_click_away(client, coordination, commission):
    passage = dossier_inscrit(coordination, commission)
    page = client.get(_adresse("commission", commission.pk)).text
    assert "Aucun référent" in page and "Critère sans pièce justificative" in page
    assert _adresse("parcours_affecter", passage.parcours_id) in page
    assert _adresse("dossier_pieces", passage.parcours.participant_id) in page


def test_who_may_not_mend_what_lacks_reads_it_without_a_door_that_refuses(
    client, coordination, commission
):
    passage = dossier_inscrit(coordination, commission)
    client.force_login(AgentFactory(role=Role.DIRECTION))
    page = client.get(_adresse("commission", commission.pk)).text
    assert "Aucun référent" in page
    assert _adresse("parcours_affecter", passage.parcours_id) not in page
    assert _adresse("dossier_pieces", passage.parcours.participant_id) in page


@pytest.mark.parametrize("type_", [TypeCommission.INTEGRATION, TypeCommission.SORTIE])
def test_the_page_costs_the_same_whatever_its_agenda(client, coordination, type_):
    charger_regles()
    commission = CommissionFactory(type=type_, date=timezone.localdate())
    remplir = _remplir_les_sorties if type_ == TypeCommission.SORTIE else _remplir_les_entrees
    comptes = []
    for nombre in (1, 2):
        remplir(coordination, commission, nombre)
        client.get(_adresse("commission", commission.pk))
        with CaptureQueriesContext(connection) as capture:
            client.get(_adresse("commission", commission.pk))
        comptes.append(len(capture))
    assert comptes[0] == comptes[1] <= 7


def _remplir_les_entrees(coordination, commission, nombre):
    for _ in range(nombre):
        dossier_inscrit(coordination, commission)
        dossier_pret(coordination)


def _remplir_les_sorties(coordination, commission, nombre):
    """As many cases on the agenda as ready for it."""
    motif = MotifSortie.objects.get(code="cdi")
    for inscription in [commission, None] * nombre:
        proposer_sortie(
            ParcoursFactory(actif=True),
            par=coordination,
            motif=motif,
            date_effet=timezone.localdate(),
            commission=inscription,
        )


def test_a_commission_to_come_says_when_its_decisions_open(client, coordination, commission):
    commission.date = timezone.localdate() + timedelta(days=1)
    commission.save()
    dossier_inscrit(coordination, commission)
    page = client.get(_adresse("commission", commission.pk)).text
    assert "à partir du jour de la commission" in page
    assert "Décider" not in page
    commission.date = timezone.localdate()
    commission.save()
    assert "Décider" in client.get(_adresse("commission", commission.pk)).text


def test_the_commission_goes_from_case_to_case(client, coordination, commission):
    premier, second = (dossier_inscrit(coordination, commission) for _ in range(2))
    tenir = _adresse("commission_tenir", commission.pk)
    assert client.get(tenir)["Location"] == _adresse("passage_decider", premier.pk)
    reponse = client.post(
        _adresse("passage_decider", premier.pk), {"decision": "integre"}, follow=True
    )
    assert reponse.request["PATH_INFO"] == _adresse("passage_decider", second.pk)
    assert "dossier 2 sur 2, 1 à décider" in reponse.text
    reponse = client.post(
        _adresse("passage_decider", second.pk),
        {"decision": "refuse", "motif": "hors territoire"},
        follow=True,
    )
    assert "Tous les dossiers sont décidés (2)" in reponse.text


def test_the_minutes_print_the_decisions_and_their_reasons(client, coordination, commission):
    passage = dossier_inscrit(coordination, commission, participant__nom="Duchemin")
    decider(passage, par=coordination, decision=Decision.AJOURNE, motif="pièce à fournir")
    reponse = client.get(_adresse("commission_releve", commission.pk))
    texte = texte_du_pdf(reponse.content)
    assert "Duchemin" in texte and "Ajourné. pièce à fournir" in texte
    assert "provisoire" in texte
    client.force_login(AgentFactory(role=Role.DIRECTION))
    reponse = client.get(_adresse("commission_releve", commission.pk))
    assert "pièce à fournir" not in texte_du_pdf(reponse.content)


def test_a_commission_is_closed_from_its_page(client, coordination, commission):
    passage = dossier_inscrit(coordination, commission)
    clore = _adresse("commission_clore", commission.pk)
    assert "attend encore" in client.post(clore, follow=True).text
    decider(passage, par=coordination, decision=Decision.INTEGRE)
    question = client.post(clore)
    assert "Intégré : 1." in question.text and 'name="confirmer"' in question.text
    assert "Présents : non renseignés" in question.text
    commission.refresh_from_db()
    assert not commission.close_le
    assert "est définitif" in client.post(clore, {"confirmer": "1"}, follow=True).text
    commission.refresh_from_db()
    assert commission.close_le


def test_a_commission_planned_by_mistake_goes_while_nobody_is_on_its_agenda(
    client, coordination, commission
):
    retirer = _adresse("commission_retirer", commission.pk)
    page = _adresse("commission", commission.pk)
    assert retirer in client.get(page).text
    passage = dossier_inscrit(coordination, commission)
    assert retirer not in client.get(page).text
    assert "ne se retire pas" in client.post(retirer, follow=True).text
    assert Commission.objects.filter(pk=commission.pk).exists()
    passage.delete()
    assert "elle est retirée" in client.post(retirer, follow=True).text
    assert not Commission.objects.exists()
    with pytest.raises(ValidationError, match="a été retirée"):
        inscrire(passage.parcours, par=coordination, commission=commission)


def _comptes(agent):
    return {
        ligne.texte: ligne.nombre
        for titre, lignes in alertes(agent)["groupes"]
        if titre == "Commissions"
        for ligne in lignes
    }


def test_pages_lists_counts_and_exports_tell_nobody_who_has_a_reserved_criterion(
    client, coordination, commission
):
    for nom, criteres in (("Zxaucun", []), ("Zxdetention", ["detention"])):
        parcours = ParcoursFactory(participant__nom=nom)
        enregistrer_diagnostic(parcours, par=coordination, criteres=criteres, niveau_formation="3")
        Parcours.objects.filter(pk=parcours.pk).update(statut=Statut.PRESENTE)
        inscrire(Parcours.objects.get(pk=parcours.pk), par=coordination, commission=commission)
    Parcours.objects.get(participant__nom="Zxdetention").affectations.create(
        agent=AgentFactory(), date_debut="2025-01-01"
    )
    Parcours.objects.get(participant__nom="Zxaucun").affectations.create(
        agent=AgentFactory(), date_debut="2025-01-01"
    )
    calculer_alertes()
    direction = AgentFactory(role=Role.DIRECTION)
    client.force_login(direction)
    lignes = client.get(_adresse("commission", commission.pk)).context["lignes"]
    (_, premiers), (_, seconds) = lignes
    assert [libelle for libelle, _ in premiers] == [libelle for libelle, _ in seconds]
    assert [libelle for libelle, _ in premiers] == ["Aucun critère d'éligibilité"]
    liste = client.get(
        reverse("accompagnement:dossiers"), {"alerte": "dossier_incomplet", "portee": "tous"}
    )
    assert len(liste.context["lignes"]) == 2
    export = reverse("accompagnement:dossiers_exporter", args=["csv"])
    contenu = b"".join(client.get(export, {"alerte": "dossier_incomplet", "portee": "tous"}))
    assert b"Zxaucun" in contenu and b"Zxdetention" in contenu
    assert _comptes(direction) == {"dossiers incomplets pour leur commission": 2}


def test_a_reserved_criterion_alone_is_counted_for_coordination_only(
    client, coordination, commission
):
    passage = dossier_inscrit(coordination, commission)
    parcours = passage.parcours
    parcours.affectations.create(agent=AgentFactory(), date_debut="2025-01-01")
    PieceFactory(participant=parcours.participant, parcours=parcours).criteres.add(
        parcours.criteres.get(code="rsa")
    )
    calculer_alertes()
    incomplets = {"alerte": "dossier_incomplet", "portee": "tous"}
    liste = reverse("accompagnement:dossiers")
    assert len(client.get(liste, incomplets).context["lignes"]) == 1
    assert _comptes(coordination) == {"dossier incomplet pour sa commission": 1}
    direction = AgentFactory(role=Role.DIRECTION)
    client.force_login(direction)
    assert len(client.get(liste, incomplets).context["lignes"]) == 0
    assert len(client.get(liste, {**incomplets, "alerte": "toutes"}).context["lignes"]) == 0
    assert _comptes(direction) == {}
