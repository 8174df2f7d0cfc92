"""The files of one report, read back: same figures, nothing that runs, nobody revealed."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
import pytest
import time_machine
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from conventions.indicateurs.calcul import calculer
from conventions.indicateurs.ecriture import avec_unite
from conventions.rapports.classeur import ecrire_xlsx
from conventions.rapports.document import ecrire_pdf
from conventions.rapports.donnees import prendre
from conventions.rapports.donnees_longues import ENTETES, ecrire_csv
from conventions.rapports.masque import MASQUE, masquer
from conventions.rapports.modeles import imprimer
from plie.socle.arrondi import arrondir
from tests.pdf import ouvrir_pdf
from tests.tableur import convertir, feuilles_affichees
from tests.usines import (
    CommuneFactory,
    OffreFactory,
    ParcoursFactory,
    ParticipantFactory,
    StockFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db
MOIS = date(2025, 6, 1)
PIEGES = ('#import "secret.typ"', "$ x $ <script>alert(1)</script>", "=1+1", "@SOMME(A1)", "*gras*")


@pytest.fixture
def donnees():
    for piege in PIEGES:
        structure = StructureFactory(nom=piege)
        for rang in range(6):
            entree = {"sorti": True} if rang < 3 else {"actif": True, "date_entree": MOIS}
            ParcoursFactory(structure=structure, niveau="3", **entree)
    for nom in ("Trop petite", "Petite aussi"):
        ParcoursFactory.create_batch(2, actif=True, structure=StructureFactory(nom=nom))
    seul = ParticipantFactory(sexe="M")
    structure = StructureFactory(nom="Seule")
    ParcoursFactory(sorti=True, motif="abandon", structure=structure, participant=seul)
    return imprimer(masquer(prendre(MOIS)))


def _octets(donnees, **options):
    return ecrire_pdf(donnees, version=1, **options)


def _pdf(donnees, **options):
    return ouvrir_pdf(_octets(donnees, **options))


def _texte(pdf):
    return "\n".join(page.extract_text() for page in pdf.pages)


def _lire_csv(octets):
    return list(csv.DictReader(io.StringIO(octets.decode("utf-8-sig")), delimiter=";"))


def _csv(donnees):
    return _lire_csv(ecrire_csv(donnees))


def _xlsx(donnees):
    return openpyxl.load_workbook(io.BytesIO(ecrire_xlsx(donnees)), data_only=True)


def _en_cellule(valeur, unite):
    if valeur is None:
        return "—"
    return valeur / 100 if unite == "%" else valeur


def test_the_three_files_give_the_figures_of_the_indicators(donnees):
    du_mois = calculer(MOIS, date(2025, 6, 30)).mesures
    feuille = _xlsx(donnees)["Synthèse"]
    classeur = {
        ligne[0].value: ligne[2].value for ligne in feuille.iter_rows(min_row=5) if ligne[1].value
    }
    longues = {
        ligne["indicateur"]: ligne["valeur"]
        for ligne in _csv(donnees)
        if (ligne["periode_debut"], ligne["ventilation"]) == ("2025-06-01", "")
    }
    texte = _texte(_pdf(donnees)).replace("\n", " ")
    for indicateur in donnees["indicateurs"]:
        if indicateur["valeurs"]["mois"].get("est_masque"):
            assert longues[indicateur["code"]] == classeur[indicateur["libelle"]] == MASQUE
            assert f"{indicateur['libelle']} {MASQUE}" in texte
            continue
        valeur = du_mois[indicateur["code"]].valeur
        assert longues[indicateur["code"]] == ("" if valeur is None else str(valeur))
        assert classeur[indicateur["libelle"]] == _en_cellule(valeur, indicateur["unite"])
        assert f"{indicateur['libelle']} {avec_unite(valeur, indicateur['unite'])}" in texte


def test_breakdowns_agree_between_the_workbook_and_the_data(donnees):
    feuille = _xlsx(donnees)["Répartitions"]
    classeur = {
        (ligne[1].value, ligne[0].value): ligne[2].value for ligne in feuille.iter_rows(min_row=5)
    }
    libelles = {v["code"]: v["libelle"] for v in donnees["ventilations"]}
    comparees = 0
    for ligne in _csv(donnees):
        if ligne["ventilation"] and ligne["indicateur"] == "personnes_accompagnees":
            if ligne["periode_debut"] != "2025-06-01":
                continue
            valeur = classeur[libelles[ligne["ventilation"]], ligne["modalite"]]
            assert str(valeur) == ligne["valeur"]
            comparees += 1
    assert comparees > 10


def test_the_pdf_is_tagged_for_everybody(donnees):
    pdf = _pdf(donnees)
    racine = pdf.trailer["/Root"]

    assert racine["/MarkInfo"]["/Marked"]
    assert racine["/Lang"] == "fr"
    assert racine["/StructTreeRoot"]["/K"]
    assert racine["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Rapport mensuel, juin 2025"
    assert b"pdfuaid:part" in racine["/Metadata"].get_data()


def test_the_pdf_says_the_rate_with_its_two_numbers_and_its_rule(donnees):
    texte = _texte(_pdf(donnees)).replace("\n", " ").replace("\u00a0", " ")

    assert "93,8 %" in texte
    assert "15 sorties positives sur 16 sorties, effectif trop faible" in texte
    assert "Règle v1, valide depuis le 01/01/2004" in texte


def test_names_of_the_data_never_become_code(donnees):
    texte = _texte(_pdf(donnees))
    assert "#import" in texte and "*gras*" in texte

    cellules = [c.value for ligne in _xlsx(donnees)["Répartitions"].iter_rows() for c in ligne]
    assert "'=1+1" in cellules and "'@SOMME(A1)" in cellules
    modalites = {ligne["modalite"] for ligne in _csv(donnees)}
    assert "'=1+1" in modalites and "=1+1" not in modalites


def test_small_groups_are_masked_in_the_three_files(donnees):
    (homme,) = [ligne for ligne in _csv(donnees) if ligne["modalite"] == "Homme"]
    assert (homme["valeur"], homme["numerateur"]) == (MASQUE, "")
    feuille = _xlsx(donnees)["Répartitions"]
    (ligne,) = [x for x in feuille.iter_rows(min_row=5) if x[0].value == "Homme"]
    assert ligne[2].value == MASQUE
    texte = _texte(_pdf(donnees)).replace("\n", " ")
    assert f"Homme {MASQUE}" in texte
    # Structures of a few people are one row.
    assert "Autres structures 5" in texte and "Trop petite" not in texte


def test_no_file_gives_figures_by_referent(donnees):
    assert "referent" not in {ligne["ventilation"] for ligne in _csv(donnees)}


def test_the_data_have_the_public_columns(donnees):
    entete = ecrire_csv(donnees).decode("utf-8-sig").splitlines()[0]
    assert entete == ";".join(ENTETES)


def test_the_workbook_has_charts_frozen_headings_and_definitions(donnees):
    classeur = _xlsx(donnees)
    assert len(classeur["Mois par mois"]._charts) == 2
    assert classeur["Synthèse"].freeze_panes == "B5"
    assert classeur["Synthèse"].print_title_rows == "$1:$4"
    assert classeur["Définitions"]["A5"].value == "Personnes accompagnées"


def test_an_empty_plie_has_a_report_too():
    donnees = masquer(prendre(MOIS))
    assert "—" in _texte(_pdf(donnees))
    synthese = {ligne[0].value: ligne[2].value for ligne in _xlsx(donnees)["Synthèse"].rows}
    assert synthese["Taux de sorties positives"] == synthese["Délai d'entrée"] == "—"
    assert synthese["Sorties"] == 0


def test_the_report_is_composed_whatever_a_structure_is_called(donnees):
    """Typst dies of these letters at the end of a line; some of the rows put them there."""
    mortel = " ".join(f"{'x' * rang} mot xx \u05c6\u05c7 \u05c8 fin" for rang in range(120))
    assert "mot xx ?? ? fin" in " ".join(_texte(_pdf(donnees, changements=[mortel])).split())


def test_the_workbook_reads_as_it_was_meant_to(donnees):
    """What a person sees of it: months, rates that its formulas compute again, paper."""
    octets = ecrire_xlsx(donnees)
    feuilles = feuilles_affichees(octets)
    mois = {ligne[0]: ligne[5:10] for ligne in feuilles["Mois par mois"] if ligne}
    assert list(mois).index("juin 2025") - list(mois).index("juin 2024") == 12
    assert mois["déc. 2024"] == ["0", "0", "—", "v1", "provisoire"]
    assert mois["juin 2025"] == ["15", "16", "93.8\u00a0%*", "v1", "provisoire"]
    synthese = {ligne[0]: ligne for ligne in feuilles["Synthèse"]}
    assert synthese["Taux de sorties positives"][1:6] == ["%", "93.8\u00a0%*", "15", "16", "v1"]
    assert synthese["Mises en relation"][1] == "mises en relation"
    assert synthese["Durée moyenne des parcours terminés"][2].endswith("\u00a0mois")
    pages = PdfReader(io.BytesIO(convertir(octets, "pdf"))).pages
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in pages} == {(842, 595)}
    texte = " ".join(" ".join(page.extract_text() for page in pages).split())
    # In the table, then on the axis of each chart.
    assert texte.count("déc. 2024") == 3
    assert texte.count("avr. 2025 mai 2025 juin 2025") == 2


def _avec_des_fractions(donnees, fractions):
    """The same report, whose rates of the month are these."""
    dites = iter(fractions)
    indicateurs = [
        {**i, "valeurs": {**i["valeurs"], "mois": _mesure(*next(dites))}}
        if i["unite"] == "%"
        else i
        for i in donnees["indicateurs"]
    ]
    return {**donnees, "indicateurs": indicateurs}


def _mesure(numerateur, denominateur):
    valeur = arrondir(100 * numerateur, denominateur, 1)
    return {"valeur": valeur, "numerateur": numerateur, "denominateur": denominateur}


FRACTION = st.integers(20, 2000).flatmap(lambda bas: st.tuples(st.integers(0, bas), st.just(bas)))


@pytest.fixture
def vide():
    return imprimer(masquer(prendre(MOIS)))


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example([(102, 480), (9, 80), (1, 800), (5, 32)] * 5)
@given(st.lists(FRACTION, min_size=20, max_size=20))
def test_a_rate_is_written_alike_whatever_writes_it(vide, fractions):
    donnees = _avec_des_fractions(vide, fractions)
    texte = _texte(_pdf(donnees)).replace("\n", " ")
    classeur = {ligne[0].value: ligne[2].value for ligne in _xlsx(donnees)["Synthèse"].rows}
    longues, virgules = (
        {
            ligne["indicateur"]: ligne["valeur"]
            for ligne in _lire_csv(ecrire_csv(donnees, virgule=virgule))
            if (ligne["periode_debut"], ligne["ventilation"]) == ("2025-06-01", "")
        }
        for virgule in (False, True)
    )
    for indicateur in donnees["indicateurs"]:
        if indicateur["unite"] == "%":
            mesure = indicateur["valeurs"]["mois"]
            a_l_ecran = avec_unite(mesure["valeur"], "%")
            exact = Decimal(100 * mesure["numerateur"]) / mesure["denominateur"]
            lu = Decimal(a_l_ecran.split("\u00a0")[0].replace(",", "."))
            assert lu == exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
            assert f"{indicateur['libelle']} {a_l_ecran}" in texte
            assert Decimal(longues[indicateur["code"]]) == lu
            assert virgules[indicateur["code"]] == longues[indicateur["code"]].replace(".", ",")
            assert round(Decimal(classeur[indicateur["libelle"]]) * 100, 6) == lu


def test_the_same_figures_give_the_same_files(donnees):
    """Written again another day, the PDF bears the day its figures were taken."""
    donnees = {**donnees, "pris_le": "2025-07-01"}
    assert "Établi le 01/07/2025, version 1." in _texte(_pdf(donnees))
    ecrivains = (ecrire_xlsx, ecrire_csv, _octets)
    with time_machine.travel(datetime(2025, 7, 1, 8, tzinfo=UTC), tick=False):
        premiers = [ecrire(donnees) for ecrire in ecrivains]
    with time_machine.travel(datetime(2026, 2, 3, 9, tzinfo=UTC), tick=False):
        assert [ecrire(donnees) for ecrire in ecrivains] == premiers
    # Typst, in a process of its own, does not travel.
    assert "/CreationDate" not in _pdf(donnees).metadata


def test_each_row_of_a_table_has_its_header(donnees):
    """With the curve's figures in a table, no table of offers and no row of zeros."""
    pdf = _pdf(donnees)
    elements = list(_elements(pdf.trailer["/Root"]["/StructTreeRoot"]))
    lignes = [e for e in elements if e["/S"] == "/TR" and e["/P"]["/S"] == "/TBody"]
    premieres = [ligne["/K"][0].get_object() for ligne in lignes]
    assert len(premieres) > 40
    assert {cellule["/S"] for cellule in premieres} == {"/TH"}
    assert {cellule["/A"][0]["/Scope"] for cellule in premieres} == {"/Row"}
    texte = _texte(pdf).replace("\n", " ")
    assert "décembre 2024 (provisoire) 0 0 0 0 —" in texte
    assert "Domaine professionnel" not in texte
    embleme, comparaison, courbe, lieux = (e["/Alt"] for e in elements if e["/S"] == "/Figure")
    assert embleme == "Emblème de l'Union européenne" and "entrées (de 0 en" in courbe
    assert comparaison.startswith("Barres : Entrées du 1er janvier au 30 juin 2025 ")
    assert lieux.startswith("Carte des communes : un cercle pour chacune")


