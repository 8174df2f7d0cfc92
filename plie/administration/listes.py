"""Accounts of the house: which ones, and the state of each."""

from django.db.models import Case, CharField, Count, Q, Value, When
from django.db.models.functions import Concat

from plie.administration.enums import EtatCompte
from plie.comptes.models import Agent
from plie.comptes.tri import Normaliser

# What each filter of the list takes: whoever never came has an open account too.
FILTRES = {
    EtatCompte.OUVERT: Q(is_active=True),
    EtatCompte.JAMAIS_VENU: Q(is_active=True, last_login=None),
    EtatCompte.A_OUVRIR: Q(en_attente=True),
    EtatCompte.FERME: Q(is_active=False, en_attente=False),
}
TRIS = {
    "nom": ["nom_trie", "pk"],
    "role": ["role", "nom_trie", "pk"],
    "structure": ["structure__nom", "nom_trie", "pk"],
    "connexion": ["last_login", "nom_trie", "pk"],
}


def comptes(*, q="", role="", etat=""):
    """The accounts asked for, each with its `etat` and the name it is sorted by."""
    attendus = Agent.objects.en_attente().order_by().values("pk")
    requete = Agent.objects.de_la_maison().annotate(
        en_attente=Case(When(pk__in=attendus, then=True), default=False),
        nom_trie=Normaliser(Concat("nom", Value(" "), "prenom", output_field=CharField())),
    )
    if role:
        requete = requete.filter(role=role)
    if etat:
        requete = requete.filter(FILTRES[etat])
    for mot in q.split():
        dans_le_nom = Q(nom_trie__contains=Normaliser(Value(mot)))
        requete = requete.filter(dans_le_nom | Q(email__icontains=mot))
    return requete.select_related("structure")


def etat_de(agent):
    """Of an agent read by `comptes`."""
    if agent.en_attente:
        return EtatCompte.A_OUVRIR
    if not agent.is_active:
        return EtatCompte.FERME
    return EtatCompte.OUVERT if agent.last_login else EtatCompte.JAMAIS_VENU


def compter():
    """How many the list shows under each of these filters: {etat: number}, in one statement."""
    etats = (EtatCompte.OUVERT, EtatCompte.JAMAIS_VENU, EtatCompte.A_OUVRIR)
    return comptes().aggregate(**{etat.value: Count("pk", filter=FILTRES[etat]) for etat in etats})
