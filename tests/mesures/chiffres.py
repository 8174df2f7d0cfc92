"""All the indicators of a month with all their breakdowns, against SQL written by hand."""

import json
import time
from collections import defaultdict
from datetime import date
from math import isclose
from pathlib import Path

from django.db import connection, transaction

from conventions.actions.releve import figer
from conventions.enums import ModeleRapport
from conventions.indicateurs.calcul import INCONNUE, calculer
from conventions.indicateurs.declarations import INDICATEURS
from conventions.indicateurs.rejeu import changements
from conventions.indicateurs.ventilations import CODES_VENTILES, VENTILATIONS
from conventions.models import MoisArrete
from conventions.rapports.classeur import ecrire_xlsx
from conventions.rapports.document import ecrire_pdf
from conventions.rapports.donnees import prendre
from conventions.rapports.donnees_longues import ecrire_csv, ecrire_json
from conventions.rapports.masque import masquer
from conventions.rapports.modeles import imprimer
from tests.mesures.chronometre import en_alternance, mediane

# Beyond, only how figures grow is asked: the seconds are those of this size.
PLUS_GRAND_PLIE = 100_000
# The demonstration has fewer dossiers.
GRANDE_DEMONSTRATION = 10_000
DEBUT, FIN = date(2025, 10, 1), date(2025, 10, 31)
# Both sums of months and of hours are of fractions.
PRES = 1e-6
A_LA_MAIN = (Path(__file__).parent / "a_la_main.sql").read_text()
DIMENSIONS = tuple(ventilation.code for ventilation in VENTILATIONS)
GENERALES = tuple(ventilation.code for ventilation in VENTILATIONS if ventilation.est_generale)
# {indicator: what is divided, when it is another one}.
DIVISES = {
    "taux_renouvellement": "entrees",
    "taux_transformation": "embauches",
    "taux_non_entree": "non_entrees",
    "etapes_par_personne": "etapes_commencees",
    "rendez_vous_par_personne": "rendez_vous",
}
# {indicator: what divides it}; people divide the others.
DIVISEURS = {
    "delai_entree_jours": "entrees_datees",
    "delai_entree_median_jours": "entrees_datees",
    "taux_sorties_positives": "sorties_retenues",
    "duree_moyenne_parcours_mois": "sorties",
    "anciennete_moyenne_mois": "file_active_fin",
    "part_infra3": "niveaux_connus",
    "part_niveau3": "niveaux_connus",
    "maintien_emploi_6_mois": "emplois_de_six_mois",
    "taux_transformation": "conclues",
    "taux_non_entree": "prescriptions",
    "taux_etapes_realisees": "etapes_terminees",
    "taux_absence": "rendez_vous_dits",
    "heures_par_contrat": "contrats_aux_heures_connues",
    "duree_moyenne_immersions_jours": "immersions_terminees",
    "taux_immersions_embauche": "immersions_terminees",
    "charge_par_etp": "etp",
}


def nos_chiffres():
    return calculer(DEBUT, FIN, ventilations=DIMENSIONS)


def a_la_main():
    """{(breakdown, modality): {figure: value}}, by hand."""
    with connection.cursor() as curseur:
        curseur.execute(A_LA_MAIN, {"debut": DEBUT, "fin": FIN})
        lignes = curseur.fetchall()
    chiffres = defaultdict(dict)
    for dimension, modalite, lus in lignes:
        chiffres[dimension, modalite] |= json.loads(lus)
    return chiffres


def comparer():
    """Each figure and what divides it, in all that is read of it: were one of them another, the
    ratio would mean nothing. Returns how many were compared."""
    resultat, attendus = nos_chiffres(), a_la_main()
    nos = {(None, None): resultat.mesures}
    for dimension, modalites in resultat.ventilations.items():
        nos |= {(dimension, modalite.code): modalite.mesures for modalite in modalites}
    compares = 0
    for dimension, modalite in (attendus.keys() | nos.keys()) - _sans_modalite(attendus):
        notre = nos.get((dimension, modalite), {})
        attendu = attendus.get((dimension, modalite), {})
        for indicateur in INDICATEURS:
            if dimension is None or dimension in _coupes(indicateur):
                _comparer(indicateur, notre, attendu, (dimension, modalite))
                compares += 1
    return compares


def _sans_modalite(cles):
    """Who is in no modality of a breakdown: of those who did not leave, no motif is told."""
    return {cle for cle in cles if cle[0] and cle[1] is None}


def _coupes(indicateur):
    """The breakdowns in which it is read."""
    partout = GENERALES if indicateur.code in CODES_VENTILES else ()
    return {*partout, *indicateur.croisements}


