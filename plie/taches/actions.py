"""Ask for work, carry it out once, send again what was lost."""

import time
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

import structlog
from django.db import connection, transaction
from django.db.models import F, Max
from django.utils import timezone
from kombu.exceptions import OperationalError as FileInjoignable
from psycopg.pq import TransactionStatus
from redis import RedisError

from plie.celery import TRAVAUX, app
from plie.taches.enums import StatutDemande
from plie.taches.insistance import insister
from plie.taches.models import VERROU, Demande
from plie.taches.registre import PANNES, Annulee, AReprendre, de_ce_service, tache_nommee

journal = structlog.get_logger(__name__)

LIVRAISONS_MAX = 3
# A hint that no worker took for so long is sent again.
DELAI_RELANCE = timedelta(seconds=30)
ATTENTE_DU_SERVICE = timedelta(minutes=1)
PAUSE = 2.0
VERROU_HORAIRE = 0x484F5241
JOURS_GARDES = 90
_en_cours = ContextVar("demande en cours", default=None)


def cle_de(tache, *arguments):
    return f"{tache}:{arguments[0]}" if arguments else tache


@transaction.atomic
def demander(tache, *arguments):
    """Insert a demand, and send its hint to the queue once the transaction is over.

    A demand of the same work not begun yet is returned instead: it will read what is written now.
    """
    attendue = _pas_commencee(tache, arguments)
    if attendue:
        return attendue
    demande = Demande.objects.create(
        tache=tache, arguments=list(arguments), cle=cle_de(tache, *arguments)
    )
    # Robust: the row is written, and a queue that is down must not make the page fail.
    transaction.on_commit(lambda: _signaler(demande.pk), robust=True)
    return demande


def poser(tache, *objets):
    """Insert one demand per object, for work that this process does itself right after its
    transaction and then removes by `acquitter`. If it dies in between, the watch sends them."""
    demandes = [Demande(tache=tache, arguments=[o], cle=cle_de(tache, o)) for o in objets]
    return [demande.pk for demande in Demande.objects.bulk_create(demandes)]


def acquitter(cles):
    Demande.objects.filter(pk__in=cles).delete()


def _pas_commencee(tache, arguments):
    """The same demand not begun yet, locked so that it begins after this transaction; one that is
    beginning is skipped: it would not read what is written here."""
    demandes = Demande.objects.a_faire().select_for_update(skip_locked=True)
    return demandes.filter(
        tache=tache, arguments=list(arguments), cle=cle_de(tache, *arguments), commencee_le=None
    ).first()


class _File:
    """What the threads of a process know of the queue."""

    absente_jusqu_a = 0.0


def _signaler(pk):
    """Hint at one demand; after a failure at none for `PAUSE`, so that a frozen queue costs a
    page one wait, whatever it asks for. The watch sends the rest."""
    if time.monotonic() < _File.absente_jusqu_a:
        return
    try:
        app.send_task("plie.taches.tasks.executer", [pk], expires=2 * DELAI_RELANCE.seconds)
    except (FileInjoignable, RedisError):
        _File.absente_jusqu_a = time.monotonic() + PAUSE
        raise


def derniere(tache, *arguments):
    """The latest demand of this work, or None."""
    return Demande.objects.filter(cle=cle_de(tache, *arguments)).first()


def est_attendue(tache):
    """Whether this work was asked and no worker has begun it."""
    return Demande.objects.a_faire().filter(tache=tache, commencee_le=None).exists()


def annuler(tache, *arguments):
    """Give up this work; one in progress sees it by `exiger_non_annulee`."""
    demandes = Demande.objects.a_faire().filter(cle=cle_de(tache, *arguments))
    return demandes.update(statut=StatutDemande.ANNULEE, finie_le=timezone.now())


def exiger_non_annulee():
    """Raise Annulee when the demand being carried out was given up. In the middle of a COPY the
    connection cannot be queried: a later call checks."""
    session = connection.connection
    if session and session.info.transaction_status == TransactionStatus.ACTIVE:
        return
    if Demande.objects.filter(pk=_en_cours.get(), statut=StatutDemande.ANNULEE).exists():
        raise Annulee


def executer(pk):
    """Carry out one demand; returns what was done. Delivered twice, or at once, it is done once."""
    demande = Demande.objects.a_faire().filter(pk=pk, pas_avant__lte=timezone.now()).first()
    if demande is None:
        return "rien à faire"
    with _seul(demande.cle) as est_seul:
        if not est_seul:
            return "déjà en cours"
        demande = _commencer(pk)
        return _accomplir(demande) if demande else "rien à faire"


@contextmanager
def _seul(cle):
    """A lock that PostgreSQL frees by itself when the worker, or the session, dies."""
    obtenu = _appeler("pg_try_advisory_lock", cle)
    session = connection.connection
    try:
        yield obtenu
    finally:
        if obtenu and connection.connection is session and not session.closed:
            _appeler("pg_advisory_unlock", cle)


def _appeler(fonction, cle):
    with connection.cursor() as curseur:
        curseur.execute(f"SELECT {fonction}(%s, hashtext(%s))", [VERROU, cle])
        return curseur.fetchone()[0]


