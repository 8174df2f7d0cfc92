import html
import re
from datetime import date, timedelta
from functools import partial
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.piece import verifier_piece
from accompagnement.enums import Statut
from accompagnement.models import Piece, Projet
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from tests import fichiers
from tests.accompagnement.pieces import deposer_piece
from tests.fichiers import depot, photo
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    CritereFactory,
    EmploiFactory,
    EtapeFactory,
    ParcoursFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_prouver")]


_piece = partial(deposer_piece, type="rsa")


def _adresse(nom, pk):
    return reverse(f"accompagnement:{nom}", args=[pk])


def test_a_document_is_sent_and_proves_its_criterion(client, parcours):
    critere = parcours.criteres.get(code="rsa")
    adresse = _adresse("piece_deposer", parcours.participant_id)
    reponse = client.post(
        adresse,
        {"fichier": depot(photo(), "rsa.jpg"), "type": "rsa", "criteres": [critere.pk]},
        follow=True,
    )
    assert "La pièce est dans le dossier." in reponse.text
    assert "rsa.jpg" in reponse.text and "À vérifier" in reponse.text
    assert Piece.objects.get().criteres.get() == critere


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        (b"<svg><script>alert(1)</script></svg>", "pas accepté"),
        (b"", "vide"),
        (fichiers.PDF.ljust(10 * 1024**2 + 1), "10 Mo"),
    ],
)
def test_a_refusal_stands_next_to_the_file_and_keeps_what_was_typed(
    client, parcours, contenu, phrase
):
    reponse = client.post(
        _adresse("piece_deposer", parcours.participant_id),
        {"fichier": depot(contenu), "type": "rsa", "date_piece": "2025-03-01"},
    )
    assert reponse.status_code == 422
    assert phrase in str(reponse.context["formulaire"].errors["fichier"])
    assert 'value="2025-03-01"' in reponse.text
    assert not Piece.objects.exists()


def test_two_gigabytes_are_refused_before_being_read(client, parcours):
    reponse = client.post(
        _adresse("piece_deposer", parcours.participant_id),
        data=b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(2 * 1024**3),
    )
    assert reponse.status_code == 413
    assert "trop lourd" in reponse.text


def test_a_criterion_of_somebody_else_is_no_choice(client, parcours):
    reponse = client.post(
        _adresse("piece_deposer", parcours.participant_id),
        {"fichier": depot(fichiers.PDF), "type": "rsa", "criteres": [CritereFactory().pk]},
    )
    assert reponse.status_code == 422
    assert reponse.context["formulaire"].errors["criteres"]


