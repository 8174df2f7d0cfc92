from django import forms

from accompagnement.actions.importation.lecture import TAILLE_MAXIMALE


class ImportForm(forms.Form):
    fichier = forms.FileField(
        label="Fichier CSV ou XLSX",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,text/csv"}),
        error_messages={
            "required": "Choisissez un fichier.",
            "empty": "Ce fichier est vide.",
        },
    )
    simulation = forms.BooleanField(
        label="Simulation",
        required=False,
        initial=True,
        help_text="Tout vérifier sans rien écrire ; sans faute, un bouton importe ensuite le même "
        "fichier.",
    )

    def clean_fichier(self):
        fichier = self.cleaned_data["fichier"]
        if fichier.size > TAILLE_MAXIMALE:
            raise forms.ValidationError(
                f"Ce fichier pèse {fichier.size / 1024**2:.0f} Mo ; la limite est de 50 Mo : "
                "découpez-le en plusieurs fichiers."
            )
        return fichier


class CorrectionImportForm(forms.Form):
    """A field for each column of the faulty rows, and whether a row is left out."""

    def __init__(self, *args, lignes, **options):
        super().__init__(*args, **options)
        self._lignes = lignes
        for ligne in lignes:
            for colonne, valeur in ligne.valeurs.items():
                nom = _nom(ligne, colonne)
                self.fields[nom] = forms.CharField(
                    label=colonne, initial=valeur, required=False, max_length=1000
                )
                if ligne.motifs.get(colonne):
                    # What the template says under it.
                    dite = {"aria-describedby": f"{nom}_faute", "aria-invalid": "true"}
                    self.fields[nom].widget.attrs |= dite
            self.fields[_nom(ligne, "")] = forms.BooleanField(
                label="Laisser cette ligne de côté", required=False
            )

    def groupes(self):
        """[(row, its fields to look at, the others, the box that leaves it out)]."""
        for ligne in self._lignes:
            champs = {colonne: self[_nom(ligne, colonne)] for colonne in ligne.valeurs}
            a_revoir = [(champs.pop(c), ligne.motifs.get(c, [])) for c in ligne.a_revoir]
            yield ligne, a_revoir, list(champs.values()), self[_nom(ligne, "")]

    def valeurs(self):
        saisies = self.cleaned_data
        return {
            "corrections": {
                ligne.numero: {c: saisies[_nom(ligne, c)] for c in ligne.valeurs}
                for ligne in self._lignes
            },
            "ecartees": [ligne.numero for ligne in self._lignes if saisies[_nom(ligne, "")]],
        }


def _nom(ligne, colonne):
    return f"l{ligne.numero}_{colonne}"
