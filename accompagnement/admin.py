from django import forms
from django.contrib import admin

from accompagnement.actions.regle_sortie import (
    ecrire_regle_sortie,
    verifier_debut,
    verifier_inusitee,
)
from accompagnement.models import (
    MotifNonEntree,
    MotifSortie,
    MotifSuspension,
    RegleSortie,
)
from plie.comptes.admin import DroitsParRole


@admin.register(MotifSortie)
class MotifSortieAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("code", "libelle", "categorie", "est_sensible", "est_actif")
    ordering = ("ordre",)

    def get_readonly_fields(self, request, obj=None):
        """A code is public and stable; what divides the rate of past exits is no longer changed."""
        if obj is None:
            return ()
        return ("code", "est_deces") if obj.a_servi else ("code",)


@admin.register(MotifNonEntree, MotifSuspension)
class MotifAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("code", "libelle", "est_sensible", "est_actif")
    ordering = ("ordre",)

    def get_readonly_fields(self, request, obj=None):
        return ("code",) if obj else ()


class RegleSortieForm(forms.ModelForm):
    def clean(self):
        valeurs = super().clean()
        if valeurs.get("valide_du"):
            regle = RegleSortie(pk=self.instance.pk, valide_du=valeurs["valide_du"])
            verifier_debut(regle, list(RegleSortie.objects.exclude(pk=regle.pk)))
        if self.instance.pk and set(self.changed_data) - {"valide_du"}:
            verifier_inusitee(self.instance)
        return valeurs


@admin.register(RegleSortie)
class RegleSortieAdmin(DroitsParRole, admin.ModelAdmin):
    """A new definition is a new version, which ends the one before; one in use never changes."""

    form = RegleSortieForm
    list_display = ("version", "libelle", "valide_du", "valide_au", "denominateur")

    def get_readonly_fields(self, request, obj=None):
        if obj is None or not obj.a_servi:
            return ("valide_au", "phrase") if obj else ("valide_au",)
        return [*(champ.name for champ in obj._meta.fields), "phrase"]

    def save_model(self, request, obj, form, change):
        ecrire_regle_sortie(obj, par=request.user)
