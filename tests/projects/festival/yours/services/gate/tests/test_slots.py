"""The logic that was written by hand."""

import httpx2

from shared.runtime.testing import Make


async def test_a_ticket_is_lost_once(http: httpx2.AsyncClient, make_ticket: Make) -> None:
    ticket = await make_ticket()
    path = f"/api/tickets/{ticket['number']}/lose"
    assert (await http.post(path)).status_code == 204
    assert (await http.post(path)).json()["code"] == "TICKET_LOST"


async def test_the_wiring_is_there(http: httpx2.AsyncClient) -> None:
    assert (await http.get("/ping")).json() == "pong"
