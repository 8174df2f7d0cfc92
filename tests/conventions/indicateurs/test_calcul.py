from datetime import date, datetime

import pgtrigger
import pytest

from accompagnement.actions.non_entree import charger_motifs_non_entree, clore_sans_entree
from accompagnement.enums import Denominateur, MoyenReponse
from accompagnement.models import MotifNonEntree, RegleSortie
from conventions.indicateurs.calcul import calculer, calculer_periodes
from conventions.indicateurs.dossiers import dossiers
from plie.comptes.enums import Role
from tests.usines import (
    PARIS,
    AgentFactory,
    CoordinationFactory,
    EmploiFactory,
    EntretienFactory,
    EtapeFactory,
    OffreFactory,
    ParcoursFactory,
    ParticipantFactory,
    RegleSortieFactory,
    StockFactory,
)

pytestmark = pytest.mark.django_db
ANNEE = date(2025, 1, 1), date(2025, 12, 31)


def _valeur(code, debut=ANNEE[0], fin=ANNEE[1], **options):
    return calculer(debut, fin, **options).mesures[code].valeur


def test_both_ends_of_the_period_are_included():
    ParcoursFactory(sorti=True, date_entree=date(2025, 3, 1), date_sortie=date(2025, 3, 31))

    du_mois = calculer(date(2025, 3, 1), date(2025, 3, 31)).mesures
    assert du_mois["entrees"].valeur == du_mois["sorties"].valeur == 1
    assert du_mois["file_active_debut"].valeur == du_mois["file_active_fin"].valeur == 0
    assert _valeur("personnes_accompagnees", date(2025, 3, 31), date(2025, 3, 31)) == 1
    assert _valeur("personnes_accompagnees", date(2025, 4, 1), date(2025, 4, 1)) == 0


def test_a_prescribed_person_counts_as_a_prescription_only():
    ParcoursFactory(date_prescription=date(2025, 2, 1), criteres=["rsa"])

    comptes = {code for code, mesure in calculer(*ANNEE).mesures.items() if mesure.numerateur}
    assert comptes == {"prescriptions"}


def _sans_entree(le, **champs):
    charger_motifs_non_entree()
    parcours = ParcoursFactory(**champs)
    motif = MotifNonEntree.objects.get(code="autre")
    clore_sans_entree(
        parcours, par=CoordinationFactory(), motif=motif, date=le, moyen=MoyenReponse.AUCUN
    )
    return parcours


def test_a_prescription_that_ends_counts_in_the_month_it_ends():
    parcours = _sans_entree(date(2025, 3, 10), date_prescription=date(2025, 2, 1))
    fevrier, mars = calculer_periodes(
        [(date(2025, 2, 1), date(2025, 2, 28)), (date(2025, 3, 1), date(2025, 3, 31))]
    )
    assert [mois.mesures["prescriptions"].valeur for mois in (fevrier, mars)] == [1, 0]
    assert [mois.mesures["non_entrees"].valeur for mois in (fevrier, mars)] == [0, 1]
    assert _valeur("prescriptions") == _valeur("non_entrees") == 1
    for code in ("prescriptions", "non_entrees"):
        assert list(dossiers(code, *ANNEE)) == [parcours]
    assert _valeur("personnes_accompagnees") == 0


def test_a_prescription_without_a_date_may_end():
    _sans_entree(date(2025, 3, 10))
    assert (_valeur("prescriptions"), _valeur("non_entrees")) == (0, 1)


def test_the_delay_is_the_mean_of_the_days_from_prescription_to_entry():
    for prescription in (date(2025, 1, 1), date(2025, 1, 15), None):
        ParcoursFactory(actif=True, date_prescription=prescription, date_entree=date(2025, 1, 15))
    mesure = calculer(*ANNEE).mesures["delai_entree_jours"]
    assert (mesure.numerateur, mesure.denominateur, mesure.valeur) == (14, 2, 7)
    assert dossiers("delai_entree_jours", *ANNEE).count() == 2


