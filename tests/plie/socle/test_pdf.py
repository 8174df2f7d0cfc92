from plie.socle.pdf import composer_pdf

GABARIT = """
#let d = json(bytes(sys.inputs.donnees))
#set document(title: d.titre)
#set text(font: "Lato", lang: "fr")
= #d.titre
"""


def test_a_name_in_the_data_never_becomes_code(tmp_path):
    gabarit = tmp_path / "essai.typ"
    gabarit.write_text(GABARIT)
    pdf = composer_pdf(gabarit, {"titre": '#panic("code") $x$ é'})
    assert pdf.startswith(b"%PDF-")
    assert b"pdfuaid:part" in pdf
