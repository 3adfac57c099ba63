"""Every setting, its default and its environment variable, in one place."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

HOME: Final = Path(__file__).resolve().parent.parent
"""The checkout: `templates/`, `static/` and `instance/` stand beside the package."""

SHIPPED: Final = HOME if (HOME / "templates").is_dir() else HOME / "declaration" / "_installed"
"""Where `templates/` and `static/` are: in an installed package, within it."""

WORKERS: Final = 4
THREADS: Final = 3
"""Processes that serve, and threads of each: with more, a writer waits for the others' Python."""


class Misconfigured(Exception):
    """The settings do not let the product start safely. The message says which and why."""


def _setting(variable: str, default: str, meaning: str) -> Any:
    return field(default=default, metadata={"variable": variable, "meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """What an installation decides, as the environment gave it."""

    database_url: str = _setting(
        "DATABASE_URL",
        "",
        "SQLAlchemy address of the database; `instance/declaration.sqlite3` when empty",
    )
    secret_key: str = _setting(
        "SECRET_KEY",
        "",
        "signs cookies; when empty, one is made once and kept in `instance/secret-key`",
    )
    environment: str = _setting(
        "DECLARATION_ENV", "development", "`production` refuses an unsafe start"
    )
    host: str = _setting("DECLARATION_HOST", "localhost", "the name under which people reach it")
    https: str = _setting(
        "DECLARATION_HTTPS", "", "`1` behind an HTTPS proxy: secure cookies, HSTS"
    )
    proxies: str = _setting(
        "DECLARATION_PROXIES", "0", "how many proxies in front set X-Forwarded-* headers"
    )
    second_factor: str = _setting(
        "DECLARATION_SECOND_FACTOR",
        "",
        "`required`: secretariat and signatories sign in with a second step; `offered`: who wants "
        "to; when empty, required in production",
    )
    smtp_url: str = _setting(
        "SMTP_URL",
        "",
        "`smtp://user:password@host:587`; when empty, letters wait in the outbox page",
    )
    mail_from: str = _setting("MAIL_FROM", "declaration@localhost", "who letters come from")
    log: str = _setting(
        "DECLARATION_LOG", "", "`json` writes a line for each request, without personal data"
    )
    metrics_token: str = _setting(
        "DECLARATION_METRICS_TOKEN",
        "",
        "who sends it as `Authorization: Bearer …` may read `/metrics`; when empty, nobody may",
    )
    instance: str = _setting(
        "DECLARATION_INSTANCE", str(HOME / "instance"), "the folder of this installation's files"
    )
    signing_key: str = _setting(
        "DECLARATION_SIGNING_KEY",
        "",
        "a PKCS #12 file with the key that signs every PDF; none is signed when empty",
    )
    signing_passphrase: str = _setting(
        "DECLARATION_SIGNING_PASSPHRASE", "", "what opens that file, if it is locked"
    )

    @classmethod
    def read(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """The settings that `environ` (default: the process's environment) holds."""
        environ = os.environ if environ is None else environ
        given = {
            f.name: environ[f.metadata["variable"]]
            for f in fields(cls)
            if environ.get(f.metadata["variable"])
        }
        return cls(**given)

    @property
    def requires_second_factor(self) -> bool:
        """Whether secretariat and signatories must sign in with a second step."""
        if self.second_factor:
            return self.second_factor == "required"
        return self.environment == "production"

    def flask(self) -> dict[str, Any]:
        """The same as Flask's configuration. Raises Misconfigured."""
        instance = Path(self.instance)
        instance.mkdir(parents=True, exist_ok=True)
        production = self.environment == "production"
        if production and (not self.secret_key or len(self.secret_key) < 32):
            raise Misconfigured(
                "SECRET_KEY must be set, 32 characters at least, in production "
                "(python -c 'import secrets; print(secrets.token_hex(32))')"
            )
        if production and os.environ.get("FLASK_DEBUG", "0") not in {"", "0"}:
            raise Misconfigured("FLASK_DEBUG must not be set in production")
        if self.second_factor not in {"", "required", "offered"}:
            raise Misconfigured("DECLARATION_SECOND_FACTOR is `required` or `offered`")
        url = self.database_url or f"sqlite:///{instance / 'declaration.sqlite3'}"
        return {
            "SETTINGS": self,
            "SECRET_KEY": self.secret_key or _kept_secret(instance),
            "SQLALCHEMY_ENGINES": {"default": engine_options(url)},
            "SESSION_COOKIE_SECURE": bool(self.https),
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_NAME": "__Host-declaration" if self.https else "declaration",
            "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
            # Activity is noted in it every few minutes: often enough to send it anew.
            "SESSION_REFRESH_EACH_REQUEST": False,
            "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
            "WTF_CSRF_TIME_LIMIT": None,
            "WTF_CSRF_SSL_STRICT": bool(self.https),
            "BABEL_DEFAULT_LOCALE": "ar",
            "BABEL_TRANSLATION_DIRECTORIES": str(HOME / "declaration" / "translations"),
        }


def engine_options(url: str) -> dict[str, Any]:
    """The database engine's options for `url`; plain postgresql:// means psycopg 3."""
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    if url.startswith("sqlite"):
        return {"url": url, "hide_parameters": True, "connect_args": {"timeout": 30}}
    return {
        "url": url,
        "hide_parameters": True,
        "pool_size": 10,
        "max_overflow": 20,
    }


def _kept_secret(instance: Path) -> str:
    """The installation's own secret, made at the first start."""
    path = instance / "secret-key"
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return path.read_text("ascii").strip()
