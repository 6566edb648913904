"""Days as numbers, and back: the one routine for dates, in integer arithmetic, in both worlds. It imports nothing."""


def day_number(year, month, day):
    """Return the days from 1970-01-01 to a date of the Gregorian calendar, or None where there is no such date."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
        return None
    return _days_to(year, month, day)


def date_of(number):
    """Return [year, month, day] of a day number: the inverse of `day_number`, and the same calendar beyond its years."""
    year = (number + 719468) * 400 // 146097
    while _days_to(year + 1, 1, 1) <= number:
        year += 1
    month = 12
    while _days_to(year, month, 1) > number:
        month -= 1
    return [year, month, number - _days_to(year, month, 1) + 1]


def days_in_month(year, month):
    """Return how many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _days_to(year, month, day):
    if month < 3:
        year -= 1
        month += 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day - 719469