def _comparer(indicateur, notre, attendu, ou):
    code = indicateur.code
    mesure = notre.get(code, INCONNUE)
    divise = attendu.get(DIVISES.get(code, code)) or 0
    assert isclose(mesure.numerateur, divise, abs_tol=PRES), (code, ou, mesure, divise)
    if indicateur.denominateur:
        diviseur = attendu.get(DIVISEURS.get(code, "personnes_accompagnees")) or 0
        assert isclose(mesure.denominateur or 0, diviseur, abs_tol=PRES), (
            code,
            ou,
            mesure,
            diviseur,
        )


def rejouer(taille):
    """Seconds taken to find which dossiers an official month counts otherwise, once one in five has
    been written, all that it holds, before the month was official and since."""
    with transaction.atomic():
        _ecrire_un_dossier_sur_cinq()
        figer(DEBUT)
        _ecrire_un_dossier_sur_cinq()
        debut = time.perf_counter()
        trouves = changements(MoisArrete.objects.get())
        duree = time.perf_counter() - debut
        assert len(trouves) >= taille // 100
        transaction.set_rollback(True)
    return duree


def recompter():
    """How long it takes to count again the rows of a month that 100 dossiers changed, as they were
    and as they are, beside the whole month."""
    with transaction.atomic():
        figer(DEBUT)
        _ecrire(CENT_DOSSIERS)
        arrete = MoisArrete.objects.get(mois=DEBUT)
        apres, de_zero = en_alternance(lambda: changements(arrete), nos_chiffres, fois=3)
        assert changements(arrete)
        transaction.set_rollback(True)
    return mediane(apres) / mediane(de_zero)


def masquer_un_rapport():
    """Seconds taken to mask the fullest report of a year, that of December."""
    donnees = prendre(date(2025, 12, 1))
    debut = time.perf_counter()
    masquees = masquer(donnees)
    duree = time.perf_counter() - debut
    assert masquees["ventilations"]
    return duree


def produire_un_rapport(modele):
    """Seconds of a worker for all the files of a report, its figures taken in it; the second time,
    since a worker lives long."""
    for _ in range(2):
        debut = time.perf_counter()
        imprimees = imprimer(masquer(prendre(date(2025, 12, 1), modele)))
        ecrire_pdf(imprimees, version=1)
        ecrire_xlsx(imprimees)
        for virgule in (False, True):
            ecrire_csv(imprimees, virgule=virgule)
        ecrire_json(imprimees, version=1)
        duree = time.perf_counter() - debut
    return duree


ECRIRE = """
UPDATE accompagnement_participant SET sexe = CASE sexe WHEN 'F' THEN 'M' ELSE 'F' END
WHERE id % 5 = 0;
CREATE TEMPORARY TABLE ecrits ON COMMIT DROP AS
SELECT id FROM accompagnement_parcours WHERE participant_id % 5 = 0;
UPDATE accompagnement_parcours SET date_prescription = date_prescription - 1
WHERE id IN (SELECT id FROM ecrits);
UPDATE accompagnement_etape SET libelle = left(libelle, 190) || '.'
WHERE parcours_id IN (SELECT id FROM ecrits);
UPDATE accompagnement_entretien SET debut = debut - interval '1 minute'
WHERE parcours_id IN (SELECT id FROM ecrits);
UPDATE accompagnement_emploi SET employeur = left(employeur, 190) || '.'
WHERE parcours_id IN (SELECT id FROM ecrits);
DROP TABLE ecrits;
"""


# People who are there that month, so that all of them count.
CENT_DOSSIERS = """
UPDATE accompagnement_participant SET sexe = CASE sexe WHEN 'F' THEN 'M' ELSE 'F' END
WHERE id IN (
    SELECT DISTINCT participant_id FROM accompagnement_parcours
    WHERE date_entree <= '2025-10-01' AND date_sortie IS NULL ORDER BY participant_id LIMIT 100
);
"""


def _ecrire_un_dossier_sur_cinq():
    """Invented rows have no history before they are written."""
    _ecrire(ECRIRE)


def _ecrire(sql):
    with connection.cursor() as curseur:
        curseur.execute(sql)


def mesurer(taille):
    compares = comparer()
    notre, main = en_alternance(nos_chiffres, a_la_main, fois=5)
    mesures = {
        "indicateurs / SQL": mediane(notre) / mediane(main),
        "indicateurs (s)": mediane(notre),
        "chiffres comparés": compares,
    }
    if taille >= PLUS_GRAND_PLIE:
        mesures["mois recompté après 100 dossiers / de zéro"] = recompter()
    if taille > PLUS_GRAND_PLIE:
        return mesures
    if taille <= GRANDE_DEMONSTRATION:
        mesures |= {
            f"rapport {modele}, tous ses fichiers (s)": produire_un_rapport(modele)
            for modele in (ModeleRapport.MENSUEL, ModeleRapport.ANNUEL)
        }
    return mesures | {
        "rejeu d'un mois arrêté (s)": rejouer(taille),
        "masquage d'un rapport (s)": masquer_un_rapport(),
    }