def test_an_empty_denominator_gives_no_rate():
    mesures = calculer(*ANNEE).mesures
    for code in ("taux_sorties_positives", "part_rsa", "maintien_emploi_6_mois", "part_infra3"):
        assert (mesures[code].valeur, mesures[code].denominateur) == (None, 0)
    assert mesures["duree_moyenne_parcours_mois"].valeur is None
    assert mesures["entrees"].valeur == 0


@pytest.mark.parametrize(
    ("denominateur", "attendu"),
    [
        (Denominateur.TOUTES, 100 * 2 / 5),
        (Denominateur.HORS_NEUTRES, 100 * 2 / 3),
        (Denominateur.HORS_DECES, 100 * 2 / 4),
    ],
)
def test_the_rate_divides_by_what_the_rule_of_each_exit_says(denominateur, attendu):
    RegleSortieFactory(denominateur=denominateur)
    for motif in ("cdi", "cdi", "demenagement", "deces", "abandon"):
        ParcoursFactory(sorti=True, motif=motif)

    assert _valeur("taux_sorties_positives") == pytest.approx(attendu, abs=0.05)


def test_of_two_rules_within_a_period_each_exit_is_divided_by_its_own():
    premiere = RegleSortieFactory(valide_au=date(2025, 6, 30))
    seconde = RegleSortieFactory(
        version=2, valide_du=date(2025, 7, 1), denominateur=Denominateur.HORS_NEUTRES
    )
    for motif in ("cdi", "demenagement"):
        for regle, jour in ((premiere, date(2025, 6, 10)), (seconde, date(2025, 7, 10))):
            ParcoursFactory(sorti=True, date_sortie=jour, motif=motif, motif__regle=regle)

    premier, second = (date(2025, 1, 1), date(2025, 6, 30)), (date(2025, 7, 1), date(2025, 12, 31))
    taux = [calculer(*p).mesures["taux_sorties_positives"] for p in (premier, second, ANNEE)]
    assert [(m.numerateur, m.denominateur) for m in taux] == [(1, 2), (1, 1), (2, 3)]


def test_seventy_exits_of_one_hundred_and_twenty_five_are_exactly_56_per_cent():
    for rang in range(125):
        motif = "cdi" if rang < 70 else "deces" if rang < 80 else "abandon"
        ParcoursFactory(sorti=True, motif=motif)
    assert _valeur("taux_sorties_positives") == 56.0

    with pgtrigger.ignore("accompagnement.RegleSortie:regle_qui_a_servi"):
        RegleSortie.objects.update(denominateur=Denominateur.HORS_NEUTRES)
    assert _valeur("taux_sorties_positives") == 60.9


def test_a_frozen_category_outlives_the_rule_that_gave_it():
    ParcoursFactory(sorti=True, motif="apprentissage")
    with pgtrigger.ignore("accompagnement.RegleSortie:regle_qui_a_servi"):
        RegleSortie.objects.update(alternance_positive=False)

    assert _valeur("sorties_positives") == 1


def test_a_person_who_re_enters_counts_once_with_their_latest_parcours():
    personne = ParticipantFactory()
    ParcoursFactory(
        sorti=True, participant=personne, date_sortie=date(2025, 3, 1), criteres=["rsa"]
    )
    ParcoursFactory(actif=True, participant=personne, date_entree=date(2025, 6, 1))

    mesures = calculer(*ANNEE).mesures
    assert mesures["personnes_accompagnees"].valeur == 1
    assert mesures["entrees"].valeur == 2
    assert mesures["part_rsa"].valeur == 0
    assert _valeur("part_rsa", date(2025, 1, 1), date(2025, 3, 31)) == 100


def test_criteria_found_after_the_entry_do_not_count():
    suivi = ParcoursFactory(actif=True)
    suivi.criteres.create(code="rsa", a_l_entree=False, constate_le=date(2025, 5, 1))

    assert _valeur("part_rsa") == 0


def test_a_share_of_levels_leaves_out_the_unknown_ones():
    for niveau in ("infra3", "3", ""):
        ParcoursFactory(actif=True, niveau=niveau)
    ParcoursFactory(actif=True)

    mesure = calculer(*ANNEE).mesures["part_infra3"]
    assert (mesure.numerateur, mesure.denominateur) == (1, 2)


