"""How files arrive: on the disk at once, and never more of one than is accepted."""

from __future__ import annotations

import os
from typing import Any

from django.core.files import File
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from config.kernel.errors import Problem
from evidence.rules.files import HEAD, MAX_SIZE, file_findings
from evidence.sentences import BOOK

#: What is kept of an extension, in characters; every type that Seam accepts has a shorter one.
LONGEST_EXTENSION = 40


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps what fits and counts the rest.

    A file that is too large costs neither memory nor disk, and still arrives with its true size,
    so that the form can say how much too large it is.
    """

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        """The file on the disk is called after the extension, and a disk takes only so much."""
        stem, extension = os.path.splitext(file_name)
        super().new_file(field_name, stem + extension[:LONGEST_EXTENSION], *args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = MAX_SIZE - start
        if room > 0:
            self.file.write(raw_data[:room])


def problems(upload: File) -> list[Problem]:
    """Why Seam does not accept this file; empty when it does. Reads its head only."""
    upload.seek(0)
    findings = file_findings(upload.name or "", upload.size, upload.read(HEAD))
    upload.seek(0)
    return BOOK.problems(findings)
