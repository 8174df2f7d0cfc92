SELECT e.etablissement_id, et.nom, e.suite, e.suite_le
FROM offres_echange e
JOIN offres_etablissement et ON et.id = e.etablissement_id
WHERE e.saisi_par_id = %(agent)s AND e.suite_le <= %(jour)s AND e.suite_faite_le IS NULL
ORDER BY e.suite_le, e.id
LIMIT %(nombre)s
