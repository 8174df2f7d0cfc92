from accompagnement.alertes.declarations import phrases
from accompagnement.enums import CodeAlerte
from accompagnement.listes.filtres import FiltreDossiers
from accompagnement.models import Reglages
from conventions.indicateurs.declarations import PAR_CODE


def test_no_step_ever_begun_has_one_name_and_no_step_running_another():
    figure = PAR_CODE["sans_etape"].libelle
    assert FiltreDossiers.base_filters["sans_etape"].label == figure
    alerte = phrases(Reglages())[CodeAlerte.SANS_ETAPE].libelle
    assert (figure, alerte) == ("Sans étape commencée", "Sans étape en cours")
