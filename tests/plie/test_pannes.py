"""Three hundred operations while every process is killed once: nothing acknowledged is lost,
nothing asked is forgotten, nothing is done twice."""

import itertools
import re
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date, timedelta

import httpx
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from accompagnement.actions.regle_sortie import charger_regles
from plie.comptes.enums import Role
from plie.socle import verrous
from tests.attente import attendre_que
from tests.plateforme import Plateforme
from tests.usines import AgentFactory, ParcoursFactory

OPERATIONS, DOSSIERS, CLIENTS = 300, 20, 2
# One in `n` is a report, an import, an appointment with its invitation; the others are meetings.
RAPPORTS, IMPORTS, INVITATIONS = 60, 50, 3
LIGNES_D_UN_IMPORT = 40
LIGNES_DU_GRAND = 1500
# Of the last fault: all that was asked is done by then.
DELAI = 120
PATIENCE = 120
REFUS = re.compile(r'<div class="(?:alert|invalid)[^>]*>(.*?)</div>', re.DOTALL)
ENTETE = "identifiant_externe;nom;prenom;date_naissance;sexe\n"


class Scene:
    """People, and agents whose sessions are open, written where the platform is copied from."""

    def __init__(self):
        charger_regles()
        referent = AgentFactory(role=Role.REFERENT)
        coordination = AgentFactory(role=Role.COORDINATION, structure=referent.structure)
        direction = AgentFactory(role=Role.DIRECTION, structure=referent.structure)
        self.parcours = [
            ParcoursFactory(
                actif=True,
                structure=referent.structure,
                referent=referent,
                participant__email=f"personne{rang}@exemple.test",
                participant__accepte_courriels=True,
            ).pk
            for rang in range(DOSSIERS)
        ]
        self.sessions = {a.role: _ouvrir(a) for a in (referent, coordination, direction)}


def _ouvrir(agent):
    client = Client()
    client.force_login(agent)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


class Operation:
    """What an agent sends, again and again with the same token, until it is acknowledged."""

    def __init__(self, rang, role, adresse, champs, fichier=None):
        self.rang, self.role, self.adresse = rang, role, adresse
        self.champs = champs | {"jeton": str(uuid.uuid4())}
        self.fichiers = fichier and {"fichier": ("dossiers.csv", fichier.encode())}
        self.est_acquittee, self.refus = False, Counter()

    def faire(self, client, session):
        jeton = uuid.uuid4().hex
        reponse = client.post(
            self.adresse,
            data=self.champs | {"csrfmiddlewaretoken": jeton},
            files=self.fichiers,
            headers={"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={jeton}"},
        )
        if reponse.status_code >= 500:
            self.refus[reponse.status_code] += 1
        else:
            # Anything else is a form refused: the test itself is wrong.
            assert reponse.status_code == 302, (self.adresse, REFUS.findall(reponse.text))
            assert "/comptes/" not in reponse.headers["location"], "signed out by a fault"
            self.est_acquittee = True


