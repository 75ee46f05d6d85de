"""What the environment says, read in one place. A value that cannot be right stops the start with a sentence."""

import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

MODES = ("demo", "production")
SHORTEST_SECRET = 50


def mode() -> str:
    """`demo` or `production`, from SABAT_ENV."""
    value: str = env.str("SABAT_ENV", default="demo")
    if value not in MODES:
        raise ImproperlyConfigured(f"SABAT_ENV is {value!r}. Set it to one of: {', '.join(MODES)}.")
    return value


def secret_key(*, production: bool) -> str:
    """SECRET_KEY, or the contents of SECRET_KEY_FILE; the demo makes its own under var/ and keeps it."""
    given: str = env.str("SECRET_KEY", default="")
    path = env.str("SECRET_KEY_FILE", default="")
    if given and path:
        raise ImproperlyConfigured("Both SECRET_KEY and SECRET_KEY_FILE are set. Keep one of them.")
    if path:
        try:
            given = Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"SECRET_KEY_FILE cannot be read: {error}.") from error
    if given:
        if production and len(given) < SHORTEST_SECRET:
            raise ImproperlyConfigured(f"The secret key is shorter than {SHORTEST_SECRET} characters. Make a new one.")
        return given
    if production:
        raise ImproperlyConfigured("In production set SECRET_KEY or SECRET_KEY_FILE: there is no default.")
    return _demo_secret()


def _demo_secret() -> str:
    path = VAR_DIR / "secret-key"
    if not path.exists():
        VAR_DIR.mkdir(exist_ok=True)
        # Of two processes that begin at once neither may read half a secret, and both must end with the same one.
        with NamedTemporaryFile("w", dir=VAR_DIR, delete=False, encoding="utf-8") as draft:
            draft.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            path.hardlink_to(draft.name)
        Path(draft.name).unlink()
    return path.read_text(encoding="utf-8").strip()


def database() -> dict[str, Any]:
    """The database of DATABASE_URL, by default SQLite under var/ with the options that keep every write."""
    config: dict[str, Any] = env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'sabat.sqlite3'}")
    engine = config["ENGINE"]
    if engine.endswith("sqlite3"):
        Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        config["CONN_MAX_AGE"] = None  # opening the file anew costs as much as a whole page
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    elif engine.endswith("postgresql"):
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:/// or postgres://.")
    return config


def cache() -> dict[str, Any]:
    """Redis at CACHE_URL, else files under var/, which all processes of one machine share (rate limits need that)."""
    url = env.str("CACHE_URL", default="")
    if not url:
        return {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(VAR_DIR / "cache"),
        }
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("CACHE_URL must begin with redis://, rediss:// or unix://.")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
