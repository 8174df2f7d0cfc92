import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accompagnement.actions.non_entree import charger_motifs_non_entree, clore_sans_entree
from accompagnement.actions.orientation.reponse import accepter, questionner, refuser
from accompagnement.actions.partage import noter_opposition
from accompagnement.api.orientation.formes import DEPOSEE
from accompagnement.enums import MoyenReponse
from accompagnement.models import MessageOrientation, MotifNonEntree, Orientation
from plie.journal.models import Consultation
from tests.accompagnement.api.envois import PORTEES, joindre, lire, orienter
from tests.concurrence import sur_sa_connexion
from tests.partenaire import Partenaire
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    OrientationFactory,
    ParcoursFactory,
    ParticipantFactory,
)

SECRET = "Suivie pour une dépression"


def test_a_person_is_sent_and_the_answer_read(partenaire):
    recue = orienter(partenaire, message=SECRET)
    assert recue.statut == 201, recue.corps
    orientation = Orientation.objects.get()
    adresse = f"/api/v1/orientations/{orientation.identifiant}"
    assert recue.entetes["Location"] == adresse
    assert orientation.declarant == "Renée Dupont <r.dupont@exemple.fr>"
    assert recue.corps == {
        "id": str(orientation.identifiant),
        "identifiant_externe": "DOS-2026-0042",
        "nom": "Martin",
        "prenom": "Claude",
        "date_naissance": "1985-05-20",
        "date_orientation": "2026-03-12",
        "deposee_le": recue.corps["deposee_le"],
        "statut": "nouvelle",
        "repondre_avant": f"{orientation.repondre_avant}",
        "reponse_le": None,
        "motif_refus": "",
        "reponse": "",
    }
    vide = {"messages": [], "pieces": [], "accompagnement": None}
    assert lire(partenaire, recue).corps == recue.corps | vide
    assert partenaire.get("/orientations").corps["resultats"] == [recue.corps]


def test_once_accepted_the_partner_reads_by_whom_and_the_reading_is_logged(partenaire):
    recue = orienter(partenaire)
    referent = AgentFactory()
    Orientation.objects.update(confiee_a=referent.structure)
    acceptee = accepter(
        Orientation.objects.get(), par=referent, version=1, reponse="Nous la recevons lundi."
    )
    lue = lire(partenaire, recue).corps
    assert (lue["statut"], lue["reponse"]) == ("acceptee", "Nous la recevons lundi.")
    assert lue["accompagnement"]["referent"]["courriel"] == referent.email
    consultation = Consultation.objects.get()
    assert consultation.participant_id == acceptee.parcours.participant_id
    assert consultation.declarant == "Renée Dupont <r.dupont@exemple.fr>"
    suivie = partenaire.get(f"/accompagnements/{lue['accompagnement']['id']}")
    assert suivie.statut == 200


def test_that_the_person_will_not_enter_is_read_with_its_answer(partenaire):
    recue, coordination = orienter(partenaire), CoordinationFactory()
    parcours = accepter(Orientation.objects.get(), par=coordination, version=1).parcours
    charger_motifs_non_entree()
    clore_sans_entree(
        parcours,
        par=coordination,
        motif=MotifNonEntree.objects.get(code="injoignable"),
        date=timezone.localdate(),
        moyen=MoyenReponse.AUCUN,
        reponse="Nous n'avons pas pu la joindre.",
    )
    lue = lire(partenaire, recue).corps
    assert (lue["statut"], lue["reponse"]) == ("non_entree", "Nous n'avons pas pu la joindre.")


def test_a_person_who_refuses_the_sharing_is_no_longer_said_to_be_accompanied(partenaire):
    recue = orienter(partenaire)
    acceptee = accepter(Orientation.objects.get(), par=CoordinationFactory(), version=1)
    noter_opposition(acceptee.parcours.participant, par=CoordinationFactory())
    lue = lire(partenaire, recue)
    assert lue.corps["accompagnement"] is None
    assert not Consultation.objects.exists()


def test_nothing_of_the_dossier_nor_of_what_was_confided_comes_back(partenaire):
    recue = orienter(partenaire, message=SECRET, telephone="0611223344")
    personne = ParticipantFactory(adresse="Clinique du Parc", telephone="0655667788")
    ParcoursFactory(participant=personne, sorti=True, motif="sante", criteres=["rqth"])
    coordination = CoordinationFactory()
    accepter(Orientation.objects.get(), par=coordination, version=1, participant=personne)
    for lue in (recue, lire(partenaire, recue), partenaire.get("/orientations")):
        texte = lue.brut.content.decode()
        for tu in (SECRET, "0611223344", "0655667788", "Clinique", "rqth", "sante", "12345678901"):
            assert tu not in texte


