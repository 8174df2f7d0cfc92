"""Conventions: written on their pages, or loaded from a file, all or nothing."""

from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from accompagnement.actions.cohorte import valider_cohorte
from accompagnement.models import Cohorte
from conventions.actions.objectif import exiger_notable, valider
from conventions.models import Avenant, Cible, CompteurManuel, Convention, Objectif
from conventions.permissions import Acte
from plie.comptes.models import Agent, Structure
from plie.journal.acte import acte, travail
from plie.socle.ecriture import remplir, reprendre
from plie.socle.unite import unite


@acte(Acte.TENIR_CONVENTIONS)
def creer_convention(*, par, **champs):
    return _enregistrer(Convention(**champs))


@acte(Acte.TENIR_CONVENTIONS)
def modifier_convention(convention, *, par, version, **champs):
    """Raises Conflit when somebody saved it after `version` was read."""
    actuelle = reprendre(convention, version)
    remplir(actuelle, champs)
    return _enregistrer(actuelle)


@acte(Acte.TENIR_CONVENTIONS)
def ajouter_avenant(convention, *, par, **champs):
    return _enregistrer(Avenant(convention=convention, **champs))


def _enregistrer(objet):
    objet.full_clean()
    objet.save()
    return objet


class Bilan:
    """What a file wrote: {(one, several) of a model: how many rows}; nothing the second time."""

    def __init__(self):
        self.ecrits = {}

    def noter(self, objet):
        noms = objet._meta.verbose_name, objet._meta.verbose_name_plural
        self.ecrits[noms] = self.ecrits.get(noms, 0) + 1


@travail("chargement d'une convention")
def charger_convention(donnees):
    """Write what a file says (`forms.convention.lire_convention`), and only what differs: loaded
    again, it changes nothing, and what it does not name stays. Raises ValidationError with every
    fault, each at its place in the file; nothing is written then."""
    with unite():
        chargement = _Chargement(donnees)
        chargement.derouler()
        if chargement.fautes:
            raise ValidationError(chargement.fautes)
    return chargement.bilan


# What a form changes too.
MODIFIABLES = (Convention, Objectif, Cohorte)


