"""The sheet of an offer, to hand or mail to the person: all of the offer (licence, article 5.3) on
one page in large type, and of the person only the first name and how far the work is."""

from pathlib import Path

from django.conf import settings
from django.db.models import Value

from accompagnement.documents.sections import jour
from offres.lecture.annonce import lire_annonce
from offres.lecture.fiche import LICENCE
from offres.models import Offre
from offres.models.distance import DistanceKm
from plie.socle.logo import logo_imprime
from plie.socle.pdf import composer_pdf

GABARIT = Path(__file__).with_name("fiche_offre.typ")


def fiche_d_offre(mise, referent):
    """The PDF of `mise.offre`; the caller makes sure that the offer may be shown."""
    offre = mise.offre
    annonce = lire_annonce(offre)
    contenu = {
        "plie": settings.PLIE_NOM,
        "logo": logo_imprime(),
        "titre": offre.intitule,
        "sous_titre": f"Une offre d'emploi pour {mise.parcours.participant.prenom}",
        "pied": f"Fiche d'offre, proposée le {jour(mise.proposee_le)}",
        "employeur": annonce.employeur,
        "essentiel": _lignes(_avec_distance(annonce.essentiel, mise)),
        "postuler": [*annonce.postuler, *_pour_postuler(offre, referent or mise.proposee_par)],
        # A paragraph by line: the line breaks of who wrote the offer are kept.
        "description": [ligne for ligne in offre.description.splitlines() if ligne.strip()],
        "profil": _lignes(annonce.profil),
        "autres": [*_lignes(_a_plat(annonce.autres)), *_lignes(_origine(offre))],
    }
    return composer_pdf(GABARIT, contenu)


def _lignes(paires):
    return [{"libelle": libelle, "textes": list(textes)} for libelle, textes in paires]


def _a_plat(sections):
    return [ligne for section in sections for ligne in section.lignes]


def _avec_distance(essentiel, mise):
    """The place, and how far it is from where the person lives."""
    distance = _distance(mise)
    loin = [f"à {distance} de chez vous, à vol d'oiseau"] if distance else []
    return [
        (ligne.libelle, [*ligne.textes, *loin] if ligne.libelle == "Où" else ligne.textes)
        for ligne in essentiel
    ]


def _distance(mise):
    """As the crow flies, from the commune of the person; empty where a point is not known."""
    commune = mise.parcours.participant.commune
    if commune is None or commune.latitude is None or mise.offre.latitude is None:
        return ""
    la = DistanceKm(Value(commune.latitude), Value(commune.longitude), "latitude", "longitude")
    km = Offre.objects.filter(pk=mise.offre_id).values_list(la, flat=True).get()
    return f"{km:.0f} km" if km >= 1 else "moins de 1 km"


def _pour_postuler(offre, agent):
    ou = [f"Sur francetravail.fr, offre n° {offre.identifiant}."] if offre.est_importee else []
    return [*ou, f"Avec {agent}, {agent.structure}, qui vous propose cette offre."]


def _origine(offre):
    dates = f"publiée le {jour(offre.publiee_le)}, mise à jour le {jour(offre.actualisee_le)}"
    source = offre.get_origine_display()
    if not offre.est_importee:
        return [("Source", [f"{source}, {dates}"])]
    licence = f"licence des offres d'emploi de France Travail, {LICENCE}"
    return [("Source", [f"France Travail ({source}), {dates}"]), ("Licence", [licence])]
