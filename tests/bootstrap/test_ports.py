from __future__ import annotations

import os

import pytest

from config.bootstrap import ports
from config.bootstrap.failures import Failure


def test_a_port_that_is_ours_is_taken_for_others_who_learn_by_whom() -> None:
    with ports.listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(ports.PortTaken):
            ports.listen("127.0.0.1", port)
        assert ports.holders_of(port) == [os.getpid()]
        assert ports.taken_by(port).startswith(f"process {os.getpid()} (")
    with ports.listen("127.0.0.1", port):
        pass


def test_ipv6_works_too() -> None:
    with ports.listen("::1", 0) as listener:
        assert ports.holders_of(listener.getsockname()[1]) == [os.getpid()]


@pytest.mark.parametrize("bind", ["192.0.2.1", "no such host"])
def test_an_address_that_is_not_this_machines_is_a_sentence(bind: str) -> None:
    with pytest.raises(Failure, match=rf"{bind}, port \d+"):
        ports.listen(bind, 0)


def test_a_holder_that_cannot_be_seen_is_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "holders_of", lambda port: [])
    assert ports.taken_by(80) == "another program"
