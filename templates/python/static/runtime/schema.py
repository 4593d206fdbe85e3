"""Base classes of the generated schemas."""

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

ItemT = TypeVar("ItemT")


class Unset:
    """Type of the value that a field of a `PatchModel` has until somebody sets it."""

    def __repr__(self) -> str:
        """Name the sentinel."""
        return "UNSET"


UNSET = Unset()


def unset(**published: Any) -> Any:  # noqa: ANN401 - stands for any type
    """Make the default of a `PatchModel` field: absent, which is not the same as null.

    Args:
        published: What else `Field` takes of a description.
    """
    return Field(default_factory=lambda: UNSET, **published)


class InputModel(BaseModel):
    """A body or a query: unknown keys are refused, so that a typing error is not silently lost."""

    model_config = ConfigDict(extra="forbid")

    def values(self) -> dict[str, object]:
        """Return the fields as Python values, in the order of the specification."""
        return {name: getattr(self, name) for name in type(self).model_fields}


class PatchModel(InputModel):
    """A partial update (RFC 7396): an absent field stays, a null clears where null is allowed.

    A field is read through `changes` only: one that was not sent holds `UNSET`, whatever its type.
    """

    def changes(self) -> dict[str, object]:
        """Return the fields that were sent."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class OutputModel(BaseModel):
    """A representation, read from an ORM row or from another service's answer."""

    model_config = ConfigDict(from_attributes=True)


class RecordModel(InputModel):
    """A value object: it travels in both directions, and a column may hold it."""

    model_config = ConfigDict(from_attributes=True)


class Page(OutputModel, Generic[ItemT]):
    """Some items, and the cursor of the next page unless this is the last."""

    items: list[ItemT]
    next_cursor: str | None
