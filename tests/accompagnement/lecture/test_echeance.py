"""The one thing to do next, state by state: it is what a dossier opens on."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from accompagnement.enums import Jalon, Maintien, Presence, Statut
from accompagnement.lecture.echeance import prochaine_echeance
from accompagnement.lecture.parcours import Lecture
from accompagnement.models import Passage, Suspension
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    CoordinationFactory,
    EmploiFactory,
    EntretienFactory,
    EtapeFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
    SuiviEmploiFactory,
)

pytestmark = pytest.mark.django_db
ENTREE = date(2025, 1, 15)


def echeance_de(parcours):
    return prochaine_echeance(Lecture.pour(parcours, CoordinationFactory()))


def suivi(statut=Statut.ACTIF, **options):
    options = {"date_entree": ENTREE, "referent": AgentFactory()} | options
    return ParcoursFactory(statut=statut, **options)


def inscrire(parcours, jour):
    Passage.objects.create(commission=CommissionFactory(date=jour), parcours=parcours)


@pytest.mark.parametrize(
    ("statut", "attendue"),
    [
        (Statut.PRESCRIT, ("Faire le diagnostic d'entrée", False)),
        (Statut.EN_DIAGNOSTIC, ("Présenter en commission", False)),
        (Statut.AJOURNE, ("Compléter puis présenter à nouveau", False)),
        (Statut.PRESENTE, ("Inscrire à une commission", True)),
        (Statut.NON_ENTRE, ("Parcours clos sans entrée", False)),
        (Statut.REFUSE, ("Parcours refusé", False)),
    ],
)
def test_before_the_entry(statut, attendue):
    echeance = echeance_de(ParcoursFactory(statut=statut))
    assert (echeance.action, echeance.est_en_retard) == attendue


@pytest.mark.parametrize("statut", [Statut.PRESENTE, Statut.SORTIE_PROPOSEE])
@pytest.mark.parametrize(("jours", "est_en_retard"), [(-1, True), (0, False), (1, False)])
def test_a_decision_is_awaited_until_the_day_of_its_commission(statut, jours, est_en_retard):
    parcours = suivi(statut) if statut == Statut.SORTIE_PROPOSEE else ParcoursFactory(statut=statut)
    jour = timezone.localdate() + timedelta(days=jours)
    inscrire(parcours, jour)

    echeance = echeance_de(parcours)
    assert echeance.action == "Décision de la commission"
    assert f"{jour:%d/%m/%Y}" in echeance.raison
    assert echeance.est_en_retard is est_en_retard


def test_what_lacks_is_asked_in_the_order_in_which_a_person_gets_lost():
    sans_referent = suivi(referent=None)
    due = echeance_de(sans_referent)
    assert (due.action, due.est_en_retard) == ("Affecter un référent", True)

    parcours, maintenant = suivi(), timezone.now()
    assert echeance_de(parcours).action == "Planifier un entretien"

    entretien = EntretienFactory(
        parcours=parcours, presence=Presence.PREVU, debut=maintenant + timedelta(days=3)
    )
    assert echeance_de(parcours).action == "Prochain rendez-vous"

    entretien.debut = maintenant - timedelta(hours=1)
    entretien.save()
    assert echeance_de(parcours).action.startswith("Noter l'entretien du ")

    entretien.presence = Presence.HONORE
    entretien.save()
    assert echeance_de(parcours).action == "Ajouter une étape"

    EtapeFactory(parcours=parcours, date_debut=timezone.localdate())
    assert echeance_de(parcours).action == "Planifier le prochain entretien"


def test_an_entretien_of_long_ago_is_as_none():
    parcours = suivi()
    EntretienFactory(
        parcours=parcours, presence=Presence.HONORE, debut=timezone.now() - timedelta(days=400)
    )
    echeance = echeance_de(parcours)
    assert (echeance.action, echeance.est_en_retard) == ("Planifier un entretien", True)


@pytest.mark.parametrize(("jours", "est_en_retard"), [(None, False), (0, False), (-1, True)])
def test_a_suspension_is_late_the_day_after_its_planned_end(jours, est_en_retard):
    parcours = suivi(Statut.SUSPENDU)
    fin = timezone.localdate() + timedelta(days=jours) if jours is not None else None
    Suspension.objects.create(
        parcours=parcours,
        date_debut=date(2025, 3, 1),
        date_fin_prevue=fin,
        motif=MotifSuspensionFactory(code="sante"),
        decidee_par=AgentFactory(),
    )
    echeance = echeance_de(parcours)
    assert (echeance.action, echeance.est_en_retard) == ("Reprendre le parcours", est_en_retard)


def en_emploi(**suivis):
    """Follow-ups as {jalon: (days from today, maintien)}."""
    parcours = suivi(Statut.EN_EMPLOI)
    emploi = EmploiFactory(parcours=parcours, date_debut=date(2025, 2, 1))
    for jalon, (jours, maintien) in suivis.items():
        jour = timezone.localdate() + timedelta(days=jours)
        SuiviEmploiFactory(
            emploi=emploi,
            jalon=Jalon[jalon],
            prevu_le=jour,
            maintien=maintien,
            fait_le=jour if maintien else None,
            fait_par=AgentFactory() if maintien else None,
        )
    return parcours


EN_POSTE = Maintien.EN_POSTE


@pytest.mark.parametrize(
    ("suivis", "attendue", "est_en_retard"),
    [
        ({"J30": (0, ""), "M3": (60, "")}, "Faire le suivi à J + 30", True),
        ({"J30": (-60, Maintien.INJOIGNABLE), "M3": (1, "")}, "Faire le suivi à J + 30", True),
        ({"J30": (-60, ""), "M3": (0, "")}, "Faire le suivi à M + 3", True),
        (
            {"J30": (-60, ""), "M3": (-1, EN_POSTE), "M6": (90, "")},
            "Suivre l'emploi",
            False,
        ),
        (
            {"M3": (-90, EN_POSTE), "M6": (0, EN_POSTE)},
            "Proposer la sortie",
            True,
        ),
        ({"J30": (-30, EN_POSTE)}, "Suivre l'emploi", False),
    ],
)
def test_a_job_is_followed_until_six_months_are_proved(suivis, attendue, est_en_retard):
    echeance = echeance_de(en_emploi(**suivis))
    assert (echeance.action, echeance.est_en_retard) == (attendue, est_en_retard)


def test_a_job_that_nobody_has_to_follow_leaves_the_parcours_to_its_entretiens():
    parcours = en_emploi()
    EntretienFactory(parcours=parcours, presence=Presence.HONORE)
    assert echeance_de(parcours).action == "Planifier un entretien"


def test_an_exit_is_the_end():
    echeance = echeance_de(ParcoursFactory(sorti=True))
    assert (echeance.action, echeance.raison) == ("Parcours clos", "Sortie le 30/06/2025.")


@pytest.mark.parametrize(
    ("le", "attendue"),
    [
        (date(2025, 7, 28), "à recueillir avant le 28/07/2025 (FSE+)"),
        (date(2025, 7, 29), "attendue depuis le 28/07/2025 (FSE+)"),
        (date(2025, 12, 30), "attendue depuis le 28/07/2025 (FSE+)"),
        (date(2025, 12, 31), ""),
    ],
)
def test_the_situation_at_the_exit_is_asked_for_during_six_months(le, attendue):
    parcours = ParcoursFactory(sorti=True)
    with travel(le, tick=False):
        raison = echeance_de(parcours).raison
    dite = raison.removeprefix("Sortie le 30/06/2025.")
    assert dite == (f" Situation à la sortie {attendue}." if attendue else "")
