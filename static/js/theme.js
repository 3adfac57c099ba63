// [data-theme-switch]: a button that turns light into dark and back, kept on this device.
// Hidden until scripts run, since without them the page follows the device.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);

function show(button) {
  button.hidden = false;
  button.setAttribute("aria-pressed", String(isDark()));
}

document.querySelectorAll("[data-theme-switch]").forEach(show);

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-theme-switch]");
  if (!button) return;
  root.dataset.theme = isDark() ? "light" : "dark";
  show(button);
  try {
    localStorage.setItem("theme", root.dataset.theme);
  } catch {
    // the choice then lasts for this page
  }
});
