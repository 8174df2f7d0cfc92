from plie.partenaires.models.abonnement import Abonnement, CleDeSignature, Livraison
from plie.partenaires.models.appel import Appel
from plie.partenaires.models.application import Application, Secret
from plie.partenaires.models.essai import EssaiRessource
from plie.partenaires.models.evenement import Evenement

__all__ = [
    "Abonnement",
    "Appel",
    "Application",
    "CleDeSignature",
    "EssaiRessource",
    "Evenement",
    "Livraison",
    "Secret",
]
