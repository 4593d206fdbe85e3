"""What is published of the keys of a map."""

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from shared.runtime.decimal_pattern import decimal_pattern


class Keys:
    """Publishes the rule of the keys as one for all members of the object.

    Pydantic publishes a pattern as if members with other names could hold anything, and says
    nothing of keys that are no text.
    """

    def __init__(self, pattern: str | None = None) -> None:
        """Say how keys look whose type says nothing about their text."""
        self._pattern = pattern

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Say that there are no other members."""
        published = handler(schema)
        rule = {self._pattern: published.get("additionalProperties")}
        ((pattern, value),) = published.pop("patternProperties", rule).items()
        if pattern is not None:
            names = published.get("propertyNames", {}) | {"pattern": pattern}
            published |= {"propertyNames": names, "additionalProperties": value}
        return published


TEXT_KEYS = Keys()
"""Keys that are text, or published as such."""


def whole_keys(lowest: int, highest: int) -> Keys:
    """Publish keys that are integers, of which JSON makes text."""
    return Keys(decimal_pattern(lowest, highest, 0))
