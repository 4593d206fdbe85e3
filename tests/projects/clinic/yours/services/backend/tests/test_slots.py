"""The slots of the clinic, through REST."""

from datetime import UTC, date, datetime
from uuid import UUID

import httpx2

from shared.runtime.testing import Make


async def test_cancel_once(http: httpx2.AsyncClient, make_appointment: Make) -> None:
    appointment = await make_appointment()
    url = f"/api/v1/appointments/{appointment['id']}"
    cancelled = await http.post(f"{url}/cancel", json={"reason": "  a cold "})
    assert cancelled.status_code == 200, cancelled.text
    assert cancelled.json()["status"] == "cancelled"
    assert cancelled.json()["reason"] == "a cold"
    again = await http.post(f"{url}/cancel", json={"reason": "a cold"})
    problem = again.json()
    assert (again.status_code, problem["code"]) == (409, "APPOINTMENT_NOT_OPEN")
    assert problem["details"]["status"] == "cancelled"
    assert problem["details"]["since"] == cancelled.json()["cancelled_at"]
    assert problem["title"] == "It's over"
    for method in ("PATCH", "DELETE"):
        refused = await http.request(method, url, json={} if method == "PATCH" else None)
        assert refused.json()["code"] == "APPOINTMENT_NOT_OPEN"


async def test_reassign(
    http: httpx2.AsyncClient, make_appointment: Make, make_practitioner: Make
) -> None:
    appointment, other = await make_appointment(), await make_practitioner()
    url = f"/api/v1/appointments/{appointment['id']}/reassign/{other['id']}"
    moved = (await http.post(url, params={"notify": "true"})).json()
    assert moved["practitioner_id"] == other["id"]
    assert other["name"] in moved["reason"]


async def test_statistics(http: httpx2.AsyncClient, make_appointment: Make) -> None:
    await make_appointment(date=date(2031, 5, 6))
    day = (await http.get("/api/v1/appointments/statistics/2031-05-06")).json()
    assert (day["booked"], day["cancelled"], day["share"], day["turnover"]) == (1, 0, 0.0, "0.00")
    week = await http.get("/api/v1/appointments/statistics", params={"from_date": "2031-05-01"})
    assert [item["booked"] for item in week.json()] == [0, 0, 0, 0, 0, 1, 0]


async def test_is_free(http: httpx2.AsyncClient, make_appointment: Make) -> None:
    appointment = await make_appointment()
    taken = {
        "practitioner_id": appointment["practitioner_id"],
        "at": appointment["starts_at"],
    }
    assert (await http.get("/api/v1/appointments/free", params=taken)).json() is False
    free = taken | {"at": "2044-01-01T00:00:00Z"}
    assert (await http.get("/api/v1/appointments/free", params=free)).json() is True


async def test_too_many_visits(
    http: httpx2.AsyncClient, make_appointment: Make, make_practitioner: Make, make_patient: Make
) -> None:
    practitioner, patient = await make_practitioner(), await make_patient()
    for minute in range(40):
        await make_appointment(
            practitioner_id=UUID(practitioner["id"]),
            patient_id=UUID(patient["id"]),
            date=date(2031, 5, 6),
            starts_at=datetime(2031, 5, 6, 8, minute, tzinfo=UTC),
        )
    body = {
        "practitioner_id": practitioner["id"],
        "patient_id": patient["id"],
        "date": "2031-05-06",
        "starts_at": "2031-05-06T09:00:00Z",
    }
    last = await http.post("/api/v1/appointments", json=body)
    assert last.status_code == 429
    assert last.json()["details"]["limit"] == 40
    assert last.json()["detail"].endswith("(100 %, $0, literally)")


async def test_clinics(
    http: httpx2.AsyncClient, make_clinic: Make, make_practitioner: Make
) -> None:
    clinic = await make_clinic(slug="north")
    await make_clinic(slug="south", parent_id=clinic["id"])
    head = await make_practitioner(clinic_id=clinic["id"])
    url = f"/api/v1/clinics/{clinic['id']}"
    assert (await http.get(f"{url}/branch-count")).json() == 1
    led = await http.put(f"{url}/head", json={"head_id": head["id"]})
    assert led.json()["head_id"] == head["id"]
    assert (await http.get("/api/v1/clinics/by-slug/north")).json() == led.json()


async def test_invoice(http: httpx2.AsyncClient, make_invoice: Make) -> None:
    invoice = await make_invoice(due_on="2020-01-01")
    url = f"/api/v1/invoices/{invoice['id']}"
    assert (await http.post(f"{url}/send")).json()["code"] == "INVOICE_EMPTY"
    line = {
        "position": 1,
        "description": "Advice",
        "quantity": "1.500",
        "price": "100.00",
    }
    added = await http.post(f"{url}/lines", json=line)
    assert added.status_code == 201, added.text
    assert added.json()["invoice_id"] == invoice["id"]
    sent = (await http.post(f"{url}/send")).json()
    assert (sent["status"], sent["total"]) == ("sent", "180.00")
    overdue = (await http.get("/api/v1/invoices/overdue")).json()
    assert [item["id"] for item in overdue["items"]] == [invoice["id"]]
    paid = await http.post(f"{url}/payments", json={"amount": "200.00", "method": "cash"})
    assert (paid.json()["number"], paid.json()["change"]) == (invoice["number"], "20.00")
    assert (await http.post(f"{url}/send")).json()["details"] == {"total": "180.00"}


async def test_patients(http: httpx2.AsyncClient, make_patient: Make) -> None:
    await make_patient(born_on="1950-01-01", national_number="0000000001")
    await make_patient(born_on="1960-01-01", national_number="0000000002")
    young = (await http.get("/api/v1/patients", params={"born_in": 1960})).json()
    assert [item["born_on"] for item in young["items"]] == ["1960-01-01"]
    found = (await http.get("/api/v1/patients/by-number/0000000002")).json()
    assert set(found) == {"id", "name", "born_on"}
    contact = {"email": " Me@Example.org ", "address": None}
    changed = await http.put(f"/api/v1/patients/{found['id']}/contact", json=contact)
    assert changed.json()["email"] == "me@example.org"
    assert "national_number" not in changed.json()
    assert len((await http.get("/api/v1/patients/latest", params={"count": 1})).json()) == 1


async def test_reports(http: httpx2.AsyncClient, make_practitioner: Make) -> None:
    practitioner = await make_practitioner()
    turnover = await http.get("/api/v1/reports/turnover", params={"from_date": "2000-01-01"})
    assert turnover.json() == "0.00"
    day = await http.get(f"/api/v1/reports/next-free-day/{practitioner['id']}")
    assert day.status_code == 200
    assert (await http.post("/api/v1/reports/ping")).status_code == 204
    greeting = await http.get("/api/v1/reports/greeting")
    assert greeting.json() == "St Mary's greets O'Neil \"the\" {first}\\ $1 #2"


async def test_visits_and_practitioners(
    http: httpx2.AsyncClient, make_visit: Make, make_practitioner: Make
) -> None:
    visit, practitioner = await make_visit(), await make_practitioner()
    closed = await http.post(f"/api/v1/visits/{visit['id']}/close")
    assert (closed.status_code, closed.json()["closed"]) == (202, True)
    url = f"/api/v1/practitioners/{practitioner['id']}"
    assert (await http.post(f"{url}/retire")).json()["status"] == "retired"
    assert (await http.post(f"{url}/reminder", json={"text": "Come"})).status_code == 204
