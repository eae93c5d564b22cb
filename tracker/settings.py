"""Every setting, read once. What depends on the machine comes from the environment: see ``.env.example``."""

from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from tracker import env
from tracker.kernel.logs import logging_of

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
DEBUG = env.flag("DEBUG", default=False)
# Readers come over https, through a proxy that ends TLS. `manage.py up` serves plain http on loopback and says 0.
HTTPS = env.flag("HTTPS", default=True)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", default=("127.0.0.1", "localhost", "[::1]"))
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

# ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "tracker.stack",
    "tracker.web",
    "tracker.api",
    "tracker.archive",
    "tracker.timeline",
    "tracker.claims",
    "tracker.news",
    "people",
    "companies",
    "tracker.web.late_admin.LateAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "axes",
    "import_export",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    # After those whose admin pages it takes away.
    "tracker.accounts",
]

MIDDLEWARE = [
    "tracker.web.accounts.gate.Refusals",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tracker.web.remembered.RememberedPages",
    # Long lists pack to a tenth; padding of random length and masked tokens keep secrets from being guessed.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tracker.web.prefetching.Prefetching",
    "allauth.account.middleware.AccountMiddleware",
    "tracker.web.accounts.gate.AccountGate",
    # Within the gate: whose session has ended is a stranger by then.
    "tracker.web.accounts.answers.AnswersHaveAddresses",
    "tracker.web.accounts.typed.WordsStay",
    "tracker.web.own_parts.OwnParts",
    "pghistory.middleware.HistoryMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
ASGI_APPLICATION = "tracker.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["tracker.web.templatetags.lasting"],
        },
    },
]

# ── PostgreSQL ───────────────────────────────────────────────────────────────────────────────────────────────
_DATABASE = env.database("DATABASE_URL")
_DATABASE["OPTIONS"].setdefault("connect_timeout", 5)
# Lets what is asked with every claim be prepared (tracker.kernel.planned); Django's own statements never are.
_DATABASE["OPTIONS"].setdefault("prepare_threshold", 5)
# Questions are small, and many come at once: to compile one, or to start processes that help with it, takes longer
# than the answer.
_DATABASE["OPTIONS"].setdefault("options", "-c jit=off -c max_parallel_workers_per_gather=0")
# Connections per process that are kept and shared by its threads; 0 keeps one per thread instead.
_POOL = env.number("DATABASE_POOL", 0, most=90)
if _POOL:
    _DATABASE["OPTIONS"]["pool"] = {"min_size": 1, "max_size": _POOL, "timeout": 10}
DATABASES = {
    "default": {
        **_DATABASE,
        "CONN_MAX_AGE": 0 if _POOL else 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── Valkey: the broker must never evict, so the cache keeps to a database (or server) of its own ─────────────────
REDIS_URL = env.redis("REDIS_URL")
CACHE_URL = env.redis("CACHE_URL", default=env.redis_beside(REDIS_URL, 1))
CACHES = {
    "default": {
        "BACKEND": "tracker.kernel.caching.OneClientCache",
        "LOCATION": CACHE_URL,
        "TIMEOUT": 300,
        "OPTIONS": {"socket_timeout": 5, "socket_connect_timeout": 5},
    }
}

# ── reading articles: the rules, or a language model behind an OpenAI-compatible address ────────────────────────
EXTRACTOR = env.choice("EXTRACTOR", ("rules", "llm"))
_MODEL = EXTRACTOR == "llm"
LLM_BASE_URL = env.web_address("LLM_BASE_URL", needed=_MODEL)
LLM_MODEL = env.text("LLM_MODEL", None if _MODEL else "")
LLM_API_KEY = env.header("LLM_API_KEY")
# Tokens that all workers together may spend in a UTC day; when they are spent, the rules read. One request may take
# nearly 20,000.
LLM_DAILY_TOKENS = env.number("LLM_DAILY_TOKENS", 1_000_000, least=20_000)
# Seconds that the model may take for one article, all its parts and tries together.
LLM_TIMEOUT = env.number("LLM_TIMEOUT", 30, least=1, most=45)

# ── Celery: PostgreSQL knows what is due and done; a message is only the wake-up call ───────────────────────────
CELERY_BROKER_URL = env.celery_broker(REDIS_URL)
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_STORE_ERRORS_EVEN_IF_IGNORED = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_TASK_TIME_LIMIT = 120
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # A task that runs longer than this is started a second time: more than twice the hard limit.
    "visibility_timeout": 2 * CELERY_TASK_TIME_LIMIT + 60,
    # Lost work is looked for on every round, not on every tenth.
    "unacked_restore_throttle": 1,
    "socket_timeout": 15,
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 10,
}
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "wake": {
        "task": "tracker.claims.tasks.wake",
        "schedule": 5.0,
        "options": {"expires": 30},
    },
    "heartbeat": {
        "task": "tracker.stack.tasks.heartbeat",
        "schedule": 10.0,
        "options": {"expires": 30},
    },
    "overdue": {
        "task": "tracker.claims.tasks.look_for_overdue",
        "schedule": 3600.0,
        "options": {"expires": 600},
    },
    "tallies": {
        "task": "people.tasks.fold",
        "schedule": 600.0,
        "options": {"expires": 300},
    },
}

