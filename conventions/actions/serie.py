"""The territory's series: typed one value at a time, or a whole file or nothing."""

import csv
import io
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from conventions.indicateurs.periodes import PREMIERE_ANNEE
from conventions.models import Serie, ValeurSerie
from conventions.permissions import Acte
from plie.journal.acte import acte
from plie.socle.caracteres import sans_invisibles
from plie.socle.ecriture import remplir, reprendre

ENTETES = ("serie", "date", "valeur", "unite", "source")
TAILLE_MAXIMALE = 1024 * 1024
LIGNES_MAXIMALES = 5000
# Beyond, whoever reads mends the first ones.
ERREURS_DITES = 20
TEXTES = ("serie", "unite", "source")
PLUS_GRANDE = Decimal(10) ** 11
ILLISIBLE = (
    "illisible (guillemet non fermé, ligne trop longue ou fins de ligne d'un autre temps), "
    "enregistrez le fichier de nouveau en « CSV UTF-8 »."
)
FORMES = ("AAAA-MM-JJ", "JJ/MM/AAAA")


class Bilan(NamedTuple):
    ajoutees: int
    corrigees: int
    inchangees: int


class Lue(NamedTuple):
    """One line of the file, valid by itself."""

    ligne: int
    serie: str
    date: date
    valeur: Decimal
    unite: str
    source: str


@acte(Acte.TENIR_SERIES)
def noter_une_valeur(*, par, serie, date, valeur, unite, source):
    """Write down one value; what the series had that day is corrected. Raises ValidationError."""
    return _ecrire([_verifier(Lue(0, serie, date, valeur, unite, source))], par)


@acte(Acte.TENIR_SERIES)
def importer_series(octets, *, par):
    """Write a whole file `serie;date;valeur;unite;source`, or nothing: ValidationError says each
    faulty line. A file sent again changes nothing; a value that differs is corrected."""
    lues, erreurs = _lire(octets)
    if not erreurs:
        erreurs = _se_contredisent(lues)
    if erreurs:
        suite = len(erreurs) - ERREURS_DITES
        dites = erreurs[:ERREURS_DITES]
        if suite > 0:
            s = "s" if suite > 1 else ""
            dites.append(f"Et {suite} autre{s} ligne{s} refusée{s}.")
        raise ValidationError({"fichier": dites})
    return _ecrire(lues, par)


@acte(Acte.TENIR_SERIES)
def modifier_serie(serie, *, par, version, **champs):
    """Raises Conflit when somebody saved it after `version` was read."""
    actuelle = reprendre(serie, version)
    dits = {nom: _propre(champs[nom]) for nom in ("libelle", "unite") if nom in champs}
    remplir(actuelle, champs | dits)
    actuelle.full_clean()
    actuelle.save()
    return actuelle


@acte(Acte.TENIR_SERIES)
def retirer_valeur_serie(valeur, *, par):
    """Typed by mistake; the history keeps it. A series without any value goes with its last."""
    serie = valeur.serie
    valeur.delete()
    if not serie.valeurs.exists():
        serie.delete()


# Reading


def _lire(octets):
    try:
        texte = octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], ["Ce fichier n'est pas en UTF-8 : enregistrez-le en « CSV UTF-8 »."]
    lignes = csv.reader(io.StringIO(texte.replace("\0", "")), delimiter=";")
    lues, erreurs = [], []
    try:
        entetes = [entete.strip().lower() for entete in next(lignes, [])]
        if entetes != list(ENTETES):
            return [], [f"La première ligne doit être : {';'.join(ENTETES)}."]
        for valeurs in lignes:
            if any(valeur.strip() for valeur in valeurs):
                _ajouter(lignes.line_num, valeurs, lues, erreurs)
    except csv.Error:
        erreurs.append(f"Ligne {lignes.line_num} : {ILLISIBLE}")
    if len(lues) > LIGNES_MAXIMALES:
        erreurs.append(f"Ce fichier a plus de {LIGNES_MAXIMALES} lignes : découpez-le.")
    if not lues and not erreurs:
        erreurs.append("Ce fichier n'a aucune valeur.")
    return lues, erreurs


def _ajouter(ligne, valeurs, lues, erreurs):
    try:
        lues.append(_lire_la_ligne(ligne, [valeur.strip() for valeur in valeurs]))
    except ValidationError as refus:
        erreurs.append(f"Ligne {ligne} : {' '.join(refus.messages)}")


def _lire_la_ligne(ligne, valeurs):
    if len(valeurs) != len(ENTETES):
        raise ValidationError(f"{len(valeurs)} colonnes au lieu de {len(ENTETES)}.")
    serie, jour, valeur, unite, source = valeurs
    return _verifier(Lue(ligne, serie, _jour(jour), _nombre(valeur), unite, source))


