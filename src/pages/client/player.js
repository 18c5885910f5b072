// @ts-check
/** The player: controls over the browser's own sound element, which remains usable where this does not run. */

const STEP = 15;
/** Seconds between looks at whether the recording may still be heard, and while it is put together. */
const LOOK = 20;
const SOON = 3;
/** Where one was is remembered for so many recordings. */
const PLACES = 20;
const STORED = "piiri.places";

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 */
function found(selector, type) {
	const element = document.querySelector(selector);
	return element instanceof type ? element : undefined;
}

const main = /** @type {HTMLElement} */ (found("main", HTMLElement));
const sound = found("#sound", HTMLAudioElement);
if (sound) player(sound);
watch(sound);

/** @param {HTMLAudioElement} sound */
function player(sound) {
	const play = /** @type {HTMLElement} */ (found("#play", HTMLElement));
	const position = /** @type {HTMLInputElement} */ (found("#position", HTMLInputElement));
	const at = /** @type {HTMLElement} */ (found("#at", HTMLElement));
	const speed = /** @type {HTMLSelectElement} */ (found("#speed", HTMLSelectElement));
	const trouble = /** @type {HTMLElement} */ (found("#trouble", HTMLElement));
	const label = play.querySelector("span");
	const chapters = [...document.querySelectorAll(".chapter")].filter((each) => each instanceof HTMLElement);
	const length = Number(position.max);
	const place = main.dataset.place ?? "";
	let savedAt = 0;

	/** @param {string | undefined} text */
	function tell(text) {
		trouble.textContent = text ?? "";
		trouble.hidden = text === undefined;
	}

	/** @param {number} seconds */
	function go(seconds) {
		sound.currentTime = Math.max(0, Math.min(length, seconds));
		show();
	}

	async function start() {
		tell(undefined);
		// After an error the element plays nothing more until it is loaded anew.
		if (sound.error) {
			const seconds = sound.currentTime;
			sound.load();
			sound.currentTime = seconds;
		}
		if (!(await look(sound))) return;
		try {
			await sound.play();
		} catch (error) {
			// Loading anew, or a quick second press, ends the first.
			if (!(error instanceof DOMException && error.name === "AbortError")) tell(trouble.dataset.trouble);
		}
	}

	function toggle() {
		if (sound.paused) void start();
		else sound.pause();
	}

	function show() {
		const seconds = Math.floor(sound.currentTime);
		const playing = !sound.paused;
		position.value = String(seconds);
		const text = (position.dataset.text ?? "").replace("%1", clock(seconds)).replace("%2", clock(length));
		position.setAttribute("aria-valuetext", text);
		at.textContent = clock(seconds);
		play.classList.toggle("playing", playing);
		if (label) label.textContent = (playing ? play.dataset.pause : play.dataset.play) ?? "";
		const current = chapters.findLast((each) => Number(each.dataset.at) <= sound.currentTime + 0.5);
		for (const each of chapters) {
			if (each === current) each.setAttribute("aria-current", "true");
			else each.removeAttribute("aria-current");
		}
	}

	function save() {
		const seconds = Math.floor(sound.currentTime);
		if (seconds === savedAt) return;
		savedAt = seconds;
		const kept = places().filter(([id]) => id !== place);
		remember([...kept, /** @type {[string, number]} */ ([place, sound.ended ? 0 : seconds])].slice(-PLACES));
	}

	sound.controls = false;
	/** @type {HTMLElement} */ (found("#player", HTMLElement)).hidden = false;
	play.addEventListener("click", toggle);
	found("#back", HTMLElement)?.addEventListener("click", () => go(sound.currentTime - STEP));
	found("#forward", HTMLElement)?.addEventListener("click", () => go(sound.currentTime + STEP));
	position.addEventListener("input", () => go(Number(position.value)));
	speed.addEventListener("change", () => {
		sound.defaultPlaybackRate = Number(speed.value);
		sound.playbackRate = Number(speed.value);
	});
	for (const each of chapters) {
		each.addEventListener("click", () => {
			go(Number(each.dataset.at));
			void start();
		});
	}
	for (const event of ["play", "pause", "ended", "seeked", "timeupdate", "loadedmetadata"])
		sound.addEventListener(event, show);
	sound.addEventListener("timeupdate", () => {
		if (Math.abs(sound.currentTime - savedAt) >= 5) save();
	});
	for (const event of ["pause", "seeked", "ended"]) sound.addEventListener(event, save);
	window.addEventListener("pagehide", save);
	sound.addEventListener("error", () => {
		void look(sound).then((there) => {
			if (there) tell(trouble.dataset.trouble);
		});
	});
	// Single letters and digits are left to those who steer by voice or with a screen reader.
	document.addEventListener("keydown", (event) => {
		if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
		if (event.target instanceof HTMLSelectElement || sound.closest("[hidden]")) return;
		if (event.key === " " && !(event.target instanceof HTMLButtonElement)) toggle();
		else if (event.key === "ArrowLeft") go(sound.currentTime - STEP);
		else if (event.key === "ArrowRight") go(sound.currentTime + STEP);
		else return;
		event.preventDefault();
	});

	if (sound.canPlayType("audio/ogg; codecs=opus") === "") tell(trouble.dataset.unplayable);
	const before = places().find(([id]) => id === place)?.[1] ?? 0;
	if (before >= 5 && before < length - 5) {
		const note = found("#resumed", HTMLElement);
		const text = note?.querySelector("span");
		const hide = () => {
			if (note?.contains(document.activeElement)) play.focus();
			if (note) note.hidden = true;
		};
		if (note && text) {
			text.textContent = (text.dataset.text ?? "").replace("%", clock(before));
			note.hidden = false;
		}
		found("#from-start", HTMLElement)?.addEventListener("click", () => {
			go(0);
			hide();
		});
		go(before);
	}
	show();
}