def test_a_document_goes_out_as_a_file_that_runs_nowhere(client, parcours):
    piece = _piece(parcours, nom='été "2025"\r\nX: y.pdf')
    reponse = client.get(_adresse("piece", piece.pk))
    assert reponse.content == fichiers.PDF
    assert reponse["Content-Type"] == "application/pdf"
    assert reponse["Content-Disposition"].startswith("attachment; filename*=utf-8''" + quote("été"))
    assert reponse["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in reponse["Content-Security-Policy"]
    assert Consultation.objects.filter(participant_id=parcours.participant_id).exists()


def test_a_document_of_health_is_for_the_few(client, referent, parcours):
    piece = _piece(parcours, type="rqth")
    assert client.get(_adresse("piece", piece.pk)).status_code == 200
    for role in (Role.GESTIONNAIRE_FSE, Role.DIRECTION):
        client.force_login(AgentFactory(role=role))
        assert client.get(_adresse("piece", piece.pk)).status_code == 403
        liste = client.get(_adresse("dossier_pieces", parcours.participant_id)).text
        assert "RQTH" not in liste
    client.force_login(AgentFactory(structure=referent.structure))
    assert client.get(_adresse("piece", piece.pk)).status_code == 403


@pytest.mark.parametrize("nom", ["dossier_historique", "dossier_emploi"])
def test_no_other_tab_names_a_document_of_health(client, referent, parcours, nom):
    emploi = EmploiFactory(parcours=parcours)
    _piece(parcours, nom="decision-mdph.pdf", type="rqth", emploi=emploi)
    adresse = _adresse(nom, parcours.participant_id)
    secrets = ("RQTH", "decision-mdph")
    assert any(secret in client.get(adresse).text for secret in secrets)
    for agent in (AgentFactory(role=Role.DIRECTION), AgentFactory(structure=referent.structure)):
        client.force_login(agent)
        assert not any(secret in client.get(adresse).text for secret in secrets)


def test_an_ordinary_document_that_proves_a_criterion_of_health_is_for_the_few_too(
    client, referent, parcours
):
    piece = _piece(
        parcours,
        nom="notification.pdf",
        type="autre",
        criteres=[parcours.criteres.get(code="rqth")],
    )
    pages = ("dossier_pieces", "dossier_historique", "dossier_emploi")
    adresses = [_adresse(page, parcours.participant_id) for page in pages]
    assert "notification.pdf" in client.get(adresses[0]).text
    client.force_login(AgentFactory(role=Role.DIRECTION))
    assert client.get(_adresse("piece", piece.pk)).status_code == 403
    assert all("notification.pdf" not in client.get(adresse).text for adresse in adresses)


def test_a_document_that_proves_a_criterion_of_health_is_not_counted_to_check(parcours):
    piece = _piece(parcours, type="autre", criteres=[parcours.criteres.get(code="rqth")])
    a_verifier = type(parcours).objects.avec_pieces_a_verifier()
    assert not a_verifier.exists()
    piece.criteres.set([parcours.criteres.get(code="rsa")])
    assert list(a_verifier) == [parcours]


def test_the_fse_manager_may_not_declare_a_document_of_health(client, parcours):
    client.force_login(AgentFactory(role=Role.GESTIONNAIRE_FSE))
    adresse = _adresse("piece_deposer", parcours.participant_id)
    assert "RQTH" not in client.get(adresse).text
    reponse = client.post(adresse, {"fichier": depot(fichiers.PDF), "type": "rqth"})
    assert reponse.status_code == 422


def test_a_document_that_proves_a_hidden_criterion_is_not_changed_by_who_cannot_see_it(
    client, parcours
):
    rqth = parcours.criteres.get(code="rqth")
    piece = _piece(parcours, type="identite", criteres=[rqth])
    client.force_login(AgentFactory(role=Role.GESTIONNAIRE_FSE))
    reponse = client.post(_adresse("piece_modifier", piece.pk), {"type": "domicile", "version": 1})
    assert reponse.status_code == 403
    piece.refresh_from_db()
    assert piece.type == "identite"
    assert list(piece.criteres.all()) == [rqth]


def test_a_document_is_checked_by_somebody_else_than_the_referent(client, parcours):
    piece = _piece(parcours)
    assert client.post(_adresse("piece_verifier", piece.pk)).status_code == 403
    gestionnaire = AgentFactory(role=Role.GESTIONNAIRE_FSE)
    client.force_login(gestionnaire)
    client.post(_adresse("piece_verifier", piece.pk))
    piece.refresh_from_db()
    assert piece.verifiee_par == gestionnaire


def test_a_document_is_refused_replaced_and_the_refusal_taken_back(client, referent, parcours):
    rsa = parcours.criteres.get(code="rsa")
    piece = _piece(parcours, criteres=[rsa])
    refus = _adresse("piece_refuser", piece.pk)
    dossier = _adresse("dossier_pieces", parcours.participant_id)
    assert client.post(refus, {"motif": "Illisible"}).status_code == 403
    assert "Refuser" not in client.get(dossier).text
    client.force_login(AgentFactory(role=Role.GESTIONNAIRE_FSE))
    assert client.post(refus, {"motif": ""}).status_code == 422
    assert (
        "Refusée\xa0: Il manque le verso"
        in client.post(refus, {"motif": "Il manque le verso"}, follow=True).text
    )
    client.force_login(referent)
    page = client.get(dossier).text
    assert "Preuve refusée" in page and "Reprendre le refus" not in page
    depot_ = f"{_adresse('piece_deposer', parcours.participant_id)}?type=rsa&critere={rsa.pk}"
    assert depot_.replace("&", "&amp;") in page or depot_ in page
    client.force_login(CoordinationFactory())
    client.post(_adresse("piece_reprendre_refus", piece.pk))
    piece.refresh_from_db()
    assert (piece.refusee_le, piece.motif_refus) == (None, "")


def test_what_replaces_a_refused_document_proves_the_same(client, parcours):
    etape = EtapeFactory(parcours=parcours)
    _piece(parcours, type="certification", etape=etape)
    Piece.objects.update(
        refusee_par=CoordinationFactory(), refusee_le=timezone.localdate(), motif_refus="Floue"
    )
    page = client.get(_adresse("dossier_pieces", parcours.participant_id)).text
    (remplacer,) = re.findall(r'href="([^"]+)"[^>]*>Remplacer<', page)
    formulaire = client.get(html.unescape(remplacer)).context["formulaire"]
    assert formulaire["etape"].value() == str(etape.pk)


def test_the_tab_says_what_is_proved_expired_or_missing(client, parcours):
    rsa = parcours.criteres.get(code="rsa")
    hier = timezone.localdate() - timedelta(days=1)
    adresse = _adresse("dossier_pieces", parcours.participant_id)
    assert client.get(adresse).text.count("Preuve manquante") == 2
    piece = _piece(parcours, date_piece=date(2025, 1, 1), date_fin_validite=hier, criteres=[rsa])
    assert "Preuve expirée" in client.get(adresse).text
    Piece.objects.filter(pk=piece.pk).update(date_fin_validite=timezone.localdate())
    verifier_piece(piece, par=CoordinationFactory())
    assert "Prouvé" in client.get(adresse).text


@pytest.mark.parametrize("nombre", [1, 3])
def test_the_tab_costs_the_same_whatever_it_lists(
    client, parcours, nombre, django_assert_max_num_queries
):
    for rang in range(nombre):
        _piece(parcours, contenu=fichiers.PDF + str(rang).encode())
    adresse = _adresse("dossier_pieces", parcours.participant_id)
    client.get(adresse)
    with django_assert_max_num_queries(13):
        client.get(adresse)


def test_a_document_is_withdrawn_after_being_asked(client, parcours):
    piece = _piece(parcours)
    adresse = _adresse("piece_retirer", piece.pk)
    assert "sera effacé" in client.get(adresse).text
    assert client.post(adresse, {"motif": ""}).status_code == 422
    client.post(adresse, {"motif": "Illisible"})
    assert not Piece.objects.exists()


def test_a_document_is_judged_by_who_follows_its_own_parcours(client, referent, parcours):
    """Whoever follows another parcours of the same person is not in the secret of this one."""
    secret = _piece(parcours, type="detention", nom="zxsecret.pdf")
    autre = AgentFactory()
    en_trop = ParcoursFactory(
        participant=parcours.participant,
        structure=autre.structure,
        statut=Statut.REFUSE,
        referent=autre,
    )
    client.force_login(autre)
    adresse = _adresse("dossier_pieces", parcours.participant_id)
    assert "zxsecret" not in client.get(f"{adresse}?parcours={en_trop.pk}").text
    assert client.get(_adresse("piece", secret.pk)).status_code == 404
    client.force_login(referent)
    assert "zxsecret" in client.get(adresse).text
    assert client.get(_adresse("piece", secret.pk)).status_code == 200


def test_the_referent_of_today_does_not_read_what_a_closed_parcours_kept_for_the_few(
    client, referent
):
    ancien = ParcoursFactory(sorti=True)
    secret = _piece(ancien, type="rqth", nom="zxsecret.pdf")
    ParcoursFactory(
        participant=ancien.participant,
        structure=referent.structure,
        statut=Statut.ACTIF,
        date_entree=date(2025, 9, 1),
        referent=referent,
    )
    adresse = _adresse("dossier_pieces", ancien.participant_id)
    assert "zxsecret" not in client.get(f"{adresse}?parcours={ancien.pk}").text
    assert "zxsecret" not in client.get(adresse).text
    assert client.get(_adresse("piece", secret.pk)).status_code == 403


def test_a_cv_that_proves_what_is_reserved_is_not_named_by_the_project(client, referent, parcours):
    Projet.objects.create(parcours=parcours)
    rqth = parcours.criteres.get(code="rqth")
    _piece(parcours, type="cv", nom="zxsecret-cv.pdf", criteres=[rqth])
    adresse = _adresse("dossier_projet", parcours.participant_id)
    assert "zxsecret-cv.pdf" in client.get(adresse).text
    client.force_login(AgentFactory(role=Role.DIRECTION))
    assert "zxsecret-cv.pdf" not in client.get(adresse).text
