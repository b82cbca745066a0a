"""A certificate that nobody trusts, as CBS had one on 21 August 2026."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path


def self_signed(folder: Path) -> Path:
    """A fresh certificate for 127.0.0.1 in this folder, with its key in the same file; good for two days.

    Made by ``openssl``, since Python can read certificates but not make them: without it FileNotFoundError.
    """
    file, key = folder / "certificate.pem", folder / "key.pem"
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1"
        " -addext subjectAltName=IP:127.0.0.1,DNS:localhost"
    )
    subprocess.run([*command.split(), "-out", file, "-keyout", key], check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + key.read_bytes())
    key.unlink()
    return file


def serving_with(file: Path) -> ssl.SSLContext:
    """For a server that shows this certificate. The file is read here and not needed afterwards."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
