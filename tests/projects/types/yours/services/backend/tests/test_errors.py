"""What clients are told when something is wrong, as `services.yml` says."""

from backend.generated.app import create_app
from backend.generated.settings import Settings
from shared.runtime.database import Database
from shared.runtime.testing import Make, calling

_PATH = "/api/instruments"


async def test_every_field_is_told_what_is_wrong(settings: Settings, database: Database) -> None:
    async with calling(create_app(settings, database=database)) as http:
        body = {"label": "x" * 61, "bands": [], "limits": [1, "two"], "colour": 1}
        response = await http.post(_PATH, json=body)
    told = response.json()
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/json"
    assert told["error"]["code"] == "CANNOT_DO_THAT"
    assert told["error"]["kind"] == "CannotDoThatError"
    assert told["error"]["text"] == "Something in the request is wrong."
    assert told["texts"]["slug"] == ["cannot be blank"]
    assert told["texts"]["label"] == ["is too long"]
    assert {"field": "limits.1", "code": "float_type"}.items() <= told["fields"][-2].items()
    assert told["fields"][-1]["field"] == "colour"


async def test_a_taken_number_is_an_error_of_its_member(
    settings: Settings, database: Database, make_instrument: Make
) -> None:
    instrument = await make_instrument()
    other = await make_instrument()
    async with calling(create_app(settings, database=database)) as http:
        target = f"{_PATH}/{other['id']}"
        response = await http.patch(target, json={"serial": instrument["serial"]})
    told = response.json()
    assert response.status_code == 409
    assert told["texts"] == {"serial": ["is the number of another instrument"]}
    assert told["fields"][0]["code"] == "serial_taken"


async def test_an_unreadable_body_has_the_form_too(settings: Settings, database: Database) -> None:
    async with calling(create_app(settings, database=database)) as http:
        headers = {"Content-Type": "application/json"}
        response = await http.post(_PATH, content=b"{", headers=headers)
    assert (response.status_code, response.json()["success"]) == (400, False)
    assert response.json()["error"]["code"] == "BODY_UNREADABLE"
