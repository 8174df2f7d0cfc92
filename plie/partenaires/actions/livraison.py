"""Deliver what is owed: at least once, in order for each resource, for a day."""

import hashlib
import hmac
import json
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from plie.comptes.chiffrement import dechiffrer
from plie.journal.acte import travail
from plie.partenaires.enums import StatutLivraison
from plie.partenaires.models import Abonnement, Livraison
from plie.partenaires.models.evenement import DISTRIBUER, numeroter
from plie.socle.sortie import Envoi, Reponse, appeler
from plie.taches.actions import demander

journal = structlog.get_logger(__name__)

LOT = 50
# Seconds for one call, its answer included.
DELAI = 10
# Seconds between one attempt and the next: a day in all, then it is set aside.
REPRISES = (10, 60, 300, 900, 3600, 7200, 14_400, 21_600, 38_400)


@travail("annonces aux partenaires")
def distribuer():
    """Owe each subscription what was written since, and ask for the deliveries that are due;
    returns for how many subscriptions."""
    with transaction.atomic():
        numeroter()
        ouverts = list(Abonnement.objects.ouverts().values_list("pk", flat=True))
        with connection.cursor() as curseur:
            curseur.execute(DISTRIBUER, {"a_livrer": StatutLivraison.A_LIVRER, "ouverts": ouverts})
    dus = Livraison.objects.prochaines().filter(abonnement__in=ouverts).order_by()
    cles = set(dus.values_list("abonnement", flat=True).distinct())
    for cle in cles:
        demander("plie.partenaires.tasks.livrer", cle)
    return len(cles)


@travail("annonces aux partenaires")
def livrer(abonnement_id):
    """Deliver what is due to one subscription, lot after lot, until one of which nothing gets
    through: whoever does not answer is asked later. Returns how many were delivered."""
    abonnement = Abonnement.objects.ouverts().filter(pk=abonnement_id).first()
    if abonnement is None:
        return 0
    cles = [(cle.identifiant, dechiffrer(cle.secret)) for cle in abonnement.cles.vivantes()]
    livrees = 0
    while lot := list(abonnement.livraisons.prochaines().select_related("evenement")[:LOT]):
        reussies = _livrer_le_lot(abonnement, cles, lot)
        livrees += reussies
        if not reussies:
            break
    return livrees


def _livrer_le_lot(abonnement, cles, lot):
    envois = [_envoi(abonnement.adresse, cles, livraison.evenement) for livraison in lot]
    reponses = appeler(envois, delai=DELAI, hotes_locaux=settings.WEBHOOKS_HOTES_LOCAUX)
    maintenant = timezone.now()
    for livraison, reponse in zip(lot, reponses, strict=True):
        _noter(livraison, reponse, maintenant)
    Livraison.objects.bulk_update(lot, ["statut", "essais", "pas_avant", "essayee_le", "reponse"])
    return sum(livraison.statut == StatutLivraison.LIVREE for livraison in lot)


def _noter(livraison, reponse, maintenant):
    livraison.essayee_le = maintenant
    livraison.reponse = reponse.statut if isinstance(reponse, Reponse) else None
    if livraison.reponse and 200 <= livraison.reponse < 300:
        livraison.statut = StatutLivraison.LIVREE
    elif livraison.essais < len(REPRISES):
        livraison.pas_avant = maintenant + timedelta(seconds=REPRISES[livraison.essais])
        livraison.essais += 1
    else:
        livraison.statut = StatutLivraison.DE_COTE
        journal.warning("annonce mise de côté", abonnement=livraison.abonnement_id)


def _envoi(adresse, cles, evenement):
    corps = json.dumps(
        {
            "numero": evenement.numero,
            "type": evenement.type,
            "ressource": evenement.ressource,
            "le": evenement.ecrit_le.isoformat(),
        }
    ).encode()
    quand = str(int(timezone.now().timestamp()))
    signatures = ", ".join(f'{nom}="{signer(secret, quand, corps)}"' for nom, secret in cles)
    entetes = {
        "Content-Type": "application/json",
        "User-Agent": "PLIE",
        "X-PLIE-Horodatage": quand,
        "X-PLIE-Signature": signatures,
    }
    return Envoi("POST", adresse, entetes, corps)


def signer(secret, quand, corps):
    """HMAC-SHA256 of the time (seconds since 1970), a full stop and the body, in hexadecimal."""
    return hmac.new(secret.encode(), f"{quand}.".encode() + corps, hashlib.sha256).hexdigest()