def test_a_report_that_the_union_does_not_pay_for_bears_no_emblem(donnees):
    assert "Cofinancé par" in _texte(_pdf(donnees))
    assert "Cofinancé" not in _texte(_pdf({**donnees, "cofinance_ue": False}))


def test_december_draws_the_exits_by_motif_that_may_be_read():
    for motif, combien in (("cdi", 6), ("abandon", 7), ("fin_de_duree", 2)):
        ParcoursFactory.create_batch(combien, sorti=True, motif=motif)
    pdf = _pdf(masquer(prendre(date(2025, 12, 1))))
    elements = _elements(pdf.trailer["/Root"]["/StructTreeRoot"])
    dites = [e["/Alt"] for e in elements if e["/S"] == "/Figure"]
    (barres,) = [dite for dite in dites if dite.startswith("Barres, sorties par motif")]
    assert "CDI 6" in barres and " 2," not in barres


def _elements(element):
    enfants = element.get("/K", [])
    for enfant in enfants if isinstance(enfants, list) else [enfants]:
        enfant = enfant.get_object()
        if isinstance(enfant, dict) and "/S" in enfant:
            yield enfant
            yield from _elements(enfant)


@pytest.mark.parametrize("mois", [MOIS, date(2025, 12, 1)])
def test_no_breakdown_has_a_row_of_zeros(mois):
    """Of who left before the month, of a commune where somebody is only prescribed, of one that has
    only offers."""
    raismes, trith = (
        CommuneFactory(code_insee=code, nom=nom)
        for code, nom in (("59491", "Raismes"), ("59603", "Trith-Saint-Léger"))
    )
    ParcoursFactory.create_batch(6, actif=True, date_entree=MOIS)
    ParcoursFactory(sorti=True, date_sortie=date(2025, 3, 20), participant__sexe="X", niveau="7")
    for _ in range(6):
        ParcoursFactory(date_prescription=MOIS, participant__commune=raismes)
    StockFactory(jour=date(2025, 6, 30), ouvertes=[OffreFactory(commune=trith)])
    donnees = masquer(prendre(mois))
    assert donnees["ventilations"]
    for ventilation in donnees["ventilations"]:
        for modalite in ventilation["modalites"]:
            (cases,), (tues,) = modalite["valeurs"].values(), modalite["masque"].values()
            assert tues or any(case["numerateur"] for case in cases.values()), modalite
    lues = [{ligne["modalite"] for ligne in _csv(donnees)}]
    lues.append({ligne[0].value for ligne in _xlsx(donnees)["Répartitions"].rows})
    assert all("Denain" in lus and not {"Raismes", trith.nom} & lus for lus in lues)


@pytest.mark.parametrize("mois", [MOIS, date(2025, 12, 1)])
def test_no_page_holds_a_few_lines_wherever_the_pages_are_cut(donnees, mois):
    """What comes before moves all that follows, a few lines at a time, over more than a page."""
    pris = donnees if mois == MOIS else masquer(prendre(mois))
    for combien in range(0, 60, 4):
        octets = _octets(pris, changements=["Une ligne de plus."] * combien)
        pages = PdfReader(io.BytesIO(octets)).pages
        longueurs = [len(page.extract_text().splitlines()) for page in pages]
        assert min(longueurs) > 12, (combien, longueurs)
