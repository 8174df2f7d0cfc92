"""What is said of a person is decided by `accompagnement.lecture`: nobody else may name what makes
a thing sensitive, nor the right to read it, nor read a sensitive column."""

import re

import pytest

from tests.colonnes import SENSIBLES
from tests.test_structure import MODULES, RACINE

NOMME = re.compile(
    r"(VOIR_SENSIBLE|LIRE_SENSIBLE|LIRE_CONFIDENCES|voit_sensible|CRITERES_SENSIBLES"
    r"|PIECES_SENSIBLES|est_sensible)\b"
)
LECTURE = "accompagnement/lecture/"
# Where it is declared, whoever reads.
DECLARATIONS = (
    "accompagnement/enums/",
    "accompagnement/models/piece.py",
    "accompagnement/models/non_entree.py",
    "accompagnement/models/sortie.py",
    "accompagnement/models/suspension.py",
    "accompagnement/permissions.py",
    "plie/referentiels/models.py",
)
EXCEPTIONS = {
    "conventions/indicateurs/essai.py": "leaves a withheld motif where it was, whoever reads",
    "accompagnement/actions/regle_sortie.py": "writes the motifs that are shipped",
    "accompagnement/actions/non_entree.py": "writes the motifs that are shipped",
    "accompagnement/actions/suspension.py": "writes the motifs that are shipped",
    "accompagnement/admin.py": "shows the box to who ticks it",
    "accompagnement/alertes/completude.py": "asks PostgreSQL who is to be told what lacks",
    "accompagnement/listes/ordre_du_jour.py": "loads the column that the reader judges by",
    "conventions/actions/releve.py": "writes down once what an official year tells of it",
    "conventions/indicateurs/officiel.py": "reads of an official year what was written down",
    "conventions/indicateurs/fiche.py": "reads of a sensitive figure what withholds it",
    "conventions/indicateurs/indicateur.py": "says which figures are sensitive",
    "conventions/indicateurs/seuils.py": "says which figures are withheld, and from whom",
    "conventions/rapports/masque.py": "masks what leaves the house",
    "conventions/rapports/parts.py": "masks the shares that leave the house",
    "conventions/rapports/protection.py": "masks what would give the rest back",
    "conventions/rapports/donnees.py": "leaves sensitive figures out of what was corrected",
    "conventions/indicateurs/tableau.py": "leaves the sensitive figures out of a table",
    "conventions/permissions.py": "says who lists and who counts behind a figure",
    "plie/referentiels/actions.py": "writes the freins that are shipped",
    "plie/referentiels/admin.py": "shows the box to who ticks it",
}

