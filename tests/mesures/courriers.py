"""The most letters that one selection takes, from what is ticked to the file that is printed."""

import time

from django.urls import reverse

from accompagnement.listes.actes_groupes import SELECTION_MAX
from accompagnement.models import Courrier, Parcours, Participant
from tests.mesures.pages import client_connecte

ADRESSE = "12 rue des Mines\n59220 DENAIN"


def mesurer(taille):
    suivis = Parcours.objects.un_par_personne().filter(date_entree__isnull=False)
    cles = list(suivis.order_by("pk").values_list("pk", flat=True)[:SELECTION_MAX])
    choisis = Participant.objects.filter(parcours__in=cles)
    choisis.update(adresse=ADRESSE)
    saisie = {"parcours": ",".join(map(str, cles)), "saisie": "oui", "modele": "courrier_relance"}
    client = client_connecte()
    depart = time.perf_counter()
    fait = client.post(reverse("accompagnement:selection_courriers"), saisie)
    assert fait.status_code == 302, fait.content
    lot = Courrier.objects.latest("pk").lot
    fichier = client.get(reverse("accompagnement:courriers_lot_imprimer", args=[lot]))
    duree = time.perf_counter() - depart
    assert b"/Count 500" in fichier.content
    return {"500 courriers, du choix au fichier (s)": duree}
