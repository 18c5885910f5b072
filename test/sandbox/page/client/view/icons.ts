/** Small drawings beside words; never instead of them. */
import { html, type TemplateResult } from "lit-html";

const drawings = {
	hash: "M9 3 7 21M17 3l-2 18M4 9h17M3 15h17",
	voice: "M4 9v6h4l5 4V5L8 9H4zM16.5 8.5a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12",
	lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
	pen: "M4 20h4L19 9l-4-4L4 16v4zM13.5 6.5l4 4",
	thread: "M5 4v9a3 3 0 0 0 3 3h11M15 12l4 4-4 4",
	eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6",
	pin: "M9 3h6l-1 6 4 4H6l4-4-1-6zM12 13v8",
	calendar: "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
	people:
		"M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5c2 .9 3.2 2.700 3.500 5.500",
	menu: "M4 6h16M4 12h16M4 18h16",
	close: "M5 5l14 14M19 5 5 19",
	play: "M7 4v16l13-8z",
	pause: "M9 5v14M15 5v14",
	skip: "M5 5v14l10-7zM18 5v14",
	more: "M5 12h.01M12 12h.01M19 12h.01",
	reply: "M10 5 3 12l7 7v-4.500c5 0 8.500 1.500 11 5-.5-6-4-10-11-10.500z",
	down: "m6 9 6 6 6-6",
	sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2.500M12 19.500V22M2 12h2.500M19.500 12H22M5 5l1.800 1.800M17.200 17.200 19 19M5 19l1.800-1.800M17.200 6.800 19 5",
	moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z",
	code: "m8 7-5 5 5 5M16 7l5 5-5 5M14 4l-4 16",
	help: "M9 9a3 3 0 1 1 4.500 2.600c-1 .6-1.500 1.200-1.500 2.400M12 17.500h.01M12 2.500a9.500 9.500 0 1 0 0 19 9.500 9.500 0 0 0 0-19z",
	mic: "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5.500 11a6.500 6.500 0 0 0 13 0M12 17.500V21",
	micOff:
		"M9 9v2a3 3 0 0 0 4.500 2.600M15 11V6a3 3 0 0 0-5.800-1M5.500 11a6.500 6.500 0 0 0 10 5.500M18.500 11c0 .9-.2 1.700-.5 2.500M12 17.500V21M3 3l18 18",
	mail: "M3 5.500h18v13H3zM3.500 6l8.500 7 8.500-7",
	slash: "M5 3h14v18H5zM14.500 7.500l-5 9",
	warning: "M12 3.500 2.500 20h19zM12 10v5M12 17.500h.01",
	send: "M3 4.500 21 12 3 19.500 5.500 12zM5.500 12H13",
	file: "M6 3h8l4 4v14H6zM14 3v4h4",
	window: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
	out: "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
} as const;

export type Icon = keyof typeof drawings;

export function icon(name: Icon): TemplateResult {
	return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${drawings[name]}></path></svg>`;
}
