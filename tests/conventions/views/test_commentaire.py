"""The comments of a report: written by several, kept while they are typed, closed in time."""

import uuid
from datetime import date
from html import unescape

import pytest
from django.db import DatabaseError, transaction

from conventions.actions.rapport import ouvrir
from conventions.models import BrouillonCommentaire, CommentaireRapport
from plie.comptes.enums import Role
from tests.conventions import publies
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
JUIN = date(2025, 6, 1)


def test_two_who_comment_at_once_overwrite_nothing(client, connecter):
    connecter(Role.COORDINATION)
    rapport = publies.en_preparation(JUIN)
    ou = f"/rapports/{rapport.pk}/commentaires/"
    client.post(ou, {"version": 1, "commentaire_courbe": "Le premier"})
    refus = client.post(ou, {"version": 1, "commentaire_courbe": "Le second"})
    assert refus.status_code == 422
    assert "Le premier" in refus.text and "Le second" in refus.text
    assert rapport.commentaires.get().texte == "Le premier"


def test_what_is_typed_is_kept_until_it_is_sent(client, connecter):
    connecter(Role.COORDINATION)
    rapport = publies.en_preparation(JUIN)
    ou = f"/rapports/{rapport.pk}/commentaires/"
    page, autre = str(uuid.uuid4()), str(uuid.uuid4())
    saisie = {"version": 1, "commentaire_courbe": "Presque fini", "brouillon_jeton": page}
    assert "Brouillon enregistré" in client.post(f"{ou}brouillon/", saisie).json()["message"]
    repris = client.get(ou)
    assert "Presque fini" in repris.text and "est repris" in repris.text
    perdu = saisie | {"brouillon_jeton": autre, "commentaire_courbe": "Autre onglet"}
    assert client.post(f"{ou}brouillon/", perdu).status_code == 409
    suite = perdu | {"brouillon_reprend": page}
    assert client.post(f"{ou}brouillon/", suite).status_code == 200
    assert client.get(f"{ou}brouillon/").json()["jeton"]
    client.post(ou, {"version": 1, "commentaire_courbe": "Fini"})
    assert not BrouillonCommentaire.objects.exists()
    client.post(f"{ou}brouillon/", saisie)
    client.post(f"{ou}brouillon/effacer/")
    assert not BrouillonCommentaire.objects.exists()


def test_a_draft_keeps_only_the_fields_of_its_form(client, connecter):
    connecter(Role.COORDINATION)
    rapport = publies.en_preparation(JUIN)
    saisie = {"brouillon_jeton": str(uuid.uuid4()), "commentaire_courbe": "Un\0 texte"}
    envoi = saisie | {"commentaire_\0": "x", "commentaire_autre": "x"}
    assert client.post(f"/rapports/{rapport.pk}/commentaires/brouillon/", envoi).status_code == 200
    assert BrouillonCommentaire.objects.get().contenu == {"commentaire_courbe": "Un texte"}


def test_a_published_report_takes_no_comment(client, connecter):
    rapport = publies.publie(JUIN)
    connecter(Role.COORDINATION)
    assert client.get(f"/rapports/{rapport.pk}/commentaires/").status_code == 404
    with pytest.raises(DatabaseError, match="figés"), transaction.atomic():
        CommentaireRapport.objects.create(
            rapport=rapport, chapitre="courbe", texte="Après", ecrit_par=AgentFactory()
        )


def test_a_report_to_approve_takes_no_comment_and_says_so(client, connecter):
    rapport = publies.a_relire(JUIN)
    connecter(Role.COORDINATION)
    ou = f"/rapports/{rapport.pk}/commentaires/"
    refus = client.post(ou, {"version": 1, "commentaire_courbe": "Trop tard"})
    assert refus.status_code == 422
    assert "n'est plus en préparation" in unescape(refus.text) and "Trop tard" in refus.text


def test_what_was_typed_comes_back_when_the_report_is_published_meanwhile(client, connecter):
    rapport = publies.publie(JUIN)
    connecter(Role.COORDINATION)
    ou = f"/rapports/{rapport.pk}/commentaires/"
    saisie = {"version": 1, "commentaire_courbe": "Trop <tard>"}
    rendu = client.post(ou, saisie)
    assert rendu.status_code == 409
    assert "Trop <tard></textarea>" in unescape(rendu.text) and "Trop <tard>" not in rendu.text
    brouillon = client.post(f"{ou}brouillon/", saisie | {"brouillon_jeton": str(uuid.uuid4())})
    assert brouillon.status_code == 409
    assert "copiez votre texte" in brouillon.json()["message"]
    assert not rapport.commentaires.exists()


def test_a_draft_kept_before_the_report_was_published_is_given_back(client, connecter):
    rapport = publies.publie(JUIN)
    agent = connecter(Role.COORDINATION)
    BrouillonCommentaire.objects.create(
        agent=agent, rapport=rapport, contenu={"version": "1", "commentaire_courbe": "Gardé"}
    )
    rendu = client.get(f"/rapports/{rapport.pk}/commentaires/")
    assert rendu.status_code == 409 and "Gardé" in rendu.text


def test_a_report_being_produced_takes_comments_in_a_moment(client, connecter):
    connecter(Role.COORDINATION)
    ou = f"/rapports/{ouvrir(JUIN).pk}/commentaires/"
    refus = client.post(ou, {"version": 1, "commentaire_courbe": "Presque"})
    assert refus.status_code == 422 and "Presque" in refus.text
    lu = unescape(refus.text).replace("\xa0", " ")
    assert "Il est en cours de production : réessayez dans un instant." in lu
