"""Settings from the environment: complete and valid, or the service does not start."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, Self, TypeVar

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SettingsT = TypeVar("SettingsT", bound=BaseSettings)


class ServiceSettings(BaseSettings):
    """What every service is told; the generated subclass adds its own environment contract."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, env_ignore_empty=True)
    _required_in: ClassVar[Mapping[str, Sequence[str]]] = {}
    """Environments in which a setting has to be given although elsewhere it need not be."""
    _former: ClassVar[Mapping[str, Sequence[str]]] = {}
    """What settings were called: such a variable is read where the one of today is not set."""

    app_env: Literal["local", "test", "production"] = Field(
        description="Where the service runs; production refuses unsafe settings."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least severity that is logged."
    )
    log_format: Literal["json", "console"] = Field(
        default="json", description="One JSON object per line, or text for people."
    )
    git_sha: str = Field(default="unknown", description="Commit that was built.")

    @model_validator(mode="before")
    @classmethod
    def _former_variables_are_read(cls, values: dict[str, Any]) -> dict[str, Any]:
        former = {
            name: os.environ[variable]
            for name, names in cls._former.items()
            for variable in map(str.upper, reversed(names))  # of several the first counts
            if os.environ.get(variable)
        }
        return former | values

    @model_validator(mode="after")
    def _environment_is_complete(self) -> Self:
        for name, environments in self._required_in.items():
            if self.app_env in environments and name not in self.model_fields_set:
                description = type(self).model_fields[name].description or ""
                problem = f"{name.upper()}: is not set ({self.app_env}). {description}"
                raise ValueError(problem)
        return self


def load_settings(settings: type[SettingsT]) -> SettingsT:
    """Read the settings, or say which variables are wrong and stop with exit code 2."""
    try:
        return settings()
    except ValidationError as error:
        lines = [f"{settings.__module__}: the environment is not complete:"]
        lines += [f"  {_explain(settings, dict(finding))}" for finding in error.errors()]
        sys.stderr.write("\n".join(lines) + "\n")
        raise SystemExit(2) from None


def _explain(settings: type[BaseSettings], finding: dict[str, Any]) -> str:
    if not finding["loc"]:
        return str(finding["msg"]).removeprefix("Value error, ")
    name = str(finding["loc"][0])
    description = settings.model_fields[name].description or ""
    reason = "is not set" if finding["type"] == "missing" else finding["msg"]
    return f"{name.upper()}: {reason}. {description}"
