"""The logic that was written by hand."""

from datetime import datetime, timedelta
from typing import Any

import httpx2

from shared.runtime.testing import Make

_SONG: dict[str, Any] = {
    "title": "First",
    "takes": "PT4M",
    "moods": ["calm"],
    "marks": {},
    "checksum": None,
}
_PLAN = {
    "token": "AAEC",
    "budget": {"wild": "PT1H"},
    "reply": {"kind": "phone", "number": "+431234"},
}


async def test_songs_follow_each_other(http: httpx2.AsyncClient, make_act: Make) -> None:
    act = await make_act()
    target = f"/api/acts/{act['id']}/sets?since=20:00:00"
    mark = {"left": {"east": 1.5, "north": 2.5}}
    songs = [_SONG, _SONG | {"title": "Second", "marks": mark}]
    response = await http.post(target, json=_PLAN | {"songs": songs})
    assert response.status_code == 200, response.text
    plan = response.json()
    assert [step["at"] for step in plan["steps"]] == ["20:00:00", "20:09:00"]
    assert [step["where"] for step in plan["steps"]] == [None, mark["left"]]
    assert (plan["total"], plan["rhythm"]) == ("PT13M", "broken")


async def test_a_set_may_not_be_too_long(http: httpx2.AsyncClient, make_act: Make) -> None:
    act = await make_act()
    target = f"/api/acts/{act['id']}/sets?since=20:00:00"
    response = await http.post(target, json=_PLAN | {"songs": [_SONG | {"takes": "PT181M"}]})
    assert (response.status_code, response.json()["code"]) == (409, "SET_TOO_LONG")
    response = await http.post(target, json=_PLAN | {"songs": [_SONG | {"takes": "PT180M"}]})
    assert response.status_code == 200


async def test_a_performance_moves_with_its_end(
    http: httpx2.AsyncClient, make_performance: Make, make_stage: Make
) -> None:
    made = await make_performance(startsAt="2027-07-02T18:00:00Z", endsAt="2027-07-02T19:00:00Z")
    stage = await make_stage()
    body = {"toId": stage["id"], "at": "2027-07-03T18:30:00Z"}
    response = await http.post(f"/api/performances/{made['id']}/move", json=body)
    moved = response.json()
    assert (response.status_code, moved["stageId"]) == (200, stage["id"])
    starts, ends = (datetime.fromisoformat(moved[name]) for name in ("startsAt", "endsAt"))
    assert ends - starts == timedelta(hours=1)


async def test_what_is_cancelled_is_not_moved(
    http: httpx2.AsyncClient, make_performance: Make
) -> None:
    made = await make_performance()
    path = f"/api/performances/{made['id']}"
    response = await http.post(f"{path}/cancel", json={"reason": "rain"})
    assert (response.status_code, response.json()["state"]) == (200, "cancelled")
    response = await http.post(f"{path}/move", json={"toId": made["stageId"]})
    assert (response.status_code, response.json()["code"]) == (409, "NOT_PLANNED")


async def test_clearing_a_stage_cancels_what_is_planned_there(
    http: httpx2.AsyncClient, make_performance: Make, make_stage: Make
) -> None:
    stage = await make_stage()
    first = await make_performance(stageId=stage["id"])
    other = await make_performance()
    path = f"/api/venues/{stage['venueId']}/stages/{stage['id']}/clear"
    assert (await http.post(path)).json() == 1
    assert (await http.post(path)).json() == 0
    states = [
        (await http.get(f"/api/performances/{row['id']}")).json()["state"] for row in (first, other)
    ]
    assert states == ["cancelled", "planned"]


async def test_what_was_cancelled_is_dropped(
    http: httpx2.AsyncClient, make_performance: Make
) -> None:
    kept = await make_performance(state="running")
    gone = await make_performance(state="cancelled")
    assert (await http.delete("/api/performances/dropped")).json() == 1
    paths = [f"/api/performances/{row['id']}" for row in (kept, gone)]
    assert [(await http.get(path)).status_code for path in paths] == [200, 404]
    response = await http.get(f"/api/performances/current?stageId={kept['stageId']}")
    assert response.json()["id"] == kept["id"]


async def test_a_badge_has_the_name_on_it(http: httpx2.AsyncClient, make_volunteer: Make) -> None:
    volunteer = await make_volunteer(name="Ada")
    path = f"/api/volunteers/{volunteer['email']}/badge"
    response = await http.post(path, json={"volunteer": {"colour": "green"}})
    assert response.json() == {"volunteer": {"name": "Ada", "colour": "blue"}}


async def test_a_twin_comes_and_goes(http: httpx2.AsyncClient, make_venue: Make) -> None:
    venue, other = await make_venue(), await make_venue()
    assert venue["id"] != other["id"]
    path = f"/api/venues/{venue['id']}/twin"
    assert (await http.put(path, json={"twinId": other["id"]})).json()["twinId"] == other["id"]
    assert (await http.put(path, json={"twinId": None})).json()["twinId"] is None
