"""The kernel's own account: one line a tracked connection, with the captures that show it.

Each line of truth.jsonl is an object:

    proto        tcp, udp, icmp or icmpv6
    original     conntrack's first tuple: src, sport, dst, dport (an echo's id in place of both ports)
    reply        conntrack's second tuple
    replied      whether an answer came
    translation  SNAT, DNAT, both or none: what the two tuples differ in
    seen         for each form of the initiator's packets (original; half, after DNAT and before SNAT;
                 translated) the capture points that show it, and on how many packets
    seen_reply   the same for the answers
    between      where two hosts translated one after the other, the tuple of the initiator's packets between them
"""

import json
import os
import re
from collections import Counter, defaultdict

from natlab.shell import run

FORMS = ("original", "half", "translated")
_TUPLE = re.compile(r"src=(\S+) dst=(\S+) (?:sport=(\d+) dport=(\d+)|type=\d+ code=\d+ id=(\d+))")
_EVENT = re.compile(r"\[(NEW|UPDATE)\]\s+(tcp|udp|icmp|icmpv6|ipv6-icmp)\s")
_FIELDS = (
    "ip.src",
    "ip.dst",
    "ipv6.src",
    "ipv6.dst",
    "tcp.srcport",
    "tcp.dstport",
    "udp.srcport",
    "udp.dstport",
    "icmp.type",
    "icmp.ident",
    "icmpv6.type",
    "icmpv6.echo.identifier",
)


def connections(log):
    """The entries of a `conntrack -E -o id` log, in order. A NEW event is always another connection."""
    current, ordered = {}, []
    with open(log) as lines:
        for line in lines:
            event, tuples = _EVENT.search(line), _TUPLE.findall(line)
            if not event or len(tuples) < 2:
                continue
            proto = "icmpv6" if event[2] == "ipv6-icmp" else event[2]
            key = (proto, line.rsplit("id=", 1)[1].split()[0])
            if event[1] == "NEW" or key not in current:
                current[key] = {"proto": proto}
                ordered.append(current[key])
            current[key].update(original=_ends(tuples[0]), reply=_ends(tuples[1]), replied="[UNREPLIED]" not in line)
    return ordered


def _ends(match):
    src, dst, sport, dport, identifier = match
    return {"src": src, "sport": int(sport or identifier), "dst": dst, "dport": int(dport or identifier)}


def sightings(capture, tunnelled=False):
    """How many packets of each directed tuple a capture holds, read by tshark.

    With `tunnelled` the inner packets of VXLAN are counted, without it the outer ones.
    """
    choice = (
        ["-Y", "vxlan", "-E", "occurrence=l"] if tunnelled else ["--disable-protocol", "vxlan", "-E", "occurrence=f"]
    )
    argv = [
        "tshark",
        "-n",
        "-r",
        capture,
        *choice,
        "-o",
        "ip.defragment:FALSE",
        "-o",
        "ipv6.defragment:FALSE",
        "-T",
        "fields",
        "-E",
        "separator=,",
    ]
    for field in _FIELDS:
        argv += ["-e", field]
    return Counter(filter(None, map(_directed, run(argv, check=False).splitlines())))


def all_sightings(folder, tunnelled=()):
    """The sightings of each capture in a folder, by the name of its point; with inner packets for those of `tunnelled`."""
    counts = {}
    for file in sorted(os.listdir(folder)):
        name, ending = os.path.splitext(file)
        if ending == ".pcap":
            counts[name] = sightings(f"{folder}/{file}")
            if name in tunnelled:
                counts[name] += sightings(f"{folder}/{file}", tunnelled=True)
    return counts


def _directed(row):
    src4, dst4, src6, dst6, tcp_src, tcp_dst, udp_src, udp_dst, type4, echo4, type6, echo6 = row.split(",")
    src, dst = src4 or src6, dst4 or dst6
    if type4 or type6:  # an error quotes ports that are not its own
        if type4 in ("0", "8") and echo4:
            return "icmp", src, int(echo4, 0), dst, int(echo4, 0)
        if type6 in ("128", "129") and echo6:
            return "icmpv6", src, int(echo6, 0), dst, int(echo6, 0)
        return None
    if tcp_src:
        return "tcp", src, int(tcp_src), dst, int(tcp_dst)
    return ("udp", src, int(udp_src), dst, int(udp_dst)) if udp_src else None


