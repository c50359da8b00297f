/** Puts the page together and follows the address: #flow=12 is a flow, #filter=eth1 a filter, and anything else all flows. */
let choices = [];
let scrolled = 0;

function choose(choice) {
  if (!choices.some(other => other.key === choice.key && other.kind === choice.kind)) {
    choices = choices.concat(choice);
  }
  apply();
  Dom.find('flows-title').scrollIntoView({ block: 'nearest' });
}

function look(word) {
  Dom.find('filter').value = word;
  apply();
  Dom.find('flows-title').scrollIntoView({ block: 'start' });
}

function chip(choice) {
  return Dom.make('button', { type: 'button', class: 'chip', 'aria-label': 'No longer only ' + choice.text, onclick: () => {
    choices = choices.filter(other => other !== choice);
    apply();
    Dom.find('filter').focus();
  } }, Dom.make('bdi', {}, choice.text), ' ×');
}

function apply() {
  const words = Dom.find('filter').value.toLowerCase().split(/\s+/).filter(word => word !== '');
  const count = FlowTable.filter(words, choices);
  Dom.find('chips').replaceChildren(...choices.map(chip));
  Dom.find('count').textContent = count === Model.rows.length ? Format.plural(count, 'flow')
    : `${Format.count(count)} of ${Format.plural(Model.rows.length, 'flow')}`;
  NetworkMap.mark(choices);
}

async function follow() {
  const flow = /^#flow=(\d+)$/.exec(location.hash);
  const filter = /^#filter=(.*)$/.exec(location.hash);
  const overview = Dom.find('overview');
  if (!overview.hidden) {
    scrolled = scrollY;
  }
  if (flow !== null) {
    await FlowView.show(Number(flow[1]));
  } else if (filter !== null) {
    Dom.find('filter').value = decodeURIComponent(filter[1]);
  }
  const was = overview.hidden;
  overview.hidden = flow !== null;
  Dom.find('flow').hidden = flow === null;
  if (flow !== null) {
    scrollTo(0, 0);
    Dom.find('flow').focus({ preventScroll: true });
  } else {
    apply();
    if (was) {
      scrollTo(0, scrolled);
    }
  }
}

function themes() {
  const button = Dom.find('theme');
  const dark = () => {
    const set = document.documentElement.dataset.theme;
    return set === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : set === 'dark';
  };
  const tell = () => button.textContent = dark() ? 'Light' : 'Dark';
  button.addEventListener('click', () => {
    document.documentElement.dataset.theme = dark() ? 'light' : 'dark';
    tell();
  });
  tell();
}

function complain(sentence) {
  Dom.find('notice').textContent = sentence;
  Dom.find('notice').hidden = false;
}

async function start() {
  themes();
  if (typeof DecompressionStream === 'undefined') {
    complain('This page needs a browser of 2023 or newer: it cannot unpack its data in this one.');
    return;
  }
  await Model.load();
  Dom.find('overview').hidden = false;
  Overview.show(choose, look);
  NetworkMap.show(choose);
  FlowTable.show();
  apply();
  Dom.find('filter').addEventListener('input', apply);
  addEventListener('hashchange', follow);
  addEventListener('keydown', event => {
    if (event.key === 'Escape' && !Dom.find('flow').hidden) {
      location.hash = '';
    } else if (event.key === '/' && event.target.tagName !== 'INPUT' && Dom.find('flow').hidden) {
      event.preventDefault();
      Dom.find('filter').focus();
    }
  });
  await follow();
  document.documentElement.dataset.ready = 'true';
}

start().catch(error => complain('The page could not be shown: ' + error.message));
