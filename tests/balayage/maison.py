"""What is not of one person, and the keys that the pages are asked about."""

from datetime import date

from django.core.files.base import ContentFile

from accompagnement.enums import (
    StatutImport,
)
from accompagnement.enums.notification import Notifie
from accompagnement.models import (
    ConstatQpv,
    ImportDossiers,
    NonEntree,
    Notification,
    RegleContrat,
    RegleSortie,
)
from conventions.actions.releve import figer
from conventions.enums import ModeleRapport
from conventions.models import Serie, ValeurSerie
from offres.models import Contact, Echange, GroupeMetiers
from tests.conventions import publies
from tests.usines import (
    ConventionFactory,
    EtablissementFactory,
    MemoFactory,
    ObjectifFactory,
    OffreFactory,
    OperateurFactory,
    RemplacementFactory,
    SeanceFactory,
    SynchronisationFactory,
    ValeurFactory,
)


def installer(scene, suivis):
    etablissement = EtablissementFactory()
    coordination = scene.agents["coordination"]
    seance = SeanceFactory(animateur=scene.agents["referente"])
    participations = [seance.participations.create(parcours=p).pk for p in suivis]
    offre = OffreFactory(etablissement=etablissement)
    importe = ImportDossiers.objects.create(
        fichier=ContentFile(scene.marques.poser("fichier", ()).encode(), "a.csv"),
        nom_original="a.csv",
        cree_par=coordination,
        statut=StatutImport.REJETE,
        rapport=scene.marques.poser("rapport", {"coordination"}),
        rejets=ContentFile(scene.marques.poser("rejet", {"coordination"}).encode(), "rejets.csv"),
    )
    echange = Echange.objects.create(
        etablissement=etablissement,
        type="appel",
        objet="prospection",
        le="2025-01-10",
        intervenant="Nadia",
        saisi_par=coordination,
    )

    def cles(relation):
        return [objet.pk for p in suivis for objet in getattr(p, relation).all()]

    scene.valeurs = {
        "dossiers": [p.participant_id for p in suivis],
        "parcours": [p.pk for p in suivis],
        "entretiens": cles("entretiens"),
        "pieces": cles("pieces"),
        "changements": cles("situations"),
        "criteres": cles("criteres"),
        "constats-qpv": [_constat(scene, p).pk for p in suivis],
        "non-entrees": list(NonEntree.objects.values_list("pk", flat=True)),
        "etapes": cles("etapes"),
        "emplois": cles("emplois"),
        "suivis-emploi": [s.pk for p in suivis for e in p.emplois.all() for s in e.suivis.all()],
        "mises-en-relation": cles("mises_en_relation"),
        "seances": [seance.pk],
        "participations": participations,
        "commissions": [commission.pk for commission in scene.commissions],
        "passages": scene.passages,
        "corrections": cles("corrections"),
        "orientations": [orientation for orientation, _ in scene.orientations],
        "orientations/pieces": [document for _, document in scene.orientations],
        "offres": [offre.pk],
        "courriers": [courrier.pk for courrier in scene.courriers],
        "vues": [a.vues.create(nom="Les miens").pk for a in scene.agents.values()],
        "memos": [_memo(scene, p).pk for p in suivis if p.est_ouvert],
        "remplacements": [RemplacementFactory().pk],
        "structures": [scene.structure.pk],
        "operateurs": [OperateurFactory().pk],
        "reglages/contrats": [RegleContrat.objects.create(type_contrat="cdi").pk],
        "fusions": [suivis[0].participant_id],
        "imports": [importe.pk],
        "offres/groupes": [GroupeMetiers.objects.create(libelle="Propreté", prefixes=["K2"]).pk],
        "offres/synchronisations": [SynchronisationFactory().pk],
        "employeurs": [etablissement.pk],
        "contacts": [Contact.objects.create(etablissement=etablissement, nom="Nadia").pk],
        "echanges": [echange.pk],
        "rapports": _rapports(scene.agents["direction"]),
        "suivis-renforces": cles("cohortes"),
        **_series(coordination),
        **_conventions(suivis),
    }
    _notifier(scene, suivis)


def _conventions(suivis):
    """Objectives of everybody, of a sensitive criterion, of exits, of the cohort of one."""
    convention = ConventionFactory(date_fin=date(2099, 12, 31))
    cohorte = suivis[0].cohortes.get().cohorte
    objectifs = [
        ObjectifFactory(convention=convention, cible=10, **champs)
        for champs in (
            {},
            {"indicateur": "part_rqth"},
            {"criteres": ["rqth"]},
            {"indicateur": "sorties_positives", "cohorte": cohorte, "rythme": "periode"},
            {"manuel": True},
        )
    ]
    return {
        "conventions": [convention.pk],
        "objectifs": [objectif.pk for objectif in objectifs],
        "objectifs/valeurs": [ValeurFactory(objectif=objectifs[-1]).pk],
        "cohortes": [cohorte.pk],
        "regles-de-sortie": list(RegleSortie.objects.values_list("pk", flat=True)),
    }


def _memo(scene, parcours):
    """From coordination to the référent: read by both, and by nobody else."""
    return MemoFactory(
        auteur=scene.agents["coordination"],
        pour=scene.agents["referente"],
        parcours=parcours,
        texte=scene.marques.poser("memo", {"referente", "coordination"}),
    )


def _notifier(scene, suivis):
    """Of each person, to each agent: it names nobody to whoever may not open the dossier."""
    Notification.objects.bulk_create(
        Notification(
            destinataire=agent,
            nature=Notifie.AFFECTATION,
            parcours=parcours,
            par_courriel=True,
        )
        for agent in scene.agents.values()
        for parcours in suivis
    )


def _series(coordination):
    """One read beside an indicator of health."""
    serie = Serie.objects.create(libelle="RQTH du Nord", unite="%", indicateur="part_rqth")
    valeur = ValeurSerie.objects.create(
        serie=serie, date="2025-09-30", valeur=4, source="MDPH", saisie_par=coordination
    )
    return {"series": [serie.pk], "series/valeurs": [valeur.pk]}


def _rapports(direction):
    """The month of the exit, frozen, with its report published; and a draft of another one."""
    figer(date(2025, 9, 1))
    publie = publies.publie(date(2025, 9, 1), par=direction)
    trimestriel = publies.publie(date(2025, 9, 1), ModeleRapport.TRIMESTRIEL, par=direction)
    brouillon = publies.en_preparation(date(2025, 8, 1))
    return [publie.pk, trimestriel.pk, brouillon.pk]


def _constat(scene, parcours):
    return ConstatQpv.objects.create(
        participant=parcours.participant,
        adresse="1 rue Haute",
        commune=parcours.participant.commune,
        generation="2024",
        est_en_qpv=True,
        source="declaree",
        constate_le="2025-03-01",
        par=scene.agents["coordination"],
    )
