"""Home, role by role: who opens it in the morning reads what they decide, and each number opens
the list that it counts."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.affectation import affecter
from accompagnement.actions.alerte import calculer_alertes
from accompagnement.actions.commission import creer_commission, inscrire
from accompagnement.enums import ALERTES_APRES_SORTIE, CodeAlerte, Lecteurs, Presence, Statut
from accompagnement.models import Alerte, Passage, Piece, Remplacement
from plie.comptes.enums import Role
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    CommissionFactory,
    CoordinationFactory,
    EntretienFactory,
    MiseEnRelationFactory,
    ParcoursFactory,
    RemplacementFactory,
)

pytestmark = pytest.mark.django_db
ACCUEIL = reverse("accompagnement:accueil")
QUESTIONS_MAX = 20


def ouvrir(client, agent):
    client.force_login(agent)
    page = client.get(ACCUEIL)
    assert page.status_code == 200
    return page


def blocs(page):
    """{name of the block: what its template reads}."""
    colonnes = page.context["principaux"] + page.context["lateraux"]
    return {gabarit.split("accueil_")[1].removesuffix(".html"): bloc for gabarit, bloc in colonnes}


def a_noter(page):
    """Those of the days before, then today's."""
    bloc = blocs(page)["rendez_vous"]
    return [rendez_vous.pk for rendez_vous in bloc["en_retard"] + bloc["du_jour"]]


def phrases(page):
    return [ligne for _, lignes in blocs(page)["alertes"]["groupes"] for ligne in lignes]


def compte(client, adresse):
    return client.get(adresse).context["page"].paginator.count


@pytest.fixture
def referent():
    return AgentFactory()


def _suivi(referent):
    return ParcoursFactory(actif=True, structure=None, referent=referent)


def _sorti(referent):
    """Followed to the end by `referent`, in their structure."""
    parcours = ParcoursFactory(sorti=True, structure=referent and referent.structure)
    if referent:
        AffectationFactory(parcours=parcours, agent=referent, date_fin=parcours.date_sortie)
    return parcours


def alerter(code, referent=None, nombre=1):
    for _ in range(nombre):
        parcours = _sorti(referent) if code in ALERTES_APRES_SORTIE else _suivi(referent)
        Alerte.objects.create(parcours=parcours, code=code)


@pytest.mark.parametrize("code", CodeAlerte.values)
@pytest.mark.parametrize("role", [Role.REFERENT, Role.COORDINATION, Role.DIRECTION])
def test_each_sentence_opens_as_many_rows_as_it_says(client, referent, role, code):
    alerter(code, referent, 2)
    alerter(code)
    agent = referent if role == Role.REFERENT else AgentFactory(role=role)
    (phrase,) = phrases(ouvrir(client, agent))
    assert phrase.nombre == (2 if role == Role.REFERENT else 3)
    assert compte(client, phrase.adresse) == phrase.nombre
    liste = client.get(phrase.adresse)
    assert [nom for nom, _ in liste.context["puces"]] == ["alerte"]


@pytest.mark.parametrize("lecteurs", Lecteurs)
def test_home_tells_the_alerts_that_the_list_tells(client, referent, lecteurs):
    absent = RemplacementFactory(remplacant=referent).absent
    for agent in (referent, absent):
        parcours = ParcoursFactory(actif=True, structure=referent.structure, referent=agent)
        Alerte.objects.create(parcours=parcours, code=CodeAlerte.SANS_ETAPE, lecteurs=lecteurs)
    page = ouvrir(client, referent)
    ((_, _, de_l_absent),) = blocs(page)["remplacements"]["remplacements"]
    dites = sum(ligne.nombre for ligne in [*phrases(page), *de_l_absent])
    assert dites == Alerte.objects.dites_a(referent).count()


