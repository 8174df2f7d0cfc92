"""A conseiller sends somebody and follows the answer."""

import uuid

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.non_entree import charger_motifs_non_entree, clore_sans_entree
from accompagnement.actions.orientation.reponse import accepter, questionner, refuser
from accompagnement.actions.orientation.statut import expirer
from accompagnement.actions.partage import noter_opposition
from accompagnement.enums import MoyenReponse, StatutOrientation
from accompagnement.models import MotifNonEntree, Orientation, Participant, PieceOrientation
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.journal.models import Consultation
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.fichiers import PDF, depot
from tests.usines import AgentFactory, CoordinationFactory, OrientationFactory, StructureFactory

pytestmark = pytest.mark.django_db
PERSONNE = {"nom": "Martin", "prenom": "Claude", "date_naissance": "1985-05-20"}


def adresse(nom, *cles):
    return reverse(f"accompagnement:{nom}", args=cles)


def lire(client, nom, *cles, **parametres):
    return " ".join(client.get(adresse(nom, *cles), parametres).text.split())


def orienter(client, **saisie):
    return client.post(adresse("partenaire_orienter"), PERSONNE | saisie)


def sienne(conseiller, **champs):
    return OrientationFactory(structure=conseiller.structure, deposee_par=conseiller, **champs)


def fichiers_gardes():
    return [f for f in settings.MEDIA_ROOT.rglob("*") if f.is_file()]


def test_somebody_is_sent_with_documents_in_the_name_of_the_conseiller(client, conseiller):
    assert "sa réponse sera dans vos orientations" in lire(client, "partenaire_orienter")
    reponse = orienter(
        client,
        numero_france_travail="123 456 78901",
        message="Disponible.",
        fichier_1=depot(PDF),
        type_1="cv",
        fichier_2=depot(PDF + b"\n"),
    )
    orientation = Orientation.objects.get()
    assert reponse["Location"] == adresse("partenaire_orientation", orientation.identifiant)
    assert (orientation.structure, orientation.deposee_par) == (conseiller.structure, conseiller)
    assert orientation.declarant == f"Aline Mercier <{conseiller.email}>"
    assert orientation.numero_france_travail == "12345678901"
    documents = orientation.documents.values_list("type", "declarant")
    assert list(documents) == [("cv", orientation.declarant), ("autre", orientation.declarant)]


def test_what_was_sent_is_read_again_and_never_what_the_house_knows_since(client, conseiller):
    orienter(
        client,
        numero_france_travail="123 456 78901",
        telephone="06 39 98 00 11",
        email="claude@exemple.example",
        message="Cherche près de Denain.",
    )
    orientation = Orientation.objects.get()
    accepter(orientation, par=CoordinationFactory(), version=orientation.version)
    orientation.refresh_from_db()
    Participant.objects.filter(pk=orientation.parcours.participant_id).update(
        telephone="06 39 98 00 22", email="claude.martin@exemple.example"
    )
    page = lire(client, "partenaire_orientation", orientation.identifiant)
    for ecrit in ("Cherche près de Denain.", "06 39 98 00 11", "claude@exemple.example"):
        assert ecrit in page
    for su in ("06 39 98 00 22", "claude.martin@exemple.example"):
        assert su not in page


def test_sent_twice_it_is_one_orientation(client, conseiller):
    jeton = str(uuid.uuid4())
    lieux = [orienter(client, jeton=jeton)["Location"] for _ in range(2)]
    assert lieux[0] == lieux[1]
    assert Orientation.objects.count() == 1


