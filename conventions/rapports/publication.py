"""The figures of a report as they leave the house: masked like its files, by the same function."""

from dataclasses import replace

from conventions.indicateurs.calcul import Mesure
from conventions.indicateurs.periodes import depuis_janvier
from conventions.indicateurs.portees import NOMS, PARTOUT
from conventions.indicateurs.seuils import PARTS
from conventions.rapports.masque import masquer, periode_publiee
from conventions.rapports.regle import dire_les_regles
from plie.comptes.models import Structure

DITS = ("code", "libelle", "unite", "definition", "depend_de_la_regle")


def publier(donnees):
    """What a partner reads of the figures of a month (`donnees.prendre`): no cell that could tell
    somebody apart, no key of a row of ours."""
    return dire(masquer(donnees))


def dire(masquees):
    """The same of what `masquer` leaves."""
    return {
        "mois": masquees["mois"][:7],
        "periodes": {
            nom: {**periode, "regle": masquees["regles"][nom]}
            for nom, periode in masquees["periodes"].items()
        },
        "regle": masquees["regle"] and {**masquees["regle"], "phrase": dire_les_regles(masquees)},
        "indicateurs": [_indicateur(indicateur) for indicateur in masquees["indicateurs"]],
        "ventilations": [_ventilation(ventilation) for ventilation in masquees["ventilations"]],
    }


def publier_avant_l_arrete(donnees):
    """The same of a month that still moves and that nobody published: no breakdown nor share, which
    read one day after the other would tell of whoever entered or left between."""
    parts = [(code, nom) for code in sorted(PARTS) for nom in donnees["periodes"]]
    return publier({**donnees, "ventilations": [], "parts_deja_tues": parts})


def _indicateur(indicateur):
    dits = {nom: indicateur[nom] for nom in DITS}
    valeurs = {nom: {"est_masque": False, **m} for nom, m in indicateur["valeurs"].items()}
    return {**dits, "valeurs": valeurs}


def _ventilation(ventilation):
    return {
        "code": ventilation["code"],
        "libelle": ventilation["libelle"],
        "modalites": [
            {
                "libelle": modalite["libelle"],
                "valeurs": {
                    periode: _cellules(mesures, modalite["masque"][periode])
                    for periode, mesures in modalite["valeurs"].items()
                },
            }
            for modalite in ventilation["modalites"]
        ],
    }


def _cellules(mesures, masque):
    return {code: {**mesure, "est_masque": code in masque} for code, mesure in mesures.items()}


MASQUE = {"realise": None, "numerateur": None, "denominateur": None, "est_masque": True}
# What has not begun has nothing to withhold.
PAS_COMMENCE = MASQUE | {"est_masque": False}
POURQUOI = "Les chiffres publiés ne disent pas celui-là, ou le masquent."


def publier_objectifs(avancements, donnees):
    """What a partner reads of objectives: of each, what the figures of this month (`donnees`, None
    without any) say of the same people and the same days; nothing more, so that nothing can be
    given back by what they withhold."""
    masquees = masquer(donnees) if donnees else None
    noms = dict(Structure.objects.values_list("pk", "nom"))
    return [_objectif(avancement, masquees, noms) for avancement in avancements]


def tel_que_dit(avancement, dit):
    """The Avancement that says what `publier_objectifs` does of it, not what dossiers say since."""
    mesure = Mesure(dit["numerateur"], dit["denominateur"], dit["realise"])
    return replace(avancement, mesure=mesure)


def _objectif(avancement, masquees, noms):
    objectif, portee = avancement.objectif, avancement.portee
    dit = _chiffre(avancement, masquees) if avancement.a_commence else PAS_COMMENCE
    return {
        "code": objectif.code,
        "libelle": objectif.libelle,
        "axe": objectif.axe,
        "indicateur": objectif.indicateur or None,
        "portee": {
            "communes": list(portee.communes),
            "criteres": list(portee.criteres),
            "structures": [noms[cle] for cle in portee.structures if cle in noms],
            "motifs": list(portee.motifs),
            "cohorte": objectif.cohorte.code if objectif.cohorte else None,
        },
        "debut": avancement.debut,
        "fin": avancement.fin,
        "cible": avancement.cible,
        "attendu": avancement.attendu,
        **dit,
        "raison": _pourquoi(avancement, dit),
    }


def _pourquoi(avancement, dit):
    """Of a figure that is not there; partners read no forecast, nor why there is none."""
    if dit["est_masque"]:
        return POURQUOI
    return avancement.raison if dit["realise"] is None else None


def _chiffre(avancement, masquees):
    if not avancement.objectif.indicateur:
        return _dire(avancement.realise, avancement.mesure.numerateur, None)
    cellule = masquees and _cellule_publiee(avancement, masquees)
    if not cellule or cellule.get("est_masque"):
        return MASQUE
    return _dire(cellule["valeur"], cellule["numerateur"], cellule["denominateur"])


def _dire(realise, numerateur, denominateur):
    return {
        "realise": realise,
        "numerateur": numerateur,
        "denominateur": denominateur,
        "est_masque": False,
    }


def _cellule_publiee(avancement, masquees):
    """The cell of the year to date that counts the same people over the same days, or None."""
    jours = avancement.debut, avancement.jusqu_au
    if jours != depuis_janvier(avancement.jusqu_au):
        return None
    if masquees["periodes"]["annee"]["fin"] != avancement.jusqu_au.isoformat():
        return None
    code = avancement.objectif.indicateur
    if avancement.portee == PARTOUT:
        dits = {i["code"]: i["valeurs"] for i in masquees["indicateurs"]}
        return dits[code]["annee"] if code in dits else None
    return _cellule_ventilee(avancement.portee, code, masquees)


def _cellule_ventilee(portee, code, masquees):
    """That of a scope of one value, where the month is broken down by year."""
    (genre, voulu), *autres = portee.genres.items()
    if autres or genre not in NOMS or len(voulu) > 1 or periode_publiee(masquees) != "annee":
        return None
    ventilation, _ = NOMS[genre]
    for dite in masquees["ventilations"]:
        for modalite in dite["modalites"] if dite["code"] == ventilation else ():
            if modalite["code"] == str(voulu[0]):
                cellule = modalite["valeurs"]["annee"].get(code)
                masque = code in modalite["masque"]["annee"]
                return cellule and {**cellule, "est_masque": masque}
    return None
