"""Taken out later, with a reason."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.fusion import fusionner
from accompagnement.enums import Moment, NatureRetrait, Statut
from accompagnement.lecture.historique import changements
from accompagnement.models import (
    Entretien,
    Parcours,
    Retrait,
    Sortie,
)
from accompagnement.views.retrait import MODELES
from plie.comptes.enums import Role
from tests.accompagnement.pages import repentirs
from tests.usines import (
    AgentFactory,
    AppartenanceFactory,
    CoordinationFactory,
    CourrierFactory,
    CritereFactory,
    EmargementFactory,
    EmploiFactory,
    EntretienFactory,
    EtapeFactory,
    MiseEnRelationFactory,
    MotFactory,
    MotifSortieFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
    PieceFactory,
    SituationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def suivi(client):
    referent = AgentFactory()
    client.force_login(referent)
    return ParcoursFactory(actif=True, referent=referent, structure=referent.structure)


def test_the_history_lists_it_with_its_reason_for_who_follows_the_person(client, suivi):
    etape = EtapeFactory(parcours=suivi)
    adresse = reverse("accompagnement:retirer", args=["etape", etape.pk])
    modifier = reverse("accompagnement:etape_modifier", args=[etape.pk])
    assert adresse in client.get(modifier).content.decode()
    client.post(adresse, {"motif": "Saisie sur le mauvais dossier"})
    historique = reverse("accompagnement:dossier_historique", args=[suivi.participant_id])
    assert "Saisie sur le mauvais dossier" in client.get(historique).content.decode()
    client.force_login(AgentFactory(structure=suivi.structure))
    page = client.get(historique).content.decode()
    assert "Retirés" in page
    assert "mauvais dossier" not in page


def test_a_document_taken_out_is_listed_with_its_day_and_why(client, suivi, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    piece = PieceFactory(participant=suivi.participant, parcours=suivi)
    jour = timezone.localdate(piece.deposee_le)
    retirer = reverse("accompagnement:piece_retirer", args=[piece.pk])
    client.post(retirer, {"motif": "Déposée sur le mauvais dossier"})
    [retrait] = Retrait.objects.all()
    assert (retrait.nature, retrait.date, retrait.parcours) == (NatureRetrait.PIECE, jour, suivi)
    historique = reverse("accompagnement:dossier_historique", args=[suivi.participant_id])
    page = " ".join(client.get(historique).text.split())
    retires = page.partition("Retirés</h2>")[2].partition("</section>")[0]
    assert f"Pièce du {jour:%d/%m/%Y}" in retires
    assert "Déposée sur le mauvais dossier" in retires


def test_what_was_added_to_a_meeting_by_mistake_is_undone_or_taken_out_by_its_author(client, suivi):
    tenu = EntretienFactory(parcours=suivi, agent=AgentFactory(), notes="Vue ce matin")
    lire = reverse("accompagnement:entretien", args=[tenu.pk])
    ajouter = reverse("accompagnement:entretien_ajouter", args=[tenu.pk])
    (annuler,) = repentirs(client.post(ajouter, {"texte": "Mauvaise personne"}, follow=True))
    client.post(annuler)
    assert not tenu.ajouts.exists()
    ajout = tenu.ajouts.create(auteur=suivi.referent, texte="Mauvaise personne")
    d_un_autre = tenu.ajouts.create(auteur=AgentFactory(), texte="Elle a rappelé")
    retirer, refuse = (
        reverse("accompagnement:retirer", args=["ajout", pk]) for pk in (ajout.pk, d_un_autre.pk)
    )
    page = client.get(lire).text
    assert f'href="{retirer}"' in page and refuse not in page
    client.post(retirer, {"motif": "Pour son frère"})
    assert list(tenu.ajouts.all()) == [d_un_autre]
    assert [r.nature for r in Retrait.objects.all()] == [NatureRetrait.AJOUT] * 2
    histoire = client.get(
        reverse("accompagnement:dossier_historique", args=[suivi.participant_id])
    ).text
    assert "Ajout à un entretien" in histoire and "Pour son frère" in histoire
    assert "Mauvaise personne" in histoire and "Elle a rappelé" in histoire
    client.force_login(AgentFactory(structure=suivi.structure))
    histoire = client.get(
        reverse("accompagnement:dossier_historique", args=[suivi.participant_id])
    ).text
    assert "Ajout à un entretien" in histoire
    assert "Mauvaise personne" not in histoire and "Pour son frère" not in histoire


def test_what_was_added_to_a_meeting_that_a_merge_moved_is_read_where_it_is_now(suivi):
    ancien = ParcoursFactory(
        participant=suivi.participant,
        sorti=True,
        date_entree=date(2023, 1, 2),
        date_sortie=date(2024, 1, 2),
    )
    entretien = EntretienFactory(parcours=ancien)
    entretien.ajouts.create(auteur=suivi.referent, texte="Vue au forum")
    Entretien.objects.filter(pk=entretien.pk).update(parcours=suivi)
    avant = Entretien.pgh_event_model.objects.filter(pgh_label="insert")
    avant.update(pgh_created_at=timezone.now() - timedelta(days=1))
    (ajout,) = (
        changement
        for changement in changements(
            suivi.participant, lecteur=suivi.referent, parcours=[suivi, ancien]
        )
        if changement.objet == "Ajout à un entretien"
    )
    assert "Vue au forum" in [ligne.apres for ligne in ajout.lignes]


def test_an_unknown_nature_or_another_structure_s_row_is_not_found(client, suivi):
    etranger = EtapeFactory()
    for nature, pk in (("etape", etranger.pk), ("parcours", suivi.pk), ("etape", 10**9)):
        adresse = reverse("accompagnement:retirer", args=[nature, pk])
        assert client.post(adresse, {"motif": "x"}).status_code == 404


@pytest.fixture
def lignes(suivi, settings, tmp_path):
    """One of each nature that an address takes out, on the dossier of a suspended person."""
    settings.MEDIA_ROOT = tmp_path
    referent = suivi.referent
    Parcours.objects.filter(pk=suivi.pk).update(statut=Statut.SUSPENDU)
    le = date(2025, 3, 1)
    return {
        "entretien": EntretienFactory(parcours=suivi, agent=referent),
        "etape": EtapeFactory(parcours=suivi),
        "emploi": EmploiFactory(parcours=suivi),
        "suspension": suivi.suspensions.create(
            motif=MotifSuspensionFactory(), date_debut=le, decidee_par=referent
        ),
        "sortie": Sortie.objects.create(
            parcours=suivi,
            motif=MotifSortieFactory(),
            date_effet=le,
            proposee_par=referent,
            proposee_le=le,
        ),
        "mise-en-relation": MiseEnRelationFactory(parcours=suivi),
        "changement": SituationFactory(parcours=suivi, moment=Moment.A_DATE, date=le, foyer="seul"),
        "critere": CritereFactory(parcours=suivi, a_l_entree=False, constate_le=le),
        "emargement": EmargementFactory(entretien__parcours=suivi, entretien__agent=referent),
        "ajout": EntretienFactory(parcours=suivi).ajouts.create(auteur=referent, texte="Vue"),
        "suivi-renforce": AppartenanceFactory(parcours=suivi),
        "mot": MotFactory(parcours=suivi, auteur=referent),
        "courrier": CourrierFactory(parcours=suivi, auteur=referent),
    }


def test_what_has_no_page_of_its_own_is_taken_out_from_the_timeline(client, suivi, lignes):
    page = client.get(reverse("accompagnement:dossier", args=[suivi.participant_id])).text
    for nature in ("suspension", "mot"):
        assert reverse("accompagnement:retirer", args=[nature, lignes[nature].pk]) in page


def test_each_nature_is_closed_to_who_may_not_take_it_out(client, suivi, lignes):
    assert set(lignes) == set(MODELES)
    refuses = {
        AgentFactory(): 404,
        AgentFactory(structure=suivi.structure): 403,
        AgentFactory(role=Role.DIRECTION): 403,
        AgentFactory(role=Role.GESTIONNAIRE_FSE): 403,
    }
    for agent, statut in refuses.items():
        client.force_login(agent)
        for nature, ligne in lignes.items():
            adresse = reverse("accompagnement:retirer", args=[nature, ligne.pk])
            reponses = [client.get(adresse), client.post(adresse, {"motif": "Erreur"})]
            obtenus = [reponse.status_code for reponse in reponses]
            assert obtenus == [statut, statut], f"{nature}, {agent.role}"
    assert all(type(ligne).objects.filter(pk=ligne.pk).exists() for ligne in lignes.values())
    assert not Retrait.objects.exists()
    client.force_login(suivi.referent)
    for nature, ligne in lignes.items():
        adresse = reverse("accompagnement:retirer", args=[nature, ligne.pk])
        statut = 403 if nature == "suivi-renforce" else 200
        assert client.get(adresse).status_code == statut, nature


def test_what_is_still_written_on_a_closed_parcours_is_taken_out_of_it(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(CoordinationFactory())
    clos = ParcoursFactory(sorti=True)
    mot, courrier = MotFactory(parcours=clos), CourrierFactory(parcours=clos)
    emargement = EmargementFactory(entretien__parcours=clos)
    pages = {
        ("mot", mot): ("dossier", clos.participant_id),
        ("courrier", courrier): ("courrier", courrier.pk),
        ("emargement", emargement): ("entretien", emargement.entretien_id),
    }
    for (nature, ligne), (page, cle) in pages.items():
        lu = client.get(reverse(f"accompagnement:{page}", args=[cle])).content.decode()
        adresse = reverse("accompagnement:retirer", args=[nature, ligne.pk])
        assert adresse in lu
        assert client.post(adresse, {"motif": "Autre personne"}).status_code == 302
        assert not type(ligne).objects.exists()


def test_who_only_reads_the_dossier_is_offered_to_take_their_own_word_out(client):
    fse = AgentFactory(role=Role.GESTIONNAIRE_FSE)
    client.force_login(fse)
    clos = ParcoursFactory(sorti=True)
    mots = [MotFactory(parcours=clos, auteur=fse), MotFactory(parcours=clos)]
    page = client.get(reverse("accompagnement:dossier", args=[clos.participant_id]))
    adresses = [reverse("accompagnement:retirer", args=["mot", mot.pk]) for mot in mots]
    assert [adresse in page.content.decode() for adresse in adresses] == [True, False]


def test_a_merge_keeps_what_was_taken_out_before_it(client):
    coordination = CoordinationFactory()
    client.force_login(coordination)
    absorbe, garde = ParcoursFactory(sorti=True), ParcoursFactory()
    Retrait.objects.create(
        participant=absorbe.participant,
        parcours=absorbe,
        nature=NatureRetrait.ETAPE,
        motif="Saisie deux fois",
        par=coordination,
    )
    fusionner(garde.participant, absorbe.participant, par=coordination, choix={})
    historique = reverse("accompagnement:dossier_historique", args=[garde.participant_id])
    retires = client.get(historique).context["retraits"]
    assert [retrait.motif for retrait in retires] == ["Saisie deux fois"]
