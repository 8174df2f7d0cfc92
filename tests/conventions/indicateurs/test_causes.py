"""A difference is explained by what its figure reads and reads otherwise, and by nothing else."""

import re
from datetime import date, datetime, time, timedelta

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accompagnement.enums import (
    Critere,
    Moment,
    MoyenReponse,
    Presence,
    Sexe,
    Statut,
    StatutMiseEnRelation,
)
from accompagnement.models import (
    CritereEligibilite,
    Emploi,
    Entretien,
    Etape,
    MiseEnRelation,
    MotifNonEntree,
    NonEntree,
    Parcours,
    Participant,
    Situation,
    Sortie,
)
from conventions.actions.releve import figer
from conventions.indicateurs.declarations import INDICATEURS
from conventions.indicateurs.ecarts import EXPLIQUES, ecarts_expliques
from conventions.indicateurs.historiques import LECTURES, lit
from conventions.indicateurs.relation import requete
from conventions.indicateurs.ventilations import VENTILATIONS
from conventions.models import MoisArrete
from plie.referentiels.enums import Niveau
from tests.conventions.sommes import verifier_les_sommes
from tests.conventions.tirages import DEBUT, FIN, creer, personnes
from tests.usines import (
    PARIS,
    AgentFactory,
    CommuneFactory,
    CritereFactory,
    EmploiFactory,
    EtapeFactory,
    MiseEnRelationFactory,
    ParcoursFactory,
    SituationFactory,
)

pytestmark = pytest.mark.django_db
# They say which row it is, not what it counts for.
REPERES = {"rang", "debut", "fin", "nature", "parcours_id", "participant_id", "offre_id"}


def _causes(code):
    """What explains the one dossier of the difference of a total."""
    totaux, _ = ecarts_expliques(MoisArrete.objects.get())
    (dossier,) = next(e for e in totaux if e.indicateur.code == code).dossiers
    return [cause.quoi for cause in dossier.causes]


def _changer(objet, **champs):
    type(objet).objects.filter(pk=objet.pk).update(**champs)


def test_whatever_a_figure_reads_is_known_in_the_histories():
    with connection.cursor() as curseur:
        curseur.execute(*requete([(DEBUT, FIN)], None, "SELECT * FROM faits LIMIT 0"))
        colonnes = {colonne.name for colonne in curseur.description}
    textes = [t for i in EXPLIQUES for t in (i.numerateur, i.denominateur, i.mesure) if t]
    textes += [ventilation.expression for ventilation in VENTILATIONS]
    sans_les_mots = re.sub(r"'\w*'", "", " ".join(textes))
    assert set(re.findall(r"\w+", sans_les_mots)) & colonnes - REPERES <= LECTURES.keys()


def test_a_figure_depends_on_the_rule_when_it_reads_what_an_exit_is():
    assert {i.code for i in INDICATEURS if lit(i, Sortie)} == {
        "sorties_positives",
        "sorties_neutres",
        "sorties_autres",
        "taux_sorties_positives",
    }


def test_each_figure_has_its_own_causes_in_a_dossier_where_much_was_changed():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 2, 3), participant__sexe=Sexe.FEMME)
    figer(DEBUT)
    _changer(suivi.participant, sexe=Sexe.HOMME)
    CritereFactory(parcours=suivi, code=Critere.RSA)
    CritereFactory(parcours=suivi, code=Critere.DELD)
    EtapeFactory(parcours=suivi, date_debut=date(2025, 2, 5))
    assert _causes("part_femmes") == ["identité : sexe"]
    assert _causes("part_rsa") == _causes("part_deld") == ["critère à l'entrée : ajout"]
    assert _causes("sans_etape") == ["étape : ajout"]


def test_an_exit_is_explained_by_its_category_once_it_is_validated():
    ParcoursFactory(sorti=True, date_entree=date(2024, 1, 8), date_sortie=DEBUT, motif="cdi")
    figer(DEBUT)
    with pgtrigger.ignore("accompagnement.Sortie:sortie_figee"):
        _changer(Sortie.objects.get(), categorie="autre")
    assert _causes("sorties_positives") == ["sortie : catégorie"]


def test_a_row_that_passed_to_another_dossier_is_one_of_a_merge():
    garde, double = (ParcoursFactory(actif=True, date_entree=date(2025, 2, 3)) for _ in range(2))
    _, etape = (
        EtapeFactory(parcours=suivi, date_debut=date(2025, 2, 5)) for suivi in (garde, double)
    )
    figer(DEBUT)
    _changer(etape, parcours=garde)
    assert _causes("sans_etape") == ["étape : dossier fusionné"]


def test_what_counts_otherwise_by_no_value_that_is_said_was_modified():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 2, 3))
    SituationFactory(
        parcours=suivi,
        moment=Moment.A_DATE,
        date=date(2025, 6, 2),
        commune_avant=CommuneFactory(code_insee="01004"),
    )
    figer(DEBUT)
    _changer(suivi.situations.get(), adresse="2 rue Neuve")
    _, ventiles = ecarts_expliques(MoisArrete.objects.get())
    dites = {cause.quoi for ecart in ventiles for d in ecart.dossiers for cause in d.causes}
    assert dites == {"situation : modification"}


