"""Pages of what grows while it is read, and sums of what they are the sums of."""

from api import TODAY
from api import company, server  # noqa: F401, fixtures
from test_api import CODES


def test_the_journal_is_read_page_by_page_while_it_grows(server):
    meera = server.sign_in("meera")
    known = [entry["id"] for entry in meera.get("/audit/entries", limit=1000).says(200).json()["items"]]
    assert known == list(range(known[0], 0, -1))
    read, cursor = [], {}
    while cursor is not None:
        page = meera.get("/audit/entries", limit=7, **cursor).says(200).json()
        read += [entry["id"] for entry in page["items"]]
        meera.patch("/employees/0042", {"name": f"Asha Verma {len(read)}"}).says(200)
        cursor = page["next"] and {"cursor": page["next"]}
    assert read == known and len(read) > 7
    of_people = meera.get("/audit/entries", entity="employee", limit=1000).says(200).json()["items"]
    one = of_people[-1]["record"]
    found = meera.get("/audit/entries", entity="employee", record=one).says(200).json()["items"]
    assert found == [entry for entry in of_people if entry["record"] == one] and len(found) < len(of_people)
    meera.get("/audit/entries", cursor="bm9uZQ").says(400, "invalid-parameter")
    assert meera.get("/audit/entries", cursor="WzFd").says(200).json() == {"items": [], "next": None}


def test_a_month_is_the_sum_of_its_days(server):
    meera = server.sign_in("meera")
    month, day = f"{TODAY:%Y-%m}", str(TODAY)
    meera.patch("/employees/9917", {"code": "import"}).says(200)
    # Whatever the code is.
    meera.get("/employees/import").says(200)
    whole = meera.get(f"/attendance/months/{month}/import").says(200).json()
    assert whole["month"] == month and day in {one["date"] for one in whole["days"]}
    assert whole["work"] == sum(one["work"] for one in whole["days"])
    assert whole["lateDays"] == sum(one["late"] > 0 for one in whole["days"])
    [listed] = meera.get("/attendance/days", employee="import", **{"from": day}).says(200).json()["items"]
    assert listed == next(one for one in whole["days"] if one["date"] == day)
    rows = meera.get(f"/attendance/months/{month}").says(200).json()["items"]
    assert [row["employee"] for row in rows] == sorted({*CODES, "import"} - {"9917"})
    sums = rows[-1]
    assert sums == {name: value for name, value in whole.items() if name in sums}
    assert {name: value for name, value in meera.get(f"/reports/muster/{month}").json()["items"][-1].items()
            if name != "days"} == sums
    server.sign_in("asha").get(f"/attendance/months/{month}/import").says(404)
    assert meera.get("/attendance/months/2019-01/0042").says(200).json()["days"] == []
