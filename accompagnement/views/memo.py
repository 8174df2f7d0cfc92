"""Things to do: noted from home or from a dossier, done, undone, put off, withdrawn."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from accompagnement.actions.memo import (
    cocher_memo,
    creer_memo,
    decocher_memo,
    modifier_memo,
    retirer_memo,
)
from accompagnement.forms import MemoForm
from accompagnement.listes.memo import de_l_agent
from accompagnement.models import Memo
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte, parcours_visible
from plie.socle.soumission import soumission_unique


@require_safe
def memos(request):
    exiger(Acte.TENIR_MEMO.permet(request.user))
    a_faire, confies, faits = de_l_agent(request.user)
    contexte = {"a_faire": a_faire, "confies": confies, "faits": faits}
    return render(request, "accompagnement/memos.html", contexte)


@soumission_unique
def memo_creer(request):
    """On the person that the address names, else alone."""
    exiger(Acte.TENIR_MEMO.permet(request.user))
    cle = request.GET.get("parcours", "")
    parcours = parcours_visible(request, cle) if cle.isdecimal() else None
    return page_acte(
        request,
        MemoForm(request.POST or None, parcours=parcours, initial={"pour": request.user}),
        lambda formulaire: creer_memo(par=request.user, parcours=parcours, **formulaire.valeurs()),
        titre="Noter une chose à faire",
        bouton="Enregistrer le mémo",
        succes="Mémo enregistré.",
        retour=_dossier(parcours),
        sur_titre=str(parcours.participant) if parcours else "",
    )


def _dossier(parcours):
    if parcours is None:
        return reverse("accompagnement:memos")
    return reverse("accompagnement:dossier", args=[parcours.participant_id])


def _le_sien(request, pk):
    exiger(Acte.TENIR_MEMO.permet(request.user))
    return get_object_or_404(Memo.objects.visibles_par(request.user).avec_qui(), pk=pk)


@soumission_unique
def memo_modifier(request, pk):
    memo = _le_sien(request, pk)
    return page_acte(
        request,
        MemoForm(
            request.POST or None,
            instance=memo,
            parcours=memo.parcours,
            initial={"version": memo.version},
        ),
        lambda formulaire: modifier_memo(
            memo,
            par=request.user,
            version=formulaire.cleaned_data["version"],
            **formulaire.valeurs(),
        ),
        titre="Modifier un mémo",
        bouton="Enregistrer le mémo",
        succes="Mémo enregistré.",
        retour=_dossier(memo.parcours),
        sur_titre=str(memo.parcours.participant) if memo.parcours else "",
    )


@require_POST
def memo_cocher(request, pk):
    memo = _le_sien(request, pk)
    cocher_memo(memo, par=request.user)
    retour = reverse("accompagnement:memo_decocher", args=[pk])
    messages.success(request, f"C'est fait : {memo}.", extra_tags=retour)
    return _la_d_ou_l_on_vient(request)


@require_POST
def memo_decocher(request, pk):
    memo = _le_sien(request, pk)
    decocher_memo(memo, par=request.user)
    messages.success(request, f"De nouveau à faire : {memo}.")
    return _la_d_ou_l_on_vient(request)


@require_POST
def memo_retirer(request, pk):
    memo = _le_sien(request, pk)
    retirer_memo(memo, par=request.user)
    messages.success(request, f"Mémo retiré : {memo}.")
    return _la_d_ou_l_on_vient(request)


def _la_d_ou_l_on_vient(request):
    suite = request.POST.get("suite", "")
    if not url_has_allowed_host_and_scheme(suite, allowed_hosts={request.get_host()}):
        suite = reverse("accompagnement:memos")
    return redirect(suite)
