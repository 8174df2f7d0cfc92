"""What the printed documents of a parcours say, for who asks: never more than the screen shows."""

from django.utils import timezone

from accompagnement.documents.sections import (
    document,
    fiche,
    jour,
    signatures,
    tableau,
    texte,
)
from accompagnement.enums import TexteCode
from accompagnement.lecture.parcours import Lecture
from accompagnement.models import TexteImprime


def _pied(lecture):
    return f"{lecture.participant}, édité le {jour(timezone.localdate())}"


def _ecrit(imprime):
    """A passage in the words of the PLIE."""
    return texte(imprime.titre, *imprime.paragraphes)


def _identite(lecture):
    participant = lecture.participant
    return fiche(
        "La personne",
        [
            ("Nom et prénom", participant),
            ("Date de naissance", jour(participant.date_naissance)),
            ("Commune", participant.commune),
            ("Téléphone", participant.telephone),
            ("Adresse électronique", participant.email),
        ],
    )


def _reperes(lecture):
    parcours = lecture.parcours
    return fiche(
        "Le parcours",
        [
            ("Statut", parcours.get_statut_display()),
            ("Référent", lecture.referent),
            ("Structure", parcours.structure),
            ("Prescripteur", parcours.get_prescripteur()),
            ("Prescription", jour(parcours.date_prescription)),
            ("Entrée", jour(parcours.date_entree)),
            ("Sortie", jour(parcours.date_sortie)),
        ],
    )


def _situation(lecture):
    entree = lecture.situation_entree
    if entree is None:
        return texte("Situation à l'entrée", "Le diagnostic d'entrée n'est pas encore enregistré.")
    mois = entree.mois_sans_emploi
    return fiche(
        "Situation à l'entrée",
        [
            ("Constatée le", jour(entree.date)),
            ("Vis-à-vis de l'emploi", entree.get_statut_emploi_display()),
            ("Mois sans emploi", "" if mois is None else str(mois)),
            ("Niveau de formation", entree.get_niveau_formation_display()),
            ("Critères", ", ".join(str(critere) for critere in lecture.criteres_a_l_entree)),
        ],
    )


def _etapes(lecture):
    etapes = lecture.parcours.etapes.select_related("operateur")
    return tableau(
        "Étapes",
        ("Étape", "Axe", "Opérateur", "Début", "Fin", "Résultat"),
        [
            (
                etape.libelle,
                etape.get_axe_display(),
                (etape.operateur and etape.operateur.nom) or etape.employeur or "–",
                jour(etape.date_debut or etape.date_debut_prevue),
                jour(etape.date_fin or etape.date_fin_prevue),
                _ou_en_est(etape),
            )
            for etape in etapes.order_by("date_debut", "pk")
        ],
        largeurs=(3, 3, 2, 2, 2, 2),
        vide="Aucune étape.",
    )


def _ou_en_est(etape):
    if etape.n_a_pas_eu_lieu:
        return "N'a pas eu lieu"
    return etape.get_resultat_display() or ("En cours" if etape.date_debut else "Prévue")


def _emplois(lecture):
    return tableau(
        "Emplois",
        ("Contrat", "Employeur", "Heures", "Embauche", "Fin"),
        [
            (
                emploi.get_type_contrat_display(),
                emploi.employeur or "–",
                f"{emploi.heures_hebdo.normalize():f} h" if emploi.heures_hebdo else "–",
                jour(emploi.date_debut) + (" (à venir)" if emploi.est_a_venir else ""),
                jour(emploi.date_fin or emploi.date_fin_prevue),
            )
            for emploi in lecture.parcours.emplois.order_by("date_debut", "pk")
        ],
        largeurs=(2, 3, 1, 2, 2),
        vide="Aucun emploi.",
    )


def _entretiens(lecture):
    """When and how people met; what was said stays in the dossier."""
    return tableau(
        "Entretiens",
        ("Date", "Mode", "Présence", "Avec"),
        [
            (
                f"{timezone.localtime(entretien.debut):%d/%m/%Y %H:%M}",
                entretien.get_mode_display(),
                entretien.get_presence_display(),
                entretien.agent,
            )
            for entretien in lecture.entretiens
        ],
        largeurs=(2, 2, 2, 3),
        vide="Aucun entretien.",
    )


