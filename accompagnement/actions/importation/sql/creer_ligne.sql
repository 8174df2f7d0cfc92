CREATE TEMPORARY TABLE import_ligne (
    ligne integer, fautive boolean, identifiant text, nom text, prenom text, naissance date,
    sexe text, numero_ft text, commune text, adresse text, telephone text, email text,
    niveau text, criteres text[], prescripteur text, structure text, referent text,
    prescription date, entree date, sortie date, motif text, cohortes text[]
) ON COMMIT DROP
