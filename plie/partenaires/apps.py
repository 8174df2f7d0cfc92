from django.apps import AppConfig

from plie.interface.menu import Entree
from plie.partenaires.aide import AIDE
from plie.partenaires.api.catalogue import ERREURS
from plie.partenaires.permissions import Acte


class PartenairesConfig(AppConfig):
    name = "plie.partenaires"
    verbose_name = "Partenaires"
    aide = AIDE
    erreurs_api = ERREURS
    menu = (
        Entree(
            "Applications",
            "partenaires:applications",
            Acte.GERER_APPLICATIONS.permet,
            est_rare=True,
        ),
        Entree(
            "Conseillers",
            "partenaires:conseillers",
            Acte.GERER_CONSEILLERS.permet,
            est_rare=True,
        ),
    )
