"""The figures of a report as they leave the house: masked like its files, by the same function."""

from conventions.indicateurs.seuils import PARTS
from conventions.rapports.masque import masquer
from conventions.rapports.regle import dire_les_regles

DITS = ("code", "libelle", "unite", "definition", "depend_de_la_regle")


def publier(donnees):
    """What a partner reads of the figures of a month (`donnees.prendre`): no cell that could tell
    somebody apart, no key of a row of ours."""
    masquees = masquer(donnees)
    return {
        "mois": donnees["mois"][:7],
        "periodes": {
            nom: {**periode, "regle": donnees["regles"][nom]}
            for nom, periode in donnees["periodes"].items()
        },
        "regle": donnees["regle"] and {**donnees["regle"], "phrase": dire_les_regles(donnees)},
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
