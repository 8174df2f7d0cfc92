"""Bad data that PostgreSQL itself refuses, whoever writes it."""

from datetime import date
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from accompagnement.enums import (
    MISES_EN_RELATION_CONCLUES,
    TRANSITIONS_MISE_EN_RELATION,
    Statut,
    StatutMiseEnRelation,
)
from accompagnement.models import (
    AffectationReferent,
    CritereEligibilite,
    Emploi,
    MiseEnRelation,
    Parcours,
    Participant,
    Situation,
    Sortie,
    Suspension,
)
from plie.socle.erreurs import phrase_contrainte
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    EmploiFactory,
    EtapeFactory,
    MiseEnRelationFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
    ParticipantFactory,
    RegleSortieFactory,
)

pytestmark = pytest.mark.django_db


def refuse(ecriture):
    """The French sentence of the refusal."""
    with pytest.raises(DatabaseError) as refus, transaction.atomic():
        ecriture()
    return phrase_contrainte(refus.value)


def test_entry_before_birth():
    participant = ParticipantFactory(date_naissance=date(2000, 1, 1))
    ecriture = lambda: ParcoursFactory(  # noqa: E731
        participant=participant, statut=Statut.ACTIF, date_entree=date(1999, 1, 1)
    )
    assert refuse(ecriture) == "L'entrée précède la naissance."


def test_birth_moved_after_the_entry():
    parcours = ParcoursFactory(actif=True)
    sujet = Participant.objects.filter(pk=parcours.participant_id)
    assert "avant cette date de naissance" in refuse(
        lambda: sujet.update(date_naissance=date(2025, 2, 1))
    )


def test_birth_in_the_future():
    assert refuse(lambda: ParticipantFactory(date_naissance=date(2999, 1, 1))) == (
        "La date de naissance est dans le futur."
    )


def test_entry_before_prescription():
    assert (
        refuse(lambda: ParcoursFactory(actif=True, date_prescription=date(2025, 2, 1)))
        == "L'entrée précède la prescription."
    )


def test_exit_before_entry():
    sorti = {
        "statut": Statut.SORTI,
        "date_entree": date(2025, 3, 1),
        "date_sortie": date(2025, 2, 1),
    }
    assert refuse(lambda: Parcours.objects.create(participant=ParticipantFactory(), **sorti)) == (
        "La sortie précède l'entrée."
    )


def test_a_second_open_parcours():
    parcours = ParcoursFactory()
    assert refuse(lambda: ParcoursFactory(participant=parcours.participant)) == (
        "Cette personne a déjà un parcours ouvert."
    )


def test_overlapping_parcours():
    sorti = ParcoursFactory(sorti=True)
    assert (
        refuse(
            lambda: ParcoursFactory(
                participant=sorti.participant, statut=Statut.ACTIF, date_entree=date(2025, 6, 30)
            )
        )
        == "Cette personne a déjà un parcours à ces dates."
    )


def test_a_parcours_may_begin_the_day_after_the_last_exit():
    sorti = ParcoursFactory(sorti=True)
    ParcoursFactory(
        participant=sorti.participant, statut=Statut.ACTIF, date_entree=date(2025, 7, 1)
    )
    assert sorti.participant.parcours.count() == 2


def test_two_referents_at_once():
    affectation = AffectationFactory()
    assert refuse(lambda: AffectationFactory(parcours=affectation.parcours)) in (
        "Ce parcours a déjà un référent.",
        "Un autre référent suit ce parcours à ces dates.",
    )


def test_the_day_of_a_hand_over_belongs_to_the_next_referent():
    affectation = AffectationFactory()
    AffectationReferent.objects.update(date_fin=date(2025, 5, 1))
    AffectationFactory(parcours=affectation.parcours, date_debut=date(2025, 5, 1), date_fin=None)
    assert affectation.parcours.affectations.count() == 2


def test_overlapping_suspensions():
    parcours = ParcoursFactory(actif=True)
    champs = {
        "parcours": parcours,
        "motif": MotifSuspensionFactory(),
        "decidee_par": AgentFactory(),
    }
    Suspension.objects.create(date_debut=date(2025, 3, 1), date_fin=date(2025, 3, 31), **champs)
    assert (
        refuse(lambda: Suspension.objects.create(date_debut=date(2025, 3, 31), **champs))
        == "Une suspension existe déjà à ces dates."
    )


def test_the_situation_at_entry_is_frozen_once_entered():
    parcours = ParcoursFactory(actif=True, niveau="3", criteres=["rsa"])
    assert "figée" in refuse(lambda: Situation.objects.update(niveau_formation="4"))
    assert "figée" in refuse(lambda: CritereEligibilite.objects.all().delete())
    assert "figés" in refuse(
        lambda: CritereEligibilite.objects.create(
            parcours=parcours, code="qpv", constate_le=date(2025, 1, 1)
        )
    )


def test_a_criterion_found_later_is_written_beside_those_of_the_entry():
    parcours = ParcoursFactory(actif=True, criteres=["rsa"])
    CritereEligibilite.objects.create(
        parcours=parcours, code="rqth", a_l_entree=False, constate_le=date(2025, 5, 1)
    )
    assert parcours.criteres.filter(a_l_entree=True).count() == 1


def test_a_validated_exit_never_changes():
    ParcoursFactory(sorti=True)
    refuse(lambda: Sortie.objects.update(categorie="neutre"))
    assert Sortie.objects.get().categorie == "positive"


