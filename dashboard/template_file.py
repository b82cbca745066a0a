"""`pilots template FILE`: the spreadsheet to fill in, as a new file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from data_sources.errors import UsageError
from data_sources.pilots.intake import Known
from data_sources.pilots.template import MEDIA_TYPES, template


def write_template(path: Path, known: Callable[[], Known]) -> None:
    """Write it with no rows. Raises UsageError for another kind of file, one that is there, or one that cannot be."""
    kind = next((kind for kind in MEDIA_TYPES if path.suffix.lower() == f".{kind}"), None)
    if kind is None:
        raise UsageError(f"'{path}' is geen .xlsx of .ods. Kies een naam die zo eindigt.", found=path.suffix)
    if path.exists():
        raise _in_the_way(path)
    content = template(known(), kind)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise _in_the_way(path) from error
    except OSError as error:
        raise UsageError(f"Naar '{path}' kan niet geschreven worden.", found=repr(error)) from error


def _in_the_way(path: Path) -> UsageError:
    return UsageError(f"'{path}' bestaat al en wordt niet overschreven. Kies een andere naam.")
