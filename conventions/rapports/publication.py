"""The figures of a report as they leave the house: masked like its files, by the same function."""

from conventions.rapports.masque import masquer

CACHE = {"valeur": None, "numerateur": None, "denominateur": None, "est_masque": True}


def publier(donnees):
    """What a partner reads of the figures of a month (`donnees.prendre`): no cell that could tell
    somebody apart, no key of a row of ours."""
    masquees = masquer(donnees)
    return {
        "mois": donnees["mois"][:7],
        "periodes": donnees["periodes"],
        "regle": donnees["regle"],
        "indicateurs": [_indicateur(indicateur) for indicateur in donnees["indicateurs"]],
        "ventilations": [_ventilation(ventilation) for ventilation in masquees["ventilations"]],
    }


def _indicateur(indicateur):
    dits = ("code", "libelle", "unite", "definition", "valeurs")
    return {nom: indicateur[nom] for nom in dits}


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
    return {
        code: CACHE if code in masque else {**mesure, "est_masque": False}
        for code, mesure in mesures.items()
    }
