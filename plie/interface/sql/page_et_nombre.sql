SELECT {champs}, count(*) OVER ()
FROM ({premieres}) premieres ({colonnes})
ORDER BY {ordre}
LIMIT %s OFFSET %s
