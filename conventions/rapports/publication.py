"""The figures of a report as they leave the house: masked like its files, by the same function."""

from conventions.rapports.masque import masquer


def publier(donnees):
    """What a partner reads of the figures of a month (`donnees.prendre`): no cell that could tell
    somebody apart, no key of a row of ours."""
    masquees = masquer(donnees)
    return {
        "mois": donnees["mois"][:7],
        "periodes": donnees["periodes"],
        "regle": donnees["regle"],
        "indicateurs": [_indicateur(indicateur) for indicateur in masquees["indicateurs"]],
        "ventilations": [_ventilation(ventilation) for ventilation in masquees["ventilations"]],
    }


def _indicateur(indicateur):
    dits = {nom: indicateur[nom] for nom in ("code", "libelle", "unite", "definition")}
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
