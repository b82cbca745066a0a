"""A spreadsheet file as its parts, unpacked no further than the limit, whatever the file says of itself."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from data_sources.pilots.sheets.limits import MAX_FILE, MAX_PARTS, MAX_UNPACKED, NotReadable

_CHUNK = 64 * 1024
# What Python's zipfile is known to raise of bytes that are no good zip file.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, RuntimeError, OSError, ValueError,
    LookupError, OverflowError,
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = {
    b"%PDF": "een PDF",
    b"\x89PNG": "een afbeelding",
    b"\xff\xd8\xff": "een afbeelding",
    b"GIF8": "een afbeelding",
}
_PASSWORD_ADVICE = "Bewaar het zonder wachtwoord."


def unpack(content: bytes) -> dict[str, bytes]:
    """The parts by their names. Raises NotReadable, saying why, for anything that is no sound zip file in bounds."""
    if len(content) > MAX_FILE:
        raise NotReadable(
            f"Het bestand is groter dan {MAX_FILE // 1024 // 1024} MB.",
            "Plak alleen de ingevulde rijen in een nieuw sjabloon, zonder afbeeldingen.",
        )
    if not content.startswith(b"PK\x03\x04"):
        raise _other_kind(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(members)
            return _read_all(archive, members)
    except _BROKEN as error:
        raise damaged() from error


def damaged() -> NotReadable:
    return NotReadable(
        "Het bestand is beschadigd of niet volledig.", "Open het, bewaar het opnieuw en probeer het weer."
    )


def locked() -> NotReadable:
    return NotReadable("Het bestand is met een wachtwoord beveiligd.", _PASSWORD_ADVICE)


def _other_kind(content: bytes) -> NotReadable:
    if not content.strip():
        return NotReadable("Het bestand is leeg.")
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return locked()
        return NotReadable("Dit is een Excel-bestand van de oude soort (.xls).", "Bewaar het als .xlsx of .ods.")
    for beginning, what in _BEGINNINGS.items():
        if content.startswith(beginning):
            return NotReadable(f"Dit is {what}, geen rekenblad.")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return NotReadable("Dit is geen rekenblad.")
    return NotReadable("Dit is een tekstbestand, zoals een CSV, geen rekenblad.")


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    """What the list of contents says is believed only where it is bad."""
    if len(members) > MAX_PARTS:
        raise NotReadable(f"Het bestand bestaat uit meer dan {MAX_PARTS} delen.")
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        raise NotReadable("Hetzelfde deel staat tweemaal in het bestand.")
    for name in names:
        if name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/"):
            raise NotReadable("Het bestand heeft delen met een verboden naam.")
    if any(member.flag_bits & 0x1 for member in members):
        raise locked()
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise _too_large()


def _read_all(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """In small pieces: of a part that is larger than its header says, no more is unpacked than a piece."""
    parts: dict[str, bytes] = {}
    room = MAX_UNPACKED
    for member in members:
        if member.is_dir():
            continue
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged()
        pieces = []
        with archive.open(member) as file:
            while piece := file.read(_CHUNK):
                room -= len(piece)
                if room < 0:
                    raise _too_large()
                pieces.append(piece)
        parts[member.filename] = b"".join(pieces)
    return parts


def _too_large() -> NotReadable:
    return NotReadable(
        f"Uitgepakt is het bestand groter dan {MAX_UNPACKED // 1_000_000} MB.",
        "Plak alleen de ingevulde rijen in een nieuw sjabloon.",
    )