def test_the_same_key_is_one_row_and_another_body_a_conflict(partenaire):
    premiere, seconde = (orienter(partenaire, "cle-1") for _ in range(2))
    assert (premiere.statut, seconde.statut) == (201, 200)
    assert premiere.corps == seconde.corps
    conflit = orienter(partenaire, "cle-1", nom="Autre")
    assert (conflit.statut, conflit.corps["code"]) == (409, "cle_deja_utilisee")
    conflit = orienter(partenaire, "cle-2", nom="Autre")
    assert (conflit.statut, conflit.corps["code"]) == (409, "identifiant_deja_utilise")
    assert conflit.corps["erreurs"][0]["pointeur"] == "/identifiant_externe"
    assert Orientation.objects.count() == 1


def test_the_key_of_a_batch_is_that_of_no_single_one(partenaire):
    lot = {"orientations": [DEPOSEE]}
    for _ in range(2):
        recu = partenaire.post("/orientations/lot", lot, **{"Idempotency-Key": "cle"})
    assert recu.corps["resultats"][0]["statut"] == 200
    seule = orienter(partenaire, "cle:0", nom="Autre", identifiant_externe="DOS-2")
    assert seule.statut == 201


@pytest.mark.parametrize("cle", ["", "x" * 101, "a b"])
def test_a_key_that_is_none_is_told(partenaire, cle):
    assert orienter(partenaire, cle).corps["code"] == "cle_invalide"


@pytest.mark.django_db(transaction=True)
def test_a_thousand_identical_at_once_are_one_row_and_one_answer(partenaire):
    def envoyer(_):
        return sur_sa_connexion(lambda: [_rendu(orienter(partenaire, "cle")) for _ in range(50)])

    with ThreadPoolExecutor(20) as fils:
        rendus = [rendu for lot in fils.map(envoyer, range(20)) for rendu in lot]
    assert Orientation.objects.count() == 1
    assert sorted(statut for statut, _ in rendus) == [200] * 999 + [201]
    assert len({corps for _, corps in rendus}) == 1


def _rendu(reponse):
    return reponse.statut, json.dumps(reponse.corps, sort_keys=True)


def test_the_orientation_of_another_partner_is_unknown(partenaire):
    recue = OrientationFactory()
    adresse = f"/orientations/{recue.identifiant}"
    assert partenaire.get(adresse).statut == 404
    assert partenaire.post(f"{adresse}/messages", {"texte": "Oui"}).statut == 404
    assert partenaire.post(f"{adresse}/retrait", None, **{"If-Match": "*"}).statut == 404
    assert joindre(partenaire, recue.identifiant).status_code == 404
    assert partenaire.get("/orientations").corps["resultats"] == []


@pytest.mark.parametrize(
    "champs, pointeur, statut",
    [
        ({"nom": ""}, "/nom", 400),
        ({"nom": 12}, "/nom", 400),
        ({"nom": "\ud800"}, "/nom", 400),
        ({"date_naissance": "0000-01-01"}, "/date_naissance", 400),
        ({"date_naissance": "0001-01-01"}, "/date_naissance", 422),
        ({"date_naissance": "9999-12-31"}, "/date_naissance", 422),
        ({"date_orientation": "9999-12-31"}, "/date_orientation", 422),
        ({"numero_france_travail": "123"}, "/numero_france_travail", 400),
        ({"commune": "99999"}, "/commune", 422),
        ({"email": "claude"}, "/email", 400),
        ({"sexe": "Q"}, "/sexe", 400),
        ({"message": "x" * 2001}, "/message", 400),
    ],
)
def test_a_field_refused_is_told_beside_it(partenaire, champs, pointeur, statut):
    refus = orienter(partenaire, **champs)
    assert (refus.statut, refus.corps["erreurs"][0]["pointeur"]) == (statut, pointeur)
    assert not Orientation.objects.exists()


def test_what_is_not_known_may_be_left_out_empty_or_null(partenaire):
    connus = {nom: DEPOSEE[nom] for nom in ("nom", "prenom", "date_naissance")}
    facultatifs = DEPOSEE.keys() - connus.keys()
    vides = dict.fromkeys(facultatifs - {"date_orientation"}, "")
    for autres in ({}, dict.fromkeys(facultatifs), vides):
        assert partenaire.post("/orientations", connus | autres).statut == 201


