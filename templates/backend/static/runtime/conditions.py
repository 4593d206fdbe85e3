"""Conditions that mean the same on PostgreSQL and on SQLite."""

from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Dialect, Text, TypeDecorator, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement
from sqlalchemy.types import TypeEngine

from shared.runtime.sqlite_columns import SqliteItem

if TYPE_CHECKING:
    from shared.runtime.columns import ListOf

ItemT = TypeVar("ItemT")


class _ListContains(FunctionElement[bool]):
    name = "list_contains"
    type = Boolean()
    inherit_cache = True


@compiles(_ListContains)
def _(element: _ListContains, compiler: SQLCompiler, **options: object) -> str:
    column, item = (compiler.process(clause, **options) for clause in element.clauses)
    array = compiler.dialect.type_compiler_instance.process(next(iter(element.clauses)).type)
    return f"{column} @> ARRAY[{item}]::{array}"


@compiles(_ListContains, "sqlite")
def _(element: _ListContains, compiler: SQLCompiler, **options: object) -> str:
    column, item = (compiler.process(clause, **options) for clause in element.clauses)
    return f"EXISTS (SELECT 1 FROM json_each({column}) WHERE value = {item})"  # noqa: S608 - no values


class _Item(TypeDecorator[Any]):
    """An item that is looked for in a list."""

    impl = Text
    cache_ok = True

    def __init__(self, item: TypeEngine[Any]) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(SqliteItem() if dialect.name == "sqlite" else self.item)


def list_contains(
    column: InstrumentedAttribute[list[ItemT]] | InstrumentedAttribute[list[ItemT] | None],
    item: ItemT,
) -> ColumnElement[bool]:
    """Tell whether a `ListOf` holds an item (on PostgreSQL a GIN index can answer it)."""
    kind = cast("ListOf", column.type)
    return _ListContains(column, literal(item, _Item(kind.item)))


class _TextContains(FunctionElement[bool]):
    name = "text_contains"
    type = Boolean()
    inherit_cache = True


@compiles(_TextContains)
def _(element: _TextContains, compiler: SQLCompiler, **options: object) -> str:
    column, part = (compiler.process(clause, **options) for clause in element.clauses)
    return f"strpos({column}, {part}) > 0"


@compiles(_TextContains, "sqlite")
def _(element: _TextContains, compiler: SQLCompiler, **options: object) -> str:
    column, part = (compiler.process(clause, **options) for clause in element.clauses)
    return f"instr({column}, {part}) > 0"


def text_contains(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], part: str
) -> ColumnElement[bool]:
    """Tell whether a text holds another one, case and all."""
    return _TextContains(column, literal(part, Text()))


class _UuidText(FunctionElement[str]):
    name = "uuid_text"
    type = Text()
    inherit_cache = True


@compiles(_UuidText)
def _(element: _UuidText, compiler: SQLCompiler, **options: object) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AS TEXT)"


@compiles(_UuidText, "sqlite")
def _(element: _UuidText, compiler: SQLCompiler, **options: object) -> str:
    column = compiler.process(element.clauses, **options)
    groups = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    return "(" + " || '-' || ".join(f"substr({column}, {at}, {n})" for at, n in groups) + ")"


def uuid_text(
    column: InstrumentedAttribute[UUID] | InstrumentedAttribute[UUID | None],
) -> ColumnElement[str]:
    """Write an id as people see it, so that a part of it can be searched for."""
    return _UuidText(column)
