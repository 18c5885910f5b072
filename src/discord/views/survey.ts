import type { Translate } from "../../shared/i18n.ts";
import { toldScores } from "../../surveys/disclosureSurvey.ts";
import type { Instrument } from "../../surveys/model.ts";
import type { Reader, Summary, Told } from "../../surveys/summaries.ts";
import type { Releasable } from "../../surveys/summariesService.ts";
import { figuresOf } from "../pictures/figures.ts";
import type { Drawn } from "../pictures/summary.ts";
import { fitting, plainLines } from "./text.ts";
import { type Attachment, button, file, type Part, pictures, TEXT_LIMIT, type View, view } from "./view.ts";

/** What a summary is of: both ready to be read, and `drawn` as it is written in the picture. */
export interface SurveyAbout {
	title: string;
	where: string;
	drawn: string;
}

interface SummaryModel {
	about: SurveyAbout;
	instrument: Instrument;
	reader: Reader;
	/** What is for this reader. */
	summary: Exclude<Summary, { kind: "open" }>;
	drawn: readonly Drawn[];
	/** Beneath: whether the group has it, with the button; nothing for others. */
	release: Part[];
}

const titles = {
	coordinator: "messages:summary.title",
	facilitators: "summaries:staff.title",
	group: "summaries:group.title",
} as const;

/** What was answered, or why nothing is shown. */
export function surveySummary(t: Translate, model: SummaryModel): View {
	const { about, reader, summary, drawn, instrument, release } = model;
	const heading = `## ${t(titles[reader], { title: about.title })}\n${about.where}`;
	if (summary.kind === "hidden") {
		return view([heading, t("messages:summary.hidden", { threshold: summary.threshold })]);
	}
	const thanks = reader === "group" ? t("summaries:group.thanks") : null;
	const count = t("messages:summary.count", { count: summary.n });
	const figures = figureTexts(t, instrument, summary);
	const why = reasons(t, instrument);
	const words = wordTexts(t, instrument, summary.words);
	return long(t, {
		heading,
		before: [thanks, count],
		sections: [{ texts: figures }, { texts: why }],
		drawn,
		words,
		after: release,
	});
}

interface Long {
	heading: string;
	before: (string | null)[];
	/** What stands in words above the pictures. */
	sections: { title?: string; texts: string[] }[];
	drawn: readonly Drawn[];
	/** "In their own words" unless given. */
	wordsTitle?: string;
	words: Written[];
	after: Part[];
}

/** What somebody wrote, or the question that it answers: as it is, and as it is to be read in a message. */
interface Written {
	raw: string;
	read: string;
}

/** Characters that words of people may take, and those that everything else may. */
const WORDS = 1200;
const REST = 900;

/** A message that stays within Discord's limits: what is too long is shortened, and the whole is a file. */
export function long(
	t: Translate,
	{ heading, before, sections, drawn, wordsTitle, words, after }: Long,
): View {
	const text = (each: Long["sections"][number]) =>
		[...(each.title ? [`### ${each.title}`] : []), ...each.texts].join("\n\n");
	const beside = [heading, ...before].join("\n").length + REST;
	const room = TEXT_LIMIT - beside - (words.length > 0 ? WORDS : 0);
	const all = sections.filter(({ texts }) => texts.length > 0).map(text);
	const body = fitting(all.join("\n\n").split("\n\n"), room);
	const written = words.length > 0 ? `### ${wordsTitle ?? t("messages:summary.words")}` : null;
	const quoted = fitting(
		words.map(({ read }) => read),
		WORDS,
	);
	const cut = body.left > 0 || quoted.left > 0;
	const said = [heading, ...before, ...all, written].filter((part) => part).join("\n\n");
	const marks = /^#+ |^-# |\*\*/gm;
	const whole = [said.replaceAll(marks, ""), ...words.map(({ raw }) => raw)].join("\n\n");
	const files: Attachment[] = drawn.map(({ png }, index) => ({ name: nameOf(index), data: png }));
	if (cut) files.push({ name: "summary.txt", data: Buffer.from(whole, "utf8") });
	return view(
		[
			heading,
			...before,
			body.shown.join("\n\n"),
			drawn.length > 0 && pictures(drawn.map(({ alt }, index) => ({ name: nameOf(index), alt }))),
			written && [written, ...quoted.shown].join("\n\n"),
			cut && t("summaries:whole-file"),
			cut && file("summary.txt"),
			...after,
		],
		{ files },
	);
}

function nameOf(index: number): string {
	return index === 0 ? "survey.png" : `survey-${index + 1}.png`;
}

/** Everything in words beside the picture, so that nobody needs to see it. */
function figureTexts(t: Translate, instrument: Instrument, told: Told): string[] {
	return figuresOf(told, instrument, t).map(({ question, note, bars }) =>
		[`**${question}**`, note, ...bars.map(({ label, text }) => `${label}: ${text}`)].join("\n"),
	);
}

/** Why of some questions nothing is told. */
function reasons(t: Translate, instrument: Instrument): string[] {
	const { licence } = instrument;
	if (licence && !licence.breakdown)
		return [`-# ${t("summaries:licensed", { name: licence.name[t.language] })}`];
	return toldScores(instrument).length > 0 ? [`-# ${t("summaries:scored")}`] : [];
}

/** What people wrote, quoted, under its question where there are several. */
export function wordTexts(
	t: Translate,
	instrument: Instrument,
	words: Told["words"],
	named = false,
): Written[] {
	const several = named || instrument.items.filter(({ type }) => type === "words").length > 1;
	return words.flatMap(({ key, texts }) => {
		const question = instrument.items.find((item) => item.key === key)?.text[t.language] ?? "";
		return [
			...(several ? [{ raw: question, read: `**${question}**` }] : []),
			...texts.map((text) => ({
				raw: `- ${text}`,
				read: `> ${plainLines(text, 8000).replaceAll("\n", "\n> ")}`,
			})),
		];
	});
}

/** Whether the group has it, and the button that gives it or takes it back. */
export function releaseParts(t: Translate, what: Releasable, shared: boolean): Part[] {
	const label = shared ? "summaries:button.take-back" : "summaries:button.share";
	const press =
		"surveyId" in what
			? button(t, label, "secondary", shared ? "summary-take-back" : "summary-share", what.surveyId)
			: button(
					t,
					label,
					"secondary",
					shared ? "series-take-back" : "series-share",
					what.groupId,
					what.series,
				);
	return ["separator", `-# ${t(shared ? "summaries:shared-now" : "summaries:share-hint")}`, [press]];
}
