"""The figures of a report, taken once and kept as they were: every file is written from them."""

from django.conf import settings

from conventions.indicateurs import courbes, periodes
from conventions.indicateurs.calcul import calculer_periodes, regle_en_vigueur
from conventions.indicateurs.declarations import INDICATEURS
from conventions.indicateurs.ecriture import avec_unite
from conventions.indicateurs.ventilations import CODES_VENTILES, VENTILATIONS
from conventions.rapports.masque import figures

# Figures by référent are for coordination and direction; référents and FSE read reports too.
DIMENSIONS = tuple(v for v in VENTILATIONS if v.code != "referent")
PERIODES_VENTILEES = ("mois", "annee")
MOIS_DE_LA_COURBE = 13


def prendre(mois):
    """Everything a report of `mois` says, as JSON."""
    bornes = _periodes(mois)
    resultats = dict(
        zip(
            bornes,
            calculer_periodes(list(bornes.values()), ventilations=[d.code for d in DIMENSIONS]),
            strict=True,
        )
    )
    regle = regle_en_vigueur(bornes["mois"][1])
    passes = _mois_passes(mois)
    return {
        "plie": settings.PLIE_NOM,
        "mois": mois.isoformat(),
        "periodes": {
            nom: {
                "debut": debut.isoformat(),
                "fin": fin.isoformat(),
                "libelle": periodes.libelle(debut, fin),
            }
            for nom, (debut, fin) in bornes.items()
        },
        "regle": regle and {"version": regle.version, "phrase": regle.phrase},
        "indicateurs": [_indicateur(indicateur, resultats) for indicateur in INDICATEURS],
        "ventilations": [_ventilation(d, resultats, passes) for d in DIMENSIONS],
        "courbe": _courbe(mois),
    }


def _mois_passes(mois):
    """The results of the months of the year before `mois`: what the year to date would give back
    (`masque`)."""
    bornes = periodes.derniers_mois(mois, mois.month)[:-1]
    codes = [dimension.code for dimension in DIMENSIONS]
    return calculer_periodes(bornes, ventilations=codes, codes=CODES_VENTILES) if bornes else []


def _periodes(mois):
    du_mois = periodes.mois_de(mois)
    annee = periodes.depuis_janvier(du_mois[1])
    return {
        "mois": du_mois,
        "mois_avant": periodes.un_an_avant(*du_mois),
        "annee": annee,
        "annee_avant": periodes.un_an_avant(*annee),
    }


def _mesure(mesure):
    return {
        "valeur": mesure.valeur,
        "numerateur": mesure.numerateur,
        "denominateur": mesure.denominateur,
    }


def _indicateur(indicateur, resultats):
    return {
        "code": indicateur.code,
        "libelle": indicateur.libelle,
        "unite": str(indicateur.unite),
        "definition": indicateur.definition,
        "depend_de_la_regle": "Sortie" in indicateur.sources,
        "valeurs": {
            nom: _mesure(resultat.mesures[indicateur.code]) for nom, resultat in resultats.items()
        },
    }


def _ventilation(dimension, resultats, passes):
    """The modalities met in the month or the year, in the order of the declaration."""
    lignes = {}
    for nom in reversed(PERIODES_VENTILEES):
        for modalite in resultats[nom].ventilations[dimension.code]:
            if not any(modalite.mesures[code].numerateur for code in CODES_VENTILES):
                continue
            ligne = lignes.setdefault(
                modalite.code, {"code": modalite.code, "libelle": modalite.libelle, "valeurs": {}}
            )
            ligne["valeurs"][nom] = {
                code: _mesure(modalite.mesures[code]) for code in CODES_VENTILES
            }
    for code, ligne in lignes.items():
        ligne["mois_passes"] = [_comptes(resultat, dimension.code, code) for resultat in passes]
    return {
        "code": dimension.code,
        "libelle": dimension.libelle,
        "est_multiple": dimension.est_multiple,
        "modalites": list(lignes.values()),
    }


def _comptes(resultat, dimension, modalite):
    """{indicator: figure} of one modality, empty when the month has nobody in it."""
    trouvees = (m for m in resultat.ventilations[dimension] if m.code == modalite)
    mesures = next((m.mesures for m in trouvees), {})
    return figures({code: _mesure(mesures[code]) for code in CODES_VENTILES if code in mesures})


def _courbe(mois):
    bornes = periodes.derniers_mois(mois, MOIS_DE_LA_COURBE)
    return [
        {
            "debut": resultat.debut.isoformat(),
            "fin": resultat.fin.isoformat(),
            "mesures": {code: _mesure(mesure) for code, mesure in resultat.mesures.items()},
        }
        for resultat in calculer_periodes(bornes, codes=courbes.CODES)
    ]


def differences(avant, apres):
    """What changed between two reports of the same month, one French sentence per figure."""
    anciens = {i["code"]: i for i in avant["indicateurs"]}
    phrases = []
    for indicateur in apres["indicateurs"]:
        ancien = anciens.get(indicateur["code"])
        for nom in ("mois", "annee"):
            if ancien and ancien["valeurs"][nom] != indicateur["valeurs"][nom]:
                phrases.append(
                    f"{indicateur['libelle']}, {apres['periodes'][nom]['libelle']} : "
                    f"{_ecrire(ancien, nom)} devient {_ecrire(indicateur, nom)}."
                )
    return phrases or ["Les chiffres sont ceux de la version précédente."]


def _ecrire(indicateur, nom):
    mesure = indicateur["valeurs"][nom]
    texte = avec_unite(mesure["valeur"], indicateur["unite"])
    if indicateur["unite"] == "%":
        texte += f" ({mesure['numerateur']} sur {mesure['denominateur']})"
    return texte
