"""Comparisons in which either side may be absent: they are false then."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

OrderedT = TypeVar("OrderedT", int, float, Decimal, date, time, datetime, timedelta)


def equal(left: object, right: object) -> bool:
    """Tell whether both are there and alike."""
    return left is not None and left == right


def less(left: OrderedT | None, right: OrderedT | None) -> bool:
    """Tell whether both are there and the first is less."""
    return left is not None and right is not None and left < right


def at_most(left: OrderedT | None, right: OrderedT | None) -> bool:
    """Tell whether both are there and the first is not more."""
    return left is not None and right is not None and left <= right


def greater(left: OrderedT | None, right: OrderedT | None) -> bool:
    """Tell whether both are there and the first is more."""
    return less(right, left)


def at_least(left: OrderedT | None, right: OrderedT | None) -> bool:
    """Tell whether both are there and the first is not less."""
    return at_most(right, left)
