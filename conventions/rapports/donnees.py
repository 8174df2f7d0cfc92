"""The figures of a report, taken once and kept as they were: every file is written from them."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from accompagnement.models import MotifSortie, Sortie
from conventions.enums import Etat, ModeleRapport
from conventions.indicateurs import courbes, periodes
from conventions.indicateurs.calcul import calculer_periodes
from conventions.indicateurs.declarations import PUBLIES
from conventions.indicateurs.ecarts import EXPLIQUES, comparables, differe
from conventions.indicateurs.ecriture import SEUIL
from conventions.indicateurs.historiques import lit
from conventions.indicateurs.officiel import lire_periodes, sensible_tel_que_fige
from conventions.indicateurs.regles import regles_de, versions_par_periode
from conventions.indicateurs.seuils import ENTREES, PARTS, PERSONNES, SORTIES, ecart_du_mois
from conventions.indicateurs.ventilations import CODES_VENTILES, VENTILATIONS
from conventions.models import MoisArrete, Rapport
from conventions.permissions import modalites_sensibles
from conventions.rapports.masque import CRITERE, deja_tu, parts_deja_tues
from conventions.rapports.promesses import prendre_les_objectifs
from conventions.rapports.regle import ecrire_le_chiffre
from conventions.rapports.territoire import prendre_le_territoire, prendre_les_offres
from offres.territoire.carte import lieux_du_territoire
from plie.socle.instantane import instantane
from plie.socle.replique import sur_la_replique

# Figures by référent are for coordination and direction; référents and FSE read reports too. Only
# offers, which a report does not break down, have a trade.
DIMENSIONS = tuple(v for v in VENTILATIONS if v.code not in ("referent", "domaine"))
CODES = [dimension.code for dimension in DIMENSIONS]
PERIODES_VENTILEES = ("mois", "annee")
MOIS_DE_LA_COURBE = 13


@sur_la_replique
def prendre(mois, modele=ModeleRapport.MENSUEL):
    """Everything a report that ends with `mois` says, as JSON, all of it as of one moment."""
    with instantane():
        chiffres = _chiffres(mois, modele)
        return {
            **chiffres,
            "modele": ModeleRapport(modele).value,
            "objectifs": prendre_les_objectifs(chiffres, modele, mois),
            "offres": prendre_les_offres(mois),
            "territoire": prendre_le_territoire(mois),
            "lieux": lieux_du_territoire(),
            "pris_le": timezone.localdate().isoformat(),
            "cofinance_ue": settings.PLIE_COFINANCE_UE,
            "courbe": _courbe(mois),
            "corrections": _corrections(mois),
        }


@sur_la_replique
def prendre_les_chiffres(mois):
    """The same without what only files print: the curve and the corrections."""
    with instantane():
        return _chiffres(mois)


def _chiffres(mois, modele=ModeleRapport.MENSUEL):
    bornes = _periodes(mois, modele)
    lus = lire_periodes(list(bornes.values()), ventilations=CODES)
    sensibles = {CRITERE: modalites_sensibles(CRITERE)}
    resultats = {
        nom: sensible_tel_que_fige(lu, sensibles) for nom, lu in zip(bornes, lus, strict=True)
    }
    regle, versions = regles_de(*bornes.values()), versions_par_periode(bornes.values())
    janviers, ecarts = _janviers(mois), _ecarts(resultats)
    publies = dict(Rapport.objects.publies().filter(mois=mois).values_list("pk", "donnees"))
    deja_publies = list(publies.values())
    return {
        "plie": settings.PLIE_NOM,
        "mois": mois.isoformat(),
        "periodes": {
            nom: _periode(*periode)
            | {
                "etat": resultats[nom].etat.value,
                "bouge": resultats[nom].bouge or _bouge_a_peine(nom, resultats[nom], deja_publies),
            }
            for nom, periode in bornes.items()
        },
        "regle": regle and {"version": regle.version, "phrase": regle.phrase},
        "regles": {nom: versions[periode] for nom, periode in bornes.items()},
        "indicateurs": [_indicateur(indicateur, resultats) for indicateur in PUBLIES],
        "ventilations": _ventilations(resultats, janviers[0]),
        "ecarts": ecarts,
        "parts_deja_tues": _parts_deja_tues(resultats, janviers[1], ecarts["mois_avant"]),
        "deja_tu": deja_tu(deja_publies),
        # What these figures know of: another report published since asks for them again.
        "publies_lus": sorted(publies),
    }


def _bouge_a_peine(nom, resultat, publies):
    """Whether a published version tells of the same people but for fewer than five, whom the
    difference of their sensitive figures would tell."""
    return any(
        0 < _personnes_qui_changent(donnees, nom, resultat) < SEUIL
        for donnees in publies
        if nom in donnees["periodes"] and not donnees["periodes"][nom].get("bouge")
    )


def _personnes_qui_changent(publie, nom, resultat):
    alors = {i["code"]: i["valeurs"][nom]["numerateur"] for i in publie["indicateurs"]}
    return max(
        abs(resultat.mesures[code].numerateur - alors[code])
        for code in (PERSONNES, ENTREES, SORTIES)
    )


def _periode(debut, fin):
    return {
        "debut": debut.isoformat(),
        "fin": fin.isoformat(),
        "libelle": periodes.libelle(debut, fin),
    }


def _janviers(mois):
    """The entries of January, this year and the last, by modality."""
    janvier = periodes.mois_de(mois.replace(month=1))
    demandes = [janvier, periodes.un_an_avant(*janvier)]
    return lire_periodes(demandes, ventilations=CODES, codes=[ENTREES])


def _ecarts(resultats):
    """{period: how many people came or left since the month before}."""
    noms = ("mois", "mois_avant")
    veilles = [periodes.mois_precedent(resultats[nom].debut) for nom in noms]
    return {
        nom: ecart_du_mois(*({c: m.numerateur for c, m in r.mesures.items()} for r in couple))
        for nom, *couple in zip(
            noms,
            lire_periodes(veilles, codes=[SORTIES]),
            [resultats[nom] for nom in noms],
            strict=True,
        )
    }


def _parts_deja_tues(resultats, janvier, ecart):
    """The shares of last year that its own report withholds: as its figures are today, and as each
    version of it was published."""
    mois = resultats["mois_avant"].debut
    d_alors = {nom: resultats[f"{nom}_avant"] for nom in PERIODES_VENTILEES}
    donnees = {
        "mois": mois.isoformat(),
        "periodes": {nom: _periode(r.debut, r.fin) for nom, r in d_alors.items()},
        "indicateurs": [_indicateur(indicateur, d_alors) for indicateur in PUBLIES],
        "ventilations": _ventilations(d_alors, janvier),
        "ecarts": {"mois": ecart},
    }
    return parts_deja_tues([donnees, *_publies(mois)])


def _publies(mois):
    """What each published version of the report of `mois` was made of."""
    return Rapport.objects.publies().filter(mois=mois).values_list("donnees", flat=True)


def _periodes(mois, modele):
    du_mois = periodes.mois_de(mois)
    annee = periodes.depuis_janvier(du_mois[1])
    lues = {
        "mois": du_mois,
        "mois_avant": periodes.un_an_avant(*du_mois),
        "annee": annee,
        "annee_avant": periodes.un_an_avant(*annee),
    }
    if modele == ModeleRapport.TRIMESTRIEL:
        trimestre = periodes.trimestre_de(mois)
        lues |= {"trimestre": trimestre, "trimestre_avant": periodes.un_an_avant(*trimestre)}
    return lues


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
        "depend_de_la_regle": _depend_de_la_regle(indicateur),
        "valeurs": {
            nom: _mesure(resultat.mesures[indicateur.code]) for nom, resultat in resultats.items()
        },
    }


def _depend_de_la_regle(indicateur):
    return lit(indicateur, Sortie)


def _ventilations(resultats, janvier):
    return [_ventilation(d, resultats, janvier) for d in DIMENSIONS]


def _ventilation(dimension, resultats, janvier):
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
    entrees = {
        m.code: m.mesures["entrees"].numerateur for m in janvier.ventilations[dimension.code]
    }
    for code, ligne in lignes.items():
        ligne["entrees_de_janvier"] = entrees.get(code, 0)
    if dimension.code == "motif_sortie":
        _juger_les_motifs(lignes)
    return {
        "code": dimension.code,
        "libelle": dimension.libelle,
        "est_multiple": dimension.est_multiple,
        "modalites": list(lignes.values()),
    }


def _juger_les_motifs(lignes):
    """What tells which motifs are withheld, and among which others they hide (`masque`)."""
    for motif in MotifSortie.objects.filter(pk__in=lignes):
        lignes[motif.pk] |= {"categorie": motif.categorie, "est_sensible": motif.est_sensible}


def _courbe(mois):
    bornes = periodes.derniers_mois(mois, MOIS_DE_LA_COURBE)
    versions = versions_par_periode(bornes)
    return [
        {
            "debut": resultat.debut.isoformat(),
            "fin": resultat.fin.isoformat(),
            "etat": resultat.etat.value,
            "regle": versions[resultat.debut, resultat.fin],
            "mesures": {code: _mesure(mesure) for code, mesure in resultat.mesures.items()},
        }
        for resultat in lire_periodes(bornes, codes=courbes.CODES)
    ]


CORRIGES = tuple(i for i in EXPLIQUES if i.est_publie and i.code not in PARTS)
CODES_CORRIGES = tuple(indicateur.code for indicateur in CORRIGES)


def _corrections(mois):
    """What dossiers corrected since change in the official months of the two years that the report
    shows: with it, the months of a year add up to the year. Shares stay out: a correction of one
    person would tell what that person is."""
    premier = date(mois.year - 1, 1, 1)
    arretes = list(MoisArrete.objects.filter(mois__range=(premier, mois)))
    bornes = [periodes.mois_de(arrete.mois) for arrete in arretes]
    if not bornes:
        return []
    versions = {
        Etat.ARRETE.value: versions_par_periode(bornes),
        Etat.RECALCULE.value: versions_par_periode(bornes, en_direct=True),
    }
    lus = [lire(bornes, codes=CODES_CORRIGES) for lire in (lire_periodes, calculer_periodes)]
    return [
        _correction(indicateur, officiel, actuel, versions)
        for arrete, officiel, actuel in zip(arretes, *lus, strict=True)
        for indicateur in comparables(CORRIGES, arrete)
        if differe(officiel.mesures[indicateur.code], actuel.mesures[indicateur.code])
    ]


def _correction(indicateur, officiel, actuel, versions):
    mesures = [_mesure(r.mesures[indicateur.code]) for r in (officiel, actuel)]
    arrete, corrige = (ecrire_le_chiffre({"unite": indicateur.unite}, mesure) for mesure in mesures)
    periode = (officiel.debut, officiel.fin)
    du_mois = periodes.libelle(*periode)
    regles = {etat: lues[periode] for etat, lues in versions.items()}
    return {
        "mois": officiel.debut.isoformat(),
        "fin": officiel.fin.isoformat(),
        "indicateur": indicateur.code,
        "libelle": indicateur.libelle,
        "unite": indicateur.unite,
        "regles": regles if _depend_de_la_regle(indicateur) else {},
        "mesures": dict(zip(versions, mesures, strict=True)),
        "phrase": f"{indicateur.libelle}, {du_mois} : {arrete} à l'arrêté, {corrige} après "
        "correction.",
    }
