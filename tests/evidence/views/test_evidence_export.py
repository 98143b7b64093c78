"""The Evidence Log as a file for spreadsheets."""

from __future__ import annotations

import csv
import io

import pytest

from config.kernel import clock
from partnerships.models import Partnership
from tests.conftest import Cast
from tests.evidence.factories import make_artifact, make_reading
from tests.evidence.views.log import COLUMNS, decide, export, make_full_log
from tests.factories import make_claim, make_criterion, make_partnership


@pytest.fixture
def partnership(cast: Cast) -> Partnership:
    return make_full_log(cast)


def test_the_export_is_a_download_that_spreadsheets_understand(
    cast: Cast, partnership: Partnership
) -> None:
    decide(cast, partnership)
    response = cast.client("auditor").get(cast.url("evidence/export/"))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="evidence-log-')
    content = b"".join(response)
    assert content.startswith(b"\xef\xbb\xbfPartner,Claim,Evidence artifact,Limits,")
    assert content.count(b"\xef\xbb\xbf") == 1
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert tuple(lines[0])[:8] == COLUMNS
    line = next(line for line in lines if line["What it shows"] == "Refutes")
    assert line["Partner"] == "Árbol Payments"
    assert line["Decision"] == "Defer"
    assert line["Date"] == clock.today(cast.workspace.zone).isoformat()
    assert (line["Approver"], line["Read by"]) == ("Approver", "Contributor")


FORMULAS = ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "=cmd|' /C calc'!A0", "＝1+1"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_of_people_becomes_a_formula(cast: Cast, formula: str) -> None:
    partnership = make_partnership(cast, name=formula, new_partner=formula)
    claim = make_claim(cast, partnership, uncertainty=formula + " x")
    criterion = make_criterion(cast, claim, statement=formula + " x")
    artifact = make_artifact(
        cast, partnership.partner, title=formula, limits=formula, audited_how=formula
    )
    make_reading(cast, artifact, criterion, why=formula, limits_here=formula)
    (line,) = export(cast)
    live = [name for name, cell in line.items() if cell.lstrip()[:1] in tuple("=+-@＝")]
    assert live == []


def test_the_export_of_a_partnership_is_its_own_log(cast: Cast, partnership: Partnership) -> None:
    make_artifact(cast, title="About somebody else")
    lines = export(cast, partnership=str(partnership.pk))
    assert len(lines) == 6
    page = cast.client("auditor").get(cast.url(f"partnerships/{partnership.pk}/evidence/"))
    assert f"partnership={partnership.pk}" in page.content.decode()


def test_a_long_export_comes_in_batches(
    cast: Cast, partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.export.BATCH", 2)
    response = cast.client("auditor").get(cast.url("evidence/export/"))
    batches = list(response)
    assert len(batches) == 3
    assert len(b"".join(batches).decode("utf-8-sig").splitlines()) == 7


def test_an_export_holds_rows_of_its_own_workspace_only(
    cast: Cast, partnership: Partnership
) -> None:
    make_artifact(cast, role="stranger", title="Theirs")
    assert "Theirs" not in str(export(cast))
