import io
import zipfile

import pytest

from accompagnement.actions.importation import lecture
from accompagnement.actions.importation.lecture import FichierRefuse, ouvrir

ENTETE = "identifiant_externe;nom;prenom;date_naissance;sexe"


def deposer(tmp_path, contenu):
    chemin = tmp_path / "fichier.csv"
    chemin.write_bytes(contenu if isinstance(contenu, bytes) else contenu.encode())
    return chemin


def classeur():
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w") as archive:
        archive.writestr("xl/workbook.xml", "x")
    return flux.getvalue()


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        (b"", "vide"),
        (classeur(), "classeur"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "image"),
        (ENTETE.encode() + b"\nA\0;b;c;2000-01-01;F\n", "octets nuls"),
        (ENTETE.encode("utf-16"), "UTF-16"),
        (b"<!DOCTYPE html><html></html>", "page web"),
        (ENTETE.replace(";", ",").encode(), "semble être la virgule"),
        (ENTETE.replace(";", "\t").encode(), "semble être la tabulation"),
        (b"bonjour\n", "doit nommer les colonnes"),
        (b'"identifiant_externe;nom\n', "guillemet"),
        (b"nom;prenom\n", "obligatoire absente : identifiant_externe"),
        (b"identifiant_externe;nom;prenom;sexe\n", "obligatoire absente : date_naissance"),
        (f"{ENTETE};nom\n".encode(), "en double : nom"),
        (f"{ENTETE};date_entre\n".encode(), "vouliez-vous dire « date_entree »"),
        (f"{ENTETE};couleur\n".encode(), "inconnue : « couleur »"),
        (ENTETE.encode() + b"\n\x81\x8d;\xff;b;c;d\n", "ni UTF-8 ni Windows-1252"),
    ],
)
def test_what_is_not_the_expected_csv_is_refused_in_one_sentence(tmp_path, contenu, phrase):
    with pytest.raises(FichierRefuse, match=phrase):
        list(ouvrir(deposer(tmp_path, contenu)).lignes())


def test_all_faults_of_a_header_are_told_at_once(tmp_path):
    chemin = deposer(tmp_path, "nom;nom;prenom;couleur\n")
    with pytest.raises(FichierRefuse) as refus:
        ouvrir(chemin)
    assert len(refus.value.phrases) == 5


def test_the_columns_left_empty_at_the_end_of_a_header_are_no_columns(tmp_path):
    fichier = ouvrir(deposer(tmp_path, f"{ENTETE}; ;\nA;Dupont;Zoé;;F;;\n"))
    assert fichier.colonnes == ENTETE.split(";")


@pytest.mark.parametrize(
    ("encodage", "attendu"), [("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig")]
)
def test_utf8_is_read_with_or_without_its_mark(tmp_path, encodage, attendu):
    fichier = ouvrir(deposer(tmp_path, f"{ENTETE}\nA;Œuf;Zoé;;F\n".encode(encodage)))
    assert (fichier.encodage, list(fichier.lignes())) == (
        attendu,
        [(2, ["A", "Œuf", "Zoé", "", "F"])],
    )


def test_a_file_of_windows_is_read_as_windows_1252(tmp_path):
    fichier = ouvrir(deposer(tmp_path, f"{ENTETE}\nA;Œuf;Zoé;;F\n".encode("cp1252")))
    assert list(fichier.lignes()) == [(2, ["A", "Œuf", "Zoé", "", "F"])]


def test_a_character_cut_between_two_blocks_is_still_utf8(tmp_path, monkeypatch):
    monkeypatch.setattr(lecture, "BLOC", 7)
    fichier = ouvrir(deposer(tmp_path, f"{ENTETE}\n" + "é" * 40 + ";a;b;;F\n"))
    assert fichier.encodage == "utf-8-sig"


def test_a_row_is_numbered_by_its_first_physical_line(tmp_path):
    contenu = f'{ENTETE}\nA;"Du\npont";Zoé;;F\n;;;;\nB;Durand;Léa;;F\n'
    fichier = ouvrir(deposer(tmp_path, contenu))
    assert [numero for numero, _ in fichier.lignes()] == [2, 5]


def test_a_quote_left_open_is_told_with_its_line(tmp_path):
    fichier = ouvrir(deposer(tmp_path, f'{ENTETE}\nA;Dupont;Zoé;;F\nB;"Durand;Léa;;F\n'))
    with pytest.raises(FichierRefuse, match="Ligne 3 : un guillemet"):
        list(fichier.lignes())


def test_a_file_too_heavy_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(lecture, "TAILLE_MAXIMALE", 10)
    with pytest.raises(FichierRefuse, match="la limite est de 50 Mo"):
        ouvrir(deposer(tmp_path, ENTETE))


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with pytest.raises(FichierRefuse, match="n'existe pas"):
        ouvrir(tmp_path / "absent.csv")
    with pytest.raises(FichierRefuse, match="c'est un dossier"):
        ouvrir(tmp_path)
