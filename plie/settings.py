"""One settings module for every place; what differs comes from the environment."""

from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import bootstrap_wrapper
import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.log import CallbackFilter
from redis.backoff import NoBackoff
from redis.retry import Retry

from plie import embarque, journaux
from plie.bases import bases
from plie.environnement import *  # noqa: F403 - the settings of who runs the platform
from plie.environnement import dossier_des_fichiers, env
from plie.partenaires.bibliotheques import *  # noqa: F403 - read by the libraries of the API

BASE_DIR = Path(__file__).resolve().parent.parent

# Where we run

DEBUG = env.bool("DEBUG", default=False)
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
HTTPS = env.bool("PLIE_HTTPS", default=not (DEBUG or DEMONSTRATION))
PROCESSUS = env.str("PLIE_PROCESSUS", default="")
EMBARQUE = embarque.est_utilise()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Where people reach the site: links in mails and calendars are made without any request at hand.
ADRESSE = env.str(
    "PLIE_ADRESSE", default=(CSRF_TRUSTED_ORIGINS or ["http://localhost:8000"])[0]
).rstrip("/")

SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY and (EMBARQUE or DEMONSTRATION):
    SECRET_KEY = embarque.cle_secrete()
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY manque : tirez-en une, par exemple avec « openssl rand -base64 48 »."
    )
# Former keys: what they signed or encrypted is still read, the present one alone writes.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# The PLIE

PLIE_NOM = env.str("PLIE_NOM", default="PLIE de La Porte du Hainaut")
PLIE_COFINANCE_UE = env.bool("PLIE_COFINANCE_UE", default=True)
# First ages of the brackets of activity reports, after the youngest; FSE+ has its own.
TRANCHES_AGE = env.list("TRANCHES_AGE", cast=int, default=[26, 35, 45, 50, 60])

# Applications

INSTALLED_APPS = [
    "plie",
    "plie.comptes",
    "plie.referentiels",
    "plie.socle",
    "plie.journal",
    "plie.taches",
    "plie.interface",
    "plie.partenaires",
    "plie.administration",
    "accompagnement",
    "offres",
    "conventions",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "oauth2_provider",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "template_partials",
]

MIDDLEWARE = [
    "plie.surveillance.acces.JournalDesAcces",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "plie.interface.middleware.EnvoiLimite",
    "plie.comptes.middleware.SondeAnonyme",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "plie.interface.middleware.SaisieVisible",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "plie.comptes.middleware.PorteDesPartenaires",
    "plie.comptes.session_expiree.ConnexionExigee",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "plie.interface.middleware.PolitiqueDesContenus",
    "django_htmx.middleware.HtmxMiddleware",
    "plie.comptes.middleware.SansCopie",
    "plie.comptes.middleware.SecondFacteur",
    "plie.journal.middleware.ContexteHistorique",
    "plie.interface.middleware.DocumentImpossible",
]

ROOT_URLCONF = "plie.urls"
WSGI_APPLICATION = "plie.wsgi.application"

# template-partials would put others back.
CHARGEURS = [f"plie.interface.typographie.{source}" for source in ("Dossiers", "Applications")]
CHARGEURS = [("django.template.loaders.cached.Loader", CHARGEURS)]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", CHARGEURS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "plie.interface.contexte.plateforme",
            ],
        },
    },
]
FORM_RENDERER = "plie.interface.formulaires.Rendu"

# Database
url_base, url_redis = embarque.adresses()
DATABASES = bases(url_base, est_web=PROCESSUS == "web")
DATABASE_ROUTERS = ["plie.socle.replique.Aiguillage"] if len(DATABASES) > 1 else []
# The server applies its own limits on the web; the client's is longer.
BASE_PATIENCE = 12.0 if PROCESSUS == "web" else None

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Redis protocol: one database for the broker, the next one for the cache


def _base_suivante(url: str) -> str:
    """The same server, next numbered database: emptying the cache leaves the queue alone."""
    morceaux = urlsplit(url)
    if morceaux.scheme == "unix":
        options = dict(parse_qsl(morceaux.query))
        options["db"] = int(options.get("db", 0)) + 1
        return f"unix://{morceaux.path}?{urlencode(options)}"
    return morceaux._replace(path=f"/{int(morceaux.path.strip('/') or 0) + 1}").geturl()


def _url_celery(url: str) -> str:
    """Celery spells Unix sockets its own way."""
    morceaux = urlsplit(url)
    if morceaux.scheme != "unix":
        return url
    numero = dict(parse_qsl(morceaux.query)).get("db", 0)
    return f"redis+socket://{morceaux.path}?virtual_host={numero}"


