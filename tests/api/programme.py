"""A developer's program: it knows an address, an identifier, a secret, and what is published there.

Nothing is imported from the platform: what is not in the OpenAPI document or on the page of
documentation cannot be done.
"""

import html
import re

BLOC = re.compile(r"<pre[^>]*><code>(.*?)</code></pre>", re.DOTALL)
SANS_CORPS = ("get", "delete")


class Programme:
    def __init__(self, http, identifiant, secret):
        self.http = http
        self.page = self.http.get("/api/v1/documentation/").text
        self.document = self.http.get(self._lien("OpenAPI")).json()
        self.operations = {
            dite["operationId"]: (methode, chemin, dite)
            for chemin, methodes in self.document["paths"].items()
            for methode, dite in methodes.items()
        }
        self.http.headers["Authorization"] = f"Bearer {self._jeton(identifiant, secret)}"

    def _lien(self, mot):
        liens = re.findall(r'<a[^>]*href="([^"]+)"[^>]*>([^<]*)</a>', self.page)
        [adresse] = [html.unescape(adresse) for adresse, texte in liens if mot in texte]
        return adresse

    def _jeton(self, identifiant, secret):
        [schema] = self.document["components"]["securitySchemes"].values()
        adresse = schema["flows"]["clientCredentials"]["tokenUrl"]
        demande = {"grant_type": "client_credentials"}
        recu = self.http.post(adresse, auth=(identifiant, secret), data=demande)
        assert recu.status_code == 200, recu.text
        return recu.json()["access_token"]

    def exemple(self, mot):
        """The one block of code of the page that has `mot`."""
        blocs = [html.unescape(bloc) for bloc in BLOC.findall(self.page)]
        [trouve] = [bloc for bloc in blocs if mot in bloc]
        return trouve

    def appeler(self, operation, corps=None, *, fichiers=None, entetes=None, **valeurs):
        """The answer to `operation`, whose status must be one of those it says."""
        methode, chemin, dite = self.operations[operation]
        dits = {p["name"]: p for p in dite.get("parameters", ())}
        envoi = {"headers": self._declares(dits) | (entetes or {}), "files": fichiers}
        envoi["params"] = {n: v for n, v in valeurs.items() if dits[n]["in"] == "query"}
        envoi["data" if fichiers else "json"] = corps
        reponse = self.http.request(
            methode,
            chemin.format(**valeurs),
            **{nom: valeur for nom, valeur in envoi.items() if valeur},
        )
        assert str(reponse.status_code) in dite["responses"], reponse.text
        return reponse

    def _declares(self, dits):
        """The headers that must be there, as the document's examples have them."""
        return {
            nom: next(iter(dit["examples"].values()))["value"]
            for nom, dit in dits.items()
            if dit["in"] == "header" and dit.get("required")
        }

    def suivre(self, adresse):
        """Read what an event names, as the operation whose address it is."""
        for operation, (methode, chemin, _) in self.operations.items():
            modele = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(chemin))
            trouve = re.fullmatch(modele, adresse)
            if methode == "get" and trouve:
                return self.appeler(operation, **trouve.groupdict())
        raise AssertionError(f"no operation reads {adresse}")

    def exemple_d_envoi(self, operation):
        """The first body that the document shows."""
        _, _, dite = self.operations[operation]
        [contenu] = dite["requestBody"]["content"].values()
        return next(iter(contenu["examples"].values()))["value"]
