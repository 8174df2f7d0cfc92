import pgtrigger
import pytest
from django.db import IntegrityError

from accompagnement.actions.regle_sortie import MOTIFS, charger_regles
from accompagnement.enums import Categorie, DeduitDe, ModeFormation, ModeInterim
from accompagnement.models import MotifSortie, RegleSortie
from plie.socle.erreurs import phrase_contrainte
from tests.usines import ParcoursFactory, RegleSortieFactory

pytestmark = pytest.mark.django_db


def test_a_motif_added_by_the_administration_is_withheld_until_told_otherwise():
    MotifSortie.objects.create(code="longue_maladie", libelle="Longue maladie", categorie="autre")
    assert MotifSortie.objects.codes_sensibles() == {"longue_maladie"}


def test_the_motifs_that_come_with_the_platform_say_what_rules_know_of_them():
    charger_regles()
    motifs = MotifSortie.objects.in_bulk()
    assert len(motifs) == len(MOTIFS)
    assert MotifSortie.objects.codes_sensibles() == {"sante", "maternite", "incarceration"}
    assert [code for code, motif in motifs.items() if motif.est_deces] == ["deces"]
    assert {motif.deduit_de for motif in motifs.values()} == {"", *DeduitDe}


def test_preparing_again_keeps_what_the_administration_said():
    charger_regles()
    MotifSortie.objects.filter(code="retraite").update(est_sensible=True, deduit_de="")
    charger_regles()
    assert MotifSortie.objects.get(code="retraite").est_sensible


def test_what_a_motif_says_of_a_death_no_longer_changes_once_it_served():
    """Not even once the exit is gone: an official month counted it."""
    charger_regles()
    deces = MotifSortie.objects.filter(code="deces")
    deces.update(est_deces=False)
    deces.update(est_deces=True)
    sortie = ParcoursFactory(sorti=True, motif="deces").sortie
    with pgtrigger.ignore("accompagnement.Sortie:sortie_figee"):
        sortie.delete()
    deces.update(libelle="Décès de la personne")
    with pytest.raises(IntegrityError) as refus:
        deces.update(est_deces=False)
    assert "ne change plus" in phrase_contrainte(refus.value)


def test_two_motifs_are_not_deduced_from_the_same_thing():
    charger_regles()
    with pytest.raises(IntegrityError, match="motif_deduit_une_fois"):
        MotifSortie.objects.filter(code="abandon").update(deduit_de=DeduitDe.CDI)


@pytest.mark.parametrize(
    ("reglage", "origine"),
    [
        ({"creation_positive": False}, DeduitDe.CREATION),
        ({"alternance_positive": False}, DeduitDe.APPRENTISSAGE),
        ({"interim": ModeInterim.NON}, DeduitDe.INTERIM),
        ({"formation": ModeFormation.NON}, DeduitDe.FORMATION),
        ({"iae_positive": False}, DeduitDe.IAE),
    ],
)
def test_a_switch_of_the_rule_follows_what_a_motif_is_deduced_from_whatever_its_code(
    reglage, origine
):
    motif = MotifSortie(code="autre_nom", categorie=Categorie.POSITIVE, deduit_de=origine)
    assert RegleSortieFactory.build().categorie_de(motif) == (
        Categorie.AUTRE if origine == DeduitDe.IAE else Categorie.POSITIVE
    )
    assert RegleSortie(**reglage).categorie_de(motif) == Categorie.AUTRE
