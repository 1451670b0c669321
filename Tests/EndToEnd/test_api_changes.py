"""Changes by HTTP: tied to a version or a key, many at once, and what the journal says of them."""

from concurrent.futures import ThreadPoolExecutor

from api import serving
from api import company, server  # noqa: F401, fixtures
from test_api import KEY, codes, journal, newcomer


def test_what_is_known_is_not_sent_again(server):
    meera = server.sign_in("meera")
    tag = meera.get("/employees/0042").says(200).headers["ETag"]
    known = meera.get("/employees/0042", {"If-None-Match": tag}).says(304)
    assert known.body == b"" and known.headers["ETag"] == tag
    meera.patch("/employees/0042", {"name": "Asha Sen"}).says(200)
    news = meera.get("/employees/0042", {"If-None-Match": tag}).says(200)
    assert news.json()["name"] == "Asha Sen" and news.headers["ETag"] != tag
    # A token of somebody who may not see it learns nothing by guessing.
    server.sign_in("omar").get("/employees/0042", {"If-None-Match": "*"}).says(404)


def test_of_two_who_have_read_the_same_only_one_changes_it(server):
    meera, hema = server.sign_in("meera"), server.sign_in("hema")
    tag = meera.get("/employees/0042").headers["ETag"]
    changed = hema.patch("/employees/0042", {"name": "Asha Sen"}, If_Match=tag).says(200)
    before = meera.get("/employees/0042").body
    for stale in (tag, f'{tag}, "1"', '"abc"', "0"):
        meera.patch("/employees/0042", {"name": "Asha Rao"}, If_Match=stale).says(412, "changed-meanwhile")
        assert meera.get("/employees/0042").body == before == changed.body
    meera.patch("/employees/0042", {"name": "Asha Rao"}, If_Match=changed.headers["ETag"]).says(200)
    meera.patch("/employees/0042", {"name": "Asha Iyer"}, If_Match="*").says(200)


def test_of_many_at_the_same_moment_only_one_changes_it(server):
    meera = server.sign_in("meera")
    tag = meera.get("/employees/0042").headers["ETag"]
    with ThreadPoolExecutor(8) as pool:
        names = [{"name": f"Asha {i}"} for i in range(8)]
        answers = list(pool.map(lambda name: meera.patch("/employees/0042", name, If_Match=tag), names))
    assert sorted(answer.status for answer in answers) == [200] + [412] * 7
    [won] = [answer for answer in answers if answer.status == 200]
    assert meera.get("/employees/0042").body == won.body


def test_of_many_who_change_something_else_nobody_loses_it(server):
    meera = server.sign_in("meera")
    person = {"name": "Asha Sen", "gender": "female", "manager": "0005", "department": "Office", "location": "Nashik",
              "deviceUser": "77", "left": "2031-12-31"}
    terminal = {"host": "192.0.2.7", "port": 4371, "direction": "entry", "transport": "udp", "commKey": 12}
    for path, wanted in {"/employees/0043": person, "/devices/Gate": terminal}.items():
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda change: meera.patch(path, dict([change])), wanted.items()))
        assert [answer.status for answer in answers] == [200] * len(wanted), [answer.body for answer in answers]
    found = meera.get("/employees/0043").says(200).json()
    assert {name: found[name] for name in person} == person
    found = meera.get("/devices/Gate").says(200).json()
    assert "192.0.2.7" in found["address"] and "4371" in found["address"]
    assert found["direction"] == "entry"


def test_an_account_is_closed_and_opened_again_as_it_was_read(server):
    meera = server.sign_in("meera")
    tag = meera.get("/users/omar").says(200).headers["ETag"]
    closed = meera.ask("POST", "/users/omar/close", headers={"If-Match": tag}).says(200)
    assert closed.json()["closedAt"] and closed.headers["ETag"] != tag
    meera.ask("POST", "/users/omar/reopen", headers={"If-Match": tag}).says(412, "changed-meanwhile")
    assert meera.get("/users/omar").body == closed.body
    opened = meera.ask("POST", "/users/omar/reopen", headers={"If-Match": closed.headers["ETag"]}).says(200)
    assert opened.json()["closedAt"] is None


def test_what_is_sent_twice_under_one_key_is_done_once(etime, company, server):
    meera = server.sign_in("meera")
    first = meera.post("/employees", newcomer(), **KEY).says(201)
    server.stop()
    with serving(etime, company) as again:
        meera.port = again.port
        second = meera.post("/employees", newcomer(), **KEY).says(201)
        assert second.body == first.body
        for name in ("ETag", "Location", "Content-Type"):
            assert second.headers[name] == first.headers[name], name
        assert codes(meera.get("/employees", search="Chitra")) == ["0100"]
        meera.post("/employees", newcomer(name="Chitra Rao"), **KEY).says(422, "key-used")
        # Somebody else's key of the same name is another one.
        again.sign_in("hema").post("/employees", newcomer("0101"), **KEY).says(201)
        meera.post("/employees", newcomer("0102"), Idempotency_Key="k" * 201).says(400, "invalid-parameter")
        assert codes(meera.get("/employees", search="Chitra")) == ["0100", "0101"]


def test_what_was_refused_under_a_key_can_be_corrected(server):
    meera = server.sign_in("meera")
    meera.post("/employees", newcomer("0042"), **KEY).says(422, "invalid")
    meera.post("/employees", newcomer("0100"), **KEY).says(201)


def test_what_is_sent_at_the_same_moment_under_one_key_is_done_once(etime, company, server):
    meera = server.sign_in("meera")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: meera.patch("/employees/0042", {"name": "Asha Sen"}, **KEY), range(8)))
    assert {answer.status for answer in answers} <= {200, 409} and 200 in [answer.status for answer in answers]
    assert len({answer.body for answer in answers if answer.status == 200}) == 1
    assert len([entry for entry in journal(etime, company) if "→ Asha Sen" in entry["change"]]) == 1


def test_the_journal_says_who_why_and_from_where(etime, company, server):
    hema = server.sign_in("hema")
    hema.patch("/employees/0042", {"name": "Asha Sen"}, Etime_Reason="She has married").says(200)
    [entry] = [entry for entry in journal(etime, company) if "→ Asha Sen" in entry["change"]]
    assert (entry["actor"], entry["reason"], entry["origin"]) == ("hema", "She has married", "API from 127.0.0.1")
