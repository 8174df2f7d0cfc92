"""The timeline: every kind of event of a parcours in one stream."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import Categorie, Presence
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


LIBELLES_SORTIE = {
    Categorie.POSITIVE: "Sortie positive",
    Categorie.NEUTRE: "Sortie neutre",
    Categorie.AUTRE: "Autre sortie",
}


def _modifier(faits, nom, objet):
    """Where an event is changed; nowhere once the parcours is closed."""
    return reverse(f"accompagnement:{nom}", args=[objet.pk]) if faits.parcours.est_ouvert else ""


def _badge(etat):
    """(tone, text) of a state, or nothing to show."""
    return (etat.ton, etat.label) if etat else ("", "")


def _entretiens(faits):
    for entretien in faits.entretiens:
        debut = timezone.localtime(entretien.debut)
        reserve = bool(entretien.notes_confidentielles) and not faits.lit_confidences(entretien)
        yield Evenement(
            debut.date(),
            "Entretien",
            f"{entretien.get_mode_display()}, {entretien.agent}",
            entretien.notes,
            *_badge(entretien.etat),
            confidentiel="" if reserve else entretien.notes_confidentielles,
            confidentiel_reserve=reserve,
            adresse=_modifier(faits, "entretien_modifier", entretien),
            heure=f"{debut:%H:%M}",
        )


def _seances(faits):
    for participation in faits.participations:
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


def _etapes(faits):
    for etape in faits.etapes:
        adresse = _modifier(faits, "etape_modifier", etape)
        detail = " – ".join(filter(None, [etape.operateur, etape.get_financement_display()]))
        titre = f"{etape.libelle} ({etape.get_axe_display().lower()})"
        if etape.date_debut is None:
            prevue = etape.date_debut_prevue
            yield Evenement(prevue, "Étape prévue", titre, detail, adresse=adresse)
            continue
        yield Evenement(etape.date_debut, "Étape", titre, detail, adresse=adresse)
        if etape.date_fin:
            yield Evenement(
                etape.date_fin,
                "Fin d'étape",
                titre,
                "",
                *_badge(etape.etat),
                adresse=adresse,
            )


def _emplois(faits):
    for emploi in faits.emplois:
        heures = f"{emploi.heures_hebdo.normalize():f} h par semaine" if emploi.heures_hebdo else ""
        yield Evenement(emploi.date_debut, "Emploi", str(emploi), heures)
        if emploi.date_fin:
            yield Evenement(emploi.date_fin, "Fin d'emploi", str(emploi))
    for suivi in faits.suivis_emploi:
        yield Evenement(
            suivi.fait_le or suivi.prevu_le,
            "Suivi dans l'emploi",
            str(suivi),
            suivi.commentaire if faits.voit_sensible else "",
            *_badge(suivi.etat or Presence.PREVU),
            adresse=_modifier(faits, "suivi_emploi_faire", suivi),
        )


def _mises_en_relation(faits):
    for mise in faits.mises_en_relation:
        titre = mise.rome_libelle or mise.contrat_libelle or mise.get_origine_display()
        yield Evenement(
            mise.conclue_le or mise.proposee_le,
            "Mise en relation",
            titre,
            mise.commentaire if faits.voit_sensible else "",
            *_badge(mise.etat),
            adresse=reverse("accompagnement:dossier_offres", args=[faits.parcours.participant_id]),
        )


def _suspensions(faits):
    for suspension in faits.suspensions:
        motif = faits.motif_suspension(suspension)
        yield Evenement(suspension.date_debut, "Suspension", motif)
        if suspension.date_fin:
            yield Evenement(suspension.date_fin, "Reprise", "Fin de la suspension")


def _passages(faits):
    for passage in faits.passages:
        decision = passage.get_decision_display() or "En attente de décision"
        yield Evenement(
            passage.commission.date,
            "Commission",
            decision,
            passage.motif if faits.voit_sensible else "",
            adresse=reverse("accompagnement:commission", args=[passage.commission_id]),
        )


def _affectations(faits):
    for affectation in faits.affectations:
        yield Evenement(affectation.date_debut, "Référent", str(affectation.agent))


def _bornes(faits):
    parcours = faits.parcours
    if parcours.date_prescription:
        yield Evenement(parcours.date_prescription, "Prescription", parcours.get_prescripteur())
    if parcours.date_entree:
        yield Evenement(parcours.date_entree, "Entrée", "Entrée dans le parcours")
    if faits.sortie:
        sortie = faits.sortie
        yield Evenement(
            sortie.date_effet,
            "Sortie" if sortie.validee_le else "Sortie proposée",
            faits.motif_sortie(),
            sortie.commentaire if faits.voit_sensible else "",
            sortie.etat.ton if sortie.etat else Ton.ORANGE,
            LIBELLES_SORTIE.get(sortie.categorie, "À valider"),
        )


SOURCES = (
    _entretiens,
    _seances,
    _etapes,
    _emplois,
    _mises_en_relation,
    _suspensions,
    _passages,
    _affectations,
    _bornes,
)


def frise(faits):
    """All events of the parcours, the latest first; those to come stand on top."""
    if faits.parcours is None:
        return []
    evenements = [evenement for source in SOURCES for evenement in source(faits)]
    return sorted(evenements, key=lambda e: (e.le, e.heure), reverse=True)
