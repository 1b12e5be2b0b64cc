"""Whatever is told in whatever order, the directory answers like a model that keeps every single day."""

from collective.socialgovernance.directory import imports
from collective.socialgovernance.directory import rows
from collective.socialgovernance.directory.store import Directory
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st


FIRST = date(2026, 1, 1)
DAYS = 40
NAMES = ("ann", "bob", "cyd")
DEPARTMENTS = ("", "rd", "hr")
POPULATIONS = ("employee", "intern")


def written(number):
    return "" if number is None else (FIRST + timedelta(days=number)).isoformat()


@dataclass
class SlowPerson:
    """What is true of one person, day by day."""

    employed: list[bool] = field(default_factory=lambda: [False] * DAYS)
    department: list[str] = field(default_factory=lambda: [""] * DAYS)
    population: list[str] = field(default_factory=lambda: [""] * DAYS)
    leaves: dict[int, int] = field(default_factory=dict)
    since: int | None = None
    joined: int | None = None
    left: int | None = None

    def on_leave(self, day):
        return self.employed[day] and any(first <= day <= last for first, last in self.leaves.items())

    def tell(self, department, population, today, since):
        """The row's values hold from today, or from a ``since`` that says something new."""
        moved = department != self.department[-1]
        start = today if since is None or (since == self.since and not moved) else since
        if start == since and not moved:
            self._forget_beginning(since)
        if moved or start == since:
            self._fill(self.department, start, department)
        if population != self.population[-1] or start == since:
            self._fill(self.population, start, population)
        self.since = self.since if since is None else since

    def _forget_beginning(self, since):
        """A membership that is said to have begun later did not exist before."""
        begin = DAYS - 1
        while begin > 0 and self.department[begin - 1] == self.department[-1]:
            begin -= 1
        for day in range(begin, since):
            self.department[day] = self.department[begin - 1] if begin else ""

    def _fill(self, values, start, value):
        values[start:] = [value] * (DAYS - start)

    def join(self, day):
        if self.left is not None:
            self.leaves = {f: min(u, self.left - 1) if u >= DAYS else u for f, u in self.leaves.items()}
            self.leaves = {f: u for f, u in self.leaves.items() if f <= u and f < self.left}
        self.joined, self.left = day, None
        self._fill(self.employed, day, True)

    def leave_company(self, day):
        self.left = day
        self._fill(self.employed, day, False)

    def take_leave(self, first, last):
        self.leaves[first] = DAYS if last is None else last

    def return_from_leave(self, today, still=None):
        for first, last in list(self.leaves.items()):
            if last >= DAYS and first <= today and first != still:
                self.leaves[first] = today - 1
                if first > today - 1:
                    del self.leaves[first]


