#!/usr/bin/env python3
"""Generates reference.tsv: date cases computed with Python's calendar and zoneinfo, to compare DataActionDateCalculator with.

    python3 make_reference.py [reference.tsv]

Nothing here is taken from the code under test; the rules are those of its documentation:

* Decimals after the third are truncated.
* Years and months are added as one number of months; a day that does not exist in the month becomes its last day. Weeks, days and
  times follow.
* WallClock adds everything to the local time. Elapsed adds months to the local time and the rest to the instant; a day is 24 h.
* A skipped local time is moved by the length of the gap, Forward (the offset before the gap, fold 0 in Python) or Backward (the
  offset after it, fold 1). An ambiguous one is its Earlier (fold 0) or Later (fold 1) instant. Error refuses both.
* An amount of zero changes nothing and needs no rule.

Time zone databases: the cases use the database of the system. The first line of the file contains its version. NodaTime 3.3.7
includes 2026f. Every zone of both was compared for 1970 to 2038, transition by transition, for system version 2025b. They agree
except for the zones in WINDOWS, for Africa/El_Aaiun, America/Edmonton, America/Inuvik, EET and WET, which are not used here, and
for the links to all of these. A zone in WINDOWS is used only in the period in which both agree. A case that would leave that period,
or the years 1970 to 2037, is skipped; the number of such cases is printed and written to the first line of the file. The causes:
future rules that changed after 2025b (western Canada and Winnipeg stay on daylight time from 2026, Morocco on UTC; Cuba's autumn of
2026; the hour of Moldova's changes since 2022), and corrections of the past (Bogota 1992, Tehran 1979, Tijuana 1970 to 1976).
"""
import calendar
import random
import sys
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

SEED = 20240229
FIRST, LAST = datetime(1970, 1, 1), datetime(2038, 1, 1)
EPOCH = datetime(1970, 1, 1)
MILLISECOND = timedelta(milliseconds=1)

ZONES = """
Africa/Abidjan Africa/Algiers Africa/Cairo Africa/Casablanca Africa/Johannesburg Africa/Khartoum Africa/Lagos Africa/Monrovia
Africa/Nairobi Africa/Tripoli Africa/Tunis Africa/Windhoek
America/Anchorage America/Argentina/Buenos_Aires America/Asuncion America/Bogota America/Caracas America/Chicago America/Denver
America/Halifax America/Havana America/Los_Angeles America/Mexico_City America/Montevideo America/New_York America/Nuuk
America/Phoenix America/Santiago America/Sao_Paulo America/St_Johns America/Tijuana America/Toronto America/Vancouver
America/Winnipeg
Antarctica/Casey Antarctica/McMurdo Antarctica/Troll
Asia/Amman Asia/Colombo Asia/Dhaka Asia/Dubai Asia/Gaza Asia/Hong_Kong Asia/Jerusalem Asia/Kabul Asia/Kathmandu Asia/Kolkata
Asia/Manila Asia/Pyongyang Asia/Riyadh Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Tehran Asia/Tokyo Asia/Vladivostok Asia/Yangon
Atlantic/Azores Atlantic/Cape_Verde Atlantic/Reykjavik
Australia/Adelaide Australia/Darwin Australia/Eucla Australia/Hobart Australia/Lord_Howe Australia/Perth Australia/Sydney
Europe/Berlin Europe/Chisinau Europe/Dublin Europe/Istanbul Europe/Kyiv Europe/Lisbon Europe/London Europe/Moscow Europe/Paris
Europe/Samara Europe/Warsaw
Indian/Maldives Indian/Mauritius
Pacific/Apia Pacific/Auckland Pacific/Chatham Pacific/Fakaofo Pacific/Guam Pacific/Honolulu Pacific/Kanton Pacific/Kiritimati
Pacific/Kwajalein Pacific/Marquesas Pacific/Norfolk Pacific/Tongatapu
Etc/GMT+12 Etc/GMT-14 UTC
""".split()

WINDOWS = {
    "Africa/Casablanca": (FIRST, datetime(2026, 9, 1)),
    "America/Bogota": (datetime(1993, 1, 1), LAST),
    "America/Havana": (FIRST, datetime(2026, 10, 1)),
    "America/Tijuana": (datetime(1977, 1, 1), LAST),
    "America/Vancouver": (FIRST, datetime(2026, 10, 1)),
    "America/Winnipeg": (FIRST, datetime(2026, 10, 1)),
    "Asia/Tehran": (datetime(1980, 1, 1), LAST),
    "Europe/Chisinau": (FIRST, datetime(2022, 3, 1)),
}

COLUMNS = ["timestamp", "timeZone", "sourceTimeZone", "operation", "minutes", "period", "arithmetic", "skippedTime", "ambiguousTime",
           "utc", "offset", "localTime", "zoneOffset", "rule"]


