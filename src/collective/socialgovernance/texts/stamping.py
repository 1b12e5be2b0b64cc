"""The facts of a text kept in memory for as long as nothing they are made of has changed.

What is kept stands under the serials of all objects it was read from: another state of any of them is another
stamp, in whichever thread or transaction. What a transaction has changed itself is never kept.
"""

from collections import OrderedDict
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any
from typing import TypeVar
from weakref import WeakKeyDictionary


Value = TypeVar("Value")
MOST = 500
"""Values kept for one database; those asked for last stay."""

_kept: WeakKeyDictionary[Any, OrderedDict[tuple[Any, ...], Any]] = WeakKeyDictionary()
_lock = Lock()


@dataclass(frozen=True)
class Stamp:
    """The committed state of some objects of one database."""

    database: Any
    serials: tuple[Any, ...]


def stamp_of(objects: Iterable[Any]) -> Stamp | None:
    """The state in which all these persistent objects are; None when one of them has not been committed.

    After a savepoint an object that was changed looks as if it had not been: there is then no stamp either.
    """
    serials, database = [], None
    for each in objects:
        each._p_activate()
        jar = each._p_jar
        if jar is None or each._p_changed or getattr(jar, "_savepoint_storage", None) is not None:
            return None
        database = jar.db()
        serials.append((each._p_oid, each._p_serial))
    return None if database is None else Stamp(database, tuple(serials))


def kept(stamp: Stamp | None, compute: Callable[[], Value]) -> Value:
    """The value under a stamp, computed when it is not there; without a stamp always computed."""
    if stamp is None:
        return compute()
    with _lock:
        values = _kept.setdefault(stamp.database, OrderedDict())
        if stamp.serials in values:
            values.move_to_end(stamp.serials)
            return values[stamp.serials]  # type: ignore[no-any-return]
    value = compute()
    with _lock:
        values[stamp.serials] = value
        while len(values) > MOST:
            values.popitem(last=False)
    return value
