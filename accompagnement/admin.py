from django.contrib import admin

from accompagnement.models import MotifNonEntree, MotifSortie, MotifSuspension, RegleSortie
from plie.comptes.admin import DroitsParRole


@admin.register(MotifSortie)
class MotifSortieAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("code", "libelle", "categorie", "est_sensible", "est_actif")
    ordering = ("ordre",)

    def get_readonly_fields(self, request, obj=None):
        """A code is public and stable."""
        return ("code",) if obj else ()


@admin.register(MotifNonEntree, MotifSuspension)
class MotifAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("code", "libelle", "est_sensible", "est_actif")
    ordering = ("ordre",)

    def get_readonly_fields(self, request, obj=None):
        return ("code",) if obj else ()


@admin.register(RegleSortie)
class RegleSortieAdmin(DroitsParRole, admin.ModelAdmin):
    """A new definition is a new version; of a version in use only its end may be set."""

    list_display = ("version", "libelle", "valide_du", "valide_au", "denominateur")

    def get_readonly_fields(self, request, obj=None):
        if obj is None or not obj.sortie_set.exists():
            return ()
        return [champ.name for champ in obj._meta.fields if champ.name != "valide_au"]
