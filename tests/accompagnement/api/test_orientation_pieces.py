import pytest

from accompagnement.models import PieceOrientation
from tests.accompagnement.api.envois import joindre, orienter
from tests.fichiers import PDF, depot
from tests.partenaire import DECLARE, RACINE


def _faute(reponse):
    reponse = reponse.json()
    return reponse["status"], reponse["erreurs"][0]["pointeur"]


def test_a_document_is_what_it_says_or_is_refused(partenaire):
    identifiant = orienter(partenaire).corps["id"]
    joint = joindre(partenaire, identifiant, type="cv")
    assert (joint.status_code, joint.json()["nom"]) == (201, "cv.pdf")
    assert "cv" not in PieceOrientation.objects.get().fichier.name
    menteur = joindre(partenaire, identifiant, depot(b"MZ un programme", "cv.pdf"))
    assert _faute(menteur) == (422, "/fichier")
    vide = joindre(partenaire, identifiant, depot(b"", "cv.pdf"))
    assert _faute(vide) == (422, "/fichier")
    assert _faute(joindre(partenaire, identifiant, type="inconnu")) == (400, "/type")
    assert joindre(partenaire, identifiant).status_code == 422
    lourd = joindre(partenaire, identifiant, depot(PDF + b"0" * 11 * 1024**2))
    assert (lourd.status_code, lourd.json()["code"]) == (413, "trop_volumineux")
    en_json = partenaire.post(f"/orientations/{identifiant}/pieces", {"fichier": "cv"})
    assert en_json.statut == 415


def _champ(nom, valeur=b"1"):
    return b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (nom, valeur)


def _fichier(nom):
    return _champ(b'%s"; filename="cv.pdf' % nom)


@pytest.mark.parametrize(
    ("parties", "attendu"),
    [
        ([_champ(b"c%d" % n) for n in range(1100)], (400, "formulaire_illisible")),
        ([_fichier(b"f%d" % n) for n in range(101)], (400, "formulaire_illisible")),
        ([_champ(b"type", b"a" * 3 * 1024**2)], (413, "trop_volumineux")),
    ],
    ids=["fields", "files", "long"],
)
def test_a_form_out_of_measure_is_refused_as_all_else_is(partenaire, parties, attendu):
    identifiant = orienter(partenaire).corps["id"]
    refus = partenaire.client.generic(
        "POST",
        f"{RACINE}/orientations/{identifiant}/pieces",
        b"".join(parties) + b"--x--\r\n",
        content_type="multipart/form-data; boundary=x",
        headers={"Authorization": f"Bearer {partenaire.jeton}", **DECLARE},
    )
    assert (refus.status_code, refus.json()["code"]) == attendu
