"""The answer to a prescriber, on paper: the model of the PLIE around the words that were chosen."""

import pytest
from django.utils import timezone

from accompagnement.actions.texte_imprime import ecrire_texte
from accompagnement.documents.non_entree import lettre_de_reponse
from accompagnement.enums import MoyenReponse, Statut, TexteCode
from accompagnement.models import MotifNonEntree, NonEntree
from plie.comptes.enums import Role
from tests.pdf import texte_du_pdf
from tests.usines import AgentFactory, ParcoursFactory, StructureFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("prescripteur", "attendu"),
    [("Cap emploi", "Cap emploi À l'attention de Mme Roy"), ("", "Prescripteur non renseigné")],
)
def test_the_answer_is_the_one_recorded_addressed_to_who_prescribed(prescripteur, attendu):
    structure = StructureFactory(nom=prescripteur, contact="Mme Roy") if prescripteur else None
    texte = texte_du_pdf(lettre_de_reponse(repondre(structure))).replace("’", "'")
    assert attendu in texte and "pas pu la joindre" in texte and "Nadia Lenoir" in texte
    assert "vers le PLIE" in texte and "le …" in texte and "{" not in texte


def test_an_answer_printed_again_says_the_same_whatever_the_model_became():
    premiere = repondre()
    ecrire_texte(
        par=AgentFactory(role=Role.DIRECTION),
        code=TexteCode.COURRIER_ORIENTEUR,
        version=1,
        titre="Réponse",
        contenu="Nouveau modèle. {réponse}",
    )
    seconde = repondre()
    for non_entree, est_nouveau in ((premiere, False), (seconde, True)):
        texte = texte_du_pdf(lettre_de_reponse(non_entree))
        assert ("Nouveau modèle" in texte) is est_nouveau and "pas pu la joindre" in texte


def repondre(structure=None):
    return NonEntree.objects.create(
        parcours=ParcoursFactory(
            prescripteur=structure, date_prescription=None, statut=Statut.NON_ENTRE
        ),
        motif=MotifNonEntree.objects.get_or_create(code="autre", libelle="Autre")[0],
        date=timezone.localdate(),
        moyen=MoyenReponse.COURRIER,
        reponse="Nous n'avons pas pu la joindre.",
        prononcee_par=AgentFactory(prenom="Nadia", nom="Lenoir"),
    )
