"""Where a document is asked for, and back there once it is put."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from accompagnement.models import Piece
from plie.comptes.enums import Role
from tests import fichiers
from tests.fichiers import depot, photo
from tests.usines import (
    AgentFactory,
    CritereFactory,
    EmploiFactory,
    ParcoursFactory,
    PieceFactory,
    SituationFactory,
    SuiviEmploiFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_prouver")]


def _adresse(nom, pk):
    return reverse(f"accompagnement:{nom}", args=[pk])


def _deposer_par_la_page(client, parcours, contenus, suite="", **champs):
    adresse = _adresse("piece_deposer", parcours.participant_id)
    depots = [depot(contenu, f"page-{rang}.pdf") for rang, contenu in enumerate(contenus, 1)]
    return client.post(
        f"{adresse}?suite={quote(suite)}", {"fichier": depots, "type": "identite", **champs}
    )


def test_several_files_go_in_at_once(client, parcours):
    rsa = parcours.criteres.get(code="rsa")
    contenus = [fichiers.PDF + b"recto", fichiers.PDF + b"verso"]
    reponse = _deposer_par_la_page(client, parcours, contenus, criteres=[rsa.pk])
    assert "Les 2 pièces sont dans le dossier." in client.get(reponse["Location"]).text
    assert rsa.pieces.count() == 2


@pytest.mark.parametrize(
    ("contenus", "phrase"),
    [
        ([fichiers.PDF, b"<html>"], "page-2.pdf : "),
        ([fichiers.PDF, fichiers.PDF], "page-2.pdf : Ce fichier est déjà dans le dossier"),
        ([fichiers.PDF + bytes([rang]) for rang in range(6)], "5 fichiers au plus"),
    ],
)
def test_of_several_files_all_go_in_or_none(client, parcours, settings, contenus, phrase):
    reponse = _deposer_par_la_page(client, parcours, contenus)
    assert reponse.status_code == 422
    assert phrase in str(reponse.context["formulaire"].errors["fichier"])
    assert not Piece.objects.exists()
    assert [chemin for chemin in settings.MEDIA_ROOT.rglob("*") if chemin.is_file()] == []


def test_a_deposit_goes_back_to_where_it_was_asked_for(client, parcours):
    emploi = EmploiFactory(parcours=parcours)
    page = _adresse("dossier_emploi", parcours.participant_id)
    lien = _adresse("piece_deposer", parcours.participant_id)
    attendu = f"{lien}?type=contrat_travail&emploi={emploi.pk}&suite={quote(page, safe='')}"
    assert attendu in client.get(page).text
    reponse = _deposer_par_la_page(client, parcours, [fichiers.PDF], page, emploi=emploi.pk)
    assert reponse["Location"] == page
    assert emploi.preuves.count() == 1
    suivi = _adresse("suivi_emploi_faire", SuiviEmploiFactory(emploi=emploi).pk)
    attendu = f"{lien}?type=bulletin&emploi={emploi.pk}&suite={quote(suivi, safe='')}"
    assert attendu in client.get(suivi).text
    bulletin = {"type": "bulletin", "emploi": emploi.pk}
    reponse = _deposer_par_la_page(client, parcours, [fichiers.PDF + b"2"], suivi, **bulletin)
    assert reponse["Location"] == suivi and client.get(suivi).status_code == 200
    assert emploi.preuves.count() == 2
    ailleurs = _deposer_par_la_page(client, parcours, [photo()], "https://ailleurs.example/")
    assert ailleurs["Location"] == _adresse("dossier_pieces", parcours.participant_id)


def test_a_proof_is_put_from_the_situation_and_one_comes_back_there(client, parcours):
    """A criterion gained since is asked for in the list of the day, once."""
    tenu = CritereFactory(parcours=parcours, code="ass", a_l_entree=False)
    page = f"{_adresse('dossier_situation', parcours.participant_id)}?parcours={parcours.pk}"
    lien = f"{_adresse('piece_deposer', parcours.participant_id)}?type=ass&critere={tenu.pk}"
    assert client.get(page).text.count(f"{lien}&suite={quote(page, safe='')}") == 1
    depot = _deposer_par_la_page(
        client, parcours, [fichiers.PDF], page, type="ass", criteres=tenu.pk
    )
    assert depot["Location"] == page
    vue = client.get(page).text
    assert "À vérifier" in vue and lien not in vue


def test_who_may_not_deposit_reads_what_lacks_without_the_link(client, parcours):
    CritereFactory(parcours=parcours, code="ass", a_l_entree=False)
    client.force_login(AgentFactory(role=Role.DIRECTION))
    page = client.get(_adresse("dossier_situation", parcours.participant_id)).text
    assert "Preuve manquante" in page
    assert _adresse("piece_deposer", parcours.participant_id) not in page


def test_a_qualification_obtained_asks_for_its_document_from_the_parcours(client, coordination):
    sorti = ParcoursFactory(sorti=True)
    SituationFactory(
        parcours=sorti,
        moment="sortie",
        date=sorti.date_sortie,
        issue="formation",
        a_obtenu_qualification=True,
    )
    page = _adresse("dossier", sorti.participant_id)
    demande = "Déposer le titre ou le certificat obtenu"
    assert demande in client.get(page).text
    # That of a former parcours proves nothing of this one.
    PieceFactory(participant=sorti.participant, type="certification")
    assert demande in client.get(page).text
    ouvert = ParcoursFactory(participant=sorti.participant)
    assert f"parcours={sorti.pk}&suite=" in client.get(page, {"parcours": sorti.pk}).text
    ouvert.delete()
    PieceFactory(participant=sorti.participant, parcours=sorti, type="certification")
    assert demande not in client.get(page).text


def test_a_proof_goes_to_the_parcours_that_it_is_asked_from(client, coordination):
    """One who has come back: the proof of the exit of a former parcours, that of its job."""
    ancien = ParcoursFactory(sorti=True)
    emploi = EmploiFactory(parcours=ancien)
    ParcoursFactory(participant=ancien.participant, statut="actif", date_entree="2025-09-01")
    depot_ = _adresse("piece_deposer", ancien.participant_id)
    pieces = f"{_adresse('dossier_pieces', ancien.participant_id)}?parcours={ancien.pk}"
    assert f"{depot_}?parcours={ancien.pk}" in client.get(pieces).text

    page = client.get(f"{depot_}?parcours={ancien.pk}&sortie=1").text
    assert "ancien parcours, commencé le 15/01/2025, terminé le 30/06/2025" in page
    assert "Preuve de la sortie du 30/06/2025" in page
    champs = {"fichier": depot(fichiers.PDF), "type": "autre", "sortie": "on"}
    assert client.post(f"{depot_}?parcours={ancien.pk}", champs)["Location"] == pieces
    assert ancien.sortie.preuves.get().parcours == ancien

    champs = {"fichier": depot(fichiers.PDF + b"2"), "type": "bulletin", "emploi": emploi.pk}
    client.post(f"{depot_}?emploi={emploi.pk}", champs)
    assert emploi.preuves.get().parcours == ancien


def test_no_proof_goes_to_the_parcours_of_somebody_else(client, referent):
    autre = ParcoursFactory(sorti=True, structure=referent.structure)
    suivi = ParcoursFactory(actif=True, referent=referent, structure=referent.structure)
    depot_ = _adresse("piece_deposer", suivi.participant_id)
    for cle in (autre.pk, "x", "9" * 30):
        assert client.get(depot_, {"parcours": cle}).status_code == 404
