// Single-key shortcuts. A key does nothing but focus or click the visible control that carries it in data-key, so none
// exists without a control. Never in a text field, never with a modifier, never during composition.

const editable = (node) => node?.closest?.('input, textarea, select, [contenteditable=""], [contenteditable="true"]');
const off = () => { try { return localStorage.getItem('wcb-keys') === 'off'; } catch { return false; } };
const visible = (node) => node.getClientRects().length > 0;
const regions = () => [...document.querySelectorAll('[data-region]')].filter(visible);
const never = -Infinity;
let chord = never;

// Of several controls with the same key the one in the row that has the focus is meant.
const carrier = (key) => {
  const carriers = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter(visible);
  return carriers.find((control) => control.closest('[data-seq]')?.contains(document.activeElement)) ?? carriers[0];
};

function press(key) {
  const control = carrier(key);
  if (!control) { return false; }
  if (editable(control)) { control.focus(); } else { control.click(); }
  return true;
}

function nextRegion(back) {
  const all = regions();
  const here = all.findIndex((region) => region.contains(document.activeElement));
  const next = all[(here + (back ? all.length - 1 : 1) + (here < 0 && back ? 1 : 0)) % all.length];
  (next?.matches('[tabindex], textarea') ? next : next?.querySelector('a, button, textarea, input, [tabindex="0"]'))?.focus();
}

function moveInList(list, step) {
  const rows = [...list.querySelectorAll('a, button')].filter(visible);
  rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(document.activeElement) + step))]?.focus();
}

function moveRow(stream, from, step) {
  const rows = [...stream.querySelectorAll('[data-seq][tabindex]')];
  const at = rows.indexOf(from);
  if (step < 0 && at >= 0) { stream.dispatchEvent(new Event('up')); }
  rows[at < 0 ? rows.length - 1 : Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
}

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.defaultPrevented) { return; }
  if (event.key === 'F6') { nextRegion(event.shiftKey); event.preventDefault(); return; }
  if (event.ctrlKey && event.key === '.') { document.querySelector('[role="log"]')?.focus(); event.preventDefault(); return; }
  if (event.ctrlKey || event.altKey || event.metaKey || editable(event.target)) { chord = never; return; }

  const list = event.target.closest?.('[data-list]');
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (list && step) { moveInList(list, step); event.preventDefault(); return; }

  const here = event.target.closest?.('[data-seq][tabindex]');
  if (here && step) { moveRow(here.closest('[role="log"]'), here, step); event.preventDefault(); return; }
  if (here && event.key === 'Enter' && event.target === here) { here.click(); event.preventDefault(); return; }

  const row = { j: 1, k: -1 }[event.key];
  const stream = row && event.target.closest?.('[role="log"]');

  if (off() || event.target.closest?.('[role="menu"], [role="dialog"], dialog')) { return; }
  // Space and Enter belong to the control that has the focus; Space is ours only on the stream itself.
  if (event.key === ' ' ? !event.target.matches?.('[role="log"]') : event.key.length > 1 && !['End', 'Escape'].includes(event.key)) { return; }

  if (stream) { moveRow(stream, here, row); event.preventDefault(); return; }

  const afterG = event.timeStamp - chord < 1500;
  chord = !afterG && event.key === 'g' ? event.timeStamp : never;
  if (press(afterG ? `g ${event.key}` : event.key === ' ' ? 'Space' : event.key)) { event.preventDefault(); }
});
