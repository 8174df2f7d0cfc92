"""What leaves the house: no cell tells of fewer than five people, by itself nor by subtraction.

By modality, a month says its people and December says the year, nothing else: the people of a
year to date less those of the year to date before are the entries of one month, the people of the
year less the file active are its exits, and masking them one by one would leave little to read.
What is known beside a table is in DECISIONS.md; `tests/conventions/rapports/attaque.py` holds it.
"""

from datetime import date

from accompagnement.enums import CRITERES_SENSIBLES, Categorie, Critere
from conventions.enums import INCONNU
from conventions.indicateurs.ecriture import DECIMALES, SEUIL
from conventions.indicateurs.seuils import (
    DECEMBRE,
    DIVISEUR,
    ENTREES,
    PARTS,
    PERSONNES,
    POSITIVES,
    SORTIES,
    TAUX,
    avec_le_taux,
    ecart_du_mois,
    est_petit,
    petits,
    peut_dire_le_sensible,
    trahit,
)
from conventions.rapports.parts import LIENS, LIES, parts_tues, taire_les_parts, zone_d_age
from conventions.rapports.protection import ENTREES_DE_JANVIER, VENUS, Ligne, proteger
from plie.socle.arrondi import arrondir

MASQUE = "masqué"
CACHE = {"valeur": None, "numerateur": None, "denominateur": None}
COLONNES = {
    "mois": (PERSONNES,),
    "annee": (PERSONNES, ENTREES, SORTIES, POSITIVES, TAUX),
}
# How many rows make one of others, at least; of motifs, which one report a year gives, fewer.
MELANGE, MELANGE_DE_MOTIFS = 3, 2
MOTIF, CRITERE, AGE, COMMUNE = "motif_sortie", "critere", "tranche_age", "commune"
# Lists that anybody lengthens: their small rows become one.
AUTRES = {
    "commune": "Autres communes",
    "structure": "Autres structures",
    "prescripteur": "Autres prescripteurs",
}
AUTRES_MOTIFS = {
    Categorie.POSITIVE: "Autres sorties positives",
    Categorie.NEUTRE: "Autres sorties neutres",
    Categorie.AUTRE: "Autres motifs",
}
# Has a table of its own, with those who do not live there.
DEJA_DIT = {(CRITERE, Critere.QPV.value)}


def masquer(donnees):
    """`donnees` as they may leave: its tables hold the cells of the period that it publishes by
    modality, with {indicator: why it is withheld} for each; its shares of few people are blank."""
    nom = periode_publiee(donnees)
    ecarts = _ecarts(donnees)
    # With those of last year that were withheld then: this column would give them back.
    deja = _deja(donnees)
    parts = parts_tues(donnees, ecarts) | deja["parts"]
    totaux = _totaux(donnees, nom)
    dit_le_sensible = peut_dire_le_sensible(
        PERSONNES, *_bornes(donnees["periodes"][nom]), ecarts["mois"]
    ) and not donnees["periodes"][nom].get("bouge")
    tables = [
        (v, _table(v, nom, totaux, parts, dit_le_sensible, deja))
        for v in donnees["ventilations"]
        if nom == "annee" or ecarts["mois"] >= SEUIL
    ]
    tus = {
        (v["code"], ligne.code, c) for v, lignes in tables for ligne in lignes for c in ligne.tus
    }
    return {
        **donnees,
        "indicateurs": taire_les_parts(donnees["indicateurs"], parts, tus, _memes(donnees, nom)),
        "ventilations": [_ecrire(v, lignes, nom) for v, lignes in tables if lignes],
    }


def parts_deja_tues(rapports):
    """[(share, period of last year's columns)] that reports of the same month a year before, not
    masked yet, withhold."""
    return sorted(
        {
            (indicateur["code"], f"{nom}_avant")
            for rapport in rapports
            for indicateur in masquer(_posee(rapport))["indicateurs"]
            if indicateur["code"] in PARTS
            for nom in ("mois", "annee")
            if indicateur["valeurs"][nom].get("est_masque")
        }
    )


