from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin

from plie.comptes.enums import ROLES_DE_LA_MAISON
from plie.comptes.models import Agent, Structure
from plie.comptes.siret import ChampSiret
from plie.taches.actions import demander

admin.site.site_header = admin.site.site_title = "PLIE – Administration"
# The index lists the same links, and the wide tables need the room.
admin.site.enable_nav_sidebar = False
admin.site.index_title = "Comptes, structures et référentiels"
# Sign-in of allauth only: Django admin's own form has no throttling and no second factor.
admin.site.login = secure_admin_login(admin.site.login)


class DroitsParRole:
    """The office of the role `administration`: no other permission is looked at."""

    def _est_administration(self, request, obj=None):
        return request.user.is_active and request.user.is_staff

    has_module_permission = _est_administration
    has_view_permission = _est_administration
    has_change_permission = _est_administration

    def has_add_permission(self, request):
        return self._est_administration(request)

    def has_delete_permission(self, request, obj=None):
        """An agent or a structure named in a dossier is closed, never deleted."""
        return False


class AgentForm(forms.ModelForm):
    class Meta:
        model = Agent
        fields = ("email", "nom", "prenom", "role", "structure", "quotite", "is_active")

    def __init__(self, *args, **options):
        """Partners' accounts are made with what they are for: an application, a conseiller."""
        super().__init__(*args, **options)
        choix = self.fields["role"].choices
        permis = {*ROLES_DE_LA_MAISON, "", self.instance.role}
        self.fields["role"].choices = [(code, nom) for code, nom in choix if code in permis]

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def save(self, commit=True):
        agent = super().save(commit=False)
        if agent.pk is None:
            agent.set_unusable_password()
        if commit:
            agent.save()
        return agent


@admin.register(Agent)
class AgentAdmin(DroitsParRole, admin.ModelAdmin):
    """New agents choose their password through « Mot de passe oublié »."""

    form = AgentForm
    list_display = ("email", "nom", "prenom", "role", "structure", "is_active")
    list_filter = ("role", "is_active", "structure")
    list_select_related = ("structure",)
    search_fields = ("email", "nom", "prenom")
    ordering = ("nom", "prenom")

    def lookup_allowed(self, lookup, value, request):
        """A filter on the fingerprints of passwords would give them away, letter by letter."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    def save_model(self, request, obj, form, change):
        """A former address no longer signs in, nor receives a new password; it is told so."""
        avant = obj.events.order_by("pgh_id").last() if change else None
        super().save_model(request, obj, form, change)
        if avant and avant.email != obj.email:
            demander("plie.comptes.tasks.annoncer_nouvelle_adresse", avant.pk)
        EmailAddress.objects.filter(user=obj).exclude(email=obj.email).delete()


class StructureForm(forms.ModelForm):
    siret = ChampSiret()


@admin.register(Structure)
class StructureAdmin(DroitsParRole, admin.ModelAdmin):
    form = StructureForm
    list_display = ("nom", "type", "code_safir", "siret", "accompagne", "est_active")
    list_filter = ("type", "accompagne", "est_active")
    search_fields = ("nom", "code_safir", "siret")
