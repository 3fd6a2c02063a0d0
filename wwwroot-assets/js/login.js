// The login page: takes the token out of the address before anything else, and hands it in. What stands behind the # was
// sent to nobody, is not in the history any more, and the form's answer leads away from it.

const form = document.querySelector('.login-form');

function handIn() {
  const token = new URLSearchParams(location.hash.slice(1)).get('t');
  if (location.hash) { history.replaceState(null, '', location.pathname + location.search); }
  if (!form || !token) { return false; }
  form.elements.token.value = token;
  form.requestSubmit();
  return true;
}

if (!handIn() && form && !form.dataset.said) {
  if ('signedIn' in form.dataset) {
    location.replace(form.elements.returnUrl.value);
  } else if ('foreign' in form.dataset) {
    // Led here by another site, the browser kept our cookie back. Asked by this page of ours it shows it, if there is one.
    location.replace(location.href);
  }
}

// The link was opened in the tab that waits here.
addEventListener('hashchange', handIn);
