"""What an import says of itself: a text for people, a CSV of rejects for the spreadsheet."""

from dataclasses import asdict, dataclass, field

from accompagnement.actions.importation.controle import Faute
from accompagnement.actions.importation.ecriture import Bilan
from accompagnement.actions.importation.lecture import Fichier
from plie.socle.export import lignes_csv

FAUTES_MONTREES = 100
# Beyond, correcting is for the spreadsheet: a web process reads the file and shows the rows.
LIGNES_A_L_ECRAN, OCTETS_A_L_ECRAN = 30, 10 * 1024**2
NOMS_MONTRES = 50


@dataclass
class Rapport:
    simulation: bool = False
    lignes: int = 0
    refus: tuple[str, ...] = ()
    fautes: list[Faute] = field(default_factory=list)
    avis: list[str] = field(default_factory=list)
    bilan: Bilan = field(default_factory=Bilan)
    structures: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    # As it was read: of a workbook, its CSV.
    fichier: Fichier | None = None

    @property
    def est_accepte(self):
        return not self.refus and not self.fautes

    @property
    def lignes_rejetees(self):
        return len({faute.ligne for faute in self.fautes})

    @property
    def se_corrige(self):
        """Whether its faults are few enough, and what was read short enough, to be corrected on the
        screen."""
        if self.refus or not 0 < self.lignes_rejetees <= LIGNES_A_L_ECRAN:
            return False
        return self.fichier.chemin.stat().st_size <= OCTETS_A_L_ECRAN

    def en_json(self):
        return {
            **asdict(self.bilan),
            "lignes": self.lignes,
            "fautes": len(self.fautes),
            "lignes_rejetees": self.lignes_rejetees,
        }

    def rejets(self):
        """The CSV of rejects: one row per fault; for a file refused whole, one per sentence."""
        lignes = [(f.ligne, f.colonne, f.valeur, f.motif) for f in sorted(self.fautes)]
        lignes += [(1, "", "", phrase) for phrase in self.refus]
        return "".join(lignes_csv(("ligne", "colonne", "valeur", "motif"), lignes))

    def texte(self):
        if self.refus:
            return "\n".join(["Fichier refusé, rien n'est écrit.", *self.refus])
        corps = self._texte_rejete() if self.fautes else self._texte_accepte()
        return "\n".join([*corps, *self._texte_avis()])

    def _texte_accepte(self):
        bilan = self.bilan
        verbe = "Simulation : rien n'est écrit. L'import ferait" if self.simulation else "Importé"
        lignes = [
            f"{verbe} : {_nombre(self.lignes, 'ligne lue', 'lignes lues')}.",
            f"Dossiers : {_accorder(bilan.parcours_crees, 'créé')}, "
            f"{_accorder(bilan.parcours_modifies, 'modifié')}, "
            f"{_accorder(bilan.parcours_inchanges, 'inchangé')}.",
            f"Personnes : {_accorder(bilan.personnes_creees, 'créée')}, "
            f"{_accorder(bilan.personnes_modifiees, 'modifiée')}, "
            f"{_accorder(bilan.personnes_inchangees, 'inchangée')}.",
        ]
        if self.structures:
            lignes += ["Structures créées : " + _enumerer(self.structures)]
        if self.agents:
            lignes += ["Agents créés sans accès, à vérifier : " + _enumerer(self.agents)]
        return lignes

    def _texte_rejete(self):
        rejetees = _nombre(self.lignes_rejetees, "ligne rejetée", "lignes rejetées")
        lignes = [
            f"{rejetees} sur {self.lignes} : rien n'est écrit.",
            *(_decrire(faute) for faute in sorted(self.fautes)[:FAUTES_MONTREES]),
        ]
        reste = len(self.fautes) - FAUTES_MONTREES
        if reste > 0:
            lignes.append(f"… et {reste} autres, toutes dans le fichier des rejets.")
        return lignes

    def _texte_avis(self):
        return ["À vérifier :", *(f"  {avis}" for avis in self.avis)] if self.avis else []


def resumer_avis(avis):
    return [
        f"{colonne} : {texte} ({_nombre(a.nombre, 'ligne', 'lignes')}, la première est la "
        f"{a.premiere_ligne})"
        for (colonne, texte), a in sorted(avis.items())
    ]


def _decrire(faute):
    colonne = f", {faute.colonne}" if faute.colonne else ""
    return f"  Ligne {faute.ligne}{colonne} : {faute.motif}."


def _nombre(nombre, singulier, pluriel):
    return f"{nombre} {singulier if nombre < 2 else pluriel}"


def _accorder(nombre, mot):
    return _nombre(nombre, mot, f"{mot}s")


def _enumerer(noms):
    montres = ", ".join(noms[:NOMS_MONTRES])
    reste = len(noms) - NOMS_MONTRES
    return f"{montres}{f' et {reste} autres' if reste > 0 else ''}."