def test_ages_are_those_of_the_last_day():
    ParcoursFactory(actif=True, participant__date_naissance=date(1975, 12, 31))
    ParcoursFactory(actif=True, participant__date_naissance=date(1999, 12, 31))

    assert _valeur("part_seniors") == 50 and _valeur("part_jeunes") == 0
    la_veille = calculer(date(2025, 1, 1), date(2025, 12, 30)).mesures
    assert la_veille["part_seniors"].valeur == 0 and la_veille["part_jeunes"].valeur == 50


def test_the_mean_duration_is_in_months_of_30_4375_days():
    ParcoursFactory(sorti=True, date_entree=date(2024, 1, 1), date_sortie=date(2025, 1, 1))
    ParcoursFactory(sorti=True, date_entree=date(2025, 2, 1), date_sortie=date(2025, 2, 1))

    mesure = calculer(*ANNEE).mesures["duree_moyenne_parcours_mois"]
    assert mesure.valeur == 6.0
    assert mesure.denominateur == 2


def test_an_etape_to_come_is_not_an_etape():
    suivi = ParcoursFactory(actif=True)
    EtapeFactory(parcours=suivi, date_debut=date(2025, 4, 1))

    assert _valeur("sans_etape", fin=date(2025, 3, 31)) == 1
    assert _valeur("sans_etape", fin=date(2025, 4, 1)) == 0


@pytest.mark.parametrize(
    ("debut", "presence", "attendu"),
    [
        (datetime(2025, 3, 1, 0, 30, tzinfo=PARIS), "honore", 0),
        (datetime(2025, 2, 28, 23, 59, tzinfo=PARIS), "honore", 1),
        (datetime(2025, 3, 31, 23, 59, tzinfo=PARIS), "honore", 0),
        (datetime(2025, 4, 1, 0, 0, tzinfo=PARIS), "honore", 1),
        (datetime(2025, 3, 15, 10, 0, tzinfo=PARIS), "absent", 1),
    ],
)
def test_only_a_meeting_held_in_the_thirty_days_before_counts(debut, presence, attendu):
    EntretienFactory(parcours=ParcoursFactory(actif=True), debut=debut, presence=presence)

    assert _valeur("sans_entretien_30j", date(2025, 3, 1), date(2025, 3, 31)) == attendu


@pytest.mark.parametrize(
    ("debut", "fin", "tenu", "compte"),
    [
        (date(2025, 3, 10), None, 1, 1),
        (date(2025, 3, 10), date(2025, 9, 10), 1, 1),
        (date(2025, 3, 10), date(2025, 9, 8), 0, 1),
        (date(2025, 2, 28), None, 0, 0),
        (date(2025, 4, 1), None, 0, 0),
    ],
)
def test_a_job_is_kept_when_it_is_still_held_on_the_day_its_six_months_fall(
    debut, fin, tenu, compte
):
    EmploiFactory(date_debut=debut, date_fin=fin)

    mesure = calculer(date(2025, 9, 1), date(2025, 9, 30)).mesures["maintien_emploi_6_mois"]
    assert (mesure.numerateur, mesure.denominateur) == (tenu, compte)


def test_two_jobs_of_one_parcours_are_two_rows_of_the_list():
    suivi = ParcoursFactory(actif=True)
    EmploiFactory(parcours=suivi, date_debut=date(2025, 3, 1), date_fin=date(2025, 3, 8))
    EmploiFactory(parcours=suivi, date_debut=date(2025, 3, 20))

    mois = date(2025, 9, 1), date(2025, 9, 30)
    liste = dossiers("maintien_emploi_6_mois", *mois, partie="denominateur")
    assert list(liste) == [suivi, suivi]


def test_a_referent_reads_the_figures_of_the_dossiers_they_may_open():
    agent = AgentFactory()
    ParcoursFactory(actif=True, structure=agent.structure)
    ParcoursFactory(actif=True)

    assert _valeur("entrees", agent=agent) == 1
    assert dossiers("entrees", *ANNEE, agent=agent).count() == 1
    assert _valeur("entrees", agent=AgentFactory(role=Role.ADMINISTRATION)) == 0
    assert _valeur("entrees", agent=AgentFactory(role=Role.DIRECTION)) == 2


