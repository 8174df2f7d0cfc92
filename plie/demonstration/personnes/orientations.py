"""What a partner sends, by its program or by its conseiller: some that wait, one known already, one
late, one refused, some accepted long ago."""

from datetime import timedelta

from django.utils import timezone

from accompagnement.actions.orientation.depot import orienter
from accompagnement.actions.orientation.reponse import questionner, refuser
from accompagnement.actions.orientation.statut import expirer
from accompagnement.actions.partage import partager
from accompagnement.enums import STATUTS_ENTRES, MotifRefusOrientation, StatutOrientation
from accompagnement.models import Orientation, Parcours
from plie.demonstration.personnes.agents import PRESCRIPTEURS
from plie.partenaires.actions.application import creer_application
from plie.partenaires.enums import Portee

PORTEES = [
    Portee.ACCOMPAGNEMENTS_LECTURE,
    Portee.ORIENTATIONS_ECRITURE,
    Portee.ORIENTATIONS_LECTURE,
]
DECLARANT = "Aline Mercier <a.mercier@partenaire.example>"
MESSAGES = (
    "Souhaite travailler dans l'aide à la personne, disponible tout de suite.",
    "A travaillé huit ans dans la logistique ; sans permis.",
    "Cherche un accompagnement renforcé après une longue période sans emploi.",
)
# Days since each was sent: the last but one is late, the last was refused.
AGES = (1, 3, 6, 9, 13, 19, 24)
ACCEPTEES = 3
ENVOYES = ("nom", "prenom", "date_naissance", "sexe", "numero_france_travail", "telephone", "email")


def ecrire_orientations(scene):
    """Written last: nobody else's identity is drawn otherwise."""
    structure = scene.structures[PRESCRIPTEURS[0][0]]
    application, _ = creer_application(
        structure, par=scene.equipe.administration, name="Conseillers", portees=PORTEES
    )
    envoyees = [
        _envoyer(scene, application.user, rang, age, _identite(scene, rang, age))
        for rang, age in enumerate(AGES)
    ]
    questionner(envoyees[2], par=scene.equipe.coordination, texte="Est-elle libre le matin ?")
    refuser(
        envoyees[-1],
        par=scene.equipe.coordination,
        version=envoyees[-1].version,
        motif_refus=MotifRefusOrientation.HORS_TERRITOIRE,
        reponse="Elle habite désormais le Valenciennois : nous vous en donnons l'adresse.",
    )
    expirer(scene.aujourdhui)
    for parcours in _suivis_pour(structure):
        _accepter(scene, parcours)


def _suivis_pour(structure):
    suivis = Parcours.objects.filter(prescripteur=structure, statut__in=STATUTS_ENTRES)
    recents = suivis.select_related("participant").order_by("-date_entree", "pk")
    return recents[:ACCEPTEES]


def _accepter(scene, parcours):
    """Sent by the conseiller, and accepted before the parcours that is followed today."""
    personne = parcours.participant
    age = (scene.aujourdhui - parcours.date_prescription).days
    identite = {nom: getattr(personne, nom) for nom in (*ENVOYES, "commune_id")}
    orientation = _envoyer(scene, scene.equipe.conseiller, 0, age, identite)
    Orientation.objects.filter(pk=orientation.pk).update(
        statut=StatutOrientation.ACCEPTEE,
        parcours=parcours,
        reponse_le=orientation.cree_le + timedelta(days=4),
        repondue_par=scene.equipe.coordination,
    )
    partager(personne.pk, orientation.structure_id)


def _identite(scene, rang, age):
    """Of somebody new; the second one left the PLIE and comes back."""
    if rang != 1:
        hasard = scene.hasard("orientation", rang)
        return scene.identites.inventer(hasard, scene.aujourdhui - timedelta(days=age))
    sortis = Parcours.objects.filter(date_sortie__isnull=False).order_by("-date_sortie", "pk")
    personne = sortis.select_related("participant").first().participant
    return {nom: getattr(personne, nom) for nom in (*ENVOYES, "commune_id")}


def _envoyer(scene, agent, rang, age, identite):
    """Sent `age` days ago, and as late as that."""
    le = scene.aujourdhui - timedelta(days=age)
    recue = orienter(
        par=agent,
        declarant=DECLARANT,
        message=MESSAGES[rang % len(MESSAGES)],
        date_orientation=le,
        commune_id=identite["commune_id"],
        **{nom: identite[nom] for nom in ENVOYES},
    )
    orientation = recue.orientation
    ecart = timedelta(days=age)
    Orientation.objects.filter(pk=orientation.pk).update(
        cree_le=timezone.now() - ecart, repondre_avant=orientation.repondre_avant - ecart
    )
    orientation.refresh_from_db()
    return orientation