# Sensitive columns whose name nothing else bears; the others after what a row is called here, and
# the rows taken from their parcours rather than from its Lecture.
PROPRES = "commentaire|motif|notes_confidentielles|souhaite_adapte"
LIT = re.compile(
    rf"\w+\.(?:{PROPRES}|get_motif_display)\b"
    rf"|(?<=[\"'])(?:\w+__)?(?:{PROPRES})(?:__\w+)?(?=[\"'])"
    rf"|\b(?:\w+__)?(?:{PROPRES})__\w+(?=\s*=)"
    r"|\bpiece\.(?:nom|fichier|type|get_type_display|motif_refus)\b|\bconsultation\.detail\b"
    r"|\b(?:memo|mot|courrier)\.texte\b|\bcourrier\.objet\b"
    r"|\borientation\.message\b|\bechange\.texte\b|\bdocument\.(?:nom|fichier|type)\b"
    r"|\bpassage\.etat_avant\b|\bbrouillon\.contenu\b|\bdemande\.(?:fichier|rapport|rejets)\b"
    r"|\bcritere\.(?:code|get_code_display)\b"
    r"|\b(?:parcours|participant|emploi)\."
    r"(?:criteres|entretiens|freins|mises_en_relation|passages|pieces|sortie|suivis|suspensions)\b"
)
LIT_EN_SQL = re.compile(rf"\b(?:\w+\.)?(?:{PROPRES}|motif_id)\b")
# Who reads by the right they ask themselves, and who writes.
LECTEURS = (
    LECTURE,
    "accompagnement/actions/",
    "accompagnement/enums/",
    "accompagnement/forms/",
    "accompagnement/models/",
    "plie/demonstration/",
)
DE_LA_LECTURE = "rows that `lecture` handed out"
QUI_ECRIT = "the form of who writes to the dossier, who reads all of it"
CE_QUI_EST_LIVRE = "a field of France Travail's offers"
DE_LA_PROPOSITION = "why an offer did not suit: nothing of health is asked"
DU_RAPPORT = "of a chapter of a report, of nobody"
LECTURES = {
    "conventions/forms/__init__.py": ({"forms.commentaire"}, DU_RAPPORT),
    "conventions/forms/commentaire.py": ({"actions.commentaire"}, DU_RAPPORT),
    "conventions/indicateurs/essai.py": ({"s.motif"}, "which motifs a tried rule moves, of nobody"),
    "conventions/models/__init__.py": ({"models.commentaire"}, DU_RAPPORT),
    "conventions/rapports/document.py": ({"commentaire"}, DU_RAPPORT),
    "conventions/rapports/donnees_longues.py": ({"commentaire"}, DU_RAPPORT),
    "conventions/views/commentaire.py": ({"actions.commentaire"}, DU_RAPPORT),
    "accompagnement/alertes/completude.py": ({"motif__categorie"}, "which exits need a proof"),
    "accompagnement/api/evenements.py": ({"orientation.message"}, "the type of an event"),
    "accompagnement/documents/commission.py": (
        {"correction.motif", "passage.motif"},
        DE_LA_LECTURE,
    ),
    "accompagnement/documents/courrier.py": (
        {"courrier.objet", "courrier.texte"},
        DE_LA_LECTURE,
    ),
    "accompagnement/listes/ordre_du_jour.py": (
        {"motif", "sortie__motif", "parcours__sortie__motif"}
        | {"sortie__motif__libelle", "sortie__motif__est_sensible"},
        "loads what the reader judges",
    ),
    "accompagnement/rapprochement/sql/relation.sql": (
        {"j.souhaite_adapte", "p.souhaite_adapte"},
        "leaves offers out; `raisons` says it to who may read it",
    ),
    "accompagnement/views/brouillon.py": (
        {"brouillon.contenu", "commentaire"},
        "one's own draft",
    ),
    "accompagnement/views/emploi.py": ({"suivi.commentaire", "commentaire"}, QUI_ECRIT),
    "accompagnement/views/importation.py": ({"demande.rejets"}, "of who may import"),
    "accompagnement/views/orientation.py": ({"document.nom"}, "after `peut_lire_confie`"),
    "accompagnement/views/passage.py": (
        {"parcours__sortie__motif"},
        "loads what the reader judges",
    ),
    "accompagnement/views/piece.py": (
        {"piece.nom", "piece.type", "parcours.entretiens"},
        "after `peut_voir_piece`; of the meeting that a file is joined to, its day",
    ),
    "accompagnement/views/retrait.py": ({"motif"}, QUI_ECRIT),
    "accompagnement/views/situation.py": ({"parcours.criteres"}, QUI_ECRIT),
    "accompagnement/views/sortie.py": ({"motif", "parcours.passages"}, QUI_ECRIT),
    "conventions/indicateurs/controle.py": ({"sortie.motif"}, "what a motif is deduced from"),
    "conventions/indicateurs/historiques.py": ({"motif"}, "a column of the figures, by its name"),
    "conventions/listes.py": ({"lue.motif"}, DE_LA_LECTURE),
    "conventions/indicateurs/sql/faits.sql": (
        {"validee.motif_id", "motif"},
        "counts, by motif too",
    ),
    "conventions/indicateurs/ventilations.py": ({"motif"}, "counts, by motif too"),
    "plie/journal/acte.py": ({"motif"}, "the field that lacks its reason"),
    "offres/lecture/fiche.py": ({"commentaire"}, CE_QUI_EST_LIVRE),
    "offres/france_travail/normalisation.py": ({"commentaire"}, CE_QUI_EST_LIVRE),
    "templates/accompagnement/annulation.html": ({"annulation.motif"}, DE_LA_LECTURE),
    "templates/accompagnement/courrier.html": (
        {"courrier.objet", "courrier.texte"},
        DE_LA_LECTURE,
    ),
    "templates/accompagnement/corrections.html": ({"correction.motif"}, DE_LA_LECTURE),
    "templates/accompagnement/effacements.html": ({"efface.motif"}, DE_LA_LECTURE),
    "templates/conventions/mois_arrete_ecart.html": ({"correction.motif"}, DE_LA_LECTURE),
    "templates/conventions/controle.html": ({"lue.motif"}, DE_LA_LECTURE),
    "templates/accompagnement/commission_ordre.html": ({"passage.motif"}, DE_LA_LECTURE),
    "templates/accompagnement/dossier.html": (
        {"non_entree.motif", "sortie.motif"},
        DE_LA_LECTURE,
    ),
    "templates/accompagnement/dossier_consultations.html": ({"consultation.detail"}, DE_LA_LECTURE),
    "templates/accompagnement/dossier_emploi.html": (
        {"emploi.suivis", "suivi.commentaire"},
        DE_LA_LECTURE,
    ),
    "templates/accompagnement/dossier_freins.html": ({"frein.commentaire"}, DE_LA_LECTURE),
    "templates/accompagnement/dossier_historique.html": (
        {"retrait.motif", "changement.motif"},
        DE_LA_LECTURE,
    ),
    "templates/accompagnement/dossier_pieces.html": (
        {"piece.nom", "piece.type", "piece.motif_refus"},
        DE_LA_LECTURE,
    ),
    "templates/accompagnement/pieces_a_verifier.html": (
        {"piece.nom"},
        "of those `lisibles_par` hands out",
    ),
    "templates/accompagnement/dossier_projet.html": ({"projet.souhaite_adapte"}, DE_LA_LECTURE),
    "templates/accompagnement/entretien_reperes.html": (
        {"ancien.notes_confidentielles", "memo.texte"},
        "as the reader gives them; memos of who wrote them, and who has to do them",
    ),
    "templates/accompagnement/entretien_lire.html": (
        {"entretien.notes_confidentielles", "piece.nom"},
        DE_LA_LECTURE,
    ),
    "templates/accompagnement/freins.html": ({"formulaire.commentaire"}, QUI_ECRIT),
    "templates/accompagnement/import_detail.html": (
        {"demande.rapport", "demande.rejets"},
        "of who may import",
    ),
    "templates/accompagnement/memos_liste.html": (
        {"memo.texte"},
        "of who wrote it, and who has to do it",
    ),
    "templates/accompagnement/mises_en_relation.html": (
        {"mise.motif", "mise.get_motif_display"},
        DE_LA_PROPOSITION,
    ),
    "templates/accompagnement/orientation_confie.html": (
        {"document.nom", "document.fichier"},
        DE_LA_LECTURE,
    ),
    "templates/accompagnement/orientation_echanges.html": ({"echange.texte"}, DE_LA_LECTURE),
    "templates/accompagnement/partenaire_orientation.html": (
        {"piece.nom", "piece.type"},
        "what the partner itself joined",
    ),
    "templates/accompagnement/projection_decision.html": ({"passage.motif"}, DE_LA_LECTURE),
}


