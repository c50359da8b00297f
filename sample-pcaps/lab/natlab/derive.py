"""New captures from recorded ones, for what this kernel's network devices cannot do. Reads and writes nanosecond pcap.

What was changed stands in DERIVED.txt beside the captures.
"""

import struct

_MAGIC_NANOSECONDS = 0xA1B23C4D
_FILE_HEADER = struct.Struct("<IHHiIII")
_RECORD_HEADER = struct.Struct("<IIII")
_SECOND = 1_000_000_000


def read(path):
    """The file header and the records: (time in nanoseconds, original length, bytes)."""
    with open(path, "rb") as file:
        data = file.read()
    header = _FILE_HEADER.unpack_from(data)
    if header[0] != _MAGIC_NANOSECONDS:
        raise ValueError(f"{path}: not a little-endian nanosecond pcap")
    records, at = [], _FILE_HEADER.size
    while at < len(data):
        seconds, nanoseconds, captured, original = _RECORD_HEADER.unpack_from(data, at)
        at += _RECORD_HEADER.size
        records.append((seconds * _SECOND + nanoseconds, original, data[at : at + captured]))
        at += captured
    return header, records


def write(path, header, records):
    with open(path, "wb") as file:
        file.write(_FILE_HEADER.pack(*header))
        for time, original, data in records:
            file.write(_RECORD_HEADER.pack(time // _SECOND, time % _SECOND, len(data), original) + data)


def with_clock(records, origin, offset_nanoseconds, drift_ppm):
    """As seen by a clock that was ahead by the offset at the origin, a time in nanoseconds, and gains by the drift."""
    return [
        (t + offset_nanoseconds + round((t - origin) * drift_ppm / 1e6), original, data)
        for t, original, data in records
    ]


def with_tags(records, tags):
    """Ethernet frames with VLAN tags, outermost first: (TPID, VLAN id)."""
    inserted = b"".join(struct.pack("!HH", tpid, vlan) for tpid, vlan in tags)
    return [(t, original + len(inserted), data[:12] + inserted + data[12:]) for t, original, data in records]


def reordered(records, every, by=1):
    """Every so-manieth frame comes after the next ones, with their times in order."""
    times = [t for t, _, _ in records]
    moved = list(records)
    for at in range(every - 1, len(moved) - by, every):
        moved.insert(at + by, moved.pop(at))
    return [(t, original, data) for t, (_, original, data) in zip(times, moved)]


def thinned(records, every):
    """As a capture that lost every so-manieth frame."""
    return [r for number, r in enumerate(records, 1) if number % every]