def test_a_batch_says_what_became_of_each_row(partenaire):
    lot = {"orientations": [_ligne(rang) for rang in range(97)]}
    lot["orientations"] += [_ligne(0), _ligne(1, nom="Autre"), "pas un objet"]
    rendu = partenaire.post("/orientations/lot", lot, **{"Idempotency-Key": "lot"})
    resultats = rendu.corps["resultats"]
    assert [r["statut"] for r in resultats] == [201] * 97 + [200, 409, 400]
    assert resultats[97]["orientation"] == resultats[0]["orientation"]
    assert resultats[98]["erreur"]["code"] == "identifiant_deja_utilise"
    assert Orientation.objects.count() == 97
    encore = partenaire.post("/orientations/lot", lot, **{"Idempotency-Key": "lot"})
    assert [r["statut"] for r in encore.corps["resultats"]] == [200] * 98 + [409, 400]


@pytest.mark.parametrize("rangs", [range(4), range(2), (2, 1, 0)])
def test_another_batch_under_the_same_key_is_refused_whole(partenaire, rangs):
    cle = {"Idempotency-Key": "lot"}
    partenaire.post("/orientations/lot", {"orientations": [_ligne(n) for n in range(3)]}, **cle)
    autre = {"orientations": [_ligne(rang) for rang in rangs]}
    refus = partenaire.post("/orientations/lot", autre, **cle)
    assert (refus.statut, refus.corps["code"]) == (409, "cle_deja_utilisee")
    assert Orientation.objects.count() == 3
    assert partenaire.post("/orientations/lot", autre).statut == 200


def _ligne(rang, **champs):
    return DEPOSEE | {"identifiant_externe": f"A{rang}"} | champs


@pytest.mark.parametrize("corps", [[], {}, {"orientations": []}, {"orientations": [{}] * 101}])
def test_a_batch_has_from_one_to_a_hundred_rows(partenaire, corps):
    refus = partenaire.post("/orientations/lot", corps)
    assert (refus.statut, refus.corps["erreurs"][0]["pointeur"]) == (400, "/orientations")


def test_a_batch_asks_as_many_questions_whatever_its_rows(partenaire):
    questions = []
    # The first one also asks for the deliveries.
    for nombre, nom in ((1, "Premier"), (1, "Un"), (50, "Cinquante")):
        lot = {"orientations": [_ligne(f"{nom}{rang}") for rang in range(nombre)]}
        with CaptureQueriesContext(connection) as capture:
            assert partenaire.post("/orientations/lot", lot).statut == 200
        questions.append(len(capture))
    assert questions[1] == questions[2]


def test_the_list_asks_as_many_questions_for_three_rows_as_for_one(partenaire):
    comptes = []
    for _ in (1, 3):
        orienter(partenaire, identifiant_externe=None)
        with CaptureQueriesContext(connection) as capture:
            partenaire.get("/orientations")
        comptes.append(len(capture))
        orienter(partenaire, identifiant_externe=None)
    assert comptes[0] == comptes[1]


def test_the_list_is_read_page_by_page_by_statut_and_since_a_time(partenaire):
    for rang in range(3):
        orienter(partenaire, identifiant_externe=f"A{rang}")
    premiere = partenaire.get("/orientations?taille=2")
    assert len(premiere.corps["resultats"]) == 2
    assert premiere.entetes["Link"].endswith('rel="next"')
    suite = partenaire.get(premiere.corps["suivant"].split("/api/v1")[1])
    assert len(suite.corps["resultats"]) == 1
    refusee = Orientation.objects.earliest("pk")
    refuser(refusee, par=CoordinationFactory(), version=1, motif_refus="injoignable")
    [lue] = partenaire.get("/orientations?statut=refusee").corps["resultats"]
    assert (lue["id"], lue["motif_refus"]) == (str(refusee.identifiant), "injoignable")
    refusee.refresh_from_db()
    depuis = refusee.modifiee_le.isoformat().replace("+", "%2B")
    [recente] = partenaire.get(f"/orientations?modifiee_depuis={depuis}").corps["resultats"]
    assert recente["id"] == lue["id"]
    assert partenaire.get("/orientations?statut=inconnu").statut == 400
    assert partenaire.get("/orientations?modifiee_depuis=hier").statut == 400


