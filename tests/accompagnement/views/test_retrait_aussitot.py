"""What is just done, undone from the message that says it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.retrait import MOTIF_DU_REPENTIR
from accompagnement.enums import NatureRetrait, StatutMiseEnRelation
from accompagnement.models import (
    Emploi,
    Participant,
    Piece,
    Projet,
    Retrait,
)
from tests.accompagnement.pages import repentirs
from tests.fichiers import PDF, depot, photo, signature
from tests.usines import (
    AgentFactory,
    CritereFactory,
    EmargementFactory,
    EntretienFactory,
    EtapeFactory,
    MiseEnRelationFactory,
    ParcoursFactory,
    PieceFactory,
)

pytestmark = pytest.mark.django_db
EMPLOI = {"type_contrat": "cdi", "employeur": "Atelier", "date_debut": "2025-05-01"}
CHANGEMENT = {"date": "2025-03-12", "gagnes": ["ass"], "perdus": ["sans_permis", "rsa"]}


@pytest.fixture
def suivi(client):
    referent = AgentFactory()
    client.force_login(referent)
    return ParcoursFactory(actif=True, referent=referent, structure=referent.structure)


def _signer(client, suivi):
    """The address that the message offers, to undo what it says is done."""
    adresse = reverse("accompagnement:parcours_signer_emploi", args=[suivi.pk])
    [repentir] = repentirs(client.post(adresse, EMPLOI, follow=True))
    return repentir


def test_what_is_just_done_is_undone_from_its_message(client, suivi):
    page = client.post(_signer(client, suivi), follow=True).content.decode()
    assert "retiré du dossier" in page
    assert not Emploi.objects.exists()
    assert Retrait.objects.get().motif == MOTIF_DU_REPENTIR
    assert 'class="repentir"' not in page


def test_a_hire_that_concluded_a_proposal_is_not_undone_at_once_it_goes_after_it(client, suivi):
    mise = MiseEnRelationFactory(parcours=suivi, statut=StatutMiseEnRelation.TRANSMISE)
    signer = reverse("accompagnement:parcours_signer_emploi", args=[suivi.pk])
    assert not repentirs(
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
    [repentir] = repentirs(
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
    offerts = repentirs(client.post(creer, saisie, follow=True))
    assert len(offerts) == nombre
    for adresse in offerts:
        client.post(adresse)
    assert suivi.entretiens.count() == 1 - nombre


def _changer(client, suivi, **saisie):
    noter = reverse("accompagnement:changement_noter", args=[suivi.pk])
    saisie = {"date": "2025-03-12"} | saisie
    [repentir] = repentirs(client.post(noter, saisie, follow=True))
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
        [repentir] = repentirs(client.post(deposer, saisie, follow=True))
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
        [repentir] = repentirs(client.post(adresse, saisie, follow=True))
        client.post(repentir)
    assert not suivi.courriers.exists() and not suivi.emargements.exists()
    assert Retrait.objects.count() == 2
    # A signature that replaces another one: undone, neither would be there.
    EmargementFactory(entretien=entretien, duree_minutes=45)
    image["image"] = depot(signature(), "s.png", "image/png")
    assert not repentirs(client.post(signer, image, follow=True))


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
