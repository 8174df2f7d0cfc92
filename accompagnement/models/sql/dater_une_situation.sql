SELECT q.date_naissance, p.date_entree INTO naissance, entree
FROM accompagnement_parcours p
JOIN accompagnement_participant q ON q.id = p.participant_id
WHERE p.id = NEW.parcours_id;
IF NEW.date <= naissance THEN
    RAISE EXCEPTION 'Cette date précède la naissance.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'situation_apres_naissance';
END IF;
IF NEW.moment = '{entree}' AND NEW.date > entree THEN
    RAISE EXCEPTION 'La situation à l''entrée est constatée au plus tard le jour de l''entrée.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'situation_entree_datee';
END IF;
IF NEW.moment = '{a_date}' AND NEW.date < entree THEN
    RAISE EXCEPTION 'Un changement se note à partir du jour de l''entrée.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'situation_a_date_depuis_l_entree';
END IF;
IF NEW.moment <> '{entree}' AND NEW.date > (now() AT TIME ZONE 'Europe/Paris')::date THEN
    RAISE EXCEPTION 'Cette date est dans le futur.'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'situation_passee';
END IF;
RETURN NEW;
