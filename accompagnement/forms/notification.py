from django import forms

from accompagnement.enums.notification import Canal
from plie.interface.notifications import natures


class PreferencesForm(forms.Form):
    """One choice for each kind that this agent may be told of."""

    def __init__(self, *args, agent, **options):
        super().__init__(*args, **options)
        choisis = dict(agent.preferences.values_list("nature", "canal"))
        for nature in natures().values():
            if agent.role in nature.roles:
                self.fields[nature.code] = forms.ChoiceField(
                    label=nature.libelle,
                    choices=Canal.choices,
                    required=False,
                    initial=choisis.get(nature.code, nature.canal),
                )

    def canaux(self):
        """What was chosen; a kind that the page did not show is left as it was."""
        return {nature: canal for nature, canal in self.cleaned_data.items() if canal}
