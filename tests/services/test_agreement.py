"""Figures, list and each person's own tasks say the same of the same day."""

from collections import Counter
from tests import intranet
from tests.contract.company import PEOPLE
from tests.pages.test_over_rest import acknowledge

import transaction


OWING = {"pending", "due_soon", "overdue", "critical", "lapsed"}


def test_figures_rows_and_tasks_agree(served, rest):
    intranet.directory()
    edition = intranet.charter(intranet.programme(served, k_threshold=1))["e1"]
    intranet.walk_to("in_force", edition)
    transaction.commit()
    url = edition.absolute_url()
    acknowledge(rest("emp"), url)
    acknowledge(rest("mgr"), url)
    acknowledge(rest("mgr"), url, answer="withdrawn")
    acknowledge(rest("head"), url, answer="exception_requested", note="Why me?")
    figures = rest("own").get(f"{url}/@coverage")["total"]
    rows = {row["userid"]: row["status"] for row in rest("own").get(f"{url}/@acknowledgments")["items"]}
    assert set(rows) == {person["userid"] for person in PEOPLE}
    counted = Counter(rows.values())
    assert figures["audience"] == len(rows)
    assert {status: figures[status] for status in counted} == counted
    for userid, status in rows.items():
        assert rest(userid).get(f"{url}/@acknowledgment")["status"] == status
        tasks = [t for t in rest(userid).get("@my-governance")["tasks"] if t["kind"] == "acknowledge"]
        assert bool(tasks) == (status in OWING), userid
