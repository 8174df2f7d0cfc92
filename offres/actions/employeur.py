"""Employers, who answers for them, and what was said with them."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from offres.models import Echange, Etablissement
from offres.permissions import Acte
from plie.journal.acte import acte
from plie.socle.ecriture import remplir, reprendre


@acte(Acte.ECRIRE_EMPLOYEUR)
def enregistrer_etablissement(etablissement, *, par, version=0, pas_un_doublon=False, **champs):
    """Create or change an employer. One of the same SIRET is refused; one of the same name in the
    same commune is refused too, until `pas_un_doublon` says that they are two."""
    etablissement = reprendre(etablissement, version)
    remplir(etablissement, champs)
    ressemblants = Etablissement.objects.ressemblants(
        nom=etablissement.nom, commune=etablissement.commune, sauf=etablissement.pk
    )
    if not pas_un_doublon and ressemblants.exists():
        raise ValidationError(
            {
                "pas_un_doublon": "Un établissement porte déjà ce nom dans cette commune. Si ce "
                "sont bien deux établissements, cochez cette case."
            }
        )
    etablissement.full_clean(exclude=["recherche"])
    etablissement.save()
    return etablissement


@acte(Acte.ECRIRE_EMPLOYEUR)
def enregistrer_contact(contact, *, par, version=0, **champs):
    contact = reprendre(contact, version)
    remplir(contact, champs)
    contact.full_clean()
    contact.save()
    return contact


@acte(Acte.ECRIRE_EMPLOYEUR)
def enregistrer_echange(echange, *, par, version=0, **champs):
    """Write a visit or a call, held already: what is to come is its `suite`."""
    if echange.pk is None:
        echange.saisi_par = par
    echange = reprendre(echange, version)
    remplir(echange, champs)
    if echange.le and echange.le > timezone.localdate():
        raise ValidationError({"le": "Cette date est à venir : notez l'échange une fois tenu."})
    if echange.contact and echange.contact.etablissement_id != echange.etablissement_id:
        raise ValidationError({"contact": "Ce contact est d'un autre établissement."})
    echange.full_clean()
    echange.save()
    return echange


@acte(Acte.ECRIRE_EMPLOYEUR)
def faire_suite(echange, *, par):
    """What was to be done is done, today; a second time changes nothing."""
    echange = Echange.objects.select_for_update().get(pk=echange.pk)
    if echange.suite_faite_le is None:
        echange.suite_faite_le = timezone.localdate()
        echange.version += 1
        echange.full_clean()
        echange.save()
    return echange
