from plie.partenaires.models.appel import Appel
from plie.partenaires.models.application import Application, Secret
from plie.partenaires.models.evenement import Evenement

__all__ = ["Appel", "Application", "Evenement", "Secret"]
