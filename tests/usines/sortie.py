import factory
from factory.django import DjangoModelFactory

from accompagnement.actions.regle_sortie import MOTIFS, PREMIERE_REGLE, motif_livre
from accompagnement.models import MotifSortie, RegleSortie, Sortie


class RegleSortieFactory(DjangoModelFactory):
    class Meta:
        model = RegleSortie
        django_get_or_create = ("version",)

    version = 1
    libelle = PREMIERE_REGLE["libelle"]
    valide_du = PREMIERE_REGLE["valide_du"]


class MotifSortieFactory(DjangoModelFactory):
    class Meta:
        model = MotifSortie
        django_get_or_create = ("code",)

    code = "cdi"
    libelle = factory.LazyAttribute(lambda motif: _motif_par_defaut(motif.code)[0])
    categorie = factory.LazyAttribute(lambda motif: _motif_par_defaut(motif.code)[1])
    est_sensible = factory.LazyAttribute(lambda motif: _faits_du_motif(motif, "est_sensible"))
    est_deces = factory.LazyAttribute(lambda motif: _faits_du_motif(motif, "est_deces"))
    deduit_de = factory.LazyAttribute(lambda motif: _faits_du_motif(motif, "deduit_de"))


def _faits_du_motif(motif, champ):
    return motif_livre(motif.code, motif.categorie)[champ]


def _motif_par_defaut(code):
    return {connu: (libelle, categorie) for connu, libelle, categorie in MOTIFS}[code]


class SortieFactory(DjangoModelFactory):
    """The validated exit of a parcours that has its date."""

    class Meta:
        model = Sortie

    parcours = factory.SubFactory("tests.usines.parcours.ParcoursFactory")
    motif = factory.SubFactory(MotifSortieFactory)
    date_effet = factory.SelfAttribute("parcours.date_sortie")
    proposee_le = factory.SelfAttribute("parcours.date_sortie")
    regle = factory.SubFactory(RegleSortieFactory)
    categorie = factory.LazyAttribute(lambda sortie: sortie.regle.categorie_de(sortie.motif))
    validee_le = factory.SelfAttribute("parcours.date_sortie")
