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
        return round(100 * self.nombre / self.total) if self.total else None


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


def _parts(requete, champ, libelles, total):
    """Lines by decreasing count, of the values of `libelles` and of no other."""
    comptes = dict(requete.order_by().values_list(champ).annotate(n=Count("pk")))
    inconnus = [cle for cle in comptes if cle not in libelles]
    lignes = [
        Part(libelles[cle], str(cle), n, total) for cle, n in comptes.items() if cle in libelles
    ]
    lignes.sort(key=lambda part: (-part.nombre, part.libelle))
    return lignes, sum(comptes[cle] for cle in inconnus)


def _avec_reste(lignes, reste, libelle, valeur, total):
    return [*lignes, Part(libelle, valeur, reste, total)] if reste else lignes


def par_groupe(requete):
    """The groups in their own order, empty ones included, then what is in none."""
    total = requete.count()
    groupes = {str(pk): nom for pk, nom in GroupeMetiers.objects.values_list("pk", "libelle")}
    lignes, _ = _parts(requete.annotate(groupe=_groupe()), "groupe", groupes, total)
    nombres = {part.valeur: part.nombre for part in lignes}
    rangees = [Part(nom, pk, nombres.get(pk, 0), total) for pk, nom in groupes.items()]
    return [*rangees, Part("Autres métiers", AUTRES_METIERS, total - sum(nombres.values()), total)]


def par_domaine(requete):
    """By ROME domain; a domain the reference data do not know is its own code."""
    total = requete.count()
    connus = dict(Rome.objects.order_by().values_list("domaine_code", "domaine_libelle").distinct())
    codes = requete.exclude(rome_code="").order_by().values_list("rome_domaine", flat=True)
    connus = {code: f"{code} {connus.get(code, '')}".strip() for code in codes.distinct()}
    lignes, reste = _parts(requete, "rome_domaine", connus, total)
    return _avec_reste(lignes, reste, "Métier non précisé", SANS_METIER, total)


def par_commune(requete):
    """By commune of the reference data, those of the territory without any offer included."""
    total = requete.count()
    noms = dict(Commune.objects.values_list("pk", "nom"))
    lignes, reste = _parts(requete, "commune", noms, total)
    vues = {part.valeur for part in lignes}
    vides = Commune.objects.filter(est_du_territoire=True).exclude(pk__in=vues)
    lignes += [Part(nom, pk, 0, total) for pk, nom in vides.values_list("pk", "nom")]
    return _avec_reste(lignes, reste, "Commune inconnue", SANS_COMMUNE, total)


def par_contrat(requete):
    total = requete.count()
    lignes, reste = _parts(requete, "contrat", dict(ContratOffre.choices), total)
    return _avec_reste(lignes, reste, "Autre ou non précisé", AUTRE_CONTRAT, total)


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
        **{
            f"s{rang}": Count(
                "pk", filter=Q(publiee_le__lte=fin) & (Q(fin_le=None) | Q(fin_le__gt=fin))
            )
            for rang, fin in enumerate(fins)
        }
    )
    return [(jour, comptes[f"s{rang}"]) for rang, jour in enumerate(dimanches)]


def _ouverte_a(instant):
    return Q(publiee_le__lte=instant) & (Q(fin_le=None) | Q(fin_le__gt=instant))


def _fin_du_jour(jour):
    lendemain = datetime.combine(jour + timedelta(days=1), time())
    return timezone.make_aware(lendemain)
