from django.contrib import admin

from plie.comptes.admin import DroitsParRole
from plie.referentiels.models import (
    CodeExterne,
    Commune,
    DomaineProche,
    Naf,
    Qpv,
    Rome,
    SituationFrein,
    TypeFrein,
    TypeObjectif,
)


@admin.register(Commune)
class CommuneAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("code_insee", "nom", "population_municipale", "est_du_territoire")
    search_fields = ("nom", "code_insee")


@admin.register(Qpv)
class QpvAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("code", "nom", "generation")
    list_filter = ("generation",)
    search_fields = ("nom", "code")


@admin.register(Rome)
class RomeAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("code", "libelle", "domaine_libelle")
    search_fields = ("code", "libelle")


@admin.register(Naf)
class NafAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("section", "libelle")


@admin.register(TypeFrein)
class TypeFreinAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("libelle", "slug", "est_sensible", "ordre")


@admin.register(SituationFrein, TypeObjectif)
class DetailFreinAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("libelle", "type", "slug", "est_sensible", "ordre")
    list_filter = ("type",)


@admin.register(CodeExterne)
class CodeExterneAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("systeme", "version", "nature", "slug", "code")
    list_filter = ("systeme", "version", "nature")
    search_fields = ("slug", "code")


@admin.register(DomaineProche)
class DomaineProcheAdmin(DroitsParRole, admin.ModelAdmin):
    list_display = ("domaine", "proche")
    search_fields = ("domaine", "proche")
