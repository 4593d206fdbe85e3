"""What the application of `backend` has that the spec cannot say."""

from fastapi import FastAPI


def wire(app: FastAPI) -> None:
    """Change the application; called last, before it serves."""
    del app  # nothing to change yet
