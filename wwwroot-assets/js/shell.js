// What only a browser knows and keeps: time zone, visibility, storage, clipboard, theme cookie, favicon.

import { tell } from './circuit.js';

const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
let onVisibility;

export function start(dotnet) {
  document.removeEventListener('visibilitychange', onVisibility);
  onVisibility = () => tell(dotnet, 'OnVisibility', !document.hidden);
  document.addEventListener('visibilitychange', onVisibility);
  const reconnected = sessionStorage.getItem('wcb-reconnected') !== null;
  sessionStorage.removeItem('wcb-reconnected');
  return {
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
    visible: !document.hidden,
    read: kept('wcb-read'),
    keys: kept('wcb-keys') !== 'off',
    theme: document.documentElement.dataset.theme ?? 'system',
    name: kept('wcb-name'),
    reconnected,
  };
}

export function stop() {
  document.removeEventListener('visibilitychange', onVisibility);
}

export function keep(key, value) {
  try { localStorage.setItem(key, value); } catch { /* private mode: then it is not kept */ }
}

export function remember(key, value) {
  try { sessionStorage.setItem(key, value); } catch { /* private mode: then it is not kept */ }
}

export function recall(key) {
  try { return sessionStorage.getItem(key); } catch { return null; }
}

export function theme(name) {
  const root = document.documentElement;
  if (name === 'system') { delete root.dataset.theme; } else { root.dataset.theme = name; }
  const life = name === 'system' ? 0 : 365 * 24 * 3600;
  document.cookie = `wcb-theme=${name}; path=/; max-age=${life}; samesite=lax`;
}

export function post(path) {
  const form = Object.assign(document.createElement('form'), { method: 'post', action: path });
  document.body.append(form);
  form.submit();
}

export function leave(path) {
  location.assign(path);
}

export function favicon(name) {
  const link = document.querySelector('link[rel~="icon"][type="image/svg+xml"]');
  const href = `img/${name}.svg`;
  if (link && link.getAttribute('href') !== href) { link.setAttribute('href', href); }
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Plain http on another machine has no clipboard API; the old way still works there.
    const area = Object.assign(document.createElement('textarea'), { value: text, readOnly: true, className: 'visually-hidden' });
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
