"""The login provider (OpenID Connect): where it sends people, and who it says came back. Needs the extra `oidc`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from tradedash.settings import Oidc, is_loopback

#: Signatures with a key pair only: a shared secret or none at all proves nothing.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
#: Seconds that the clocks of the two machines may differ.
LEEWAY = 60
_SECONDS = 5
_KEPT = 3600
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class LoginRefused(Exception):
    """The login did not work; `str(error)` is a sentence for the person who tried, `status` the answer's."""

    def __init__(self, sentence: str, status: int = 403) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Ticket:
    """What only the browser that began a login knows, besides where it wants to go afterwards."""

    state: str
    nonce: str
    verifier: str
    next: str


@dataclass
class Provider:
    """One provider. What it says of itself is asked for at the first login and kept for an hour."""

    oidc: Oidc
    redirect_uri: str
    _known: Mapping[str, Any] = field(default_factory=dict)
    _keys: KeySet | None = None
    _asked_at: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def address(self, ticket: Ticket) -> str:
        """Return where to send the browser. Raises: LoginRefused if the provider does not answer."""
        known = self._discovered()
        with self._client(known) as client:
            url, _ = client.create_authorization_url(
                known["authorization_endpoint"],
                state=ticket.state,
                nonce=ticket.nonce,
                code_verifier=ticket.verifier,
            )
        return str(url)

    def subject(self, code: str, ticket: Ticket) -> str:
        """Return who has logged in, as `issuer|sub`.

        Raises: LoginRefused if the provider does not answer or what it answers does not prove that.
        """
        known = self._discovered()
        try:
            with self._client(known) as client:
                token = client.fetch_token(
                    known["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=ticket.verifier,
                    allow_redirects=False,
                )
            return self._proved(token["id_token"], ticket.nonce, known)
        except requests.RequestException as error:
            raise LoginRefused("The login provider does not answer. Try again in a minute.", 502) from error
        except (AuthlibBaseError, JoseError, KeyError, TypeError, ValueError) as error:
            raise LoginRefused("What the login provider sent does not prove who you are. Log in again.") from error

    def _proved(self, id_token: str, nonce: str, known: Mapping[str, Any]) -> str:
        token = self._read(id_token, known)
        wanted = {
            "iss": {"essential": True, "value": known["issuer"]},
            "aud": {"essential": True, "value": self.oidc.client_id},
            "sub": {"essential": True},
        }
        claims = CodeIDToken(token.claims, token.header, wanted, {"nonce": nonce, "client_id": self.oidc.client_id})
        claims.validate(leeway=LEEWAY)
        subject = claims["sub"]
        if not isinstance(subject, str) or not subject.isascii() or not 1 <= len(subject) <= 255:
            raise ValueError("a subject is at most 255 ASCII characters")
        return f"{known['issuer']}|{subject}"

    def _read(self, id_token: str, known: Mapping[str, Any]) -> jwt.Token:
        try:
            return jwt.decode(id_token, self._key_set(known), algorithms=ALGORITHMS)
        except (JoseError, ValueError):  # perhaps the provider signs with a newer key by now
            return jwt.decode(id_token, self._key_set(known, fresh=True), algorithms=ALGORITHMS)

    def _key_set(self, known: Mapping[str, Any], *, fresh: bool = False) -> KeySet:
        with self._lock:
            if self._keys is None or fresh:
                self._keys = KeySet.import_key_set(_document(known["jwks_uri"]))  # type: ignore[arg-type] # JSON
            return self._keys

    def _discovered(self) -> Mapping[str, Any]:
        with self._lock:
            if self._known and monotonic() - self._asked_at < _KEPT:
                return self._known
        issuer = self.oidc.issuer
        known = _document(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if str(known.get("issuer", "")).rstrip("/") != issuer.rstrip("/"):
            raise LoginRefused("The login provider calls itself otherwise than TRADEDASH_OIDC_ISSUER.", 502)
        if not all(_is_safe(known.get(endpoint)) for endpoint in _ENDPOINTS):
            raise LoginRefused("The login provider's addresses are not all https.", 502)
        with self._lock:
            self._known, self._keys, self._asked_at = known, None, monotonic()
        return known

    def _client(self, known: Mapping[str, Any]) -> OAuth2Session:
        methods = known.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return OAuth2Session(
            self.oidc.client_id,
            self.oidc.client_secret.get_secret_value(),
            token_endpoint_auth_method="client_secret_basic"
            if "client_secret_basic" in methods
            else "client_secret_post",
            scope="openid",
            redirect_uri=self.redirect_uri,
            code_challenge_method="S256",
            default_timeout=_SECONDS,
        )


def _document(address: str) -> dict[str, Any]:
    try:
        answer = requests.get(address, timeout=_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        found = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise LoginRefused("The login provider does not answer. Try again in a minute.", 502) from error
    if not isinstance(found, dict):
        raise LoginRefused("The login provider does not answer as it should.", 502)
    return found


def _is_safe(address: object) -> bool:
    parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))
