"""The sheet of an offer, to hand or mail to the person: all of the offer (licence, article 5.3),
and of the person only the first name."""

from accompagnement.documents.sections import document, fiche, jour, texte
from offres.lecture.fiche import LICENCE, sections

D_ABORD = ("Le poste", "Pour postuler")


def fiche_d_offre(mise, referent):
    """The PDF of `mise.offre`; the caller makes sure that the offer may be shown."""
    offre = mise.offre
    return document(
        offre.intitule,
        f"Fiche d'offre pour {mise.parcours.participant.prenom}",
        [*_contenu(offre), _origine(offre), _contact(mise, referent)],
        pied=f"Fiche d'offre, proposée le {jour(mise.proposee_le)}",
    )


def _description(offre):
    # A paragraph by line: the line breaks of who wrote the offer are kept.
    lignes = [ligne for ligne in offre.description.splitlines() if ligne.strip()]
    return [texte("Description", *lignes)] if lignes else []


def _contenu(offre):
    """What one needs to apply comes before the rest."""
    if not offre.brut:
        champs = [paire for paire in _champs(offre) if paire[1]]
        return [fiche("Le poste", champs), *_description(offre)]
    lues = sections(offre.brut)
    premieres = [_section(section) for section in lues if section.titre in D_ABORD]
    suite = [_section(section) for section in lues if section.titre not in D_ABORD]
    return [*premieres, *_description(offre), *suite]


def _section(section):
    paires = [(ligne.libelle, "\n".join(ligne.textes)) for ligne in section.lignes]
    return fiche(section.titre, paires)


def _champs(offre):
    temps = {True: "temps plein", False: "temps partiel", None: ""}[offre.est_temps_plein]
    heures = f"{offre.heures_hebdo.normalize():f} h".replace(".", ",") if offre.heures_hebdo else ""
    return [
        ("Métier", _metier(offre)),
        ("Employeur", offre.etablissement or offre.entreprise),
        ("Lieu", offre.commune or offre.lieu),
        ("Contrat", offre.contrat_en_clair),
        ("Temps de travail", temps),
        ("Heures par semaine", heures),
        ("Horaires", offre.horaires),
        ("Salaire", offre.salaire),
        ("Nombre de postes", offre.postes),
        ("Expérience", offre.get_experience_display()),
        ("Niveau", offre.get_niveau_exige_display()),
        ("Permis exigés", ", ".join(offre.permis_exiges)),
        ("Permis souhaités", ", ".join(offre.permis_souhaites)),
        ("Contact", offre.contact),
        ("Expire après le", jour(offre.expire_le) if offre.expire_le else ""),
    ]


def _metier(offre):
    code = f" ({offre.rome_code})" if offre.rome_code else ""
    return f"{offre.rome_libelle or 'non précisé'}{code}"


def _origine(offre):
    paires = [
        ("Source", offre.get_origine_display()),
        ("Mise à jour le", jour(offre.actualisee_le)),
    ]
    if offre.est_importee:
        paires[0] = ("Source", f"France Travail ({offre.get_origine_display()})")
        paires.insert(1, ("Numéro", offre.identifiant))
        paires.append(("Licence", f"licence des offres d'emploi de France Travail, {LICENCE}"))
    return fiche("D'où vient cette offre", paires)


def _contact(mise, referent):
    agent = referent or mise.proposee_par
    paires = [("Référent", agent), ("Structure", agent.structure)]
    return fiche("Qui vous la propose", [*paires, ("Proposée le", jour(mise.proposee_le))])
