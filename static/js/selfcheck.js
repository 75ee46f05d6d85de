// Answers self-checks in place: the form is posted, and the fragment that comes back takes its place.

const body = document.querySelector(".lesson-body");

function tell(form, sentence) {
  let line = form.querySelector(".saved-state");
  if (!line) {
    line = document.createElement("p");
    line.className = "saved-state is-problem";
    line.setAttribute("role", "status");
    line.lang = document.documentElement.lang;
    form.append(line);
  }
  // A sentence put in together with its live region is not read out.
  setTimeout(() => (line.textContent = sentence));
}

async function check(form) {
  const answer = new FormData(form);
  if (!answer.has("answer")) {
    tell(form, body.dataset.chooseFirst);
    return;
  }
  form.setAttribute("aria-busy", "true");
  try {
    const reply = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(answer),
      headers: { "X-Requested-With": "fetch" },
    });
    if (!reply.ok || reply.redirected) throw new Error(reply.statusText);
    const holder = document.createElement("template");
    holder.innerHTML = await reply.text();
    const block = holder.content.firstElementChild;
    form.replaceWith(block);
    block.querySelector(".verdict")?.focus();
  } catch {
    form.removeAttribute("aria-busy");
    tell(form, body.dataset.notChecked);
  }
}

body.addEventListener("submit", (event) => {
  if (!event.target.matches(".self-check")) return;
  event.preventDefault();
  if (event.target.getAttribute("aria-busy") !== "true") check(event.target);
});
