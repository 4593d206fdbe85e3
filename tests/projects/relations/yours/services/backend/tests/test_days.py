"""Rows below a part of their key that is no reference."""

import httpx2


async def test_shifts_stand_below_their_day(http: httpx2.AsyncClient) -> None:
    for day in ("2026-05-01", "2026-05-02"):
        body = {"on_day": "2026-05-03", "name": "Early"}
        created = await http.post(f"/api/days/{day}/shifts", json=body)
        assert (created.status_code, created.json()["on_day"]) == (201, day)
    page = (await http.get("/api/days/2026-05-01/shifts")).json()
    assert [row["on_day"] for row in page["items"]] == ["2026-05-01"]
    url = "/api/days/2026-05-02/shifts/Early"
    assert (await http.patch(url, json={"note": "Long"})).json()["note"] == "Long"
    assert (await http.delete(url)).status_code == 204
    assert (await http.get(url)).status_code == 404
    assert (await http.get("/api/days/2026-05-01/shifts/Early")).status_code == 200
