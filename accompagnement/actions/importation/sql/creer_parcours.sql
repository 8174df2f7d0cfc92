CREATE TEMPORARY TABLE import_parcours ON COMMIT DROP AS
SELECT l.ligne, l.niveau, l.criteres, l.prescripteur, l.structure, l.referent,
    l.prescription, l.entree, l.sortie, l.motif, l.cohortes, p.participant_id,
    NULL::bigint AS parcours_id, false AS est_nouveau, p.est_nouvelle AS personne_nouvelle
FROM import_ligne l JOIN import_personne p USING (identifiant)
WHERE NOT l.fautive
