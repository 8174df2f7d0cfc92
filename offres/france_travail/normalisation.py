"""An offer as France Travail sends it -> the columns of ours.

Every field may be missing or of another shape: what cannot be read stays empty, and `brut` keeps
what came. Only an offer without a number is refused: nothing could find it again.
"""

import json
import math
import re
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import NamedTuple

from offres.enums import CONTRATS_IAE, Experience, Origine, PeriodeSalaire, StatutOffre
from offres.france_travail.erreurs import FranceTravailErreur
from plie.referentiels.enums import Niveau

# Version of this reading: raise it when fields are read otherwise, and known offers are read again.
LECTURE = b"2"
ENCODEUR = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False)
IDENTIFIANT_MAX = 20
ENTIER_MAX = 2_147_483_647
MONTANT_MAX = 9_999_999
# Objects within objects that every reader of `brut` bears; an offer has four.
NIVEAUX_MAX = 50
# Depth is measured only above this number of objects: fewer cannot be too deep.
OBJETS_SURS = 200
# Mainland France and Corsica, wide: where an offer out of our reference data may be.
FRANCE = (41.0, 51.6, -5.6, 10.0)
# About 50 km: further than that from its commune, a point is wrong.
ECART_MAX = 0.5
NATURES_IAE = ("insertion par l'activ",)
PERIODES = {
    "horaire": PeriodeSalaire.HEURE,
    "mensuel": PeriodeSalaire.MOIS,
    "annuel": PeriodeSalaire.AN,
    "cachet": PeriodeSalaire.CACHET,
}
NIVEAUX = (
    ("bac+5", Niveau.N7),
    ("bac+3", Niveau.N6),
    ("bac+4", Niveau.N6),
    ("bac+2", Niveau.N5),
    ("cap", Niveau.N3),
    ("bep", Niveau.N3),
    ("bac", Niveau.N4),
)
EXPERIENCES = frozenset(Experience.values)
RANGS = {niveau: rang for rang, niveau in enumerate(Niveau.values)}
MONTANT = re.compile(r"(?<![\d.,])(\d[\d\s\u202f]*(?:[.,]\d+)?)\s*(?:euros?|€)", re.IGNORECASE)
HEURES = re.compile(r"(?<!\d)(\d{1,2})\s*H\s*([0-5]\d)?", re.IGNORECASE)
DUREE = re.compile(r"(\d{1,3})\s*(an|mois)", re.IGNORECASE)
PERMIS = re.compile(r"^\s*([A-Z][A-Z0-9]{0,3})\s*(?:-|$)")
DEPARTEMENT = re.compile(r"^\s*(\d{2,3}|2[AB])\s*-\s*(.*)$")


class OffreIllisible(FranceTravailErreur):
    """No number, or one that is not: it cannot be kept."""


class Recue(NamedTuple):
    """An offer with its number, and its text as PostgreSQL accepts it."""

    identifiant: str
    offre: dict
    texte: str

    @property
    def empreinte(self):
        """16 bytes, the same as long as neither the offer nor our way of reading it changes."""
        return blake2b(self.texte.encode(), digest_size=16, key=LECTURE).digest()


def lire(recue):
    """Raises OffreIllisible: neither an object, nor a number that would find it again."""
    if not isinstance(recue, dict):
        raise OffreIllisible("Une offre reçue n'a pas la forme attendue : elle est écartée.")
    texte, offre = _stockable(recue)
    return Recue(_identifiant(offre), offre, texte)


def normaliser(recue, communes, romes, recue_le):
    """The columns of a `Recue`, `brut` included as text.

    `communes`: {INSEE code: (latitude, longitude)} of the reference data; `romes`: {code: label}.
    """
    offre = recue.offre
    code_rome = _mot(offre, "romeCode", 5)
    rome = _texte(offre, "romeLibelle", 250) or romes.get(code_rome, "")
    publiee = _date(offre.get("dateCreation")) or recue_le
    entreprise = _objet(offre, "entreprise")
    return {
        "identifiant": recue.identifiant,
        "origine": _origine(offre),
        "intitule": _texte(offre, "intitule", 300) or rome or "Offre sans intitulé",
        "description": _chaine(offre, "description"),
        "rome_code": code_rome,
        "rome_libelle": rome,
        "appellation": _texte(offre, "appellationlibelle", 250),
        "entreprise": _texte(entreprise, "nom", 250),
        "entreprise_adaptee": offre.get("entrepriseAdaptee") is True
        or entreprise.get("entrepriseAdaptee") is True,
        "accessible_th": offre.get("accessibleTH") is True,
        **_lieu(lieu_de(offre), communes),
        **_contrat(offre),
        **_salaire(_objet(offre, "salaire")),
        **_exigences(offre),
        "postes": _entier(offre.get("nombrePostes"), 1),
        "publiee_le": publiee,
        "actualisee_le": _date(offre.get("dateActualisation")) or publiee,
        "statut": StatutOffre.OUVERTE,
        "brut": recue.texte,
        "empreinte": recue.empreinte,
    }


