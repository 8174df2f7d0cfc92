"""Webhooks, delivered to a real receiver on the loopback."""

import hashlib
import hmac
import http.server
import json
import threading
import weakref
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models.signals import post_init
from django.utils import timezone

from plie.partenaires.actions.abonnement import abonner, rejouer, tourner_cle
from plie.partenaires.actions.evenement import publier
from plie.partenaires.actions.livraison import REPRISES, distribuer, livrer
from plie.partenaires.enums import StatutLivraison
from plie.partenaires.models import CleDeSignature, Livraison
from plie.taches.models import Demande
from tests.mesures.memoire import port_libre
from tests.partenaire import Partenaire, administration

pytestmark = pytest.mark.django_db


class Recepteur(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        corps = self.rfile.read(int(self.headers["Content-Length"]))
        annonce = json.loads(corps)
        serveur = self.server
        serveur.recues.append((annonce["ressource"], annonce["type"]))
        serveur.dernier = (dict(self.headers), corps)
        serveur.tenues.append(len(serveur.vivantes))
        statut = serveur.statuts.get(annonce["ressource"], serveur.statut)
        self.send_response(statut)
        self.send_header("Content-Length", "0")
        self.send_header("Location", "/ailleurs")
        self.end_headers()

    def do_HEAD(self):
        self.send_response(self.server.statut)
        self.send_header("Location", "/ailleurs")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def recepteur(settings):
    settings.WEBHOOKS_HOTES_LOCAUX = ["127.0.0.1"]
    serveur = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recepteur)
    serveur.recues, serveur.statuts, serveur.statut = [], {}, 200
    serveur.vivantes, serveur.tenues = weakref.WeakValueDictionary(), []
    threading.Thread(target=serveur.serve_forever, args=(0.02,), daemon=True).start()
    yield serveur
    serveur.shutdown()
    serveur.server_close()


@pytest.fixture
def abonnement(recepteur):
    partenaire = Partenaire(["orientations.lecture"])
    adresse = f"http://127.0.0.1:{recepteur.server_port}/plie"
    abonnement, secret = abonner(partenaire.application, par=administration(), adresse=adresse)
    abonnement.clair = secret
    return abonnement


def annoncer(abonnement, *ressources, type_="essai"):
    for ressource in ressources:
        publier(abonnement.application.structure_id, type_, ressource)
    distribuer()


def etats(abonnement):
    return dict(abonnement.livraisons.values_list("ressource", "statut"))


def test_what_is_told_is_signed_by_the_key_with_its_time(abonnement, recepteur):
    annoncer(abonnement, "/orientations/1")
    assert livrer(abonnement.pk) == 1
    entetes, corps = recepteur.dernier
    attendue = hmac.new(
        abonnement.clair.encode(),
        entetes["X-PLIE-Horodatage"].encode() + b"." + corps,
        hashlib.sha256,
    ).hexdigest()
    assert entetes["X-PLIE-Signature"] == f'k1="{attendue}"'
    assert abs(int(entetes["X-PLIE-Horodatage"]) - timezone.now().timestamp()) < 60
    assert set(json.loads(corps)) == {"numero", "type", "ressource", "le"}


def test_two_keys_sign_while_one_takes_over_and_none_is_kept_in_clear(abonnement, recepteur):
    nouveau = tourner_cle(abonnement, par=administration())
    annoncer(abonnement, "/orientations/1")
    livrer(abonnement.pk)
    entetes, _ = recepteur.dernier
    assert set(entetes["X-PLIE-Signature"].replace('"', "").split(", ")[0][:2]) == {"k", "2"}
    assert "k1=" in entetes["X-PLIE-Signature"]
    CleDeSignature.objects.filter(identifiant="k1").update(expire_le=timezone.now())
    annoncer(abonnement, "/orientations/2")
    livrer(abonnement.pk)
    assert "k1=" not in recepteur.dernier[0]["X-PLIE-Signature"]
    gardes = " ".join(CleDeSignature.objects.values_list("secret", flat=True))
    assert nouveau not in gardes and abonnement.clair not in gardes


def test_of_one_resource_the_second_waits_for_the_first_and_others_do_not(abonnement, recepteur):
    recepteur.statuts["/a"] = 500
    annoncer(abonnement, "/a", "/b")
    annoncer(abonnement, "/a", type_="suite")
    livrer(abonnement.pk)
    # Sent together: which of the two comes first is nobody's promise.
    assert sorted(recepteur.recues) == [("/a", "essai"), ("/b", "essai")]
    recepteur.statuts.clear()
    Livraison.objects.update(pas_avant=timezone.now())
    livrer(abonnement.pk)
    assert recepteur.recues[2:] == [("/a", "essai"), ("/a", "suite")]


@pytest.mark.parametrize("statut", [302, 404, 410, 500, 503])
def test_any_other_answer_is_tried_again_later_and_later_then_set_aside(
    abonnement, recepteur, statut
):
    recepteur.statut = statut
    annoncer(abonnement, "/a")
    for attente in REPRISES:
        avant = timezone.now()
        livrer(abonnement.pk)
        livraison = abonnement.livraisons.get()
        assert livraison.statut == StatutLivraison.A_LIVRER
        assert avant <= livraison.pas_avant - timedelta(seconds=attente) <= timezone.now()
        Livraison.objects.update(pas_avant=timezone.now())
    livrer(abonnement.pk)
    livraison = abonnement.livraisons.get()
    assert livraison.statut == StatutLivraison.DE_COTE
    assert 23 * 3600 < sum(REPRISES) < 25 * 3600
    assert livraison.reponse == statut
    assert len(recepteur.recues) == len(REPRISES) + 1
    recepteur.statut = 200
    assert rejouer(abonnement, par=administration()) == 1
    assert livrer(abonnement.pk) == 1


