"""What stops a command, in one sentence."""


class Failure(Exception):
    """Ends the command with a non-zero exit; its text is the one sentence the person reads."""


class Interrupted(KeyboardInterrupt):
    """Somebody asked the command to stop (Ctrl-C, SIGTERM, SIGHUP)."""
