"""A partner's program, as the published documentation describes it.

Partenaire(["accompagnements.lecture"])     an application of a structure of its own, with a token
partenaire.post("/accompagnements/recherche", {...})
"""

import json
from types import SimpleNamespace

from django.test import Client

from plie.comptes.enums import Role, TypeStructure
from plie.partenaires.actions.application import creer_application
from plie.partenaires.enums import Portee
from tests.usines import AgentFactory, StructureFactory

RACINE = "/api/v1"
DECLARE = {"X-Agent-Nom": "Ren%C3%A9e Dupont", "X-Agent-Courriel": "r.dupont@exemple.fr"}


def administration():
    return AgentFactory(role=Role.ADMINISTRATION)


class Partenaire:
    def __init__(self, portees=tuple(Portee), *, structure=None, nom="Agence", **champs):
        self.structure = structure or StructureFactory(
            type=TypeStructure.FRANCE_TRAVAIL, accompagne=False
        )
        if Portee.ACCOMPAGNEMENTS_SENSIBLE in portees:
            champs.setdefault("motif_sensible", "Accord de la personne recueilli")
        self.application, self.secret = creer_application(
            self.structure, par=administration(), name=nom, portees=list(portees), **champs
        )
        self.client = Client()
        self.jeton = self.demander_jeton(" ".join(portees))["access_token"]

    @property
    def agent(self):
        return self.application.user

    def demander_jeton(self, portees="", secret=None, **extra):
        corps = {
            "grant_type": "client_credentials",
            "client_id": self.application.client_id,
            "client_secret": secret or self.secret,
        }
        if portees:
            corps["scope"] = portees
        reponse = self.client.post("/oauth/jeton/", corps, **extra)
        return json.loads(reponse.content)

    def appeler(self, methode, chemin, corps=None, **entetes):
        portes = {"Authorization": f"Bearer {self.jeton}", **DECLARE, **entetes}
        portes = {nom: valeur for nom, valeur in portes.items() if valeur is not None}
        donnees = corps if isinstance(corps, (bytes, str)) else json.dumps(corps)
        reponse = self.client.generic(
            methode,
            RACINE + chemin,
            donnees if corps is not None else "",
            content_type="application/json",
            headers=portes,
        )
        est_du_json = reponse.content and "json" in reponse.headers["Content-Type"]
        lu = json.loads(reponse.content) if est_du_json else None
        return SimpleNamespace(
            statut=reponse.status_code, corps=lu, entetes=reponse.headers, brut=reponse
        )

    def get(self, chemin, **entetes):
        return self.appeler("GET", chemin, **entetes)

    def post(self, chemin, corps, **entetes):
        return self.appeler("POST", chemin, corps, **entetes)
