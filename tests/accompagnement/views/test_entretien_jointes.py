"""A photo or a file joined to a meeting: sent as a document is, read as the notes are."""

import html

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accompagnement.actions.piece import deposer, retirer_piece
from accompagnement.actions.retrait import retirer
from accompagnement.models import Piece
from tests.fichiers import PDF, depot
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    CritereFactory,
    EmploiFactory,
    EntretienFactory,
    EtapeFactory,
    ParcoursFactory,
    PieceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def entretien(settings, tmp_path, referent):
    settings.MEDIA_ROOT = tmp_path
    parcours = ParcoursFactory(actif=True, referent=referent, structure=referent.structure)
    return EntretienFactory(parcours=parcours, agent=referent)


def _lire(entretien):
    return reverse("accompagnement:entretien", args=[entretien.pk])


def test_a_note_is_saved_then_its_file_is_joined(client, referent, entretien):
    """From the button of the note to the page that reads it."""
    modifier = reverse("accompagnement:entretien_modifier", args=[entretien.pk])
    saisie = {"debut": "2025-03-10T10:00", "duree_minutes": "60", "mode": "presence"}
    saisie |= {"presence": "honore", "notes": "Vu", "version": entretien.version, "joindre": "1"}
    suite = client.post(modifier, saisie)
    assert suite.status_code == 302
    page = client.get(suite["Location"])
    assert "Joindre à l&#x27;entretien du" in page.text or "Joindre à l'entretien du" in page.text
    fait = client.post(suite["Location"], {"type": "autre", "fichier": depot(PDF)})
    assert fait["Location"] == _lire(entretien)
    assert Piece.objects.get().entretien == entretien
    assert Piece.objects.get().nom in client.get(_lire(entretien)).text


def test_a_meeting_of_another_parcours_takes_nothing(referent, entretien):
    autre = EntretienFactory()
    with pytest.raises(ValidationError, match="autre parcours"):
        deposer(
            entretien.parcours.participant,
            par=referent,
            fichier=depot(PDF),
            parcours=entretien.parcours,
            entretien=autre,
            type="autre",
        )
    assert not Piece.objects.exists()


def test_a_file_for_a_meeting_taken_out_meanwhile_is_not_put_elsewhere_unsaid(
    client, referent, entretien
):
    participant = entretien.parcours.participant
    page = reverse("accompagnement:piece_deposer", args=[participant.pk])
    pieces = reverse("accompagnement:dossier_pieces", args=[participant.pk])
    ailleurs, cle = EntretienFactory(), entretien.pk
    retirer(entretien, par=referent, motif="Mauvaise personne")
    for faux in (cle, ailleurs.pk, "x"):
        adresse = f"{page}?entretien={faux}"
        for envoyer in (client.get, client.post):
            envoi = {"type": "autre", "fichier": depot(PDF)} if envoyer == client.post else {}
            assert envoyer(adresse, envoi or None)["Location"] == pieces
            assert "rien n'y a été joint" in html.unescape(client.get(pieces).text)
    assert not Piece.objects.exists()


def _jointe(entretien, **champs):
    parcours = entretien.parcours
    meme = {"participant": parcours.participant, "parcours": parcours, "entretien": entretien}
    return PieceFactory(**meme, **{"type": "autre"} | champs)


def test_a_meeting_keeps_what_is_only_joined_to_it_until_one_says_what_becomes_of_it(
    referent, entretien
):
    """Left behind, it would stay on the wrong person unseen, or be asked to be checked."""
    jointe, preuve = _jointe(entretien), _jointe(entretien, type="identite")
    with pytest.raises(ValidationError, match="joint à cet entretien"):
        retirer(entretien, par=referent, motif="Mauvaise personne")
    retirer_piece(jointe, par=referent, motif="Mauvaise personne")
    retirer(entretien, par=referent, motif="Mauvaise personne")
    assert list(Piece.objects.a_verifier()) == [preuve]


def test_the_tab_says_where_it_was_joined_and_asks_nobody_to_check_it(client, entretien):
    _jointe(entretien)
    client.force_login(CoordinationFactory())
    tab = reverse("accompagnement:dossier_pieces", args=[entretien.parcours.participant_id])
    page = client.get(tab).text
    assert "Jointe à l'entretien du" in " ".join(html.unescape(page).split())
    assert f'href="{_lire(entretien)}"' in page and ">Voir<" not in page


def test_what_speaks_of_health_is_shown_to_who_may_read_it(client, referent, entretien):
    PieceFactory(
        participant=entretien.parcours.participant,
        parcours=entretien.parcours,
        entretien=entretien,
        type="detention",
        nom="secret.pdf",
    )
    assert "secret.pdf" in client.get(_lire(entretien)).text
    client.force_login(AgentFactory(structure=referent.structure))
    page = client.get(_lire(entretien))
    assert page.status_code == 200 and "secret.pdf" not in page.text


def test_what_proves_nothing_is_not_to_be_checked(entretien):
    pieces = {
        type_: PieceFactory(
            participant=entretien.parcours.participant,
            parcours=entretien.parcours,
            entretien=entretien,
            type=type_,
        )
        for type_ in ("autre", "identite")
    }
    assert list(Piece.objects.a_verifier()) == [pieces["identite"]]


def test_what_is_joined_and_proves_something_is_to_be_checked(entretien):
    """Whatever its type: the FSE would never see it otherwise."""
    parcours = entretien.parcours
    criteres = CritereFactory.create_batch(1, parcours=parcours)
    liens = (
        {"emploi": EmploiFactory(parcours=parcours)},
        {"etape": EtapeFactory(parcours=parcours)},
    )
    meme = {"participant": parcours.participant, "parcours": parcours, "entretien": entretien}
    pieces = [PieceFactory(**meme, type="autre", **lien) for lien in (*liens, {})]
    pieces[-1].criteres.set(criteres)
    assert set(Piece.objects.a_verifier()) == set(pieces)
