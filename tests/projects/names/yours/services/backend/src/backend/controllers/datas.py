"""The logic of the domain `datas` that the spec cannot say."""

from secrets import token_hex

from backend.generated.controllers.datas import DatasControllerBase
from backend.generated.orm import Data, Title, Type
from shared.generated.errors import RuntimeError as NoTimeError
from shared.generated.errors import ValueError as NoValueError
from shared.generated.services.backend.datas import SearchInput
from shared.generated.types import Enum, StrEnum


class DatasController(DatasControllerBase):
    """The slots of `datas`."""

    async def search(self, title: Title, type: Type | None, data: SearchInput) -> Data:
        """Make a row of what was found."""
        if type is None:
            raise NoTimeError
        if not data.list_of and title.title == data.name:
            raise NoValueError
        return Data(data=token_hex(4), query_id=type.id, enum=Enum.NAME, str_enum=StrEnum.A)
