"""The figures as a page shows them: written in French, each with the address of its list."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from conventions.enums import Nature, Partie
from conventions.indicateurs.conditions import NIVEAU_CONNU
from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.ecriture import (
    ABSENT,
    PETIT,
    RESERVE,
    SEUIL,
    avec_unite,
    difference,
    est_trop_faible,
    nombre,
)
from conventions.indicateurs.officiel import sensible_tel_que_fige
from conventions.indicateurs.periodes import est_un_mois_ou_une_annee_finis
from conventions.indicateurs.seuils import (
    DIVISEUR,
    PERSONNES,
    TAUX,
    ecart_du_mois,
    petits,
    peut_dire_le_sensible,
    trahit,
)
from conventions.indicateurs.ventilations import CODES_VENTILES, CODES_VENTILES_OFFRES
from conventions.indicateurs.ventilations import PAR_CODE as PAR_VENTILATION
from conventions.permissions import Acte, est_sensible, modalites_sensibles, peut_lister

CRITERE = "critere"
GROUPES = (
    (
        "Activité",
        (
            "personnes_accompagnees",
            "file_active_debut",
            "prescriptions",
            "non_entrees",
            "taux_non_entree",
            "delai_entree_jours",
            "delai_entree_median_jours",
            "entrees",
            "sorties",
            "file_active_fin",
            "taux_renouvellement",
            "duree_moyenne_parcours_mois",
            "anciennete_moyenne_mois",
        ),
    ),
    (
        "Sorties",
        (
            "taux_sorties_positives",
            "sorties_positives",
            "sorties_neutres",
            "sorties_autres",
            "maintien_emploi_6_mois",
        ),
    ),
    (
        "Publics accompagnés",
        (
            "part_femmes",
            "part_seniors",
            "part_jeunes",
            "part_rsa",
            "part_ass",
            "part_deld",
            "part_detld",
            "part_rqth",
            "part_qpv",
            "part_parents_isoles",
            "part_sans_permis",
            "part_infra3",
            "part_niveau3",
        ),
    ),
    (
        "Étapes et rendez-vous",
        (
            "etapes_commencees",
            "etapes_par_personne",
            "taux_etapes_realisees",
            "taux_sans_etape",
            "rendez_vous",
            "rendez_vous_par_personne",
            "taux_absence",
        ),
    ),
    (
        "Contrats et immersions",
        (
            "contrats_signes",
            "heures_par_contrat",
            "immersions",
            "duree_moyenne_immersions_jours",
            "taux_immersions_embauche",
        ),
    ),
    (
        "Suivi à la fin de la période",
        ("sans_etape", "sans_entretien_30j", "charge_par_etp"),
    ),
    (
        "Offres et mises en relation",
        ("offres_ouvertes", "mises_en_relation", "embauches", "taux_transformation"),
    ),
)


# The same in what leaves the house.
GROUPES_PUBLIES = tuple(
    (titre, publies)
    for titre, codes in GROUPES
    if (publies := [code for code in codes if PAR_CODE[code].est_publie])
)


@dataclass(frozen=True)
class Chiffre:
    """A number and the list that it counts; `adresse` is None when the list may not be opened."""

    texte: str
    adresse: str | None = None


@dataclass(frozen=True)
class Case:
    """One indicator in one period: its value, and for a share its two halves."""

    valeur: Chiffre
    numerateur: Chiffre | None = None
    denominateur: Chiffre | None = None
    est_trop_faible: bool = False


@dataclass(frozen=True)
class Ligne:
    code: str
    libelle: str
    definition: str
    case: Case
    avant: Case
    difference: str
    est_taux: bool
    est_reservee: bool
    inconnus: int


def avec_ecarts(resultat, avant, mois):
    """The two Resultat of a page, a year apart, with how far each is from its month before; `mois`
    are those of the curve, that end with `resultat`."""
    chiffres = [{c: m.valeur for c, m in r.mesures.items()} for r in mois]
    return (
        replace(resultat, ecart=ecart_du_mois(*chiffres[-2:])),
        replace(avant, ecart=ecart_du_mois(*chiffres[-14:-12])),
    )


def lignes(agent, resultat, avant):
    """{group title: [Ligne]} for the page of `agent`."""
    return [
        (titre, [_ligne(agent, PAR_CODE[code], resultat, avant) for code in codes])
        for titre, codes in GROUPES
    ]


def _ligne(agent, indicateur, resultat, avant):
    resultat, avant = (_tel_que_lu(agent, lu) for lu in (resultat, avant))
    mesure, mesure_avant = resultat.mesures[indicateur.code], avant.mesures[indicateur.code]
    cases = case(agent, indicateur, resultat), case(agent, indicateur, avant)
    masquee = any(chacune.valeur.texte in (PETIT, RESERVE) for chacune in cases)
    return Ligne(
        indicateur.code,
        indicateur.libelle,
        indicateur.definition,
        *cases,
        ABSENT if masquee else difference(mesure.valeur, mesure_avant.valeur, indicateur.unite),
        indicateur.code == "taux_sorties_positives",
        not peut_lister(agent, indicateur),
        _inconnus(indicateur, resultat),
    )


def _inconnus(indicateur, resultat):
    """How many people a share leaves out because their value is not known."""
    connus = resultat.mesures[indicateur.code].denominateur
    # None: the month became official before the indicator was.
    if indicateur.denominateur != NIVEAU_CONNU or connus is None:
        return 0
    return resultat.mesures["personnes_accompagnees"].numerateur - connus


def case(agent, indicateur, resultat, ventilation=None, modalite=None, sensibles=frozenset()):
    """The figure of the total, or of one Modalite of `ventilation`; `sensibles` are the codes of
    its modalities that tell health, justice or housing."""
    resultat = _tel_que_lu(agent, resultat)
    mesure = (modalite or resultat).mesures[indicateur.code]
    if est_sensible(indicateur, modalite and modalite.code, sensibles):
        if not lit_le_sensible(agent, indicateur.code, resultat):
            return Case(Chiffre(RESERVE))
        if _trahirait(agent, indicateur, resultat, modalite):
            return Case(Chiffre(PETIT))
    code = modalite and modalite.code
    lien = _Liens(agent, indicateur, resultat, ventilation, code, sensibles)
    texte = avec_unite(mesure.valeur, indicateur.unite)
    if mesure.valeur is None:
        return Case(Chiffre(ABSENT))
    if mesure.denominateur is None:
        return Case(lien.chiffre(texte, Partie.NUMERATEUR))
    valeur = lien.chiffre(texte, Partie.NUMERATEUR)
    denominateur = lien.chiffre(nombre(mesure.denominateur), Partie.DENOMINATEUR)
    if indicateur.mesure:
        return Case(valeur, None, denominateur)
    numerateur = lien.chiffre(nombre(mesure.numerateur), Partie.NUMERATEUR)
    faible = est_trop_faible(indicateur.unite, mesure.denominateur)
    return Case(valeur, numerateur, denominateur, faible)


def _tel_que_lu(agent, resultat):
    """A year that is official says of health, justice and housing what it said that day, to who may
    not list who is counted."""
    if not resultat.sensible or Acte.LISTER_SENSIBLE.permet(agent):
        return resultat
    return sensible_tel_que_fige(resultat, {CRITERE: modalites_sensibles(CRITERE)})


def codes_lus(indicateur):
    """What `case` reads of a period to write this figure: whether it may be, too."""
    return tuple(dict.fromkeys((indicateur.code, PERSONNES, "entrees", "sorties")))


def lit_le_sensible(agent, code, resultat):
    """Whether `agent` may read this figure of health, justice and housing over this period. Two
    periods that differ by few people, compared with the list of who came or left between them,
    would give it of somebody by name."""
    if Acte.LISTER_SENSIBLE.permet(agent):
        return True
    debut, fin = resultat.debut, resultat.fin
    return (
        est_un_mois_ou_une_annee_finis(debut, fin)
        and not resultat.bouge
        and peut_dire_le_sensible(code, debut, fin, resultat.ecart)
        and Acte.LIRE_CHIFFRES_SENSIBLES.permet(agent)
    )


def _trahirait(agent, indicateur, resultat, modalite):
    """Whether a sensitive figure covers so few people, or leaves so few out, that the lists open to
    `agent` would give their names."""
    if Acte.LISTER_SENSIBLE.permet(agent):
        return False
    mesure = (modalite or resultat).mesures[indicateur.code]
    total = resultat.mesures[indicateur.code]
    tous = total.numerateur if total.denominateur is None else total.denominateur
    comptes = [n for n in (mesure.numerateur, mesure.denominateur) if n is not None]
    return (
        min(comptes) < SEUIL
        or trahit(mesure.numerateur, tous)
        or (modalite is not None and indicateur.code in _petits(modalite))
    )


def _petits(modalite):
    mesures = modalite.mesures
    comptes = {c: mesures[c].numerateur for c in CODES_VENTILES if c in mesures and c != TAUX}
    return petits(comptes | {DIVISEUR: mesures[TAUX].denominateur or 0}, est_sensible=True)


@dataclass(frozen=True)
class _Liens:
    agent: object
    indicateur: object
    resultat: object
    ventilation: str | None
    modalite: str | None
    sensibles: frozenset

    def chiffre(self, texte, partie):
        permis = texte != ABSENT and self._peut_lister(partie)
        return Chiffre(texte, self._adresse(partie) if permis else None)

    def _peut_lister(self, partie):
        """Full-time equivalents have no list."""
        if self.indicateur.condition(partie) is None:
            return False
        if partie == Partie.DENOMINATEUR and not self.ventilation:
            return True
        return peut_lister(
            self.agent,
            self.indicateur,
            self.ventilation,
            self.modalite,
            sensibles=self.sensibles,
        )

    def _adresse(self, partie):
        parametres = {"debut": self.resultat.debut, "fin": self.resultat.fin}
        if partie != Partie.NUMERATEUR:
            parametres["partie"] = partie.value
        if self.ventilation:
            parametres |= {"ventilation": self.ventilation, "modalite": self.modalite}
        chemin = reverse("conventions:indicateur_dossiers", args=[self.indicateur.code])
        return f"{chemin}?{urlencode(parametres)}"


def tableaux_ventiles(agent, resultat, ventilation):
    """[(labels of the columns, [(label of the row, [Case])])]: parcours first, then offers and
    what is proposed of them; each leaves out the rows that are empty in it."""
    tables = []
    des_offres = CODES_VENTILES_OFFRES
    if not PAR_VENTILATION[ventilation].expression_offre:
        # Not zero: an offer has neither sex nor criterion.
        des_offres = [code for code in des_offres if PAR_CODE[code].nature != Nature.OFFRE]
    for codes in (CODES_VENTILES, des_offres):
        lignes = lignes_ventilees(agent, resultat, ventilation, codes)
        if lignes:
            tables.append(([PAR_CODE[code].libelle for code in codes], lignes))
    return tables


def lignes_ventilees(agent, resultat, ventilation, codes):
    """The rows of the breakdown that `agent` may see and that count somebody. Lists of exits name
    who left for a motif that is withheld: its row beside them would tell which."""
    sensibles, resultat = modalites_sensibles(ventilation), _tel_que_lu(agent, resultat)
    return [
        (
            modalite.libelle,
            [
                case(agent, PAR_CODE[code], resultat, ventilation, modalite, sensibles)
                for code in codes
            ],
        )
        for modalite in resultat.ventilations[ventilation]
        if (ventilation != "referent" or Acte.VOIR_UN_REFERENT.permet(agent, modalite.code))
        and (
            modalite.code not in sensibles or _peut_paraitre(agent, resultat, ventilation, modalite)
        )
        and any(_est_compte(modalite.mesures[code]) for code in codes)
    ]


def _peut_paraitre(agent, resultat, ventilation, modalite):
    """Whether a sensitive row may be there: it tells that somebody is in it."""
    if ventilation == "motif_sortie" and not Acte.LISTER_SENSIBLE.permet(agent):
        return False
    personnes = PAR_CODE[PERSONNES]
    return lit_le_sensible(agent, PERSONNES, resultat) and not _trahirait(
        agent, personnes, resultat, modalite
    )


def _est_compte(mesure):
    return bool(mesure.numerateur or mesure.denominateur)
