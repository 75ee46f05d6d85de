// Saves each answer as it is given, keeps what could not be sent, and counts the time down. Without it the form posts.

const WAITS = [1, 2, 4, 8, 15, 30]; // seconds between tries while there is no connection
const TYPING = 700; // milliseconds of silence after which typed text is saved

const form = document.querySelector("form[data-attempt]");
const state = document.querySelector("[data-saved-state]");
const keyPrefix = `attempt:${form.dataset.attempt}:`;
const ownKey = form.dataset.position && keyPrefix + form.dataset.position;

// Answers that the server has not confirmed yet, by key: {url, sequence, fields: [[name, value], …]}.
const unsaved = new Map();
let sequence = Number(form.elements.sequence?.value);
let known = ownKey && JSON.stringify(givenFields());
let tries = 0;
let retry = 0;
let sending = null;
let leaving = false;
let rejected = ""; // why the server does not take the answer that now stands in the form

function givenFields() {
  return [...new FormData(form)].filter(([name]) => name === "answer" || name.startsWith("pair-"));
}

function remember(key, answer) {
  unsaved.set(key, answer);
  try {
    sessionStorage.setItem(key, JSON.stringify(answer));
  } catch {
    // Without storage the answer is kept as long as the page stays open.
  }
}

function forget(key) {
  unsaved.delete(key);
  try {
    sessionStorage.removeItem(key);
  } catch {
    // It was never stored.
  }
}

function recall() {
  try {
    for (const key of Object.keys(sessionStorage).filter((one) => one.startsWith(keyPrefix))) {
      unsaved.set(key, JSON.parse(sessionStorage.getItem(key)));
    }
  } catch {
    // Nothing to recall.
  }
}

// Put an answer that was never confirmed back into the form after a reload.
function refill({ fields, sequence: given }) {
  for (const control of form.elements) {
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.name !== "answer" && !control.name.startsWith("pair-")) continue;
    if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
  }
  known = JSON.stringify(fields);
  form.elements.sequence.value = given;
  sequence = Math.max(sequence, given + 1);
}

function show(text, isProblem = false) {
  state.textContent = text;
  state.classList.toggle("is-problem", isProblem);
}

function note() {
  if (!ownKey) return;
  const fields = givenFields();
  if (JSON.stringify(fields) === known) return;
  known = JSON.stringify(fields);
  form.elements.sequence.value = sequence;
  remember(ownKey, { url: form.dataset.answerUrl, sequence, fields });
  sequence += 1;
  tries = 0;
  rejected = "";
}

// Send what is unsaved. True when the server has everything.
function flush() {
  clearTimeout(retry);
  sending ??= sendAll().finally(() => {
    sending = null;
  });
  return sending;
}

async function sendAll() {
  while (unsaved.size) {
    const [key, answer] = unsaved.entries().next().value;
    show(state.dataset.saving);
    const outcome = await send(answer);
    if (outcome === "again") {
      show(state.dataset.unsaved, true);
      retry = setTimeout(flush, WAITS[Math.min(tries, WAITS.length - 1)] * 1000);
      tries += 1;
      return false;
    }
    if (outcome.error) {
      // The server does not take this answer, now or later; signed out is another matter: the answer is kept.
      if (outcome.status !== 401 && unsaved.get(key)?.sequence === answer.sequence) {
        forget(key);
        if (key === ownKey) rejected = outcome.error;
      }
      document.querySelector("[data-reload]").hidden = outcome.status !== 409;
      show(outcome.error, true);
      return false;
    }
    tries = 0;
    if (unsaved.get(key)?.sequence === answer.sequence) forget(key);
    if (outcome.seconds_left !== null) setTimer(outcome.seconds_left);
    if (!unsaved.size) show(`${state.dataset.saved} ${outcome.at}`);
  }
  return true;
}

async function send({ url, sequence: given, fields }) {
  const body = new URLSearchParams([...fields, ["sequence", given]]);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  try {
    const response = await fetch(url, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
    if (response.status >= 500 || response.status === 429) return "again";
    const answer = await response.json();
    return { ...answer, status: response.status, at: clock(response.headers.get("date")) };
  } catch {
    return "again";
  }
}

// The server's time of day, in its time zone, as the deadline is written on this page.
function clock(date) {
  const options = { timeStyle: "short", hourCycle: "h23", timeZone: state.dataset.timeZone };
  return new Date(date ?? Date.now()).toLocaleTimeString(document.documentElement.lang, options);
}

let typing = 0;
form.addEventListener("input", (event) => {
  clearTimeout(typing);
  if (event.target.type === "text") typing = setTimeout(save, TYPING);
});
form.addEventListener("change", save);

function save() {
  clearTimeout(typing);
  note();
  if (unsaved.size) flush();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (leaving) return;
  leaving = true;
  note();
  const target = event.submitter?.dataset.href;
  if (rejected || !(await flush())) {
    leaving = false;
    if (rejected) show(rejected, true);
  } else if (target) {
    location.assign(target);
  } else {
    form.submit();
  }
});

addEventListener("online", () => unsaved.size && flush());
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
addEventListener("beforeunload", (event) => {
  if (unsaved.size && !leaving) event.preventDefault();
});

// The clock: counted from what the server said, on a clock that nobody can set.

const timer = document.querySelector("[data-seconds-left]");
const news = document.querySelector("[data-timer-news]");
const panel = document.querySelector("[data-timer-panel]");
let endsAt = 0;
let told = Infinity;

function setTimer(seconds) {
  if (timer) endsAt = performance.now() + seconds * 1000;
}

function secondsLeft() {
  return Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
}

function tick(half) {
  const left = secondsLeft();
  const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
  const parts = hours ? [hours, String(minutes).padStart(2, "0")] : [minutes];
  timer.textContent = [...parts, String(seconds).padStart(2, "0")].join(":");
  const marks = [[60, news.dataset.one], [300, news.dataset.five], [half, news.dataset.half]];
  const mark = marks.find(([limit]) => left <= limit);
  if (mark && mark[0] < told) {
    told = mark[0];
    news.textContent = mark[1];
  }
  return left;
}

async function timeIsOver() {
  note();
  if (await flush()) {
    leaving = true;
    location.assign(timer.dataset.summary); // the server submits what is saved and shows the result
  } else {
    setTimeout(timeIsOver, 2000);
  }
}

if (timer) {
  setTimer(Number(timer.dataset.secondsLeft));
  const half = Number(timer.dataset.halfSeconds);
  const running = setInterval(() => {
    if (tick(half) > 0) return;
    clearInterval(running);
    setTimeout(timeIsOver, 1500); // the server's seconds were rounded down
  }, 1000);
  tick(half);
  told = [60, 300, half].filter((limit) => secondsLeft() <= limit).sort((a, b) => a - b)[0] ?? Infinity;
  news.textContent = "";
  try {
    panel.open = sessionStorage.getItem("timer-hidden") === null;
    panel.addEventListener("toggle", () => {
      if (panel.open) sessionStorage.removeItem("timer-hidden");
      else sessionStorage.setItem("timer-hidden", "yes");
    });
  } catch {
    // The choice lasts as long as the page.
  }
}

const map = document.querySelector("[data-map]");
if (map) map.open = matchMedia("(min-width: 48rem)").matches;

recall();
if (ownKey && unsaved.has(ownKey)) refill(unsaved.get(ownKey));
if (unsaved.size) flush();
