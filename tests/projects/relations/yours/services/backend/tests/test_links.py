"""What links and ways back lead to; through the API they are only written."""

from uuid import UUID

import httpx2
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from backend.generated.orm import Author, Book
from backend.generated.repositories.tag import TagRepository
from shared.generated.schemas.tag import TagCreate, TagKind
from shared.runtime.database import Database
from shared.runtime.testing import Make


async def linked(database: Database, book_id: str) -> Book:
    """Load a book with all that it leads to."""
    ways = (Book.authors, Book.labels, Book.related, Book.related_by, Book.cover)
    statement = select(Book).where(Book.id == UUID(book_id)).options(*map(selectinload, ways))
    async with database.reading() as unit:
        return (await unit.session.scalars(statement)).one()


async def test_values_link_rows_and_make_those_that_are_missing(
    http: httpx2.AsyncClient, database: Database, make_author: Make, make_book: Make
) -> None:
    known = await make_author(name="Le Guin")
    book = await make_book(authors=["Le Guin", "Butler", "Le Guin"])
    assert {author.name for author in (await linked(database, book["id"])).authors} == {
        "Le Guin",
        "Butler",
    }
    response = await http.patch(f"/api/books/{book['id']}", json={"authors": ["Le Guin"]})
    assert response.status_code == 200
    left = (await linked(database, book["id"])).authors
    assert [str(author.id) for author in left] == [known["id"]]
    response = await http.patch(f"/api/books/{book['id']}", json={"title": "Other"})
    assert len((await linked(database, book["id"])).authors) == 1
    response = await http.patch(f"/api/books/{book['id']}", json={"authors": []})
    assert (await linked(database, book["id"])).authors == []


async def test_links_go_with_either_row(
    http: httpx2.AsyncClient, database: Database, make_book: Make, make_tag: Make
) -> None:
    tag = await make_tag()
    first = await make_book(labels=[tag["label"]])
    second = await make_book(related=[first["id"]])
    found = await linked(database, first["id"])
    assert [str(book.id) for book in found.related_by] == [second["id"]]
    assert (await http.delete(f"/api/tags/{tag['id']}")).status_code == 204
    assert (await http.delete(f"/api/books/{second['id']}")).status_code == 204
    found = await linked(database, first["id"])
    assert (found.labels, found.related_by) == ([], [])


async def test_a_unique_reference_leads_back_to_one_row(
    database: Database, make_author: Make, make_book: Make, make_cover: Make
) -> None:
    book = await make_book()
    assert (await linked(database, book["id"])).cover is None
    artist = await make_author()
    cover = await make_cover(book_id=book["id"], artist_id=artist["id"])
    found = await linked(database, book["id"])
    assert found.cover is not None
    assert str(found.cover.id) == cover["id"]
    ways = map(selectinload, (Author.covers, Author.photos))
    statement = select(Author).where(Author.id == UUID(artist["id"])).options(*ways)
    async with database.reading() as unit:
        author = (await unit.session.scalars(statement)).one()
    assert ([str(row.id) for row in author.covers], author.photos) == ([cover["id"]], [])


async def test_upsert_inserts_once_and_changes_after_that(database: Database) -> None:
    rows = []
    for kind in (TagKind.GENRE, TagKind.MOOD):
        async with database.writing() as unit:
            data = TagCreate(label="Quiet", kind=kind)
            rows.append(await TagRepository(unit.session).upsert_by_label(data))
    first, second = rows
    assert (first.id == second.id, second.kind) == (True, TagKind.MOOD)
