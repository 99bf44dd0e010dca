// Ctrl+Enter (Cmd+Enter) in a field sends its form, as the hint beside Save says.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) {
    return;
  }
  const form = event.target.form ?? event.target.closest?.("form");
  if (form) {
    event.preventDefault();
    form.requestSubmit();
  }
});
