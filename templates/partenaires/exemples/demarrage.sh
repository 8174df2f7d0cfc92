# PLIE_ADRESSE, PLIE_IDENTIFIANT et PLIE_SECRET sont dans l'environnement.
jeton=$(printf 'user = "%s:%s"' "$PLIE_IDENTIFIANT" "$PLIE_SECRET" |
  curl -fsS -K - -d grant_type=client_credentials "$PLIE_ADRESSE/oauth/jeton/" |
  sed 's/.*"access_token": *"\([^"]*\)".*/\1/')

curl -fsS "$PLIE_ADRESSE/api/v1/accompagnements/recherche" \
  -H "Authorization: Bearer $jeton" -H 'Content-Type: application/json' \
  -H 'X-Agent-Nom: Ren%C3%A9e Dupont' -H 'X-Agent-Courriel: r.dupont@exemple.fr' \
  -d '{"numero_france_travail": "00000000001"}'
