"""What is sealed is read back whole with its key, or not at all."""

import io

import pytest

from plie.sauvegarde.chiffre import TRANCHE, Ecriture, Lecture
from plie.sauvegarde.erreurs import SauvegardeErreur

CLE = "une clé de sauvegarde assez longue pour servir"


def sceller(clair, cle=CLE):
    sortie = io.BytesIO()
    flux = Ecriture(sortie, cle)
    for debut in range(0, len(clair), 100_000):
        flux.write(clair[debut : debut + 100_000])
    flux.finir()
    return sortie.getvalue()


def ouvrir(scelle, cle=CLE):
    return io.BufferedReader(Lecture(io.BytesIO(scelle), cle)).read()


@pytest.mark.parametrize("taille", [0, 1, TRANCHE - 1, TRANCHE, TRANCHE + 1, 3 * TRANCHE])
def test_what_is_written_is_read_back(taille):
    clair = bytes(rang % 251 for rang in range(taille))
    scelle = sceller(clair)
    assert ouvrir(scelle) == clair
    assert clair[:64] not in scelle or taille < 2


def test_the_same_bytes_are_never_sealed_alike():
    assert sceller(b"x") != sceller(b"x")


@pytest.mark.parametrize("ou", [0, 20, 60, TRANCHE, -1])
def test_one_altered_byte_is_refused(ou):
    scelle = bytearray(sceller(bytes(2 * TRANCHE)))
    scelle[ou] ^= 1
    with pytest.raises(SauvegardeErreur):
        ouvrir(bytes(scelle))


# The length of the header, then of each sealed slice.
ENTETE, SCELLEE = 50, TRANCHE + 16


@pytest.mark.parametrize(
    "couper", [10, ENTETE + SCELLEE, ENTETE + 2 * SCELLEE, ENTETE + SCELLEE + 40, -1]
)
def test_a_truncated_file_is_refused_even_between_two_slices(couper):
    scelle = sceller(bytes(3 * TRANCHE))
    assert len(scelle) == ENTETE + 3 * SCELLEE
    with pytest.raises(SauvegardeErreur):
        ouvrir(scelle[:couper])


def test_slices_moved_or_added_are_refused():
    scelle = sceller(bytes(3 * TRANCHE))
    tete, une, deux, trois = (
        scelle[:ENTETE],
        *(scelle[ENTETE + rang * SCELLEE :][:SCELLEE] for rang in range(3)),
    )
    for faux in (tete + deux + une + trois, scelle + trois, scelle + b"x"):
        with pytest.raises(SauvegardeErreur, match="altérée"):
            ouvrir(faux)


def test_another_key_is_told_from_an_altered_file():
    with pytest.raises(SauvegardeErreur, match="La clé n'est pas celle"):
        ouvrir(sceller(b"x"), cle="une autre clé, assez longue elle aussi, mais autre")
    with pytest.raises(SauvegardeErreur, match="32 caractères"):
        sceller(b"x", cle="courte")
    with pytest.raises(SauvegardeErreur, match="n'est pas une sauvegarde"):
        ouvrir(b"PK\x03\x04 autre chose")
