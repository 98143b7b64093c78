#!/usr/bin/env python3
"""Check the trail of a workspace that was exported from Seam, without Seam.

    python3 verify_trail.py TRAIL.jsonl
    python3 verify_trail.py TRAIL.jsonl --checkpoints workspace-1.jsonl --key 0f3ac2d1b4e59687

Needs Python 3.9 or later and nothing else; it opens no connection and imports nothing of Seam's.
With the package `cryptography` it also checks the signatures of the checkpoints.

A trail is a text file, one JSON object in each line. What `is` says decides what a line holds:

    header      which workspace, exported when and by whom (people are numbers)
    key         a public key, for the signatures of checkpoints
    checkpoint  where the chain had got to at some time, signed, as it was kept outside the database
    entry       one action: when, who, what, why, and the SHA-256 of each row that it wrote
    row         one row that the entry before it wrote
    proposal    a proposal with its frozen dossier, as it stands in the database now
    file        an uploaded file: the SHA-256 that was recorded, and the one of what lies there now
    head        the number and the digest of the last entry, as the database keeps them
    end         the last line

What is checked: (1) each entry holds the digest of the one before and its own digest is right, so
none was changed, taken out, put in or moved; (2) each row gives the digest that its entry lists,
and there are no others; (3) each dossier is the one that was frozen, signed and sealed; (4) each
file is the one that was handed in; (5) the chain runs through every checkpoint. Without (5) nobody
could see that the end was cut off or that everything was written anew. The checkpoints in the trail
came from whoever gave you the trail: better are copies that you kept (--checkpoints, --key).

A digest is SHA-256 over JSON without spaces, members sorted by name, as UTF-8 (RFC 8785).
The exit code is 0 when all is whole, 1 when not: then the first damage is named.
"""

import argparse
import hashlib
import json
import os
import sys

GENESIS = "0" * 64  # the digest "before" the first entry and the first checkpoint
PROPOSAL = "reviews.historicalproposal"  # each row of it is a proposal as it was at some time
SIGNATURE, DECISION, FILE = "reviews.signature", "reviews.decision", "evidence.historicalstoredfile"
COUNTED = {"entry": "entries", "row": "rows", "checkpoint": "checkpoints", "file": "files"}


class Damage(Exception):
    """The first thing that is not as it was written: where, and what is wrong with it."""

    def __init__(self, where, what):
        super().__init__(f"{where}: {what}")


