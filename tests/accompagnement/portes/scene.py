"""One person followed, others at each point of their way, and all that is written around them."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from accompagnement.actions.commission import clore_commission, inscrire
from accompagnement.actions.correction.ecriture import etat_de
from accompagnement.actions.fusion import fusionner
from accompagnement.actions.non_entree import charger_motifs_non_entree, clore_sans_entree
from accompagnement.actions.partage import partager
from accompagnement.actions.passage import decider
from accompagnement.actions.qpv import constater_qpv
from accompagnement.actions.regle_contrat import EMPLOI
from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.actions.situation import enregistrer_diagnostic
from accompagnement.actions.suspension import charger_motifs_suspension
from accompagnement.documents.courriel import jeton_de_refus
from accompagnement.enums import (
    Decision,
    Moment,
    MoyenReponse,
    NatureCorrection,
    Presence,
    Statut,
    StatutImport,
    StatutMiseEnRelation,
    TypeCommission,
)
from accompagnement.enums.notification import Notifie
from accompagnement.models import (
    Brouillon,
    Correction,
    ImportDossiers,
    MotifNonEntree,
    Notification,
    Opposition,
    RegleContrat,
    Suspension,
)
from plie.comptes.enums import Role
from plie.referentiels.models import TypeFrein
from tests.usines import (
    PARIS,
    AgentFactory,
    AppartenanceFactory,
    CohorteFactory,
    CommissionFactory,
    CourrierFactory,
    CritereFactory,
    EmargementFactory,
    EmploiFactory,
    EntretienFactory,
    EtapeFactory,
    MemoFactory,
    MiseEnRelationFactory,
    MotifSortieFactory,
    MotifSuspensionFactory,
    OffreFactory,
    OperateurFactory,
    OrientationFactory,
    ParcoursFactory,
    ParticipantFactory,
    PieceFactory,
    PieceOrientationFactory,
    RemplacementFactory,
    SeanceFactory,
    SituationFactory,
    StructureFactory,
    SuiviEmploiFactory,
)

NUMERO = "7" * 11
DEMAIN = timezone.localdate() + timedelta(days=1)


def agents():
    """One of each role; of référents, two of the same structure and one of another."""
    structure = StructureFactory()
    nommes = {role.value: AgentFactory(role=role) for role in Role if role is not Role.REFERENT}
    return nommes | {
        "conseiller_d_ailleurs": AgentFactory(role=Role.CONSEILLER),
        "referent": AgentFactory(structure=structure),
        "collegue": AgentFactory(structure=structure),
        "etranger": AgentFactory(),
    }


def monter(agents):
    """{name: key} of what the pages are asked about; `agents` and `parcours_*` among them."""
    charger_regles()
    charger_motifs_suspension()
    TypeFrein.objects.create(slug="mobilite", libelle="Mobilité")
    actif = _suivi(
        agents,
        actif=True,
        participant__adresse="12 rue des Mines",
        participant__email="a@exemple.fr",
        participant__accepte_courriels=True,
    )
    courrier = CourrierFactory(parcours=actif, auteur=agents["referent"], lot=uuid4())
    return {
        "agents": agents,
        "collegue": agents["collegue"].pk,
        "referent": agents["referent"].pk,
        "dossier": actif.participant_id,
        "parcours": actif.pk,
        "courrier": courrier.pk,
        "lot": courrier.lot,
        "structure": actif.structure_id,
        "motif": MotifSortieFactory().pk,
        "operateur": OperateurFactory().pk,
        "autre_operateur": OperateurFactory().pk,
        "operateur_reuni": OperateurFactory(fusionne_avec=OperateurFactory()).pk,
        "regle_contrat": RegleContrat.objects.create(type_contrat="cdi", **EMPLOI).pk,
        "refus": jeton_de_refus(actif.participant),
        **_autour(actif, agents),
        **_autres(agents),
        **_commissions(agents),
        **_corrections(agents),
        **_maison(agents),
        **_orientations(agents),
    }


def _orientations(agents):
    """One that the structure of the référent is to answer, with a document; and somebody whom the
    partner knows."""
    conseiller = agents["conseiller"]
    recue = OrientationFactory(
        confiee_a=agents["referent"].structure,
        structure=conseiller.structure,
        deposee_par=conseiller,
    )
    document = PieceOrientationFactory(orientation=recue)
    connue = ParticipantFactory(numero_france_travail=NUMERO)
    return {
        "orientation": recue.pk,
        "orientation_piece": document.pk,
        "envoyee": recue.identifiant,
        "numero": NUMERO,
        "partage": partager(connue.pk, conseiller.structure_id).identifiant,
    }


def _suivi(agents, **champs):
    referent = agents["referent"]
    return ParcoursFactory(structure=referent.structure, referent=referent, **champs)


def _autour(actif, agents):
    suivi_emploi = SuiviEmploiFactory(emploi__parcours=actif)
    seance = SeanceFactory(animateur=agents["referent"])
    brouillon = Brouillon.objects.create(
        agent=agents["referent"], parcours=actif, cle="entretien:creer", contenu={}
    )
    critere = CritereFactory(parcours=actif, a_l_entree=False, constate_le=date(2025, 3, 1))
    piece = PieceFactory(participant=actif.participant, parcours=actif)
    piece.criteres.add(critere)
    refusee = PieceFactory(participant=actif.participant, parcours=actif, refusee=True)
    return {
        "notification": Notification.objects.create(
            destinataire=agents["referent"],
            nature=Notifie.AFFECTATION,
            parcours=actif,
            auteur=agents["coordination"],
        ).pk,
        "destinataire": AgentFactory(role=Role.COORDINATION).pk,
        "memo": _memo(agents, actif).pk,
        "memo_fait": _memo(agents, actif, fait_le=timezone.now()).pk,
        "brouillon": brouillon.jeton,
        "changement": SituationFactory(
            parcours=actif, moment=Moment.A_DATE, date=date(2025, 3, 1), foyer="seul"
        ).pk,
        "critere": critere.pk,
        "opposition": Opposition.objects.create(
            participant=actif.participant,
            structure=StructureFactory(accompagne=False),
            recueillie_par=agents["referent"],
        ).pk,
        "constat_qpv": constater_qpv(
            actif.participant,
            par=agents["referent"],
            constate_le=date(2025, 3, 1),
            generation="2024",
            est_en_qpv=True,
            source="declaree",
        ).pk,
        "participation": seance.participations.create(parcours=actif).pk,
        "seance": seance.pk,
        "seance_vide": SeanceFactory(animateur=agents["referent"]).pk,
        "piece": piece.pk,
        "piece_refusee": refusee.pk,
        "entretien": EntretienFactory(parcours=actif, agent=agents["referent"]).pk,
        "entretien_signe": EmargementFactory(
            entretien__parcours=actif, entretien__agent=agents["referent"]
        ).entretien_id,
        "rendez_vous": EntretienFactory(
            parcours=actif,
            agent=agents["referent"],
            debut=datetime(DEMAIN.year, DEMAIN.month, DEMAIN.day, 9, tzinfo=PARIS),
            presence=Presence.PREVU,
        ).pk,
        "emploi": suivi_emploi.emploi_id,
        "emploi_fini": EmploiFactory(
            parcours=actif, date_fin=date(2025, 5, 31), motif_fin="terme"
        ).pk,
        "suivi_emploi": suivi_emploi.pk,
        **{
            nom: MiseEnRelationFactory(
                parcours=actif, statut=statut, rappel_le=timezone.localdate()
            ).pk
            for nom, statut in (
                ("mise_en_relation", StatutMiseEnRelation.PROPOSEE),
                ("mise_acceptee", StatutMiseEnRelation.ACCEPTEE),
                ("mise_transmise", StatutMiseEnRelation.TRANSMISE),
            )
        },
        "etape": EtapeFactory(parcours=actif, date_debut=date(2025, 2, 1)).pk,
        "appartenance": AppartenanceFactory(parcours=actif).pk,
        "cohorte": CohorteFactory().pk,
        "etape_finie": EtapeFactory(
            parcours=actif, date_fin=date(2025, 5, 20), resultat="realisee"
        ).pk,
        "etape_prevue": EtapeFactory(
            parcours=actif, date_debut=None, date_debut_prevue=date(2025, 2, 1)
        ).pk,
    }


def _memo(agents, parcours, **champs):
    """Given by coordination to the référent."""
    return MemoFactory(
        auteur=agents["coordination"], pour=agents["referent"], parcours=parcours, **champs
    )


def _autres(agents):
    suspendu = _suivi(agents, statut=Statut.SUSPENDU, date_entree=date(2025, 1, 15))
    Suspension.objects.create(
        parcours=suspendu,
        motif=MotifSuspensionFactory(),
        date_debut=date(2025, 6, 1),
        decidee_par=agents["referent"],
    )
    garde = _suivi(agents, actif=True).participant
    fusion = fusionner(garde, ParticipantFactory(), par=agents["coordination"], choix={})
    return {
        **_non_entre(agents),
        "dossier_vide": _suivi(agents).participant_id,
        "nature_emploi": "emploi",
        "actif": _suivi(agents, actif=True).pk,
        "suspendu": suspendu.pk,
        "sorti": _suivi(agents, sorti=True).participant_id,
        "double": ParcoursFactory(
            sorti=True, date_entree=date(2020, 1, 1), date_sortie=date(2021, 1, 1)
        ).participant_id,
        "fusion": fusion.pk,
    }


def _non_entre(agents):
    charger_motifs_non_entree()
    parcours = _suivi(agents)
    non_entree = clore_sans_entree(
        parcours,
        par=agents["referent"],
        motif=MotifNonEntree.objects.get(code="autre"),
        date=timezone.localdate(),
        moyen=MoyenReponse.COURRIER,
    )
    return {"non_entre": parcours.pk, "non_entree": non_entree.pk}


def _commissions(agents):
    def presente():
        parcours = _diagnostique(agents)
        type(parcours).objects.filter(pk=parcours.pk).update(statut=Statut.PRESENTE)
        return parcours

    tenue, referent = CommissionFactory(), agents["referent"]
    premier, second = (inscrire(presente(), par=referent, commission=tenue) for _ in range(2))
    return {
        "commission": tenue.pk,
        "commission_vide": CommissionFactory().pk,
        "a_venir": CommissionFactory(date=DEMAIN).pk,
        "passage": premier.pk,
        "second_passage": second.pk,
        "diagnostique": _diagnostique(agents).pk,
        "presente": presente().pk,
    }


def _corrections(agents):
    """What may be corrected, and a correction that waits for direction."""
    reprise, close = (_decide(agents) for _ in range(2))
    clore_commission(close.commission, par=agents["coordination"])
    sorti, rouvert = (_suivi(agents, sorti=True) for _ in range(2))
    attend = Correction.objects.create(
        parcours=rouvert,
        nature=NatureCorrection.SORTIE,
        motif="Contrat rompu",
        avant=etat_de(rouvert),
        apres=etat_de(rouvert) | {"statut": Statut.ACTIF, "date_sortie": None},
        demandee_par=agents["coordination"],
        touche_un_mois_arrete=True,
    )
    return {
        "passage_decide": reprise.pk,
        "passage_clos": close.pk,
        "parcours_sorti": sorti.pk,
        "correction": attend.pk,
    }


def _decide(agents):
    suivi = CommissionFactory(type=TypeCommission.SUIVI)
    passage = inscrire(_suivi(agents, actif=True), par=agents["referent"], commission=suivi)
    return decider(passage, par=agents["coordination"], decision=Decision.MAINTENU)


def _diagnostique(agents):
    parcours = _suivi(agents)
    enregistrer_diagnostic(parcours, par=agents["referent"], criteres=["rsa"])
    return parcours


def _maison(agents):
    def importe(fichier=b"nom", **champs):
        return ImportDossiers.objects.create(
            fichier=ContentFile(fichier, name="a.csv"),
            nom_original="a.csv",
            cree_par=agents["coordination"],
            **champs,
        )

    return {
        "vue": agents["referent"].vues.create(nom="Les miens").pk,
        "remplacement": RemplacementFactory().pk,
        "offre": OffreFactory().pk,
        "import": importe(rejets=ContentFile(b"nom", name="r.csv")).pk,
        "import_en_echec": importe(statut=StatutImport.ECHEC).pk,
        "import_a_corriger": importe(
            b"identifiant_externe;nom;prenom;date_naissance;sexe\n1;Nom;Anne;1990-01-02;Z\n",
            statut=StatutImport.REJETE,
            simulation=True,
            rejets=ContentFile(b"ligne;colonne;valeur;motif\n2;sexe;Z;inconnu\n", name="r.csv"),
        ).pk,
        "import_simule": importe(statut=StatutImport.TERMINE, simulation=True).pk,
    }
