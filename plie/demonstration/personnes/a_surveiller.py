"""What makes the home pages worth reading: most people have a step running, a few have none, and
in each portfolio one suspension is about to end."""

from datetime import timedelta

from accompagnement.models import Etape, Suspension
from plie.demonstration.personnes.jours import ouvrable
from plie.demonstration.personnes.suivi import etapes_possibles

# In each portfolio, how many active people have no step running.
SANS_ETAPE = 5
REPRISE_DANS = 6


def ecrire_a_surveiller(scene, dossiers):
    occupes = {etape.parcours_id for etape in scene.lot.faits(Etape) if etape.date_fin is None}
    for referent in scene.equipe.referents:
        ouverts = [d for d in dossiers if d.referent is referent and not d.passe.sortie]
        libres = [d for d in ouverts if d.etat in ("actif", "delaisse")]
        libres = [d for d in libres if d.parcours.pk not in occupes]
        for dossier in libres[SANS_ETAPE:]:
            _ouvrir_une_etape(scene, dossier)
        suspendu = next(d for d in ouverts if d.etat == "suspendu")
        _faire_finir(scene, suspendu.parcours.pk)


def _ouvrir_une_etape(scene, dossier):
    hasard = scene.hasard("etape en cours", dossier.parcours.pk)
    axe, libelle, duree, financement, operateurs = hasard.choice(etapes_possibles(dossier.profil))
    recul = min(hasard.randint(3, 60), (scene.aujourdhui - dossier.passe.entree).days)
    debut = ouvrable(scene.aujourdhui - timedelta(days=recul), dossier.passe.entree)
    scene.lot.creer(
        Etape,
        parcours=dossier.parcours,
        axe=axe,
        libelle=libelle,
        operateur=scene.operateurs[hasard.choice(operateurs)],
        financement=financement,
        date_debut=debut,
        date_fin_prevue=ouvrable(debut + timedelta(days=max(duree, recul + 20))),
    )


def _faire_finir(scene, parcours_id):
    for suspension in scene.lot.faits(Suspension):
        if suspension.parcours_id == parcours_id:
            suspension.date_fin_prevue = scene.aujourdhui + timedelta(days=REPRISE_DANS)
