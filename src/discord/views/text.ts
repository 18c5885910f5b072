import { Temporal } from "temporal-polyfill";
import type { Translate } from "../../shared/i18n.ts";
import type { Language } from "../../shared/language.ts";

/** Overrides and isolates of direction, and characters that show nothing: none of them is a person's to send. */
const INVISIBLE = /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
/** Scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EEFF}]/u;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/**
 * What a person wrote, on one line, as it is to be read: markdown, mentions and links do nothing, and writing from
 * right to left does not turn the text around it. At most `max` characters of what comes out.
 */
export function plain(text: string, max = 200): string {
	return isolate(shorten(text.replaceAll(/\s+/g, " ").replaceAll(INVISIBLE, "").trim(), max));
}

/** The same for text of many lines: at most one empty line between two. */
export function plainLines(text: string, max = 1000): string {
	const lines = text
		.split(/\r\n?|\n/)
		.map((line) => line.replaceAll(/\s+/g, " ").replaceAll(INVISIBLE, "").trim());
	return isolate(
		shorten(
			lines
				.join("\n")
				.replaceAll(/\n{3,}/g, "\n\n")
				.trim(),
			max,
		),
	);
}

/** Escapes as many whole characters as there is room for, with "…" when some had to go. */
function shorten(text: string, max: number): string {
	// Two places are kept for the isolates.
	const room = max - 2;
	const pieces: string[] = [];
	let length = 0;
	let lineStart = true;
	for (const { segment, index } of graphemes.segment(text)) {
		// "://" makes a link of what was only meant as words.
		const link = segment === ":" && text.startsWith("://", index);
		const piece = link ? "\\:" : harmless(segment, lineStart);
		if (length + piece.length > room) {
			while (length > room - 1) length -= pieces.pop()?.length ?? 0;
			return `${pieces.join("")}…`;
		}
		pieces.push(piece);
		length += piece.length;
		lineStart = segment === "\n" || (lineStart && /\d/.test(segment));
	}
	return pieces.join("");
}

function harmless(segment: string, lineStart: boolean): string {
	const always = /^[\\*_~`|<>@[\]]/;
	const atStart = /^[#+.-]/;
	return always.test(segment) || (lineStart && atStart.test(segment)) ? `\\${segment}` : segment;
}

function isolate(text: string): string {
	return RIGHT_TO_LEFT.test(text) ? FIRST_STRONG_ISOLATE + text + POP_ISOLATE : text;
}

/** At most `max` characters of text that is no markdown (names of channels and events), with "…" when cut. */
export function clip(text: string, max: number): string {
	const clean = text.replaceAll(INVISIBLE, " ").trim();
	if (clean.length <= max) return clean;
	let out = "";
	for (const { segment } of graphemes.segment(clean)) {
		if (out.length + segment.length > max - 1) break;
		out += segment;
	}
	return `${out}…`;
}

/** An instant that every reader sees in their own zone and language: weekday, date and time. */
export function when(at: Temporal.Instant): string {
	return `<t:${seconds(at)}:F>`;
}

/** Its hour alone. */
export function hour(at: Temporal.Instant): string {
	return `<t:${seconds(at)}:t>`;
}

/** From when until when, on one day. */
export function span({ startsAt, endsAt }: { startsAt: Temporal.Instant; endsAt: Temporal.Instant }): string {
	return `${when(startsAt)}–${hour(endsAt)}`;
}

/** The same as "in two days", "an hour ago". */
export function relative(at: Temporal.Instant): string {
	return `<t:${seconds(at)}:R>`;
}

function seconds(at: Temporal.Instant): number {
	return Math.floor(at.epochMilliseconds / 1000);
}

/** A weekly hour in words: "torstaisin klo 18.00". `weekday` is ISO (1 = Monday), `time` "HH:MM". */
export function weekly(t: Translate, weekday: number, time: string): string {
	const day = Math.min(Math.max(weekday, 1), 7) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
	return t(`messages:weekly.${day}`, { time: clockTime(Temporal.PlainTime.from(time), t.language) });
}

/** A time on the wall, "18.00" or "18:00", where Discord's own times cannot stand. */
export function clockTime(time: Temporal.PlainTime, language: Language): string {
	const text = time.toString({ smallestUnit: "minute" });
	return language === "en" ? text : text.replace(":", ".");
}

/** With one decimal, always: "3,0" beside "3,1". */
export function oneDecimal(value: number, language: Language): string {
	return value.toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** "A, B ja C" in the language. */
export function list(names: readonly string[], language: Language): string {
	return new Intl.ListFormat(language, { type: "conjunction" }).format(names);
}

/** Names a person without calling them: who is called is decided by the message, not by its text. */
export function person(userId: string): string {
	return `<@${userId}>`;
}

export function channel(id: string): string {
	return `<#${id}>`;
}

/** The address of a channel, for a button. */
export function channelUrl(guildId: string, channelId: string): string {
	return `https://discord.com/channels/${guildId}/${channelId}`;
}

/** As many lines as there is room for, in characters, and how many are left. */
export function fitting(lines: readonly string[], room: number): { shown: string[]; left: number } {
	let length = 0;
	const end = lines.findIndex((line) => {
		length += line.length + 1;
		return length > room;
	});
	const shown = end === -1 ? [...lines] : lines.slice(0, end);
	return { shown, left: lines.length - shown.length };
}
