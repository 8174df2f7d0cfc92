"""The form of a meeting: what it asks, what it proposes, what it never loses."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import Presence, Resultat, StatutFrein
from accompagnement.models import Brouillon, Entretien
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from plie.referentiels.models import TypeFrein
from tests.usines import AgentFactory, EntretienFactory, EtapeFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def adresse(parcours):
    return reverse("accompagnement:entretien_creer", args=[parcours.pk])


ANCIEN = {"debut": "2025-03-03T10:00"}


def saisie(**champs):
    heure = timezone.localtime() - timedelta(hours=1)
    return {
        "debut": f"{heure:%Y-%m-%dT%H:%M}",
        "duree_minutes": "45",
        "mode": "presence",
        "presence": "honore",
        "notes": "Vu ce matin",
        **champs,
    }


def test_the_appointment_of_today_is_completed_and_not_doubled(client, referent, parcours, adresse):
    prevu = EntretienFactory(
        parcours=parcours, agent=referent, debut=timezone.now(), presence=Presence.PREVU
    )
    vers = reverse("accompagnement:entretien_modifier", args=[prevu.pk])
    assert client.get(adresse)["Location"] == vers
    assert client.get(f"{adresse}?autre=1").status_code == 200
    page = client.get(vers)
    assert page.context["formulaire"]["presence"].value() == Presence.HONORE
    client.post(vers, saisie(version="1"))
    assert Entretien.objects.get().presence == Presence.HONORE


def test_the_name_opens_the_dossier(client, referent, parcours, adresse):
    dossier = reverse("accompagnement:dossier", args=[parcours.participant_id])
    assert f'<a href="{dossier}">{parcours.participant}</a>' in client.get(adresse).text


def test_only_what_this_person_has_is_asked(client, referent, parcours, adresse):
    champs = client.get(adresse).context["formulaire"].fields
    assert not {"etapes", "freins", "prochain_inviter"} & set(champs)
    EtapeFactory(parcours=parcours, date_debut=date(2025, 3, 1))
    type_ = TypeFrein.objects.create(slug="mobilite", libelle="Mobilité")
    parcours.freins.create(type=type_, constate_le=date(2025, 3, 1))
    parcours.participant.email = "personne@exemple.fr"
    parcours.participant.save()
    champs = client.get(adresse).context["formulaire"].fields
    assert {"etapes", "freins", "prochain_inviter"} <= set(champs)


def test_what_is_over_is_offered_only_where_it_was_touched(client, referent, parcours, adresse):
    EtapeFactory(libelle="D'un autre")
    en_cours = EtapeFactory(parcours=parcours)
    prevue = EtapeFactory(parcours=parcours, date_debut=None, date_debut_prevue=date(2025, 3, 1))
    fin = {"date_fin": date(2025, 4, 1), "resultat": Resultat.REALISEE}
    finie = EtapeFactory(parcours=parcours, **fin)
    freins = [
        parcours.freins.create(
            type=TypeFrein.objects.create(slug=statut, libelle=statut),
            constate_le=date(2025, 3, 1),
            statut=statut,
        )
        for statut in StatutFrein
    ]
    ecrit = EntretienFactory(parcours=parcours, agent=referent)
    ecrit.etapes.add(finie, en_cours)
    ecrit.freins.add(*freins)
    champs = client.get(adresse).context["formulaire"].fields
    assert set(champs["etapes"].queryset) == {en_cours, prevue}
    assert {frein.statut for frein in champs["freins"].queryset} == {*StatutFrein.values} - {
        StatutFrein.LEVE
    }
    reprise = reverse("accompagnement:entretien_modifier", args=[ecrit.pk])
    champs = client.get(reprise).context["formulaire"].fields
    assert sorted(e.pk for e in champs["etapes"].queryset) == [en_cours.pk, prevue.pk, finie.pk]
    assert sorted(f.pk for f in champs["freins"].queryset) == [frein.pk for frein in freins]


def test_what_was_touched_and_what_comes_next_are_written(client, referent, parcours, adresse):
    etape = EtapeFactory(parcours=parcours)
    suite = timezone.localtime() + timedelta(days=14)
    client.post(
        adresse,
        saisie(etapes=[etape.pk], prochain_debut=f"{suite:%Y-%m-%dT%H:%M}", prochain_mode="visio"),
    )
    tenu = Entretien.objects.get(presence=Presence.HONORE)
    assert list(tenu.etapes.all()) == [etape]
    assert Entretien.objects.get(presence=Presence.PREVU).mode == "visio"


def test_a_next_appointment_in_the_past_is_told_beside_its_field(client, parcours, adresse):
    reponse = client.post(adresse, saisie(prochain_debut="2025-01-01T10:00"))
    assert (reponse.status_code, Entretien.objects.count()) == (422, 0)
    assert list(reponse.context["formulaire"].errors) == ["prochain_debut"]


def test_confidential_notes_are_their_author_s_and_coordination_s(client, referent, parcours):
    autre = AgentFactory(structure=referent.structure)
    ecrit = EntretienFactory(
        parcours=parcours,
        agent=autre,
        presence=Presence.PREVU,
        notes_confidentielles="En confiance",
    )
    adresse = reverse("accompagnement:entretien_modifier", args=[ecrit.pk])
    dossier = reverse("accompagnement:dossier", args=[parcours.participant_id])
    assert "En confiance" not in client.get(adresse).content.decode()
    assert "En confiance" not in client.get(dossier).content.decode()
    client.post(adresse, saisie(version="1", notes_confidentielles="Effacé"))
    ecrit.refresh_from_db()
    assert (ecrit.notes, ecrit.notes_confidentielles) == ("Vu ce matin", "En confiance")
    client.force_login(autre)
    assert "En confiance" in client.get(dossier).content.decode()
    client.force_login(AgentFactory(role=Role.COORDINATION))
    assert "En confiance" in client.get(adresse, follow=True).content.decode()


def test_two_people_who_write_at_once_lose_nothing(client, referent, parcours):
    etape = EtapeFactory(parcours=parcours)
    ecrit = EntretienFactory(parcours=parcours, agent=referent, notes="D'abord")
    adresse = reverse("accompagnement:entretien_modifier", args=[ecrit.pk])
    client.post(adresse, saisie(version="1", notes="Ensuite", etapes=[etape.pk]))
    reponse = client.post(adresse, saisie(version="1", notes="Trop tard"))
    assert reponse.status_code == 422
    ecarts = {e["libelle"]: e["enregistre"] for e in reponse.context["differences"]}
    assert ecarts["Notes"] == "Ensuite"
    assert ecarts["Étapes abordées"] == str(etape)
    assert "Trop tard" in reponse.content.decode()


def test_the_draft_goes_with_the_meeting_it_became(client, referent, parcours, adresse):
    """Another one of the same form, or of a colleague, stays."""
    sien, autre, _ = (
        Brouillon.objects.create(agent=qui, parcours=parcours, cle="entretien:creer", contenu={})
        for qui in (referent, referent, AgentFactory())
    )
    client.post(adresse, saisie(brouillon_jeton=str(sien.jeton)))
    assert list(referent.brouillons.all()) == [autre]
    assert Brouillon.objects.count() == 2


def test_a_refused_meeting_keeps_its_draft(client, referent, parcours, adresse):
    Brouillon.objects.create(agent=referent, parcours=parcours, cle="entretien:creer", contenu={})
    client.post(adresse, saisie(debut=""))
    assert Brouillon.objects.exists()


def test_a_draft_of_a_dossier_closed_meanwhile_is_given_back_to_copy(client, referent):
    clos = ParcoursFactory(sorti=True, structure=referent.structure)
    adresse = reverse("accompagnement:entretien_creer", args=[clos.pk])
    assert client.get(adresse).status_code == 403
    contenu = {"notes": ["Vu hier"], "notes_confidentielles": [""], "mode": ["visio"]}
    Brouillon.objects.create(agent=referent, parcours=clos, cle="entretien:creer", contenu=contenu)
    for reponse in (client.get(adresse), client.post(adresse, saisie(notes="Vu hier"))):
        page = reponse.content.decode()
        assert (reponse.status_code, Entretien.objects.count()) == (409, 0)
        assert "Ce dossier est clos" in page
        assert "Vu hier" in page
    assert Brouillon.objects.exists()


def test_two_editors_of_one_meeting(client):
    referent = AgentFactory()
    parcours = ParcoursFactory(actif=True, structure=referent.structure, referent=referent)
    entretien = EntretienFactory(parcours=parcours, agent=referent, notes="Première")
    client.force_login(referent)
    adresse = reverse("accompagnement:entretien_modifier", args=[entretien.pk])
    saisie = {"debut": "2025-03-03T10:00", "mode": "presence", "presence": "honore", "version": 1}
    saisie["duree_minutes"] = "60"
    assert client.post(adresse, {**saisie, "notes": "Seconde"}).status_code == 302
    reponse = client.post(adresse, {**saisie, "notes": "Troisième"})
    assert reponse.status_code == 422
    assert "Seconde" in reponse.content.decode() and "Troisième" in reponse.content.decode()
    assert Entretien.objects.get().notes == "Seconde"


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"debut": "20026-03-03T10:00"}, "date"),
        ({"debut": "1890-03-03T10:00"}, "plausible"),
        ({"debut": ""}, "obligatoire"),
        ({"presence": "autre"}, "choix"),
        ({"debut": f"{timezone.now() + timedelta(days=2):%Y-%m-%dT%H:%M}"}, "à venir"),
        ({"notes": "x" * 20_001}, "20000"),
    ],
)
def test_a_bad_meeting_is_told_and_its_notes_stay(client, parcours, champs, phrase):
    adresse = reverse("accompagnement:entretien_creer", args=[parcours.pk])
    reponse = client.post(adresse, saisie(**ANCIEN | {"notes": "Une longue saisie"} | champs))
    assert reponse.status_code == 422
    assert phrase in reponse.content.decode().replace("&nbsp;", "").replace("\u202f", "")
    assert "Une longue saisie" in reponse.content.decode() or "notes" in champs
    assert Entretien.objects.count() == 0


def test_a_meeting_is_signed_by_who_writes_it(client, parcours):
    autre = AgentFactory()
    adresse = reverse("accompagnement:entretien_creer", args=[parcours.pk])
    client.post(adresse, saisie(**ANCIEN, agent=autre.pk, parcours=999))
    ecrit = Entretien.objects.get()
    assert (ecrit.agent.pk, ecrit.parcours) == (int(client.session["_auth_user_id"]), parcours)


def test_a_closed_parcours_is_read_and_no_longer_written(client):
    referent = AgentFactory()
    client.force_login(referent)
    parcours = ParcoursFactory(sorti=True, structure=referent.structure)
    adresse = reverse("accompagnement:entretien_creer", args=[parcours.pk])
    reponse = client.post(adresse, saisie(**ANCIEN))
    assert (reponse.status_code, Entretien.objects.count()) == (409, 0)
    assert "Vu ce matin" in reponse.content.decode()


def test_on_a_closed_parcours_only_what_became_of_an_appointment_is_asked(client, referent):
    clos = ParcoursFactory(sorti=True, structure=referent.structure, referent=referent)
    hier = timezone.now() - timedelta(days=1)
    oubli = EntretienFactory(parcours=clos, agent=referent, debut=hier, presence=Presence.PREVU)
    page = reverse("accompagnement:entretien", args=[oubli.pk])
    modifier = reverse("accompagnement:entretien_modifier", args=[oubli.pk])
    assert modifier in client.get(page).text
    formulaire = client.get(modifier)
    assert "prochain_debut" not in formulaire.text
    assert Presence.PREVU not in dict(formulaire.context["formulaire"]["presence"].field.choices)
    agenda = reverse("accompagnement:rendez_vous")
    jour = client.get(f"{agenda}?jour={timezone.localtime(hier):%Y-%m-%d}").text
    assert modifier in jour
    assert reverse("accompagnement:entretien_deplacer", args=[oubli.pk]) not in jour
    brouillon = reverse("accompagnement:brouillon", args=[clos.pk, f"entretien:{oubli.pk}"])
    texte = {"notes": "Ven", "brouillon_jeton": "6f1b5d0e-6ff4-4ecd-9f60-0a1a52e4f7b8"}
    assert client.post(brouillon, texte).status_code == 200
    heure = f"{timezone.localtime(hier):%Y-%m-%dT%H:%M}"
    assert client.post(modifier, saisie(debut=heure, version="1")).status_code == 302
    assert Entretien.objects.get().presence == Presence.HONORE
    assert modifier not in client.get(page).text
    client.force_login(AgentFactory(structure=referent.structure))
    Entretien.objects.update(presence=Presence.PREVU)
    assert client.post(modifier, saisie(version="2")).status_code == 403


def test_what_one_needs_to_hold_the_meeting_stands_beside_the_form(
    client, referent, parcours, adresse, django_assert_max_num_queries
):
    for jours in range(1, 6):
        EntretienFactory(
            parcours=parcours,
            agent=referent,
            debut=timezone.now() - timedelta(days=30 * jours),
            presence=Presence.HONORE,
            notes=f"Note {jours}",
        )
    prevu = EntretienFactory(
        parcours=parcours,
        agent=referent,
        debut=timezone.now() - timedelta(hours=1),
        presence=Presence.PREVU,
    )
    parcours.participant.telephone = "06 39 98 11 22"
    parcours.participant.save()
    with django_assert_max_num_queries(20):
        page = client.get(reverse("accompagnement:entretien_modifier", args=[prevu.pk]))
    derniers = [dernier.entretien.notes for dernier in page.context["reperes"].derniers]
    assert derniers == ["Note 1", "Note 2", "Note 3"]
    assert "Note 3" in page.text
    assert 'href="tel:0639981122"' in page.text
    assert f"{parcours.participant.age} ans" in page.text


def test_confidential_notes_of_a_colleague_do_not_stand_beside_the_form(
    client, referent, parcours, adresse
):
    EntretienFactory(
        parcours=parcours,
        agent=AgentFactory(role=Role.REFERENT, structure=referent.structure),
        debut=timezone.now() - timedelta(days=3),
        presence=Presence.HONORE,
        notes="À lire",
        notes_confidentielles="Entre nous",
    )
    page = client.get(adresse).text
    assert "À lire" in page
    assert "Entre nous" not in page


def test_the_next_appointment_to_write_down_is_one_press_away(client, referent, parcours, adresse):
    autre = ParcoursFactory(actif=True, structure=referent.structure, referent=referent)
    suivant = EntretienFactory(
        parcours=autre,
        agent=referent,
        debut=timezone.now() - timedelta(hours=2),
        presence=Presence.PREVU,
    )
    assert f"puis noter {autre.participant}" in client.get(adresse).text
    reponse = client.post(adresse, saisie(suivant="1"))
    assert reponse["Location"] == reverse("accompagnement:entretien_modifier", args=[suivant.pk])
    client.post(reponse["Location"], saisie(version="1"))
    # Nothing waits any more: no button, and the agenda for whoever still presses it.
    assert "puis noter" not in client.get(adresse).text
    reponse = client.post(adresse, saisie(suivant="1", notes="Autre"))
    assert reponse["Location"] == reverse("accompagnement:rendez_vous")


def test_what_comes_up_says_how_it_stands(client, referent, parcours, adresse):
    parcours.freins.create(
        type=TypeFrein.objects.create(slug="mobilite", libelle="Mobilité"),
        impact="fort",
        est_prioritaire=True,
        constate_le=date(2025, 1, 6),
    )
    EtapeFactory(parcours=parcours, libelle="Atelier CV", date_debut=date(2025, 2, 3))
    page = client.get(adresse).text
    assert "Mobilité (à lever, impact fort, prioritaire)" in page
    assert "Atelier CV, depuis le 03/02/2025" in page


def test_whoever_reads_the_last_notes_beside_the_form_is_logged(
    client, referent, parcours, adresse
):
    def ouvertures():
        return Consultation.objects.filter(agent=referent, objet="Entretien").count()

    client.get(adresse)
    assert ouvertures() == 1
    assert client.post(adresse, saisie(debut="hier")).status_code == 422
    assert ouvertures() == 2
    client.post(adresse, saisie())
    assert ouvertures() == 2
