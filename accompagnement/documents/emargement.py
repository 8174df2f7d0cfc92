"""Sheets to be signed: of a collective session, names and nothing else; of one person, when they
came and for how long, never why."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from plie.socle.dates import ecrire_le_jour
from plie.socle.logo import logo_imprime
from plie.socle.pdf import composer_pdf

GABARIT = Path(__file__).with_name("emargement.typ")
LIGNES_VIDES = 3
OBJET = "Entretien d'accompagnement"


def ecrire_feuille(seance, participants):
    """The bytes of the PDF; a few blank lines serve those who come without being registered."""
    debut = timezone.localtime(seance.debut)
    return _composer(
        titre=seance.titre,
        faits=[
            f"{ecrire_le_jour(debut, 'l j F Y').capitalize()} à {debut:%-H h %M}, "
            f"{seance.duree_minutes} minutes",
            f"Lieu : {seance.lieu}" if seance.lieu else "",
            f"Séance animée par {seance.animateur}",
        ],
        entete=["Nom", "Prénom", "Signature"],
        largeurs=[3, 3, 4],
        lignes=[[p.nom, p.prenom, ""] for p in participants] + [["", "", ""]] * LIGNES_VIDES,
        pied="Signature de l'animateur ou de l'animatrice :",
    )


def ecrire_feuille_individuelle(parcours, mois, entretiens, signes):
    """The sheet of one person for the month that `mois` is in; `signes`: {key of an entretien: when
    it was signed on a screen}, which is not to be signed again."""
    return _composer(
        titre=f"{parcours.participant}, {date_format(mois, 'F Y')}",
        faits=[
            f"Structure : {parcours.structure}" if parcours.structure else "",
            "" if entretiens else "Aucun entretien ni rendez-vous ce mois.",
        ],
        entete=["Date et heure", "Durée", "Objet", "Référent", "Signature de la personne"],
        largeurs=[4, 2, 5, 4, 6],
        lignes=[_ligne(entretien, signes.get(entretien.pk)) for entretien in entretiens],
        pied="Signature du référent ou de la référente :",
    )


def _ligne(entretien, signe_le):
    debut = timezone.localtime(entretien.debut)
    return [
        f"{debut:%d/%m/%Y à %H:%M}",
        f"{entretien.duree_minutes} min",
        f"{OBJET}, {entretien.get_mode_display().lower()}",
        str(entretien.agent),
        f"Signé à l'écran le {timezone.localtime(signe_le):%d/%m/%Y}" if signe_le else "",
    ]


def _composer(*, faits, **contenu):
    dits = [fait for fait in faits if fait]
    siens = {"plie": settings.PLIE_NOM, "logo": logo_imprime()}
    return composer_pdf(GABARIT, siens | {"faits": dits, **contenu})
