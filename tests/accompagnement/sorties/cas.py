"""The cases of the rule of exits, the 69 of the audit and others since, told once: what happened,
what the rule says of it, and the sentence that decides. Each is looked at on JOUR, a Tuesday, under
the rule that ships."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from accompagnement.sorties.faits import Contrat, FaitsDeSortie, Formation

JOUR = date(2026, 11, 24)
NE_EN = {"naissance": date(1968, 5, 2)}
ATTENDRE = "attendre"
SEMAINE = timedelta(days=7)


class Cas(NamedTuple):
    """`deduit`: "+" before what a positive exit is deduced from; None: nothing is deduced;
    ATTENDRE: nothing yet. `phrase`: what the rule answers."""

    titre: str
    deduit: str | None
    phrase: str
    faits: FaitsDeSortie
    regle: dict


def j(texte):
    return date.fromisoformat(texte)


def contrat(type_, debut, terme=None, heures=35, fin=None, **champs):
    return Contrat(
        type_,
        j(debut),
        fin=fin and j(fin),
        fin_prevue=terme and j(terme),
        heures=None if heures is None else Decimal(str(heures)),
        **champs,
    )


def semaines(nombre, *, jours=5, depuis="2026-05-18", pas=SEMAINE):
    """Missions of intérim, one a week, from a Monday."""
    debut = j(depuis)
    return [
        Contrat(
            "interim",
            debut + rang * pas,
            fin_prevue=debut + rang * pas + timedelta(days=jours - 1),
            heures=Decimal(35),
        )
        for rang in range(nombre)
    ]


def formation(resultat="realisee", certifiee=False, debut="2026-01-05", fin="2026-07-10"):
    return Formation("Titre d'agent de propreté", j(debut), fin and j(fin), resultat, certifiee)


def cas(titre, deduit, phrase, *faits, regle=None, **autres):
    contrats = tuple(fait for fait in faits if isinstance(fait, Contrat))
    formations = tuple(fait for fait in faits if isinstance(fait, Formation))
    return Cas(titre, deduit, phrase, FaitsDeSortie(contrats, formations, **autres), regle or {})


HEURES = {"interim": "heures"}
MAINTIEN = {"mode_six_mois": "maintien"}
SAISONS = {"saisonnier_mois_sur_12": 8}
AI = {"ai_age_min": 55}
PRESENT = {"est_prouve": True, "est_maintenu_a_m6": True}

LES_CAS = [
    # One contract: its length, to the day.
    cas("CDI signé hier", "+cdi", "sans terme", contrat("cdi", "2026-11-23")),
    cas("CDI signé pour demain", None, "Aucun emploi", contrat("cdi", "2026-11-25")),
    cas("CDD de six mois", "+cdd", "6 mois ;", contrat("cdd", "2026-09-01", "2027-02-28")),
    cas(
        "six mois moins un jour",
        "emploi_court",
        "5 mois et 27 jours",
        contrat("cdd", "2026-09-01", "2027-02-27"),
    ),
    cas("du 31 août au 27 février", "+cdd", "6 mois", contrat("cdd", "2026-08-31", "2027-02-27")),
    cas(
        "du 31 août au 26 février",
        "emploi_court",
        "au moins 6 mois",
        contrat("cdd", "2026-08-31", "2027-02-26"),
    ),
    cas(
        "plus de six mois demandés, six signés",
        "emploi_court",
        "plus de 6 mois",
        contrat("cdd", "2026-09-01", "2027-02-28"),
        regle={"operateur_duree": ">"},
    ),
    cas(
        "plus de six mois demandés, un jour de plus signé",
        "+cdd",
        "plus de 6 mois",
        contrat("cdd", "2026-09-01", "2027-03-01"),
        regle={"operateur_duree": ">"},
    ),
    cas(
        "CDD rompu à 5 mois et 29 jours, hier",
        "emploi_court",
        "5 mois et 29 jours",
        contrat("cdd", "2026-05-25", "2027-05-24", fin="2026-11-22"),
        regle={"fenetre_emploi_jours": 1},
    ),
    cas(
        "CDD de trois mois en cours",
        "emploi_court",
        "3 mois ;",
        contrat("cdd", "2026-10-01", "2026-12-31"),
    ),
    cas(
        "CDD sans fin notée, commencé il y a deux mois",
        ATTENDRE,
        "Attendre le 24/03/2027",
        contrat("cdd", "2026-09-24"),
    ),
    cas("CDD sans fin notée, tenu sept mois", "+cdd", "7 mois", contrat("cdd", "2026-04-24")),
    # Its share of full time.
    cas("CDI de 17 heures", None, "49 %", contrat("cdi", "2026-03-01", heures=17)),
    cas("CDI de 17 heures et demie", "+cdi", "50 %", contrat("cdi", "2026-03-01", heures=17.5)),
    cas(
        "CDI dont les heures manquent",
        None,
        "ne sont pas renseignées",
        contrat("cdi", "2026-03-01", heures=None),
    ),
    cas(
        "CDI de 20 heures où l'on demande un temps plein",
        None,
        "100 % de 35 h",
        contrat("cdi", "2026-03-01", heures=20),
        regle={"quotite_min": Decimal(1)},
    ),
    cas(
        "deux mi-temps incomplets tenus ensemble",
        "+cdi",
        "18 h par semaine",
        contrat("cdi", "2026-03-01", heures=10),
        contrat("cdi", "2026-03-01", heures=8),
    ),
    cas(
        "un des deux s'arrête en route",
        None,
        "10 h par semaine",
        contrat("cdi", "2026-03-01", heures=10),
        contrat("cdd", "2026-03-01", "2026-06-30", heures=8),
    ),
    cas(
        "aucune heure demandée, aucune notée",
        "+cdi",
        "la règle demande 0 % de 35 h",
        contrat("cdi", "2026-03-01", heures=None),
        regle={"quotite_min": Decimal(0)},
    ),
    cas(
        "un petit contrat sans heures notées n'ôte rien à celui qui suffit",
        "+cdd",
        "Du 01/05/2026 au 31/12/2026, 8 mois",
        contrat("cdd", "2026-05-01", "2026-12-31"),
        contrat("cdd", "2026-08-01", "2026-08-31", heures=None),
    ),
    cas(
        "il n'ajoute rien non plus, et l'on dit ce qui manque",
        None,
        "ne sont pas renseignées",
        contrat("cdi", "2026-03-01", heures=10),
        contrat("cdd", "2026-03-01", "2026-12-31", heures=None),
    ),
    cas(
        "ses heures montent : ce sont les mois suffisants qui comptent",
        "+cdd",
        "Du 01/04/2026 au 31/12/2026, 9 mois",
        contrat("cdd", "2026-01-01", "2026-03-31", heures=10),
        contrat("cdd", "2026-04-01", "2026-12-31"),
    ),
    cas(
        "ses heures tombent : les mois d'avant ne comptent plus",
        None,
        "10 h par semaine",
        contrat("cdd", "2026-01-01", "2026-09-30"),
        contrat("cdd", "2026-10-01", "2027-04-30", heures=10),
    ),
    cas(
        "un mois à dix heures au milieu coupe la durée",
        "emploi_court",
        "Du 01/10/2026 au 31/01/2027",
        contrat("cdd", "2026-05-01", "2026-08-31"),
        contrat("cdd", "2026-09-01", "2026-09-30", heures=10),
        contrat("cdd", "2026-10-01", "2027-01-31"),
    ),
    cas(
        "le même, trente et un jours tolérés",
        "+cdd",
        "30 jours au plus (31 tolérés)",
        contrat("cdd", "2026-05-01", "2026-08-31"),
        contrat("cdd", "2026-09-01", "2026-09-30", heures=10),
        contrat("cdd", "2026-10-01", "2027-01-31"),
        regle={"tolerance_jours": 31},
    ),
    # Ended around the day of the exit, or corrected since.
    cas(
        "CDI fini le jour de la sortie",
        "+cdi",
        "au 24/11/2026",
        contrat("cdi", "2025-01-01", fin="2026-11-24"),
    ),
    cas(
        "CDI fini la veille",
        "+cdi",
        "au 23/11/2026",
        contrat("cdi", "2025-01-01", fin="2026-11-23"),
    ),
    cas(
        "CDI fini l'avant-veille",
        None,
        "a pris fin le 22/11/2026",
        contrat("cdi", "2025-01-01", fin="2026-11-22"),
    ),
    cas(
        "CDI d'un seul jour, celui de la sortie",
        "emploi_court",
        "1 jour ;",
        contrat("cdi", "2026-11-24", fin="2026-11-24"),
    ),
    cas(
        "fin corrigée à un jour d'après la sortie : on ne la savait pas",
        "+cdd",
        "au 31/05/2027, 12 mois",
        contrat("cdd", "2026-06-01", "2027-05-31", fin="2026-12-05"),
    ),
    cas(
        "CDD tenu au-delà du terme signé",
        "+cdd",
        "au 23/11/2026, 8 mois et 23 jours",
        contrat("cdd", "2026-03-01", "2026-08-31", fin="2026-11-23"),
    ),
    cas(
        "terme passé et fin jamais notée",
        None,
        "a pris fin le 10/11/2026",
        contrat("cdd", "2026-03-01", "2026-11-10"),
    ),
    cas(
        "CDI doté d'un terme par erreur",
        "emploi_court",
        "2 mois ;",
        contrat("cdi", "2026-11-01", "2026-12-31"),
    ),
    # Contracts that follow each other.
    cas(
        "deux CDD de trois mois qui se suivent",
        "+cdd",
        "2 contrats se suivent",
        contrat("cdd", "2026-07-01", "2026-09-30"),
        contrat("cdd", "2026-10-01", "2026-12-31"),
    ),
    cas(
        "un jour entre les deux",
        "emploi_court",
        "Du 02/10/2026",
        contrat("cdd", "2026-07-01", "2026-09-30"),
        contrat("cdd", "2026-10-02", "2026-12-31"),
    ),
    cas(
        "trois jours entre les deux, trois tolérés",
        "+cdd",
        "3 jours au plus (3 tolérés)",
        contrat("cdd", "2026-06-01", "2026-09-30"),
        contrat("cdd", "2026-10-04", "2026-12-31"),
        regle={"tolerance_jours": 3},
    ),
    cas(
        "quatre jours entre les deux, trois tolérés",
        "emploi_court",
        "Du 05/10/2026",
        contrat("cdd", "2026-06-01", "2026-09-30"),
        contrat("cdd", "2026-10-05", "2026-12-31"),
        regle={"tolerance_jours": 3},
    ),
    cas(
        "un week-end entre deux CDD",
        "emploi_court",
        "Du 05/10/2026",
        contrat("cdd", "2026-05-04", "2026-10-02"),
        contrat("cdd", "2026-10-05", "2026-12-31"),
    ),
    cas(
        "deux CDD de quatre mois qui se chevauchent de trois",
        "emploi_court",
        "5 mois",
        contrat("cdd", "2026-08-01", "2026-11-30"),
        contrat("cdd", "2026-09-01", "2026-12-31"),
    ),
    cas(
        "un CDI après un CDD de deux mois",
        "+cdi",
        "sans terme depuis le 01/08/2026",
        contrat("cdd", "2026-08-01", "2026-09-30"),
        contrat("cdi", "2026-10-01"),
    ),
    cas(
        "un CDI rompu, puis un CDD de deux mois",
        "emploi_court",
        "2 mois",
        contrat("cdi", "2025-01-01", fin="2026-08-31"),
        contrat("cdd", "2026-11-01", "2026-12-31"),
    ),
    # The motif is that of the contract that weighs most.
    cas(
        "CDI à temps plein et CDD de 5 heures signé ce mois-ci",
        "+cdi",
        "CDI : la règle",
        contrat("cdi", "2026-01-05"),
        contrat("cdd", "2026-11-02", "2026-12-31", heures=5),
    ),
    cas(
        "CDD de 30 heures et CDI de 5 heures",
        "+cdd",
        "CDD : la règle",
        contrat("cdd", "2026-06-01", "2027-05-31", heures=30),
        contrat("cdi", "2026-06-01", heures=5),
    ),
    cas(
        "CDI et CDD du même poids",
        "+cdi",
        "CDI : la règle",
        contrat("cdi", "2026-06-01", heures=17.5),
        contrat("cdd", "2026-07-01", "2027-05-31", heures=17.5),
    ),
    cas(
        "fonction publique et deux jours d'intérim",
        "+fonction_publique",
        "Fonction publique : la règle",
        contrat("fonction_publique", "2026-02-01"),
        contrat("interim", "2026-11-21", "2026-11-22", heures=10),
    ),
    # Intérim.
    cas("28 semaines d'intérim du lundi au vendredi", "+interim", "28 contrats", *semaines(28)),
    cas("20 semaines d'intérim", "emploi_court", "20 contrats", *semaines(20, depuis="2026-07-13")),
    cas(
        "une semaine sur deux",
        "emploi_court",
        "5 jours",
        *semaines(14, depuis="2026-05-25", pas=2 * SEMAINE),
    ),
    cas(
        "un lundi férié sans mission (Pentecôte, 14 juillet)",
        "+interim",
        "0 jour au plus",
        contrat("interim", "2026-05-11", "2026-05-22"),
        contrat("interim", "2026-05-26", "2026-07-13"),
        contrat("interim", "2026-07-15", "2026-11-27"),
    ),
    cas(
        "un mardi ouvré sans mission",
        "emploi_court",
        "Du 13/05/2026",
        contrat("interim", "2026-04-06", "2026-05-11"),
        contrat("interim", "2026-05-13", "2026-11-10"),
        regle={"fenetre_emploi_jours": 30},
    ),
    cas(
        "le CDI commence le lundi qui suit la mission",
        "+cdi",
        "depuis le 01/06/2026",
        contrat("interim", "2026-06-01", "2026-10-02"),
        contrat("cdi", "2026-10-05"),
    ),
    cas(
        "intérim que la règle ne compte pas",
        None,
        "Intérim : la règle ne le compte pas",
        contrat("interim", "2026-01-05", "2026-12-31"),
        regle={"interim": "non"},
    ),
    cas(
        "910 heures de missions",
        "+interim",
        "910 h",
        contrat("interim", "2026-02-02", "2026-05-29", heures_totales=600),
        contrat("interim", "2026-10-05", "2026-11-27", heures_totales=310),
        regle=HEURES,
    ),
    cas(
        "909 heures de missions",
        None,
        "909 h",
        contrat("interim", "2026-02-02", "2026-05-29", heures_totales=600),
        contrat("interim", "2026-10-05", "2026-11-27", heures_totales=309),
        regle=HEURES,
    ),
    cas(
        "910 heures, la dernière mission finie en mai",
        None,
        "a pris fin le 29/05/2026",
        contrat("interim", "2026-01-05", "2026-05-29", heures_totales=910),
        regle=HEURES,
    ),
    cas(
        "heures cumulées : CDI en cours et deux jours d'intérim",
        "+cdi",
        "sans terme",
        contrat("cdi", "2026-05-01"),
        contrat("interim", "2026-11-23", "2026-11-24", heures_totales=14),
        regle=HEURES,
    ),
    cas(
        "heures cumulées : 910 heures et un petit CDI",
        "+interim",
        "910 h",
        contrat("cdi", "2026-11-02", heures=5),
        contrat("interim", "2026-02-02", "2026-11-27", heures_totales=910),
        regle=HEURES,
    ),
    cas(
        "heures cumulées : rien ne suffit, la mission pèse plus que le petit CDI",
        None,
        "300 h de missions",
        contrat("cdi", "2026-11-02", heures=5),
        contrat("interim", "2026-10-05", "2026-12-31", heures_totales=300),
        regle=HEURES,
    ),
    cas(
        "heures cumulées : rien ne suffit, le CDD pèse plus que la mission finie",
        "emploi_court",
        "au moins 6 mois",
        contrat("cdd", "2026-10-01", "2026-12-31"),
        contrat("interim", "2026-08-03", "2026-08-28", heures_totales=140),
        regle=HEURES,
    ),
    cas(
        "910 heures, dont 600 il y a deux ans",
        None,
        "310 h de missions depuis le 24/11/2025",
        contrat("interim", "2024-02-05", "2024-05-31", heures_totales=600),
        contrat("interim", "2026-10-05", "2026-11-27", heures_totales=310),
        regle=HEURES,
    ),
    cas(
        "une mission à cheval sur l'année compte pour ses jours",
        None,
        "909 h de missions",
        contrat("interim", "2025-11-04", "2025-12-13", heures_totales=400),
        contrat("interim", "2026-01-05", "2026-11-27", heures_totales=709),
        regle=HEURES,
    ),
    # Businesses and apprentices: no hours are asked of them.
    cas(
        "création à 10 heures par semaine",
        "+creation",
        "ni d'une entreprise",
        contrat("creation", "2026-03-01", heures=10),
    ),
    cas(
        "création sans heures notées",
        "+creation",
        "ni d'une entreprise",
        contrat("creation", "2026-03-01", heures=None),
    ),
    cas(
        "entreprise fermée après deux mois, hier",
        "emploi_court",
        "2 mois",
        contrat("creation", "2026-09-24", fin="2026-11-23"),
    ),
    cas(
        "création que la règle ne compte pas",
        None,
        "la règle ne le compte pas",
        contrat("creation", "2026-03-01"),
        regle={"creation_positive": False},
    ),
    cas(
        "apprentissage sans heures notées",
        "+apprentissage",
        "contrat en alternance",
        contrat("apprentissage", "2026-09-01", "2028-08-31", heures=None),
    ),
    cas(
        "contrat de professionnalisation de douze mois",
        "+professionnalisation",
        "12 mois",
        contrat("professionnalisation", "2026-09-01", "2027-08-31", heures=None),
    ),
    cas(
        "alternance que la règle ne compte pas",
        None,
        "la règle ne le compte pas",
        contrat("apprentissage", "2026-09-01", "2028-08-31"),
        regle={"alternance_positive": False},
    ),
    # Insertion.
    cas(
        "CDDI de neuf mois en cours",
        "iae",
        "la règle ne le compte pas",
        contrat("iae", "2026-05-01", "2027-01-31", heures=26),
    ),
    cas(
        "CDDI fini depuis un an",
        None,
        "la règle ne le compte pas",
        contrat("iae", "2025-01-01", "2025-11-30", heures=26),
    ),
    cas(
        "IAE que la règle compte",
        "+iae",
        "la règle le compte",
        contrat("iae", "2026-05-01", "2027-01-31", heures=26),
        regle={"iae_positive": True},
    ),
    cas(
        "cinq mois d'IAE ne s'ajoutent pas à deux mois de CDD",
        "emploi_court",
        "2 mois",
        contrat("iae", "2026-06-01", "2026-10-31", heures=26),
        contrat("cdd", "2026-11-01", "2026-12-31"),
    ),
    cas(
        "association intermédiaire à 58 ans, deux ans et demi à 15 heures",
        "+ai",
        "la règle demande 24 mois",
        contrat("ai", "2024-05-01", heures=15, est_compte=False),
        regle=AI,
        **NE_EN,
    ),
    cas(
        "la même personne sans l'exception dans la règle",
        "iae",
        "la règle ne le compte pas",
        contrat("ai", "2024-05-01", heures=15, est_compte=False),
        **NE_EN,
    ),
    cas(
        "association intermédiaire à 40 ans",
        "iae",
        "la règle ne le compte pas",
        contrat("ai", "2024-05-01", heures=15),
        regle=AI,
        naissance=date(1986, 5, 2),
    ),
    # In work on the day of the exit.
    cas(
        "CDI de sept mois fini il y a deux ans",
        None,
        "a pris fin le 31/10/2024",
        contrat("cdi", "2024-04-01", fin="2024-10-31"),
    ),
    cas(
        "CDD d'un an fini hier",
        "+cdd",
        "En emploi",
        contrat("cdd", "2025-11-24", "2026-11-23", fin="2026-11-23"),
    ),
    cas(
        "CDD à temps plein fini hier, CDI de 5 heures qui continue",
        "+cdd",
        "CDD : la règle",
        contrat("cdd", "2025-11-24", "2026-11-23", fin="2026-11-23"),
        contrat("cdi", "2026-01-05", heures=5),
    ),
    cas(
        "CDD à temps plein fini hier, CDI de 20 heures commencé ce jour",
        "+cdi",
        "CDI : la règle",
        contrat("cdd", "2025-11-24", "2026-11-23", fin="2026-11-23"),
        contrat("cdi", "2026-11-24", heures=20),
    ),
    cas(
        "CDD d'un an fini il y a vingt jours",
        None,
        "le jour de la sortie",
        contrat("cdd", "2025-11-05", "2026-11-04"),
    ),
    cas(
        "le même, où la règle admet trente jours",
        "+cdd",
        "En emploi",
        contrat("cdd", "2025-11-05", "2026-11-04"),
        regle={"fenetre_emploi_jours": 30},
    ),
    # The mode "maintien": presence, and its proof.
    cas(
        "maintien : CDI dans son cinquième mois",
        ATTENDRE,
        "Attendre le 01/01/2027",
        contrat("cdi", "2026-07-01"),
        regle=MAINTIEN,
    ),
    cas(
        "maintien : CDD de cinq mois dans son quatrième",
        "emploi_court",
        "au moins 6 mois",
        contrat("cdd", "2026-08-01", "2026-12-31"),
        regle=MAINTIEN,
    ),
    cas(
        "maintien : six mois prouvés",
        "+cdi",
        "En poste au suivi",
        contrat("cdi", "2026-05-24", **PRESENT),
        regle=MAINTIEN,
    ),
    cas(
        "maintien : six mois sans preuve",
        None,
        "À joindre à l'emploi",
        contrat("cdi", "2026-05-24", est_maintenu_a_m6=True),
        regle=MAINTIEN,
    ),
    # Seasons.
    cas(
        "huit mois de saisons sur douze",
        "+cdd",
        "8 mois sur 12",
        contrat("saisonnier", "2025-11-24", "2026-03-31"),
        contrat("saisonnier", "2026-06-01", "2026-10-10"),
        regle=SAISONS,
    ),
    cas(
        "sept mois de saisons sur douze",
        None,
        "a pris fin le 10/10/2026",
        contrat("saisonnier", "2025-12-20", "2026-03-31"),
        contrat("saisonnier", "2026-06-01", "2026-10-10"),
        regle=SAISONS,
    ),
    cas(
        "huit mois de CDD finis en octobre, la saison il y a trois ans",
        None,
        "a pris fin le 10/10/2026",
        contrat("saisonnier", "2023-06-01", "2023-09-30"),
        contrat("cdd", "2025-11-24", "2026-03-31"),
        contrat("cdd", "2026-06-01", "2026-10-10"),
        regle=SAISONS,
    ),
    # Trainings.
    cas(
        "formation réalisée, son titre joint",
        "+formation",
        "joint à cette étape",
        formation(certifiee=True),
    ),
    cas(
        "atelier réalisé, un vieux certificat au dossier",
        None,
        "n'est joint à aucune étape",
        formation(),
        a_titre_libre=True,
    ),
    cas(
        "formation abandonnée, son titre joint",
        None,
        "pas encore réalisée",
        formation("abandonnee", certifiee=True),
    ),
    cas(
        "formation réalisée et certifiée il y a un an jour pour jour",
        "+formation",
        "joint à cette étape",
        formation(certifiee=True, debut="2025-03-03", fin="2025-11-24"),
    ),
    cas(
        "formation réalisée et certifiée il y a un an et un jour",
        None,
        "plus d'un an avant la sortie",
        formation(certifiee=True, debut="2025-03-03", fin="2025-11-23"),
    ),
    cas(
        "vieux titre, et une formation récente certifiée",
        "+formation",
        "réalisée le 10/07/2026",
        formation(certifiee=True, debut="2023-01-09", fin="2023-06-30"),
        formation(certifiee=True),
    ),
    cas(
        "entrée en formation : celle d'il y a trois ans, abandonnée",
        None,
        "plus d'un an avant la sortie",
        formation("abandonnee", debut="2023-01-09", fin="2023-02-03"),
        regle={"formation": "entree"},
    ),
    cas(
        "entrée en formation, en cours",
        "+formation",
        "commencée le 05/10/2026",
        formation("", debut="2026-10-05", fin=None),
        regle={"formation": "entree"},
    ),
]