def canonical(value):
    """The bytes that digests and signatures are taken over."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def without(line, *names):
    return {name: value for name, value in line.items() if name not in names}


class Verifier:
    """Takes the lines of a trail in order. Raises Damage at the first that cannot be."""

    def __init__(self, trusted_key=None, kept=()):
        self.trusted_key = trusted_key
        self.workspace = None
        self.past_ended = self.ended = False
        self.sequence, self.digest = 0, GENESIS  # of the last entry
        self.entry_id, self.expected = None, {}  # the rows that it still has to show
        self.last_checkpoint = 0, GENESIS
        self.awaited = {}  # heads that checkpoints name, by the number of the entry
        self.keys = {}
        self.proposals = {}  # the last row of each proposal, by its number
        self.sealed = []  # signatures and decisions: (name, proposal, digest of its dossier)
        self.files = {}  # the last row of each file, by its number
        self.counts = dict.fromkeys(COUNTED, 0)
        self.unsigned = 0  # checkpoints whose signature could not be checked here
        self.kept = kept

    def take(self, line):
        kind = line["is"]
        if self.ended:
            raise Damage("the end", "something follows it")
        if (self.workspace is None) != (kind == "header"):
            raise Damage("the header", "a trail has one, in its first line")
        if kind in self.counts:
            self.counts[kind] += 1
        getattr(self, "take_" + kind)(line)

    def take_header(self, line):
        if line["format"] != "seam-trail/1":
            raise Damage("the header", f"this is for seam-trail/1, not {line['format']}")
        self.workspace = line["workspace"]["id"]
        for number, text in enumerate(self.kept, start=1):
            self.expect(json.loads(text), f"your checkpoint {number}")

    # (1) the chain ---------------------------------------------------------------------------

    def take_entry(self, line):
        self.close_entry()
        number = int(line["sequence"])
        where = f"entry {self.sequence + 1}"
        if number != self.sequence + 1:
            raise Damage(where, f"missing: the next entry is {number}")
        if line["previous"] != self.digest:
            raise Damage(where, f"it follows {line['previous']}, the one before is {self.digest}")
        found = sha256(canonical(without(line, "is", "digest")))
        if found != line["digest"]:
            raise Damage(where, f"its digest says {line['digest']}, its fields give {found}")
        if int(line["workspace_id"]) != self.workspace:
            raise Damage(where, f"it belongs to workspace {line['workspace_id']}")
        self.sequence, self.digest, self.entry_id = number, found, line["id"]
        self.expected = {f"{row['model']}/{row['row']}": row["digest"] for row in line["rows"]}
        self.meet_checkpoint(where)

    def close_entry(self):
        for name in self.expected:
            raise Damage(f"entry {self.sequence}", f"{name} is missing")

    # (2) the rows ----------------------------------------------------------------------------

    def take_row(self, line):
        name = f"{line['model']}/{line['row']}"
        if line["entry"] != self.entry_id:
            raise Damage(name, "no entry wrote it")
        where = f"entry {self.sequence}: {name}"
        if name not in self.expected:
            raise Damage(where, "the entry did not write this row")
        expected = self.expected.pop(name)
        found = sha256(canonical(without(line, "is", "entry", "row")))
        if found != expected:
            raise Damage(where, f"the entry says {expected}, its fields give {found}")
        self.remember(where, line["model"], line["fields"])

    def remember(self, where, model, fields):
        """What later lines are compared with."""
        if model == PROPOSAL:
            self.proposals[fields["id"]] = fields
        elif model in (SIGNATURE, DECISION):
            self.sealed.append((where, fields["proposal_id"], fields["dossier_digest"]))
        elif model == FILE:
            self.files[fields["id"]] = fields

    # (3) what was signed ---------------------------------------------------------------------

    def take_proposal(self, line):
        fields = line["fields"]
        where = f"reviews.proposal/{fields['id']}"
        recorded = self.proposals.pop(fields["id"], None)
        if recorded is None:
            raise Damage(where, "no row of the past tells of it")
        for name, value in recorded.items():
            if name in fields and fields[name] != value:
                raise Damage(where, f"{name} is not what its last row says")
        digest = sha256(fields["dossier"].encode("utf-8"))
        if digest != fields["dossier_digest"]:
            raise Damage(where, f"frozen as {fields['dossier_digest']}, the dossier gives {digest}")
        for sealed, proposal, dossier_digest in self.sealed:
            if proposal == fields["id"] and dossier_digest != digest:
                raise Damage(sealed, f"it is over {dossier_digest}, the dossier is {digest}")

    # (4) the files ---------------------------------------------------------------------------

    def take_file(self, line):
        where = f"evidence.storedfile/{line['id']}"
        recorded = self.files.pop(line["id"], {"sha256": "nothing"})["sha256"]
        if line["sha256"] != recorded:
            raise Damage(where, f"it says {line['sha256']}, its last row says {recorded}")
        if line["found"] is None:
            raise Damage(where, "its content is missing on the server")
        if line["found"] != recorded:
            raise Damage(where, f"its content gives {line['found']}, not {recorded}")

    # (5) the checkpoints ---------------------------------------------------------------------

    def take_key(self, line):
        self.keys[line["id"]] = line["pem"]

    def take_checkpoint(self, line):
        where = f"checkpoint {self.counts['checkpoint']}"
        content = json.loads(line["line"])
        if canonical(content) != line["line"].encode("utf-8"):
            raise Damage(where, "it is not spelled as it was signed")
        sequence, digest = self.last_checkpoint
        if content["previous"] != digest or content["sequence"] <= sequence:
            raise Damage(where, "one before it is missing, or another")
        self.check_signature(content, where)
        self.expect(content, where)
        self.last_checkpoint = content["sequence"], sha256(line["line"].encode("utf-8"))

    def expect(self, content, where):
        """The entry that this checkpoint names has to be there, with this digest."""
        if content["workspace"] != self.workspace:
            raise Damage(where, f"it is of workspace {content['workspace']}")
        said = f"the checkpoint of {content['at']}"
        self.awaited.setdefault(content["sequence"], []).append((content["head"], said))

    def check_signature(self, content, where):
        key = content["key"]
        if key not in self.keys:
            raise Damage(where, f"its key {key} is not in the trail")
        if self.trusted_key not in (None, key):
            raise Damage(where, f"signed with key {key}, not with {self.trusted_key}")
        signed = canonical(without(content, "signature"))
        answer = is_signed(self.keys[key], key, bytes.fromhex(content["signature"]), signed)
        if answer is False:
            raise Damage(where, f"its signature is not by key {key}")
        self.unsigned += answer is None

    def meet_checkpoint(self, where):
        for head, said in self.awaited.pop(self.sequence, ()):
            if head != self.digest:
                raise Damage(where, f"{said} says {head}, the chain has {self.digest}")

    # the end ---------------------------------------------------------------------------------

    def take_head(self, line):
        self.close_entry()
        if line["sequence"] > self.sequence:
            raise Damage(f"entry {self.sequence + 1}", f"missing: the head is {line['sequence']}")
        if (line["sequence"], line["digest"]) != (self.sequence, self.digest):
            raise Damage(f"entry {self.sequence}", f"the head says entry {line['sequence']}")
        for number, ((_head, said), *_more) in sorted(self.awaited.items()):
            raise Damage(f"entry {self.sequence + 1}", f"missing: {said} says entry {number}")
        self.entry_id, self.past_ended = None, True

    def take_end(self, line):
        if not self.past_ended:
            raise Damage("the head", "it is missing")
        for number in self.proposals:
            raise Damage(f"reviews.proposal/{number}", "it is missing")
        for number, fields in self.files.items():
            if fields["history_type"] != "-":
                raise Damage(f"evidence.storedfile/{number}", "it is missing")
        self.ended = True


def is_signed(pem, key, signature, content):
    """True or False; None where the package `cryptography` is not installed."""
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives import serialization
    except ImportError:
        return None
    public = serialization.load_pem_public_key(pem.encode())
    raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    if hashlib.sha256(raw).hexdigest()[:16] != key:
        return False
    try:
        public.verify(signature, content)
    except InvalidSignature:
        return False
    return True


def verify(lines, trusted_key=None, kept=()):
    """Take every line. Returns the Verifier, or raises Damage with the number of the line."""
    verifier = Verifier(trusted_key, kept)
    for number, text in enumerate(lines, start=1):
        try:
            verifier.take(json.loads(text))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Damage(f"line {number}", f"it cannot be read ({error!r})") from None
    if not verifier.ended:
        raise Damage("the end", "it is missing: the trail was cut off")
    return verifier


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trail", help="the exported file")
    parser.add_argument("--checkpoints", metavar="FILE", help="checkpoints that you kept yourself")
    parser.add_argument("--key", metavar="ID", help="the only key that may have signed")
    asked = parser.parse_args()
    try:
        with open(asked.checkpoints or os.devnull, encoding="utf-8") as file:
            kept = list(file)
        with open(asked.trail, encoding="utf-8") as file:
            found = verify(file, asked.key, kept)
    except Damage as damage:
        print(f"DAMAGED. {damage}")
        return 1
    told = ", ".join(f"{found.counts[kind]} {words}" for kind, words in COUNTED.items())
    print(f"Whole: {told}. The chain ends at entry {found.sequence}, {found.digest}.")
    for key in found.keys:
        print(f"Key {key} signed checkpoints. Is it the one that you were told of?")
    if found.unsigned:
        print(f"NOT CHECKED: {found.unsigned} signatures. Install the package cryptography.")
    if not found.counts["checkpoint"] and not kept:
        print("NO CHECKPOINT: whether the end was cut off or all was rewritten, this cannot tell.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
