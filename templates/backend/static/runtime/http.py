"""The HTTP side of a service: request context, problems, probes and the application itself."""

import os
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse, Response
from fastapi.routing import APIRoute
from pydantic.json_schema import models_json_schema
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Route, compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.runtime.errors import (
    BodyTooLargeError,
    BodyUnreadableError,
    DomainError,
    FieldProblem,
    Problem,
    RequestInvalidError,
    UnavailableError,
    UnexpectedAnswerError,
)
from shared.runtime.http_settings import HttpSettings
from shared.runtime.pointers import pointer_to
from shared.runtime.problems import ErrorForm, declared, internal_error

log = structlog.get_logger("request")

_PROBES = ("/health", "/ready", "/version")
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._:-]{1,100}")
_MAX_BODY_BYTES = 3 << 19
"""A mebibyte as base64, which is the longest `bytes` unless the specification says otherwise."""

Check = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Service:
    """What the generated application factory says about a service."""

    name: str
    title: str
    version: str
    resources: Sequence[Callable[[], AbstractAsyncContextManager[None]]]
    """Opened in order when the service starts, closed in reverse when it stops."""
    checks: Mapping[str, Check]
    """What `/ready` asks; each raises `UnavailableError`."""


def service_app(
    service: Service,
    settings: HttpSettings,
    routers: Sequence[APIRouter] = (),
    *,
    error_form: ErrorForm | None = None,
) -> FastAPI:
    """Build the application: routers, probes, problems, request log, CORS where asked for."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> Any:  # noqa: ANN401 - FastAPI's own type is private
        async with AsyncExitStack() as stack:
            for resource in service.resources:
                await stack.enter_async_context(resource())
            log.info("started", version=service.version, git_sha=settings.git_sha)
            yield
        log.info("stopped")

    app = _ServiceApp(
        title=service.title,
        version=service.version,
        lifespan=lifespan,
        redirect_slashes=False,
        telemetry={"tracing": False},
        docs_url=None if settings.app_env == "production" else "/docs",
        redoc_url=None,
    )
    app.state.error_form = error_form or ErrorForm()
    app.state.declared = _declared(routers)
    for router in (*routers, _probes(service, settings)):
        # Flat: `include_router` builds a tree that is searched anew at each of its levels.
        app.router.routes.extend(router.routes)
    app.router.routes.extend(_refusals(app.router.routes))
    app.router.routes.sort(key=_placeholders)
    app.add_exception_handler(DomainError, _on_domain_error)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(HTTPException, _on_http_exception)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "PATCH", "PUT", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "X-Request-ID"],
            expose_headers=["Location", "X-Request-ID"],
        )
    app.add_middleware(RequestContext)
    return app


def _declared(routers: Sequence[APIRouter]) -> Mapping[object, frozenset[str]]:
    """Collect which errors each operation may answer with; routes of somebody else declare none."""
    codes: dict[object, frozenset[str]] = {}
    for router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute):
                before = codes.get(route.endpoint, frozenset())  # an alias repeats no responses
                codes[route.endpoint] = before | declared(route.responses)
    return codes


def _placeholders(route: BaseRoute) -> list[bool]:
    """Order paths so that `/books/new` is found before `/books/{book_id}` of any router."""
    return [part.startswith("{") for part in getattr(route, "path", "").split("/")]


def _refusals(routes: Sequence[BaseRoute]) -> list[Route]:
    """Answer 405 at a path like `/books/new` where the method is one of `/books/{book_id}` only.

    Starlette would go on to the path that has the method, and take `new` for an id.
    """
    methods: dict[str, set[str]] = {}
    for route in routes:
        if isinstance(route, Route):
            methods.setdefault(route.path, set()).update(route.methods or ())
    refusals = []
    for path, own in methods.items():
        wider = (other for other in methods if other != path and compile_path(other)[0].match(path))
        hidden = set[str]().union(*(methods[other] for other in wider)) - own
        if hidden:
            refusals.append(Route(path, _refuse, methods=sorted(hidden), include_in_schema=False))
    return refusals


async def _refuse(_request: Request) -> Response:
    raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED)


def about(
    *, stability: str | None = None, public: bool = False, sunset: str | None = None
) -> dict[str, Any]:
    """Tell of an operation what FastAPI has no word for.

    Args:
        stability: Whether it may change without notice.
        public: Whether everybody may call it, also where others need to be known.
        sunset: The day on which it may be gone; every answer says so (RFC 8594).
    """
    security: list[object] | None = [] if public else None
    facts = {"security": security, "x-stability": stability, "x-sunset": sunset}
    return {name: value for name, value in facts.items() if value is not None}


def _sunset(route: object) -> list[tuple[bytes, bytes]]:
    day = (getattr(route, "openapi_extra", None) or {}).get("x-sunset")
    if day is None:
        return []
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return [(b"sunset", format_datetime(moment, usegmt=True).encode())]


def created(
    key: str | Mapping[str, str], *operation_ids: str, within: str = ""
) -> dict[int | str, dict[str, Any]]:
    """Link a created resource to the operations that take its key (OpenAPI links).

    Args:
        key: What they call its id; of one without, the member that each of their parameters takes.
        operation_ids: The operations.
        within: Pointer of the resource in the answer.
    """
    members = {key: "id"} if isinstance(key, str) else key
    link = {
        "parameters": {
            parameter: f"$response.body#{within}/{member}" for parameter, member in members.items()
        }
    }
    return {201: {"links": {name: {"operationId": name, **link} for name in operation_ids}}}


class _ServiceApp(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """Add the schema that `problems` refers to."""
        if self.openapi_schema is None:
            document = super().openapi()
            _, definitions = models_json_schema(
                [(Problem, "serialization")], ref_template="#/components/schemas/{model}"
            )
            schemas = document.setdefault("components", {}).setdefault("schemas", {})
            schemas.update(definitions["$defs"])
            self.state.error_form.publish(document)
            self.openapi_schema = document
        return self.openapi_schema


class RequestContext:
    """Gives every request an id, binds it to the log, and logs the outcome.

    Plain ASGI: Starlette's `BaseHTTPMiddleware` costs a task group per request. It is the outermost
    layer, so it also answers what nobody handled.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        header = (b"x-request-id", request_id.encode())
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                own = [header, *_sunset(scope.get("route"))]
                message["headers"] = [*message.get("headers", ()), *own]
            await send(message)

        started = time.perf_counter()
        receive = _limited(scope, receive)
        tokens = structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            await self.app(scope, receive, send_with_id)
        except Exception:
            log.exception("unhandled error")
            if status:
                raise  # the answer has begun; only closing the connection can tell the client
            form: ErrorForm = scope["app"].state.error_form
            answer = form.response(internal_error(request_id), scope["path"])
            await answer(scope, receive, send_with_id)
        finally:
            if scope["path"] not in _PROBES:
                log.info(
                    "request",
                    method=scope["method"],
                    path=scope["path"],
                    operation=getattr(scope.get("route"), "operation_id", None),
                    status_code=status,
                    duration_ms=round((time.perf_counter() - started) * 1000, 2),
                )
            structlog.contextvars.reset_contextvars(**tokens)


