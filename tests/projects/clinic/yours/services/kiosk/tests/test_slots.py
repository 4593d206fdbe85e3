"""The slots of the kiosk."""

import httpx2


async def test_show_screen(http: httpx2.AsyncClient) -> None:
    response = await http.get("/api/v1/screens/7")
    assert response.json() == {"title": "Screen 7", "lines": ["Please wait"], "colour": "amber"}


async def test_ring(http: httpx2.AsyncClient) -> None:
    response = await http.post("/api/v1/screens/3/ring", json={"times": 2})
    assert response.json() == [3, 3]
    assert (await http.post("/api/v1/screens/51/ring", json={})).status_code == 422
