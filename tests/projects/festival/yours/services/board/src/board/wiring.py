"""What the application of `board` has that the spec cannot say."""

from fastapi import FastAPI, Response


def wire(app: FastAPI) -> None:
    """Keep search engines away."""

    @app.get("/robots.txt", include_in_schema=False)
    async def robots() -> Response:
        return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")
