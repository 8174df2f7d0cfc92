"""The minutes of a commission: what was decided, case by case, for who reads them."""

from django.utils import timezone

from accompagnement.documents.sections import document, fiche, jour, signatures, tableau, texte


def releve_de_decisions(commission, passages):
    """The PDF of the minutes, for the cases as `lecture.passage` gives them."""
    lignes = [_ligne(rang, passage) for rang, passage in enumerate(passages, start=1)]
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


def _ligne(rang, passage):
    parcours = passage.parcours
    return (
        rang,
        parcours.participant,
        parcours.structure or "–",
        passage.demande,
        _decision(passage),
    )


def _decision(passage):
    if not passage.decision:
        return "En attente"
    texte_ = passage.get_decision_display()
    if passage.prolonge_jusqu_au:
        texte_ += f" jusqu'au {jour(passage.prolonge_jusqu_au)}"
    texte_ = f"{texte_}. {passage.motif}" if passage.motif else texte_
    return f"{_annulation(passage.annulation)} {texte_}" if passage.annulation else texte_


def _annulation(correction):
    """What is not in force says so first, then who, when and why."""
    le = jour(timezone.localtime(correction.faite_le).date())
    pourquoi = f" : {correction.motif}" if correction.motif else ""
    return f"ANNULÉE le {le} par {correction.demandee_par}{pourquoi}. Décision prise :"
