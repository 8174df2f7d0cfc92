"""What the rule of exits says of the jobs of a parcours: alone, added up, or by exception."""

from datetime import timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from accompagnement.enums import (
    CONTRATS_D_INSERTION,
    DeduitDe,
    ModeInterim,
    ModeSixMois,
    OperateurDuree,
    TypeContrat,
)
from accompagnement.sorties.continuite import (
    JOUR,
    SANS_FIN,
    UN_AN,
    atteint,
    duree,
    enchainer,
    jours_travailles,
    periodes,
    tenir_les_missions,
)
from accompagnement.sorties.faits import Clause, Deduction

TEMPS_PLEIN = Decimal(35)
MOIS_D_UN_AN = 12


def deduire_de_l_emploi(faits, regle, jour):
    """Of the jobs begun on `jour`; None without any. What the rule says of lasting work comes
    first, then its exceptions (seasons, association intermédiaire)."""
    commences = [contrat for contrat in faits.contrats if contrat.debut <= jour]
    if not commences:
        return None
    comptes = [c for c in commences if c.est_compte and _type_compte(c, regle)]
    ordinaire = _ordinaire(comptes, regle, jour) if comptes else _ecartes(commences, regle, jour)
    if ordinaire.est_positive:
        return ordinaire
    exceptions = (_saisons(comptes, regle, jour), _missions_ai(commences, faits, regle, jour))
    return next((e for e in exceptions if e and e.est_positive), ordinaire)


def _type_compte(contrat, regle):
    if contrat.type in CONTRATS_D_INSERTION:
        return regle.iae_positive
    if contrat.type == TypeContrat.INTERIM:
        return regle.interim != ModeInterim.NON
    if contrat.type == TypeContrat.CREATION:
        return regle.creation_positive
    return regle.alternance_positive or not contrat.nature.est_alternance


def _ecartes(contrats, regle, jour):
    """No contract counts: the last one says so, and is a motif where it is one of insertion."""
    dernier = max(contrats, key=lambda contrat: contrat.debut)
    en_poste = _est_en_poste(_fin(dernier, regle, jour), regle, jour)
    est_insertion = dernier.type in CONTRATS_D_INSERTION
    pourquoi = f"{dernier.libelle} : la règle ne le compte pas."
    return Deduction(
        DeduitDe.IAE if est_insertion and en_poste else None,
        clauses=[Clause("Type de contrat", False, pourquoi)],
        retenus=(dernier,),
    )


def _ordinaire(comptes, regle, jour):
    """Six months of work; in the mode of hours, missions by their hours and the rest by months."""
    missions = [contrat for contrat in comptes if contrat.type == TypeContrat.INTERIM]
    if regle.interim != ModeInterim.HEURES or not missions:
        return _par_duree(comptes, regle, jour)
    autres = [contrat for contrat in comptes if contrat.type != TypeContrat.INTERIM]
    durable = _par_duree(autres, regle, jour) if autres else None
    if durable and durable.est_positive:
        return durable
    par_heures = _par_heures(missions, regle, jour)
    if par_heures.est_positive or durable is None:
        return par_heures
    return par_heures if _principal(comptes, regle, jour) in missions else durable


def _par_duree(contrats, regle, jour):
    serie, suffisante = _series(contrats, jour, lambda c: _fin(c, regle, jour), regle)
    retenus = [c for c in contrats if serie.debut <= _fin(c, regle, jour) and c.debut <= serie.fin]
    principal = _principal(retenus, regle, jour)
    en_poste = _clause_en_poste(serie.fin, regle, jour)
    longue = _clause_duree(serie, retenus, regle)
    attendre = None
    if en_poste.est_remplie and not longue.est_remplie:
        attendre = _jour_atteint(retenus, regle, jour)
    if attendre:
        longue = Clause(
            longue.libelle, False, f"{longue.pourquoi} Attendre le {attendre:%d/%m/%Y}."
        )
    clauses = [
        Clause("Type de contrat", True, f"{principal.libelle} : la règle le compte."),
        longue,
        _clause_quotite(serie, retenus, regle, est_suffisante=suffisante),
        en_poste,
    ]
    appuis = _appuis(retenus)
    if regle.mode_six_mois == ModeSixMois.MAINTIEN:
        clauses, appuis = clauses + appuis, []
    return _conclure(principal, retenus, clauses, appuis, attendre)


def _conclure(principal, retenus, clauses, appuis, attendre=None):
    retenus = _ranger(principal, retenus)
    if all(clause.est_remplie for clause in clauses):
        return Deduction(principal.nature.deduit_de, True, clauses, appuis, retenus=retenus)
    manques = {clause.libelle for clause in clauses if not clause.est_remplie}
    trop_court = "Durée" in manques and "En emploi à la sortie" not in manques and not attendre
    origine = DeduitDe.EMPLOI_COURT if trop_court else None
    return Deduction(origine, False, clauses, appuis, attendre, retenus)


