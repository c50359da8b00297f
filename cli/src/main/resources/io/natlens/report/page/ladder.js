/** Ladders: capture points stand side by side, time goes down, and every line is a way from point to point. */
const Ladder = (() => {
  const HEAD = 44;
  const WIDE = { gutter: 104, least: 200, most: 330 };
  const NARROW = { gutter: 66, least: 158, most: 200 };

  /** A column for each point on the way there, and for those that only the way back has. */
  function columns(original, reply) {
    const place = (path, hop, at) => path.slice(0, at).filter(other => other.point === hop.point).length;
    const there = original.map((hop, at) => hop.point + '.' + place(original, hop, at));
    const reversed = reply.slice().reverse();
    const back = reversed.map((hop, at) => hop.point + '.' + place(reversed, hop, at));
    const all = there.slice();
    let behind = 0;
    for (const key of back) {
      const known = all.indexOf(key);
      if (known < 0) {
        all.splice(behind, 0, key);
      }
      behind = all.indexOf(key) + 1;
    }
    return { all, there: there.map(key => all.indexOf(key)), back: back.map(key => all.indexOf(key)).reverse() };
  }

  const text = (x, y, kind, content) => Dom.svg('text', { x, y, class: kind }, content);

  function rewrittenText(x, y, kind, content, changed) {
    return text(x, y, kind + (changed ? ' rewritten' : ''), content);
  }

  function heads(keys, x, height) {
    return keys.flatMap((key, at) => {
      const point = Model.byNumber.get(Number.parseInt(key, 10));
      return [
        Dom.svg('line', { x1: x(at), x2: x(at), y1: HEAD - 4, y2: height, class: 'life' }),
        Dom.svg('g', { class: 'who ' + point.role }, Dom.svg('title', {}, point.shown),
          text(x(at), 15, 'name', Format.middle(point.shown, 22)), text(x(at), 31, 'sub', point.role)),
      ];
    });
  }

  function arrow(from, to, y, reply) {
    const sign = to < from ? -1 : 1;
    const path = from === to ? '' : `M${from} ${y}H${to - sign * 4}m${-sign * 6} -4l${sign * 6} 4l${-sign * 6} 4`;
    return Dom.svg('path', { d: path, class: 'way' + (reply ? ' reply' : '') });
  }

  function frame(keys, rows, rowHeight, label, add) {
    const count = Math.max(1, keys.length);
    const { gutter, least, most } = document.body.clientWidth < 760 ? NARROW : WIDE;
    const column = Math.max(least, Math.min(most, (document.body.clientWidth - 84 - gutter) / count));
    const width = Math.round(gutter + count * column);
    const height = HEAD + rows.length * rowHeight + 12;
    const x = at => Math.round(gutter + column * (at + 0.5));
    const svg = Dom.svg('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label });
    svg.append(...heads(keys, x, height - 6));
    rows.forEach((row, at) => svg.append(add(row, HEAD + at * rowHeight, x)));
    return Dom.make('div', { class: 'ladder', tabindex: 0 }, svg);
  }

  /** The stops of one direction: at which column, in which form, and which end is another than at the stop before. */
  function stops(protocol, path, places) {
    let before = null;
    return path.map((hop, at) => {
      const ends = Model.ends(protocol, hop.tuple);
      const stop = { column: places[at], hop, ends,
        sourceChanged: before !== null && before.source !== ends.source,
        destinationChanged: before !== null && before.destination !== ends.destination };
      before = ends;
      return stop;
    });
  }

  function pathRow(row, y, x) {
    const line = y + 42;
    const group = Dom.svg('g', {});
    group.append(text(0, line + 4, 'when', row.reply ? '← reply' : '→ original'));
    group.append(arrow(x(row.stops[0].column), x(row.stops.at(-1).column), line, row.reply));
    row.stops.forEach((stop, at) => {
      const here = x(stop.column);
      const { hop, ends } = stop;
      group.append(Dom.svg('circle', { cx: here, cy: line, r: 4, class: 'stop' }),
        rewrittenText(here, line - 23, 'end', ends.source, stop.sourceChanged),
        rewrittenText(here, line - 9, 'end', '→ ' + ends.destination, stop.destinationChanged),
        text(here, line + 17, 'note', `${Format.plural(hop.packets, 'pkt')} · ttl ${hop.ttl}` + (hop.vlan > 0 ? ' · vlan '
          + (hop.vlan >> 12 > 0 ? (hop.vlan >> 12) + '.' : '') + (hop.vlan & 4095) : '')
          + (hop.retransmissions > 0 ? ' · ' + Format.count(hop.retransmissions) + ' sent again' : '')));
      if (at > 0 && hop.delay !== null) {
        group.append(text((here + x(row.stops[at - 1].column)) / 2, line + 32, 'delay', Format.delay(hop.delay.median)));
      }
      if (hop.lost > 0) {
        group.append(text((here + x(row.stops[at - 1].column)) / 2, line - 5, 'lost', Format.count(hop.lost) + ' lost'));
      }
    });
    return group;
  }

  /** A packet at every point that saw it. */
  function packetRow(packet, y, x) {
    const line = y + 20;
    const group = Dom.svg('g', { class: 'packet' });
    const { stops: seen } = packet;
    const first = x(seen[0].column);
    const last = x(seen.at(-1).column);
    group.append(text(0, line + 4, 'when', Format.delay(packet.after)), arrow(first, last, line, packet.reply));
    group.append(text(Math.min(first, last) + 8, line - 6, 'info', packet.info));
    seen.forEach((stop, at) => {
      const here = x(stop.column);
      group.append(Dom.svg('circle', { cx: here, cy: line, r: 3, class: 'stop' + (seen.length === 1 ? ' alone' : '') }));
      if (at > 0) {
        group.append(text((here + x(seen[at - 1].column)) / 2, line + 13, 'delay', Format.delay(stop.time - seen[at - 1].time)));
        if (stop.changed !== '') {
          group.append(text(here, line + 13, 'end rewritten', stop.changed));
        }
      }
    });
    return group;
  }

  return {
    columns,
    stops,
    /** Both directions of a flow, each as one line. */
    path(protocol, original, reply, places) {
      const rows = [[original, places.there, false], [reply, places.back, true]].filter(([path]) => path.length > 0)
        .map(([path, at, back]) => ({ reply: back, stops: stops(protocol, path, at) }));
      return frame(places.all, rows, 84, 'The path of both directions', pathRow);
    },
    packets: (places, packets) => frame(places.all, packets, 42, 'The packets, one a line', packetRow),
  };
})();
