"""Settings of a service that is called over HTTP."""

from typing import Self

from pydantic import Field, model_validator

from shared.runtime.config import ServiceSettings


class HttpSettings(ServiceSettings):
    """What every HTTP service is told."""

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on.")
    cors_origins: list[str] = Field(
        default=[], description="JSON list of the browser origins that may call the service."
    )
    forwarded_allow_ips: str = Field(
        default="127.0.0.1", description="Proxies whose X-Forwarded-* headers are believed."
    )

    @model_validator(mode="after")
    def _production_is_safe(self) -> Self:
        if self.app_env == "production":
            for origin in self.cors_origins:
                if not origin.startswith("https://") or "*" in origin:
                    problem = f"CORS_ORIGINS: {origin!r} is not an https origin (production)"
                    raise ValueError(problem)
        return self
