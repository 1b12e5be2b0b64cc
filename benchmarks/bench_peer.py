"""What a policy tool of another platform does at 100,000 people: acknowledging over HTTP, all rows as a file.

The peer, on the same class of machine: 84 acknowledgments a second with eight clients, 15.6 s for its CSV.
"""

from benchmarks import bench_export
from benchmarks import bench_http_acknowledge


NAME = "peer"
PEER_CSV_SECONDS = 15.6


def run(people: int) -> dict[str, object]:
    """Acknowledgments a second and seconds of the CSV, each against the peer's."""
    export = bench_export.run(people)
    given = bench_http_acknowledge.run(people)
    return {
        "people": people,
        "acknowledgment": given["acknowledgment"],
        "times the peer's 84 a second": given["times the peer's 84 a second"],
        "export": export,
        "peer's CSV s": PEER_CSV_SECONDS,
    }
