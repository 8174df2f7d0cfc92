"""The dossier of a person: which tabs there are, for whom, and what each reads."""

from types import MappingProxyType

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accompagnement.enums import TypePiece
from accompagnement.forms import JourForm
from accompagnement.lecture.actes_proposes import adresse_de, barre_de_decision
from accompagnement.lecture.apercu import apercu_de
from accompagnement.lecture.echeance import prochaine_echeance
from accompagnement.lecture.frise import NATURES, frise
from accompagnement.lecture.historique import changements
from accompagnement.lecture.parcours import Lecture
from accompagnement.lecture.piece import preuves_des_criteres
from accompagnement.lecture.reserve import taire_les_details
from accompagnement.lecture.retrait import lire_retraits
from accompagnement.listes.brouillon import non_envoyes_du_parcours
from accompagnement.listes.memo import du_parcours
from accompagnement.models import Participant, Reglages
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, participant_visible
from plie.interface.listes import paginer
from plie.journal.actions import tracer_consultation
from plie.journal.models import Consultation
from plie.socle.sms import est_configure

BROUILLONS_MONTRES = 20
# What each tab reads of the parcours.
LISTES = {
    "parcours": (
        "entretiens",
        "ajouts",
        "mots",
        "courriers",
        "participations",
        "etapes",
        "emplois",
        "mises_en_relation",
        "suspensions",
        "situations",
        "criteres",
    ),
    "situation": ("situations", "criteres"),
    "offres": ("mises_en_relation",),
    "pieces": ("criteres",),
}
# The header of every tab: who follows the person, their cohort, what is open to whoever writes.
ENTETE = ("affectations", "cohortes", "passages", "corrections")
# The acts always in sight; the others wait behind « Plus d'actes ».
EN_PREMIER = ("Noter un entretien", "Planifier un rendez-vous")
ONGLETS = {
    "parcours": ("Parcours", "accompagnement:dossier", Acte.VOIR_SUIVI),
    "situation": ("Identité et situation", "accompagnement:dossier_situation", Acte.VOIR_DOSSIERS),
    "freins": ("Diagnostic", "accompagnement:dossier_freins", Acte.VOIR_SUIVI),
    "emploi": ("Emploi", "accompagnement:dossier_emploi", Acte.VOIR_SUIVI),
    "projet": ("Projet", "accompagnement:dossier_projet", Acte.VOIR_SUIVI),
    "offres": ("Offres", "accompagnement:dossier_offres", Acte.VOIR_SUIVI),
    "pieces": ("Pièces", "accompagnement:dossier_pieces", Acte.VOIR_SUIVI),
    "historique": ("Historique", "accompagnement:dossier_historique", Acte.VOIR_SUIVI),
    "consultations": (
        "Consultations",
        "accompagnement:dossier_consultations",
        Acte.VOIR_CONSULTATIONS,
    ),
}


def ouvrir_dossier(request, pk, onglet):
    """What the tabs of one dossier share, as their context; every opening is logged.

    None for the first tab when the role does not see the follow-up: it has the next one.
    """
    participant = participant_visible(request, pk)
    libelle, _, acte = ONGLETS[onglet]
    if onglet == "parcours" and not acte.permet(request.user):
        return None
    exiger(acte.permet(request.user))
    duree = Reglages.objects.actuels().duree_max_mois
    tous = participant.parcours.visibles_par(request.user).avec_fin_prevue(duree)
    parcours = list(tous.select_related("structure", "prescripteur"))
    for chacun in parcours:
        chacun.participant = participant
    tracer_consultation(par=request.user, participant_id=pk, objet=libelle)
    voit_suivi = Acte.VOIR_SUIVI.permet(request.user)
    demande = request.GET.get("parcours", "") if voit_suivi else ""
    choisi = _choisir(parcours, demande)
    # A former parcours stays the one looked at from one tab to the next.
    suffixe = f"?parcours={choisi.pk}" if demande else ""
    lecture = Lecture.pour(choisi, request.user, (*ENTETE, *LISTES.get(onglet, ())), participant)
    return {
        "participant": participant,
        "tous_les_parcours": parcours if voit_suivi else [],
        "parcours": lecture.parcours,
        "lecture": lecture,
        "onglet": onglet,
        "onglets": [
            (cle, nom, reverse(url, args=[pk]) + suffixe)
            for cle, (nom, url, besoin) in ONGLETS.items()
            if besoin.permet(request.user)
        ],
        "peut_fusionner": Acte.FUSIONNER.permet(request.user),
        "voit_suivi": voit_suivi,
        "sms_configure": est_configure(),
        **(_entete(request.user, lecture, participant, parcours, onglet) if voit_suivi else {}),
    }


