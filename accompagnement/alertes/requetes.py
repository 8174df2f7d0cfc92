"""What makes a person easy to lose: each alert as a query over all the parcours at once.

Each question gives rows (parcours, code, le, lecteurs). "Since N days" means more than N days
ago, as the indicators count; an appointment to come hides nothing: it may be missed.
"""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate

from accompagnement.alertes.completude import faits_d_eligibilite, incomplets, lecteurs
from accompagnement.enums import (
    DELAI_SORTIE,
    RAPPEL_SORTIE,
    CodeAlerte,
    Jalon,
    Lecteurs,
    Moment,
    Statut,
    TypeCommission,
)
from accompagnement.models import (
    AppartenanceCohorte,
    Commission,
    Emploi,
    Etape,
    Parcours,
    Passage,
    Situation,
    SuiviEmploi,
    Suspension,
)
from plie.socle.dates import MoisApres

RENCONTRES = (Statut.ACTIF, Statut.EN_EMPLOI, Statut.SORTIE_PROPOSEE)
# SORTIE_PROPOSEE left out: the end of the parcours is already being decided.
QUI_FINISSENT = (Statut.ACTIF, Statut.SUSPENDU, Statut.EN_EMPLOI)
BIENTOT_EN_COMMISSION = (
    Statut.EN_DIAGNOSTIC,
    Statut.AJOURNE,
    Statut.PRESENTE,
    Statut.SORTIE_PROPOSEE,
)


def _lignes(requete, code, le="le", parcours="pk", lecteurs=Lecteurs.TOUS):
    """`lecteurs`: the same for all, or an expression."""
    valeur, pour = (
        Value(dit, output_field=CharField()) if isinstance(dit, str) else dit
        for dit in (code, lecteurs)
    )
    return requete.annotate(code=valeur, pour=pour).values_list(parcours, "code", le, "pour")


def sans_entretien(parcours, reglages, jour):
    avant = {
        niveau: jour - timedelta(days=getattr(reglages, f"jours_entretien_{niveau}"))
        for niveau in (1, 2, 3)
    }
    niveau = Case(
        When(le__lt=avant[3], then=Value(CodeAlerte.SANS_ENTRETIEN_3)),
        When(le__lt=avant[2], then=Value(CodeAlerte.SANS_ENTRETIEN_2)),
        default=Value(CodeAlerte.SANS_ENTRETIEN_1),
        output_field=CharField(),
    )
    vus = parcours.filter(statut__in=RENCONTRES, date_entree__lt=avant[1])
    dernier = vus.avec_dernier_entretien().annotate(
        le=Coalesce(TruncDate("dernier_entretien"), "date_entree")
    )
    return _lignes(dernier.filter(le__lt=avant[1]), niveau)


def suivi_renforce(parcours, reglages, jour):
    """Of a cohort, which has a threshold of its own: the shortest of theirs who are in several."""
    membres = AppartenanceCohorte.objects.au(jour).filter(parcours=OuterRef("pk")).order_by()
    seuil = membres.values("parcours").annotate(jours=Min("cohorte__jours_sans_entretien"))
    vus = parcours.filter(Exists(membres), statut__in=RENCONTRES).avec_dernier_entretien()
    attendus = vus.annotate(
        le=Coalesce(TruncDate("dernier_entretien"), "date_entree"),
        seuil=Subquery(seuil.values("jours")),
    )
    limite = ExpressionWrapper(Value(jour) - F("seuil"), output_field=DateField())
    return _lignes(attendus.filter(le__lt=limite), CodeAlerte.SUIVI_RENFORCE)


def sans_etape_en_cours(parcours, reglages, jour):
    etapes = Etape.objects.filter(parcours=OuterRef("pk")).order_by()
    en_cours = etapes.en_cours(jour)
    derniere = etapes.commencees().values("parcours").annotate(fin=Max("date_fin")).values("fin")
    sans = parcours.filter(~Exists(en_cours), statut=Statut.ACTIF)
    return _lignes(sans.annotate(le=Subquery(derniere)), CodeAlerte.SANS_ETAPE)


def fin_proche(parcours, reglages, jour):
    limite = jour + relativedelta(months=reglages.mois_avant_fin)
    ouverts = parcours.filter(statut__in=QUI_FINISSENT)
    finissent = ouverts.avec_fin_prevue(reglages.duree_max_mois).filter(fin_prevue__lte=limite)
    return _lignes(finissent, CodeAlerte.FIN_PROCHE, "fin_prevue")


def contrats(parcours, reglages, jour):
    """One a parcours, the latest milestone of the job that runs. That of six months stays until
    the exit is proposed, whatever its follow-up says. A job that no follow-up was planned for is
    counted from its own beginning."""
    en_emploi = parcours.filter(statut=Statut.EN_EMPLOI).values("pk")
    suivis = SuiviEmploi.objects.filter(emploi=OuterRef("pk"))
    tenus = Emploi.objects.en_cours().mettent_en_emploi().filter(parcours__in=en_emploi)
    termes = {
        jalon: Case(
            When(Exists(suivis), then=Subquery(suivis.filter(jalon=jalon).values("prevu_le")[:1])),
            default=sinon,
            output_field=DateField(),
        )
        for jalon, sinon in (
            (Jalon.J30.value, Cast(F("date_debut") + timedelta(days=30), DateField())),
            (Jalon.M3.value, MoisApres("date_debut", 3)),
            (Jalon.M6.value, MoisApres("date_debut", 6)),
        )
    }
    m6, m3, j30 = Q(m6__lte=jour), Q(m3__lte=jour), Q(j30__lte=jour)
    faits = suivis.filter(fait_le__isnull=False)
    du = Q(m6) | m3 & ~Exists(faits.filter(jalon=Jalon.M3))
    du |= j30 & (Q(m3__gt=jour) | Q(m3=None)) & ~Exists(faits.filter(jalon=Jalon.J30))
    code = Case(
        When(m6, then=Value(CodeAlerte.CONTRAT_M6)),
        When(m3, then=Value(CodeAlerte.CONTRAT_M3)),
        default=Value(CodeAlerte.CONTRAT_M1),
        output_field=CharField(),
    )
    le = Case(When(m6, then=F("m6")), When(m3, then=F("m3")), default=F("j30"))
    a_faire = tenus.annotate(**termes).filter(du).annotate(le=le)
    premiers = a_faire.order_by("parcours_id", "date_debut", "pk").distinct("parcours_id")
    return _lignes(premiers, code, parcours="parcours_id")


