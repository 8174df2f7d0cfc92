"""What was proposed since the founding year: one job in a few came from an offer of ours, which
others had been proposed as well."""

import itertools
from datetime import date, time, timedelta

from django.db.models import Q

from accompagnement.enums import MOTIFS_DE_FIN, StatutMiseEnRelation, TypeContrat
from accompagnement.models import Emploi, MiseEnRelation, Parcours
from offres.enums import Experience, Origine, StatutOffre, TypeEtablissement
from offres.models import Etablissement, Offre
from plie.demonstration.personnes.calendrier import ANNEE_FONDATRICE
from plie.demonstration.personnes.diagnostics import CONDUITE, siret_invente
from plie.demonstration.personnes.jours import a_l_heure, ouvrable
from plie.demonstration.personnes.scene import hasard
from plie.referentiels.models import Commune

S = StatutMiseEnRelation
DEBUT = date(ANNEE_FONDATRICE, 1, 1)
# Of the jobs of a month, one in so many; and who else was proposed the same offer, to no end.
UN_SUR = 3
AUTRES = (S.DECLINEE, S.NON_RETENUE, S.SANS_SUITE)
# Days before the job, and days after the proposal.
PROPOSEE, CONCLUE, PUBLIEE = 24, 3, 9
METIERS = (
    ("K2204", "Nettoyage de locaux"),
    ("K1304", "Services domestiques"),
    ("N1103", "Magasinage et préparation de commandes"),
    ("G1603", "Personnel polyvalent en restauration"),
    ("A1203", "Aménagement et entretien des espaces verts"),
    ("D1106", "Vente en alimentation"),
)
# Nobody hires those who found their company or pass an examination; driving is not for everybody.
SANS_OFFRE = Q(type_contrat__in=(TypeContrat.CREATION, TypeContrat.FONCTION_PUBLIQUE)) | Q(
    rome__code__startswith=CONDUITE
)
CONTRATS = {TypeContrat.CDI: "CDI", TypeContrat.INTERIM: "MIS", TypeContrat.IAE: "DDI"}


def ecrire_mises_passees(aujourdhui):
    """Every date is past: an official month counts them for ever. Returns how many."""
    emplois = _emplois(aujourdhui)
    etablissements = _etablissements({emploi.employeur for emploi in emplois})
    offres = Offre.objects.bulk_create(
        _offre(rang, emploi, etablissements[emploi.employeur])
        for rang, emploi in enumerate(emplois)
    )
    suivis = _suivis()
    lignes = itertools.chain.from_iterable(
        _mises(rang, emploi, offre, suivis)
        for rang, (emploi, offre) in enumerate(zip(emplois, offres, strict=True))
    )
    return len(MiseEnRelation.objects.bulk_create(lignes))


def _emplois(aujourdhui):
    """Found while the person was followed, in trades that anybody can be proposed, some of each
    month."""
    commences = Emploi.objects.filter(
        date_debut__range=(DEBUT + timedelta(days=PROPOSEE + PUBLIEE), aujourdhui)
    ).exclude(SANS_OFFRE)
    trouves = [
        emploi
        for emploi in commences.select_related("parcours", "rome").order_by("date_debut", "pk")
        if emploi.parcours.date_entree <= _proposee_le(emploi)
    ]
    par_mois = itertools.groupby(trouves, key=lambda emploi: emploi.date_debut.replace(day=1))
    return [
        emploi for _, du_mois in par_mois for emploi in itertools.islice(du_mois, 0, None, UN_SUR)
    ]


def _proposee_le(emploi):
    return ouvrable(emploi.date_debut - timedelta(days=PROPOSEE))


def _conclue_le(emploi):
    return ouvrable(emploi.date_debut - timedelta(days=CONCLUE))


def _etablissements(noms):
    connus = {un.nom: un for un in Etablissement.objects.filter(nom__in=noms)}
    communes = list(Commune.objects.filter(est_du_territoire=True).order_by("pk"))
    nouveaux = Etablissement.objects.bulk_create(
        Etablissement(
            nom=nom,
            type=TypeEtablissement.ENTREPRISE,
            siret=siret_invente(100 + rang),
            commune=communes[rang % len(communes)],
        )
        for rang, nom in enumerate(sorted(noms - set(connus)))
    )
    return connus | {un.nom: un for un in nouveaux}


def _offre(rang, emploi, etablissement):
    code, metier = METIERS[rang % len(METIERS)]
    if emploi.rome:
        code, metier = emploi.rome.pk, emploi.rome.libelle
    commune = etablissement.commune
    publiee_le = a_l_heure(_proposee_le(emploi) - timedelta(days=PUBLIEE), time(9))
    return Offre(
        origine=Origine.PLIE,
        statut=StatutOffre.POURVUE,
        intitule=f"{metier} (H/F)",
        rome_code=code,
        rome_libelle=metier,
        etablissement=etablissement,
        commune=commune,
        commune_insee=commune.pk if commune else "",
        contrat=CONTRATS.get(emploi.type_contrat, "CDD"),
        heures_hebdo=emploi.heures_hebdo,
        experience=Experience.DEBUTANT,
        publiee_le=publiee_le,
        actualisee_le=publiee_le,
        fin_le=a_l_heure(_conclue_le(emploi), time(18)),
        saisie_par=None,
    )


def _suivis():
    """Those of whom something may have been proposed, with who followed them."""
    depuis = Q(date_sortie=None) | Q(date_sortie__gte=DEBUT)
    suivis = Parcours.objects.filter(depuis, date_entree__isnull=False)
    return list(suivis.prefetch_related("affectations").order_by("pk"))


def _mises(rang, emploi, offre, suivis):
    le, fin = _proposee_le(emploi), _conclue_le(emploi)
    presents = [p for p in suivis if p.date_entree <= le and (p.date_sortie or date.max) > fin]
    embauche = next(p for p in suivis if p.pk == emploi.parcours_id)
    autres = [p for p in presents if p is not embauche]
    yield _mise(embauche, offre, S.EMBAUCHEE, le, fin, emploi=emploi)
    choisis = hasard("proposee", rang).sample(autres, len(AUTRES))
    for statut, parcours in zip(AUTRES, choisis, strict=True):
        motifs = MOTIFS_DE_FIN[statut]
        yield _mise(parcours, offre, statut, le, fin, motif=motifs[rang % len(motifs)])


def _mise(parcours, offre, statut, le, fin, **champs):
    est_transmise = statut in (S.EMBAUCHEE, S.NON_RETENUE)
    return MiseEnRelation(
        parcours=parcours,
        offre=offre,
        statut=statut,
        proposee_par_id=_referent_le(parcours, le),
        proposee_le=le,
        repondue_le=le if est_transmise else None,
        transmise_le=le if est_transmise else None,
        entretien_le=ouvrable(fin - timedelta(days=7), le) if est_transmise else None,
        conclue_le=fin,
        origine=offre.origine,
        rome_code=offre.rome_code,
        rome_libelle=offre.rome_libelle,
        heures_hebdo=offre.heures_hebdo,
        etablissement=offre.etablissement,
        **champs,
    )


def _referent_le(parcours, jour):
    affectations = sorted(parcours.affectations.all(), key=lambda une: une.date_debut)
    tenues = [une for une in affectations if une.date_debut <= jour]
    return (tenues or affectations)[-1].agent_id
