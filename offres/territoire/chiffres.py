"""The figures of the offers on the territory: each is defined once here, and the list opened from
it applies the same condition."""

import functools
from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Case, CharField, Count, Q, Value, When
from django.utils import timezone

from offres.enums import ContratOffre, StatutOffre
from offres.models import GroupeMetiers, Offre
from plie.referentiels.models import Commune, Rome
from plie.socle.arrondi import arrondir

AUTRES_METIERS, SANS_COMMUNE, SANS_METIER, AUTRE_CONTRAT = "autres", "aucune", "sans", "autre"
SEMAINES = 26


class Part(NamedTuple):
    """One line of a table: what it counts, the value its filter has in the list, how many."""

    libelle: str
    valeur: str
    nombre: int
    total: int

    @property
    def pourcentage(self):
        """None rather than 0 % of nothing."""
        return arrondir(100 * self.nombre, self.total) if self.total else None


def _des_prefixes(prefixes):
    conditions = (Q(rome_code__startswith=prefixe) for prefixe in prefixes)
    return functools.reduce(Q.__or__, conditions)


def _groupe():
    """The key of the first group one of whose prefixes an offer has."""
    cas = [
        When(_des_prefixes(prefixes), then=Value(str(pk)))
        for pk, prefixes in GroupeMetiers.objects.values_list("pk", "prefixes")
    ]
    autres = Value(AUTRES_METIERS)
    return Case(*cas, default=autres, output_field=CharField()) if cas else autres


def du_groupe(requete, valeur):
    """The offers counted in this group, and in no group before it."""
    return requete.annotate(groupe=_groupe()).filter(groupe=valeur)


def _comptes(requete, champ):
    return dict(requete.order_by().values_list(champ).annotate(n=Count("pk")))


def _parts(comptes, libelles, reste, valeur_du_reste):
    """Lines by decreasing count of the values that have a label, in the order of labels where
    counts are equal; the other offers are one line more, labelled `reste`."""
    total = sum(comptes.values())
    lignes = [
        Part(libelle, cle, comptes[cle], total)
        for cle, libelle in libelles.items()
        if cle in comptes
    ]
    lignes.sort(key=lambda part: -part.nombre)
    autres = total - sum(part.nombre for part in lignes)
    return [*lignes, Part(reste, valeur_du_reste, autres, total)] if autres else lignes


def par_groupe(requete):
    """The groups in their own order, empty ones included, then what is in none."""
    comptes = _comptes(requete.annotate(groupe=_groupe()), "groupe")
    total = sum(comptes.values())
    groupes = {str(pk): nom for pk, nom in GroupeMetiers.objects.values_list("pk", "libelle")}
    groupes[AUTRES_METIERS] = "Autres métiers"
    return [Part(nom, cle, comptes.get(cle, 0), total) for cle, nom in groupes.items()]


def par_domaine(requete):
    """By ROME domain; a domain the reference data do not know is its own code."""
    comptes = _comptes(requete, "rome_domaine")
    connus = dict(Rome.objects.order_by().values_list("domaine_code", "domaine_libelle").distinct())
    libelles = {code: f"{code} {connus.get(code, '')}".strip() for code in sorted(comptes) if code}
    return _parts(comptes, libelles, "Métier non précisé", SANS_METIER)


def par_commune(requete):
    """By commune of the reference data, those of the territory without any offer included."""
    communes = list(Commune.objects.values_list("pk", "nom", "est_du_territoire"))
    noms = {pk: nom for pk, nom, _ in communes}
    vides = {pk: 0 for pk, _, est_du_territoire in communes if est_du_territoire}
    comptes = vides | _comptes(requete, "commune")
    return _parts(comptes, noms, "Commune inconnue", SANS_COMMUNE)


def par_contrat(requete):
    comptes = _comptes(requete, "contrat")
    return _parts(comptes, dict(ContratOffre.choices), "Autre ou non précisé", AUTRE_CONTRAT)


def par_semaine(jour=None):
    """(Sunday, how many offers were open at its end) of the last 26 whole weeks, the latest last.
    An offer whose content has gone still counts: only its dates are read."""
    jour = jour or timezone.localdate()
    dimanche = jour - timedelta(days=jour.isoweekday())
    dimanches = [dimanche - timedelta(weeks=rang) for rang in reversed(range(SEMAINES))]
    fins = [_fin_du_jour(dimanche) for dimanche in dimanches]
    vivantes = Offre.objects.exclude(statut=StatutOffre.BROUILLON).filter(
        Q(fin_le=None) | Q(fin_le__gt=fins[0])
    )
    comptes = vivantes.aggregate(
        **{f"s{rang}": Count("pk", filter=_ouverte_a(fin)) for rang, fin in enumerate(fins)}
    )
    return [(jour, comptes[f"s{rang}"]) for rang, jour in enumerate(dimanches)]


def _ouverte_a(instant):
    return Q(publiee_le__lte=instant) & (Q(fin_le=None) | Q(fin_le__gt=instant))


def _fin_du_jour(jour):
    lendemain = datetime.combine(jour + timedelta(days=1), time())
    return timezone.make_aware(lendemain)