class Story:
    """Tells each event to the directory and to the slow model."""

    def __init__(self):
        self.directory = Directory()
        self.people = {name: SlowPerson() for name in NAMES}
        departments = [{"id": id, "title": id} for id in DEPARTMENTS if id]
        self.apply(None, departments, 1)

    def apply(self, people, departments, today, delta=True):
        day = FIRST + timedelta(days=today)
        plan = imports.plan(
            self.directory,
            day,
            None if people is None else rows.json_table(rows.PERSON_ROWS, people),
            None if departments is None else rows.json_table(rows.DEPARTMENT_ROWS, departments),
            delta=delta,
        )
        return imports.apply(self.directory, plan, who="", when=None)

    def happen(self, today, name, department, population, since, act, first, last):
        """One row about one person; acts that make no sense for the person now are left out."""
        if act == "list":
            return self.list_all(today, name)
        person = self.people[name]
        row = {"userid": name, "fullname": name, "department": department, "population": population}
        since = None if since is None else min(since, today)
        if since is not None:
            row["since"] = written(since)
        if person.joined is None or person.left is not None:
            earliest = 1 if person.left is None else person.left
            person.join(max(first, earliest))
            row["joined"] = written(person.joined)
        elif act == "left" and person.joined <= min(first, today):
            row |= {"status": "left", "left": written(min(first, today))}
            person.leave_company(min(first, today))
        elif act == "leave":
            row |= {"leave_from": written(first), "leave_until": written(last and max(first, last))}
            person.take_leave(first, last and max(first, last))
        elif act == "return":
            row["status"] = "active"
            person.return_from_leave(today)
        person.tell(department, population, today, since)
        self.apply([row], None, today)
        assert self.apply([row], None, today)["unchanged"] == 1
        return None

    def list_all(self, today, absent):
        """A complete list of who is there, but for one."""
        listed = []
        for name, person in self.people.items():
            if person.joined is None or person.left is not None:
                continue
            if name == absent:
                person.leave_company(max(person.joined, today))
                continue
            still = max((first for first, last in person.leaves.items() if last >= DAYS), default=None)
            person.return_from_leave(today, still)
            listed.append(
                {
                    "userid": name,
                    "fullname": name,
                    "department": person.department[-1],
                    "population": person.population[-1],
                    "joined": written(person.joined),
                    "leave_from": written(still),
                }
            )
        self.apply(listed, None, today, delta=False)
        assert self.apply(listed, None, today, delta=False)["unchanged"] == len(listed)

    def check(self):
        """Both answer the same about every day."""
        for number in range(DAYS - 1):
            day = FIRST + timedelta(days=number)
            employed = {name for name, person in self.people.items() if person.employed[number]}
            assert self.names(self.directory.everybody(day)) == employed
            assert self.names(self.directory.on_leave(day)) == {
                name for name in employed if self.people[name].on_leave(number)
            }
            for department in DEPARTMENTS:
                found = self.directory.members(department, day) if department else None
                found = self.directory.without_department(day) if found is None else found
                assert self.names(found) == {
                    name for name in employed if self.people[name].department[number] == department
                }
            for population in POPULATIONS:
                assert self.names(self.directory.of_population(population, day)) == {
                    name for name in employed if self.people[name].population[number] == population
                }
            self.check_people(day, number)

    def check_people(self, day, number):
        for name, slow in self.people.items():
            person = self.directory.person(name, day)
            if person is None:
                assert not any(slow.employed)
                continue
            history = self.directory.history(name)
            assert person.department == slow.department[number]
            assert (person.status in ("active", "leave")) == slow.employed[number]
            assert (person.status == "leave") == slow.on_leave(number)
            assert any(day in span for span in history.employments) == slow.employed[number]
            assert any(day in span for span in history.leaves) == slow.on_leave(number)
            assert history.department(day) == (slow.department[number] if slow.employed[number] else "")

    def names(self, keys):
        return {self.directory.userid(key) for key in keys}


day_numbers = st.integers(min_value=1, max_value=DAYS - 3)
events = st.lists(
    st.tuples(
        day_numbers,
        st.sampled_from(NAMES),
        st.sampled_from(DEPARTMENTS),
        st.sampled_from(POPULATIONS),
        st.none() | day_numbers,
        st.sampled_from(("move", "left", "leave", "return", "list")),
        day_numbers,
        st.none() | day_numbers,
    ),
    min_size=1,
    max_size=12,
)


@given(events)
def test_any_order_answers_like_the_slow_model(told):
    story = Story()
    for today, *event in sorted(told, key=lambda event: event[0]):
        story.happen(today, *event)
    story.check()


@given(events, day_numbers)
def test_what_is_told_of_today_changes_no_past_day(told, past):
    story = Story()
    ordered = sorted(told, key=lambda event: event[0])
    for today, *event in ordered:
        if today <= past:
            story.happen(today, *event)
    day = FIRST + timedelta(days=past)
    before = {id: story.names(story.directory.members(id, day)) for id in DEPARTMENTS}
    for today, name, department, population, _since, _act, _first, _last in ordered:
        if today > past and story.people[name].joined is not None and story.people[name].left is None:
            story.happen(today, name, department, population, None, "move", today, None)
    assert {id: story.names(story.directory.members(id, day)) for id in DEPARTMENTS} == before
