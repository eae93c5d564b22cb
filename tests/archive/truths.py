"""What the API must answer once the whole archive is loaded: history that anybody can look up."""

from typing import Any

from django.test import Client

API = "/api/v1"
#: The first day of whoever ran OpenAI in November 2023, until the end of the month.
CHIEFS_OF_OPENAI = {
    "2023-11-16": "sam-altman",
    "2023-11-17": "mira-murati",
    "2023-11-18": "mira-murati",
    "2023-11-19": "mira-murati",
    "2023-11-20": "emmett-shear",
    "2023-11-21": "emmett-shear",
    **{f"2023-11-{day}": "sam-altman" for day in range(22, 31)},
}
MANAGERS_OF_LECUN = {
    "2014-06-01": "mike-schroepfer",
    "2019-06-01": "jerome-pesenti",
    "2023-06-01": "andrew-bosworth",
    "2025-09-15": "alexandr-wang",
}
HEADS_OF_FAIR = {
    **dict.fromkeys(range(2014, 2018), "yann-lecun"),
    **dict.fromkeys(range(2018, 2022), "jerome-pesenti"),
    **dict.fromkeys(range(2022, 2025), "joelle-pineau"),
    **dict.fromkeys(range(2025, 2027), "rob-fergus"),
}
FOUNDERS = {
    "openai": {"sam-altman", "greg-brockman", "ilya-sutskever", "elon-musk", "wojciech-zaremba"},
    "anthropic": {"dario-amodei", "daniela-amodei", "jack-clark", "jared-kaplan", "tom-brown"},
    "ssi": {"ilya-sutskever", "daniel-gross"},
    "thinking-machines": {"mira-murati", "barret-zoph", "luke-metz", "andrew-tulloch"},
    "mistral": {"arthur-mensch", "guillaume-lample", "timothee-lacroix"},
}
#: Where some came from who joined Meta's superintelligence effort in the summer of 2025.
TO_META = {
    "alexandr-wang": "scale-ai",
    "daniel-gross": "ssi",
    "jack-rae": "google",
    "joel-pobar": "anthropic",
    "ruoming-pang": "apple",
    "shengjia-zhao": "openai",
    "trapit-bansal": "openai",
}


def check_truths() -> None:
    """Ask the API, as a client would; fails on the first answer that is not true."""
    for day, chief in CHIEFS_OF_OPENAI.items():
        held = _all(f"/positions/?company=openai&as_of={day}&page_size=200")
        chiefs = {
            row["person"]["slug"]
            for row in held
            if row["title"].removeprefix("interim ") == "chief executive"
        }
        assert chiefs == {chief}, day
    for day, manager in MANAGERS_OF_LECUN.items():
        lines = _all(f"/reporting-lines/?person=yann-lecun&as_of={day}")
        assert {line["manager"]["slug"] for line in lines} == {manager}, day
    for year, head in HEADS_OF_FAIR.items():
        held = _all(f"/positions/?company=meta&as_of={year}-06-01&page_size=200")
        sure = {
            row["person"]["slug"]
            for row in held
            if row["unit"] and row["unit"]["slug"] == "meta-fair" and row["holds"] == "certain"
        }
        assert head in sure, year
    for company, founders in FOUNDERS.items():
        moves = _all(f"/moves/?company={company}&kind=founding")
        assert founders <= {move["person"]["slug"] for move in moves}, company
    for founder in ("dario-amodei", "daniela-amodei", "jack-clark", "tom-brown"):
        (left,) = _all(f"/moves/?person={founder}&from_company=openai&to_company=anthropic")
        assert left["date"].startswith("2021"), founder
    flows = _get("/flows/?from_company=openai&to_company=anthropic&by=year")["flows"]
    by_year = {flow["year"]: flow["moves"] for flow in flows}
    assert (by_year[2021], by_year[2024]) == (7, 2)
    summer = _all("/moves/?to_company=meta&since=2025-06-01&until=2025-08-31&page_size=200")
    came = {
        move["person"]["slug"]: move["from_company"]["slug"]
        for move in summer
        if move["from_company"]
    }
    assert came.items() >= TO_META.items()


def _get(path: str) -> Any:
    answer = Client().get(
        path if path.startswith(API) else f"{API}{path}", headers={"host": "localhost"}
    )
    assert answer.status_code == 200, path
    return answer.json()


def _all(path: str) -> list[Any]:
    """The rows of every page of a list."""
    rows: list[Any] = []
    page = _get(path)
    while True:
        rows += page["results"]
        if page["next"] is None:
            return rows
        page = _get(page["next"].removeprefix("http://localhost"))
