"""One run of the feed: every offer of the territory, in the platform as in France Travail.

Killed at any moment, a run leaves whole pages behind it; the next one sees that it died (its lock
is free) and repairs by going over everything. Only a complete run withdraws anything.
"""

from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from itertools import chain

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from offres.actions.ecriture import Ecriture
from offres.enums import Declencheur, StatutOffre, StatutSynchronisation
from offres.france_travail import est_simule
from offres.france_travail.client import LISIBLES, Client
from offres.france_travail.erreurs import (
    AccesRefuse,
    FranceTravailErreur,
    RechercheTropLarge,
    RequeteRefusee,
)
from offres.france_travail.normalisation import departement, departement_de, est_large, lieu_de
from offres.france_travail.tranche import tranches
from offres.models import Offre, Stock, Synchronisation
from offres.permissions import Acte
from plie.journal.acte import acte, travail
from plie.referentiels.models import Commune
from plie.socle import verrous
from plie.taches import actions as taches

# The lock of the run in progress: PostgreSQL frees it when its process dies.
COMMUNES_PAR_REQUETE = 5
ORIGINES = ("1", "2")
PANNES_DE_SUITE = 3
ERREURS_MAX = 50
# Times one search is read before its moving results are given up.
LECTURES_MAX = 3
TACHE = "offres.tasks.synchroniser_offres"
# A start of the platform asks for a run before the offers shown are a day old.
ANCIENNETE_MAX = timedelta(hours=20)


class SynchronisationEnCours(Exception):
    """Another run holds the lock."""

    def __init__(self):
        super().__init__("Une synchronisation est déjà en cours.")


@acte(Acte.SYNCHRONISER)
def demander(*, par):
    """Ask a worker for a run once the transaction is over; False when somebody has just asked for
    one that no worker has begun yet."""
    if est_demandee():
        return False
    taches.demander(TACHE, Declencheur.BOUTON, par.pk)
    return True


@travail("flux de France Travail")
def demander_si_ancienne():
    """Ask for a run unless a complete one, of the same service, is young enough."""
    limite = timezone.now() - ANCIENNETE_MAX
    recentes = Synchronisation.objects.reussies().filter(debut__gte=limite)
    if not recentes.filter(est_simulee=est_simule()).exists():
        taches.demander(TACHE, Declencheur.HORAIRE)


def est_demandee():
    """Whether somebody has just asked for a run that no worker has begun yet."""
    return taches.est_attendue(TACHE)


@travail("flux de France Travail")
def synchroniser(declencheur, par=None):
    """Run the feed once; returns the journal of the run, finished whatever happened to it.

    Raises SynchronisationEnCours, and writes nothing, while another run goes on.
    """
    with _seul():
        run = _commencer(declencheur, par)
        try:
            with Client() as client:
                _Deroulement(run, client).derouler()
        finally:
            if run.statut == StatutSynchronisation.EN_COURS:
                run.erreurs.append("La synchronisation s'est arrêtée sur une erreur imprévue.")
                _finir(run, StatutSynchronisation.ECHOUEE)
    return run


@contextmanager
def _seul():
    with connection.cursor() as curseur:
        curseur.execute("SELECT pg_try_advisory_lock(%s)", [verrous.SYNCHRONISATION])
        if not curseur.fetchone()[0]:
            raise SynchronisationEnCours
    try:
        yield
    finally:
        with connection.cursor() as curseur:
            curseur.execute("SELECT pg_advisory_unlock(%s)", [verrous.SYNCHRONISATION])


@transaction.atomic
def _commencer(declencheur, par):
    """The lock is ours: a run still noted as going on is dead."""
    _clore_les_mortes("Le traitement s'est interrompu ; le suivant a repris.")
    return Synchronisation.objects.create(
        declencheur=declencheur, demandee_par=par, est_simulee=est_simule()
    )


def _clore_les_mortes(phrase):
    for morte in Synchronisation.objects.filter(statut=StatutSynchronisation.EN_COURS):
        morte.erreurs.append(phrase)
        _finir(morte, StatutSynchronisation.INTERROMPUE)


@travail("flux de France Travail")
def interrompre(*_demande):
    """Say of a run whose process died each time that nobody takes it up any more."""
    with suppress(SynchronisationEnCours), _seul(), transaction.atomic():
        _clore_les_mortes(
            "Le traitement s'est interrompu à chaque reprise : il est mis de côté jusqu'à la "
            "prochaine demande. Prévenez l'administration."
        )