def _stockable(recue):
    """Without what PostgreSQL refuses: NUL, half of a character, a number out of reach; nor what
    is too deep for our pages."""
    try:
        texte = ENCODEUR.encode(recue)
        objets = texte.count("{") + texte.count("[")
        est_propre = objets <= OBJETS_SURS and "\\u0000" not in texte and texte.encode()
    except ValueError:
        est_propre = False
    if est_propre:
        return texte, recue
    propre = _nettoyer(recue)
    return ENCODEUR.encode(propre), propre


def _nettoyer(valeur, niveau=0):
    if isinstance(valeur, str):
        return valeur.replace("\x00", "").encode(errors="replace").decode()
    if niveau > NIVEAUX_MAX or isinstance(valeur, float) and not math.isfinite(valeur):
        return None
    if isinstance(valeur, list):
        return [_nettoyer(un, niveau + 1) for un in valeur]
    if isinstance(valeur, dict):
        return {_nettoyer(cle): _nettoyer(un, niveau + 1) for cle, un in valeur.items()}
    return valeur


def _identifiant(offre):
    valeur = offre.get("id")
    identifiant = str(valeur).strip() if isinstance(valeur, str | int) else ""
    if not identifiant:
        raise OffreIllisible("Une offre reçue n'a pas de numéro : elle est écartée.")
    if len(identifiant) > IDENTIFIANT_MAX:
        raise OffreIllisible(
            f"Le numéro d'offre « {identifiant[:IDENTIFIANT_MAX]}… » est trop long : l'offre est "
            "écartée."
        )
    return identifiant


def _origine(offre):
    est_partenaire = str(_objet(offre, "origineOffre").get("origine")) == "2"
    return Origine.PARTENAIRE_FT if est_partenaire else Origine.FRANCE_TRAVAIL


# Fields of any shape


def _objet(offre, cle):
    valeur = offre.get(cle)
    return valeur if isinstance(valeur, dict) else {}


def _liste(offre, cle):
    valeur = offre.get(cle)
    return [un for un in valeur if isinstance(un, dict)] if isinstance(valeur, list) else []


def _chaine(offre, cle):
    valeur = offre.get(cle)
    return valeur.strip() if isinstance(valeur, str) else ""


def _texte(offre, cle, longueur):
    valeur = " ".join(_chaine(offre, cle).split())
    return valeur if len(valeur) <= longueur else f"{valeur[: longueur - 1]}…"


def _mot(offre, cle, longueur):
    """A code: one that is too long is not one."""
    valeur = _chaine(offre, cle)
    return valeur if len(valeur) <= longueur else ""


def _entier(valeur, defaut):
    est_entier = isinstance(valeur, int) and not isinstance(valeur, bool)
    return valeur if est_entier and 1 <= valeur <= ENTIER_MAX else defaut


def _date(valeur):
    try:
        lue = datetime.fromisoformat(valeur)
    except (TypeError, ValueError):
        return None
    lue = lue if lue.tzinfo else lue.replace(tzinfo=UTC)
    return lue if 2000 <= lue.year < 2100 else None


def _nombre(valeur):
    """What MONTANT reads is always one."""
    return Decimal(re.sub(r"[\s\u202f]", "", valeur).replace(",", "."))


# Parts of an offer


def _lieu(lieu, communes):
    insee = _mot(lieu, "commune", 5)
    connue = insee if insee in communes else None
    libelle = _texte(lieu, "libelle", 200)
    nomme = DEPARTEMENT.match(libelle)
    latitude, longitude = _point(lieu, communes.get(insee))
    if est_large(lieu):
        # The point of a whole département, or of a region, is nobody's distance.
        latitude = longitude = None
        libelle = f"{nomme[2]} ({nomme[1]})" if nomme else libelle
    return {
        "commune_id": connue,
        "commune_insee": insee,
        "lieu": libelle,
        "departement": departement(insee or _mot(lieu, "codePostal", 5)) or departement_de(lieu),
        "latitude": latitude,
        "longitude": longitude,
    }


