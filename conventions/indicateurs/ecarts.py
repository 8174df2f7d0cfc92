"""A frozen month against what the dossiers say today, and which later changes explain it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.utils import timezone

from accompagnement.enums import Moment
from accompagnement.models import Correction, Parcours
from conventions.indicateurs.calcul import calculer
from conventions.indicateurs.declarations import PAR_CODE, Indicateur
from conventions.indicateurs.ecriture import avec_unite, difference
from conventions.indicateurs.periodes import mois_de
from conventions.models import Releve
from plie.comptes.models import Agent

ACTES = {"insert": "ajout", "update": "modification", "delete": "suppression"}
# What each history tells, and the day from which a row weighs on a month.
OBJETS = {
    "Parcours": ("parcours", "date_entree"),
    "Participant": ("identité", None),
    "Situation": ("situation à l'entrée", None),
    "CritereEligibilite": ("critère à l'entrée", None),
    "Sortie": ("sortie", "date_effet"),
    "NonEntree": ("non-entrée", "date"),
    "Etape": ("étape", "date_debut"),
    "Entretien": ("entretien", "debut"),
    "Emploi": ("emploi", "date_debut"),
    "MiseEnRelation": ("mise en relation", "proposee_le"),
}
# What was noted since the entry counts in no figure.
A_L_ENTREE = {
    "Situation": lambda evenement: evenement.moment == Moment.ENTREE,
    "CritereEligibilite": lambda evenement: evenement.a_l_entree,
}
CHAMPS_DATES = ("date_entree", "date_sortie")


@dataclass(frozen=True)
class Cause:
    """One change made after the freezing: which dossier, what, by whom, when; and the correction
    whose transaction it is, if any, whose reason is not for everybody."""

    participant_id: int | None
    quoi: str
    par: str
    le: datetime
    critere: str | None
    correction: Correction | None = None


@dataclass(frozen=True)
class Ecart:
    indicateur: Indicateur
    fige: str
    actuel: str
    difference: str
    causes: list[Cause]


def ecarts(mois, *, avec_causes=True, limite=20):
    """The figures of a frozen month that today's dossiers contradict; [] when none does."""
    debut, fin = mois_de(mois)
    figes = {r.indicateur: r for r in Releve.objects.figes().totaux().filter(debut=debut, fin=fin)}
    if not figes:
        return []
    actuels = calculer(debut, fin).mesures
    differents = [code for code in actuels if _differe(figes.get(code), actuels[code])]
    causes = {}
    if avec_causes:
        depuis = next(iter(figes.values())).fige_le
        sources = {source for code in differents for source in PAR_CODE[code].sources}
        causes = _causes(sources, debut, fin, depuis)
    return [
        _ecart(PAR_CODE[code], figes[code], actuels[code], causes, limite) for code in differents
    ]


def _differe(fige, actuel):
    return fige is not None and (
        (fige.numerateur, fige.denominateur) != (actuel.numerateur, actuel.denominateur)
    )


def _ecart(indicateur, fige, actuel, causes, limite):
    retenues = [
        cause
        for source in indicateur.sources
        for cause in causes.get(source, ())
        if cause.critere is None or cause.critere == indicateur.critere
    ]
    return Ecart(
        indicateur,
        avec_unite(fige.valeur, indicateur.unite),
        avec_unite(actuel.valeur, indicateur.unite),
        difference(actuel.valeur, fige.valeur, indicateur.unite),
        sorted(retenues, key=lambda cause: cause.le)[:limite],
    )


def _causes(sources, debut, fin, depuis):
    """{source: [Cause]} for the changes since `depuis` that may weigh on [debut, fin]."""
    evenements = {source: _evenements(source, depuis) for source in sorted(sources)}
    anciens = _parcours_avant(evenements.get("Parcours", ()), depuis)
    toutes = [evenement for liste in evenements.values() for evenement in liste]
    agents = {
        str(agent.pk): str(agent)
        for agent in Agent.objects.filter(pk__in={_agent(e) for e in toutes} - {None})
    }
    participants = _participants(toutes)
    corrections = _corrections(depuis)
    causes = {source: [] for source in evenements}
    for source, liste in evenements.items():
        for evenement in liste:
            avant = anciens.get(evenement.pgh_obj_id) if source == "Parcours" else None
            if source == "Parcours":
                anciens[evenement.pgh_obj_id] = evenement
            if _pese_sur(source, evenement, avant, debut, fin):
                causes[source].append(
                    Cause(
                        participants(evenement),
                        _phrase(source, evenement, avant),
                        agents.get(str(_agent(evenement)), "le système"),
                        evenement.pgh_created_at,
                        getattr(evenement, "code", None),
                        corrections.get((_parcours(evenement), evenement.pgh_created_at)),
                    )
                )
    return causes


