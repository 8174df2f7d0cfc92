from accompagnement.alertes.declarations import phrases
from accompagnement.enums import CodeAlerte
from accompagnement.listes.filtres import FiltreDossiers
from accompagnement.models import Reglages
from conventions.indicateurs.declarations import MOIS_MOYEN_EN_JOURS, PAR_CODE


def test_a_month_is_the_twelfth_of_a_year_of_365_days_and_a_quarter():
    assert MOIS_MOYEN_EN_JOURS == 365.25 / 12


def test_no_step_ever_begun_has_one_name_and_no_step_running_another():
    figure = PAR_CODE["sans_etape"].libelle
    assert FiltreDossiers.base_filters["sans_etape"].label == figure
    alerte = phrases(Reglages())[CodeAlerte.SANS_ETAPE].libelle
    assert (figure, alerte) == ("Sans étape commencée", "Sans étape en cours")
