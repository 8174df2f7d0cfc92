IF OLD.statut || ':' || NEW.statut = ANY ('{{{transitions}}}'::text[]) OR EXISTS (
    SELECT 1 FROM accompagnement_correction
    WHERE parcours_id = OLD.id AND transaction = pg_current_xact_id()::text::bigint
    AND avant ->> 'statut' = OLD.statut AND apres ->> 'statut' = NEW.statut
) THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'Invalid transition of field "statut" from "%" to "%" on table %',
    OLD.statut, NEW.statut, TG_TABLE_NAME;