@pytest.mark.parametrize(
    ("saisie", "champ"),
    [
        ({"nom": ""}, "nom"),
        ({"date_naissance": "2999-01-01"}, "date_naissance"),
        ({"numero_france_travail": "12"}, "numero_france_travail"),
        ({"date_orientation": "2999-01-01"}, "date_orientation"),
        ({"email": "sans-arobase"}, "email"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_loses_nothing(client, conseiller, saisie, champ):
    reponse = orienter(client, message="À garder", **saisie)
    assert reponse.status_code == 422
    assert set(reponse.context["formulaire"].errors) == {champ}
    assert "À garder" in reponse.text
    assert not Orientation.objects.exists()


def test_a_document_that_lies_sends_nobody_and_leaves_no_file(client, conseiller):
    reponse = orienter(client, fichier_1=depot(PDF), fichier_2=depot(b"MZ\x90", "photo.png"))
    assert reponse.status_code == 422
    assert set(reponse.context["formulaire"].errors) == {"fichier_2"}
    assert "à choisir de nouveau" in reponse.text
    assert not Orientation.objects.exists() and not PieceOrientation.objects.exists()
    assert fichiers_gardes() == []


def test_what_nobody_has_written_about_waits_for_the_house(client, conseiller):
    orientation = sienne(conseiller)
    assert lire(client, "partenaire").count(orientation.nom) == 1


def test_html_in_a_name_is_only_text(client, conseiller):
    orienter(client, nom="<script>alert(1)</script>", message="<b>gras</b>")
    orientation = Orientation.objects.get()
    for page in (
        lire(client, "partenaire"),
        lire(client, "partenaire_orientations"),
        lire(client, "partenaire_orientation", orientation.identifiant),
    ):
        assert "<script>alert" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "nom", ["partenaire_orientation", "partenaire_repondre", "partenaire_joindre"]
)
def test_the_orientation_of_another_partner_is_not_there(client, conseiller, nom):
    autre = OrientationFactory()
    assert client.get(adresse(nom, autre.identifiant)).status_code == 404
    assert autre.nom not in lire(client, "partenaire") + lire(client, "partenaire_orientations")
    saisie = {"texte": "Bonjour", "version": 1, "fichier": depot(PDF)}
    assert client.post(adresse("partenaire_retirer", autre.identifiant), saisie).status_code == 404
    assert client.post(adresse(nom, autre.identifiant), saisie).status_code in (404, 405)
    assert autre.messages.count() == autre.documents.count() == 0


def test_what_a_colleague_sent_is_followed_together(client, conseiller):
    collegue = AgentFactory(role=Role.CONSEILLER, structure=conseiller.structure)
    orientation = sienne(collegue)
    assert orientation.nom in lire(client, "partenaire_orientation", orientation.identifiant)


def test_the_conversation_goes_both_ways(client, conseiller):
    orientation = sienne(conseiller)
    questionner(orientation, par=CoordinationFactory(), texte="Est-elle libre le matin ?")
    page = lire(client, "partenaire")
    assert "Le PLIE attend votre réponse" in page and page.count(orientation.nom) == 1
    page = lire(client, "partenaire_orientation", orientation.identifiant)
    assert page.index("Est-elle libre le matin") < page.index("Ce que vous avez envoyé")
    page = lire(client, "partenaire_repondre", orientation.identifiant)
    assert "Répondre au PLIE" in page and "Est-elle libre le matin" in page
    ici = adresse("partenaire_repondre", orientation.identifiant)
    client.post(ici, {"texte": "Oui, le matin."})
    page = lire(client, "partenaire_orientation", orientation.identifiant)
    assert "Est-elle libre le matin ?" in page and "Oui, le matin." in page
    assert "Le PLIE attend votre réponse" not in page
    page = lire(client, "partenaire")
    assert "Le PLIE attend votre réponse" not in page and page.count(orientation.nom) == 1


def test_it_is_withdrawn_while_nobody_has_answered(client, conseiller):
    orientation = sienne(conseiller)
    ici = adresse("partenaire_retirer", orientation.identifiant)
    refuser(orientation, par=CoordinationFactory(), version=1, motif_refus="injoignable")
    assert client.post(ici, {"version": 1}).status_code == 422
    autre = sienne(conseiller)
    client.post(adresse("partenaire_retirer", autre.identifiant), {"version": 1})
    autre.refresh_from_db()
    assert autre.statut == StatutOrientation.RETIREE
    assert "Retirée par le partenaire" in lire(client, "partenaire_orientations")


def test_the_answer_says_its_motif_or_who_follows_the_person(client, conseiller):
    coordination = CoordinationFactory()
    refusee, acceptee = sienne(conseiller), sienne(conseiller)
    refuser(
        refusee,
        par=coordination,
        version=1,
        motif_refus="hors_territoire",
        reponse="Voyez Douai.",
    )
    accepter(acceptee, par=coordination, version=1)
    page = lire(client, "partenaire_orientation", refusee.identifiant)
    assert "Habite hors du territoire" in page and "Voyez Douai." in page
    page = lire(client, "partenaire_orientation", acceptee.identifiant)
    assert "Accompagnée par le PLIE" in page and "Prescrit" in page
    lue = Consultation.objects.get()
    assert (lue.agent, lue.declarant) == (conseiller, f"Aline Mercier <{conseiller.email}>")
    acceptee.refresh_from_db()
    noter_opposition(acceptee.parcours.participant, par=coordination)
    page = lire(client, "partenaire_orientation", acceptee.identifiant)
    assert "Accompagnée par le PLIE" not in page and "ne souhaite pas" in page


def test_the_list_is_filtered_by_status_and_paged(client, conseiller):
    for _ in range(26):
        sienne(conseiller)
    retiree = sienne(conseiller, nom="Retirée", statut=StatutOrientation.RETIREE)
    page = lire(client, "partenaire_orientations", statut="retiree")
    assert "<strong>1</strong>" in page and retiree.nom in page
    page = lire(client, "partenaire_orientations", page=2)
    assert "Page 2 sur 2" in page
    assert "<strong>27</strong>" in lire(client, "partenaire_orientations", statut="inventé")


def test_that_the_person_will_not_enter_is_read_with_its_answer_and_no_motif(client, conseiller):
    orientation, coordination = sienne(conseiller), CoordinationFactory()
    parcours = accepter(orientation, par=coordination, version=1).parcours
    charger_motifs_non_entree()
    clore_sans_entree(
        parcours,
        par=coordination,
        motif=MotifNonEntree.objects.get(code="hors_criteres"),
        date=timezone.localdate(),
        moyen=MoyenReponse.AUCUN,
        reponse="Elle habite hors du territoire.",
    )
    page = lire(client, "partenaire_orientation", orientation.identifiant)
    assert "Sans entrée dans le PLIE" in page and "Elle habite hors du territoire." in page
    assert "Hors critères" not in page


@pytest.mark.parametrize("nom", ["partenaire", "partenaire_orientations"])
def test_a_page_asks_as_many_questions_for_three_rows_as_for_one(client, conseiller, nom):
    comptes = []
    for nombre in (1, 2):
        for _ in range(nombre):
            orientation = sienne(conseiller)
            questionner(orientation, par=CoordinationFactory(), texte="Quand ?")
        client.get(adresse(nom))
        with CaptureQueriesContext(connection) as lues:
            client.get(adresse(nom))
        comptes.append(len(lues))
    assert comptes[0] == comptes[1]


def travailler():
    for demande in Demande.objects.a_faire():
        executer(demande.pk)


@pytest.mark.parametrize("fait", ["accepter", "refuser", "questionner", "expirer"])
def test_what_the_house_does_is_mailed_to_who_sent_it_without_a_fact(conseiller, fait):
    orientation = sienne(conseiller, nom="Éluard", prenom="Zoé", message="Secret")
    coordination = CoordinationFactory()
    if fait == "accepter":
        accepter(orientation, par=coordination, version=1, reponse="Secret")
    elif fait == "refuser":
        refuser(
            orientation, par=coordination, version=1, motif_refus="injoignable", reponse="Secret"
        )
    elif fait == "questionner":
        questionner(orientation, par=coordination, texte="Secret")
    else:
        expirer(orientation.repondre_avant.replace(year=2999))
    travailler()
    (lettre,) = [lettre for lettre in mail.outbox if conseiller.email in lettre.to]
    dit = lettre.subject + lettre.body
    assert "Z. É." in dit and str(orientation.identifiant) in dit
    assert not {"Éluard", "Zoé", "Secret", "Injoignable"} & set(dit.split())
    assert "Secret" not in dit and "Éluard" not in dit


def test_neither_a_program_nor_a_closed_account_is_written_to(conseiller):
    du_programme, orientation = OrientationFactory(), sienne(conseiller)
    for une in (du_programme, orientation):
        questionner(une, par=CoordinationFactory(), texte="Quand ?")
    Agent.objects.filter(pk=conseiller.pk).update(is_active=False)
    travailler()
    assert mail.outbox == []


def test_who_left_for_another_agency_of_the_same_domain_is_told_nothing_more(conseiller):
    orientation = sienne(conseiller)
    ailleurs = StructureFactory(domaine_courriel=conseiller.structure.domaine_courriel)
    Agent.objects.filter(pk=conseiller.pk).update(structure=ailleurs)
    questionner(orientation, par=CoordinationFactory(), texte="Quand ?")
    travailler()
    assert mail.outbox == []


def test_what_is_undone_mails_nobody(conseiller):
    with pytest.raises(Exception, match="déjà"):
        orientation = sienne(conseiller, statut=StatutOrientation.RETIREE)
        refuser(orientation, par=CoordinationFactory(), version=1, motif_refus="injoignable")
    travailler()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("declarant", "nomme"),
    [
        ("Aline Mercier <aline@exemple.fr>", ("Aline Mercier", "aline@exemple.fr")),
        ("aline@exemple.fr", ("aline@exemple.fr", "")),
        ("Aline Mercier", ("Aline Mercier", "")),
        ("agent 12, pôle <B>", ("agent 12, pôle <B>", "")),
    ],
)
def test_who_sent_somebody_is_named_and_their_address_is_apart(declarant, nomme):
    assert Orientation(declarant=declarant).declarant_nomme == nomme


def test_the_list_names_who_sent_without_an_address(client, conseiller):
    sienne(conseiller, declarant="Aline Mercier <aline@exemple.fr>")
    page = lire(client, "partenaire_orientations")
    assert "Aline Mercier</td>" in page and "aline@exemple.fr" not in page


def test_a_document_is_asked_for_once_the_one_before_is_chosen(client, conseiller):
    page = lire(client, "partenaire_orienter")
    assert 'data-selon="fichier_1" class="champ mb-3 champ-long"' in page
    # What folds is empty: the first line of its list is what is meant when nothing is said.
    assert page.index('<option value="autre" selected>') < page.index('<option value="cv">')
