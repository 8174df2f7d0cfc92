IF EXISTS (SELECT 1 FROM accompagnement_nonentree WHERE id = NEW.id) AND NOT EXISTS (
    SELECT 1 FROM accompagnement_parcours WHERE id = NEW.parcours_id AND statut = '{statut}'
) THEN
    RAISE EXCEPTION 'Ce parcours n''est pas clos sans entrée.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'non_entree_d_un_parcours_clos';
END IF;
RETURN NULL;