def _ranger(principal, retenus):
    """The one that weighs most, then the others, the latest first."""
    return tuple(sorted(retenus, key=lambda c: (c is principal, c.debut), reverse=True))


def _par_heures(missions, regle, jour):
    """Hours add up over the year before `jour`, as seasons do: those of long ago are no work that
    lasts."""
    depuis = jour - UN_AN
    total = sum(_heures_depuis(mission, depuis, regle, jour) for mission in missions)
    pourquoi = (
        f"{total} h de missions depuis le {depuis:%d/%m/%Y} ; la règle demande "
        f"{regle.interim_heures} h en un an."
    )
    # Those that ended before count for nothing, and prove nothing.
    missions = [m for m in missions if _fin(m, regle, jour) >= depuis] or missions[-1:]
    derniere = max(missions, key=lambda mission: (mission.debut, mission.fin or SANS_FIN))
    clauses = [
        Clause("Type de contrat", True, f"{derniere.libelle} : la règle le compte."),
        Clause("Heures d'intérim", total >= regle.interim_heures, pourquoi),
        _clause_en_poste(max(_fin(m, regle, jour) for m in missions), regle, jour),
    ]
    return _conclure(derniere, missions, clauses, _appuis(missions))


def _heures_depuis(mission, depuis, regle, jour):
    """Of a mission begun before, as many as its days since are of all its days."""
    heures, fin = mission.heures_totales or 0, _fin(mission, regle, jour)
    if mission.debut >= depuis:
        return heures
    jours = max((fin - depuis).days + 1, 0)
    return heures * jours // ((fin - mission.debut).days + 1)


# Which contract, and until when


def _principal(contrats, regle, jour):
    """The one that weighs most on `jour`: by its hours, then by its length to come. One that ended
    on the eve weighs as on that day: a few hours a week that go on are not what is left for."""

    def poids(contrat):
        fin, heures = _fin(contrat, regle, jour), _heures(contrat) or 0
        return (
            min(fin, jour - JOUR),
            contrat.type not in CONTRATS_D_INSERTION,
            _quotite(heures) >= regle.quotite_min,
            min(fin, jour),
            heures,
            contrat.nature.est_sans_terme,
            contrat.debut,
        )

    return max(contrats, key=poids)


def _terme(contrat):
    """The last day signed; None when nobody knows it."""
    if contrat.fin_prevue:
        return min(contrat.fin_prevue, SANS_FIN)
    return SANS_FIN if contrat.nature.est_sans_terme else contrat.fin


def _fin(contrat, regle, jour):
    """The last day that counts: of the contract signed, or of the presence already proved. An end
    that came after `jour` was not known then."""
    if contrat.fin and contrat.fin <= jour:
        return contrat.fin
    presence = max(contrat.debut, jour - JOUR)
    terme = _terme(contrat)
    if regle.mode_six_mois == ModeSixMois.MAINTIEN:
        return max(contrat.debut, min(terme or presence, presence))
    return terme or presence


def _fin_possible(contrat, jour):
    """The same as if whoever is in work stayed to the end of the contract."""
    if contrat.fin and contrat.fin <= jour:
        return contrat.fin
    return _terme(contrat) or SANS_FIN


def _jour_atteint(contrats, regle, jour):
    """The day from which the run will be long enough if the contract that runs is held; None when
    what is signed is too short."""
    serie, suffisante = _series(contrats, jour, lambda c: _fin_possible(c, jour), regle)
    if not suffisante or not _est_assez_longue(serie, regle):
        return None
    terme = serie.debut + relativedelta(months=regle.duree_min_mois)
    atteinte = terme + JOUR if regle.operateur_duree == OperateurDuree.PLUS_DE else terme
    return atteinte if atteinte > jour else None


def _heures(contrat):
    return contrat.heures if contrat.nature.demande_des_heures else TEMPS_PLEIN


def _parts(contrats, fin):
    return list(
        periodes(tenir_les_missions([(c.type, c.debut, fin(c), _heures(c)) for c in contrats]))
    )


def _series(contrats, jour, fin, regle):
    """(the latest run, whether it has the hours asked for up to `jour`)."""
    parts = _parts(contrats, fin)
    entiere = enchainer(parts, regle.tolerance_jours)[-1]
    suffisantes = enchainer(_assez(parts, regle.quotite_min), regle.tolerance_jours)
    if suffisantes and suffisantes[-1].fin >= min(entiere.fin, jour - JOUR):
        return suffisantes[-1], True
    return entiere, False


def _assez(parts, quotite_min):
    return [p for p in parts if _quotite(p.heures or 0) >= quotite_min]


def _quotite(heures):
    return Decimal(heures) / TEMPS_PLEIN


