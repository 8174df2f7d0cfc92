SELECT i.ligne, CASE WHEN i.sortie <> p.date_sortie THEN 'date_sortie' ELSE 'motif_sortie' END
        AS colonne,
    CASE WHEN i.sortie <> p.date_sortie THEN to_char(i.sortie, 'DD/MM/YYYY') ELSE i.motif END
        AS valeur,
    'sortie_d_un_mois_arrete' AS code, arrete.mois, p.date_sortie AS sortie, m.libelle AS motif
FROM import_parcours i
JOIN accompagnement_parcours p ON p.id = i.parcours_id
JOIN accompagnement_sortie s ON s.parcours_id = p.id AND s.validee_le IS NOT NULL
JOIN accompagnement_motifsortie m ON m.code = s.motif_id
JOIN LATERAL (
    SELECT min(mois) AS mois FROM unnest(%(arretes)s::date[]) AS mois
    WHERE mois BETWEEN date_trunc('month', LEAST(i.sortie, p.date_sortie))
        AND GREATEST(i.sortie, p.date_sortie)
) arrete ON arrete.mois IS NOT NULL
WHERE i.sortie IS NOT NULL AND NOT i.est_nouveau
AND (i.sortie, i.motif) IS DISTINCT FROM (p.date_sortie, s.motif_id)
