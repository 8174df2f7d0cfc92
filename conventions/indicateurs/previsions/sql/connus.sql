SELECT rang, connu, $numerateur AS numerateur, $denominateur AS denominateur
FROM (SELECT faits.*, $connu AS connu FROM faits) AS connus
WHERE connu IS NOT NULL
GROUP BY rang, connu
HAVING $numerateur > 0 OR $denominateur > 0
