from plie.socle.etats import Etats, Ton


class StatutSms(Etats):
    """What became of a message. It is SANS_REPONSE before the provider is called: a worker that
    dies there leaves it so, and nothing sends it again."""

    A_REPRENDRE = "a_reprendre", Ton.ORANGE, "À renvoyer"
    SANS_REPONSE = "sans_reponse", Ton.ORANGE, "Sans réponse"
    ENVOYE = "envoye", Ton.VERT, "Envoyé"
    REFUSE = "refuse", Ton.ROUGE, "Refusé"


# What the provider may bill.
SMS_COMPTES = (StatutSms.ENVOYE, StatutSms.SANS_REPONSE)
