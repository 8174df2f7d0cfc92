"""The columns of the list of dossiers, each declared once: what is read, its words on screen and in
the file, the sort it offers, whether it says something of the parcours."""

import re
from collections.abc import Callable
from typing import NamedTuple

from django.utils import timezone
from django.utils.text import slugify

from accompagnement.enums import CIVILITES, Statut
from accompagnement.enums.adresse import lieu_de_vie

ABSENT = "–"
INDICATIF = re.compile(r"^\s*\+33[\s.-]*(?:\(0\)[\s.-]*)?(?=\d)")


class Colonne(NamedTuple):
    """`lire(row)` is the value of the file, `montrer(row)` that of the screen; without one of them
    the column is not there. `dire(Apercu)`, in place of `montrer`, says what is due. `tri`: its key
    in the address, and the fields that order by it."""

    libelle: str
    champs: tuple
    lire: Callable | None = None
    montrer: Callable | None = None
    dire: Callable | None = None
    sur_ecran: str = ""
    tri: tuple = ()
    est_du_suivi: bool = False
    est_secondaire: bool = False
    est_un_etat: bool = False
    est_un_telephone: bool = False
    # In the file unless another choice was made.
    est_d_office: bool = True
    # On screen, unless the agent chose otherwise.
    se_montre: bool = True
    # The scopes of the list where every row would say the same.
    constante_dans: tuple = ()
    # Ordering by it reads a row for each parcours: in a scope of one structure at most.
    tri_couteux: bool = False

    @property
    def cle(self):
        """What a form calls it."""
        return slugify(self.libelle)

    @property
    def titre(self):
        return self.sur_ecran or self.libelle

    @property
    def cle_de_tri(self):
        return self.tri[0] if self.tri else ""


def _nom(*morceaux):
    return " ".join(filter(None, morceaux))


def _jour(champ):
    def montrer(ligne):
        jour = getattr(ligne, champ)
        return f"{jour:%d/%m/%Y}" if jour else ABSENT

    return montrer


def _texte(champ):
    return lambda ligne: getattr(ligne, champ) or ABSENT


def _valeur(champ):
    return lambda ligne: getattr(ligne, champ)


def _telephone(ligne):
    """As it is dialled in France: a number that began with "+" would be quoted, and a mail merge
    would print the quote."""
    return INDICATIF.sub("0", ligne.participant__telephone)


def _code_postal(ligne):
    return lieu_de_vie(
        ligne.participant__adresse,
        ligne.participant__commune__nom or "",
        ligne.participant__commune__codes_postaux,
    ).code_postal


def _referent(ligne):
    return _nom(ligne.affectation__agent__prenom, ligne.affectation__agent__nom)


def _dernier_entretien(ligne):
    dernier = ligne.dernier_entretien
    return dernier and timezone.localtime(dernier).date()


def _montrer_dernier_entretien(ligne):
    dernier = _dernier_entretien(ligne)
    return f"{dernier:%d/%m/%Y}" if dernier else ABSENT


def _dire_a_faire(apercu):
    """But for an appointment to come: its own column says it."""
    return None if apercu.prochain else apercu.a_faire


def _dire_prochain(apercu):
    prochain = apercu.prochain
    return f"{timezone.localtime(prochain):%d/%m à %H:%M}" if prochain else ABSENT


def _dire_etape(apercu):
    return apercu.etape.libelle if apercu.etape else ABSENT


