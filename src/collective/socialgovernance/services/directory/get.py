"""Reading departments and people.

Whoever is signed in and in the directory sees its departments, and of colleagues what a staff list shows.
E-mail, manager and dates are for the person and for those who manage the directory.
"""

from collective.socialgovernance import _
from collective.socialgovernance.directory import site
from collective.socialgovernance.directory.interfaces import IDirectory
from collective.socialgovernance.directory.people import Department
from collective.socialgovernance.directory.people import LEFT
from collective.socialgovernance.directory.people import NOT_JOINED
from collective.socialgovernance.directory.people import Person
from collective.socialgovernance.refusals import refuse
from collective.socialgovernance.refusals import Refused
from collective.socialgovernance.services.base import GovernanceService
from datetime import date
from typing import Any
from zope.component import getUtility


RIGHT = "collective.socialgovernance: Manage directory"


class DirectoryGet(GovernanceService):
    """``departments``, ``departments/{id}`` and ``people/{userid}``."""

    longest_path = 2

    def answer(self) -> dict[str, Any]:
        self.directory = getUtility(IDirectory)
        self.day = self.as_of() or site.today()
        self.manages = self.allowed(RIGHT)
        self._require_colleague()
        match self.path:
            case ["departments"]:
                return self._departments()
            case ["departments", id]:
                return self._department(id)
            case ["people", userid]:
                return self._person(userid)
            case _:
                raise _not_found()

    def _require_colleague(self) -> None:
        if not self.manages and not self._is_present(self.directory.person(self.userid, site.today())):
            raise refuse(403, "permission", _("You are not entitled to do this."))

    def _departments(self) -> dict[str, Any]:
        items = [self._described(department) for department in self.directory.departments(self.day)]
        return {"@id": f"{self._address()}/departments", "items": items, "items_total": len(items)}

    def _department(self, id: str) -> dict[str, Any]:
        department = self.directory.department(id, self.day)
        if department is None:
            raise _not_found()
        described = self._described(department)
        return {**described, "items": [described], "items_total": 1}

    def _described(self, department: Department) -> dict[str, Any]:
        return {
            "@id": f"{self._address()}/departments/{department.id}",
            "id": department.id,
            "title": department.title,
            "parent": department.parent,
            "head": department.head,
            "deputies": list(department.deputies),
            "members": len(self.directory.members(department.id, self.day)),
        }

    def _person(self, userid: str) -> dict[str, Any]:
        person = self.directory.person(userid, self.day)
        private = self.manages or userid == self.userid
        if person is None or not (private or self._is_present(person)):
            raise _not_found()
        return {"@id": f"{self._address()}/people/{person.userid}", **_listed(person)} | (
            _private(person) if private else {}
        )

    def _is_present(self, person: Person | None) -> bool:
        return person is not None and person.status not in (LEFT, NOT_JOINED)

    def _address(self) -> str:
        return f"{self.context.absolute_url()}/@governance-directory"


def _listed(person: Person) -> dict[str, Any]:
    """What colleagues see."""
    return {
        "userid": person.userid,
        "fullname": person.fullname,
        "department": person.department,
        "job_family": person.job_family,
        "site": person.site,
    }


def _private(person: Person) -> dict[str, Any]:
    """What only the person and those who manage the directory see."""
    return {
        "email": person.email,
        "manager": person.manager,
        "population": person.population,
        "language": person.language,
        "status": person.status,
        "joined": person.joined.isoformat(),
        "left": _written(person.left),
    }


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _not_found() -> Refused:
    return refuse(404, "@id", _("There is no such page."))
