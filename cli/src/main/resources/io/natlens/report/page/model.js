/** The data of the page: blocks of JSON, compressed, in base64. */
const Model = (() => {
  const DETAILS_IN_BLOCK = 250;
  /** The places of a flow's row. */
  const AT = {
    id: 0, protocol: 1, source: 2, sourcePort: 3, destination: 4, destinationPort: 5, newSource: 6, newSourcePort: 7,
    newDestination: 8, newDestinationPort: 9, nat: 10, route: 11, packets: 12, bytes: 13, replyPackets: 14, replyBytes: 15,
    first: 16, duration: 17, delay: 18, state: 19, codes: 20, confidence: 21,
  };
  const model = { AT, rows: [], routes: new Map() };

  async function block(id) {
    const element = Dom.find(id);
    if (element === null) {
      return null;
    }
    const packed = atob(element.textContent);
    const bytes = new Uint8Array(packed.length);
    for (let i = 0; i < packed.length; i++) {
      bytes[i] = packed.charCodeAt(i);
    }
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return JSON.parse(await new Response(unpacked).text());
  }

  model.load = async () => {
    Object.assign(model, (await block('summary-0'))[0]);
    model.epoch = BigInt(model.epochNanos);
    model.points.forEach(point => point.shown = Format.name(point.name));
    model.byNumber = new Map(model.points.map(point => [point.number, point]));
    for (let i = 0, rows = await block('rows-0'); rows !== null; rows = await block('rows-' + ++i)) {
      model.rows = model.rows.concat(rows);
    }
    model.index = new Map(model.rows.map((row, index) => [row[AT.id], index]));
  };

  const kept = new Map();
  async function cached(id) {
    if (!kept.has(id)) {
      kept.set(id, await block(id));
    }
    return kept.get(id);
  }

  const tuple = (array, at) =>
    ({ source: array[at], sourcePort: array[at + 1], destination: array[at + 2], destinationPort: array[at + 3] });

  const hop = array => ({
    point: array[0], tuple: tuple(array, 1), vlan: array[5], packets: array[6], bytes: array[7], ttl: array[8],
    first: array[9], last: array[10], delay: array[11] === null ? null
      : { packets: array[11][0], min: array[11][1], median: array[11][2], p99: array[11][3], max: array[11][4] },
    retransmissions: array[12], lost: array[13],
  });

  /** What is not in the flow's row. */
  model.detail = async index => {
    const details = await cached('details-' + Math.floor(index / DETAILS_IN_BLOCK));
    const [original, reply, evidence, findings, explanation, initiatorKnown] = details[index % DETAILS_IN_BLOCK];
    return {
      original: original.map(hop), reply: reply.map(hop), findings, explanation, initiatorKnown,
      evidence: { packets: evidence[0], ambiguousPackets: evidence[1], invariants: evidence[2], ambiguous: evidence[3] },
    };
  };

  const frame = ([time, point, reply, hop, identity, original, captured, line, bytes, layers, damage]) =>
    ({ time, point, reply, hop, identity, original, captured, line, bytes, layers, damage });

  /** The packets of a flow; null where the page has none of them. */
  model.packets = async id => {
    const shown = model.packetsShown;
    const at = shown === undefined ? -1 : shown.flows.indexOf(id);
    if (at < 0) {
      return null;
    }
    const rows = await cached('packets-' + Math.floor(at / shown.flowsInBlock));
    const [, leftOut, frames] = rows[at % shown.flowsInBlock];
    return { leftOut, frames: frames.map(frame) };
  };

  /** Paths and NICs of a flow, which many flows share. */
  model.route = row => {
    const text = row[AT.route];
    if (!model.routes.has(text)) {
      const [original, reply, there, back] = text.split('|').map(part =>
        part === '' ? [] : part.split(',').map(number => number === '' ? null : Number(number)));
      model.routes.set(text, {
        original, reply, ingress: there[0], egress: there[1], replyIngress: back[0], replyEgress: back[1],
      });
    }
    return model.routes.get(text);
  };

  model.isIcmp = row => row[AT.protocol].startsWith('icmp');

  /** One end of a tuple: an address, and behind it the port; of ICMP the identifier, at the destination. */
  model.end = (address, port) =>
    port < 0 ? address : address.includes(':') ? '[' + address + ']:' + port : address + ':' + port;

  model.ends = (protocol, ends) => protocol.startsWith('icmp')
    ? { source: ends.source, destination: ends.destination + ' id ' + ends.sourcePort }
    : { source: model.end(ends.source, ends.sourcePort), destination: model.end(ends.destination, ends.destinationPort) };

  model.original = row => model.ends(row[AT.protocol], tuple(row, AT.source));

  model.translated = row => model.ends(row[AT.protocol], {
    source: row[AT.newSource] || row[AT.source], sourcePort: row[AT.newSourcePort],
    destination: row[AT.newDestination] || row[AT.destination], destinationPort: row[AT.newDestinationPort],
  });

  model.nat = row => ['', 'SNAT', 'DNAT', 'SNAT DNAT'][row[AT.nat]];
  /** The end that NAT made another; both where it did both. */
  model.rewritten = row => {
    const now = model.translated(row);
    const same = model.isIcmp(row) && row[AT.newSourcePort] !== row[AT.sourcePort]
      ? now.source + ' id ' + row[AT.newSourcePort] : now.source;
    return ['', same, now.destination, same + ' → ' + now.destination][row[AT.nat]];
  };
  model.point = number => number === null || number === undefined ? '' : model.byNumber.get(number).shown;
  model.time = (offset, digits) => Format.time(model.epoch + BigInt(offset), digits);

  /** What a filter looks through: ends, NAT, interfaces, state, findings, with blanks around each. */
  model.text = row => {
    const route = model.route(row);
    const now = model.translated(row);
    const before = model.original(row);
    const points = Array.from(new Set([...route.original, ...route.reply]), model.point);
    return (' #' + [row[AT.id], row[AT.protocol], before.source, before.destination, now.source, now.destination,
      model.nat(row), ...points, row[AT.state], ...row[AT.codes]].join(' ') + ' ').toLowerCase();
  };
  return model;
})();