COLONNES = (
    Colonne(
        "Personne",
        ("participant__nom", "participant__prenom"),
        montrer=lambda ligne: _nom(ligne.participant__nom, ligne.participant__prenom),
        tri=("nom", ["participant__recherche", "pk"]),
    ),
    Colonne(
        "Civilité",
        ("participant__sexe",),
        lire=lambda ligne: CIVILITES[ligne.participant__sexe],
        est_d_office=False,
    ),
    Colonne("Nom", ("participant__nom",), lire=_valeur("participant__nom")),
    Colonne("Prénom", ("participant__prenom",), lire=_valeur("participant__prenom")),
    Colonne(
        "Date de naissance",
        ("participant__date_naissance",),
        lire=_valeur("participant__date_naissance"),
        montrer=_jour("participant__date_naissance"),
        sur_ecran="Naissance",
        tri=("naissance", ["participant__date_naissance", "pk"]),
        est_secondaire=True,
        se_montre=False,
    ),
    Colonne(
        "Téléphone",
        ("participant__telephone",),
        lire=_telephone,
        montrer=_telephone,
        est_d_office=False,
        est_un_telephone=True,
    ),
    Colonne(
        "Adresse électronique",
        ("participant__email",),
        lire=_valeur("participant__email"),
        sur_ecran="Courriel",
        est_d_office=False,
    ),
    Colonne(
        "Adresse",
        ("participant__adresse",),
        lire=_valeur("participant__adresse"),
        est_d_office=False,
    ),
    Colonne(
        "Code postal",
        (
            "participant__adresse",
            "participant__commune__nom",
            "participant__commune__codes_postaux",
        ),
        lire=_code_postal,
        est_d_office=False,
    ),
    Colonne(
        "Commune",
        ("participant__commune__nom",),
        lire=_valeur("participant__commune__nom"),
        montrer=_texte("participant__commune__nom"),
        tri=("commune", ["participant__commune", "pk"]),
        se_montre=False,
    ),
    Colonne(
        "N° France Travail",
        ("participant__numero_france_travail",),
        lire=_valeur("participant__numero_france_travail"),
    ),
    Colonne(
        "Statut",
        ("statut",),
        lire=lambda ligne: Statut(ligne.statut).label,
        montrer=lambda ligne: Statut(ligne.statut),
        tri=("statut", ["statut", "pk"]),
        est_du_suivi=True,
        est_un_etat=True,
    ),
    Colonne("À faire", (), dire=_dire_a_faire, est_du_suivi=True),
    Colonne(
        "Prochain rendez-vous",
        ("prochain",),
        dire=_dire_prochain,
        sur_ecran="Prochain RDV",
        tri=("prochain", ["prochain", "pk"]),
        est_du_suivi=True,
        tri_couteux=True,
    ),
    Colonne(
        "Suivi renforcé",
        ("est_renforce",),
        lire=lambda ligne: "oui" if ligne.est_renforce else "",
        est_du_suivi=True,
        est_d_office=False,
    ),
    Colonne(
        "Structure",
        ("structure__nom",),
        lire=_valeur("structure__nom"),
        montrer=_texte("structure__nom"),
        tri=("structure", ["structure", "pk"]),
        est_du_suivi=True,
        est_secondaire=True,
        se_montre=False,
        constante_dans=("mes", "structure"),
    ),
    Colonne(
        "Référent",
        ("affectation__agent_id", "affectation__agent__prenom", "affectation__agent__nom"),
        lire=_referent,
        montrer=lambda ligne: _referent(ligne) or ABSENT,
        tri=("referent", ["affectation__agent__nom", "affectation__agent__prenom", "pk"]),
        est_du_suivi=True,
        constante_dans=("mes",),
        tri_couteux=True,
    ),
    Colonne(
        "Date de prescription",
        ("date_prescription",),
        lire=_valeur("date_prescription"),
        sur_ecran="Prescription",
        est_du_suivi=True,
    ),
    Colonne(
        "Date d'entrée",
        ("date_entree",),
        lire=_valeur("date_entree"),
        montrer=_jour("date_entree"),
        sur_ecran="Entrée",
        tri=("entree", ["date_entree", "pk"]),
        est_du_suivi=True,
        se_montre=False,
    ),
    Colonne(
        "Date de sortie",
        ("date_sortie",),
        lire=_valeur("date_sortie"),
        sur_ecran="Sortie",
        est_du_suivi=True,
    ),
    Colonne(
        "Dernier entretien",
        ("dernier_entretien",),
        lire=_dernier_entretien,
        montrer=_montrer_dernier_entretien,
        sur_ecran="Vu le",
        tri=("dernier", ["dernier_entretien", "pk"]),
        est_du_suivi=True,
        tri_couteux=True,
    ),
    Colonne("Étape en cours", (), dire=_dire_etape, est_du_suivi=True, est_secondaire=True),
)
A_EXPORTER = [colonne for colonne in COLONNES if colonne.lire]
COMMUNS = (
    "pk",
    "participant_id",
    "statut",
    "affectation__agent_id",
    "est_renforce",
    "date_prescription",
    "participant__date_naissance",
    "participant__sexe",
)
D_OFFICE = [colonne for colonne in A_EXPORTER if colonne.est_d_office]


def champs(colonnes):
    """What rows are read with: what these columns say, and what every row needs besides: its
    address, where a meeting is written, whether the follow-up is reinforced, what is due."""
    dits = (champ for colonne in colonnes if not colonne.dire for champ in colonne.champs)
    return tuple(dict.fromkeys((*COMMUNS, *dits)))


def a_exporter(*, suivi):
    """The columns of the file that this agent may choose, by their key."""
    return {c.cle: c for c in A_EXPORTER if suivi or not c.est_du_suivi}


def a_choisir(*, suivi):
    """The columns that the screen may show, by their key, those of the parcours only for who sees
    the follow-up; the name is always there."""
    affichables = (c for c in COLONNES[1:] if c.montrer or c.dire)
    return {c.cle: c for c in affichables if suivi or not c.est_du_suivi}


def a_montrer(choisies, portee, *, suivi):
    """The columns of the screen: the name, then `choisies` (keys; none: those of the start), but
    for those that say the same of every row."""
    connues = a_choisir(suivi=suivi)
    retenues = [c for cle, c in connues.items() if (cle in choisies if choisies else c.se_montre)]
    return [COLONNES[0], *(c for c in retenues if portee not in c.constante_dans)]


def tris(portee, *, suivi):
    """{key in the address: fields to order by}."""
    permis = (c for c in COLONNES if c.tri and (suivi or not c.est_du_suivi))
    return dict(c.tri for c in permis if not (c.tri_couteux and portee == "tous"))