def _corrections(depuis):
    """{(parcours, time): the correction}: an event bears the same time, of its transaction."""
    faites = Correction.objects.faites().filter(faite_le__gt=depuis)
    lues = faites.select_related("demandee_par", "confirmee_par")
    return {(correction.parcours_id, correction.faite_le): correction for correction in lues}


def _parcours(evenement):
    if hasattr(evenement, "parcours_id"):
        return evenement.parcours_id
    return evenement.pgh_obj_id if isinstance(evenement, _modele("Parcours")) else None


def _modele(source):
    return apps.get_model("accompagnement", f"{source}Event")


def _evenements(source, depuis):
    recents = _modele(source).objects.filter(pgh_created_at__gt=depuis)
    return list(recents.select_related("pgh_context").order_by("pgh_id"))


def _parcours_avant(evenements, depuis):
    """{parcours: its last state before `depuis`}, for those that changed since."""
    anciens = (
        _modele("Parcours")
        .objects.filter(
            pgh_obj__in={evenement.pgh_obj_id for evenement in evenements},
            pgh_created_at__lte=depuis,
        )
        .order_by("pgh_obj_id", "-pgh_id")
        .distinct("pgh_obj_id")
    )
    return {ancien.pgh_obj_id: ancien for ancien in anciens}


def _agent(evenement):
    return evenement.pgh_context.metadata.get("agent") if evenement.pgh_context else None


def _participants(evenements):
    """A function that names the person whose dossier an event changed."""
    parcours = {getattr(evenement, "parcours_id", None) for evenement in evenements} - {None}
    connus = dict(Parcours.objects.filter(pk__in=parcours).values_list("pk", "participant_id"))

    def participant(evenement):
        if hasattr(evenement, "parcours_id"):
            return connus.get(evenement.parcours_id)
        return getattr(evenement, "participant_id", evenement.pgh_obj_id)

    return participant


def _pese_sur(source, evenement, avant, debut, fin):
    """Whether this change may alter the figures of the month, seen from its last day."""
    if source == "Parcours":
        return _vu_du_mois(avant, debut, fin) != _vu_du_mois(evenement, debut, fin)
    if source in A_L_ENTREE and not A_L_ENTREE[source](evenement):
        return False
    champ = OBJETS[source][1]
    jour = _jour(getattr(evenement, champ)) if champ else None
    return jour is None or jour <= fin


def _vu_du_mois(etat, debut, fin):
    """(entry, exit or None when it comes after the month); None for a parcours that the month does
    not count."""
    if etat is None or etat.pgh_label == "delete" or etat.date_entree is None:
        return None
    if etat.date_entree > fin or (etat.date_sortie and etat.date_sortie < debut):
        return None
    sortie = etat.date_sortie if etat.date_sortie and etat.date_sortie <= fin else None
    return etat.date_entree, sortie


def _jour(valeur):
    return timezone.localdate(valeur) if isinstance(valeur, datetime) else valeur


def _phrase(source, ligne, avant):
    objet = OBJETS[source][0]
    if source == "Parcours" and avant is not None and ligne.pgh_label == "update":
        changements = [
            f"{ligne._meta.get_field(champ).verbose_name} "
            f"{_date(getattr(avant, champ))} → {_date(getattr(ligne, champ))}"
            for champ in CHAMPS_DATES
            if getattr(avant, champ) != getattr(ligne, champ)
        ]
        if changements:
            return ", ".join(changements)
    return f"{objet} : {ACTES.get(ligne.pgh_label, 'modification')}"


def _date(jour: date | None):
    return f"{jour:%d/%m/%Y}" if jour else "aucune"
