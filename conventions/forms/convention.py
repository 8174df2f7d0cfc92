"""A convention as a file gives it (`deploiement/convention.schema.json`): every fault at once, each
at its place in the file."""

import difflib
import json
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError

from accompagnement.enums import Critere
from conventions.enums import Rythme, Sens
from conventions.indicateurs.declarations import PAR_CODE
from plie.socle.caracteres import sans_invisibles

TAILLE_MAXIMALE = 2 * 1024 * 1024
JOUR = ["%Y-%m-%d"]


def _texte(maximum, requis=True):
    return forms.CharField(max_length=maximum, required=requis)


def _code(requis=True):
    return forms.SlugField(max_length=40, required=requis)


def _jour(requis=True):
    return forms.DateField(input_formats=JOUR, required=requis)


def _choix(choix, requis=False):
    return forms.ChoiceField(choices=choix, required=requis)


@dataclass(frozen=True)
class Objet:
    """An object of the file: its values, its lists of values, the objects it holds. `fin`: what is
    said of an object that ends before it begins; `cle`: what names it among those of its list."""

    champs: dict = field(default_factory=dict)
    suites: dict = field(default_factory=dict)
    listes: dict = field(default_factory=dict)
    objets: dict = field(default_factory=dict)
    suites_requises: tuple = ()
    fin: str = ""
    cle: tuple = ()

    @property
    def cles(self):
        return [*self.champs, *self.suites, *self.listes, *self.objets]


COHORTE = Objet(
    {
        "code": _code(),
        "libelle": _texte(150),
        "capacite": forms.IntegerField(min_value=1, max_value=2000),
        "jours_sans_entretien": forms.IntegerField(min_value=1, max_value=730, required=False),
    },
    cle=("code",),
)
AVENANT = Objet(
    {
        "numero": forms.IntegerField(min_value=1, max_value=999),
        "objet": _texte(300),
        "signe_le": _jour(requis=False),
        "date_debut": _jour(),
        "date_fin": _jour(),
    },
    fin="L'avenant finirait avant de commencer.",
    cle=("numero",),
)
PORTEE = Objet(
    {"cohorte": _code(requis=False)},
    {
        "communes": _texte(5),
        "criteres": _choix(Critere.choices, requis=True),
        "structures": _texte(200),
        "motifs": _code(),
    },
)
CIBLE = Objet(
    {
        "valeur": forms.DecimalField(max_digits=10, decimal_places=1),
        "date_debut": _jour(),
        "date_fin": _jour(requis=False),
        "avenant": forms.IntegerField(min_value=1, max_value=999, required=False),
    },
    fin="La cible finirait avant de commencer.",
    cle=("date_debut",),
)
VALEUR = Objet(
    {
        "date": _jour(),
        "valeur": forms.DecimalField(max_digits=10, decimal_places=1),
        "source": _texte(200),
    },
    cle=("date", "source"),
)
OBJECTIF = Objet(
    {
        "code": _code(),
        "libelle": _texte(200),
        "axe": _texte(200, requis=False),
        "indicateur": _choix([(code, code) for code in PAR_CODE]),
        "compteur": _texte(60, requis=False),
        "source": _texte(200, requis=False),
        "rythme": _choix(Rythme.choices),
        "sens": _choix(Sens.choices),
        "porteur": forms.EmailField(required=False),
    },
    objets={"portee": PORTEE},
    listes={"cibles": CIBLE, "valeurs": VALEUR},
    cle=("code",),
)
CONVENTION = Objet(
    {
        "code": _code(),
        "libelle": _texte(200),
        "date_debut": _jour(),
        "date_fin": _jour(),
        "signee_le": _jour(requis=False),
        "lieu": _texte(200, requis=False),
        "document": forms.URLField(max_length=500, required=False, assume_scheme="https"),
    },
    {"partenaires": _texte(150)},
    {"avenants": AVENANT, "cohortes": COHORTE, "objectifs": OBJECTIF},
    suites_requises=("partenaires",),
    fin="La convention finirait avant de commencer.",
)
UNE_VALEUR = "une valeur est attendue ici, et non un objet ou une liste."


def lire_convention(texte):
    """The values of the file; raises ValidationError with every fault, each at its place."""
    fautes = []
    lue = _lire(CONVENTION, analyser(texte), "", fautes)
    if fautes:
        raise ValidationError(fautes)
    return lue