def test_a_receiver_that_is_away_ends_the_lot_and_the_next_ones_wait(abonnement, recepteur):
    annoncer(abonnement, *(f"/{n}" for n in range(120)))
    recepteur.statut = 500
    assert livrer(abonnement.pk) == 0
    assert len(recepteur.recues) == 50


def test_a_subscription_is_told_what_comes_and_not_what_was(recepteur):
    partenaire = Partenaire(["orientations.lecture"])
    publier(partenaire.structure.pk, "essai", "/avant")
    distribuer()
    adresse = f"http://127.0.0.1:{recepteur.server_port}/plie"
    abonnement, _ = abonner(partenaire.application, par=administration(), adresse=adresse)
    annoncer(abonnement, "/apres")
    assert etats(abonnement) == {"/apres": "a_livrer"}


def test_what_is_shared_out_twice_is_owed_once(abonnement):
    annoncer(abonnement, "/a")
    type(abonnement).objects.update(distribue_jusqu_a=0)
    distribuer()
    assert abonnement.livraisons.count() == 1


def test_a_suspended_application_is_told_nothing_meanwhile(abonnement, recepteur):
    abonnement.application.est_active = False
    abonnement.application.save()
    annoncer(abonnement, "/a")
    assert abonnement.livraisons.count() == 0


FERMETURES = {
    "suspended": {"est_active": False},
    "sandbox": {"est_essai": True},
    "no scope": {"portees": ["offres.ecriture"]},
    "structure": {"structure__est_active": False},
    "agent": {"user__is_active": False},
}


@pytest.mark.parametrize("raison", FERMETURES)
def test_who_could_not_read_the_feed_is_told_nothing(abonnement, recepteur, raison):
    annoncer(abonnement, "/due")
    application = abonnement.application
    for chemin, valeur in FERMETURES[raison].items():
        *lien, champ = chemin.split("__")
        objet = getattr(application, lien[0]) if lien else application
        setattr(objet, champ, valeur)
        objet.save()
    annoncer(abonnement, "/apres")
    assert livrer(abonnement.pk) == 0
    assert recepteur.recues == [] and set(etats(abonnement)) == {"/due"}


def test_a_publication_asks_for_the_sharing_out_and_a_due_delivery_for_its_call(abonnement):
    publier(abonnement.application.structure_id, "essai", "/a")
    assert Demande.objects.a_faire().filter(tache="plie.partenaires.tasks.distribuer").exists()
    annoncer(abonnement)
    assert Demande.objects.a_faire().filter(cle=f"plie.partenaires.tasks.livrer:{abonnement.pk}")


@pytest.mark.parametrize(
    "adresse", ["https://192.168.0.10/", "https://localhost/", "http://1.1.1.1/", "pas une adresse"]
)
def test_an_address_that_leads_inside_is_refused_with_a_sentence(adresse):
    partenaire = Partenaire(["orientations.lecture"])
    with pytest.raises(ValidationError) as refus:
        abonner(partenaire.application, par=administration(), adresse=adresse)
    assert refus.value.message_dict["adresse"]


def test_an_address_that_leads_elsewhere_is_refused_and_one_that_is_silent_taken(recepteur):
    application = Partenaire(["orientations.lecture"]).application
    recepteur.statut = 302
    with pytest.raises(ValidationError, match="renvoie vers une autre"):
        abonner(
            application,
            par=administration(),
            adresse=f"http://127.0.0.1:{recepteur.server_port}/plie",
        )
    abonner(application, par=administration(), adresse=f"http://127.0.0.1:{port_libre()}/plie")
    assert application.abonnements.count() == 1


def test_an_address_that_leads_inside_since_is_not_called(abonnement, recepteur, settings):
    annoncer(abonnement, "/a")
    settings.WEBHOOKS_HOTES_LOCAUX = []
    assert livrer(abonnement.pk) == 0
    assert recepteur.recues == []
    assert abonnement.livraisons.get().reponse is None


def test_a_delivery_holds_one_lot_at_a_time(abonnement, recepteur, monkeypatch):
    """Counted, not weighed: garbage waiting to be collected and other threads weigh too."""
    monkeypatch.setattr("plie.partenaires.actions.livraison.LOT", 10)
    annoncer(abonnement, *(f"/{n}" for n in range(40)))

    def retenir(instance, **_):
        recepteur.vivantes[id(instance)] = instance

    post_init.connect(retenir, sender=Livraison)
    try:
        assert livrer(abonnement.pk) == 40
    finally:
        post_init.disconnect(retenir, sender=Livraison)
    assert 0 < max(recepteur.tenues) <= 20


def test_a_retry_waits_for_its_time(abonnement, recepteur):
    recepteur.statut = 500
    annoncer(abonnement, "/a")
    livrer(abonnement.pk)
    livrer(abonnement.pk)
    assert len(recepteur.recues) == 1
    assert abonnement.livraisons.get().pas_avant > timezone.now() + timedelta(seconds=5)
