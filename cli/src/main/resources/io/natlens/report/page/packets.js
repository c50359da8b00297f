/** The packets of a flow: as a ladder, and each with its layers and bytes. */
const Packets = (() => {
  const { AT } = Model;

  /** Frames that are one packet, at one hop after the other; each hop's next frame goes to the earliest that lacks it. */
  function grouped(frames) {
    const groups = [];
    for (const frame of frames) {
      const group = frame.identity === '' ? undefined : groups.find(other => other.identity === frame.identity
        && other.reply === frame.reply && other.frames.every(seen => seen.hop !== frame.hop));
      if (group === undefined) {
        groups.push({ identity: frame.identity, reply: frame.reply, frames: [frame] });
      } else {
        group.frames.push(frame);
      }
    }
    return groups;
  }

  /** The line without the addresses, which stand elsewhere. */
  function info(line) {
    const start = line.search(/: (Flags|ICMP|UDP)/);
    return Format.short((start < 0 ? line : line.slice(start + 2)).replace(/, options \[[^\]]*\]/, ''), 90);
  }

  function ladder(row, detail, places, groups) {
    const protocol = row[AT.protocol];
    const stops = { false: Ladder.stops(protocol, detail.original, places.there), true: Ladder.stops(protocol, detail.reply, places.back) };
    return Ladder.packets(places, groups.map(group => {
      const sorted = group.frames.slice().sort((a, b) => a.hop - b.hop);
      return {
        reply: group.reply, after: sorted[0].time - row[AT.first], info: info(sorted[0].line),
        stops: sorted.filter(frame => stops[group.reply][frame.hop] !== undefined).map(frame => {
          const stop = stops[group.reply][frame.hop];
          const changed = [stop.sourceChanged ? stop.ends.source : '', stop.destinationChanged ? '→ ' + stop.ends.destination : ''];
          return { column: stop.column, time: frame.time, changed: changed.filter(text => text !== '').join(' ') };
        }),
      };
    }).filter(packet => packet.stops.length > 0));
  }

  function hex(frame) {
    const bytes = Array.from(atob(frame.bytes), character => character.charCodeAt(0));
    const lines = [];
    for (let start = 0; start < bytes.length; start += 16) {
      const row = bytes.slice(start, start + 16);
      const cells = row.map((byte, at) => Dom.make('span', { 'data-byte': start + at }, byte.toString(16).padStart(2, '0')));
      const text = row.map(byte => byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.').join('');
      lines.push(Dom.make('div', {}, Dom.make('span', { class: 'offset' }, start.toString(16).padStart(4, '0')),
        Dom.make('span', { class: 'bytes' }, cells), Dom.make('span', { class: 'text' }, text)));
    }
    const kept = frame.captured - bytes.length;
    if (kept > 0) {
      lines.push(Dom.make('div', { class: 'faint' }, `${Format.plural(kept, 'more byte')}`
        + (Model.packetsShown.payload ? '' : '; --payload puts payload into the page')));
    }
    return Dom.make('div', { class: 'hex' }, lines);
  }

  /** Shows which bytes a field has. */
  function marking(view) {
    return (offset, length) => view.querySelectorAll('[data-byte]').forEach(byte =>
      byte.classList.toggle('marked', byte.dataset.byte >= offset && byte.dataset.byte < offset + length));
  }

  function fields(list, mark) {
    return Dom.make('ul', {}, list.map(([name, value, offset, length, parts]) => Dom.make('li', {},
      Dom.make('span', { class: 'field', tabindex: 0, onfocus: () => mark(offset, length), onmouseenter: () => mark(offset, length) },
        Dom.make('span', { class: 'faint' }, name + ' '), Format.short(value, 200)), parts.length === 0 ? null : fields(parts, mark))));
  }

  function tree(frame, mark) {
    const layers = frame.layers.map(([name, summary, offset, length, parts]) => Dom.make('details', { open: true },
      Dom.make('summary', { onmouseenter: () => mark(offset, length), onfocus: () => mark(offset, length) },
        name, Dom.make('span', { class: 'faint' }, summary === '' ? '' : ', ' + Format.short(summary, 200))), fields(parts, mark)));
    if (frame.damage !== '') {
      layers.push(Dom.make('p', { class: 'notice' }, frame.damage));
    }
    return Dom.make('div', { class: 'tree' }, layers);
  }

  function line(frame, row) {
    const details = Dom.make('details', { class: 'frame' }, Dom.make('summary', {},
      Dom.make('span', { class: 'when' }, Format.delay(frame.time - row[AT.first])),
      Dom.make('span', { class: 'where' }, (frame.reply ? '← ' : '→ ') + Model.point(frame.point)),
      Dom.make('span', { class: 'mono' }, Format.short(frame.line, 300))));
    details.addEventListener('toggle', () => {
      if (details.open && details.children.length === 1) {
        const view = Dom.make('div', { class: 'packet-view' });
        const bytes = hex(frame);
        view.append(tree(frame, marking(bytes)), bytes);
        details.append(view);
      }
    });
    return details;
  }

  function absent() {
    return Model.packetsShown === undefined
      ? 'The captures were read as a stream, and could not be read again for their packets.'
      : `The page has packets of ${Format.plural(Model.packetsShown.flows.length, 'flow')}, those with findings first among them,`
        + ' and not of this one: natlens print shows them.';
  }

  return {
    section(row, detail, places, packets) {
      const title = Dom.make('h2', {}, 'Packets');
      if (packets === null) {
        return Dom.make('section', {}, title, Dom.make('p', { class: 'hint' }, absent()));
      }
      const left = packets.leftOut === 0 ? null : Dom.make('p', { class: 'hint' },
        `The first ${Format.count(packets.frames.length)}; ${Format.count(packets.leftOut)} more are not in the page.`);
      return Dom.make('section', {}, title, left, ladder(row, detail, places, grouped(packets.frames)),
        Dom.make('div', { class: 'frames' }, packets.frames.map(frame => line(frame, row))));
    },
  };
})();