def test_the_sentences_say_the_thresholds_and_agree_in_number(client, referent):
    alerter(CodeAlerte.SANS_ENTRETIEN_1, referent)
    alerter(CodeAlerte.SANS_ENTRETIEN_3, referent, 2)
    textes = [phrase.texte for phrase in phrases(ouvrir(client, referent))]
    assert textes == [
        "personne sans entretien depuis 30 à 45 jours",
        "personnes sans entretien depuis plus de 60 jours",
    ]


def test_a_referent_reads_the_alerts_of_the_portfolio_only(client, referent):
    collegue = AgentFactory(structure=referent.structure)
    alerter(CodeAlerte.SANS_ETAPE, collegue)
    page = ouvrir(client, referent)
    assert phrases(page) == []
    assert "Rien à signaler" in page.content.decode()


def prevu(referent, delai, nom, **champs):
    return EntretienFactory(
        parcours__participant__nom=nom,
        parcours__referent=referent,
        agent=referent,
        debut=timezone.now() + delai,
        presence=Presence.PREVU,
        **champs,
    )


def test_a_referent_starts_with_the_appointments_late_then_of_the_day(
    client, referent, time_machine
):
    time_machine.move_to("2026-06-15 10:00:00+02:00", tick=False)
    prevu(referent, timedelta(hours=4), "Tantot", mode="telephone")
    prevu(referent, timedelta(hours=-1), "Matin")
    prevu(referent, timedelta(days=-2), "Samedi")
    prevu(referent, timedelta(hours=14), "Demain")
    page = ouvrir(client, referent)
    bloc = blocs(page)["rendez_vous"]
    lus = [[r.personne.split()[0] for r in bloc[cle]] for cle in ("en_retard", "du_jour")]
    assert lus == [["Samedi"], ["Matin", "Tantot"]]
    contenu = page.content.decode()
    for entretien in bloc["en_retard"] + bloc["du_jour"]:
        assert reverse("accompagnement:entretien_modifier", args=[entretien.pk]) in contenu
    assert contenu.index("Samedi") < contenu.index("À surveiller")


def test_an_appointment_taken_by_another_comes_with_the_portfolio(client, referent):
    entretien = prevu(AgentFactory(), timedelta(hours=-2), "Repris")
    entretien.parcours.affectations.all().delete()
    AffectationFactory(parcours=entretien.parcours, agent=referent)
    assert a_noter(ouvrir(client, referent)) == [entretien.pk]


def test_an_appointment_of_ones_own_with_somebody_gone_elsewhere_is_not_shown(client, referent):
    entretien = prevu(referent, timedelta(hours=-2), "Parti")
    affecter(entretien.parcours, par=CoordinationFactory(), agent=AgentFactory())
    assert a_noter(ouvrir(client, referent)) == []


def test_too_many_late_appointments_lead_to_their_list(client, referent, time_machine):
    time_machine.move_to("2026-06-15 10:00:00+02:00", tick=False)
    for rang in range(21):
        prevu(referent, timedelta(days=-rang - 1), f"Nom{rang}")
    bloc = blocs(ouvrir(client, referent))["rendez_vous"]
    assert (len(bloc["en_retard"]), len(bloc["autres_retards"])) == (3, 17)
    assert bloc["nombre_en_retard"] == compte(client, bloc["adresse_suite"]) == 21
    # However many are late, today's are there.
    prevu(referent, timedelta(hours=-1), "Aujourdhui")
    (du_jour,) = blocs(ouvrir(client, referent))["rendez_vous"]["du_jour"]
    assert du_jour.personne.startswith("Aujourdhui")


