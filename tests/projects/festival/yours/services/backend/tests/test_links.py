"""What links and ways back lead to; through the API they are only written."""

from uuid import UUID

import httpx2
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from backend.generated.orm import Act, Performance, Venue
from backend.generated.repositories.genre import GenreRepository
from shared.generated.schemas.genre import GenreCreate
from shared.runtime.database import Database
from shared.runtime.testing import Make


async def linked(database: Database, act_id: str) -> Act:
    """Load an act with all that it leads to."""
    ways = (Act.genres, Act.friends, Act.friend_of, Act.contract, Act.performances)
    statement = select(Act).where(Act.id == UUID(act_id)).options(*map(selectinload, ways))
    async with database.reading() as unit:
        return (await unit.session.scalars(statement)).one()


async def test_values_link_rows_and_make_those_that_are_missing(
    http: httpx2.AsyncClient, database: Database, make_genre: Make, make_act: Make
) -> None:
    await make_genre(label="folk")
    act = await make_act(genres=["folk", "jazz", "folk"])
    found = await linked(database, act["id"])
    assert {genre.label for genre in found.genres} == {"folk", "jazz"}
    response = await http.patch(f"/api/acts/{act['id']}", json={"genres": ["folk"]})
    assert response.status_code == 200
    assert [genre.label for genre in (await linked(database, act["id"])).genres] == ["folk"]
    response = await http.patch(f"/api/acts/{act['id']}", json={"name": "Other"})
    assert len((await linked(database, act["id"])).genres) == 1
    response = await http.patch(f"/api/acts/{act['id']}", json={"genres": []})
    assert (await linked(database, act["id"])).genres == []


async def test_links_go_with_either_row(
    http: httpx2.AsyncClient, database: Database, make_genre: Make, make_act: Make
) -> None:
    genre = await make_genre()
    first = await make_act(genres=[genre["label"]])
    second = await make_act(friends=[first["id"]])
    found = await linked(database, first["id"])
    assert [str(act.id) for act in found.friend_of] == [second["id"]]
    assert (await http.delete(f"/api/genres/{genre['label']}")).status_code == 204
    assert (await http.delete(f"/api/acts/{second['id']}")).status_code == 204
    found = await linked(database, first["id"])
    assert (found.genres, found.friend_of) == ([], [])


async def test_a_unique_reference_leads_back_to_one_row(
    database: Database, make_act: Make, make_contract: Make, make_performance: Make
) -> None:
    act = await make_act()
    assert (await linked(database, act["id"])).contract is None
    contract = await make_contract(actId=act["id"])
    performance = await make_performance(actId=act["id"])
    found = await linked(database, act["id"])
    assert found.contract is not None
    assert str(found.contract.id) == contract["id"]
    assert [str(row.id) for row in found.performances] == [performance["id"]]


async def test_several_ways_lead_to_one_model(
    database: Database, make_venue: Make, make_performance: Make
) -> None:
    park = await make_venue()
    field = await make_venue(parentId=park["id"], twinId=park["id"])
    first = await make_performance()
    second = await make_performance(replacesId=first["id"])
    venues = select(Venue).where(Venue.id == park["id"])
    performances = select(Performance).where(Performance.id == UUID(first["id"]))
    async with database.reading() as unit:
        options = map(selectinload, (Venue.parts, Venue.twins))
        venue = (await unit.session.scalars(venues.options(*options))).one()
        options_of_performance = selectinload(Performance.replaced_by)
        performance = (
            await unit.session.scalars(performances.options(options_of_performance))
        ).one()
    assert [[row.id for row in rows] for rows in (venue.parts, venue.twins)] == [
        [field["id"]],
        [field["id"]],
    ]
    assert [str(row.id) for row in performance.replaced_by] == [second["id"]]


async def test_upsert_inserts_once_and_finds_it_after_that(database: Database) -> None:
    ids = set()
    for _ in range(2):
        async with database.writing() as unit:
            row = await GenreRepository(unit.session).upsert_by_label(GenreCreate(label="blues"))
            ids.add(row.id)
    assert len(ids) == 1
