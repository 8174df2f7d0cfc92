"""Importing a file, against a COPY of the rows it gives into the same tables, with the same
constraints and triggers; each on an empty database."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.db import connection

from tests.mesures.taille import creer_base

FICHIER = """
COPY (
    SELECT 'P' || pa.id AS identifiant_externe, pa.nom, pa.prenom, pa.date_naissance, pa.sexe,
        pa.numero_france_travail, pa.commune_id AS code_insee, pa.adresse, pa.telephone, pa.email,
        si.niveau_formation,
        (SELECT string_agg(code, ',') FROM accompagnement_critereeligibilite
            WHERE parcours_id = p.id AND a_l_entree) AS criteres,
        pr.nom AS prescripteur, st.nom AS structure, ag.email AS referent,
        p.date_prescription, p.date_entree, p.date_sortie, so.motif_id AS motif_sortie
    FROM accompagnement_participant pa
    JOIN accompagnement_parcours p ON p.participant_id = pa.id AND p.statut <> 'refuse'
    LEFT JOIN accompagnement_situation si ON si.parcours_id = p.id AND si.moment = 'entree'
    LEFT JOIN comptes_structure pr ON pr.id = p.prescripteur_id
    LEFT JOIN comptes_structure st ON st.id = p.structure_id
    LEFT JOIN LATERAL (SELECT agent_id FROM accompagnement_affectationreferent
        WHERE parcours_id = p.id ORDER BY date_debut DESC, id DESC LIMIT 1) af ON true
    LEFT JOIN comptes_agent ag ON ag.id = af.agent_id
    LEFT JOIN accompagnement_sortie so ON so.parcours_id = p.id AND p.date_sortie IS NOT NULL
    ORDER BY pa.id, p.date_entree LIMIT {limite}
) TO STDOUT WITH (FORMAT csv, HEADER, DELIMITER ';')
"""


def mesurer(taille):
    with tempfile.TemporaryDirectory() as dossier:
        fichier = Path(dossier) / "dossiers.csv"
        _ecrire(fichier, taille)
        base = creer_base(f"mesures_import_{taille}")
        importe = _seul("importer", base, fichier)
        _seul("vider", base, dossier)
        copie = _seul("copier", creer_base(f"mesures_copie_{taille}"), dossier)
    return {
        "import / COPY": importe["secondes"] / copie["secondes"],
        "import (s)": importe["secondes"],
        "import : lignes": importe["lignes"],
        "import : mémoire de pointe (Mo)": importe["memoire"],
    }


def _ecrire(fichier, taille):
    demande = FICHIER.format(limite=int(taille))
    with (
        connection.cursor() as curseur,
        fichier.open("wb") as flux,
        curseur.copy(demande) as copie,
    ):
        for bloc in copie:
            flux.write(bloc)


def _seul(acte, base, chemin):
    """Run one act in a process of its own, so that its memory and its caches are its own."""
    sortie = subprocess.run(
        [sys.executable, "-m", "tests.mesures.ecritures", acte, str(chemin)],
        env=os.environ | {"DATABASE_URL": base},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return json.loads(sortie.stdout.splitlines()[-1])