def test_a_colleague_replaced_comes_with_appointments_and_people(client, referent):
    absent = AgentFactory(structure=referent.structure)
    jour = timezone.localdate()
    remplacement = Remplacement.objects.create(
        absent=absent,
        remplacant=referent,
        date_debut=jour,
        date_fin=jour + timedelta(days=3),
        decide_par=AgentFactory(role=Role.COORDINATION),
    )
    entretien = prevu(absent, timedelta(hours=-2), "Confie")
    alerter(CodeAlerte.SANS_ETAPE, absent, 2)
    alerter(CodeAlerte.SANS_ETAPE, referent)
    page = ouvrir(client, referent)
    assert a_noter(page) == [entretien.pk]
    ((lu, dossiers, lignes),) = blocs(page)["remplacements"]["remplacements"]
    assert (lu, [ligne.nombre for ligne in lignes]) == (remplacement, [2])
    for ligne in (dossiers, *lignes):
        assert compte(client, ligne.adresse) == ligne.nombre


def test_coordination_reads_the_load_of_each_referent(client, coordination):
    plein = AgentFactory(nom="Plein")
    partiel = AgentFactory(nom="Partiel", quotite="0.5")
    for agent, nombre in ((plein, 2), (partiel, 3)):
        for _ in range(nombre):
            ParcoursFactory(actif=True, referent=agent)
    ParcoursFactory(referent=plein)  # prescribed: followed, not yet counted
    alerter(CodeAlerte.SANS_ETAPE, partiel, 2)
    page = ouvrir(client, coordination)
    lignes = {ligne.referent.nom.split()[-1]: ligne for ligne in blocs(page)["equipe"]["lignes"]}
    lues = {nom: (ligne.referent[-2:], ligne.charge.par_etp) for nom, ligne in lignes.items()}
    assert lues == {"Plein": ((2, 0), 2), "Partiel": ((5, 2), 10)}
    for ligne in lignes.values():
        assert compte(client, ligne.adresse_personnes) == ligne.referent.personnes
        assert compte(client, ligne.adresse_a_voir) == ligne.referent.a_voir


def test_a_load_above_the_mark_is_said_in_words(client, coordination):
    agent = AgentFactory(quotite="0.01")
    ParcoursFactory(actif=True, referent=agent)
    page = ouvrir(client, coordination)
    assert blocs(page)["equipe"]["lignes"][0].charge.est_au_dessus
    assert "au-dessus" in page.content.decode()


def test_whoever_left_with_people_in_hand_stays_in_the_table(client, coordination):
    parti = AgentFactory(is_active=False)
    ParcoursFactory(actif=True, referent=parti)
    page = ouvrir(client, coordination)
    (ligne,) = blocs(page)["equipe"]["lignes"]
    assert ligne.referent.pk == parti.pk
    assert "compte fermé" in " ".join(page.content.decode().split())
    assert compte(client, ligne.adresse_personnes) == 1


def test_coordination_assigns_what_nobody_follows(client, coordination):
    suivi = ParcoursFactory(referent=AgentFactory())
    libres = [ParcoursFactory(date_prescription=date(2026, 1, jour)) for jour in range(1, 9)]
    page = ouvrir(client, coordination)
    bloc = blocs(page)["a_affecter"]
    assert bloc["parcours"] == libres[:6]
    assert bloc["nombre"] == compte(client, bloc["adresse"]) == 8
    contenu = page.content.decode()
    assert reverse("accompagnement:parcours_affecter", args=[libres[0].pk]) in contenu
    assert reverse("accompagnement:parcours_affecter", args=[suivi.pk]) not in contenu


def test_the_next_commissions_say_what_is_ready(client, coordination):
    jour = timezone.localdate()
    prochaine = CommissionFactory(date=jour + timedelta(days=3))
    CommissionFactory(date=jour - timedelta(days=3))
    for _ in range(2):
        parcours = ParcoursFactory(statut=Statut.PRESENTE)
        Passage.objects.create(commission=prochaine, parcours=parcours)
    calculer_alertes()
    Alerte.objects.filter(parcours=parcours).delete()
    assert blocs(ouvrir(client, coordination))["commissions"]["commissions"] == [(prochaine, 2, 1)]


