"""The API under load, on two processes of the real server: against a bare view as long, a hundred
orientations at once against one by one, and what the time of a 404 gives away."""

import itertools
import json
import os
import subprocess
import sys
import uuid
from contextlib import contextmanager

from django.test.utils import override_settings

from accompagnement.actions.partage import noter_opposition
from accompagnement.models import Orientation, Partage, Participant
from plie.comptes.models import Structure
from plie.journal.models import Consultation
from plie.partenaires.models import Appel
from tests.attente import attendre_que
from tests.mesures.charge import Client, charger, requete
from tests.mesures.chronometre import mediane, p95
from tests.mesures.memoire import port_libre, repond
from tests.partenaire import DECLARE, RACINE, Partenaire
from tests.usines import CoordinationFactory

CLIENTS, APPELS, TOURS = 20, 1000, 5
LOT, LOTS = 100, 3
ABSENCES = 2000
ENTETES = {"Content_Type": "application/json"} | DECLARE


def mesurer(taille):
    """At the largest size only, as many people as the bound is said for."""
    if taille < 100_000:
        return {}
    with servir() as port:
        api = Api(port, appelant())
        resultats = api.debits()
        return resultats | api.lots() | api.absences()


def appelant():
    """A partner whom no pace holds back."""
    # Where the test client says it calls from.
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        return Partenaire(
            ["accompagnements.lecture", "orientations.ecriture"], appels_par_minute=1_000_000
        )


@contextmanager
def servir(processus=2):
    """Its settings are those of production; no worker is renewed while it is measured."""
    port = port_libre()
    serveur = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "deploiement/gunicorn.conf.py"]
        + ["--bind", f"127.0.0.1:{port}", "--workers", str(processus), "--max-requests", "0"]
        + ["tests.mesures.application_nue"],
        env=os.environ | {"PLIE_PROCESSUS": "web"},
        stderr=subprocess.DEVNULL,
    )
    try:
        attendre_que(lambda: repond(port), "the web server answers")
        yield port
    finally:
        serveur.terminate()
        serveur.wait()


class Api:
    """One partner, who calls the server at `port`."""

    def __init__(self, port, partenaire):
        self.port, self.partenaire, self.client = port, partenaire, Client(port)
        self.entetes = ENTETES | {"Authorization": f"Bearer {partenaire.jeton}"}
        connus = Participant.objects.actuels().exclude(numero_france_travail=None)
        connus = connus.filter(parcours__isnull=False).distinct().order_by("pk")
        cles = connus.values_list("pk", "numero_france_travail")
        self.personnes = iter(list(cles[: APPELS * (TOURS + 1) + 3]))

    def post(self, chemin, dit):
        return requete("POST", RACINE + chemin, json.dumps(dit).encode(), **self.entetes)

    def recherche(self, numero):
        return self.post("/accompagnements/recherche", {"numero_france_travail": numero})

    def lecture(self, identifiant):
        return requete("GET", f"{RACINE}/accompagnements/{identifiant}", **self.entetes)

    def debits(self):
        """Each is searched for the first time, then read. The first round warms the server."""
        deja = {modele: modele.objects.count() for modele in (Appel, Consultation)}
        octets = self._octets()
        tours = [self._tour(octets) for _ in range(TOURS + 1)][1:]
        attendus = 2 * APPELS * (TOURS + 1) + 1
        for modele, nombre in deja.items():
            assert modele.objects.count() - nombre == attendus, f"a call is not in {modele}"
        meilleurs = {nom: min(tour[nom][1] for tour in tours) for nom in tours[0]}
        return {
            "API : vue nue (appels/s)": APPELS / meilleurs["nue"],
        } | {
            f"API, {nom} : {quoi}": valeur
            for nom in ("recherche", "lecture")
            for quoi, valeur in (
                ("durée / vue nue", meilleurs[nom] / meilleurs["nue"]),
                ("appels/s", APPELS / meilleurs[nom]),
                ("p95 à 20 (ms)", 1000 * min(p95(tour[nom][0]) for tour in tours)),
            )
        }

    def _octets(self):
        _, numero = next(self.personnes)
        statut, corps = self.client.appeler(self.recherche(numero))
        assert statut == 200, corps
        return len(corps)

    def _tour(self, octets):
        """{what: (seconds of each call, seconds in all)}."""
        personnes = dict(itertools.islice(self.personnes, APPELS))
        mesures = {"recherche": self._charger(map(self.recherche, personnes.values()))}
        partages = Partage.objects.filter(structure=self.partenaire.structure)
        connus = partages.filter(participant__in=personnes).values_list("identifiant", flat=True)
        mesures["lecture"] = self._charger(map(self.lecture, list(connus)))
        nues = [requete("GET", f"/nue/{pk}/{octets}/") for pk in personnes]
        return mesures | {"nue": self._charger(nues)}

    def _charger(self, envois):
        return charger(self.port, list(envois), statut=200, clients=CLIENTS)

    def lots(self):
        lots, seuls = [], []
        for tour in range(LOTS):
            lots.append(self._duree_d_un_lot(f"lot-{tour}"))
            seuls.append(self._duree_une_a_une(f"seule-{tour}"))
        assert Orientation.objects.count() == 2 * LOT * LOTS
        return {
            "lot de 100 orientations / 100 appels": min(lots) / min(seuls),
            "lot de 100 orientations (ms)": 1000 * min(lots),
        }

    def _duree_d_un_lot(self, nom):
        envoi = self.post("/orientations/lot", {"orientations": _orientations(nom)})
        statut, corps = self.client.appeler(envoi)
        assert statut == 200, corps
        assert {ligne["statut"] for ligne in json.loads(corps)["resultats"]} == {201}, corps
        return self.client.duree

    def _duree_une_a_une(self, nom):
        duree = 0
        for orientation in _orientations(nom):
            statut, corps = self.client.appeler(self.post("/orientations", orientation))
            assert statut == 201, corps
            duree += self.client.duree
        return duree

    def absences(self):
        """Somebody unknown, and somebody whom the partner may not know: the same answer in the
        same time."""
        (oppose, numero), (d_un_autre, _) = itertools.islice(self.personnes, 2)
        noter_opposition(Participant.objects.get(pk=oppose), par=CoordinationFactory())
        autre = Partage.objects.create(structure_id=self._autre(), participant_id=d_un_autre)
        return {
            "404, numéro inconnu ou refus (% d'écart)": self._ecart(
                self.recherche("99999999999"), self.recherche(numero)
            ),
            "404, identifiant inconnu ou d'un autre (% d'écart)": self._ecart(
                self.lecture(uuid.uuid4()), self.lecture(autre.identifiant)
            ),
        }

    def _autre(self):
        autres = Structure.objects.exclude(pk=self.partenaire.structure.pk)
        return autres.values_list("pk", flat=True).first()

    def _ecart(self, *envois):
        """Between the medians of both, asked in turn, each first as often as the other."""
        durees = {envoi: [] for envoi in envois}
        for tour in range(ABSENCES):
            for envoi in envois if tour % 2 else reversed(envois):
                statut, corps = self.client.appeler(envoi)
                assert statut == 404, corps
                durees[envoi].append(self.client.duree)
        petite, grande = sorted(map(mediane, durees.values()))
        return 100 * (grande / petite - 1)


def _orientations(nom):
    return [
        {
            "identifiant_externe": f"{nom}-{rang}",
            "nom": "Martin",
            "prenom": f"Claude {rang}",
            "date_naissance": "1985-05-20",
            "sexe": "F",
            "commune": "59172",
            "message": "Cherche dans le nettoyage, disponible le matin.",
        }
        for rang in range(LOT)
    ]
