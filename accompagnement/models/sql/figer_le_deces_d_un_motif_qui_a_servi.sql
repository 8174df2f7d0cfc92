-- An exit that is being written with this motif ends first: its key holds the row.
PERFORM FROM accompagnement_motifsortie WHERE code = OLD.code FOR UPDATE;
IF EXISTS (SELECT FROM accompagnement_sortieevent WHERE motif_id = OLD.code) THEN
    RAISE EXCEPTION 'Des sorties ont ce motif : qu''il soit ou non un décès ne change plus.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'motif_deces_fige';
END IF;
RETURN NEW;
