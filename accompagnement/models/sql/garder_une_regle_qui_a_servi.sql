-- An exit that is being validated by this rule ends first: its key holds the row.
PERFORM FROM accompagnement_reglesortie WHERE id = OLD.id FOR UPDATE;
IF EXISTS (SELECT FROM accompagnement_sortieevent WHERE regle_id = OLD.id) THEN
    RAISE EXCEPTION 'Des sorties ont suivi cette règle : elle ne se retire plus.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'regle_qui_a_servi_reste';
END IF;
RETURN OLD;
