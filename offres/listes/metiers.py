"""Proposals of a trade's field: a code, its domain, its grand domaine."""

from django.db.models import Q, Value

from plie.comptes.tri import Normaliser
from plie.interface.metiers import chercher_metiers
from plie.referentiels.models import Rome

PROPOSES = 12


def proposer_metiers(texte):
    """At most a dozen lines such as "K13 Aide à la vie quotidienne", the widest first."""
    if len(texte) < 2 and not texte.isalpha():
        return []
    lignes = _domaines(texte)
    if len(texte) > 1:
        lignes += [str(metier) for metier in chercher_metiers(texte)[:PROPOSES]]
    return lignes[:PROPOSES]


def _domaines(texte):
    mot = Normaliser(Value(texte.replace("\0", "")))
    lignes = []
    for niveau in ("grand_domaine", "domaine"):
        code, libelle = f"{niveau}_code", f"{niveau}_libelle"
        requete = Rome.objects.order_by(code).alias(cherche=Normaliser(libelle))
        commence = Q(**{f"{code}__istartswith": texte.replace("\0", "")[:3]})
        trouves = requete.filter(commence | Q(cherche__contains=mot))
        couples = trouves.values_list(code, libelle).distinct()[: PROPOSES // 2]
        lignes += [f"{cle} {nom}" for cle, nom in couples]
    return lignes
