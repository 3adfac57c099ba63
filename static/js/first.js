// Before the page is painted: the theme chosen on this device, and the sign that scripts run.
// Listens to nothing. Without it the page follows the device's own light or dark.
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // a browser that keeps nothing follows the device
  }
})();
