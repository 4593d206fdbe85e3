"""Where in a request something is wrong."""

from collections.abc import Sequence


def pointer_to(path: Sequence[int | str], body: object) -> str:
    """Write where Pydantic found something as a JSON pointer (RFC 6901).

    Args:
        path: As Pydantic says it: also which record of a union it tried, and `[key]` where the key
            of a map is wrong and not its value.
        body: What was sent.
    """
    parts: list[str] = []
    for position, part in enumerate(path):
        is_last = position == len(path) - 1
        if part == "[key]" or (isinstance(body, dict) and part not in body and not is_last):
            continue
        parts.append(str(part).replace("~", "~0").replace("/", "~1"))
        body = _member(body, part)
    return "".join(f"/{part}" for part in parts)


def _member(value: object, part: int | str) -> object:
    match value:
        case dict():
            return value.get(part)
        case list() if isinstance(part, int) and part < len(value):
            return value[part]
        case _:
            return None
