"""Rows that are found by a number or by several values, where the API does not go."""

from datetime import date
from uuid import UUID

import httpx2
import pytest

from backend.generated.orm import Seat
from backend.generated.repositories.holiday import HolidayRepository
from backend.generated.repositories.seat import SeatRepository
from backend.generated.repositories.staff import StaffRepository
from shared.generated.errors import HolidayNotFoundError, SeatIsThereError, StaffNotFoundError
from shared.generated.schemas.holiday import HolidayCreate
from shared.generated.schemas.staff import StaffCreate, StaffRole
from shared.runtime.database import Database
from shared.runtime.testing import Make


async def test_a_row_is_found_by_all_of_its_key(
    database: Database, make_branch: Make, make_reader: Make
) -> None:
    branch_id, reader_id = UUID((await make_branch())["id"]), UUID((await make_reader())["id"])
    data = StaffCreate(branch_id=branch_id, reader_id=reader_id, desk=1)
    async with database.writing() as unit:
        staff = StaffRepository(unit.session)
        made = await staff.upsert_by_branch_id_and_reader_id(data)
        changed = await staff.upsert_by_branch_id_and_reader_id(
            data.model_copy(update={"role": StaffRole.LIBRARIAN})
        )
        assert (changed is made, changed.role) == (True, StaffRole.LIBRARIAN)
        assert await staff.get(branch_id=branch_id, reader_id=reader_id, lock=True) is made
        assert await staff.find((reader_id, branch_id)) is None
        await staff.delete(branch_id=branch_id, reader_id=reader_id)
        with pytest.raises(StaffNotFoundError) as caught:
            await staff.delete(branch_id=branch_id, reader_id=reader_id)
    assert caught.value.details == {"branch_id": str(branch_id), "reader_id": str(reader_id)}


async def test_upsert_leaves_the_key_of_a_row_alone(
    database: Database, make_branch: Make, make_reader: Make
) -> None:
    branch_id = UUID((await make_branch())["id"])
    first, second = [UUID((await make_reader())["id"]) for _ in range(2)]
    data = StaffCreate(branch_id=branch_id, reader_id=first, desk=1)
    async with database.writing() as unit:
        staff = StaffRepository(unit.session)
        made = await staff.upsert_by_branch_id_and_desk(data)
        changed = await staff.upsert_by_branch_id_and_desk(
            data.model_copy(update={"reader_id": second, "role": StaffRole.LIBRARIAN})
        )
    assert (changed is made, changed.reader_id) == (True, first)
    assert changed.role == StaffRole.LIBRARIAN


async def test_a_row_without_an_id_is_linked_to_what_takes_its_key(
    http: httpx2.AsyncClient,
) -> None:
    document = (await http.get("/openapi.json")).json()
    answer = document["paths"]["/api/staff"]["post"]["responses"]["201"]
    assert answer["links"]["staff_get_staff"]["parameters"] == {
        "branch_id": "$response.body#/branch_id",
        "reader_id": "$response.body#/reader_id",
    }


async def test_a_taken_key_has_its_own_error(database: Database, make_seat: Make) -> None:
    seat = await make_seat(row="A", place=3)
    values = {"branch_id": UUID(seat["branch_id"]), "row": "A", "place": 3}
    with pytest.raises(SeatIsThereError) as caught:
        async with database.writing() as unit:
            await SeatRepository(unit.session).add(Seat(**values))
    assert caught.value.details == {"row": "A", "place": 3}


async def test_one_value_is_a_key_too(database: Database) -> None:
    day = date(2026, 12, 24)
    async with database.writing() as unit:
        holidays = HolidayRepository(unit.session)
        made = await holidays.upsert_by_day(HolidayCreate(day=day, name="Christmas Eve"))
        assert await holidays.get(day) is made
        await holidays.delete(day)
        with pytest.raises(HolidayNotFoundError):
            await holidays.delete(day)


async def test_a_number_is_given_once(http: httpx2.AsyncClient, make_ticket: Make) -> None:
    ticket = await make_ticket()
    assert (await http.delete(f"/api/tickets/{ticket['id']}")).status_code == 204
    assert (await make_ticket())["id"] > ticket["id"]


async def test_a_new_row_says_where_it_is(http: httpx2.AsyncClient, make_branch: Make) -> None:
    branch = await make_branch()
    path = f"/api/branches/{branch['id']}/seats"
    made = await http.post(path, json={"row": "B", "place": 2})
    assert (await http.get(f"{path}/B/2")).json() == made.json()
    holiday = await http.post("/api/holidays", json={"day": "2027-01-01", "name": "New Year"})
    assert holiday.headers["Location"] == "/api/holidays/2027-01-01"
    assert (await http.get(holiday.headers["Location"])).json() == holiday.json()


async def test_quotes_are_no_rows(http: httpx2.AsyncClient, make_book: Make) -> None:
    book = await make_book()
    response = await http.post("/api/quotes", json={"book": book["id"], "copies": 4})
    assert response.json() == {"book": book["id"], "copies": 4, "price": "50.00"}
    recent = (await http.get("/api/quotes/recent")).json()
    assert recent == [{"price": "12.50"}, {"price": "125.00"}]
