"""The logic that was written by hand."""

import httpx2


async def test_a_screen_shows_the_slogan(http: httpx2.AsyncClient) -> None:
    screen = (await http.get("/api/screens/7")).json()
    assert (screen["title"], screen["lines"]) == ("Screen 7", ['It\'s "loud"'])


async def test_it_rings_as_often_as_is_asked_for(http: httpx2.AsyncClient) -> None:
    assert (await http.post("/api/screens/7/ring", json={"times": 3})).json() == [7, 7, 7]