def _objectifs(lecture):
    return tableau(
        "Freins et objectifs",
        ("Frein", "Impact", "État", "Objectifs"),
        [
            (
                frein,
                frein.get_impact_display(),
                frein.get_statut_display(),
                _objectifs_du(frein) or "–",
            )
            for frein in lecture.freins_a_lever
        ],
        largeurs=(3, 1, 2, 4),
        vide="Aucun frein à lever n'est noté.",
    )


def _objectifs_du(frein):
    return ", ".join(
        f"{objectif} ({objectif.get_statut_display().lower()})"
        for objectif in frein.objectifs_visibles
    )


def _projet(lecture):
    projet = lecture.projet
    if projet is None:
        return texte("Projet", "Le projet professionnel est à construire ensemble.")
    permis = {True: "permis B", False: "sans permis B", None: ""}[projet.a_permis]
    rayon = f"{projet.mobilite_km} km" if projet.mobilite_km is not None else ""
    return fiche(
        "Projet",
        [
            ("Métiers visés", ", ".join(metier.libelle for metier in projet.metiers.all())),
            ("Mobilité", ", ".join(filter(None, [rayon, permis]))),
            ("Précisions", projet.description),
        ],
    )


def fiche_de_parcours(lecture):
    """The whole parcours on paper, without any note of what was said."""
    sections = (
        _identite,
        _reperes,
        _situation,
        _projet,
        _objectifs,
        _etapes,
        _emplois,
        _entretiens,
    )
    return document(
        "Fiche de parcours",
        str(lecture.participant),
        [section(lecture) for section in sections],
        pied=_pied(lecture),
    )


def contrat_d_engagement(lecture):
    """The tripartite contract: the person, the référent, the PLIE."""
    parcours, participant = lecture.parcours, lecture.participant
    textes = TexteImprime.objects.en_vigueur()
    engagements = [
        _ecrit(textes[TexteCode.CONTRAT_OBJET]),
        _projet(lecture),
        _objectifs(lecture),
        _ecrit(textes[TexteCode.CONTRAT_PERSONNE]),
        _ecrit(textes[TexteCode.CONTRAT_REFERENT]),
        _ecrit(textes[TexteCode.CONTRAT_PLIE]),
        _ecrit(textes[TexteCode.DROITS]),
        signatures(
            ("La personne accompagnée", str(participant)),
            ("Le référent", str(lecture.referent or "")),
            ("Pour le PLIE", ""),
        ),
    ]
    debut = f"du {jour(parcours.date_entree)}" if parcours.date_entree else "de l'entrée"
    return document(
        "Contrat d'engagement",
        f"{participant}, accompagnement à compter {debut}",
        [_identite(lecture), *engagements],
        pied=_pied(lecture),
    )


def relais(lecture, *, destinataire, objet):
    """What is handed to another structure: facts that help it, nothing of health, justice or
    housing, and no note, whoever prints it."""
    publique = Lecture.publique(lecture.parcours)
    textes = TexteImprime.objects.en_vigueur()
    contact = fiche(
        "Votre contact au PLIE",
        [
            ("Référent", lecture.referent),
            ("Structure", lecture.parcours.structure),
            ("Adresse électronique", lecture.referent.email if lecture.referent else ""),
        ],
    )
    return document(
        "Fiche de relais",
        f"À l'attention de : {destinataire}",
        [
            _identite(publique),
            _reperes(publique),
            texte("Ce qui est demandé", *objet.splitlines()),
            _projet(publique),
            _etapes(publique),
            contact,
            _ecrit(textes[TexteCode.RELAIS_ACCORD]),
            signatures(
                ("La personne", str(publique.participant)),
                ("Le référent", str(lecture.referent or "")),
            ),
        ],
        pied=_pied(lecture),
    )
