/** The table of flows. Only rows in sight are elements, so that its length does not matter. */
const FlowTable = (() => {
  const { AT } = Model;
  const AHEAD = 12;
  const MOST_PRINTED = 500;
  const ports = (row, at) => row[at].padStart(45) + String(row[at + 1]).padStart(6);
  const nic = side => row => Model.point(Model.route(row)[side]);
  /** Title, class, what a cell shows, what its column is sorted by. */
  const COLUMNS = [
    ['#', 'id number', row => row[AT.id], row => row[AT.id]],
    ['Proto', 'protocol', row => row[AT.protocol], row => row[AT.protocol]],
    ['Source', 'source mono', row => Model.original(row).source, row => ports(row, AT.source)],
    ['Destination', 'destination mono', row => Model.original(row).destination, row => ports(row, AT.destination)],
    ['Translated to', 'translated mono', translated, row => row[AT.nat] + Model.rewritten(row)],
    ['In by', 'ingress', nic('ingress'), nic('ingress')],
    ['Out by', 'egress', nic('egress'), nic('egress')],
    ['Packets', 'packets number', row => Format.count(packets(row)), packets],
    ['Bytes', 'bytes number', row => Format.bytes(bytes(row)), bytes],
    ['Began', 'began mono', row => Model.time(row[AT.first], 3).slice(11), row => row[AT.first]],
    ['Duration', 'duration number', row => Format.duration(row[AT.duration]), row => row[AT.duration]],
    ['Delay', 'delay number', row => row[AT.delay] === null ? '' : Format.delay(row[AT.delay]),
      row => row[AT.delay] === null ? -Infinity : row[AT.delay]],
    ['State', 'state', row => row[AT.state], row => row[AT.state]],
    ['Findings', 'codes', row => codes(row).join(', '), row => codes(row).length],
  ];
  let shown = [];
  let texts = null;
  let sorted = { column: 0, down: false };
  let scroller;
  let body;
  let drawn = '';
  let printing = false;

  function packets(row) {
    return row[AT.packets] + row[AT.replyPackets];
  }

  function bytes(row) {
    return row[AT.bytes] + row[AT.replyBytes];
  }

  /** Each finding once: there may be one of each direction. */
  function codes(row) {
    return Array.from(new Set(row[AT.codes]));
  }

  function translated(row) {
    const tags = Model.nat(row).split(' ').filter(word => word !== '')
      .map(word => Dom.make('span', { class: 'tag ' + word.toLowerCase() }, word));
    return [...tags, tags.length === 0 ? null : Model.rewritten(row)];
  }

  const rowHeight = () => Number.parseFloat(getComputedStyle(scroller).getPropertyValue('--row'));

  function head() {
    return Dom.make('tr', {}, COLUMNS.map(([title, kind], column) => Dom.make('th', {
      class: kind, scope: 'col', 'aria-sort': sorted.column === column ? (sorted.down ? 'descending' : 'ascending') : 'none',
    }, printing ? title : Dom.make('button', { type: 'button', onclick: () => sortBy(column) }, title))));
  }

  function sortBy(column) {
    sorted = { column, down: sorted.column === column && !sorted.down };
    sort();
    const table = scroller.querySelector('thead');
    table.replaceChildren(head());
    table.querySelectorAll('button')[column].focus();
    redraw();
  }

  function sort() {
    const value = COLUMNS[sorted.column][3];
    const keys = new Map(shown.map(row => [row, value(row)]));
    const sign = sorted.down ? -1 : 1;
    shown.sort((a, b) => {
      const left = keys.get(a);
      const right = keys.get(b);
      return left === right ? a[AT.id] - b[AT.id] : left < right ? -sign : sign;
    });
  }

  function line(row, at) {
    const cells = COLUMNS.map(([title, kind, show]) => {
      const content = [show(row)].flat();
      return Dom.make('td', { class: kind, 'data-title': title, title: kind.includes('number') ? null
        : content.filter(part => typeof part === 'string').join(' ') || null }, content);
    });
    const link = Dom.make('a', { href: '#flow=' + row[AT.id], 'aria-label': 'Flow ' + row[AT.id] }, String(row[AT.id]));
    cells[0].replaceChildren(link);
    return Dom.make('tr', { 'aria-rowindex': at + 2, 'data-at': at, onclick: event => {
      if (event.target !== link && String(getSelection()) === '') {
        location.hash = 'flow=' + row[AT.id];
      }
    } }, cells);
  }

  const space = height => Dom.make('tr', { class: 'space', 'aria-hidden': 'true' },
    Dom.make('td', { colspan: COLUMNS.length, style: `height:${height}px` }));

  /** Makes elements for the rows in sight and a few before and behind. */
  function draw() {
    const height = rowHeight();
    const from = printing ? 0 : Math.max(0, Math.floor(scroller.scrollTop / height) - AHEAD);
    const to = printing ? Math.min(shown.length, MOST_PRINTED)
      : Math.min(shown.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / height) + AHEAD);
    const range = from + '-' + to;
    if (range === drawn) {
      return;
    }
    drawn = range;
    const focused = document.activeElement.closest?.('tr')?.dataset.at;
    const lines = shown.slice(from, to).map((row, at) => line(row, from + at));
    body.replaceChildren(space(from * height), ...lines, space(printing ? 0 : (shown.length - to) * height));
    if (focused !== undefined) {
      body.querySelector(`[data-at="${focused}"] a`)?.focus({ preventScroll: true });
    }
  }

  function redraw() {
    drawn = '';
    draw();
  }

  /** Up and down, a page at a time, to both ends. */
  function move(event) {
    const at = Number(document.activeElement.closest('tr')?.dataset.at);
    const page = Math.max(1, Math.floor(scroller.clientHeight / rowHeight()) - 2);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -shown.length, End: shown.length };
    if (Number.isNaN(at) || steps[event.key] === undefined) {
      return;
    }
    event.preventDefault();
    focus(Math.min(shown.length - 1, Math.max(0, at + steps[event.key])));
  }

  function focus(at) {
    const height = rowHeight();
    const above = scroller.querySelector('thead').offsetHeight;
    if (at * height < scroller.scrollTop) {
      scroller.scrollTop = at * height;
    } else if ((at + 1) * height + above > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = (at + 1) * height + above - scroller.clientHeight;
    }
    draw();
    body.querySelector(`[data-at="${at}"] a`)?.focus({ preventScroll: true });
  }

  /** Printed headers are text: Chromium leaves out buttons where it repeats a header on the next page. */
  function print(begins) {
    printing = begins;
    scroller.querySelector('thead').replaceChildren(head());
    redraw();
  }

  /** A word fits if it is in the text; one with a colon in front is a port, and is to be whole. */
  function fits(text, word) {
    if (word.startsWith('-') && word.length > 1) {
      return !fits(text, word.slice(1));
    }
    return text.includes(/^:\d+$/.test(word) ? word + ' ' : word);
  }

  return {
    show() {
      scroller = Dom.find('flows');
      body = Dom.make('tbody', {});
      scroller.append(Dom.make('table', { 'aria-rowcount': Model.rows.length + 1, 'aria-label': 'Flows' },
        Dom.make('thead', {}, head()), body));
      scroller.addEventListener('scroll', () => requestAnimationFrame(draw), { passive: true });
      scroller.addEventListener('keydown', move);
      addEventListener('resize', redraw);
      addEventListener('beforeprint', () => print(true));
      addEventListener('afterprint', () => print(false));
    },

    /** Shows the flows that fit all words and all choices on the map. */
    filter(words, choices) {
      if (words.length > 0 && texts === null) {
        texts = new Map(Model.rows.map(row => [row, Model.text(row)]));
      }
      shown = Model.rows.filter(row => words.every(word => fits(texts.get(row), word))
        && choices.every(choice => NetworkMap.fits(choice, row)));
      sort();
      scroller.scrollTop = 0;
      redraw();
      return shown.length;
    },

    redraw,

    /** The flows before and behind this one, as the table is sorted and filtered now. */
    neighbours(row) {
      const at = shown.indexOf(row);
      return { before: at < 0 ? undefined : shown[at - 1], behind: at < 0 ? undefined : shown[at + 1] };
    },
  };
})();