def _deposer(type_, **champs):
    parcours = ParcoursFactory(actif=True)
    return Piece.objects.create(
        participant=parcours.participant,
        parcours=parcours,
        type=type_,
        fichier="pieces/x",
        nom="x.pdf",
        type_contenu="application/pdf",
        taille=1,
        empreinte="0" * 64,
        deposee_par=CoordinationFactory(),
        **champs,
    )


def test_the_fse_manager_starts_with_the_documents_to_check(client):
    gestionnaire = AgentFactory(role=Role.GESTIONNAIRE_FSE)
    _deposer("rsa")
    _deposer("cv", verifiee_par=gestionnaire, verifiee_le=timezone.localdate())
    _deposer("rqth")
    alerter(CodeAlerte.SANS_ETAPE)
    alerter(CodeAlerte.PREUVE_EXPIREE)
    page = ouvrir(client, gestionnaire)
    bloc = blocs(page)["pieces"]
    assert bloc["nombre"] == compte(client, bloc["adresse"]) == 1
    assert [phrase.nombre for phrase in phrases(page)] == [1]
    assert "preuve aura expiré" in phrases(page)[0].texte


def test_the_facilitateur_reads_nothing_of_the_follow_up(client):
    alerter(CodeAlerte.SANS_ETAPE)
    page = ouvrir(client, AgentFactory(role=Role.FACILITATEUR))
    assert set(blocs(page)) == {"en_parcours", "nouvelles"}
    adresse = f"{reverse('accompagnement:dossiers')}?alerte=suspension&pieces=on"
    assert compte(client, adresse) == 1


def test_the_administration_reads_the_accounts_and_no_person(client):
    alerter(CodeAlerte.SANS_ETAPE)
    agent = AgentFactory(role=Role.ADMINISTRATION)
    AgentFactory(is_active=False)
    page = ouvrir(client, agent)
    # No watch runs here, which is said to those who can start it.
    assert set(blocs(page)) == {"avertissements", "comptes"}
    for dit in blocs(page)["comptes"].values():
        assert compte(client, dit["adresse"]) == dit["nombre"]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("nombre", [1, 3])
def test_the_home_of_each_role_asks_as_much_for_one_as_for_three(
    client, django_assert_max_num_queries, role, nombre
):
    agent = AgentFactory(role=role)
    for rang in range(nombre):
        referent = agent if role == Role.REFERENT else AgentFactory()
        alerter(CodeAlerte.SANS_ETAPE, referent)
        prevu(referent, timedelta(hours=-rang - 1), f"Nom{rang}")
        MiseEnRelationFactory(
            parcours=ParcoursFactory(actif=True, structure=None, referent=referent),
            rappel_le=timezone.localdate(),
        )
        parcours = ParcoursFactory(statut=Statut.PRESENTE)
        commission = CommissionFactory(date=timezone.localdate() + timedelta(days=rang))
        Passage.objects.create(commission=commission, parcours=parcours)
    client.force_login(agent)
    client.get(ACCUEIL)
    with django_assert_max_num_queries(QUESTIONS_MAX) as capture:
        client.get(ACCUEIL)
    assert len(capture) <= 13


@pytest.mark.django_db(transaction=True)
def test_a_write_shows_at_once_in_what_is_counted_for_everybody(client, coordination):
    assert blocs(ouvrir(client, coordination))["commissions"]["commissions"] == []
    jour = timezone.localdate()
    commission = creer_commission(par=coordination, type="integration", date=jour)
    assert blocs(ouvrir(client, coordination))["commissions"]["commissions"] == [(commission, 0, 0)]
    parcours = ParcoursFactory(statut=Statut.PRESENTE)
    inscrire(parcours, par=coordination, commission=commission)
    page = ouvrir(client, coordination)
    assert blocs(page)["commissions"]["commissions"] == [(commission, 1, 1)]
    assert blocs(page)["a_affecter"]["nombre"] == 1
    affecter(parcours, par=coordination, agent=AgentFactory())
    assert "a_affecter" not in blocs(ouvrir(client, coordination))