def lieu_de(offre):
    """Where an offer is, as it came, whatever it is."""
    return _objet(offre, "lieuTravail") if isinstance(offre, dict) else {}


def est_large(lieu):
    """Whether it is a département, a region or wider: neither a commune nor a postcode."""
    return not _mot(lieu, "commune", 5) and not _mot(lieu, "codePostal", 5)


def departement_de(lieu):
    """The code of the département that a place names, or "" for a region."""
    lu = DEPARTEMENT.match(_texte(lieu, "libelle", 200))
    return lu[1] if lu else ""


def departement(code):
    """That of an INSEE code, or of a postcode."""
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def _point(lieu, commune):
    point = lieu.get("latitude"), lieu.get("longitude")
    if not all(isinstance(un, int | float) and not isinstance(un, bool) for un in point):
        return commune or (None, None)
    latitude, longitude = point
    if commune:
        # Compared, not subtracted: OverflowError on an int larger than any float.
        est_proche = all(
            la - ECART_MAX <= lu <= la + ECART_MAX for lu, la in zip(point, commune, strict=True)
        )
        return point if est_proche else commune
    sud, nord, ouest, est = FRANCE
    est_plausible = sud <= latitude <= nord and ouest <= longitude <= est
    return point if est_plausible else (None, None)


def _contrat(offre):
    contrat = _mot(offre, "typeContrat", 10)
    nature = _texte(offre, "natureContrat", 120)
    duree = _texte(offre, "dureeTravailLibelle", 300)
    return {
        "contrat": contrat,
        "contrat_libelle": _texte(offre, "typeContratLibelle", 120),
        "nature_contrat": nature,
        "est_iae": contrat in CONTRATS_IAE or nature.lower().startswith(NATURES_IAE),
        "est_alternance": offre.get("alternance") is True,
        "heures_hebdo": _heures(duree),
        "est_temps_plein": _temps_plein(_chaine(offre, "dureeTravailLibelleConverti")),
        "horaires": duree,
    }


def _heures(duree):
    lues = HEURES.search(duree)
    if lues is None:
        return None
    heures = Decimal(lues[1]) + (Decimal(lues[2] or 0) / 60).quantize(Decimal("0.01"))
    return heures if heures else None


def _temps_plein(libelle):
    return {"temps plein": True, "temps partiel": False}.get(libelle.lower())


def _salaire(salaire):
    libelle = _texte(salaire, "libelle", 300)
    annonce = libelle or _texte(salaire, "commentaire", 300)
    periode = next((p for mot, p in PERIODES.items() if mot in libelle.lower()), "")
    montants = [_nombre(un) for un in MONTANT.findall(libelle)] if periode else []
    montants = sorted(un for un in montants if un <= MONTANT_MAX)
    return {
        "salaire": annonce,
        "salaire_min": montants[0] if montants else None,
        "salaire_max": montants[-1] if montants else None,
        "salaire_periode": periode if montants else "",
    }


def _exigences(offre):
    experience = _mot(offre, "experienceExige", 1)
    permis = [(PERMIS.match(_chaine(un, "libelle")), un) for un in _liste(offre, "permis")]
    return {
        "experience": experience if experience in EXPERIENCES else "",
        "experience_mois": _mois(_chaine(offre, "experienceLibelle")),
        "niveau_exige": _niveau(offre),
        "permis_exiges": [lu[1] for lu, un in permis if lu and un.get("exigence") == "E"],
        "permis_souhaites": [lu[1] for lu, un in permis if lu and un.get("exigence") != "E"],
    }


def _mois(libelle):
    lue = DUREE.search(libelle)
    if lue is None:
        return None
    return int(lue[1]) * (12 if lue[2].lower() == "an" else 1)


def _niveau(offre):
    """The lowest diploma asked for: with it, one may apply."""
    demandes = [
        niveau
        for formation in _liste(offre, "formations")
        if formation.get("exigence") == "E"
        and (niveau := _lire_niveau(_chaine(formation, "niveauLibelle")))
    ]
    return min(demandes, key=RANGS.get, default="")


def _lire_niveau(libelle):
    compact = libelle.lower().replace(" ", "")
    return next((niveau for mot, niveau in NIVEAUX if mot in compact), "")