def analyser(texte):
    """What this JSON says; raises ValidationError on what is none, says a key twice, or could be
    neither written nor printed."""
    try:
        lu = json.loads(texte, object_pairs_hook=_sans_doublon)
        json.dumps(lu, ensure_ascii=False).encode()
        return lu
    except json.JSONDecodeError as refus:
        raise ValidationError(
            f"Ce fichier n'est pas du JSON : ligne {refus.lineno}, colonne {refus.colno}."
        ) from None
    except UnicodeEncodeError:
        raise ValidationError(
            "Ce fichier a la moitié d'un caractère (\\ud800 à \\udfff)."
        ) from None
    except ValueError:
        raise ValidationError("Ce fichier a un nombre de milliers de chiffres.") from None
    except RecursionError:
        raise ValidationError("Ce fichier est trop imbriqué.") from None


def _sans_doublon(paires):
    objet = dict(paires)
    if len(objet) < len(paires):
        vues = [cle for cle, _ in paires]
        doubles = sorted({sans_invisibles(cle) for cle in vues if vues.count(cle) > 1})
        raise ValidationError(f"Deux fois dans un même objet : {', '.join(doubles)[:200]}.")
    return objet


def _lire(modele, brut, chemin, fautes):
    if not isinstance(brut, dict):
        fautes.append(_dire(chemin, "un objet est attendu ici."))
        return {}
    for cle in brut.keys() - set(modele.cles):
        fautes.append(_dire(_sous(chemin, cle[:60]), dire_inconnue(cle, modele.cles)))
    lu = {
        nom: _nettoyer(champ, brut.get(nom), _sous(chemin, nom), fautes)
        for nom, champ in modele.champs.items()
    }
    for nom, champ in modele.suites.items():
        lu[nom] = _lire_suite(modele, nom, champ, brut.get(nom), _sous(chemin, nom), fautes)
    for nom, dedans in modele.listes.items():
        lu[nom] = _lire_liste(dedans, brut.get(nom), _sous(chemin, nom), fautes)
    for nom, dedans in modele.objets.items():
        lu[nom] = _lire(dedans, brut.get(nom, {}), _sous(chemin, nom), fautes)
    if modele.fin and lu["date_debut"] and lu["date_fin"] and lu["date_fin"] < lu["date_debut"]:
        fautes.append(_dire(_sous(chemin, "date_fin"), modele.fin))
    return lu


def _nettoyer(champ, brut, chemin, fautes):
    if isinstance(brut, dict | list | bool):
        fautes.append(_dire(chemin, UNE_VALEUR))
        return None
    try:
        return champ.clean("" if brut is None else str(brut))
    except ValidationError as refus:
        fautes.extend(_dire(chemin, phrase) for phrase in refus.messages)
        return None


def _lire_suite(modele, nom, champ, brut, chemin, fautes):
    requise = nom in modele.suites_requises
    brut = [] if brut is None else brut
    if not isinstance(brut, list) or requise and not brut:
        fautes.append(_dire(chemin, "une liste est attendue ici, avec une valeur au moins."))
        return []
    return [_nettoyer(champ, un, f"{chemin}[{rang}]", fautes) for rang, un in enumerate(brut)]


def _lire_liste(dedans, brut, chemin, fautes):
    brut = [] if brut is None else brut
    if not isinstance(brut, list):
        fautes.append(_dire(chemin, "une liste est attendue ici."))
        return []
    lus = [_lire(dedans, un, f"{chemin}[{rang}]", fautes) for rang, un in enumerate(brut)]
    _refuser_les_doubles(dedans, lus, chemin, fautes)
    return lus


def _refuser_les_doubles(dedans, lus, chemin, fautes):
    """One would be written over the other, each time the file is loaded."""
    premiers = {}
    for rang, lu in enumerate(lus):
        cle = tuple(lu.get(nom) for nom in dedans.cle)
        premier = premiers.setdefault(cle, rang)
        if premier != rang and all(cle):
            ou = _sous(f"{chemin}[{rang}]", dedans.cle[0])
            fautes.append(_dire(ou, f"déjà dit par {chemin}[{premier}]."))


def dire_inconnue(cle, connues):
    proches = difflib.get_close_matches(cle, connues, n=1)
    return f"clé inconnue ; vouliez-vous dire « {proches[0]} » ?" if proches else "clé inconnue."


def _sous(chemin, nom):
    return f"{chemin}.{nom}" if chemin else nom


def _dire(chemin, phrase):
    return f"{chemin or 'fichier'} : {phrase}"
