"""People followed, transferred, proposed for an exit, gone: a mark in every sensitive place."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from django.apps import apps
from django.forms import BaseForm
from django.forms.models import ModelChoiceIterator
from django.utils import timezone
from django_filters.filterset import BaseFilterSet

from accompagnement.actions.non_entree import clore_sans_entree
from accompagnement.actions.notification import preparer_les_resumes
from accompagnement.actions.partage import partager
from accompagnement.actions.participant import effacer_dossier
from accompagnement.enums import (
    CRITERES_SENSIBLES,
    PIECES_SENSIBLES,
    Categorie,
    Critere,
    MoyenReponse,
    Presence,
    Statut,
    TypePiece,
)
from accompagnement.models import (
    MotifNonEntree,
    Orientation,
    Sortie,
)
from accompagnement.tasks import preparer_les_sms
from plie.comptes.enums import Role
from plie.partenaires.models import Abonnement
from plie.referentiels.models import SituationFrein, TypeFrein, TypeObjectif
from tests.balayage.maison import installer
from tests.balayage.marques import AGENTS, FAITS, OUVRENT, Marques
from tests.balayage.suivi import accompagner, remplir
from tests.partenaire import Partenaire
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    CommissionFactory,
    EntretienFactory,
    MotifSortieFactory,
    OrientationFactory,
    ParcoursFactory,
    RemplacementFactory,
    SortieFactory,
    StructureFactory,
)


def monter(monkeypatch):
    structure = StructureFactory()
    agents = {role.value: AgentFactory(role=role) for role in Role if role is not Role.REFERENT}
    agents |= {nom: AgentFactory() for nom in AGENTS if nom not in agents}
    for nom in ("referente", "collegue"):
        agents[nom].structure = structure
        agents[nom].save()
    scene = SimpleNamespace(agents=agents, structure=structure, marques=Marques(), valeurs={})
    scene.remplis, scene.orientations, scene.courriers = [], [], []
    _remplacer(scene)
    _reperes(scene)
    _libelles(scene, monkeypatch)
    scene.commissions, scene.passages = CommissionFactory.create_batch(2), []
    suivis = [_suivi(scene), _propose(scene), _transfere(scene)]
    for parcours in suivis:
        remplir(scene, parcours)
    # The assignment ends with the exit: what is sensitive there is coordination's to read.
    ouvertes = set(scene.marques)
    _confiee(scene)
    suivis += [_sorti(scene), _non_entre(scene)]
    remplir(scene, suivis[-1])
    scene.du_clos = set(scene.marques) - ouvertes
    scene.suivis = suivis
    installer(scene, suivis)
    _partager(scene, suivis)
    _rappeler(suivis[1])
    preparer_les_resumes()
    # Last: the history gives its reason to what the same transaction would write next.
    _effacer(scene)
    return scene


def _rappeler(parcours):
    """By SMS, of an appointment that it has."""
    demain = timezone.now() + timedelta(days=1)
    parcours.entretiens.filter(presence=Presence.PREVU).update(debut=demain)
    preparer_les_sms()


def _effacer(scene):
    """A dossier created by mistake: only the history says that it was."""
    lecteurs = {"coordination", "direction"}
    cree = ParcoursFactory(participant__nom=scene.marques.poser("identite", lecteurs))
    motif = scene.marques.poser("effacement", {"coordination"})
    effacer_dossier(cree.participant, par=scene.agents["coordination"], motif=motif)


def _partager(scene, suivis):
    """A program of the partner that sent everybody, and that knows everybody."""
    siennes = Orientation.objects.filter(pk__in=[pk for pk, _ in scene.orientations])
    # All of one partner: as they were written, each was of its own.
    conseiller = scene.agents["conseiller"]
    structure = conseiller.structure
    siennes.update(structure=structure, deposee_par=conseiller)
    scene.programme = Partenaire(structure=structure, nom="Balayage")
    scene.orientees = list(siennes.values_list("identifiant", flat=True))
    scene.partages = [partager(p.participant_id, structure.pk).identifiant for p in suivis]
    adresse = "https://exemple.invalid/"
    abonnement = Abonnement.objects.create(application=scene.programme.application, adresse=adresse)
    scene.valeurs |= {
        "applications": [scene.programme.application.pk],
        "applications/webhooks": [abonnement.pk],
        "oppositions": [1],
    }


def _libelles(scene, monkeypatch):
    """What a sensitive code says in words, wherever it was copied from its enum."""
    for lieu, enum, codes in (
        ("critere", Critere, CRITERES_SENSIBLES),
        ("typepiece", TypePiece, PIECES_SENSIBLES),
    ):
        anciens = enum.choices
        for code in sorted(codes):
            monkeypatch.setattr(code, "_label_", scene.marques.poser(lieu, FAITS))
        for champ in _champs():
            # Rows of the database are no labels of ours, and some forms have none yet.
            if isinstance(champ.choices, ModelChoiceIterator):
                continue
            if list(champ.choices or ()) == anciens:
                monkeypatch.setattr(champ, "choices", enum.choices)
        for filtre in _filtres():
            if filtre.extra.get("choices") == anciens:
                monkeypatch.setitem(filtre.extra, "choices", enum.choices)


def _champs():
    """Of the models and of the forms."""
    for modele in apps.get_models():
        yield from modele._meta.fields
    for formulaire in _descendantes(BaseForm):
        champs = getattr(formulaire, "base_fields", {}).values()
        yield from (champ for champ in champs if hasattr(champ, "choices"))


def _filtres():
    return [
        f for jeu in _descendantes(BaseFilterSet) for f in getattr(jeu, "base_filters", {}).values()
    ]


def _descendantes(classe):
    for fille in classe.__subclasses__():
        yield fille
        yield from _descendantes(fille)


def _remplacer(scene):
    jour = timezone.localdate()
    for nom, du, au in (
        ("remplacante", -1, 1),
        ("remplacante_passee", -9, -5),
        ("remplacante_a_venir", 5, 9),
    ):
        RemplacementFactory(
            absent=scene.agents["referente"],
            remplacant=scene.agents[nom],
            date_debut=jour + timedelta(days=du),
            date_fin=jour + timedelta(days=au),
        )


def _reperes(scene):
    """Freins as the house words them: health, housing and justice, and an ordinary one of which a
    situation and an objective say something of health."""
    for slug in ("sante", "logement", "justice"):
        libelle = scene.marques.poser(f"type{slug}", FAITS)
        TypeFrein.objects.create(slug=f"{slug}-zq", libelle=libelle, est_sensible=True)
    mobilite = TypeFrein.objects.create(slug="mobilite-zq", libelle="Mobilité", est_sensible=False)
    for modele in (SituationFrein, TypeObjectif):
        modele.objects.create(
            slug="detail-zq",
            type=mobilite,
            libelle=scene.marques.poser("detail", FAITS),
            est_sensible=True,
        )


def _suivi(scene):
    return ParcoursFactory(
        actif=True,
        structure=scene.structure,
        referent=scene.agents["referente"],
        criteres=[*CRITERES_SENSIBLES, Critere.RSA],
        participant__nom=scene.marques.poser("identite", OUVRENT),
        participant__email="a@exemple.fr",
        participant__accepte_courriels=True,
        participant__telephone="06 12 34 56 78",
        participant__accepte_sms=True,
    )


def _propose(scene):
    parcours = _suivi(scene)
    type(parcours).objects.filter(pk=parcours.pk).update(statut=Statut.SORTIE_PROPOSEE)
    parcours.refresh_from_db()
    Sortie.objects.create(
        parcours=parcours,
        motif=_motif(scene, "propose"),
        date_effet=date(2025, 9, 1),
        proposee_le=date(2025, 9, 1),
        proposee_par=scene.agents["referente"],
        commentaire=scene.marques.poser("sortiecommentaire", FAITS),
    )
    return parcours


def _confiee(scene):
    """An orientation that the référents of the structure are to answer."""
    repondent = {"referente", "collegue", "coordination"}
    recue = OrientationFactory(
        confiee_a=scene.structure,
        nom=scene.marques.poser("identite", repondent | {"direction", "gestionnaire_fse"}),
        message=scene.marques.poser("orientation", repondent),
    )
    accompagner(scene, recue, repondent)


def _sorti(scene):
    parcours = ParcoursFactory(
        statut=Statut.SORTIE_PROPOSEE,
        date_entree=date(2025, 1, 15),
        structure=scene.structure,
        participant__nom=scene.marques.poser("identite", OUVRENT),
    )
    parcours.statut, parcours.date_sortie = Statut.SORTI, date(2025, 9, 1)
    parcours.save()
    AffectationFactory(parcours=parcours, agent=scene.agents["referente"])
    SortieFactory(
        parcours=parcours,
        motif=_motif(scene, "valide"),
        commentaire=scene.marques.poser("sortievalidee", FAITS),
    )
    return parcours


def _non_entre(scene):
    parcours = ParcoursFactory(
        structure=scene.structure, participant__nom=scene.marques.poser("identite", OUVRENT)
    )
    motif = MotifNonEntree.objects.create(
        code="reserve-zq",
        libelle=scene.marques.poser("motifnonentree", FAITS),
        est_sensible=True,
        est_actif=False,
    )
    clore_sans_entree(
        parcours,
        par=scene.agents["coordination"],
        motif=motif,
        date=timezone.localdate(),
        moyen=MoyenReponse.AUCUN,
    )
    return parcours


def _motif(scene, lieu):
    """No longer offered to whoever types an exit: seen where somebody left for it."""
    return MotifSortieFactory(
        code=f"{lieu}-zq",
        libelle=scene.marques.poser(f"motif{lieu}", FAITS),
        categorie=Categorie.AUTRE,
        est_sensible=True,
        est_deces=False,
        deduit_de="",
        est_actif=False,
    )


def _transfere(scene):
    """From the référent of another structure, who still holds what they wrote of the meetings."""
    parcours = ParcoursFactory(
        actif=True,
        structure=scene.structure,
        criteres=[Critere.DETENTION],
        participant__nom=scene.marques.poser("identite", OUVRENT),
    )
    ancien, referente = scene.agents["ancien"], scene.agents["referente"]
    AffectationFactory(parcours=parcours, agent=ancien, date_fin=date(2025, 4, 1))
    AffectationFactory(parcours=parcours, agent=referente, date_debut=date(2025, 4, 2))
    secret = scene.marques.poser("ancienconfidence", {"ancien", "coordination"})
    EntretienFactory(parcours=parcours, agent=ancien, notes_confidentielles=secret)
    EntretienFactory(
        parcours=parcours,
        agent=referente,
        confie_par=ancien,
        debut=datetime(2030, 3, 4, 9, tzinfo=UTC),
        presence=Presence.PREVU,
        notes_confidentielles=scene.marques.poser("ancienavenir", {"ancien", "coordination"}),
    )
    return parcours
