"""A word to colleagues about a person: written once, told to them, kept in the dossier."""

from django.core.exceptions import ValidationError

from accompagnement.actions.notification import notifier
from accompagnement.enums.notification import Notifie
from accompagnement.listes.lecteurs import lecteurs
from accompagnement.models import Mot
from accompagnement.permissions import Acte
from plie.journal.acte import acte


@acte(Acte.ECRIRE_UN_MOT)
def ecrire_mot(parcours, *, par, texte, destinataires):
    """Write to `destinataires` and tell them. Raises ValidationError when there is none, or when
    one of them may not open the dossier."""
    cles = {agent.pk for agent in destinataires} - {par.pk}
    if not cles:
        raise ValidationError({"destinataires": "Choisissez au moins un collègue."})
    if lecteurs(parcours).filter(pk__in=cles).count() < len(cles):
        raise ValidationError({"destinataires": "Un de ces collègues n'a pas accès au dossier."})
    mot = Mot(parcours=parcours, auteur=par, texte=texte.strip())
    mot.full_clean()
    mot.save()
    mot.destinataires.set(cles)
    notifier(Notifie.MOT, cles, par=par, parcours=parcours.pk, objet=mot.pk)
    return mot
