// A request that fails is told in words; what was typed stays where it is.
import { showToast } from "./toasts.js";

const SENTENCES = {
  401: "You are signed out. Open a new tab, sign in, then try again here.",
  403: "Your role does not let you do this. An administrator of your district can change your role.",
  404: "This is no longer here. Reload the page to see what is.",
  413: "That is too large to send.",
  429: "Too many tries. Wait a minute, then try again.",
  503: "Coalition is busy or being looked after. What you typed is still here. Try again in a minute.",
};
const OTHERWISE = "That did not work, and nothing was saved. What you typed is still here. Try again.";

document.addEventListener("htmx:responseError", (event) => {
  showToast({ message: SENTENCES[event.detail.xhr.status] ?? OTHERWISE, error: true });
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => {
    showToast({ message: "The connection dropped. What you typed is still here. Try again.", error: true });
  });
}
