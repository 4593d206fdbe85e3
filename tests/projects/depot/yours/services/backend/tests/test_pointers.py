"""Where in a body something is wrong, where names and values of it are alike."""

from typing import Any

import httpx2
import pytest

_PARCEL: dict[str, Any] = {
    "packing": {"packingKind": "pallet", "pallet": "EUR", "layers": 1},
    "inside": [],
    "marking": {"side": "front", "front": {"text": "This side up"}},
}


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"packing": {"packingKind": "pallet", "pallet": {"pallet": 1}}}, "/packing/pallet"),
        ({"packing": {"packingKind": "pallet", "pallet": {"pallet": 1}}}, "/packing/layers"),
        ({"packing": {"packingKind": "pallet", "layers": 1}}, "/packing/pallet"),
        ({"marking": {"side": "front", "front": {"text": 1}}}, "/marking/front/text"),
        ({"marking": {"side": "front", "front": {}}}, "/marking/front/text"),
        ({"marking": {"side": "text", "front": {"text": "x" * 21}}}, "/marking/front/text"),
    ],
)
async def test_pointers(http: httpx2.AsyncClient, fields: dict[str, Any], pointer: str) -> None:
    response = await http.put("/parcels/new", json=_PARCEL | fields)
    assert response.status_code == 422, response.text
    assert pointer in [error["pointer"] for error in response.json()["errors"]]
