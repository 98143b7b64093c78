"""A dossier goes out, comes in elsewhere, and says the same there."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given

from accounts.ledger.models import Entry, Head
from accounts.ledger.reading import verify
from config.kernel.canonical import to_json
from config.kernel.errors import DomainError
from config.kernel.scope import workspace_scope
from evidence.actions.readings import reading_assess
from evidence.dossier import MeasurementPart, ValuePart
from evidence.models import Reading
from partnerships.dossier import OptionPart, ScaleStepPart
from partnerships.models import Partner, Partnership, ScaleStep
from reviews.dossier import Dossier, canonical_bytes
from reviews.exchange.actions.dossiers import dossier_import
from reviews.exchange.files import LARGEST, read_dossier
from reviews.exchange.rules import carried, without_identity
from reviews.selectors.dossier import dossier_of
from tests.conftest import Cast
from tests.reviews.parts import COMPLETE_DOSSIER, dossiers
from tests.reviews.stage import decide, make_ready


def taken_in(cast: Cast, dossier: Dossier, role: str = "contributor", **more: Any) -> Partnership:
    return dossier_import(by=cast.actor(role), dossier=dossier, **more)


def problems(cast: Cast, dossier: Dossier) -> list[str]:
    with workspace_scope(cast.workspace.pk), pytest.raises(DomainError) as refused:
        taken_in(cast, dossier)
    return [str(problem.text) for problem in refused.value.problems]


def test_what_goes_out_comes_in_and_goes_out_the_same(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        partnership = make_ready(cast, name="Cold storage")
        out = dossier_of(partnership)
    there = cast.elsewhere
    with workspace_scope(there.workspace_id):
        copy = dossier_import(by=there.actor, dossier=out)
        again = dossier_of(copy)
    assert without_identity(again) == without_identity(out)
    assert again.partnership.name == "Cold storage"


def test_what_came_in_verifies(committed_cast: Cast) -> None:
    with workspace_scope(committed_cast.workspace.pk):
        taken_in(committed_cast, COMPLETE_DOSSIER)
    assert verify(committed_cast.workspace.pk).damage is None


def test_every_part_of_a_dossier_travels(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        again = dossier_of(taken_in(cast, COMPLETE_DOSSIER))
    expected = replace(
        COMPLETE_DOSSIER,
        artifacts=tuple(replace(each, file=None) for each in COMPLETE_DOSSIER.artifacts),
    )
    assert without_identity(again) == without_identity(expected)


def test_it_is_one_entry_and_a_candidate(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        ready = make_ready(cast, name="Decided on")
        decide(cast, ready, "defer")
        out = dossier_of(ready)
    there = cast.elsewhere
    with workspace_scope(there.workspace_id):
        before = Head.objects.get(workspace_id=there.workspace_id).sequence
        copy = dossier_import(by=there.actor, dossier=out)
        entry = Entry.objects.get(workspace_id=there.workspace_id, sequence=before + 1)
        assert (entry.kind, entry.subject_id) == ("dossier.imported", copy.pk)
        assert not Entry.objects.filter(sequence=before + 2).exists()
        copy.refresh_from_db()
        assert (out.partnership.standing, copy.standing) == ("deferred", "candidate")


def test_a_partner_and_a_scale_step_that_are_here_are_taken_as_they_are(cast: Cast) -> None:
    renamed = replace(
        COMPLETE_DOSSIER, partnership=replace(COMPLETE_DOSSIER.partnership, name="Another")
    )
    with workspace_scope(cast.workspace.pk):
        taken_in(cast, COMPLETE_DOSSIER)
        taken_in(cast, renamed)
        assert Partner.objects.count() == 1
        assert Partnership.objects.count() == 2
        assert ScaleStep.objects.count() == len(COMPLETE_DOSSIER.scale_steps)


def test_the_same_partnership_twice_is_refused(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        taken_in(cast, COMPLETE_DOSSIER)
    (said,) = problems(cast, COMPLETE_DOSSIER)
    assert "partnership of this name" in said


def test_whatever_the_rows_refuse_is_told_at_once_with_its_place(cast: Cast) -> None:
    (claim, *_), (artifact, *_) = COMPLETE_DOSSIER.claims, COMPLETE_DOSSIER.artifacts
    wrong = replace(
        COMPLETE_DOSSIER,
        partner=replace(COMPLETE_DOSSIER.partner, name="x" * 201, website="not a link"),
        claims=(replace(claim, uncertainty=""), *COMPLETE_DOSSIER.claims[1:]),
        artifacts=(replace(artifact, limits=""), *COMPLETE_DOSSIER.artifacts[1:]),
    )
    said = problems(cast, wrong)
    places = [each.partition(":")[0] for each in said]
    assert places == [
        "$.partner.name",
        "$.partner.website",
        "$.claims[0].uncertainty",
        "$.artifacts[0].limits",
    ]
    with workspace_scope(cast.workspace.pk):
        assert not Partner.objects.exists(), "all or nothing"


END = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)


def refusals() -> dict[str, tuple[Dossier, str]]:
    """Dossiers that hold together as files and that no register could hold."""
    whole = COMPLETE_DOSSIER
    (step,), (reading,), (series,) = whole.scale_steps, whole.readings, whole.measurements
    ours, build, without = step.options
    again = "This stands in the file already"
    return {
        "one artifact read twice for one criterion": (
            replace(whole, readings=(reading, replace(reading, id="999"))),
            f"$.readings[1]: {again}",
        ),
        "two ways of one kind": (
            _with_options(ours, build, replace(build, id="999")),
            f"$.scale_steps[0].options[2]: {again}",
        ),
        "the same partnership as two options": (
            _with_options(ours, replace(ours, id="999")),
            f"$.scale_steps[0].options[1]: {again}",
        ),
        "a way without a partner that names one": (
            _with_options(replace(without, partnership_id=ours.partnership_id)),
            "$.scale_steps[0].options[0].partnership_id: Name the partnership",
        ),
        "a partnership that is not named": (
            _with_options(replace(ours, partnership_id=None)),
            "$.scale_steps[0].options[0].partnership_id: Name the partnership",
        ),
        "two scale steps of one name": (
            replace(whole, scale_steps=(step, ScaleStepPart(**bare(step), id="999"))),
            f"$.scale_steps[1]: {again}",
        ),
        "a value amid its month": (
            _with_values(series, replace(series.values[0], starts_on=date(2026, 7, 31))),
            "$.measurements[0].values[0].starts_on: A period goes by its first day. "
            "Write 2026-07-01.",
        ),
        "two values of one month": (
            _with_values(series, series.values[0], series.values[0]),
            f"$.measurements[0].values[1]: {again}",
        ),
        "a moment at the end of the calendar": (
            replace(
                whole, readings=(replace(reading, read_at=datetime(9999, 12, 31, tzinfo=UTC)),)
            ),
            "$.readings[0].read_at: This was done at that moment. Write one between 1900",
        ),
        "a name without a letter": (
            replace(whole, partner=replace(whole.partner, name=" ")),
            "$.partner.name: Enter a name",
        ),
    }


def _with_options(*options: OptionPart) -> Dossier:
    (step,) = COMPLETE_DOSSIER.scale_steps
    return replace(COMPLETE_DOSSIER, scale_steps=(replace(step, options=options),))


def _with_values(series: MeasurementPart, *values: ValuePart) -> Dossier:
    return replace(COMPLETE_DOSSIER, measurements=(replace(series, values=values),))


def bare(step: ScaleStepPart) -> dict[str, Any]:
    return {"name": step.name.upper(), "capability_kind": step.capability_kind}


@pytest.mark.parametrize(("dossier", "said"), refusals().values(), ids=refusals())
def test_what_no_register_could_hold_is_told_with_its_place(
    cast: Cast, dossier: Dossier, said: str
) -> None:
    (told,) = problems(cast, dossier)
    assert told.startswith(said)


def test_a_withdrawn_reading_makes_room_for_another(cast: Cast) -> None:
    (reading,) = COMPLETE_DOSSIER.readings
    withdrawn = replace(
        reading, id="999", withdrawn_at=reading.read_at, withdrawn_reason="Miscounted"
    )
    with workspace_scope(cast.workspace.pk):
        taken = taken_in(cast, replace(COMPLETE_DOSSIER, readings=(reading, withdrawn)))
        assert len(dossier_of(taken).readings) == 2


def test_an_option_that_names_another_partnership_stays_behind(cast: Cast) -> None:
    (step,) = COMPLETE_DOSSIER.scale_steps
    ours, build, _without = step.options
    others = (replace(ours, id="998", partnership_id="7"), replace(build, partnership_id="7"))
    with workspace_scope(cast.workspace.pk):
        (there,) = dossier_of(taken_in(cast, _with_options(ours, *others))).scale_steps
    assert [option.kind for option in there.options] == [ours.kind]


def test_a_check_writes_nothing(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        before = Head.objects.get(workspace_id=cast.workspace.pk).sequence
        taken_in(cast, COMPLETE_DOSSIER, check=True)
        assert not Partnership.objects.exists()
        assert Head.objects.get(workspace_id=cast.workspace.pk).sequence == before


@given(dossiers())
def test_what_travels_travels_only_once(dossier: Dossier) -> None:
    assert carried(carried(dossier)) == carried(dossier)
    assert without_identity(dossier) == without_identity(carried(dossier))


# Files ----------------------------------------------------------------------------------------

WRITTEN = to_json(COMPLETE_DOSSIER)


def to_bytes(dossier: Dossier) -> bytes:
    return json.dumps(to_json(dossier)).encode()


def _superseding_itself() -> Dossier:
    (artifact,) = COMPLETE_DOSSIER.artifacts
    itself = replace(artifact, superseded_by_id=artifact.id)
    return replace(COMPLETE_DOSSIER, artifacts=(itself,))


def _with_one_id_in_two_claims() -> Dossier:
    """Which of the two criteria a reading is about, nobody could say."""
    (claim,) = COMPLETE_DOSSIER.claims
    return replace(COMPLETE_DOSSIER, claims=(claim, replace(claim, id="999")))


def deep(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no JSON file"),
        (b"\x00\xff\xfe", "no JSON file"),
        (b"PK\x03\x04 an archive", "no JSON file"),
        (deep(100_000), "no JSON file"),
        (b"[]", "Expected here: object"),
        (b"{}", "$.format: This is missing"),
        (b'{"format": "seam-dossier/2"}', "$.format: Expected here: seam-dossier/1"),
        (b'{"format": 1.5}', "as text, in quotation marks"),
        (b'{"a": 1, "a": 2}', "stands here a second time"),
        (json.dumps(WRITTEN | {"rating": 5}).encode(), "$.rating: Nothing of this name"),
        (json.dumps(WRITTEN | {"claims": []}).encode(), "which is not in the file"),
        (to_bytes(_superseding_itself()), "$.artifacts[0].superseded_by_id: It refers to “51”"),
        (to_bytes(_with_one_id_in_two_claims()), "$.claims[1].criteria[0].id: “11” stands here"),
        (b" " * (LARGEST + 1), "larger than 10 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_dossier_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(DomainError) as refused:
        read_dossier(io.BytesIO(content))
    assert said in str(refused.value.problems[0].text)


def test_no_more_is_read_than_a_dossier_can_have() -> None:
    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= LARGEST + 1
            self.asked += size
            return b"x" * size

    file = Endless()
    with pytest.raises(DomainError, match="larger"):
        read_dossier(file)  # type: ignore[arg-type]
    assert file.asked == LARGEST + 1


def test_a_hundred_problems_are_enough() -> None:
    many = WRITTEN | {f"nothing_{number}": 1 for number in range(150)}
    with pytest.raises(DomainError) as refused:
        read_dossier(io.BytesIO(json.dumps(many).encode()))
    told = [str(problem.text) for problem in refused.value.problems]
    assert (len(told), told[-1]) == (101, "And 50 more.")


# The page and the command ---------------------------------------------------------------------


def upload(content: bytes) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("dossier.seam.json", content, content_type="application/json")


def test_on_the_page_it_is_checked_and_imported(cast: Cast) -> None:
    client, url = cast.client("contributor"), cast.url("dossiers/import/")
    written = canonical_bytes(COMPLETE_DOSSIER)
    checked = client.post(url, {"file": upload(written), "check": "1"})
    assert (checked.status_code, "can be imported" in checked.content.decode()) == (200, True)
    imported = client.post(url, {"file": upload(written)})
    assert imported.status_code == 303
    page = client.get(imported["Location"]).content.decode()
    assert COMPLETE_DOSSIER.partnership.name in page


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", deep(50_000)])
def test_on_the_page_a_wrong_file_is_refused_in_words(cast: Cast, content: bytes) -> None:
    response = cast.client("contributor").post(
        cast.url("dossiers/import/"), {"file": upload(content)}
    )
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    with workspace_scope(cast.workspace.pk):
        assert not Partnership.objects.exists()


def test_the_command_imports_what_the_other_exported(cast: Cast, tmp_path: Path) -> None:
    file, slug = tmp_path / "dossier.json", cast.elsewhere.workspace.slug
    with workspace_scope(cast.workspace.pk):
        ready = make_ready(cast, name="Cold storage")
    call_command("dossier_export", str(ready.pk), output=file, stdout=io.StringIO())
    said = io.StringIO()
    call_command("dossier_import", str(file), workspace=slug, check=True, stdout=said)
    call_command("dossier_import", str(file), workspace=slug, stdout=said)
    assert "can be imported" in said.getvalue()
    with workspace_scope(cast.elsewhere.workspace_id):
        assert Partnership.objects.get().name == "Cold storage"


@pytest.mark.parametrize(
    ("content", "slug", "said"),
    [
        (None, None, "cannot be read"),
        (b"{}", None, "This is missing"),
        (b"{}", "no-such-workspace", "no workspace"),
    ],
)
def test_whatever_goes_wrong_in_the_command_is_said_in_a_sentence(
    cast: Cast, tmp_path: Path, content: bytes | None, slug: str | None, said: str
) -> None:
    file = tmp_path / "dossier.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError, match=said):
        call_command("dossier_import", str(file), workspace=slug or cast.workspace.slug)


def test_whoever_brings_a_reading_in_cannot_assess_it_too(cast: Cast) -> None:
    with workspace_scope(cast.workspace.pk):
        copy = taken_in(cast, COMPLETE_DOSSIER)
        reading = Reading.objects.filter(
            criterion__claim__partnership=copy, withdrawn_at=None
        ).earliest("pk")
        said = {"reading": reading, "version": None, "verdict": "upheld", "why": "I looked"}
        with pytest.raises(DomainError):
            reading_assess(by=cast.actor("contributor"), **said)
        reading_assess(by=cast.actor("approver"), **said)
