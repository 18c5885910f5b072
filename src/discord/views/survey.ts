import type { Group } from "../../groups/model.ts";
import type { Session } from "../../sessions/model.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { Instrument, Item, ItemSummary, Summary, Survey } from "../../surveys/model.ts";
import { barsOf, rangeOf } from "../pictures/figures.ts";
import { oneDecimal, plain, plainLines, when } from "./text.ts";
import { type Attachment, file, picture, TEXT_LIMIT, type View, view } from "./view.ts";

/** A picture of the distributions, drawn; `alt` says the same in words. */
export interface Drawn {
	png: Buffer;
	alt: string;
}

interface SummaryModel {
	survey: Survey;
	/** The session that it is about, or beside which it was asked; null, as is the group, where staff were asked. */
	session: Session | null;
	group: Group | null;
	instrument: Instrument;
	/** Fewest answers of which something is shown. */
	threshold: number;
	summary: Exclude<Summary, { kind: "open" }>;
	/** Null when there is nothing to draw. */
	drawn: Drawn | null;
}

/** To the coordinator: what was answered, or why nothing is shown. */
export function surveySummary(t: Translate, model: SummaryModel): View {
	const { summary, drawn, instrument } = model;
	const heading = headingOf(t, model);
	if (summary.kind === "hidden") {
		return view([heading, t("messages:summary.hidden", { threshold: summary.threshold })]);
	}
	const written = words(t, instrument, summary.items);
	const body = summary.items
		.map((item) => itemText(t, instrument, item, model.threshold))
		.filter((text) => text !== null)
		.join("\n\n");
	const files: Attachment[] = [
		...(drawn ? [{ name: "survey.png", data: drawn.png }] : []),
		...(written.file ? [written.file] : []),
	];
	return view(
		[
			heading,
			t("messages:summary.count", { count: summary.n }),
			body,
			drawn && picture("survey.png", drawn.alt),
			written.text,
			written.file && file(written.file.name),
		],
		{ files },
	);
}

function headingOf(t: Translate, { survey, session, group, instrument }: SummaryModel): string {
	const about = survey.occasion === "after-session" ? session?.title : undefined;
	const title = plain(about ?? instrument.title[t.language]);
	const at = when(session?.startsAt ?? survey.opensAt);
	return [
		`## ${t("messages:summary.title", { title })}`,
		group
			? t("messages:summary.group", { group: plain(group.name), when: at })
			: t("surveys:summary.staff", { when: at }),
	].join("\n");
}

function itemText(
	t: Translate,
	instrument: Instrument,
	summary: ItemSummary,
	threshold: number,
): string | null {
	const item = instrument.items.find(({ key }) => key === summary.key);
	if (!item || summary.type === "words") return null;
	return `**${item.text[t.language]}**\n${figures(t, instrument, item, summary, threshold)}`;
}

/** Counts in words beside the picture, so that nobody needs to see it. */
function figures(
	t: Translate,
	instrument: Instrument,
	item: Item,
	summary: Exclude<ItemSummary, { type: "words" }>,
	threshold: number,
): string {
	switch (summary.type) {
		case "few":
			return t("messages:summary.few", { threshold });
		case "agree":
		case "scale":
			return [
				t("messages:summary.mean", {
					mean: oneDecimal(summary.mean, t.language),
					range: rangeOf(summary.type),
					n: summary.n,
				}),
				...barsOf(item, instrument, summary, t.language).map(({ label, count }) => `${label}: ${count}`),
			].join("\n");
		case "choice":
		case "choices":
			return barsOf(item, instrument, summary, t.language)
				.map(({ label, count }) => `${label}: ${count}`)
				.join("\n");
	}
}

/** What people wrote, quoted; all of it in a file when it is more than a message holds. */
function words(
	t: Translate,
	instrument: Instrument,
	items: ItemSummary[],
): { text: string | null; file: Attachment | null } {
	const written = items.flatMap((item) => {
		if (item.type !== "words" || item.texts.length === 0) return [];
		const question = instrument.items.find(({ key }) => key === item.key)?.text[t.language] ?? "";
		return [{ question, texts: item.texts }];
	});
	if (written.length === 0) return { text: null, file: null };
	const heading = `### ${t("messages:summary.words")}`;
	const several = instrument.items.filter(({ type }) => type === "words").length > 1;
	const quoted = written
		.flatMap(({ question, texts }) => [
			...(several ? [`**${question}**`] : []),
			...texts.map((text) => `> ${plainLines(text, 8000).replaceAll("\n", "\n> ")}`),
		])
		.join("\n\n");
	if (quoted.length <= TEXT_LIMIT - 2500) return { text: `${heading}\n${quoted}`, file: null };
	const all = written.flatMap(({ question, texts }) => [question, ...texts]);
	const data = Buffer.from(all.join("\n\n---\n\n"), "utf8");
	return { text: `${heading}\n${t("messages:summary.words-file")}`, file: { name: "words.txt", data } };
}
