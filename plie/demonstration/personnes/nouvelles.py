"""What is new this morning for the first référent: told, written, noted to do, left unfinished."""

from datetime import timedelta

from accompagnement.enums import TexteCode
from accompagnement.enums.notification import Notifie
from accompagnement.models import Brouillon, Courrier, Entretien, Memo, Mot, Notification, Parcours

MOT = "Elle a laissé un message à l'accueil ce matin : peux-tu la rappeler avant vendredi ?"
AJOUT = "Vu à la permanence du lundi : l'attestation de la CAF est arrivée."
# (what there is to do, days from today, on which of the people below; None for nobody)
MEMOS = [
    ("Rappeler la CAF", 3, 1),
    ("Demander le devis de l'auto-école", -2, 2),
    ("Préparer l'atelier CV", 5, None),
]


def ecrire_nouvelles(equipe, aujourdhui):
    # Those of the proofs that the demonstration has just checked.
    Notification.objects.all().delete()
    referent, coordination = equipe.referents[0], equipe.coordination
    suivis = list(
        Parcours.objects.du_referent(referent).en_cours().order_by("-date_entree", "pk")[:4]
    )
    mot = Mot.objects.create(parcours=suivis[0], auteur=coordination, texte=MOT)
    mot.destinataires.add(referent)
    for texte, jours, rang in MEMOS:
        Memo.objects.create(
            auteur=coordination if rang == 1 else referent,
            pour=referent,
            parcours=None if rang is None else suivis[rang],
            texte=texte,
            le=aujourdhui + timedelta(days=jours),
        )
    Brouillon.objects.create(
        agent=referent,
        parcours=suivis[3],
        cle="entretien:creer",
        contenu={
            "debut": [f"{aujourdhui - timedelta(days=1):%Y-%m-%dT09:00}"],
            "duree_minutes": ["45"],
            "mode": ["presence"],
            "presence": ["honore"],
            "notes": ["CV à jour. Elle vise un poste en"],
        },
    )
    _ajouter(suivis, coordination)
    _ecrire_a(suivis, referent)
    for nature, parcours, objet in (
        (Notifie.MOT, suivis[0], mot.pk),
        (Notifie.MEMO, suivis[1], None),
        (Notifie.AFFECTATION, suivis[2], None),
    ):
        Notification.objects.create(
            destinataire=referent,
            nature=nature,
            parcours=parcours,
            objet=objet,
            auteur=coordination,
        )


def _ajouter(suivis, coordination):
    tenu = Entretien.objects.filter(parcours__in=suivis).exclude(notes="").first()
    if tenu:
        tenu.ajouts.create(auteur=coordination, texte=AJOUT)


def _ecrire_a(suivis, referent):
    """A letter sent; one person more to whom none can be, for want of an address."""
    destinataire, sans_adresse = suivis[0].participant, suivis[2].participant
    commune = destinataire.commune
    Courrier.objects.create(
        parcours=suivis[0],
        auteur=referent,
        modele=TexteCode.COURRIER_RELANCE,
        expediteur=str(referent.structure),
        destinataire=f"{destinataire.prenom} {destinataire.nom}\n{destinataire.adresse}\n"
        f"{commune.codes_postaux[0]} {commune.nom.upper()}",
        objet="Prenons des nouvelles",
        texte=f"Bonjour,\n\nContactez-moi pour convenir d'un rendez-vous.\n\n{referent}",
    )
    sans_adresse.adresse = ""
    sans_adresse.save(update_fields=["adresse"])