# ── accounts ─────────────────────────────────────────────────────────────────────────────────────────────────
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "tracker.accounts.backend.RoleBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Editors and above sign in with a second factor: on where others can reach the site.
REQUIRE_SECOND_FACTOR = env.flag("REQUIRE_SECOND_FACTOR", default=HTTPS)
# An editor's session ends when it has not been used for so long; any session, two weeks after its last change.
EDITOR_IDLE_SECONDS = 2 * 3600

ACCOUNT_ADAPTER = "tracker.web.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# The cookie goes when the browser is closed.
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {
    # Passwords tried from one address, right or wrong; and wrong ones, whatever the names.
    "login": "60/m/ip",
    "password_by_address": "50/15m/ip",
    # Wrong codes of one account. Whoever tries them knows the password.
    "login_failed": "10/5m/key",
}
MFA_ADAPTER = "tracker.web.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Reshuffle"
# The clock of a telephone may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True

AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# Whoever keeps guessing must not keep the rightful editor out for ever.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_TEMPLATE = "429.html"
# It counts in the cache: there is nothing to show.
AXES_ENABLE_ADMIN = False

# ── security ─────────────────────────────────────────────────────────────────────────────────────────────────
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# The health addresses are asked from inside, past the proxy.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if env.flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    MIDDLEWARE.insert(0, "tracker.stack.proxy.ForwardedAddress")

# Words for readers, such as "Back at 14:00 UTC.": while there are any, nothing else is answered.
MAINTENANCE = env.text("MAINTENANCE", "")
#: How much of its pages each web process remembers, in bytes; 0: nothing.
REMEMBERED_BYTES = env.number("REMEMBERED_MEGABYTES", 32, most=4096) * 1_000_000
if MAINTENANCE:
    REMEMBERED_BYTES = 0
    # Within the policies that every answer carries, outside of whatever reads a session.
    _before = MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware")
    MIDDLEWARE.insert(_before, "tracker.web.availability.Maintenance")

SESSION_ENGINE = "tracker.accounts.sessions"
# `__Host-` binds a cookie to this host and to https; over plain http a browser would drop it.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tracker.web.accounts.typed.too_old"
# A pasted article may have 5 MB, before it is percent-encoded.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
# A table for import is the only file taken, into memory: none is ever written to disk.
FILE_UPLOAD_HANDLERS = ["tracker.kernel.uploads.TableUpload"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

# ── static files ─────────────────────────────────────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Hashed names need `collectstatic` (`up` runs it); tests read the files where they lie.
_HASHED = env.flag("STATIC_HASHED", default=not DEBUG)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "tracker.web.static_names.KeptNames"
        if _HASHED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_MIMETYPES = {".speculationrules": "application/speculationrules+json"}
WHITENOISE_USE_FINDERS = not _HASHED
WHITENOISE_AUTOREFRESH = not _HASHED

# ── words and time ───────────────────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
# Nothing is translated, and looking for translations takes a tenth of a page.
USE_I18N = False
USE_TZ = True

# ── API ──────────────────────────────────────────────────────────────────────────────────────────────────────
# Requests that one address may make in a minute without an account; 0 sets no limit.
API_ANONYMOUS_PER_MINUTE = env.number("API_ANONYMOUS_PER_MINUTE", 1200)
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.CursorPagination",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "PAGE_SIZE": 50,
    "UNICODE_JSON": True,
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Reshuffle",
    "DESCRIPTION": """\
Who works where in the AI industry, who reports to whom, how companies reorganise, and who published
it first. Read-only; no key is needed.

**Two clocks.** `as_of` asks what was true on a day, `known_on` what had been published by the end
of a day. **Dates** are as fine as the published words: `2025`, `2025-06`, `2025-06-12`, or bounds.
An end is the last day held. **Pages** are followed by their `next` and `previous` addresses.
**Parameters** that an address does not know are refused.
""",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_URLCONF": "tracker.api.schema_urls",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": ["tracker.api.schema.finish"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}

# ── logs: one line per event, on stderr ──────────────────────────────────────────────────────────────────────
LOGGING: dict[str, Any] = logging_of(
    as_json=env.flag("LOG_JSON", default=False), level=env.text("LOG_LEVEL", "INFO")
)
