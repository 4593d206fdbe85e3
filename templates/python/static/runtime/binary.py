"""Bytes on the wire: base64 as RFC 4648 writes it, with padding."""

import re
from base64 import b64decode, b64encode

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, PydanticKnownError
from pydantic_core.core_schema import (
    no_info_plain_validator_function,
    plain_serializer_function_ser_schema,
    str_schema,
)

_GROUP = "[A-Za-z0-9+/]{4}"
_ONE, _TWO = "[A-Za-z0-9+/]{2}==", "[A-Za-z0-9+/]{3}="
_FORM = re.compile(f"({_GROUP})*({_ONE}|{_TWO})?")
_MOST_REPEATED = 100
"""Longer repetitions would cost readers of the schema more than they are worth."""


def base64_text(value: bytes) -> str:
    """Write bytes as text."""
    return b64encode(value).decode("ascii")


class Base64:
    """Bytes that travel as base64."""

    def __init__(self, *, max_length: int | None = None) -> None:
        """Limit the bytes themselves, not their text."""
        self._max_length = max_length

    def __get_pydantic_core_schema__(
        self, source: type[bytes], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read and check in one step."""
        del source, handler
        return no_info_plain_validator_function(
            self._read,
            serialization=plain_serializer_function_ser_schema(
                base64_text, return_schema=str_schema(), when_used="json"
            ),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish the alphabet and the length."""
        del schema, handler
        published = {"type": "string", "contentEncoding": "base64"}
        if self._max_length is None:
            return published
        groups = -(-self._max_length // 3)
        return published | {"maxLength": 4 * groups, "pattern": self._pattern()}

    def _pattern(self) -> str:
        """Describe the text; the last group of a short limit to the byte."""
        groups, rest = divmod(self._max_length or 0, 3)
        if groups > _MOST_REPEATED:
            return f"^{_FORM.pattern}$"
        last = ("", f"({_ONE})?", f"({_ONE}|{_TWO})?")[rest]
        full = f"({_GROUP}){{{groups}}}{last}"
        if groups == 0:
            return f"^{full}$" if rest else "^$"
        return f"^({full}|({_GROUP}){{0,{groups - 1}}}({_ONE}|{_TWO})?)$"

    def _read(self, value: object) -> bytes:
        if isinstance(value, str):
            if not _FORM.fullmatch(value):
                kind, problem = "base64_parsing", "Input should be base64 with padding"
                raise PydanticCustomError(kind, problem)
            value = b64decode(value)
        if not isinstance(value, bytes):
            refused = PydanticKnownError("string_type")
            raise refused
        if self._max_length is not None and len(value) > self._max_length:
            refused = PydanticKnownError("bytes_too_long", {"max_length": self._max_length})
            raise refused
        return value
