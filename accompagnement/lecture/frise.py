"""The timeline: every kind of event of a parcours in one stream."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import Categorie, Presence
from accompagnement.lecture.actes_proposes import adresse_de
from accompagnement.lecture.situation import en_mots
from plie.socle.etats import Ton


@dataclass(frozen=True)
class Evenement:
    le: date
    type: str
    titre: str
    detail: str = ""
    ton: str = ""
    libelle_etat: str = ""
    confidentiel: str = ""
    confidentiel_reserve: bool = False
    adresse: str = ""
    heure: str = ""
    invitation: str | None = None
    ancre: str = ""
    # Read on a page of its own by whoever reads the timeline.
    se_lit: bool = False
    # Taken out, or corrected, by this agent, who may write nothing else in the dossier.
    se_change: bool = False
    modifie_le: datetime | None = None
    ajouts: tuple = ()


LIBELLES_SORTIE = {
    Categorie.POSITIVE: "Sortie positive",
    Categorie.NEUTRE: "Sortie neutre",
    Categorie.AUTRE: "Autre sortie",
}


def _modifier(lecture, nom, objet):
    """Where an event is changed; nowhere once the parcours is closed."""
    return reverse(f"accompagnement:{nom}", args=[objet.pk]) if lecture.parcours.est_ouvert else ""


def _retirer(nature, objet):
    """Where an event that has no page of its own is taken out."""
    return reverse("accompagnement:retirer", args=[nature, objet.pk])


def _badge(etat):
    """(tone, text) of a state, or nothing to show."""
    return (etat.ton, etat.label) if etat else ("", "")


A_NOTER = (Ton.ORANGE, "À noter")


def _a_faire(jour):
    """What is planned for a day, until that day is over."""
    return A_NOTER if jour < timezone.localdate() else _badge(Presence.PREVU)


def _entretiens(lecture):
    for entretien in lecture.entretiens:
        debut = timezone.localtime(entretien.debut)
        yield Evenement(
            debut.date(),
            "Entretien",
            f"{entretien.get_mode_display()}, {entretien.agent}",
            entretien.notes,
            *(A_NOTER if entretien.reste_a_renseigner else _badge(entretien.etat)),
            confidentiel=entretien.notes_confidentielles,
            confidentiel_reserve=entretien.confidences_reservees,
            adresse=reverse("accompagnement:entretien", args=[entretien.pk]),
            se_lit=True,
            modifie_le=entretien.modifie_le,
            ajouts=tuple(lecture.ajouts[entretien.pk]),
            heure=f"{debut:%H:%M}",
            invitation=lecture.invitations.get(entretien.pk),
        )


def _mots(lecture):
    for mot in lecture.mots:
        le = timezone.localtime(mot.cree_le)
        se_retire = lecture.peut_retirer(mot)
        yield Evenement(
            le.date(),
            "Mot",
            f"{mot.auteur} à {', '.join(mot.a_qui)}",
            mot.texte,
            heure=f"{le:%H:%M}",
            adresse=_retirer("mot", mot) if se_retire else "",
            se_change=se_retire,
            ancre=f"mot-{mot.pk}",
        )


def _courriers(lecture):
    for courrier in lecture.courriers:
        le = timezone.localtime(courrier.cree_le)
        yield Evenement(
            le.date(),
            "Courrier",
            f"{courrier.get_modele_display()}, {courrier.auteur}",
            courrier.objet,
            heure=f"{le:%H:%M}",
            adresse=reverse("accompagnement:courrier", args=[courrier.pk]),
            se_lit=not courrier.est_reserve,
        )


def _seances(lecture):
    for participation in lecture.participations:
        seance = participation.seance
        debut = timezone.localtime(seance.debut)
        yield Evenement(
            debut.date(),
            "Séance collective",
            seance.titre,
            "",
            *_badge(participation.etat),
            adresse=reverse("accompagnement:seance", args=[seance.pk]),
            heure=f"{debut:%H:%M}",
        )


def _etapes(lecture):
    for etape in lecture.etapes:
        adresse = _modifier(lecture, "etape_modifier", etape)
        fin = _la_fin(lecture, etape, adresse)
        detail = _dire_l_etape(etape)
        nature = etape.nature or "Étape"
        titre = f"{etape.libelle} ({etape.get_axe_display().lower()})"
        if etape.n_a_pas_eu_lieu:
            abandon = f"{nature} qui n'a pas eu lieu"
            yield Evenement(etape.date_fin, abandon, titre, detail, **fin)
            continue
        if etape.date_debut is None:
            prevue = etape.date_debut_prevue
            yield Evenement(prevue, f"{nature} prévue", titre, detail, adresse=adresse)
            continue
        yield Evenement(etape.date_debut, nature, titre, detail, adresse=adresse)
        if etape.date_fin:
            yield Evenement(
                etape.date_fin,
                "Fin d'étape",
                titre,
                etape.get_issue_display(),
                *_badge(etape.etat),
                **fin,
            )


def _la_fin(lecture, etape, adresse):
    """Where the end of an étape is changed: with it, or apart once the parcours is closed."""
    if lecture.parcours.est_ouvert or not lecture.peut_terminer_une_etape:
        return {"adresse": adresse}
    adresse = reverse("accompagnement:etape_corriger_resultat", args=[etape.pk])
    return {"adresse": adresse, "se_change": True}


def _dire_l_etape(etape):
    """Who carries it, who pays, and what an immersion adds."""
    convention = etape.numero_convention and f"convention {etape.numero_convention}"
    heures = f"{etape.heures} h" if etape.heures else ""
    qui = etape.operateur and etape.operateur.nom
    dits = [qui, etape.employeur, etape.get_financement_display(), heures, convention]
    return " – ".join(filter(None, dits))


def _emplois(lecture):
    for emploi in lecture.emplois:
        heures = f"{emploi.heures_hebdo.normalize():f} h par semaine" if emploi.heures_hebdo else ""
        nature = "Emploi à venir" if emploi.est_a_venir else "Emploi"
        yield Evenement(emploi.date_debut, nature, str(emploi), heures)
        if emploi.date_fin:
            pourquoi = emploi.get_motif_fin_display()
            yield Evenement(emploi.date_fin, "Fin d'emploi", str(emploi), pourquoi)
    for suivi in lecture.suivis_emploi:
        yield Evenement(
            suivi.fait_le or suivi.prevu_le,
            "Suivi dans l'emploi",
            str(suivi),
            suivi.commentaire,
            *(_badge(suivi.etat) if suivi.etat else _a_faire(suivi.prevu_le)),
            adresse=_modifier(lecture, "suivi_emploi_faire", suivi),
        )


def _mises_en_relation(lecture):
    for mise in lecture.mises_en_relation:
        titre = mise.rome_libelle or mise.contrat_libelle or mise.get_origine_display()
        yield Evenement(
            mise.conclue_le or mise.proposee_le,
            "Mise en relation",
            titre,
            mise.commentaire,
            *_badge(mise.etat),
            adresse=adresse_de("dossier_offres", lecture.parcours),
        )


def _suspensions(lecture):
    for suspension in lecture.suspensions:
        adresse = _retirer("suspension", suspension) if lecture.parcours.est_ouvert else ""
        yield Evenement(suspension.date_debut, "Suspension", suspension.motif_dit, adresse=adresse)
        if suspension.date_fin:
            yield Evenement(suspension.date_fin, "Reprise", "Fin de la suspension")


def _cohortes(lecture):
    for lue in lecture.appartenances:
        yield Evenement(lue.date_debut, "Suivi renforcé", str(lue.cohorte), lue.raison)
        if lue.date_fin:
            titre = f"Quitte la cohorte : {lue.cohorte}"
            yield Evenement(lue.date_fin, "Suivi renforcé", titre, lue.raison_fin)


def _passages(lecture):
    for passage in lecture.passages:
        decision = passage.get_decision_display() or "En attente de décision"
        yield Evenement(
            passage.commission.date,
            "Commission",
            f"{decision} (décision annulée)" if passage.annulation else decision,
            passage.motif,
            Ton.GRIS if passage.annulation else "",
            "Annulée" if passage.annulation else "",
            adresse=reverse("accompagnement:commission", args=[passage.commission_id]),
        )


def _corrections(lecture):
    for correction in lecture.corrections:
        le = timezone.localtime(correction.faite_le or correction.demandee_le)
        yield Evenement(
            le.date(),
            "Correction" if correction.faite_le else "Correction demandée",
            f"{correction.get_nature_display()}, {_qui(correction)}",
            correction.motif,
            "" if correction.faite_le else Ton.ORANGE,
            "" if correction.faite_le else "Attend la direction",
        )


def _qui(correction):
    demande = f"demandée par {correction.demandee_par}"
    confirmee = correction.confirmee_par
    return f"{demande}, confirmée par {confirmee}" if confirmee else demande


def _changements(lecture):
    for changement in lecture.changements:
        adresse = _modifier(lecture, "changement_modifier", changement)
        yield Evenement(changement.date, "Changement", en_mots(changement), adresse=adresse)


def _situation_sortie(lecture):
    situation = lecture.situation_sortie
    if situation:
        obtenue = situation.qualification or "Qualification obtenue"
        detail = obtenue if situation.a_obtenu_qualification else ""
        yield Evenement(
            situation.date, "Situation à la sortie", situation.get_issue_display(), detail
        )


def _criteres(lecture):
    """Those at entry are in the situation at entry; what they lose is an event."""
    for critere in lecture.criteres:
        adresse = _modifier(lecture, "critere_modifier", critere)
        if not critere.a_l_entree:
            yield Evenement(critere.constate_le, "Critère acquis", str(critere), adresse=adresse)
        if critere.perdu_le:
            yield Evenement(critere.perdu_le, "Critère perdu", str(critere), adresse=adresse)


def _affectations(lecture):
    for affectation in lecture.affectations:
        yield Evenement(affectation.date_debut, "Référent", str(affectation.agent))


def _bornes(lecture):
    parcours = lecture.parcours
    if parcours.date_prescription:
        yield Evenement(parcours.date_prescription, "Prescription", parcours.get_prescripteur())
    if parcours.date_entree:
        yield Evenement(parcours.date_entree, "Entrée", "Entrée dans le parcours")
    if lecture.non_entree:
        non_entree = lecture.non_entree
        yield Evenement(
            non_entree.date, "Clos sans entrée", str(non_entree.motif), non_entree.reponse
        )
    if lecture.sortie:
        sortie = lecture.sortie
        yield Evenement(
            sortie.date_effet,
            "Sortie" if sortie.validee_le else "Sortie proposée",
            str(sortie.motif),
            sortie.commentaire,
            sortie.etat.ton if sortie.etat else Ton.ORANGE,
            LIBELLES_SORTIE.get(sortie.categorie, "À valider"),
        )


DECISIONS = (
    _suspensions,
    _cohortes,
    _passages,
    _corrections,
    _changements,
    _criteres,
    _situation_sortie,
    _affectations,
    _bornes,
)
# What the timeline may be reduced to, by the key of its address; all of them are the whole of it.
NATURES = {
    "echanges": ("Entretiens et échanges", (_entretiens, _mots, _courriers, _seances)),
    "etapes": ("Étapes", (_etapes,)),
    "emploi": ("Emploi et offres", (_emplois, _mises_en_relation)),
    "decisions": ("Décisions et changements", DECISIONS),
}
SOURCES = tuple(source for _, sources in NATURES.values() for source in sources)
# Older than this waits, folded.
RECENT = timedelta(days=365)


class Frise(NamedTuple):
    """The events, the latest first."""

    a_venir: list[Evenement]
    recents: list[Evenement]
    anciens: list[Evenement]


def frise(lecture, nature=""):
    """All events of the parcours, or those of one of NATURES; None when there is none."""
    if lecture.parcours is None:
        return None
    _, sources = NATURES.get(nature, ("", SOURCES))
    evenements = [evenement for source in sources for evenement in source(lecture)]
    evenements.sort(key=lambda e: (e.le, e.heure), reverse=True)
    aujourd_hui = timezone.localdate()
    dernier = max((e.le for e in evenements if e.le <= aujourd_hui), default=aujourd_hui)
    # Of a parcours long closed, its last year is what one comes to read.
    seuil = dernier - RECENT
    rangee = Frise(
        [e for e in evenements if e.le > aujourd_hui],
        [e for e in evenements if seuil < e.le <= aujourd_hui],
        [e for e in evenements if e.le <= seuil],
    )
    return rangee if evenements else None
