"""What is installed only on request."""

from __future__ import annotations


class MissingError(ImportError):
    """What an optional part of jimo needs is not installed; the message says how it is."""
