from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from accompagnement.actions.etape import (
    ajouter_etape,
    ajouter_immersion,
    commencer_etape,
    corriger_resultat,
    modifier_etape,
    renoncer_a_l_etape,
    terminer_etape,
)
from accompagnement.enums import Axe, IssueImmersion, Resultat
from accompagnement.models import Etape
from plie.comptes.enums import Role
from plie.socle.erreurs import Conflit, phrase_contrainte
from tests.concurrence import ecrire_pendant
from tests.usines import AgentFactory, CoordinationFactory, EtapeFactory, ParcoursFactory


@pytest.fixture
def etape(transactional_db):
    return EtapeFactory()


def test_of_two_writers_of_one_etape_the_second_is_told(etape):
    ecrire = partial(modifier_etape, etape, par=CoordinationFactory(), version=etape.version)
    with pytest.raises(Conflit):
        ecrire_pendant(partial(ecrire, libelle="Permis B"), partial(ecrire, libelle="Code"))
    assert Etape.objects.get().libelle == "Permis B"


def test_an_etape_ends_once(etape):
    terminer = partial(terminer_etape, etape, par=CoordinationFactory(), date_fin=date(2025, 4, 1))
    with pytest.raises(ValidationError, match="terminée depuis"):
        ecrire_pendant(
            partial(terminer, resultat="realisee"), partial(terminer, resultat="interrompue")
        )
    assert Etape.objects.get().resultat == "realisee"


@pytest.mark.django_db
@pytest.mark.parametrize(("jours", "est_admise"), [(5 * 366, True), (5 * 366 + 1, False)])
def test_an_etape_is_planned_five_years_ahead_at_most(jours, est_admise):
    prevue = timezone.localdate() + timedelta(days=jours)
    champs = {"axe": Axe.FORMATION, "libelle": "Licence", "date_debut_prevue": prevue}
    ajouter = partial(
        ajouter_etape, ParcoursFactory(actif=True), par=CoordinationFactory(), **champs
    )
    if est_admise:
        assert ajouter().date_debut_prevue == prevue
    else:
        with pytest.raises(ValidationError, match="trop lointaine"):
            ajouter()


IMMERSION = {
    "libelle": "Boulangerie",
    "employeur": "Le fournil",
    "numero_convention": "PMSMP-2026-12",
    "heures": 35,
    "date_debut": date(2025, 4, 1),
}


@pytest.mark.django_db
def test_an_immersion_is_an_etape_with_its_agreement_and_ends_with_what_it_gave():
    agent, parcours = CoordinationFactory(), ParcoursFactory(actif=True)
    etape = ajouter_immersion(parcours, par=agent, **IMMERSION)
    assert (etape.axe, etape.nature, etape.est_immersion) == (
        Axe.ACTIVITE,
        "Immersion (PMSMP)",
        True,
    )
    fin = {"date_fin": date(2025, 4, 8), "resultat": Resultat.REALISEE}
    with pytest.raises(ValidationError, match="ce qu'elle a donné"):
        terminer_etape(etape, par=agent, **fin)
    terminer_etape(etape, par=agent, issue=IssueImmersion.CONFIRME, **fin)
    assert Etape.objects.get().issue == IssueImmersion.CONFIRME


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"employeur": "  "}, "l'employeur qui accueille"),
        ({"heures": 351}, "de 1 à 350"),
        ({"issue": "confirme"}, "ce qu'elle a donné"),
    ],
)
def test_a_bad_immersion_is_refused(champs, phrase):
    with pytest.raises(ValidationError, match=phrase):
        ajouter_immersion(
            ParcoursFactory(actif=True), par=CoordinationFactory(), **IMMERSION | champs
        )
    with pytest.raises(DatabaseError) as brut, transaction.atomic():
        EtapeFactory(est_immersion=True, **IMMERSION | champs)
    assert phrase in phrase_contrainte(brut.value)


@pytest.mark.django_db
def test_an_ordinary_etape_has_no_employer():
    with pytest.raises(DatabaseError) as brut, transaction.atomic():
        EtapeFactory(employeur="Le fournil")
    assert "ceux d'une immersion" in phrase_contrainte(brut.value)


@pytest.mark.django_db
def test_an_etape_that_runs_at_the_exit_ends_after_it():
    referent = AgentFactory()
    clos = ParcoursFactory(sorti=True, referent=referent)
    suivis = (referent, AgentFactory(role=Role.GESTIONNAIRE_FSE), CoordinationFactory())
    fin = {"date_fin": date(2025, 9, 1), "resultat": Resultat.REALISEE}
    for agent in suivis:
        etape = EtapeFactory(parcours=clos)
        terminer_etape(etape, par=agent, **fin)
        with pytest.raises(PermissionDenied):
            terminer_etape(etape, par=AgentFactory(), **fin)
    assert set(clos.etapes.values_list("resultat", "date_fin")) == {("realisee", date(2025, 9, 1))}
    with pytest.raises(ValidationError, match="clos"):
        modifier_etape(etape, par=CoordinationFactory(), version=2, libelle="Permis")


