from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accompagnement.actions.fusion import DELAI, annuler_fusion, fusionner
from accompagnement.actions.participant import CHAMPS
from accompagnement.lecture.fusion import mois_arretes_de
from accompagnement.models import Fusion, Parcours, Participant
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, participant_visible, presser
from plie.interface.listes import paginer
from plie.interface.templatetags.interface import de
from plie.journal.actions import tracer_consultation
from plie.socle.erreurs import phrase_contrainte
from plie.socle.soumission import soumission_unique

CANDIDATS_MONTRES = 10


@require_http_methods(["GET", "HEAD", "POST"])
@soumission_unique
def dossier_fusionner(request, pk):
    """Find the other dossier, compare field by field, then merge it into this one."""
    exiger(Acte.FUSIONNER.permet(request.user))
    garde = participant_visible(request, pk)
    contexte = {"garde": garde, "refus": "", "absorbe": _autre(request)}
    if contexte["absorbe"] is None:
        contexte["candidats"] = _candidats(request, garde)
        contexte["q"] = _texte(request)
        return render(request, "accompagnement/fusion_chercher.html", contexte)
    absorbe, choix = contexte["absorbe"], request.POST.dict()
    if "inverser" in choix:
        garde, absorbe, choix = absorbe, garde, _inverser(choix)
        contexte |= {"garde": garde, "absorbe": absorbe}
    elif request.method == "POST":
        try:
            fusionner(garde, absorbe, par=request.user, choix=choix)
        except ValidationError as refus:
            contexte["refus"] = " ".join(refus.messages)
        except IntegrityError as refus:
            contexte["refus"] = phrase_contrainte(refus)
        else:
            _confirmer(
                request,
                f"Les deux dossiers de {garde} sont réunis ; vous pouvez annuler pendant 30 jours.",
                (garde, absorbe),
            )
            return redirect("accompagnement:dossier", garde.pk)
    else:
        for participant in (garde, absorbe):
            tracer_consultation(
                par=request.user, participant_id=participant.pk, objet="Comparaison de doublons"
            )
    contexte["lignes"] = [_ligne(nom, garde, absorbe, choix) for nom in CHAMPS]
    contexte["parcours"] = [(p, list(p.parcours.all())) for p in (garde, absorbe)]
    contexte["mois_arretes"] = _dire_les_mois_arretes(garde, absorbe)
    statut = 422 if contexte["refus"] else 200
    return render(request, "accompagnement/fusion_comparer.html", contexte, status=statut)


def _confirmer(request, phrase, participants):
    messages.success(request, f"{phrase} {_dire_les_mois_arretes(*participants)}".strip())


def _dire_les_mois_arretes(*participants):
    """What becomes of the official months that count them; "" when none does."""
    mois = mois_arretes_de(*participants)
    if not mois:
        return ""
    premier, dernier = (date_format(un, "F Y") for un in (mois[0], mois[-1]))
    dits = f"{len(mois)} mois arrêtés ({de(premier)} à {dernier})"
    if len(mois) == 1:
        dits = f"un mois arrêté ({premier})"
    return (
        f"Ces dossiers comptent dans {dits}. Ces chiffres officiels ne bougent pas : toute "
        "différence est une correction, dite dans le prochain rapport."
    )


def _inverser(choix):
    """The same values kept, once each dossier has taken the place of the other."""
    autre = {"garde": "absorbe", "absorbe": "garde"}
    return {nom: autre.get(choisi, choisi) for nom, choisi in choix.items()}


def _autre(request):
    cle = request.POST.get("avec") or request.GET.get("avec", "")
    return participant_visible(request, int(cle)) if cle.isdecimal() and len(cle) < 19 else None


def _texte(request):
    return request.GET.get("q", "").replace("\0", "").strip()[:100]


def _candidats(request, garde):
    """Who may be the same person; or whoever bears the name looked for."""
    if texte := _texte(request):
        trouves = Parcours.objects.visibles_par(request.user).rechercher(texte)
        cles = trouves.order_by("participant__recherche").values("participant")
        possibles = Participant.objects.actuels().filter(pk__in=cles)
    else:
        possibles = Participant.objects.homonymes(
            nom=garde.nom,
            prenom=garde.prenom,
            date_naissance=garde.date_naissance,
            numero_france_travail=garde.numero_france_travail or "",
        )
    return possibles.exclude(pk=garde.pk).select_related("commune")[:CANDIDATS_MONTRES]


def _ligne(nom, garde, absorbe, saisie):
    """A field of both dossiers; the fuller value is proposed, what was chosen is kept."""
    champ = Participant._meta.get_field(nom)
    choisi = saisie.get(nom) or ("garde" if getattr(garde, nom) not in (None, "") else "absorbe")
    return {
        "nom": nom,
        "libelle": champ.verbose_name,
        "valeurs": [
            ("garde", _montrer(garde, nom), choisi == "garde"),
            ("absorbe", _montrer(absorbe, nom), choisi == "absorbe"),
        ],
        "differe": getattr(garde, nom) != getattr(absorbe, nom),
    }


def _montrer(participant, nom):
    valeur = getattr(participant, nom)
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if nom == "date_naissance":
        return f"{valeur:%d/%m/%Y}"
    afficher = getattr(participant, f"get_{nom}_display", None)
    return afficher() if afficher else valeur or ""


@require_safe
def fusions(request):
    """Merges of the last thirty days, which may still be undone, and those undone."""
    exiger(Acte.FUSIONNER.permet(request.user))
    depuis = timezone.now() - DELAI
    recentes = Fusion.objects.filter(Q(le__gte=depuis) | Q(annulee_le__gte=depuis))
    page = paginer(request, recentes.select_related("garde", "absorbe", "par", "annulee_par"))
    return render(request, "accompagnement/fusions.html", {"page": page})


@require_POST
def fusion_annuler(request, pk):
    exiger(Acte.FUSIONNER.permet(request.user))
    fusion = get_object_or_404(Fusion, pk=pk)
    phrase = "La fusion est annulée : les deux dossiers sont séparés."
    mois = _dire_les_mois_arretes(fusion.garde, fusion.absorbe)
    presser(request, lambda: annuler_fusion(fusion, par=request.user), f"{phrase} {mois}".strip())
    return redirect(reverse("accompagnement:fusions"))
