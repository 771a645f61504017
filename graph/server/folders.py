"""Where the server's files lie: jars in the user's cache (shared by all libraries), data and password in the library."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def library_home() -> Path:
    """The library folder 资料库: ``FAMAI_HOME``, or the user's data folder of this platform."""
    named = os.environ.get("FAMAI_HOME")
    return Path(named).expanduser().resolve() if named else platformdirs.user_data_path("famai", appauthor=False)


def runtime_folder() -> Path:
    """The jars and, if installed from a bundle, the Java runtime: ``FAMAI_RUNTIME``, or the user's cache folder."""
    named = os.environ.get("FAMAI_RUNTIME")
    return Path(named).expanduser().resolve() if named else platformdirs.user_cache_path("famai", appauthor=False) / "neo4j"


def jar_folder(runtime: Path) -> Path:
    """The jars, laid out as a Maven repository."""
    return runtime / "jars"


def server_home(library: Path) -> Path:
    """The server's home: configuration, data, logs, password."""
    return library / "neo4j"
