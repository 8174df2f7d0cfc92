"""What the rule of exits says of a parcours: where its motif comes from, which clause is met."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accompagnement.enums import (
    CONTRATS,
    DeduitDe,
    ModeFormation,
    ModeInterim,
    ModeSixMois,
    OperateurDuree,
    Resultat,
    TypeContrat,
)
from accompagnement.sorties.continuite import (
    JOUR,
    SANS_FIN,
    atteint,
    duree,
    enchainer,
    periodes,
)

TEMPS_PLEIN = Decimal(35)


@dataclass(frozen=True)
class Contrat:
    """A job as the rule looks at it; `est_prouve`: a supporting document is attached to it."""

    type: str
    debut: date
    fin: date | None = None
    fin_prevue: date | None = None
    heures: Decimal | None = None
    heures_totales: int | None = None
    # What the rule of its contract says (RegleContrat.compte_pour_sortie).
    est_compte: bool = True
    est_prouve: bool = False
    est_maintenu_a_m6: bool = False

    @property
    def libelle(self):
        return TypeContrat(self.type).label


@dataclass(frozen=True)
class Formation:
    libelle: str
    debut: date
    fin: date | None = None
    resultat: str = ""


@dataclass(frozen=True)
class FaitsDeSortie:
    contrats: tuple[Contrat, ...] = ()
    formations: tuple[Formation, ...] = ()
    a_certification: bool = False


@dataclass(frozen=True)
class Clause:
    libelle: str
    est_remplie: bool
    pourquoi: str


@dataclass(frozen=True)
class Deduction:
    """`deduit_de` is what a MotifSortie is deduced from, None when the rule deduces none."""

    deduit_de: DeduitDe | None = None
    est_positive: bool = False
    clauses: list[Clause] = field(default_factory=list)
    # What the commission expects beside the rule: the follow-up to its end, and a document.
    appuis: list[Clause] = field(default_factory=list)

    @property
    def manques(self):
        return [clause for clause in self.clauses if not clause.est_remplie]


def deduire_sortie(faits, regle, jour):
    """What `regle` deduces the motif from on `jour`, and its clauses one by one with their figures.

    Jobs come first; without any that the rule accepts, a training is looked at. Only the latest
    run of work counts. An interruption the rule tolerates neither breaks nor shortens a run.
    """
    commences = [contrat for contrat in faits.contrats if contrat.debut <= jour]
    par_emploi = _par_emploi(commences, regle, jour) if commences else None
    if par_emploi and par_emploi.est_positive:
        return par_emploi
    formations = [formation for formation in faits.formations if formation.debut <= jour]
    if formations:
        par_formation = _par_formation(formations, faits.a_certification, regle, jour)
        if par_formation.est_positive or par_emploi is None:
            return par_formation
    return par_emploi or Deduction(
        clauses=[Clause("Emploi ou formation", False, "Aucun emploi ni formation n'est noté.")]
    )


def _est_compte(contrat, regle):
    return contrat.est_compte and _type_compte(contrat.type, regle)


def _type_compte(type_, regle):
    if type_ == TypeContrat.IAE:
        return regle.iae_positive
    if type_ == TypeContrat.INTERIM:
        return regle.interim != ModeInterim.NON
    if type_ == TypeContrat.CREATION:
        return regle.creation_positive
    return regle.alternance_positive or not CONTRATS[type_].est_alternance


def _par_emploi(contrats, regle, jour):
    comptes = [contrat for contrat in contrats if _est_compte(contrat, regle)]
    if not comptes:
        dernier = max(contrats, key=lambda contrat: contrat.debut)
        origine = DeduitDe.IAE if dernier.type == TypeContrat.IAE else None
        pourquoi = f"{dernier.libelle} : la règle ne le compte pas."
        return Deduction(origine, clauses=[Clause("Type de contrat", False, pourquoi)])
    serie, suffisante = _series(comptes, regle, jour)
    retenus = [c for c in comptes if serie.debut <= _fin(c, regle, jour) and c.debut <= serie.fin]
    dernier = max(retenus, key=lambda contrat: (contrat.debut, contrat.type != TypeContrat.IAE))
    clauses = [Clause("Type de contrat", True, f"{dernier.libelle} : la règle le compte.")]
    if dernier.type == TypeContrat.INTERIM and regle.interim == ModeInterim.HEURES:
        clauses.append(_clause_heures_interim(comptes, regle))
    else:
        clauses.append(_clause_duree(serie, retenus, regle))
        clauses.append(_clause_quotite(serie, regle, est_suffisante=suffisante))
    appuis = _appuis(retenus)
    if regle.mode_six_mois == ModeSixMois.MAINTIEN:
        clauses, appuis = clauses + appuis, []
    return _conclure(CONTRATS[dernier.type].deduit_de, clauses, appuis)


def _conclure(origine, clauses, appuis):
    est_positive = all(clause.est_remplie for clause in clauses)
    if est_positive:
        return Deduction(origine, True, clauses, appuis)
    trop_court = any(c.libelle == "Durée" and not c.est_remplie for c in clauses)
    return Deduction(DeduitDe.EMPLOI_COURT if trop_court else None, False, clauses, appuis)


def _fin(contrat, regle, jour):
    """The last day that counts: of the contract signed, or of the presence already proved."""
    if contrat.fin:
        return contrat.fin
    if regle.mode_six_mois == ModeSixMois.MAINTIEN:
        return max(contrat.debut, jour - JOUR)
    if contrat.fin_prevue:
        return min(contrat.fin_prevue, SANS_FIN)
    return SANS_FIN if CONTRATS[contrat.type].est_sans_terme else max(contrat.debut, jour - JOUR)


def _heures(contrat):
    if contrat.type == TypeContrat.CREATION:
        return contrat.heures or TEMPS_PLEIN
    return contrat.heures


def _series(contrats, regle, jour):
    """(the latest run, whether it has the hours asked for all along)."""
    parts = list(periodes([(c.debut, _fin(c, regle, jour), _heures(c)) for c in contrats]))
    entiere = enchainer(parts, regle.tolerance_jours)[-1]
    assez = [p for p in parts if p.heures is not None and _quotite(p.heures) >= regle.quotite_min]
    suffisantes = enchainer(assez, regle.tolerance_jours)
    if suffisantes and suffisantes[-1].fin == entiere.fin:
        return suffisantes[-1], True
    return entiere, False


def _quotite(heures):
    return heures / TEMPS_PLEIN


def _exigence(regle):
    return f"la règle demande {regle.get_operateur_duree_display()} {regle.duree_min_mois} mois"


def _clause_duree(serie, contrats, regle):
    est_remplie = atteint(
        serie.debut,
        serie.fin,
        regle.duree_min_mois,
        strictement=regle.operateur_duree == OperateurDuree.PLUS_DE,
    )
    if serie.est_en_cours:
        mesure = f"Contrat sans terme depuis le {serie.debut:%d/%m/%Y}"
    else:
        mesure = (
            f"Du {serie.debut:%d/%m/%Y} au {serie.fin:%d/%m/%Y}, {duree(serie.debut, serie.fin)}"
        )
    suite = ""
    if len(contrats) > 1:
        ecart = serie.plus_longue_interruption
        suite = (
            f" {len(contrats)} contrats se suivent, interrompus {ecart} "
            f"jour{'s' if ecart > 1 else ''} au plus ({regle.tolerance_jours} tolérés)."
        )
    return Clause("Durée", est_remplie, f"{mesure} ; {_exigence(regle)}.{suite}")


def _clause_quotite(serie, regle, *, est_suffisante):
    demande = f"la règle demande {regle.quotite_min:.0%} de 35 h".replace("%", " %")
    if serie.heures is None:
        mesure = "Les heures par semaine ne sont pas renseignées"
    else:
        part = f"{_quotite(serie.heures):.0%}".replace("%", " %")
        mesure = f"{serie.heures.normalize():f} h par semaine, {part} d'un temps plein"
    return Clause("Temps de travail", est_suffisante, f"{mesure} ; {demande}.")


def _clause_heures_interim(contrats, regle):
    total = sum(c.heures_totales or 0 for c in contrats if c.type == TypeContrat.INTERIM)
    pourquoi = f"{total} h de missions ; la règle demande {regle.interim_heures} h."
    return Clause("Heures d'intérim", total >= regle.interim_heures, pourquoi)


def _appuis(contrats):
    """The job held at six months, and its document; clauses of the rule in its mode "maintien"."""
    suivi = any(contrat.est_maintenu_a_m6 for contrat in contrats)
    preuve = any(contrat.est_prouve for contrat in contrats)
    return [
        Clause(
            "Maintien à six mois",
            suivi,
            "En poste au suivi à M + 6."
            if suivi
            else "Le suivi à M + 6 n'indique pas encore que la personne est en poste.",
        ),
        Clause("Preuve", preuve, "Jointe à l'emploi." if preuve else "À joindre à l'emploi."),
    ]


def _par_formation(formations, a_certification, regle, jour):
    derniere = max(formations, key=lambda f: (f.resultat == Resultat.REALISEE, f.debut))
    clauses = CLAUSES_DE_FORMATION[ModeFormation(regle.formation)](
        derniere, a_certification, regle, jour
    )
    est_positive = all(clause.est_remplie for clause in clauses)
    return Deduction(DeduitDe.FORMATION if est_positive else None, est_positive, clauses)


def _formation_entree(formation, a_certification, regle, jour):
    pourquoi = f"« {formation.libelle} », commencée le {formation.debut:%d/%m/%Y}."
    return [Clause("Entrée en formation", True, pourquoi)]


def _formation_obtenue(formation, a_certification, regle, jour):
    realisee = formation.resultat == Resultat.REALISEE
    etat = f"réalisée le {formation.fin:%d/%m/%Y}" if realisee else "pas encore réalisée"
    titre = "au dossier" if a_certification else "absent du dossier"
    return [
        Clause("Formation terminée", realisee, f"« {formation.libelle} », {etat}."),
        Clause("Titre obtenu", a_certification, f"Titre ou certificat {titre}."),
    ]


def _formation_longue(formation, a_certification, regle, jour):
    fin = formation.fin or max(formation.debut, jour - JOUR)
    suivie = formation.resultat in ("", Resultat.REALISEE)
    mesure = f"« {formation.libelle} », {duree(formation.debut, fin)} de formation"
    longue = atteint(formation.debut, fin, regle.duree_min_mois)
    return [
        Clause("Durée de la formation", longue and suivie, f"{mesure} ; {_exigence(regle)}."),
    ]


def _formation_non_comptee(formation, a_certification, regle, jour):
    return [Clause("Formation", False, "La règle ne compte pas les formations.")]


CLAUSES_DE_FORMATION = {
    ModeFormation.ENTREE: _formation_entree,
    ModeFormation.OBTENTION: _formation_obtenue,
    ModeFormation.LONGUE: _formation_longue,
    ModeFormation.NON: _formation_non_comptee,
}
