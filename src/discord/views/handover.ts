import { Temporal } from "temporal-polyfill";
import type { Handover, Topic } from "../../handovers/model.ts";
import type { Needs } from "../../handovers/service.ts";
import type { Shift } from "../../rosters/model.ts";
import { holders } from "../../rosters/rules.ts";
import type { TextKey, Translate } from "../../shared/i18n.ts";
import { shiftLine } from "./shift.ts";
import { plainLines } from "./text.ts";
import { TEXT_LIMIT, type View, view } from "./view.ts";

/** As many handovers as a message shows; more are rare. */
const SHOWN = 4;
/** For headings, topics and what stands around the words. */
const AROUND = 1100;

/** To those on the shift that begins: what the one before it left word of. They are called. */
export function handoverNotes(t: Translate, { shift, notes }: { shift: Shift; notes: Handover[] }): View {
	// The newest say most; they stand in the order in which they were written.
	const shown = notes.slice(-SHOWN);
	const left = notes.length - shown.length;
	const share = Math.floor((TEXT_LIMIT - AROUND) / Math.max(shown.length, 1) / 3) - 60;
	return view(
		[
			`### ${t("handovers:notes.title")}`,
			t("handovers:notes.for", { shift: shiftLine(shift) }),
			...shown.flatMap((note, index) => [index > 0 && ("separator" as const), noteText(t, note, share)]),
			left > 0 && `-# ${t("handovers:notes.more", { count: left })}`,
		],
		{ calls: holders(shift) },
	);
}

function noteText(t: Translate, { talkedAbout, toFollow, needs, topics }: Handover, share: number): string {
	const part = (heading: TextKey, words: string) =>
		words === "" ? [] : [`**${t(heading)}**\n${plainLines(words, share)}`];
	return [
		...part("handovers:notes.talked-about", talkedAbout),
		...part("handovers:notes.to-follow", toFollow),
		...part("handovers:notes.needs", needs),
		...(topics.length > 0
			? [
					t("handovers:notes.topics", {
						topics: topics.map((topic) => topicName(t, topic)).join(" · "),
					}),
				]
			: []),
	].join("\n");
}

function topicName(t: Translate, topic: Topic): string {
	return t(`handovers:topic.${topic}`);
}

/** To the coordinator: what people seemed to need in a month ("2026-07"), counted. */
export function handoverMonth(t: Translate, { month, needs }: { month: string; needs: Needs }): View {
	const rows = needs.topics.map(
		({ topic, count }) => `- ${t("handovers:month.row", { topic: topicName(t, topic), count })}`,
	);
	return view([
		`### ${t("handovers:month.title", { month: monthName(month, t) })}`,
		t("handovers:month.text", { count: needs.handovers }),
		rows.length > 0 ? rows.join("\n") : t("handovers:month.none"),
	]);
}

function monthName(month: string, { language }: Translate): string {
	const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
	return first.toLocaleString(language, { month: "long", year: "numeric" });
}
