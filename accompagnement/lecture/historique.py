"""Who changed what, from the triggers' own tables: bulk writes and raw SQL are there too."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from django.apps import apps
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from pghistory.models import Events

from accompagnement.enums import (
    CRITERES_SENSIBLES,
    PIECES_SENSIBLES,
)
from accompagnement.models import (
    AjoutEntretien,
    Entretien,
    MotifNonEntree,
    MotifSortie,
    MotifSuspension,
    Parcours,
    Piece,
    Sortie,
)
from accompagnement.permissions import Acte
from accompagnement.portefeuille import coordonne
from plie.comptes.models import Agent
from plie.interface.templatetags.interface import numero_ft
from plie.referentiels.models import TypeFrein

CHAMPS_MUETS = {"id", "version", "cree_le", "parcours_id", "participant_id", "recherche", "detail"}
# What a letter repeats of the dossier.
CHAMPS_MUETS |= {"lot", "expediteur"}
# Said by what the correction writes, row by row.
CHAMPS_MUETS |= {"modifie_le", "etat_avant", "projet_avant", "avant", "apres"}
CHAMPS_MUETS |= {"transaction", "faits"}
# Its mere presence says something of health.
CHAMPS_TUS = {"souhaite_adapte"}
CHAMPS_RESERVES = {"commentaire", "message", "motif", "objet", "texte"} | CHAMPS_TUS
# What made a person far from work, as codes: some say their health.
CHAMPS_RESERVES |= {"criteres", "freins"}
CODES_RESERVES = {
    "accompagnement.CritereEligibilite": ("code", CRITERES_SENSIBLES),
    "accompagnement.Piece": ("type", PIECES_SENSIBLES),
}
# The same, of what administration says is sensitive; asked for when such a change is there.
TABLES_RESERVEES = {
    "accompagnement.Frein": ("type_id", TypeFrein),
    "accompagnement.NonEntree": ("motif_id", MotifNonEntree),
    "accompagnement.Sortie": ("motif_id", MotifSortie),
    "accompagnement.Suspension": ("motif_id", MotifSuspension),
}
# By its own key: an ordinary document that proves a sensitive criterion.
DES_PIECES = "accompagnement.Piece:cle"
# Raw SQL in a console: the only writes that nobody signs.
SANS_AUTEUR = "intervention technique"
VIDES = (None, "", False, [])
VERBES = {"insert": "Création", "update": "Modification", "delete": "Suppression"}


@dataclass(frozen=True)
class Ligne:
    champ: str
    avant: str
    apres: str


@dataclass(frozen=True)
class Changement:
    le: datetime
    auteur: str
    verbe: str
    objet: str
    lignes: list
    # Why, when the act asked for it.
    motif: str = ""


def changements(participant, *, lecteur, parcours=None, limite=300):
    """The latest `limite` changes of a dossier as `lecteur` may read them, newest first: those of
    the parcours they may open, health, justice and housing for the parcours entrusted to them,
    confidential notes when they wrote them or are of the coordination. `parcours`: those that they
    may open, where the caller has read them."""
    if parcours is None:
        parcours = list(participant.parcours.visibles_par(lecteur))
    confies = _confies(participant, lecteur, parcours)
    trouves = _evenements(participant, parcours, limite)
    reserves = _codes_reserves(trouves)
    evenements = [
        evenement
        for evenement in trouves
        if _parcours(evenement) in confies or not _est_reserve(evenement, reserves)
    ]
    noms = _noms(evenements)
    agents = Agent.objects.in_bulk({_agent(e) for e in evenements} - {None})
    lus = [(e, list(_lignes(e, noms, _reserves(e, lecteur, confies)))) for e in evenements]
    return [
        Changement(
            le=timezone.localtime(e.pgh_created_at),
            auteur=_auteur(e, agents),
            verbe=VERBES.get(e.pgh_label, e.pgh_label),
            objet=capfirst(_modele(e)._meta.verbose_name),
            lignes=lignes,
            motif=_motif(e, confies),
        )
        for e, lignes in lus
        if lignes or not _ne_dit_que_ce_qui_se_tait(e)
    ]


def _confies(participant, lecteur, parcours):
    """The keys of those entrusted to `lecteur`, who may open `parcours`."""
    if coordonne(lecteur):
        return {chacun.pk for chacun in parcours}
    return set(participant.parcours.confies_a(lecteur).values_list("pk", flat=True))


def _ne_dit_que_ce_qui_se_tait(evenement):
    """A change of one field that nobody is told of would still say that it was changed."""
    modele = _modele(evenement)
    champs = [_champ(modele, colonne) for colonne, _, _ in _couples(evenement)]
    return any(champ is not None and champ.name in CHAMPS_TUS for champ in champs)


def _evenements(participant, parcours, limite):
    trouves = list(Events.objects.references(participant).order_by("-pgh_created_at")[:limite])
    if parcours:
        trouves += Events.objects.references(*parcours).order_by("-pgh_created_at")[:limite]
        trouves += _ajouts(trouves, parcours, limite)
    lisibles = {None, *(chacun.pk for chacun in parcours)}
    uniques = {e.pgh_slug: e for e in trouves if _du_parcours(e) in lisibles}
    return sorted(uniques.values(), key=lambda e: (e.pgh_created_at, e.pgh_id), reverse=True)[
        :limite
    ]


def _ajouts(trouves, parcours, limite):
    """Of what was added to meetings, those taken out since included: it names no parcours, that of
    its meeting is written on it."""
    # The latest first: of a meeting that a merge moved, where it is now.
    lus = [e.pgh_data for e in trouves if _modele(e) is Entretien]
    de = {lu["id"]: lu["parcours_id"] for lu in reversed(lus)}
    ecrits = AjoutEntretien.pgh_event_model
    tenus = Entretien.objects.order_by().filter(parcours__in=parcours)
    connus = Q(entretien__in=tenus.values("pk")) | Q(entretien__in=list(de))
    ou = Subquery(tenus.filter(pk=OuterRef("entretien_id")).values("parcours"))
    completes = dict(ecrits.objects.filter(connus).order_by().values_list("entretien_id", ou))
    if not completes:
        return []
    de |= {entretien: cle for entretien, cle in completes.items() if cle}
    ajouts = Events.objects.across(ecrits).references(*(Entretien(pk=cle) for cle in completes))
    lus = list(ajouts.order_by("-pgh_created_at")[:limite])
    for evenement in lus:
        evenement.pgh_data["parcours_id"] = de[evenement.pgh_data["entretien_id"]]
    return lus


def _agent(evenement):
    return (evenement.pgh_context or {}).get("agent")


def _auteur(evenement, agents):
    """Whoever acted, else the platform's own work by its name."""
    travail = (evenement.pgh_context or {}).get("travail", SANS_AUTEUR)
    return str(agents.get(_agent(evenement)) or capfirst(travail))


