'use strict';
// Tables sort by their headings and download as CSV; links open what they point into.
const valueOf = (cell) => cell.dataset.value ?? cell.textContent.trim();
const byValue = (a, b) => {
  if (a === '' || b === '') return (a === '') - (b === '');
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? a.localeCompare(b) : difference;
};
const sortBy = (table, column, heading) => {
  const descending = heading.getAttribute('aria-sort') === 'ascending';
  const body = table.tBodies[0];
  const rows = [...body.rows].sort((a, b) => byValue(valueOf(a.cells[column]), valueOf(b.cells[column])));
  for (const other of heading.parentNode.cells) other.removeAttribute('aria-sort');
  heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
  body.append(...(descending ? rows.reverse() : rows));
};
const quote = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const toCsv = (table) => [...table.rows].map((row) => [...row.cells].map((c) => quote(valueOf(c))).join(',')).join('\n') + '\n';
const download = (table, name) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([toCsv(table)], { type: 'text/csv' }));
  link.download = `${name}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
for (const holder of document.querySelectorAll('[data-name]')) {
  const table = holder.querySelector('table');
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    button.addEventListener('click', () => sortBy(table, column, heading));
    heading.append(button);
  });
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'download';
  button.textContent = 'Download as CSV';
  button.addEventListener('click', () => download(table, holder.dataset.name));
  holder.after(button);
}
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.matches('details')) target.open = true;
  for (let outer = target.closest('details'); outer; outer = outer.parentElement.closest('details')) outer.open = true;
  target.scrollIntoView({ block: 'center' });
};
addEventListener('hashchange', reveal);
if (location.hash) reveal();
