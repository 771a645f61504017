"""Does a server answer, and as whom does it let us in?"""

from __future__ import annotations

import socket

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError


def answers(port: int, username: str, password: str, seconds: float = 5.0) -> bool:
    """Whether the server on 127.0.0.1:``port`` lets us in over Bolt."""
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    try:
        with GraphDatabase.driver(
            f"bolt://127.0.0.1:{port}", auth=(username, password), connection_timeout=seconds, max_transaction_retry_time=0
        ) as driver:
            driver.verify_connectivity()
            driver.execute_query("RETURN 1")
            return True
    except (DriverError, Neo4jError, OSError):
        return False
