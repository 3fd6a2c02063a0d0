// Pointing at bytes. A byte is two elements, its hex and its character; both are painted here, at once. The server knows what
// is selected (data-selected) and is told what gets selected; it never paints.

import { tell } from './circuit.js';

const narrow = matchMedia('(width < 960px)');

export function attach(grid, dotnet) {
  let anchor = -1;
  let cursor = -1;
  let dragging = false;
  let reporting = 0;
  let told = grid.dataset.selected ?? '';

  const both = (at) => grid.querySelectorAll(`[data-at="${at}"]`);
  const cell = (at) => grid.querySelector(`[role="gridcell"][data-at="${at}"]`);
  const place = (node) => { const byte = node?.closest?.('[data-at]'); return byte && grid.contains(byte) ? Number(byte.dataset.at) : -1; };
  const width = () => Number(grid.dataset.width);
  const range = () => (anchor < 0 ? '' : anchor === cursor ? `${anchor}` : `${Math.min(anchor, cursor)}-${Math.max(anchor, cursor)}`);

  const paint = () => {
    const [first, last] = [Math.min(anchor, cursor), Math.max(anchor, cursor)];
    for (const byte of grid.querySelectorAll('[data-at]')) {
      const at = Number(byte.dataset.at);
      byte.toggleAttribute('data-on', anchor >= 0 && at >= first && at <= last);
      if (byte.role === 'gridcell' || byte.getAttribute('role') === 'gridcell') { byte.setAttribute('aria-selected', byte.hasAttribute('data-on')); }
    }
    const active = anchor < 0 ? null : cell(cursor);
    if (active) {
      active.id ||= `byte-${cursor}`;
      grid.setAttribute('aria-activedescendant', active.id);
    } else {
      grid.removeAttribute('aria-activedescendant');
    }
  };
  const hover = (at) => {
    for (const byte of grid.querySelectorAll('[data-hover]')) { byte.removeAttribute('data-hover'); }
    if (at >= 0) { for (const byte of both(at)) { byte.setAttribute('data-hover', ''); } }
  };
  const report = () => {
    clearTimeout(reporting);
    reporting = 0;
    if (told === range()) { return; }
    told = range();
    tell(dotnet, 'OnSelect', anchor < 0 ? -1 : anchor, anchor < 0 ? -1 : cursor);
  };
  const select = (from, to, soon) => {
    [anchor, cursor] = [from, to];
    paint();
    cell(cursor)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (soon) { reporting ||= setTimeout(report, 100); } else { report(); }
  };
  const adopt = () => {
    const wanted = grid.dataset.selected ?? '';
    if (dragging || reporting || wanted === range()) { return; }
    told = wanted;
    const [first, last = first] = wanted.split('-').map(Number);
    [anchor, cursor] = wanted === '' ? [-1, -1] : [first, last];
    paint();
    cell(anchor)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  const step = (event) => {
    const row = width();
    switch (event.key) {
      case 'ArrowLeft': return -1;
      case 'ArrowRight': return 1;
      case 'ArrowUp': return -row;
      case 'ArrowDown': return row;
      case 'Home': return event.ctrlKey ? -Infinity : -(cursor % row);
      case 'End': return event.ctrlKey ? Infinity : row - 1 - (cursor % row);
      default: return null;
    }
  };

  const handlers = {
    pointerover: (event) => { hover(place(event.target)); if (dragging && place(event.target) >= 0) { select(anchor, place(event.target), true); } },
    pointerleave: () => hover(-1),
    pointerdown: (event) => {
      const at = place(event.target);
      if (at < 0 || event.button !== 0) { return; }
      // Touch takes hold of an element; the bytes it comes to would not hear of it.
      if (event.target.hasPointerCapture?.(event.pointerId)) { event.target.releasePointerCapture(event.pointerId); }
      dragging = true;
      select(event.shiftKey && anchor >= 0 ? anchor : at, at, true);
    },
    keydown: (event) => {
      if (event.altKey || event.metaKey) { return; }
      if (event.key === 'Escape' && anchor >= 0) { select(-1, -1); event.preventDefault(); event.stopPropagation(); return; }
      const by = step(event);
      if (by === null) { return; }
      event.preventDefault();
      const shown = [...grid.querySelectorAll('[role="gridcell"]')];
      if (shown.length === 0) { return; }
      const [first, last] = [Number(shown[0].dataset.at), Number(shown[shown.length - 1].dataset.at)];
      const to = anchor < 0 ? first : Math.max(first, Math.min(last, cursor + by));
      select(event.shiftKey && anchor >= 0 ? anchor : to, to, true);
    },
    copy: (event) => {
      if (anchor < 0) { return; }
      event.clipboardData.setData('text/plain', [...grid.querySelectorAll('[role="gridcell"][data-on]')].map((byte) => byte.textContent).join(' '));
      event.preventDefault();
    },
  };
  const up = () => { if (dragging) { dragging = false; report(); } };
  const onNarrow = () => tell(dotnet, 'OnNarrow', narrow.matches);
  const changes = new MutationObserver((all) => {
    if (all.some((change) => change.attributeName === 'data-selected')) { adopt(); }
    if (all.some((change) => change.type === 'childList')) { paint(); }
  });

  for (const [name, handler] of Object.entries(handlers)) { grid.addEventListener(name, handler); }
  addEventListener('pointerup', up);
  addEventListener('pointercancel', up);
  narrow.addEventListener('change', onNarrow);
  changes.observe(grid, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-selected'] });
  adopt();
  paint();
  if (narrow.matches) { onNarrow(); }

  return {
    dispose() {
      clearTimeout(reporting);
      for (const [name, handler] of Object.entries(handlers)) { grid.removeEventListener(name, handler); }
      removeEventListener('pointerup', up);
      removeEventListener('pointercancel', up);
      narrow.removeEventListener('change', onNarrow);
      changes.disconnect();
    },
  };
}
