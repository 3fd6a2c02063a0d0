// Calls to the server while there may be none. Blazor answers a call without a connection with an error nobody can catch:
// so it is asked first. reconnect.js sets the mark the moment the circuit is lost.

export const up = () => !('cut' in document.body.dataset);

export const tell = (dotnet, what, ...rest) => (up() ? dotnet.invokeMethodAsync(what, ...rest).catch(() => { /* lost meanwhile */ }) : Promise.resolve());