def preuve_expiree(parcours, reglages, jour):
    """A criterion whose every proof ends before the commission that will read it: the one whose
    agenda names the person, or the next of its kind for whoever is about to be on one."""
    en_attente = Passage.objects.filter(
        parcours=OuterRef("pk"), decision="", commission__date__gte=jour
    )

    def prochaine(type_):
        a_venir = Commission.objects.filter(type=type_, date__gte=jour)
        return Subquery(a_venir.order_by("date").values("date")[:1])

    suivante = Case(
        When(statut=Statut.SORTIE_PROPOSEE, then=prochaine(TypeCommission.SORTIE)),
        default=prochaine(TypeCommission.INTEGRATION),
    )
    concernes = parcours.filter(statut__in=BIENTOT_EN_COMMISSION).annotate(
        le=Coalesce(Subquery(en_attente.values("commission__date")[:1]), suivante)
    )
    complet, ordinaire = _expire(ordinaires=False), _expire(ordinaires=True)
    return _lignes(
        concernes.filter(complet | ordinaire),
        CodeAlerte.PREUVE_EXPIREE,
        lecteurs=lecteurs(complet, ordinaire),
    )


def _expire(*, ordinaires):
    criteres, pieces = faits_d_eligibilite(ordinaires=ordinaires)
    pieces = pieces.filter(criteres=OuterRef("pk"))
    commission = OuterRef(OuterRef("le"))
    expires = criteres.filter(
        Exists(pieces.filter(date_fin_validite__lt=commission)),
        ~Exists(
            pieces.filter(Q(date_fin_validite__isnull=True) | Q(date_fin_validite__gte=commission))
        ),
        parcours=OuterRef("pk"),
    )
    return Q(Exists(expires))


def orientation(parcours, reglages, jour):
    prescrits = parcours.filter(statut=Statut.PRESCRIT).annotate(
        le=Coalesce("date_prescription", TruncDate("cree_le"))
    )
    limite = jour - timedelta(days=reglages.jours_orientation)
    return _lignes(prescrits.filter(le__lt=limite), CodeAlerte.ORIENTATION)


def suspension(parcours, reglages, jour):
    suspendus = parcours.filter(statut=Statut.SUSPENDU).values("pk")
    finissent = Suspension.objects.en_cours().filter(
        parcours__in=suspendus,
        date_fin_prevue__lte=jour + timedelta(days=reglages.jours_avant_reprise),
    )
    return _lignes(finissent, CodeAlerte.SUSPENSION, "date_fin_prevue", "parcours_id")


def situation_de_sortie(parcours, reglages, jour):
    """The situation on leaving that nobody has collected: FSE+ wants it within four weeks. After
    six months it is the national survey that asks."""
    recueillies = Situation.objects.filter(parcours=OuterRef("pk"), moment=Moment.SORTIE)
    attendues = parcours.filter(
        ~Exists(recueillies),
        statut=Statut.SORTI,
        date_sortie__lt=jour,
        date_sortie__gte=jour - relativedelta(months=6),
    )
    code = Case(
        When(date_sortie__lte=jour - DELAI_SORTIE, then=Value(CodeAlerte.SORTIE_J28)),
        When(date_sortie__lte=jour - RAPPEL_SORTIE, then=Value(CodeAlerte.SORTIE_J14)),
        default=Value(CodeAlerte.SORTIE_J1),
        output_field=CharField(),
    )
    return _lignes(attendues, code, "date_sortie")


def maintien_apres_sortie(parcours, reglages, jour):
    """The follow-up at six months of a job that runs on after the exit, for half a year: the figure
    of jobs held waits for it. Who has come back is followed elsewhere."""
    revenus = Parcours.objects.ouverts().filter(participant=OuterRef("participant"))
    sortis = parcours.filter(~Exists(revenus), statut=Statut.SORTI).values("pk")
    dus = SuiviEmploi.objects.filter(
        jalon=Jalon.M6,
        fait_le__isnull=True,
        prevu_le__lte=jour,
        prevu_le__gte=jour - relativedelta(months=6),
        emploi__in=Emploi.objects.en_cours().filter(parcours__in=sortis).order_by().values("pk"),
    )
    premiers = dus.order_by("emploi__parcours_id", "prevu_le").distinct("emploi__parcours_id")
    return _lignes(premiers, CodeAlerte.MAINTIEN_M6, "prevu_le", "emploi__parcours_id")


def dossier_incomplet(parcours, reglages, jour):
    en_attente = Passage.objects.filter(
        parcours__in=parcours.ouverts().values("pk"), decision="", commission__date__gte=jour
    )
    return _lignes(
        incomplets(en_attente),
        CodeAlerte.DOSSIER_INCOMPLET,
        "commission__date",
        "parcours_id",
        lecteurs=F("lecteurs"),
    )
