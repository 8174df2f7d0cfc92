"""The minutes of a commission: what was decided, case by case, for who reads them."""

from django.utils import timezone

from accompagnement.documents.sections import document, fiche, jour, signatures, tableau, texte
from accompagnement.enums import Decision
from accompagnement.lecture.reserve import motif_de_sortie

# Once decided, a case moves on: what was asked is read from the decision, not from its state.
DEMANDES_DECIDEES = {
    Decision.INTEGRE: "Entrée",
    Decision.REFUSE: "Entrée",
    Decision.SORTIE_REFUSEE: "Sortie",
    Decision.PROLONGE: "Suite du parcours",
    Decision.MAINTENU: "Suite du parcours",
}


def demande(parcours, *, voit_motifs, decision=""):
    """What is asked of the commission, or was until `decision`; a sensitive reason is withheld."""
    if decision in DEMANDES_DECIDEES:
        return DEMANDES_DECIDEES[decision]
    sortie = getattr(parcours, "sortie", None)
    if sortie is None:
        return "Suite du parcours" if parcours.date_entree else "Entrée"
    return f"Sortie : {motif_de_sortie(sortie.motif, voit_sensible=voit_motifs)}"


def releve_de_decisions(commission, passages, *, voit_motifs):
    """The PDF of the minutes, for the cases given; why it decided is for who sees the motifs."""
    lignes = [_ligne(rang, passage, voit_motifs) for rang, passage in enumerate(passages, start=1)]
    return document(
        "Relevé de décisions",
        _sous_titre(commission),
        [
            fiche(
                "La commission",
                [
                    ("Date", jour(commission.date)),
                    ("Lieu", commission.lieu),
                    ("Dossiers examinés", str(len(lignes))),
                ],
            ),
            texte("Présents", *(commission.presents.splitlines() or ["Non renseignés."])),
            tableau(
                "Décisions",
                ("N°", "Personne", "Structure", "Demande", "Décision"),
                lignes,
                largeurs=(1, 4, 3, 4, 5),
                vide="Aucun dossier n'était à l'ordre du jour.",
            ),
            signatures(("Pour la commission", ""), ("Pour le PLIE", "")),
        ],
        pied=f"{commission}, édité le {jour(timezone.localdate())}",
    )


def _sous_titre(commission):
    if commission.close_le:
        return f"{commission}, close le {jour(timezone.localtime(commission.close_le).date())}"
    return f"{commission} – document provisoire : la commission n'est pas close"


def _ligne(rang, passage, voit_motifs):
    parcours = passage.parcours
    return (
        rang,
        parcours.participant,
        parcours.structure or "–",
        demande(parcours, voit_motifs=voit_motifs, decision=passage.decision),
        _decision(passage, voit_motifs),
    )


def _decision(passage, voit_motifs):
    if not passage.decision:
        return "En attente"
    texte_ = passage.get_decision_display()
    if passage.prolonge_jusqu_au:
        texte_ += f" jusqu'au {jour(passage.prolonge_jusqu_au)}"
    return f"{texte_}. {passage.motif}" if passage.motif and voit_motifs else texte_
