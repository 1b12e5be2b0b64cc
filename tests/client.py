"""A small JSON client for the REST interface, as an integrator would write one."""

from collective.socialgovernance.testing import PASSWORD
from typing import Any

import requests


__all__ = ["Client", "PASSWORD"]


class Client:
    """Calls the site as one user; paths are relative to the site, absolute URLs are taken as they are."""

    def __init__(self, site: str, auth: tuple[str, str] | None = None, language: str = "en"):
        self.site = site
        self.session = requests.Session()
        self.session.auth = auth
        self.session.headers.update({"Accept": "application/json", "Accept-Language": language})

    def url(self, path: str) -> str:
        return path if path.startswith("http") else f"{self.site}/{path.lstrip('/')}"

    def call(self, method: str, path: str, expect: int | None = None, **options: Any) -> Any:
        """The answer's JSON (None when empty); with ``expect`` the status is asserted."""
        answer = self.session.request(method, self.url(path), timeout=60, allow_redirects=False, **options)
        if expect is not None:
            assert answer.status_code == expect, f"{method} {path}: {answer.status_code} {answer.text[:2000]}"
        self.last = answer
        return answer.json() if answer.content and "json" in answer.headers.get("Content-Type", "") else None

    def get(self, path: str, expect: int | None = 200, **params: Any) -> Any:
        return self.call("GET", path, expect, params=params)

    def post(self, path: str, body: Any = None, expect: int | None = None) -> Any:
        return self.call("POST", path, expect, json={} if body is None else body)

    def patch(self, path: str, body: Any, expect: int | None = 204) -> Any:
        return self.call("PATCH", path, expect, json=body)

    def delete(self, path: str, expect: int | None = 204) -> Any:
        return self.call("DELETE", path, expect)
