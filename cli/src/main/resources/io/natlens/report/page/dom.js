/** Elements of the page. Text goes in as text only; nothing is ever read as markup. */
const Dom = (() => {
  const SVG = 'http://www.w3.org/2000/svg';

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith('on')) {
        element.addEventListener(name.slice(2), value);
      } else if (value !== null && value !== undefined && value !== false) {
        element.setAttribute(name, value === true ? '' : value);
      }
    }
    element.append(...children.flat().filter(child => child !== null && child !== undefined));
    return element;
  }

  return {
    find: id => document.getElementById(id),
    make: (name, attributes, ...children) => fill(document.createElement(name), attributes, children),
    svg: (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children),

    /** Enter and the space bar do what a click does. */
    pressed: action => event => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        action(event);
      }
    },

    /** A table of header cells and rows of cells; numbers are those columns that stand to the right. */
    table(element, caption, headers, rows, numbers) {
      const cell = (kind, child, column) =>
        Dom.make(kind, { class: numbers.includes(column) ? 'number' : null, scope: kind === 'th' ? 'col' : null }, child);
      element.replaceChildren(
        Dom.make('caption', {}, caption),
        Dom.make('thead', {}, Dom.make('tr', {}, headers.map((text, column) => cell('th', text, column)))),
        Dom.make('tbody', {}, rows.map(row => Dom.make('tr', {}, row.map((child, column) => cell('td', child, column))))));
      return element;
    },
  };
})();
