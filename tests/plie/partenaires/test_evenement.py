import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accompagnement.actions.affectation import affecter
from accompagnement.actions.partage import noter_opposition, partager
from accompagnement.actions.suspension import suspendre
from accompagnement.models import Etape, Parcours
from plie.comptes.enums import Role
from plie.partenaires.actions.evenement import lire_changements, publier, purger_evenements
from plie.partenaires.models import Evenement
from tests.concurrence import sur_sa_connexion
from tests.partenaire import Partenaire
from tests.usines import (
    AgentFactory,
    EtapeFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
    StructureFactory,
)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_commits_late_is_never_skipped():
    structure = StructureFactory().pk
    ecrit, lu = threading.Event(), threading.Event()

    def tarder():
        with transaction.atomic():
            publier(structure, "essai", "/tardif")
            ecrit.set()
            assert lu.wait(10)

    tardif = threading.Thread(target=sur_sa_connexion, args=[tarder])
    tardif.start()
    assert ecrit.wait(10)
    publier(structure, "essai", "/rapide")
    avant = lire_changements(structure, depuis=0, combien=10)
    lu.set()
    tardif.join()
    curseur = avant[-1].numero if avant else 0
    apres = lire_changements(structure, depuis=curseur, combien=10)
    assert [[e.ressource for e in lus] for lus in (avant, apres)] == [["/rapide"], ["/tardif"]]


@pytest.mark.django_db(transaction=True)
def test_the_cursor_goes_on_where_it_stopped_page_after_page():
    partenaire = Partenaire(["orientations.lecture"])
    for rang in range(3):
        publier(partenaire.structure.pk, "essai", f"/essais/{rang}")
        publier(StructureFactory().pk, "essai", "/d-un-autre")
    lues, curseur = [], "0"
    for _ in range(3):
        corps = partenaire.get(f"/changements?depuis={curseur}").corps
        lues += [e["ressource"] for e in corps["resultats"]]
        curseur = corps["curseur"]
    assert lues == ["/essais/0", "/essais/1", "/essais/2"]
    publier(partenaire.structure.pk, "essai", "/essais/3")
    suite = partenaire.get(f"/changements?depuis={curseur}").corps
    assert [e["ressource"] for e in suite["resultats"]] == ["/essais/3"]


@pytest.mark.django_db
@pytest.mark.parametrize("curseur", ["-1", "x", "1e3", "٣", "9" * 30, "0" * 30, "1;drop", ""])
def test_a_cursor_that_is_none_of_ours_is_refused(curseur):
    refus = Partenaire(["orientations.lecture"]).get(f"/changements?depuis={curseur}")
    assert (refus.statut, refus.corps["code"]) == (400, "curseur_invalide")


@pytest.fixture
def connue():
    """A person whom a partner knows, and the partner."""
    structure = StructureFactory()
    parcours = ParcoursFactory(actif=True, referent=AgentFactory())
    partage = partager(parcours.participant_id, structure.pk)
    Evenement.objects.all().delete()
    return parcours, structure, partage


def adresses(structure):
    return list(Evenement.objects.filter(structure=structure).values_list("type", "ressource"))


@pytest.mark.django_db
def test_a_change_of_state_or_of_referent_is_told_once_a_transaction(connue):
    parcours, structure, partage = connue
    coordination = AgentFactory(role=Role.COORDINATION)
    affecter(parcours, par=coordination, agent=AgentFactory())
    suspendre(
        parcours,
        par=coordination,
        motif=MotifSuspensionFactory(code="sante"),
        date_debut=parcours.date_entree,
    )
    ressource = f"/api/v1/accompagnements/{partage.identifiant}"
    assert adresses(structure) == [("accompagnement.modifie", ressource)]


@pytest.mark.django_db
def test_an_etape_added_changed_or_withdrawn_is_told_and_not_its_words(connue):
    parcours, structure, partage = connue
    ressource = f"/api/v1/accompagnements/{partage.identifiant}"

    def dit(ecrire):
        Evenement.objects.all().delete()
        ecrire()
        return adresses(structure) == [("accompagnement.modifie", ressource)]

    etapes = Etape.objects.filter(parcours=parcours)
    assert dit(lambda: EtapeFactory(parcours=parcours))
    assert dit(lambda: etapes.update(date_debut="2025-03-02"))
    assert not dit(lambda: etapes.update(libelle="Autre"))
    assert dit(etapes.delete)


@pytest.mark.django_db
def test_bulk_writes_are_told_too_and_what_is_not_shared_is_not(connue):
    parcours, structure, _ = connue
    Parcours.objects.filter(pk=parcours.pk).update(date_fin_prevue="2030-01-01")
    assert adresses(structure) == []
    Parcours.objects.filter(pk=parcours.pk).update(structure=StructureFactory())
    assert len(adresses(structure)) == 1


@pytest.mark.django_db
def test_nothing_is_told_of_who_refuses(connue):
    parcours, structure, _ = connue
    noter_opposition(parcours.participant, par=AgentFactory(role=Role.COORDINATION))
    Parcours.objects.filter(pk=parcours.pk).update(structure=StructureFactory())
    assert adresses(structure) == []


@pytest.mark.django_db
def test_a_hundred_changes_are_read_by_as_many_questions_as_one():
    partenaire = Partenaire(["orientations.lecture"])
    comptes = []
    for _ in range(2):
        for rang in range(50):
            publier(partenaire.structure.pk, "essai", f"/essais/{rang}-{len(comptes)}")
        with CaptureQueriesContext(connection) as capture:
            partenaire.get("/changements")
        comptes.append(len(capture))
    assert comptes[0] == comptes[1]


@pytest.mark.django_db
def test_events_of_more_than_a_year_are_forgotten_but_the_last_one():
    structure = StructureFactory().pk
    for rang in range(3):
        publier(structure, "essai", f"/{rang}")
    lire_changements(structure, depuis=0, combien=1)
    Evenement.objects.update(ecrit_le="2020-01-01T00:00:00Z", numero=None)
    lire_changements(structure, depuis=0, combien=1)
    assert purger_evenements() == 2
    publier(structure, "essai", "/suite")
    (dernier,) = lire_changements(structure, depuis=3, combien=9)
    assert dernier.numero == 4