def test_two_rules_on_one_day():
    RegleSortieFactory()
    assert refuse(lambda: RegleSortieFactory(version=2, valide_du=date(2025, 1, 1))) == (
        "Une autre règle est valide à ces dates."
    )


@pytest.mark.parametrize("numero", ["123", "1234567890123", "123456é", "12345678901A"])
def test_a_malformed_france_travail_number(numero):
    refuse(lambda: ParticipantFactory(numero_france_travail=numero))
    assert Participant.objects.count() == 0


@pytest.mark.parametrize("numero", ["12345678901", "1234567A", "12345678"])
def test_both_forms_of_a_france_travail_number(numero):
    assert ParticipantFactory(numero_france_travail=numero).pk


def test_one_france_travail_number_for_two_people():
    ParticipantFactory(numero_france_travail="12345678901")
    assert refuse(lambda: ParticipantFactory(numero_france_travail="12345678901")) == (
        "Ce numéro France Travail est déjà celui d'une autre personne."
    )


@pytest.mark.parametrize("jour", [date(1, 1, 1), date(9999, 12, 31)])
def test_a_year_nobody_can_mean(jour):
    parcours, agent = ParcoursFactory(actif=True), AgentFactory()
    for ecriture in (
        lambda: EmploiFactory(parcours=parcours, date_debut=jour),
        lambda: EtapeFactory(parcours=parcours, date_debut=jour),
        lambda: Suspension.objects.create(
            parcours=parcours, motif=MotifSuspensionFactory(), date_debut=jour, decidee_par=agent
        ),
        lambda: MiseEnRelationFactory(parcours=parcours, rappel_le=jour),
    ):
        assert "n'est pas plausible" in refuse(ecriture)


def _jusqu_a(statut):
    """The fields that a mise en relation has in this state."""
    est_conclue = statut in MISES_EN_RELATION_CONCLUES
    motif = "autre" if est_conclue and statut != StatutMiseEnRelation.EMBAUCHEE else ""
    return {"statut": statut, "conclue_le": date(2025, 6, 10) if est_conclue else None} | {
        "motif": motif
    }


@pytest.mark.parametrize("depart", list(StatutMiseEnRelation))
@pytest.mark.parametrize("arrivee", list(StatutMiseEnRelation))
def test_raw_sql_moves_a_mise_en_relation_along_its_table_only(depart, arrivee):
    MiseEnRelationFactory(**_jusqu_a(depart))
    ecriture = partial(MiseEnRelation.objects.update, **_jusqu_a(arrivee))
    if arrivee == depart or arrivee in TRANSITIONS_MISE_EN_RELATION[depart]:
        assert ecriture() == 1
    else:
        with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
            ecriture()


def changer(parcours, **champs):
    dits = {"moment": "a_date", "date": date(2025, 3, 1), "foyer": "seul"} | champs
    return Situation.objects.create(parcours=parcours, **dits)


def test_a_change_on_an_impossible_day_or_twice_a_day():
    parcours = ParcoursFactory(actif=True)
    assert refuse(partial(changer, parcours, date=date(2999, 1, 1))) == (
        "Cette date est dans le futur."
    )
    assert refuse(partial(changer, parcours, date=date(1901, 1, 1))) == (
        "Cette date précède la naissance."
    )
    assert refuse(partial(changer, parcours, date=date(2025, 1, 14))) == (
        "Un changement se note à partir du jour de l'entrée."
    )
    changer(parcours, date=date(2025, 1, 15))
    changer(parcours)
    assert "déjà noté à cette date" in refuse(partial(changer, parcours, foyer="couple"))


def test_a_job_that_goes_on_has_no_reason_to_end():
    emploi = EmploiFactory()
    assert "la date de fin de l'emploi, ou laissez « Pourquoi » vide" in refuse(
        partial(Emploi.objects.filter(pk=emploi.pk).update, motif_fin="demission")
    )


def test_a_change_that_says_nothing():
    parcours = ParcoursFactory(actif=True)
    assert refuse(partial(changer, parcours, foyer="")) == "Indiquez ce qui a changé."


def test_a_situation_at_entry_dated_after_the_entry():
    parcours = ParcoursFactory(actif=True)
    ecriture = partial(changer, parcours, moment="entree", date=date(2025, 1, 16))
    assert "au plus tard le jour de l'entrée" in refuse(ecriture)
    changer(parcours, moment="entree", date=date(2025, 1, 15))


def test_a_criterion_lost_before_it_is_found_held_twice_or_in_the_future():
    parcours = ParcoursFactory(actif=True)
    gagner = partial(
        CritereEligibilite.objects.create, parcours=parcours, code="rsa", a_l_entree=False
    )
    mars, juin = date(2025, 3, 1), date(2025, 6, 1)
    assert "après le jour" in refuse(partial(gagner, constate_le=mars, perdu_le=mars))
    assert refuse(partial(gagner, constate_le=date(2999, 1, 1))) == "Cette date est dans le futur."
    gagner(constate_le=mars, perdu_le=juin)
    assert "à ces dates" in refuse(partial(gagner, constate_le=date(2025, 5, 1)))
    gagner(constate_le=juin)
    assert "déjà noté" in refuse(partial(gagner, constate_le=date(2025, 7, 1)))
