from plie.partenaires.models.appel import Appel
from plie.partenaires.models.application import Application, Secret

__all__ = ["Appel", "Application", "Secret"]