def test_what_came_back_to_what_it_was_explains_nothing():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 2, 3), participant__sexe=Sexe.FEMME)
    figer(DEBUT)
    for jour in (date(2025, 4, 7), date(2025, 2, 3)):
        _changer(suivi, date_entree=jour)
    _changer(suivi.participant, sexe=Sexe.HOMME)
    assert _causes("part_femmes") == ["identité : sexe"]


def test_an_entry_is_not_explained_by_that_of_an_earlier_stay():
    avant = ParcoursFactory(sorti=True, date_entree=date(2024, 1, 8), date_sortie=date(2024, 6, 3))
    suivi = ParcoursFactory(
        actif=True, date_entree=date(2025, 3, 10), participant=avant.participant
    )
    figer(DEBUT)
    _changer(avant, date_entree=date(2024, 1, 15))
    _changer(suivi, date_entree=date(2025, 4, 7))
    assert _causes("entrees") == ["parcours : date d'entrée 10/03/2025 → 07/04/2025"]


def test_who_left_before_the_month_is_counted_again_for_what_came_later():
    """A job held, a hire and a prescription closed without an entry."""
    parti = ParcoursFactory(sorti=True, date_entree=date(2024, 5, 6), date_sortie=date(2025, 1, 6))
    emploi = EmploiFactory(parcours=parti, date_debut=date(2024, 9, 10))
    embauche = MiseEnRelationFactory(
        parcours=ParcoursFactory(
            sorti=True, date_entree=date(2024, 5, 6), date_sortie=date(2025, 2, 3)
        ),
        proposee_le=date(2025, 1, 20),
        statut=StatutMiseEnRelation.EMBAUCHEE,
        conclue_le=date(2025, 3, 3),
    )
    close = NonEntree.objects.create(
        parcours=ParcoursFactory(statut=Statut.NON_ENTRE, date_prescription=date(2025, 1, 6)),
        motif=MotifNonEntree.objects.create(code="refus", libelle="Refus"),
        date=date(2025, 3, 4),
        moyen=MoyenReponse.AUCUN,
        prononcee_par=AgentFactory(),
    )
    figer(DEBUT)
    _changer(emploi, date_debut=date(2024, 10, 20))
    _changer(embauche, conclue_le=date(2025, 4, 3))
    _changer(close, date=date(2025, 4, 4))
    ecarts = verifier_les_sommes(MoisArrete.objects.get())
    codes = {ecart.indicateur.code for ecart in ecarts if ecart.ventilation is None}
    assert codes == {
        "maintien_emploi_6_mois",
        "embauches",
        "taux_transformation",
        "non_entrees",
        "taux_non_entree",
    }


JOURS = st.integers(-60, 60).map(lambda n: DEBUT + timedelta(days=n))
INSTANTS = JOURS.map(lambda jour: datetime.combine(jour, time(9), PARIS))
NAISSANCES = st.dates(date(1960, 1, 1), date(2003, 1, 1))
# What may be changed of a dossier, and to what.
CHANGEMENTS = (
    (Parcours, "date_entree", JOURS),
    (Parcours, "date_sortie", JOURS),
    (Parcours, "participant_id", st.just(None)),
    (Participant, "sexe", st.sampled_from(Sexe.values)),
    (Participant, "date_naissance", NAISSANCES),
    (Participant, "commune", st.just(None)),
    (Situation, "niveau_formation", st.sampled_from(["", *Niveau.values])),
    (CritereEligibilite, "a_l_entree", st.booleans()),
    (Etape, "date_debut", JOURS),
    (Entretien, "debut", INSTANTS),
    (Entretien, "presence", st.sampled_from(Presence.values)),
    (Emploi, "date_debut", st.integers(-220, -140).map(lambda n: FIN + timedelta(days=n))),
    (Emploi, "date_fin", st.none() | JOURS),
    (MiseEnRelation, "proposee_le", JOURS),
)


@st.composite
def changements(draw):
    modele, champ, valeurs = draw(st.sampled_from(CHANGEMENTS))
    return modele, champ, draw(valeurs), draw(st.integers(0, 20))


def _appliquer(modele, champ, valeur, rang):
    """On one row, if there is any and the database lets it be."""
    cles = list(modele.objects.order_by("pk").values_list("pk", flat=True))
    if not cles:
        return
    if champ == "participant_id":
        autres = list(Participant.objects.order_by("pk").values_list("pk", flat=True))
        valeur = autres[rang // 2 % len(autres)]
    try:
        with transaction.atomic():
            modele.objects.filter(pk=cles[rang % len(cles)]).update(**{champ: valeur})
    except DatabaseError:
        return


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
    # To make a life that fails shorter takes minutes.
    phases=[Phase.generate],
)
@given(personnes(), st.lists(changements(), min_size=4, max_size=12))
def test_whatever_changes_each_difference_is_the_sum_of_its_dossiers(tirage, changes):
    with transaction.atomic():
        creer(tirage)
        figer(DEBUT)
        for change in changes:
            _appliquer(*change)
        verifier_les_sommes(MoisArrete.objects.get())
        transaction.set_rollback(True)
