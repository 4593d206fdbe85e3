"""What a service answers when something went wrong, and how a project words it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fastapi.responses import JSONResponse, Response

from shared.runtime.errors import PROBLEM_MEDIA_TYPE, DomainError, Problem

_TEXTS = {"type": "array", "items": {"type": "string"}}
_FIELD = {
    "type": "object",
    "properties": {name: {"type": "string"} for name in ("field", "code", "message")},
    "required": ["field", "code", "message"],
}
_HOLES: Mapping[str, Mapping[str, Any]] = {
    "$class": {"type": "string"},
    "$status": {"type": "integer"},
    "$message": {"type": "string"},
    "$details": {"type": "object"},
    "$fields": {"type": "array", "items": _FIELD},
    "$messages": {"type": "object", "additionalProperties": _TEXTS},
    "$path": {"type": "string"},
    "$request_id": {"type": "string"},
    "$now": {"type": "string", "format": "date-time"},
}


@dataclass(frozen=True, slots=True)
class ErrorForm:
    """How a project tells errors, where it does not leave that to RFC 9457."""

    body: Mapping[str, Any] | None = None
    """JSON in which texts like `$code` stand for what happened."""
    messages: Mapping[str, str] = field(default_factory=dict)
    """Texts of broken rules of a request, by the names of the rules."""
    replaced: Mapping[str, Callable[[], DomainError]] = field(default_factory=dict)
    """Errors of the project in place of built-in ones, by their codes."""

    def response(
        self, problem: Problem, path: str, headers: Mapping[str, str] | None = None
    ) -> Response:
        """Answer with a problem, in the words and in the shape of the project."""
        problem = self._worded(problem)
        if self.body is None:
            text = problem.model_dump_json(exclude_defaults=True)
            return Response(
                text, status_code=problem.status, media_type=PROBLEM_MEDIA_TYPE, headers=headers
            )
        body = _filled(self.body, _facts(problem, path))
        return JSONResponse(body, status_code=problem.status, headers=headers)

    def code_of(self, error: DomainError) -> str:
        """Say the code that the error is answered with."""
        replaced = self.replaced.get(error.code)
        return error.code if replaced is None else replaced().code

    def publish(self, document: Mapping[str, Any]) -> None:
        """Describe in an OpenAPI document what `response` answers."""
        for operations in document["paths"].values():
            for operation in operations.values():
                self._publish(operation["responses"])

    def _publish(self, responses: dict[str, Any]) -> None:
        if "REQUEST_INVALID" in self.replaced:
            schema = responses.get("422", {}).get("content", {}).get("application/json", {})
            if schema.get("schema", {}).get("$ref", "").endswith("/HTTPValidationError"):
                del responses["422"]  # FastAPI's own, which no request gets
        if self.body is None:
            return
        for response in responses.values():
            content = response.get("content", {})
            if PROBLEM_MEDIA_TYPE in content:
                codes = content.pop(PROBLEM_MEDIA_TYPE)["schema"]["properties"]["code"]
                content["application/json"] = {"schema": _schema(self.body, codes)}

    def _worded(self, problem: Problem) -> Problem:
        replaced = self.replaced.get(problem.code)
        if replaced is not None:
            own = replaced().problem(problem.request_id)
            facts = {"errors": problem.errors, "details": problem.details}
            problem = own.model_copy(update=facts)
        if self.messages:
            worded = [
                error.model_copy(update={"detail": self.messages.get(error.type, error.detail)})
                for error in problem.errors
            ]
            problem = problem.model_copy(update={"errors": worded})
        return problem


def problems(*errors: type[DomainError]) -> dict[int | str, dict[str, Any]]:
    """Declare the errors of an operation: per status the codes that it may answer with."""
    by_status: dict[int | str, list[type[DomainError]]] = {}
    for error in errors:
        by_status.setdefault(error.status, []).append(error)
    return {
        status: {
            "description": " or ".join(error.title for error in group),
            "content": {PROBLEM_MEDIA_TYPE: {"schema": _problem_schema(group)}},
        }
        for status, group in by_status.items()
    }


def declared(responses: Mapping[int | str, Mapping[str, Any]]) -> frozenset[str]:
    """Collect the codes in what `problems` returned, also beside other responses."""
    contents = [response.get("content", {}) for response in responses.values()]
    return frozenset(
        code
        for content in contents
        if PROBLEM_MEDIA_TYPE in content
        for code in content[PROBLEM_MEDIA_TYPE]["schema"]["properties"]["code"]["enum"]
    )


def internal_error(request_id: str) -> Problem:
    """Say that something is wrong, and nothing about what."""
    return Problem(
        type="about:blank",
        title="Internal Server Error",
        status=500,
        detail="Something went wrong on our side. The request id finds it in the log.",
        code="INTERNAL",
        request_id=request_id,
    )


def _problem_schema(errors: Sequence[type[DomainError]]) -> dict[str, Any]:
    codes = {"type": "string", "enum": [error.code for error in errors]}
    return {
        "allOf": [{"$ref": "#/components/schemas/Problem"}],
        "properties": {"code": codes},
    }


def _facts(problem: Problem, path: str) -> Mapping[str, Any]:
    fields = [
        {
            "field": error.pointer.removeprefix("/").replace("/", ".") or error.location,
            "code": error.type,
            "message": error.detail,
        }
        for error in problem.errors
    ]
    messages: dict[str, list[str]] = {}
    for one in fields:
        messages.setdefault(one["field"], []).append(one["message"])
    return {
        "$code": problem.code,
        "$class": f"{problem.code.title().replace('_', '')}Error",
        "$status": problem.status,
        "$message": problem.detail,
        "$details": problem.details,
        "$fields": fields,
        "$messages": messages,
        "$path": path,
        "$request_id": problem.request_id,
        "$now": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
    }


def _filled(tree: object, facts: Mapping[str, Any]) -> object:
    match tree:
        case str():
            return facts.get(tree, tree)
        case Mapping():
            return {name: _filled(value, facts) for name, value in tree.items()}
        case list():
            return [_filled(item, facts) for item in tree]
        case _:
            return tree


def _schema(tree: object, codes: Mapping[str, Any]) -> Mapping[str, Any]:
    match tree:
        case "$code":
            return codes
        case str() if tree in _HOLES:
            return _HOLES[tree]
        case Mapping():
            properties = {name: _schema(value, codes) for name, value in tree.items()}
            return {"type": "object", "properties": properties, "required": list(properties)}
        case list():
            kinds = [_schema(item, codes) for item in tree]
            return {"type": "array", "items": {"anyOf": kinds} if kinds else {}}
        case _:
            return {"const": tree}
