"""Who is in a cohort, from when, and why: never twice at once, never more than its places."""

from datetime import date, timedelta

import pgtrigger
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from accompagnement.actions.cohorte import (
    creer_cohorte,
    mettre_en_cohorte,
    modifier_cohorte,
    quitter_cohorte,
)
from accompagnement.enums import Statut, StatutFrein
from accompagnement.models import AppartenanceCohorte, Parcours
from plie.comptes.enums import Role
from plie.referentiels.models import TypeFrein
from plie.socle.erreurs import Conflit, phrase_contrainte
from tests.concurrence import ecrire_pendant
from tests.usines import (
    AgentFactory,
    AppartenanceFactory,
    CohorteFactory,
    CoordinationFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db
LE = date(2025, 3, 1)


@pytest.fixture
def cohorte():
    return CohorteFactory(capacite=2)


def choisir(parcours, cohorte, le=LE, par=None):
    return mettre_en_cohorte(
        parcours,
        par=par or CoordinationFactory(),
        cohorte=cohorte,
        date_debut=le,
        raison="Deux ans sans emploi",
    )


def quitter(appartenance, le=None):
    return quitter_cohorte(
        appartenance, par=CoordinationFactory(), date_fin=le or LE, raison_fin="A trouvé son rythme"
    )


def refus(verbe, *arguments):
    """What is said to who is refused, by the act or by the base."""
    with pytest.raises((ValidationError, IntegrityError)) as erreur:
        verbe(*arguments)
    if isinstance(erreur.value, IntegrityError):
        return phrase_contrainte(erreur.value)
    return " ".join(erreur.value.messages)


def test_what_made_the_person_far_from_work_that_day_is_kept(cohorte):
    parcours = ParcoursFactory(actif=True, criteres=["rsa", "detld"])
    types = [TypeFrein.objects.create(slug=slug, libelle=slug) for slug in ("un", "deux")]
    for type_, statut in zip(types, (StatutFrein.OUVERT, StatutFrein.LEVE), strict=True):
        parcours.freins.create(type=type_, statut=statut, constate_le=LE)
    appartenance = choisir(parcours, cohorte)
    parcours.freins.update(statut=StatutFrein.LEVE)

    appartenance.refresh_from_db()
    assert appartenance.criteres == ["detld", "rsa"]
    assert appartenance.freins == [types[0].pk]
    assert appartenance.choisie_par.role == Role.COORDINATION


def test_nobody_is_in_a_cohort_twice_at_once(cohorte):
    parcours = ParcoursFactory(actif=True)
    premiere = choisir(parcours, cohorte)
    assert "déjà dans la cohorte" in refus(choisir, parcours, cohorte, LE + timedelta(days=9))
    quitter(premiere, LE + timedelta(days=9))
    choisir(parcours, cohorte, LE + timedelta(days=9))
    assert AppartenanceCohorte.objects.count() == 2


def test_a_cohort_takes_no_more_than_its_places(cohorte):
    membres = [choisir(ParcoursFactory(actif=True), cohorte) for _ in range(2)]
    entrant = ParcoursFactory(actif=True)
    assert "2 sur 2 places" in refus(choisir, entrant, cohorte)
    quitter(membres[0], LE + timedelta(days=30))
    # The place was still taken on that day, and no more the day it was left.
    assert "complète" in refus(choisir, entrant, cohorte)
    choisir(entrant, cohorte, LE + timedelta(days=30))


def test_who_came_later_counts_for_who_is_put_before(cohorte):
    cohorte.capacite = 1
    cohorte.save()
    choisir(ParcoursFactory(actif=True), cohorte, LE + timedelta(days=9))
    assert "complète" in refus(choisir, ParcoursFactory(actif=True), cohorte, LE)


def test_who_left_the_plie_takes_no_place(cohorte):
    for _ in range(2):
        AppartenanceFactory(cohorte=cohorte, parcours=ParcoursFactory(sorti=True))
    assert AppartenanceCohorte.objects.au(date(2025, 6, 30)).count() == 2
    assert not AppartenanceCohorte.objects.en_cours().exists()
    choisir(ParcoursFactory(actif=True), cohorte, date(2025, 7, 1))


def test_whose_entry_was_undone_takes_no_place(cohorte):
    membres = [choisir(ParcoursFactory(actif=True), cohorte) for _ in range(2)]
    with pgtrigger.ignore("accompagnement.Parcours:transitions"):
        defaits = Parcours.objects.filter(pk=membres[0].parcours_id)
        defaits.update(statut=Statut.PRESENTE, date_entree=None)
    assert list(AppartenanceCohorte.objects.en_cours()) == membres[1:]
    choisir(ParcoursFactory(actif=True), cohorte)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_both_take_the_last_place(cohorte):
    choisir(ParcoursFactory(actif=True), cohorte)
    premier, second = ParcoursFactory(actif=True), ParcoursFactory(actif=True)
    par = CoordinationFactory()
    with pytest.raises(IntegrityError, match="complète"):
        ecrire_pendant(
            lambda: choisir(premier, cohorte, par=par), lambda: choisir(second, cohorte, par=par)
        )
    assert cohorte.appartenances.count() == 2


@pytest.mark.parametrize(
    "parcours, le, phrase",
    [
        ({}, LE, "Seule une personne entrée"),
        ({"sorti": True}, LE, "Seule une personne entrée"),
        ({"actif": True}, date(2025, 1, 14), "entrée le 15/01/2025"),
        ({"actif": True}, date(2100, 1, 1), "à venir"),
    ],
)
def test_only_who_has_entered_and_not_left_is_chosen(cohorte, parcours, le, phrase):
    assert phrase in refus(choisir, ParcoursFactory(**parcours), cohorte, le)


def test_the_base_refuses_it_too(cohorte):
    with pytest.raises(IntegrityError) as erreur:
        AppartenanceFactory(cohorte=cohorte, parcours=ParcoursFactory())
    assert "entre son entrée et sa sortie" in phrase_contrainte(erreur.value)


def test_one_leaves_once_and_not_before_one_came(cohorte):
    appartenance = choisir(ParcoursFactory(actif=True), cohorte)
    assert "depuis le 01/03/2025" in refus(quitter, appartenance, LE - timedelta(days=1))
    assert "à venir" in refus(quitter, appartenance, timezone.localdate() + timedelta(days=1))
    quitter(appartenance)
    assert "l'a quittée" in refus(quitter, appartenance)


def test_one_may_leave_a_cohort_that_holds_too_many(cohorte):
    """A correction of exits may make it so."""
    membres = [choisir(ParcoursFactory(actif=True), cohorte) for _ in range(2)]
    type(cohorte).objects.filter(pk=cohorte.pk).update(capacite=1)
    assert quitter(membres[1], LE + timedelta(days=30)).date_fin


def test_places_that_are_taken_are_not_removed(cohorte):
    for _ in range(2):
        choisir(ParcoursFactory(actif=True), cohorte)
    phrase = refus(
        lambda: modifier_cohorte(cohorte, par=CoordinationFactory(), version=1, capacite=1)
    )
    assert "2 personnes sont dans cette cohorte" in phrase


@pytest.mark.parametrize("capacite", [0, -3])
def test_a_cohort_has_a_place_at_least(capacite):
    champs = {"code": "vide", "libelle": "Vide", "capacite": capacite}
    assert refus(lambda: creer_cohorte(par=CoordinationFactory(), **champs))


@pytest.mark.parametrize("faute", [{"capacite": 0}, {"libelle": ""}])
def test_a_cohort_changed_says_what_is_wrong_beside_its_field(cohorte, faute):
    with pytest.raises(ValidationError) as refuse:
        modifier_cohorte(cohorte, par=CoordinationFactory(), version=1, **faute)
    assert list(refuse.value.message_dict) == list(faute)


def test_of_two_who_change_a_cohort_at_once_the_second_is_told(cohorte):
    par = CoordinationFactory()
    assert modifier_cohorte(cohorte, par=par, version=1, capacite=5).version == 2
    with pytest.raises(Conflit):
        modifier_cohorte(cohorte, par=par, version=1, capacite=9)
    cohorte.refresh_from_db()
    assert cohorte.capacite == 5


@pytest.mark.parametrize("role", [Role.REFERENT, Role.GESTIONNAIRE_FSE, Role.FACILITATEUR])
def test_who_reads_a_cohort_does_not_fill_it(cohorte, role):
    with pytest.raises(PermissionDenied):
        choisir(ParcoursFactory(actif=True), cohorte, par=AgentFactory(role=role))
