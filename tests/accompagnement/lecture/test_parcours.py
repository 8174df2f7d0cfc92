"""What the reader of a parcours hands out, to whom: the pages, papers and screens only show it."""

from datetime import date

import pytest

from accompagnement.enums import Jalon, MoyenReponse, Statut, TypePiece
from accompagnement.lecture.parcours import Lecture
from accompagnement.lecture.reserve import LigneSansReserves
from accompagnement.models import MotifNonEntree, NonEntree, Passage, Projet, Suspension
from accompagnement.permissions import Acte
from plie.comptes.enums import Role
from plie.referentiels.models import SituationFrein, TypeFrein, TypeObjectif
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    EmploiFactory,
    EntretienFactory,
    MiseEnRelationFactory,
    MotifSortieFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
    PieceFactory,
    SortieFactory,
    SuiviEmploiFactory,
)

pytestmark = pytest.mark.django_db
JOUR = date(2025, 3, 1)


@pytest.fixture
def referent():
    return AgentFactory()


@pytest.fixture
def parcours(referent, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    parcours = ParcoursFactory(actif=True, referent=referent, criteres=["rsa", "rqth"])
    EntretienFactory(parcours=parcours, agent=referent, notes_confidentielles="secret")
    MiseEnRelationFactory(parcours=parcours, commentaire="secret")
    emploi = EmploiFactory(parcours=parcours)
    SuiviEmploiFactory(emploi=emploi, jalon=Jalon.M3, commentaire="secret")
    Suspension.objects.create(
        parcours=parcours,
        motif=MotifSuspensionFactory(code="sante"),
        date_debut=JOUR,
        decidee_par=referent,
    )
    Passage.objects.create(parcours=parcours, commission=CommissionFactory(), motif="secret")
    Projet.objects.create(parcours=parcours, souhaite_adapte=True)
    for type_ in (TypePiece.RSA, TypePiece.RQTH):
        PieceFactory(participant=parcours.participant, parcours=parcours, type=type_)
    _diagnostiquer(parcours)
    return parcours


def _diagnostiquer(parcours):
    sante = TypeFrein.objects.create(slug="sante", libelle="Santé", est_sensible=True)
    mobilite = TypeFrein.objects.create(slug="mobilite", libelle="Mobilité", est_sensible=False)
    parcours.freins.create(type=sante, constate_le=JOUR, commentaire="secret")
    frein = parcours.freins.create(type=mobilite, constate_le=JOUR, commentaire="secret")
    for sensible in (True, False):
        details = {"type": mobilite, "slug": f"detail-{sensible}", "est_sensible": sensible}
        frein.situations.add(SituationFrein.objects.create(**details, libelle="Situation"))
        objectif = TypeObjectif.objects.create(**details, libelle="Objectif")
        frein.objectifs.create(type=objectif, modifie_le=JOUR)


def _dit(lecture):
    """Everything sensitive that this reader hands out, by what it is."""
    freins = lecture.freins
    return {
        "critères": [c.code for c in lecture.criteres],
        "critères à prouver": [c.code for c in lecture.criteres_a_prouver()],
        "freins": [f.type_id for f in freins],
        "freins à choisir": [f.type_id for f in lecture.freins_a_choisir()],
        "types de frein": [type_.pk for type_, *_ in lecture.types_frein()],
        "situations": [s.pk for f in freins for s in f.situations_visibles],
        "objectifs": [o.type_id for f in freins for o in f.objectifs_visibles],
        "pièces": sorted(lecture.pieces.values_list("type", flat=True)),
        "pièce de santé à choisir": TypePiece.RQTH in dict(lecture.types_piece()),
        "suspension": [(s.motif_id, s.motif_dit) for s in lecture.suspensions],
        "poste adapté": lecture.projet.souhaite_adapte,
        "textes": {
            *(entretien.notes_confidentielles for entretien in lecture.entretiens),
            *(frein.commentaire for frein in freins),
            *(mise.commentaire for mise in lecture.mises_en_relation),
            *(passage.motif for passage in lecture.passages),
            *(suivi.commentaire for suivi in lecture.suivis_emploi),
            *(s.commentaire for e in lecture.emplois_suivis for s in e.suivis.all()),
        },
    }


RESERVE = {
    "critères": ["rsa"],
    "critères à prouver": ["rsa"],
    "freins": ["mobilite"],
    "freins à choisir": ["mobilite"],
    "types de frein": ["mobilite"],
    "situations": ["detail-False"],
    "objectifs": ["detail-False"],
    "pièces": ["rsa"],
    "pièce de santé à choisir": False,
    "suspension": [("", "motif réservé")],
    "poste adapté": False,
    "textes": {""},
}


def test_nothing_sensitive_is_handed_out_to_anybody_nor_to_a_colleague(parcours):
    collegue = AgentFactory(structure=parcours.structure)
    assert _dit(Lecture.publique(parcours)) == RESERVE
    assert _dit(Lecture.pour(parcours, collegue)) == RESERVE
    assert _dit(Lecture.pour(parcours, collegue, ["affectations", "criteres"])) == RESERVE


def test_who_follows_the_person_is_told_all_of_it(parcours, referent):
    dit = _dit(Lecture.pour(parcours, referent))
    assert [nom for nom, valeur in dit.items() if valeur == RESERVE[nom]] == []
    assert dit["textes"] == {"secret"}


@pytest.mark.parametrize(
    ("role", "attendu"),
    [
        (Role.COORDINATION, ("Incarcération", "secret")),
        (Role.DIRECTION, ("motif réservé", "")),
    ],
)
def test_a_sensitive_exit_is_said_to_be_reserved(role, attendu):
    parcours = ParcoursFactory(statut=Statut.SORTIE_PROPOSEE, date_entree=JOUR)
    motif = MotifSortieFactory(code="incarceration", libelle="Incarcération")
    SortieFactory(
        parcours=parcours,
        motif=motif,
        commentaire="secret",
        date_effet=JOUR,
        proposee_le=JOUR,
        regle=None,
        categorie="",
    )
    sortie = Lecture.pour(parcours, AgentFactory(role=role)).sortie
    assert (str(sortie.motif), sortie.commentaire) == attendu


@pytest.mark.parametrize(
    ("role", "attendu"),
    [(Role.COORDINATION, "Incarcération"), (Role.DIRECTION, "motif réservé")],
)
def test_why_nobody_entered_is_said_to_be_reserved(role, attendu):
    motif = MotifNonEntree.objects.create(
        code="incarceration", libelle="Incarcération", est_sensible=True
    )
    parcours = ParcoursFactory(statut=Statut.NON_ENTRE)
    NonEntree.objects.create(
        parcours=parcours,
        motif=motif,
        date=JOUR,
        moyen=MoyenReponse.AUCUN,
        prononcee_par=AgentFactory(),
    )
    lue = Lecture.pour(parcours, AgentFactory(role=role)).non_entree
    assert str(lue.motif) == attendu


def test_whoever_writes_to_the_dossier_dates_the_entry_until_it_is_made(referent):
    """Afterwards it is a correction, for coordination."""
    attend = ParcoursFactory(statut=Statut.EN_DIAGNOSTIC, referent=referent)
    entre = ParcoursFactory(actif=True, referent=referent)
    clos = ParcoursFactory(sorti=True, referent=referent)
    peuvent = [
        [Lecture.pour(parcours, agent).peut_corriger_entree for parcours in (attend, entre, clos)]
        for agent in (referent, AgentFactory(role=Role.COORDINATION), AgentFactory())
    ]
    assert peuvent == [[True, False, False], [True, True, False], [False, False, False]]


def test_a_person_without_any_parcours_has_nothing_to_say(parcours, referent):
    lecture = Lecture.pour(None, referent, ["affectations"], parcours.participant)
    assert (lecture.criteres, lecture.freins, lecture.entretiens) == ([], [], [])
    assert (lecture.projet, lecture.sortie, lecture.referent) == (None, None, None)


@pytest.mark.parametrize("role", Role)
def test_whoever_writes_to_a_dossier_reads_all_of_it(role, referent):
    """A form that hid what it saves would erase it."""
    agent = AgentFactory(role=role)
    for suivi_par in (agent, referent, None):
        if Acte.ECRIRE_DOSSIER.permet(agent, suivi_par):
            assert Acte.VOIR_SENSIBLE.permet(agent, suivi_par)


@pytest.mark.parametrize(
    "lues",
    [
        lambda lecture: lecture.entretiens,
        lambda lecture: lecture.passages,
        lambda lecture: lecture.suspensions,
        lambda lecture: lecture.mises_en_relation,
        lambda lecture: lecture.suivis_emploi,
        lambda lecture: lecture.freins,
        lambda lecture: [lecture.projet],
    ],
)
@pytest.mark.parametrize("role", [Role.COORDINATION, Role.DIRECTION])
def test_a_row_read_refuses_to_be_saved_lest_what_it_lacks_be_lost(parcours, lues, role):
    lignes = lues(Lecture.pour(parcours, AgentFactory(role=role)))
    assert lignes
    for ligne in lignes:
        with pytest.raises(LigneSansReserves):
            ligne.save()


@pytest.mark.parametrize(("role", "attendu"), [(None, False), (Role.DIRECTION, True)])
def test_whether_something_is_withheld_is_said(parcours, referent, role, attendu):
    agent = AgentFactory(role=role) if role else referent
    assert Lecture.pour(parcours, agent).tait_quelque_chose is attendu
