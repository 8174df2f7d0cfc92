"""Meetings signed by the people of the first référent, reminders by SMS, and what no longer
receives."""

import io
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import F
from django.utils import timezone
from PIL import Image, ImageDraw

from accompagnement.actions.emargement import joindre_feuille, signer
from accompagnement.documents.emargement import ecrire_feuille_individuelle
from accompagnement.enums import StatutSms
from accompagnement.models import Entretien, Parcours, Participant, Sms

JOURS = 92
SIGNES, RAPPELE_SUR = 12, 4
# Every so many people of the portfolio accepts SMS.
PART_DES_SMS = 3


def ecrire_emargements(equipe):
    referent = equipe.referents[0]
    suivis = Parcours.objects.du_referent(referent).en_cours().order_by("pk")
    _accepter_les_sms(suivis)
    depuis = timezone.now() - timedelta(days=JOURS)
    tenus = Entretien.objects.filter(parcours__in=suivis, debut__gte=depuis).realises()
    tenus = list(tenus.select_related("parcours__participant").order_by("-debut", "pk"))
    _rappeler(tenus[::RAPPELE_SUR])
    _signer([entretien for entretien in tenus if entretien.agent_id == referent.pk], referent)


def _accepter_les_sms(suivis):
    cles = list(suivis.exclude(participant__telephone="").values_list("participant", flat=True))
    mobiles = Participant.objects.filter(pk__in=cles[::PART_DES_SMS], telephone__startswith="06")
    mobiles.update(accepte_sms=True)
    hier = timezone.now() - timedelta(days=1)
    joints = Participant.objects.filter(pk__in=cles).exclude(email="")
    for personnes, champ in ((mobiles, "telephone_refuse_le"), (joints, "email_refuse_le")):
        premiere = personnes.order_by("pk").values("pk")[:1]
        Participant.objects.filter(pk__in=premiere).update(**{champ: hier})


def _rappeler(tenus):
    Sms.objects.bulk_create(
        Sms(
            entretien=entretien,
            debut=entretien.debut,
            statut=StatutSms.REFUSE if rang == 0 else StatutSms.ENVOYE,
            segments=1,
            prix=settings.SMS_PRIX_SEGMENT,
        )
        for rang, entretien in enumerate(tenus)
    )
    Sms.objects.update(cree_le=F("debut") - timedelta(days=1))


def _signer(tenus, referent):
    """Some on the screen, of which one changed since, one on a sheet; the others are to be
    signed."""
    for rang, entretien in enumerate(tenus[1 : SIGNES + 1]):
        image = ContentFile(_paraphe(rang), name="signature.png")
        signer(entretien, par=referent, version=entretien.version, image=image)
    if tenus[1:]:
        Entretien.objects.filter(pk=tenus[1].pk).update(duree_minutes=F("duree_minutes") + 15)
    if tenus:
        _joindre(tenus[0], referent)


def _joindre(entretien, referent):
    mois = timezone.localdate(entretien.debut).replace(day=1)
    pdf = ecrire_feuille_individuelle(entretien.parcours, mois, [entretien], {})
    joindre_feuille(
        entretien.parcours,
        par=referent,
        fichier=ContentFile(pdf, name="feuille-signee.pdf"),
        entretiens=[entretien],
    )


def _paraphe(rang):
    """A scribble, nobody's signature."""
    image = Image.new("RGB", (400, 150), "white")
    hauts = [40 + (rang * 17 + pas * 31) % 70 for pas in range(12)]
    points = [(30 + 30 * pas, haut) for pas, haut in enumerate(hauts)]
    ImageDraw.Draw(image).line(points, fill="black", width=3, joint="curve")
    contenu = io.BytesIO()
    image.save(contenu, "PNG")
    return contenu.getvalue()
