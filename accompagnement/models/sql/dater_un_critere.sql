IF greatest(CASE WHEN NEW.a_l_entree THEN NULL ELSE NEW.constate_le END, NEW.perdu_le)
    > (now() AT TIME ZONE 'Europe/Paris')::date THEN
    RAISE EXCEPTION 'Cette date est dans le futur.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'critere_passe';
END IF;
RETURN NEW;
