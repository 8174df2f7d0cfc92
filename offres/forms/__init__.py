from offres.forms.employeurs import ContactForm, EchangeForm, EtablissementForm
from offres.forms.offres import OffreForm
from offres.forms.territoire import GroupeMetiersForm

__all__ = ["ContactForm", "EchangeForm", "EtablissementForm", "GroupeMetiersForm", "OffreForm"]
