// Keeps a stream at its end while it is live, lets go on the first sign that somebody wants to read, and keeps what is read
// where it is while rows come and go around it. The server decides the mode; letting go happens here at once.

import { tell as call } from './circuit.js';

const near = 32;

export function attach(log, dotnet) {
  let following = log.dataset.mode === 'live';
  let anchor = null;
  let askedOlder = false;
  let askedNewer = false;
  let dragging = false;
  let lastTop = 0;

  const gap = () => log.scrollHeight - log.scrollTop - log.clientHeight;
  // What stands in an empty stream is read from its beginning.
  const pin = () => { if (log.querySelector('li, [data-seq]')) { log.scrollTop = log.scrollHeight; } };
  const tell = (what, ...rest) => call(dotnet, what, ...rest);

  const remember = () => {
    const top = log.getBoundingClientRect().top + (log.querySelector('thead')?.offsetHeight ?? 0);
    // Only messages stay where they are in the order; a day's rule moves along with the first of them.
    const node = [...log.querySelectorAll('[data-seq]')].find((row) => row.getBoundingClientRect().bottom > top);
    anchor = node && { node, top: node.getBoundingClientRect().top };
  };
  const restore = () => {
    if (anchor?.node.isConnected) { log.scrollTop += anchor.node.getBoundingClientRect().top - anchor.top; }
  };
  const release = () => {
    if (!following || log.scrollHeight <= log.clientHeight) { return; }
    following = false;
    remember();
    tell('OnReleased');
  };

  const wantOlder = () => {
    if (log.scrollTop >= 400) { askedOlder = false; }
    if (!following && !askedOlder && log.scrollTop < 400) {
      askedOlder = true;
      tell('OnTop');
    }
  };
  const wantNewer = () => {
    if (gap() >= near) { askedNewer = false; }
    if (!following && !askedNewer && gap() < near) {
      askedNewer = true;
      following = log.dataset.mode === 'live';
      tell('OnBottom');
    }
  };
  const showMarked = () => {
    const marked = log.querySelector('[data-marked]:not([data-shown])');
    marked?.setAttribute('data-shown', '');
    marked?.scrollIntoView({ block: 'center' });
  };

  const mutations = new MutationObserver((changes) => {
    if (changes.some((change) => change.target === log && change.attributeName === 'data-mode')) {
      following = log.dataset.mode === 'live';
    }
    askedOlder = askedNewer = false;
    if (following) { pin(); } else { restore(); remember(); }
    showMarked();
    wantOlder();
  });
  const sizes = new ResizeObserver(() => { if (following) { pin(); } });
  const shown = new IntersectionObserver(([entry]) => tell('OnShown', entry.isIntersecting));

  const handlers = {
    wheel: (event) => { if (event.deltaY < 0) { release(); } else if (event.deltaY > 0) { wantNewer(); } },
    keydown: (event) => {
      if (event.target !== log) { return; }
      if (['PageUp', 'ArrowUp', 'Home'].includes(event.key)) { release(); }
    },
    up: release, // keys.js: the focus goes up the rows
    touchmove: () => { if (gap() > near) { release(); } },
    pointerdown: (event) => { dragging = event.target === log && event.offsetX >= log.clientWidth; },
    pointerup: () => { dragging = false; },
    scroll: () => {
      // Browsers glide: on the way up the first steps are still near the end. Only coming down to it counts.
      const down = log.scrollTop > lastTop;
      lastTop = log.scrollTop;
      if (following) {
        if (dragging && gap() > near) { release(); }
        return;
      }
      remember();
      if (down) { wantNewer(); } else { wantOlder(); }
    },
    click: (event) => {
      const control = event.target.closest('[data-act]');
      const row = control?.closest('[data-seq]');
      // Text in a row can be marked with the mouse without choosing the row.
      if (!row || (control === row && !getSelection().isCollapsed)) { return; }
      const { act, value = null } = control.dataset;
      tell('OnRowAction', { act, value, seq: Number(row.dataset.seq), part: Number(row.dataset.part ?? 0), alt: event.altKey });
    },
  };

  for (const [name, handler] of Object.entries(handlers)) { log.addEventListener(name, handler, { passive: true }); }
  mutations.observe(log, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['data-mode', 'data-marked'] });
  sizes.observe(log);
  shown.observe(log);
  if (following) { pin(); } else { showMarked(); }

  return {
    place() {
      remember();
      return anchor ? Number(anchor.node.dataset.seq) : null;
    },
    dispose() {
      for (const [name, handler] of Object.entries(handlers)) { log.removeEventListener(name, handler); }
      mutations.disconnect();
      sizes.disconnect();
      shown.disconnect();
    },
  };
}