def _motif(evenement, confies):
    motif = (evenement.pgh_context or {}).get("motif", "")
    return motif if _parcours(evenement) in confies else motif and "motif réservé"


def _modele(evenement):
    return apps.get_model(evenement.pgh_obj_model)


def _parcours(evenement):
    """The key of the parcours it belongs to; None for the identity and the parcours themselves,
    which hold nothing reserved."""
    return evenement.pgh_data.get("parcours_id")


def _du_parcours(evenement):
    """The same, a parcours being its own."""
    if _modele(evenement) is Parcours:
        return evenement.pgh_data["id"]
    return _parcours(evenement)


def _codes_reserves(evenements):
    """By model: the column, and its values that say something of health, justice or housing. What
    a document that is no longer there proved is not known: it is reserved."""
    presents = {evenement.pgh_obj_model for evenement in evenements}
    pieces = {e.pgh_data["id"] for e in evenements if _modele(e) is Piece}
    ordinaires = Piece.objects.filter(pk__in=pieces).ordinaires()
    return (
        CODES_RESERVES
        | {
            modele: (colonne, _sensibles(codes))
            for modele, (colonne, codes) in TABLES_RESERVEES.items()
            if modele in presents
        }
        | {DES_PIECES: ("id", pieces.difference(ordinaires.values_list("pk", flat=True)))}
    )


def _sensibles(modele):
    return set(modele.objects.filter(est_sensible=True).values_list("pk", flat=True))


