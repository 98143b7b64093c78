"""Which time zones exist, and which of their names people choose from."""

from __future__ import annotations

import zoneinfo
from functools import cache
from importlib import resources

#: What browsers still call some zones, and what they are called today.
OLD_NAMES = {
    "Africa/Asmera": "Africa/Asmara",
    "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "America/Catamarca": "America/Argentina/Catamarca",
    "America/Cordoba": "America/Argentina/Cordoba",
    "America/Godthab": "America/Nuuk",
    "America/Indianapolis": "America/Indiana/Indianapolis",
    "America/Jujuy": "America/Argentina/Jujuy",
    "America/Louisville": "America/Kentucky/Louisville",
    "America/Mendoza": "America/Argentina/Mendoza",
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "Atlantic/Faeroe": "Atlantic/Faroe",
    "Etc/UTC": "UTC",
    "Europe/Kiev": "Europe/Kyiv",
    "Pacific/Ponape": "Pacific/Pohnpei",
    "Pacific/Truk": "Pacific/Chuuk",
}


def is_time_zone(name: str) -> bool:
    """Whether `name` is the IANA name of a place's time zone, be it an old one."""
    elsewhere = ("Etc/", "SystemV/", "US/")
    known = "/" in name and not name.startswith(elsewhere)
    return name == "UTC" or (known and name in zoneinfo.available_timezones())


@cache
def time_zones() -> list[str]:
    """The names that people choose from, in order: one for each place, and no old ones.

    They are those of IANA's table of countries (zone.tab), and UTC.
    """
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    lines = [line for line in table.splitlines() if line and not line.startswith("#")]
    return sorted({"UTC", *(line.split("\t")[2] for line in lines)})
