"""A rule that is tried, on its page or from a file (`deploiement/regle.schema.json`)."""

from copy import copy

from django import forms
from django.core.exceptions import ValidationError

from accompagnement.forms.regle_sortie import CRITERES, RegleSortieForm
from accompagnement.models import RegleSortie
from conventions.forms.convention import analyser, dire_inconnue
from conventions.forms.indicateur import PeriodeControleeForm
from plie.socle.ecriture import remplir

TAILLE_D_UNE_REGLE = 64 * 1024
VERSION = "version"


class EssaiForm(PeriodeControleeForm):
    """A period, and all that decides of an exit; an address, so that it is sent to a colleague."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields |= forms.fields_for_model(
            RegleSortie,
            fields=CRITERES,
            labels=RegleSortieForm.Meta.labels,
            help_texts=dict.fromkeys(CRITERES, "") | RegleSortieForm.Meta.help_texts,
        )

    def clean(self):
        donnees = super().clean()
        if self.fields.keys() <= donnees.keys():
            verifier(self.regle())
        return donnees

    def regle(self):
        """The RegleSortie that it says, written nowhere."""
        return _composer(RegleSortie(), {n: self.cleaned_data[n] for n in CRITERES})


def valeurs_de(regle):
    """What `EssaiForm` begins with: a rule as it is."""
    return {champ: getattr(regle, champ) for champ in CRITERES}


def _composer(regle, champs):
    remplir(regle, champs)
    return regle


def verifier(regle):
    """Raise ValidationError, each fault by its field, on a rule that could not be written."""
    autres = {champ.name for champ in RegleSortie._meta.fields} - set(CRITERES)
    try:
        regle.full_clean(exclude=autres, validate_unique=False)
    except ValidationError as refus:
        # A constraint names its field in its code.
        fautes = {
            champ if champ in CRITERES else faute.code: [faute]
            for champ, messages in refus.error_dict.items()
            for faute in messages
        }
        raise ValidationError(fautes) from None


def lire_regle(texte, en_vigueur):
    """The RegleSortie that a file says, written nowhere: what it leaves out is that of the rule
    `en_vigueur`, or of the one whose `version` it names. Raises ValidationError with every fault,
    each at its place."""
    dite = analyser(texte)
    if not isinstance(dite, dict):
        raise ValidationError('Un objet est attendu : { "duree_min_mois": 6 }.')
    inconnues = dite.keys() - {VERSION, *CRITERES}
    fautes = [f"{cle[:60]} : {dire_inconnue(cle, [VERSION, *CRITERES])}" for cle in inconnues]
    fautes += [f"{cle} : {FAUX_TYPES[_est_booleen(cle)]}" for cle in dite if _se_trompe(cle, dite)]
    if fautes:
        raise ValidationError(sorted(fautes))
    regle = copy(_celle_de(dite[VERSION]) if VERSION in dite else en_vigueur)
    if regle is None:
        raise ValidationError("Aucune règle n'est en vigueur à cette date : nommez une version.")
    return _corriger(regle, {cle: v for cle, v in dite.items() if cle != VERSION})


FAUX_TYPES = {True: "true ou false est attendu ici.", False: "un nombre ou un texte est attendu."}


def _est_booleen(cle):
    return isinstance(getattr(RegleSortie(), cle, None), bool)


def _se_trompe(cle, dite):
    """A value that is not of the kind that this key takes; null is that of an option unused."""
    valeur = dite[cle]
    if cle not in {VERSION, *CRITERES} or valeur is None and not _est_booleen(cle):
        return False
    return isinstance(valeur, dict | list) or isinstance(valeur, bool) != _est_booleen(cle)


def _celle_de(version):
    regle = None
    if isinstance(version, int):
        regle = RegleSortie.objects.filter(version=version).first()
    if regle is None:
        raise ValidationError(f"version : la règle v{str(version)[:20]} n'existe pas.")
    return regle


def _corriger(regle, champs):
    propres = forms.fields_for_model(RegleSortie, fields=CRITERES)
    fautes, lus = [], {}
    for cle, valeur in champs.items():
        try:
            lus[cle] = propres[cle].clean("" if valeur is None else valeur)
        except ValidationError as refus:
            fautes += [f"{cle} : {phrase}" for phrase in refus.messages]
    if not fautes:
        try:
            verifier(_composer(regle, lus))
        except ValidationError as refus:
            fautes = [f"{cle} : {p}" for cle, phrases in refus for p in phrases]
    if fautes:
        raise ValidationError(fautes)
    return regle