@transaction.atomic
def _commencer(pk):
    """Count the delivery before the work, so that one whose process dies is counted too."""
    demande = Demande.objects.a_faire().select_for_update().filter(pk=pk).first()
    if demande is None:
        return None
    if demande.livraisons >= LIVRAISONS_MAX:
        _mettre_de_cote(demande)
        return None
    demande.livraisons += 1
    demande.commencee_le = timezone.now()
    demande.save(update_fields=["livraisons", "commencee_le"])
    return demande


def _mettre_de_cote(demande):
    journal.error("travail mis de côté", tache=demande.tache, demande=demande.pk)
    _finir(demande, StatutDemande.ABANDONNEE, "interrompu à chaque fois")
    _dire_l_abandon(demande)


def _dire_l_abandon(demande):
    abandonner = tache_nommee(demande.tache).abandonner
    if abandonner:
        abandonner(*demande.arguments)


def _accomplir(demande):
    jeton = _en_cours.set(demande.pk)
    try:
        resultat = tache_nommee(demande.tache).fonction(*demande.arguments)
    except AReprendre as suite:
        _noter_l_echec(demande, suite)
        return str(suite)
    except Exception as erreur:
        _noter_l_echec(demande, erreur)
        raise
    finally:
        _en_cours.reset(jeton)
    # Some of this work left the house, and has no other mark.
    insister(lambda: _finir(demande, StatutDemande.FAITE, resultat))
    return resultat


def _noter_l_echec(demande, erreur):
    """Write the failure, on a new connection when this one is dead. If none can be opened, the
    advisory lock is free all the same, and the watch takes the demand up."""
    if isinstance(erreur, PANNES) and not connection.in_atomic_block:
        connection.close()
    resultat = str(erreur) if isinstance(erreur, AReprendre) else type(erreur).__name__
    attente = tache_nommee(demande.tache).attente(erreur, demande.essais)
    if attente is None:
        with transaction.atomic():
            _finir(demande, StatutDemande.ECHOUEE, resultat)
            _dire_l_abandon(demande)
        return
    _faire_attendre(tache_nommee(demande.tache), erreur)
    Demande.objects.a_faire().filter(pk=demande.pk).update(
        livraisons=0,
        essais=F("essais") + 1,
        pas_avant=timezone.now() + timedelta(seconds=attente),
        resultat=resultat,
    )


def _faire_attendre(tache, erreur):
    """Put off the other demands of the same service: a server that is away is tried by one demand
    a minute, not by all of them in turn."""
    if isinstance(erreur, tache.absences):
        maintenant = timezone.now()
        autres = Demande.objects.a_faire().filter(tache__in=de_ce_service(tache.service))
        autres.filter(pas_avant__lte=maintenant).update(pas_avant=maintenant + ATTENTE_DU_SERVICE)


def _finir(demande, statut, resultat):
    Demande.objects.a_faire().filter(pk=demande.pk).update(
        statut=statut, finie_le=timezone.now(), resultat=resultat
    )


def veiller(*, delai=DELAI_RELANCE):
    """The watch: ask for what the timetable wants, and send again whatever was asked, is due, and
    that no living worker is at. Returns how many demands were sent."""
    demander_les_travaux()
    maintenant = timezone.now()
    oubliees = (
        Demande.objects.a_faire()
        .libres()
        .filter(pas_avant__lte=maintenant, envoyee_le__lte=maintenant - delai)
    )
    cles = list(oubliees.order_by("pk").values_list("pk", flat=True))
    Demande.objects.filter(pk__in=cles).update(envoyee_le=maintenant)
    for cle in cles:
        _signaler(cle)
    return len(cles)


@transaction.atomic
def demander_les_travaux():
    """Insert one demand for each task of the timetable whose hour has passed since its last demand,
    however late.

    A task never asked before waits for its next hour: a new platform has nothing to catch up.
    """
    with connection.cursor() as curseur:
        curseur.execute("SELECT pg_advisory_xact_lock(%s)", [VERROU_HORAIRE])
    a_l_heure = Demande.objects.filter(prevue_le__isnull=False).order_by()
    dernieres = dict(a_l_heure.values_list("tache").annotate(Max("prevue_le")))
    maintenant = timezone.now()
    for tache, horaire in TRAVAUX.items():
        if tache not in dernieres:
            _noter(tache, maintenant, statut=StatutDemande.FAITE, finie_le=maintenant)
        elif horaire.is_due(dernieres[tache]).is_due:
            # Sent by the rest of the watch.
            _noter(tache, maintenant, envoyee_le=maintenant - DELAI_RELANCE)


def consigner(tache, statut, resultat):
    """Write in the journal of jobs what a command has just done by itself."""
    Demande.objects.create(
        tache=tache, cle=tache, statut=statut, finie_le=timezone.now(), resultat=resultat
    )


def _noter(tache, quand, **champs):
    Demande.objects.create(tache=tache, cle=tache, prevue_le=quand, **champs)


def oublier_les_anciennes():
    """Delete the demands that ended more than `JOURS_GARDES` days ago; returns how many. The
    timetable only needs younger ones."""
    limite = timezone.now() - timedelta(days=JOURS_GARDES)
    return Demande.objects.filter(finie_le__lt=limite).delete()[0]
