"""What PostgreSQL itself refuses of conventions, cohorts, reports and official months, whoever
writes it: every constraint and trigger is broken here."""

from datetime import date

import pgtrigger
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accompagnement.models import AppartenanceCohorte, Cohorte
from conventions.enums import FormatFichier, ModeleRapport, StatutRapport
from conventions.models import (
    Avenant,
    BrouillonCommentaire,
    Cible,
    CommentaireRapport,
    CompteurManuel,
    Convention,
    CopieRemise,
    FichierRapport,
    MoisArrete,
    Objectif,
    Rapport,
    Releve,
    Serie,
    ValeurSerie,
)
from plie.socle.erreurs import phrase_contrainte
from tests.conventions.publies import publie_avec
from tests.usines import (
    AgentFactory,
    AppartenanceFactory,
    CohorteFactory,
    ConventionFactory,
    ObjectifFactory,
    ParcoursFactory,
    ValeurFactory,
)

pytestmark = pytest.mark.django_db
MARS = date(2025, 3, 1)
TOT, TARD = date(1970, 1, 1), date(2150, 1, 1)


def _avenant(**champs):
    bornes = {"date_debut": MARS, "date_fin": date(2025, 12, 31)}
    convention = champs.pop("convention", None) or ConventionFactory()
    dits = {"convention": convention, "numero": 1, "objet": "Six mois"} | bornes | champs
    return Avenant.objects.create(**dits)


def _deux_avenants():
    _avenant(convention=_avenant().convention)


def _deux_objectifs():
    ObjectifFactory(convention=ObjectifFactory(code="entrees").convention, code="entrees")


def _cible(**champs):
    objectif = ObjectifFactory()
    return Cible.objects.create(**{"objectif": objectif, "valeur": 5, "date_debut": MARS} | champs)


def _deux_cibles():
    Cible.objects.create(objectif=_cible().objectif, valeur=6, date_debut=date(2025, 6, 1))


def _compteur(**champs):
    return ValeurFactory(objectif=ObjectifFactory(manuel=True), **champs)


def _deux_valeurs():
    ValeurFactory(objectif=_compteur().objectif)


def _rapport(**champs):
    return Rapport.objects.create(**{"mois": MARS} | champs)


def _publie(**champs):
    return publie_avec({}, MARS, **champs)


def _par_la_meme():
    agent, maintenant = AgentFactory(), timezone.now()
    Rapport.objects.filter(pk=_rapport(statut=StatutRapport.A_RELIRE, **_prepare()).pk).update(
        statut=StatutRapport.PUBLIE,
        donnees={},
        prepare_par=agent,
        publie_par=agent,
        publie_le=maintenant,
    )


def _prepare():
    return {"prepare_par": AgentFactory(), "prepare_le": timezone.now()}


def _fichier(rapport):
    champs = {"fichier": "x", "sha256": "0" * 64, "taille": 1}
    return FichierRapport.objects.create(rapport=rapport, format=FormatFichier.CSV, **champs)


def _deux_fichiers():
    _fichier(_fichier(_rapport()).rapport)


def _commentaire(rapport, texte="Vu"):
    champs = {"rapport": rapport, "chapitre": "courbe", "ecrit_par": AgentFactory()}
    return CommentaireRapport.objects.create(texte=texte, **champs)


def _deux_commentaires():
    _commentaire(_commentaire(_rapport()).rapport)


def _deux_brouillons():
    agent, rapport = AgentFactory(), _rapport()
    for _ in range(2):
        BrouillonCommentaire.objects.create(agent=agent, rapport=rapport, contenu={})


def _copie(pour="Une élue"):
    champs = {"format": FormatFichier.PDF, "pour": pour, "remise_par": AgentFactory()}
    return CopieRemise.objects.create(rapport=_publie(), **champs)


def _releve(**champs):
    dits = {"indicateur": "entrees", "debut": MARS, "fin": date(2025, 3, 31), "numerateur": 1}
    return Releve.objects.create(**dits | {"calcule_le": timezone.now()} | champs)


def _deux_releves():
    for _ in range(2):
        _releve()


def _fige():
    return _releve(fige_le=timezone.now())


def _serie(**champs):
    return Serie.objects.create(**{"libelle": "A", "unite": "personnes"} | champs)


def _valeur(serie=None, **champs):
    dits = {"date": MARS, "valeur": 1, "source": "INSEE", "saisie_par": AgentFactory()}
    return ValeurSerie.objects.create(serie=serie or _serie(), **dits | champs)


