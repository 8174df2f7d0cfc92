"""What is written under the chapters of a report, and what its author has not sent yet."""

from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.utils import timezone

from conventions.enums import STATUTS_EN_PRODUCTION, StatutRapport
from conventions.models import BrouillonCommentaire, CommentaireRapport, Rapport
from conventions.permissions import Acte
from conventions.rapports.modeles import MODELES
from plie.journal.acte import acte
from plie.socle.erreurs import Conflit

TAILLE_MAXIMALE = 5_000
AILLEURS = "Une autre page garde déjà votre brouillon de ces commentaires : rechargez celle-ci."


def lire_les_textes(rapport):
    """{code of a chapter: its comment}."""
    return dict(rapport.commentaires.values_list("chapitre", "texte"))


def lire_le_brouillon(rapport, *, par):
    return BrouillonCommentaire.objects.filter(agent=par, rapport=rapport).first()


@acte(Acte.PRODUIRE_RAPPORT)
def commenter(rapport, *, par, textes, version):
    """Keep `textes` ({code of a chapter: text}) in place of what was there, and forget the draft of
    `par`. Raises ValidationError once the report is no longer being prepared, Conflit when somebody
    saved since `version` was read."""
    rapport = Rapport.objects.select_for_update().get(pk=rapport.pk)
    _exiger_en_preparation(rapport)
    if rapport.version_commentaires != version:
        lus = {_champ(code): texte for code, texte in lire_les_textes(rapport).items()}
        vides = dict.fromkeys(map(_champ, MODELES[rapport.modele].chapitres), "")
        raise Conflit(SimpleNamespace(version=rapport.version_commentaires, **vides | lus))
    _ecrire(rapport, par, textes)
    rapport.version_commentaires += 1
    rapport.save()
    BrouillonCommentaire.objects.filter(agent=par, rapport=rapport).delete()
    return rapport


def _exiger_en_preparation(rapport):
    if rapport.statut in STATUTS_EN_PRODUCTION:
        raise ValidationError("Il est en cours de production : réessayez dans un instant.")
    if rapport.statut != StatutRapport.BROUILLON:
        raise ValidationError("Ce rapport n'est plus en préparation : copiez votre texte.")


def _champ(chapitre):
    return f"commentaire_{chapitre}"


def _ecrire(rapport, par, textes):
    avant = lire_les_textes(rapport)
    for chapitre, texte in textes.items():
        texte = texte.strip()
        if texte == avant.get(chapitre, ""):
            continue
        rapport.commentaires.filter(chapitre=chapitre).delete()
        if texte:
            CommentaireRapport.objects.create(
                rapport=rapport, chapitre=chapitre, texte=texte, ecrit_par=par
            )


@acte(Acte.PRODUIRE_RAPPORT)
def garder_le_brouillon(rapport, *, par, contenu, jeton, reprend=None):
    """Keep what `par` is typing ({field: text}); returns when. The page `jeton` replaces its own
    save and that of the page it took up, never another one. Raises ValidationError."""
    _exiger_en_preparation(rapport)
    if sum(map(len, contenu.values())) > TAILLE_MAXIMALE * (len(contenu) + 1):
        raise ValidationError("Ce texte est trop long pour être enregistré.")
    garde, est_neuf = BrouillonCommentaire.objects.select_for_update().get_or_create(
        agent=par, rapport=rapport, defaults={"contenu": contenu, "jeton": jeton}
    )
    if not est_neuf and garde.jeton not in (jeton, reprend):
        raise ValidationError(AILLEURS)
    garde.contenu, garde.jeton = contenu, jeton
    garde.save()
    return timezone.now()


@acte(Acte.PRODUIRE_RAPPORT)
def oublier_le_brouillon(rapport, *, par):
    BrouillonCommentaire.objects.filter(agent=par, rapport=rapport).delete()
