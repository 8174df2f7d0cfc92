"""Structures and accounts of the demonstration; all names are invented."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from plie.comptes.demonstration import DOMAINE, MOT_DE_PASSE
from plie.comptes.enums import Role, TypeStructure
from plie.comptes.models import Agent, Structure

PLIE, CCAS = "PLIE de La Porte du Hainaut", "CCAS de Denain"
ASSOCIATION = "Passerelles de l'Ostrevant"

STRUCTURES = [
    (PLIE, TypeStructure.PLIE, True),
    (CCAS, TypeStructure.CCAS, True),
    (ASSOCIATION, TypeStructure.ASSOCIATION, True),
    ("France Travail Denain", TypeStructure.FRANCE_TRAVAIL, False),
    ("France Travail Saint-Amand-les-Eaux", TypeStructure.FRANCE_TRAVAIL, False),
    ("Mission locale", TypeStructure.MISSION_LOCALE, False),
    ("Cap emploi", TypeStructure.CAP_EMPLOI, False),
    ("Département du Nord – UTPAS de Denain", TypeStructure.DEPARTEMENT, False),
    ("Département du Nord – UTPAS de Saint-Amand", TypeStructure.DEPARTEMENT, False),
    ("CCAS de Saint-Amand-les-Eaux", TypeStructure.CCAS, False),
    ("Chantier d'insertion des Deux Rives", TypeStructure.SIAE, False),
]
PRESCRIPTEURS = [
    ("France Travail Denain", 30),
    ("France Travail Saint-Amand-les-Eaux", 19),
    ("Département du Nord – UTPAS de Denain", 18),
    ("Département du Nord – UTPAS de Saint-Amand", 9),
    (CCAS, 8),
    ("CCAS de Saint-Amand-les-Eaux", 5),
    ("Mission locale", 5),
    ("Cap emploi", 3),
    ("Chantier d'insertion des Deux Rives", 3),
]
REFERENTS = [
    ("referent", "Sophie", "Delcourt", PLIE, 1),
    ("referent2", "Karim", "Benali", PLIE, 1),
    ("referent3", "Julie", "Wojcik", PLIE, "0.9"),
    ("referent4", "Nathalie", "Caron", CCAS, 1),
    ("referent5", "Thomas", "Hennequin", CCAS, 1),
    ("referent6", "Leïla", "Mansouri", ASSOCIATION, 1),
]
# They followed people in the past and no longer sign in.
ANCIENS = [
    ("ancienne.referente1", "Françoise", "Delattre"),
    ("ancien.referent2", "Gérard", "Lecocq"),
    ("ancienne.referente3", "Monique", "Stachura"),
    ("ancien.referent4", "Patrick", "Vermeulen"),
]
AUTRES = [
    ("coordination", "Hélène", "Vasseur", Role.COORDINATION),
    ("direction", "Marc", "Dubrulle", Role.DIRECTION),
    ("fse", "Amélie", "Pruvost", Role.GESTIONNAIRE_FSE),
    ("facilitateur", "Yann", "Lemaire", Role.FACILITATEUR),
    ("administration", "Claire", "Bonnard", Role.ADMINISTRATION),
]


def creer_structures():
    for nom, type_, accompagne in STRUCTURES:
        Structure.objects.get_or_create(nom=nom, defaults={"type": type_, "accompagne": accompagne})
    return {structure.nom: structure for structure in Structure.objects.all()}


# Of a partner that has no program: an address of its domain, no password.
CONSEILLER = ("conseiller", "Aline", "Mercier", "France Travail Denain")


class Equipe:
    """The agents, by what the demonstration needs them for."""

    def __init__(self, structures):
        self._empreinte = make_password(MOT_DE_PASSE)
        self.referents = [
            self._ouvrir(local, prenom, nom, Role.REFERENT, structures[structure], quotite=quotite)
            for local, prenom, nom, structure, quotite in REFERENTS
        ]
        self.anciens = [
            Agent.objects.create_user(
                f"{local}{DOMAINE}",
                prenom=prenom,
                nom=nom,
                role=Role.REFERENT,
                structure=structures[PLIE],
                is_active=False,
            )
            for local, prenom, nom in ANCIENS
        ]
        autres = {
            local: self._ouvrir(local, prenom, nom, role, structures[PLIE])
            for local, prenom, nom, role in AUTRES
        }
        self.conseiller = self._ouvrir_au_partenaire(structures)
        self.coordination = autres["coordination"]
        self.administration = autres["administration"]

    def _ouvrir_au_partenaire(self, structures):
        local, prenom, nom, structure = CONSEILLER
        agence = structures[structure]
        agence.domaine_courriel = DOMAINE.removeprefix("@")
        agence.save()
        return Agent.objects.create_user(
            f"{local}{DOMAINE}", prenom=prenom, nom=nom, role=Role.CONSEILLER, structure=agence
        )

    def _ouvrir(self, local, prenom, nom, role, structure, **champs):
        agent = Agent.objects.create(
            email=f"{local}{DOMAINE}",
            prenom=prenom,
            nom=nom,
            role=role,
            structure=structure,
            password=self._empreinte,
            **champs,
        )
        EmailAddress.objects.create(user=agent, email=agent.email, verified=True, primary=True)
        return agent