def _limited(scope: Scope, receive: Receive) -> Receive:
    """Stop reading a body that is too large; a request that has none costs nothing.

    FastAPI's `max_body_size` answers from outside the middleware: plain text, without a request id.
    """
    names = {name for name, _ in scope["headers"]}
    if b"content-length" not in names and b"transfer-encoding" not in names:
        return receive
    left = _MAX_BODY_BYTES

    async def receive_at_most() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(BodyTooLargeError.status)
        return message

    return receive_at_most


def _request_id(scope: Scope) -> str:
    """Take the caller's id where it is harmless to log and to send back."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
            return str(value, "ascii")
    return os.urandom(16).hex()


async def _on_domain_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, DomainError):
        raise error
    _require_declared(request, error)
    headers = {"Retry-After": "1"} if isinstance(error, UnavailableError) else None
    problem = error.problem(request.state.request_id)
    if error.member is not None:
        problem = _placed(problem, request)
    return _answer(request, problem, headers)


def _require_declared(request: Request, error: DomainError) -> None:
    """Fail where the operation never said that it has this outcome: its callers cannot know it.

    That something else does not answer is no outcome of an operation, and needs no declaration.
    """
    codes = request.app.state.declared.get(request.scope.get("endpoint"))
    if codes is None or isinstance(error, UnavailableError | UnexpectedAnswerError):
        return
    form: ErrorForm = request.app.state.error_form
    if form.code_of(error) not in codes:
        operation = getattr(request.scope.get("route"), "operation_id", None)
        problem = f"{operation} does not declare {error.code}"
        raise RuntimeError(problem) from error


def _placed(problem: Problem, request: Request) -> Problem:
    """Point at where in the body a member is: the specification may nest the input."""
    body = getattr(request.scope.get("route"), "body_field", None)
    within = "" if body is None else getattr(body.field_info.annotation, "WITHIN", "")
    if not within:
        return problem
    errors = [
        error.model_copy(update={"pointer": within + error.pointer}) for error in problem.errors
    ]
    return problem.model_copy(update={"errors": errors})


def _answer(
    request: Request, problem: Problem, headers: Mapping[str, str] | None = None
) -> Response:
    form: ErrorForm = request.app.state.error_form
    return form.response(problem, request.url.path, headers)


async def _on_invalid_request(request: Request, error: Exception) -> Response:
    """List the findings without the input: it may be secret, and need not be encodable."""
    if not isinstance(error, RequestValidationError):
        raise error
    findings = []
    for finding in error.errors():
        if finding["type"] == "json_invalid":  # its place is an offset, no member
            return await _on_domain_error(request, BodyUnreadableError(finding["ctx"]["error"]))
        location, *path = finding["loc"]
        body = error.body if location == "body" else None
        pointer = pointer_to(path, body, finding.get("input"))
        text = finding["msg"].removeprefix("Value error, ")
        findings.append(
            FieldProblem(location=location, pointer=pointer, type=finding["type"], detail=text)
        )
    return await _on_domain_error(request, RequestInvalidError(findings))


async def _on_http_exception(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == HTTPStatus.BAD_REQUEST:  # only FastAPI's body parser raises it
        return await _on_domain_error(request, BodyUnreadableError(str(error.detail)))
    if error.status_code == BodyTooLargeError.status:
        return await _on_domain_error(request, BodyTooLargeError())
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(sorted(_methods_at(request)))
    title = str(error.detail)
    return _answer(
        request,
        Problem(
            type="about:blank",
            title=title,
            status=error.status_code,
            detail=title,
            code=re.sub(r"\W+", "_", title).upper(),
            request_id=request.state.request_id,
        ),
        headers,
    )


def _methods_at(request: Request) -> set[str]:
    """Collect the methods of all routes with this path; Starlette names those of the first only."""
    fitting = [
        route
        for route in request.app.routes
        if isinstance(route, Route) and compile_path(route.path)[0].match(request.url.path)
    ]
    return {
        method
        for route in fitting
        if _placeholders(route) == _placeholders(fitting[0]) and route.endpoint is not _refuse
        for method in route.methods or ()
    }


def _probes(service: Service, settings: HttpSettings) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/health")
    async def health() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @router.get("/ready")
    async def ready() -> JSONResponse:
        failed: dict[str, str] = {}
        for name, check in service.checks.items():
            try:
                await check()
            except UnavailableError as error:
                failed[name] = error.detail
        result = {name: failed.get(name, "ok") for name in service.checks}
        status = "unavailable" if failed else "ok"
        return JSONResponse(
            {"status": status, "checks": result}, status_code=503 if failed else 200
        )

    @router.get("/version")
    async def version() -> JSONResponse:
        return JSONResponse(
            {"name": service.name, "version": service.version, "git_sha": settings.git_sha}
        )

    return router
