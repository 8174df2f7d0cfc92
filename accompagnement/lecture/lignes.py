"""The rows of one parcours, of every kind that a page asks for, in one statement."""

import json

from django.db import DEFAULT_DB_ALIAS, connection

from accompagnement.models import (
    AffectationReferent,
    AjoutEntretien,
    AppartenanceCohorte,
    Cohorte,
    Commission,
    Correction,
    Courrier,
    CritereEligibilite,
    Emploi,
    Entretien,
    Etape,
    MiseEnRelation,
    Mot,
    MotifSuspension,
    Operateur,
    ParticipationSeance,
    Passage,
    Projet,
    Seance,
    Situation,
    Suspension,
)
from plie.comptes.models import Agent
from plie.referentiels.models import Commune

LISTES = {
    "affectations": AffectationReferent,
    "situations": Situation,
    "criteres": CritereEligibilite,
    "entretiens": Entretien,
    "etapes": Etape,
    "emplois": Emploi,
    "mises_en_relation": MiseEnRelation,
    "mots": Mot,
    "courriers": Courrier,
    "suspensions": Suspension,
    "passages": Passage,
    "corrections": Correction,
    "participations": ParticipationSeance,
    "cohortes": AppartenanceCohorte,
    "ajouts": AjoutEntretien,
    "projets": Projet,
}
DU_PARCOURS = "t.parcours_id = %(pk)s"
# The rows of the parcours, where they do not name it themselves.
AUTREMENT = {
    AjoutEntretien: "t.entretien_id IN "
    "(SELECT id FROM accompagnement_entretien WHERE parcours_id = %(pk)s)"
}
# What the rows of some lists name: of each model, the field of each list.
NOMMES = {
    Agent: (
        ("affectations", "agent"),
        ("entretiens", "agent"),
        ("mots", "auteur"),
        ("courriers", "auteur"),
        ("criteres", "verifie_par"),
        ("corrections", "demandee_par"),
        ("corrections", "confirmee_par"),
        ("cohortes", "choisie_par"),
        ("ajouts", "auteur"),
    ),
    Cohorte: (("cohortes", "cohorte"),),
    Commission: (("passages", "commission"),),
    Seance: (("participations", "seance"),),
    Commune: (("situations", "commune"), ("situations", "commune_avant")),
    MotifSuspension: (("suspensions", "motif"),),
    Operateur: (("etapes", "operateur"),),
}


def lire_listes(parcours, noms):
    """{name of a list: its rows of `parcours`, with what they name}."""
    lus = lire_ensemble(parcours, [LISTES[nom] for nom in noms])
    listes = {nom: lus[LISTES[nom]] for nom in noms}
    for modele, champs in NOMMES.items():
        nommants = [(ligne, champ) for nom, champ in champs for ligne in listes.get(nom, ())]
        cles = {getattr(ligne, f"{champ}_id") for ligne, champ in nommants} - {None}
        nommes = modele.objects.in_bulk(cles) if cles else {}
        for ligne, champ in nommants:
            setattr(ligne, champ, nommes.get(getattr(ligne, f"{champ}_id")))
    return listes


def lire_ensemble(parcours, modeles):
    """{model: its rows of `parcours`, in the model's order}, for several models in one statement.

    Nothing is read when `parcours` is None.
    """
    lus = {modele: [] for modele in modeles}
    if parcours is None or not modeles:
        return lus
    nommer = connection.ops.quote_name
    requete = " UNION ALL ".join(
        f"SELECT {rang}, to_jsonb(t) FROM {nommer(modele._meta.db_table)} t "  # noqa: S608 - our tables
        f"WHERE {AUTREMENT.get(modele, DU_PARCOURS)}"
        for rang, modele in enumerate(modeles)
    )
    with connection.cursor() as curseur:
        curseur.execute(requete, {"pk": parcours.pk})
        for rang, ligne in curseur:
            lus[modeles[rang]].append(_objet(modeles[rang], json.loads(ligne), parcours))
    for modele, objets in lus.items():
        _ranger(modele, objets)
    return lus


def _objet(modele, ligne, parcours):
    champs = modele._meta.concrete_fields
    valeurs = [champ.to_python(ligne[champ.column]) for champ in champs]
    objet = modele.from_db(DEFAULT_DB_ALIAS, [champ.attname for champ in champs], valeurs)
    if modele not in AUTREMENT:
        objet.parcours = parcours
    return objet


def _ranger(modele, objets):
    """In the model's own order."""
    for cle in reversed(modele._meta.ordering):
        nom = cle.lstrip("-")
        attribut = "pk" if nom == "pk" else modele._meta.get_field(nom).attname
        objets.sort(key=lambda o, a=attribut: _cle(getattr(o, a)), reverse=cle.startswith("-"))


def _cle(valeur):
    """As PostgreSQL sorts: nothing comes last, or first in descending order."""
    return valeur is None, valeur
