"""Write down the figures of a month: over and over while it runs, once for all when they become
official. Until then a month is provisional: exits count on their day, and a commission decides of
them weeks later."""

from dataclasses import replace
from datetime import timedelta
from string import Template

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.formats import date_format
from psycopg.errors import LockNotAvailable

from accompagnement.enums import STATUTS_EXAMINES, Statut
from accompagnement.models import Commission, Parcours, Reglages, Sortie
from conventions.indicateurs.calcul import calculer, regle_en_vigueur
from conventions.indicateurs.declarations import INDICATEURS
from conventions.indicateurs.historiques import tables
from conventions.indicateurs.periodes import annee_de, mois_de, mois_precedent
from conventions.indicateurs.regles import regles_de
from conventions.indicateurs.seuils import DECEMBRE
from conventions.indicateurs.ventilations import PAR_CODE
from conventions.models import MoisArrete, Releve
from conventions.permissions import Acte, modalites_sensibles
from plie.journal.acte import acte, travail
from plie.socle import verrous
from plie.socle.copy_postgresql import copier_lignes
from plie.socle.replique import sur_la_replique

UN_MOIS = relativedelta(months=1)
EXAMINENT_LES_SORTIES = [
    type_ for type_, statuts in STATUTS_EXAMINES.items() if Statut.SORTIE_PROPOSEE in statuts
]
ESSAIS = 20
REFERENT, CRITERE = "referent", "critere"
COLONNES = ("indicateur", "debut", "fin", "dimension", "modalite")
COLONNES += ("valeur", "numerateur", "denominateur", "regle_id", "calcule_le")


@travail("calcul de la nuit")
def calculer_releves(mois):
    """Replace the figures of the month that contains `mois`; an official month is left alone.

    Returns the number of figures written.
    """
    debut, fin = mois_de(mois)
    with transaction.atomic():
        verrouiller_releves()
        if est_fige(debut):
            return 0
        return _ecrire(sur_la_replique(_calculer)(debut, fin))


@acte(Acte.ARRETER_UN_MOIS)
def arreter(mois, *, par):
    """Make the month that contains `mois` official before the night does; returns the MoisArrete.
    Raises ValidationError when the month is not over, is official already, or comes before anybody
    was there."""
    debut, fin = mois_de(mois)
    if fin >= timezone.localdate():
        raise ValidationError(f"{_nom(debut)} n'est pas terminé.")
    if not Parcours.objects.filter(date_entree__lte=fin).exists():
        raise ValidationError(f"Personne n'était encore accompagné en {date_format(debut, 'F Y')}.")
    if not _arreter(debut, fin, par):
        le = MoisArrete.objects.get(mois=debut).arrete_le
        raise ValidationError(f"{_nom(debut)} est déjà arrêté, depuis le {le:%d/%m/%Y}.")
    return MoisArrete.objects.get(mois=debut)


@travail("calcul de la nuit")
def figer(mois):
    """The same, by nobody in particular and whatever waits for a decision; idempotent. Returns the
    number of figures that became official."""
    return _arreter(*mois_de(mois), None)


@travail("calcul de la nuit")
def figer_mois_echus(jour):
    """Make official the months that no commission can decide of any more (`a_decider`), and those
    that ended `jours_avant_arret` days before `jour`. Months from before the platform was installed
    have no figure and stay open: their people may not be imported yet."""
    premier = _premier_mois_des_nuits()
    delai = timedelta(days=Reglages.objects.actuels().jours_avant_arret)
    _completer_les_annees()
    return sum(
        _arreter(debut, fin, None)
        for debut, fin in _mois_finis(premier, jour)
        if not est_fige(debut) and (fin + delai <= jour or not a_decider(debut))
    )


def _premier_mois_des_nuits():
    """The first month that a night computed or made official: one that direction chose itself says
    nothing of those after it."""
    provisoires = Releve.objects.filter(fige_le__isnull=True).aggregate(premier=Min("debut"))
    officiels = MoisArrete.objects.filter(arrete_par=None).aggregate(premier=Min("mois"))
    connus = [premier for premier in (provisoires["premier"], officiels["premier"]) if premier]
    return min(connus, default=None)


def _mois_finis(premier, jour):
    dernier, _ = mois_precedent(jour)
    debut = premier or jour
    while debut <= dernier:
        yield mois_de(debut)
        debut += UN_MOIS


def a_decider(mois):
    """Whether a commission may still decide of something that the month counts: none that examines
    exits was closed since it ended, or a case of before its end waits."""
    debut, fin = mois_de(mois)
    ouvertes = Commission.objects.filter(date__lte=fin, close_le__isnull=True)
    en_attente = Sortie.objects.filter(date_effet__lte=fin, validee_le__isnull=True)
    passees = Commission.objects.filter(
        date__gt=fin, close_le__isnull=False, type__in=EXAMINENT_LES_SORTIES
    )
    return not passees.exists() or ouvertes.exists() or en_attente.exists()


def est_fige(mois):
    return MoisArrete.objects.filter(mois=mois_de(mois)[0]).exists()


def mois_arretes(du, au):
    """The first days of the months whose figures no longer move and that have one of these days,
    both included. Until the end of the transaction that asks, no other month becomes official: what
    it writes is counted, or was known to touch an official month."""
    _verrouiller("SELECT pg_advisory_xact_lock_shared(%s)", [verrous.MOIS_ARRETES])
    arretes = MoisArrete.objects.filter(mois__lte=au, mois__gte=du.replace(day=1))
    return list(arretes.values_list("mois", flat=True))