def _deux_valeurs_de_serie():
    _valeur(_valeur().serie)


def _deux_fois_dans_la_cohorte():
    lue = AppartenanceFactory()
    AppartenanceFactory(cohorte=lue.cohorte, parcours=lue.parcours)


def _sans_place():
    cohorte = CohorteFactory(capacite=1)
    for _ in range(2):
        AppartenanceFactory(cohorte=cohorte)


def _modifier(objet, **champs):
    return type(objet).objects.filter(pk=objet.pk).update(**champs)


def _vider(objet):
    with connection.cursor() as curseur:
        # What waits for the end of the transaction would refuse it before the trigger.
        curseur.execute("SET CONSTRAINTS ALL IMMEDIATE")
        curseur.execute(f"TRUNCATE {objet._meta.db_table} CASCADE")


CONTRAINTES = {
    "convention_fin_apres_debut": lambda: ConventionFactory(date_fin=date(2024, 1, 1)),
    "convention_annees_plausibles": lambda: ConventionFactory(date_debut=TOT),
    "convention_a_un_partenaire": lambda: ConventionFactory(partenaires=[]),
    "avenant_numero_unique": _deux_avenants,
    "avenant_numero_positif": lambda: _avenant(numero=0),
    "avenant_fin_apres_debut": lambda: _avenant(date_fin=date(2025, 2, 1)),
    "avenant_annees_plausibles": lambda: _avenant(date_fin=TARD),
    "objectif_code_unique": _deux_objectifs,
    "objectif_indicateur_ou_compteur": lambda: ObjectifFactory(compteur="actions"),
    "objectif_portee_d_un_indicateur": lambda: ObjectifFactory(manuel=True, communes=["59172"]),
    "objectif_valeurs_connues": lambda: ObjectifFactory(sens="en_travers"),
    "objectif_criteres_connus": lambda: ObjectifFactory(criteres=["riche"]),
    "cible_une_seule_a_la_fois": _deux_cibles,
    "cible_positive": lambda: _cible(valeur=0),
    "cible_fin_apres_debut": lambda: _cible(date_fin=date(2025, 2, 1)),
    "cible_annee_plausible": lambda: _cible(date_debut=TOT),
    "compteur_une_valeur_par_jour_et_source": _deux_valeurs,
    "compteur_valeur_positive": lambda: _compteur(valeur=0),
    "compteur_annee_plausible": lambda: _compteur(date=TOT),
    "rapport_une_version": lambda: [_publie(), _publie()],
    "rapport_un_seul_non_publie": lambda: [_rapport(), _rapport(version=2)],
    "rapport_finit_avec_sa_periode": lambda: _rapport(
        modele=ModeleRapport.TRIMESTRIEL, mois=date(2025, 2, 1)
    ),
    "rapport_relu_apres_preparation": lambda: _rapport(statut=StatutRapport.A_RELIRE),
    "rapport_approuve_par_un_autre": _par_la_meme,
    "rapport_premier_du_mois": lambda: _rapport(mois=date(2025, 3, 2)),
    "rapport_progression_bornee": lambda: _rapport(progression=101),
    "rapport_publie_par_quelqu_un": lambda: _rapport(publie_par=AgentFactory()),
    "fichier_unique_par_format": _deux_fichiers,
    "commentaire_unique_par_chapitre": _deux_commentaires,
    "commentaire_ecrit": lambda: _commentaire(_rapport(), texte=""),
    "brouillon_unique_par_rapport": _deux_brouillons,
    "copie_pour_quelqu_un": lambda: _copie(pour=""),
    "arrete_premier_du_mois": lambda: MoisArrete.objects.create(mois=date(2025, 3, 2)),
    "releve_unique": _deux_releves,
    "releve_fin_apres_debut": lambda: _releve(fin=date(2025, 2, 1)),
    "serie_nommee_avec_son_unite": lambda: _serie(unite=""),
    "valeur_unique_par_jour": _deux_valeurs_de_serie,
    "valeur_a_sa_source": lambda: _valeur(source=""),
    "valeur_date_plausible": lambda: _valeur(date=date(1, 1, 1)),
    "cohorte_capacite_positive": lambda: CohorteFactory(capacite=0),
    "cohorte_seuil_plausible": lambda: CohorteFactory(jours_sans_entretien=0),
    "appartenance_une_fois_a_la_fois": _deux_fois_dans_la_cohorte,
    "appartenance_fin_apres_debut": lambda: AppartenanceFactory(date_fin=date(2025, 1, 1)),
    "appartenance_date_plausible": lambda: AppartenanceFactory(date_debut=TARD),
    "appartenance_criteres_connus": lambda: AppartenanceFactory(criteres=["riche"]),
}
# {trigger: the writes that it refuses}, and what it says.
DECLENCHEURS = {
    "pendant_le_parcours": [
        _sans_place,
        lambda: AppartenanceFactory(date_debut=date(2004, 5, 1)),
        lambda: AppartenanceFactory(parcours=ParcoursFactory(sorti=True), date_debut=TARD),
    ],
    "rapport_publie": [
        lambda: _modifier(_publie(), donnees={"mois": "2025-02-01"}),
        lambda: _publie().delete(),
    ],
    "rapport_ineffacable": [lambda: _vider(_publie())],
    "rapport_sans_relecture": [
        lambda: _publie(sans_relecture=True),
        lambda: _modifier(_rapport(), sans_relecture=True),
    ],
    "transitions": [lambda: _modifier(_rapport(), statut=StatutRapport.A_RELIRE, **_prepare())],
    "fichier_publie": [lambda: _fichier(_publie())],
    "fichier_ineffacable": [lambda: [_publie(), _vider(_fichier(_rapport(mois=TOT)))]],
    "commentaire_publie": [lambda: _commentaire(_publie())],
    "copie_figee": [lambda: _modifier(_copie(), pour="Un autre"), lambda: _copie().delete()],
    "copie_ineffacable": [lambda: _vider(_copie())],
    "arrete_definitif": [
        lambda: _modifier(MoisArrete.objects.create(mois=MARS), bornes={"x": 1}),
        lambda: MoisArrete.objects.create(mois=MARS).delete(),
    ],
    "arrete_ineffacable": [lambda: _vider(MoisArrete.objects.create(mois=MARS))],
    "releve_fige": [lambda: _modifier(_fige(), valeur=99), lambda: _fige().delete()],
    "releve_ineffacable": [lambda: _vider(_fige())],
    "releve_de_sa_periode": [
        lambda: [_fige(), _modifier(_releve(indicateur="sorties", debut=TOT), debut=MARS)],
        lambda: _modifier(_releve(), fin=date(2025, 4, 30)),
    ],
    "periode_close": [lambda: [_fige(), _releve(indicateur="sorties")]],
}
MODELES = [
    *(m for m in apps.get_app_config("conventions").get_models() if "Event" not in m.__name__),
    Cohorte,
    AppartenanceCohorte,
]