def _entete(agent, lecture, participant, tous, onglet):
    """What stays in sight from one tab to the next: the action due, and the acts of this state."""
    actes = barre_de_decision(lecture)
    parcours = lecture.parcours
    if parcours and parcours.est_ouvert and Acte.AFFECTER.permet(agent):
        libelle = "Changer de référent" if lecture.referent else "Affecter un référent"
        actes.append((libelle, adresse_de("parcours_affecter", parcours)))
    if lecture.peut_recueillir_sortie:
        verbe = "Modifier" if lecture.situation_sortie else "Recueillir"
        adresse = adresse_de("parcours_situation_sortie", parcours)
        actes.append((f"{verbe} la situation à la sortie", adresse))
    if lecture.peut_rouvrir and not _est_suivi(participant, tous):
        rouvrir = reverse("accompagnement:parcours_prescrire", args=[participant.pk])
        actes.append(("Ouvrir un nouveau parcours", rouvrir))
    complete = onglet == "parcours" or parcours is None or not parcours.est_ouvert
    echeance = prochaine_echeance(lecture if complete else apercu_de(lecture, agent))
    return {
        "echeance": echeance,
        "lien_echeance": _lien_echeance(lecture, echeance),
        "premiers_actes": [acte for acte in actes if acte[0] in EN_PREMIER],
        "autres_actes": [acte for acte in actes if acte[0] not in EN_PREMIER],
    }


def _est_suivi(participant, lisibles):
    """Whether a parcours is open, those that may not be read included."""
    return any(p.est_ouvert for p in lisibles) or participant.parcours.ouverts().exists()


def _choisir(parcours, cle):
    """The parcours asked for, else the open one, else the latest."""
    if cle:
        choisi = next((p for p in parcours if str(p.pk) == cle), None)
        if choisi is None:
            raise Http404
        return choisi
    return max(parcours, key=lambda p: (p.est_ouvert, p.pk), default=None)


@require_safe
def dossier(request, pk):
    try:
        contexte = ouvrir_dossier(request, pk, "parcours")
    except Http404:
        return _vers_le_dossier_garde(request, pk)
    if contexte is None:
        return redirect("accompagnement:dossier_situation", pk)
    nature = request.GET.get("nature", "")
    contexte["frise"] = frise(contexte["lecture"], nature)
    contexte["aujourd_hui"] = timezone.localdate()
    contexte["nature"] = nature if nature in NATURES else ""
    contexte["natures"] = [(cle, libelle) for cle, (libelle, _) in NATURES.items()]
    contexte["peut_ecrire_un_mot"] = Acte.ECRIRE_UN_MOT.permet(request.user)
    contexte["brouillons"] = _brouillons(request.user, contexte["parcours"])
    parcours = contexte["parcours"]
    if parcours:
        memos = du_parcours(parcours, request.user)
        contexte["memos"] = list(memos.select_related("auteur", "pour"))
    contexte["titre_a_deposer"] = _manque_le_titre(request.user, contexte["lecture"])
    return render(request, "accompagnement/dossier.html", contexte)


def _manque_le_titre(agent, lecture):
    """Whether a qualification was obtained whose document `agent` may put in the dossier."""
    situation = lecture.situation_sortie
    titres = lecture.pieces.recevables().filter(type=TypePiece.CERTIFICATION)
    return (
        situation is not None
        and situation.a_obtenu_qualification is True
        and Acte.DEPOSER_PIECE.permet(agent, lecture.referent)
        and not titres.filter(parcours=lecture.parcours).exists()
    )


