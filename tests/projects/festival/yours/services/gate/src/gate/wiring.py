"""What the application of `gate` has that the spec cannot say."""

from fastapi import FastAPI


def wire(app: FastAPI) -> None:
    """Answer monitoring as it asks."""

    @app.get("/ping")
    async def ping() -> str:
        return "pong"