REDIS_URL = env.str("REDIS_URL", default="") or url_redis
# Two platforms may share a server: each has its own prefix.
PREFIXE = env.str("PLIE_PREFIXE", default="plie:")
PATIENCE_REDIS = 1.0
CACHES = {
    "default": {
        "BACKEND": "plie.socle.cache.CacheQuiCede",
        "LOCATION": env.str("CACHE_URL", default="") or _base_suivante(REDIS_URL),
        "KEY_PREFIX": f"{PREFIXE}cache",
        "OPTIONS": {
            "socket_timeout": PATIENCE_REDIS,
            "socket_connect_timeout": PATIENCE_REDIS,
            "retry": Retry(NoBackoff(), 0),
        },
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

CELERY_BROKER_URL = _url_celery(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
# Longer than the longest task; one that hangs gives its process back.
CELERY_TASK_TIME_LIMIT = 3600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# In memory: a schedule file stops beat when its folder is read-only or when it is truncated.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
# After this delay an unacknowledged task is given to another worker: longer than the longest task.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env.int("PLIE_DELAI_REPRISE", default=1800),
    "global_keyprefix": PREFIXE,
    # Nobody waits for the queue, nor tries twice: the rows of `plie.taches` keep what was asked.
    "socket_connect_timeout": PATIENCE_REDIS,
    "socket_timeout": PATIENCE_REDIS if PROCESSUS == "web" else 5 * PATIENCE_REDIS,
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TIMEZONE = "Europe/Paris"

# Offers of France Travail: the real service, or another that answers like it

FRANCE_TRAVAIL_ID = env.str("FRANCE_TRAVAIL_ID", default="")
FRANCE_TRAVAIL_SECRET = env.str("FRANCE_TRAVAIL_SECRET", default="")
FRANCE_TRAVAIL_URL_API = env.str(
    "FRANCE_TRAVAIL_URL_API", default="https://api.francetravail.io/partenaire/offresdemploi"
).rstrip("/")
FRANCE_TRAVAIL_URL_JETON = env.str(
    "FRANCE_TRAVAIL_URL_JETON",
    default="https://entreprise.francetravail.fr/connexion/oauth2/access_token",
)
FRANCE_TRAVAIL_REALM = env.str("FRANCE_TRAVAIL_REALM", default="/partenaire")
FRANCE_TRAVAIL_PORTEES = env.str("FRANCE_TRAVAIL_PORTEES", default="api_offresdemploiv2 o2dsoffre")
FRANCE_TRAVAIL_APPELS_PAR_SECONDE = env.float("FRANCE_TRAVAIL_APPELS_PAR_SECONDE", default=4.0)
FRANCE_TRAVAIL_DELAI = env.float("FRANCE_TRAVAIL_DELAI", default=60.0)
FRANCE_TRAVAIL_ESSAIS = env.int("FRANCE_TRAVAIL_ESSAIS", default=5)
FRANCE_TRAVAIL_ATTENTE_MAX = env.float("FRANCE_TRAVAIL_ATTENTE_MAX", default=60.0)
FRANCE_TRAVAIL_SIMULE = env.bool("FRANCE_TRAVAIL_SIMULE", default=False)
# Pages of offers one agent may open in a minute, and hosts whose logos are shown: the licence of
# France Travail's offers asks that they be read, not extracted.
OFFRES_PAGES_PAR_MINUTE = env.int("OFFRES_PAGES_PAR_MINUTE", default=120)
FRANCE_TRAVAIL_HOTES_LOGOS = env.list("FRANCE_TRAVAIL_HOTES_LOGOS", default=["francetravail.fr"])

# SMS: an HTTP provider, or none; what a segment costs is in euros
SMS_URL = env.str("SMS_URL", default="")
SMS_JETON = env.str("SMS_JETON", default="")
SMS_EXPEDITEUR = env.str("SMS_EXPEDITEUR", default="PLIE")
SMS_PRIX_SEGMENT = env("SMS_PRIX_SEGMENT", cast=Decimal, default=Decimal("0.05"))
SMS_DELAI = env.float("SMS_DELAI", default=10.0)

# Language and time

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "français")]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

# Files

STATIC_URL = "/statiques/"
STATIC_ROOT = env.path("PLIE_STATIQUES", default=str(BASE_DIR / "statiques"))
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", bootstrap_wrapper.get_bootstrap_dir())]
# Fingerprinted by collectstatic, then cached for ever by browsers; or served from their sources.
EMPREINTES = env.bool("PLIE_EMPREINTES", default=not DEBUG)
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not EMPREINTES

# Proofs and reports: served by views that check rights, never by the web server.
FICHIERS = dossier_des_fichiers(
    embarque.dossier_donnees(), est_production=not (DEBUG or DEMONSTRATION or EMBARQUE)
)
MEDIA_ROOT = FICHIERS
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
S3_SEAU = env.str("S3_SEAU", default="")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "pieces": {
        "BACKEND": "plie.socle.stockage.Seau",
        "OPTIONS": {
            "bucket_name": S3_SEAU,
            "endpoint_url": env.str("S3_ADRESSE", default="") or None,
            "region_name": env.str("S3_REGION", default="") or None,
            "access_key": env.str("S3_CLE", default="") or None,
            "secret_key": env.str("S3_SECRET", default="") or None,
            "file_overwrite": False,
        },
    }
    if S3_SEAU
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if EMPREINTES
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
        # Collected by one account, served by another.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}

# tcp://host:3310 or unix:///path: every file received is read by it before it is kept.
CLAMAV_URL = env.str("CLAMAV_URL", default="")
# Refused before anything of the request is read: the largest file accepted is an import's.
ENVOI_MAXIMAL = 60 * 1024**2

# Accounts

AUTH_USER_MODEL = "comptes.Agent"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{nom}", "OPTIONS": options}
    for nom, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("email", "nom", "prenom")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
# In the session: a cookie would carry the names that messages say, signed but readable.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL

ACCOUNT_ADAPTER = "plie.comptes.adaptateurs.AdaptateurCompte"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Whoever types addresses on the page of forgotten passwords makes the platform write to nobody.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# The address of an agent is the administration's to change.
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_FORMS = {
    "request_login_code": "plie.comptes.code.DemandeDeCodeForm",
    "reset_password": "plie.comptes.code.MotDePasseOublieForm",
}
# Without a click: the office may be shared.
CONSEILLER_SESSION_SECONDES = env.int("CONSEILLER_SESSION_SECONDES", default=30 * 60)
CONSEILLER_RECHERCHES_PAR_MINUTE = env.int("CONSEILLER_RECHERCHES_PAR_MINUTE", default=20)
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "request_login_code": "20/m/ip,5/10m/key",
}
MFA_ADAPTER = "plie.comptes.adaptateurs.AdaptateurSecondFacteur"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "PLIE"
MFA_TOTP_TOLERANCE = 1
# Roles that must have a second factor, by their code: "direction,administration".
ROLES_SECOND_FACTEUR = env.list("ROLES_SECOND_FACTEUR", default=[])

