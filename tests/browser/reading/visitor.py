"""Somebody who reads pages and fills in forms as a browser without JavaScript does."""

from collective.socialgovernance.testing import PASSWORD
from lxml import html
from typing import Any

import requests


class Page:
    """A page as it arrived."""

    def __init__(self, answer: requests.Response):
        self.status = answer.status_code
        self.url = answer.url
        self.headers = answer.headers
        self.history = answer.history
        self.document = html.fromstring(answer.text or "<html/>")

    @property
    def words(self) -> str:
        """What the content of the page says, white space folded."""
        found = self.document.xpath("//*[@id='content']") or [self.document]
        return " ".join(" ".join(found[0].itertext()).split())

    def all(self, path: str) -> list[Any]:
        """The elements (or attributes) at an XPath."""
        return list(self.document.xpath(path))

    def one(self, path: str) -> Any:
        """The only element at an XPath."""
        (found,) = self.document.xpath(path)
        return found

    def text(self, path: str) -> str:
        """The words of the only element at an XPath."""
        return " ".join(self.one(path).text_content().split())

    @property
    def refused(self) -> bool:
        """Whether the site answered with the page for those who may not, or asked to sign in."""
        return self.url.split("?")[0].rpartition("/")[2] in ("login", "insufficient-privileges")

    @property
    def form(self) -> Any:
        """The form of the acknowledgment."""
        return self.one("//form[contains(@class, 'governance-form')]")

    @property
    def buttons(self) -> list[str]:
        """The answers that the page offers."""
        return self.all("//button[@name='answer']/@value")


class Visitor:
    """One person with a browser that runs no scripts."""

    def __init__(self, site: str, userid: str | None, language: str = "en"):
        self.site = site
        self.session = requests.Session()
        if userid is not None:
            self.session.auth = (userid, PASSWORD)
        self.session.headers.update({"Accept": "text/html", "Accept-Language": language})

    def open(self, path: str = "", **options: Any) -> Page:
        """Go to a page of the site."""
        url = path if path.startswith("http") else f"{self.site}/{path.lstrip('/')}"
        return Page(self.session.get(url, timeout=60, **options))

    def press(self, page: Page, answer: str, **values: str) -> Page:
        """Press the button of an answer, with the form around it filled in."""
        button = page.one(f"//button[@name='answer'][@value='{answer}']")
        (form,) = button.xpath("ancestor::form")
        fields = {**dict(form.form_values()), **values, "answer": answer}
        assert form.method == "POST"
        return self.send(form.action, fields)

    def send(self, url: str, fields: dict[str, str], referer: str = "") -> Page:
        """Send a form by hand."""
        headers = {"Referer": referer} if referer else {}
        return Page(self.session.post(url, data=fields, headers=headers, timeout=60))