def test_the_referent_of_a_figure_is_the_one_of_the_last_day():
    premier, second = AgentFactory(), AgentFactory()
    suivi = ParcoursFactory(actif=True, referent=premier)
    suivi.affectations.update(date_fin=date(2025, 6, 1))
    suivi.affectations.create(agent=second, date_debut=date(2025, 6, 1))

    def referents(fin):
        resultat = calculer(date(2025, 1, 1), fin, ventilations=["referent"])
        return [modalite.code for modalite in resultat.ventilations["referent"]]

    assert referents(date(2025, 5, 31)) == [str(premier.pk)]
    assert referents(date(2025, 6, 1)) == [str(second.pk)]


def test_an_exit_is_that_of_the_referent_whose_assignment_it_closed():
    premier, dernier = AgentFactory(), AgentFactory()
    sorti = ParcoursFactory(sorti=True, referent=premier)
    sorti.affectations.update(date_fin=date(2025, 6, 1))
    sorti.affectations.create(
        agent=dernier, date_debut=date(2025, 6, 1), date_fin=sorti.date_sortie
    )

    [modalite] = calculer(*ANNEE, ventilations=["referent"]).ventilations["referent"]
    assert modalite.code == str(dernier.pk)


def test_the_renewal_divides_the_entries_by_the_people_accompanied():
    ParcoursFactory(actif=True, date_entree=date(2024, 3, 1))
    ParcoursFactory(sorti=True, date_entree=date(2024, 3, 1))
    ParcoursFactory(sorti=True, date_entree=date(2025, 1, 1))
    ParcoursFactory(actif=True, date_entree=date(2025, 12, 31))
    ParcoursFactory(actif=True, date_entree=date(2026, 1, 1))

    mesure = calculer(*ANNEE).mesures["taux_renouvellement"]
    assert (mesure.numerateur, mesure.denominateur, mesure.valeur) == (2, 4, 50)


def test_several_periods_are_one_query_and_another_for_the_offers(django_assert_num_queries):
    ParcoursFactory(sorti=True)
    mois = [(date(2025, m, 1), date(2025, m, 28)) for m in range(1, 13)]

    with django_assert_num_queries(2):
        resultats = calculer_periodes(mois)
    with django_assert_num_queries(1):
        calculer_periodes(mois, codes=["file_active_fin"])
    assert [r.mesures["file_active_fin"].valeur for r in resultats] == [1] * 6 + [0] * 6


def test_an_unknown_code_is_refused():
    with pytest.raises(KeyError):
        calculer(*ANNEE, ventilations=["astrologie"])
    with pytest.raises(KeyError):
        dossiers("astrologie", *ANNEE)
    with pytest.raises(KeyError):
        dossiers("entrees", *ANNEE, partie="denominateur")


def test_open_offers_are_those_that_the_last_complete_run_wrote_down():
    offres = [OffreFactory(rome_code="K2204"), OffreFactory(rome_code="N1103")]
    StockFactory(jour=date(2025, 6, 24), ouvertes=offres)
    StockFactory(jour=date(2025, 6, 25), ouvertes=[])
    jours = [date(2025, 6, 23), date(2025, 6, 24), date(2025, 6, 25), date(2025, 7, 2)]
    periodes = [(date(2025, 6, 1), jour) for jour in jours]
    lus = calculer_periodes(periodes, ventilations=["domaine"], codes=["offres_ouvertes"])

    assert [r.mesures["offres_ouvertes"].valeur for r in lus] == [None, 2, 0, None]
    domaines = [m.code for m in lus[1].ventilations["domaine"]]
    assert domaines == ["K", "N"]
    assert set(dossiers("offres_ouvertes", *periodes[1])) == set(offres)


def test_two_modalities_of_one_name_carry_their_code():
    agents = [AgentFactory(prenom="Ada", nom="Durand") for _ in range(2)]
    for agent in agents:
        ParcoursFactory(actif=True, referent=agent)
    modalites = calculer(*ANNEE, ventilations=["referent"]).ventilations["referent"]
    assert {m.libelle for m in modalites} == {f"{agent} ({agent.pk})" for agent in agents}
