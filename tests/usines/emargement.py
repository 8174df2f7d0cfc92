import hashlib
from types import SimpleNamespace

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accompagnement.actions.emargement import empreinte_des_faits
from accompagnement.models import Emargement
from tests.fichiers import signature
from tests.usines.entretien import EntretienFactory


class EmargementFactory(DjangoModelFactory):
    """A meeting signed on the screen; the image is written where the test puts MEDIA_ROOT."""

    class Meta:
        model = Emargement

    entretien = factory.SubFactory(EntretienFactory)
    parcours = factory.SelfAttribute("entretien.parcours")
    debut = factory.SelfAttribute("entretien.debut")
    duree_minutes = factory.SelfAttribute("entretien.duree_minutes")
    agent = factory.SelfAttribute("entretien.agent")
    fichier = factory.django.FileField(data=signature(), filename="signature.png")
    empreinte_image = hashlib.sha256(signature()).hexdigest()
    signe_le = factory.LazyFunction(timezone.now)
    recueilli_par = factory.SelfAttribute("entretien.agent")
    empreinte = factory.LazyAttribute(
        lambda e: empreinte_des_faits(
            SimpleNamespace(
                entretien_id=e.entretien.pk,
                debut=e.debut,
                duree_minutes=e.duree_minutes,
                agent_id=e.agent.pk,
                empreinte_image=e.empreinte_image,
                signe_le=e.signe_le,
            )
        )
    )
