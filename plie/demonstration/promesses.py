"""The convention signed on 26 January 2026 with its four axes, and the hundred people furthest from
work; its targets, its counters and its amendment are invented."""

from datetime import date, timedelta
from pathlib import Path

import pghistory
from dateutil.relativedelta import relativedelta
from django.db.models import Count, F, Q

from accompagnement.enums import Critere, StatutFrein
from accompagnement.models import AppartenanceCohorte, Cohorte, Parcours
from conventions.actions.convention import charger_convention
from conventions.forms.convention import lire_convention
from plie.comptes.demonstration import DOMAINE
from plie.comptes.models import Agent
from plie.referentiels.enums import Niveau

FICHIER = Path(__file__).with_name("convention.json")
CODE = "cent-plus-eloignes"
CHOIX = date(2026, 2, 2)
# How many at first, and how many once places are filled again each month; how many left it.
PREMIERS, ENSUITE, PARTIS = 94, 97, 3
RAISONS = {
    Critere.DETLD: "Plus de deux ans sans emploi, aucun employeur depuis.",
    Critere.RSA: "Au RSA, à reprendre pas à pas avant de viser un contrat.",
    Critere.SANS_PERMIS: "Sans permis ni véhicule, loin des bassins d'emploi.",
    Critere.DELD: "Plus d'un an sans emploi malgré plusieurs actions.",
}
RAISON = "Proposée par son référent en équipe : plusieurs freins à la fois."
RAISON_FIN = "Avance bien : le suivi ordinaire suffit désormais."


def ecrire_promesses(aujourdhui):
    """What was signed by then: a convention to come has neither counters nor amendments yet."""
    charger_convention(_connues_le(aujourdhui, lire_convention(FICHIER.read_text("utf-8"))))
    with pghistory.context(travail="données de démonstration"):
        _remplir(Cohorte.objects.get(code=CODE), aujourdhui)


def _connues_le(jour, donnees):
    donnees["avenants"] = [a for a in donnees["avenants"] if a["signe_le"] <= jour]
    numeros = {avenant["numero"] for avenant in donnees["avenants"]}
    for objectif in donnees["objectifs"]:
        objectif["valeurs"] = [v for v in objectif["valeurs"] if v["date"] <= jour]
        connues = [c for c in objectif["cibles"] if c["avenant"] in {None, *numeros}]
        if len(connues) < len(objectif["cibles"]):
            connues[-1]["date_fin"] = None
        objectif["cibles"] = connues
    return donnees


def _remplir(cohorte, aujourdhui):
    coordination = Agent.objects.get(email=f"coordination{DOMAINE}")
    le = min(CHOIX, aujourdhui)
    _choisir(cohorte, le, PREMIERS, coordination)
    _laisser_partir(cohorte, le, aujourdhui)
    while (le := le + relativedelta(months=1)) <= aujourdhui:
        _choisir(cohorte, le, ENSUITE, coordination)


def _choisir(cohorte, le, places, coordination):
    """The furthest from work that day, until so many places are taken."""
    membres = AppartenanceCohorte.objects.au(le).filter(cohorte=cohorte)
    eloignes = _les_plus_eloignes(le)[: max(0, places - membres.count())]
    AppartenanceCohorte.objects.bulk_create(
        AppartenanceCohorte(
            cohorte=cohorte,
            parcours=parcours,
            date_debut=le,
            raison=_raison(codes),
            choisie_par=coordination,
            criteres=codes,
            freins=sorted(freins.values_list("type", flat=True)),
        )
        for parcours in eloignes
        for codes in [sorted(parcours.criteres.au(le).values_list("code", flat=True))]
        for freins in [_freins_au(parcours, le)]
    )


def _les_plus_eloignes(le):
    """Those of the file active that day who have never been in a cohort, by what keeps them from
    work."""
    presents = Parcours.objects.filter(
        Q(date_sortie__isnull=True) | Q(date_sortie__gt=le + timedelta(days=60)),
        date_entree__lte=le,
        cohortes__isnull=True,
    )
    comptes = presents.annotate(
        nombre=Count("criteres", distinct=True),
        sans_diplome=Count(
            "situations", filter=Q(situations__niveau_formation=Niveau.INFRA3), distinct=True
        ),
    )
    return comptes.order_by(-(F("nombre") + F("sans_diplome")), "date_entree", "pk")


def _freins_au(parcours, le):
    return parcours.freins.filter(constate_le__lte=le).exclude(statut=StatutFrein.LEVE)


def _raison(codes):
    return next((raison for code, raison in RAISONS.items() if code in codes), RAISON)


def _laisser_partir(cohorte, depuis, aujourdhui):
    """A few do better, some months later."""
    depart = depuis + relativedelta(months=4)
    if depart > aujourdhui:
        return
    membres = AppartenanceCohorte.objects.au(depart).filter(
        cohorte=cohorte, parcours__date_sortie=None
    )
    for appartenance in membres.order_by("pk")[:PARTIS]:
        appartenance.date_fin, appartenance.raison_fin = depart, RAISON_FIN
        appartenance.save()
