// The banner shown while the circuit is down. Not modal: what is on the page stays readable, and typed text is kept.
// Blazor tells its element how it goes; short breaks show nothing at all.

const banner = document.getElementById('components-reconnect-modal');
let timer = 0;
let again = 0;

function show(state) {
  clearTimeout(timer);
  document.body.dataset.cut = '';
  banner.dataset.state = state;
  const open = () => {
    document.body.dataset.offline = '';
    document.querySelectorAll('[data-live]').forEach((control) => { control.inert = true; });
    if (!banner.open) { banner.show(); }
  };
  timer = setTimeout(open, state === 'show' ? 2000 : 0);
}

function hide() {
  clearTimeout(timer);
  clearInterval(again);
  again = 0;
  delete document.body.dataset.offline;
  delete document.body.dataset.cut;
  document.querySelectorAll('[data-live]').forEach((control) => { control.inert = false; });
  banner.close();
}

function reload() {
  sessionStorage.setItem('wcb-reconnected', '1');
  location.reload();
}

// A login that is over takes no circuit back, but leads to the sign-in: the page is asked for as a browser asks.
async function leaveIfSignedOut() {
  try {
    const page = await fetch(location.href, { redirect: 'manual', headers: { accept: 'text/html' } });
    if (page.type === 'opaqueredirect') { location.reload(); }
  } catch { /* nobody answers: then it is the line that is down */ }
}

async function retry() {
  await leaveIfSignedOut();
  try {
    if (await Blazor.reconnect()) { hide(); } else { reload(); }
  } catch {
    show('failed');
  }
}

function keepTrying() {
  show('failed');
  again ||= setInterval(() => { if (!document.hidden) { retry(); } }, 3000);
}

banner.addEventListener('components-reconnect-state-changed', ({ detail }) => {
  switch (detail.state) {
    case 'show': show('show'); break;
    case 'retrying':
      leaveIfSignedOut();
      if (banner.open) { show('retrying'); }
      break;
    case 'hide': hide(); break;
    case 'failed': keepTrying(); break;
    case 'rejected': reload(); break;
    default: break;
  }
});
document.getElementById('reconnect-now').addEventListener('click', retry);
addEventListener('online', () => { if (again) { retry(); } });
document.addEventListener('visibilitychange', () => { if (again && !document.hidden) { retry(); } });
