// Says a result aloud through the live regions of the page. The server asks with HX-Trigger: {"announce": "…"}.
export function announce(text, { assertive = false } = {}) {
  const region = document.getElementById(assertive ? "live-assertive" : "live-polite");
  if (!region || !text) {
    return;
  }
  // Emptied first: the same sentence twice must be heard twice.
  region.textContent = "";
  setTimeout(() => {
    region.textContent = text;
  }, 60);
}

document.addEventListener("announce", (event) => {
  const { value, message, assertive } = event.detail ?? {};
  announce(message ?? value, { assertive: Boolean(assertive) });
});
