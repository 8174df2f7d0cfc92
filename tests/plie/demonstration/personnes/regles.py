"""What a professional would see at once if it were wrong: the rules that invented people obey.
The day of the loading has an agenda and commissions whatever it is."""

from collections import Counter, defaultdict

from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from accompagnement.enums import Critere, Foyer
from accompagnement.models import (
    Commission,
    CritereEligibilite,
    Emploi,
    Entretien,
    Etape,
    ObjectifFrein,
    Parcours,
    Projet,
    Seance,
    Situation,
    Sortie,
)
from plie.referentiels.enums import Niveau
from plie.socle.jours_ouvres import est_ouvre

AVEC_ENFANTS = (Foyer.PARENT_ISOLE, Foyer.COUPLE_ENFANTS)
DATES = (
    (Parcours, "date_entree"),
    (Commission, "date"),
    (Sortie, "date_effet"),
    (Emploi, "date_debut"),
    (Emploi, "date_fin"),
    (Etape, "date_debut"),
    (Etape, "date_debut_prevue"),
    (Etape, "date_fin_prevue"),
    (Etape, "date_fin"),
)


def everything_happens_on_a_working_day(jour):
    jours = {
        f"{modele.__name__}.{champ}": set(modele.objects.values_list(champ, flat=True))
        for modele, champ in DATES
    }
    for modele in (Entretien, Seance):
        du_jour = modele.objects.annotate(le=TruncDate("debut"))
        jours[modele.__name__] = set(du_jour.values_list("le", flat=True))
    chomes = {
        (nom, le) for nom, vus in jours.items() for le in vus - {None, jour} if not est_ouvre(le)
    }
    assert chomes == set()


def nobody_has_two_appointments_at_the_same_minute(_jour):
    for qui in ("agent", "parcours__participant"):
        fois = Counter(Entretien.objects.values_list(qui, "debut"))
        assert [cle for cle, nombre in fois.items() if nombre > 1] == [], qui


def appointments_are_spread_over_the_week(_jour):
    debuts = Entretien.objects.filter(debut__year__gte=2025).values_list("debut", flat=True)
    jours = Counter(timezone.localtime(debut).weekday() for debut in debuts)
    assert all(0.13 < jours[rang] / jours.total() < 0.27 for rang in range(5)), jours


def jobs_that_end_a_parcours_were_held_six_months_or_more(_jour):
    tenus = Counter(
        (emploi.parcours.date_sortie - emploi.date_debut).days
        for emploi in Emploi.objects.filter(
            date_fin=None, parcours__date_sortie__year=2025
        ).select_related("parcours")
    )
    assert min(tenus) >= 183 and max(tenus) > 240
    assert tenus.most_common(1)[0][1] < tenus.total() / 6, tenus


def the_rsa_goes_to_those_who_can_receive_it(_jour):
    criteres = defaultdict(set)
    for parcours, code in CritereEligibilite.objects.values_list("parcours", "code"):
        criteres[parcours].add(code)
    entrees = Situation.objects.filter(moment="entree").exclude(foyer__in=AVEC_ENFANTS)
    jeunes = {
        situation.parcours_id
        for situation in entrees.select_related("parcours__participant")
        if _age(situation) < 25
    }
    au_rsa = {parcours for parcours, codes in criteres.items() if Critere.RSA in codes}
    assert len(au_rsa) > 1000
    assert not au_rsa & jeunes
    assert not [parcours for parcours in au_rsa if Critere.AAH in criteres[parcours]]


def steps_suit_those_who_take_them(_jour):
    etapes = Etape.objects.all()
    permis = Q(parcours__situations__a_permis=True)
    avant = Q(parcours__situations__date__lte=F("date_debut"))
    cours = etapes.filter(libelle__contains="permis B")
    a_venir = cours.filter(permis, date_debut=None)
    assert cours.count() > 100
    assert not cours.filter(permis & avant).exists() and not a_venir.exists()
    garde = etapes.filter(libelle__contains="mode de garde")
    assert not garde.exclude(parcours__situations__foyer__in=AVEC_ENFANTS).exists()
    assert garde.exists()
    niveaux = etapes.filter(libelle__contains="Remise à niveau").values_list(
        "parcours__situations__niveau_formation", flat=True
    )
    assert niveaux.exists() and not {Niveau.N5, Niveau.N6, Niveau.N7} & set(niveaux)


def a_licence_is_held_or_not(_jour):
    sans = CritereEligibilite.objects.filter(code=Critere.SANS_PERMIS, perdu_le=None)
    assert not sans.filter(parcours__situations__a_permis=True).exists()
    assert not sans.filter(parcours__projet__a_permis=True).exists()
    passer = ObjectifFrein.objects.filter(type="mobilite-permis")
    assert passer.exists()
    assert not passer.filter(
        frein__parcours__situations__a_permis=True, frein__parcours__situations__moment="entree"
    ).exists()
    conduire = Projet.objects.filter(metiers__pk__startswith="N41")
    assert conduire.exists() and not conduire.exclude(a_permis=True).exists()
    embauches = Emploi.objects.filter(rome__pk__startswith="N41")
    assert not embauches.filter(parcours__in=sans.values("parcours")).exists()


def notes_are_many_and_agree_with_what_they_name(_jour):
    notes = list(Entretien.objects.exclude(notes="").values_list("notes", flat=True))
    assert Counter(notes).most_common(1)[0][1] < len(notes) / 100
    for autre in ("Mobil'Scarpe", "Auto-école", "Relais petite"):
        assert not [note for note in notes if autre in note]


def _age(situation):
    ne, le = situation.parcours.participant.date_naissance, situation.date
    return le.year - ne.year - ((le.month, le.day) < (ne.month, ne.day))


REGLES = (
    everything_happens_on_a_working_day,
    nobody_has_two_appointments_at_the_same_minute,
    appointments_are_spread_over_the_week,
    jobs_that_end_a_parcours_were_held_six_months_or_more,
    the_rsa_goes_to_those_who_can_receive_it,
    steps_suit_those_who_take_them,
    a_licence_is_held_or_not,
    notes_are_many_and_agree_with_what_they_name,
)