def operation(rang, scene):
    parcours = scene.parcours[rang % DOSSIERS]
    if rang % RAPPORTS == 0:
        mois = (date(2026, 1, 1) - timedelta(days=31 * (rang // RAPPORTS))).replace(day=1)
        return Operation(rang, Role.DIRECTION, "/rapports/produire/", {"mois": mois.isoformat()})
    if rang % IMPORTS == 1:
        return importer(rang, LIGNES_D_UN_IMPORT)
    if rang % INVITATIONS == 0:
        debut = timezone.localtime() + timedelta(days=1 + rang)
        champs = {"parcours": parcours, "lieu": f"op {rang}", "inviter": "on", "duree_minutes": 30}
        champs |= {"debut": f"{debut:%Y-%m-%dT10:00}", "mode": "presence"}
        return Operation(rang, Role.REFERENT, "/rendez-vous/creer/", champs)
    debut = timezone.localtime() - timedelta(days=1 + rang)
    champs = {"debut": f"{debut:%Y-%m-%dT10:00}", "duree_minutes": 30, "mode": "presence"}
    champs |= {"presence": "honore", "notes": f"op {rang}"}
    return Operation(rang, Role.REFERENT, f"/parcours/{parcours}/entretiens/creer/", champs)


def importer(rang, nombre):
    lignes = (f"op{rang}-{n};Importee{rang};Zoé;1980-01-01;F\n" for n in range(nombre))
    return Operation(rang, Role.COORDINATION, "/imports/", {}, ENTETE + "".join(lignes))


class Agents:
    """Whoever works through the faults: each sends its share, one operation after the other."""

    def __init__(self, plateforme, scene):
        self.plateforme = plateforme
        self.sessions = scene.sessions
        self.operations = [operation(rang, scene) for rang in range(OPERATIONS)]
        self._foule = ThreadPoolExecutor(CLIENTS)
        self.parts = [
            self._foule.submit(self._travailler, self.operations[rang::CLIENTS])
            for rang in range(CLIENTS)
        ]

    def _travailler(self, operations):
        for une in operations:
            self.faire(une)

    def faire(self, une):
        echeance = time.monotonic() + PATIENCE
        with httpx.Client(base_url=self.plateforme.adresse, timeout=15) as client:
            while not une.est_acquittee:
                assert time.monotonic() < echeance, (
                    une.adresse,
                    une.refus,
                    self.plateforme.raconter(),
                )
                self.plateforme.exiger_debout()
                try:
                    une.faire(client, self.sessions[une.role])
                except httpx.HTTPError as coupure:
                    # Nobody knows whether it was written.
                    une.refus[type(coupure).__name__] += 1
                    # As long as somebody takes to press again; a closed port answers at once.
                    time.sleep(0.1)

    def acquittees(self):
        for part in self.parts:
            if part.done():
                part.result()
        return sum(une.est_acquittee for une in self.operations)


# Of the appointments, those whose mail left and is marked.
PARTIS = "SELECT count(*) FROM accompagnement_entretien WHERE invitation_envoyee_le IS NOT NULL"
RESTENT = "SELECT tache, resultat FROM taches_demande WHERE statut = 'a_faire'"
PERDUS = (
    "SELECT tache, statut, resultat FROM taches_demande WHERE statut NOT IN ('faite','a_faire')"
)
EN_COURS = "SELECT FROM conventions_rapport WHERE statut = 'en_cours' AND progression < 75"
IMPORTE = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = %s"


class Pannes:
    """Each as it comes to a process that was doing something."""

    def __init__(self, plateforme, agents):
        self.plateforme, self.agents = plateforme, agents
        self.rangs = itertools.count(OPERATIONS)

    def de_web(self):
        self.plateforme.tuer("web")

    def d_un_enfant_de_web(self):
        self.plateforme.tuer_les_enfants("web")

    def de_beat(self):
        self.plateforme.tuer("beat")

    def de_la_file(self):
        self.plateforme.file.tuer()
        self.plateforme.file.demarrer()

    def d_un_enfant_du_worker(self):
        with self.courrier_arrete():
            self.plateforme.tuer_les_enfants("worker")

    def du_worker_en_plein_rapport(self):
        with self.courrier_arrete():
            mois = {"mois": "2024-03-01"}
            self._demander(
                Operation(next(self.rangs), Role.DIRECTION, "/rapports/produire/", mois), EN_COURS
            )
            self.plateforme.tuer("worker")

    def de_la_base_en_plein_import(self):
        grand = importer(next(self.rangs), LIGNES_DU_GRAND)
        self._demander(grand, IMPORTE, verrous.IMPORTATION)
        self.plateforme.base.tuer()
        self.plateforme.base.demarrer(durable=True)

    def _demander(self, une, commence, *parametres):
        self.agents.operations.append(une)
        self.agents.faire(une)
        attendre_que(lambda: self.plateforme.lire(commence, *parametres), "the work has begun")

    def courrier_arrete(self):
        return _CourrierArrete(self.plateforme)


class _CourrierArrete:
    """Between the relay that takes a mail and the mark that says so, nobody can know: a fault there
    sends it twice, by construction. Here no mail is on its way when the fault comes."""

    def __init__(self, plateforme):
        self.plateforme = plateforme

    def __enter__(self):
        relais = self.plateforme.relais
        relais.porte.clear()
        attendre_que(
            lambda: self.plateforme.lire(PARTIS) == [(len(relais.messages),)],
            "what the relay has taken is marked",
        )

    def __exit__(self, *_):
        self.plateforme.relais.porte.set()


ORDRE = (
    Pannes.de_la_file,
    Pannes.d_un_enfant_de_web,
    Pannes.de_la_base_en_plein_import,
    Pannes.de_beat,
    Pannes.d_un_enfant_du_worker,
    Pannes.de_web,
    Pannes.du_worker_en_plein_rapport,
)


@pytest.fixture
def plateforme(transactional_db):
    scene = Scene()
    debout = Plateforme()
    yield debout, scene
    debout.jeter()


@pytest.mark.long
def test_nothing_is_lost_forgotten_nor_done_twice(plateforme):
    plateforme, scene = plateforme
    agents = Agents(plateforme, scene)
    pannes = Pannes(plateforme, agents)
    for rang, panne in enumerate(ORDRE, start=1):
        seuil = rang * OPERATIONS // (len(ORDRE) + 1)
        attendre_que(lambda seuil=seuil: agents.acquittees() >= seuil, f"{seuil} acknowledged")
        panne(pannes)
    derniere = time.monotonic()
    wait(agents.parts)
    assert agents.acquittees() == len(agents.operations)
    plateforme.exiger_debout()
    attendre_que(
        lambda: plateforme.lire("SELECT 1") and not plateforme.lire(RESTENT),
        "all that was asked is done",
        patience=DELAI,
    )
    assert time.monotonic() - derniere < DELAI
    assert plateforme.lire(PERDUS) == []
    _tout_est_ecrit_une_fois(plateforme, agents.operations)


def _tout_est_ecrit_une_fois(plateforme, operations):
    """Each operation is found by what only it wrote."""
    de = {nature: [o.rang for o in operations if nature in o.adresse] for nature in NATURES}
    assert sum(map(len, de.values())) == len(operations) == OPERATIONS + 2
    ecrits = sorted(rang for (rang,) in plateforme.lire(ECRITS))
    assert ecrits == sorted(de["entretiens"] + de["rendez-vous"])
    assert plateforme.lire(PARTIS) == [(len(de["rendez-vous"]),)]
    assert len(plateforme.relais.messages) == len(de["rendez-vous"])
    assert plateforme.lire(RAPPORTS_PRODUITS) == [(len(de["rapports"]), len(de["rapports"]), 5)]
    lignes = [LIGNES_DU_GRAND if r >= OPERATIONS else LIGNES_D_UN_IMPORT for r in de["imports"]]
    assert plateforme.lire(IMPORTES) == [(sum(lignes), sum(lignes))]
    assert plateforme.lire(IMPORTS_FINIS) == [("termine", len(lignes))]


NATURES = ("entretiens", "rendez-vous", "rapports", "imports")
ECRITS = """
SELECT split_part(CASE WHEN notes <> '' THEN notes ELSE lieu END, ' ', 2)::int
FROM accompagnement_entretien
"""
RAPPORTS_PRODUITS = """
SELECT count(*), count(DISTINCT mois), min((
    SELECT count(*) FROM conventions_fichierrapport f WHERE f.rapport_id = r.id
)) FROM conventions_rapport r WHERE statut = 'brouillon'
"""
IMPORTES = """
SELECT count(*), count(DISTINCT identifiant_externe) FROM accompagnement_participant
WHERE identifiant_externe LIKE 'op%'
"""
IMPORTS_FINIS = "SELECT statut, count(*) FROM accompagnement_importdossiers GROUP BY statut"
