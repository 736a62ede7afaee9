"""Grading on the workers of a Dask cluster, in place of this machine's processes."""

from __future__ import annotations

from concurrent.futures import Executor, Future

from coursework.grade import CourseError

__all__ = ["Cluster"]


class Cluster(Executor):
    """Hands calls to the workers of a Dask cluster.

    A worker that dies costs nothing: the scheduler hands its work to another one. The workers
    need this course, installed in the same version, and bubblewrap.

    Parameters
    ----------
    address : str
        Of the scheduler, such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    CourseError
        If Dask is not installed, or no scheduler answers.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise CourseError(
                'Grading on a cluster needs Dask: pip install "dask[distributed]"'
            ) from error
        try:
            self._client = Client(address, timeout=10)
        except (OSError, ValueError) as error:
            raise CourseError(f"No Dask scheduler answers at {address}: {error}") from error
        self._executor = self._client.get_executor(pure=False)
        #: How many calls run at once.
        self.jobs = max(1, sum(self._client.nthreads().values()))

    def submit(self, fn, /, *args, **kwargs) -> Future:
        """Hand out one call."""
        return self._executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster, which goes on."""
        self._executor.shutdown(wait=wait)
        self._client.close()
