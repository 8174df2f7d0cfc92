"""What is written of one person, with its marks."""

import hashlib
from datetime import UTC, date, datetime
from uuid import uuid4

import pghistory
from django.core.files.base import ContentFile

from accompagnement.actions.correction.ecriture import etat_de
from accompagnement.actions.courriel import est_joignable, prevenir
from accompagnement.actions.fiche_offre import demander_envoi
from accompagnement.enums import (
    CRITERES_SENSIBLES,
    PIECES_SENSIBLES,
    Critere,
    Decision,
    Moment,
    NatureCorrection,
    NatureRetrait,
    Presence,
    Statut,
    StatutOrientation,
    TypePiece,
)
from accompagnement.models import (
    Brouillon,
    EvaluationFrein,
    Frein,
    ObjectifFrein,
    Projet,
    Retrait,
    Suspension,
)
from plie.journal.models import Consultation
from plie.referentiels.models import TypeFrein
from tests.balayage.marques import AGENTS, FAITS, OUVRENT
from tests.fichiers import PDF, signature
from tests.usines import (
    AppartenanceFactory,
    CourrierFactory,
    CritereFactory,
    EmargementFactory,
    EmploiFactory,
    EntretienFactory,
    EtapeFactory,
    MiseEnRelationFactory,
    MotFactory,
    MotifSuspensionFactory,
    OrientationFactory,
    PieceFactory,
    PieceOrientationFactory,
    SituationFactory,
    SuiviEmploiFactory,
)


def _motif(scene, parcours):
    """A reason to pause that says something of health."""
    libelle = scene.marques.poser("suspension", FAITS)
    return MotifSuspensionFactory(code=f"zq{parcours.pk}", libelle=libelle, est_sensible=True)


def remplir(scene, parcours):
    scene.remplis.append(parcours)
    _changements(parcours)
    _freins(scene, parcours)
    _entretiens(scene, parcours)
    _pieces(scene, parcours)
    _mots(scene, parcours)
    _courriers(scene, parcours)
    Projet.objects.create(parcours=parcours, souhaite_adapte=True)
    Suspension.objects.create(
        parcours=parcours,
        motif=_motif(scene, parcours),
        date_debut=date(2025, 2, 1),
        date_fin=date(2025, 2, 20),
        decidee_par=scene.agents["referente"],
    )
    if parcours.date_entree:
        # Of each kind, what is withheld: marked by its label.
        AppartenanceFactory(
            parcours=parcours,
            date_debut=parcours.date_entree,
            criteres=sorted(CRITERES_SENSIBLES),
            freins=list(TypeFrein.objects.values_list("pk", flat=True)),
        )
    SuiviEmploiFactory(
        emploi=EmploiFactory(parcours=parcours),
        commentaire=scene.marques.poser("suiviemploi", FAITS),
    )
    _corriger_une_etape(scene, parcours)
    mise = MiseEnRelationFactory(
        parcours=parcours, commentaire=scene.marques.poser("miseenrelation", FAITS)
    )
    Retrait.objects.create(
        participant=parcours.participant,
        parcours=parcours,
        nature=NatureRetrait.ETAPE,
        motif=scene.marques.poser("retrait", FAITS),
        par=scene.agents["referente"],
    )
    _passages(scene, parcours)
    _orientation(scene, parcours, FAITS)
    lue = Consultation.objects.create(
        agent=scene.agents["referente"],
        participant_id=parcours.participant_id,
        objet="Pièce",
        detail=scene.marques.poser("consultation", {"coordination"}),
    )
    # Above all that the sweep opens.
    Consultation.objects.filter(pk=lue.pk).update(consulte_le=datetime(2030, 3, 4, tzinfo=UTC))
    if est_joignable(parcours.participant):
        demander_envoi(mise, par=scene.agents["referente"])


def _corriger_une_etape(scene, parcours):
    """Why is in the history alone."""
    etape = EtapeFactory(parcours=parcours)
    etape.date_fin, etape.resultat = date(2025, 5, 20), "realisee"
    with pghistory.context(motif=scene.marques.poser("pourquoi", FAITS)):
        etape.save()


def _changements(parcours):
    """A health criterion gained and lost, and a change on the same day."""
    CritereFactory(
        parcours=parcours,
        code=Critere.AAH,
        a_l_entree=False,
        constate_le=date(2024, 2, 1),
        perdu_le=date(2024, 4, 1),
    )
    SituationFactory(parcours=parcours, moment=Moment.A_DATE, date=date(2025, 2, 1), foyer="couple")


def _orientation(scene, parcours, lecteurs):
    """What a partner wrote and joined to send the person."""
    recue = OrientationFactory(
        parcours=parcours,
        message=scene.marques.poser("orientation", lecteurs),
        statut=StatutOrientation.ACCEPTEE,
        reponse_le=datetime(2025, 1, 6, tzinfo=UTC),
        repondue_par=scene.agents["coordination"],
    )
    accompagner(scene, recue, lecteurs, type=TypePiece.RQTH)


def accompagner(scene, orientation, lecteurs, **champs):
    """A message and a document, marked."""
    nom, contenu, texte = (
        scene.marques.poser(lieu, lecteurs) for lieu in ("document", "contenu", "echange")
    )
    orientation.messages.create(
        agent=orientation.deposee_par, texte=texte, de_la_maison=False, declarant="Renée"
    )
    fichier = PDF + f"% {contenu}\n".encode()
    document = PieceOrientationFactory(
        orientation=orientation,
        nom=f"{nom}.pdf",
        fichier=ContentFile(fichier, "piece.pdf"),
        empreinte_conservee=hashlib.sha256(fichier).hexdigest(),
        **champs,
    )
    scene.orientations.append((orientation.pk, document.pk))


