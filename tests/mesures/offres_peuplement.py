"""As many open offers as one likes, in SQL: communes and trades of the reference data, domains
weighted as on the territory (20 % of personal services, 19 % of logistics)."""

from django.db import connection

PEUPLER = """
WITH metiers AS MATERIALIZED (
    SELECT code, libelle, grand_domaine_code AS domaine,
        row_number() OVER (PARTITION BY grand_domaine_code ORDER BY code) - 1 AS rang,
        count(*) OVER (PARTITION BY grand_domaine_code) AS nombre
    FROM referentiels_rome
),
lieux AS MATERIALIZED (
    SELECT *, row_number() OVER (ORDER BY code_insee) - 1 AS rang, count(*) OVER () AS nombre
    FROM referentiels_commune
),
tirages AS MATERIALIZED (
    SELECT n, h, CASE WHEN h %% 100 < 20 THEN 'K' WHEN h %% 100 < 39 THEN 'N'
        WHEN h %% 100 < 50 THEN 'G' WHEN h %% 100 < 61 THEN 'D' WHEN h %% 100 < 72 THEN 'H'
        WHEN h %% 100 < 82 THEN 'J' WHEN h %% 100 < 91 THEN 'F' ELSE 'I' END AS domaine
    FROM (SELECT n, abs(hashint4(n)::bigint) AS h FROM generate_series(1, %(nombre)s) n) s
)
INSERT INTO offres_offre (
    identifiant, origine, statut, intitule, description, rome_code, rome_libelle, appellation,
    entreprise, commune_id, commune_insee, lieu, departement, latitude, longitude,
    contrat, contrat_libelle, heures_hebdo, est_temps_plein, experience, experience_mois,
    niveau_exige, permis_exiges, est_alternance, est_iae, accessible_th, postes,
    publiee_le, actualisee_le, brut
)
SELECT 'B' || t.n + premier.id, 'france_travail', 'ouverte', m.libelle,
    'Poste de ' || lower(m.libelle)
        || ' à ' || l.nom || ', prise de poste rapide, équipe accueillante.',
    m.code, m.libelle, m.libelle, 'Entreprise ' || t.h %% 5000,
    l.code_insee, l.code_insee, l.nom, left(l.code_insee, 2), l.latitude, l.longitude,
    (ARRAY['CDI', 'CDD', 'MIS', 'CDI', 'DDI'])[1 + t.n %% 5],
    (ARRAY['CDI', 'CDD - 6 mois', 'Intérim - 3 mois', 'CDI', 'CDD d''insertion'])[1 + t.n %% 5],
    (ARRAY[35, 35, 24, 39, 20])[1 + t.n %% 5], t.n %% 5 NOT IN (2, 4),
    (ARRAY['D', 'D', 'S', 'E'])[1 + t.n / 7 %% 4],
    CASE WHEN t.n / 7 %% 4 = 3 THEN 12 + t.n %% 3 * 12 END,
    (ARRAY['', '', '', '3', '4'])[1 + t.n / 11 %% 5],
    CASE WHEN t.n %% 6 = 0 THEN ARRAY['B'] ELSE '{}' END::varchar(10)[],
    t.n %% 40 = 0, t.n %% 5 = 4, t.n %% 25 = 0, 1,
    moment, moment, jsonb_build_object('id', 'B' || t.n)
FROM tirages t
CROSS JOIN (SELECT coalesce(max(id), 0) AS id FROM offres_offre) premier
CROSS JOIN LATERAL (SELECT now() - make_interval(secs => t.h %% 2592000) AS moment) quand
JOIN metiers m ON m.domaine = t.domaine AND m.rang = t.h / 100 %% m.nombre
JOIN lieux l ON l.rang = t.h / 7 %% l.nombre
"""


def peupler_offres(nombre):
    """Insert `nombre` open offers of France Travail (one is shown only while a complete run is
    young: write a Synchronisation too) and gather statistics; the reference data stand before."""
    with connection.cursor() as curseur:
        curseur.execute(PEUPLER, {"nombre": nombre})
        curseur.execute("ANALYZE offres_offre")
