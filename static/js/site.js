// Small conveniences. Every page works without them.

// A second press of a button sends nothing.
const sent = new WeakSet();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  setTimeout(() => sent.delete(form), 8000);
});
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form").forEach((form) => sent.delete(form));
});

// The account menu closes by Escape and by a press elsewhere.
const menu = document.querySelector(".menu");
if (menu) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// The name as it will stand on the certificate, while it is being typed.
for (const mirror of document.querySelectorAll("[data-mirrors]")) {
  const field = document.getElementById(mirror.dataset.mirrors);
  field?.addEventListener("input", () => {
    mirror.textContent = field.value.trim().replace(/\s+/g, " ") || mirror.dataset.empty;
  });
}

// On paper an address within the site stands in full, and nothing stays folded.
addEventListener("beforeprint", () => {
  for (const link of document.querySelectorAll('main a[href^="/"]')) link.dataset.address = link.href;
  for (const fold of document.querySelectorAll("main details:not([open])")) {
    fold.open = true;
    fold.dataset.folded = "";
  }
});
addEventListener("afterprint", () => {
  for (const fold of document.querySelectorAll("details[data-folded]")) fold.open = false;
});
