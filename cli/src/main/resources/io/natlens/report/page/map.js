/** The map: capture points from the inside of the host to the world, in the order of the paths, and the flows between them. */
const NetworkMap = (() => {
  const OUTSIDE = -1;
  /** Where nothing shows which of two points is nearer to the world, their roles do. */
  const RANK = { container: 0, loopback: 1, port: 1, unknown: 1, bridge: 2, tunnel: 3, nic: 4, outside: 5 };
  const PLURAL = { container: 'containers', loopback: 'loopback', port: 'bridge ports', unknown: '', bridge: 'bridges',
    tunnel: 'tunnels', nic: 'NICs', outside: 'outside' };
  const NODE = { width: 148, height: 46 };
  /** How layers are drawn: how deep they are and what is between them; how broad a point is, a link that passes, a gap. */
  const ACROSS = { name: 'across', depth: NODE.width, between: 84, breadth: NODE.height, passing: 16, gap: 26 };
  const DOWN = { name: 'down', depth: NODE.height, between: 46, breadth: NODE.width, passing: 52, gap: 18 };
  const HEAD = 30;
  const MARGIN = 6;
  const MOST_WIDTH = 1180;
  const LABEL_HEIGHT = 16;
  /** Where on a curve its bytes may stand, the best place first. */
  const ALONG = [0.5, 0.35, 0.65, 0.2, 0.8];
  const MOST_POINTS = 40;
  const MOST_LINKS = 500;

  let chosen = new Set();

  const key = (a, b) => a === OUTSIDE || (b !== OUTSIDE && a > b) ? b + '>' + a : a + '>' + b;

  /** The pairs of points that a path goes through, and where it goes outside. */
  function pairs(path, ingress, egress) {
    const found = [];
    if (ingress !== null) {
      found.push([OUTSIDE, ingress]);
    }
    for (let i = 1; i < path.length; i++) {
      if (path[i] !== path[i - 1]) {
        found.push([path[i - 1], path[i]]);
      }
    }
    if (egress !== null) {
      found.push([egress, OUTSIDE]);
    }
    return found;
  }

  function keys(route) {
    if (route.keys === undefined) {
      const there = pairs(route.original, route.ingress, route.egress).map(([a, b]) => key(a, b));
      const back = pairs(route.reply, route.replyIngress, route.replyEgress).map(([a, b]) => key(a, b));
      route.keys = { there: new Set(there), back: new Set(back), all: new Set([...there, ...back]) };
    }
    return route.keys;
  }

  function links() {
    const links = new Map();
    for (const row of Model.rows) {
      const route = Model.route(row);
      const found = keys(route);
      route.flows = (route.flows || 0) + 1;
      for (const name of found.all) {
        const link = links.get(name) || { key: name, ends: name.split('>').map(Number), flows: 0, packets: 0, bytes: 0 };
        links.set(name, link);
        const there = found.there.has(name);
        const back = found.back.has(name);
        link.flows++;
        link.packets += (there ? row[Model.AT.packets] : 0) + (back ? row[Model.AT.replyPackets] : 0);
        link.bytes += (there ? row[Model.AT.bytes] : 0) + (back ? row[Model.AT.replyBytes] : 0);
      }
    }
    return Array.from(links.values()).sort((a, b) => b.bytes - a.bytes);
  }

  const named = end => end === OUTSIDE ? 'outside' : Model.point(end);
  const title = link => named(link.ends[0]) + ' – ' + named(link.ends[1]);
  const told = link => Format.plural(link.flows, 'flow') + ', ' + Format.plural(link.packets, 'packet') + ', '
    + Format.bytes(link.bytes);

  const role = number => number === OUTSIDE ? 'outside' : Model.byNumber.get(number).role;

  /** How many flows say that the first of two points is farther from the world than the second. */
  function votes() {
    const votes = new Map();
    const vote = (a, b, weight) => votes.set(a + '>' + b, (votes.get(a + '>' + b) || 0) + weight);
    for (const route of Model.routes.values()) {
      const out = route.egress !== null || route.replyIngress !== null;
      const inward = !out && (route.ingress !== null || route.replyEgress !== null);
      for (const [path, reply] of [[route.original, false], [route.reply, true]]) {
        for (let i = 1; i < path.length && (out || inward); i++) {
          vote(...(inward === reply ? [path[i - 1], path[i]] : [path[i], path[i - 1]]), route.flows);
        }
      }
    }
    return votes;
  }

  /** A link's ends, the one that is farther from the world first. */
  function directed(link, said) {
    const [a, b] = link.ends;
    const forth = said.get(a + '>' + b) || 0;
    const back = said.get(b + '>' + a) || 0;
    const first = forth === back ? RANK[role(a)] <= RANK[role(b)] : forth > back;
    return b === OUTSIDE || first ? [a, b] : [b, a];
  }

  /** Each point stands one column behind the last of those that are farther inside; rings end at the number of points. */
  function layers(points, all) {
    const said = votes();
    const arcs = all.map(link => directed(link, said));
    const layer = new Map(points.map(point => [point, 0]));
    let moved = true;
    for (let round = 0; moved && round < points.length; round++) {
      moved = false;
      for (const [a, b] of arcs) {
        if (layer.get(b) <= layer.get(a) && layer.get(a) + 1 < points.length) {
          layer.set(b, layer.get(a) + 1);
          moved = true;
        }
      }
    }
    const linked = new Set(arcs.flat());
    const last = Math.max(0, ...points.filter(point => point !== OUTSIDE).map(point => layer.get(point)));
    for (const point of points.filter(number => !linked.has(number))) {
      const alike = points.find(other => linked.has(other) && role(other) === role(point));
      layer.set(point, alike === undefined ? Math.min(last, RANK[role(point)]) : layer.get(alike));
    }
    layer.set(OUTSIDE, Math.max(layer.get(OUTSIDE) || 0, last + 1));
    return layer;
  }

  function heading(points) {
    const roles = new Set(points.map(role));
    return roles.size === 1 ? PLURAL[role(points[0])] : '';
  }

  /**
   * What stands in each layer: its points, and room for the links that pass it by. Links get their stops, from the inside to
   * the world.
   */
  function slots(points, all) {
    const layer = layers(points, all);
    const used = Array.from(new Set(points.map(point => layer.get(point)))).sort((a, b) => a - b);
    const filled = used.map(() => []);
    const put = (at, point) => {
      const slot = { layer: at, point, before: [] };
      filled[at].push(slot);
      return slot;
    };
    const byPoint = new Map(points.map(point => [point, put(used.indexOf(layer.get(point)), point)]));
    all.forEach(link => {
      const [from, to] = link.ends.map(end => byPoint.get(end)).sort((a, b) => a.layer - b.layer);
      link.stops = [from];
      for (let at = from.layer + 1; at < to.layer; at++) {
        link.stops.push(put(at, null));
      }
      link.stops.push(to);
      link.stops.slice(1).forEach((slot, i) => slot.before.push(link.stops[i]));
    });
    return filled;
  }

  /** Puts the slots of each layer beside each other, by the mean place of what they are linked to in the layers before. */
  function place(filled, way) {
    const size = slot => slot.point === null ? way.passing : way.breadth;
    const total = layer => layer.reduce((sum, slot) => sum + size(slot) + way.gap, -way.gap);
    const widest = Math.max(way.breadth, ...filled.map(total));
    filled.forEach(layer => {
      layer.forEach((slot, order) => {
        const before = slot.before.filter(other => other.layer < slot.layer).map(other => other.middle);
        slot.order = order;
        slot.mean = before.length === 0 ? Infinity : before.reduce((a, b) => a + b) / before.length;
      });
      layer.sort((a, b) => a.mean === b.mean ? a.order - b.order : a.mean - b.mean);
      let next = (widest - total(layer)) / 2;
      layer.forEach(slot => {
        slot.middle = next + size(slot) / 2;
        next += size(slot) + way.gap;
      });
    });
    return widest;
  }

  /** The points that carried most, where there are too many to be seen. */
  function drawn(all) {
    const points = [...Model.points].sort((a, b) => b.bytes - a.bytes).slice(0, MOST_POINTS)
      .map(point => point.number).sort((a, b) => a - b);
    return all.some(link => link.ends.includes(OUTSIDE)) ? [...points, OUTSIDE] : points;
  }

  /** Layers stand side by side; one below the other where only so they fit. */
  function plan(filled) {
    const room = Dom.find('map').clientWidth - 34 - 2 * MARGIN;
    const least = way => filled.length * way.depth + (filled.length - 1) * way.between;
    const down = least(ACROSS) > room && place(filled, DOWN) <= room;
    const way = down ? DOWN : ACROSS;
    const breadth = place(filled, way);
    const length = down ? least(way) : Math.max(least(way), Math.min(MOST_WIDTH, room));
    const step = filled.length === 1 ? 0 : (length - way.depth) / (filled.length - 1);
    const at = (along, beside) => down ? [MARGIN + beside, MARGIN + along] : [MARGIN + along, HEAD + beside];
    const [width, height] = at(length, breadth).map(side => side + MARGIN);
    return { way, step, at, width, height };
  }

  function draw(every, choose) {
    const points = drawn(every);
    const all = every.filter(link => link.ends.every(end => points.includes(end)));
    const filled = slots(points, all);
    const planned = plan(filled);
    const { width, height } = planned;
    const most = Math.max(1, ...all.map(link => link.bytes));
    const svg = Dom.svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-labelledby': 'map-title',
      width, height });
    if (planned.way === ACROSS) {
      filled.forEach((layer, at) => svg.append(Dom.svg('text', { x: planned.at(at * planned.step + NODE.width / 2, 0)[0], y: 13,
        class: 'column' }, heading(layer.map(slot => slot.point).filter(point => point !== null)))));
    }
    const taken = [];
    const lines = all.map(link => ({ link, parts: parts(link.stops, planned), weight: 1.5 + 8.5 * Math.sqrt(link.bytes / most) }));
    lines.forEach(line => svg.append(edge(line, choose)));
    svg.append(...lines.map(line => label(line, taken)));
    filled.flat().filter(slot => slot.point !== null).forEach(slot => svg.append(node(slot, planned, choose)));
    return svg;
  }

  /** The curves of a line, each from the end of one slot to the beginning of the next: four points. */
  function parts(stops, { way, step, at }) {
    return stops.slice(1).map((to, i) => {
      const from = stops[i];
      const start = from.layer * step + way.depth;
      const same = to.layer === from.layer;
      const end = same ? start : to.layer * step;
      const bend = same ? 48 : (end - start) / 2;
      return [at(start, from.middle), at(start + bend, from.middle), at(same ? end + bend : end - bend, to.middle),
        at(end, to.middle)];
    });
  }

  function edge({ link, parts, weight }, choose) {
    const d = parts.map(([a, b, c, end], i) => `${i === 0 ? 'M' : 'L'}${a}C${b} ${c} ${end}`).join('');
    const act = () => choose({ kind: 'link', key: link.key, text: title(link) });
    return Dom.svg('g', { class: 'edge', tabindex: 0, role: 'button', 'data-key': link.key,
      'aria-label': title(link) + ': ' + told(link), onclick: act, onkeydown: Dom.pressed(act) },
      Dom.svg('title', {}, title(link) + '\n' + told(link)),
      Dom.svg('path', { d, class: 'reach' }),
      Dom.svg('path', { d, class: 'line', 'stroke-width': weight.toFixed(1) }));
  }

  /** The bytes of a line, in the line where no other's stand. */
  function label({ link, parts }, taken) {
    const text = Format.bytes(link.bytes);
    const width = 6.1 * text.length + 8;
    const places = parts.flatMap(part => ALONG.map(share => onCurve(part, share)));
    const free = places.find(([x, y]) => taken.every(other =>
      Math.abs(other.x - x) > (other.width + width) / 2 || Math.abs(other.y - y) > LABEL_HEIGHT));
    const [x, y] = free || places[0];
    taken.push({ x, y, width });
    return Dom.svg('g', { class: 'weight', 'aria-hidden': 'true' },
      Dom.svg('rect', { x: x - width / 2, y: y - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT, rx: 3 }),
      Dom.svg('text', { x, y: y + 4 }, text));
  }

  /** A point of a cubic Bézier curve. */
  function onCurve([a, b, c, d], t) {
    const s = 1 - t;
    return [0, 1].map(i => s * s * s * a[i] + 3 * s * s * t * b[i] + 3 * s * t * t * c[i] + t * t * t * d[i]);
  }

  function node({ point: number, layer, middle }, { way, step, at }, choose) {
    const outside = number === OUTSIDE;
    const point = outside ? { shown: 'outside', role: 'outside' } : Model.byNumber.get(number);
    const told = outside ? 'beyond the NICs' : Format.count(point.packets) + ' pkts, ' + Format.bytes(point.bytes);
    const act = () => choose(outside ? { kind: 'outside', key: 'outside', text: 'crossed a NIC' }
      : { kind: 'point', key: String(number), text: 'at ' + point.shown });
    return Dom.svg('g', { class: 'node ' + point.role, transform: `translate(${at(layer * step, middle - way.breadth / 2)})`,
      tabindex: 0, role: 'button', 'aria-label': point.shown + ', ' + point.role + ', ' + told, onclick: act,
      onkeydown: Dom.pressed(act) },
      Dom.svg('title', {}, point.shown + ', ' + point.role),
      Dom.svg('rect', { width: NODE.width, height: NODE.height, rx: 4 }),
      Dom.svg('rect', { width: 4, height: NODE.height, rx: 2, class: 'band' }),
      Dom.svg('text', { x: 14, y: 19, class: 'name' }, Format.middle(point.shown, 17)),
      Dom.svg('text', { x: 14, y: 36, class: 'sub' }, told));
  }

  function mark() {
    document.querySelectorAll('#map .edge').forEach(edge =>
      edge.classList.toggle('chosen', chosen.has(edge.dataset.key)));
  }

  function twin(all, choose) {
    const button = link => Dom.make('button', { type: 'button', class: 'link', onclick: () =>
      choose({ kind: 'link', key: link.key, text: title(link) }) }, Dom.make('bdi', {}, title(link)));
    Dom.table(Dom.find('links'), 'Flows between capture points', ['Between', 'Flows', 'Packets', 'Bytes'],
      all.slice(0, MOST_LINKS).map(link => [button(link), Format.count(link.flows), Format.count(link.packets), Format.bytes(link.bytes)]),
      [1, 2, 3]);
  }

  return {
    show(choose) {
      const all = links();
      if (Model.points.length > MOST_POINTS) {
        Dom.find('map').before(Dom.make('p', { class: 'hint' },
          `The map has the ${MOST_POINTS} of ${Model.points.length} capture points that carried most.`));
      }
      let width;
      const redraw = () => {
        const map = Dom.find('map');
        if (map.clientWidth > 0 && map.clientWidth !== width) {
          width = map.clientWidth;
          map.replaceChildren(draw(all, choose));
          mark();
        }
      };
      redraw();
      addEventListener('resize', redraw);
      twin(all, choose);
    },

    /** Whether a flow is one of those that were chosen by a link or a point. */
    fits(choice, row) {
      const route = Model.route(row);
      switch (choice.kind) {
        case 'link': return keys(route).all.has(choice.key);
        case 'point': return route.original.includes(Number(choice.key)) || route.reply.includes(Number(choice.key));
        default: return Array.from(keys(route).all).some(name => name.endsWith('>' + OUTSIDE));
      }
    },

    mark(choices) {
      chosen = new Set(choices.map(choice => choice.key));
      mark();
    },
  };
})();
