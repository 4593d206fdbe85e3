"""Where in a request something is wrong."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


def pointer_to(path: Sequence[int | str], body: object, found: object = None) -> str:
    """Write where Pydantic found something as a JSON pointer (RFC 6901).

    Args:
        path: As Pydantic says it: also which record of a union it tried, and `[key]` where the key
            of a map is wrong and not its value.
        body: What was sent.
        found: What Pydantic complains of. A record of a union may have a member with the name of
            its tag value, and only this tells the two apart.
    """
    readings = _readings(tuple(path), body)
    best = max(readings, key=lambda reading: (reading.value == found, reading.is_there))
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in best.parts)


class _Reading(NamedTuple):
    """One way to understand a path."""

    parts: tuple[int | str, ...]
    value: object
    """What is there; where a member is missing, what should have it."""
    is_there: bool


def _readings(path: tuple[int | str, ...], value: object) -> Iterator[_Reading]:
    if not path:
        yield _Reading((), value, is_there=True)
        return
    part, *others = path
    rest = tuple(others)
    if part == "[key]":
        yield from _readings(rest, value)
        return
    match value:
        case dict() if rest and part not in value:
            yield from _readings(rest, value)
        case dict() if part in value:
            if rest and part in value.values():
                yield from _readings(rest, value)
            yield from _within(part, _readings(rest, value[part]))
        case list() if isinstance(part, int) and part < len(value):
            yield from _within(part, _readings(rest, value[part]))
        case _:
            yield _Reading(tuple(each for each in path if each != "[key]"), value, is_there=False)


def _within(part: int | str, readings: Iterator[_Reading]) -> Iterator[_Reading]:
    for reading in readings:
        yield reading._replace(parts=(part, *reading.parts))
