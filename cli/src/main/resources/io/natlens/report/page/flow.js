/** One flow, opened. */
const FlowView = (() => {
  const { AT } = Model;
  const WHY = {
    'tcp-isn': 'the pair of initial sequence numbers', 'tcp-sequence': 'sequence and acknowledgement numbers',
    'icmp-sequence': 'type and sequence number of the queries', 'payload': 'the first bytes of the payload',
    'ip-id': 'the IP identification', 'dns-id': 'the transaction id of question and answer',
    'five-tuple': 'the five-tuple itself',
  };

  const section = (title, ...content) => Dom.make('section', {}, Dom.make('h2', {}, title), ...content);
  /** A sentence in which flows that are in the page are links. */
  const linked = sentence => Format.short(sentence, 600).split(/\b(flow \d+)\b/).map(part => {
    const named = /^flow (\d+)$/.exec(part);
    return named !== null && Model.index.has(Number(named[1])) ? Dom.make('a', { href: '#flow=' + named[1] }, part) : part;
  });

  const list = (kind, sentences) => sentences.length === 0 ? null
    : Dom.make('ul', { class: kind }, sentences.map(sentence => Dom.make('li', {}, linked(sentence))));

  function bar(row) {
    const { before, behind } = FlowTable.neighbours(row);
    const link = (other, title) => other === undefined ? Dom.make('span', { class: 'off' }, title)
      : Dom.make('a', { href: '#flow=' + other[AT.id] }, title);
    return Dom.make('nav', { class: 'bar', 'aria-label': 'Flows' },
      Dom.make('a', { href: '#' }, '↑ All flows'), link(before, '← Previous'), link(behind, 'Next →'));
  }

  function heading(row) {
    const before = Model.original(row);
    return Dom.make('h1', {}, Dom.make('span', { class: 'faint' }, `#${row[AT.id]} ${row[AT.protocol]} `),
      Dom.make('span', { class: 'mono' }, before.source + ' → ' + before.destination));
  }

  function crossing(row) {
    const route = Model.route(row);
    const words = [];
    const add = (front, side) => route[side] === null ? null : words.push(front + Model.point(route[side]));
    add('in by ', 'ingress');
    add('out by ', 'egress');
    if (route.replyEgress !== route.ingress || route.replyIngress !== route.egress) {
      add('reply in by ', 'replyIngress');
      add('reply out by ', 'replyEgress');
    }
    return words.length === 0 ? 'no NIC crossed, as far as the captures show' : words.join(', ');
  }

  function facts(row) {
    const fact = (term, content) => [Dom.make('dt', {}, term), Dom.make('dd', {}, content)];
    const now = Model.translated(row);
    const nat = row[AT.nat] === 0 ? ['none seen'] : [...Model.nat(row).split(' ').map(word =>
      Dom.make('span', { class: 'tag ' + word.toLowerCase() }, word)), Dom.make('span', { class: 'mono' },
      now.source + ' → ' + now.destination)];
    return Dom.make('dl', { class: 'facts' }, fact('Translation', nat), fact('NIC', crossing(row)),
      fact('State', row[AT.state]),
      fact('Began', Model.time(row[AT.first], 9) + ' UTC'), fact('Lasted', Format.duration(row[AT.duration])),
      fact('Packets', `${Format.count(row[AT.packets])} there, ${Format.count(row[AT.replyPackets])} back`),
      fact('Bytes', `${Format.bytes(row[AT.bytes])} there, ${Format.bytes(row[AT.replyBytes])} back`));
  }

  function delays(detail) {
    const rows = [];
    for (const [arrow, path] of [['→', detail.original], ['←', detail.reply]]) {
      path.forEach((hop, at) => hop.delay === null || at === 0 ? null : rows.push([
        arrow + ' ' + Model.point(path[at - 1].point) + ' → ' + Model.point(hop.point), Format.count(hop.delay.packets),
        ...[hop.delay.min, hop.delay.median, hop.delay.p99, hop.delay.max].map(Format.delay)]));
    }
    return rows.length === 0 ? null : section('Delay per hop', Dom.make('div', { class: 'wide' }, Dom.table(
      Dom.make('table', { class: 'plain' }), 'Delay from each capture point to the next',
      ['From → to', 'Packets', 'Least', 'Median', '99 %', 'Most'], rows, [1, 2, 3, 4, 5])));
  }

  function evidence(row, detail) {
    const { packets, ambiguousPackets, invariants, ambiguous } = detail.evidence;
    const points = new Set([...detail.original, ...detail.reply].map(hop => hop.point)).size;
    const sentences = [];
    if (points < 2) {
      sentences.push(ambiguous ? 'Seen at one capture point; flows at others fitted as well as each other, so that none was joined.'
        : 'Seen at one capture point: there was nothing to match.');
    } else {
      sentences.push(`${Format.plural(packets, 'packet')} found again at a next point, nothing else fitting`
        + (ambiguousPackets > 0 ? `; ${Format.count(ambiguousPackets)} where more than one fitted.` : '.'));
      sentences.push(...invariants.map(invariant => 'Equal: ' + (WHY[invariant] || invariant) + '.'));
      sentences.push(`Confidence ${row[AT.confidence]}.`);
    }
    if (!detail.initiatorKnown) {
      sentences.push('Who began it was not seen, and is concluded from the ports.');
    }
    return section('Why these are one flow', list('sentences', sentences));
  }

  return {
    async show(id) {
      const view = Dom.find('flow');
      const index = Model.index.get(id);
      if (index === undefined) {
        view.replaceChildren(Dom.make('p', { class: 'notice' }, `There is no flow ${id} in this page. `,
          Dom.make('a', { href: '#' }, 'All flows')));
        return;
      }
      const row = Model.rows[index];
      const detail = await Model.detail(index);
      const places = Ladder.columns(detail.original, detail.reply);
      const parts = [bar(row), heading(row), list('findings plain-list', detail.findings), facts(row),
        section('Path', Ladder.path(row[AT.protocol], detail.original, detail.reply, places),
          list('sentences', detail.explanation)), delays(detail), evidence(row, detail), Packets.section(row, detail, places, await Model.packets(id))];
      view.replaceChildren(...parts.filter(part => part !== null));
    },
  };
})();
