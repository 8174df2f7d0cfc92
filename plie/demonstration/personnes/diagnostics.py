"""What référents noted beside the meetings: freins at two dates, planned steps, follow-ups of
jobs, projects. Everything is invented; no SIRET of these exists (none begins by 0)."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from stdnum import luhn

from accompagnement.enums import Impact, Jalon, Maintien, StatutFrein, StatutObjectif
from accompagnement.models import (
    Competence,
    Emploi,
    Etape,
    EvaluationFrein,
    Frein,
    ObjectifFrein,
    Projet,
    SuiviEmploi,
)
from plie.demonstration.personnes import textes
from plie.demonstration.personnes.jours import ouvrable, ouvrable_apres
from plie.demonstration.personnes.suivi import etapes_possibles
from plie.referentiels.models import Rome, TypeFrein

ECARTS = {
    Jalon.J30: timedelta(days=30),
    Jalon.M3: relativedelta(months=3),
    Jalon.M6: relativedelta(months=6),
}
IMPACTS = [(Impact.FORT, 4), (Impact.MOYEN, 4), (Impact.FAIBLE, 2)]
ALLEGES = {Impact.FORT: Impact.MOYEN, Impact.MOYEN: Impact.FAIBLE, Impact.FAIBLE: Impact.FAIBLE}
# How a frein stands after some months: lifted, being lifted, as it was.
EVOLUTIONS = [(StatutFrein.LEVE, 25), (StatutFrein.EN_COURS, 45), (StatutFrein.OUVERT, 30)]
REEVALUE_APRES = 60
CODES_VISES = ("K1304", "K2204", "N1103", "N1105", "G1603", "A1203", "D1106", "I1203", "N4105")
LE_PERMIS = "mobilite-permis"
DE_GARDE = {"famille-garde", "famille-solution-de-garde"}
# Trades that take a licence.
CONDUITE = "N41"
SAVOIR_FAIRE = [
    "Travail en équipe",
    "Permis CACES 1",
    "Entretien d'un logement",
    "Accueil du public",
    "Conduite d'engins",
    "Cuisine en collectivité",
    "Lecture de plans simples",
    "Tenue de caisse",
    "Jardinage",
    "Anglais parlé",
]
PART_PROJET, PART_ETAPE_PREVUE = 0.6, 0.25


def ecrire_diagnostics(scene, dossiers):
    types = list(TypeFrein.objects.prefetch_related("situations", "objectifs"))
    romes = list(Rome.objects.filter(pk__in=CODES_VISES).order_by("pk"))
    ouverts = [dossier for dossier in dossiers if not dossier.passe.sortie]
    for dossier in ouverts:
        hasard = scene.hasard("diagnostic", dossier.parcours.pk)
        for type_ in hasard.sample(types, min(len(types), hasard.randint(1, 4))):
            _ecrire_frein(scene, hasard, dossier, type_)
        if hasard.random() < PART_PROJET:
            _ecrire_projet(scene, hasard, dossier, romes)
        if hasard.random() < PART_ETAPE_PREVUE:
            _prevoir_une_etape(scene, hasard, dossier)
    _suivre_les_emplois(scene, {d.parcours.pk: d for d in ouverts}, romes)


def _ecrire_frein(scene, hasard, dossier, type_):
    entree, aujourdhui = dossier.passe.entree, scene.aujourdhui
    impact = hasard.choices(*zip(*IMPACTS, strict=True))[0]
    evaluations = [(entree, impact, StatutFrein.OUVERT)]
    if (aujourdhui - entree).days > REEVALUE_APRES:
        statut = hasard.choices(*zip(*EVOLUTIONS, strict=True))[0]
        recul = hasard.randint(5, min(150, (aujourdhui - entree).days - 20))
        apres = impact if statut == StatutFrein.OUVERT else ALLEGES[impact]
        evaluations.append((aujourdhui - timedelta(days=recul), apres, statut))
    le, impact, statut = evaluations[-1]
    prioritaire = impact == Impact.FORT and hasard.random() < 0.6
    commun = {"est_prioritaire": prioritaire}
    frein = scene.lot.creer(
        Frein,
        parcours=dossier.parcours,
        type=type_,
        impact=impact,
        statut=statut,
        constate_le=entree,
        **commun,
    )
    for jour, impact_du_jour, statut_du_jour in evaluations:
        scene.lot.creer(
            EvaluationFrein,
            frein=frein,
            le=jour,
            impact=impact_du_jour,
            statut=statut_du_jour,
            par=dossier.referent,
            **commun,
        )
    _detailler(scene, hasard, dossier.profil, frein, type_, le, statut)


def _detailler(scene, hasard, profil, frein, type_, le, statut):
    situations = _plausibles(type_.situations.all(), profil)
    for situation in hasard.sample(situations, min(len(situations), hasard.randint(0, 2))):
        scene.lot.creer(Frein.situations.through, frein=frein, situationfrein=situation)
    objectif = hasard.choice(_plausibles(type_.objectifs.all(), profil))
    etats = {
        StatutFrein.LEVE: StatutObjectif.REALISE,
        StatutFrein.EN_COURS: StatutObjectif.EN_COURS,
        StatutFrein.OUVERT: StatutObjectif.NON_ABORDE,
    }
    scene.lot.creer(ObjectifFrein, frein=frein, type=objectif, statut=etats[statut], modifie_le=le)


def _plausibles(libelles, profil):
    """Neither a licence for who has it, nor a childminder without a child."""
    ecartes = {LE_PERMIS} if profil.a_permis else set()
    ecartes |= set() if profil.a_enfants else DE_GARDE
    return [un for un in libelles if un.slug not in ecartes]


def _ecrire_projet(scene, hasard, dossier, romes):
    permis = dossier.profil.a_permis
    heures = hasard.choice((20, 24, 28, 30))
    projet = scene.lot.creer(
        Projet,
        parcours=dossier.parcours,
        description="Souhaite un poste stable, proche du domicile.",
        mobilite_km=hasard.choice((10, 15, 25, 40)),
        a_permis=permis,
        a_vehicule=permis and hasard.random() < 0.7,
        heures_min=heures,
        heures_max=35,
        horaires=hasard.choice(("En journée", "Matin et après-midi", "Pas le week-end", "")),
    )
    vises = romes if permis else _sans_conduite(romes)
    for rome in hasard.sample(vises, min(len(vises), hasard.randint(1, 3))):
        scene.lot.creer(Projet.metiers.through, projet=projet, rome=rome)
    for libelle in hasard.sample(SAVOIR_FAIRE, hasard.randint(1, 4)):
        scene.lot.creer(Competence, parcours=dossier.parcours, libelle=libelle)


def _sans_conduite(romes):
    return [rome for rome in romes if not rome.pk.startswith(CONDUITE)]


def _prevoir_une_etape(scene, hasard, dossier):
    axe, libelle, duree, financement, operateurs = hasard.choice(etapes_possibles(dossier.profil))
    debut = ouvrable_apres(scene.aujourdhui + timedelta(days=hasard.randint(5, 60)))
    scene.lot.creer(
        Etape,
        parcours=dossier.parcours,
        axe=axe,
        libelle=libelle,
        operateur=scene.operateurs[hasard.choice(operateurs)],
        financement=financement,
        date_debut=None,
        date_debut_prevue=debut,
        date_fin_prevue=ouvrable(debut + timedelta(days=duree)),
    )


def _suivre_les_emplois(scene, ouverts, romes):
    """Past milestones were answered, the latest one still waits."""
    for emploi in scene.lot.faits(Emploi):
        if romes and emploi.parcours_id in ouverts:
            permis = ouverts[emploi.parcours_id].profil.a_permis
            metiers = romes if permis else _sans_conduite(romes)
            emploi.rome_id = scene.hasard("metier", emploi.pk).choice(metiers).pk
        if emploi.date_fin is None and emploi.parcours_id in ouverts:
            _ecrire_suivis(scene, emploi, ouverts[emploi.parcours_id])
        elif emploi.date_fin is None and emploi.parcours.date_sortie:
            _attendre_le_sixieme_mois(scene, emploi)


def _attendre_le_sixieme_mois(scene, emploi):
    """Of a job that runs on after the exit, lately: nobody has asked yet."""
    prevu_le = emploi.date_debut + ECARTS[Jalon.M6]
    if prevu_le > max(emploi.parcours.date_sortie, scene.aujourdhui - timedelta(days=45)):
        scene.lot.creer(
            SuiviEmploi,
            emploi=emploi,
            jalon=Jalon.M6,
            prevu_le=prevu_le,
            fait_le=None,
            maintien="",
            fait_par=None,
        )


def _ecrire_suivis(scene, emploi, dossier):
    prevus = {jalon: emploi.date_debut + ecart for jalon, ecart in ECARTS.items()}
    passes = [jalon for jalon, jour in prevus.items() if jour <= scene.aujourdhui]
    repondus = passes if dossier.etat == "sortie_proposee" else passes[:-1]
    for jalon, prevu_le in prevus.items():
        fait = jalon in repondus
        scene.lot.creer(
            SuiviEmploi,
            emploi=emploi,
            jalon=jalon,
            prevu_le=prevu_le,
            fait_le=prevu_le if fait else None,
            maintien=Maintien.EN_POSTE if fait else "",
            fait_par=dossier.referent if fait else None,
        )


def ecrire_sirets():
    """Of the jobs of today: a column with a default of the database is not copied."""
    for rang, employeur in enumerate(textes.EMPLOYEURS):
        du_jour = Emploi.objects.filter(employeur=employeur, parcours__date_sortie__isnull=True)
        du_jour.update(siret=siret_invente(rang))


def siret_invente(rang):
    """A number whose keys are right and that nobody bears."""
    siren = f"0{rang + 1:07d}"
    siren += luhn.calc_check_digit(siren)
    etablissement = f"{siren}0001"
    return etablissement + luhn.calc_check_digit(etablissement)