class Refused(Exception):
    """The calculator must refuse this with the error id that is the argument."""


class OutsideWindow(Exception):
    """The two time zone databases may differ here."""


@lru_cache(maxsize=None)
def zone_of(name):
    return ZoneInfo(name)


def offset_at(instant, name):
    """Offset of a zone at an instant; instants are naive datetimes in UTC."""
    return instant.replace(tzinfo=timezone.utc).astimezone(zone_of(name)).utcoffset()


def guard(instant, name):
    first, last = WINDOWS.get(name, (FIRST, LAST))
    # Two days of room: a zone's offset and a skipped day reach no further.
    room = timedelta(days=2)
    if not (first if first == FIRST else first + room) <= instant < last - room:
        raise OutsideWindow(name)


@lru_cache(maxsize=None)
def transitions(name):
    """(instant, offset before, offset after) of every change of the offset, found by bisection."""
    first, last = WINDOWS.get(name, (FIRST, LAST))
    found, step, at = [], timedelta(hours=12), first + timedelta(days=3)
    while at < last - timedelta(days=4):
        before, after = offset_at(at, name), offset_at(at + step, name)
        if before != after:
            low, high = at, at + step
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle -= timedelta(microseconds=middle.microsecond)
                if offset_at(middle, name) == before:
                    low = middle
                else:
                    high = middle
            found.append((high, before, offset_at(high, name)))
        at += step
    return found


def resolve(local, name, skipped, ambiguous, rules):
    zone = zone_of(name)
    early = local.replace(tzinfo=zone, fold=0).utcoffset()
    late = local.replace(tzinfo=zone, fold=1).utcoffset()
    if early == late:
        return local - early
    if early < late:
        rules.append(f"SkippedTime {skipped}")
        if skipped == "Error":
            raise Refused("LocalTimeSkipped")
        return local - (early if skipped == "Forward" else late)
    rules.append(f"AmbiguousTime {ambiguous}")
    if ambiguous == "Error":
        raise Refused("LocalTimeAmbiguous")
    return local - (early if ambiguous == "Earlier" else late)


def plus_months(local, months):
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    return local.replace(year=year, month=month + 1, day=min(local.day, calendar.monthrange(year, month + 1)[1]))


def local_text(local):
    return local.strftime("%Y-%m-%dT%H:%M:%S.") + f"{local.microsecond // 1000:03d}"


def offset_text(offset):
    seconds = int(offset.total_seconds())
    size = abs(seconds)
    text = f"{'-' if seconds < 0 else '+'}{size // 3600:02d}:{size // 60 % 60:02d}"
    return text if size % 60 == 0 else f"{text}:{size % 60:02d}"


def expected(case):
    """utc, offset, localTime, zoneOffset and rule of a case."""
    zone, rules = case["timeZone"], []
    try:
        if case["given"] is None:
            source = case["sourceTimeZone"] or "UTC"
            instant = resolve(case["local"], source, case["skippedTime"], case["ambiguousTime"], rules)
            guard(instant, source)
        else:
            instant = case["local"] - case["given"]
        guard(instant, zone)
        sign = -1 if case["operation"] == "Subtract" else 1
        months, rest = sign * case["months"], sign * case["rest"]
        if months or rest:
            local = instant + offset_at(instant, zone)
            if case["arithmetic"] == "WallClock":
                instant = resolve(plus_months(local, months) + rest, zone, case["skippedTime"], case["ambiguousTime"], rules)
            else:
                if months:
                    instant = resolve(plus_months(local, months), zone, case["skippedTime"], case["ambiguousTime"], rules)
                    guard(instant, zone)
                instant += rest
            guard(instant, zone)
    except Refused as refusal:
        return [f"!{refusal}"] * 2 + [""] * 3
    offset = offset_at(instant, zone)
    local = local_text(instant + offset)
    with_offset = "!OffsetNotWritable" if offset.total_seconds() % 60 else local + offset_text(offset)
    return [local_text(instant) + "Z", with_offset, local, offset_text(offset), "; ".join(dict.fromkeys(rules))]