def _prevue(parcours, **champs):
    return EtapeFactory(
        parcours=parcours, date_debut=None, date_debut_prevue=date(2025, 3, 1), **champs
    )


@pytest.mark.django_db
def test_a_planned_etape_that_never_begins_is_given_up_and_counts_nowhere_as_begun():
    referent = AgentFactory()
    clos = ParcoursFactory(sorti=True, referent=referent)
    demain = timezone.localdate() + timedelta(days=1)
    for etape in (_prevue(clos), _prevue(clos, est_immersion=True, employeur="Le fournil")):
        with pytest.raises(ValidationError, match="dans le futur"):
            renoncer_a_l_etape(etape, par=referent, date_fin=demain)
        with pytest.raises(ValidationError, match="début réel"):
            renoncer_a_l_etape(etape, par=referent, date_fin=date(25, 2, 1))
        renoncee = renoncer_a_l_etape(etape, par=referent, date_fin=date(2025, 2, 1))
        assert renoncee.n_a_pas_eu_lieu
        with pytest.raises(ValidationError, match="n'ayant pas lieu"):
            renoncer_a_l_etape(etape, par=referent, date_fin=date(2025, 2, 1))
    etapes = Etape.objects.filter(parcours=clos)
    assert not etapes.commencees().exists() and not etapes.filter(date_fin=None).exists()


@pytest.mark.django_db
def test_what_never_began_is_not_realised_and_what_began_is_not_given_up():
    agent, parcours = CoordinationFactory(), ParcoursFactory(actif=True)
    fin = {"date_fin": date(2025, 4, 1), "resultat": Resultat.REALISEE}
    prevue = _prevue(parcours)
    for resultat in (Resultat.REALISEE, Resultat.ABANDONNEE):
        with pytest.raises(ValidationError, match="n'a pas commencé"):
            terminer_etape(prevue, par=agent, **fin | {"resultat": resultat})
    commencer_etape(prevue, par=agent, date_debut=date(2025, 3, 3))
    with pytest.raises(ValidationError, match="a commencé le 03/03/2025"):
        renoncer_a_l_etape(prevue, par=agent, date_fin=date(2025, 4, 1))


POURQUOI = {"motif": "Mauvaise ligne"}


@pytest.mark.django_db
def test_a_result_noted_wrongly_after_the_exit_is_corrected_by_whoever_may_note_it():
    """The history keeps both, and why."""
    referent = AgentFactory()
    clos = ParcoursFactory(sorti=True, referent=referent)
    etape = EtapeFactory(parcours=clos)
    terminer_etape(etape, par=referent, date_fin=date(2025, 9, 1), resultat=Resultat.REALISEE)
    juste = POURQUOI | {"date_fin": date(2025, 9, 8), "resultat": Resultat.INTERROMPUE}
    for autre in (AgentFactory(), AgentFactory(role=Role.DIRECTION)):
        with pytest.raises(PermissionDenied):
            corriger_resultat(etape, par=autre, version=2, **juste)
    with pytest.raises(Conflit):
        corriger_resultat(etape, par=referent, version=1, **juste)
    with pytest.raises(ValidationError, match="Indiquez pourquoi"):
        corriger_resultat(etape, par=referent, version=2, **juste | {"motif": " "})
    corriger_resultat(etape, par=referent, version=2, **juste)
    passe = Etape.pgh_event_model.objects.filter(pgh_obj_id=etape.pk).order_by("pgh_id")
    assert list(passe.values_list("resultat", flat=True)) == ["", "realisee", "interrompue"]
    assert passe.last().pgh_context.metadata == {"agent": referent.pk, "motif": "Mauvaise ligne"}
    fse = AgentFactory(role=Role.GESTIONNAIRE_FSE)
    corriger_resultat(etape, par=fse, version=3, date_fin=None, resultat="", **POURQUOI)
    assert Etape.objects.get(date_fin=None) == etape
    with pytest.raises(ValidationError, match="n'est pas notée"):
        corriger_resultat(etape, par=fse, version=4, **juste)


@pytest.mark.django_db
def test_an_etape_said_never_to_take_place_is_planned_again():
    agent, clos = CoordinationFactory(), ParcoursFactory(sorti=True)
    etape = renoncer_a_l_etape(_prevue(clos), par=agent, date_fin=date(2025, 2, 1))
    faux = POURQUOI | {"date_fin": date(2025, 2, 1), "resultat": Resultat.REALISEE}
    with pytest.raises(ValidationError, match="début réel"):
        corriger_resultat(etape, par=agent, version=2, **faux)
    corriger_resultat(etape, par=agent, version=2, date_fin=None, resultat="", **POURQUOI)
    assert not Etape.objects.get().n_a_pas_eu_lieu