def verrouiller_releves():
    """One writer at a time: two deliveries of the same task end with the same rows."""
    _verrouiller("LOCK TABLE conventions_releve IN SHARE ROW EXCLUSIVE MODE")


def _verrouiller(requete, parametres=None):
    with connection.cursor() as curseur:
        curseur.execute(requete, parametres)


def _nom(debut):
    return date_format(debut, "F Y").capitalize()


def _arreter(debut, fin, par):
    """The number of figures that became official: none when they were. Who waits behind its locks
    waits half a second at most: a longer wait is given up, every lock with it, and begun again,
    before PostgreSQL takes it for a deadlock and ends the work of somebody else."""
    for essai in range(ESSAIS):
        try:
            with transaction.atomic():
                return _arreter_seul(debut, fin, par)
        except OperationalError as refus:
            if not isinstance(refus.__cause__, LockNotAvailable) or essai == ESSAIS - 1:
                raise


def _arreter_seul(debut, fin, par):
    _verrouiller("SELECT pg_advisory_xact_lock(%s)", [verrous.MOIS_ARRETES])
    verrouiller_releves()
    if est_fige(debut):
        return 0
    _attendre_les_ecritures()
    # Never from a replica: nobody would wait for it behind these locks.
    resultat = _calculer(debut, fin)
    _ecrire(resultat)
    regles = regles_de((debut, fin))
    arrete = MoisArrete.objects.create(
        mois=debut,
        arrete_par=par,
        bornes=_bornes(),
        regles=[regle.version for regle in regles.regles] if regles else [],
        libelles=_libelles(resultat),
        tranches_age=list(settings.TRANCHES_AGE),
    )
    figes = Releve.objects.filter(debut=debut, fin=fin).update(fige_le=arrete.arrete_le)
    if debut.month == DECEMBRE:
        _figer_le_sensible(debut, arrete.arrete_le)
    return figes


def _figer_le_sensible(mois, le):
    """Write down, once for all, what the year that ends with `mois` tells of health, justice and
    housing."""
    annee = annee_de(mois)
    lu = calculer(*annee, ventilations=(CRITERE,))
    sensibles = modalites_sensibles(CRITERE)
    _ecrire(
        replace(
            lu,
            mesures={i.code: lu.mesures[i.code] for i in INDICATEURS if i.est_sensible},
            ventilations={CRITERE: [m for m in lu.ventilations[CRITERE] if m.code in sensibles]},
        )
    )
    Releve.objects.filter(debut=annee[0], fin=annee[1]).update(fige_le=le)


def _completer_les_annees():
    """The same of the years whose December became official before it was written down."""
    decembres = MoisArrete.objects.filter(mois__month=DECEMBRE).values_list("mois", "arrete_le")
    with transaction.atomic():
        verrouiller_releves()
        faites = Releve.objects.figes().filter(debut__month=1, fin__month=DECEMBRE)
        debuts = set(faites.order_by().values_list("debut", flat=True).distinct())
        for mois, arrete_le in decembres:
            if annee_de(mois)[0] not in debuts:
                _figer_le_sensible(mois, arrete_le)


HISTORIQUES = tables()


def _attendre_les_ecritures():
    """Let every transaction that writes what figures are made of end, and none begin: what they
    count is then exactly what the histories hold up to `_bornes`."""
    _verrouiller("SET LOCAL lock_timeout = '500ms'")
    _verrouiller(f"LOCK TABLE {', '.join(HISTORIQUES)} IN SHARE MODE")
    _verrouiller("SET LOCAL lock_timeout TO DEFAULT")


DERNIER = Template("(SELECT coalesce(max(pgh_id), 0) FROM $table)")


def _bornes():
    derniers = ", ".join(DERNIER.substitute(table=table) for table in HISTORIQUES)
    with connection.cursor() as curseur:
        curseur.execute("SELECT " + derniers)
        return dict(zip(HISTORIQUES, curseur.fetchone(), strict=True))


def _calculer(debut, fin):
    return calculer(debut, fin, ventilations=PAR_CODE)


def _libelles(resultat):
    """How its modalities read today, but for the names of agents, who may correct theirs."""
    return {
        dimension: [[modalite.code, modalite.libelle] for modalite in modalites]
        for dimension, modalites in resultat.ventilations.items()
        if dimension != REFERENT
    }


def _ecrire(resultat):
    debut, fin = resultat.debut, resultat.fin
    regle, maintenant = regle_en_vigueur(fin), timezone.now()
    Releve.objects.filter(debut=debut, fin=fin).delete()
    lignes = [
        (
            code,
            debut,
            fin,
            dimension,
            modalite,
            mesure.valeur,
            mesure.numerateur,
            mesure.denominateur,
            regle and regle.pk,
            maintenant,
        )
        for dimension, modalite, mesures in _lignes(resultat)
        for code, mesure in mesures.items()
    ]
    copier_lignes(Releve._meta.db_table, COLONNES, lignes)
    return len(lignes)


def _lignes(resultat):
    yield "", "", resultat.mesures
    for dimension, modalites in resultat.ventilations.items():
        for modalite in modalites:
            yield dimension, modalite.code, modalite.mesures
