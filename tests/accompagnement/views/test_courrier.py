"""From the model to the envelope, for one person and for many."""

import html
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.retrait import retirer
from accompagnement.enums import Presence
from accompagnement.models import Courrier
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from tests.pdf import ouvrir_pdf, texte_du_pdf
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    CourrierFactory,
    EntretienFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db
SELECTION = reverse("accompagnement:selection_courriers")


def suivi(agent, nom="Martin", **champs):
    champs.setdefault("participant__adresse", "12 rue des Mines")
    return ParcoursFactory(
        actif=True, structure=agent.structure, referent=agent, participant__nom=nom, **champs
    )


def test_a_convocation_is_proposed_changed_kept_and_printed(client, referent):
    parcours = suivi(referent)
    demain = timezone.localtime().replace(hour=10, minute=0) + timedelta(days=1)
    rendez_vous = EntretienFactory(
        parcours=parcours, presence=Presence.PREVU, debut=demain, lieu="Mairie de Denain"
    )
    adresse = reverse("accompagnement:courrier_creer", args=[parcours.pk])
    assert "courrier_convocation" in client.get(adresse).content.decode()
    adresse += f"?modele=courrier_convocation&entretien={rendez_vous.pk}"
    formulaire = client.get(adresse).context["formulaire"]
    assert "Lieu : Mairie de Denain" in formulaire["texte"].value()
    saisi = {nom: formulaire[nom].value() for nom in ("destinataire", "objet")}
    page = client.post(adresse, saisi | {"texte": "Venez à <b>dix</b> heures."}, follow=True)
    courrier = Courrier.objects.get()
    assert "&lt;b&gt;dix&lt;/b&gt;" in page.content.decode()
    pdf = client.get(reverse("accompagnement:courrier_imprimer", args=[courrier.pk]))
    assert "Venez à <b>dix</b> heures." in texte_du_pdf(pdf.content)
    fil = client.get(reverse("accompagnement:dossier", args=[parcours.participant_id]))
    assert f"Convocation, {referent}" in fil.content.decode()


def test_the_letter_of_an_appointment_cancelled_meanwhile_says_that_its_date_is_another(
    client, referent
):
    parcours = suivi(referent)
    prevus = [
        EntretienFactory(
            parcours=parcours,
            presence=Presence.PREVU,
            debut=timezone.now() + timedelta(days=jours),
            lieu="Mairie",
        )
        for jours in (1, 5)
    ]
    adresse = reverse("accompagnement:courrier_creer", args=[parcours.pk])
    adresse += f"?modele=courrier_convocation&entretien={prevus[0].pk}"
    dit = "n'est plus à venir"
    assert dit not in html.unescape(client.get(adresse).text)
    retirer(prevus[0], par=CoordinationFactory(), motif="Saisi deux fois")
    page = client.get(adresse)
    assert dit in html.unescape(page.text)
    suivant = f"{timezone.localtime(prevus[1].debut):%H h %M}"
    assert suivant in page.context["formulaire"]["texte"].value()


def test_nobody_is_asked_to_come_to_an_appointment_that_is_over(client, referent):
    parcours = suivi(referent)
    passe = timezone.now() - timedelta(minutes=5)
    rendez_vous = EntretienFactory(
        parcours=parcours, agent=referent, presence=Presence.PREVU, debut=passe
    )
    adresse = reverse("accompagnement:courrier_creer", args=[parcours.pk])
    adresse += f"?modele=courrier_convocation&entretien={rendez_vous.pk}"
    assert "aucun rendez-vous à venir" in client.get(adresse).text
    lire = reverse("accompagnement:entretien", args=[rendez_vous.pk])
    agenda = reverse("accompagnement:rendez_vous")
    for page in (lire, agenda):
        assert "Convoquer par courrier" not in client.get(page).text
    EntretienFactory(
        parcours=parcours,
        agent=referent,
        presence=Presence.PREVU,
        debut=timezone.now() + timedelta(minutes=5),
    )
    assert "Convoquer par courrier" in client.get(agenda).text


def test_what_lacks_is_said_and_nothing_typed_is_lost(client, referent):
    parcours = suivi(referent, participant__adresse="")
    adresse = reverse("accompagnement:courrier_creer", args=[parcours.pk])
    adresse += "?modele=courrier_convocation"
    page = client.get(adresse).content.decode()
    assert "adresse incomplète, aucun rendez-vous à venir" in page
    refus = client.post(adresse, {"destinataire": "Léa", "objet": "O", "texte": "Mes mots"})
    assert refus.status_code == 422 and "Mes mots" in refus.content.decode()
    assert "code postal" in str(refus.context["formulaire"].errors["destinataire"])