def _brouillons(agent, parcours):
    if parcours is None or not Acte.TENIR_AGENDA.permet(agent):
        return []
    return non_envoyes_du_parcours(parcours, agent, BROUILLONS_MONTRES)


def _vers_le_dossier_garde(request, pk):
    """A merged dossier still has its address, in notes and bookmarks: it leads to the other."""
    visibles = Participant.objects.visibles_par(request.user)
    garde = get_object_or_404(visibles, fusions__absorbe=pk, fusions__annulee_le__isnull=True)
    return redirect("accompagnement:dossier", garde.pk)


def _lien_echeance(lecture, echeance):
    """Where the next action is done, for who may write."""
    return echeance.adresse if echeance and lecture.peut_ecrire and lecture.referent else ""


@require_safe
def dossier_situation(request, pk):
    contexte = ouvrir_dossier(request, pk, "situation")
    lecture = contexte["lecture"]
    contexte["constats_qpv"] = lecture.constats_qpv
    contexte["criteres_affiches"] = _avec_preuves(lecture.criteres_tenus)
    if contexte["voit_suivi"]:
        preuves = _preuves(lecture)
        contexte["criteres_affiches"] = _avec_preuves(lecture.criteres_a_l_entree, preuves)
        contexte["peut_deposer"] = Acte.DEPOSER_PIECE.permet(request.user, lecture.referent)
        contexte |= _a_une_date(request, preuves=preuves, **contexte)
        contexte |= _partages(request.user, **contexte)
    return render(request, "accompagnement/dossier_situation.html", contexte)


def _preuves(lecture):
    """{criterion: what proves it}."""
    pieces = list(lecture.pieces.prefetch_related("criteres"))
    trouvees = preuves_des_criteres(lecture.criteres_a_suivre, pieces)
    return {preuve.critere.pk: preuve for preuve in trouvees}


def _avec_preuves(criteres, preuves=MappingProxyType({})):
    return [(critere, preuves.get(critere.pk)) for critere in criteres]


def _a_une_date(request, *, participant, parcours, lecture, preuves, **_):
    """What was true on the day asked for; else today, or on the last day of a closed parcours."""
    formulaire = JourForm(request.GET or None, naissance=participant.date_naissance)
    demande = formulaire.cleaned_data.get("au") if formulaire.is_valid() else None
    jour = demande or (parcours and parcours.date_sortie) or timezone.localdate()
    return {
        "jour_form": formulaire,
        "jour": jour,
        "jour_demande": demande,
        "faits": lecture.situation_au(jour) if parcours else [],
        "criteres_du_jour": _avec_preuves(lecture.criteres_au(jour), preuves),
        "referent_du_jour": lecture.referent_au(jour),
        "aujourd_hui": timezone.localdate(),
    }


def _partages(agent, *, participant, lecture, **_):
    """Which partners know, and what the person refuses."""
    oppositions = participant.oppositions.en_cours().select_related("structure")
    return {
        "partages": participant.partages.select_related("structure"),
        "oppositions": oppositions,
        "peut_gerer_opposition": Acte.GERER_OPPOSITION.permet(agent, lecture.referent),
    }


@require_safe
def dossier_historique(request, pk):
    contexte = ouvrir_dossier(request, pk, "historique")
    contexte["retraits"] = lire_retraits(contexte["participant"], request.user)
    contexte["changements"] = changements(
        contexte["participant"], lecteur=request.user, parcours=contexte["tous_les_parcours"]
    )
    return render(request, "accompagnement/dossier_historique.html", contexte)


@require_safe
def dossier_consultations(request, pk):
    contexte = ouvrir_dossier(request, pk, "consultations")
    absorbes = contexte["participant"].fusions.filter(annulee_le__isnull=True)
    dossiers = [pk, *absorbes.values_list("absorbe", flat=True)]
    consultations = Consultation.objects.filter(participant_id__in=dossiers)
    consultations = consultations.select_related("agent")
    contexte["page"] = taire_les_details(paginer(request, consultations, 50), request.user)
    return render(request, "accompagnement/dossier_consultations.html", contexte)
