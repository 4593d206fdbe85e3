"""Base classes of schemas whose members travel in camelCase, and not by their names in Python."""

from pydantic import BaseModel, ConfigDict

from shared.runtime import schema


def camel(name: str) -> str:
    """Write the name of a member as it travels."""
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


# Where it is read in the class itself, mypy takes the names on the wire for those in Python.
_CAMEL = ConfigDict(alias_generator=camel)


class _MadeByName(BaseModel):
    model_config = _CAMEL

    def __init__(self, **members: object) -> None:
        """Take the members by their names in Python, which a request must not use."""
        self.__pydantic_validator__.validate_python(
            members, self_instance=self, by_alias=False, by_name=True
        )

    # Pydantic would call any other `__init__` for what travels, too.
    vars()["__init__"].__pydantic_base_init__ = True


class InputModel(_MadeByName, schema.InputModel):
    """A body or a query."""


class PatchModel(_MadeByName, schema.PatchModel):
    """A partial update."""


class RecordModel(_MadeByName, schema.RecordModel):
    """A value object; a column holds it by its names in Python."""


class OutputModel(schema.OutputModel):
    """A representation."""

    model_config = ConfigDict(alias_generator=camel, validate_by_name=True)
