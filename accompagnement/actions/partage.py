"""What is shared with partners, and the refusals of the people concerned."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accompagnement.lecture.partage import (
    PARTAGE_TROUVE,
    garder_les_faits,
    lire_partages,
    parametres_des_faits,
)
from accompagnement.models import Opposition, Orientation, Partage, Participant
from accompagnement.models.partage import oppositions_a
from accompagnement.permissions import Acte
from plie.journal.acte import acte
from plie.journal.actions import tracer_consultation, tracer_consultations
from plie.journal.models import Consultation
from plie.socle.sql import instance_de, lire_ligne, lire_sql

OBJET_MAX = Consultation._meta.get_field("objet").max_length
# Written by hand, and one each: composed by the models at each call of the API, they take longer
# than they run. The rule is that of `Partage.objects.visibles_par`, which a test compares.
RETROUVER = lire_sql(__file__, "retrouver_partage") + PARTAGE_TROUVE
CONSULTER = lire_sql(__file__, "consulter_partage") + PARTAGE_TROUVE
RECHERCHE, LECTURE = "Recherche par un partenaire", "Consultation par un partenaire"


@acte(Acte.LIRE_PARTAGE, en_une_instruction=True)
def retrouver(numero, *, par, declarant, **lecture):
    """The Partage of the person who has exactly this France Travail number, made if it is the first
    time, and the consultation logged; None when nobody has it, or when they refuse.
    `lecture`: what `lire_partage` will be asked for, read by the same statement."""
    return _lire(RETROUVER, RECHERCHE, par, declarant, lecture, numero=numero)


@acte(Acte.LIRE_PARTAGE)
def retrouver_orientee(*, par, declarant, **identite):
    """As `retrouver`, of the people whom this partner sent and the house accepted, by the name
    and birth date that it wrote."""
    envoyees = Orientation.objects.visibles_par(par).acceptees().de(**identite)
    partages = Partage.objects.visibles_par(par)
    partage = partages.filter(participant__parcours__in=envoyees.values("parcours")).first()
    if partage is not None:
        tracer_consultation(
            par=par,
            participant_id=partage.participant_id,
            objet=RECHERCHE,
            declarant=declarant,
        )
    return partage


def partager(participant_id, structure_id):
    """The partner knows this person from now on."""
    partage, _ = Partage.objects.get_or_create(
        participant_id=participant_id, structure_id=structure_id
    )
    return partage


@acte(Acte.LIRE_PARTAGE, en_une_instruction=True)
def consulter(identifiant, *, par, declarant, **lecture):
    """The Partage that the partner of `par` names so, the consultation logged, or None; `lecture`
    as for `retrouver`."""
    return _lire(CONSULTER, LECTURE, par, declarant, lecture, identifiant=identifiant)


@acte(Acte.LIRE_PARTAGE)
def consulter_en_lot(participant_ids, *, par, declarant):
    """{participant: the facts shared}, of those that the partner of `par` knows, each logged as
    read."""
    partages = list(Partage.objects.visibles_par(par).filter(participant__in=participant_ids))
    tracer_consultations(
        par=par,
        participant_ids=[partage.participant_id for partage in partages],
        objet=LECTURE,
        declarant=declarant,
    )
    return lire_partages(partages)


def _lire(requete, objet, par, declarant, lecture, **qui):
    """The Partage found, with its facts, the reading logged by the same statement, or None."""
    faits = parametres_des_faits(**lecture)
    trace = {"structure": par.structure_id, "agent": par.pk, "objet": objet}
    lu = lire_ligne(requete, {**trace, "declarant": declarant, **faits, **qui})
    return garder_les_faits(instance_de(Partage, lu), lu, faits) if lu else None


@acte(Acte.RAPPROCHER_LISTE)
def rapprocher_liste(structure, numeros, *, par, declarant=""):
    """{number: the facts shared}, of the people who have exactly these numbers and do not refuse:
    `structure` knows them from now on, and each is logged as read. As many questions for ten
    thousand numbers as for one."""
    connus = Participant.objects.actuels().filter(
        ~Exists(oppositions_a(structure.pk, OuterRef("pk"))), numero_france_travail__in=numeros
    )
    par_participant = dict(connus.values_list("pk", "numero_france_travail"))
    Partage.objects.bulk_create(
        [Partage(structure=structure, participant_id=cle) for cle in par_participant],
        ignore_conflicts=True,
    )
    partages = list(structure.partages.filter(participant__in=par_participant))
    tracer_consultations(
        par=par,
        participant_ids=par_participant,
        objet=f"Liste pour {structure}"[:OBJET_MAX],
        declarant=declarant,
    )
    lus = lire_partages(partages)
    return {par_participant[cle]: dit for cle, dit in lus.items()}


@acte(Acte.GERER_OPPOSITION)
def noter_opposition(participant, *, par, structure=None):
    """From now on nothing of `participant` is shared with `structure`, or with any partner."""
    opposition = Opposition(participant=participant, structure=structure, recueillie_par=par)
    opposition.full_clean()
    opposition.save()
    return opposition


@acte(Acte.GERER_OPPOSITION)
def lever_opposition(opposition, *, par):
    actuelle = Opposition.objects.select_for_update().get(pk=opposition.pk)
    if actuelle.levee_le:
        raise ValidationError("Cette opposition est déjà levée.")
    actuelle.levee_le, actuelle.levee_par = timezone.now(), par
    actuelle.save()
    return actuelle
