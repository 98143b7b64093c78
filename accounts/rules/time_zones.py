"""Which time zones exist."""

import zoneinfo


def is_time_zone(name: str) -> bool:
    """Whether `name` is the IANA name of a time zone."""
    return name in time_zones()


def time_zones() -> list[str]:
    """The IANA names that people choose from, in order."""
    return sorted(
        name
        for name in zoneinfo.available_timezones()
        if name == "UTC" or ("/" in name and not name.startswith(("Etc/", "SystemV/", "US/")))
    )
