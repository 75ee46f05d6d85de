// Remembers on this device, without an account, which lessons were read: {course: [lessons, the latest last]}.
// Enrolment takes them along; then they are forgotten here. Without storage everything works, only unremembered.

const NAME = "sabat-read";
const MOST = 200;

function remembered() {
  try {
    const courses = JSON.parse(localStorage.getItem(NAME));
    return courses && typeof courses === "object" ? courses : {};
  } catch {
    return {};
  }
}

function remember(courses) {
  try {
    localStorage.setItem(NAME, JSON.stringify(courses));
  } catch {
    // Private windows and full disks: nothing is remembered.
  }
}

function lessonsOf(course) {
  const lessons = remembered()[course];
  return Array.isArray(lessons) ? lessons : [];
}

const reading = document.querySelector("[data-reading]");
if (reading) {
  const { course, reading: lesson } = reading.dataset;
  const others = lessonsOf(course).filter((other) => other !== lesson);
  remember({ ...remembered(), [course]: [...others, lesson].slice(-MOST) });
}

const enrolled = document.querySelector("[data-enrolled-in]");
if (enrolled) {
  const { [enrolled.dataset.enrolledIn]: _forgotten, ...others } = remembered();
  remember(others);
}

for (const field of document.querySelectorAll("[data-read-of]")) {
  field.value = lessonsOf(field.dataset.readOf).join(",");
}

const onward = document.querySelector("[data-continue-reading]");
if (onward) {
  const last = lessonsOf(onward.dataset.continueReading).pop();
  const place = last && document.querySelector(`[data-lesson="${CSS.escape(last)}"]`);
  if (place) {
    onward.href = place.href;
    onward.hidden = false;
    document.querySelector("[data-first-lesson]").hidden = true;
  }
}