def _passages(scene, parcours):
    """One before a commission that put it off, one that waits."""
    coordination = scene.agents["coordination"]
    ajourne = {
        "decision": Decision.AJOURNE,
        "decide_par": coordination,
        "decide_le": datetime(2025, 1, 5, tzinfo=UTC),
    }
    for commission, champs in zip(scene.commissions, (ajourne, {}), strict=True):
        motif = scene.marques.poser("passage", FAITS)
        # What a refused exit said, kept so that the refusal may be taken back: read by nobody.
        etat = {"sortie": {"commentaire": motif}} if champs else None
        passage = commission.passages.create(
            parcours=parcours, motif=motif, etat_avant=etat, **champs
        )
        scene.passages.append(passage.pk)
    _corrections(scene, parcours)


def _corrections(scene, parcours):
    """One done long ago, one that waits; whoever confirms must know what for."""
    lecteurs = FAITS | {"direction"}
    faite = {"faite_le": datetime(2025, 1, 6, tzinfo=UTC), "transaction": 1}
    for champs in (faite, {"touche_un_mois_arrete": True}):
        parcours.corrections.create(
            nature=NatureCorrection.ENTREE,
            motif=scene.marques.poser("correction", lecteurs),
            avant=etat_de(parcours),
            apres=etat_de(parcours) | {"date_entree": "2025-01-20"},
            demandee_par=scene.agents["coordination"],
            **{"touche_un_mois_arrete": False} | champs,
        )


def _freins(scene, parcours):
    for type_ in TypeFrein.objects.filter(slug__endswith="-zq"):
        lecteurs = FAITS if type_.est_sensible else AGENTS
        frein = Frein.objects.create(
            parcours=parcours,
            type=type_,
            constate_le=date(2025, 2, 1),
            commentaire=scene.marques.poser("frein", FAITS) if lecteurs is FAITS else "",
        )
        frein.situations.set(type_.situations.all())
        for objectif in type_.objectifs.all():
            ObjectifFrein.objects.create(frein=frein, type=objectif, modifie_le=date(2025, 2, 1))
        EvaluationFrein.objects.create(
            frein=frein,
            le=date(2025, 2, 1),
            impact=frein.impact,
            statut=frein.statut,
            par=scene.agents["referente"],
        )


def _entretiens(scene, parcours):
    referente = scene.agents["referente"]
    auteur = {"referente", "coordination"}
    tenu = EntretienFactory(
        parcours=parcours,
        agent=referente,
        notes_confidentielles=scene.marques.poser("confidence", auteur),
    )
    # Written again: what was there before is in the history.
    tenu.notes_confidentielles = scene.marques.poser("confidencerelue", auteur)
    tenu.save()
    if parcours.participant.accepte_sms and parcours.statut == Statut.ACTIF:
        _signer(scene, tenu)
    prevu = EntretienFactory(
        parcours=parcours,
        agent=referente,
        debut=datetime(2030, 3, 4, 11, tzinfo=UTC),
        presence=Presence.PREVU,
        notes_confidentielles=scene.marques.poser("confidenceavenir", auteur),
    )
    prevenir(prevu)
    if parcours.est_ouvert:
        Brouillon.objects.create(
            agent=referente,
            parcours=parcours,
            cle="entretien:creer",
            contenu={"notes_confidentielles": [scene.marques.poser("brouillon", {"referente"})]},
        )


def _signer(scene, entretien):
    """On the screen: whoever opens the dossier sees the image, and nobody else."""
    image = signature() + scene.marques.poser("identite", OUVRENT).encode()
    EmargementFactory(
        entretien=entretien,
        fichier=ContentFile(image, "signature.png"),
        empreinte_image=hashlib.sha256(image).hexdigest(),
    )


def _mots(scene, parcours):
    """From coordination to a colleague, who does not follow the person."""
    mot = MotFactory(
        parcours=parcours,
        auteur=scene.agents["coordination"],
        texte=scene.marques.poser("mot", FAITS | {"collegue"}),
    )
    mot.destinataires.add(scene.agents["collegue"])


def _courriers(scene, parcours):
    """From coordination, to the person: their words are for who follows them."""
    scene.courriers.append(
        CourrierFactory(
            parcours=parcours,
            auteur=scene.agents["coordination"],
            objet=scene.marques.poser("courrier", FAITS),
            texte=scene.marques.poser("courrier", FAITS),
            lot=uuid4(),
        )
    )


def _pieces(scene, parcours):
    """Of each sensitive type for the first person, then of one, each in its turn."""
    types, tour = sorted(PIECES_SENSIBLES), scene.remplis.index(parcours)
    for type_ in (*(types[tour % len(types) :][:1] if tour else types), TypePiece.AUTRE):
        nom, contenu = (scene.marques.poser(lieu, FAITS) for lieu in ("piece", "contenu"))
        fichier = PDF + f"% {contenu}\n".encode()
        piece = PieceFactory(
            participant=parcours.participant,
            parcours=parcours,
            type=type_,
            nom=f"{nom}.pdf",
            fichier=ContentFile(fichier, "piece.pdf"),
            empreinte_conservee=hashlib.sha256(fichier).hexdigest(),
        )
        sensibles = parcours.criteres.filter(code__in=CRITERES_SENSIBLES)
        if type_ == TypePiece.AUTRE and not sensibles:
            piece.sortie = getattr(parcours, "sortie", None)
            scene.marques[nom] = scene.marques[contenu] = set(AGENTS)
        piece.criteres.set(sensibles)
        piece.save()
    _refuser(scene, parcours)


def _refuser(scene, parcours):
    PieceFactory(
        participant=parcours.participant,
        parcours=parcours,
        type=TypePiece.DETENTION,
        refusee=True,
        motif_refus=scene.marques.poser("refus", FAITS),
    )
