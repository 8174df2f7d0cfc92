"""Undone at once from the message, or taken out later with a reason."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.fusion import fusionner
from accompagnement.actions.retrait import MOTIF_DU_REPENTIR
from accompagnement.enums import Moment, NatureRetrait, Statut, StatutMiseEnRelation
from accompagnement.lecture.historique import changements
from accompagnement.models import (
    Emploi,
    Entretien,
    Parcours,
    Participant,
    Piece,
    Projet,
    Retrait,
    Sortie,
)
from accompagnement.views.retrait import MODELES
from plie.comptes.enums import Role
from tests.fichiers import PDF, depot, photo, signature
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
EMPLOI = {"type_contrat": "cdi", "employeur": "Atelier", "date_debut": "2025-05-01"}


@pytest.fixture
def suivi(client):
    referent = AgentFactory()
    client.force_login(referent)
    return ParcoursFactory(actif=True, referent=referent, structure=referent.structure)


def _signer(client, suivi):
    """The address that the message offers, to undo what it says is done."""
    adresse = reverse("accompagnement:parcours_signer_emploi", args=[suivi.pk])
    [repentir] = _repentirs(client.post(adresse, EMPLOI, follow=True))
    return repentir


def _repentirs(reponse):
    page = reponse.content.decode()
    return re.findall(r'class="repentir" method="post" action="([^"]+)"', page)


def test_what_is_just_done_is_undone_from_its_message(client, suivi):
    page = client.post(_signer(client, suivi), follow=True).content.decode()
    assert "retiré du dossier" in page
    assert not Emploi.objects.exists()
    assert Retrait.objects.get().motif == MOTIF_DU_REPENTIR
    assert 'class="repentir"' not in page


def test_a_hire_that_concluded_a_proposal_is_not_undone_at_once_it_goes_after_it(client, suivi):
    mise = MiseEnRelationFactory(parcours=suivi, statut=StatutMiseEnRelation.TRANSMISE)
    signer = reverse("accompagnement:parcours_signer_emploi", args=[suivi.pk])
    assert not _repentirs(
        client.post(f"{signer}?mise_en_relation={mise.pk}", EMPLOI | {"version": 1}, follow=True)
    )
    offres = reverse("accompagnement:dossier_offres", args=[suivi.participant_id])
    retraits = [
        reverse("accompagnement:retirer", args=["mise-en-relation", mise.pk]),
        reverse("accompagnement:retirer", args=["emploi", Emploi.objects.get().pk]),
    ]
    assert retraits[0] in client.get(offres).content.decode()
    for adresse in retraits:
        assert client.post(adresse, {"motif": "Autre personne"}).status_code == 302
    assert not Emploi.objects.exists() and not suivi.mises_en_relation.exists()


def test_a_hire_only_promised_by_a_proposal_is_undone_at_once(client, suivi):
    mise = MiseEnRelationFactory(parcours=suivi, statut=StatutMiseEnRelation.TRANSMISE)
    signer = reverse("accompagnement:parcours_signer_emploi", args=[suivi.pk])
    demain = {"date_debut": f"{timezone.localdate() + timedelta(days=1)}", "version": 1}
    [repentir] = _repentirs(
        client.post(f"{signer}?mise_en_relation={mise.pk}", EMPLOI | demain, follow=True)
    )
    client.post(repentir)
    assert not Emploi.objects.exists()


def test_who_does_not_follow_the_person_is_not_offered_to_take_a_proposal_out(client, suivi):
    mise = MiseEnRelationFactory(parcours=suivi)
    client.force_login(AgentFactory(structure=suivi.structure))
    page = client.get(reverse("accompagnement:dossier_offres", args=[suivi.participant_id]))
    retrait = reverse("accompagnement:retirer", args=["mise-en-relation", mise.pk])
    assert mise.libelle in page.content.decode() and retrait not in page.content.decode()


def test_after_a_minute_it_asks_why(client, suivi, time_machine):
    repentir = _signer(client, suivi)
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    page = client.post(repentir, follow=True).content.decode()
    assert "dites pourquoi" in page
    assert 'name="motif"' in page
    assert Emploi.objects.exists()


@pytest.mark.parametrize(("inviter", "nombre"), [({}, 1), ({"inviter": "on"}, 0)])
def test_an_appointment_is_undone_unless_the_person_is_written_to(client, suivi, inviter, nombre):
    Participant.objects.update(email="a@exemple.fr")
    demain = timezone.localtime() + timedelta(days=1)
    saisie = {"parcours": suivi.pk, "debut": f"{demain:%Y-%m-%dT%H:%M}", "duree_minutes": "60"}
    saisie |= {"mode": "telephone", "lieu": ""} | inviter
    creer = reverse("accompagnement:rendez_vous_creer")
    repentirs = _repentirs(client.post(creer, saisie, follow=True))
    assert len(repentirs) == nombre
    for adresse in repentirs:
        client.post(adresse)
    assert suivi.entretiens.count() == 1 - nombre


CHANGEMENT = {"date": "2025-03-12", "gagnes": ["ass"], "perdus": ["sans_permis", "rsa"]}


def _changer(client, suivi, **saisie):
    noter = reverse("accompagnement:changement_noter", args=[suivi.pk])
    saisie = {"date": "2025-03-12"} | saisie
    [repentir] = _repentirs(client.post(noter, saisie, follow=True))
    return repentir


def _tenus(suivi):
    return sorted(suivi.criteres.tenus().values_list("code", flat=True))


@pytest.mark.parametrize(
    "saisie", [{"foyer": "seul"}, CHANGEMENT, CHANGEMENT | {"a_permis": "true"}]
)
def test_a_change_is_undone_whole_with_the_criteria_gained_and_lost(client, suivi, saisie):
    for code in ("sans_permis", "rsa"):
        CritereFactory(parcours=suivi, code=code)
    projet = Projet.objects.create(parcours=suivi, a_permis=False)
    client.post(_changer(client, suivi, **saisie))
    assert _tenus(suivi) == ["rsa", "sans_permis"]
    assert not suivi.situations.exists()
    projet.refresh_from_db()
    assert projet.a_permis is False


def _verifier(critere):
    suivi = critere.parcours
    verifie = {"verifie_par": suivi.referent, "verifie_le": date(2025, 4, 1)}
    type(critere).objects.filter(pk=critere.pk).update(**verifie)


def _prouver(critere):
    piece = PieceFactory(parcours=critere.parcours, participant=critere.parcours.participant)
    piece.criteres.add(critere)


@pytest.mark.parametrize(
    ("code", "depuis"),
    [
        ("ass", _verifier),
        ("ass", _prouver),
        ("rsa", _verifier),
        ("rsa", lambda rsa: type(rsa).objects.update(perdu_le=date(2025, 4, 2))),
    ],
    ids=["gained, checked", "gained, proven", "lost, checked", "lost, corrected"],
)
def test_a_change_checked_or_proven_since_is_not_undone_in_part(client, suivi, code, depuis):
    for tenu in ("sans_permis", "rsa"):
        CritereFactory(parcours=suivi, code=tenu)
    repentir = _changer(client, suivi, **CHANGEMENT, foyer="seul")
    depuis(suivi.criteres.get(code=code))
    page = client.post(repentir, follow=True).content.decode()
    assert "ne s&#x27;annule plus d&#x27;un coup" in page.replace("&#39;", "&#x27;")
    assert "rsa" not in _tenus(suivi)
    assert suivi.situations.exists() and not Retrait.objects.exists()


def test_a_minute_later_criteria_are_taken_out_one_by_one(client, suivi, time_machine):
    time_machine.move_to("2026-06-15 09:00:00+02:00", tick=False)
    repentir = _changer(client, suivi, gagnes=["ass"])
    time_machine.shift(timedelta(seconds=61))
    assert "Plus d" in client.post(repentir, follow=True).content.decode()
    assert _tenus(suivi) == ["ass"]


def test_a_document_just_put_there_is_undone_from_its_message(
    client, suivi, settings, tmp_path, time_machine
):
    settings.MEDIA_ROOT = tmp_path
    deposer = reverse("accompagnement:piece_deposer", args=[suivi.participant_id])
    for contenu, minutes, restent in ((PDF, 0, 0), (photo(), 2, 1)):
        saisie = {"fichier": depot(contenu), "type": "rsa"}
        [repentir] = _repentirs(client.post(deposer, saisie, follow=True))
        time_machine.move_to(timezone.now() + timedelta(minutes=minutes))
        client.post(repentir)
        assert Piece.objects.count() == restent
    assert Retrait.objects.get().nature == NatureRetrait.PIECE


def test_a_letter_and_a_signature_are_undone_from_their_message(client, suivi, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    entretien = EntretienFactory(parcours=suivi, agent=suivi.referent)
    ecrire = reverse("accompagnement:courrier_creer", args=[suivi.pk])
    lettre = {"destinataire": "Léa Martin\n59220 DENAIN", "objet": "Nouvelles", "texte": "Madame,"}
    signer = reverse("accompagnement:entretien_signer", args=[entretien.pk])
    image = {"image": depot(signature(), "s.png", "image/png"), "version": entretien.version}
    for adresse, saisie in ((f"{ecrire}?modele=courrier_relance", lettre), (signer, image)):
        [repentir] = _repentirs(client.post(adresse, saisie, follow=True))
        client.post(repentir)
    assert not suivi.courriers.exists() and not suivi.emargements.exists()
    assert Retrait.objects.count() == 2
    # A signature that replaces another one: undone, neither would be there.
    EmargementFactory(entretien=entretien, duree_minutes=45)
    image["image"] = depot(signature(), "s.png", "image/png")
    assert not _repentirs(client.post(signer, image, follow=True))


def test_an_address_made_for_somebody_else_or_something_else_undoes_nothing(client, suivi):
    repentir = _signer(client, suivi)
    autre = EtapeFactory(parcours=suivi)
    ailleurs = reverse("accompagnement:retirer", args=["etape", autre.pk])
    client.post(f"{ailleurs}?{repentir.partition('?')[2]}")
    assert suivi.etapes.count() == 1
    collegue = AgentFactory(structure=suivi.structure)
    client.force_login(collegue)
    assert client.post(repentir).status_code == 403
    assert Emploi.objects.exists()


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
    (annuler,) = _repentirs(client.post(ajouter, {"texte": "Mauvaise personne"}, follow=True))
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
