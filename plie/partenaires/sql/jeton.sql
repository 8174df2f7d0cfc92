-- A token by its SHA-256, with all that a call asks of the application and of who it acts as.
SELECT jeton.id AS "jeton.id", jeton.expires AS "jeton.expires", jeton.scope AS "jeton.scope",
    jeton.resource AS "jeton.resource", jeton.application_id AS "jeton.application_id",
    jeton.user_id AS "jeton.user_id", a.id AS "application.id", a.client_id AS
    "application.client_id", a.name AS "application.name", a.structure_id AS
    "application.structure_id", a.user_id AS "application.user_id", a.portees AS
    "application.portees", a.reseaux AS "application.reseaux", a.est_active AS
    "application.est_active", a.est_essai AS "application.est_essai", a.est_de_confiance AS
    "application.est_de_confiance", a.appels_par_minute AS "application.appels_par_minute",
    agent.id AS "agent.id", agent.email AS "agent.email", agent.nom AS "agent.nom", agent.prenom AS
    "agent.prenom", agent.role AS "agent.role", agent.structure_id AS "agent.structure_id",
    agent.is_active AS "agent.is_active", s.id AS "structure.id", s.nom AS "structure.nom",
    s.est_active AS "structure.est_active"
FROM oauth2_provider_accesstoken jeton
JOIN partenaires_application a ON a.id = jeton.application_id
JOIN comptes_agent agent ON agent.id = a.user_id
JOIN comptes_structure s ON s.id = a.structure_id
WHERE jeton.token_checksum = %s