def _est_reserve(evenement, reserves):
    return any(
        _dit(evenement, *reserves[modele])
        for modele in (evenement.pgh_obj_model, f"{evenement.pgh_obj_model}:cle")
        if modele in reserves
    )


def _dit(evenement, champ, codes):
    avant, _ = (evenement.pgh_diff or {}).get(champ, (None, None))
    return evenement.pgh_data.get(champ) in codes or avant in codes


def _couples(evenement):
    """(column, old, new) of one event; a creation has no old, a deletion no new value."""
    if evenement.pgh_label == "update":
        return [(c, avant, apres) for c, (avant, apres) in (evenement.pgh_diff or {}).items()]
    valeurs = [(c, v) for c, v in evenement.pgh_data.items() if v not in VIDES]
    if evenement.pgh_label == "delete":
        return [(colonne, valeur, None) for colonne, valeur in valeurs]
    return [(colonne, None, valeur) for colonne, valeur in valeurs]


def _champ(modele, colonne):
    return next((c for c in modele._meta.fields if c.column == colonne), None)


def _noms(evenements):
    """Names of the rows that foreign keys point to: one query per model pointed to."""
    voulus = defaultdict(set)
    for evenement in evenements:
        for colonne, *valeurs in _couples(evenement):
            champ = _champ(_modele(evenement), colonne)
            if champ is not None and champ.is_relation and colonne not in CHAMPS_MUETS:
                voulus[champ.related_model].update(v for v in valeurs if v is not None)
    return {modele: modele._default_manager.in_bulk(cles) for modele, cles in voulus.items()}


def _reserves(evenement, lecteur, confies):
    """The names of the fields that `lecteur` may not read in this event."""
    reserves = set() if _parcours(evenement) in confies else set(CHAMPS_RESERVES)
    ecrits = [SimpleNamespace(agent_id=None, confie_par_id=cle) for cle in _auteurs(evenement)]
    if not all(Acte.LIRE_CONFIDENCES.permet(lecteur, ecrit) for ecrit in ecrits):
        reserves.add("notes_confidentielles")
    return reserves


def _auteurs(evenement):
    """Of the confidential notes before and after: those that were emptied had one too."""
    avant, _ = (evenement.pgh_diff or {}).get("confie_par_id", (None, None))
    return {avant, evenement.pgh_data.get("confie_par_id")} - {None} or {None}


def _lignes(evenement, noms, reserves):
    modele = _modele(evenement)
    for colonne, avant, apres in _couples(evenement):
        champ = _champ(modele, colonne)
        if champ is None or colonne in CHAMPS_MUETS:
            continue
        if champ.name in reserves & CHAMPS_TUS:
            continue
        dit_un_motif = "motif" in reserves and _nomme_un_motif(champ, avant, apres, noms)
        if champ.name in reserves or dit_un_motif:
            yield Ligne(capfirst(champ.verbose_name), "réservé", "réservé")
            continue
        yield Ligne(
            capfirst(champ.verbose_name), _texte(champ, avant, noms), _texte(champ, apres, noms)
        )


def _nomme_un_motif(champ, avant, apres, noms):
    """An exit is named by its reason: whatever points to it would say it."""
    if champ.related_model is not Sortie:
        return False
    sorties = (noms[Sortie].get(cle) for cle in (avant, apres))
    return any(sortie is not None and sortie.motif.est_sensible for sortie in sorties)


def _texte(champ, valeur, noms):
    if valeur in (None, ""):
        return ""
    if champ.is_relation:
        return str(noms[champ.related_model].get(valeur, valeur))
    if isinstance(valeur, list):
        connus = dict(champ.base_field.flatchoices)
        return ", ".join(str(connus.get(un, un)) for un in valeur)
    if champ.choices:
        return str(dict(champ.flatchoices).get(valeur, valeur))
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if champ.name == "numero_france_travail":
        return numero_ft(valeur)
    if champ.get_internal_type() == "DateTimeField":
        return f"{timezone.localtime(parse_datetime(valeur)):%d/%m/%Y %H:%M}"
    if champ.get_internal_type() == "DateField":
        return "/".join(reversed(valeur[:10].split("-")))
    return str(valeur)