class Maker:
    def __init__(self):
        self.random = random.Random(SEED)
        self.rows, self.seen, self.left_out = [], set(), 0

    def add(self, local, given, zone, source="", operation="", minutes=None, period=None, parts=None, arithmetic="Elapsed",
            skipped="Forward", ambiguous="Earlier", digits=None):
        """One case. given: the timestamp's offset, nothing for a zoneless one. parts: what the period says, as (months, timedelta)."""
        if digits is None:
            digits = "" if local.microsecond == 0 else f"{local.microsecond // 1000:03d}"
        local = local.replace(microsecond=int(digits[:3].ljust(3, "0")) * 1000)
        timestamp = local.strftime("%Y-%m-%dT%H:%M:%S") + (f".{digits}" if digits else "")
        if given is not None:
            timestamp += "Z" if given == timedelta(0) and self.random.random() < 0.9 else offset_text(given)
        months, rest = parts if parts else (0, timedelta(minutes=minutes or 0))
        case = dict(local=local, given=given, timeZone=zone, sourceTimeZone=source, operation=operation, months=months, rest=rest,
                    arithmetic=arithmetic, skippedTime=skipped, ambiguousTime=ambiguous)
        try:
            result = expected(case)
        except (OutsideWindow, ValueError, OverflowError):
            self.left_out += 1
            return False
        row = [timestamp, zone, source, operation, "" if minutes is None else str(minutes), period or "", arithmetic, skipped, ambiguous] + result
        key = "\t".join(row)
        if key not in self.seen:
            self.seen.add(key)
            self.rows.append(row)
        return True

    def at(self, instant, zone, **more):
        """A case that starts at an instant, written with Z, with the zone's own offset or with another."""
        offset = offset_at(instant, zone)
        given = self.random.choice([timedelta(0), offset if offset.total_seconds() % 60 == 0 else timedelta(0),
                                    timedelta(minutes=15 * self.random.randint(-47, 55))])
        return self.add(instant + given, given, zone, **more)

    def amount(self):
        """Keyword arguments of a random amount."""
        pick = self.random
        if pick.random() < 0.4:
            minutes = pick.choice([pick.randint(-120, 120), pick.randint(-3000, 3000), pick.randint(-600000, 600000)])
            return dict(operation=pick.choice(["", "Add", "Subtract"]), minutes=minutes)
        years, months, weeks, days = (pick.choice([0, 0, pick.randint(1, most)]) for most in (6, 30, 9, 45))
        hours, minutes, seconds = (pick.choice([0, 0, 0, pick.randint(1, most)]) for most in (60, 200, 4000))
        milliseconds = pick.choice([0, 0, 0, pick.randint(1, 999)])
        sign = pick.choice([1, 1, 1, -1])
        date = "".join(f"{number}{unit}" for number, unit in ((years, "Y"), (months, "M"), (weeks, "W"), (days, "D")) if number)
        time = "".join(f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M")) if number)
        if milliseconds:
            time += f"{seconds}.{f'{milliseconds:03d}'.rstrip('0')}S"
        elif seconds:
            time += f"{seconds}S"
        text = ("-" if sign < 0 else "") + "P" + date + (f"T{time}" if time else "")
        if text.endswith("P"):
            text += "0D"
        rest = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds, milliseconds=milliseconds)
        return dict(operation=pick.choice(["", "Add", "Subtract"]), period=text, parts=(sign * (12 * years + months), sign * rest))

    def rules(self):
        pick = self.random
        return dict(skipped=pick.choice(["Forward", "Forward", "Backward", "Error"]), ambiguous=pick.choice(["Earlier", "Earlier", "Later", "Error"]))

    def change(self, zone, instant, before, after):
        """Cases at one change of the offset: just before, at and after it, over it, and into the gap or overlap by every rule."""
        pick = self.random
        for near in (instant - MILLISECOND, instant, instant + MILLISECOND):
            self.at(near, zone)
        self.at(instant - timedelta(minutes=pick.randint(1, 90)), zone, operation="Add", minutes=pick.randint(91, 200))
        self.at(instant + timedelta(minutes=pick.randint(0, 90)), zone, operation="Subtract", minutes=pick.randint(91, 200))
        self.at(instant - timedelta(hours=pick.randint(1, 20)), zone, period="P1D", parts=(0, timedelta(days=1)), arithmetic=pick.choice(["Elapsed", "WallClock"]))
        low, high = sorted((instant + before, instant + after))
        inside = low + (high - low) * pick.randint(0, 999) // 1000
        inside -= timedelta(microseconds=inside.microsecond % 1000)
        names = [dict(skipped=rule) for rule in ("Forward", "Backward", "Error")] if before < after else [dict(ambiguous=rule) for rule in ("Earlier", "Later", "Error")]
        for name in names:
            days = pick.choice([2, 3, 7])
            period, parts = (f"P{days}D", (0, timedelta(days=days))) if days < 7 else ("P1W", (0, timedelta(weeks=1)))
            early = inside - before - timedelta(days=days)
            self.at(early, zone, operation="Add", period=period, parts=parts, arithmetic="WallClock", **name)
            self.at(inside - after + timedelta(days=days), zone, operation="Subtract", period=period, parts=parts, arithmetic="WallClock", **name)
            self.add(pick.choice([low, inside, inside, high - MILLISECOND]), None, pick.choice(["UTC", zone, "America/New_York"]), source=zone, **name)
        if inside.day <= 28:
            self.at(plus_months(inside, -1) - offset_at(plus_months(inside, -1) - before, zone), zone, period="P1M", parts=(1, timedelta(0)), arithmetic="Elapsed", **names[0])
        for edge in (low - MILLISECOND, low, high - MILLISECOND, high):
            self.add(edge, None, zone, source=zone, **pick.choice(names))

    def some(self, zone, count):
        """Random cases of a zone."""
        pick = self.random
        first, last = WINDOWS.get(zone, (FIRST, LAST))
        made = 0
        while made < count:
            instant = first + timedelta(seconds=pick.randrange(int((last - first).total_seconds())))
            digits = "".join(pick.choice("0123456789") for _ in range(pick.randint(0, 9)))
            more = dict(arithmetic=pick.choice(["Elapsed", "WallClock"]), digits=digits, **self.rules(), **(self.amount() if pick.random() < 0.9 else {}))
            if pick.random() < 0.25:
                source = pick.choice(["", zone, "Europe/Berlin", "Asia/Kolkata", "America/St_Johns"])
                made += self.add(instant, None, zone, source=source, **more)
            else:
                made += self.at(instant, zone, **more)

    def leap_day(self, zone):
        pick = self.random
        first, last = WINDOWS.get(zone, (FIRST, LAST))
        years = [year for year in range(1972, 2037, 4) if first.year < year < last.year]
        for period, parts in (("P1Y", 12), ("P4Y", 48), ("P1M", 1), ("P1Y1M", 13), ("-P1Y", -12)):
            local = datetime(pick.choice(years), 2, 29, pick.randint(0, 23), pick.randint(0, 59), pick.randint(0, 59))
            self.at(local - offset_at(local, zone), zone, period=period, parts=(parts, timedelta(0)), operation=pick.choice(["Add", "Subtract"]), arithmetic=pick.choice(["Elapsed", "WallClock"]))


