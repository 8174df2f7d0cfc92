"""What one version of a report changes in the one before, in French."""

from datetime import date

from django.utils.text import capfirst

from conventions.enums import Etat
from conventions.indicateurs import periodes
from conventions.indicateurs.ecriture import avec_unite
from conventions.rapports.regle import ecrire_le_chiffre

PERIODES_VENTILEES = ("mois", "annee")


def differences(avant, apres):
    """What changed between two masked reports of the same month in all that they print, in French:
    a sentence for what their figures stand on, for each figure, for each breakdown."""
    phrases = [
        *_etats_changes(avant, apres),
        *_indicateurs_changes(avant, apres),
        *_ventilations_changees(avant, apres),
        *_courbe_changee(avant, apres),
        *_objectifs_changes(avant, apres),
    ]
    if any(avant.get(cle) != apres[cle] for cle in ("regle", "regles")):
        phrases.append("La règle de sortie imprimée sous le taux a changé.")
    if _dites(avant.get("corrections", ())) != _dites(apres["corrections"]):
        phrases.append("Les corrections des mois arrêtés ne sont plus les mêmes.")
    return phrases or ["Les chiffres sont ceux de la version précédente."]


def _objectifs_changes(avant, apres):
    """Of those that both print; older reports had none."""
    anciens = {_cle(o): o for o in avant.get("objectifs", ())}
    for objectif in apres.get("objectifs", ()):
        ancien = anciens.get(_cle(objectif))
        if not ancien or ancien["est_masque"] or objectif["est_masque"]:
            continue
        for nom, dit in (("realise", "réalisé"), ("cible", "cible")):
            textes = [avec_unite(o[nom], o["unite"]) for o in (ancien, objectif)]
            if textes[0] != textes[1]:
                yield f"Objectif « {objectif['libelle']} », {dit} : {' devient '.join(textes)}."


def _cle(objectif):
    """Two conventions may give two objectives one code."""
    return objectif["convention"], objectif["code"]


def _dites(corrections):
    """What they say of figures; older reports do not keep all the rest."""
    return [(correction["phrase"], correction.get("mesures")) for correction in corrections]


def _etats_changes(avant, apres):
    for nom, periode in apres["periodes"].items():
        ancien, nouveau = avant["periodes"][nom].get("etat"), periode["etat"]
        if ancien and ancien != nouveau:
            avant_cela, desormais = Etat(ancien).label, Etat(nouveau).label
            nom = capfirst(periode["libelle"])
            yield f"{nom} : {avant_cela} dans la version précédente, {desormais}."


def _indicateurs_changes(avant, apres):
    anciens = {i["code"]: i for i in avant["indicateurs"]}
    for indicateur in apres["indicateurs"]:
        ancien = anciens.get(indicateur["code"], {"valeurs": {}})
        for nom, mesure in indicateur["valeurs"].items():
            if ancien["valeurs"].get(nom) != mesure:
                yield (
                    f"{indicateur['libelle']}, {apres['periodes'][nom]['libelle']} : "
                    f"{_passage(indicateur, ancien['valeurs'].get(nom), mesure)}."
                )


def _passage(indicateur, ancienne, mesure):
    if ancienne is None:
        return f"nouveau chiffre, {ecrire_le_chiffre(indicateur, mesure)}"
    if mesure.get("est_masque"):
        # What it was may be what it hides.
        return "n'est plus donné"
    textes = [ecrire_le_chiffre(indicateur, m) for m in (ancienne, mesure)]
    if textes[0] == textes[1]:
        return f"{textes[1]}, à moins d'une décimale près"
    return f"{textes[0]} devient {textes[1]}"


def _ventilations_changees(avant, apres):
    anciennes = {v["code"]: v for v in avant["ventilations"]}
    nouvelles = {v["code"]: v for v in apres["ventilations"]}
    for code, ventilation in (anciennes | nouvelles).items():
        cases, anciens = _cases(nouvelles.get(code)), _cases(anciennes.get(code))
        for nom in PERIODES_VENTILEES:
            changees = {
                modalite
                for modalite, periode in cases.keys() | anciens.keys()
                if periode == nom and cases.get((modalite, nom)) != anciens.get((modalite, nom))
            }
            if changees:
                yield (
                    f"Répartition « {ventilation['libelle']} », "
                    f"{apres['periodes'][nom]['libelle']} : {len(changees)} "
                    f"{'lignes changent' if len(changees) > 1 else 'ligne change'}."
                )


def _cases(ventilation):
    if ventilation is None:
        return {}
    return {
        (modalite["code"], nom): (modalite["libelle"], mesures)
        for modalite in ventilation["modalites"]
        for nom, mesures in modalite["valeurs"].items()
    }


def _courbe_changee(avant, apres):
    du_mois = apres["periodes"]["mois"]["debut"]
    anciens = {ligne["debut"]: ligne for ligne in avant["courbe"]}
    changes = [
        periodes.libelle(date.fromisoformat(ligne["debut"]), date.fromisoformat(ligne["fin"]))
        for ligne in apres["courbe"]
        if not _dit_pareil(anciens.get(ligne["debut"], {}), ligne, du_mois)
    ]
    if changes:
        yield f"Courbe : {', '.join(changes)}."


def _dit_pareil(avant, apres, du_mois):
    """Whether a month has the same figures, under the same rule, as official as it was, which the
    month of the report says by itself; older reports do not say the rule."""
    cles = {"mesures", "etat"} | ({"regle"} & avant.keys())
    if apres["debut"] == du_mois:
        cles.remove("etat")
    return all(avant.get(cle) == apres.get(cle) for cle in cles)
