"""The floor: what somebody writes by hand in one file, with FastAPI and SQLAlchemy and nothing else.

The same table, the same three requests and the same answers as the generated library; no request
log, no readiness, no declared errors, no filters, no keyset, no rules about text.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID, uuid4

import uvicorn
from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy import DateTime, ForeignKey, Numeric, String, Text, UniqueConstraint, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine(os.environ["DATABASE_URL"], pool_size=10, max_overflow=0)
new_session = async_sessionmaker(engine, expire_on_commit=False)


def now() -> datetime:
    return datetime.now(UTC)


class Base(DeclarativeBase):
    pass


class Author(Base):
    __tablename__ = "authors"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(String(200))


class Book(Base):
    __tablename__ = "books"
    __table_args__ = (UniqueConstraint("author_id", "title"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    title: Mapped[str] = mapped_column(String(300))
    status: Mapped[str] = mapped_column(String(64), default="wishlist")
    author_id: Mapped[UUID] = mapped_column(ForeignKey("authors.id"), index=True)
    price: Mapped[Decimal | None] = mapped_column(Numeric(10, 2))
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), default=now, index=True
    )
    updated_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), default=now, onupdate=now
    )


class AuthorCreate(BaseModel):
    name: str


class AuthorRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str


class BookCreate(BaseModel):
    title: str
    status: str = "wishlist"
    author_id: UUID
    price: Decimal | None = None
    tags: list[str] = []


class BookRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    status: str
    author_id: UUID
    price: Decimal | None
    tags: list[str]
    created_at: datetime
    updated_at: datetime


class BookPage(BaseModel):
    items: list[BookRead]


async def session() -> AsyncIterator[AsyncSession]:
    async with new_session() as opened:
        yield opened


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield
    await engine.dispose()


Session = Annotated[AsyncSession, Depends(session)]
app = FastAPI(lifespan=lifespan)


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


@app.get("/books", response_model=BookPage)
async def list_books(session: Session, limit: int = 20):
    rows = await session.scalars(select(Book).order_by(Book.created_at.desc()).limit(limit))
    return {"items": rows.all()}


@app.get("/books/{book_id}", response_model=BookRead)
async def get_book(book_id: UUID, session: Session):
    book = await session.get(Book, book_id)
    if book is None:
        raise HTTPException(404)
    return book


@app.post("/books", response_model=BookRead, status_code=201)
async def create_book(data: BookCreate, session: Session):
    book = Book(**data.model_dump())
    session.add(book)
    await session.commit()
    return book


@app.post("/authors", response_model=AuthorRead, status_code=201)
async def create_author(data: AuthorCreate, session: Session):
    author = Author(**data.model_dump())
    session.add(author)
    await session.commit()
    return author


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(os.environ["PORT"]), access_log=False)