def _sources():
    yield from MODULES
    yield from (RACINE / "templates").rglob("*.html")
    yield from (f for f in RACINE.glob("[a-z]*/**/*.sql") if "tests" not in f.parts)


@pytest.fixture(scope="module")
def qui_nomme():
    chemins = {str(f.relative_to(RACINE)) for f in _sources() if NOMME.search(f.read_text())}
    return {chemin for chemin in chemins if not chemin.startswith(LECTURE)}


def test_nobody_else_decides_what_is_said_of_a_person(qui_nomme):
    hors = {chemin for chemin in qui_nomme if not chemin.startswith(DECLARATIONS)}
    assert hors - EXCEPTIONS.keys() == set()


def test_no_exception_outlives_its_reason(qui_nomme):
    assert EXCEPTIONS.keys() - qui_nomme == set()
    assert [d for d in DECLARATIONS if not any(c.startswith(d) for c in qui_nomme)] == []


def test_every_sensitive_column_is_watched():
    """A label is none: it is read of a row that `lecture` handed out, or left out."""
    appeles = {
        "CritereEligibilite": "critere",
        "ImportDossiers": "demande",
        "MessageOrientation": "echange",
        "PieceOrientation": "document",
    }
    for modele, champs in SENSIBLES.items():
        for champ in champs - {"libelle"}:
            assert LIT.search(f"{appeles.get(modele, modele.lower())}.{champ}"), (modele, champ)


def test_nobody_else_reads_a_sensitive_column():
    lus = {}
    for fichier in _sources():
        chemin = str(fichier.relative_to(RACINE))
        motif = LIT_EN_SQL if fichier.suffix == ".sql" else LIT
        trouves = set(motif.findall(fichier.read_text()))
        if trouves and not chemin.startswith(LECTEURS):
            lus[chemin] = trouves
    assert lus == {chemin: colonnes for chemin, (colonnes, _) in LECTURES.items()}
