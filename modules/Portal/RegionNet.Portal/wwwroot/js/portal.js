// What Blazor can't reach by itself: storage, the title, downloads, visibility, focus, and one delegated listener set for the board.

export const read = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

export const write = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is full or forbidden: the value lasts as long as the page.
  }
};

export const language = (code) => {
  document.documentElement.lang = code;
  write("regionnet.language", code);
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `regionnet-lang=${code}; path=/; max-age=31536000; samesite=lax${secure}`;
};

// A change of language builds the page anew: whether somebody has typed what would be gone.
document.addEventListener("input", ({ target }) => target.closest("form")?.toggleAttribute("data-typed", true));

export const typed = () => document.querySelector("form[data-typed], .score-row[data-state=wrong]") !== null;

export const title = (text) => {
  document.title = text;
};

export const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

const offer = (name, blob) => {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
};

// The byte order mark tells spreadsheet programs that this is UTF-8.
export const save = (name, text) => offer(name, new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));

export const saveBytes = (name, bytes) => offer(name, new Blob([bytes], { type: "application/octet-stream" }));

// Radzen moves the focus into a dialog half a second after it shows, wherever it is by then: what was typed before would go astray.
// Here it moves at once, and never away from a field of the dialog.
const { openDialog, focusFirstFocusableElement: focusFirst } = Radzen;

Radzen.focusFirstFocusableElement = (place) => {
  if (!place.contains(document.activeElement)) {
    focusFirst(place);
  }
};

Radzen.openDialog = (options, ...others) => {
  openDialog(options, ...others);
  const dialog = [...document.querySelectorAll(".rz-dialog-content")].at(-1);
  if (options.autoFocusFirstElement && dialog) {
    Radzen.focusFirstFocusableElement(dialog);
  }
};

export const focus = (selector) => document.querySelector(selector)?.focus();

export const narrow = () => matchMedia("(max-width: 760px)").matches;

// Tells .NET of focus, network and width changes, and of a long absence of the person's hands.
export const watchWindow = (target) => {
  let active = Date.now();
  let idle = 0;
  let told = false;
  let away = false;
  let held = false;
  let lock = null;
  let tick = Date.now();
  const stayOn = async () => {
    try {
      lock = held && !document.hidden ? await navigator.wakeLock?.request("screen") : (await lock?.release(), null);
    } catch {
      // The browser does not let the screen be kept on; the display's own settings decide.
      lock = null;
    }
    return Boolean(lock);
  };
  pressed = (address) => target.invokeMethodAsync("Call", address);
  const touch = () => {
    active = Date.now();
    told = false;
    if (away) {
      away = false;
      target.invokeMethodAsync("Attended", true);
    }
  };
  for (const kind of ["pointerdown", "keydown", "wheel", "touchstart"]) {
    addEventListener(kind, touch, { passive: true, capture: true });
  }
  // Panels that open from a button close by themselves.
  const shut = (kept) =>
    document.querySelectorAll("details.calls[open], details.person[open]").forEach((panel) => {
      if (!kept || !panel.contains(kept)) {
        panel.removeAttribute("open");
      }
    });
  addEventListener("click", (e) => shut(e.target));
  addEventListener("keydown", (e) => e.key === "Escape" && shut(null));
  // In a search field with results below it these keys go through the results; the caret stays.
  addEventListener("keydown", (e) => {
    if ((e.key === "ArrowUp" || e.key === "ArrowDown") && e.target.matches?.("input[role=combobox]")) {
      e.preventDefault();
    }
  });
  addEventListener("focus", () => target.invokeMethodAsync("Focused"));
  addEventListener("online", () => target.invokeMethodAsync("Focused"));
  addEventListener("offline", () => target.invokeMethodAsync("Offline"));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) {
      target.invokeMethodAsync("Focused");
      stayOn();
    }
  });
  matchMedia("(max-width: 760px)").addEventListener("change", (e) => target.invokeMethodAsync("Resized", e.matches));
  setInterval(() => {
    // A tick that comes much too late: the machine slept.
    if (Date.now() - tick > 30000) {
      target.invokeMethodAsync("Focused");
    }
    tick = Date.now();
    if (held && !document.hidden) {
      touch();
    }
    if (!away && Date.now() - active > 60000) {
      away = true;
      target.invokeMethodAsync("Attended", false);
    }
    if (idle > 0 && !told && Date.now() - active > idle * 1000) {
      told = true;
      target.invokeMethodAsync("Idle");
    }
  }, 5000);
  return {
    idleAfter: (seconds) => (idle = seconds),
    hold: (value) => {
      held = value;
      return stayOn();
    },
  };
};

