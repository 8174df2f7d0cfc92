"""What is done with people, counted on hand-made cases, each with the figure written down."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from time_machine import travel

from accompagnement.enums import Axe, IssueImmersion, Presence, Resultat, TypeContrat
from accompagnement.models import AffectationReferent, NonEntree, Suspension
from accompagnement.views.accueil import equipe
from conventions.actions.releve import figer
from conventions.indicateurs.calcul import Mesure, calculer
from conventions.indicateurs.declarations import INDICATEURS, PUBLIES
from conventions.indicateurs.dossiers import dossiers
from conventions.indicateurs.officiel import lire
from conventions.indicateurs.ventilations import PAR_CODE as VENTILATIONS
from conventions.models import MoisArrete
from plie.comptes.enums import Role
from tests.conventions.sommes import verifier_les_sommes
from tests.usines import (
    PARIS,
    AgentFactory,
    EmploiFactory,
    EntretienFactory,
    EtapeFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db
MARS = date(2025, 3, 1), date(2025, 3, 31)
ENTREE = date(2025, 1, 6)


def _compter(code, *, par=None):
    """(its value, its two numbers), or {modality: its value} of a breakdown."""
    resultat = calculer(*MARS, ventilations=[par] if par else [])
    if par:
        return {m.code: m.mesures[code].valeur for m in resultat.ventilations[par]}
    mesure = resultat.mesures[code]
    return mesure.valeur, mesure.numerateur, mesure.denominateur


def _suspendre(parcours, debut, fin):
    Suspension.objects.create(
        parcours=parcours,
        motif=MotifSuspensionFactory(),
        date_debut=debut,
        date_fin=fin,
        decidee_par=AgentFactory(),
    )


def test_every_indicator_says_how_it_is_counted():
    for indicateur in INDICATEURS:
        assert indicateur.definition and indicateur.source and indicateur.date, indicateur.code
        assert indicateur.formule.endswith("."), indicateur.code
        assert set(indicateur.croisements) <= VENTILATIONS.keys(), indicateur.code
        assert indicateur.est_publie or indicateur.depuis, indicateur.code
    assert len({i.code for i in INDICATEURS}) == len(INDICATEURS)
    assert len(PUBLIES) < len(INDICATEURS)


def test_an_etape_begun_before_the_month_and_ended_in_it_is_one_of_those_that_ended():
    parcours = ParcoursFactory(actif=True, date_entree=ENTREE)
    EtapeFactory(
        parcours=parcours,
        date_debut=date(2025, 2, 3),
        date_fin=date(2025, 3, 14),
        resultat=Resultat.REALISEE,
    )
    assert _compter("etapes_commencees") == (0, 0, None)
    assert _compter("taux_etapes_realisees") == (100, 1, 1)


def test_the_days_of_a_suspension_are_not_in_the_duration_of_a_parcours():
    sorti = ParcoursFactory(sorti=True, date_entree=ENTREE, date_sortie=date(2025, 3, 17))
    assert _compter("duree_moyenne_parcours_mois")[0] == 2.3
    _suspendre(sorti, date(2025, 1, 20), date(2025, 2, 20))
    # 70 days less 31.
    assert _compter("duree_moyenne_parcours_mois")[0] == 1.3
    _suspendre(sorti, date(2025, 3, 10), date(2025, 4, 30))
    # What comes after the exit takes nothing away: 39 less 7.
    assert _compter("duree_moyenne_parcours_mois")[0] == 1.1


def test_the_file_active_is_sorted_by_how_long_people_have_been_there():
    for jours in (0, 182, 183, 365, 366, 730, 731, 1095, 1096):
        ParcoursFactory(actif=True, date_entree=MARS[1] - timedelta(days=jours))
    dites = {"0": 2, "183": 2, "366": 2, "731": 2, "1096": 1}
    assert _compter("file_active_fin", par="anciennete") == dites
    suspendu = ParcoursFactory(actif=True, date_entree=MARS[1] - timedelta(days=200))
    _suspendre(suspendu, MARS[1] - timedelta(days=100), None)
    assert _compter("file_active_fin", par="anciennete") == dites | {"0": 3}


def test_steps_are_counted_by_axis_and_by_what_they_gave():
    suivis = [ParcoursFactory(actif=True, date_entree=ENTREE) for _ in range(2)]
    EtapeFactory(parcours=suivis[0], axe=Axe.BILAN, date_debut=date(2025, 3, 31))
    EtapeFactory(parcours=suivis[0], axe=Axe.FORMATION, date_debut=date(2025, 4, 1))
    for axe, resultat in ((Axe.BILAN, Resultat.REALISEE), (Axe.FORMATION, Resultat.ABANDONNEE)):
        EtapeFactory(
            parcours=suivis[0],
            axe=axe,
            date_debut=date(2025, 3, 3),
            date_fin=date(2025, 3, 20),
            resultat=resultat,
        )
    assert _compter("etapes_commencees") == (3, 3, None)
    assert _compter("etapes_par_personne") == (1.5, 3, 2)
    assert _compter("taux_etapes_realisees") == (50, 1, 2)
    assert _compter("taux_sans_etape") == (50, 1, 2)
    assert _compter("etapes_commencees", par="axe") == {"bilan": 2, "formation": 1}
    par_resultat = {"realisee": 1, "abandonnee": 1, "pas_encore": 1}
    assert _compter("etapes_commencees", par="resultat") == par_resultat


def test_an_appointment_is_missed_neither_when_it_is_cancelled_nor_when_it_is_to_come():
    suivi = ParcoursFactory(actif=True, date_entree=ENTREE)
    for presence in (*Presence, Presence.HONORE):
        le = datetime(2025, 3, 31, 23, 30, tzinfo=PARIS)
        EntretienFactory(parcours=suivi, debut=le, presence=presence)
    # The next day, in Paris.
    demain = datetime(2025, 4, 1, 0, 30, tzinfo=PARIS)
    EntretienFactory(parcours=suivi, debut=demain, presence=Presence.ABSENT)
    assert _compter("rendez_vous") == (2, 2, None)
    assert _compter("rendez_vous_par_personne") == (2, 2, 1)
    assert _compter("taux_absence") == (25, 1, 4)
    assert dossiers("taux_absence", *MARS, partie="denominateur").count() == 4


def test_contracts_are_counted_by_type_and_by_employer():
    suivi = ParcoursFactory(actif=True, date_entree=ENTREE)
    EmploiFactory(parcours=suivi, type_contrat=TypeContrat.CDI, date_debut=date(2025, 3, 1))
    EmploiFactory(parcours=suivi, type_contrat=TypeContrat.IAE, date_debut=date(2025, 3, 31))
    EmploiFactory(parcours=suivi, type_contrat=TypeContrat.CDD, date_debut=date(2025, 4, 1))
    assert _compter("contrats_signes") == (2, 2, None)
    assert _compter("contrats_signes", par="type_contrat") == {"cdi": 1, "iae": 1}
    assert _compter("contrats_signes", par="type_employeur") == {"non_renseigne": 2}


@travel("2025-03-10T10:00:00+00:00", tick=False)
def test_a_contract_promised_counts_nowhere_before_its_day():
    suivi = ParcoursFactory(actif=True, date_entree=ENTREE)
    EmploiFactory(parcours=suivi, date_debut=date(2025, 3, 10))
    EmploiFactory(parcours=suivi, date_debut=date(2025, 3, 11))
    assert _compter("contrats_signes")[0] == 1
    assert dossiers("contrats_signes", *MARS).count() == 1


def test_the_hours_of_contracts_are_a_mean_of_those_that_are_known():
    suivi = ParcoursFactory(actif=True, date_entree=ENTREE)
    for heures, type_contrat in (("35", "cdi"), ("17.5", "cdd"), (None, "cdd")):
        EmploiFactory(
            parcours=suivi,
            heures_hebdo=heures and Decimal(heures),
            type_contrat=type_contrat,
            date_debut=date(2025, 3, 3),
        )
    assert _compter("heures_par_contrat") == (26.3, 52.5, 2)
    assert _compter("heures_par_contrat", par="type_contrat") == {"cdi": 35, "cdd": 17.5}
    assert dossiers("heures_par_contrat", *MARS).count() == 2
    assert dossiers("heures_par_contrat", *MARS, partie="denominateur").count() == 2
    figer(MARS[0])
    assert lire(*MARS).mesures["heures_par_contrat"] == Mesure(52.5, 2, 26.3)


@pytest.mark.parametrize(
    ("delais", "attendu"),
    [((), (None, 0, 0)), ((9,), (9, 9, 1)), ((30, 2, 9), (9, 9, 3)), ((30, 2, 9, 8), (8, 8, 4))],
)
def test_the_median_delay_is_the_one_in_the_middle_or_the_lower_of_two(delais, attendu):
    for delai in delais:
        entree = date(2025, 3, 31)
        ParcoursFactory(
            actif=True, date_entree=entree, date_prescription=entree - timedelta(days=delai)
        )
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 31), date_prescription=None)
    ParcoursFactory(actif=True, date_entree=date(2025, 4, 1), date_prescription=date(2025, 3, 31))
    assert _compter("delai_entree_median_jours") == attendu
    assert dossiers("delai_entree_median_jours", *MARS).count() == len(delais)
    figer(MARS[0])
    assert lire(*MARS).mesures["delai_entree_median_jours"].valeur == attendu[0]


def test_the_median_delay_is_told_by_prescripteur():
    for delai, prescripteur in zip(
        (4, 8, 20), (*[StructureFactory()] * 2, StructureFactory()), strict=True
    ):
        entree = date(2025, 3, 31)
        ParcoursFactory(
            actif=True,
            date_entree=entree,
            date_prescription=entree - timedelta(days=delai),
            prescripteur=prescripteur,
        )
    par = _compter("delai_entree_median_jours", par="prescripteur")
    assert sorted(par.values()) == [4, 20]
    assert _compter("delai_entree_median_jours")[0] == 8


def test_a_median_that_is_corrected_is_explained_by_its_dossiers():
    for delai in (4, 8, 20):
        entree = date(2025, 3, 31)
        corrige = ParcoursFactory(
            actif=True, date_entree=entree, date_prescription=entree - timedelta(days=delai)
        )
    figer(MARS[0])
    corrige.date_prescription = date(2025, 3, 30)
    corrige.save()
    ecarts = {e.indicateur.code: e for e in verifier_les_sommes(MoisArrete.objects.get())}
    assert len(ecarts["delai_entree_median_jours"].dossiers) == 1


def test_the_level_of_a_cap_or_less_and_the_ass_are_shares_of_people():
    for niveau, criteres in (("infra3", ["ass"]), ("3", []), ("4", ["rsa", "ass"]), ("", [])):
        ParcoursFactory(actif=True, date_entree=ENTREE, criteres=criteres, niveau=niveau)
    assert _compter("part_ass") == (50, 2, 4)
    assert _compter("part_niveau3") == (66.7, 2, 3)


def test_immersions_are_counted_with_their_days_and_what_they_gave():
    suivi = ParcoursFactory(actif=True, date_entree=ENTREE)
    for issue, jour in ((IssueImmersion.EMBAUCHE, 7), (IssueImmersion.SANS_SUITE, 12)):
        EtapeFactory(
            parcours=suivi,
            est_immersion=True,
            employeur="Garage",
            issue=issue,
            date_debut=date(2025, 3, 3),
            date_fin=date(2025, 3, jour),
            resultat=Resultat.REALISEE,
        )
    assert _compter("immersions") == (2, 2, None)
    assert _compter("duree_moyenne_immersions_jours") == (7.5, 15, 2)
    assert _compter("taux_immersions_embauche") == (50, 1, 2)


def _suivre(agent, parcours):
    AffectationReferent.objects.create(parcours=parcours, agent=agent, date_debut=ENTREE)


def test_the_load_of_a_day_is_over_the_time_of_those_who_follow_people_that_day():
    agents = [
        AgentFactory(role=Role.REFERENT, structure=StructureFactory(), quotite=Decimal(quotite))
        for quotite in ("1", "0.6", "0.5")
    ]
    for agent in (agents[0], agents[0], agents[1], agents[1]):
        _suivre(agent, ParcoursFactory(actif=True, date_entree=ENTREE))
    ParcoursFactory(actif=True, date_entree=ENTREE)
    # The third, who came after March, followed nobody in it.
    assert _compter("charge_par_etp") == (2.5, 4, 1.6)
    assert _compter("charge_par_etp", par="referent") == {
        str(agents[0].pk): 2,
        str(agents[1].pk): 3.3,
        "non_renseigne": None,
    }


def test_the_load_that_home_says_is_the_indicator_of_today():
    coordination = AgentFactory(role=Role.COORDINATION)
    referents = [
        AgentFactory(role=Role.REFERENT, structure=StructureFactory(), quotite=Decimal(quotite))
        for quotite in ("1", "0.8")
    ]
    for _ in range(3):
        _suivre(referents[0], ParcoursFactory(actif=True, date_entree=ENTREE))
    jour = timezone.localdate()
    mesure = calculer(jour, jour).mesures["charge_par_etp"]
    bloc = equipe(coordination)
    assert (mesure.numerateur, mesure.denominateur) == (bloc["personnes"], float(bloc["etp"]))
    assert round(mesure.valeur) == bloc["charge"].par_etp == 2


def test_the_rate_of_non_entries_of_nothing_is_not_zero():
    assert not NonEntree.objects.exists()
    assert _compter("taux_non_entree") == (None, 0, 0)
    assert _compter("charge_par_etp")[0] is None
