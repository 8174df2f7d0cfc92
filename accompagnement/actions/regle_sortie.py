"""Reference rows of the exits: motifs and rules, the first one shipped (SOURCES.md, exits)."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.enums import Categorie, DeduitDe
from accompagnement.models import MotifSortie, RegleSortie
from accompagnement.mois_arretes import est_arrete
from accompagnement.permissions import Acte
from plie.journal.acte import acte, travail
from plie.socle.ecriture import RETIRE
from plie.socle.erreurs import Conflit

MOTIFS = [
    ("cdi", "CDI", Categorie.POSITIVE),
    ("cdd_6_mois", "CDD de 6 mois ou plus", Categorie.POSITIVE),
    ("interim_6_mois", "Intérim de 6 mois ou plus", Categorie.POSITIVE),
    ("fonction_publique", "Fonction publique", Categorie.POSITIVE),
    ("creation_entreprise", "Création ou reprise d'entreprise", Categorie.POSITIVE),
    ("apprentissage", "Contrat d'apprentissage", Categorie.POSITIVE),
    ("professionnalisation", "Contrat de professionnalisation", Categorie.POSITIVE),
    ("formation_qualifiante", "Formation qualifiante validée", Categorie.POSITIVE),
    ("ai_par_exception", "Association intermédiaire, par exception", Categorie.POSITIVE),
    ("demenagement", "Déménagement hors du territoire", Categorie.NEUTRE),
    ("retraite", "Retraite", Categorie.NEUTRE),
    ("deces", "Décès", Categorie.NEUTRE),
    ("abandon", "Abandon, ne se présente plus", Categorie.AUTRE),
    ("reorientation", "Réorientation vers un autre dispositif", Categorie.AUTRE),
    ("fin_de_duree", "Fin de durée sans solution", Categorie.AUTRE),
    ("refus", "Refus ou non-respect des engagements", Categorie.AUTRE),
    ("sante", "Santé", Categorie.AUTRE),
    ("maternite", "Maternité", Categorie.AUTRE),
    ("incarceration", "Incarcération", Categorie.AUTRE),
    ("emploi_court", "Emploi de moins de 6 mois", Categorie.AUTRE),
    ("iae", "Contrat d'insertion (IAE)", Categorie.AUTRE),
]
DEDUITS_DE = {
    "cdi": DeduitDe.CDI,
    "cdd_6_mois": DeduitDe.CDD,
    "interim_6_mois": DeduitDe.INTERIM,
    "fonction_publique": DeduitDe.FONCTION_PUBLIQUE,
    "creation_entreprise": DeduitDe.CREATION,
    "apprentissage": DeduitDe.APPRENTISSAGE,
    "professionnalisation": DeduitDe.PROFESSIONNALISATION,
    "formation_qualifiante": DeduitDe.FORMATION,
    "emploi_court": DeduitDe.EMPLOI_COURT,
    "iae": DeduitDe.IAE,
    "ai_par_exception": DeduitDe.AI,
}
SENSIBLES = {"sante", "maternite", "incarceration"}
DECES = "deces"

PREMIERE_REGLE = {
    "libelle": "une sortie est positive lorsqu'elle mène à un emploi d'au moins 6 mois et d'au "
    "moins un mi-temps (CDI, CDD, intérim cumulé, fonction publique), à une création "
    "d'entreprise, à une alternance ou à une formation qualifiante validée.",
    "valide_du": date(2004, 1, 1),
}


def motif_livre(code, categorie):
    """What rules know of a motif that comes with the platform."""
    return {
        "code": code,
        "categorie": categorie,
        "est_sensible": code in SENSIBLES,
        "est_deces": code == DECES,
        "deduit_de": DEDUITS_DE.get(code, ""),
    }


@acte(Acte.REGLER_SORTIES)
def ecrire_regle_sortie(regle, *, par, edition=None):
    """Write a rule between those that are there: the one before ends on its eve, and it ends on the
    eve of the one after. The exits already validated keep theirs. Without a `version`, it takes the
    next one.

    Raises ValidationError for a first day that another rule has, or that would change the rule of a
    frozen month; and for a rule that exits or frozen months have followed, or withdrawn meanwhile;
    Conflit when somebody saved after `edition` was read.
    """
    autres = _verrouiller_les_regles()
    if regle.pk:
        _suivre_l_ancienne(regle, autres.pop(regle.pk, None), edition)
    autres = list(autres.values())
    if not regle.version:
        regle.version = 1 + max((une.version for une in autres), default=0)
    verifier_debut(regle, autres)
    # Its neighbours make room below: what overlaps now says nothing.
    regle.full_clean(exclude=["valide_du", "valide_au"])
    _enchainer([*autres, regle], regle)
    return regle


def _verrouiller_les_regles():
    """{pk: RegleSortie}, read once whoever wrote before has finished: a rule of theirs is there.
    First, no month becomes official any more: it holds what we are to lock."""
    est_arrete(timezone.localdate(), timezone.localdate())
    list(RegleSortie.objects.select_for_update().order_by("pk").values_list("pk"))
    return RegleSortie.objects.select_for_update().in_bulk()


def _suivre_l_ancienne(regle, ancienne, edition):
    if ancienne is None:
        raise ValidationError(RETIRE)
    if edition not in (None, ancienne.edition):
        raise Conflit(ancienne, ancienne.edition)
    if _contenu(ancienne) != _contenu(regle):
        verifier_inusitee(ancienne)
    regle.edition = ancienne.edition + 1


def _enchainer(regles, *ecrites):
    """Save the rules `ecrites` and those whose last day changes, each ending on the eve of the
    next one."""
    ensemble = sorted(regles, key=lambda une: une.valide_du)
    fins = [suivante.valide_du - timedelta(days=1) for suivante in ensemble[1:]] + [None]
    avant = {une.pk: une.valide_au for une in regles if une not in ecrites}
    for une, fin in zip(ensemble, fins, strict=True):
        une.valide_au = fin
    changees = [une for une in regles if une.pk in avant and une.valide_au != avant[une.pk]]
    # What makes room first, or they would overlap for the time of a statement.
    raccourcies = [une for une in changees if une.valide_au and _finit_apres(avant[une.pk], une)]
    for une in [*raccourcies, *ecrites, *(u for u in changees if u not in raccourcies)]:
        une.save()


@acte(Acte.REGLER_SORTIES)
def retirer_regle_sortie(regle, *, par, edition=None):
    """Take out a rule that never served; the one before takes over its days.

    Raises ValidationError for the first one, and for a rule that exits or frozen months have
    followed, or withdrawn meanwhile; Conflit when somebody saved after `edition` was read.
    """
    regles = _verrouiller_les_regles()
    actuelle = regles.pop(regle.pk, None)
    if actuelle is None:
        raise ValidationError(RETIRE)
    if edition not in (None, actuelle.edition):
        raise Conflit(actuelle, actuelle.edition)
    verifier_inusitee(actuelle, "elle ne se retire plus.")
    if not any(une.valide_du < actuelle.valide_du for une in regles.values()):
        raise ValidationError(
            "La première règle reste : sans elle, ses jours n'en auraient aucune."
        )
    actuelle.delete()
    _enchainer(list(regles.values()))


def _finit_apres(fin, regle):
    return fin is None or fin > regle.valide_au


def _contenu(regle):
    """All that it says, but for when."""
    return {
        champ.name: champ.to_python(getattr(regle, champ.attname))
        for champ in regle._meta.concrete_fields
        if champ.name not in ("valide_du", "valide_au", "edition")
    }


def verifier_inusitee(regle, suite="écrivez-en une nouvelle version."):
    """Raise ValidationError when exits or a frozen month have followed `regle`: without any exit,
    its tolerance between two jobs says who is kept in work."""
    aujourdhui = timezone.localdate()
    fin = min(regle.valide_au or aujourdhui, aujourdhui)
    if regle.a_servi or (regle.valide_du <= fin and est_arrete(regle.valide_du, fin)):
        raise ValidationError(f"Des sorties ou des mois arrêtés ont suivi cette règle : {suite}")


def verifier_debut(regle, autres):
    """Raise ValidationError when `regle` may not begin on its day, beside `autres`."""
    if any(une.valide_du == regle.valide_du for une in autres):
        raise ValidationError({"valide_du": "Une autre règle commence ce jour-là."})
    avant = RegleSortie.objects.filter(pk=regle.pk).values_list("valide_du", flat=True).first()
    touches = {regle.valide_du, avant or regle.valide_du} if avant != regle.valide_du else set()
    if autres and touches and est_arrete(min(touches), max(*touches, timezone.localdate())):
        raise ValidationError(
            {
                "valide_du": "Un mois de cette période est arrêté : ses chiffres ont suivi l'autre "
                "règle. Choisissez un jour qui suit le dernier mois arrêté."
            }
        )


@travail("mise à niveau")
def charger_regles():
    """Add what is missing and touch nothing that the PLIE has changed."""
    MotifSortie.objects.bulk_create(
        (
            MotifSortie(ordre=ordre, libelle=libelle, **motif_livre(code, categorie))
            for ordre, (code, libelle, categorie) in enumerate(MOTIFS)
        ),
        ignore_conflicts=True,
    )
    if not RegleSortie.objects.exists():
        RegleSortie.objects.create(version=1, **PREMIERE_REGLE)
