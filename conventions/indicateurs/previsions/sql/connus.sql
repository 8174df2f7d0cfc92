SELECT rang, connu, $comptes
FROM (SELECT faits.*, $connu AS connu FROM faits WHERE nature = 'parcours' AND ($retenus)) AS connus
WHERE connu IS NOT NULL
GROUP BY rang, connu
