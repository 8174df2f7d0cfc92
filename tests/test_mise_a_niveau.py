"""A database written by an older version becomes today's, and says the same figures.

`mise_a_niveau/<day>.sql.gz` was written by the platform of that day (48 invented people, three
months made official, a published report), `<day>.json` are the figures that it counted. The first
is the oldest state that can still be brought up to date: from then on no migration is rewritten.
"""

import gzip
import json
import re
import subprocess
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from conventions.enums import StatutRapport
from conventions.indicateurs.calcul import calculer
from conventions.indicateurs.officiel import lire
from conventions.indicateurs.rejeu import changements
from conventions.models import MoisArrete, Rapport
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.sauvegarde.base import base_d_epreuve
from plie.sauvegarde.outils import acces, programme

ETATS = sorted((Path(__file__).parent / "mise_a_niveau").glob("*.sql.gz"))
DIMENSIONS = ("sexe", "tranche_age", "motif_sortie", "critere")
PAGES = ("/", "/dossiers/", "/indicateurs/?debut=2025-03-01&fin=2025-03-31", "/rapports/")
# The numbers under which pg_dump lists what it writes, and its keys of the day.
BRUIT = re.compile(r"^(--|\\(un)?restrict|SET |SELECT pg_catalog)")


@contextmanager
def _dans(nom):
    """Django's connection leads to the database `nom`."""
    avant = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = nom
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = avant


@pytest.fixture(params=ETATS, ids=lambda etat: etat.name.partition(".")[0])
def etat(request, transactional_db):
    """(its file, the name of a database that was brought from it to today)."""
    nom = f"{connection.settings_dict['NAME']}_ancienne"
    with base_d_epreuve(nom):
        _outil("psql", "--quiet", "--set=ON_ERROR_STOP=1", base=nom, lu=_texte(request.param))
        with _dans(nom):
            call_command("preparer", verbosity=0)
        yield request.param, nom


def _texte(etat):
    return gzip.decompress(etat.read_bytes()).decode()


def _outil(nom, *options, base=None, lu=None):
    conninfo, environnement = acces(base)
    return subprocess.run(
        [programme(nom), *options, f"--dbname={conninfo}"],
        env=environnement, input=lu, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def _schema(base):
    """Its lines once dumped, loaded elsewhere and dumped again: PostgreSQL writes otherwise some
    conditions that it has read."""
    a_cote = f"{connection.settings_dict['NAME']}_schema"
    with base_d_epreuve(a_cote):
        _outil("psql", "--quiet", "--set=ON_ERROR_STOP=1", base=a_cote, lu=_lire_le_schema(base))
        relu = _lire_le_schema(a_cote)
    return [ligne for ligne in relu.splitlines() if ligne and not BRUIT.match(ligne)]


def _lire_le_schema(base):
    return _outil("pg_dump", "--schema-only", "--no-owner", "--no-privileges", base=base)


def _chiffres(mesures):
    return {
        code: [m.numerateur, m.denominateur, None if m.valeur is None else str(m.valeur)]
        for code, m in mesures.items()
    }


def _connus(lus, attendus):
    """Of what is counted today, what was counted then."""
    return {code: lus.get(code) for code in attendus}


def _exiger(resultat, attendu):
    assert _connus(_chiffres(resultat.mesures), attendu["mesures"]) == attendu["mesures"]
    for dimension, modalites in attendu["ventilations"].items():
        lues = {m.code: _chiffres(m.mesures) for m in resultat.ventilations[dimension]}
        connues = {code: _connus(lues[code], modalites[code]) for code in modalites}
        assert connues == modalites, dimension


@pytest.mark.long
def test_an_older_database_becomes_todays(etat, client):
    fichier, nom = etat
    attendus = json.loads(fichier.with_suffix("").with_suffix(".json").read_text())
    assert _schema(nom) == _schema(connection.settings_dict["NAME"])
    with _dans(nom):
        for periode, attendu in attendus.items():
            bornes = map(date.fromisoformat, periode.split("/"))
            _exiger(lire(*bornes, ventilations=DIMENSIONS), attendu)
        _les_mois_arretes_se_rejouent(attendus)
        _les_pages_s_ouvrent(client)


def _les_mois_arretes_se_rejouent(attendus):
    """Nothing was corrected: counted again from the histories, they are what they were."""
    assert MoisArrete.objects.count() == 3
    for arrete in MoisArrete.objects.all():
        assert changements(arrete) == []
    for periode in [p for p in attendus if p.startswith(("2025-03", "2025-04"))]:
        bornes = map(date.fromisoformat, periode.split("/"))
        _exiger(calculer(*bornes, ventilations=DIMENSIONS), attendus[periode])


def _les_pages_s_ouvrent(client):
    client.force_login(Agent.objects.filter(role=Role.DIRECTION).first())
    rapport = Rapport.objects.get(statut=StatutRapport.PUBLIE)
    for adresse in (*PAGES, f"/rapports/{rapport.pk}/"):
        assert client.get(adresse).status_code == 200, adresse