def _verifier(lue):
    """It, its texts as they are read; raises ValidationError with all that is wrong with it."""
    lue = lue._replace(**{champ: _propre(getattr(lue, champ)) for champ in TEXTES})
    maxima = {
        "serie": Serie._meta.get_field("libelle").max_length,
        "unite": Serie._meta.get_field("unite").max_length,
        "source": ValeurSerie._meta.get_field("source").max_length,
    }
    fautes = []
    for champ, maximum in maxima.items():
        texte = getattr(lue, champ)
        if not texte:
            fautes.append(f"« {champ} » est vide.")
        elif len(texte) > maximum:
            fautes.append(f"« {champ} » dépasse {maximum} caractères.")
    if lue.date > timezone.localdate():
        fautes.append("La date est dans l'avenir.")
    elif lue.date.year < PREMIERE_ANNEE:
        fautes.append(f"L'année n'est pas plausible : elle va de {PREMIERE_ANNEE} à aujourd'hui.")
    if abs(lue.valeur) >= PLUS_GRANDE:
        fautes.append("La valeur est trop grande.")
    if fautes:
        raise ValidationError(" ".join(fautes))
    return lue


def _propre(texte):
    """Two names that look the same are the same: an accent is written in one way, and nothing that
    nobody sees stays."""
    return unicodedata.normalize("NFC", sans_invisibles(texte)).strip()


def _jour(texte):
    try:
        if "/" in texte:
            jour, mois, annee = (int(morceau) for morceau in texte.split("/"))
            return date(annee, mois, jour)
        return date.fromisoformat(texte)
    # A year of twenty digits overflows.
    except (ValueError, OverflowError):
        formes = " ou ".join(FORMES)
        raise ValidationError(f"« {texte} » n'est pas une date {formes}.") from None


def _nombre(texte):
    """A decimal, with a comma or a point, thousands apart by spaces."""
    ecrit = "".join(texte.split()).replace(",", ".").replace("\u2212", "-")
    try:
        valeur = Decimal(ecrit)
        if not valeur.is_finite() or valeur != round(valeur, 2):
            raise InvalidOperation
    except InvalidOperation:
        raise ValidationError(
            f"« {texte} » n'est pas un nombre à deux décimales au plus."
        ) from None
    return valeur


def _se_contredisent(lues):
    """The lines that say of one day, or of one unit, something else than a line before them."""
    jours, unites, erreurs = {}, {}, []
    for lue in lues:
        premiere = jours.setdefault((lue.serie, lue.date), lue)
        if premiere[3:] != lue[3:]:
            erreurs.append(f"Ligne {lue.ligne} : dit autre chose que la ligne {premiere.ligne}.")
        unite = unites.setdefault(lue.serie, lue)
        if unite.unite != lue.unite:
            erreurs.append(
                f"Ligne {lue.ligne} : « {lue.unite} » n'est pas l'unité de la ligne {unite.ligne}."
            )
    return erreurs


# Writing


def _ecrire(lues, par):
    with transaction.atomic():
        series = {serie.libelle: serie for serie in _verrouiller(lues)}
        autres = [lue for lue in lues if series[lue.serie].unite != lue.unite]
        if autres:
            raise ValidationError([_autre_unite(lue, series[lue.serie]) for lue in autres])
        connues = ValeurSerie.objects.filter(serie__in=series.values()).in_bulk_par_jour()
        comptes = [_ecrire_une(series[lue.serie], lue, connues, par) for lue in lues]
    return Bilan(*(comptes.count(nature) for nature in Bilan._fields))


def _verrouiller(lues):
    """Their series, those that are new created: two files at once write one after the other."""
    nouvelles = {lue.serie: Serie(libelle=lue.serie, unite=lue.unite) for lue in lues}
    Serie.objects.bulk_create(nouvelles.values(), ignore_conflicts=True)
    return Serie.objects.select_for_update().filter(libelle__in=nouvelles).order_by("pk")


def _autre_unite(lue, serie):
    ligne = f"Ligne {lue.ligne} : " if lue.ligne else ""
    return f"{ligne}« {serie} » est en « {serie.unite} », pas en « {lue.unite} »."


def _ecrire_une(serie, lue, connues, par):
    """Which of the counts of `Bilan` it is of."""
    connue = connues.get((serie.pk, lue.date))
    if connue is None:
        champs = {"valeur": lue.valeur, "source": lue.source, "saisie_par": par}
        connues[serie.pk, lue.date] = ValeurSerie.objects.create(
            serie=serie, date=lue.date, **champs
        )
        return "ajoutees"
    if (connue.valeur, connue.source) == (lue.valeur, lue.source):
        return "inchangees"
    connue.valeur, connue.source, connue.saisie_par = lue.valeur, lue.source, par
    connue.save()
    return "corrigees"
