"""Write down the figures of a month: over and over while it runs, once for all when it ends."""

from django.db import transaction
from django.utils import timezone

from conventions.indicateurs.calcul import calculer, regle_en_vigueur
from conventions.indicateurs.periodes import mois_de, mois_precedent
from conventions.indicateurs.ventilations import PAR_CODE
from conventions.models import Releve
from plie.journal.acte import travail
from plie.socle import verrous


@travail("calcul de la nuit")
def calculer_releves(mois):
    """Replace the figures of the month that contains `mois`; a frozen month is left alone.

    Returns the number of figures written.
    """
    debut, fin = mois_de(mois)
    with transaction.atomic():
        verrouiller_releves()
        if est_fige(debut):
            return 0
        return _ecrire(debut, fin)


@travail("calcul de la nuit")
@transaction.atomic
def figer(mois):
    """Compute the month that contains `mois` one last time and freeze it; idempotent."""
    debut, fin = mois_de(mois)
    _verrouiller("SELECT pg_advisory_xact_lock(%s)", [verrous.MOIS_ARRETES])
    verrouiller_releves()
    if est_fige(debut):
        return 0
    _ecrire(debut, fin)
    return Releve.objects.filter(debut=debut, fin=fin).update(fige_le=timezone.now())


@travail("calcul de la nuit")
def figer_mois_echus(jour):
    """Freeze the month before `jour`, and older ones that a stopped server left open.

    After the 1st, a month without any figure up to it stays open: the platform was installed
    since, and the people of that month may not be imported yet.
    """
    dernier, fin = mois_precedent(jour)
    connus = Releve.objects.filter(fin__lte=fin)
    echus = set(connus.filter(fige_le__isnull=True).values_list("debut", flat=True))
    if jour.day == 1 or connus.exists():
        echus.add(dernier)
    return sum(figer(debut) for debut in sorted(echus))


def est_fige(mois):
    debut, fin = mois_de(mois)
    return Releve.objects.figes().filter(debut=debut, fin=fin).exists()


def est_arrete(du, au):
    """Whether the figures of a month of these days, both included, no longer move. Until the end of
    the transaction that asks, no other month is frozen: what it writes is counted, or was known to
    touch a frozen month."""
    _verrouiller("SELECT pg_advisory_xact_lock_shared(%s)", [verrous.MOIS_ARRETES])
    return Releve.objects.figes().filter(debut__lte=au, fin__gte=du).exists()


def verrouiller_releves():
    """One writer at a time: two deliveries of the same task end with the same rows."""
    _verrouiller("LOCK TABLE conventions_releve IN SHARE ROW EXCLUSIVE MODE")


def _verrouiller(requete, parametres=None):
    with transaction.get_connection().cursor() as curseur:
        curseur.execute(requete, parametres)


def _ecrire(debut, fin):
    resultat = calculer(debut, fin, ventilations=PAR_CODE)
    regle, maintenant = regle_en_vigueur(fin), timezone.now()
    Releve.objects.filter(debut=debut, fin=fin).delete()
    releves = [
        Releve(
            indicateur=code,
            debut=debut,
            fin=fin,
            dimension=dimension,
            modalite=modalite,
            valeur=mesure.valeur,
            numerateur=mesure.numerateur,
            denominateur=mesure.denominateur,
            regle=regle,
            calcule_le=maintenant,
        )
        for dimension, modalite, mesures in _lignes(resultat)
        for code, mesure in mesures.items()
    ]
    return len(Releve.objects.bulk_create(releves, batch_size=1000))


def _lignes(resultat):
    yield "", "", resultat.mesures
    for dimension, modalites in resultat.ventilations.items():
        for modalite in modalites:
            yield dimension, modalite.code, modalite.mesures
