"""The answer to a prescriber, on paper: the model of the PLIE around the words that were chosen."""

import pytest
from django.utils import timezone

from accompagnement.documents.non_entree import lettre_de_reponse
from accompagnement.enums import MoyenReponse, Statut
from accompagnement.models import MotifNonEntree, NonEntree
from tests.pdf import texte_du_pdf
from tests.usines import AgentFactory, ParcoursFactory, StructureFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("prescripteur", "attendu"),
    [("Cap emploi", "Cap emploi À l'attention de Mme Roy"), ("", "Prescripteur non renseigné")],
)
def test_the_answer_is_the_one_recorded_addressed_to_who_prescribed(prescripteur, attendu):
    structure = StructureFactory(nom=prescripteur, contact="Mme Roy") if prescripteur else None
    non_entree = NonEntree.objects.create(
        parcours=ParcoursFactory(
            prescripteur=structure, date_prescription=None, statut=Statut.NON_ENTRE
        ),
        motif=MotifNonEntree.objects.create(code="autre", libelle="Autre"),
        date=timezone.localdate(),
        moyen=MoyenReponse.COURRIER,
        reponse="Nous n'avons pas pu la joindre.",
        prononcee_par=AgentFactory(prenom="Nadia", nom="Lenoir"),
    )
    texte = texte_du_pdf(lettre_de_reponse(non_entree)).replace("’", "'")
    assert attendu in texte and "pas pu la joindre" in texte and "Nadia Lenoir" in texte
    assert "vers le PLIE" in texte and "le …" in texte and "{" not in texte