# Clauses


def _est_en_poste(fin, regle, jour):
    """In work on `jour` or on its eve, whoever leaves on the morrow of the contract."""
    return fin >= jour - JOUR - timedelta(days=regle.fenetre_emploi_jours)


def _clause_en_poste(fin, regle, jour):
    if _est_en_poste(fin, regle, jour):
        return Clause("En emploi à la sortie", True, f"En emploi le {jour:%d/%m/%Y}.")
    demande = "la règle demande d'être en emploi le jour de la sortie"
    if regle.fenetre_emploi_jours:
        demande += f", ou depuis {regle.fenetre_emploi_jours} jours au plus"
    pourquoi = f"L'emploi a pris fin le {fin:%d/%m/%Y} ; {demande}."
    return Clause("En emploi à la sortie", False, pourquoi)


def _est_assez_longue(serie, regle):
    return atteint(
        serie.debut,
        serie.fin,
        regle.duree_min_mois,
        strictement=regle.operateur_duree == OperateurDuree.PLUS_DE,
    )


def _clause_duree(serie, contrats, regle):
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
    demande = f"la règle demande {regle.exigence}"
    return Clause("Durée", _est_assez_longue(serie, regle), f"{mesure} ; {demande}.{suite}")


def _clause_quotite(serie, contrats, regle, *, est_suffisante):
    if not any(contrat.nature.demande_des_heures for contrat in contrats):
        dit = "Les heures ne sont demandées ni d'une entreprise ni d'un contrat en alternance."
        return Clause("Temps de travail", True, dit)
    demande = f"la règle demande {_pour_cent(regle.quotite_min)} de 35 h"
    if serie.heures is None or serie.en_manque and not est_suffisante:
        mesure = "Les heures par semaine ne sont pas renseignées"
    else:
        part = _pour_cent(_quotite(serie.heures))
        mesure = f"{serie.heures.normalize():f} h par semaine, {part} d'un temps plein"
    return Clause("Temps de travail", est_suffisante, f"{mesure} ; {demande}.")


def _pour_cent(part):
    return f"{part:.0%}".replace("%", " %")


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


# Exceptions that a rule may make


def _saisons(comptes, regle, jour):
    """Work by seasons, over the twelve months before `jour`; None where the rule makes none."""
    depuis, veille = jour - UN_AN, jour - JOUR
    recents = [contrat for contrat in comptes if _fin(contrat, regle, jour) >= depuis]
    saisons = [contrat for contrat in recents if contrat.type == TypeContrat.SAISONNIER]
    if regle.saisonnier_mois_sur_12 is None or not saisons:
        return None
    parts = _assez(_parts(comptes, lambda c: _fin(c, regle, jour)), regle.quotite_min)
    faits, demandes = jours_travailles(parts, depuis, veille), regle.saisonnier_mois_sur_12
    clause = Clause(
        "Travail saisonnier",
        faits * MOIS_D_UN_AN >= demandes * (jour - depuis).days,
        f"{faits} jours d'emploi du {depuis:%d/%m/%Y} au {veille:%d/%m/%Y} ; la règle demande "
        f"{demandes} mois sur 12.",
    )
    derniere = max(saisons, key=lambda c: c.debut)
    return _conclure(derniere, recents, [clause], _appuis(saisons))


def _missions_ai(contrats, faits, regle, jour):
    """Missions of an association intermédiaire, of the eldest; None where the rule makes none."""
    missions = [c for c in contrats if c.nature.par_exception == DeduitDe.AI]
    if regle.ai_age_min is None or not missions or faits.naissance is None:
        return None
    parts = _parts(missions, lambda c: _fin(c, regle, jour))
    debut, fin = min(m.debut for m in missions), min(parts[-1].fin, jour)
    travailles = jours_travailles(_assez(parts, regle.ai_quotite_min), debut, jour - JOUR)
    demandes = (debut + relativedelta(months=regle.ai_mois_min) - debut).days
    age = relativedelta(jour, faits.naissance).years
    clauses = [
        Clause(
            "Âge", age >= regle.ai_age_min, f"{age} ans ; la règle demande {regle.ai_age_min} ans."
        ),
        Clause(
            "Missions en association intermédiaire",
            travailles >= demandes,
            f"{travailles} jours à {_pour_cent(regle.ai_quotite_min)} d'un temps plein au moins ; "
            f"la règle demande {regle.ai_mois_min} mois.",
        ),
        _clause_en_poste(fin, regle, jour),
    ]
    est_positive = all(clause.est_remplie for clause in clauses)
    origine = DeduitDe.AI if est_positive else None
    retenus = _ranger(max(missions, key=lambda c: c.debut), missions)
    return Deduction(origine, est_positive, clauses, _appuis(missions), retenus=retenus)
