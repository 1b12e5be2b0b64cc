"""What the tests of the page of writing have in common."""

from collective.socialgovernance.texts.gathering import clauses_of
from typing import Any

import re
import transaction


def words(browser: Any) -> str:
    """The text of the page, white space folded."""
    return " ".join(re.sub(r"<[^>]*>", " ", browser.contents).split())


def order(draft: Any) -> list[str]:
    """The ids of the clauses as they stand now."""
    transaction.begin()
    return [clause.getId() for clause in clauses_of(draft)]


def page(browser: Any, draft: Any, query: str = "") -> Any:
    """The page of writing."""
    browser.open(f"{draft.absolute_url()}/@@write{query}")
    return browser


def form_of(browser: Any, part: str, act: str = "") -> Any:
    """The form that writes a part, or the one that does an act with a clause."""
    for index, markup in enumerate(browser.contents.split("<form")[1:]):
        markup = markup.split("</form>")[0]
        if f'value="{part}"' in markup and (f'value="{act}"' in markup if act else "sg-form" in markup):
            return browser.getForm(index=index)
    raise LookupError(f"no form of {part}")


def card(browser: Any, part: str) -> str:
    """The markup of a clause in the list."""
    return str(browser.contents.split(f'id="clause-{part}"')[1].split('id="clause-')[0])


def token(browser: Any) -> str:
    """The proof that a post comes from this site."""
    found = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', browser.contents)
    assert found
    return found.group(1)