def named(maker):
    """Cases that have a name."""
    utc = timedelta(0)
    seed = datetime(2024, 2, 29, 15, 30)
    maker.add(seed, utc, "America/New_York", operation="Add", minutes=120, digits="000")
    maker.add(datetime(1969, 12, 31, 23, 0), timedelta(hours=-1), "Africa/Monrovia")
    # A whole day that never was, and its edges.
    for zone, day in (("Pacific/Apia", datetime(2011, 12, 30)), ("Pacific/Fakaofo", datetime(2011, 12, 30)), ("Pacific/Kwajalein", datetime(1993, 8, 21)),
                      ("Pacific/Kiritimati", datetime(1994, 12, 31)), ("Pacific/Kanton", datetime(1994, 12, 31))):
        for skipped in ("Forward", "Backward", "Error"):
            for hour in (0, 12, 23):
                maker.add(day + timedelta(hours=hour), None, zone, source=zone, skipped=skipped)
                maker.at(day - timedelta(days=1) + timedelta(hours=hour) - offset_at(day - timedelta(days=2), zone), zone,
                         period="P1D", parts=(0, timedelta(days=1)), arithmetic="WallClock", skipped=skipped)
            maker.at(day - timedelta(days=2), zone, period="P5D", parts=(0, timedelta(days=5)), arithmetic="Elapsed", skipped=skipped)
            maker.at(day - timedelta(days=2), zone, period="P5D", parts=(0, timedelta(days=5)), arithmetic="WallClock", skipped=skipped)


def version():
    for folder in ("/usr/share/zoneinfo", "/usr/lib/zoneinfo"):
        path = Path(folder, "tzdata.zi")
        if path.exists():
            return path.open(encoding="ascii").readline().split()[-1]
    return "unknown"


def main():
    maker = Maker()
    named(maker)
    for zone in ZONES:
        changes = transitions(zone)
        gaps = [change for change in changes if change[1] < change[2]]
        folds = [change for change in changes if change[1] > change[2]]
        for kind in (gaps, folds):
            for change in maker.random.sample(kind, min(1, len(kind))):
                maker.change(zone, *change)
        maker.leap_day(zone)
        maker.some(zone, 10)
    target = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_name("reference.tsv"))
    lines = [f"# Python {sys.version.split()[0]} zoneinfo, system tzdata {version()}; compared with NodaTime 3.3.7, tzdb 2026f; seed {SEED}; {len(maker.rows)} cases, {maker.left_out} left out"]
    lines += ["\t".join(COLUMNS)] + ["\t".join(row) for row in maker.rows]
    target.write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")
    print(f"{len(maker.rows)} cases for {len(ZONES)} zones, {maker.left_out} left out, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
