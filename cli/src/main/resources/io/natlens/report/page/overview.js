/** The top of the page: the answer, NICs, what to look at. */
const Overview = (() => {
  const { AT } = Model;
  const MOST_NICS = 12;
  const FINDINGS = {
    'asymmetric': 'request and reply took different ways',
    'route-changed': 'packets took another NIC from some time on',
    'ambiguous': 'more than one flow fitted, so that none was joined',
    'unreplied': 'no reply was seen',
    'vanished': 'seen on a bridge, and neither behind it nor answered, though NICs were captured',
    'reset': 'connections were refused or cut off by RST',
    'icmp-error': 'ICMP errors speak of them',
    'lost': 'packets did not arrive at the next capture point',
    'retransmitted': 'TCP sent segments again',
    'capture-drops': 'a capture dropped frames, so that losses cannot be told',
    'port-remapped': 'NAT could not keep the port or the echo identifier',
  };

  function headline() {
    const kinds = Model.translations === '' ? '' : ': ' + Model.translations.replace(/\d+/g, Format.count);
    return Format.plural(Model.flows, 'flow') + kinds;
  }

  function captured() {
    const seen = Model.points.filter(point => point.packets > 0);
    if (seen.length === 0) {
      return 'no packets';
    }
    const first = seen.map(point => point.first).reduce((a, b) => Math.min(a, b));
    const last = seen.map(point => point.last).reduce((a, b) => Math.max(a, b));
    const packets = seen.reduce((sum, point) => sum + point.packets, 0);
    return `${Model.time(first, 3)} UTC, ${Format.duration(last - first)} · `
      + `${Format.plural(Model.points.length, 'capture point')} · ${Format.plural(packets, 'packet')}`;
  }

  function remarks() {
    const told = [];
    if (Model.rows.length < Model.flows) {
      told.push(`The page has the first ${Format.count(Model.rows.length)} of ${Format.count(Model.flows)} flows.`
        + ' NICs, map and table speak of these.');
    }
    if (Model.damages > 0) {
      told.push(`${Format.plural(Model.damages, 'capture')} damaged or not readable: what is missing there is missing here.`);
    }
    if (Model.evicted > 0) {
      told.push(`${Format.plural(Model.evicted, 'flow')} given up before the end, since more lived at once than`
        + ' --max-flows allows: they may be here in parts.');
    }
    for (const point of Model.points) {
      if (point.dropped > 0) {
        told.push(`${point.shown}: the capture lost ${Format.plural(point.dropped, 'packet')}.`);
      }
      if (point.undecodable > 0) {
        told.push(`${point.shown}: ${Format.plural(point.undecodable, 'frame')} could not be decoded.`);
      }
      if (point.clockOffset !== 0) {
        told.push(`${point.shown}: its clock is ${Format.duration(Math.abs(point.clockOffset))} `
          + `${point.clockOffset < 0 ? 'behind' : 'ahead'}.`);
      }
    }
    return told;
  }

  /** What went out and came in by each NIC: both directions of a flow by the NIC that they crossed. */
  function nics() {
    const sums = new Map(Model.points.map(point => [point.number, { out: 0, in: 0, bytesOut: 0, bytesIn: 0 }]));
    for (const row of Model.rows) {
      const route = Model.route(row);
      const add = (number, flows, bytes, count) => {
        if (number !== null) {
          sums.get(number)[flows] += count;
          sums.get(number)[bytes.name] += bytes.count;
        }
      };
      add(route.egress, 'out', { name: 'bytesOut', count: row[AT.bytes] }, 1);
      add(route.ingress, 'in', { name: 'bytesIn', count: row[AT.bytes] }, 1);
      add(route.replyEgress, 'out', { name: 'bytesOut', count: row[AT.replyBytes] }, 0);
      add(route.replyIngress, 'in', { name: 'bytesIn', count: row[AT.replyBytes] }, 0);
    }
    return Model.points.filter(point => point.role === 'nic').map(point => [point, sums.get(point.number)]);
  }

  function showNics(choose) {
    const all = nics().sort(([, a], [, b]) => b.bytesOut + b.bytesIn - a.bytesOut - a.bytesIn);
    const rows = all.slice(0, MOST_NICS).map(([point, sum]) => [
      Dom.make('button', { type: 'button', class: 'link', onclick: () =>
        choose({ kind: 'point', key: String(point.number), text: 'at ' + point.shown }) }, Dom.make('bdi', {}, point.shown)),
      Format.count(sum.out), Format.bytes(sum.bytesOut), Format.count(sum.in), Format.bytes(sum.bytesIn)]);
    const table = Dom.find('nics');
    if (rows.length === 0) {
      table.replaceWith(Dom.make('p', { class: 'hint' }, 'No capture point is known to be a NIC, so that no egress is told;'
        + ' --role NAME=nic names one.'));
      return;
    }
    Dom.table(table, 'What each NIC carried', ['NIC', 'Flows out', 'Bytes out', 'Flows in', 'Bytes in'], rows, [1, 2, 3, 4]);
    if (all.length > MOST_NICS) {
      table.after(Dom.make('p', { class: 'hint' }, `and ${all.length - MOST_NICS} more that carried less`));
    }
  }

  function showFindings(look) {
    const found = Model.diagnoses.filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]);
    Dom.find('findings').append(...found.map(([code, count]) => Dom.make('li', {},
      Dom.make('button', { type: 'button', class: 'link', onclick: () => look(code) }, code),
      ' ' + Format.plural(count, 'flow') + (FINDINGS[code] === undefined ? '' : ': ' + FINDINGS[code]))));
    if (found.length === 0) {
      Dom.find('findings').replaceWith(Dom.make('p', { class: 'hint' }, 'Nothing that would need a look.'));
    }
  }

  return {
    show(choose, look) {
      Dom.find('headline').textContent = headline();
      Dom.find('captured').textContent = captured();
      Dom.find('remarks').append(...remarks().map(text => Dom.make('li', {}, text)));
      showNics(choose);
      showFindings(look);
    },
  };
})();
