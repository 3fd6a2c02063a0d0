// A pane below a handle: dragged with the pointer, moved with the arrow keys. The browser keeps how high it was.

const key = 'wcb-split';
const usual = 40;
const [least, most, step] = [15, 80, 4];

export function attach(handle) {
  const panes = handle.parentElement;
  const kept = () => { try { return Number(localStorage.getItem(key)) || usual; } catch { return usual; } };
  const put = (percent, keep = true) => {
    const now = Math.round(Math.min(most, Math.max(least, percent)));
    panes.style.setProperty('--split', now);
    handle.setAttribute('aria-valuenow', now);
    if (keep) { try { localStorage.setItem(key, now); } catch { /* private mode: then it is not kept */ } }
  };
  const handlers = {
    pointerdown: (event) => { handle.setPointerCapture(event.pointerId); event.preventDefault(); handle.focus(); },
    pointermove: (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) { return; }
      const box = panes.getBoundingClientRect();
      put(((box.bottom - event.clientY) / box.height) * 100);
    },
    keydown: (event) => {
      const now = Number(handle.getAttribute('aria-valuenow'));
      const to = { ArrowUp: now + step, ArrowDown: now - step, Home: most, End: least }[event.key];
      if (to === undefined) { return; }
      put(to);
      event.preventDefault();
    },
    dblclick: () => put(usual),
  };
  for (const [name, handler] of Object.entries(handlers)) { handle.addEventListener(name, handler); }
  put(kept(), false);

  return {
    dispose() {
      for (const [name, handler] of Object.entries(handlers)) { handle.removeEventListener(name, handler); }
    },
  };
}
