// Signing in again, perhaps in another tab, changes the token that forms carry. What leaves this page carries the one
// of now, so that nobody types anything twice.
function token() {
  return document.cookie.match(/(?:^|; )(?:__Host-|__Secure-)?csrftoken=([^;]+)/)?.[1];
}

document.addEventListener("htmx:configRequest", (event) => {
  const now = token();
  const { headers, formData } = event.detail;
  if (now) {
    headers["X-CSRFToken"] = now;
  }
  if (now && formData.has("csrfmiddlewaretoken")) {
    formData.set("csrfmiddlewaretoken", now);
  }
});

document.addEventListener(
  "submit",
  (event) => {
    const field = event.target.querySelector("input[name='csrfmiddlewaretoken']");
    const now = token();
    if (field && now) {
      field.value = now;
    }
  },
  { capture: true },
);
