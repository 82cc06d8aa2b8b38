"use strict";
(() => {
  const audio = document.getElementById("audio");
  const cues = [...document.querySelectorAll("[data-start]")]
    .map((first) => ({
      first,
      start: Number(first.dataset.start) / 1000,
      end: Number(first.dataset.end) / 1000,
      parts: [first, ...document.querySelectorAll(`[data-of="${first.id}"]`)],
    }))
    .sort((one, other) => one.start - other.start);
  const chapters = [...document.querySelectorAll("nav [data-ms]")];
  const status = document.getElementById("status");
  const store = `narrator:${document.body.dataset.episode}`;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const RATES = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];
  const SIZES = [0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2];
  // A move back within this time of a start goes to what is before it, as players do.
  const GRACE_S = 1.5;
  let now = -1;
  let wanted = null;

  // What is remembered stays in this browser; where it keeps nothing, nothing is remembered.
  const remembered = (() => {
    try { return JSON.parse(localStorage.getItem(store)) || {}; } catch { return {}; }
  })();
  const remember = (changes) => {
    Object.assign(remembered, changes);
    try { localStorage.setItem(store, JSON.stringify(remembered)); } catch { /* not kept */ }
  };

  const place = () => (wanted === null ? audio.currentTime : wanted);
  // The last of the things that begin at that time or before it; -1 before the first.
  const last = (starts, time) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= time + 0.0005) low = middle + 1; else high = middle;
    }
    return low - 1;
  };
  const cueStarts = cues.map((cue) => cue.start);
  const headings = [...document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6) [data-start]")]
    .map((element) => Number(element.dataset.start) / 1000);
  const chapterStarts = chapters.map((link) => Number(link.dataset.ms) / 1000);
  const sectionStarts = [...new Set([...chapterStarts, ...headings])].sort((a, b) => a - b);

  const clock = (time) => {
    const whole = Math.floor(time);
    const two = (number) => String(number).padStart(2, "0");
    const hours = Math.floor(whole / 3600);
    const minutes = Math.floor(whole / 60) % 60;
    return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  };
  // Where the player does not stay in view, its buttons stay under the finger all the same.
  const stays = () => getComputedStyle(document.querySelector(".player")).position === "sticky";
  const seek = (time, shows = true) => {
    wanted = time;
    if (audio.readyState > 0) { audio.currentTime = time; wanted = null; }
    else { audio.load(); }
    show(shows ? "always" : "never");
    remember({ time });
  };
  const tell = (time) => {
    const cue = cues[last(cueStarts, time)];
    // While it plays, the recording itself says where it is; two voices at once help nobody.
    status.setAttribute("aria-live", audio.paused ? "polite" : "off");
    const cells = cue ? [...cue.first.querySelectorAll("th, td")] : [];
    const words = cells.length
      ? cells.map((cell) => cell.textContent.trim()).filter(Boolean).join("; ")
      : cue ? cue.first.textContent.trim() : "";
    status.textContent = `${clock(time)} ${words.slice(0, 80)}`;
  };
  const isInView = (element) => {
    const box = element.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  };
  // Marks the sentence at the place; scrolls to it "always", "never", or while it is "followed":
  // while the one before was in view.
  const show = (scrolls) => {
    const at = last(cueStarts, place());
    if (at === now) return;
    const before = cues[now];
    const isFollowed = before ? isInView(before.first) : stays();
    const follows = document.getElementById("follow").checked
      && (scrolls === "always" || (scrolls === "followed" && isFollowed));
    if (before) before.parts.forEach((part) => {
      part.classList.remove("now");
      part.removeAttribute("aria-current");
    });
    now = at;
    const cue = cues[now];
    if (!cue) return;
    cue.parts.forEach((part) => part.classList.add("now"));
    cue.first.setAttribute("aria-current", "true");
    if (follows) {
      cue.first.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
    }
  };
  const move = (starts, step) => {
    if (!starts.length) return;
    const time = place();
    let at = last(starts, time);
    if (step > 0) at += 1;
    else if (at >= 0 && time - starts[at] <= GRACE_S) at -= 1;
    if (at >= starts.length) return;
    const target = starts[Math.max(at, 0)];
    seek(target, stays());
    tell(target);
  };
  const pick = (list, value, step) => {
    const at = list.findIndex((entry) => entry >= value - 0.001);
    return list[Math.min(Math.max((at < 0 ? list.length - 1 : at) + step, 0), list.length - 1)];
  };
  const number = (value, digits) => value.toLocaleString(document.documentElement.lang || undefined, {
    minimumFractionDigits: digits, maximumFractionDigits: 2,
  });
  const setRate = (rate) => {
    audio.defaultPlaybackRate = rate;
    audio.playbackRate = rate;
    remember({ rate });
  };
  const showRate = () => {
    document.getElementById("speed").textContent = `${number(audio.playbackRate, 1)}×`;
  };
  const setSize = (size) => {
    document.documentElement.style.setProperty("--scale", size);
    document.getElementById("text_size").textContent = `${Math.round(size * 100)} %`;
    remember({ size });
  };
  const toggle = () => { if (audio.paused) audio.play().catch(() => {}); else audio.pause(); };
  const doings = {
    previous_section: () => move(sectionStarts, -1),
    previous_sentence: () => move(cueStarts, -1),
    play: toggle,
    next_sentence: () => move(cueStarts, 1),
    next_section: () => move(sectionStarts, 1),
    slower: () => setRate(pick(RATES, audio.playbackRate, -1)),
    faster: () => setRate(pick(RATES, audio.playbackRate, 1)),
    smaller_text: () => setSize(pick(SIZES, remembered.size || 1, -1)),
    larger_text: () => setSize(pick(SIZES, remembered.size || 1, 1)),
  };

  document.querySelectorAll("[data-do]").forEach((button) => {
    button.addEventListener("click", doings[button.dataset.do]);
  });
  chapters.forEach((link) => {
    link.addEventListener("click", () => seek(Number(link.dataset.ms) / 1000));
  });
  document.querySelectorAll("[data-play]").forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      seek(Number(link.dataset.play) / 1000);
      if (audio.paused) toggle();
    });
  });
  // For the mouse and the finger alone; the keyboard has the buttons.
  document.querySelector("article").addEventListener("click", (event) => {
    const part = event.target.closest("[data-start], [data-of]");
    if (!part || event.target.closest("a") || String(getSelection())) return;
    const first = part.dataset.of ? document.getElementById(part.dataset.of) : part;
    seek(Number(first.dataset.start) / 1000);
  });
  const added = document.getElementById("show_added");
  const showAdded = () => {
    document.body.classList.toggle("hide-added", !added.checked);
    remember({ added: added.checked });
  };
  added.addEventListener("change", showAdded);

  const playButton = document.querySelector('[data-do="play"]');
  const [playWord, pauseWord] = [playButton.textContent, playButton.dataset.other];
  const tick = () => {
    show("followed");
    if (!audio.paused) requestAnimationFrame(tick);
  };
  audio.addEventListener("loadedmetadata", () => {
    if (wanted !== null) { audio.currentTime = wanted; wanted = null; }
  });
  audio.addEventListener("play", () => { playButton.textContent = pauseWord; tick(); });
  audio.addEventListener("pause", () => {
    playButton.textContent = playWord;
    remember({ time: audio.currentTime });
  });
  audio.addEventListener("ended", () => { remember({ time: 0 }); });
  audio.addEventListener("seeked", () => show("followed"));
  audio.addEventListener("timeupdate", () => {
    show("followed");
    if (!audio.paused && Math.abs(audio.currentTime - (remembered.time || 0)) > 5) {
      remember({ time: audio.currentTime });
    }
  });
  audio.addEventListener("ratechange", showRate);
  addEventListener("pagehide", () => {
    if (audio.currentTime && !audio.ended) remember({ time: audio.currentTime });
  });

  if ("mediaSession" in navigator) {
    navigator.mediaSession.metadata = new MediaMetadata({ title: document.title });
    const keys = {
      play: () => { audio.play().catch(() => {}); },
      pause: () => audio.pause(),
      previoustrack: doings.previous_section,
      nexttrack: doings.next_section,
      seekbackward: doings.previous_sentence,
      seekforward: doings.next_sentence,
      seekto: (details) => seek(details.seekTime),
    };
    Object.entries(keys).forEach(([name, act]) => {
      try { navigator.mediaSession.setActionHandler(name, act); } catch { /* not this one */ }
    });
  }

  document.querySelectorAll(".buttons, .settings").forEach((part) => { part.hidden = false; });
  setRate(RATES.includes(remembered.rate) ? remembered.rate : 1);
  showRate();
  setSize(SIZES.includes(remembered.size) ? remembered.size : 1);
  added.checked = remembered.added !== false;
  showAdded();
  const linked = location.hash && document.getElementById(location.hash.slice(1));
  if (linked && linked.dataset.start) seek(Number(linked.dataset.start) / 1000);
  else if (remembered.time > 0 && remembered.time < cueStarts[cueStarts.length - 1] + 1) {
    wanted = remembered.time;
    if (audio.readyState > 0) { audio.currentTime = wanted; wanted = null; }
    tell(place());
  }
})();
