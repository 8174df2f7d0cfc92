"""Settings of the libraries of the API, the same in every place: `plie.settings` hands them on."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "plie.partenaires.api.schema.Schema",
    "EXCEPTION_HANDLER": "plie.partenaires.api.erreurs.repondre",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "API des partenaires du PLIE",
    "VERSION": "1.0.0",
    "DESCRIPTION": "Les personnes accompagnées, les orientations, les offres et les indicateurs du "
    "PLIE, pour ses partenaires. Tout est expliqué à /api/v1/documentation/.",
    "SERVERS": [{"url": "/", "description": "Cette plateforme"}],
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [],
}
OAUTH2_PROVIDER = {
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",
    "OAUTH2_VALIDATOR_CLASS": "plie.partenaires.oauth.Validateur",
    "SCOPES_BACKEND_CLASS": "plie.partenaires.oauth.Portees",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 1500,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    # RFC 9700: a stolen copy of the database opens nothing, no token travels in an address.
    **{
        f"COMPLIANT_BCP_RFC9700_{porte}": True
        for porte in (
            "ACCESS_TOKEN_TRANSPORT",
            "AUTHZ_RESPONSE_ISS",
            "IMPLICIT_GRANT",
            "PASSWORD_GRANT",
            "PKCE_METHOD",
            "REDIRECT_URI_SCHEME",
            "REFRESH_TOKEN",
            "TOKEN_STORAGE",
        )
    },
}
