from django.db.models import TextChoices


class Lecteurs(TextChoices):
    """Who is told an alert that depends on the criteria. CONFIES are told what all the criteria
    give; AUTRES what the ordinary ones give alone, so that the alert reveals no criterion of
    health, justice or housing. TOUS: both give the same."""

    TOUS = "tous", "Tous"
    CONFIES = "confies", "Qui voit tous les critères"
    AUTRES = "autres", "Qui ne voit que les critères ordinaires"


# What is told to whoever has the parcours in hand, and to the others.
DITES_EN_MAIN = (Lecteurs.TOUS, Lecteurs.CONFIES)
DITES_AUX_AUTRES = (Lecteurs.TOUS, Lecteurs.AUTRES)


class CodeAlerte(TextChoices):
    """What may make a person be lost, stored every night (`alertes.declarations`)."""

    SANS_ENTRETIEN_1 = "sans_entretien_1", "Sans entretien depuis le premier seuil"
    SANS_ENTRETIEN_2 = "sans_entretien_2", "Sans entretien depuis le deuxième seuil"
    SANS_ENTRETIEN_3 = "sans_entretien_3", "Sans entretien depuis le troisième seuil"
    SUIVI_RENFORCE = "suivi_renforce", "Suivi renforcé, sans entretien"
    SANS_ETAPE = "sans_etape", "Sans étape en cours"
    FIN_PROCHE = "fin_proche", "Parcours proche de sa fin"
    CONTRAT_M1 = "contrat_m1", "Contrat à un mois"
    CONTRAT_M3 = "contrat_m3", "Contrat à trois mois"
    CONTRAT_M6 = "contrat_m6", "Contrat à six mois, sortie à proposer"
    PREUVE_EXPIREE = "preuve_expiree", "Preuve expirée avant la prochaine commission"
    ORIENTATION = "orientation", "Orientation sans réponse"
    SUSPENSION = "suspension", "Suspension qui se termine"
    DOSSIER_INCOMPLET = "dossier_incomplet", "Dossier incomplet pour la prochaine commission"
    SORTIE_J1 = "sortie_j1", "Situation à la sortie à recueillir"
    SORTIE_J14 = "sortie_j14", "Situation à la sortie attendue depuis deux semaines"
    SORTIE_J28 = "sortie_j28", "Situation à la sortie au terme des 28 jours"
    MAINTIEN_M6 = "maintien_m6", "Maintien à six mois à vérifier après la sortie"


# Of a parcours that has ended: told to whoever followed it last.
ALERTES_APRES_SORTIE = (
    CodeAlerte.SORTIE_J1,
    CodeAlerte.SORTIE_J14,
    CodeAlerte.SORTIE_J28,
    CodeAlerte.MAINTIEN_M6,
)
