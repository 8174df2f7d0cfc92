from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import Presence, Statut
from accompagnement.models import ChoixColonnes, MotifSuspension
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from tests.usines import (
    AgentFactory,
    CommuneFactory,
    EntretienFactory,
    EtapeFactory,
    ParcoursFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db
LISTE = reverse("accompagnement:dossiers")
QUESTIONS_MAX = 15


def noms(reponse):
    return [ligne.personne.split()[0] for ligne in reponse.context["lignes"]]


def creer(nom, **champs):
    return ParcoursFactory(actif=True, participant__nom=nom, **champs)


@pytest.mark.parametrize(
    "recherche",
    ["lefevre", "LEFÈVRE", "Lefèvre zoe", "zoé lefev", "12345678901", "20/05/1985"],
)
def test_search_ignores_accents_and_case(client, coordination, recherche):
    creer("Lefèvre", participant__prenom="Zoé", participant__numero_france_travail="12345678901")
    ParcoursFactory(actif=True, participant__date_naissance=date(1990, 1, 1))
    assert noms(client.get(LISTE, {"q": recherche})) == ["Lefèvre"]


@pytest.mark.parametrize("recherche", ["Lefebre", "Lefvre", "Leefvre", "zoe lefevr e"])
def test_search_forgives_typing_errors_and_says_so(client, coordination, recherche):
    creer("Lefèvre", participant__prenom="Zoé")
    creer("Martin", participant__prenom="Paul")
    reponse = client.get(LISTE, {"q": recherche})
    assert noms(reponse) == ["Lefèvre"]
    assert reponse.context["proches"] or recherche == "zoe lefevr e"


@pytest.mark.parametrize("recherche", ["%", "_", "' OR 1=1 --", "\\", "œ" * 500, "a\tb", "\0x"])
def test_search_takes_any_text_as_text(client, coordination, recherche):
    creer("Martin")
    assert client.get(LISTE, {"q": recherche}).status_code == 200


def test_a_closed_parcours_leaves_the_default_list(client, coordination):
    creer("Ouvert")
    ParcoursFactory(sorti=True, participant__nom="Clos")
    assert noms(client.get(LISTE)) == ["Ouvert"]
    assert noms(client.get(LISTE, {"statut": "tous"})) == ["Clos", "Ouvert"]
    assert noms(client.get(LISTE, {"statut": "sorti"})) == ["Clos"]


def test_each_filter_keeps_what_it_says(client, coordination):
    referent = AgentFactory()
    raismes = CommuneFactory(code_insee="59491", nom="Raismes")
    vu = creer("Vu", participant__commune=raismes, referent=referent, criteres=["rsa"])
    EntretienFactory(parcours=vu, debut=timezone.now() - timedelta(days=3))
    EtapeFactory(parcours=vu)
    perdu = creer("Perdu")
    EntretienFactory(
        parcours=perdu, debut=timezone.now() - timedelta(days=2), presence=Presence.PREVU
    )
    attendus = {
        "commune=59491": ["Vu"],
        f"referent={referent.pk}": ["Vu"],
        f"structure={vu.structure_id}": ["Vu"],
        "critere=rsa": ["Vu"],
        "sans_entretien=30": ["Perdu"],
        "sans_etape=on": ["Perdu"],
        "sans_referent=on": ["Perdu"],
        "retard=on": ["Perdu"],
        "tri=nom": ["Perdu", "Vu"],
        "tri=-nom": ["Vu", "Perdu"],
        "tri=inconnu": ["Perdu", "Vu"],
        "page=999": ["Perdu", "Vu"],
    }
    assert {f: noms(client.get(f"{LISTE}?{f}")) for f in attendus} == attendus


def test_active_filters_are_removable_chips(client, coordination):
    creer("Vu")
    reponse = client.get(LISTE, {"sans_etape": "on"})
    assert reponse.context["puces"] == [("sans_etape", "Sans étape commencée : oui")]
    assert "retirer ce filtre" in reponse.content.decode()


def test_a_sensitive_criterion_is_no_filter_for_a_referent(client):
    referent = AgentFactory()
    ParcoursFactory(actif=True, structure=referent.structure, criteres=["rqth"])
    client.force_login(referent)
    reponse = client.get(LISTE, {"portee": "structure", "critere": "rqth"})
    assert b"RQTH" not in reponse.content
    assert reponse.context["page"].paginator.count == 1


def test_the_facilitateur_asks_nothing_of_the_meetings(client):
    """Identity and eligibility only."""
    entretien = EntretienFactory()
    client.force_login(AgentFactory(role=Role.FACILITATEUR))
    reponse = client.get(LISTE, {"retard": "on", "sans_entretien": "30", "rendez_vous": "on"})
    assert noms(reponse) == [entretien.parcours.participant.nom]
    assert reponse.context["puces"] == []
    page = reponse.content.decode()
    assert "Dernier entretien" not in page and "03/03/2025" not in page


@pytest.fixture
def facilitateur(client):
    agent = AgentFactory(role=Role.FACILITATEUR)
    client.force_login(agent)
    return agent


@pytest.fixture
def revenue():
    """Left once, back since: one person, two parcours."""
    ancien = creer("Revenue", statut=Statut.SORTI, date_sortie=date(2025, 6, 30))
    return ParcoursFactory(
        participant=ancien.participant,
        structure=StructureFactory(nom="Structure inventée"),
        statut=Statut.SORTIE_PROPOSEE,
        date_entree=date(2025, 9, 3),
        criteres=["rsa"],
        niveau="3",
        referent=AgentFactory(nom="Zxreferent"),
    )


DU_PARCOURS = ("Sorti", "proposée", "Structure inventée", "Zxreferent", "03/09/2025", "09/2025")


def test_the_facilitateur_reads_a_person_and_nothing_of_the_parcours(client, facilitateur, revenue):
    creer("Autre", statut=Statut.SUSPENDU)
    reponse = client.get(LISTE)
    assert noms(reponse) == ["Autre", "Revenue"]
    fiche = reverse("accompagnement:dossier_situation", args=[revenue.participant_id])
    ancien = revenue.participant.parcours.exclude(pk=revenue.pk).get()
    for page in (
        reponse,
        client.get(fiche),
        client.get(fiche, {"parcours": ancien.pk}),
        client.get(reverse("interface:recherche"), {"q": "Revenue"}),
        client.get(reverse("accompagnement:accueil")),
    ):
        lu = page.content.decode()
        assert [dit for dit in DU_PARCOURS if dit in lu] == []
    assert "RSA" in client.get(fiche).content.decode()


def test_the_facilitateur_asks_and_sorts_by_nothing_of_the_parcours(client, facilitateur, revenue):
    creer("Autre", statut=Statut.SUSPENDU)
    referent = revenue.affectations.get().agent_id
    for demande in (
        {"statut": "suspendu"},
        {"referent": referent},
        {"structure": revenue.structure_id},
        {"sans_referent": "on"},
        {"tri": "statut"},
        {"tri": "-entree"},
    ):
        reponse = client.get(LISTE, demande)
        assert noms(reponse) == ["Autre", "Revenue"]
        assert (reponse.context["puces"], reponse.context["tri"]) == ([], "nom")
    assert noms(client.get(LISTE, {"critere": "rsa"})) == ["Revenue"]


def test_a_get_of_the_list_is_a_fragment_for_htmx(client, coordination):
    creer("Vu")
    fragment = client.get(LISTE, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in fragment and "Vu" in fragment


def test_the_export_holds_what_is_shown_with_its_formulas_tamed(client, coordination):
    creer("=cmd|' /C calc'!A0", participant__prenom="+33")
    creer("Autre", participant__prenom="Léa")
    adresse = reverse("accompagnement:dossiers_exporter", args=["csv"])
    lignes = client.get(adresse, {"q": "33"}).getvalue().decode("utf-8-sig").splitlines()
    assert len(lignes) == 2
    assert lignes[1].startswith("'=cmd|' /C calc'!A0;'+33;")
    assert Consultation.objects.filter(objet="Export de liste (csv)").count() == 1


def test_an_unknown_format_is_not_found(client, coordination):
    assert client.get(reverse("accompagnement:dossiers_exporter", args=["exe"])).status_code == 404


def test_the_columns_of_the_file_are_chosen_remembered_and_logged(client, coordination):
    creer("Martin", participant__telephone="+33 6 00 00 00 00", participant__adresse="=1+1")
    exporter = reverse("accompagnement:dossiers_exporter", args=["csv"])
    choix = {
        "avec_choix": "oui",
        "colonnes": ["adresse", "nom", "telephone", "code-postal", "civilite"],
        "statut": "tous",
    }
    lignes = client.get(exporter, choix).getvalue().decode("utf-8-sig").splitlines()
    assert lignes[0] == "Civilité;Nom;Téléphone;Adresse;Code postal"
    assert lignes[1] == "Madame;Martin;06 00 00 00 00;'=1+1;59220"
    trace = Consultation.objects.get(objet="Export de liste (csv)")
    assert trace.detail == "Colonnes : Civilité, Nom, Téléphone, Adresse, Code postal"
    page = client.get(reverse("accompagnement:dossiers_colonnes"), {"statut": "tous"})
    assert set(page.context["formulaire"]["colonnes"].value()) == set(choix["colonnes"])
    assert '<input type="hidden" name="statut" value="tous"' in " ".join(
        page.content.decode().split()
    )


@pytest.mark.parametrize(
    ("saisi", "lu"),
    [
        ("+33612345678", "0612345678"),
        ("+33 (0)6 12", "06 12"),
        ("06 12 34 56 78", "06 12 34 56 78"),
        ("+32 470", "'+32 470"),
        ("+33=1+1", "'+33=1+1"),
    ],
)
def test_a_telephone_is_exported_as_it_is_dialled(client, coordination, saisi, lu):
    creer("Martin", participant__telephone=saisi)
    assert exporter_une_colonne(client, "telephone") == [lu]


def exporter_une_colonne(client, colonne):
    exporter = reverse("accompagnement:dossiers_exporter", args=["csv"])
    reponse = client.get(exporter, {"avec_choix": "oui", "colonnes": [colonne]})
    return reponse.getvalue().decode("utf-8-sig").splitlines()[1:]


def test_a_postcode_that_is_not_sure_is_an_empty_cell(client, coordination):
    lille = CommuneFactory(nom="Lille", code_insee="59350", codes_postaux=["59000", "59800"])
    creer("Alpha", participant__commune=lille, participant__adresse="2 rue Haute")
    creer("Beta", participant__commune=lille, participant__adresse="2 rue Haute, 59800 Lille")
    creer("Gamma", participant__commune=None)
    assert exporter_une_colonne(client, "code-postal") == ['""', "59800", '""']


def test_a_file_of_one_column_costs_as_many_questions_for_ten_rows_as_for_one(client, coordination):
    def compter(nombre):
        for rang in range(nombre):
            creer(f"Nom{rang}", participant__telephone="0600000000")
        with CaptureQueriesContext(connection) as questions:
            exporter_une_colonne(client, "telephone")
        return len(questions)

    compter(1)
    assert compter(1) == compter(9)


@pytest.mark.parametrize(
    ("colonnes", "phrase"),
    [([], "au moins une colonne"), (["nom", "secret"], "« secret »")],
)
def test_a_choice_of_columns_that_says_nothing_is_refused(client, coordination, colonnes, phrase):
    exporter = reverse("accompagnement:dossiers_exporter", args=["xlsx"])
    refus = client.get(exporter, {"avec_choix": "oui", "colonnes": colonnes})
    assert refus.status_code == 422 and phrase in refus.content.decode()
    assert not Consultation.objects.filter(objet__startswith="Export").exists()


def test_a_row_says_what_is_due_as_the_dossier_does(client, referent):
    """One rule: whatever the state of a parcours, its row and its dossier say the same action."""
    cas = {
        "prescrit": ParcoursFactory(structure=referent.structure, referent=referent),
        "sans_rien": _suivi(referent),
        "en_retard": _suivi(referent),
        "vu": _suivi(referent),
        "suspendu": _suivi(referent, statut=Statut.SUSPENDU),
        "ajourne": ParcoursFactory(
            structure=referent.structure, referent=referent, statut=Statut.AJOURNE
        ),
        "presente": ParcoursFactory(
            structure=referent.structure, referent=referent, statut=Statut.PRESENTE
        ),
    }
    maintenant = timezone.now()
    for nom, presence, jours in (
        ("en_retard", Presence.PREVU, -2),
        ("vu", Presence.HONORE, -3),
        ("suspendu", Presence.HONORE, -3),
    ):
        EntretienFactory(
            parcours=cas[nom],
            agent=referent,
            presence=presence,
            debut=maintenant + timedelta(days=jours),
        )
    EtapeFactory(parcours=cas["vu"], date_debut=timezone.localdate(), libelle="Atelier CV")
    cas["suspendu"].suspensions.create(
        motif=MotifSuspension.objects.create(code="sante", libelle="Santé", est_sensible=True),
        date_debut=timezone.localdate() - timedelta(days=9),
        decidee_par=referent,
    )
    lignes = {ligne.pk: ligne for ligne in client.get(LISTE).context["lignes"]}
    for nom, parcours in cas.items():
        dossier = client.get(reverse("accompagnement:dossier", args=[parcours.participant_id]))
        cellules = {c.colonne.libelle: c for c in lignes[parcours.pk].cellules}
        dite = cellules["À faire"].echeance
        assert (nom, dite.action, dite.raison) == (
            nom,
            dossier.context["echeance"].action,
            dossier.context["echeance"].raison,
        )
    assert "Atelier CV" in client.get(LISTE).text


def _suivi(referent, **champs):
    return ParcoursFactory(actif=True, structure=referent.structure, referent=referent, **champs)


def test_an_appointment_to_come_is_said_once(client, referent):
    parcours = _suivi(referent)
    debut = timezone.localtime() + timedelta(days=2)
    EntretienFactory(parcours=parcours, agent=referent, presence=Presence.PREVU, debut=debut)
    (ligne,) = client.get(LISTE).context["lignes"]
    cellules = {c.colonne.libelle: c for c in ligne.cellules}
    assert cellules["Prochain rendez-vous"].texte == f"{debut:%d/%m à %H:%M}"
    assert cellules["À faire"].echeance is None


def test_what_every_row_would_repeat_is_no_column(client, referent):
    _suivi(referent)

    def titres(**demande):
        return [c.titre for c in client.get(LISTE, demande).context["colonnes"]]

    assert "Structure" not in titres()
    assert "Référent" not in titres()
    assert "Référent" in titres(portee="structure")
    ChoixColonnes.objects.create(agent=referent, a_l_ecran=["structure", "referent"])
    client.force_login(referent)
    assert titres(portee="structure") == ["Personne", "Référent"]
    assert titres() == ["Personne"]


@pytest.mark.parametrize("tri", ["prochain", "-dernier", "referent", "naissance"])
def test_the_list_is_ordered_by_what_is_decided_on(client, referent, tri):
    proche, lointain = _suivi(referent), _suivi(referent)
    for parcours, jours in ((proche, 1), (lointain, 9)):
        for presence, sens in ((Presence.PREVU, 1), (Presence.HONORE, -1)):
            EntretienFactory(
                parcours=parcours,
                agent=referent,
                presence=presence,
                debut=timezone.now() + timedelta(days=jours * sens),
            )
    page = client.get(LISTE, {"tri": tri})
    assert page.context["tri"] == tri
    if tri in ("prochain", "-dernier"):
        assert [ligne.pk for ligne in page.context["lignes"]] == [proche.pk, lointain.pk]


def test_a_costly_order_is_not_offered_over_everybody(client, coordination):
    assert client.get(LISTE, {"tri": "dernier"}).context["tri"] == "nom"


def test_columns_and_rows_of_the_list_are_remembered(client, referent):
    parcours = _suivi(referent, participant__telephone="06 39 98 11 22")
    affichage = reverse("accompagnement:dossiers_affichage")
    reponse = client.post(
        f"{affichage}?portee=mes", {"colonnes": ["commune", "statut"], "par_page": "50"}
    )
    assert reponse["Location"] == f"{LISTE}?portee=mes"
    page = client.get(LISTE)
    assert [c.titre for c in page.context["colonnes"]] == ["Personne", "Commune", "Statut"]
    assert page.context["page"].paginator.per_page == 50
    assert parcours.participant.telephone not in page.text
    refus = client.post(affichage, {"colonnes": ["motif-secret"], "par_page": "5000"})
    assert refus.status_code == 422
    assert "motif-secret" in refus.text


def test_the_facilitateur_chooses_no_column_of_the_parcours(client):
    client.force_login(AgentFactory(role=Role.FACILITATEUR))
    affichage = reverse("accompagnement:dossiers_affichage")
    assert "Prochain rendez-vous" not in client.get(affichage).text
    refus = client.post(affichage, {"colonnes": ["a-faire"], "par_page": "25"})
    assert refus.status_code == 422


@pytest.mark.parametrize(
    "texte",
    ["06 39 98 11 22", "0639981122", "+33 6 39 98 11 22", "0033 639981122", "zoe.l@exemple"],
)
def test_whoever_calls_or_writes_is_found(client, coordination, texte):
    creer("Lefèvre", participant__telephone="06.39.98.11.22", participant__email="Zoe.L@exemple.fr")
    creer("Martin", participant__telephone="07 00 00 00 00", participant__email="p@exemple.fr")
    assert noms(client.get(LISTE, {"q": texte})) == ["Lefèvre"]


@pytest.mark.parametrize("texte", ["99 98 11", "06 39", "p@exemple.fr", "+33"])
def test_a_number_too_short_or_of_nobody_finds_nobody(client, coordination, texte):
    creer("Lefèvre", participant__telephone="06.39.98.11.22", participant__email="z@exemple.fr")
    assert noms(client.get(LISTE, {"q": texte})) == []
