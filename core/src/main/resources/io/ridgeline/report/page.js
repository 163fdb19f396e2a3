'use strict';
for (const table of document.querySelectorAll('table.sortable')) {
  table.querySelectorAll('thead th').forEach((header, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener('click', () => {
      const down = header.getAttribute('aria-sort') === 'ascending';
      table.querySelectorAll('thead th').forEach(h => h.removeAttribute('aria-sort'));
      header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const body = table.tBodies[0];
      const key = row => row.cells[column].dataset.sort;
      const rows = [...body.rows].sort((a, b) => {
        if (key(a) === undefined) {
          return a.cells[column].textContent.localeCompare(b.cells[column].textContent) * (down ? -1 : 1);
        }
        const x = Number(key(a)), y = Number(key(b));
        if (Number.isNaN(x) || Number.isNaN(y)) {
          return Number.isNaN(x) - Number.isNaN(y);
        }
        return (x - y) * (down ? -1 : 1);
      });
      body.append(...rows);
    });
  });
}
const filter = document.getElementById('arm-filter');
if (filter) {
  const kinds = new Map([...document.querySelectorAll('#arm-kinds li')].map(li => [li.textContent, li.dataset.kind]));
  const marked = [...document.querySelectorAll('[data-arm]')].map(element => [element, element.dataset.arm]);
  for (const row of document.querySelectorAll('tbody tr')) {
    const name = row.cells[0].textContent.replace(/ ★$/, '');
    if (kinds.has(name)) {
      marked.push([row, name]);
    }
  }
  const apply = () => {
    const kind = filter.querySelector('select').value;
    const letters = filter.querySelector('input').value.trim().toLowerCase();
    const shown = new Set([...kinds.keys()].filter(
        name => (!kind || kinds.get(name) === kind || kinds.get(name) === 'Baseline') && name.toLowerCase().includes(letters)));
    for (const [element, arm] of marked) {
      element.classList.toggle('filtered', !shown.has(arm));
    }
    document.getElementById('shown').textContent = ` ${shown.size} of ${kinds.size} arms`;
  };
  filter.hidden = false;
  filter.addEventListener('input', apply);
  filter.addEventListener('submit', event => event.preventDefault());
  apply();
}
for (const viewer of document.querySelectorAll('.viewer')) {
  const slider = viewer.querySelector('input');
  const show = () => viewer.querySelectorAll(':scope > svg').forEach(
      (slice, place) => slice.classList.toggle('filtered', place !== Number(slider.value)));
  slider.addEventListener('input', show);
  viewer.hidden = false;
  show();
}