/** @param {HTMLAudioElement | undefined} sound */
function watch(sound) {
	const seconds = sound ? LOOK : SOON;
	setInterval(() => void look(sound), seconds * 1000);
	document.addEventListener("visibilitychange", () => {
		if (!document.hidden) void look(sound);
	});
}

/**
 * Whether what is open may still be heard; if not, the page says so, and opens what has taken its place. Who is not
 * online is not told that it is gone.
 * @param {HTMLAudioElement | undefined} sound
 */
async function look(sound) {
	let answer;
	try {
		answer = await fetch(main.dataset.state ?? "", { cache: "no-store" });
	} catch {
		return true;
	}
	if (answer.status === 404) return say("gone", sound);
	if (!answer.ok) return true;
	/** @type {{ kind: string, version: number | null }} */
	const { kind, version } = await answer.json();
	if (kind === "preparing") return say("changed", sound);
	if (String(version) === main.dataset.version) return true;
	location.reload();
	return false;
}

/**
 * @param {"gone" | "changed"} what
 * @param {HTMLAudioElement | undefined} sound
 */
function say(what, sound) {
	if (what === "changed" && main.dataset.version === undefined) return false;
	const listening = found("#listening", HTMLElement);
	const text = found(`#${what}`, HTMLElement);
	if (!text?.hidden) return false;
	sound?.pause();
	sound?.removeAttribute("src");
	// Nothing that was loaded before is played any more.
	sound?.load();
	for (const each of main.children) if (each instanceof HTMLElement) each.hidden = each !== text;
	if (listening) listening.hidden = true;
	text.querySelector("h1")?.focus();
	if (what === "changed") setInterval(() => void look(sound), SOON * 1000);
	return false;
}

/**
 * Where one was in which recording, in seconds, the latest last.
 * @returns {[string, number][]}
 */
function places() {
	try {
		const stored = JSON.parse(localStorage.getItem(STORED) ?? "[]");
		return Array.isArray(stored) ? stored : [];
	} catch {
		// Storage that is switched off, or was written by something else.
		return [];
	}
}

/** @param {[string, number][]} all */
function remember(all) {
	try {
		localStorage.setItem(STORED, JSON.stringify(all));
	} catch {
		// Storage is switched off or full: then one begins from the start.
		return;
	}
}

/** @param {number} seconds "1:02:03", or "2:03" */
function clock(seconds) {
	const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
	const rest = two(Math.floor(seconds % 60));
	return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