class _Chargement:
    def __init__(self, donnees):
        self.donnees, self.fautes, self.bilan = donnees, [], Bilan()

    def derouler(self):
        donnees = self.donnees
        for rang, dite in enumerate(donnees["cohortes"]):
            with self._a(f"cohortes[{rang}]"):
                cle, champs = {"code": dite["code"]}, _dits(dite, "code")
                self._ecrire(Cohorte, cle, champs, valider_cohorte)
        convention = None
        with self._a(""):
            simples = _dits(donnees, "code", "avenants", "cohortes", "objectifs")
            convention = self._ecrire(Convention, {"code": donnees["code"]}, simples)
        if convention is None:
            return
        self._charger_avenants(convention)
        for rang, dit in enumerate(donnees["objectifs"]):
            self._charger_objectif(convention, rang, dit)

    def _charger_avenants(self, convention):
        for rang, dit in enumerate(self.donnees["avenants"]):
            with self._a(f"avenants[{rang}]"):
                cle = {"convention": convention, "numero": dit["numero"]}
                self._ecrire(Avenant, cle, _dits(dit, "numero"))

    def _charger_objectif(self, convention, rang, dit):
        chemin, objectif = f"objectifs[{rang}]", None
        with self._a(chemin):
            champs = _dits(dit, "code", "portee", "cibles", "valeurs", "porteur")
            champs |= {"ordre": rang, "porteur": _porteur(dit["porteur"]), **_portee(dit["portee"])}
            cle = {"convention": convention, "code": dit["code"]}
            objectif = self._ecrire(Objectif, cle, champs, valider)
        if objectif is None:
            return
        cibles = sorted(enumerate(dit["cibles"]), key=lambda cible: cible[1]["date_debut"])
        for numero, cible in cibles:
            with self._a(f"{chemin}.cibles[{numero}]"):
                self._charger_cible(objectif, cible)
        for numero, valeur in enumerate(dit["valeurs"]):
            with self._a(f"{chemin}.valeurs[{numero}]"):
                self._charger_valeur(objectif, valeur)

    def _charger_cible(self, objectif, dite):
        connue = objectif.cibles.filter(date_debut=dite["date_debut"]).first()
        if connue and connue.valeur != dite["valeur"]:
            raise ValidationError(
                {
                    "valeur": f"la cible du {connue.date_debut:%d/%m/%Y} est {connue.valeur} : "
                    "datez la nouvelle d'un autre jour, celle-là garde les siens."
                }
            )
        avenant = None
        if dite["avenant"]:
            avenant = objectif.convention.avenants.filter(numero=dite["avenant"]).first()
            if avenant is None:
                raise ValidationError({"avenant": "aucun avenant ne porte ce numéro."})
        cle = {"objectif": objectif, "date_debut": dite["date_debut"]}
        champs = {"valeur": dite["valeur"], "date_fin": dite["date_fin"], "avenant": avenant}
        self._ecrire(Cible, cle, champs)

    def _charger_valeur(self, objectif, dite):
        exiger_notable(objectif, dite["date"])
        cle = {"objectif": objectif, "date": dite["date"], "source": dite["source"]}
        self._ecrire(CompteurManuel, cle, {"valeur": dite["valeur"]})

    def _ecrire(self, modele, cle, champs, verifier=None):
        """The row of this key with these values, written if it differs."""
        connu = modele.objects.select_for_update(of=("self",)).filter(**cle).first()
        objet = connu or modele(**cle)
        avant = {nom: getattr(objet, nom) for nom in champs}
        remplir(objet, champs)
        if connu is None or avant != champs:
            if connu and modele in MODIFIABLES:
                # Whoever has its form open is told.
                objet.version += 1
            (verifier or modele.full_clean)(objet)
            objet.save()
            self.bilan.noter(objet)
        return objet

    @contextmanager
    def _a(self, chemin):
        """Keep the refusal of what is written here, with its place; what follows is tried too."""
        try:
            with unite():
                yield
        except ValidationError as refus:
            for champ, phrase in _par_champ(refus):
                ou = ".".join(filter(None, (chemin, champ)))
                self.fautes.append(f"{ou or 'fichier'} : {phrase}")


def _dits(dit, *sauf):
    """What the file says: a model keeps its own default for what it leaves out."""
    return {
        nom: valeur
        for nom, valeur in dit.items()
        if nom not in sauf and (valeur not in (None, "") or nom in VIDABLES)
    }


# Values that a file may take back by leaving them out.
VIDABLES = ("signee_le", "signe_le", "lieu", "document", "axe", "indicateur", "compteur", "source")


def _par_champ(refus):
    """[(field or "", sentence)]: a constraint names its own in `violation_error_code`."""
    erreurs = refus.error_dict if hasattr(refus, "error_dict") else {"": refus.error_list}
    return [
        (champ if champ not in ("", NON_FIELD_ERRORS) else CAUSES.get(une.code, ""), phrase)
        for champ, celles in erreurs.items()
        for une in celles
        for phrase in une.messages
    ]


CAUSES = {
    champ.name: champ.name
    for modele in (Cohorte, Convention, Avenant, Objectif, Cible, CompteurManuel)
    for champ in modele._meta.fields
}


def _porteur(email):
    if not email:
        return None
    agent = Agent.objects.filter(email__iexact=email).first()
    if agent is None:
        raise ValidationError({"porteur": f"aucun compte n'a l'adresse {email}."})
    return agent


def _portee(dite):
    """Its codes as the model keeps them."""
    structures, cohorte = dite["structures"], None
    reperes = Structure.objects.reperes() if structures else {}
    inconnues = [nom for nom in structures if nom.strip().lower() not in reperes]
    if inconnues:
        raise ValidationError({"portee.structures": f"inconnue : {', '.join(inconnues)}."})
    if dite["cohorte"]:
        cohorte = Cohorte.objects.filter(code=dite["cohorte"]).first()
        if cohorte is None:
            raise ValidationError({"portee.cohorte": f"aucune cohorte « {dite['cohorte']} »."})
    return {
        "communes": dite["communes"],
        "criteres": dite["criteres"],
        "structures": [reperes[nom.strip().lower()].pk for nom in structures],
        "motifs": dite["motifs"],
        "cohorte": cohorte,
    }