# The API of partners, by three libraries

OAUTH2_PROVIDER_APPLICATION_MODEL = "partenaires.Application"
# Hosts of the house that webhooks may reach although they are private.
WEBHOOKS_HOTES_LOCAUX = env.list("PLIE_WEBHOOKS_HOTES_LOCAUX", default=[])

# Mail

vars().update(env.email("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = env.int("EMAIL_DELAI", default=15)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_EXPEDITEUR", default="plie@localhost")

# Transport and browser

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sante/$", r"^metrics$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDES", default=31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
# Without a proxy in front, its headers would be whatever the visitor writes in them.
MANDATAIRES = env.int("PLIE_MANDATAIRES", default=1 if HTTPS else 0)
if MANDATAIRES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = MANDATAIRES
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = env.int("SESSION_SECONDES", default=12 * 3600)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "plie.comptes.session_expiree.page_expiree"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    },
}

# Logs: one JSON object per line on stderr; requests, never bodies or parameters

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"sans_trace": {"()": CallbackFilter, "callback": journaux.sans_trace}},
    "formatters": {
        "lignes": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": journaux.COMMUNS,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                journaux.sans_detail,
                structlog.processors.JSONRenderer(ensure_ascii=False)
                if HTTPS
                else structlog.dev.ConsoleRenderer(colors=False),
            ],
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lignes"}},
    "root": {"handlers": ["console"], "level": env.str("NIVEAU_JOURNAL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "django.request": {"filters": ["sans_trace"]},
        # Given to gunicorn by its own configuration, which has a format of its own.
        "gunicorn.error": {"handlers": [], "propagate": True},
        # Its messages quote statements with their values.
        "django.db.backends": {"level": "WARNING"},
        # They tell every address called, headers when asked for more, and the tokens given.
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        "oauthlib": {"level": "WARNING"},
    },
}