def deja_tu(rapports):
    """What the versions of a report, not masked yet, withhold by modality: what one version hides
    the next one would give back, by what changed between them."""
    cellules, fondues, parts = set(), set(), set()
    for rapport in rapports:
        nom, masque = periode_publiee(rapport), masquer(_posee(rapport))
        imprimees = {
            v["code"]: {m["code"]: m["masque"][nom] for m in v["modalites"]}
            for v in masque["ventilations"]
        }
        for dimension, modalite in _comptees(rapport, nom):
            lignes = imprimees.get(dimension, {})
            if modalite in lignes:
                cellules |= {(dimension, modalite, code) for code in lignes[modalite]}
            elif lignes:
                fondues.add((dimension, modalite))
        # Those of the rows that several others make, too.
        cellules |= {
            (dimension, modalite, code)
            for dimension, lignes in imprimees.items()
            for modalite, tus in lignes.items()
            for code in tus
        }
        parts |= {
            (indicateur["code"], celle)
            for indicateur in masque["indicateurs"]
            if indicateur["code"] in PARTS
            for celle, mesure in indicateur["valeurs"].items()
            if mesure.get("est_masque")
        }
    return {"cellules": sorted(cellules), "fondues": sorted(fondues), "parts": sorted(parts)}


def _posee(rapport):
    """The same, as if no commission could decide of it any more: what it says of nobody for that
    reason alone hides nothing in the next one."""
    periodes = rapport["periodes"].items()
    return {**rapport, "periodes": {nom: {**p, "bouge": False} for nom, p in periodes}}


def _comptees(rapport, nom):
    """(breakdown, modality) of the rows that count somebody."""
    return [
        (ventilation["code"], modalite["code"])
        for ventilation in rapport["ventilations"]
        for modalite in ventilation["modalites"]
        if (ligne := _ligne(ventilation["code"], modalite, nom)) and ligne.effectif
    ]


def _deja(donnees):
    """What earlier versions withhold, and the reports of a year before; older reports kept
    neither."""
    lu = {cle: set(map(tuple, dit)) for cle, dit in donnees.get("deja_tu", {}).items()}
    vide = {"cellules": set(), "fondues": set(), "parts": set()}
    parts = set(map(tuple, donnees.get("parts_deja_tues", ())))
    return vide | lu | {"parts": lu.get("parts", set()) | parts}


def periode_publiee(donnees):
    """Which of its periods a report gives by modality."""
    return "annee" if date.fromisoformat(donnees["mois"]).month == DECEMBRE else "mois"


def _memes(donnees, nom):
    """The periods that are this one: January is its year to date."""
    periodes = donnees["periodes"]
    return [n for n, p in periodes.items() if _bornes(p) == _bornes(periodes[nom])]


def _bornes(periode):
    return [date.fromisoformat(periode[borne]) for borne in ("debut", "fin")]


def _ecarts(donnees):
    """{period: how many people came or left since the month before}; older reports keep a curve
    only, that does not go back to who left before the month of last year."""
    if "ecarts" in donnees:
        return donnees["ecarts"]
    mois = [
        {code: mesure["valeur"] for code, mesure in ligne["mesures"].items()}
        for ligne in donnees["courbe"]
    ]
    if len(mois) < 2:
        return {"mois": 0, "mois_avant": 0}
    return {"mois": ecart_du_mois(*mois[-2:]), "mois_avant": ecart_du_mois({}, mois[0])}


def _totaux(donnees, nom):
    totaux = {i["code"]: i["valeurs"][nom] for i in donnees["indicateurs"]}
    comptes = _comptes(totaux, totaux)
    est_janvier = len(_memes(donnees, "mois")) > 1
    return comptes | ({VENUS: totaux[ENTREES]["numerateur"]} if est_janvier else {})


