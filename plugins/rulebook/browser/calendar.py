"""Write a reminder as an iCalendar file (RFC 5545): one whole day, with alarms in the mornings before it."""

from rulebook.dates import date_of

ALARMS = [[3, "-PT63H"], [1, "-PT15H"], [0, "PT9H"]]  # days before, and nine o'clock of that day seen from the day's start
LONGEST = 75  # octets in a line


def reminder(name, date, today, title, text, address):
    """Return the file for a day number. The same name and day give the same UID: added twice, it stands there once."""
    stamp = _compact(date)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//" + name + "//checker//EN",
        "BEGIN:VEVENT",
        "UID:" + name + "-" + stamp + "@" + address.split("/")[2].split(":")[0],
        "DTSTAMP:" + _compact(today) + "T000000Z",
        "DTSTART;VALUE=DATE:" + stamp,
        "DTEND;VALUE=DATE:" + _compact(date + 1),
        "SUMMARY:" + _escaped(title),
        "DESCRIPTION:" + _escaped(text),
        "URL:" + address,
        "TRANSP:TRANSPARENT",
    ]
    for days, trigger in ALARMS:
        if date - today >= days:
            lines.extend(["BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + _escaped(title), "TRIGGER:" + trigger, "END:VALARM"])
    return "".join([_folded(line) + "\r\n" for line in lines + ["END:VEVENT", "END:VCALENDAR"]])


def _compact(number):
    year, month, day = date_of(number)
    return ("000" + str(year * 10000 + month * 100 + day))[-8:]


def _escaped(text):
    for char in "\\;,":
        text = text.replace(char, "\\" + char)
    return text.replace("\n", "\\n")


def _folded(line):
    """Return a line broken where it would have more octets than a line may have; what continues begins with a space."""
    parts = [""]
    room = LONGEST
    for char in line:
        code = ord(char)
        size = 1 if code < 128 else 2 if code < 2048 else 3 if code < 65536 else 4
        if size > room:
            parts.append("")
            room = LONGEST - 1
        parts[-1] += char
        room -= size
    return "\r\n ".join(parts)