def test_both_sides_write_and_the_partner_reads_it(partenaire):
    recue = orienter(partenaire)
    questionner(Orientation.objects.get(), par=CoordinationFactory(), texte="Le matin ?")
    ecrit = partenaire.post(f"/orientations/{recue.corps['id']}/messages", {"texte": "Oui."})
    assert (ecrit.statut, ecrit.corps["du_plie"]) == (201, False)
    lus = lire(partenaire, recue).corps["messages"]
    assert [(lu["du_plie"], lu["texte"]) for lu in lus] == [(True, "Le matin ?"), (False, "Oui.")]
    vide = partenaire.post(f"/orientations/{recue.corps['id']}/messages", {"texte": " "})
    assert (vide.statut, MessageOrientation.objects.count()) == (400, 2)


def test_what_was_just_sent_is_withdrawn_without_reading_it(partenaire):
    def retirer(recue):
        marque = {"If-Match": recue.entetes["ETag"]}
        return partenaire.post(f"/orientations/{recue.corps['id']}/retrait", None, **marque).statut

    une, autre = orienter(partenaire), orienter(partenaire, identifiant_externe="DOS-2")
    assert une.entetes["ETag"] == lire(partenaire, une).entetes["ETag"]
    partenaire.post(f"/orientations/{une.corps['id']}/messages", {"texte": "Un détail."})
    assert (retirer(une), retirer(autre)) == (412, 200)


def test_withdrawing_replaces_what_was_read(partenaire):
    recue = orienter(partenaire)
    adresse = f"/orientations/{recue.corps['id']}/retrait"
    marque = lire(partenaire, recue).entetes["ETag"]
    assert partenaire.post(adresse, None).statut == 428
    assert partenaire.post(adresse, None, **{"If-Match": '"autre"'}).statut == 412
    retiree = partenaire.post(adresse, None, **{"If-Match": marque})
    assert (retiree.statut, retiree.corps["statut"]) == (200, "retiree")
    assert lire(partenaire, recue).entetes["ETag"] == retiree.entetes["ETag"]
    assert partenaire.post(adresse, None, **{"If-Match": retiree.entetes["ETag"]}).statut == 422


@pytest.mark.parametrize(
    "portee, methode, chemin",
    [
        ("orientations.lecture", "POST", ""),
        ("orientations.lecture", "POST", "/lot"),
        ("orientations.ecriture", "GET", ""),
    ],
)
def test_each_scope_opens_its_own(partenaire, portee, methode, chemin):
    borne = Partenaire([portee])
    refus = borne.appeler(methode, f"/orientations{chemin}", DEPOSEE if methode == "POST" else None)
    assert (refus.statut, refus.corps["code"]) == (403, "portee_insuffisante")


def test_who_sends_is_declared(partenaire):
    refus = partenaire.post("/orientations", DEPOSEE, **{"X-Agent-Nom": None})
    assert refus.corps["code"] == "agent_non_declare"


def chercher(partenaire, **identite):
    connue = {"nom": "MARTIN", "prenom": "claude", "date_naissance": "1985-05-20"}
    return partenaire.post("/accompagnements/recherche", connue | identite)


def test_a_name_finds_only_who_was_sent_and_accepted(partenaire):
    recue = orienter(partenaire)
    assert chercher(partenaire).statut == 404
    accepter(Orientation.objects.get(), par=CoordinationFactory(), version=1)
    trouvee = chercher(partenaire)
    assert trouvee.statut == 200
    assert trouvee.corps["id"] == lire(partenaire, recue).corps["accompagnement"]["id"]
    assert chercher(partenaire, date_naissance="1985-05-21").statut == 404
    assert chercher(Partenaire(PORTEES)).statut == 404
    assert Consultation.objects.filter(objet="Recherche par un partenaire").count() == 1
    Orientation.objects.update(statut="refusee", motif_refus="commission")
    assert chercher(partenaire).statut == 404


@pytest.mark.django_db
def test_a_search_is_by_number_or_by_name_and_birth_date():
    partenaire = Partenaire(PORTEES)
    for corps, pointeur in (
        ({}, "/numero_france_travail"),
        ({"nom": "Martin"}, "/prenom"),
        ({"numero_france_travail": "12345678901", "nom": "Martin"}, ""),
    ):
        refus = partenaire.post("/accompagnements/recherche", corps)
        assert (refus.statut, refus.corps["erreurs"][0]["pointeur"]) == (400, pointeur)


def test_the_answer_is_due_after_the_delay_of_the_settings(partenaire):
    recue = orienter(partenaire)
    ecart = date.fromisoformat(recue.corps["repondre_avant"]) - date.today()  # noqa: DTZ011
    assert ecart == timedelta(days=15)
