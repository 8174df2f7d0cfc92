IF TG_OP = 'UPDATE' AND NEW.date_debut >= OLD.date_debut AND NEW.cohorte_id = OLD.cohorte_id
    AND NEW.parcours_id = OLD.parcours_id
    AND coalesce(NEW.date_fin, 'infinity') <= coalesce(OLD.date_fin, 'infinity') THEN
    RETURN NEW;
END IF;
SELECT date_entree, date_sortie INTO entree, sortie
FROM accompagnement_parcours WHERE id = NEW.parcours_id;
IF entree IS NULL OR NEW.date_debut < entree OR NEW.date_debut > sortie THEN
    RAISE EXCEPTION 'Une personne est mise dans une cohorte entre son entrée et sa sortie.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'appartenance_pendant_le_parcours';
END IF;
-- Lock: two people at once would take the last place.
SELECT capacite INTO places FROM accompagnement_cohorte WHERE id = NEW.cohorte_id
FOR NO KEY UPDATE;
WITH membres AS (
    SELECT membre.date_debut AS debut,
        coalesce(least(membre.date_fin, parcours.date_sortie + 1), 'infinity') AS fin
    FROM accompagnement_appartenancecohorte membre
    JOIN accompagnement_parcours parcours ON parcours.id = membre.parcours_id
    WHERE membre.cohorte_id = NEW.cohorte_id AND membre.id <> NEW.id
    AND parcours.date_entree IS NOT NULL
),
jours AS (
    SELECT NEW.date_debut AS jour
    UNION SELECT debut FROM membres
    WHERE debut BETWEEN NEW.date_debut AND coalesce(least(NEW.date_fin - 1, sortie), 'infinity')
)
SELECT max(nombre) INTO occupees FROM (
    SELECT count(membres.debut) AS nombre FROM jours
    LEFT JOIN membres ON membres.debut <= jour AND membres.fin > jour
    GROUP BY jour
) AS par_jour;
IF occupees >= places THEN
    RAISE EXCEPTION 'Cette cohorte est complète : % sur % places sont prises.', occupees, places
    USING ERRCODE = 'check_violation', CONSTRAINT = 'cohorte_complete';
END IF;
RETURN NEW;
