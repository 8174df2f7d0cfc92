"""What the person reads: invitation, change, cancellation, reminder, sheet of an offer. Nothing of
the parcours."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from accompagnement.enums import Mode, Presence
from plie.socle.dates import ecrire_le_jour

SEL = "accompagnement.documents.courriel.refus"
OBJETS = {
    "invitation": "Votre rendez-vous du {jour}",
    "deplacement": "Votre rendez-vous est déplacé au {jour}",
    "annulation": "Votre rendez-vous du {jour} est annulé",
    "rappel": "Rappel : votre rendez-vous de demain, {jour}",
}
PHRASES = {
    "invitation": "Votre rendez-vous avec {qui} est prévu {quand}.",
    "deplacement": "Votre rendez-vous avec {qui} est déplacé. Il aura lieu {quand}.",
    "annulation": "Votre rendez-vous avec {qui}, prévu {quand}, est annulé. Nous vous prions de "
    "nous excuser ; une autre date vous sera proposée.",
    "rappel": "Votre rendez-vous avec {qui} est prévu demain, {quand}.",
}
# Once the parcours is closed.
ANNULATION_SANS_SUITE = (
    "Votre rendez-vous avec {qui}, prévu {quand}, est annulé. Nous vous prions de nous excuser."
)
COMMENT = {
    Mode.PRESENCE: "Nous vous recevons sur place.",
    Mode.TELEPHONE: "Nous vous appelons par téléphone.",
    Mode.VISIO: "L'échange se fait en visioconférence.",
    Mode.VISITE: "Nous venons à votre domicile.",
    Mode.COURRIEL: "L'échange se fait par courriel.",
}


def jeton_de_refus(participant):
    return signing.dumps(participant.pk, salt=SEL)


def lire_jeton_de_refus(jeton):
    """The key of the person who refuses; raises signing.BadSignature on anything else."""
    return signing.loads(jeton, salt=SEL)


def _adresse_de_refus(participant):
    jeton = jeton_de_refus(participant)
    return settings.ADRESSE + reverse("accompagnement:courriels_refuser", args=[jeton])


def composer(entretien, nature):
    """The message to the person of `entretien`, its calendar entry attached."""
    participant = entretien.parcours.participant
    refus = _adresse_de_refus(participant)
    jour, _ = _quand(entretien)
    message = EmailMessage(
        subject=OBJETS[nature].format(jour=jour),
        body=_corps(entretien, nature, refus),
        to=[participant.email],
        reply_to=[entretien.agent.email],
        headers={"List-Unsubscribe": f"<{refus}>"},
    )
    message.attach("rendez-vous.ics", _invitation(entretien), "text/calendar")
    return message


def _quand(entretien):
    debut = timezone.localtime(entretien.debut)
    jour, complet = (ecrire_le_jour(debut, forme) for forme in ("l j F", "l j F Y"))
    return jour, f"le {complet} à {debut:%-H h %M}"


def _qui(agent):
    return f"{agent} ({agent.structure})" if agent.structure_id else str(agent)


def _corps(entretien, nature, refus):
    _, quand = _quand(entretien)
    phrase = PHRASES[nature]
    if nature == "annulation" and not entretien.parcours.est_ouvert:
        phrase = ANNULATION_SANS_SUITE
    lignes = ["Bonjour,", "", phrase.format(qui=_qui(entretien.agent), quand=quand)]
    if nature != "annulation":
        lignes.append(COMMENT[entretien.mode])
        if entretien.lieu:
            lignes.append(f"Lieu : {entretien.lieu}.")
        lignes += ["", "Un empêchement ? Répondez simplement à ce message, nous trouverons une"]
        lignes.append("autre date.")
    return "\n".join([*lignes, *_fin(entretien.agent, refus)])


def _fin(agent, refus):
    lignes = ["", "À bientôt,", str(agent), settings.PLIE_NOM, "", "--"]
    return [*lignes, "Vous ne souhaitez plus recevoir ces messages ? Dites-le ici :", refus, ""]


def composer_fiche(participant, agent, pdf):
    """The message that carries an offer sheet, and says nothing else of the offer."""
    refus = _adresse_de_refus(participant)
    lignes = [
        "Bonjour,",
        "",
        f"{_qui(agent)} vous propose une offre d'emploi : la fiche est jointe",
    ]
    lignes.append("à ce message.")
    lignes += ["", "Une question, ou votre réponse ? Répondez simplement à ce message."]
    message = EmailMessage(
        subject="Une offre d'emploi pour vous",
        body="\n".join([*lignes, *_fin(agent, refus)]),
        to=[participant.email],
        reply_to=[agent.email],
        headers={"List-Unsubscribe": f"<{refus}>"},
    )
    message.attach("offre.pdf", pdf, "application/pdf")
    return message


def identifiant(nature, pk):
    """The UID of a calendar entry: the same for ever, whatever the time or the words become."""
    return f"{nature}-{pk}@{domaine()}"


def domaine():
    """That of the site, in what names an entry or a message."""
    return settings.ADRESSE.split("://")[-1].split(":")[0]


def nouvel_agenda(nom):
    agenda = Calendar()
    agenda.add("prodid", "-//PLIE//Agenda//FR")
    agenda.add("version", "2.0")
    agenda.add("method", "PUBLISH")
    agenda.add("x-wr-calname", nom)
    return agenda


def evenement(uid, debut, duree_minutes, titre):
    element = Event()
    element.add("uid", uid)
    element.add("dtstamp", timezone.now())
    element.add("dtstart", debut)
    element.add("dtend", debut + timedelta(minutes=duree_minutes))
    element.add("summary", titre)
    return element


def _invitation(entretien):
    agenda = nouvel_agenda("Rendez-vous")
    element = evenement(
        identifiant("entretien", entretien.pk),
        entretien.debut,
        entretien.duree_minutes,
        f"Rendez-vous avec {entretien.agent}",
    )
    element.add("sequence", entretien.version)
    element.add("location", entretien.lieu or Mode(entretien.mode).label)
    annule = entretien.presence == Presence.ANNULE
    element.add("status", "CANCELLED" if annule else "CONFIRMED")
    agenda.add_component(element)
    return agenda.to_ical().decode()
