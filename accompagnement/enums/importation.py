from plie.socle.etats import Etats, Ton


class StatutImport(Etats):
    EN_ATTENTE = "en_attente", Ton.BLEU, "En cours"
    TERMINE = "termine", Ton.VERT, "Terminé"
    REJETE = "rejete", Ton.ROUGE, "Rejeté, rien n'est écrit"
    ECHEC = "echec", Ton.ROUGE, "Interrompu"
    ANNULE = "annule", Ton.GRIS, "Annulé, rien n'est écrit"
