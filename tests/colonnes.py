"""What each column of a dossier holds, in words, by a code or in a file.

A new column is put on one side or the other: `test_balayage` fails until it is, then until a mark
is written in what is sensitive.
"""

from django.apps import apps
from django.db import models

# What may say something of health, justice or housing, or was confided.
SENSIBLES = {
    "Brouillon": {"contenu"},
    "Consultation": {"detail"},
    "Correction": {"motif"},
    "Courrier": {"objet", "texte"},
    "CritereEligibilite": {"code"},
    "Entretien": {"notes_confidentielles"},
    "Frein": {"commentaire"},
    "ImportDossiers": {"fichier", "rapport", "rejets"},
    "Memo": {"texte"},
    "MessageOrientation": {"texte"},
    "MiseEnRelation": {"commentaire"},
    "Mot": {"texte"},
    "MotifNonEntree": {"libelle"},
    "MotifSortie": {"libelle"},
    "MotifSuspension": {"libelle"},
    "Orientation": {"message"},
    "Passage": {"etat_avant", "motif"},
    "Piece": {"fichier", "motif_refus", "nom", "type"},
    "PieceOrientation": {"fichier", "nom", "type"},
    "Retrait": {"motif"},
    "SituationFrein": {"libelle"},
    "Sortie": {"commentaire"},
    "SuiviEmploi": {"commentaire"},
    "TypeFrein": {"libelle"},
    "TypeObjectif": {"libelle"},
}
# What is read by whoever opens the dossier, or says nothing of anybody.
ORDINAIRES = {
    "AjoutEntretien": {"texte"},
    "Alerte": {"code", "lecteurs"},
    "AppartenanceCohorte": {"raison", "raison_fin"},
    "Brouillon": {"cle"},
    "Cohorte": {"code", "libelle"},
    "Commission": {"lieu", "presents", "type"},
    "Competence": {"libelle"},
    "ConstatQpv": {"adresse", "generation", "source"},
    "Consultation": {"declarant", "objet"},
    "Correction": {"apres", "avant", "nature"},
    "Courrier": {"destinataire", "expediteur", "modele"},
    "Emargement": {"empreinte", "empreinte_image", "fichier"},
    "Emploi": {"employeur", "motif_fin", "siret", "type_contrat"},
    "Entretien": {"lieu", "mode", "notes", "presence"},
    "Etape": {"axe", "employeur", "financement", "issue", "libelle", "numero_convention"}
    | {"resultat"},
    "Operateur": {"nom"},
    "EvaluationFrein": {"impact", "statut"},
    "Frein": {"impact", "statut"},
    "Fusion": {"detail"},
    "ImportDossiers": {"bilan", "nom_original", "statut"},
    "JetonAgenda": {"empreinte"},
    "MessageOrientation": {"declarant"},
    "MiseEnRelation": {"contrat_libelle", "departement", "motif", "origine", "rome_code"}
    | {"rome_libelle", "statut"},
    "MotifNonEntree": {"code", "reponse"},
    "MotifSortie": {"categorie", "code", "deduit_de"},
    "MotifSuspension": {"code"},
    "NonEntree": {"moyen", "reponse"},
    "Notification": {"nature", "precision"},
    "ObjectifFrein": {"statut"},
    "Orientation": {"cle_idempotence", "declarant", "email", "empreinte", "identifiant_externe"}
    | {"motif_refus", "nom", "numero_france_travail", "prenom", "reponse", "sexe", "statut"}
    | {"telephone"},
    "Parcours": {"statut"},
    "Participant": {"adresse", "email", "identifiant_externe", "nom", "numero_france_travail"}
    | {"motif_distinct", "prenom", "sexe", "telephone"},
    "ParticipationSeance": {"presence"},
    "Passage": {"decision"},
    "Piece": {"empreinte", "empreinte_conservee", "type_contenu"},
    "PieceOrientation": {"declarant", "empreinte", "empreinte_conservee", "type_contenu"},
    "PreferenceNotification": {"canal", "nature"},
    "Projet": {"description", "horaires", "transport"},
    "Rapprochement": {"criteres"},
    "Retrait": {"nature"},
    "RegleContrat": {"type_contrat"},
    "RegleSortie": {"denominateur", "formation", "interim", "libelle", "mode_six_mois"}
    | {"operateur_duree", "rattachement"},
    "Seance": {"lieu", "titre"},
    "Situation": {"adresse", "adresse_avant", "foyer", "issue", "moment", "niveau_formation"}
    | {"projet_avant", "qualification", "statut_emploi"},
    "SituationFrein": {"slug"},
    "Sms": {"statut"},
    "Sortie": {"categorie", "faits"},
    "SuiviEmploi": {"jalon", "maintien"},
    "TexteImprime": {"code", "contenu", "titre"},
    "TypeFrein": {"slug"},
    "TypeObjectif": {"slug"},
    "VueListe": {"nom", "requete"},
}
GENRES = (models.CharField, models.TextField, models.JSONField, models.FileField)


def modeles():
    """Those of a dossier, and the rows that the administration says are sensitive."""
    for modele in apps.get_models():
        est_un_journal = hasattr(modele, "pgh_tracked_model")
        du_dossier = modele._meta.app_label in ("accompagnement", "journal")
        if (du_dossier or hasattr(modele, "est_sensible")) and not est_un_journal:
            yield modele


def colonnes():
    """{model: its columns that hold words, codes or files}."""
    for modele in modeles():
        champs = {champ for champ in modele._meta.fields if isinstance(champ, GENRES)}
        if champs:
            yield modele, champs


def nommer(trouvees):
    return {modele.__name__: {champ.name for champ in champs} for modele, champs in trouvees}


def dit(ligne, champ):
    """What one column of a row says to whoever reads it."""
    valeur = getattr(ligne, champ.attname)
    if isinstance(champ, models.FileField):
        return _lire(valeur) if valeur else ""
    return dict(champ.flatchoices).get(valeur, "") if champ.choices else str(valeur)


def _lire(fichier):
    with fichier.open() as ouvert:
        return ouvert.read().decode(errors="replace")
