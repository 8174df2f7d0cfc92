"""What partners are told of, by its public type."""

EVENEMENTS = {
    "orientation.nouvelle": "Le PLIE a reçu l'orientation.",
    "orientation.acceptee": "Le PLIE l'a acceptée : un parcours est prescrit.",
    "orientation.refusee": "Le PLIE, ou sa commission, l'a refusée ; le motif se lit.",
    "orientation.retiree": "Vous l'avez retirée.",
    "orientation.expiree": "Le délai de réponse est passé ; une réponse peut encore venir.",
    "orientation.message": "Un message s'y est ajouté.",
    "orientation.document": "Un document s'y est ajouté.",
    "orientation.integree": "La commission a décidé l'entrée de la personne dans le PLIE.",
    "orientation.non_entree": "La personne n'entrera pas dans le PLIE ; la réponse dit pourquoi.",
    "accompagnement.modifie": "Ce que vous lisez d'une personne a pu changer.",
}