def _comptes(mesures, codes):
    """{column: count} of one row, with what its rate divides by."""
    lus = {code: mesures[code]["numerateur"] for code in codes if code in mesures and code != TAUX}
    if TAUX in codes and TAUX in mesures:
        lus[DIVISEUR] = mesures[TAUX]["denominateur"] or 0
    return lus


# One table


def _table(ventilation, nom, totaux, parts, dit_le_sensible, deja):
    """Its rows, each with what it withholds; what was withheld once stays so."""
    dimension = ventilation["code"]
    if dimension == MOTIF and nom == "mois":
        return []
    lignes = _lignes(ventilation, nom, totaux, dit_le_sensible)
    for ligne in lignes:
        ligne.etait_fondue = (dimension, ligne.code) in deja["fondues"]
    if dimension in AUTRES or dimension == MOTIF:
        lignes = _regrouper(dimension, lignes)
    elif dimension == CRITERE:
        lignes = [ligne for ligne in lignes if not ligne.etait_fondue]
    lies = {LIENS.get(code) for code, celle in parts if celle == nom}
    for ligne in lignes:
        ligne.tus |= petits(ligne.comptes, est_sensible=ligne.est_sensible)
        if (dimension, ligne.code) in lies:
            ligne.tus.add(PERSONNES)
        connues = {*ligne.comptes, TAUX}
        ligne.tus |= {c for c in connues if (dimension, ligne.code, c) in deja["cellules"]}
        # A rate is withheld with what it divides by.
        ligne.tus = avec_le_taux(ligne.tus | ({DIVISEUR} if TAUX in ligne.tus else set()))
        ligne.tus |= _avec_les_personnes(ligne.tus)
    if dimension == AGE:
        _separer_les_ages(lignes, parts, nom)
    if ventilation["est_multiple"]:
        return _sans_les_restes(lignes, totaux)
    return proteger(lignes)


def _lignes(ventilation, nom, totaux, dit_le_sensible):
    """The rows that count somebody; of those that nobody hides in, none for a sensitive criterion:
    it would tell that somebody has it."""
    dimension = ventilation["code"]
    lues = (
        _ligne(dimension, modalite, nom, est_janvier=VENUS in totaux)
        for modalite in ventilation["modalites"]
    )
    return [
        ligne
        for ligne in lues
        if ligne
        and ligne.effectif
        and (
            dimension != CRITERE
            or not ligne.est_sensible
            or (dit_le_sensible and not trahit(ligne.effectif, totaux[PERSONNES]))
        )
    ]


def _ligne(dimension, modalite, nom, *, est_janvier=False):
    mesures = modalite["valeurs"].get(nom)
    if not mesures or (dimension, modalite["code"]) in DEJA_DIT:
        return None
    return Ligne(
        modalite["code"],
        modalite["libelle"],
        _comptes(mesures, _codes(dimension, nom)) | _de_janvier(modalite, nom, est_janvier),
        groupe=_categorie(modalite, mesures) if dimension == MOTIF else "",
        est_sensible=_est_sensible(dimension, modalite),
        est_liee=(dimension, modalite["code"]) in LIES,
    )


def _de_janvier(modalite, nom, est_janvier):
    """The entries of January, beside those of the year or the people of that month; older reports
    do not keep them."""
    if nom == "annee":
        connues = ENTREES_DE_JANVIER in modalite
        return {ENTREES_DE_JANVIER: modalite[ENTREES_DE_JANVIER]} if connues else {}
    return {VENUS: modalite["valeurs"][nom][ENTREES]["numerateur"]} if est_janvier else {}


def _codes(dimension, nom):
    """What a table prints; of motifs, only who left."""
    return (SORTIES,) if dimension == MOTIF else COLONNES[nom]


def _categorie(modalite, mesures):
    """Exits of each category are published: a motif hides among those of its own."""
    if "categorie" in modalite:
        return modalite["categorie"]
    return Categorie.POSITIVE if mesures[POSITIVES]["numerateur"] else Categorie.AUTRE


