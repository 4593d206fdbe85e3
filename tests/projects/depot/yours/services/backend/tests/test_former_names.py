"""What was called otherwise is still known by its former name."""

import httpx2

from shared.generated.errors import ERRORS, CrateExistsError, CrateTakenError
from shared.generated.schemas.shelf import ShelfLabel, ShelfSign
from shared.runtime.testing import Make


async def test_an_error_tells_its_former_codes(http: httpx2.AsyncClient, make_shelf: Make) -> None:
    shelf_id = (await make_shelf())["id"]
    body = {"shelfCrate": {"code": "C-1", "weight": "1.5"}}
    url = f"/shelves/{shelf_id}/crates"
    assert (await http.post(url, json=body)).status_code == 201
    problem = (await http.post(url, json=body)).json()
    assert problem["code"] == "CRATE_TAKEN"
    assert problem["former_codes"] == ["CRATE_EXISTS", "CODE_TAKEN"]


def test_former_names_are_the_same_classes() -> None:
    assert CrateExistsError is CrateTakenError is ERRORS["CRATE_EXISTS"]
    assert ShelfSign is ShelfLabel
