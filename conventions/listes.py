"""The columns of the lists behind numbers: who, then what makes the row count."""

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from accompagnement.lecture.sortie import lire_sorties
from accompagnement.models import Emploi, Entretien, Etape, MiseEnRelation
from conventions.enums import Nature
from offres.models import Offre

IDENTITE = {
    "Nom": lambda p: p.participant.nom,
    "Prénom": lambda p: p.participant.prenom,
    "Date de naissance": lambda p: p.participant.date_naissance,
    "Commune aujourd'hui": lambda p: str(p.participant.commune or ""),
    "Statut aujourd'hui": lambda p: p.get_statut_display(),
    "Structure aujourd'hui": lambda p: str(p.structure or ""),
    "Date d'entrée": lambda p: p.date_entree or "",
    "Date de sortie": lambda p: p.date_sortie or "",
}
# Of the exit, the job or the proposal behind the row.
DE_SORTIE = {
    "Motif": lambda lue: lue.motif,
    "Catégorie": lambda lue: lue.categorie,
    "Règle": lambda lue: lue.regle,
    "Commission": lambda lue: lue.commission.date if lue.commission else "",
    "Contrat ou formation": lambda lue: str(lue.appui or ""),
    "Preuve et vérification": lambda lue: lue.preuves_dites,
}
D_ETAPE = {
    "Étape": str,
    "Axe": lambda etape: etape.get_axe_display(),
    "Début": lambda etape: etape.date_debut or "",
    "Fin": lambda etape: etape.date_fin or "",
    "Résultat": lambda etape: etape.get_resultat_display(),
}
D_ENTRETIEN = {
    "Rendez-vous": lambda entretien: timezone.localdate(entretien.debut),
    "Mode": lambda entretien: entretien.get_mode_display(),
    "Présence": lambda entretien: entretien.get_presence_display(),
}
D_EMPLOI = {
    "Emploi": str,
    "Embauche": lambda emploi: emploi.date_debut,
    "Fin prévue": lambda emploi: emploi.date_fin_prevue or "",
    "Fin": lambda emploi: emploi.date_fin or "",
}
DE_MISE_EN_RELATION = {
    "Offre": lambda mise: mise.offre.intitule if mise.est_montrable else mise.offre.rome_libelle,
    "Métier": lambda mise: mise.rome_code,
    "Proposée": lambda mise: mise.proposee_le,
    "Issue": lambda mise: mise.get_statut_display(),
    "Conclue": lambda mise: mise.conclue_le or "",
}
EXTRAITES = {"Offre": lambda m: m.offre.rome_libelle if m.offre.est_importee else m.offre.intitule}
JOINTURES = {
    Nature.EMPLOI: "emplois",
    Nature.CONTRAT: "emplois",
    Nature.ETAPE: "etapes",
    Nature.ENTRETIEN: "entretiens",
    Nature.MISE_EN_RELATION: "mises_en_relation",
}
COLONNES = {
    Nature.EMPLOI: D_EMPLOI,
    Nature.CONTRAT: D_EMPLOI,
    Nature.ETAPE: D_ETAPE,
    Nature.ENTRETIEN: D_ENTRETIEN,
    Nature.MISE_EN_RELATION: DE_MISE_EN_RELATION,
}
# What each row is read from, of those that are not an exit nor a proposal.
LUS = {
    Nature.EMPLOI: Emploi,
    Nature.CONTRAT: Emploi,
    Nature.ETAPE: Etape,
    Nature.ENTRETIEN: Entretien,
}
TRIS = {
    "nom": ["participant__nom", "participant__prenom", "pk"],
    "entree": ["date_entree", "pk"],
    "sortie": ["date_sortie", "pk"],
    "categorie": ["sortie__categorie", "date_sortie", "pk"],
    "regle": ["sortie__regle__version", "date_sortie", "pk"],
    "commission": ["sortie__passage__commission__date", "date_sortie", "pk"],
}
TRIS_DES_SORTIES = ("categorie", "regle", "commission")