def _est_sensible(dimension, modalite):
    if dimension == CRITERE:
        return modalite["code"] in CRITERES_SENSIBLES | {INCONNU}
    return dimension == MOTIF and modalite.get("est_sensible", True)


def _regrouper(dimension, lignes):
    """The rows, those of fewer than five people together at the end: one row, or one for each
    category of motif. A category that is only such a row says no more than its total."""
    categories = {}
    for ligne in lignes:
        categories.setdefault(ligne.groupe, []).append(ligne)
    gardees, autres = [], []
    for groupe, siennes in categories.items():
        melange = MELANGE_DE_MOTIFS if dimension == MOTIF else MELANGE
        fondues = _fondre(siennes, melange)
        restent = [ligne for ligne in siennes if ligne.code not in fondues]
        gardees += restent
        if fondues and (restent or dimension != MOTIF):
            reunis = [ligne.comptes for ligne in siennes if ligne.code in fondues]
            autres.append(_reunir(dimension, groupe, reunis))
    for ligne in gardees:
        ligne.plancher = SEUIL
    return gardees + autres


def _fondre(lignes, melange):
    """The codes of the rows that become one; with the smallest of the others, so that it is not
    one row nor fewer than five people, whose other months would tell it."""
    rangees = sorted(lignes, key=lambda x: (not _se_fond(x), x.effectif, x.code))
    nombre = sum(_se_fond(ligne) for ligne in lignes)
    if nombre:
        nombre = max(nombre, melange)
    while nombre and nombre < len(rangees) and sum(x.effectif for x in rangees[:nombre]) < SEUIL:
        nombre += 1
    return {ligne.code for ligne in rangees[:nombre]}


def _se_fond(ligne):
    """Few people, now or in an earlier version; or a motif that lists withhold: they name who left,
    its row would tell which."""
    return ligne.effectif < SEUIL or ligne.est_sensible or ligne.etait_fondue


def _reunir(dimension, groupe, reunis):
    return Ligne(
        f"autres-{groupe}" if groupe else "autres",
        AUTRES_MOTIFS[groupe] if groupe else AUTRES[dimension],
        {code: sum(comptes[code] for comptes in reunis) for code in reunis[0]},
        groupe=groupe,
    )


def _sans_les_restes(lignes, totaux):
    """Whoever lacks a criterion is in no row: the rest of the total."""
    for ligne in lignes:
        restes = {c for c, n in ligne.comptes.items() if est_petit(totaux.get(c, n) - n)}
        ligne.tus = avec_le_taux(ligne.tus | restes)
        ligne.tus |= _avec_les_personnes(ligne.tus)
    return lignes


def _avec_les_personnes(tus):
    """Those of January are who was there before, which December tells, and who came."""
    return {PERSONNES} if VENUS in tus else set()


def _separer_les_ages(lignes, parts, nom):
    """The share of the young and of the old is the sum of their brackets."""
    tues = {code for code, celle in parts if celle == nom}
    for ligne in lignes:
        ligne.groupe = zone_d_age(ligne.code, tues)


# Back to what files read


def _ecrire(ventilation, lignes, nom):
    codes = _codes(ventilation["code"], nom)
    return {
        **ventilation,
        "modalites": [
            {
                "code": ligne.code,
                "libelle": ligne.libelle,
                "valeurs": {nom: {code: _mesure(ligne, code) for code in codes}},
                "masque": {nom: {code: MASQUE for code in codes if code in ligne.tus}},
            }
            for ligne in lignes
        ],
    }


def _mesure(ligne, code):
    if code in ligne.tus:
        return CACHE
    if code != TAUX:
        compte = ligne.comptes[code]
        return {"valeur": compte, "numerateur": compte, "denominateur": None}
    positives, diviseur = ligne.comptes[POSITIVES], ligne.comptes[DIVISEUR]
    valeur = arrondir(100 * positives, diviseur, DECIMALES) if diviseur else None
    return {"valeur": valeur, "numerateur": positives, "denominateur": diviseur}