def _refus(ecriture):
    with pytest.raises(DatabaseError) as refus, transaction.atomic():
        ecriture()
    return refus.value


@pytest.mark.parametrize("nom", CONTRAINTES)
def test_what_a_constraint_forbids_is_refused_in_french(nom):
    refus = _refus(CONTRAINTES[nom])
    assert refus.__cause__.diag.constraint_name == nom
    (contrainte,) = [c for m in MODELES for c in m._meta.constraints if c.name == nom]
    assert phrase_contrainte(refus) == str(contrainte.violation_error_message)


@pytest.mark.parametrize(
    ("nom", "rang"),
    [(nom, rang) for nom, essais in DECLENCHEURS.items() for rang in range(len(essais))],
)
def test_what_a_trigger_forbids_is_refused_by_it(nom, rang):
    diagnostic = _refus(DECLENCHEURS[nom][rang]).__cause__.diag
    assert f"pgtrigger_{nom}_" in diagnostic.context


def test_every_constraint_and_every_trigger_is_broken_here():
    contraintes = {c.name for modele in MODELES for c in modele._meta.constraints}
    declencheurs = {
        declencheur.name
        for modele, declencheur in pgtrigger.registered()
        if modele in MODELES
        and declencheur.name not in ("insert_insert", "update_update", "delete_delete")
    }
    assert contraintes == set(CONTRAINTES)
    assert declencheurs == set(DECLENCHEURS)


def test_what_is_unique_by_its_field_is_too():
    for creer in (
        lambda: ConventionFactory(code="une"),
        lambda: _serie(),
        lambda: MoisArrete.objects.create(mois=MARS),
        lambda: CohorteFactory(code="une"),
    ):
        creer()
        assert _refus(creer).__cause__.sqlstate == "23505"
    assert {Convention, Objectif, CompteurManuel} <= set(MODELES)
