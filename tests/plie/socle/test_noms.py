import pytest

from plie.socle.noms import ecrire_nom, ecrire_prenom


@pytest.mark.parametrize(
    ("tape", "ecrit"),
    [
        ("dupont", "DUPONT"),
        ("N'Guyen", "N'GUYEN"),
        (" de  La Tour ", "DE LA TOUR"),
        ("lefèvre-Özil", "LEFÈVRE-ÖZIL"),
    ],
)
def test_a_name_is_in_capitals_with_its_accents(tape, ecrit):
    assert ecrire_nom(tape) == ecrit == ecrire_nom(ecrit)


@pytest.mark.parametrize(
    ("tape", "ecrit"),
    [
        ("JEAN-PIERRE", "Jean-Pierre"),
        ("jean pierre", "Jean Pierre"),
        ("élodie", "Élodie"),
        ("N'GOLO", "N'Golo"),
        ("MARIE DE LOURDES", "Marie de Lourdes"),
        ("jeanne d'arc", "Jeanne d'Arc"),
        ("THI LE", "Thi Le"),
        ("Le Van", "Le Van"),
        ("McKenzie  ANNE", "McKenzie Anne"),
        ("李", "李"),
    ],
)
def test_a_first_name_has_its_capitals_and_a_particle_none(tape, ecrit):
    assert ecrire_prenom(tape) == ecrit == ecrire_prenom(ecrit)
