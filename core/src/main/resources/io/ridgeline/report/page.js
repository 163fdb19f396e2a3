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
