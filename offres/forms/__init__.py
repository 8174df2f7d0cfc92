from offres.forms.employeur import ContactForm, EchangeForm, EtablissementForm
from offres.forms.offre import OffreForm
from offres.forms.territoire import GroupeMetiersForm

__all__ = ["ContactForm", "EchangeForm", "EtablissementForm", "GroupeMetiersForm", "OffreForm"]
