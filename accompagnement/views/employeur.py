"""The block of an employer's page: who of ours was hired there."""

from datetime import date
from typing import NamedTuple

from django.urls import reverse

from accompagnement.enums import StatutMiseEnRelation
from accompagnement.models import Emploi, MiseEnRelation, Parcours
from accompagnement.permissions import Acte

MONTREES = 20


class Embauche(NamedTuple):
    """One hire that the agent may name."""

    le: date
    personne: str
    contrat: str
    adresse: str


def embauches(agent, etablissement):
    """The hires there, from the jobs tied to it and from the mises en relation: those of people
    out of the agent's scope are only counted. None when there is none."""
    trouvees = _trouver(etablissement)
    if not trouvees:
        return None
    visibles = {}
    if Acte.VOIR_SUIVI.permet(agent):
        concernes = Parcours.objects.filter(pk__in={pk for pk, _, _ in trouvees})
        visibles = concernes.visibles_par(agent).select_related("participant").in_bulk()
    nommees = [
        _embauche(le, visibles[pk].participant, contrat)
        for pk, le, contrat in sorted(trouvees, key=lambda ligne: ligne[1], reverse=True)
        if pk in visibles
    ]
    return {
        "total": len(trouvees),
        "embauches": nommees[:MONTREES],
        "autres": len(trouvees) - len(nommees[:MONTREES]),
    }


def _embauche(le, participant, contrat):
    adresse = reverse("accompagnement:dossier", args=[participant.pk])
    return Embauche(le, str(participant), contrat, adresse)


def _trouver(etablissement):
    """(parcours, day, contract) of each."""
    emplois = list(Emploi.objects.commences().chez(etablissement))
    return [
        (emploi.parcours_id, emploi.date_debut, emploi.get_type_contrat_display())
        for emploi in emplois
    ] + [
        (mise.parcours_id, mise.conclue_le, mise.contrat_libelle)
        for mise in _mises_en_relation(etablissement, emplois)
    ]


def _mises_en_relation(etablissement, emplois):
    """Hires whose job is not among `emplois`: it would be counted twice."""
    conclues = MiseEnRelation.objects.filter(
        etablissement=etablissement, statut=StatutMiseEnRelation.EMBAUCHEE
    )
    comptes = {emploi.pk for emploi in emplois}
    return [mise for mise in conclues if mise.emploi_id not in comptes]
