"""Offers scored for people: one statement, whoever asks. The score is a sum of points.

Read of a person: their project, the point of their commune, their latest level of education,
whether a contract runs, and nothing else. An offer is looked at in the domains aimed at and those
near them, the latest OFFRES_PAR_DOMAINE of each.
"""

import json
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.forms.models import model_to_dict
from django.utils import timezone

from accompagnement.enums import CONTRATS, ContratAccepte, Statut
from accompagnement.models import Emploi, Parcours, ReglagesRapprochement
from offres.enums import ORIGINES_IMPORTEES, StatutOffre
from offres.models import Synchronisation
from offres.models.distance import distance_km
from plie.referentiels.enums import Niveau
from plie.socle.sql import lire_sql

OFFRES_PAR_DOMAINE = 250
RETENUES = 8
CRITERES = ("metier", "distance", "contrat", "heures", "experience", "niveau", "fraicheur")
STATUTS_SERVIS = (Statut.ACTIF, Statut.SUSPENDU)

DU_DOMAINE = lire_sql(__file__, "du_domaine")
D_UNE_OFFRE = """
    SELECT o.rome_domaine AS domaine, {colonnes} FROM offres_offre o
    WHERE o.statut = %(ouverte)s AND o.id = %(offre)s AND {montrable}"""
COLONNES = """o.id, o.rome_code, o.latitude, o.longitude, o.contrat, o.est_iae, o.est_alternance,
    o.heures_hebdo, o.experience, o.experience_mois, o.niveau_exige, o.permis_exiges,
    o.accessible_th OR o.entreprise_adaptee AS est_adaptee, o.actualisee_le"""
# As `OffreQuerySet.montrables` has it; asked of the feed, and not of each offer.
MONTRABLE = "(o.origine <> ALL(%(importees)s) OR EXISTS ({recentes}))"

RELATION = lire_sql(__file__, "relation")


def servis(parcours):
    """Those of `parcours` (a QuerySet) whom offers are proposed to: not in a job, or in one whose
    RegleContrat keeps the offers."""
    tenus = Emploi.objects.en_cours().filter(parcours=OuterRef("pk"))
    cherchent = Q(~Exists(tenus.filter(regle__garde_les_offres=False)), statut__in=STATUTS_SERVIS)
    gardent = ~Exists(tenus.exclude(regle__garde_les_offres=True))
    return parcours.filter(cherchent | Q(Exists(tenus), gardent, statut=Statut.EN_EMPLOI))


class Paire(NamedTuple):
    """One offer for one parcours; `exclusion` is the first reason that sets it aside, or empty,
    and `nombre` how many share it."""

    parcours_id: int
    offre_id: int
    score: int
    exclusion: str
    nombre: int
    criteres: dict


def instruction(*, offre=None, parcours_ids=None, toutes=True, retenues=RETENUES):
    """The statement and its values: for everybody, for some parcours, for one offer.

    `toutes` also says what is set aside; otherwise only what may be proposed. The `retenues` best
    are read, and as many for each reason that sets aside.
    """
    modele = D_UNE_OFFRE if offre else DU_DOMAINE
    recentes, valeurs = _compiler(Synchronisation.objects.recentes(), "recente")
    candidates = modele.format(
        colonnes=COLONNES,
        montrable=MONTRABLE.format(recentes=recentes),
        par_domaine=OFFRES_PAR_DOMAINE,
    )
    partition = "" if offre else "parcours_id, "
    ids_servis, valeurs_servis = _compiler(servis(Parcours.objects), "servi")
    texte = RELATION.format(
        servis=ids_servis,
        candidates=candidates,
        du_domicile=distance_km("p.latitude", "p.longitude", "o.latitude", "o.longitude"),
        de_la_commune=distance_km("v.lat", "v.lon", "o.latitude", "o.longitude"),
        portee="true" if parcours_ids is None else "p.id = ANY(%(parcours)s)",
        partition=partition,
        filtre="" if toutes else "WHERE exclusion = ''",
        nombre="nombre" if toutes else "0 AS nombre",
        comptes=f"JOIN nombres USING ({partition}exclusion)" if toutes else "",
    )
    return texte, _valeurs(offre, parcours_ids) | valeurs | valeurs_servis | {"retenues": retenues}


def _compiler(requete, prefixe):
    """A QuerySet as SQL whose parameters have names, to stand within ours."""
    texte, valeurs = requete.order_by().values("pk").query.sql_with_params()
    noms = [f"{prefixe}_{rang}" for rang in range(len(valeurs))]
    return texte % tuple(f"%({nom})s" for nom in noms), dict(zip(noms, valeurs, strict=True))


def _valeurs(offre, parcours_ids):
    return model_to_dict(ReglagesRapprochement.objects.actuels()) | {
        "offre": offre,
        "parcours": list(parcours_ids or ()),
        "importees": list(ORIGINES_IMPORTEES),
        "ouverte": StatutOffre.OUVERTE,
        "familles": [faits.accepte for faits in CONTRATS.values() for _ in faits.codes],
        "codes": [code for faits in CONTRATS.values() for code in faits.codes],
        "famille_alternance": ContratAccepte.ALTERNANCE,
        "famille_iae": ContratAccepte.IAE,
        "niveaux": Niveau.values,
        "jour": timezone.localdate(),
    }


def rapprocher(**options):
    """The pairs of `instruction`, read; the best first."""
    with connection.cursor() as curseur:
        curseur.execute(*instruction(**options))
        lignes = curseur.fetchall()
    paires = [Paire(*ligne[:-1], json.loads(ligne[-1])) for ligne in lignes]
    return sorted(paires, key=lambda paire: (-paire.score, paire.offre_id, paire.parcours_id))
