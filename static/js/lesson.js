// Brings the learner back to the block where they stopped, and tells the server where they are reading.

const PAUSE = 10_000;

for (const details of document.querySelectorAll("[data-open-when-wide]")) {
  details.open = matchMedia("(min-width: 60rem)").matches;
}

const article = document.querySelector("[data-place]");
if (article) {
  const blocks = [...article.querySelectorAll(".lesson-body > [id]")];
  resume(blocks);
  report(blocks);
}

function resume(blocks) {
  const place = blocks.findIndex((block) => block.id === article.dataset.resume);
  if (place < 1 || (location.hash && location.hash !== `#${article.dataset.resume}`)) return;
  const notice = article.querySelector("[data-resumed]");
  blocks[place].before(notice);
  notice.hidden = false;
  notice.scrollIntoView();
}

function report(blocks) {
  const { place, token } = article.dataset;
  let reading;
  let told;
  let waiting;

  function tell() {
    clearTimeout(waiting);
    waiting = undefined;
    if (!reading || reading === told) return;
    told = reading;
    const body = new URLSearchParams({ block: reading, csrfmiddlewaretoken: token });
    fetch(place, { method: "POST", body, keepalive: true }).catch(() => (told = undefined));
  }

  // A block is begun when its top has passed the upper third of the window; the last one begun is being read.
  const begun = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) begun[isIntersecting ? "add" : "delete"](target);
      reading = blocks.filter((block) => begun.has(block)).pop()?.id;
      if (reading !== told) waiting ??= setTimeout(tell, PAUSE);
    },
    { rootMargin: "1000000px 0px -66% 0px" },
  );
  for (const block of blocks) observer.observe(block);
  addEventListener("pagehide", tell);
}
