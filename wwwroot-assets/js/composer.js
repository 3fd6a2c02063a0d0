// The text being written lives here, not on the server: no keystroke waits for a round trip, none is lost with a circuit.
// It is kept per conversation in sessionStorage and cleared only after the relay has taken it.

import { tell, up } from './circuit.js';

const headLength = 4000;
const inOneCall = 8000;
const utf8 = new TextEncoder();
const history = [];

export function attach(form, dotnet, key) {
  const box = form.querySelector('textarea');
  const draft = `wcb-draft:${key}`;
  let reporting = 0;
  let recalled = -1;
  let handingOver = false;

  const save = () => { try { sessionStorage.setItem(draft, box.value); } catch { /* full or forbidden */ } };
  const report = () => {
    clearTimeout(reporting);
    reporting = 0;
    const text = box.value;
    const lines = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
    tell(dotnet, 'OnDraft', { head: text.slice(0, headLength), bytes: utf8.encode(text).length, lines });
  };
  const put = (text) => { box.value = text; save(); report(); };

  // One part after the other, each answered: the framework's own stream was seen to stand still for a minute on a busy machine.
  async function sendLong(text, sure) {
    if (handingOver) { return { accepted: false }; }
    handingOver = true;
    try {
      if (!await dotnet.invokeMethodAsync('OnLong', utf8.encode(text).length)) { return { accepted: false }; }
      for (let at = 0, end; at < text.length; at = end) {
        end = Math.min(at + inOneCall, text.length);
        if (end < text.length && /[\ud800-\udbff]/.test(text[end - 1])) { end--; } // both halves of a character in one part
        await dotnet.invokeMethodAsync('OnPart', text.slice(at, end));
      }
      return await dotnet.invokeMethodAsync('OnSendParts', sure);
    } finally { handingOver = false; }
  }

  async function send(sure) {
    const text = box.value;
    if (text === '' || !up()) { return; }
    // A report that comes after the answer would wipe it out.
    if (reporting) { report(); }
    const outcome = text.length <= inOneCall ? await dotnet.invokeMethodAsync('OnSend', text, sure) : await sendLong(text, sure);
    if (outcome.accepted) { history.push(text); recalled = -1; }
    // Whoever typed on meanwhile keeps what they typed.
    if (box.value === text && (outcome.accepted || outcome.rest)) { put(outcome.rest ?? ''); }
    // The button that was pressed may be gone; whoever went elsewhere meanwhile stays there.
    if (document.activeElement === document.body || form.contains(document.activeElement)) { box.focus(); }
  }

  const handlers = {
    input: () => { save(); reporting ||= setTimeout(report, 80); },
    keydown: (event) => {
      if (event.target !== box || event.isComposing) { return; }
      if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey) {
        event.preventDefault();
        send(false);
      } else if (event.key === 'ArrowUp' && (box.value === '' || box.value === history[recalled]) && history.length > 0) {
        event.preventDefault();
        recalled = recalled < 0 ? history.length - 1 : Math.max(0, recalled - 1);
        put(history[recalled]);
      } else if (event.key === 'Escape') {
        box.blur();
      }
    },
    submit: (event) => { event.preventDefault(); send(false); },
    click: (event) => {
      const button = event.target.closest('[data-send]');
      if (!button) { return; }
      if (button.dataset.send === 'literally') { put(button.dataset.text); send(true); }
      if (button.dataset.send === 'sure') { send(true); }
      if (button.dataset.send === 'not') { report(); box.focus(); }
    },
  };

  for (const [name, handler] of Object.entries(handlers)) { form.addEventListener(name, handler); }
  const kept = sessionStorage.getItem(draft);
  if (kept && box.value === '') { box.value = kept; }
  if (box.value !== '') { report(); }

  return {
    dispose() {
      clearTimeout(reporting);
      for (const [name, handler] of Object.entries(handlers)) { form.removeEventListener(name, handler); }
    },
  };
}
