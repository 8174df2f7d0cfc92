"""Writing a meeting, from the home page, the list, the calendar or the dossier."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accompagnement.actions.brouillon import lire_brouillons
from accompagnement.actions.entretien import (
    AVANCE,
    ajouter_a_l_entretien,
    depointer,
    enregistrer_entretien,
    modifier_entretien,
    pointer,
)
from accompagnement.enums import Presence
from accompagnement.forms import AjoutForm, EntretienForm
from accompagnement.lecture.emargement import lire_emargement
from accompagnement.lecture.entretien import LISTES, reperes
from accompagnement.lecture.parcours import Lecture
from accompagnement.listes.agenda import chevauchements
from accompagnement.listes.memo import du_parcours
from accompagnement.listes.phrase import phrases_de
from accompagnement.listes.rendez_vous_du_jour import rendez_vous_avant_demain
from accompagnement.models import Entretien
from accompagnement.permissions import Acte
from accompagnement.views.actes import (
    exiger,
    noter_l_ouverture,
    objet_visible,
    page_acte,
    parcours_visible,
    tracer_ouverture,
)
from accompagnement.views.brouillon import (
    CLOS,
    CONFIE,
    RETIRE,
    Refus,
    en_effacant,
    page_de_formulaire,
    rendre_ce_qui_se_perd,
    rendre_la_saisie,
)
from accompagnement.views.retrait import (
    adresse_du_repentir,
    lien_de_retrait,
    lire_le_repentir,
    repentir,
)
from plie.interface.actes import presser
from plie.socle.soumission import soumission_unique

CREER = "entretien:creer"
QUART_D_HEURE = 15
PROCHAINS_LUS = 20
POINTABLES = (Presence.HONORE, Presence.ABSENT, Presence.EXCUSE)


def _maintenant():
    """Now, on the quarter of an hour before: when a meeting that is being written began."""
    heure = timezone.localtime()
    return heure.replace(
        minute=heure.minute - heure.minute % QUART_D_HEURE, second=0, microsecond=0
    )


@soumission_unique
@rendre_ce_qui_se_perd
def entretien_creer(request, pk):
    parcours = parcours_visible(request, pk)
    rendue = _rendre_si_refuse(request, parcours, CREER)
    if rendue:
        return rendue
    brouillons = None
    if request.method != "POST":
        brouillons = lire_brouillons(parcours, par=request.user, cle=CREER)
    lecture = Lecture.pour(parcours, request.user, LISTES)
    prevu = None if brouillons else _prevu_aujourd_hui(request, lecture)
    if prevu:
        return redirect("accompagnement:entretien_modifier", prevu.pk)
    tracer_ouverture(request, parcours.participant_id, "Entretien")
    formulaire = EntretienForm(
        request.POST or None,
        lecture=lecture,
        agent=request.user,
        initial={"debut": _maintenant(), "presence": Presence.HONORE},
    )
    return _page(
        request,
        lecture,
        formulaire,
        CREER,
        lambda formulaire: enregistrer_entretien(
            parcours, par=request.user, **formulaire.valeurs()
        ),
        brouillons=brouillons,
        titre="Noter un entretien",
        repentir=repentir(request),
    )


def _prevu_aujourd_hui(request, lecture):
    """The first appointment of today, that this meeting is likely to be: it is completed, not
    doubled. `?autre` says that it is another one; so does a draft of another one."""
    if request.method == "POST" or "autre" in request.GET or "reprendre" in request.GET:
        return None
    prevus = [entretien for entretien in lecture.entretiens if _est_prevu_aujourd_hui(entretien)]
    return min(prevus, key=lambda entretien: (entretien.debut, entretien.pk), default=None)


def _est_prevu_aujourd_hui(entretien):
    est_de_ce_jour = timezone.localdate(entretien.debut) == timezone.localdate()
    return entretien.presence == Presence.PREVU and est_de_ce_jour


@require_safe
def entretien(request, pk):
    """Read it, whoever wrote it."""
    parcours = objet_visible(request, Entretien, pk).parcours
    exiger(Acte.VOIR_SUIVI.permet(request.user))
    tracer_ouverture(request, parcours.participant_id, "Entretien")
    lecture = Lecture.pour(parcours, request.user, ("affectations", "entretiens", "ajouts"))
    lu = next(entretien for entretien in lecture.entretiens if entretien.pk == pk)
    abordes = set(lu.freins.values_list("pk", flat=True))
    peut_ecrire = parcours.est_ouvert and lecture.peut_ecrire
    emargement = lire_emargement(lu)
    contexte = {
        "entretien": lu,
        "parcours": parcours,
        "ajouts": [
            (ajout, lien_de_retrait(request, ajout) if parcours.est_ouvert else None)
            for ajout in lecture.ajouts[pk]
        ],
        "jointes": list(lecture.pieces.filter(entretien=lu)),
        "joindre": adresse_pour_joindre(lu)
        if Acte.DEPOSER_PIECE.permet(request.user, parcours)
        else None,
        "etapes": lu.etapes.all(),
        "freins": [frein for frein in lecture.freins if frein.pk in abordes],
        "peut_modifier": (peut_ecrire or lu.est_un_oubli)
        and Acte.REECRIRE_ENTRETIEN.permet(request.user, lu),
        "peut_ajouter": peut_ecrire and lu.presence != Presence.PREVU,
        "retirer": lien_de_retrait(request, lu) if parcours.est_ouvert or lu.est_un_oubli else None,
        "lu": emargement,
        **_actes_sur_l_emargement(request, lu, emargement, peut_ecrire),
    }
    return render(request, "accompagnement/entretien_lire.html", contexte)


def _actes_sur_l_emargement(request, entretien, lu, peut_ecrire):
    est_a_signer = entretien.presence == Presence.HONORE and (lu is None or bool(lu.changements))
    peut_joindre = Acte.DEPOSER_PIECE.permet(request.user, entretien.parcours)
    return {
        "peut_signer": peut_ecrire and est_a_signer,
        "peut_joindre": peut_joindre and est_a_signer,
        "retirer_signature": lien_de_retrait(request, lu.emargement) if lu else None,
    }


@soumission_unique
def entretien_ajouter(request, pk):
    entretien = objet_visible(request, Entretien, pk, "agent")
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, entretien.parcours))
    return page_acte(
        request,
        AjoutForm(request.POST or None),
        lambda formulaire: ajouter_a_l_entretien(
            entretien, par=request.user, **formulaire.valeurs()
        ),
        titre=f"Ajouter à l'entretien du {timezone.localtime(entretien.debut):%d/%m/%Y}",
        explication=f"Votre ajout est signé et daté ; ce que {entretien.agent} a écrit reste tel "
        "quel.",
        bouton="Enregistrer l'ajout",
        succes="Ajout enregistré.",
        repentir=repentir(request),
        retour=reverse("accompagnement:entretien", args=[pk]),
        sur_titre=str(entretien.parcours.participant),
    )


@soumission_unique
@rendre_ce_qui_se_perd
def entretien_modifier(request, pk):
    cle = f"entretien:{pk}"
    try:
        entretien = objet_visible(request, Entretien, pk, "agent", "parcours__participant__commune")
    except Http404:
        rendue = _rendre_si_retire(request, pk, cle)
        if rendue is None:
            raise
        return rendue
    parcours = entretien.parcours
    peut_modifier = Acte.REECRIRE_ENTRETIEN.permet(request.user, entretien)
    if entretien.est_un_oubli:
        exiger(peut_modifier)
    else:
        rendue = _rendre_si_refuse(request, parcours, cle)
        if rendue:
            return rendue
    if not peut_modifier:
        return _rendre_ou_lire(request, entretien, cle)
    tracer_ouverture(request, parcours.participant_id, "Entretien")
    lecture = Lecture.pour(parcours, request.user, LISTES)
    formulaire = EntretienForm(
        request.POST or None,
        instance=entretien,
        lecture=lecture,
        agent=request.user,
        initial={"version": entretien.version, "presence": _presence_proposee(entretien)},
    )
    return _page(
        request,
        lecture,
        formulaire,
        cle,
        lambda formulaire: modifier_entretien(
            entretien,
            par=request.user,
            version=formulaire.cleaned_data["version"],
            **formulaire.valeurs(),
        ),
        titre=f"Entretien du {timezone.localtime(entretien.debut):%d/%m/%Y à %H:%M}",
        entretien=entretien,
        retirer=lien_de_retrait(request, entretien),
    )


def _rendre_si_refuse(request, parcours, cle):
    """What was typed on a parcours closed, or confided to another, meanwhile; else None, or 403."""
    peut_ecrire = Acte.ECRIRE_DOSSIER.permet(request.user, parcours)
    if parcours.est_ouvert and peut_ecrire:
        return None
    refus = CONFIE if parcours.est_ouvert else CLOS
    rendue = rendre_la_saisie(request, parcours, cle, refus)
    exiger(rendue or peut_ecrire)
    return rendue


def _rendre_si_retire(request, pk, cle):
    """What was typed of a meeting taken out meanwhile, of which only the history is left."""
    retires = Entretien.pgh_event_model.objects.filter(pgh_obj_id=pk, pgh_label="delete")
    parcours = retires.values_list("parcours", flat=True).first()
    if parcours is None:
        return None
    return rendre_la_saisie(request, parcours_visible(request, parcours), cle, RETIRE)


def _rendre_ou_lire(request, entretien, cle):
    """A colleague wrote it down meanwhile: what was typed too, else a link of before, to read."""
    lire = reverse("accompagnement:entretien", args=[entretien.pk])
    refus = Refus(
        "Cet entretien est déjà noté",
        f"{entretien.agent} l'a noté pendant votre saisie : ajoutez-y plutôt ce que vous savez.",
        vers=lire,
        bouton="Lire l'entretien",
    )
    return rendre_la_saisie(request, entretien.parcours, cle, refus) or redirect(lire)


@require_POST
def entretien_pointer(request, pk):
    """Held, absent or excused, in one press of the home page; and undone from the message that
    says it."""
    entretien = objet_visible(request, Entretien, pk, "agent")
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, entretien.parcours))
    personne = entretien.parcours.participant
    repenti = lire_le_repentir(request)
    if repenti:
        defaire = partial(depointer, entretien, par=request.user, **repenti[0])
        presser(request, defaire, f"Le rendez-vous de {personne} est de nouveau à noter.")
    elif request.POST.get("presence") in POINTABLES:
        _pointer(request, entretien, Presence(request.POST["presence"]))
    else:
        messages.error(request, "Dites si la personne est venue, absente ou excusée.")
    return redirect("/")


def _pointer(request, entretien, presence):
    exiger(Acte.REECRIRE_ENTRETIEN.permet(request.user, entretien))
    try:
        pointe = pointer(entretien, par=request.user, presence=presence)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
        return
    ecrit = {"version": pointe.version, "agent_id": entretien.agent_id}
    annuler = adresse_du_repentir(request, request.path, ecrit)
    fait = f"{entretien.parcours.participant} : {presence.label.lower()}."
    messages.success(request, fait, extra_tags=annuler)


def _presence_proposee(entretien):
    """An appointment whose hour has come was most likely kept."""
    prevu = entretien.presence == Presence.PREVU
    if prevu and entretien.debut <= timezone.now() + AVANCE:
        return Presence.HONORE
    return entretien.presence


def _page(request, lecture, formulaire, cle, verbe, *, entretien=None, brouillons=None, **page):
    parcours = lecture.parcours
    brouillon = page_de_formulaire(request, parcours, cle, formulaire, brouillons)
    sauf = entretien and entretien.pk
    suivant = _suivant(request.user, sauf)
    dossier = reverse("accompagnement:dossier", args=[parcours.participant_id])

    def ecrire(formulaire):
        ecrit = en_effacant(verbe, request, parcours, cle)(formulaire)
        _avertir(request, formulaire.cleaned_data.get("prochain_debut"))
        return ecrit

    reponse = page_acte(
        request,
        formulaire,
        ecrire,
        bouton="Enregistrer l'entretien",
        succes="Entretien enregistré.",
        retour=_apres(request, suivant, dossier),
        annuler=dossier,
        sur_titre=str(parcours.participant),
        gabarit="accompagnement/entretien.html",
        brouillon=brouillon,
        parcours=parcours,
        participant=parcours.participant,
        lecture=lecture,
        reperes=reperes(lecture, sauf),
        memos=list(du_parcours(parcours, request.user).values("texte", "le")),
        phrases=phrases_de(request.user),
        entretien=entretien,
        suivant=suivant,
        **page,
    )
    if request.method == "POST" and formulaire.errors:
        # The page refused shows the last notes again.
        noter_l_ouverture(request)
    return reponse


def _apres(request, suivant, dossier):
    """Where each button leads: the next one to be noted, what is to be joined, the dossier."""
    if "suivant" in request.POST:
        return _adresse_du_suivant(suivant)
    return adresse_pour_joindre if "joindre" in request.POST else dossier


def adresse_pour_joindre(entretien):
    """Where a photo or a file is joined, and back to the meeting."""
    deposer = reverse("accompagnement:piece_deposer", args=[entretien.parcours.participant_id])
    lire = reverse("accompagnement:entretien", args=[entretien.pk])
    return f"{deposer}?{urlencode({'entretien': entretien.pk, 'suite': lire})}"


def _suivant(agent, sauf):
    """The next appointment whose hour has come, to be written down after this one; or None."""
    lus = rendez_vous_avant_demain(agent, PROCHAINS_LUS)
    passes = (rv for rv in lus if rv.debut <= timezone.now())
    return next((rv for rv in passes if rv.pk != sauf), None)


def _adresse_du_suivant(suivant):
    """The agenda, when a colleague wrote the last one down meanwhile."""
    if suivant is None:
        return reverse("accompagnement:rendez_vous")
    return reverse("accompagnement:entretien_modifier", args=[suivant.pk])


def _avertir(request, debut):
    if debut:
        autres = chevauchements(request.user, debut, 60)
        if len(autres) > 1:
            messages.warning(request, "Le prochain rendez-vous en chevauche un autre.")
