"""What changes after the entry: each on its day, what was before kept, what counts at entry never
touched."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.retrait import retirer
from accompagnement.actions.situation import (
    corriger_changement,
    corriger_situation_entree,
    noter_changement,
)
from accompagnement.enums import Moment
from accompagnement.lecture.parcours import Lecture
from accompagnement.models import Projet, Retrait, Situation
from plie.socle.erreurs import Conflit
from tests.usines import (
    CommuneFactory,
    CoordinationFactory,
    CritereFactory,
    ParcoursFactory,
    SituationFactory,
)

pytestmark = pytest.mark.django_db
MARS, JUIN = date(2025, 3, 12), date(2025, 6, 2)


@pytest.fixture
def par():
    return CoordinationFactory()


@pytest.fixture
def suivi():
    """Entered on 15 January 2025, of whom an address is known."""
    parcours = ParcoursFactory(actif=True, niveau="3", participant__adresse="1 rue Haute")
    parcours.participant.commune = CommuneFactory()
    parcours.participant.save()
    return parcours


def lire(parcours, jour, par):
    """{field: in words} of a day."""
    parcours = type(parcours).objects.get(pk=parcours.pk)
    return {fait.champ: fait.valeur for fait in Lecture.pour(parcours, par).situation_au(jour)}


def refus(champ, verbe, *args, **champs):
    """The sentence beside `champ`, or above the form."""
    with pytest.raises(ValidationError) as refus:
        verbe(*args, **champs)
    if champ is None:
        return refus.value.messages[0]
    return refus.value.message_dict[champ][0]


def test_what_was_before_stays_readable_on_its_day(suivi, par):
    noter_changement(suivi, par=par, date=MARS, statut_emploi="en_formation", a_permis=False)
    noter_changement(suivi, par=par, date=JUIN, a_permis=True, foyer="couple")
    avant, mars, juin = (lire(suivi, jour, par) for jour in (date(2025, 2, 1), MARS, JUIN))
    assert (avant["statut_emploi"], avant["a_permis"], avant["niveau_formation"]) == (
        "",
        "",
        "3 (CAP, BEP)",
    )
    assert (mars["statut_emploi"], mars["a_permis"]) == ("En formation", "Non")
    assert (juin["statut_emploi"], juin["a_permis"], juin["foyer"]) == (
        "En formation",
        "Oui",
        "En couple sans enfant",
    )


def test_a_removal_moves_the_person_and_keeps_where_they_lived(suivi, par):
    noter_changement(suivi, par=par, date=JUIN, adresse="9 rue Basse", commune=None)
    suivi.participant.refresh_from_db()
    assert (suivi.participant.adresse, suivi.participant.commune) == ("9 rue Basse", None)
    assert lire(suivi, JUIN, par)["adresse"] == "9 rue Basse, hors du territoire"
    assert lire(suivi, MARS, par)["adresse"].startswith("1 rue Haute, ")


def test_a_removal_learnt_late_moves_nobody_today(suivi, par):
    noter_changement(suivi, par=par, date=JUIN, adresse="9 rue Basse")
    noter_changement(suivi, par=par, date=MARS, adresse="5 rue du Milieu")
    suivi.participant.refresh_from_db()
    assert suivi.participant.adresse == "9 rue Basse"
    assert lire(suivi, MARS, par)["adresse"].startswith("5 rue du Milieu")
    assert lire(suivi, date(2025, 2, 1), par)["adresse"].startswith("1 rue Haute")
    juin = suivi.situations.get(date=JUIN)
    assert juin.adresse_avant == "5 rue du Milieu"


def test_a_removal_withdrawn_brings_the_person_back(suivi, par):
    changement = noter_changement(suivi, par=par, date=JUIN, adresse="9 rue Basse")
    retirer(changement, par=par, motif="Une autre personne")
    suivi.participant.refresh_from_db()
    assert suivi.participant.adresse == "1 rue Haute"
    assert not suivi.situations.filter(moment=Moment.A_DATE).exists()
    assert str(Retrait.objects.get()) == "Changement de situation du 02/06/2025"


def test_the_first_of_two_removals_withdrawn_hands_on_what_it_kept(suivi, par):
    premier = noter_changement(suivi, par=par, date=MARS, adresse="5 rue du Milieu")
    noter_changement(suivi, par=par, date=JUIN, adresse="9 rue Basse")
    retirer(premier, par=par, motif="Erreur")
    suivi.participant.refresh_from_db()
    assert suivi.participant.adresse == "9 rue Basse"
    assert lire(suivi, MARS, par)["adresse"].startswith("1 rue Haute")


def test_a_removal_corrected_is_said_once(suivi, par):
    changement = noter_changement(suivi, par=par, date=JUIN, adresse="9 rue Base")
    corriger_changement(changement, par=par, version=1, date=MARS, adresse="9 rue Basse")
    changement.refresh_from_db()
    suivi.participant.refresh_from_db()
    assert suivi.participant.adresse == "9 rue Basse"
    assert changement.adresse_avant == "1 rue Haute"
    with pytest.raises(Conflit):
        corriger_changement(changement, par=par, version=1, date=MARS, adresse="7 rue Basse")


def test_the_project_follows_until_a_later_change_says_otherwise(suivi, par):
    projet = Projet.objects.create(parcours=suivi, a_permis=False)
    noter_changement(suivi, par=par, date=JUIN, a_permis=True)
    noter_changement(suivi, par=par, date=MARS, a_permis=False, a_vehicule=True)
    projet.refresh_from_db()
    assert (projet.a_permis, projet.a_vehicule) == (True, True)


def test_a_change_withdrawn_gives_the_project_back(suivi, par):
    projet = Projet.objects.create(parcours=suivi, a_permis=True)
    mars = noter_changement(suivi, par=par, date=MARS, a_permis=False, a_vehicule=True)
    juin = noter_changement(suivi, par=par, date=JUIN, a_permis=True)
    corriger_changement(juin, par=par, version=1, date=JUIN, a_permis=None, a_vehicule=False)

    def dit():
        projet.refresh_from_db()
        return projet.a_permis, projet.a_vehicule

    assert dit() == (False, False)
    retirer(mars, par=par, motif="Une autre personne")
    assert dit() == (True, False)
    retirer(juin, par=par, motif="Une autre personne")
    assert dit() == (True, None)


def test_what_was_written_in_the_project_since_stays(suivi, par):
    changement = noter_changement(suivi, par=par, date=MARS, a_permis=True)
    projet = Projet.objects.create(parcours=suivi, a_permis=True, a_vehicule=False)
    retirer(changement, par=par, motif="Erreur")
    changement = noter_changement(suivi, par=par, date=MARS, a_vehicule=True)
    Projet.objects.update(a_vehicule=None)
    retirer(changement, par=par, motif="Erreur")
    projet.refresh_from_db()
    assert (projet.a_permis, projet.a_vehicule) == (True, None)


def test_what_the_person_and_the_project_say_today_comes_first(suivi, par):
    noter_changement(suivi, par=par, date=JUIN, adresse="9 rue Base", a_permis=True)
    Projet.objects.create(parcours=suivi, a_permis=False)
    type(suivi.participant).objects.filter(pk=suivi.participant_id).update(adresse="9 rue Basse")
    lus = lire(suivi, timezone.localdate(), par)
    assert (lus["adresse"].split(",")[0], lus["a_permis"]) == ("9 rue Basse", "Non")
    assert lire(suivi, JUIN, par)["a_permis"] == "Oui"


def test_criteria_are_gained_and_lost_on_their_day(suivi, par):
    CritereFactory(parcours=suivi, code="rsa")
    noter_changement(suivi, par=par, date=MARS, gagnes=["rqth"], perdus=["rsa"])
    noter_changement(suivi, par=par, date=JUIN, gagnes=["rsa"])
    lecture = Lecture.pour(suivi, par)
    codes = {
        jour: {critere.code for critere in lecture.criteres_au(jour)}
        for jour in (MARS - timedelta(days=1), MARS, JUIN)
    }
    assert list(codes.values()) == [{"rsa"}, {"rqth"}, {"rqth", "rsa"}]
    assert {critere.code for critere in lecture.criteres_a_l_entree} == {"rsa"}
    assert not Situation.objects.filter(moment=Moment.A_DATE).exists()


def test_bad_input_is_told_beside_its_cause(suivi, par):
    CritereFactory(parcours=suivi, code="rsa")
    noter_changement(suivi, par=par, date=MARS, foyer="seul")
    demain = timezone.localdate() + timedelta(days=1)

    def dit(champ, **champs):
        return refus(champ, noter_changement, suivi, **{"par": par, "date": JUIN} | champs)

    assert dit("date", date=demain, foyer="couple") == "Cette date est dans le futur."
    assert "précède la naissance" in dit("date", date=date(1900, 1, 1), foyer="couple")
    assert "L'entrée a eu lieu le 15/01/2025" in dit("date", date=date(2025, 1, 14), foyer="couple")
    assert dit(None) == "Indiquez ce qui a changé."
    assert "déjà noté à cette date" in dit(None, date=MARS, foyer="couple")
    assert "déjà noté à cette date" in dit("gagnes", gagnes=["rsa"])
    assert "n'est plus noté" in dit("perdus", perdus=["ass"])
    assert "il ne se perd qu'après" in dit("perdus", date=date(2025, 1, 15), perdus=["rsa"])
    assert suivi.criteres.get().perdu_le is None


def test_a_change_does_not_contradict_a_criterion_that_stays(suivi, par):
    CritereFactory(parcours=suivi, code="sans_permis")
    dit = refus("a_permis", noter_changement, suivi, par=par, date=JUIN, a_permis=True)
    assert "encore noté" in dit
    noter_changement(suivi, par=par, date=JUIN, a_permis=True, perdus=["sans_permis"])
    assert not suivi.criteres.tenus().exists()


@pytest.mark.parametrize("etat", [{}, {"sorti": True}])
def test_before_the_entry_and_after_the_exit_nothing_is_noted(par, etat):
    parcours = ParcoursFactory(**etat)
    assert refus(None, noter_changement, parcours, par=par, date=MARS, foyer="seul")


def test_the_situation_at_entry_is_corrected_in_what_it_says(suivi, par):
    corrigee = corriger_situation_entree(
        suivi, par=par, criteres=[], date=date(2025, 1, 10), niveau_formation="4"
    )
    corrigee.refresh_from_db()
    assert (corrigee.niveau_formation, corrigee.date) == ("4", date(2025, 1, 10))


def test_a_criterion_noted_late_becomes_one_at_entry(suivi, par):
    noter_changement(suivi, par=par, date=MARS, gagnes=["rqth"])
    corriger_situation_entree(suivi, par=par, criteres=["rqth"], date=date(2025, 1, 10))
    critere = suivi.criteres.get()
    assert (critere.a_l_entree, critere.constate_le) == (True, date(2025, 1, 10))


def test_the_situation_at_entry_is_no_change_to_correct_or_withdraw(suivi, par):
    entree = SituationFactory(parcours=ParcoursFactory(actif=True))
    assert refus(None, retirer, entree, par=par, motif="Erreur")
    assert refus(None, corriger_changement, entree, par=par, version=1, date=MARS, foyer="seul")