def translation(entry):
    original, reply = entry["original"], entry["reply"]
    names = []
    if (reply["dst"], reply["dport"]) != (original["src"], original["sport"]):
        names.append("SNAT")
    if reply["src"] != original["dst"] or (not _echo(entry) and reply["sport"] != original["dport"]):
        names.append("DNAT")
    return names


def forms(entry):
    """The initiator's tuple as it set out, after DNAT, and after SNAT too."""
    original, reply = entry["original"], entry["reply"]
    sent = (original["src"], original["sport"], original["dst"], original["dport"])
    half = (original["src"], original["sport"], reply["src"], original["sport"] if _echo(entry) else reply["sport"])
    return dict(zip(FORMS, (sent, half, (reply["dst"], reply["dport"], reply["src"], reply["sport"]))))


def _echo(entry):
    return entry["proto"].startswith("icmp")


def chained(entries):
    """One entry of two where the reply tuple of one host's is what another host took for the original."""
    chains = []
    later = defaultdict(list)
    for entry in entries:
        later[entry["proto"], *_key(entry["original"])].append(entry)
    joined = set()
    for entry in entries:
        reply = entry["reply"]
        arrived = {"src": reply["dst"], "sport": reply["dport"], "dst": reply["src"], "dport": reply["sport"]}
        nexts = [e for e in later[entry["proto"], *_key(arrived)] if e is not entry and id(e) not in joined]
        if nexts:
            joined.add(id(nexts[0]))
            last = {"reply": nexts[0]["reply"], "replied": nexts[0]["replied"], "between": [arrived]}
            chains.append((entry, {**entry, **last}))
        else:
            chains.append((entry, entry))
    return [whole for first, whole in chains if id(first) not in joined]


def _key(tuple_):
    return tuple_["src"], tuple_["sport"], tuple_["dst"], tuple_["dport"]


def _reverse(form):
    return form[2], form[3], form[0], form[1]


def write(folder, witnessed):
    """Joins each tracked connection with the captures given beside it; what none of them shows is left out."""
    located = (_located(entry, captures) for entry, captures in witnessed)
    shown = [e for e in located if any(e["seen"].values()) or any(e["seen_reply"].values())]
    with open(os.path.join(folder, "truth.jsonl"), "w") as out:
        for entry in shown:
            out.write(json.dumps(entry) + "\n")
    return shown


def locate_again(folder):
    """Writes truth.jsonl anew after captures beside it were changed."""
    captures = all_sightings(folder)
    with open(os.path.join(folder, "truth.jsonl")) as lines:
        entries = [json.loads(line) for line in lines]
    return write(folder, [(entry, captures) for entry in entries])


def _located(entry, captures):
    index = defaultdict(dict)
    for point, counts in captures.items():
        for form in forms(entry).values():
            for direction in (form, _reverse(form)):
                count = counts.get((entry["proto"], *direction))
                if count:
                    index[direction][point] = count
    seen = {name: index[form] for name, form in forms(entry).items()}
    back = {name: index[_reverse(form)] for name, form in forms(entry).items()}
    return {**entry, "translation": translation(entry), "seen": seen, "seen_reply": back}


def untracked(captures, entries, initiators):
    """Entries for what the kernel dropped before it tracked it: sent by an initiator, in no tracked form."""
    known = {(e["proto"], *f) for e in entries for form in forms(e).values() for f in (form, _reverse(form))}
    lost = []
    for proto, src, sport, dst, dport in {k for counts in captures.values() for k in counts} - known:
        if src in initiators:
            lost.append(
                {
                    "proto": proto,
                    "original": {"src": src, "sport": sport, "dst": dst, "dport": dport},
                    "reply": {"src": dst, "sport": dport, "dst": src, "dport": sport},
                    "replied": False,
                    "untracked": True,
                }
            )
    return sorted(lost, key=lambda e: (e["proto"], e["original"]["src"], e["original"]["sport"]))
