"""Check every row by itself, and collect all faults; what needs other rows is `croisements`."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from accompagnement.actions.importation import cellules
from accompagnement.actions.importation.cellules import RIEN
from accompagnement.actions.importation.colonnes import COLONNES, OBLIGATOIRES
from accompagnement.models import Cohorte, MotifSortie, RegleSortie
from plie.comptes.models import Structure
from plie.referentiels.models import Commune
from plie.socle.noms import ecrire_nom, ecrire_prenom

ACCENT_ABIME = "des accents semblent abîmés ; vérifiez l'encodage du fichier"


@dataclass(frozen=True, order=True)
class Faute:
    ligne: int
    colonne: str
    valeur: str
    motif: str


@dataclass
class Avis:
    """A repair or a doubt, told once with its number of rows."""

    nombre: int = 0
    premiere_ligne: int = 0


@dataclass
class Controle:
    aujourdhui: date = field(default_factory=timezone.localdate)
    fautes: list[Faute] = field(default_factory=list)
    avis: dict[tuple[str, str], Avis] = field(default_factory=lambda: defaultdict(Avis))
    structures: dict[str, tuple[str, bool]] = field(default_factory=dict)
    referents: dict[str, str | None] = field(default_factory=dict)
    lignes_lues: int = 0

    def __post_init__(self):
        self._avant = 0
        self._lecteurs = _lecteurs()
        self._caches = {nom: {} for nom in PEU_DE_VALEURS}
        self._regles = list(RegleSortie.objects.values_list("valide_du", "valide_au"))

    def lignes(self, fichier, suivre):
        """Yield the rows to stage: (line, faulty or not, *values in the order of COLONNES)."""
        plan = [
            (rang, fichier.colonnes.index(nom) if nom in fichier.colonnes else None, nom)
            for rang, nom in enumerate(COLONNES)
        ]
        largeur = len(fichier.colonnes)
        for numero, brutes in fichier.lignes():
            self.lignes_lues += 1
            if self.lignes_lues % 2000 == 0:
                suivre(numero / max(fichier.nombre_lignes, 1))
            self._avant = len(self.fautes)
            if len(brutes) != largeur and not self._meme_largeur(numero, brutes, largeur):
                continue
            valeurs = self._lire(numero, plan, brutes)
            self._verifier_dates(numero, valeurs)
            self._noter_noms(valeurs)
            yield (numero, len(self.fautes) > self._avant, *valeurs)

    def _meme_largeur(self, numero, brutes, largeur):
        """Trailing empty cells may be missing or in excess; anything else shifts the columns."""
        brutes.extend([""] * (largeur - len(brutes)))
        if any(cellule.strip() for cellule in brutes[largeur:]):
            self._refuser(
                numero,
                "",
                "",
                f"la ligne a {len(brutes)} cellules et l'en-tête {largeur} : un point-virgule "
                "dans un texte non protégé par des guillemets ?",
            )
            return False
        return True

    def _lire(self, numero, plan, brutes):
        valeurs = [None] * len(COLONNES)
        for rang, position, nom in plan:
            brut = brutes[position].strip() if position is not None else ""
            if not brut:
                if nom in OBLIGATOIRES:
                    self._refuser(numero, nom, "", "cette cellule est obligatoire")
                continue
            lu = self._lire_cellule(nom, brut)
            if lu is not RIEN:
                valeurs[rang] = lu.valeur
                if lu.faute:
                    self._refuser(numero, nom, brut, lu.faute)
                if lu.avis:
                    self._aviser(numero, nom, lu.avis)
            if "Ã" in brut:
                self._aviser(numero, nom, ACCENT_ABIME)
        return valeurs

    def _lire_cellule(self, nom, brut):
        cache = self._caches.get(nom)
        if cache is None:
            return self._lecteurs[nom](brut)
        lu = cache.get(brut)
        if lu is None:
            lu = cache[brut] = self._lecteurs[nom](brut)
        return lu

    def _verifier_dates(self, numero, valeurs):
        naissance, prescription, entree, sortie = (valeurs[rang] for rang in RANGS_DATES)
        motif = valeurs[MOTIF]
        for colonne, jour in zip(
            NOMS_DATES, (naissance, prescription, entree, sortie), strict=True
        ):
            if jour and jour > self.aujourdhui:
                self._refuser(numero, colonne, f"{jour:%d/%m/%Y}", "cette date est dans le futur")
        if naissance and prescription and prescription <= naissance:
            self._dater(numero, "date_prescription", prescription, "la prescription", naissance)
        if naissance and entree and entree <= naissance:
            self._dater(numero, "date_entree", entree, "l'entrée", naissance)
        if prescription and entree and entree < prescription:
            self._dater(numero, "date_entree", entree, "l'entrée", prescription, "la prescription")
        if entree and sortie and sortie < entree:
            self._dater(numero, "date_sortie", sortie, "la sortie", entree, "l'entrée")
        self._verifier_sortie(numero, entree, sortie, motif)

    def _dater(self, numero, colonne, jour, quoi, reference, nom="la naissance"):
        self._refuser(
            numero, colonne, f"{jour:%d/%m/%Y}", f"{quoi} précède {nom} ({reference:%d/%m/%Y})"
        )

    def _verifier_sortie(self, numero, entree, sortie, motif):
        fausses = {faute.colonne for faute in self.fautes[self._avant :]}
        if sortie and not entree and "date_entree" not in fausses:
            self._refuser(
                numero, "date_sortie", f"{sortie:%d/%m/%Y}", "une sortie demande une date d'entrée"
            )
        if sortie and not motif and "motif_sortie" not in fausses:
            self._refuser(numero, "motif_sortie", "", "une sortie demande un motif")
        if motif and not sortie and "date_sortie" not in fausses:
            self._refuser(numero, "date_sortie", "", "ce motif de sortie n'a pas de date")
        if sortie and not any(du <= sortie and (not au or sortie <= au) for du, au in self._regles):
            self._refuser(
                numero,
                "date_sortie",
                f"{sortie:%d/%m/%Y}",
                "aucune règle de sortie n'était en vigueur ce jour-là",
            )

    def _noter_noms(self, valeurs):
        """Structures and référents named by the file, with what is needed to create them."""
        structure, referent = valeurs[STRUCTURE], valeurs[REFERENT]
        if structure:
            cle = valeurs[STRUCTURE] = structure.lower()
            if not self.structures.get(cle, ("", False))[1]:
                self.structures[cle] = (structure, True)
            structure = cle
        if prescripteur := valeurs[PRESCRIPTEUR]:
            cle = valeurs[PRESCRIPTEUR] = prescripteur.lower()
            self.structures.setdefault(cle, (prescripteur, False))
        if referent and not self.referents.get(referent):
            self.referents[referent] = structure

    def _refuser(self, numero, colonne, valeur, motif):
        self.fautes.append(Faute(numero, colonne, valeur[:200], motif))

    def _aviser(self, numero, colonne, texte):
        avis = self.avis[colonne, texte]
        avis.nombre += 1
        avis.premiere_ligne = avis.premiere_ligne or numero

    def ajouter_avis(self, colonne, texte, lignes):
        for ligne in lignes:
            self._aviser(ligne, colonne, texte)


NOMS_DATES = ("date_naissance", "date_prescription", "date_entree", "date_sortie")
RANGS_DATES = tuple(COLONNES.index(nom) for nom in NOMS_DATES)
MOTIF = COLONNES.index("motif_sortie")
STRUCTURE = COLONNES.index("structure")
PRESCRIPTEUR = COLONNES.index("prescripteur")
REFERENT = COLONNES.index("referent")
# Columns whose values recur: each is read once.
PEU_DE_VALEURS = (
    *NOMS_DATES,
    "sexe",
    "code_insee",
    "niveau_formation",
    "criteres",
    "prescripteur",
    "structure",
    "referent",
    "motif_sortie",
    "cohortes",
)


def _lecteurs():
    communes = list(Commune.objects.all())
    codes_postaux = defaultdict(list)
    for commune in communes:
        for code in commune.codes_postaux:
            codes_postaux[code].append((commune.code_insee, commune.nom))
    insee = {commune.code_insee for commune in communes}
    noms = {commune.nom.casefold(): commune.code_insee for commune in communes}
    motifs = list(MotifSortie.objects.values_list("code", flat=True))
    lire_structure = cellules.lire_structure(Structure.objects.reperes())
    return {
        **dict.fromkeys(NOMS_DATES, cellules.lire_date),
        "identifiant_externe": cellules.lire_identifiant,
        "nom": cellules.lire_nom(ecrire_nom),
        "prenom": cellules.lire_nom(ecrire_prenom),
        "sexe": cellules.lire_sexe,
        "numero_france_travail": cellules.lire_numero_france_travail,
        "code_insee": cellules.lire_commune(insee, codes_postaux, noms),
        "adresse": cellules.lire_texte(250),
        "telephone": cellules.lire_telephone,
        "email": cellules.lire_email,
        "niveau_formation": cellules.lire_niveau,
        "criteres": cellules.lire_criteres,
        "prescripteur": lire_structure,
        "structure": lire_structure,
        "referent": cellules.lire_email_agent,
        "motif_sortie": cellules.lire_motif(motifs),
        "cohortes": cellules.lire_cohortes(list(Cohorte.objects.values_list("code", flat=True))),
    }
