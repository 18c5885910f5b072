import type { Translate } from "../../shared/i18n.ts";
import type { Instrument, Survey } from "../../surveys/model.ts";
import { asksMembers, type Frequent } from "../../surveys/plan.ts";
import { list, plain, when } from "./text.ts";
import { button, type View, view } from "./view.ts";

/** A survey that people are asked to answer. */
export interface Ask {
	survey: Survey;
	/** Of the session that it is about; null where there is none. */
	title: string | null;
	instrument: Instrument;
	/** Fewest answers of which something is shown. */
	threshold: number;
}

/**
 * The buttons of surveys that are asked together, with what anonymous means here in plain words; closed, they say so.
 * `often`: what else the group will be asked; empty when that was said before.
 */
export function asks(t: Translate, models: readonly Ask[], often: readonly Frequent[]): View {
	const open = models.some(({ survey }) => survey.state === "open");
	const [first] = models;
	return view([
		...models.flatMap((model) => oneOf(t, model)),
		open && often.length > 1 && oftenText(t, often),
		open && first && `-# ${anonymous(t, first)}`,
		models.filter(({ survey }) => survey.state === "open").map(({ survey }) => press(t, survey)),
	]);
}

/** In the channel, never to a person: nobody knows who has answered. */
export function askReminder(t: Translate, models: readonly Ask[]): View {
	const [first] = models;
	const titles = list(
		models.map((model) => named(t, model)),
		t.language,
	);
	return view([
		first && t("surveys:reminder", { until: when(first.survey.closesAt), titles, count: models.length }),
		models.map(({ survey }) => press(t, survey)),
	]);
}

function oneOf(t: Translate, { survey, title: of, instrument }: Ask): string[] {
	const { occasion, closesAt, state } = survey;
	const heading = `### ${plain(instrument.title[t.language])}`;
	const title = plain(of ?? instrument.title[t.language]);
	const { length: count } = instrument.items;
	const text = { title, until: when(closesAt), count, free: free(t, instrument) };
	if (occasion === "after-session") {
		if (state === "closed") return [heading, t("messages:survey.closed", { title })];
		return [heading, t("messages:survey.text", text)];
	}
	if (state === "closed") return [heading, t("surveys:closed")];
	return [heading, t(`surveys:asks.${occasion}`, text)];
}

/** The survey as it is called at its button, and the meeting that it is about. */
function named(t: Translate, { survey, title, instrument }: Ask): string {
	const name = `**${plain(instrument.title[t.language])}**`;
	return title !== null && isOfMeeting(survey.occasion) ? `${name} (${plain(title)})` : name;
}

function isOfMeeting(occasion: Survey["occasion"]): boolean {
	return occasion === "after-session" || occasion === "expert-visit" || occasion === "debrief";
}

/** How much of it needs an answer, as the end of a sentence. */
function free(t: Translate, { items }: Instrument): string {
	const needed = items.filter(({ required }) => required === true).length;
	if (needed === 0) return t("surveys:free.any");
	return needed === items.length ? t("surveys:free.all") : t("surveys:free.some", { count: needed });
}

function press(t: Translate, { id, occasion }: Survey) {
	const label =
		occasion === "after-session" ? "messages:button.survey" : (`surveys:button.${occasion}` as const);
	return button(t, label, "primary", "survey", id);
}

function anonymous(t: Translate, { survey, threshold }: Ask): string {
	const text = t("messages:survey.anonymous", { threshold });
	return asksMembers(survey.occasion) ? text : `${text} ${t("surveys:few-staff", { threshold })}`;
}

function oftenText(t: Translate, often: readonly Frequent[]): string {
	const parts = often.map((occasion) => t(`surveys:often.${occasion}`));
	return t("surveys:often.text", { when: list(parts, t.language) });
}
