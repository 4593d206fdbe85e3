"""Regular expressions (ECMA 262 and Python) of the decimals between two others."""


def decimal_pattern(lowest: int, highest: int, scale: int) -> str:
    """Match the texts of all decimals in a range.

    A text has no needless zeros in front, and at most `scale` digits after the point.

    Args:
        lowest: Least value, in units of the last digit.
        highest: Greatest value, likewise.
        scale: Digits after the point.
    """
    if lowest >= 0:
        return f"^{_range(lowest, highest, scale)}$"
    if highest < 0:
        return f"^-{_range(-highest, -lowest, scale)}$"
    if lowest == -highest:
        return f"^-?{_range(0, highest, scale)}$"
    return f"^(?:{_range(0, highest, scale)}|-{_range(0, -lowest, scale)})$"


def _range(lowest: int, highest: int, scale: int) -> str:
    """Match what is not negative."""
    unit = 10**scale
    (first, from_), (last, to) = divmod(lowest, unit), divmod(highest, unit)
    if first == last:
        return f"{first}{_fraction(from_, to, scale)}"
    choices = []
    if from_ > 0:
        choices.append(f"{first}{_fraction(from_, unit - 1, scale)}")
        first += 1
    end = last if to == unit - 1 else last - 1
    if first <= end:
        choices.append(f"{_whole(first, end)}{_fraction(0, unit - 1, scale)}")
    if end < last:
        choices.append(f"{last}{_fraction(0, to, scale)}")
    return _either(choices)


def _whole(lowest: int, highest: int) -> str:
    """Match integers without zeros in front."""
    choices = ["0"] if lowest == 0 else []
    least = max(lowest, 1)
    full: list[int] = []
    for length in range(len(str(least)), len(str(highest)) + 1):
        start, end = max(least, 10 ** (length - 1)), min(highest, 10**length - 1)
        if (start, end) == (10 ** (length - 1), 10**length - 1):
            full.append(length)
        elif start <= end:
            choices.append(_same_length(str(start), str(end)))
    if full:
        choices.append(f"[1-9]{_digits(full[0] - 1, full[-1] - 1)}")
    return _either(choices)


def _same_length(lowest: str, highest: str) -> str:
    """Match strings of as many digits between two others."""
    if not lowest:
        return ""
    rest, nines = len(lowest) - 1, "9" * (len(lowest) - 1)
    if lowest[0] == highest[0]:
        return lowest[0] + _same_length(lowest[1:], highest[1:])
    choices = []
    first, last = int(lowest[0]), int(highest[0])
    if lowest[1:] != "0" * rest:
        choices.append(lowest[0] + _same_length(lowest[1:], nines))
        first += 1
    if highest[1:] != nines:
        choices.append(highest[0] + _same_length("0" * rest, highest[1:]))
        last -= 1
    if first <= last:
        choices.append(f"{_digit(first, last)}{_digits(rest, rest)}")
    return _either(choices)


def _fraction(lowest: int, highest: int, scale: int) -> str:
    """Match a point with digits, or nothing at all where that means zero."""
    if highest == 0 and scale > 0:
        return rf"(?:\.{_zeros(scale)})?"
    if scale == 0:
        return ""
    if (lowest, highest) == (0, 10**scale - 1):
        digits = _digits(1, scale)
    else:
        digits = _places(f"{lowest:0{scale}}", f"{highest:0{scale}}")
    return rf"(?:\.{digits})?" if lowest == 0 else rf"\.{digits}"


def _places(lowest: str, highest: str) -> str:
    """Match digits after the point; those left out are zeros."""
    rest, nines = len(lowest) - 1, "9" * (len(lowest) - 1)
    if lowest[0] == highest[0]:
        return lowest[0] + _more_places(lowest[1:], highest[1:])
    choices = []
    first, last = int(lowest[0]), int(highest[0])
    if lowest[1:] != "0" * rest:
        choices.append(lowest[0] + _more_places(lowest[1:], nines))
        first += 1
    if highest[1:] != nines:
        choices.append(highest[0] + _more_places("0" * rest, highest[1:]))
        last -= 1
    if first <= last:
        choices.append(f"{_digit(first, last)}{_digits(0, rest)}")
    return _either(choices)


def _more_places(lowest: str, highest: str) -> str:
    if not lowest:
        return ""
    places = _places(lowest, highest)
    return f"(?:{places})?" if int(lowest) == 0 else places


def _zeros(most: int) -> str:
    return "0" if most == 1 else f"0{{1,{most}}}"


def _digit(first: int, last: int) -> str:
    return str(first) if first == last else f"[{first}-{last}]"


def _digits(least: int, most: int) -> str:
    if most == 0:
        return ""
    if least == most:
        return "[0-9]" if most == 1 else f"[0-9]{{{most}}}"
    return "[0-9]?" if (least, most) == (0, 1) else f"[0-9]{{{least},{most}}}"


def _either(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"
