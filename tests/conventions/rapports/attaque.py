"""Whoever holds the twelve reports of a year, its four quarterly ones and its yearly one, those of
the next that print its shares again, and what is public beside them, and solves.

Everything known of one table is an integer program: its unknowns are who was there before the
year, came and left each month, row by row, then the year's positive exits. A masked cell is found
when no other program than the truth gives it another value.
"""

import numpy as np
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import csr_array

from accompagnement.enums import CRITERES_SENSIBLES, Categorie
from conventions.enums import INCONNU
from conventions.indicateurs.ecriture import SEUIL
from conventions.indicateurs.seuils import est_petit, petits
from conventions.rapports.masque import AUTRES
from conventions.rapports.parts import LIENS
from tests.conventions.rapports import plie_invente as plie

INFINI = 10_000
# Who came and who left.
MOUVEMENTS, FAITS = ("e", "s"), ("entree", "sortie")
TIRAGES = 12
JUSTE = 1e-6


class Programme:
    """Sums of unknowns between bounds; an expression is {unknown: coefficient}."""

    def __init__(self):
        self.rangs, self.lignes, self.bornes = {}, [], []

    def inconnue(self, *nom):
        self.rangs.setdefault(nom, len(self.rangs))
        return {nom: 1}

    def entre(self, expression, bas, haut=INFINI):
        self.lignes.append(expression)
        self.bornes.append((bas, haut))

    def vaut(self, expression, valeur):
        self.entre(expression, valeur, valeur)

    def preparer(self):
        cases = [
            (rang, self.rangs[nom], coefficient)
            for rang, expression in enumerate(self.lignes)
            for nom, coefficient in expression.items()
        ]
        lignes, colonnes, valeurs = zip(*cases, strict=True)
        forme = (len(self.lignes), len(self.rangs))
        matrice = csr_array((valeurs, (lignes, colonnes)), shape=forme)
        self.contraintes = LinearConstraint(matrice, *np.array(self.bornes, float).T)

    def vecteur(self, expression):
        objectif = np.zeros(len(self.rangs))
        for nom, coefficient in expression.items():
            objectif[self.rangs[nom]] += coefficient
        return objectif

    def resoudre(self, objectif, *, entier):
        return milp(
            objectif,
            constraints=self.contraintes,
            integrality=np.full(len(self.rangs), int(entier)),
        ).x

    def monde(self, objectif):
        """A whole answer: that of the relaxation when it is whole, as nearly always."""
        x = self.resoudre(objectif, entier=False)
        if np.abs(x - x.round()).max() > JUSTE:
            x = self.resoudre(objectif, entier=True)
        return x.round()


def somme(*expressions):
    total = {}
    for expression in expressions:
        for nom, coefficient in expression.items():
            total[nom] = total.get(nom, 0) + coefficient
    return total


def moins(expression):
    return {nom: -coefficient for nom, coefficient in expression.items()}


