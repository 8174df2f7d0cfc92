IF EXISTS (
    SELECT 1 FROM accompagnement_correction
    WHERE parcours_id = OLD.parcours_id AND transaction = pg_current_xact_id()::text::bigint
    AND nature = ANY ('{{{natures}}}'::text[]) AND {et}
) THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END IF;
RAISE EXCEPTION 'Cannot update or delete rows from % table', TG_TABLE_NAME;