// How high the notices stand, and how much of that the page must give up for them: nothing where they stand beside it.
export const giveRoom = (notices) => {
  const style = document.documentElement.style;
  const size = new ResizeObserver(() => {
    const across = notices.offsetWidth >= document.documentElement.clientWidth;
    style.setProperty("--notices", `${notices.offsetHeight}px`);
    style.setProperty("--strip", across ? `${notices.offsetHeight}px` : "0px");
  });
  size.observe(notices);
};

let pressed = () => {};

// The tab's icon with a count on it. Drawn, since there is no file for every number.
const plainIcon = "favicon.svg";
export const badge = (count, red) => {
  const link = document.querySelector("link[rel=icon]");
  if (count === 0) {
    link.type = "image/svg+xml";
    link.href = plainIcon;
    return;
  }
  const size = 64;
  const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
  const pen = canvas.getContext("2d");
  const image = new Image();
  image.onload = () => {
    pen.drawImage(image, 0, 0, size, size);
    pen.beginPath();
    pen.arc(42, 42, 22, 0, 2 * Math.PI);
    pen.fillStyle = red ? "#c4161f" : "#b45309";
    pen.fill();
    pen.lineWidth = 3;
    pen.strokeStyle = "#fff";
    pen.stroke();
    pen.fillStyle = "#fff";
    pen.font = `bold ${count > 99 ? 22 : count > 9 ? 26 : 32}px sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(count > 99 ? "99+" : String(count), 42, 43);
    link.type = "image/png";
    link.href = canvas.toDataURL("image/png");
  };
  image.src = plainIcon;
};

export const notificationPermission = () => ("Notification" in window ? Notification.permission : "none");

export const askNotification = async () => ("Notification" in window ? await Notification.requestPermission() : "none");

export const notify = (key, title, body, stays, address) => {
  if (notificationPermission() !== "granted") {
    return;
  }
  try {
    const shown = new Notification(title, { body, tag: key, requireInteraction: stays, icon: plainIcon });
    shown.onclick = () => {
      window.focus();
      shown.close();
      pressed(address);
    };
  } catch {
    // Some telephones allow notifications of service workers only.
  }
};

let sound = null;
export const readySound = async () => {
  try {
    sound ??= new AudioContext();
    if (sound.state !== "running") {
      // Without a touch of the page this never ends.
      await Promise.race([sound.resume(), new Promise((over) => setTimeout(over, 200))]);
    }
    return sound.state === "running";
  } catch {
    return false;
  }
};

// Two tones for red, three times; one soft pair for the others. One tab of the browser rings.
export const ring = async (key, red) => {
  if (read("regionnet.rung") === key || !(await readySound())) {
    return;
  }
  write("regionnet.rung", key);
  const start = sound.currentTime;
  const tone = (pitch, at, length) => {
    const wave = sound.createOscillator();
    const volume = sound.createGain();
    wave.type = red ? "square" : "sine";
    wave.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start + at);
    volume.gain.linearRampToValueAtTime(red ? 0.16 : 0.2, start + at + 0.02);
    volume.gain.linearRampToValueAtTime(0, start + at + length);
    wave.connect(volume).connect(sound.destination);
    wave.start(start + at);
    wave.stop(start + at + length);
  };
  for (let i = 0; i < (red ? 3 : 1); i++) {
    tone(880, i * 0.9, 0.35);
    tone(660, i * 0.9 + 0.38, 0.4);
  }
};

// Reports the alerts that were on the screen for 700 ms as they stand (data-message says which message that is), in batches. j and k
// move between them; a, h and o act on the one that has the focus; ? asks for help.
export const watchAlerts = (list, target) => {
  const timers = new Map();
  let batch = [];
  let sending = 0;
  const send = () => {
    sending = 0;
    const ids = batch.splice(0, 200);
    if (ids.length > 0) {
      target.invokeMethodAsync("OnScreen", ids);
    }
  };
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const id = entry.target.dataset.alertId;
        clearTimeout(timers.get(id));
        if (entry.isIntersecting && !document.hidden) {
          timers.set(
            id,
            setTimeout(() => {
              seen.unobserve(entry.target);
              batch.push(id);
              sending ||= setTimeout(send, 300);
            }, 700),
          );
        }
      }
    },
    { threshold: 0.5 },
  );
  const items = () => [...list.querySelectorAll("[data-alert-id]")];
  const observe = () =>
    items()
      .filter((item) => item.dataset.watched !== item.dataset.message)
      .forEach((item) => {
        item.dataset.watched = item.dataset.message;
        seen.unobserve(item);
        seen.observe(item);
      });
  const added = new MutationObserver(observe);
  added.observe(list, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-message"] });
  const back = () => {
    if (!document.hidden) {
      items().forEach((item) => {
        seen.unobserve(item);
        seen.observe(item);
      });
    }
  };
  const keydown = (e) => {
    const typing = e.target.closest?.("input, select, textarea, [contenteditable], [role=dialog], summary");
    if (typing || e.ctrlKey || e.altKey || e.metaKey || list.dataset.keys === "off") {
      return;
    }
    if (e.key === "?") {
      e.preventDefault();
      target.invokeMethodAsync("Key", "?", null);
      return;
    }
    const all = items();
    const here = document.activeElement?.closest?.("[data-alert-id]");
    if (e.key === "j" || e.key === "k") {
      const at = all.indexOf(here);
      const next = all[e.key === "j" ? at + 1 : Math.max(0, at - 1)] ?? here ?? all[0];
      if (next) {
        e.preventDefault();
        next.focus();
        next.scrollIntoView({ block: "nearest" });
      }
    } else if (here && ["a", "h", "o"].includes(e.key)) {
      e.preventDefault();
      target.invokeMethodAsync("Key", e.key, here.dataset.alertId);
    }
  };
  document.addEventListener("visibilitychange", back);
  document.addEventListener("keydown", keydown);
  observe();
  return {
    stop: () => {
      seen.disconnect();
      added.disconnect();
      document.removeEventListener("visibilitychange", back);
      document.removeEventListener("keydown", keydown);
      timers.forEach(clearTimeout);
      send();
    },
  };
};

// Calls .NET when the marker below a list comes near the screen.
export const watchEnd = (marker, target) => {
  const end = new IntersectionObserver(
    (entries) => entries.some((e) => e.isIntersecting) && target.invokeMethodAsync("NearEnd"),
    { rootMargin: "400px" },
  );
  end.observe(marker);
  return { stop: () => end.disconnect() };
};

// The board: a grid with one tab stop. Arrow keys move, Enter or Space press, Shift with an arrow or a drag spans.
// A booking marked data-carry is carried by pointer, or by keyboard after M; where it goes is decided in .NET.
export const board = (grid, target) => {
  const cellOf = (node) => node?.closest?.("[role=gridcell][data-room]");
  const rowsOf = () => [...grid.querySelectorAll("[role=row][data-room]")];
  const cellsOf = (row) => [...row.querySelectorAll("[role=gridcell]")];
  let anchor = null;
  let dragged = null;
  let pressed = null;
  let inHand = false;
  let grabbed = null;

  const stop = () => grid.querySelector("[role=gridcell][tabindex='0']");
  const enter = (cell, move) => {
    const old = stop();
    if (old && old !== cell) {
      old.tabIndex = -1;
    }
    cell.tabIndex = 0;
    if (move) {
      cell.focus({ preventScroll: true });
      cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  };
  const ensure = () => {
    if (!stop()) {
      const first = grid.querySelector("[data-state=free]") ?? grid.querySelector("[role=gridcell]");
      if (first) {
        first.tabIndex = 0;
      }
    }
  };
  const press = (cell) => target.invokeMethodAsync("Press", cell.dataset.room, cell.dataset.time);
  const span = (from, to) => target.invokeMethodAsync("Span", from.dataset.room, from.dataset.time, to.dataset.time);
  const step = (cell, key) => {
    const row = cell.closest("[role=row]");
    const cells = cellsOf(row);
    const at = cells.indexOf(cell);
    const rows = rowsOf();
    const line = rows.indexOf(row);
    switch (key) {
      case "ArrowLeft": return cells[at - 1];
      case "ArrowRight": return cells[at + 1];
      case "Home": return cells[0];
      case "End": return cells[cells.length - 1];
      case "ArrowUp": return line > 0 ? cellsOf(rows[line - 1])[at] : undefined;
      case "ArrowDown": return line < rows.length - 1 ? cellsOf(rows[line + 1])[at] : undefined;
      case "PageUp": return cellsOf(rows[Math.max(0, line - 8)])[at];
      case "PageDown": return cellsOf(rows[Math.min(rows.length - 1, line + 8)])[at];
    }
  };

  const carry = async (e) => {
    const to = await target.invokeMethodAsync("Carry", e.key, e.shiftKey);
    if (to === null) {
      inHand = false;
      return;
    }
    const [room, time] = to.split(" ");
    const cell = grid.querySelector(`[role=gridcell][data-room="${room}"][data-time="${time}"]`);
    if (cell) {
      enter(cell, true);
    }
  };
  const keydown = async (e) => {
    const cell = cellOf(e.target);
    if (!cell) {
      return;
    }
    if (inHand) {
      if (["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Enter", "Escape", "Tab"].includes(e.key)) {
        if (e.key !== "Tab") {
          e.preventDefault();
        }
        await carry(e);
      }
      return;
    }
    if (e.key === "m" || e.key === "M") {
      e.preventDefault();
      inHand = await target.invokeMethodAsync("PickUp", cell.dataset.room, cell.dataset.time);
      return;
    }
    if (e.key === "Enter" || e.key === " ") {
      e.preventDefault();
      anchor = cell;
      press(cell);
      return;
    }
    const next = step(cell, e.key);
    if (!next) {
      return;
    }
    e.preventDefault();
    enter(next, true);
    if (e.shiftKey && (e.key === "ArrowLeft" || e.key === "ArrowRight")) {
      if (anchor?.dataset.room !== cell.dataset.room) {
        anchor = cell;
      }
      span(anchor, next);
    } else if (!e.shiftKey) {
      anchor = null;
    }
  };
  const cellAt = (e) => document.elementsFromPoint(e.clientX, e.clientY).map(cellOf).find((c) => c && grid.contains(c));
  const grab = (e) => {
    const block = e.button === 0 && e.pointerType !== "touch" ? e.target.closest?.("[data-carry]") : null;
    const cell = block && cellAt(e);
    if (!cell) {
      return;
    }
    e.preventDefault();
    grabbed = { cell, x: e.clientX, y: e.clientY, grip: e.target.dataset.grip ?? "whole", moving: false, over: cell };
  };
  const drag = async (e) => {
    if (!grabbed) {
      return;
    }
    const held = grabbed;
    if (!held.moving && Math.hypot(e.clientX - held.x, e.clientY - held.y) > 4) {
      held.moving = true;
      held.lifted = target.invokeMethodAsync("Grab", held.cell.dataset.room, held.cell.dataset.time, held.grip);
      grid.classList.add("carrying");
    }
    const cell = held.moving ? cellAt(e) : null;
    if (cell && cell !== held.over) {
      held.over = cell;
      await target.invokeMethodAsync("Over", cell.dataset.room, cell.dataset.time);
    }
  };
  const release = async (deed) => {
    const held = grabbed;
    grabbed = null;
    grid.classList.remove("carrying");
    if (held?.moving) {
      await held.lifted;
      await target.invokeMethodAsync(deed);
    } else if (held && deed === "Drop") {
      press(held.cell);
    }
  };
  const drop = () => grabbed && release("Drop");
  const escape = (e) => e.key === "Escape" && grabbed && release("LetGo");
  const down = (e) => {
    const cell = e.button === 0 ? cellOf(e.target) : null;
    pressed = cell;
    dragged = null;
    if (cell && e.pointerType === "mouse") {
      e.preventDefault();
      enter(cell, true);
    }
  };
  const over = (e) => {
    const cell = pressed && e.buttons === 1 ? cellOf(e.target) : null;
    if (cell && cell !== (dragged ?? pressed) && cell.dataset.room === pressed.dataset.room) {
      dragged = cell;
      span(pressed, cell);
    }
  };
  const up = () => {
    if (dragged) {
      anchor = pressed;
    }
    pressed = null;
  };
  const click = (e) => {
    const cell = cellOf(e.target);
    if (!cell || dragged) {
      dragged = null;
      return;
    }
    enter(cell, false);
    if (e.shiftKey && anchor?.dataset.room === cell.dataset.room) {
      span(anchor, cell);
    } else {
      anchor = cell;
      press(cell);
    }
  };
  grid.addEventListener("keydown", keydown);
  grid.addEventListener("pointerdown", down);
  grid.addEventListener("pointerover", over);
  addEventListener("pointerup", up);
  grid.addEventListener("click", click);
  grid.addEventListener("pointerdown", grab);
  addEventListener("pointermove", drag);
  addEventListener("pointerup", drop);
  addEventListener("keydown", escape);
  ensure();
  return {
    ensure,
    stop: () => {
      removeEventListener("pointerup", up);
      removeEventListener("pointermove", drag);
      removeEventListener("pointerup", drop);
      removeEventListener("keydown", escape);
    },
  };
};

// Sends the file that an input holds as a form, and tells how much of it is on its way: fetch does not say.
export const sendFile = (input, address, token, lang, target) => {
  const file = input.files[0];
  if (!file) {
    return Promise.resolve({ status: 0, text: "" });
  }
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("X-RegionNet-Antiforgery", token);
    request.setRequestHeader("Accept-Language", lang);
    request.upload.addEventListener("progress", (e) => {
      if (e.lengthComputable) {
        target.invokeMethodAsync("Sent", Math.floor((100 * e.loaded) / e.total));
      }
    });
    const end = () => {
      input.value = "";
      done({ status: request.status, text: request.responseText });
    };
    request.addEventListener("load", end);
    request.addEventListener("error", end);
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
};
