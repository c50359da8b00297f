/** The map: capture points from the inside of the host to the world, in the order of the paths, and the flows between them. */
const NetworkMap = (() => {
  const OUTSIDE = -1;
  /** Where nothing shows which of two points is nearer to the world, their roles do. */
  const RANK = { container: 0, loopback: 1, port: 1, unknown: 1, bridge: 2, tunnel: 3, nic: 4, outside: 5 };
  const PLURAL = { container: 'containers', loopback: 'loopback', port: 'bridge ports', unknown: '', bridge: 'bridges',
    tunnel: 'tunnels', nic: 'NICs', outside: 'outside' };
  const NODE = { width: 148, height: 46, gap: 26, head: 30, margin: 6 };
  const WIDTH = { least: 640, most: 1180, between: 84 };
  const MOST_POINTS = 40;
  const MOST_LINKS = 500;

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

  const role = number => number === OUTSIDE ? 'outside' : Model.points[number].role;

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

  /** The points of each column, by the mean height of what the columns before connect them to. */
  function place(points, all) {
    const layer = layers(points, all);
    const used = Array.from(new Set(points.map(point => layer.get(point)))).sort((a, b) => a - b)
      .map(number => points.filter(point => layer.get(point) === number));
    const tallest = Math.max(1, ...used.map(column => column.length));
    const places = new Map();
    used.forEach((column, at) => {
      const mean = number => {
        const ys = all.filter(link => link.ends.includes(number))
          .map(link => places.get(link.ends[0] === number ? link.ends[1] : link.ends[0]))
          .filter(other => other !== undefined).map(other => other.y);
        return ys.length === 0 ? Infinity : ys.reduce((a, b) => a + b) / ys.length;
      };
      const order = new Map(column.map(number => [number, mean(number)]));
      column.sort((a, b) => order.get(a) === order.get(b) ? a - b : order.get(a) - order.get(b));
      const step = NODE.height + NODE.gap;
      const top = NODE.head + (tallest - column.length) * step / 2;
      column.forEach((number, row) => places.set(number, { column: at, y: top + row * step }));
    });
    return { used, places, height: NODE.head + tallest * (NODE.height + NODE.gap) - NODE.gap + NODE.margin };
  }

  /** The points that carried most, where there are too many to be seen. */
  function drawn(all) {
    const points = Model.points.map((point, number) => number)
      .sort((a, b) => Model.points[b].bytes - Model.points[a].bytes).slice(0, MOST_POINTS).sort((a, b) => a - b);
    return all.some(link => link.ends.includes(OUTSIDE)) ? [...points, OUTSIDE] : points;
  }

  function draw(every, choose) {
    const points = drawn(every);
    const all = every.filter(link => link.ends.every(end => points.includes(end)));
    const { used, places, height } = place(points, all);
    const count = used.length;
    const least = Math.max(WIDTH.least, count * NODE.width + (count - 1) * WIDTH.between + 2 * NODE.margin);
    const width = Math.max(least, Math.min(WIDTH.most, Dom.find('map').clientWidth - 34));
    const step = count === 1 ? 0 : (width - NODE.width - 2 * NODE.margin) / (count - 1);
    places.forEach(place => place.x = NODE.margin + place.column * step);
    const most = Math.max(1, ...all.map(link => link.bytes));
    const svg = Dom.svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-labelledby': 'map-title',
      width, height });
    used.forEach((column, at) => svg.append(Dom.svg('text', {
      x: NODE.margin + at * step + NODE.width / 2, y: 13, class: 'column' }, heading(column))));
    all.forEach(link => svg.append(edge(link, places, most, choose)));
    places.forEach((place, number) => svg.append(node(number, place, choose)));
    return svg;
  }

  function edge(link, places, most, choose) {
    const [a, b] = link.ends.map(end => places.get(end)).sort((p, q) => p.x - q.x);
    const y = place => place.y + NODE.height / 2;
    const same = a.x === b.x;
    const from = a.x + NODE.width;
    const to = same ? b.x + NODE.width : b.x;
    const bend = same ? 48 : (to - from) / 2;
    const d = same ? `M${from} ${y(a)}C${from + bend} ${y(a)} ${to + bend} ${y(b)} ${to} ${y(b)}`
      : `M${from} ${y(a)}C${from + bend} ${y(a)} ${to - bend} ${y(b)} ${to} ${y(b)}`;
    const middle = same ? from + bend * 0.75 : (from + to) / 2;
    const weight = 1.5 + 8.5 * Math.sqrt(link.bytes / most);
    const act = () => choose({ kind: 'link', key: link.key, text: title(link) });
    return Dom.svg('g', { class: 'edge', tabindex: 0, role: 'button', 'data-key': link.key,
      'aria-label': title(link) + ': ' + told(link), onclick: act, onkeydown: Dom.pressed(act) },
      Dom.svg('title', {}, title(link) + '\n' + told(link)),
      Dom.svg('path', { d, class: 'reach' }),
      Dom.svg('path', { d, class: 'line', 'stroke-width': weight.toFixed(1) }),
      Dom.svg('text', { x: middle, y: (y(a) + y(b)) / 2 - weight / 2 - 4, class: 'weight' }, Format.bytes(link.bytes)));
  }

  function node(number, place, choose) {
    const outside = number === OUTSIDE;
    const point = outside ? { shown: 'outside', role: 'outside' } : Model.points[number];
    const told = outside ? 'beyond the NICs' : Format.count(point.packets) + ' pkts, ' + Format.bytes(point.bytes);
    const act = () => choose(outside ? { kind: 'outside', key: 'outside', text: 'crossed a NIC' }
      : { kind: 'point', key: String(number), text: 'at ' + point.shown });
    return Dom.svg('g', { class: 'node ' + point.role, transform: `translate(${place.x} ${place.y})`, tabindex: 0,
      role: 'button', 'aria-label': point.shown + ', ' + point.role + ', ' + told, onclick: act, onkeydown: Dom.pressed(act) },
      Dom.svg('title', {}, point.shown),
      Dom.svg('rect', { width: NODE.width, height: NODE.height, rx: 4 }),
      Dom.svg('rect', { width: 4, height: NODE.height, rx: 2, class: 'band' }),
      Dom.svg('text', { x: 14, y: 19, class: 'name' }, Format.middle(point.shown, 17)),
      Dom.svg('text', { x: 14, y: 36, class: 'sub' }, told));
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
      Dom.find('map').append(draw(all, choose));
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
      const chosen = new Set(choices.map(choice => choice.key));
      document.querySelectorAll('#map .edge').forEach(edge =>
        edge.classList.toggle('chosen', chosen.has(edge.dataset.key)));
    },
  };
})();
