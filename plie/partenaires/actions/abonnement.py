"""Have a partner's program called, sign, and change what signs."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from plie.comptes.chiffrement import chiffrer
from plie.journal.acte import acte
from plie.partenaires.enums import StatutLivraison
from plie.partenaires.models import Abonnement, CleDeSignature, Evenement
from plie.partenaires.permissions import Acte
from plie.socle.sortie import AdresseRefusee, Envoi, Reponse, appeler, verifier
from plie.taches.actions import demander

RECOUVREMENT = timedelta(days=7)
# Seconds: somebody waits before the form.
SONDE = 5


@acte(Acte.GERER_APPLICATIONS)
def abonner(application, *, par, adresse):
    """Call `adresse` from now on; returns (abonnement, secret to check signatures with), which
    nobody can read again. Raises ValidationError for an address that leads inside or elsewhere;
    one that does not answer yet is taken."""
    _sonder(adresse)
    dernier = Evenement.objects.aggregate(n=Max("numero"))["n"] or 0
    abonnement = Abonnement(application=application, adresse=adresse, distribue_jusqu_a=dernier)
    abonnement.full_clean()
    abonnement.save()
    return abonnement, _nouvelle_cle(abonnement)


def _sonder(adresse):
    locaux = settings.WEBHOOKS_HOTES_LOCAUX
    try:
        verifier(adresse, hotes_locaux=locaux)
    except AdresseRefusee as refus:
        raise ValidationError({"adresse": str(refus)}) from None
    [reponse] = appeler([Envoi("HEAD", adresse, {})], delai=SONDE, hotes_locaux=locaux)
    if isinstance(reponse, Reponse) and 300 <= reponse.statut < 400:
        raise ValidationError(
            {"adresse": "Cette adresse renvoie vers une autre : indiquez celle qui reçoit."}
        )


@acte(Acte.GERER_APPLICATIONS)
def tourner_cle(abonnement, *, par):
    """A new key, returned once; the former signs beside it for RECOUVREMENT."""
    abonnement = Abonnement.objects.select_for_update().get(pk=abonnement.pk)
    fin = timezone.now() + RECOUVREMENT
    abonnement.cles.filter(expire_le__isnull=True).update(expire_le=fin)
    return _nouvelle_cle(abonnement)


def _nouvelle_cle(abonnement):
    secret = secrets.token_urlsafe(32)
    CleDeSignature.objects.create(
        abonnement=abonnement,
        identifiant=f"k{abonnement.cles.count() + 1}",
        secret=chiffrer(secret),
    )
    return secret


@acte(Acte.GERER_APPLICATIONS)
def desabonner(abonnement, *, par):
    """No longer call it; what it was owed goes with it."""
    abonnement.delete()


@acte(Acte.GERER_APPLICATIONS)
def rejouer(abonnement, *, par):
    """Try again what was set aside; returns how many."""
    remises = abonnement.livraisons.filter(statut=StatutLivraison.DE_COTE).update(
        statut=StatutLivraison.A_LIVRER, essais=0, pas_avant=timezone.now()
    )
    demander("plie.partenaires.tasks.livrer", abonnement.pk)
    return remises
