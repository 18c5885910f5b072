import type { Temporal } from "temporal-polyfill";
import type { Surface } from "../../outbox/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import type { Survey } from "../../surveys/model.ts";
import { asksMembers, type Frequent, frequent, reminds } from "../../surveys/plan.ts";
import type { State } from "../state.ts";
import { type Ask, askReminder, asks } from "../views/ask.ts";
import { inRoom, type Loaded, type Place, show } from "./surface.ts";

type AskSurface = Extract<Surface, { name: "survey.button" | "survey.reminder" }>;

/** The messages that ask people to answer. */
export async function loadAsk(
	state: State,
	tx: Tx,
	surface: AskSurface,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const survey = await state.surveys.find(tx, surface.surveyId);
	const settings = survey && (await state.setup.find(tx, survey.guildId));
	if (!survey || !settings) return null;
	const { guildId, groupId } = survey;
	const group = groupId === null ? null : await state.groups.find(tx, groupId);
	if (group === undefined) return null;
	const ofMembers = group !== null && asksMembers(survey.occasion);
	const place: Place = ofMembers
		? inRoom(group, "discussion")
		: { kind: "channel", id: settings.staffChannelId };
	const t = translator(ofMembers ? group.language : settings.language);
	const gone = group?.state === "archived";
	const together = await state.surveys.together(tx, survey);
	if (surface.name === "survey.reminder") {
		const same = together.filter(({ closesAt }) => closesAt.equals(survey.closesAt));
		const models = await Promise.all(same.map((each) => askOf(state, tx, each)));
		const stands = !gone && reminds(survey, now);
		return { guildId, place, show: stands ? show(() => askReminder(t, models), "once") : null };
	}
	// Another's message asks for this one too.
	if (together[0]?.id !== survey.id) return { guildId, place, show: null };
	const models = await Promise.all(together.map((each) => askOf(state, tx, each)));
	const often = await oftenOf(state, tx, survey);
	const keep = models.some((each) => each.survey.state === "open") ? "standing" : "update";
	return { guildId, place, show: gone ? null : show(() => asks(t, models, often), keep) };
}

async function askOf(state: State, tx: Tx, survey: Survey): Promise<Ask> {
	const session = survey.sessionId === null ? undefined : await state.sessions.find(tx, survey.sessionId);
	const instrument = await state.surveys.asked(tx, survey);
	return { survey, title: session?.title ?? null, instrument, threshold: state.surveyThreshold };
}

/** In the first message of a series, and in that only: what the group is asked, and when. */
async function oftenOf(state: State, tx: Tx, survey: Survey): Promise<Frequent[]> {
	const { groupId, guildId, series } = survey;
	if (groupId === null || !asksMembers(survey.occasion)) return [];
	const earlier = (await state.surveys.listOf(tx, groupId)).filter((each) => {
		return each.series === series && asksMembers(each.occasion);
	});
	if (earlier[0]?.id !== survey.id) return [];
	return frequent(await state.surveys.planning.plan(tx, guildId, groupId));
}
