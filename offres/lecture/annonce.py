"""An offer as its page and the sheet handed to a person both tell it: who recruits, where, when,
how much, what is asked, how to apply. What is said there is not said again in `autres`."""

import re
from typing import NamedTuple

from offres.enums import StatutOffre
from offres.lecture.fiche import Ligne, en_clair, sections

NON_PRECISE = "Non précisé dans l'annonce"
LIEU = re.compile(r"\s*(\d{2,3}|2[AB])\s*-\s*(.+)")
# The hours are said apart, from our own column.
HEURES_ECRITES = re.compile(
    r"(?:temps (?:plein|partiel) - )?\d{1,2}\s*h(?:\s*[0-5]\d)?(?:\s*/\s*semaine)?[\s,]*",
    re.IGNORECASE,
)
PROFIL, POSTULER, POSTE = "Le profil demandé", "Pour postuler", "Le poste"
DEJA_DITS = {
    PROFIL: None,
    POSTULER: None,
    POSTE: {
        "Métier",
        "Lieu de travail",
        "Contrat",
        "Durée du travail",
        "Temps de travail",
        "Salaire",
        "Nombre de postes",
    },
    "L'annonce": {"Numéro", "Publiée le", "Mise à jour le"},
}


class Annonce(NamedTuple):
    employeur: str
    essentiel: list
    profil: list
    postuler: list
    autres: list


def lire_annonce(offre):
    """Lines of texts; nothing of it is a code, a day as machines write it, nor coordinates."""
    lues = sections(offre.brut) if offre.brut else []
    lignes = {section.titre: section.lignes for section in lues}
    return Annonce(
        str(offre.etablissement or offre.entreprise or ""),
        _essentiel(offre, lignes.get(POSTE, [])),
        _profil(lignes.get(PROFIL, [])) if lues else _profil_saisi(offre),
        _textes(lignes.get(POSTULER, [])) if lues else _contact(offre),
        _autres(lues),
    )


def _essentiel(offre, recues):
    recu = next((ligne.textes for ligne in recues if ligne.libelle == "Salaire"), [])
    lignes = {
        "Où": [_lieu(offre)],
        "Contrat": [_contrat(offre)],
        "Temps de travail": [_temps(offre), _horaires(offre)],
        "Salaire": recu or [en_clair(offre.salaire) or NON_PRECISE],
        "Métier": [offre.rome_libelle],
        "Nombre de postes": [str(offre.postes)] if offre.postes > 1 else [],
        "À pourvoir avant le": [f"{offre.expire_le:%d/%m/%Y}"] if offre.expire_le else [],
    }
    # Of what France Travail withdrew nothing is said, not even that it was not.
    tus = {"", NON_PRECISE} if offre.statut == StatutOffre.RETIREE else {""}
    lignes = {
        nom: [texte for texte in textes if texte not in tus] for nom, textes in lignes.items()
    }
    return [Ligne(libelle, textes) for libelle, textes in lignes.items() if textes]


def _objet(brut, cle):
    valeur = brut.get(cle) if isinstance(brut, dict) else None
    return valeur if isinstance(valeur, dict) else {}


def _lieu(offre):
    """ "59 - DENAIN" is "Denain (59220)": the postcode where it came, else the département."""
    lu = LIEU.fullmatch(offre.lieu)
    nom = str(offre.commune or "") or (lu[2].title() if lu else offre.lieu)
    postal = _objet(offre.brut, "lieuTravail").get("codePostal")
    ou = postal if isinstance(postal, str) and postal.isdigit() else offre.departement
    if not nom:
        return NON_PRECISE
    return f"{nom} ({ou})" if ou and "(" not in nom else nom


def _contrat(offre):
    precisions = {
        "en alternance": offre.est_alternance,
        "insertion par l'activité économique": offre.est_iae,
    }
    contrat = en_clair(offre.contrat_en_clair) or NON_PRECISE
    return ", ".join([contrat, *(dit for dit, est_vrai in precisions.items() if est_vrai)])


def _temps(offre):
    temps = {True: "Temps plein", False: "Temps partiel", None: ""}[offre.est_temps_plein]
    heures = f"{_heures(offre.heures_hebdo)} par semaine" if offre.heures_hebdo else ""
    return ", ".join(filter(None, [temps, heures])) or ("" if offre.horaires else NON_PRECISE)


def _heures(heures):
    """17.50 is "17 h 30"."""
    entieres, minutes = divmod(round(heures * 60), 60)
    return f"{entieres}\u00a0h" + (f"\u00a0{minutes:02}" if minutes else "")


def _horaires(offre):
    horaires = offre.horaires.strip()
    return HEURES_ECRITES.sub("", horaires, count=1).strip() if offre.heures_hebdo else horaires


def _profil(lignes):
    """The experience and how long it is are one thing."""
    par_nom = {ligne.libelle: ligne.textes for ligne in lignes}
    duree = par_nom.pop("Durée de l'expérience", [])
    exige = par_nom.get("Expérience", [])
    if duree and duree != exige:
        par_nom = {"Expérience": [" : ".join([*exige, *duree])]} | {
            nom: textes for nom, textes in par_nom.items() if nom != "Expérience"
        }
    return [Ligne(nom, textes) for nom, textes in par_nom.items()]


def _profil_saisi(offre):
    lignes = {
        "Expérience": offre.get_experience_display(),
        "Niveau": offre.get_niveau_exige_display(),
        "Permis exigés": ", ".join(offre.permis_exiges),
        "Permis souhaités": ", ".join(offre.permis_souhaites),
    }
    return [Ligne(nom, [texte]) for nom, texte in lignes.items() if texte]


def _contact(offre):
    return [str(offre.contact)] if offre.contact else []


def _textes(lignes):
    return [texte for ligne in lignes for texte in ligne.textes]


def _autres(lues):
    """The sections received, without what the sheet says already."""
    restes = []
    for section in lues:
        dits = DEJA_DITS.get(section.titre, ())
        if dits is None:
            continue
        lignes = [ligne for ligne in section.lignes if ligne.libelle not in dits]
        if lignes:
            restes.append(section._replace(lignes=lignes))
    return restes