# What an official month counts and that nobody can open any more.
DISPARUS = {
    Nature.EMPLOI: "emploi retiré le",
    Nature.CONTRAT: "emploi retiré le",
    Nature.ETAPE: "étape retirée le",
    Nature.ENTRETIEN: "entretien retiré le",
    Nature.MISE_EN_RELATION: "mise en relation retirée le",
}


def dire_le_disparu(indicateur):
    return DISPARUS.get(indicateur.nature, "dossier effacé le")


def colonnes(indicateur):
    """{label: how it is read} of what makes the row count; {} for dossiers as such."""
    if indicateur.compte_des_sorties:
        return DE_SORTIE
    return COLONNES.get(indicateur.nature, {})


def tris(indicateur):
    """{key of the address: fields}; the columns that say nothing here sort nothing."""
    retirees = () if indicateur.compte_des_sorties else TRIS_DES_SORTIES
    return {cle: champs for cle, champs in TRIS.items() if cle not in retirees}


def entetes(indicateur):
    """[(label, key of its sort or "")]."""
    cles = {"Catégorie": "categorie", "Règle": "regle", "Commission": "commission"}
    return [(nom, cles.get(nom, "")) for nom in colonnes(indicateur)]


def a_l_ecran(indicateur, lignes, agent, tri):
    """(columns, rows) of a page: what the rule says of each exit is left out where they all say the
    same, and its room goes to what proves them; what they are sorted by stays."""
    rangees, colonnes_dites = completer(indicateur, lignes, agent), entetes(indicateur)
    triees = {nom for nom, cle in colonnes_dites if cle == tri.lstrip("-")}
    dits = [dict(suite) for _, suite in rangees]
    tues = {
        nom
        for nom in {"Catégorie", "Règle"} - triees
        if len(dits) > 1 and len({dit.get(nom) for dit in dits}) == 1
    }
    return (
        [entete for entete in colonnes_dites if entete[0] not in tues],
        [(ligne, [dit for dit in suite if dit[0] not in tues]) for ligne, suite in rangees],
    )


def avec_ce_qui_compte(indicateur, parcours):
    """`parcours` with the key of the job or of the proposal that each row is: `compte_id`."""
    jointure = JOINTURES.get(indicateur.nature)
    return parcours.annotate(compte_id=F(f"{jointure}__pk")) if jointure else parcours


def completer(indicateur, lignes, agent, *, extraites=False):
    """[(parcours, [(label, text)])], for `agent`; as many statements for one row as for many.
    `extraites`: for a file, which keeps of France Travail's offers their trade alone (licence,
    article 3)."""
    lus = _lire(indicateur, lignes, agent)
    cle = "pk" if indicateur.nature == Nature.PARCOURS else "compte_id"
    dites = colonnes(indicateur)
    if extraites and dites is DE_MISE_EN_RELATION:
        dites = DE_MISE_EN_RELATION | EXTRAITES
    return [
        (ligne, [(nom, lire(lu) if lu else "") for nom, lire in dites.items()])
        for ligne in lignes
        for lu in [lus.get(getattr(ligne, cle, None))]
    ]


def en_fichier(indicateur, lignes, agent):
    """(header, rows) of the list as a file."""
    return (
        [*IDENTITE, *colonnes(indicateur)],
        [
            [*(lire(p) for lire in IDENTITE.values()), *(texte for _, texte in suite)]
            for p, suite in completer(indicateur, lignes, agent, extraites=True)
        ],
    )


def _lire(indicateur, lignes, agent):
    if indicateur.compte_des_sorties:
        return lire_sorties([ligne.pk for ligne in lignes], agent)
    if indicateur.nature in LUS:
        lus = LUS[indicateur.nature].objects
        return lus.in_bulk([ligne.compte_id for ligne in lignes])
    if indicateur.nature == Nature.MISE_EN_RELATION:
        # An offer of France Travail that may not be shown today keeps its trade (licence, art. 7).
        montrable = Exists(Offre.objects.montrables().filter(pk=OuterRef("offre")))
        mises = MiseEnRelation.objects.select_related("offre").annotate(est_montrable=montrable)
        return mises.in_bulk([ligne.compte_id for ligne in lignes])
    return {}