def test_who_reads_the_dossier_without_following_sees_that_a_letter_left_not_its_words(
    client, referent
):
    parcours = suivi(AgentFactory(structure=referent.structure))
    courrier = CourrierFactory(parcours=parcours, objet="zqobjet", texte="zqtexte")
    for nom in ("dossier", "dossier_historique"):
        page = client.get(reverse(f"accompagnement:{nom}", args=[parcours.participant_id]))
        lu = page.content.decode()
        assert "zqobjet" not in lu and "zqtexte" not in lu
        assert "Courrier" in lu
    for nom in ("courrier", "courrier_imprimer"):
        assert client.get(reverse(f"accompagnement:{nom}", args=[courrier.pk])).status_code == 403


def test_one_missing_address_and_nothing_is_done_until_it_is_left_out(client, referent):
    complet, sans = suivi(referent, "Complet"), suivi(referent, "Sans", participant__adresse="")
    ailleurs = ParcoursFactory(actif=True, participant__nom="Secret")
    choix = {"parcours": [complet.pk, sans.pk, ailleurs.pk]}
    saisie = {"parcours": f"{complet.pk},{sans.pk}", "saisie": "oui", "modele": "courrier_relance"}
    assert "Secret" not in client.post(SELECTION, choix).content.decode()
    refus = client.post(SELECTION, saisie)
    page = refus.content.decode()
    assert refus.status_code == 422 and f"pour {sans.participant.identite_datee} ne peut" in page
    assert reverse("accompagnement:dossier_modifier", args=[sans.participant_id]) in page
    assert sans.participant.identite_datee in page and "Complet Dominique" not in page
    assert not Courrier.objects.exists()
    fait = client.post(SELECTION, saisie | {"sauf": refus.context["sauf"]})
    assert Courrier.objects.get().parcours == complet
    assert "Complet Dominique" in client.get(fait["Location"]).content.decode()


def test_the_lot_is_one_file_for_who_made_it_and_printing_is_logged(client, referent):
    cles = [suivi(referent, nom).pk for nom in ("Zola", "Arnaud")]
    saisie = {"parcours": ",".join(map(str, cles)), "saisie": "oui", "modele": "courrier_relance"}
    client.post(SELECTION, saisie)
    lot = Courrier.objects.first().lot
    fichier = reverse("accompagnement:courriers_lot_imprimer", args=[lot])
    pages = [page.extract_text() for page in ouvrir_pdf(client.get(fichier).content).pages]
    assert ["Arnaud" in pages[0], "Zola" in pages[1]] == [True, True]
    assert Consultation.objects.filter(objet="Impression : courriers", en_lot=True).count() == 2
    ecrit = Courrier.objects.get(parcours__participant__nom="Zola")
    a_part = reverse("accompagnement:courrier_creer", args=[ecrit.parcours_id])
    a_part += f"?modele={ecrit.modele}"
    page = reverse("accompagnement:courriers_lot", args=[lot])
    assert a_part in client.get(page).text and client.get(a_part).status_code == 200
    assert page in client.get(reverse("accompagnement:courrier", args=[ecrit.pk])).text
    retirer(ecrit, par=referent, motif="Écrit à part")
    assert len(ouvrir_pdf(client.get(fichier).content).pages) == 1
    client.force_login(AgentFactory(structure=referent.structure))
    assert client.get(fichier).status_code == 404
    client.force_login(AgentFactory(role=Role.COORDINATION))
    assert client.get(fichier).status_code == 200


def test_a_lot_of_eight_asks_no_more_than_one_of_two(client, referent):
    def compter(nombre):
        lot = uuid4()
        for _ in range(nombre):
            CourrierFactory(parcours=suivi(referent), auteur=referent, lot=lot)
        with CaptureQueriesContext(connection) as requetes:
            for nom in ("courriers_lot", "courriers_lot_imprimer"):
                assert client.get(reverse(f"accompagnement:{nom}", args=[lot])).status_code == 200
        return len(requetes)

    compter(1)
    assert compter(2) == compter(8) <= 15


def test_a_model_must_be_chosen(client, referent):
    refus = client.post(SELECTION, {"parcours": suivi(referent).pk, "saisie": "oui"})
    assert refus.status_code == 422 and refus.context["formulaire"].errors["modele"]
    assert not list(get_messages(refus.wsgi_request))
