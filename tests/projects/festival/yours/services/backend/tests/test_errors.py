"""What clients are told when something is wrong, as `services.yml` says."""

from backend.generated.app import create_app
from backend.generated.settings import Settings
from shared.runtime.database import Database
from shared.runtime.testing import Make, calling

_PATH = "/api/venues"


async def test_every_field_is_told_what_is_wrong(settings: Settings, database: Database) -> None:
    async with calling(create_app(settings, database=database)) as http:
        body = {"name": "x" * 101, "reach": [{"east": 1}], "address": {}, "colour": 1}
        response = await http.post(_PATH, json=body)
    told = response.json()
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/json"
    assert told["error"]["code"] == "REQUEST_WRONG"
    assert told["error"]["kind"] == "RequestWrongError"
    assert told["error"]["text"] == "Something in the request is wrong."
    assert told["texts"]["slug"] == ["cannot be blank"]
    assert told["texts"]["name"] == ["is too long"]
    assert told["texts"]["reach.0.north"] == ["cannot be blank"]
    assert told["fields"][-1]["field"] == "colour"


async def test_a_taken_name_is_an_error_of_its_member(
    settings: Settings, database: Database, make_venue: Make
) -> None:
    venue = await make_venue()
    async with calling(create_app(settings, database=database)) as http:
        address = {"street": "Ring 1", "zip": None}
        body = {"name": "Other", "slug": venue["slug"], "address": address}
        response = await http.post(_PATH, json=body)
    told = response.json()
    assert response.status_code == 409
    assert told["texts"] == {"slug": ["is the name of another venue"]}
    assert told["fields"][0]["code"] == "slug_taken"


async def test_an_unreadable_body_has_the_form_too(settings: Settings, database: Database) -> None:
    async with calling(create_app(settings, database=database)) as http:
        headers = {"Content-Type": "application/json"}
        response = await http.post(_PATH, content=b"{", headers=headers)
    assert (response.status_code, response.json()["success"]) == (400, False)
    assert response.json()["error"]["code"] == "BODY_UNREADABLE"


async def test_a_path_that_nobody_serves_has_the_words_of_the_project(
    settings: Settings, database: Database
) -> None:
    async with calling(create_app(settings, database=database)) as http:
        response = await http.get("/api/nowhere")
    assert (response.status_code, response.json()["success"]) == (404, False)
