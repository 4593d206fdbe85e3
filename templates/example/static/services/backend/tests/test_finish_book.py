"""The logic of `finish_book`, which was written by hand."""

import httpx2
import pytest

from shared.runtime.testing import Make


async def test_a_book_that_is_being_read_is_finished_once(
    http: httpx2.AsyncClient, make_book: Make
) -> None:
    book = await make_book(status="reading")
    response = await http.post(f"/books/{book['id']}/finish")
    assert (response.status_code, response.json()["status"]) == (200, "finished")
    response = await http.post(f"/books/{book['id']}/finish")
    assert (response.status_code, response.json()["code"]) == (409, "BOOK_NOT_STARTED")


@pytest.mark.parametrize("status", ["wishlist", "finished"])
async def test_no_other_book_can_be_finished(
    http: httpx2.AsyncClient, make_book: Make, status: str
) -> None:
    book = await make_book(status=status)
    response = await http.post(f"/books/{book['id']}/finish")
    assert response.json()["details"] == {"book_id": book["id"], "status": status}
    assert (await http.get(f"/books/{book['id']}")).json()["status"] == status
