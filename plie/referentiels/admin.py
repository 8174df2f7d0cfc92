from django.contrib import admin

from plie.comptes.admin import DroitsParRole
from plie.referentiels.models import Commune, Naf, Rome


@admin.register(Commune)
class CommuneAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("code_insee", "nom", "population_municipale", "est_du_territoire")
    search_fields = ("nom", "code_insee")


@admin.register(Rome)
class RomeAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("code", "libelle", "domaine_libelle")
    search_fields = ("code", "libelle")


@admin.register(Naf)
class NafAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("section", "libelle")
