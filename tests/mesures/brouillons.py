"""What saving a draft costs the server, while a note is typed; beside a bare view."""

import uuid

from django.test.utils import override_settings
from django.urls import reverse

from accompagnement.models import AffectationReferent
from tests.mesures.chronometre import en_alternance, mediane, p95
from tests.mesures.pages import client_connecte

FOIS = 200
TEXTE = "Un entretien d'une page, comme on en tape. " * 60


@override_settings(ROOT_URLCONF="tests.mesures.pages")
def mesurer(taille):
    en_cours = AffectationReferent.objects.filter(date_fin__isnull=True, agent__is_active=True)
    affectation = en_cours.select_related("agent", "parcours").order_by("pk").first()
    client = client_connecte(affectation.agent)
    cle = [affectation.parcours_id, "entretien:creer"]
    adresse = reverse("accompagnement:brouillon", args=cle)
    saisie = {"notes": TEXTE, "mode": "presence", "brouillon_jeton": str(uuid.uuid4())}

    def taper():
        recu = client.post(adresse, saisie)
        assert recu.status_code == 200, recu.content

    nue = f"/nue/{affectation.parcours.participant_id}/0/"
    notre, autre = en_alternance(taper, lambda: client.get(nue), fois=FOIS)
    return {
        "saisie d'un brouillon : p50 (ms)": mediane(notre) * 1000,
        "saisie d'un brouillon : p95 (ms)": p95(notre) * 1000,
        "vue nue, sans lignes : p95 (ms)": p95(autre) * 1000,
    }
