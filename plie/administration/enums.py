from plie.socle.etats import Etats, Ton


class EtatCompte(Etats):
    """What a row of the list says first; an account that a last day bounds is open until then."""

    OUVERT = "ouvert", Ton.VERT, "Ouvert"
    JAMAIS_VENU = "jamais_venu", Ton.ORANGE, "Jamais venu"
    A_OUVRIR = "a_ouvrir", Ton.ORANGE, "À ouvrir"
    FERME = "ferme", Ton.GRIS, "Fermé"