def _finir(run, statut):
    run.statut, run.fin = statut, max(timezone.now(), run.debut)
    run.save()
    transaction.on_commit(Synchronisation.objects.oublier_la_derniere, robust=True)


class _Deroulement:
    def __init__(self, run, client):
        self.run = run
        self.client = client
        self.ecriture = Ecriture()
        self.est_complete = True
        self.larges_sont_completes = True
        self.pannes = 0
        self.ecartees = 0

    def derouler(self):
        codes = list(
            Commune.objects.filter(est_du_territoire=True)
            .order_by("code_insee")
            .values_list("code_insee", flat=True)
        )
        lectures = [
            partial(
                self._lire,
                {"commune": ",".join(lot), "origineOffre": origine, "distance": 0, "sort": 1},
            )
            for lot in _lots(codes)
            for origine in ORIGINES
        ]
        # After the others: a large search that fails keeps no commune from being read.
        for origine in ORIGINES if codes else ():
            lectures.append(partial(self._lire_les_departements, codes, origineOffre=origine))
            lectures.append(partial(self._lire_les_regions, codes, origineOffre=origine))
        self.run.requetes_prevues = len(lectures)
        self.run.save()
        for lecture in lectures:
            if not self._tenter(lecture):
                break
        self._conclure()

    def _tenter(self, lecture):
        """Read one search to its end; False when going on is no use."""
        try:
            lecture()
        except FranceTravailErreur as erreur:
            self._signaler(str(erreur))
            self.pannes += 1
            self._noter()
            return not isinstance(erreur, AccesRefuse) and self.pannes < PANNES_DE_SUITE
        self.pannes = 0
        self.run.requetes_faites += 1
        self._noter()
        return True

    def _lire(self, requete):
        """Read a search, and again while its results move: what slips from a page to the one
        already read would pass for withdrawn."""
        deja, vues, ecartees = self.run.annoncees, set(), self.ecartees
        for _ in range(LECTURES_MAX):
            totaux, lues, self.ecartees = [], set(), ecartees
            for page in self.client.parcourir(**requete):
                totaux.append(page.total)
                self.run.annoncees = deja + page.total
                lues |= self._ecrire(page.offres, vues)
            nombre = len(lues) + self.ecartees - ecartees
            if totaux[-1] > LISIBLES or (len(set(totaux)) == 1 and nombre >= totaux[-1]):
                break
        self._verifier(requete, totaux, nombre)

    def _ecrire(self, offres, vues):
        """The numbers of those that could be read."""
        with transaction.atomic():
            bilan = self.ecriture.ecrire(offres)
            for phrase in bilan.illisibles:
                self._ecrire_erreur(phrase)
            self.ecartees += bilan.ecartees
            self.run.recues += len(bilan.identifiants - vues)
            vues |= bilan.identifiants
            self.run.creees += bilan.creees
            self.run.modifiees += bilan.modifiees
            changees = self.run.creees + self.run.modifiees
            self.run.inchangees = max(0, self.run.recues - changees)
            self._noter()
        return bilan.identifiants

    def _lire_les_departements(self, codes, **criteres):
        """What is located by a département of the territory, or by a postcode alone."""
        departements = _departements(codes)
        postaux = set(
            chain(*Commune.objects.filter(pk__in=codes).values_list("codes_postaux", flat=True))
        )

        def retenir(lieu):
            large = est_large(lieu) and departement_de(lieu) in departements
            return large or (not lieu.get("commune") and lieu.get("codePostal") in postaux)

        for lot in _lots(departements):
            self._lire_large(retenir, departement=",".join(lot), **criteres)

    def _lire_les_regions(self, codes, **criteres):
        """What is located by a region of the territory, whole."""
        connus = self.client.departements()
        regions = {connus[code][1] for code in _departements(codes) if code in connus}

        def retenir(lieu):
            return est_large(lieu) and not departement_de(lieu)

        for region in sorted(regions):
            self._lire_large(retenir, region=region, **criteres)

    def _lire_large(self, retenir, **criteres):
        """Read a search cut in parts, and write those whose place `retenir` wants. What cannot be
        read of it is told, keeps the rest of the run as complete as it is, and withdraws no offer
        without a commune."""
        vues = set()
        try:
            for tranche in tranches(self.client, self.run.debut, sort=1, **criteres):
                if not self._lire_tranche(tranche, retenir, vues):
                    self._manquer("Des offres sans commune ont pu manquer à la lecture.")
        except (RechercheTropLarge, RequeteRefusee) as erreur:
            self._manquer(f"Offres sans commune : {erreur}")

    def _manquer(self, phrase):
        self.larges_sont_completes = False
        self._ecrire_erreur(phrase)

    def _lire_tranche(self, tranche, retenir, vues):
        """Whether as many came as were announced, after as many readings as it takes."""
        for _ in range(LECTURES_MAX):
            totaux, lues = set(), 0
            for page in self.client.parcourir(**tranche):
                totaux.add(page.total)
                lues += len(page.offres)
                self._garder([offre for offre in page.offres if retenir(lieu_de(offre))], vues)
            if totaux == {lues}:
                return True
        return False

    def _garder(self, offres, vues):
        if offres:
            avant = self.run.recues
            self._ecrire(offres, vues)
            self.run.annoncees += self.run.recues - avant

    def _verifier(self, requete, totaux, nombre):
        total = totaux[-1]
        if total > LISIBLES:
            self.run.est_tronquee = True
            self._signaler(
                f"Une recherche annonce {total} offres : France Travail n'en laisse lire que "
                f"{LISIBLES}. Il faut la découper."
            )
        elif nombre < total or total < totaux[0]:
            self._signaler(
                f"Une recherche annonce {total} offres et en a donné {nombre} "
                f"(communes {requete['commune']}, origine {requete['origineOffre']})."
            )

    def _signaler(self, phrase):
        """What keeps the run from being complete."""
        self.est_complete = False
        self._ecrire_erreur(phrase)

    def _ecrire_erreur(self, phrase):
        if phrase not in self.run.erreurs:
            self.run.erreurs = [*self.run.erreurs, phrase][-ERREURS_MAX:]

    def _noter(self):
        compteurs = self.client.compteurs
        self.run.appels, self.run.attentes = compteurs.appels, compteurs.attentes
        self.run.secondes_attente = round(compteurs.secondes_attente, 2)
        self.run.save()

    @transaction.atomic
    def _conclure(self):
        if self.est_complete and not self.run.annoncees and _offres_ouvertes():
            self._signaler(
                "France Travail n'annonce plus aucune offre : rien n'est retiré, par prudence."
            )
        # One offer that nobody can read must not hide all the others; a hundredth of them is a
        # service that no longer speaks the language we read.
        if self.ecartees > max(1, self.run.annoncees // 100):
            self._signaler(f"{self.ecartees} offres reçues sont illisibles : rien n'est retiré.")
        if not self.run.requetes_prevues:
            self._signaler("Aucune commune n'est du territoire : il n'y a rien à demander.")
        if self.est_complete:
            self.run.retirees = self.ecriture.retirer_les_absentes(
                avec_les_larges=self.larges_sont_completes
            )
            _relever_le_stock()
        _finir(self.run, self._statut())
        if self.run.creees or self.run.modifiees or self.run.retirees:
            _annoncer()

    def _statut(self):
        if self.est_complete:
            return StatutSynchronisation.REUSSIE
        if self.run.requetes_faites or self.run.recues:
            return StatutSynchronisation.PARTIELLE
        return StatutSynchronisation.ECHOUEE


def _lots(codes):
    return [
        codes[rang : rang + COMMUNES_PAR_REQUETE]
        for rang in range(0, len(codes), COMMUNES_PAR_REQUETE)
    ]


def _departements(codes):
    return sorted({departement(code) for code in codes})


def _offres_ouvertes():
    return Offre.objects.importees().filter(statut=StatutOffre.OUVERTE).exists()


def _relever_le_stock():
    """Write down what is open today, ours and our partners' too; a later run of the day replaces
    it."""
    ouvertes = Offre.objects.ouvertes().order_by("pk")
    lignes = list(ouvertes.values_list("pk", "commune_id", "rome_code"))
    Stock.objects.update_or_create(
        jour=timezone.localdate(),
        defaults={
            "offres": [pk for pk, _, _ in lignes],
            "communes": [commune or "" for _, commune, _ in lignes],
            "metiers": [metier for _, _, metier in lignes],
            "releve_le": timezone.now(),
        },
    )


def _annoncer():
    """Whoever depends on offers declares its tasks in `apres_synchronisation` of its app."""
    noms = [nom for c in apps.get_app_configs() for nom in getattr(c, "apres_synchronisation", ())]
    for nom in noms:
        taches.demander(nom)
