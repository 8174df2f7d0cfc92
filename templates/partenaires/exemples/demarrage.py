import os

import httpx

secrets = os.environ["PLIE_IDENTIFIANT"], os.environ["PLIE_SECRET"]
plie = httpx.Client(base_url=os.environ["PLIE_ADRESSE"])
jeton = plie.post("/oauth/jeton/", auth=secrets, data={"grant_type": "client_credentials"}).json()
plie.headers["Authorization"] = f"Bearer {jeton['access_token']}"
agent = {"X-Agent-Nom": "Ren%C3%A9e Dupont", "X-Agent-Courriel": "r.dupont@exemple.fr"}
cherche = {"numero_france_travail": "00000000001"}
print(plie.post("/api/v1/accompagnements/recherche", json=cherche, headers=agent).json())
