"""The decision bar: which acts each state opens to who may write."""

from django.urls import reverse

from accompagnement.enums import STATUTS_EN_ATTENTE, STATUTS_EN_ATTENTE_D_ENTREE, Statut

ACTES = {
    Statut.PRESCRIT: [("parcours_diagnostic", "Faire le diagnostic")],
    Statut.EN_DIAGNOSTIC: [
        ("parcours_presenter", "Présenter en commission"),
        ("parcours_diagnostic", "Modifier le diagnostic"),
        ("freins_diagnostiquer", "Noter les freins"),
    ],
    Statut.AJOURNE: [
        ("parcours_presenter", "Présenter en commission"),
        ("parcours_diagnostic", "Modifier le diagnostic"),
    ],
    Statut.PRESENTE: [],
    Statut.ACTIF: [
        ("entretien_creer", "Noter un entretien"),
        ("etape_creer", "Ajouter une étape"),
        ("parcours_signer_emploi", "Signaler un emploi"),
        ("parcours_suspendre", "Suspendre"),
        ("parcours_proposer_sortie", "Proposer la sortie"),
    ],
    Statut.SUSPENDU: [
        ("parcours_reprendre", "Reprendre le parcours"),
        ("entretien_creer", "Noter un entretien"),
        ("parcours_proposer_sortie", "Proposer la sortie"),
    ],
    Statut.EN_EMPLOI: [
        ("entretien_creer", "Noter un entretien"),
        ("etape_creer", "Ajouter une étape"),
        ("dossier_emploi", "Suivre l'emploi"),
        ("parcours_proposer_sortie", "Proposer la sortie"),
    ],
    Statut.SORTIE_PROPOSEE: [("entretien_creer", "Noter un entretien")],
    Statut.SORTI: [],
    Statut.REFUSE: [],
    Statut.NON_ENTRE: [],
}


def barre_de_decision(lecture):
    """The acts open in this state to who may write; (label, address) each."""
    parcours = lecture.parcours
    if parcours is None or not lecture.peut_ecrire:
        return []
    actes = [
        (libelle, adresse_de(nom, parcours)) for nom, libelle in ACTES[Statut(parcours.statut)]
    ]
    if parcours.statut in STATUTS_EN_ATTENTE_D_ENTREE:
        actes.append(("Noter un entretien", adresse_de("entretien_creer", parcours)))
    if parcours.est_ouvert:
        actes.append(("Planifier un rendez-vous", _planifier(lecture)))
    if parcours.statut in STATUTS_EN_ATTENTE_D_ENTREE:
        actes.append(("Clore sans entrée", adresse_de("parcours_clore_sans_entree", parcours)))
    if parcours.statut in STATUTS_EN_ATTENTE and lecture.passage_en_attente is None:
        actes.insert(0, ("Inscrire à une commission", adresse_de("parcours_inscrire", parcours)))
    if parcours.statut == Statut.SORTIE_PROPOSEE and lecture.sortie:
        retirer = reverse("accompagnement:retirer", args=["sortie", lecture.sortie.pk])
        actes.append(("Retirer la proposition de sortie", retirer))
    return actes + _corrections(lecture)


def _corrections(lecture):
    """What may be wrong in what was validated; one at a time."""
    parcours = lecture.parcours
    if not lecture.peut_corriger or lecture.correction_en_attente:
        return []
    actes = []
    if parcours.date_entree:
        actes.append(
            ("Corriger la date d'entrée", adresse_de("parcours_corriger_entree", parcours))
        )
    if parcours.statut == Statut.SORTI:
        actes.append(("Rouvrir la sortie", adresse_de("parcours_rouvrir_sortie", parcours)))
    if parcours.statut == Statut.NON_ENTRE:
        rouvrir = adresse_de("parcours_rouvrir_prescription", parcours)
        actes.append(("Rouvrir la prescription", rouvrir))
    return actes


def _planifier(lecture):
    """In the calendar of the référent, whoever plans."""
    adresse = f"{reverse('accompagnement:rendez_vous_creer')}?parcours={lecture.parcours.pk}"
    return f"{adresse}&agent={lecture.referent.pk}" if lecture.referent else adresse


def adresse_de(nom, parcours):
    """The page of one act on `parcours`, or of one tab of its dossier."""
    cle = parcours.participant_id if nom.startswith("dossier") else parcours.pk
    return reverse(f"accompagnement:{nom}", args=[cle])
