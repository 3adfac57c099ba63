// form[data-confirm=QUESTION] asks once; form[data-once] is sent once; form[data-guard] warns before
// unsaved text is left; button[data-fix] puts a wording into its text. Else: the forms simply post.
const dialog = document.getElementById("confirm");

/** Ask in the page's dialog; the answer is a promise of true or false. */
function ask(question) {
  dialog.querySelector("#confirm-question").textContent = question;
  dialog.showModal();
  return new Promise((resolve) => {
    const answer = (said) => () => {
      dialog.close();
      resolve(said);
    };
    dialog.querySelector("[data-yes]").onclick = answer(true);
    dialog.querySelector("[data-no]").onclick = answer(false);
    dialog.oncancel = answer(false);
  });
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.dataset.confirm && dialog && !form.dataset.confirmed) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await ask(form.dataset.confirm)) {
      form.dataset.confirmed = "yes";
      form.requestSubmit(event.submitter ?? undefined);
    }
    return;
  }
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
});

// a page that comes back from the browser's memory may be sent again
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-once]")) {
    delete form.dataset.sent;
    delete form.dataset.confirmed;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
});

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (form?.matches("[data-guard]:not([data-draft])")) form.dataset.unsaved = "yes";
});

document.addEventListener("submit", ({ target }) => delete target.dataset.unsaved);

addEventListener("beforeunload", (event) => {
  const atRisk = "form[data-guard]:is([data-unsaved=lost], [data-unsaved]:not([data-draft]))";
  if (document.querySelector(atRisk)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-fix]");
  if (!button) return;
  event.preventDefault();
  const { in: id, start, end, was, text } = JSON.parse(button.dataset.fix);
  const field = document.getElementById(id);
  const letters = [...field.value];
  if (letters.slice(start, end).join("") !== was) return; // it was typed over meanwhile
  field.value = [...letters.slice(0, start), text, ...letters.slice(end)].join("");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});