class Table:
    """One dimension over the year, as the reports let it be seen."""

    def __init__(
        self,
        personnes,
        rapports,
        dimension,
        *,
        apres=(),
        trimestres=(),
        direction=False,
        mouvements=False,
    ):
        self.personnes, self.dimension, self.direction = personnes, dimension, direction
        self.programme, self.cibles = Programme(), {}
        self.lisibles = self.masquees = 0
        self.codes = sorted({c for p in personnes for c in p.modalites(dimension)})
        if dimension == "critere":
            listes = {m["code"] for r in rapports for m in _modalites(r, dimension)}
            self.codes = [code for code in self.codes if code in listes]
        self._savoir_les_mouvements()
        for mois, rapport in enumerate(rapports, start=1):
            self._lire(mois, rapport)
            self._lire_les_parts(mois, rapport)
        for mois, rapport in enumerate(apres, start=1):
            self._lire_les_parts(mois, rapport, "_avant")
        for mois, rapport in trimestres:
            self._lire_les_parts(mois, rapport)
        if mouvements:
            self._viser_les_mouvements()

    def _viser_les_mouvements(self):
        """Who came in one month and who left, which no report gives by row."""
        for code in self.codes:
            siennes = plie.porteurs(self.personnes, self.dimension, code)
            for m in plie.MOIS:
                venus, partis = (sum(getattr(p, fait) == m for p in siennes) for fait in FAITS)
                for lettre, nombre in zip(MOUVEMENTS, (venus, partis), strict=True):
                    if est_petit(nombre):
                        self.cibles[m, code, lettre] = self.programme.inconnue(lettre, code, m)

    def effectif(self, code, debut, fin):
        """Who was there in the months `debut` to `fin`."""
        ne = self.programme.inconnue
        avant = [moins(ne("s", code, m)) for m in range(1, debut)]
        return somme(ne("f", code), *(ne("e", code, m) for m in range(1, fin + 1)), *avant)

    def colonne(self, code, colonne, mois):
        ne = self.programme.inconnue
        return {
            "personnes_accompagnees": lambda: self.effectif(code, 1 if mois == 12 else mois, mois),
            "entrees": lambda: somme(*(ne("e", code, m) for m in plie.MOIS)),
            "sorties": lambda: somme(*(ne("s", code, m) for m in plie.MOIS)),
            "sorties_positives": lambda: ne("p", code),
        }[colonne]()

    def _savoir_les_mouvements(self):
        """The totals are published; nobody leaves who was not there."""
        p, ne = self.programme, self.programme.inconnue
        exact = self.dimension not in ("critere", "motif_sortie")
        for m in plie.MOIS:
            du_mois = plie.compter(self.personnes, m, m)
            for lettre, total in (("e", du_mois["entrees"]), ("s", du_mois["sorties"])):
                self._savoir_le_total([ne(lettre, c, m) for c in self.codes], total, exact)
            for c in self.codes:
                p.entre(somme(self.effectif(c, m, m), moins(ne("s", c, m))), 0)
        self._savoir_le_total([ne("f", c) for c in self.codes], plie.AVANT, exact)
        annee = plie.compter(self.personnes, 1, 12)
        self._savoir_le_total([ne("p", c) for c in self.codes], annee["sorties_positives"], exact)
        for c in self.codes:
            p.entre(somme(self.colonne(c, "sorties", 12), moins(ne("p", c))), 0)
        if self.dimension == "motif_sortie":
            self._savoir_les_categories()

    def _savoir_le_total(self, expressions, total, exact):
        if exact:
            self.programme.vaut(somme(*expressions), total)
        else:
            for expression in expressions:
                self.programme.entre(expression, 0, total)

    def _savoir_les_categories(self):
        for categorie in Categorie:
            codes = [c for c in self.codes if plie.MOTIFS[c][1] == categorie]
            total = sum(p.categorie == categorie for p in self.personnes)
            self.programme.vaut(somme(*(self.colonne(c, "sorties", 12) for c in codes)), total)

    # What the report of a month shows

    def _lire(self, mois, rapport):
        lues = _modalites(rapport, self.dimension)
        nom = "annee" if mois == 12 else "mois"
        nommees = [m for m in lues if not m["code"].startswith("autres")]
        restent = [c for c in self.codes if c not in {m["code"] for m in nommees}]
        for modalite in nommees:
            self._lire_la_ligne(mois, modalite, nom, [modalite["code"]])
        for modalite in lues:
            if modalite["code"].startswith("autres"):
                self._chercher_les_membres(mois, restent)
                membres = [c for c in restent if _est_parmi(c, modalite["code"])]
                self._lire_la_ligne(mois, modalite, nom, membres)
        if lues:
            self._juger_les_rangs(mois, nommees, restent, lues)

    def _chercher_les_membres(self, mois, membres):
        """The few people of a row that is not listed are worth a masked cell."""
        debut = 1 if mois == 12 else mois
        for code in membres if self.dimension in AUTRES else ():
            siennes = plie.porteurs(self.personnes, self.dimension, code)
            compte = plie.compter(siennes, debut, mois)["personnes_accompagnees"]
            if est_petit(compte):
                expression = self.colonne(code, "personnes_accompagnees", mois)
                self.cibles[mois, code, "membre"] = expression

    def _lire_la_ligne(self, mois, modalite, nom, membres):
        for colonne, mesure in modalite["valeurs"][nom].items():
            est_masquee = colonne in modalite["masque"][nom]
            self.lisibles += not est_masquee
            self.masquees += est_masquee
            if colonne == "taux_sorties_positives":
                # With every exit in its divisor, it says what its two terms say.
                continue
            expression = somme(*(self.colonne(c, colonne, mois) for c in membres))
            if est_masquee:
                self.cibles[mois, modalite["code"], colonne] = expression
            else:
                self.programme.vaut(expression, mesure["valeur"])

    def _juger_les_rangs(self, mois, nommees, restent, lues):
        """Being listed tells of somebody; beside a row of the others, of five people at least."""
        colonne = "sorties" if self.dimension == "motif_sortie" else "personnes_accompagnees"
        regroupe = self.dimension in AUTRES or self.dimension == "motif_sortie"
        for modalite in nommees:
            expression = self.colonne(modalite["code"], colonne, mois)
            self.programme.entre(expression, SEUIL if regroupe else 1)
        for code in restent if regroupe else ():
            plafond = self._plafond(nommees, mois, colonne)
            self.programme.entre(self.colonne(code, colonne, mois), 0, plafond)
        if self.dimension in AUTRES and not any(m["code"] == "autres" for m in lues):
            for code in restent:
                self.programme.vaut(self.colonne(code, colonne, mois), 0)
        if self.direction and mois == 12:
            self._lire_la_page()

    def _plafond(self, nommees, mois, colonne):
        """The smallest of the rows listed is no smaller than those that are not, unless what they
        say keeps them out."""
        if self.dimension == "motif_sortie":
            return INFINI
        nom = "annee" if mois == 12 else "mois"
        lus = [m["valeurs"][nom][colonne]["valeur"] for m in nommees]
        return min((n for n in lus if n is not None), default=INFINI)

    def _lire_la_page(self):
        """What direction reads on the page besides: what is not sensitive, and of the rest the
        file active of the year."""
        for code in self.codes:
            comptes = plie.compter(plie.porteurs(self.personnes, self.dimension, code), 1, 12)
            if code not in CRITERES_SENSIBLES | {INCONNU}:
                continue
            if "file_active_fin" not in petits(comptes, est_sensible=True):
                reste = somme(self.effectif(code, 1, 12), moins(self.colonne(code, "sorties", 12)))
                self.programme.vaut(reste, comptes["file_active_fin"])

    def _lire_les_parts(self, mois, rapport, colonne=""):
        for indicateur in rapport["indicateurs"]:
            dimension, modalite = LIENS.get(indicateur["code"], (None, None))
            if dimension == self.dimension and modalite in self.codes:
                self._lire_la_part(mois, indicateur["valeurs"], modalite, colonne)

    def _lire_la_part(self, mois, valeurs, code, colonne):
        for nom, debut in (("mois", mois), ("annee", 1), ("trimestre", mois - 2)):
            part = valeurs.get(nom + colonne)
            if part is None:
                continue
            if part["numerateur"] is not None:
                self.programme.vaut(self.effectif(code, debut, mois), part["numerateur"])
            est_niveau = self.dimension == "niveau" and INCONNU in self.codes
            if est_niveau and part["denominateur"] is not None:
                tous = plie.compter(self.personnes, debut, mois)["personnes_accompagnees"]
                inconnus = tous - part["denominateur"]
                self.programme.vaut(self.effectif(INCONNU, debut, mois), inconnus)

    # What is found

    def retrouver(self):
        """{(month, row, column)} masked and found. A world where a cell is not what it is clears
        every cell of it at once: a few random ones leave little to look at one by one."""
        self.programme.preparer()
        vrai = self._verite()
        restent = {cle: self.programme.vecteur(e) for cle, e in self.cibles.items()}
        hasard = np.random.default_rng(0)
        for _ in range(TIRAGES if restent else 0):
            tire = sum(hasard.choice((-1.0, 1.0)) * v for v in restent.values())
            restent = _encore_sues(restent, self.programme.monde(tire), vrai)
            if not restent:
                break
        trouvees = set()
        while restent:
            cle, objectif = next(iter(restent.items()))
            for sens in (1, -1):
                restent = _encore_sues(restent, self.programme.monde(sens * objectif), vrai)
            if cle in restent:
                trouvees.add(cle)
                del restent[cle]
        return trouvees

    def _verite(self):
        vrai = np.zeros(len(self.programme.rangs))
        for (lettre, code, *mois), rang in self.programme.rangs.items():
            siennes = plie.porteurs(self.personnes, self.dimension, code)
            vrai[rang] = {
                "f": lambda s, m: sum(p.entree == 0 for p in s),
                "e": lambda s, m: sum(p.entree == m[0] for p in s),
                "s": lambda s, m: sum(p.sortie == m[0] for p in s),
                "p": lambda s, m: sum(p.categorie == Categorie.POSITIVE for p in s),
            }[lettre](siennes, mois)
        lignes = self.programme.contraintes.A @ vrai
        bas, haut = self.programme.contraintes.lb, self.programme.contraintes.ub
        assert ((bas <= lignes) & (lignes <= haut)).all(), "the attacker believes something false"
        return vrai


def _encore_sues(restent, monde, vrai):
    return {cle: v for cle, v in restent.items() if abs(v @ monde - v @ vrai) < 0.5}


def _est_parmi(code, groupe):
    """Whether a motif is of the category of that row of others."""
    categorie = groupe.removeprefix("autres").removeprefix("-")
    return not categorie or plie.MOTIFS[code][1] == categorie


def _modalites(rapport, dimension):
    return next((v["modalites"] for v in rapport["ventilations"] if v["code"] == dimension), [])
