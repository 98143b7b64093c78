from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from config.bootstrap import processes
from config.bootstrap.processes import ProgramFailed, command_of, locked, run, try_lock


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_program_returns_what_it_said_and_logs_both_streams(tmp_path: Path) -> None:
    log = tmp_path / "log"
    said = run(python("import sys; print('out'); print('err', file=sys.stderr)"), log=log)
    assert said == "out\n"
    assert log.read_text() == "out\nerr\n"


def test_a_program_reads_the_text_it_is_given() -> None:
    assert run(python("print(input())"), text="typed") == "typed\n"


def test_a_failure_carries_the_last_thing_the_program_said() -> None:
    with pytest.raises(ProgramFailed) as failure:
        run(python("print('first'); raise SystemExit('the reason')"))
    assert failure.value.last_line == "the reason"


def test_a_program_that_is_not_there_is_a_failure_with_its_name() -> None:
    with pytest.raises(ProgramFailed, match="/no/such/program: No such file"):
        run(["/no/such/program"])


@pytest.mark.parametrize(
    ("code", "expected"),
    [("raise SystemExit(7)", 7), ("import os; os.kill(os.getpid(), 15)", 143)],
)
def test_the_exit_code_is_passed_on(code: str, expected: int) -> None:
    assert processes.run_in_foreground(python(code), os.environ) == expected


def test_a_stop_is_passed_on_to_the_program_in_the_foreground() -> None:
    parent = (
        "import os, sys; from config.bootstrap.processes import run_in_foreground as run;"
        "sys.exit(run([sys.executable, '-c', 'import os, time;"
        " os.kill(os.getppid(), 15); time.sleep(30)'], os.environ))"
    )
    done = subprocess.run(python(parent), check=False, timeout=20)
    assert done.returncode == 143


def test_a_process_is_known_by_its_command_line_and_a_dead_one_has_none() -> None:
    child = subprocess.Popen(python("input()"), stdin=subprocess.PIPE)
    while "input()" not in command_of(child.pid):  # until it became another program
        pass
    child.kill()
    while command_of(child.pid):  # until it is a zombie
        pass
    assert command_of(child.pid) == ""
    child.communicate()


def test_a_long_log_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "LONGEST_LOG", 3)
    log = tmp_path / "web.log"
    log.write_text("long")
    processes.opened_log(log).close()
    assert log.read_text() == ""
    assert (tmp_path / "web.log.1").read_text() == "long"


def test_a_lock_is_held_by_one(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"), (tmp_path / "lock").open("a") as other:
        assert not try_lock(other)
    with (tmp_path / "lock").open("a") as other:
        assert try_lock(other)


def test_a_second_request_to_stop_does_not_interrupt_tidying_up(
    program: Callable[..., Path],
) -> None:
    code = (
        "import os, signal; from config.bootstrap import failures, processes\n"
        "processes.raise_when_asked_to_stop()\n"
        "try:\n    os.kill(os.getpid(), signal.SIGTERM); signal.pause()\n"
        "except failures.Interrupted:\n    os.kill(os.getpid(), signal.SIGINT); print('tidied')\n"
    )
    assert run(python(code)) == "tidied\n"
